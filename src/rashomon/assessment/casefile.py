"""The dossier as assessment needs it: reports, sentences, entities and claims by id, and what stands where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from rashomon.records import Claim, Entity, Event, Evidence, Report, Sentence

ASIDE = frozenset({"furniture", "caption"})
UNREAL = frozenset({"planned", "threatened", "requested", "hypothetical", "questioned"})


@dataclass(slots=True)
class CaseFile:
    """Everything by id, filled once; nothing in it is changed afterwards."""

    reports: dict[str, Report]
    sentences: dict[str, list[Sentence]]
    entities: dict[str, Entity]
    claims: dict[str, Claim]
    mention_entity: dict[tuple[str, int, int], str] = field(default_factory=dict)

    def text(self, claim: Claim) -> str:
        """Return the evidence of a claim as written."""
        report = self.reports.get(claim.report)
        return report.text[claim.start : claim.end] if report else ""

    def outlet(self, report_id: str) -> str:
        """Return the name by which a report goes in explanations."""
        report = self.reports.get(report_id)
        return (report.outlet or report.title or report.source or report.id) if report else report_id

    def name(self, entity_id: str | None, otherwise: str = "") -> str:
        """Return the name of an entity, or the words given."""
        entity = self.entities.get(entity_id or "")
        return entity.name if entity else otherwise

    def members(self, event: Event) -> list[Claim]:
        """Return the claims of an event in the order of report and text."""
        return [self.claims[i] for i in event.claims if i in self.claims]


def open_case(
    reports: Sequence[Report], sentences: Sequence[Sentence], entities: Sequence[Entity], claims: Sequence[Claim]
) -> CaseFile:
    """Return the dossier by id."""
    by_report: dict[str, list[Sentence]] = defaultdict(list)
    for sentence in sentences:
        by_report[sentence.report].append(sentence)
    for listed in by_report.values():
        listed.sort(key=lambda s: s.start)
    where = {(m.report, m.start, m.end): e.id for e in entities for m in e.mentions}
    return CaseFile(
        reports={r.id: r for r in reports},
        sentences=dict(by_report),
        entities={e.id: e for e in entities},
        claims={c.id: c for c in claims},
        mention_entity=where,
    )


def is_told(claim: Claim) -> bool:
    """Tell whether a claim says that its thing happened: affirmed, and neither planned, asked nor supposed."""
    return claim.certainty.polarity == "affirmed" and claim.certainty.modality not in UNREAL


def evidence(claim: Claim) -> Evidence:
    """Return the stretch that a reader should look at for a claim."""
    return Evidence(report=claim.report, start=claim.start, end=claim.end)
