"""Writes an analysis as one HTML page that needs nothing else: no network, no other file."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from rashomon.accounts import by_report
from rashomon.exporters.marking import Paragraph, evidence_id, mark
from rashomon.records import Analysis, Entity, Report
from rashomon.views import ClaimView, DossierView, FindingView, arrange
from rashomon.wording import MOODS

_HERE = Path(__file__).parent


class PageExporter:
    """The dock's exporter of the page."""

    name = "html"

    def export(self, analysis: Analysis, path: Path) -> None:
        """Write the analysis to a file."""
        path.write_text(page(analysis), encoding="utf-8")


def page(analysis: Analysis) -> str:
    """Return the page; the same analysis always gives the same bytes."""
    environment = Environment(
        loader=FileSystemLoader(_HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["evidence_id"] = evidence_id
    return environment.get_template("page.html.jinja").render(**_content(arrange(analysis)))


def _content(dossier: DossierView) -> dict[str, Any]:
    analysis = dossier.analysis
    event_of = {claim: event for event in dossier.events for claim in (view.id for view in event.claims)}
    return {
        "style": _inlined("page.css"),
        "script": _inlined("page.js"),
        "dossier": dossier,
        "analysis": analysis,
        "moods": MOODS,
        "mood_counts": Counter(claim.mood for claim in dossier.claims.values()),
        "kind_counts": sorted(Counter(finding.kind for finding in dossier.findings).items()),
        "agreements": [finding for finding in dossier.findings if finding.kind == "agreement"],
        "event_of": event_of,
        "shared": [event for event in dossier.events if not event.told_once],
        "single": [event for event in dossier.events if event.told_once],
        "spellings": sorted(filter(_in_several_spellings, analysis.entities), key=lambda entity: entity.name),
        "reports": list(_reports(dossier)),
    }


def _reports(dossier: DossierView) -> Iterator[tuple[Report, list[Paragraph], list[ClaimView]]]:
    """Yield each report with its text as marked pieces and its claims in the order of the text."""
    analysis = dossier.analysis
    claims, sentences, sides = by_report(analysis.claims), by_report(analysis.sentences), by_report(analysis.sides)
    findings: dict[str, list[FindingView]] = defaultdict(list)
    for finding in dossier.findings:
        for name in {quote.report for quote in finding.quotes}:
            findings[name].append(finding)
    for report in analysis.reports:
        of = report.id
        paragraphs = mark(report, claims[of], findings[of], sentences[of], sides[of])
        yield report, paragraphs, [dossier.claims[claim.id] for claim in claims[of]]


def _inlined(name: str) -> Markup:
    return Markup((_HERE / name).read_text(encoding="utf-8"))


def _in_several_spellings(entity: Entity) -> bool:
    return len({name.casefold() for name in entity.names}) > 1
