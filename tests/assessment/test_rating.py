"""The rating of an event: what supports it, what contradicts it and what denies it."""

from __future__ import annotations

import pytest

from rashomon.assessment.rating import rate
from rashomon.records import Finding, Position

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


@pytest.mark.parametrize("name", CASES)
def test_ratings(name):
    positions, findings, denied, credibility = CASES[name]
    rating = rate(positions, findings, denied=denied)
    assert rating.credibility == credibility
    assert ("nothing contradicts" in rating.reasons[0]) <= (not denied and not findings)
