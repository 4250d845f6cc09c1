"""Cleaning and dates: offsets stay, and only what is surely a date becomes one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.documents.drafts import clean, iso_date


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2020-05-18", "2020-05-18"),
        ("2020-05-18T23:10:00+03:00", "2020-05-18"),
        ("18 May 2020", "2020-05-18"),
        ("May 18, 2020", "2020-05-18"),
        ("Mon, 18 May 2020 10:00:00 GMT", "2020-05-18"),
        ("Sept. 3, 2019", "2019-09-03"),
        ("18/05/2020", "2020-05-18"),
        ("4/16/2017", "2017-04-16"),
        ("5/5/2020", "2020-05-05"),
        ("05/06/2020", None),
        ("31 June 2020", None),
        ("yesterday", None),
    ],
)
def test_dates(written: str, day: str | None) -> None:
    assert iso_date(written) == day


def test_only_line_ends_and_the_mark_in_front_change() -> None:
    text = "\ufeffa\u200bb\r\nc\u0301\u202ed\re\U0001f680"
    assert clean(text) == "a\u200bb\nc\u0301\u202ed\ne\U0001f680"


@given(st.text(st.characters()))
def test_a_clean_text_stays_as_it_is(text: str) -> None:
    once = clean(text)
    once.encode()
    assert clean(once.removeprefix("\ufeff")) == once.removeprefix("\ufeff")
