"""Scores the choice among conflicting numbers by the weight of their origins."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path

from rashomon.assessment.weights import UNNAMED, weigh
from rashomon.scoring import Score

_ADDRESS = re.compile(r"\d+\.\d+\.\d+\.\d+")  # who signs with a machine's address has no name


def score(paths: Sequence[Path], engine: str) -> Score:
    """Score files of conflicting values; the engine is not needed."""
    rows = [
        json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines() if line.strip()
    ]
    questions = {
        str(number): [(UNNAMED if _ADDRESS.search(c["source"]) else c["source"], c["value"]) for c in row["claims"]]
        for number, row in enumerate(rows)
    }
    shares = weigh(questions)
    chosen = {name: max(values, key=lambda v: values[v]) for name, values in shares.items()}
    right = sum(chosen.get(str(number)) == row["truth"] for number, row in enumerate(rows))
    return Score(n=len(rows), metrics={"accuracy": right / max(1, len(rows))})
