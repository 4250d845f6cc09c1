"""Finds what a copied page runs into its text: titles of other articles ("Related Aid Reaches …") and rows of tags."""

from __future__ import annotations

import functools
import re

from rashomon.resources import read_list

SHORTEST = 8  # words of a run of titles; a shorter one may be the text's own
LONGEST_ROW, SHORTEST_ROW = 30, 3  # words of a row of tags
_WORD = re.compile(r"\S+")


@functools.cache
def _opening() -> re.Pattern[str]:
    words = sorted(read_list("furniture.yaml")["related"], key=lambda phrase: (-len(phrase), phrase))
    return re.compile(rf"(?<![\w'’-])(?:{'|'.join(map(re.escape, words))}):?\s+(?=[A-Z])")


def related_titles(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return where the first run of titles of other articles stands between two offsets, if there is one.

    It ends where the words stop being written as in titles: before the sentence that holds the first small word.
    """
    for opening in _opening().finditer(text, start, end):
        begins: list[int] = []  # the capitals of the run
        count = 0
        last = end
        for word in _WORD.finditer(text, opening.end(), end):
            bare = word.group().strip("\"“”'‘’(),;:")
            if bare[:1].islower() and bare not in _small():
                last = begins[-1] if begins else word.start()
                break
            count += 1
            if bare[:1].isupper():
                begins.append(word.start())
        if count >= SHORTEST:
            return opening.start(), last
    return None


def row_of_tags(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return where the first row of tags stands between two offsets, if there is one: "Tags Norland airstrike Arvad".

    It opens a paragraph or follows a full stop, holds none, and ends before a word that opens sentences, or with the
    paragraph.
    """
    for opening in _tags().finditer(text, start, end):
        if text[start : opening.start()].rstrip()[-1:] not in ("", ".", "!", "?", "”", '"', ")"):
            continue
        words = list(_WORD.finditer(text, opening.end(), end))[: LONGEST_ROW + 1]
        opens = (w for w in words[SHORTEST_ROW:] if w.group().rstrip(",") in _openers())
        stops = (w for w in words if w.group().endswith((".", "!", "?")))
        last, stop = next(opens, None), next(stops, None)
        if last is not None and (stop is None or last.start() < stop.start()):
            return opening.start(), last.start()
        if stop is None and SHORTEST_ROW <= len(words) <= LONGEST_ROW:
            return opening.start(), end
    return None


@functools.cache
def _tags() -> re.Pattern[str]:
    words = sorted(read_list("furniture.yaml")["tags"], key=lambda word: (-len(word), word))
    return re.compile(rf"(?<![\w'’-])(?:{'|'.join(map(re.escape, words))}):?\s+(?=[A-Z])")


@functools.cache
def _openers() -> frozenset[str]:
    return frozenset(read_list("furniture.yaml")["openers"])


@functools.cache
def _small() -> frozenset[str]:
    return frozenset(read_list("furniture.yaml")["small_in_titles"])
