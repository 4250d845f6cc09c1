"""Who did it, by claims: the states and sides that its actors stand for, by entity or by word ("the Russians")."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from rashomon.assessment.casefile import CaseFile, is_told
from rashomon.known import states
from rashomon.measures import fold, kilometres
from rashomon.records import Claim, Entity, Event, Filler

ONE_AREA_KM = 30.0  # places of one event no farther apart may be one place in two spellings


@functools.cache
def _by_word() -> dict[str, str]:
    """Return the codes of states by their names of one word and by their people's."""
    found: dict[str, str] = {}
    for state in states():
        for name in (state.name, *state.aliases, *state.demonyms):
            words = fold(name)
            if len(words) == 1:
                found |= {words[0]: state.iso2, f"{words[0]}s": state.iso2}
    return found


def sides_of(claim: Claim, case: CaseFile) -> set[str]:
    """Return whom the actors of a claim are or stand for; empty where one of them is of no known side."""
    return _sides(claim.actor, case)


def parted_on_doer(event: Event, case: CaseFile) -> bool:
    """Tell whether one is accused of a deed which another is accused of, or said to have done."""
    told = [c for c in case.members(event) if is_told(c)]
    accused = [_sides(c.target, case) for c in told if c.kind == "accuse"]
    named = [*accused, *(sides_of(c, case) for c in told if c.kind in ("attack", "casualties"))]
    return any(one and other and not one & other for one in accused for other in named)


def _sides(fillers: Sequence[Filler], case: CaseFile) -> set[str]:
    sides: set[str] = set()
    for filler in fillers:
        entity = case.entities.get(filler.entity or "")
        if entity is not None and (entity.country or entity.sides):
            sides |= {entity.id, entity.country or entity.id, *entity.sides}
        elif entity is None and (named := {_by_word()[w] for w in fold(filler.text) if w in _by_word()}):
            sides |= named
        else:
            return set()
    return sides


def rival_doers(one: Claim, other: Claim, case: CaseFile) -> bool:
    """Tell whether two claims lay an act to actors of different states or sides."""
    left, right = sides_of(one, case), sides_of(other, case)
    return bool(left and right) and not left & right


def may_be_one_place(one: Claim, other: Claim, case: CaseFile) -> bool:
    """Tell whether the places of two claims of one event are one, or near, or not known to be apart."""
    here, there = ([e for f in c.place if (e := case.entities.get(f.entity or ""))] for c in (one, other))
    return not here or not there or any(_near(a, b) for a in here for b in there)


def _near(one: Entity, other: Entity) -> bool:
    if one.id == other.id or None in (one.lat, one.lon, other.lat, other.lon):
        return True
    return kilometres((one.lat or 0.0, one.lon or 0.0), (other.lat or 0.0, other.lon or 0.0)) <= ONE_AREA_KM
