"""Tolls that somebody else, right after them, calls too low or too high without a number of his own."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from rashomon.assessment.casefile import CaseFile, is_told
from rashomon.assessment.origins import Origins
from rashomon.assessment.wording import make, quote, say_value, say_who
from rashomon.records import Claim, Finding
from rashomon.resources import read_list

WITHIN = 2  # sentences between a toll and the word that disputes it
REACH = 60  # characters around a trigger in which a toll is compared


@functools.cache
def _disputing() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in read_list("assessment.yaml")["disputed_tolls"]), re.I)


def dispute_findings(case: CaseFile, origins: Origins) -> Iterator[Finding]:
    """Yield one difference for each word that a toll is higher or lower, and the toll told just before it."""
    for report in sorted(case.reports):
        claims = case.by_report(report)
        for word in (c for c in claims if is_dispute(c, case)):
            tolls = [c for c in claims if c.slot and c.quantities and is_told(c) and not c.part_of]
            tolls = [c for c in tolls if c.start < word.start and word.sentence - c.sentence <= WITHIN]
            tolls = [c for c in tolls if origins.of(c).key != origins.of(word).key]
            if tolls:
                toll = tolls[-1]
                text = (
                    f"{case.outlet(report)}: {say_value(toll)} {toll.slot} ({say_who(case, origins, [toll])}), "
                    f"beside {quote(case, word)} ({say_who(case, origins, [word])})."
                )
                yield make("difference", text, [toll, word])


def is_dispute(claim: Claim, case: CaseFile) -> bool:
    """Tell whether a claim says, without a number, that "the real toll is much higher"."""
    return not claim.quantities and claim.trigger is not None and bool(_disputing().search(case.near(claim, REACH)))
