"""Checks totals that a sentence raises: what it adds and what was told before make the new total."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rashomon.assessment.casefile import CaseFile, is_told
from rashomon.assessment.cues import pattern
from rashomon.assessment.relations import figure_of
from rashomon.assessment.wording import make, say_value
from rashomon.records import Claim, Finding

REACH = 40  # characters between the words that raise a total and the total
SLOTS = frozenset({"killed", "wounded", "missing", "captured", "displaced", "destroyed"})


def increment_findings(case: CaseFile) -> Iterator[Finding]:
    """Yield one sum for each total that a sentence raises by a number, where the number before stands elsewhere."""
    for report in sorted(case.reports):
        counted = [c for c in case.by_report(report) if c.slot in SLOTS and is_told(c) and _exact(c)]
        for total in (c for c in counted if _raised(c, case)):
            pair = _parts(total, [c for c in counted if c.slot == total.slot and not c.part_of])
            if pair is not None:
                added, before = pair
                text = (
                    f"{case.outlet(report)}: {say_value(before)} and {say_value(added)} {total.slot} "
                    f"make the {figure_of(total)} that it tells in all; the sum holds."
                )
                yield make("arithmetic", text, [total, added, before], slot=total.slot)


def _exact(claim: Claim) -> bool:
    return figure_of(claim) is not None and claim.quantities[0].low is not None


def _raised(claim: Claim, case: CaseFile) -> bool:
    """Tell whether words just before a count say that it is the new total."""
    return bool(pattern("raising").search(case.before_count(claim, REACH)))


def _parts(total: Claim, counted: Sequence[Claim]) -> tuple[Claim, Claim] | None:
    """Return what was added, in the total's own sentence, and what was told before it, anywhere in the report."""
    whole = figure_of(total) or 0
    for added in (c for c in counted if c.start == total.start and c.id != total.id):
        rest = whole - (figure_of(added) or 0)
        before = [c for c in counted if c.id not in (total.id, added.id) and figure_of(c) == rest]
        if rest > 0 and before:
            return added, before[0]
    return None
