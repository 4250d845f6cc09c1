"""Tells whether a short statement denies what a text says: negation, opposite words, or another number."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from typing import NamedTuple

from rashomon.measures import fold
from rashomon.resources import read_list

OPPOSITE_ALIKE = 0.45  # less is asked where a word says the opposite
ALIKE = 0.5  # the share of the statement's content words that its best sentence must hold
MOST_SENTENCES = 3  # of a text, those most like the statement
SHORT_TEXT = 90  # words up to which a text is also taken as one sentence
WINDOW = 4  # words after a negation in which it finds the word that it denies


class Denial(NamedTuple):
    """Why a statement denies a text, and the two words or numbers that clash."""

    reason: str
    theirs: str
    ours: str


@functools.cache
def _sides() -> dict[str, list[tuple[int, int]]]:
    found: dict[str, list[tuple[int, int]]] = {}
    for number, pair in enumerate(read_list("opposites.yaml")["pairs"]):
        for side, words in enumerate(pair):
            for word in words:
                found.setdefault(str(word), []).append((number, side))
    return found


@functools.cache
def _set(name: str) -> frozenset[str]:
    return frozenset(str(w) for w in read_list("opposites.yaml")[name])


def _stem(word: str) -> str:
    for ending in ("ing", "ed", "es", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) > 2:
            return word[: -len(ending)]
    return word


def _words(text: str) -> list[str]:
    return [w for w in fold(text.replace("n't", " not").replace("n’t", " not")) if w]


def _content(words: Sequence[str]) -> set[str]:
    return {_stem(w) for w in words if w not in _set("empty") and w not in _set("negations")}


def _negated(words: Sequence[str]) -> set[str]:
    """Return the stems that stand under a negation: the first content word after each."""
    cues = _set("negations") | _set("soft_negations")
    found = set()
    for i, word in enumerate(words):
        if word in cues:
            after = [w for w in words[i + 1 : i + 1 + WINDOW] if w not in _set("empty") and w not in cues]
            found |= {_stem(w) for w in after[:1]}
    return found


def denies(text: str, statement: str) -> Denial | None:
    """Return why a statement denies a text, None where it does not."""
    ours = _words(statement)
    mine = _content(ours)
    whole = _words(text)
    whole_share = len(_content(whole) & mine) / max(1, len(mine))
    for theirs in sorted(_sentences(text), key=lambda s: -len(_content(s) & mine))[:MOST_SENTENCES]:
        share = len(_content(theirs) & mine) / max(1, len(mine))
        found = _opposite(theirs, ours, share) or _negation(theirs, ours, share) or _number(theirs, ours, share)
        if found is not None:
            return found
    return _opposite(whole, ours, whole_share) if len(whole) <= SHORT_TEXT else None


def _sentences(text: str) -> list[list[str]]:
    parts = [p for p in re.split(r"(?<=[.!?])\s+(?=[A-Z\"'])", text) if p.strip()]
    return [_words(p) for p in parts] or [[]]


def _negation(theirs: Sequence[str], ours: Sequence[str], share: float) -> Denial | None:
    if share < ALIKE:
        return None
    under_theirs, under_ours = _negated(theirs), _negated(ours)
    plain_theirs, plain_ours = (_content(w) - n for w, n in ((theirs, under_theirs), (ours, under_ours)))
    clash = sorted((under_theirs & plain_ours) if not under_ours else (under_ours & plain_theirs))
    return Denial("one has a negation, the other not", clash[0], clash[0]) if clash else None


def _opposite(theirs: Sequence[str], ours: Sequence[str], share: float) -> Denial | None:
    if share < OPPOSITE_ALIKE:
        return None
    mine = {_stem(w) for w in ours}
    for word in ours:
        for number, side in _sides().get(word, ()):
            for other in theirs:
                clash = (number, 1 - side) in _sides().get(other, ()) and _stem(other) not in mine
                same_mood = (_stem(other) in _negated(theirs)) == (_stem(word) in _negated(ours))
                if clash and same_mood and word not in theirs:
                    return Denial("opposite words", other, word)
    return None


def _number(theirs: Sequence[str], ours: Sequence[str], share: float) -> Denial | None:
    """Another number before the same noun."""
    if share < ALIKE:
        return None
    for here, word in enumerate(ours):
        if not word.isdigit() or word in theirs:
            continue
        nouns = {_stem(w) for w in ours[here + 1 : here + 3] if w not in _set("empty")}
        for there, other in enumerate(theirs):
            near = {_stem(w) for w in theirs[there + 1 : there + 4]}
            if other.isdigit() and other != word and nouns & near and other not in ours:
                return Denial("another number of one thing", other, word)
    return None
