"""A name that one report shows to be a place is one in all."""

from __future__ import annotations

from rashomon.records import Mention, Reading, Report
from rashomon.resolution.reports import Reports


def reading(name, text, *mentions):
    found = tuple(
        Mention(
            report=name, start=text.index(words), end=text.index(words) + len(words), text=words, kind=kind, sentence=0
        )
        for words, kind in mentions
    )
    return Reading(report=Report(id=name, source=name, text=text, sha256="0"), mentions=found)


def kinds(readings):
    reports = Reports()
    reports.update(readings)
    return {(report, m.text): m.kind for report, own in reports.held.items() for m in own.reading.mentions}


def test_a_lone_person_is_the_place_of_another_report():
    one = reading("a", "in Orlinka", ("Orlinka", "place"))
    other = reading("b", "Orlinka fell", ("Orlinka", "person"))
    assert kinds([one, other])["b", "Orlinka"] == "place"


def test_a_last_name_stays_a_person():
    one = reading("a", "in Orlinka", ("Orlinka", "place"))
    other = reading("b", "Ali Orlinka spoke", ("Ali Orlinka", "person"))
    lone = reading("c", "Orlinka spoke", ("Orlinka", "person"))
    assert kinds([one, other, lone])["c", "Orlinka"] == "person"


def test_what_is_joined_to_a_place_is_a_place():
    found = reading("a", "at Orlinka and Velinka", ("Orlinka", "place"), ("Velinka", "person"))
    assert kinds([found])["a", "Velinka"] == "place"
