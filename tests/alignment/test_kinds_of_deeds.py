"""Deeds of their own kind, days of late deaths and places near others, as one report tells them."""

from __future__ import annotations

import msgspec
import pytest

from rashomon.alignment.cues import is_day_of_late_death, own_kind
from tests.dossiers import place
from tests.told import TOWNS, claims_of, groups

KINDS = {
    "rebels shot down a transport plane": ("loss", "shot down", ("a transport plane",), "downing"),
    "five died when their helicopter crashed in the hills": ("casualties", "died", ("five",), "downing"),
    "all nine on board were presumed dead": ("casualties", "dead", ("all nine on board",), "downing"),
    "a blast on board a bus killed nine": ("casualties", "killed", ("nine",), ""),
    "guns killed six in revenge after a jet was shot down": ("casualties", "killed", ("six",), ""),
    "air defences shot down a drone": ("loss", "shot down", ("a drone",), ""),
    "gunmen executed two prisoners": ("attack", "executed", ("two prisoners",), "execution"),
    "the group killed the captured pilot": ("casualties", "killed", ("the captured pilot",), "execution"),
    "the brigade executed a raid": ("attack", "executed", ("a raid",), ""),
}


@pytest.mark.parametrize("text", KINDS)
def test_deeds_of_a_kind_of_their_own(text):
    kind, trigger, target, deed = KINDS[text]
    (claim,) = claims_of(text, (kind, trigger, {"target": target}))
    assert own_kind(claim, text) == deed


def test_a_downing_and_a_bombardment_of_one_town_are_two_happenings():
    text = "A helicopter was shot down over Orlin. Shells fell on a school in Orlin."
    told = (
        ("loss", "shot down", {"target": ("A helicopter",), "place": ("Orlin",)}),
        ("attack", "fell", {"target": ("a school",), "place": ("Orlin",)}),
    )
    assert groups(text, *told) == [["c0"], ["c1"]]


def test_a_battle_is_no_downing():
    text = "A helicopter was shot down on Monday. The army battled rebels."
    told = (("loss", "shot down", {"target": ("A helicopter",)}), ("attack", "battled", {"actor": ("The army",)}))
    assert groups(text, *told) == [["c0"], ["c1"]]


LATE = {
    "Three succumbed on Sunday to what they had suffered": True,
    "On Sunday two men died in hospital": True,
    "A woman hurt in Sunday's attack died in hospital": False,
    "On Sunday shells killed two": False,
}


@pytest.mark.parametrize("text", LATE)
def test_the_day_on_which_one_of_the_wounded_died_is_not_that_of_the_attack(text):
    trigger = next(w for w in ("succumbed", "died", "killed") if w in text)
    (claim,) = claims_of(text, ("casualties", trigger, {"day": "2021-03-07"}))
    at = text.index("Sunday")
    time = msgspec.structs.replace(claim.time, at=at, at_end=at + len("Sunday"))
    assert is_day_of_late_death(msgspec.structs.replace(claim, time=time), text) == LATE[text]


UNMAPPED = {name: place(name, None, None, None) for name in ("Kesh", "Vorn")}


@pytest.mark.parametrize(("where", "parts"), [("near Vorn", 2), ("near Kesh", 1)])
def test_near_one_place_and_at_another_are_two_happenings_also_where_no_map_has_them(where, parts):
    text = f"Nine people were killed at Kesh. Armed men attacked a convoy {where}."
    told = (
        ("casualties", "killed", {"slot": "killed", "low": 9, "place": ("Kesh",)}),
        ("attack", "attacked", {"target": ("a convoy",), "place": (where.split()[1],)}),
    )
    assert len(groups(text, *told, towns=UNMAPPED)) == parts


def test_a_place_that_a_text_sets_in_a_wide_land_is_a_town():
    stated = msgspec.structs.replace(place("Kesh", 14.0, -4.0, 1000.0), gazetteer="stated: Kesh, in the north")
    text = "Missiles fell on the fair of Kesh. Guns shelled a farm in Besk."
    told = (("attack", "fell", {"target": ("the fair of Kesh",)}), ("attack", "shelled", {"place": ("Besk",)}))
    assert groups(text, *told, towns=TOWNS | {"Kesh": stated}) == [["c0"], ["c1"]]


def test_what_a_report_opens_with_is_its_matter():
    text = "Four days after the strike that hit Orlin, people dig. Nine people died."
    told = (("attack", "hit", {"target": ("Orlin",)}), ("casualties", "died", {"slot": "killed", "low": 9}))
    assert groups(text, *told) == [["c0", "c1"]]
