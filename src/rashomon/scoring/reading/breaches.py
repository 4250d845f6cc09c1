"""What in an analysis breaks the contract: a quote that is not in its text, a claim in two events, and the like."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, get_args

from rashomon.records import ROLES, FindingKind, Modality, Polarity

Json = dict[str, Any]

MODALITIES, POLARITIES, FINDINGS = (set(get_args(words)) for words in (Modality, Polarity, FindingKind))
PARTS = ("reports", "entities", "claims", "events", "findings", "failures")
ISO = re.compile(r"\d{4}-\d\d-\d\d([T ].*)?")


def breaches(data: Json) -> Iterator[str]:
    """Yield a sentence for each breach of the contract; none for a sound analysis."""
    missing = [key for key in PARTS if not isinstance(data.get(key), list)]
    if missing:
        yield f"no list {missing[0]!r}"
        return
    for key in PARTS[:-1]:
        ids = [thing["id"] for thing in data[key]]
        if len(ids) != len(set(ids)):
            yield f"{key}: an id stands twice"
    texts = {report["id"]: report["text"] for report in data["reports"]}
    entities = {entity["id"] for entity in data["entities"]}
    for claim in data["claims"]:
        yield from _of_claim(claim, texts, entities)
    yield from _of_entities(data["entities"], texts)
    yield from _of_events(data["events"], {claim["id"] for claim in data["claims"]})
    for finding in data["findings"]:
        yield from _of_finding(finding, texts)


def _misquoted(where: str, text: str, thing: Json, kind: str) -> Iterator[str]:
    start, end = thing["start"], thing["end"]
    if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(text)):
        yield f"{where}: {kind} [{start}, {end}) does not lie in the text"
    elif thing.get("text") is not None and text[start:end] != thing["text"]:
        yield f"{where}: {kind} {thing['text'][:40]!r} is not what stands at [{start}, {end})"


def _of_claim(claim: Json, texts: dict[str, str], entities: set[str]) -> Iterator[str]:
    where = f"claim {claim['id']}"
    if claim["report"] not in texts:
        yield f"{where}: no report {claim['report']}"
        return
    text = texts[claim["report"]]
    yield from _misquoted(where, text, claim["span"], "span")
    if claim.get("trigger"):
        yield from _misquoted(where, text, claim["trigger"], "trigger")
    if set(claim["roles"]) - set(ROLES):
        yield f"{where}: roles {set(claim['roles']) - set(ROLES)}"
    yield from _of_fillers(where, text, claim, entities)
    for quantity in claim["quantities"]:
        yield from _misquoted(where, text, quantity, "quantity")
    certainty = claim["certainty"]
    if certainty["modality"] not in MODALITIES or certainty["polarity"] not in POLARITIES:
        yield f"{where}: certainty {certainty}"
    time = claim.get("time") or {}
    if any(time.get(key) is not None and not ISO.fullmatch(str(time[key])) for key in ("start", "end")):
        yield f"{where}: time {time.get('start')!r} .. {time.get('end')!r} is not ISO"


def _of_fillers(where: str, text: str, claim: Json, entities: set[str]) -> Iterator[str]:
    fillers = [filler for group in claim["roles"].values() for filler in group]
    for kind, group in (("filler", fillers), ("voice", claim["voices"])):
        for filler in group:
            yield from _misquoted(where, text, filler, kind)
            if filler.get("entity") is not None and filler["entity"] not in entities:
                yield f"{where}: no entity {filler['entity']}"
    spans = [{(f["start"], f["end"]) for f in claim["roles"].get(role, [])} for role in ("actor", "target")]
    if spans[0] & spans[1]:
        yield f"{where}: one span is actor and target"


def _of_entities(entities: list[Json], texts: dict[str, str]) -> Iterator[str]:
    owner: dict[tuple[str, int, int], str] = {}
    for entity in entities:
        for mention in entity.get("mentions", []):
            key = (mention["report"], mention["start"], mention["end"])
            if key[0] not in texts or not 0 <= key[1] < key[2] <= len(texts[key[0]]):
                yield f"entity {entity['id']}: a mention outside its report"
            elif owner.setdefault(key, entity["id"]) != entity["id"]:
                yield f"entity {entity['id']}: shares a mention with {owner[key]}"


def _of_events(events: list[Json], claims: set[str]) -> Iterator[str]:
    home: dict[str, str] = {}
    for event in events:
        for claim in event["claims"]:
            if claim not in claims:
                yield f"event {event['id']}: no claim {claim}"
            if home.setdefault(claim, event["id"]) != event["id"]:
                yield f"claim {claim} stands in two events"


def _of_finding(finding: Json, texts: dict[str, str]) -> Iterator[str]:
    if finding["kind"] not in FINDINGS:
        yield f"finding {finding['id']}: kind {finding['kind']!r}"
    if not str(finding.get("explanation") or "").strip():
        yield f"finding {finding['id']}: no explanation"
    for span in finding.get("spans", []):
        if span["report"] not in texts or not 0 <= span["start"] < span["end"] <= len(texts[span["report"]]):
            yield f"finding {finding['id']}: a span outside its report"
