"""Scores the event type of a snippet against CASE 2021 task 2: thirty types of the ACLED kind, nothing trained on them.

The type is decided by a table of questions asked of the snippet's claims and of its words, the first answer counts; the
words of each answer are in resources/snippets.yaml.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rashomon.records import Claim, Reading
from rashomon.resources import read_list
from rashomon.scoring import Score
from rashomon.scoring.texts import read_claims, read_rows


def score(paths: Sequence[Path], engine: str) -> Score:
    """Return the metrics of the suite `case2021`."""
    rows = read_rows(paths)
    readings = read_claims([row["text"] for row in rows], engine)
    pairs = [(type_of(reading), row["label"]) for row, reading in zip(rows, readings, strict=True)]
    classes = _f_by_class(pairs)
    wanted = Counter(gold for _, gold in pairs)
    weighted = sum(classes[c] * wanted[c] for c in wanted) / max(1, len(pairs))
    return Score(n=len(rows), metrics={"weighted_f": weighted, "macro_f": sum(classes.values()) / max(1, len(classes))})


def _f_by_class(pairs: Sequence[tuple[str, str]]) -> dict[str, float]:
    right = Counter(gold for mine, gold in pairs if mine == gold)
    given, wanted = Counter(mine for mine, _ in pairs), Counter(gold for _, gold in pairs)
    return {c: 2 * right[c] / (given[c] + wanted[c]) for c in wanted}


def type_of(reading: Reading) -> str:
    """Return the type of a snippet: the one with the most weight of words and claims, earlier types on a draw."""
    text = reading.report.text
    weights: dict[str, float] = {}
    for name, rule in _rules():
        weight = sum(_heard(pattern, text, points) for pattern, points in rule["words"])
        weight += sum(points for kind, mode, points in rule["claims"] if _told(reading.claims, kind, mode))
        weights[name] = weight * rule["factor"]
    best = max(weights, key=lambda name: weights[name])
    return best if weights[best] > 0 else "OTHER"


def _heard(pattern: re.Pattern[str], text: str, points: float) -> float:
    """Give the points once, half as much again for each further hearing up to three, more near the beginning."""
    hits = [m.start() for m in pattern.finditer(text)][:3]
    if not hits:
        return 0.0
    early = 1.25 if hits[0] < 120 else 1.0
    return points * early * (1 + 0.25 * (len(hits) - 1))


def _told(claims: Sequence[Claim], kind: str, mode: str | None) -> bool:
    return any(c.kind == kind and mode in (None, c.mode) for c in claims)


@functools.cache
def _rules() -> tuple[tuple[str, dict[str, Any]], ...]:
    """Return the types with their compiled words and claims, in the order of the list."""
    found = []
    for name, rule in read_list("snippets.yaml")["types"].items():
        words = [
            (re.compile(rf"\b(?:{p})", re.I), points) for points, patterns in rule["words"].items() for p in patterns
        ]
        claims = [(c["kind"], c.get("mode"), c["points"]) for c in rule.get("claims", ())]
        found.append((name, {"words": words, "claims": claims, "factor": rule.get("factor", 1.0)}))
    return tuple(found)
