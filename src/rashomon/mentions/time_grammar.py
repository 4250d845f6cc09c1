"""The grammar of time expressions: a table of patterns, each with the function that reads its groups."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable
from typing import Literal, NamedTuple

from rashomon.records import TimeExpression
from rashomon.resources import read_list

_LIST = read_list("times.yaml")


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted((re.escape(word).replace("\\ ", r"\s+") for word in words), key=len, reverse=True))


def _index(table: dict[int, list[str]]) -> dict[str, int]:
    return {word.lower(): number for number, words in table.items() for word in words}


MONTHS = _index(_LIST["months"])
WEEKDAYS = _index(_LIST["weekdays"])
HIJRI = _index(_LIST["hijri_months"])
NUMBERS: dict[str, int] = _LIST["numbers"]
ORDINALS: dict[str, int] = _LIST["ordinals"]
UNITS: dict[str, str] = _LIST["units"]
PARTS: dict[str, str] = _LIST["parts"]
SEASONS: dict[str, str] = _LIST["seasons"]

_month_words = [word for words in _LIST["months"].values() for word in words]
_day_words = [word for words in _LIST["weekdays"].values() for word in words]
_MONTH = rf"(?P<month>(?:{_any([*_month_words, *(w.upper() for w in _month_words)])})(?![a-z])\.?)"
_BESIDE = rf"(?P<weekday>{_any(_day_words)})(?![a-z])\.?"
_full_days = [w for w in _day_words if w not in _LIST["weekdays_beside_dates"]]
_WEEKDAY = rf"(?P<weekday>{_any(_full_days)})"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?!\d|[:,.]\d)"
_YEAR = r"(?P<year>[12]\d{3})(?![\d%]|,\d)"
_BC = r"(?P<year>\d{1,4})(?:/\d{1,4})?"
_ERA = r"(?P<era>B\.?C\.?(?:E\.?)?(?![a-zA-Z])|BCE)"
_EARLY = (
    r"(?:(?P<mod>early\s+in|late\s+in|early|late|mid|beginning|end|middle|start|(?:the\s+)?(?:very\s+)?"
    r"(?:beginning|end|middle|start|early part|latter part|first half|second half|outset|close|turn|rest|course|"
    r"spring|summer)\s+of)(?:\s+|-))"
)
_THE_EARLY = (
    r"(?:(?:the\s+)?(?:very\s+)?(?P<mod>early|late|mid|early\s+in|late\s+in|(?:beginning|end|middle|start|early\s+part|latter"
    r"\s+part|later\s+part|first\s+half|second\s+half|close|turn)\s+of)[\s-]+(?:the\s+)?)"
)
_NUMBER = rf"(?P<number>\d+(?:\.\d+)?|(?:{_any(NUMBERS)})(?:[\s-](?:and a half|{_any(NUMBERS)}))?)"
_VAGUE = rf"(?P<vague>(?:a\s+)?(?:{_any(_LIST['vague'])}))"
_UNIT = rf"(?P<unit>{_any(UNITS)})"
_ABOUT = r"(?:(?P<about>about|around|approximately|roughly|nearly|almost|over|under|more than|less than|at least|only|just|some|up to|another|an additional)\s+)"
_SEASON = rf"(?P<season>{_any(SEASONS)})"
_PART = rf"(?P<part>{_any(PARTS)})"
_COMMA = r"\s*,?\s*"

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


def _date(groups: Groups) -> TimeExpression:
    year, month = int(groups.get("year") or 0) or None, _month_of(groups)
    day = int(groups["day"]) if groups.get("day") else None
    if day is None and groups.get("ordinal"):
        day = ORDINALS[str(groups["ordinal"]).lower()]
    weekday = WEEKDAYS.get((groups.get("weekday") or "").lower().rstrip("."))
    note = "no such date: day 0" if day == 0 else impossible(year, month, day)
    if note:
        return TimeExpression(weekday=weekday, note=note)
    return TimeExpression(year=year, month=month, day=day, weekday=weekday, mod=_mod(groups))


def _numeric(groups: Groups) -> TimeExpression:
    """Day first, unless only month first gives a date; both may be read where both are at most 12."""
    year, first, second = (int(groups[name] or 0) for name in ("year", "first", "second"))
    year += 2000 if year < 100 else 0
    if first > 12 or second <= 12:
        day, month = first, second
    else:
        day, month = second, first
    note = impossible(year, month, day) if 1 <= month <= 12 and day else f"no such date: month {month}, day {day}"
    if note:
        return TimeExpression(note=note)
    both = first <= 12 and second <= 12 and first != second and groups.get("dot") != "."
    return TimeExpression(
        year=year, month=month, day=day, note="read day first; month first is possible" if both else ""
    )


def _iso(groups: Groups) -> TimeExpression:
    year, month, day = (int(groups[name] or 0) for name in ("year", "m", "d"))
    note = impossible(year, month, day) if 1 <= month <= 12 and day else f"no such date: month {month}, day {day}"
    return TimeExpression(note=note) if note else TimeExpression(year=year, month=month, day=day)


def _month_year(groups: Groups) -> TimeExpression:
    shift = {"last": -1, "next": 1, "this": 0}.get((groups.get("which") or "").lower())
    refers = "told" if groups.get("told") else ""
    return TimeExpression(
        year=int(groups.get("year") or 0) or None, month=_month_of(groups), mod=_mod(groups), shift=shift, refers=refers
    )


def _year(groups: Groups) -> TimeExpression | None:
    era = "BC" if groups.get("era") else ""
    year = int(groups["year"] or 0)
    return TimeExpression(year=year, mod=_mod(groups), era=era) if year else TimeExpression(note="no such date: year 0")


def _decade(groups: Groups) -> TimeExpression:
    return TimeExpression(year=int(groups["year"] or 0), unit="DE", mod=_mod(groups))


def _century(groups: Groups) -> TimeExpression | None:
    word = str(groups["nth"]).lower()
    nth = ORDINALS.get(word) or int("".join(c for c in word if c.isdigit()) or 0)
    return TimeExpression(year=(nth - 1) * 100, unit="CE", mod=_mod(groups)) if nth else None


def _season(groups: Groups) -> TimeExpression:
    shift = {"last": -1, "next": 1, "this": 0, "previous": -1, "following": 1}.get((groups.get("which") or "").lower())
    return TimeExpression(
        year=int(groups.get("year") or 0) or None,
        season=SEASONS[str(groups["season"]).lower()],
        mod=_mod(groups),
        shift=shift,
    )


def _weekday(groups: Groups) -> TimeExpression:
    which = (groups.get("which") or "").lower()
    shift = {"last": -1, "next": 1, "past": -1, "coming": 1, "previous": -1}.get(which)
    part = PARTS.get((groups.get("part") or "").lower(), "")
    weekday = WEEKDAYS[str(groups["weekday"]).lower()]
    repeated = which in {"every", "each"}
    return TimeExpression(
        type="SET" if repeated else "TIME" if part else "DATE", weekday=weekday, part=part, shift=shift, unit="D"
    )


_DEICTIC = {
    "today": ("D", 0, ""),
    "yesterday": ("D", -1, ""),
    "tomorrow": ("D", 1, ""),
    "tonight": ("D", 0, "NI"),
    "overnight": ("D", 0, "NI"),
    "the day before yesterday": ("D", -2, ""),
    "the day after tomorrow": ("D", 2, ""),
}


def _deictic(groups: Groups) -> TimeExpression:
    unit, shift, part = _DEICTIC[re.sub(r"\s+", " ", str(groups["word"]).lower())]
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


def _which_unit(groups: Groups) -> TimeExpression:
    """ "last month", "the following day", "that year", "the end of the month"."""
    which = re.sub(r"\s+", " ", (groups.get("which") or "the").lower())
    told = which not in {"last", "past", "this", "next", "coming", "current"}
    unit = UNITS[str(groups["unit"]).lower()]
    part = PARTS.get((groups.get("part") or "").lower(), "NI" if str(groups["unit"]).lower() == "night" else "")
    shift = 1 if which.startswith("after") else _WHICH.get(which, 0)
    return TimeExpression(
        type="TIME" if part or unit == "H" else "DATE",
        unit=unit,
        shift=shift,
        part=part,
        mod=_mod(groups),
        refers="told" if told else "",
    )


def _which_part(groups: Groups) -> TimeExpression:
    """ "this morning", "last night", "the next morning", "that afternoon"."""
    which = re.sub(r"\s+", " ", str(groups["which"]).lower())
    part = PARTS[str(groups["part"]).lower()]
    told = which in {"that", "that same", "the same", "the next", "the following", "the previous", "the"}
    shift = {"last": -1, "the next": 1, "the following": 1, "the previous": -1}.get(which, 0)
    return TimeExpression(
        type="TIME", unit="D", shift=shift, part=part, refers="told" if told else "", mod=_mod(groups)
    )


def _shifted(groups: Groups) -> TimeExpression:
    """ "two days ago", "a few hours earlier", "twelve days later": from publication or from a time told before."""
    word = re.sub(r"\s+", " ", str(groups["where"]).lower())
    unit, count = UNITS[str(groups["unit"]).lower().rstrip("s")], _number(groups)
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


def _duration(groups: Groups) -> TimeExpression:
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
    if groups.get("single"):
        count = 1
    kind: Literal["DURATION", "SET"] = "SET" if (groups.get("every") or "") else "DURATION"
    return TimeExpression(type=kind, unit=unit, count=count, shift=shift, mod=_about(groups))


def _fixed(refers: str) -> Build:
    return lambda groups: TimeExpression(refers=refers)  # noqa: ARG005  (every builder takes the groups)


def _clock(groups: Groups) -> TimeExpression | None:
    hour, minute = int(groups["hour"] or 0), int(groups.get("minute") or 0)
    half = (groups.get("half") or "").lower().replace(".", "")
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    if hour > 24 or minute > 59:
        return TimeExpression(type="TIME", note=f"no such time of day: {hour}:{minute:02d}")
    return TimeExpression(type="TIME", unit="D", clock=f"{hour:02d}:{minute:02d}", refers="told", shift=0)


def _part(groups: Groups) -> TimeExpression:
    return TimeExpression(
        type="TIME", unit="D", part=PARTS[str(groups["part"]).lower()], refers="told", shift=0, mod=_mod(groups)
    )


def _hijri(groups: Groups) -> TimeExpression:
    month = HIJRI[re.sub(r"\s+", " ", str(groups["hijri"]).lower())]
    year = int(groups.get("year") or 0) or None
    day = int(groups["day"]) if groups.get("day") else None
    return TimeExpression(year=year, month=month, day=day, era="AH", note="a date of the Hijri calendar")


class Rule(NamedTuple):
    """One pattern of the grammar; `build` reads its named groups, None from it means no time after all."""

    name: str
    pattern: re.Pattern[str]
    build: Build


def _rule(name: str, pattern: str, build: Build, *, flags: int = 0) -> Rule:
    return Rule(name, re.compile(rf"(?<![\w$£€]){pattern}", flags), build)


_I = re.IGNORECASE
_WHICH_WORDS = r"(?P<which>last|past|this|next|coming|current|that same|that|(?:the )?(?:very )?same|(?:the )?(?:following|previous|preceding))"
_UNIT_CALENDAR = r"(?P<unit>day|week|weekend|month|year|decade|century|night|hour)(?!s|\w)"
_IN = r"(?:(?<=in\s)|(?<=of\s)|(?<=since\s)|(?<=by\s))"

# Name, pattern, reader. Where two match at one place the longer wins, then the earlier in this table.
RULES: tuple[Rule, ...] = (
    _rule("year-month-day", r"(?P<year>[12]\d{3})-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)", _iso),
    _rule(
        "day.month.year",
        r"(?P<first>\d{1,2})(?P<dot>[./-])(?P<second>\d{1,2})(?P=dot)(?P<year>[12]\d{3})(?!\d)",
        _numeric,
    ),
    _rule(
        "weekday, day month year",
        rf"(?:{_BESIDE}{_COMMA}(?:the\s+)?)?(?:the\s+)?{_DAY}(?:\s+of)?{_COMMA}{_MONTH}(?:{_COMMA}{_YEAR})?(?!\w)",
        _date,
    ),
    _rule(
        "weekday, month day year",
        rf"(?:{_BESIDE}{_COMMA}(?:on\s+)?)?{_MONTH}\s+(?:the\s+)?{_DAY}(?:{_COMMA}{_YEAR})?(?!\w)",
        _date,
    ),
    _rule("month day glued to year", rf"{_MONTH}\s+(?P<day>[0-3]?\d)\s*(?P<year>20\d\d|19\d\d)(?!\d)", _date),
    _rule(
        "nth of month",
        rf"(?:the\s+)?(?P<ordinal>{_any(ORDINALS)})\s+(?:day\s+)?of\s+{_MONTH}(?:{_COMMA}{_YEAR})?(?!\w)",
        _date,
    ),
    _rule("month year", rf"{_THE_EARLY}?{_MONTH}(?:\s+of)?{_COMMA}{_YEAR}(?!\w)", _month_year),
    _rule(
        "month of that year",
        rf"{_THE_EARLY}?{_MONTH}\s+(?:of\s+)?(?P<told>(?:that|the same|the following)\s+year)(?!\w)",
        _month_year,
    ),
    _rule("last month by name", rf"(?:(?P<which>last|next|this)\s+)?{_THE_EARLY}?{_MONTH}(?!\w)(?!\s+\d)", _month_year),
    _rule("day of that month", rf"{_MONTH}\s+{_DAY}\s+(?P<told>of\s+(?:that|the same)\s+year)(?!\w)", _date),
    _rule("nth", r"the\s+(?P<day>\d{1,2})(?:st|nd|rd|th)(?!\w|\s+[A-Za-z]*(?:century|anniversary|[A-Z]))", _date),
    _rule("year", rf"{_THE_EARLY}?{_YEAR}(?!\w|['’]?s\b|-[a-z])", _year),
    _rule("year BC", rf"(?:(?:ca?\.|circa)\s*)?{_THE_EARLY}?{_BC}\s*{_ERA}", _year),
    _rule("decade", rf"(?:the\s+)?{_THE_EARLY}?(?P<year>1[0-9]\d0|20\d0)['’]?s(?!\w)", _decade),
    _rule(
        "century",
        rf"(?:the\s+)?{_THE_EARLY}?(?P<nth>\d{{1,2}}(?:st|nd|rd|th)|{_any(ORDINALS)})[\s-]+century(?!\w)",
        _century,
        flags=_I,
    ),
    _rule(
        "season of a year",
        rf"(?:the\s+)?(?:(?P<which>last|next|this|previous|following)\s+)?{_THE_EARLY}?{_SEASON}(?:\s+of|{_COMMA})\s*{_YEAR}(?!\w)",
        _season,
        flags=_I,
    ),
    _rule(
        "season",
        rf"(?:(?<=in )|(?<=during )|(?<=by )|(?<=until )|(?<=since ))(?:the\s+|(?P<which>last|next|this)\s+)?{_THE_EARLY}?{_SEASON}(?!\w|\s+of\s)",
        _season,
    ),
    _rule("which season", rf"(?:the\s+)?(?P<which>last|next|this|previous|following)\s+{_SEASON}(?!\w)", _season),
    _rule(
        "weekday",
        rf"(?:(?P<which>last|next|this|past|every|each|coming|previous)\s+)?{_WEEKDAY}(?:['’]?s)?(?:\s+{_PART})?(?!\w)",
        _weekday,
    ),
    _rule("today", rf"(?P<word>{_any(_DEICTIC)})(?:\s+{_PART})?(?!\w)", _deictic, flags=_I),
    _rule(
        "which part",
        rf"(?:(?P<mod>early|late)\s+)?(?P<which>this|last|the next|the following|the previous|that same|that|the same)\s+{_PART}(?!\w)",
        _which_part,
        flags=_I,
    ),
    _rule(
        "which unit",
        rf"(?:{_THE_EARLY}|(?P<early>later|earlier|late|early)\s+)?{_WHICH_WORDS}\s+{_UNIT_CALENDAR}",
        _which_unit,
        flags=_I,
    ),
    _rule(
        "end of the unit",
        r"(?:the\s+)?(?P<mod>(?:end|beginning|middle|start|latter part|rest|course|close)\s+of)\s+(?P<which>the)\s+(?P<unit>day|week|month|year|decade|century)(?!\w)",
        _which_unit,
        flags=_I,
    ),
    _rule(
        "shifted",
        rf"(?:{_ABOUT})?(?:{_NUMBER}|{_VAGUE})(?:\s+|-)(?P<unit>{_any(UNITS)})s?\s+(?P<where>ago|earlier|later|before that|previously|prior|afterwards?|thereafter|from now|back)(?!\w)",
        _shifted,
        flags=_I,
    ),
    _rule(
        "units later",
        r"(?P<unit>days|weeks|months|years|hours|minutes|decades)\s+(?P<where>ago|earlier|later)(?!\w)",
        _shifted,
        flags=_I,
    ),
    _rule(
        "lead duration",
        rf"(?P<lead>(?:the\s+)?(?:past|last|next|coming|previous|following|preceding|first))\s+(?:{_NUMBER}|{_VAGUE})\s+(?P<unit>{_any(UNITS)})s?(?!\w)",
        _duration,
        flags=_I,
    ),
    _rule(
        "past units",
        r"(?P<lead>the\s+(?:past|last|next|coming|previous|following))\s+(?P<unit>days|weeks|months|years|hours|decades|centuries)(?!\w)",
        _duration,
        flags=_I,
    ),
    _rule("duration", rf"(?:{_ABOUT})?(?:{_NUMBER}|{_VAGUE})\s+(?P<unit>{_any(UNITS)})s?(?!\w)", _duration, flags=_I),
    _rule(
        "n-day",
        rf"{_NUMBER}-(?P<unit>day|week|month|year|hour|minute|decade)(?:-long)?(?!\w)(?!-old)",
        _duration,
        flags=_I,
    ),
    _rule("long", r"(?P<unit>day|week|month|year|decade|century)s?-(?P<single>long)(?!\w)", _duration, flags=_I),
    _rule(
        "units",
        r"(?:(?<=for )|(?<=within )|(?<=in )|(?<=and )|(?<=several ))(?P<unit>days|weeks|months|years|hours|decades|centuries)(?!\w)",
        _duration,
    ),
    _rule("every", r"(?P<every>every|each)\s+(?P<unit>day|week|month|year|hour|night)(?!\w)", _duration, flags=_I),
    _rule(
        "present",
        r"(?:now|currently|nowadays|at present|current|modern[- ]day|present[- ]day)(?!\w)",
        _fixed("present"),
        flags=_I,
    ),
    _rule("past", r"(?:recently|recent|formerly|former|previously|once again(?!.))(?!\w)", _fixed("past"), flags=_I),
    _rule(
        "future",
        r"(?:(?<=the )|(?<=near ))(?:future)(?!\w)|(?:soon|shortly)(?!\w)(?!\s+(?:after|before))",
        _fixed("future"),
        flags=_I,
    ),
    _rule(
        "no time named", r"(?:this|that)\s+(?:time|period)(?!\w)|the\s+same\s+time(?!\w)", _fixed("unknown"), flags=_I
    ),
    _rule(
        "clock",
        r"(?P<hour>\d{1,2})[:.](?P<minute>\d\d)\s*(?P<half>[ap]\.?m\.?)?(?:\s*(?:GMT|UTC|local time|hrs))?(?![\w.]\d|\w)",
        _clock,
        flags=_I,
    ),
    _rule("clock hour", r"(?P<hour>\d{1,2})\s*(?P<half>[ap]\.?m\.?)(?!\w)", _clock, flags=_I),
    _rule(
        "part",
        rf"(?:(?<=at )|(?<=by )|(?<=before )|(?<=after )|(?<=during )|(?<=until ))(?:the\s+)?(?:(?P<mod>early|late)\s+)?{_PART}(?!\w)",
        _part,
        flags=_I,
    ),
    _rule(
        "Hijri",
        rf"(?:{_DAY}\s+(?:of\s+)?)?(?P<hijri>{_any(w for words in _LIST['hijri_months'].values() for w in words)})(?:{_COMMA}(?P<year>1[34]\d\d)(?:\s*(?:AH|H))?)?(?!\w)",
        _hijri,
    ),
)
