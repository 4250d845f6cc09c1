"""Finds numbers that count something, in digits and in words, and reads each as an interval."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

from rashomon.mentions.numerals import Found, any_of, numbers, words
from rashomon.records import Mention, Quantity, Report, Sentence, Token

_YEARS = range(1900, 2100)
_APPOSED = re.compile(r"\s*[,)]")
_CLOCK = re.compile(r"\s*(?:[ap]\.?m\b|gmt\b|utc\b|:\d)", re.I)


_ALL_BUT = re.compile(  # "all but one were shot down": not one; "all but two of the 12": neither
    r"\b(?:all|everyone|everything|none)\s+but\s+(?:\w+\s+of\s+(?:the|its|their|these|those)\s+)?$", re.I
)


def find_quantities(report: Report, sentences: Sequence[Sentence]) -> tuple[Mention, ...]:
    """Return the counts and measures of a report as mentions of kind quantity, in the order of the text.

    Dates, years, ages, clock times, ordinals and numbers that label something are left out.
    """
    return tuple(mention for sentence in sentences for mention in _of_sentence(report, sentence))


def _of_sentence(report: Report, sentence: Sentence) -> Iterator[Mention]:
    text = report.text[sentence.start : sentence.end]
    for found in numbers(text):
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
            if token.text.lower() in words()["whole"]:
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
    return str(words()["measures"].get(following[0], "")) if following else ""


def _previous_word(sentence: Sentence, start: int) -> Token | None:
    return next((token for token in reversed(sentence.tokens) if token.end <= start and token.text != "."), None)


@functools.cache
def _ages() -> re.Pattern[str]:
    """Return the pattern of what stands before an age in a list: "aged 5, 7 and"."""
    number = rf"(?:\d{{1,3}}|{any_of([*words()['units'], *words()['tens']])})"
    return re.compile(
        rf"\b(?:aged?|ages)\s+(?:of\s+|between\s+|from\s+)?(?:{number}\s*(?:,|and|to|or|-|–|\s)\s*)*$", re.I
    )


def _is_no_count(sentence: Sentence, text: str, found: Found, counted: Token | None) -> bool:
    """Tell whether a bare number is a date, year, age, clock time or label."""
    start, end = sentence.start + found.start, sentence.start + found.end
    after, before = _next_word(sentence, end), _previous_word(sentence, start)
    word = before.text.lower() if before else ""
    table = words()
    if _is_time(text, found, after, word):
        return True
    if word.rstrip(".") in table["labels"] and before is not None and not (counted and before.upos == "VERB"):
        return not (word in ("day", "week", "year", "camp", "base", "post", "point", "area") and counted is not None)
    written = text[found.start : found.end].lower()
    if written == "one":
        return _is_idle_one(text, found) or (word == "which" and counted is None)
    if written.isdigit():
        if word.isdigit() or after.isdigit():
            return True
        return _is_year(written, before, counted, end) or _is_apposed(text, found) or _names_its_head(sentence, start)
    return False


def _is_time(text: str, found: Found, after: str, word: str) -> bool:
    table = words()
    written = text[found.start : found.end]
    if after in table["time_nouns"]:
        return True
    if not written.isdigit():
        return False
    month_before = word.rstrip(".") in table["months"]
    month_after = after.rstrip(".") in table["months"]
    if month_before or month_after:
        return int(written) <= 31 or int(written) in _YEARS
    earlier = text[: found.start].split()
    return len(written) == 4 and int(written) in _YEARS and len(earlier) > 1 and _is_month_word(earlier[-2])


def _is_clock(text: str, found: Found) -> bool:
    return bool(_CLOCK.match(text, found.end))


def _is_month_word(word: str) -> bool:
    return word.lower().rstrip(".,") in words()["months"]


def _is_idle_one(text: str, found: Found) -> bool:
    around = f" {' '.join(text[max(0, found.start - 12) : found.end + 24].lower().split())} "
    return any(f" {phrase} " in around for phrase in words()["one_not"])


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


def _is_apposed(text: str, found: Found) -> bool:
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
