"""The grammar of time expressions: a table of patterns, each with the function that reads its groups."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from rashomon.mentions import time_readers as read
from rashomon.mentions.time_readers import (
    HOLIDAYS,
    LISTS,
    NUMBERS,
    ORDINALS,
    PARTS,
    REPEATED,
    SEASONS,
    UNITS,
    Build,
)


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted((re.escape(word).replace("\\ ", r"\s+") for word in words), key=len, reverse=True))


def _or(*patterns: str) -> str:
    return f"(?:{'|'.join(patterns)})"


# -- the pieces: each is a pattern whose groups time_readers.py knows -------------------------------

_SHORT = [short for words in LISTS["months"].values() for short in words[1:]]
_FULL = [words[0] for words in LISTS["months"].values()]
_NAMES = [*_FULL, *(word.upper() for word in (*_FULL, *_SHORT))]
_MONTH = rf"(?P<month>(?:{_any(_SHORT)})(?![a-z])\.?|(?:{_any(_NAMES)})(?![a-zA-Z]))"
_ALL_DAYS = [word for words in LISTS["weekdays"].values() for word in words]
_BESIDE = rf"(?P<weekday>{_any(_ALL_DAYS)})(?![a-z])\.?"
_WEEKDAY = rf"(?P<weekday>{_any(w for w in _ALL_DAYS if w not in LISTS['weekdays_beside_dates'])})"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?!\d|[:,.]\d)"
_YEAR = r"(?P<year>[12]\d{3})(?![\d%]|,\d)"
_YEAR_OR_0 = r"(?P<year>(?:[12]\d{3}|0000))(?![\d%]|,\d)"  # 0000 is no year, and is told as such
_BC = r"(?P<year>\d{1,4})(?:/\d{1,4})?"
_ERA = r"(?P<era>B\.?C\.?(?:E\.?)?(?![a-zA-Z])|BCE)"
_COMMA = r"\s*,?\s*"
_OF = (
    r"(?:beginning|end|middle|start|early\s+part|latter\s+part|later\s+part|first\s+half|second\s+half|close|turn)\s+of"
)
_EARLY = rf"(?:(?:the\s+)?(?:very\s+)?(?P<mod>early|late|mid|early\s+in|late\s+in|later\s+in|{_OF})[\s-]+(?:the\s+)?)"
_TENS = [word for word, value in NUMBERS.items() if value >= 20 and value % 10 == 0]
_ONES = [word for word, value in NUMBERS.items() if value < 10 and word not in {"a", "an"}]
_NUMBER = (
    rf"(?P<number>\d+(?:\.\d+)?|(?:{_any(_TENS)})[\s-](?:{_any(_ONES)})|a hundred"
    rf"|(?:{_any(NUMBERS)})(?:\s+and\s+a\s+half)?)"
)
_VAGUE = rf"(?P<vague>(?:a\s+)?(?:{_any(LISTS['vague'])}))"
_UNITS_PLAIN = [unit for unit in UNITS if unit not in {"second", "quarter"}]
_UNIT = rf"(?P<unit>(?:{_any(_UNITS_PLAIN)})s?|seconds)"
_MANY = _or(_NUMBER, _VAGUE)
_NEARLY = r"about|around|approximately|roughly|nearly|almost|over|under|more than|less than|at least|only|just|some"
_ABOUT = rf"(?:(?P<about>{_NEARLY}|up to|another|an additional|a little more than|little more than)\s+)?"
_SEASON = rf"(?P<season>{_any(SEASONS)})"
_PART = rf"(?P<part>{_any(PARTS)})"
_ONE_UNIT = r"(?P<unit>day|week|weekend|month|year|decade|century|night|hour)(?!s|\w)"
_MANY_UNITS = r"(?P<unit>days|weeks|months|years|hours|minutes|decades|centuries)(?!\w)"
_WHICH = (
    r"(?P<which>last|past|this|next|coming|current|that same|that|(?:the )?(?:very )?same"
    r"|(?:the )?(?:following|previous|preceding|next))"
)
_THIS_PART = (
    r"(?P<which>this|last|the next|the following|the previous|that same|that|the same|later that|earlier that|next)"
)
_AGO = r"(?P<where>ago|earlier|later|before that|previously|prior|afterwards?|thereafter|from now|back)"
_LEAD = r"(?P<lead>(?:the\s+)?(?:past|last|next|coming|previous|following|preceding|first))"
_DAY_MONTH = rf"(?:the\s+)?{_DAY}(?:\s+of)?{_COMMA}{_MONTH}(?:{_COMMA}{_YEAR_OR_0})?"
_MONTH_DAY = rf"{_MONTH}\s+(?:the\s+)?{_DAY}(?:{_COMMA}{_YEAR_OR_0})?"
_PART_OF = (
    rf"(?:the\s+)?(?:(?:early|late)\s+(?:in\s+the\s+)?)?{_PART}(?:\s+hours)?\s+(?:of|on)\s+(?:{_BESIDE}{_COMMA})?"
)
_IN = r"(?:(?<=in )|(?<=In )|(?<=during )|(?<=by )|(?<=By )|(?<=until )|(?<=since ))"
_AT = r"(?:(?<=at )|(?<=by )|(?<=before )|(?<=after )|(?<=during )|(?<=until ))"
_HIJRI = rf"(?P<hijri>{_any(w for words in LISTS['hijri_months'].values() for w in words)})"
_ZONE = r"(?:\s*(?:GMT|UTC|local time|hrs))"
_I = re.IGNORECASE


class Rule(NamedTuple):
    """One pattern of the grammar; `build` reads its named groups, None from it means no time after all."""

    name: str
    pattern: re.Pattern[str]
    build: Build


def _rule(name: str, pattern: str, build: Build, flags: int = 0) -> Rule:
    return Rule(name, re.compile(rf"(?<![\w$£€]){pattern}", flags), build)


# Name, pattern, reader. Where two match at one place the longer wins, then the earlier in this table.
RULES: tuple[Rule, ...] = (
    _rule("year-month-day", r"(?P<year>[12]\d{3}|0000)-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)", read.read_iso),
    _rule(
        "day.month.year",
        r"(?P<first>\d{1,2})(?P<dot>[./-])(?P<second>\d{1,2})(?P=dot)(?P<year>[12]\d{3}|0000)(?!\d)",
        read.read_numeric,
    ),
    _rule("weekday, day month year", rf"(?:{_BESIDE}{_COMMA})?{_DAY_MONTH}(?!\w)", read.read_date),
    _rule("weekday, month day year", rf"(?:{_BESIDE}{_COMMA}(?:on\s+)?)?{_MONTH_DAY}(?!\w)", read.read_date),
    _rule("part of a day month", rf"{_PART_OF}{_DAY_MONTH}(?!\w)", read.read_date),
    _rule("part of a month day", rf"{_PART_OF}{_MONTH_DAY}(?!\w)", read.read_date),
    _rule("month day glued to year", rf"{_MONTH}\s+(?P<day>[0-3]?\d)\s*(?P<year>20\d\d|19\d\d)(?!\d)", read.read_date),
    _rule(
        "nth of month",
        rf"(?:the\s+)?(?P<ordinal>{_any(ORDINALS)})\s+(?:day\s+)?of\s+{_MONTH}(?:{_COMMA}{_YEAR})?(?!\w)",
        read.read_date,
    ),
    _rule("month year", rf"{_EARLY}?{_MONTH}(?:\s+of)?{_COMMA}{_YEAR}(?!\w)", read.read_month_year),
    _rule(
        "month of that year",
        rf"{_EARLY}?{_MONTH}\s+(?:of\s+)?(?P<told>(?:that|the same|the following)\s+year)(?!\w)",
        read.read_month_year,
    ),
    _rule("day of that year", rf"{_MONTH}\s+{_DAY}\s+(?P<told>of\s+(?:that|the same)\s+year)(?!\w)", read.read_date),
    _rule(
        "month",
        rf"(?:(?P<which>[Ll]ast|[Nn]ext|[Tt]his)\s+)?{_EARLY}?{_MONTH}(?!\w)(?!\s+\d{{1,2}}\b)",
        read.read_month_year,
    ),
    _rule(
        "nth",
        r"the\s+(?P<day>\d{1,2})(?:st|nd|rd|th)(?=\s*(?:[.,;:)]|$|to\b|and\b|was\b|when\b|in\b|at\b))",
        read.read_date,
    ),
    _rule("feast", rf"(?P<holiday>{_any(HOLIDAYS)})(?:{_COMMA}(?:of\s+)?{_YEAR})?(?!\w)", read.read_holiday, _I),
    _rule("year", rf"(?:the\s+year\s+)?{_EARLY}?{_YEAR}(?!\w|(?<=0)['’]?s\b|-[a-z])", read.read_year),
    _rule("year 0", r"(?:the\s+)?year\s+0+(?![\d.,]\d|\w)|(?<=[Ii]n )0000(?!\w)", read.read_year_0),
    _rule("year BC", rf"(?:(?:ca?\.|circa)\s*)?{_EARLY}?{_BC}\s*{_ERA}", read.read_year),
    _rule("decade", rf"(?:the\s+)?{_EARLY}?(?P<year>1[0-9]\d0|20\d0)['’]?s(?!\w)", read.read_decade),
    _rule(
        "century",
        rf"(?:the\s+)?{_EARLY}?(?P<nth>\d{{1,2}}(?:st|nd|rd|th)|{_any(ORDINALS)})[\s-]+century(?!\w)",
        read.read_century,
        _I,
    ),
    _rule(
        "season of a year",
        rf"(?:the\s+)?(?:(?P<which>last|next|this|previous|following)\s+)?{_EARLY}?{_SEASON}(?:\s+of|{_COMMA})\s*{_YEAR}(?!\w)",
        read.read_season,
        _I,
    ),
    _rule("year and season", rf"{_YEAR}\s+{_SEASON}(?!\w)", read.read_season),
    _rule("season", rf"{_IN}(?:the\s+)?{_EARLY}?{_SEASON}(?!\w|\s+of\s)", read.read_season, _I),
    _rule(
        "the season",
        r"(?:[Tt]he\s+)(?:early\s+|late\s+)?(?P<season>spring|summer|autumn|winter)(?!\w)",
        read.read_season,
    ),
    _rule(
        "which season",
        rf"(?:the\s+)?(?P<which>last|next|this|previous|following)\s+{_SEASON}(?!\w)",
        read.read_season,
        _I,
    ),
    _rule(
        "weekday",
        rf"(?:(?P<which>[Ll]ast|[Nn]ext|[Tt]his|past|[Ee]very|[Ee]ach|coming|previous)\s+)?{_WEEKDAY}(?:['’]?s)?(?:\s+{_PART})?(?!\w)",
        read.read_weekday,
    ),
    _rule(
        "part of a weekday",
        rf"(?:the\s+)?(?:(?:early|late)\s+(?:in\s+the\s+)?)?{_PART}(?:\s+hours)?\s+(?:of|on)\s+"
        rf"(?:(?P<which>last|next|this|past|every|each)\s+)?{_WEEKDAY}(?:['’]s)?(?!\w)(?!{_COMMA}{_MONTH})",
        read.read_weekday,
    ),
    _rule("today", rf"(?P<word>{_any(read.DEICTIC)})(?:\s+{_PART})?(?!\w)", read.read_deictic, _I),
    _rule("which part", rf"(?:(?P<mod>early|late)\s+)?{_THIS_PART}\s+{_PART}(?!\w)", read.read_which_part, _I),
    _rule(
        "which unit",
        rf"(?:{_EARLY}|(?P<side>later|earlier)\s+(?:in\s+)?)?{_WHICH}\s+{_ONE_UNIT}",
        read.read_which_unit,
        _I,
    ),
    _rule("day before", r"(?P<which>the\s+day\s+(?:before|after))(?P<unit>)(?=\s*[,.;])", read.read_which_unit, _I),
    _rule(
        "end of the unit",
        r"(?:the\s+)?(?P<mod>(?:end|beginning|middle|start|latter part|rest|course|close)\s+of"
        r"|(?:earlier|later?|early)\s+in)"
        r"\s+(?P<which>the)\s+(?P<unit>day|week|month|year|decade|century)(?!\w)",
        read.read_which_unit,
        _I,
    ),
    _rule("shifted", rf"{_ABOUT}{_MANY}(?:\s+|-){_UNIT}\s+{_AGO}(?!\w)", read.read_shifted, _I),
    _rule("units later", rf"{_MANY_UNITS[:-6]}\s+(?P<where>ago|earlier|later)(?!\w)", read.read_shifted, _I),
    _rule(
        "stretch",
        rf"(?:the\s+)(?:first|last)\s+{_NUMBER}\s+{_UNIT}\s+of\s+{_MONTH}?\s*{_YEAR}?(?<=[\da-z])(?!\w)",
        read.read_stretch,
    ),
    _rule("stretch of one", rf"(?:the\s+)(?P<single>first|last)\s+{_UNIT}\s+of\s+{_MONTH}(?!\w)", read.read_stretch),
    _rule("lead duration", rf"{_LEAD}\s+{_MANY}\s+{_UNIT}(?!\w)", read.read_duration, _I),
    _rule(
        "the past year",
        r"(?P<lead>the\s+past)\s+(?P<unit>day|week|month|year|decade|century)(?P<single>)(?!\w)",
        read.read_duration,
        _I,
    ),
    _rule("past units", rf"{_LEAD}\s+{_MANY_UNITS}", read.read_duration, _I),
    _rule("duration", rf"{_ABOUT}{_MANY}\s+{_UNIT}(?!\w|\s+old\b)", read.read_duration, _I),
    _rule(
        "n-day",
        rf"{_NUMBER}-(?P<unit>day|week|month|year|hour|minute|decade)(?:-long)?(?!\w)(?!-old)",
        read.read_duration,
        _I,
    ),
    _rule("long", r"(?P<unit>day|week|month|year|decade|century)s?-(?P<single>long)(?!\w)", read.read_duration, _I),
    _rule("units", rf"(?:(?<=for )|(?<=within )|(?<=in )|(?<=and )|(?<=over )){_MANY_UNITS}", read.read_duration),
    _rule("every", r"(?:every|each)\s+(?P<unit>day|week|month|year|hour|night)(?!\w)", read.read_repeated, _I),
    _rule("daily", rf"(?P<word>{_any(REPEATED)})(?!\w)", read.read_repeated),
    _rule(
        "present",
        r"(?:now|currently|nowadays|at present|current|modern[- ]day|present[- ]day)(?!\w)",
        read.read_fixed("present"),
        _I,
    ),
    _rule(
        "at this time",
        r"(?:(?<=[Aa]t )|(?<=[Bb]y )|(?<=during )|(?<=from ))this\s+time(?!\w)",
        read.read_fixed("present"),
    ),
    _rule("past", r"(?:recently|recent|formerly|former)(?!\w)", read.read_fixed("past"), _I),
    _rule("future", r"(?:(?<=the )|(?<=near )|(?<=in )|(?<=for ))future(?!\w)", read.read_fixed("future")),
    _rule(
        "no time named",
        r"(?:this|that)\s+period(?!\w)|that\s+time(?!\w)|the\s+same\s+time(?!\w)",
        read.read_fixed("unknown"),
        _I,
    ),
    _rule(
        "clock",
        rf"(?P<hour>\d{{1,2}}):(?P<minute>\d\d)(?:\s*(?P<half>[ap]\.?m\.?))?{_ZONE}?(?![\w.]\d|\w)",
        read.read_clock,
        _I,
    ),
    _rule("clock hour", r"(?P<hour>\d{1,2})(?:\.(?P<minute>\d\d))?\s*(?P<half>[ap]\.?m\.?)(?!\w)", read.read_clock, _I),
    _rule(
        "clock of four digits",
        rf"(?P<hour>[01]?\d|2[0-3])(?P<minute>[0-5]\d)(?:\s*(?P<half>[ap]\.?m\.?)|{_ZONE})(?!\w)",
        read.read_clock,
        _I,
    ),
    _rule("part", rf"{_AT}(?:the\s+)?(?:(?P<mod>early|late)\s+)?{_PART}(?!\w)", read.read_part, _I),
    _rule(
        "Hijri",
        rf"(?:{_DAY}\s+(?:of\s+)?)?{_HIJRI}(?:{_COMMA}(?P<year>1[34]\d\d)(?:\s*(?:AH|H))?)?(?!\w)",
        read.read_hijri,
    ),
    _rule("Hijri year", r"(?P<year>1[34]\d\d)\s*(?:AH|A\.H\.|H|[Hh]ijri)(?!\w)", read.read_hijri_year),
    _rule("Hijri year after its era", r"(?:AH|A\.H\.)\s*(?P<year>1[34]\d\d)(?!\w)", read.read_hijri_year),
)
