"""Reads the contract's JSON back into an analysis, for questions asked after the run."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import msgspec

from rashomon.errors import BadInput
from rashomon.records import (
    ROLES,
    Analysis,
    Claim,
    Entity,
    Event,
    Evidence,
    Failure,
    Finding,
    Position,
    Report,
    Side,
)

Json = dict[str, Any]
Record = TypeVar("Record")


def read_contract(data: bytes, name: str = "the analysis") -> Analysis:
    """Return the analysis that the contract's JSON holds; raises BadInput (R114) where it is none."""
    try:
        raw = msgspec.json.decode(data)
        return _analysis(raw)
    except (msgspec.MsgspecError, KeyError, TypeError, AttributeError, ValueError) as error:
        reason = f"not an analysis that Rashomon wrote ({type(error).__name__}: {error}); make it anew with --json"
        raise BadInput("R114", path=name, reason=reason) from error


def _analysis(raw: Json) -> Analysis:
    return Analysis(
        rashomon=str(raw["rashomon"]),
        reports=_each(raw["reports"], _plain(Report)),
        entities=_each(raw["entities"], _plain(Entity)),
        claims=_each(raw["claims"], _claim),
        events=_each(raw["events"], _event),
        findings=_each(raw["findings"], _plain(Finding)),
        failures=_each(raw["failures"], _plain(Failure)),
        skimmed=_each(raw.get("skimmed", []), _plain(Evidence)),
        sides=_each(raw.get("sides", []), _plain(Side)),
    )


def _each(rows: list[Json], make: Callable[[Json], Record]) -> tuple[Record, ...]:
    return tuple(make(row) for row in rows)


def _plain(kind: type[Record]) -> Callable[[Json], Record]:
    """Read a record whose JSON has the same fields."""
    return lambda row: msgspec.convert(row, kind)


def _claim(row: Json) -> Claim:
    roles = {role: row["roles"].get(role, []) for role in ROLES}
    extractor = row["extractor"]
    fields = {
        **{name: value for name, value in row.items() if name not in ("span", "roles", "extractor")},
        **roles,
        **row["span"],
        "sentence": row.get("sentence", 0),
        "extractor": extractor["name"],
        "extractor_version": extractor["version"],
    }
    return msgspec.convert(fields, Claim)


def _event(row: Json) -> Event:
    time = row.get("time")
    fields = {
        **row,
        "time": {"at": 0, "at_end": 0, **time} if time else None,
        "positions": [_position(position) for position in row["positions"]],
    }
    return msgspec.convert(fields, Event)


def _position(row: Json) -> Position:
    value = row["value"]
    counted = isinstance(value, dict)
    fields = {
        **row,
        "value": None if counted else value,
        "low": value["low"] if counted else None,
        "high": value["high"] if counted else None,
        "origins": row.get("origin_names") or [""] * row["origins"],
    }
    return msgspec.convert(fields, Position)
