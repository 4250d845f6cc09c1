"""Reads the rows of a benchmark as reports, from text to claims, for the suites that score claims."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from rashomon import docks
from rashomon.claims.collect import collect_claims
from rashomon.mentions.names import find_names
from rashomon.mentions.quantities import find_quantities
from rashomon.mentions.times import find_times
from rashomon.records import Reading, Report
from rashomon.sentences import split_sentences

BATCH = 64


def read_rows(paths: Sequence[Path]) -> list[dict[str, Any]]:
    """Return the JSON objects of the files, one a line."""
    return [
        json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines() if line.strip()
    ]


def read_claims(texts: Sequence[str], engine: str) -> Iterator[Reading]:
    """Yield for each text its sentences, mentions and claims, parsed in batches."""
    parser, extractor = docks.load("engine", engine), docks.load("extractor", "rules")
    for first in range(0, len(texts), BATCH):
        reports = [_report(f"row{first + k}", text) for k, text in enumerate(texts[first : first + BATCH])]
        split = [split_sentences(report) for report in reports]
        parsed = iter(parser.parse([sentence for sentences in split for sentence in sentences]))
        for report, sentences in zip(reports, split, strict=True):
            mine = tuple(next(parsed) for _ in sentences)
            mentions = (
                *find_names(report, mine),
                *find_times(report, mine),
                *find_quantities(report, mine),
            )
            claims, _ = collect_claims(report, mine, mentions, [extractor])
            yield Reading(report=report, sentences=mine, mentions=mentions, claims=tuple(claims))


def _report(name: str, text: str) -> Report:
    return Report(id=name, source=name, text=text, sha256=hashlib.sha256(text.encode()).hexdigest())
