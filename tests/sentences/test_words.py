"""Words as the engine reads them, with exact offsets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.sentences.words import split_words


def words(text: str) -> list[str]:
    return [token.text for token in split_words(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Al-Wefaq's base", "Al-Wefaq|'s|base"),
        ("MiG-29s left Al-Vatiya", "MiG-29s|left|Al-Vatiya"),
        ("the U.S.-led force", "the|U.S.-led|force"),
        ("a 20-year-old didn't", "a|20-year-old|did|n't"),
        ("they didnt, cannot", "they|did|nt|,|can|not"),
        ("80km away, 10-15 men", "80|km|away|,|10|-|15|men"),
        ("$5,000 or 10%", "$|5,000|or|10|%"),
        ("Ma'arrat and Sana’a", "Ma'arrat|and|Sana’a"),
        ("Gen. Ali met J. Doe", "Gen.|Ali|met|J.|Doe"),
        ("at 5 p.m. on 2020-05-20", "at|5|p.m.|on|2020-05-20"),
        ("Russia.The army", "Russia|.|The|army"),
        ("see www.example.org/a.html.", "see|www.example.org/a.html|."),
        ("“We won,” he said…", "“|We|won|,|”|he|said|…"),
        ("soldiers' tents", "soldiers|'|tents"),
    ],
)
def test_split(text: str, expected: str) -> None:
    assert words(text) == expected.split("|")


@given(st.text(max_size=200))
def test_words_cover_all_but_spaces_in_order(text: str) -> None:
    tokens = split_words(text, 0, len(text))
    assert "".join(token.text for token in tokens) == "".join(text.split())
    assert all(text[token.start : token.end] == token.text for token in tokens)


@given(st.lists(st.sampled_from(["Gen.", "U.S.", "a.m.", "didn't", "10-15", "Al-A's", ".", "?!", '"', "x", "\n"])))
def test_offsets_of_awkward_words(parts: list[str]) -> None:
    text = " ".join(parts)
    assert all(text[token.start : token.end] == token.text for token in split_words(text, 0, len(text)))
