"""Names each report so that a reader can tell it from the others: by outlet, day or file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from rashomon.records import Report
from rashomon.wording import day_words


def bylines(reports: Sequence[Report]) -> dict[str, str]:
    """Return a name for each report id: its outlet; of several also the day, or the file where days are alike."""
    of_outlet: dict[str | None, list[Report]] = {}
    for report in reports:
        of_outlet.setdefault(report.outlet, []).append(report)
    names = {}
    for report in reports:
        same = of_outlet[report.outlet]
        if report.outlet and len(same) == 1:
            names[report.id] = report.outlet
        elif report.outlet and len({other.published[:10] for other in same if other.published}) == len(same):
            names[report.id] = f"{report.outlet} ({day_words(report.published or '')})"
        else:
            names[report.id] = _with_file(report, [other.source for other in same if other.id != report.id])
    return names


def _with_file(report: Report, others: Sequence[str]) -> str:
    """Name a report by the end of its path; beside its outlet, without the ending of the file where that will do."""
    tail = _tail(report.source, others)
    if tail == "-":
        tail = "standard input"
    if not report.outlet:
        return tail
    stem = PurePath(tail).stem
    alike = any(PurePath(other).stem == stem for other in others)
    return f"{report.outlet} ({tail if alike else stem})"


def _tail(source: str, others: Sequence[str]) -> str:
    """Return the shortest end of a path, whole names only, that no other path ends in."""
    parts = source.split("/")
    tails = ("/".join(parts[-count:]) for count in range(1, len(parts)))
    return next((tail for tail in tails if not any(f"/{other}".endswith(f"/{tail}") for other in others)), source)
