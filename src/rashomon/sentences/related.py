"""Finds the titles of other articles that a copied page runs into its text: "Related Aid Reaches Arvad Shells …"."""

from __future__ import annotations

import functools
import re

from rashomon.resources import read_list

SHORTEST = 8  # words of a run of titles; a shorter one may be the text's own
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


@functools.cache
def _small() -> frozenset[str]:
    return frozenset(read_list("furniture.yaml")["small_in_titles"])
