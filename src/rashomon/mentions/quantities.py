"""Finds numbers that count something, in digits and in words, and reads each as an interval."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from rashomon.records import Mention, Quantity, Report, Sentence, Token
from rashomon.resources import read_list

Interval = tuple[int | None, int | None]

_YEARS = range(1900, 2100)
_APPOSED = re.compile(r"\s*[,)]")
_CLOCK = re.compile(r"\s*(?:[ap]\.?m\b|gmt\b|utc\b|:\d)", re.I)


_ALL_BUT = re.compile(  # "all but one were shot down": not one; "all but two of the 12": neither
    r"\b(?:all|everyone|everything|none)\s+but\s+(?:\w+\s+of\s+(?:the|its|their|these|those)\s+)?$", re.I
)


class _Found(NamedTuple):
    """A number in a sentence's text: its span, the span of the number alone, and what it stands for."""

    start: int
    end: int
    low: int | None
    high: int | None
    modified: bool
    unit: str


def find_quantities(report: Report, sentences: Sequence[Sentence]) -> tuple[Mention, ...]:
    """Return the counts and measures of a report as mentions of kind quantity, in the order of the text.

    Dates, years, ages, clock times, ordinals and numbers that label something are left out.
    """
    return tuple(mention for sentence in sentences for mention in _of_sentence(report, sentence))


def _of_sentence(report: Report, sentence: Sentence) -> Iterator[Mention]:
    text = report.text[sentence.start : sentence.end]
    for found in _numbers(text):
        counted = _counted(sentence, sentence.start + found.end)
        if (
            _ages().search(text[: found.start])
            or _ALL_BUT.search(text[: found.start])
            or _is_clock(text, found)
            or (not found.modified and _is_no_count(sentence, text, found, counted))
        ):
            continue
        unit = found.unit or _measure(sentence, sentence.start + found.end)
        start, end = sentence.start + found.start, sentence.start + found.end
        quantity = Quantity(
            text=report.text[start:end],
            start=start,
            end=end,
            low=found.low,
            high=found.high,
            of=_named_after(counted, _next_word(sentence, end)),
            unit=unit,
        )
        yield Mention(
            report=report.id,
            start=start,
            end=end,
            text=quantity.text,
            kind="quantity",
            sentence=sentence.index,
            found_by="rule",
            quantity=quantity,
        )


def _named_after(counted: Token | None, following: str) -> str:
    """Return what is counted, as written; "three more guards" keeps the word that makes it an increment."""
    words = [following] if following in ("more", "others", "other", "additional", "further") else []
    return " ".join([*words, counted.text] if counted and counted.text.lower() not in words else words)


# -- numbers in a text ----------------------------------------------------------------------------


@functools.cache
def _words() -> Any:
    return read_list("numbers.yaml")


def _any_of(phrases: Sequence[str]) -> str:
    ordered = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in ordered)


@functools.cache
def _pattern() -> re.Pattern[str]:
    """Return the pattern of a number with all that may stand around it."""
    words = _words()
    before = _any_of([phrase for phrases in words["before"].values() for phrase in phrases])
    after = _any_of([phrase for phrases in words["after"].values() for phrase in phrases])
    simple = _any_of([*words["units"], *words["tens"]])
    scales = _any_of(list(words["scales"]))
    halves = rf"(?:{simple}|\d+)\s+and\s+a\s+half\s+(?:{scales})"
    scaled = "|".join(rf"(?<={scale})" for scale in words["scales"])  # "two hundred and six", but "six and nine"
    spelled = rf"(?:{simple})(?:(?:(?:{scaled})\s+and\s+|\s+|-)(?:{simple}|{scales}))*"
    digits = rf"\d{{1,3}}(?:[,\u00a0\u202f]\d{{3}})+(?:\.\d+)?|\d{{1,3}}(?:[ ]000)+|\d+(?:\.\d+)?(?:\s+(?:{scales})\b)?"
    number = rf"(?:{_any_of(list(words['vague']))}|{halves}|{digits}|{spelled})"
    whole = rf"(?:(?:the|its|their|these|those)\s+|(?=a\s+(?:{scales})\b))"  # "a quarter of the", "of a million"
    fraction = rf"(?P<fraction>{_any_of(list(words['fractions']))})\s+of\s+{whole}"
    span = rf"(?P<first>{number})(?:(?P<to>\s*(?:-|–|—)\s*|\s+(?:to|and|or)\s+)(?P<second>{number}))?"
    return re.compile(
        rf"(?<![\w.,:/'’-])(?P<between>(?:between|from)\s+)?(?P<before>(?:(?:{before})\s+){{1,3}})?"
        rf"(?:{fraction})?(?P<money>US\$|[$€£¥]\s?)?{span}(?![\w]|[:/]\d|-\w|\.\d|’?s\b|,\d|\s\d/\d)(?P<after>\s+(?:{after})\b)?",
        re.I,
    )


