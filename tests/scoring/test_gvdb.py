from __future__ import annotations

import pytest

from rashomon.mentions.quantities import find_quantities
from rashomon.records import Claim, Filler, Reading, Report
from rashomon.scoring.gvdb import is_found, toll
from tests.claims.parses import parsed


def reading(*texts):
    report, sentences = parsed(*texts)
    return Reading(report=report, sentences=sentences, mentions=find_quantities(report, sentences))


def test_number_told_is_the_toll():
    told = reading("A shell killed six people and wounded 32.")
    assert (toll(told, "killed"), toll(told, "wounded")) == (6, 32)


def test_part_of_a_total_is_no_toll():
    assert toll(reading("A raid killed 126 people including 68 children."), "killed") == 126


def test_nobody_named_is_nought():
    assert toll(reading("The army will storm the port."), "killed") == 0


def told(target):
    claim = Claim(id="c", report="r", start=0, end=25, kind="attack", sentence=0, target=(target,))
    text = "Mrs Ann Lee fell; a sniper hit her."
    return Reading(report=Report(id="r", source="r", text=text, sha256=""), claims=(claim,))


@pytest.mark.parametrize(
    ("role", "words", "found"),
    [("target", "Ann Lee", True), ("target", "LEE", True), ("target", "Ann Lees", False), ("actor", "Ann Lee", False)],
)
def test_a_marked_span_is_found_in_its_role(role, words, found):
    assert is_found(told(Filler(text="Mrs Ann Lee", start=0, end=11)), role, words) is found


def test_a_pronoun_stands_for_the_name():
    assert is_found(told(Filler(text="her", start=31, end=34, refers_to=(4, 11))), "target", "Ann Lee")
