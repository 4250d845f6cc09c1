"""Runs the extractors over one report, checks every span against its text, drops doubles, and numbers the claims."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import msgspec

from rashomon.claims.fillers import MOST_WORDS
from rashomon.docks import Extractor
from rashomon.errors import CATALOGUE
from rashomon.records import ROLES, Claim, Failure, Filler, Mention, Report, Sentence, Voice

MOST_PER_TRIGGER = 4


def collect_claims(
    report: Report, sentences: Sequence[Sentence], mentions: Sequence[Mention], extractors: Sequence[Extractor]
) -> tuple[list[Claim], list[Failure]]:
    """Return the report's claims in the order of the text, and what went wrong with whom.

    An extractor's error costs its own claims of this report only, and is told as R113.
    """
    found: list[Claim] = []
    failures: list[Failure] = []
    for extractor in extractors:
        try:
            claims = list(extractor.extract(report, sentences, mentions))
        except Exception as error:  # noqa: BLE001 - a plug-in may raise anything; the others' claims must not be lost
            failures.append(_failure(report, extractor.name, f"{type(error).__name__}: {error}"))
            continue
        sound = [checked for claim in claims if (checked := check(claim, report)) is not None]
        if len(sound) < len(claims):
            lost = len(claims) - len(sound)
            failures.append(_failure(report, extractor.name, f"{lost} claims quoted what is not in the text"))
        found.extend(sound)
    return _numbered(report, _few_per_trigger(_without_doubles(report, found))), failures


def check(claim: Claim, report: Report) -> Claim | None:
    """Return the claim without fillers that do not stand in the text; None where its evidence does not."""
    size = len(report.text)
    if claim.report != report.id or not 0 <= claim.start < claim.end <= size:
        return None
    trigger = claim.trigger
    if trigger is not None and not _stands(report, trigger.start, trigger.end, trigger.text):
        return None
    if any(not _stands(report, q.start, q.end, q.text) for q in claim.quantities):
        return None
    kept: dict[str, tuple[Filler, ...]] = {
        role: tuple(f for f in claim.role(role) if _stands(report, f.start, f.end, f.text)) for role in ROLES
    }
    kept = {role: tuple(f for f in fillers if len(f.text.split()) <= MOST_WORDS) for role, fillers in kept.items()}
    spans = {(f.start, f.end) for f in kept["actor"]}
    kept["target"] = tuple(f for f in kept["target"] if (f.start, f.end) not in spans)
    voices: tuple[Voice, ...] = tuple(v for v in claim.voices if _stands(report, v.start, v.end, v.text))
    return msgspec.structs.replace(claim, voices=voices, **kept)


def _stands(report: Report, start: int, end: int, text: str) -> bool:
    """Tell whether these words stand there in the report."""
    return 0 <= start < end <= len(report.text) and report.text[start:end] == text


def _without_doubles(report: Report, claims: Iterable[Claim]) -> list[Claim]:
    """Keep one of the claims that say the same on the same word, and a headline's only once however often it stands."""
    kept: dict[tuple[object, ...], Claim] = {}
    for claim in sorted(claims, key=_order):
        anchor: tuple[object, ...] = (claim.start,)
        if claim.trigger is not None:
            anchor = (claim.trigger.start, claim.trigger.end)
        counted = tuple((q.low, q.high, q.start) for q in claim.quantities)
        places = tuple(f.start for f in claim.place)
        key: tuple[object, ...] = (anchor, claim.kind, claim.slot, counted, places)
        if claim.zone == "headline":
            key = ("headline", _plain(report.text[claim.start : claim.end]), claim.kind, counted and counted[0][:2])
            key = (*key, _plain(claim.trigger.text) if claim.trigger else "")
        kept.setdefault(key, claim)
    told: dict[tuple[object, ...], Claim] = {}
    for claim in kept.values():
        told.setdefault(_saying(claim), claim)
    return list(told.values())


def _saying(claim: Claim) -> tuple[object, ...]:
    """What a counting claim says, in words: a sentence that says it twice makes one claim."""
    counted = tuple((q.low, q.high, q.of) for q in claim.quantities)
    if not counted or claim.slot is None:
        return (claim.id, claim.trigger.start if claim.trigger else claim.start, claim.kind, counted)
    targets = tuple(f.text.lower() for f in claim.target)
    places = tuple(f.text.lower() for f in claim.place)
    return (claim.start, claim.kind, claim.slot, counted, targets, places)


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().lower()


def _few_per_trigger(claims: Sequence[Claim]) -> list[Claim]:
    """Keep at most four claims on one trigger, the first ones in the text."""
    seen: dict[tuple[int, int], int] = {}
    kept: list[Claim] = []
    for claim in claims:
        anchor = (claim.trigger.start, claim.trigger.end) if claim.trigger else (claim.start, claim.end)
        seen[anchor] = seen.get(anchor, 0) + 1
        if seen[anchor] <= MOST_PER_TRIGGER:
            kept.append(claim)
    return kept


def _order(claim: Claim) -> tuple[int, int, int, str, str]:
    at = claim.trigger.start if claim.trigger else claim.start
    counted = claim.quantities[0].start if claim.quantities else -1
    return (claim.start, at, counted, claim.kind, claim.extractor)


def _numbered(report: Report, claims: Sequence[Claim]) -> list[Claim]:
    """Give the claims their ids in the order of the text; `part_of` follows to the new id."""
    ordered = sorted(claims, key=_order)
    ids: dict[str, str] = {}
    for number, claim in enumerate(ordered, 1):
        ids.setdefault(claim.id, f"{report.id}.c{number}")
    return [
        msgspec.structs.replace(claim, id=f"{report.id}.c{number}", part_of=ids.get(claim.part_of or ""))
        for number, claim in enumerate(ordered, 1)
    ]


def _failure(report: Report, name: str, reason: str) -> Failure:
    message = CATALOGUE["R113"].format(path=report.source, reason=f"{name}: {reason}")
    return Failure(source=report.source, stage="claims", code="R113", message=message)
