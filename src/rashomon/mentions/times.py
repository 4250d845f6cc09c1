"""Finds time expressions by the grammar of time_grammar.py and reads what their words give."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from rashomon.mentions.listed import find_listed
from rashomon.mentions.time_grammar import RULES, Rule
from rashomon.records import Mention, Report, Sentence, TimeExpression
from rashomon.resources import read_list

_LIST = read_list("times.yaml")
_BEFORE_MONTHS = frozenset(_LIST["before_months"])
_SHORT_MONTHS = {short for words in _LIST["months"].values() for word in words[1:] for short in (word, word + ".")}
_NEED_A_WORD_BEFORE = _SHORT_MONTHS | set(_LIST["months_that_are_words"])
_SENTENCE_START = re.compile(r"[.!?\"“”'‘’:\n)]\s*$")
_BC_RANGE = re.compile(r"(?<![\w])(\d{2,4})(\s*(?:-|–|—|to|and|or)\s*)$")
_LAST_WORD = re.compile(r"([A-Za-z]+)[\s-]*$")
_BEFORE_YEARS = re.compile(
    r"(?:\b(?:in|of|by|since|until|till|from|to|and|or|late|early|mid|during|before|after|through|throughout|between|the"
    r"|circa|around|than|into|for|year|that|this|summer|spring|winter|autumn)\s+|[-–—/(,]\s*)$",
    re.I,
)
_COUNTED = re.compile(
    r"\s+(?:[A-Za-z-]+\s+)?(?:people|men|women|children|troops|soldiers|civilians|fighters|families|buses|residents|miles"
    r"|kilomet(?:re|er)s|km|m|tons|tonnes|dollars|feet|meters|metres|hours|of\s+(?:them|the|his|its|their)|[a-z]{3,}s)\b"
)
_TO_NUMBER = re.compile(r"\s+(?:and|to|or)\s+(\d[\d,]*)")
_FROM_NUMBER = re.compile(r"\b(?:between|from)\s+(?:about\s+|some\s+)?\d{1,3}\s+(?:and|to)\s+$", re.I)
_NUMBERED = re.compile(
    r"\b(?:resolutions?|decrees?|laws?|articles?|orders?|numbers?|nos?\.?|paragraphs?|sections?|flights?|units?)"
    r"\s+(?:\d+\s*(?:,|and|&|or)\s*)*$",
    re.I,
)
NUMBERED_WITHIN = 48  # characters before a number in which stands what bears it
_DATE_AFTER = re.compile(r"\s+\d{1,2}[./]\d{1,2}[./]\d{4}")
_COUNTER_AFTER = re.compile(r"\)\s+\d")
_BODY_AFTER = re.compile(
    r"\s+(?:Movement|Brigades?|Alliance|Battalion|Division|Regiment|Group|Martyrs|Coalition|Front|Corps|Agreement|Coup)\b"
)
_DAY_RANGE = re.compile(r"(?<!\w)(\d{1,2})(?:st|nd|rd|th)?(\s*(?:-|–|—|to|and|/)\s*)$")
_DAY_END = re.compile(r"\s*[-–—]\s*(\d{1,2})(?!\d|[:.,]\d)(?:st|nd|rd|th)?(?!\w)")
_YEAR_END = re.compile(r"\s*[-–—/]\s*(\d\d)(?!\d)")


class Found(NamedTuple):
    """A stretch of the text that a rule reads as a time."""

    start: int
    end: int
    order: int
    value: TimeExpression
    rule: Rule


def find_times(
    report: Report, sentences: Sequence[Sentence], passed_over: Sequence[tuple[int, int]] = ()
) -> tuple[Mention, ...]:
    """Return the mentions of kind time in the order of the text; a date that cannot be keeps its note and no value.

    Nothing is looked for in the stretches (start, end) that were passed over.
    """
    starts = [sentence.start for sentence in sentences]
    found = [one for one in _longest(_candidates(report.text, passed_over)) if not _in_a_name(report.text, one)]
    spans = sorted((*_plain_spans(found), *_ranges(report.text, found)), key=lambda one: one[:2])
    return tuple(
        Mention(
            report=report.id,
            start=start,
            end=end,
            text=report.text[start:end],
            kind="time",
            sentence=sentences[max(bisect.bisect_right(starts, start) - 1, 0)].index if sentences else 0,
            found_by=f"rule {name}",
            time=value,
        )
        for start, end, value, name in spans
    )


def _in_a_name(text: str, one: Found) -> bool:
    """Whether a day and month belong to a name: "March 23 Movement", "17 February Brigade"."""
    if not (one.value.day and one.value.month) or one.value.year:
        return False
    if _BODY_AFTER.match(text, one.end):
        return True
    around = find_listed(text, max(0, one.start - 40), min(len(text), one.end + 40))
    return any(
        hit.start <= one.start and one.end <= hit.end and hit.end - hit.start > one.end - one.start for hit in around
    )


def _candidates(text: str, passed_over: Sequence[tuple[int, int]]) -> Iterator[Found]:
    stretches = list(_between(passed_over, len(text)))
    for order, rule in enumerate(RULES):
        for match in chain.from_iterable(rule.pattern.finditer(text, *stretch) for stretch in stretches):
            value = rule.build(match.groupdict())
            if value is not None and _plausible(text, match, rule, value):
                yield Found(match.start(), match.end(), order, value, rule)


def _between(passed_over: Sequence[tuple[int, int]], size: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches that were not passed over; none of blanks between two that were."""
    at = 0
    for start, end in (*passed_over, (size, size)):
        if start - at > 1:
            yield at, start
        at = end


