"""Names found in hand-built sentences, without a model."""

from __future__ import annotations

import re

import pytest

from rashomon.mentions.names import find_names
from rashomon.records import NameSpan, Report, Sentence, Token


def read(text, *names):
    """Find names in one sentence; each of `names` is (words, kind) as an engine would give it."""
    tokens = tuple(Token(start=m.start(), end=m.end(), text=m.group()) for m in re.finditer(r"[\w\-’']+|\S", text))
    spans = tuple(_span(tokens, text, words, kind) for words, kind in names)
    report = Report(id="r", source="r.txt", text=text, sha256="0")
    sentence = Sentence(report="r", index=0, start=0, end=len(text), tokens=tokens, names=spans)
    return [(mention.text, mention.kind) for mention in find_names(report, (sentence,))]


def _span(tokens, text, words, kind):
    start = text.index(words)
    first = next(i for i, t in enumerate(tokens) if t.start == start)
    last = next(i for i, t in enumerate(tokens) if t.end == start + len(words))
    return NameSpan(first=first, last=last + 1, kind=kind)


def test_listed_actor_is_found_without_an_engine():
    assert ("Rapid Support Forces", "actor") in read("The Rapid Support Forces shelled the market.")


def test_a_listed_name_keeps_its_kind_against_the_engine():
    assert ("Haftar", "person") in read("Militants of Haftar withdrew.", ("Haftar", "place"))


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("Shells fell on the town of Orlinka overnight.", "Orlinka", "place"),
        ("He spoke for Operation Silent Harvest on Friday.", "Silent Harvest", "operation"),
        ("The minister met Colonel Idris Wako there.", "Idris Wako", "person"),
    ],
)
def test_words_beside_a_name_tell_its_kind(text, words, kind):
    assert (words, kind) in read(text)


def test_titles_are_no_part_of_a_name():
    assert read("General Idris Wako spoke.", ("General Idris Wako", "person")) == [("Idris Wako", "person")]


def test_a_lost_apostrophe_does_not_hide_the_state():
    assert ("Sudan", "place") in read("Sudans capital burned.")


def test_a_seat_before_a_name_is_left_off():
    found = read("The Vienna-based Orlin Institute said so.", ("Vienna-based Orlin Institute", "actor"))
    assert ("Orlin Institute", "actor") in found


def test_a_noun_alone_goes_on_naming_the_body():
    found = read("The Syrian Observatory for Human Rights counted ten. Later the observatory counted twelve.")
    assert ("observatory", "media") in found


def test_a_name_seen_once_is_found_again():
    found = read("Tamourek fled, but they caught Tamourek.", ("Tamourek", "person"))
    assert found == [("Tamourek", "person"), ("Tamourek", "person")]


def test_a_surname_that_is_a_town_is_the_person_where_nobody_is_there():
    named = ("Tarek Amman", "person")
    assert ("Amman", "person") in read("Tarek Amman ran. Police stopped Amman.", named)
    assert ("Amman", "place") in read("Tarek Amman ran. He was born in Amman.", named)


def test_mentions_do_not_overlap():
    found = read("Syrian state television said so.", ("Syrian", "nationality"))
    assert found == [("Syrian state television", "media")]


def test_small_words_are_no_names():
    assert read("It forces us to leave.", ("us", "place")) == []


def test_a_tie_to_a_state_leaves_the_state():
    assert read("Troops of the Moscow-installed office fled.", ("Moscow-installed", "place")) == [("Moscow", "place")]


def test_towns_that_a_lost_comma_ran_together_are_parted():
    found = read("Raids hit Aleppo Idlib Raqqa overnight.", ("Aleppo Idlib Raqqa", "place"))
    assert [words for words, _ in found] == ["Aleppo", "Idlib", "Raqqa"]


def test_names_in_other_scripts_come_from_the_lists():
    assert read("Халифа Хафтар и ВСУ", ("Халифа", "place")) == [("Халифа Хафтар", "person"), ("ВСУ", "actor")]


def test_a_possessive_inside_a_listed_name():
    assert ("People's Protection Units", "actor") in read("The People's Protection Units advanced.")
