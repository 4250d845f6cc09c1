"""Accounts of one happening that part, and words that are no account of it."""

from __future__ import annotations

import msgspec
import pytest

from rashomon.assessment.assess import assess
from rashomon.records import Event
from tests.dossiers import claim, report

AIR, GROUND = "It was air strikes that hit the square.", "It was a car bomb that hit the square."
ABOUT = ("a strike from the air or", "shot down or")
CASES = {
    "from the air or on the ground": (AIR, GROUND, True),
    "both from the air": (AIR, AIR, False),
    "shot down or a fault": ("The jet was shot down by rebels.", "The jet crashed after an engine failure.", True),
    "backed from the air": ("They hit it, backed by many air strikes.", GROUND, False),
}


@pytest.mark.parametrize("name", CASES)
def test_accounts_that_part(name):
    one, other, parted = CASES[name]
    told = [_blow("r1", one), _blow("r2", other)]
    reports = [report("r1", one), report("r2", other)]
    event = Event(id="e", kind="attack", title="attack", claims=("r1", "r2"))
    found = [
        f
        for f in assess(reports, [], (), told, [event], [], [])[1]
        if f.explanation[f.explanation.find(": ") + 2 :].startswith(ABOUT)
    ]
    assert bool(found) == parted


def _blow(name, words):
    """Return a claim of an attack whose trigger is the word for the blow."""
    noun = next(w for w in ("air strikes", "car bomb", "shot down", "crashed") if w in words)
    told = claim(name, name, "attack", at=words.index(noun) - 3, trigger=noun, width=len(words) - words.index(noun) + 3)
    return msgspec.structs.replace(told, start=0)
