"""Scores names, events, positions and findings of an analysis against a marked reading."""

from __future__ import annotations

import json
import math
import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations, product
from typing import Any

from rashomon.scoring.reading.matching import Json, Marked, locate, overlap, span

COMPARING = {"agreement", "difference", "update", "contradiction", "refutation"}


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Return the great-circle distance of two points given as (latitude, longitude) in degrees."""
    la1, lo1, la2, lo2 = map(math.radians, (*a, *b))
    h = math.sin((la2 - la1) / 2) ** 2 + math.cos(la1) * math.cos(la2) * math.sin((lo2 - lo1) / 2) ** 2
    return 12742 * math.asin(math.sqrt(h))


def entities_named(marked: Marked, key: str, name: str) -> set[str]:
    """Return the entities whose mentions, or fillers that begin or end with the name, stand for it in a report."""
    report = marked.reports[key]
    flags = 0 if len(name) <= 3 else re.I
    whole = re.compile(rf"(?:the\s+)?{re.escape(name)}(?:['’]s?)?", flags)
    edge = re.compile(rf"{whole.pattern}\b.*|.*\b{re.escape(name)}(?:['’]s?)?", flags | re.S)
    found = {
        entity["id"]
        for entity in marked.entities.values()
        for m in entity.get("mentions", [])
        if m["report"] == report["id"] and whole.fullmatch(report["text"][m["start"] : m["end"]])
    }
    fillers = [
        filler
        for claim in marked.by_report[report["id"]]
        for filler in (*(f for group in claim["roles"].values() for f in group), *claim["voices"])
    ]
    return found or {f["entity"] for f in fillers if f.get("entity") and edge.fullmatch(f.get("text") or "")}


def score_names(marked: Marked, same: list[Json]) -> dict[str, float]:
    """Count the lines of names that ended in one entity, at the right place, and the lines wrongly merged."""
    joined, groups = 0, []
    for line in same:
        sets = [entities_named(marked, key, name) for key, names in line["names"].items() for name in names]
        common = set.intersection(*sets) if sets else set()
        joined += any(_near(marked.entities[entity], line) for entity in common)
        groups.append(set().union(*sets))
    merged = sum(1 for a, b in combinations(groups, 2) if a & b)
    return {"names_joined": joined, "names": len(same), "names_wrongly_merged": merged}


def _near(entity: Json, line: Json) -> bool:
    if "near" not in line:
        return True
    if entity.get("lat") is None:
        return False
    return kilometres(tuple(line["near"]), (entity["lat"], entity["lon"])) <= float(line["within_km"])


def bcubed(events: list[Json], event_of_fact: dict[str, str | None]) -> tuple[float, float, float]:
    """Return B-cubed precision, recall and F1 over the facts of the events; a fact not found stands alone.

    Bagga and Baldwin 1998, Entity-based cross-document coreferencing using the vector space model.
    """
    gold = {fact: event["id"] for event in events for fact in event["facts"]}
    system = {fact: event_of_fact.get(fact) or f"alone {fact}" for fact in gold}
    precision = recall = 0.0
    for fact in gold:
        mates = {other for other in gold if system[other] == system[fact]}
        kin = {other for other in gold if gold[other] == gold[fact]}
        precision += len(mates & kin) / len(mates) / len(gold)
        recall += len(mates & kin) / len(kin) / len(gold)
    total = precision + recall
    return precision, recall, 2 * precision * recall / total if total else 0.0


def score_events(marked: Marked, events: list[Json], taken: dict[str, Json]) -> dict[str, float]:
    """Score the grouping of the claims that were found; `events_one` is what one single event would get."""
    if not events:
        return {}
    precision, recall, f = bcubed(events, {fact: marked.event_of.get(c["id"]) for fact, c in taken.items()})
    single = bcubed(events, dict.fromkeys(taken, "one"))
    return {"events_p": precision, "events_r": recall, "events_f": f, "events_one": single[2]}


def same_value(marked: Marked, position: Json, want: Json) -> bool:
    """Tell whether a position gives the value that the reading wants."""
    value = position["value"]
    if isinstance(value, dict):
        return "low" in want and value.get("low") == want["low"] and value.get("high") == want["high"]
    entity = marked.entities.get(value) if isinstance(value, str) else None
    named = [str(value), *([entity["name"], *entity.get("names", [])] if entity else [])]
    return "text" in want and any(re.search(want["text"], name, re.I) for name in named)


def score_positions(marked: Marked, wanted: list[Json], taken: dict[str, Json]) -> dict[str, float]:
    """Count the positions listed with the right origins, and those listed for the same slot that no report gives."""
    if not wanted:
        return {}
    by_event = {event["id"]: event for event in marked.events}
    everywhere = [position for event in marked.events for position in event.get("positions", [])]
    listed = sum(any(_listed(marked, p, want, taken) for p in everywhere) for want in wanted)
    asked: dict[tuple[str, str], list[Json]] = defaultdict(list)
    for want in wanted:
        asked[want["event"], want["slot"]].append(want)
    fact_of = {claim["id"]: fact for fact, claim in taken.items()}
    false = 0
    for (_, slot), wants in asked.items():
        facts = {fact for want in wants for fact in want["facts"]}
        homes = {marked.event_of.get(taken[fact]["id"]) for fact in facts if fact in taken} - {None}
        rivals = [p for home in homes if home for p in by_event[home].get("positions", []) if p["slot"] == slot]
        false += sum(
            not any(same_value(marked, p, want) for want in wants)
            and bool({fact_of.get(c) for c in p["claims"]} & facts)
            for p in rivals
        )
    return {"positions_listed": listed, "positions": len(wanted), "positions_false": false}


def _listed(marked: Marked, position: Json, want: Json, taken: dict[str, Json]) -> bool:
    claims = {taken[fact]["id"] for fact in want["facts"] if fact in taken}
    return (
        position["slot"] == want["slot"]
        and bool(claims & set(position["claims"]))
        and same_value(marked, position, want)
        and ("origins" not in want or position.get("origins") == want["origins"])
    )


def _interval(value: Json) -> tuple[float, float]:
    low, high = value.get("low"), value.get("high")
    return (0 if low is None else low, math.inf if high is None else high)


def forbidden_pairs(gold: Json) -> Iterator[tuple[set[str], str, str]]:
    """Yield (kinds, fact, fact) that no finding may join: other events, or values that say otherwise."""
    events = {fact: event["id"] for event in gold.get("events", []) for fact in event["facts"]}
    for a, b in combinations(sorted(events), 2):
        if events[a] != events[b]:
            yield COMPARING - {"refutation"}, a, b
    for p, q in combinations([p for p in gold.get("positions", []) if "low" in p], 2):
        if (p["event"], p["slot"]) == (q["event"], q["slot"]):
            a_low, a_high = _interval(p)
            b_low, b_high = _interval(q)
            apart = a_high < b_low or b_high < a_low
            for f, g in product(p["facts"], q["facts"]):
                if f != g:
                    yield ({"agreement"} if apart else {"contradiction"}), f, g
    for never in gold.get("never", []):
        for a, b in combinations(never["claims"], 2):
            yield set(never["kinds"]), a, b


def score_findings(marked: Marked, gold: Json, taken: dict[str, Json]) -> dict[str, float]:
    """Count the findings that a careful reader makes, and those that join what must not be joined."""
    fact_of = {claim["id"]: fact for fact, claim in taken.items()}
    facts_of = {f["id"]: {fact_of[c] for c in f.get("claims", []) if c in fact_of} for f in marked.findings}
    home = {fact: event["id"] for event in gold.get("events", []) for fact in event["facts"]}
    wanted = gold.get("findings", [])
    made = sum(any(_made(marked, want, f, facts_of[f["id"]], home) for f in marked.findings) for want in wanted)
    pairs: dict[str, set[frozenset[str]]] = defaultdict(set)
    for kinds, a, b in forbidden_pairs(gold):
        for kind in kinds:
            pairs[kind].add(frozenset((a, b)))
    forbidden = sum(
        any(frozenset(pair) in pairs[f["kind"]] for pair in combinations(sorted(facts_of[f["id"]]), 2))
        for f in marked.findings
    )
    return {
        "findings_made": made,
        "findings": len(wanted),
        "forbidden_findings": forbidden,
        "findings_output": len(marked.findings),
    }


def _made(marked: Marked, want: Json, finding: Json, facts: set[str], home: dict[str, Any]) -> bool:
    if finding["kind"] not in want["kinds"]:
        return False
    if "claims" in want:
        allowed = {home.get(fact, fact) for fact in (*want["claims"], *want.get("also", []))}
        return set(want["claims"]) <= facts and not {home[fact] for fact in facts if fact in home} - allowed
    if "evidence" in want:
        return _points_at(marked, want, finding)
    reports = {s["report"] for s in finding.get("spans", [])} | set(finding.get("reports", []))
    asked = {marked.reports[key]["id"] for key in want["reports"]}
    close = reports == asked if finding["kind"] == "copy" else asked <= reports and len(reports) <= len(asked) + 1
    words = json.dumps(finding, ensure_ascii=False)
    return close and len(str(finding["explanation"])) <= 600 and bool(re.search(want["places"], words, re.I))


def _points_at(marked: Marked, want: Json, finding: Json) -> bool:
    report = marked.reports[want["report"]]
    where = locate(report, want["evidence"])
    if where is None:
        return False
    longest = 3 * (where[1] - where[0]) + 120
    return any(
        s["report"] == report["id"] and overlap(span(s), where) > 0 and s["end"] - s["start"] <= longest
        for s in finding.get("spans", [])
    )
