"""Reads the named groups of a pattern of time_grammar.py into the fields of a time expression."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from typing import Literal

from rashomon.records import TimeExpression
from rashomon.resources import read_list

LISTS = read_list("times.yaml")


def _index(table: dict[int, list[str]]) -> dict[str, int]:
    return {word.lower(): number for number, words in table.items() for word in words}


MONTHS = _index(LISTS["months"])
WEEKDAYS = _index(LISTS["weekdays"])
HIJRI = _index(LISTS["hijri_months"])
NUMBERS: dict[str, int] = LISTS["numbers"]
ORDINALS: dict[str, int] = LISTS["ordinals"]
UNITS: dict[str, str] = LISTS["units"]
PARTS: dict[str, str] = LISTS["parts"]
SEASONS: dict[str, str] = LISTS["seasons"]
HOLIDAYS: dict[str, str] = LISTS["holidays"]
REPEATED: dict[str, str] = LISTS["repeated"]

_MOD = {"early": "START", "beginning": "START", "start": "START", "late": "END", "end": "END", "mid": "MID"}
_MOD |= {
    "middle": "MID",
    "latter": "END",
    "later": "END",
    "close": "END",
    "first": "START",
    "second": "END",
    "turn": "START",
}
_ABOUT_MOD = {"over": "MORE_THAN", "more than": "MORE_THAN", "at least": "EQUAL_OR_MORE", "under": "LESS_THAN"}
_ABOUT_MOD |= {"less than": "LESS_THAN", "nearly": "LESS_THAN", "almost": "LESS_THAN", "up to": "EQUAL_OR_LESS"}

Groups = dict[str, str | None]
Build = Callable[[Groups], TimeExpression | None]


def _mod(groups: Groups) -> str:
    words = (groups.get("mod") or "").lower().split()
    return next((_MOD[word] for word in words if word in _MOD), "")


def _about(groups: Groups) -> str:
    return _ABOUT_MOD.get((groups.get("about") or "").lower(), "APPROX" if groups.get("about") else "")


def _number(groups: Groups) -> int | None:
    text = (groups.get("number") or "").lower()
    if not text:
        return None
    if text[0].isdigit():
        return round(float(text))
    total = sum(NUMBERS.get(word, 0) for word in re.split(r"[\s-]", text))
    return total or None


def _month_of(groups: Groups) -> int | None:
    return MONTHS.get((groups.get("month") or "").lower().rstrip("."))


def impossible(year: int | None, month: int | None, day: int | None) -> str:
    """Say what is wrong with a date, or nothing; 29 February without a year may be right."""
    try:
        datetime.date(year or 2000, month or 1, day or 1)
    except ValueError as error:
        return f"no such date: {error}"
    return ""


def read_date(groups: Groups) -> TimeExpression:
    year, month = int(groups.get("year") or 0) or None, _month_of(groups)
    written = groups.get("day")
    day = int(written) if written else None
    if day is None and groups.get("ordinal"):
        day = ORDINALS[str(groups["ordinal"]).lower()]
    weekday = WEEKDAYS.get((groups.get("weekday") or "").lower().rstrip("."))
    note = "no such date: day 0" if day == 0 else _year_0(groups) or impossible(year, month, day)
    if note:
        return TimeExpression(weekday=weekday, note=note)
    part = PARTS.get((groups.get("part") or "").lower(), "")
    kind: Literal["DATE", "TIME"] = "TIME" if part else "DATE"
    return TimeExpression(type=kind, year=year, month=month, day=day, weekday=weekday, part=part, mod=_mod(groups))


def _year_0(groups: Groups) -> str:
    return "no such date: year 0" if groups.get("year") == "0000" else ""


def read_year_0(_groups: Groups) -> TimeExpression:
    return TimeExpression(note="no such date: year 0")


def read_numeric(groups: Groups) -> TimeExpression:
    """Day first, unless only month first gives a date; both may be read where both are at most 12."""
    year, first, second = (int(groups[name] or 0) for name in ("year", "first", "second"))
    year += 2000 if year < 100 else 0
    if first > 12 or second <= 12:
        day, month = first, second
    else:
        day, month = second, first
    note = _year_0(groups) or (
        impossible(year, month, day) if 1 <= month <= 12 and day else f"no such date: month {month}, day {day}"
    )
    if note:
        return TimeExpression(note=note)
    both = first <= 12 and second <= 12 and first != second and groups.get("dot") != "."
    return TimeExpression(
        year=year, month=month, day=day, note="read day first; month first is possible" if both else ""
    )


def read_iso(groups: Groups) -> TimeExpression:
    year, month, day = (int(groups[name] or 0) for name in ("year", "m", "d"))
    if note := _year_0(groups):
        return TimeExpression(note=note)
    note = impossible(year, month, day) if 1 <= month <= 12 and day else f"no such date: month {month}, day {day}"
    return TimeExpression(note=note) if note else TimeExpression(year=year, month=month, day=day)


def read_month_year(groups: Groups) -> TimeExpression:
    shift = {"last": -1, "next": 1, "this": 0}.get((groups.get("which") or "").lower())
    refers = "told" if groups.get("told") else ""
    return TimeExpression(
        year=int(groups.get("year") or 0) or None, month=_month_of(groups), mod=_mod(groups), shift=shift, refers=refers
    )


def read_year(groups: Groups) -> TimeExpression | None:
    era = "BC" if groups.get("era") else ""
    year = int(groups["year"] or 0)
    return TimeExpression(year=year, mod=_mod(groups), era=era) if year else TimeExpression(note="no such date: year 0")


def read_decade(groups: Groups) -> TimeExpression:
    return TimeExpression(year=int(groups["year"] or 0), unit="DE", mod=_mod(groups))


def read_century(groups: Groups) -> TimeExpression | None:
    word = str(groups["nth"]).lower()
    nth = ORDINALS.get(word) or int("".join(c for c in word if c.isdigit()) or 0)
    return TimeExpression(year=(nth - 1) * 100, unit="CE", mod=_mod(groups)) if nth else None


def read_season(groups: Groups) -> TimeExpression:
    which = (groups.get("which") or "").lower()
    shift = {"last": -1, "next": 1, "this": 0, "previous": -1, "following": 1}.get(which)
    return TimeExpression(
        year=int(groups.get("year") or 0) or None,
        season=SEASONS[str(groups["season"]).lower()],
        mod=_mod(groups),
        shift=shift,
        refers="told" if which in {"previous", "following"} else "",
    )


def read_weekday(groups: Groups) -> TimeExpression:
    which = (groups.get("which") or "").lower()
    shift = {"last": -1, "next": 1, "past": -1, "coming": 1, "previous": -1}.get(which)
    part = PARTS.get((groups.get("part") or "").lower(), "")
    weekday = WEEKDAYS[str(groups["weekday"]).lower()]
    repeated = which in {"every", "each"}
    return TimeExpression(
        type="SET" if repeated else "TIME" if part else "DATE", weekday=weekday, part=part, shift=shift, unit="D"
    )


DEICTIC = {
    "today": ("D", 0, ""),
    "yesterday": ("D", -1, ""),
    "tomorrow": ("D", 1, ""),
    "tonight": ("D", 0, "NI"),
    "overnight": ("D", -1, "NI"),
    "the day before yesterday": ("D", -2, ""),
    "the day after tomorrow": ("D", 2, ""),
}


def read_deictic(groups: Groups) -> TimeExpression:
    unit, shift, part = DEICTIC[re.sub(r"\s+", " ", str(groups["word"]).lower())]
    part = PARTS.get((groups.get("part") or "").lower(), part)
    return TimeExpression(type="TIME" if part else "DATE", unit=unit, shift=shift, part=part)


_WHICH = {
    "last": -1,
    "past": -1,
    "previous": -1,
    "this": 0,
    "same": 0,
    "next": 1,
    "coming": 1,
    "following": 1,
    "current": 0,
}
_WHICH |= {"that": 0, "preceding": -1, "that same": 0, "this same": 0, "very same": 0, "the": 0}


_SIDES = {"earlier": "BEFORE", "later": "AFTER"}


def read_which_unit(groups: Groups) -> TimeExpression:
    """ "last month", "the following day", "that year", "the end of the month"."""
    which = re.sub(r"\s+", " ", (groups.get("which") or "the").lower())
    told = which not in {"last", "past", "this", "next", "coming", "current"}
    unit = UNITS[(groups["unit"] or "day").lower()]
    part = PARTS.get((groups.get("part") or "").lower(), "NI" if str(groups["unit"]).lower() == "night" else "")
    which = which.removeprefix("the ") if which != "the" else which
    shift = 1 if which == "day after" else -1 if which == "day before" else _WHICH.get(which, 0)
    return TimeExpression(
        type="TIME" if part or unit == "H" else "DATE",
        unit=unit,
        shift=shift,
        part=part,
        mod=_SIDES.get((groups.get("side") or "").lower()) or _mod(groups),
        refers="told" if told else "",
    )


def read_which_part(groups: Groups) -> TimeExpression:
    """ "this morning", "last night", "the next morning", "that afternoon"."""
    which = re.sub(r"\s+", " ", str(groups["which"]).lower())
    part = PARTS[str(groups["part"]).lower()]
    told = which not in {"this", "last"}
    shift = {"last": -1, "the next": 1, "the following": 1, "the previous": -1}.get(which, 0)
    return TimeExpression(
        type="TIME", unit="D", shift=shift, part=part, refers="told" if told else "", mod=_mod(groups)
    )


def read_shifted(groups: Groups) -> TimeExpression:
    """ "two days ago", "a few hours earlier", "twelve days later": from publication or from a time told before."""
    word = re.sub(r"\s+", " ", str(groups["where"]).lower())
    unit, count = UNITS[str(groups["unit"]).lower().removesuffix("s")], _number(groups)
    sign = -1 if word in {"ago", "earlier", "before", "previously", "prior", "before that", "back"} else 1
    refers = "" if word in {"ago", "from now", "back"} else "told"
    shift = None if count is None else sign * count
    return TimeExpression(
        type="DATE" if unit not in {"H", "MIN", "S"} else "TIME",
        unit=unit,
        shift=shift,
        refers=refers,
        mod="BEFORE" if shift is None and sign < 0 else "AFTER" if shift is None else _about(groups),
    )


def read_duration(groups: Groups) -> TimeExpression:
    unit = UNITS[str(groups["unit"]).lower().removesuffix("s")]
    lead = re.sub(r"\s+", " ", (groups.get("lead") or "").lower())
    shift = (
        -1
        if lead.endswith(("past", "last", "previous", "preceding"))
        else 1
        if lead.endswith(("next", "coming", "following"))
        else None
    )
    count = _number(groups)
    if groups.get("single") is not None:
        count = 1 if groups["single"] == "" or not str(groups.get("unit")).endswith("s") else None
    return TimeExpression(type="DURATION", unit=unit, count=count, shift=shift, mod=_about(groups))


def read_fixed(refers: str) -> Build:
    return lambda groups: TimeExpression(refers=refers)


def read_clock(groups: Groups) -> TimeExpression | None:
    hour, minute = int(groups["hour"] or 0), int(groups.get("minute") or 0)
    half = (groups.get("half") or "").lower().replace(".", "")
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    if hour > 24 or minute > 59:
        return TimeExpression(type="TIME", note=f"no such time of day: {hour}:{minute:02d}")
    return TimeExpression(type="TIME", unit="D", clock=f"{hour:02d}:{minute:02d}", refers="told", shift=0)


def read_part(groups: Groups) -> TimeExpression:
    return TimeExpression(
        type="TIME", unit="D", part=PARTS[str(groups["part"]).lower()], refers="told", shift=0, mod=_mod(groups)
    )


def read_hijri(groups: Groups) -> TimeExpression:
    month = HIJRI[re.sub(r"\s+", " ", str(groups["hijri"]).lower())]
    year = int(groups.get("year") or 0) or None
    written = groups.get("day")
    day = int(written) if written else None
    if day is not None and not 1 <= day <= 30:
        return TimeExpression(note=f"no such date: the months of the Hijri calendar have no day {day}")
    return TimeExpression(year=year, month=month, day=day, era="AH", note="a date of the Hijri calendar")


def read_hijri_year(groups: Groups) -> TimeExpression:
    return TimeExpression(year=int(groups["year"] or 0), era="AH", note="a year of the Hijri calendar")


def read_holiday(groups: Groups) -> TimeExpression:
    """Return a feast of a fixed day, with its year where it stands beside."""
    month, day = (int(part) for part in HOLIDAYS[re.sub(r"\s+", " ", str(groups["holiday"]).lower())].split("-"))
    return TimeExpression(year=int(groups.get("year") or 0) or None, month=month, day=day)


def read_repeated(groups: Groups) -> TimeExpression:
    """Return a set of times: "daily", "every week"."""
    word = str(groups.get("word") or groups.get("unit")).lower()
    unit = REPEATED.get(word) or UNITS[word]
    return TimeExpression(type="SET", unit=unit, part="NI" if word.startswith("night") else "")


def read_stretch(groups: Groups) -> TimeExpression:
    """Return the length of a part of something: "the first ten months of 1915", "the last week of August"."""
    count = _number(groups) or (1 if groups["single"] else None)
    unit = UNITS[str(groups["unit"]).lower().removesuffix("s")]
    return TimeExpression(type="DURATION", unit=unit, count=count)
