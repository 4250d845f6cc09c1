"""Scores the killed and wounded of a report against the Gun Violence Database, where a row says how many there were.

A row is scored when it has `killed` or `wounded`; rows that mark only names, ages and places say nothing of either.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rashomon.claims.counts import find_counts
from rashomon.claims.numerals import slots
from rashomon.claims.tree import Tree, tree_of
from rashomon.records import Reading
from rashomon.scoring import Score
from rashomon.scoring.texts import read_claims, read_rows

SLOTS = ("killed", "wounded")


def score(paths: Sequence[Path], engine: str) -> Score:
    """Return the share of rows whose killed, and whose wounded, are counted exactly."""
    rows = [row for row in read_rows(paths) if any(isinstance(row.get(slot), int) for slot in SLOTS)]
    right: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    for row, reading in zip(rows, read_claims([row["text"] for row in rows], engine), strict=True):
        for slot in SLOTS:
            if isinstance(row.get(slot), int):
                wanted[slot] += 1
                right[slot] += toll(reading, slot) == row[slot]
    return Score(n=len(rows), metrics={f"{slot}_exact": right[slot] / max(1, wanted[slot]) for slot in SLOTS})


def toll(reading: Reading, slot: str) -> int:
    """Return how many a report says were killed or wounded: the number told most often, or the named one by one."""
    counts = find_counts(reading.sentences, reading.mentions)
    told = Counter(
        count.quantity.low
        for count in counts
        if count.slot == slot and count.part_of is None and count.quantity.low is not None
    )
    if told:
        return max(told.items(), key=lambda item: (item[1], item[0]))[0]
    return len({name for sentence in reading.sentences for name in _named(tree_of(sentence), slot)})


def _named(tree: Tree, slot: str) -> list[str]:
    """Return the persons by name who suffer what the slot counts, each by the last word of the name."""
    found = []
    for index, token in enumerate(tree.tokens):
        if token.upos != "PROPN" or not 0 <= token.head < len(tree.tokens):
            continue
        lemma: str = tree.lemma(token.head)
        suffers = token.deprel in ("nsubj:pass", "obj") and slots("done").get(lemma) == slot
        if suffers or (token.deprel == "nsubj" and slots("suffered").get(lemma) == slot):
            found.append(_last_word(tree, index))
    return found


def _last_word(tree: Tree, index: int) -> str:
    words: list[Any] = [index, *tree.children(index, "flat")]
    return tree.word(max(words))
