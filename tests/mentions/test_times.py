"""What counts as a time, and what its words give."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.mentions.times import find_times
from rashomon.records import Mention, Report


def times(text: str) -> list[Mention]:
    return list(find_times(Report(id="r", source="r.txt", text=text, sha256=""), ()))


def only(text: str) -> Mention:
    found = times(text)
    assert len(found) == 1, [m.text for m in found]
    return found[0]


def given_fields(mention: Mention) -> dict[str, object]:
    assert mention.time is not None
    every = {name: getattr(mention.time, name) for name in mention.time.__struct_fields__}
    return {name: value for name, value in every.items() if value not in (None, "", "DATE")}


@pytest.mark.parametrize(
    ("text", "words", "fields"),
    [
        ("It fell on 9 March 2022.", "9 March 2022", {"year": 2022, "month": 3, "day": 9}),
        ("Posted on March 9 2022 by us", "March 9 2022", {"year": 2022, "month": 3, "day": 9}),
        ("Updated at Mar 092022 KYIV", "Mar 092022", {"year": 2022, "month": 3, "day": 9}),
        ("09.03.2022 12 killed", "09.03.2022", {"year": 2022, "month": 3, "day": 9}),
        ("On 2022-03-09 it fell", "2022-03-09", {"year": 2022, "month": 3, "day": 9}),
        ("Monday 7, June four were hurt", "Monday 7, June", {"month": 6, "day": 7, "weekday": 0}),
        ("said on Friday that", "Friday", {"weekday": 4, "unit": "D"}),
        ("after Fridays raid", "Fridays", {"weekday": 4, "unit": "D"}),
        ("late on Tuesday night", "Tuesday night", {"type": "TIME", "weekday": 1, "unit": "D", "part": "NI"}),
        ("two days ago", "two days ago", {"unit": "D", "shift": -2}),
        (
            "A few hours earlier",
            "A few hours earlier",
            {"type": "TIME", "unit": "H", "mod": "BEFORE", "refers": "told"},
        ),
        ("over the past days", "the past days", {"type": "DURATION", "unit": "D", "shift": -1}),
        ("in three days", "three days", {"type": "DURATION", "unit": "D", "count": 3}),
        ("since 2011 the war", "2011", {"year": 2011}),
        ("last month", "last month", {"unit": "M", "shift": -1}),
        ("in early October", "early October", {"month": 10, "mod": "START"}),
        ("the next day", "the next day", {"unit": "D", "shift": 1, "refers": "told"}),
        ("around 1130 am", "1130 am", {"type": "TIME", "unit": "D", "clock": "11:30", "refers": "told", "shift": 0}),
        ("in the 1990s", "the 1990s", {"year": 1990, "unit": "DE"}),
        ("every day", "every day", {"type": "SET", "unit": "D"}),
        ("in the summer of 2019", "the summer of 2019", {"year": 2019, "season": "SU"}),
        ("on 3 Ramadan 1442", "3 Ramadan 1442", {"year": 1442, "month": 9, "day": 3, "era": "AH"}),
        ("in 490 BC", "490 BC", {"year": 490, "era": "BC"}),
    ],
)
def test_reads(text: str, words: str, fields: dict[str, object]) -> None:
    mention = only(text)
    assert mention.text == words
    found = given_fields(mention)
    found.pop("note", None)
    assert found == fields


@pytest.mark.parametrize("text", ["31 February 2020", "May 32", "32/13/2020", "2020-02-30"])
def test_impossible_dates_keep_a_note_and_no_value(text: str) -> None:
    mention = only(text)
    assert mention.time is not None
    assert mention.time.note.startswith("no such date")
    assert (mention.time.year, mention.time.month, mention.time.day) == (None, None, None)


@pytest.mark.parametrize(
    "text",
    [
        "in violation of resolutions 2118 and 2235 banning them",
        "Decree 2019 of the council",
        "they may march on the town",
        "some 3000 people fled",
        "killing between 1000 and 1700 villagers",
        "a toll put between 500 and 1200",
        "1500 troops",
        "Jan said so",
        "a second attack",
        "Guns Fall Silent (1874) 0 31",
    ],
)
def test_no_times(text: str) -> None:
    assert times(text) == []


def test_both_ends_of_a_range() -> None:
    first, last = times("the raid of 6-7 May 2019")
    assert (first.text, last.text) == ("6", "7 May 2019")
    assert first.time is not None
    assert first.time.until == last.time


def test_day_first_where_both_are_possible_says_so() -> None:
    mention = only("05/06/2021")
    assert mention.time is not None
    assert (mention.time.month, mention.time.day) == (6, 5)
    assert "month first" in mention.time.note


@given(st.text(alphabet=st.sampled_from("0123456789 ,.-/:JanuaryMonthdMThuds"), max_size=60))
def test_spans_are_exact_and_do_not_overlap(text: str) -> None:
    found = times(text)
    assert all(text[m.start : m.end] == m.text for m in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
