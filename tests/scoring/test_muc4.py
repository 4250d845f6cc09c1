from __future__ import annotations

import pytest

from rashomon.scoring.incidents import recased
from rashomon.scoring.muc4 import _SLOTS, _Tally, add, match_fills

CASES = [
    (['"REBELS" / "GUERRILLAS"'], ['"GUERRILLAS"'], 1.0),
    (['"SUGAR MILL"'], ['"MILL"'], 0.5),
    (["BOMBING"], ["ATTACK"], 0.0),
    (['2: "WOMEN"'], ['2: "WOMEN"'], 1.0),
    (['2: "WOMEN"'], ['2: "MEN"'], 0.5),
    (['2: "WOMEN"'], ['3: "WOMEN"'], 0.0),
    (["- 18 AUG 89"], ["- 18 AUG 89"], 1.0),
    (["PERU: LIMA (CITY)"], ["PERU"], 0.5),
]


@pytest.mark.parametrize(("wanted", "found", "points"), CASES)
def test_points_of_a_fill(wanted, found, points):
    assert match_fills(wanted, found) == points


def tallied(key, given):
    tallies = {slot: _Tally() for slot in _SLOTS}
    add(tallies, key, given)
    return tallies["INCIDENT: TYPE"]


def test_spurious_and_missing_templates_count():
    tally = tallied([{"INCIDENT: TYPE": ["BOMBING"]}], [{"INCIDENT: TYPE": ["ATTACK"]}])
    assert (tally.points, tally.given, tally.wanted) == (0.0, 1, 1)


def test_optional_template_may_be_left_out():
    assert tallied([{"MESSAGE: TEMPLATE": ["1 (OPTIONAL)"], "INCIDENT: TYPE": ["ATTACK"]}], []).wanted == 0


def test_recasing_moves_no_character():
    text = "   LIMA, 4 FEB 90 (AGENCY) -- [TEXT] THE MAYOR OF LIMA SAID\nNOTHING.\n\n   HE LEFT."
    assert len(recased(text)) == len(text)
    assert "The mayor of Lima said nothing." in " ".join(recased(text).split())
