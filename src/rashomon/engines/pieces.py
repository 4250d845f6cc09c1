"""How words reach the model: their letter shape, and how a sentence longer than its window is cut."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from rashomon.records import Sentence

WINDOW = 480  # word pieces of one pass; the model has 512 positions
LOOK_BACK = 0.5  # a cut is sought in the last half of the window

# where a long sentence may be cut, the best first
_CUTS = (frozenset(".;:!?"), frozenset("—–-\n•*|"), frozenset(",)"))


class Piece(msgspec.Struct, frozen=True):
    """Tokens [first, last) of a sentence that go through the model together; `whole` if that is all of it."""

    sentence: int
    first: int
    last: int
    whole: bool


def shape_of(word: str) -> int:
    """Return the letter shape (1..7) that the model reads beside the word, as its vocabulary has no capitals."""
    if word.islower():
        return 1
    if word.isupper():
        return 2 if len(word) > 1 else 3
    if word[:1].isupper() and word[1:].islower():
        return 3
    if any(letter.isdigit() for letter in word):
        return 5 if all(letter.isdigit() or letter in ".,-/:" for letter in word) else 6
    return 4 if any(letter.isupper() for letter in word) else 7


def cut_long(index: int, first: Sequence[int], length: int, sentences: Sequence[Sentence]) -> Iterator[Piece]:
    """Yield the pieces of one sentence, whose words begin at word pieces `first`; one piece where it fits."""
    words = [token.text for token in sentences[index].tokens]
    if not words:
        return
    if length <= WINDOW:
        yield Piece(index, 0, len(words), True)
        return
    bounds = [*first, length - 1]
    begin = 0
    while begin < len(words):
        end = begin + 1
        while end < len(words) and bounds[end + 1] - bounds[begin] <= WINDOW - 2:
            end += 1
        if end < len(words):
            end = _best_cut(words, begin, end)
        yield Piece(index, begin, end, False)
        begin = end


def _best_cut(words: list[str], begin: int, end: int) -> int:
    """Return the place after the last clause mark in the second half of words[begin:end], else `end`."""
    earliest = begin + max(1, int((end - begin) * LOOK_BACK))
    for marks in _CUTS:
        for place in range(end, earliest, -1):
            if words[place - 1] in marks:
                return place
    return end
