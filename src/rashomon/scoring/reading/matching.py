"""Matches the facts of a marked reading with the claims of an analysis, one to one, and scores their slots."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

from rashomon.errors import BadInput

Json = dict[str, Any]
Extent = tuple[int, int]

ROLE_SLOTS = ("actor", "target", "instrument", "place")
SCORED = ("kind", *ROLE_SLOTS, "quantity", "voice", "modality", "polarity", "time")
MOST_WORDS = {"trigger": 8, "filler": 20, "voice": 20}  # longer ones earn nothing: a name is asked for
MOST_QUANTITIES = 3  # a claim counts one thing
MOST_PER_TRIGGER = 4  # variants of one claim do not earn each


def span(thing: Json) -> Extent:
    """Return the offsets of anything that has them."""
    return thing["start"], thing["end"]


def overlap(a: Extent, b: Extent) -> int:
    """Return how many characters two extents share."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def squeeze(text: str) -> tuple[str, list[int]]:
    """Collapse white space; return the text and, for each of its characters, the offset in the original."""
    kept = [(match.start(), " " if match[0].isspace() else match[0]) for match in re.finditer(r"\s+|\S", text)]
    kept = kept[1:] if kept and kept[0][1] == " " else kept
    return "".join(ch for _, ch in kept), [at for at, _ in kept]


def locate(report: Json, phrase: str) -> Extent | None:
    """Return where a phrase stands in a report, whatever the white space, or None."""
    squeezed, offsets = report["_squeezed"]
    phrase = re.sub(r"\s+", " ", phrase).strip()
    at = squeezed.find(phrase)
    return None if at < 0 else (offsets[at], offsets[at + len(phrase) - 1] + 1)


class Marked:
    """An analysis beside a marked reading: its reports by the reading's keys, its claims trimmed to what may earn."""

    def __init__(self, data: Json, gold: Json) -> None:
        self.entities: dict[str, Json] = {entity["id"]: entity for entity in data["entities"]}
        self.events: list[Json] = data["events"]
        self.findings: list[Json] = data["findings"]
        self.event_of: dict[str, str] = {c: event["id"] for event in self.events for c in event["claims"]}
        self.reports = {key: self._report(data, name) for key, name in gold["reports"].items()}
        self.overlong = 0
        self.by_report: dict[str, list[Json]] = defaultdict(list)
        texts = {report["id"]: report["text"] for report in data["reports"]}
        sharing: Counter[tuple[str, int, int]] = Counter()
        for claim in data["claims"]:
            anchor = (claim["report"], *span(claim.get("trigger") or claim["span"]))
            sharing[anchor] += 1
            if sharing[anchor] <= MOST_PER_TRIGGER:
                self.by_report[claim["report"]].append(self._trimmed(claim, texts[claim["report"]]))
            else:
                self.overlong += 1

    @staticmethod
    def _report(data: Json, name: str) -> Json:
        hits = [report for report in data["reports"] if str(report["source"]).replace("\\", "/").endswith(name)]
        if len(hits) != 1:
            raise BadInput("R114", path=name, reason=f"{len(hits)} reports of the analysis have this source")
        report: Json = hits[0] | {"_squeezed": squeeze(hits[0]["text"])}
        return report

    def _short(self, kind: str, thing: Json, text: str) -> bool:
        fits = len(text[slice(*span(thing))].split()) <= MOST_WORDS[kind]
        self.overlong += not fits
        return fits

    def _trimmed(self, claim: Json, text: str) -> Json:
        kept = dict(claim)
        kept["roles"] = {
            role: [filler for filler in fillers if self._short("filler", filler, text)]
            for role, fillers in claim["roles"].items()
        }
        kept["voices"] = [
            voice if self._short("voice", voice, text) else {**voice, "text": "", "entity": None}
            for voice in claim["voices"]
        ]
        if kept.get("trigger") and not self._short("trigger", kept["trigger"], text):
            start = kept["trigger"]["start"]
            kept["trigger"] = {"start": start, "end": start + 1, "text": text[start]}
        if len(kept["quantities"]) > MOST_QUANTITIES:
            kept["quantities"] = []
            self.overlong += 1
        return kept

    def names(self, filler: Json) -> list[str]:
        """Return every way in which a filler is named: its words and the names of its entity."""
        entity = self.entities.get(filler.get("entity") or "")
        return [filler.get("text") or "", *([entity["name"], *entity.get("names", [])] if entity else [])]

    def named(self, pattern: str, fillers: list[Json]) -> bool:
        """Tell whether any way of naming any of the fillers matches the pattern."""
        return any(re.search(pattern, name, re.I) for filler in fillers for name in self.names(filler))


