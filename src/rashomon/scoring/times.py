"""Scores time expressions and their values against TIMEX3 marks (WikiWars): strict, relaxed and value F1."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from rashomon.mentions.times import find_times
from rashomon.records import Mention, Reading, Report, TimeExpression
from rashomon.resolution.times import Settled, settle
from rashomon.scoring import Score

_REFERS = {"present": "PRESENT_REF", "past": "PAST_REF", "future": "FUTURE_REF", "unknown": "null"}
_SETS = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX"}
_CLOCK_UNITS = {"H", "MIN", "S"}


def score(paths: Sequence[Path], engine: str | None = None) -> Score:
    """Return strict_f, relaxed_f (any overlap) and value_f (overlap and the same value) over all documents."""
    del engine  # the grammar reads plain text
    counts = {"gold": 0, "found": 0, "strict": 0, "relaxed": 0, "value": 0}
    documents = 0
    for path in paths:
        for line in path.read_bytes().splitlines():
            row = msgspec.json.decode(line)
            documents += 1
            for name, count in compare(row, read(row)).items():
                counts[name] += count
    return Score(suite="times", n=documents, metrics=_metrics(counts))


def _metrics(counts: dict[str, int]) -> dict[str, float]:
    both = counts["gold"] + counts["found"]
    return {f"{name}_f": round(2 * counts[name] / both, 4) if both else 0.0 for name in ("strict", "relaxed", "value")}


def read(row: dict[str, Any]) -> list[tuple[int, int, str]]:
    """Return the spans and TIMEX3 values that are found in one document."""
    report = Report(id=row["doc_id"], source=row["doc_id"], text=row["text"], sha256="", published=row["dct"])
    reading = Reading(report=report, mentions=find_times(report, ()))
    return [(mention.start, mention.end, timex_value(mention, settled)) for mention, settled in settle(reading)]


def compare(row: dict[str, Any], found: Sequence[tuple[int, int, str]]) -> dict[str, int]:
    """Match each marked expression with at most one that was found, the same span first."""
    left = list(found)
    strict = relaxed = value = 0
    for mark in row["timexes"]:
        here = [one for one in left if one[0] < mark["end"] and mark["start"] < one[1]]
        if not here:
            continue
        best = max(here, key=lambda one: (one[:2] == (mark["start"], mark["end"]), one[2] == mark["value"], -one[0]))
        left.remove(best)
        relaxed += 1
        strict += best[:2] == (mark["start"], mark["end"])
        value += best[2] == str(mark["value"])
    return {
        "gold": len(row["timexes"]),
        "found": len(found),
        "strict": strict,
        "relaxed": relaxed,
        "value": value,
    }


def timex_value(mention: Mention, settled: Settled) -> str:
    """Return the TIMEX3 value of an expression: 1916-07-01, 1939, 1941-SU, P2M, PRESENT_REF, BC0490 …"""
    at = mention.time
    assert at is not None
    if at.refers in _REFERS:
        return _REFERS[at.refers]
    if at.type == "SET":
        return _SETS.get(at.unit, "XXXX") + ("TNI" if at.part else "")
    if at.type == "DURATION":
        return _length(at)
    if at.era == "BC":
        return f"BC{at.year:04d}"
    if at.shift is None and at.mod in {"BEFORE", "AFTER"} and not at.month and not at.year:
        return "PAST_REF" if at.mod == "BEFORE" else "FUTURE_REF"
    return _date(at, settled)


def _length(at: TimeExpression) -> str:
    unit = {"2W": "W"}.get(at.unit, at.unit)
    count = "X" if at.count is None else str(at.count * (2 if at.unit == "2W" else 1))
    if unit in _CLOCK_UNITS:
        return f"PT{count}{unit[0]}"
    return f"P{count}{unit}"


def _date(at: TimeExpression, settled: Settled) -> str:
    if settled.days is None:
        return _unsettled(at)
    start = settled.days.start
    if at.season:
        return f"{start.year}-{at.season}"
    if at.unit in {"DE", "CE"}:
        return f"{start.year}"[: 3 if at.unit == "DE" else 2]
    if at.unit in {"W", "2W"}:
        return f"{start.isocalendar().year}-W{start.isocalendar().week:02d}"
    if at.unit == "Y" or (at.year and not at.month):
        return f"{start.year}"
    if at.unit == "M" or (at.month and not at.day):
        return f"{start.year}-{start.month:02d}"
    clock = f"T{at.clock}" if at.clock else f"T{at.part}" if at.part else ""
    return start.isoformat() + clock


def _unsettled(at: TimeExpression) -> str:
    day = f"{at.day:02d}" if at.day else "XX"
    clock = f"T{at.clock}" if at.clock else f"T{at.part}" if at.part else ""
    if at.season:
        return f"XXXX-{at.season}"
    if at.month:
        return f"XXXX-{at.month:02d}" + (f"-{day}" if at.day else "")
    return f"XXXX-XX-{day}{clock}"
