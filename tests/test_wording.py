"""Wording: counts, times, moods and quotes as a reader meets them."""

from __future__ import annotations

import pytest

from rashomon.records import Certainty, TimeValue
from rashomon.wording import interval_words, mood_of, quote, time_words, told_count


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (6, 6, "6"),
        (58, None, "at least 58"),
        (None, 30, "up to 30"),
        (24, 99, "24 to 99"),
        (None, None, "not counted"),
        (0, 0, "0"),
        (1300, 1300, "1,300"),
    ],
)
def test_counts_in_words(low: int | None, high: int | None, words: str) -> None:
    assert interval_words(low, high) == words


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2020-05-18", "2020-05-19", "18 May 2020"),
        ("2020-05-01", "2020-06-01", "May 2020"),
        ("2020-01-01", "2021-01-01", "2020"),
        ("2020-05-02", "2020-06-01", "2 May 2020 to 31 May 2020"),
        (None, None, "“Monday”"),
    ],
)
def test_times_in_words(start: str | None, end: str | None, words: str) -> None:
    assert time_words(TimeValue(text="Monday", at=0, at_end=6, start=start, end=end)) == words


@pytest.mark.parametrize(
    ("low", "high", "said", "words"),
    [
        (6, 6, ["six"], "6"),
        (121, None, ["More than 120"], "more than 120"),
        (24, 99, ["dozens", "Dozens", "scores"], "dozens (24 to 99)"),
        (8, None, ["At least eight"], "at least 8"),
        (8, None, [], "at least 8"),
    ],
)
def test_counts_as_told(low: int | None, high: int | None, said: list[str], words: str) -> None:
    assert told_count(low, high, said) == words


def test_denial_outweighs_mood() -> None:
    assert mood_of(Certainty(polarity="denied", modality="planned")) == "denied"
    assert mood_of(Certainty(modality="threatened")) == "ahead"


def test_a_long_quote_ends_at_a_word() -> None:
    words = quote("word " * 200, 0, 1000)
    assert words.endswith("word …")
    assert len(words) < 250
