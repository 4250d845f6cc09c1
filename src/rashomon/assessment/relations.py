"""How two values of one slot stand to each other: equal, refining, compatible, updated or contradicting."""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from rashomon.assessment.casefile import CaseFile
from rashomon.assessment.origins import Origin, Origins
from rashomon.measures import Interval, apart, loose_bounds, ordinal
from rashomon.records import Claim
from rashomon.resources import read_list

Relation = Literal["agree", "refine", "update", "contradict", "differ"]


class Version(NamedTuple):
    """One figure of one slot and part with all claims that give it, as "44" and "at least 44" do."""

    figure: int
    low: float
    high: float
    claims: tuple[Claim, ...]


@functools.cache
def _update_cue() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(w) for w in read_list("assessment.yaml")["update_cues"]), re.I)


def figure_of(claim: Claim) -> int | None:
    """Return the number that stands in the text: of "more than 30" it is 31, of "up to 5" 5."""
    for quantity in claim.quantities[:1]:
        return quantity.low if quantity.low is not None else quantity.high
    return None


def versions(claims: Sequence[Claim]) -> list[Version]:
    """Return the figures told, smallest first."""
    by_figure: dict[int, list[Claim]] = {}
    for claim in claims:
        figure = figure_of(claim)
        if figure is not None:
            by_figure.setdefault(figure, []).append(claim)
    found = []
    for figure, holders in sorted(by_figure.items()):
        spans = [loose_bounds(c.quantities[0]) for c in holders]
        found.append(Version(figure, min(s[0] for s in spans), max(s[1] for s in spans), tuple(holders)))
    return found


def interval_of(claim: Claim) -> Interval:
    """Return the interval of the count of a claim."""
    return loose_bounds(claim.quantities[0]) if claim.quantities else (0.0, math.inf)


def says_update(case: CaseFile, claims: Sequence[Claim]) -> bool:
    """Tell whether the evidence of a claim says that its figure replaces another or is replaced."""
    return any(_update_cue().search(case.text(c)) for c in claims)


def dates(case: CaseFile, claims: Sequence[Claim]) -> set[int]:
    """Return the days on which the reports of some claims were published, where known."""
    return {d for c in claims if c.report in case.reports and (d := ordinal(case.reports[c.report].published))}


def relate(case: CaseFile, origins: Origins, a: Sequence[Claim], b: Sequence[Claim]) -> tuple[Relation, str]:
    """Return how two groups of claims about one slot stand to each other, a holding the smaller figure, and why."""
    if any(not apart(interval_of(x), interval_of(y)) for x in a for y in b):
        same = any(interval_of(x) == interval_of(y) for x in a for y in b)
        return ("agree", "one value") if same else ("refine", "the values can both be true")
    if says_update(case, [*a, *b]):
        return "update", "a report itself says that the figure changed"
    before, after = dates(case, a), dates(case, b)
    if before and after and max(before) < min(after):
        return "update", "the higher figure was published later"
    shared = {o.key for o in _origins(origins, a)} & {o.key for o in _origins(origins, b)}
    reports = {c.report for c in a} & {c.report for c in b}
    if shared and not reports:
        return "update", "one origin gives both figures in different reports"
    return "contradict", "the values cannot both be true of one time"


def _origins(origins: Origins, claims: Sequence[Claim]) -> set[Origin]:
    return {origins.of(c) for c in claims}
