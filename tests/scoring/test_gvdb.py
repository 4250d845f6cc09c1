from __future__ import annotations

from rashomon.mentions.quantities import find_quantities
from rashomon.records import Reading
from rashomon.scoring.gvdb import toll
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
