"""Scores certainty against marked factuality: how surely each event of a sentence happened, from -3 to +3.

Measures are those of the set: mean absolute error, Pearson's r, and F1 of the events marked as not having happened
(below zero).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import msgspec

from rashomon import docks
from rashomon.claims.certainty import certainty_of
from rashomon.records import Certainty, Report, Sentence
from rashomon.resources import read_list
from rashomon.scoring import Score
from rashomon.sentences import split_sentences


def score(paths: Sequence[Path], engine: str) -> Score:
    """Score the files; one sentence a row, with its events."""
    reader = docks.load("engine", engine)
    gold: list[float] = []
    found: list[float] = []
    for row in _rows(paths):
        report = Report(id=row["id"], source=row["id"], text=row["text"], sha256="")
        sentences = reader.parse(split_sentences(report))
        for event in row["events"]:
            gold.append(event["factuality"])
            found.append(_read(sentences, event["start"], event["end"]))
    return Score(n=len(gold), metrics=measures(gold, found))


def _rows(paths: Sequence[Path]) -> Iterable[dict[str, Any]]:
    for path in paths:
        with path.open(encoding="utf-8") as file:
            for line in file:
                yield msgspec.json.decode(line)


def _read(sentences: Sequence[Sentence], start: int, end: int) -> float:
    for sentence in sentences:
        for index, token in enumerate(sentence.tokens):
            if token.start < end and start < token.end:
                return value_of(certainty_of(sentence, index))
    return 3.0


def value_of(certainty: Certainty) -> float:
    """Return the point on the scale -3..+3 where a polarity and modality stand."""
    values = read_list("certainty.yaml")["scale"][certainty.polarity]
    return float(values[certainty.modality])


def measures(gold: Sequence[float], found: Sequence[float]) -> dict[str, float]:
    """Return mean absolute error, Pearson's r and the F1 of negated events."""
    pairs = list(zip(gold, found, strict=True))
    right = sum(wanted < 0 and given < 0 for wanted, given in pairs)
    below = sum(wanted < 0 for wanted, _ in pairs) + sum(given < 0 for _, given in pairs)
    return {
        "mae": sum(abs(wanted - given) for wanted, given in pairs) / len(pairs) if pairs else 0.0,
        "pearson": _pearson(gold, found),
        "negative_f": 2 * right / below if below else 0.0,
    }


def _pearson(first: Sequence[float], second: Sequence[float]) -> float:
    if not first:
        return 0.0
    mean_first, mean_second = sum(first) / len(first), sum(second) / len(second)
    together = sum((a - mean_first) * (b - mean_second) for a, b in zip(first, second, strict=True))
    spread = math.sqrt(sum((a - mean_first) ** 2 for a in first) * sum((b - mean_second) ** 2 for b in second))
    return together / spread if spread else 0.0
