"""Settles dates in figures that may be read day first or month first: by the report's other dates, else by its own."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rashomon.records import Mention, TimeExpression
from rashomon.resolution.calendar import ONE, Day

_FIGURES = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-]\d{4}")
DAY_FIRST, MONTH_FIRST = "day first", "month first"


def is_open(at: TimeExpression) -> bool:
    """Tell whether a date in figures may be read both ways: 03/04/2020."""
    return at.note.startswith("read day first")


def order_of(mentions: Iterable[Mention]) -> str:
    """Return the order in which a report writes its dates, where one of them can be read in one way only; or ""."""
    found = (_FIGURES.fullmatch(mention.text) for mention in mentions)
    orders = {DAY_FIRST if int(m[1]) > 12 else MONTH_FIRST for m in found if m and max(int(m[1]), int(m[2])) > 12}
    return orders.pop() if len(orders) == 1 else ""


def readings_of(at: TimeExpression) -> tuple[Day, Day]:
    """Return the day that an open date names read day first, and month first."""
    year, month, day = at.year or 1, at.month or 1, at.day or 1  # all three are written
    return Day(year, month, day), Day(year, day, month)


def settled(at: TimeExpression, order: str, told_on: Day | None) -> tuple[Day | None, str]:
    """Return the day of an open date and why, or None and why not; a report tells of no day after its own as past."""
    first, second = readings_of(at)
    if order:
        return (first if order == DAY_FIRST else second), f"stated in full, {order} as the report's other dates"
    past = [day for day in (first, second) if told_on and day <= told_on + ONE]
    if told_on and len(past) == 1:
        return past[0], f"stated in full; the other reading lies after {told_on.isoformat()}"
    return None, "day first or month first: neither the report's other dates nor its own day tells"
