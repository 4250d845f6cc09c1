"""The model reads one state in place of all; other words stay."""

import pytest

from rashomon.engines.neutral import neutral


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Russia", "Turkey"),
        ("Russian", "Emirati"),
        ("Libyans", "Turks"),
        ("Moscow", "Ankara"),
        ("UK", "U.S."),
        ("Syrias", "Libyas"),
        ("RUSSIA", "TURKEY"),
        ("Russian-backed", "Turkish-backed"),
    ],
)
def test_states_are_read_alike(one: str, other: str) -> None:
    assert neutral(one) == neutral(other) != one


@pytest.mark.parametrize("word", ["army", "turkey", "Sirte", "Jordan", "NATO", "anti-Russian", "-"])
def test_other_words_stay(word: str) -> None:
    assert neutral(word) == word
