"""Reads the numbers of a text: digits, number words, ranges and bounds, as intervals."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from rashomon.resources import read_list

Interval = tuple[int | None, int | None]


class Found(NamedTuple):
    """A number in a sentence's text: its span, the span of the number alone, and what it stands for."""

    start: int
    end: int
    low: int | None
    high: int | None
    modified: bool
    unit: str


@functools.cache
def words() -> Any:
    return read_list("numbers.yaml")


def any_of(phrases: Sequence[str]) -> str:
    ordered = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in ordered)


@functools.cache
def _pattern() -> re.Pattern[str]:
    """Return the pattern of a number with all that may stand around it."""
    table = words()
    before = any_of([phrase for phrases in table["before"].values() for phrase in phrases])
    after = any_of([phrase for phrases in table["after"].values() for phrase in phrases])
    simple = any_of([*table["units"], *table["tens"]])
    scales = any_of(list(table["scales"]))
    halves = rf"(?:{simple}|\d+)\s+and\s+a\s+half\s+(?:{scales})"
    scaled = "|".join(rf"(?<={scale})" for scale in table["scales"])  # "two hundred and six", but "six and nine"
    spelled = rf"(?:{simple})(?:(?:(?:{scaled})\s+and\s+|\s+|-)(?:{simple}|{scales}))*"
    digits = rf"\d{{1,3}}(?:[,\u00a0\u202f]\d{{3}})+(?:\.\d+)?|\d{{1,3}}(?:[ ]000)+|\d+(?:\.\d+)?(?:\s+(?:{scales})\b)?"
    number = rf"(?:{any_of(list(table['vague']))}|{halves}|{digits}|{spelled})"
    whole = rf"(?:(?:the|its|their|these|those)\s+|(?=a\s+(?:{scales})\b))"  # "a quarter of the", "of a million"
    fraction = rf"(?P<fraction>{any_of(list(table['fractions']))})\s+of\s+{whole}"
    span = rf"(?P<first>{number})(?:(?P<to>\s*(?:-|–|—)\s*|\s+(?:to|and|or)\s+)(?P<second>{number}))?"
    return re.compile(
        rf"(?<![\w.,:/'’-])(?P<between>(?:between|from)\s+)?(?P<before>(?:(?:{before})\s+){{1,3}})?"
        rf"(?:{fraction})?(?P<money>US\$|[$€£¥]\s?)?{span}(?![\w]|[:/]\d|-\w|\.\d|’?s\b|,\d|\s\d/\d)(?P<after>\s+(?:{after})\b)?",
        re.I,
    )


def numbers(text: str) -> Iterator[Found]:
    at = 0
    while match := _pattern().search(text, at):
        if ratio := _ratio().match(text, match.start("first")):
            at = ratio.end()
            continue
        found, at = _read(match)
        if found:
            yield found
    for match in re.finditer(r"\b[Nn]o\s+(?=(?:\w+\s+)?(\w+))", text):
        if any(word in words()["none_of"] for word in _none_of(text[match.end() :])):
            yield Found(match.start(), match.start() + 2, 0, 0, True, "")


@functools.cache
def _ratio() -> re.Pattern[str]:
    """Return the pattern of "three out of four", "one in five": shares, of which neither number counts anything."""
    small = "|".join(["[1-9]", "10", "100", *[word for word, value in words()["units"].items() if 0 < value <= 10]])
    units = any_of(words()["time_nouns"])
    return re.compile(
        rf"(?:{small})\s+(?:out\s+of|in)\s+(?:every\s+)?(?:{small})\b(?!\s+(?:{units}|attacks|strikes)\b)", re.I
    )


def _none_of(following: str) -> list[str]:
    """Return the words after "no" that may tell what there is none of: "no casualties", "no reports of injuries"."""
    said = [word.lower().rstrip(".,;:!?") for word in following.split()[:5]]
    told = [place for place in (0, 1) if said[place : place + 1] and said[place] in words()["tidings"]]
    if told and said[told[0] + 1 : told[0] + 2] == ["of"]:
        return said[told[0] + 2 : told[0] + 4]
    return said[:2]


