"""Letter shapes, and sentences longer than the model's window."""

import pytest

from rashomon.engines.pieces import WINDOW, cut_long, shape_of
from rashomon.records import Sentence, Token


@pytest.mark.parametrize(
    ("word", "shape"),
    [("army", 1), ("NATO", 2), ("A", 3), ("Sirte", 3), ("MiG", 4), ("5,000", 5), ("S-300", 2), ("2nd", 1), ("—", 7)],
)
def test_shape(word: str, shape: int) -> None:
    assert shape_of(word) == shape


def long_sentence(words: list[str]) -> Sentence:
    tokens = tuple(Token(start=0, end=0, text=word) for word in words)
    return Sentence(report="r", index=0, start=0, end=0, tokens=tokens)


def test_a_short_sentence_is_one_piece() -> None:
    (piece,) = cut_long(0, [1, 2], 4, [long_sentence(["They", "left"])])
    assert piece.whole


def test_every_word_of_a_long_sentence_is_in_one_piece_that_fits() -> None:
    words = ["word"] * 1000
    words[400] = ";"
    pieces = list(cut_long(0, list(range(1, 2001, 2)), 2002, [long_sentence(words)]))
    assert [index for piece in pieces for index in range(piece.first, piece.last)] == list(range(1000))
    assert all(2 * (piece.last - piece.first) <= WINDOW for piece in pieces)


def test_a_long_sentence_is_cut_at_a_clause_mark() -> None:
    words = ["word"] * 600
    words[400] = ";"
    first, *_ = cut_long(0, list(range(1, 601)), 602, [long_sentence(words)])
    assert first.last == 401


def test_no_words_no_pieces() -> None:
    assert list(cut_long(0, [], 2, [long_sentence([])])) == []
