"""Holds the claims of every event side by side; the front of the stage."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import msgspec

from rashomon.assessment.agreements import role_agreements, whole_agreement
from rashomon.assessment.arithmetic import arithmetic_findings
from rashomon.assessment.calendars import calendar_findings
from rashomon.assessment.casefile import CaseFile, open_case
from rashomon.assessment.copies import copy_findings, find_copies, same_texts
from rashomon.assessment.counts import count_findings
from rashomon.assessment.denials import actor_findings, denial_findings, holder_findings
from rashomon.assessment.distances import distance_findings
from rashomon.assessment.language import language_findings
from rashomon.assessment.origins import Origins
from rashomon.assessment.positions import positions_of
from rashomon.assessment.rating import rate
from rashomon.assessment.responsibility import responsibility_findings
from rashomon.assessment.rivals import refutations, rival_findings
from rashomon.assessment.settled import settled_findings
from rashomon.assessment.unmasked import unmasked_pictures
from rashomon.records import Claim, DatedExpression, Entity, Event, Finding, PlaceRelation, Report, Sentence

ORDER = (
    "contradiction", "refutation", "arithmetic", "update", "difference", "agreement", "copy", "distance", "geography",
    "calendar", "unsupported", "garbled",
)  # fmt: skip

ABOUT_EVENTS: tuple[Callable[[Event, CaseFile, Origins], Iterable[Finding]], ...] = (
    count_findings,
    responsibility_findings,
    rival_findings,
    denial_findings,
    actor_findings,
)


def assess(
    reports: Sequence[Report],
    sentences: Sequence[Sentence],
    entities: Sequence[Entity],
    claims: Sequence[Claim],
    events: Sequence[Event],
    relations: Sequence[PlaceRelation],
    times: Sequence[DatedExpression],
) -> tuple[tuple[Event, ...], tuple[Finding, ...]]:
    """Return the events with positions and ratings, and what holding the claims side by side shows."""
    case = open_case(reports, sentences, entities, claims)
    copies = find_copies(case)
    case.texts = same_texts(case, copies)
    origins = Origins(case, copies)
    judged, findings = [], [*copy_findings(copies, case), *refutations(case, origins), *unmasked_pictures(case)]
    findings += [*arithmetic_findings(case), *calendar_findings(case, times), *distance_findings(case, relations)]
    findings += [*language_findings(case), *settled_findings(case, origins), *holder_findings(case, origins)]
    for event in events:
        about = _about(event, case, origins)
        positions = positions_of(event, case, origins)
        judged.append(msgspec.structs.replace(event, positions=positions, rating=rate(positions, about)))
        findings += about
    return tuple(judged), _sorted(findings)


def _about(event: Event, case: CaseFile, origins: Origins) -> list[Finding]:
    found = [f for make in ABOUT_EVENTS for f in make(event, case, origins)]
    roles = list(role_agreements(event, case, origins))
    if any(f.kind in ("agreement", "update", "contradiction") for f in found):
        return [*found, *roles]
    whole = list(whole_agreement(event, case, origins))
    held = {c for f in whole for c in f.claims}
    return [*found, *(f for f in roles if not held.issuperset(f.claims)), *whole]


def _sorted(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    distinct = {f.id: f for f in findings}
    return tuple(sorted(distinct.values(), key=lambda f: (ORDER.index(f.kind), f.spans, f.id)))
