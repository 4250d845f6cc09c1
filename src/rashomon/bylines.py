"""Names each report so that a reader can tell it from the others: by outlet, day or file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import PurePath

from rashomon.records import Report
from rashomon.wording import day_words


def bylines(reports: Sequence[Report]) -> dict[str, str]:
    """Return a name for each report id: its outlet; of several also the day, or the file where days are alike."""
    of_outlet: dict[str | None, list[Report]] = {}
    for report in reports:
        of_outlet.setdefault(report.outlet, []).append(report)
    names = {}
    for outlet, same in of_outlet.items():
        if outlet and len(same) == 1:
            names[same[0].id] = outlet
        elif outlet and len({report.published[:10] for report in same if report.published}) == len(same):
            names |= {report.id: f"{outlet} ({day_words(report.published or '')})" for report in same}
        else:
            names |= _with_files(outlet, same)
    return names


def _with_files(outlet: str | None, reports: Sequence[Report]) -> dict[str, str]:
    """Name reports by the ends of their paths; beside an outlet without the ending of the file where that will do."""
    files = {report.id: "standard input" if report.source == "-" else report.source for report in reports}
    paths = Counter(tail for file in files.values() for tail in _tails(file))
    stems = Counter(PurePath(file).stem for file in files.values())
    names = {}
    for report, file in files.items():
        *tails, whole = _tails(file)
        tail = next((tail for tail in tails if paths[tail] == 1), whole)
        stem = PurePath(tail).stem
        short = stem if stems[stem] == 1 else tail
        names[report] = f"{outlet} ({short})" if outlet else tail
    return names


def _tails(file: str) -> Iterator[str]:
    """Yield the ends of a path, whole names only, the shortest first and the whole path last."""
    parts = file.split("/")
    return ("/".join(parts[-count:]) for count in range(1, len(parts) + 1))
