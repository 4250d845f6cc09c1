"""Tolls that somebody without a number of his own calls too low or too high, or whose weight he plays down."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from rashomon.assessment.casefile import CaseFile, is_told
from rashomon.assessment.origins import Origins
from rashomon.assessment.wording import make, quote, say_value, say_who
from rashomon.records import Claim, Event, Finding
from rashomon.resources import read_list

WITHIN = 2  # sentences between a toll and the word that disputes it
VICTIMS = frozenset({"killed", "wounded", "missing"})
DOZENS = 24  # from so many dead or hurt on, they are not few
REACH = 60  # characters around a trigger in which a toll is compared


@functools.cache
def _disputing() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in read_list("assessment.yaml")["disputed_tolls"]), re.I)


def dispute_findings(case: CaseFile, origins: Origins) -> Iterator[Finding]:
    """Yield one difference for each word that a toll is higher or lower, and the toll told just before it."""
    for report in sorted(case.reports):
        claims = case.by_report(report)
        for word in (c for c in claims if is_dispute(c, case)):
            tolls = [c for c in claims if c.slot in VICTIMS and c.quantities and is_told(c) and not c.part_of]
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


def few_findings(event: Event, case: CaseFile, origins: Origins) -> Iterator[Finding]:
    """Yield one difference where one says that the victims are not many and others count dozens or more."""
    members = [c for c in case.members(event) if c.kind == "casualties" and not c.part_of and c.zone != "headline"]
    few = [c for c in members if not c.quantities and _few().search(case.near(c, REACH))]
    many = [c for c in members if is_told(c) and any((q.low or 0) >= DOZENS for q in c.quantities[:1])]
    many = [c for c in many if any(origins.apart(c, f) for f in few)]
    if few and many:
        sides = (f"{quote(case, s[0])} ({say_who(case, origins, s)})" for s in (few, many))
        yield make("difference", f"{event.title}: few or many victims: {', beside '.join(sides)}.", [*few, *many])


@functools.cache
def _few() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in read_list("assessment.yaml")["few_victims"]), re.I)