def _plausible(text: str, match: re.Match[str], rule: Rule, value: TimeExpression) -> bool:
    """Refuse counts that look like years, and "may" or "march" that are no months."""
    before = text[max(0, match.start() - 24) : match.start()]
    if rule.name == "year":
        return not value.year or _is_year(text, match, before, value.year)
    if rule.name == "month" and match["month"] in _NEED_A_WORD_BEFORE and match.group() == match["month"]:
        word = _LAST_WORD.search(before)
        return word is not None and word.group(1).lower() in _BEFORE_MONTHS
    if rule.name == "today" and match.group()[0].isupper():
        return not before or _SENTENCE_START.search(before) is not None
    return True


def _is_year(text: str, match: re.Match[str], before: str, year: int) -> bool:
    after = text[match.end() : match.end() + 40]
    in_place = bool(_BEFORE_YEARS.search(before)) or not before.strip()
    if before.endswith("(") and _COUNTER_AFTER.match(after):
        return False  # how often a page was seen: "Rises (1881) 0 25"
    if _DATE_AFTER.match(after):
        return False  # a time of day without its colon before a date: "2033 15.04.2017"
    other = _TO_NUMBER.match(after)
    if other and _COUNTED.match(after, other.end()) and not (_recent(year) and _recent(int(other[1].replace(",", "")))):
        return False  # "between 1000 and 1800 people"; but "1991 and 1992 elections"
    if _FROM_NUMBER.search(before):
        return False  # "between 500 and 1300"
    if _NUMBERED.search(text[max(0, match.start() - NUMBERED_WITHIN) : match.start()]):
        return False  # "resolutions 2118 and 2235"
    if _COUNTED.match(after) and not re.search(r"\b(?:in|since|of|by|until)\s+(?:the\s+)?$", before, re.I):
        return False
    return in_place or _recent(year) or bool(match["mod"])


def _recent(year: int) -> bool:
    return 1900 <= year <= 2035


def _longest(candidates: Iterator[Found]) -> list[Found]:
    """Keep the longest of those that overlap, then the one whose rule stands earlier in the table."""
    every = sorted(candidates, key=lambda found: (found.start - found.end, found.order, found.start))
    taken = bytearray(max((one.end for one in every), default=0))
    kept: list[Found] = []
    for one in every:
        if not any(taken[one.start : one.end]):
            taken[one.start : one.end] = b"\x01" * (one.end - one.start)
            kept.append(one)
    return sorted(kept, key=lambda found: found.start)


def _plain_spans(found: list[Found]) -> Iterator[tuple[int, int, TimeExpression, str]]:
    for one in found:
        yield one.start, one.end, one.value, one.rule.name


def _ranges(text: str, found: list[Found]) -> Iterator[tuple[int, int, TimeExpression, str]]:
    """The "6" of "6-7 January 1916" and the "17" of "1915-17": the bare half of a range, read from the other half."""
    for one in found:
        for start, end, value, name in _other_half(text, one):
            if all(end <= other.start or other.end <= start for other in found):
                yield start, end, value, name


def _other_half(text: str, one: Found) -> Iterator[tuple[int, int, TimeExpression, str]]:
    value = one.value
    if value.day and value.month and (before := _DAY_RANGE.search(text, max(0, one.start - 12), one.start)):
        day = int(before.group(1))
        if 0 < day < value.day:
            first = TimeExpression(year=value.year, month=value.month, day=day, until=value)
            yield before.start(1), before.end(1), first, "first day of a range"
    if value.day and value.month and value.year is None and (after := _DAY_END.match(text, one.end)):
        day = int(after.group(1))
        if value.day < day <= 31:
            yield after.start(1), after.end(1), TimeExpression(month=value.month, day=day), "last day of a range"
    if one.rule.name == "year" and value.year and (after := _YEAR_END.match(text, one.end)):
        last = value.year // 100 * 100 + int(after.group(1))
        if last > value.year:
            yield after.start(1), after.end(1), TimeExpression(year=last), "last year of a range"
    if value.era == "BC" and (before := _BC_RANGE.search(text, max(0, one.start - 12), one.start)):
        yield (
            before.start(1),
            before.end(1),
            TimeExpression(year=int(before.group(1)), era="BC"),
            "first year of a range",
        )
