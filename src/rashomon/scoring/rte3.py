"""Scores the finding of contradictions between a text and a statement (three-way RTE-3)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from rashomon.assessment.opposites import denies
from rashomon.scoring import Score


def score(paths: Sequence[Path], engine: str) -> Score:
    """Score files of text pairs; the engine is not needed."""
    rows = [
        json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines() if line.strip()
    ]
    found = [denies(row["text"], row["hypothesis"]) is not None for row in rows]
    gold = [row["label"] == "contradiction" for row in rows]
    right = sum(f and g for f, g in zip(found, gold, strict=True))
    metrics = {"contradiction_p": right / max(1, sum(found)), "contradiction_r": right / max(1, sum(gold))}
    return Score(n=len(rows), metrics=metrics)