def _read(match: re.Match[str]) -> tuple[Found | None, int]:
    """Return what a match stands for, and where to look on."""
    first = _value(match["first"])
    second = _value(match["second"]) if match["second"] else None
    joined = _joined(match, first, second) if second and not _changed(match) else None
    start = match.start("before") if match["before"] else match.start("fraction" if match["fraction"] else "first")
    if joined:
        if match["between"]:
            start = match.start()
        return Found(start, match.end("second"), *joined, True, _unit(match)), match.end("second")
    end = match.end("first")
    relation, after = _relation(match["before"] or ""), ""
    if match["after"] and not match["second"] and not relation:
        relation, end = _relation(match["after"], "after"), match.end("after")
        after = match["after"]
    low, high = _bounded(_fraction_of(first, match["fraction"]), relation)
    modified = bool(match["before"] or after or match["fraction"])
    number_end = match.end("first")
    return Found(start, end, low, high, modified, _unit(match)), max(end, number_end)


def _unit(match: re.Match[str]) -> str:
    money = (match["money"] or "").strip()
    return str(words()["currency"].get(money, "")) if money else ""


def _joined(match: re.Match[str], first: Interval, second: Interval) -> Interval | None:
    """Read "40 to 50", "40-50", "between 40 and 50", "two or three"; a plain "and" joins two counts, not one."""
    linked = match["to"].strip().lower()
    if linked == "and" and not (match["between"] or "").lower().startswith("between"):
        return None
    low, high = first[0], second[1]
    scale = next((word for word in words()["scales"] if match["second"].lower().endswith(word)), "")
    if scale and low is not None and high is not None and low * words()["scales"][scale] <= high:
        low *= words()["scales"][scale]  # "two to three hundred"
    return (low, high) if low is not None and (high is None or low < high) else None


def _changed(match: re.Match[str]) -> bool:
    """Tell the "from 12 to 17" of "the toll has risen from 12 to 17": two numbers, one after the other, no range."""
    before = re.split(r"[.;:!?]", match.string[max(0, match.start() - 60) : match.start()])[-1].lower().split()
    starting = (match["between"] or "").strip().lower() == "from"
    return starting and bool(set(before[-5:]) & set(words()["changing"]))


def _fraction_of(value: Interval, fraction: str | None) -> Interval:
    if not fraction or value[0] is None or value[0] != value[1]:
        return value
    part, whole = words()["fractions"][re.sub(r"\s+", " ", fraction.lower())]
    share = round(value[0] * part / whole)
    return share, share


def _relation(phrase: str, where: str = "before") -> str:
    """Return what the words around a number make of it: least, above, most, below, about or nothing."""
    squeezed = f" {' '.join(phrase.lower().split())} "
    said = [
        (len(each), relation)
        for relation, phrases in words()[where].items()
        for each in phrases
        if relation != "about" and f" {each} " in squeezed
    ]
    if said:
        return str(max(said)[1])
    return "about" if phrase.strip() else ""


def _bounded(value: Interval, relation: str) -> Interval:
    low, high = value
    if relation == "least":
        return low, None
    if relation == "above":
        return (low + 1 if low is not None and low == high else low), None
    if relation == "most":
        return None, high
    if relation == "below":
        return None, (high - 1 if high is not None else None)
    return value


def _value(number: str) -> Interval:
    """Read one number, in digits or in words."""
    table = words()
    squeezed = re.sub(r"\s+", " ", number.strip().lower())
    if squeezed in table["vague"]:
        low, high = table["vague"][squeezed]
        return low, high
    count, half, scale = squeezed.partition(" and a half ")
    if half:
        value = round(((_value(count)[0] or 0) + 0.5) * table["scales"][scale])
        return value, value
    if squeezed[0].isdigit():
        return _digits(squeezed)
    total = part = 0
    for word in re.split(r"[\s-]+", squeezed):
        if word in table["scales"]:
            scale = table["scales"][word]
            part = max(part, 1) * scale
            if scale > 100:
                total, part = total + part, 0
        elif word != "and":
            part += table["units"].get(word, table["tens"].get(word, 0))
    return total + part, total + part


def _digits(text: str) -> Interval:
    number, _, scale = text.partition(" ")
    if scale and not scale[0].isalpha():
        number, scale = text.replace(" ", ""), ""
    plain = re.sub(r"[,\u00a0\u202f]", "", number)
    value = round(float(plain) * words()["scales"].get(scale, 1))
    return value, value
