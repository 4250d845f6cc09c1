"""What two texts tell alike of an attack itself: how many missiles were fired, and which towns were hit."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator

from rashomon.assessment.casefile import CaseFile, is_told
from rashomon.assessment.origins import Origins
from rashomon.assessment.wording import listed, make, say_value, say_who
from rashomon.measures import fold
from rashomon.records import Claim, Event, Finding
from rashomon.resources import read_list

FEWEST_FIRED = 3  # one or two are told of any attack
FEWEST_TOWNS = 2  # named in a row by both: one may be where everybody has it
TOWN_KM = 30.0  # the radius of a place above which it is no town


def barrage_findings(event: Event, case: CaseFile, origins: Origins) -> Iterator[Finding]:
    """Yield one agreement for each number of things fired that two texts give, and one for towns that both name."""
    told = [c for c in case.members(event) if c.kind == "attack" and is_told(c) and c.zone != "headline"]
    fired: dict[tuple[int, str], list[Claim]] = defaultdict(list)
    for claim in told:
        number = _fired(claim)
        if number is not None:
            fired[number].append(claim)
    for (_, what), claims in sorted(fired.items()):
        if origins.confirm(claims):
            text = f"{event.title}: {say_value(claims[0])} {what} fired, told by {say_who(case, origins, claims)}."
            yield make("agreement", text, claims, slot="instrument")
    yield from _towns(event, told, case, origins)


def _fired(claim: Claim) -> tuple[int, str] | None:
    """Return the number and the kind of what an attack claim counts, where it is fired or dropped."""
    for quantity in claim.quantities[:1] if not claim.slot else ():
        noun = next(iter(fold(quantity.of)[-1:]), "")
        exact = quantity.low is not None and quantity.low == quantity.high and quantity.low >= FEWEST_FIRED
        if exact and noun in read_list("assessment.yaml")["munitions"]:
            return quantity.low or 0, noun
    return None


def _towns(event: Event, told: list[Claim], case: CaseFile, origins: Origins) -> Iterator[Finding]:
    hit = {c.id: named for c in told if len(named := _towns_of(c, case) - {event.place}) >= FEWEST_TOWNS}
    rows = [c for c in told if c.id in hit]
    for one, other in itertools.combinations(rows, 2):
        shared = hit[one.id] & hit[other.id]
        if len(shared) >= FEWEST_TOWNS and origins.confirm([one, other]):
            names = listed(sorted(case.name(town) for town in shared))
            text = f"{event.title}: {names} hit, told by {say_who(case, origins, [one, other])}."
            yield make("agreement", text, [one, other], slot="place")
            return


def _towns_of(claim: Claim, case: CaseFile) -> set[str | None]:
    """Return the towns named in the phrases for what was hit and where."""
    spans = [(f.start, f.end) for f in (*claim.target, *claim.place)]
    inside = {e for start, end, e in case.mentions.get(claim.report, []) if any(a <= start < b for a, b in spans)}
    return {e for e in inside if case.entities[e].kind == "place" and (case.entities[e].radius_km or 0.0) < TOWN_KM}