def _numbers(text: str) -> Iterator[_Found]:
    at = 0
    while match := _pattern().search(text, at):
        if ratio := _ratio().match(text, match.start("first")):
            at = ratio.end()
            continue
        found, at = _read(match)
        if found:
            yield found
    for match in re.finditer(r"\b[Nn]o\s+(?=(?:\w+\s+)?(\w+))", text):
        if any(word in _words()["none_of"] for word in _none_of(text[match.end() :])):
            yield _Found(match.start(), match.start() + 2, 0, 0, True, "")


@functools.cache
def _ratio() -> re.Pattern[str]:
    """Return the pattern of "three out of four", "one in five": shares, of which neither number counts anything."""
    small = "|".join(["[1-9]", "10", "100", *[word for word, value in _words()["units"].items() if 0 < value <= 10]])
    units = _any_of(_words()["time_nouns"])
    return re.compile(
        rf"(?:{small})\s+(?:out\s+of|in)\s+(?:every\s+)?(?:{small})\b(?!\s+(?:{units}|attacks|strikes)\b)", re.I
    )


def _none_of(following: str) -> list[str]:
    """Return the words after "no" that may tell what there is none of: "no casualties", "no reports of injuries"."""
    words = [word.lower().rstrip(".,;:!?") for word in following.split()[:5]]
    told = [place for place in (0, 1) if words[place : place + 1] and words[place] in _words()["tidings"]]
    if told and words[told[0] + 1 : told[0] + 2] == ["of"]:
        return words[told[0] + 2 : told[0] + 4]
    return words[:2]


def _read(match: re.Match[str]) -> tuple[_Found | None, int]:
    """Return what a match stands for, and where to look on."""
    first = _value(match["first"])
    second = _value(match["second"]) if match["second"] else None
    joined = _joined(match, first, second) if second and not _changed(match) else None
    start = match.start("before") if match["before"] else match.start("fraction" if match["fraction"] else "first")
    if joined:
        if match["between"]:
            start = match.start()
        return _Found(start, match.end("second"), *joined, True, _unit(match)), match.end("second")
    end = match.end("first")
    relation, after = _relation(match["before"] or ""), ""
    if match["after"] and not match["second"] and not relation:
        relation, end = _relation(match["after"], "after"), match.end("after")
        after = match["after"]
    low, high = _bounded(_fraction_of(first, match["fraction"]), relation)
    modified = bool(match["before"] or after or match["fraction"])
    number_end = match.end("first")
    return _Found(start, end, low, high, modified, _unit(match)), max(end, number_end)


def _unit(match: re.Match[str]) -> str:
    money = (match["money"] or "").strip()
    return str(_words()["currency"].get(money, "")) if money else ""


def _joined(match: re.Match[str], first: Interval, second: Interval) -> Interval | None:
    """Read "40 to 50", "40-50", "between 40 and 50", "two or three"; a plain "and" joins two counts, not one."""
    linked = match["to"].strip().lower()
    if linked == "and" and not (match["between"] or "").lower().startswith("between"):
        return None
    low, high = first[0], second[1]
    scale = next((word for word in _words()["scales"] if match["second"].lower().endswith(word)), "")
    if scale and low is not None and high is not None and low * _words()["scales"][scale] <= high:
        low *= _words()["scales"][scale]  # "two to three hundred"
    return (low, high) if low is not None and (high is None or low < high) else None


