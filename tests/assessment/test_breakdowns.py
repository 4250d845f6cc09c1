"""Totals that a text breaks down, pictures that do not show what is said, headlines that nothing carries."""

from __future__ import annotations

from rashomon.assessment.assess import assess
from rashomon.records import Sentence
from tests.dossiers import claim, report


def findings(texts, claims=()):
    """Read each text as one report of its sentences, each ended by a full stop."""
    reports, sentences = [], []
    for name, text in texts.items():
        reports.append(report(name, text))
        start = 0
        for index, part in enumerate(text.split(". ")):
            end = min(len(text), start + len(part) + 1)
            sentences.append(Sentence(report=name, index=index, start=start, end=end))
            start = end + 1
    return assess(reports, sentences, [], claims, [], [], [])[1]


def sums(text):
    total = claim("r", "t", "loss", slot="destroyed", low=9, high=9, of="trucks", width=text.find(".") + 1)
    return [f.explanation for f in findings({"r": text}, [total]) if f.kind == "arithmetic"]


def test_parts_after_a_colon_that_do_not_make_the_total():
    assert "8, not 9" in sums("9 trucks were lost: four near Aba, two on the way to Bet and two at Gim.")[0]


def test_parts_after_a_colon_that_make_it():
    assert "the sum holds" in sums("9 trucks were lost: four near Aba, three on the way to Bet and two at Gim.")[0]


def test_words_after_a_colon_are_no_parts():
    assert not sums("9 trucks were lost: the road to Aba, two officers said, is closed.")


def test_digits_of_another_script_are_no_parts():
    assert not sums("9 trucks were lost: \u1369 near Aba, two on the way to Bet and two at Gim.")


def test_a_finding_says_which_slot_it_is_about():
    text = "9 trucks were lost: four near Aba, two on the way to Bet and two at Gim."
    total = claim("r", "t", "loss", slot="destroyed", low=9, high=9, of="trucks", width=text.find(".") + 1)
    assert [f.slot for f in findings({"r": text}, [total]) if f.kind == "arithmetic"] == ["destroyed"]


def test_a_picture_of_something_else():
    texts = {
        "r1": "A video shared on 3 May does not show a burning tank in Rovena. It is old.",
        "r2": "The army released a video which shows a burning tank in Rovena.",
    }
    assert [f.reports for f in findings(texts) if f.kind == "refutation"] == [("r1", "r2")]


def test_two_pictures_of_different_things():
    texts = {"r1": "The video does not show a tank in Rovena.", "r2": "The army released a video that shows a bridge."}
    assert not [f for f in findings(texts) if f.kind == "refutation"]


def test_a_gun_has_no_calculation():
    assert [f.kind for f in findings({"r": "The calculation of the gun was asleep."})] == ["garbled"]
