"""Scores the finding of contradictions between a text and a statement (three-way RTE-3)."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rashomon import docks
from rashomon.assessment.opposites import denies
from rashomon.records import Report, Sentence
from rashomon.scoring import Score
from rashomon.sentences import split_sentences


def score(paths: Sequence[Path], engine: str = "minilm") -> Score:
    """Score files of text pairs, both sides parsed by an engine."""
    rows = [
        json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines() if line.strip()
    ]
    parsed = _parsed(rows, docks.load("engine", engine))
    found = [denies(parsed[f"{i} text"], parsed[f"{i} hypothesis"]) is not None for i in range(len(rows))]
    gold = [row["label"] == "contradiction" for row in rows]
    right = sum(f and g for f, g in zip(found, gold, strict=True))
    metrics = {"contradiction_p": right / max(1, sum(found)), "contradiction_r": right / max(1, sum(gold))}
    return Score(n=len(rows), metrics=metrics)


def _parsed(rows: Sequence[dict[str, Any]], engine: docks.Engine) -> dict[str, list[Sentence]]:
    """Return the sentences of either side of every row, by the row's number and the side's name."""
    sides = [(f"{i} {side}", row[side]) for i, row in enumerate(rows) for side in ("text", "hypothesis")]
    reports = [Report(id=name, source=name, text=text, sha256="") for name, text in sides]
    by_side: dict[str, list[Sentence]] = defaultdict(list)
    for sentence in engine.parse([s for report in reports for s in split_sentences(report)]):
        by_side[sentence.report].append(sentence)
    return by_side
