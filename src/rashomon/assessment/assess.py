"""Holds the claims of every event side by side; the front of the stage."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from rashomon.assessment.casefile import CaseFile, open_case
from rashomon.assessment.copies import find_copies
from rashomon.assessment.findings import copy_findings, count_findings
from rashomon.assessment.origins import Origins
from rashomon.assessment.positions import positions_of
from rashomon.assessment.rating import rate
from rashomon.records import Claim, DatedExpression, Entity, Event, Finding, PlaceRelation, Report, Sentence

ORDER = (
    "contradiction", "refutation", "arithmetic", "update", "difference", "agreement", "copy", "distance", "geography",
    "calendar", "unsupported", "garbled",
)  # fmt: skip


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
    origins = Origins(case, copies)
    judged, findings = [], list(copy_findings(copies, case))
    for event in events:
        about = _about(event, case, origins)
        positions = positions_of(event, case, origins)
        judged.append(msgspec.structs.replace(event, positions=positions, rating=rate(positions, about)))
        findings += about
    return tuple(judged), _sorted(findings)


def _about(event: Event, case: CaseFile, origins: Origins) -> list[Finding]:
    return list(count_findings(event, case, origins))


def _sorted(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    distinct = {f.id: f for f in findings}
    return tuple(sorted(distinct.values(), key=lambda f: (ORDER.index(f.kind), f.spans, f.id)))