def slot_results(marked: Marked, fact: Json, claim: Json) -> dict[str, bool]:
    """Return, for each slot that the fact fixes, whether the claim has it right."""
    return {slot: _slot_right(marked, fact, claim, slot) for slot in SCORED if slot in fact}


def _slot_right(marked: Marked, fact: Json, claim: Json, slot: str) -> bool:
    want = fact[slot]
    if slot in ROLE_SLOTS:
        fillers = claim["roles"].get(slot, [])
        # the town that is attacked or taken may stand as target
        return marked.named(want, [*fillers, *claim["roles"].get("target", [])] if slot == "place" else fillers)
    if slot == "voice":
        return not claim["voices"] if want is None else marked.named(want, claim["voices"])
    if slot == "kind":
        return claim["kind"] in want
    if slot == "quantity":
        return any(q.get("low") == want["low"] and q.get("high") == want["high"] for q in claim["quantities"])
    if slot == "time":
        time = claim.get("time") or {}
        return all(str(time.get(key) or "")[:10].endswith(want[key]) for key in want)
    return claim["certainty"][slot] in want


def touching(marked: Marked, fact: Json) -> list[Json]:
    """Return the claims whose trigger (or, for a fact without one, span) meets the fact's evidence."""
    report = marked.reports[fact["report"]]
    where = locate(report, fact["evidence"])
    if where is None:
        return []
    words = report["text"][slice(*where)]
    triggers = [(where[0] + m.start(), where[0] + m.end()) for m in re.finditer(fact.get("trigger") or "(?!)", words)]
    return [c for c in marked.by_report[report["id"]] if _meets(c, where, triggers if fact.get("trigger") else None)]


def _meets(claim: Json, where: Extent, triggers: list[Extent] | None) -> bool:
    anchor = span(claim["trigger"]) if claim.get("trigger") else span(claim["span"])
    if triggers is not None:
        return any(overlap(anchor, t) for t in triggers) and anchor[1] - anchor[0] <= 3 * (where[1] - where[0])
    whole = span(claim["span"])
    inside = claim.get("trigger") is None or overlap(anchor, where) == anchor[1] - anchor[0]
    enough = overlap(whole, where) >= 0.5 * min(whole[1] - whole[0], where[1] - where[0])
    return overlap(anchor, where) > 0 and inside and enough


def assign(marked: Marked, facts: list[Json]) -> dict[str, Json]:
    """Match facts and claims one to one: required facts first, best filled first."""
    taken: dict[str, Json] = {}
    given: set[str] = set()
    for _, _, fact_id, claim_id, claim in sorted(_offers(marked, facts), key=lambda offer: offer[:4]):
        if fact_id not in taken and claim_id not in given:
            taken[fact_id] = claim
            given.add(claim_id)
    return taken


def _offers(marked: Marked, facts: list[Json]) -> Iterator[tuple[bool, int, str, str, Json]]:
    for fact in facts:
        for claim in touching(marked, fact):
            right = sum(slot_results(marked, fact, claim).values())
            yield bool(fact.get("optional")), -right, fact["id"], claim["id"], claim
