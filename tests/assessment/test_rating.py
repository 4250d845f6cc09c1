"""The rating of an event: what supports it, what contradicts it and what denies it."""

from __future__ import annotations

import pytest

from rashomon.assessment.doers import parted_on_doer
from rashomon.assessment.rating import rate
from rashomon.records import Event, Finding, Position
from tests.dossiers import actor, claim, open_case, report

CLASH = Finding(id="f", kind="contradiction", explanation="")
SHOWN = Finding(id="f", kind="refutation", explanation="")


def told_by(*origins):
    return Position(slot="killed", claims=("c",), reports=1, origins=origins, low=1, high=1)


CASES = {
    "three origins": ((told_by("a", "b", "c"),), (), False, 1),
    "two origins": ((told_by("a", "b"),), (), False, 2),
    "one origin": ((told_by("a"),), (), False, 3),
    "nothing told": ((), (), False, 6),
    "three origins and a denial": ((told_by("a", "b", "c"),), (), True, 3),
    "one origin and a denial": ((told_by("a"),), (), True, 4),
    "nothing told but a denial": ((), (), True, 6),
    "two versions, none told more": ((told_by("a"), told_by("b")), (CLASH,), False, 4),
    "two versions, one told by two more": ((told_by("a", "b", "c"), told_by("d")), (CLASH,), True, 2),
    "evidence refuted": ((told_by("a", "b"),), (SHOWN,), False, 5),
}
PARTED = {"three origins": 3, "one origin": 4, "two versions, none told more": 4}


@pytest.mark.parametrize("name", PARTED)
def test_what_is_laid_to_different_doers_is_not_confirmed(name):
    positions, findings, denied, _ = CASES[name]
    assert rate(positions, findings, denied=denied, parted=True).credibility == PARTED[name]


@pytest.mark.parametrize("name", CASES)
def test_ratings(name):
    positions, findings, denied, credibility = CASES[name]
    rating = rate(positions, findings, denied=denied)
    assert rating.credibility == credibility
    assert ("nothing contradicts" in rating.reasons[0]) <= (not denied and not findings)


DOERS = {"another is said to have done it": ("north", True), "the same is said to have done it": ("south", False)}


@pytest.mark.parametrize("name", DOERS)
def test_who_is_accused_beside_who_did_it(name):
    doer, parted = DOERS[name]
    states = [actor(s, country=s.upper()) for s in ("north", "south")]
    told = [claim("r1", "a", "accuse", targets=("south",)), claim("r2", "b", "attack", actors=(doer,))]
    case = open_case([report("r1"), report("r2")], [], states, told)
    assert parted_on_doer(Event(id="e", kind="attack", title="e", claims=("a", "b")), case) == parted
