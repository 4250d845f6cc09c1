"""A place that one report tells as settled while another still has talks or fighting over it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from rashomon.assessment.casefile import CaseFile, is_told
from rashomon.assessment.cues import word_set
from rashomon.assessment.origins import Origins
from rashomon.assessment.wording import beside, make
from rashomon.measures import fold
from rashomon.records import Claim, Finding

BEFORE_SETTLED = 100  # characters before "support" in which the place stands whose people give it
BEFORE_TALKS = 24  # characters before "negotiating" in which the place stands that it is about

WIDEST_KM = 30.0  # of a town


def _places_before(claim: Claim, case: CaseFile, width: int) -> set[str]:
    if claim.trigger is None:
        return set()
    first, last = max(claim.start, claim.trigger.start - width), claim.trigger.start
    near = [m for m in case.mentions.get(claim.report, []) if first <= m[0] and m[1] <= last]
    named = (case.entities[entity] for _, _, entity in near)
    return {e.id for e in named if e.kind == "place" and (e.radius_km or 0.0) < WIDEST_KM}


def settles(report: str, case: CaseFile) -> bool:
    """Tell whether a report tells of a place as settled, or as unsettled."""
    return any(_is_settled(claim) or _is_unsettled(claim) for claim in case.by_report(report))


def _is_settled(claim: Claim) -> bool:
    return claim.kind in word_set("settled_kinds") and is_told(claim)


def _is_unsettled(claim: Claim) -> bool:
    return claim.trigger is not None and not word_set("unsettled_words").isdisjoint(fold(claim.trigger.text))


def settled_findings(case: CaseFile, origins: Origins) -> Iterator[Finding]:
    """Yield one difference for each place and pair of reports that tell it as settled and as unsettled."""
    unsettled: dict[str, list[Claim]] = defaultdict(list)
    for claim in filter(_is_unsettled, case.in_order()):
        for place in _places_before(claim, case, BEFORE_TALKS):
            unsettled[place].append(claim)
    done: set[tuple[str, str, str]] = set()
    settled = filter(_is_settled, case.in_order()) if unsettled else ()
    for claim in settled:
        for place in sorted(_places_before(claim, case, BEFORE_SETTLED) & unsettled.keys()):
            for other in unsettled[place]:
                if other.report != claim.report and (place, claim.report, other.report) not in done:
                    done.add((place, claim.report, other.report))
                    yield _difference(place, claim, other, case, origins)


def _difference(place: str, claim: Claim, other: Claim, case: CaseFile, origins: Origins) -> Finding:
    sides = beside(case, origins, [claim], [other])
    text = f"{case.name(place)}: told as settled in one report, as open in another: {sides}."
    return make("difference", text, [claim, other])