def _changed(match: re.Match[str]) -> bool:
    """Tell the "from 12 to 17" of "the toll has risen from 12 to 17": two numbers, one after the other, no range."""
    before = re.split(r"[.;:!?]", match.string[max(0, match.start() - 60) : match.start()])[-1].lower().split()
    starting = (match["between"] or "").strip().lower() == "from"
    return starting and bool(set(before[-5:]) & set(_words()["changing"]))


def _fraction_of(value: Interval, fraction: str | None) -> Interval:
    if not fraction or value[0] is None or value[0] != value[1]:
        return value
    part, whole = _words()["fractions"][re.sub(r"\s+", " ", fraction.lower())]
    share = round(value[0] * part / whole)
    return share, share


def _relation(phrase: str, where: str = "before") -> str:
    """Return what the words around a number make of it: least, above, most, below, about or nothing."""
    squeezed = f" {' '.join(phrase.lower().split())} "
    said = [
        (len(each), relation)
        for relation, phrases in _words()[where].items()
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
    words = _words()
    squeezed = re.sub(r"\s+", " ", number.strip().lower())
    if squeezed in words["vague"]:
        low, high = words["vague"][squeezed]
        return low, high
    count, half, scale = squeezed.partition(" and a half ")
    if half:
        value = round(((_value(count)[0] or 0) + 0.5) * words["scales"][scale])
        return value, value
    if squeezed[0].isdigit():
        return _digits(squeezed)
    total = part = 0
    for word in re.split(r"[\s-]+", squeezed):
        if word in words["scales"]:
            scale = words["scales"][word]
            part = max(part, 1) * scale
            if scale > 100:
                total, part = total + part, 0
        elif word != "and":
            part += words["units"].get(word, words["tens"].get(word, 0))
    return total + part, total + part


def _digits(text: str) -> Interval:
    number, _, scale = text.partition(" ")
    if scale and not scale[0].isalpha():
        number, scale = text.replace(" ", ""), ""
    plain = re.sub(r"[,\u00a0\u202f]", "", number)
    value = round(float(plain) * _words()["scales"].get(scale, 1))
    return value, value


# -- what is counted, and what counts nothing -----------------------------------------------------

_COUNTABLE = ("NOUN", "PROPN")


def _counted(sentence: Sentence, end: int) -> Token | None:
    """Return the noun after a number: the last noun of the run of adjectives and nouns that follows it."""
    following = [token for token in sentence.tokens if token.start >= end]
    written = next((token.text.lower() for token in sentence.tokens if token.end == end), "")
    plural = written in ("dozens", "hundreds", "thousands", "scores", "millions", "tens")
    if plural and following and following[0].text.lower() != "of":
        return None
    last: Token | None = None
    for place, token in enumerate(following[:7]):
        if token.upos in _COUNTABLE:
            if last is not None and last.upos == "NOUN" and token.upos == "PROPN":
                break
            last = token
            if token.text.lower() in _words()["whole"]:
                break
        elif last is not None or not _may_stand_between(token, place):
            break
        elif token.upos == "DET" and place and following[place - 1].upos not in ("ADP", "DET"):
            break  # "20 Dead The explosion hit": another phrase begins
    return last


def _may_stand_between(token: Token, place: int) -> bool:
    if token.upos == "VERB":
        return token.deprel == "amod"
    if token.upos == "ADP":
        return token.text.lower() == "of" and place <= 2
    return token.upos in ("ADJ", "DET", "NUM", "ADV") or token.text == "-" or token.deprel in ("nmod:poss", "amod")


def _next_word(sentence: Sentence, end: int) -> str:
    return next((token.text.lower() for token in sentence.tokens if token.start >= end), "")


def _measure(sentence: Sentence, end: int) -> str:
    following = [token.text.lower() for token in sentence.tokens if token.start >= end][:2]
    if following and following[0] == "-":
        following = following[1:]
    return str(_words()["measures"].get(following[0], "")) if following else ""


def _previous_word(sentence: Sentence, start: int) -> Token | None:
    return next((token for token in reversed(sentence.tokens) if token.end <= start and token.text != "."), None)


@functools.cache
def _ages() -> re.Pattern[str]:
    """Return the pattern of what stands before an age in a list: "aged 5, 7 and"."""
    number = rf"(?:\d{{1,3}}|{_any_of([*_words()['units'], *_words()['tens']])})"
    return re.compile(
        rf"\b(?:aged?|ages)\s+(?:of\s+|between\s+|from\s+)?(?:{number}\s*(?:,|and|to|or|-|–|\s)\s*)*$", re.I
    )


def _is_no_count(sentence: Sentence, text: str, found: _Found, counted: Token | None) -> bool:
    """Tell whether a bare number is a date, year, age, clock time or label."""
    start, end = sentence.start + found.start, sentence.start + found.end
    after, before = _next_word(sentence, end), _previous_word(sentence, start)
    word = before.text.lower() if before else ""
    words = _words()
    if _is_time(text, found, after, word):
        return True
    if word.rstrip(".") in words["labels"] and before is not None and not (counted and before.upos == "VERB"):
        return not (word in ("day", "week", "year", "camp", "base", "post", "point", "area") and counted is not None)
    written = text[found.start : found.end].lower()
    if written == "one":
        return _is_idle_one(text, found) or (word == "which" and counted is None)
    if written.isdigit():
        if word.isdigit() or after.isdigit():
            return True
        return _is_year(written, before, counted, end) or _is_apposed(text, found) or _names_its_head(sentence, start)
    return False


def _is_time(text: str, found: _Found, after: str, word: str) -> bool:
    words = _words()
    written = text[found.start : found.end]
    if after in words["time_nouns"]:
        return True
    if not written.isdigit():
        return False
    month_before = word.rstrip(".") in words["months"]
    month_after = after.rstrip(".") in words["months"]
    if month_before or month_after:
        return int(written) <= 31 or int(written) in _YEARS
    earlier = text[: found.start].split()
    return len(written) == 4 and int(written) in _YEARS and len(earlier) > 1 and _is_month_word(earlier[-2])


def _is_clock(text: str, found: _Found) -> bool:
    return bool(_CLOCK.match(text, found.end))


def _is_month_word(word: str) -> bool:
    return word.lower().rstrip(".,") in _words()["months"]


def _is_idle_one(text: str, found: _Found) -> bool:
    around = f" {' '.join(text[max(0, found.start - 12) : found.end + 24].lower().split())} "
    return any(f" {phrase} " in around for phrase in _words()["one_not"])


def _is_year(written: str, before: Token | None, counted: Token | None, end: int) -> bool:
    if len(written) != 4 or int(written) not in _YEARS:
        return False
    if before is not None and before.text.lower() in (
        "in",
        "since",
        "of",
        "until",
        "by",
        "early",
        "late",
        "mid",
        "the",
    ):
        return True
    return (
        counted is None or counted.start - end > 25 or not counted.text.lower().endswith(("s", "people", "men", "en"))
    )


def _is_apposed(text: str, found: _Found) -> bool:
    """Tell an age set off by commas or brackets, "the driver, 28, said"."""
    before = text[: found.start].rstrip()
    bracketed = before.endswith((",", "(")) and bool(_APPOSED.match(text, found.end))
    return bracketed and int(text[found.start : found.end]) < 110


def _names_its_head(sentence: Sentence, start: int) -> bool:
    """Tell a number that belongs to the name before it, as in the name of a channel or of an aircraft."""
    for index, token in enumerate(sentence.tokens):
        if token.start == start and 0 <= token.head < index:
            head = sentence.tokens[token.head]
            if _next_word(sentence, token.end) in ("in", "at", "from"):
                return False
            return head.upos == "PROPN" and token.deprel in ("nummod", "flat", "compound") and token.head == index - 1
    return False
