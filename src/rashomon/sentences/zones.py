"""Tells which part of a page a line is: headline, body, dateline, caption or furniture."""

from __future__ import annotations

import functools
import re

from rashomon.records import Zone
from rashomon.resources import read_list

HEADLINE_WORDS = 30
SUBHEADING_WORDS = 6
CAPTION_WORDS = 40
FURNITURE_WORDS = 25  # a longer line that begins like furniture is body text

_MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?"
)
_DATE = rf"(?:(?:{_MONTHS})\.?\s+\d{{1,2}}|\d{{1,2}}\s+(?:{_MONTHS})\.?)(?:[,\s]*\d{{4}}|,?\s+\d{{2}})?"
_WEEKDAY = r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}"
_DASH = r"(?:--+|—|–|-(?=\s))"
# a run of at least two labels of buttons, each with a capital, as they stand before a text that was copied from a page
_LABEL = (
    r"(?:Print|Tweet|Share|Email|E-mail|Save|Related|Comments?|Facebook|Twitter|WhatsApp"
    r"|Views?\s+[\d,]+|[\d,]+\s+Shares)"
)
# "12:40 02.03.2019 Get short URL 0 0 0"
_STAMP = r"(?:[\d:.][\d:.\s]*)?(?:\(updated [\d:.\s]+\)\s*)?Get short URL(?:\s+\d{1,6})*\s+"
_BUTTONS = re.compile(rf"\s*(?:{_STAMP}|(?:[A-Z]{{2,8}}\s+)?(?:{_LABEL}\s+){{2,}})")


@functools.cache
def _lists() -> dict[str, frozenset[str]]:
    lists = read_list("furniture.yaml")
    names = ("lines", "starts", "captions", "credits")
    return {name: frozenset(lists[name]) for name in names} | {"agencies": frozenset(lists["agencies"].split())}


@functools.cache
def _dateline() -> re.Pattern[str]:
    """Return the pattern of a dateline: place in capitals, date, agency in brackets, and a dash or colon."""
    agency = rf"\(?\b(?:{'|'.join(sorted(_lists()['agencies']))})\b\)?"
    place = r"[A-Z][A-Z.'’\- ]{2,30}(?:[,/]\s*[A-Z][\w.'’ \-]{1,30}){0,2}"
    mixed = r"[A-Z][\w.'’\-]+(?:[ ][A-Z][\w.'’\-]+){0,2}(?:,\s*[A-Z][\w.'’ \-]{1,30}){0,2}"
    return re.compile(
        rf"""\s*(?:
          {place},?\s*(?:(?i:{_DATE}|{_WEEKDAY}),?\s*(?:(?i:{agency})|\([^()]{{2,40}}\))?|(?i:{agency}))\s*(?:{_DASH}|:(?=\s))
        | {place}\s*(?:{_DASH}|:(?=\s))(?=[^\n]{{0,80}}[a-z])                       # ANKARA -- Turkey said
        | {mixed},?\s*(?:(?i:{_DATE}),?\s*(?i:{agency})?|(?i:{agency}))\s*{_DASH}   # Ankara, 20 May (AP) --
        )(?:\s*\[[^\[\]a-z]{{2,80}}\])*\s*""",
        re.VERBOSE,
    )


@functools.cache
def _stamp() -> re.Pattern[str]:
    """Return the pattern of a line of agency and date before the text, as in "Reuters Tuesday 14 Nov 2017"."""
    agency = rf"(?:{'|'.join(sorted(_lists()['agencies']))})"
    return re.compile(
        r"\s*(?i:(?:(?:published|(?:last )?updated|posted|last modified|date of publication)\s*(?:on|at|:)?\s*)?"
        rf"(?:{agency}\s*,?\s*)*(?:{_WEEKDAY}\s*,?\s*)?{_DATE}(?<=\d{{4}})(?:\s+\d{{1,2}}:\d{{2}})?)"
        r"(?:\s*(?:\.|,|\||-|(?=\s[A-Z\"“])|(?=\s*$)))\s*"
    )


def dateline_end(text: str, start: int, end: int) -> int:
    """Return where the dateline at the beginning of text[start:end] ends; `start` if there is none."""
    for pattern in (_dateline(), _stamp()):
        match = pattern.match(text, start, end)
        if match and match.end() > start:
            return match.end()
    return start


def buttons_end(text: str, start: int, end: int) -> int:
    """Return where a run of buttons glued to the text ends ("Print Tweet Views 729 Related"); `start` if none."""
    match = _BUTTONS.match(text, start, end)
    return match.end() if match else start


def zone_of_line(line: str) -> Zone:
    """Return the zone of a line by its words: furniture, caption, else body."""
    plain = " ".join(line.casefold().split()).strip(" .:>»|•·-–—")
    lists = _lists()
    if not any(letter.isalnum() for letter in plain):
        return "body" if plain or line.strip() else "furniture"
    words = plain.count(" ") + 1
    if plain in lists["lines"] or re.fullmatch(r"(?:https?://|www\.)\S+", plain):
        return "furniture"
    if words <= FURNITURE_WORDS and plain.startswith(tuple(lists["starts"])):
        return "furniture"
    if plain.startswith(tuple(lists["captions"])) or line.casefold().strip().endswith(tuple(lists["credits"])):
        return "caption"
    signed = re.search(r"\(([^()]+)\)$", line.strip())
    if signed and words <= CAPTION_WORDS and signed.group(1).casefold() in lists["agencies"]:
        return "caption"
    return "body"


def is_headline(line: str) -> bool:
    """Return whether a report's first line looks like a headline: short, and no full stop at its end."""
    stripped = line.strip().rstrip("\"”'’)")
    return 0 < len(stripped.split()) <= HEADLINE_WORDS and not stripped.endswith((".", ",", ";", ":"))


def is_subheading(line: str, following: str) -> bool:
    """Return whether a line between paragraphs is a subheading: a few words, no full stop, a longer line after it."""
    words = line.split()
    if not 0 < len(words) <= SUBHEADING_WORDS or not line.strip()[0].isupper() or not line.strip()[-1].isalnum():
        return False
    return len(following.split()) > 2 * SUBHEADING_WORDS


def same_words(one: str, other: str) -> bool:
    """Return whether two lines are the same but for case, spaces and punctuation."""
    return _folded(one) == _folded(other) != ""


def _folded(line: str) -> str:
    return "".join(letter for letter in line.casefold() if letter.isalnum())


def repeated_headline_end(text: str, start: int, end: int, headline: str) -> int:
    """Return where a repetition of the headline at the beginning of text[start:end] ends; `start` if none."""
    wanted = _folded(headline)
    if len(wanted) < 12:
        return start
    matched = 0
    for position in range(start, end):
        letter = text[position].casefold()
        if not letter.isalnum():
            continue
        if not wanted.startswith(letter, matched):
            return start
        matched += len(letter)
        if matched >= len(wanted):
            after = position + 1
            if after < end and text[after].isalnum():
                return start
            return after + 1 if text[after : after + 1] in ".!?" else after
    return start
