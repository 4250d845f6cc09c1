"""Arithmetic of days: intervals of months, seasons and units, steps back and forth, and the Hijri calendar."""

from __future__ import annotations

import datetime
from typing import NamedTuple

Day = datetime.date
ONE = datetime.timedelta(days=1)
# meteorological seasons of the northern half of the Earth, first month; winter runs into the next year
SEASON_STARTS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_HIJRI_EPOCH = 227014  # proleptic Gregorian ordinal of the day before 1 Muharram 1 (civil, tabular)


class Interval(NamedTuple):
    """Days [start, end) with the precision that the words give."""

    start: Day
    end: Day
    precision: str


def day(at: Day) -> Interval:
    """Return the one day."""
    return Interval(at, at + ONE, "day")


def month(year: int, number: int) -> Interval:
    """Return a month of a year."""
    return Interval(Day(year, number, 1), add_months(Day(year, number, 1), 1), "month")


def years(first: int, count: int, precision: str) -> Interval:
    """Return `count` years from the first; a year, a decade, a century."""
    return Interval(Day(max(first, 1), 1, 1), Day(first + count, 1, 1), precision)


def season(year: int, name: str) -> Interval:
    """Return three months of a season."""
    start = Day(year, SEASON_STARTS[name], 1)
    return Interval(start, add_months(start, 3), "season")


def add_months(at: Day, count: int) -> Day:
    """Return the same day some months on, or the last day of that month."""
    index = at.year * 12 + at.month - 1 + count
    year, number = divmod(index, 12)
    for last in (at.day, 30, 29, 28):
        try:
            return Day(year, number + 1, min(at.day, last))
        except ValueError:
            if not 1 <= year <= 9999:
                raise
    return Day(year, number + 1, 28)


_MONTHS_IN = {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}
_DAYS_IN = {"D": 1, "W": 7, "2W": 14, "WE": 7}


def step(at: Day, unit: str, count: int) -> Day:
    """Return the day some units on; hours and less stay on the day."""
    if unit in _MONTHS_IN:
        return add_months(at, _MONTHS_IN[unit] * count)
    return at + ONE * (_DAYS_IN.get(unit, 0) * count)


def around(at: Day, unit: str) -> Interval:
    """Return the whole unit that a day lies in: its week from Monday, its month, its year …"""
    monday = at - ONE * at.weekday()
    match unit:
        case "W" | "2W":
            return Interval(monday, monday + ONE * 7, "week")
        case "WE":
            return Interval(monday + ONE * 5, monday + ONE * 7, "weekend")
        case "M":
            return month(at.year, at.month)
        case "Q":
            start = Day(at.year, (at.month - 1) // 3 * 3 + 1, 1)
            return Interval(start, add_months(start, 3), "quarter")
        case "Y":
            return years(at.year, 1, "year")
        case "DE":
            return years(at.year // 10 * 10, 10, "decade")
        case "CE":
            return years(at.year // 100 * 100, 100, "century")
        case _:
            return day(at)


def hijri_year(year: int) -> Interval:
    """Return a Hijri year by the tabular calendar, a day wider on each side."""
    return Interval(hijri(year, 1, None).start, hijri(year + 1, 1, None).start + ONE * 2, "about a year")


def hijri(year: int, number: int, at: int | None) -> Interval:
    """Return a Hijri day or month by the tabular calendar, a day wider on each side, for sightings differ."""
    first = _HIJRI_EPOCH + (year - 1) * 354 + (3 + 11 * year) // 30 + 29 * (number - 1) + number // 2
    if at is not None:
        return Interval(Day.fromordinal(first + at - 1), Day.fromordinal(first + at + 2), "about a day")
    return Interval(Day.fromordinal(first), Day.fromordinal(first + 32), "about a month")
