"""Scores the killed and wounded, victims, shooters, weapons and places of a report against the Gun Violence Database.

A row says how many were killed or wounded, or marks spans: one victim of several, one of the words for a place. Hence
spans have no precision: `*_found` is the share of those marked that a claim of violence has in that role.
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
ROLES = {"VIC-NAME": "target", "SHO-NAME": "actor", "CIR-WEAPON": "instrument", "DAT-CITY": "place", "DAT-LOC": "place"}
NAMES = {"target": "victim", "actor": "shooter", "instrument": "weapon", "place": "place"}
KINDS = ("attack", "casualties")


def score(paths: Sequence[Path], engine: str) -> Score:
    """Return the share of rows whose killed, and wounded, are counted exactly, and of the spans found in their role."""
    rows = [row for row in read_rows(paths) if _says_how_many(row) or _marked(row)]
    right: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    for row, reading in zip(rows, read_claims([row["text"] for row in rows], engine), strict=True):
        for slot in _says_how_many(row):
            wanted[f"{slot}_exact"] += 1
            right[f"{slot}_exact"] += toll(reading, slot) == row[slot]
        for role, words in _marked(row):
            wanted[f"{NAMES[role]}_found"] += 1
            right[f"{NAMES[role]}_found"] += is_found(reading, role, words)
    return Score(n=len(rows), metrics={name: right[name] / count for name, count in sorted(wanted.items())})


def _says_how_many(row: dict[str, Any]) -> list[str]:
    return [slot for slot in SLOTS if isinstance(row.get(slot), int)]


def _marked(row: dict[str, Any]) -> list[tuple[str, str]]:
    """Return the role and the words of each marked span that a claim has a role for."""
    return [(ROLES[span["role"]], span["text"]) for span in row.get("spans", ()) if span["role"] in ROLES]


def is_found(reading: Reading, role: str, words: str) -> bool:
    """Tell whether a claim of violence has the words, or a part of them, in a role, be it by a pronoun."""
    marked = words.casefold().split()
    fillers = [filler for claim in reading.claims if claim.kind in KINDS for filler in claim.role(role)]
    meant = (reading.report.text[slice(*filler.refers_to)] for filler in fillers if filler.refers_to)
    told = [text.casefold().split() for text in (*(filler.text for filler in fillers), *meant)]
    return any(_holds(marked, each) or _holds(each, marked) for each in told)


def _holds(whole: list[str], part: list[str]) -> bool:
    size = len(part)
    return size > 0 and any(whole[at : at + size] == part for at in range(len(whole) - size + 1))


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
