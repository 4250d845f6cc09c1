"""Scores name matching: pairs that are one name or two, and spellings that must find their own name among all."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rashomon.matching import match_names
from rashomon.scoring import Score
from rashomon.sounds import sound_matrix

CHUNK = 400


def score(paths: Sequence[Path], engine: str = "") -> Score:
    """Score files of pairs (a, b, match) by F1 and wrong merges, files of spellings (latin) by recall at rank one.

    `wrong_merges` is the share of the pairs of two names that were taken for one.
    """
    del engine
    rows = [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines() if line]
    pairs = [row for row in rows if "a" in row]
    groups = [row["latin"] for row in rows if "latin" in row]
    metrics: dict[str, float] = {}
    if pairs:
        metrics |= _pairs(pairs)
    if groups:
        metrics["recall_at_1"] = recall_at_1(groups)
    return Score(n=len(pairs) + sum(map(len, groups)), metrics=metrics)


def _pairs(rows: Sequence[dict[str, Any]]) -> dict[str, float]:
    kinds = {"Person": "person"}
    judged = [(match_names(row["a"], row["b"], kinds.get(row["schema"], "actor")).same, row["match"]) for row in rows]
    right = sum(said and gold for said, gold in judged)
    said, gold = sum(said for said, _ in judged), sum(gold for _, gold in judged)
    negatives = len(judged) - gold
    return {"f": 2 * right / (said + gold), "wrong_merges": (said - right) / negatives if negatives else 0.0}


def recall_at_1(groups: Sequence[Sequence[str]]) -> float:
    """Return the share of spellings whose likest other spelling, among all of all names, is of the same name."""
    names = [name for group in groups for name in group]
    owner = [at for at, group in enumerate(groups) for _ in group]
    right = 0
    for start in range(0, len(names), CHUNK):
        likeness = sound_matrix(names[start : start + CHUNK], names)
        for at, row in enumerate(likeness, start=start):
            row[at] = -1.0
            right += owner[int(row.argmax())] == owner[at]
    return right / len(names)
