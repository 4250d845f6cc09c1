"""Cuts a stretch of text into words in the manner of Universal Dependencies, hyphenated words kept whole."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from rashomon.records import Token
from rashomon.resources import read_list

_APOSTROPHE = "'’ʼ"
_HYPHEN = "\\-‐‑"
_LETTER = r"[^\W\d_]"

_UNIT = r"kms?|m|cm|mm|kg|g|lbs?|ft|mph|kph|am|pm|a\.m|p\.m|hrs?|mins?|[kK]|[gmk]b|[GMK]B|bn|mn"

# one alternative a line, tried in this order
_WORD = re.compile(
    rf"""
      (?:https?://|www\.)[^\s<>"”]*[^\s<>"”.,;:!?)\]']                  # web address
    | [\w.+-]+@[\w-]+\.[\w.-]*\w                                        # mail address
    | [\w-]+(?:\.[\w-]+)*\.(?:com|org|net|gov|edu|info|ly|ru|tr|uk)\b(?![{_APOSTROPHE}]?\w)  # domain
    | [@\#]{_LETTER}[\w.]*\w                                              # handle, tag
    | [\w-]+\.(?:pdf|docx?|xlsx?|jpe?g|png|gif|html?|txt|pptx?|zip|mp[34])\b  # file
    | \b[a-z]+(?:\.[a-z]+){{2,}}\b(?!\.)                                     # alt.animals.cat
    | [:;=8]-?[()DP](?!\w)                                                # :-)
    | \d{{3}}-\d{{3}}-\d{{4}}\b | (?<![\d.,])\d{{3}}-\d{{4}}\b                 # telephone
    | \b(?:b/c|w/o|w/|c/o|a/c|24/7)(?!\w)
    | \d{{4}}-\d{{2}}-\d{{2}}\b | \d{{1,4}}/\d{{1,2}}/\d{{2,4}}\b         # date
    | (?:{_LETTER}\.){{2,}}(?:[{_HYPHEN}]\w+)+                            # U.S.-led
    | (?:{_LETTER}\.){{2,}} | {_LETTER}\.{_LETTER}\b(?:\.|(?=\W|$))         # U.S., a.m
    | \d+(?:[.,:]\d+)*(?:[{_HYPHEN}]{_LETTER}[\w{_HYPHEN}]*\w|[{_HYPHEN}]{_LETTER})+ # 20-year-old, 9.3-mile
    | \d+(?:[.,:]\d+)*(?:st|nd|rd|th|s|[{_APOSTROPHE}]s)?(?![\w])                  # 5,000  14:30  2nd  1990s
    | \d+(?:[.,:]\d+)*(?=(?:{_UNIT})\b)                              # 80km
    | {_LETTER}*&{_LETTER}+                                               # AT&T
    | \w+(?:(?:[{_HYPHEN}]|[{_APOSTROPHE}](?={_LETTER}))\w+)*               # Al-Vatiya, MiG-29, Ma'arrat
    | [.!?]{{2,}} | …+ | -{{2,}} | `` | '' | ([=*_~<>$+\#])\1+             # runs
    | \S
    """,
    re.VERBOSE,
)

_CLITIC = re.compile(rf"(?i)(.*?)(n[{_APOSTROPHE}]t|[{_APOSTROPHE}](?:s|re|ve|ll|d|m))$")
_D_M = re.compile(rf"(?i)(?:i|you|he|she|it|we|they|who|that|there)[{_APOSTROPHE}](?:d|m)$")
_NUMBERS = re.compile(rf"\d+(?:[{_HYPHEN}]\d+)+$")

# joined words and where they are cut; without an apostrophe they come from texts that lost theirs
_JOINED = {"cannot": 3, "gonna": 3, "gotta": 3, "wanna": 3}
_LOST_NOT = {"cant": 2, "wont": 2} | {
    f"{verb}nt": len(verb)
    for verb in (
        "are",
        "could",
        "did",
        "does",
        "do",
        "had",
        "has",
        "have",
        "is",
        "must",
        "need",
        "should",
        "was",
        "were",
        "would",
    )
}
_LOST_CLITIC = {"im": 1, "ive": 1, "thats": 4, "theyre": 4, "theres": 5}
_CUT_AT = _JOINED | _LOST_NOT | _LOST_CLITIC


@functools.cache
def _abbreviations() -> frozenset[str]:
    lists = read_list("abbreviations.yaml")
    return frozenset(f"{lists['before']} {lists['either']}".split())


def split_words(text: str, start: int, end: int) -> list[Token]:
    """Return the words of text[start:end] with their offsets in the whole text."""
    tokens: list[Token] = []
    position = start
    while match := _WORD.search(text, position, end):
        position = _with_full_stop(text, match.end(), end, match.group())
        for begin, stop in _parts(text, match.start(), position):
            tokens.append(Token(start=begin, end=stop, text=text[begin:stop]))
    return tokens


def _with_full_stop(text: str, stop: int, end: int, word: str) -> int:
    """Return the end of the word with the full stop that belongs to it: of an abbreviation or an initial."""
    if stop >= end or text[stop] != "." or text[stop : stop + 2] == "..":
        return stop
    initial = len(word) == 1 and word.isupper() and text[stop + 1 : stop + 2] != "" and stop + 1 < end
    return stop + 1 if initial or word.lower() in _abbreviations() else stop


def _parts(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Yield the word's parts: the word and its clitic, the two halves of a joined word, a range of numbers."""
    word = text[start:stop]
    lower = word.lower()
    if _NUMBERS.match(word) and not re.match(r"\d{4}-\d{2}-\d{2}$", word):
        for number in re.finditer(rf"\d+|[{_HYPHEN}]", word):
            yield start + number.start(), start + number.end()
        return
    cut = _clitic_cut(word, lower)
    if cut:
        yield start, start + cut
        yield start + cut, stop
    else:
        yield start, stop


def _clitic_cut(word: str, lower: str) -> int:
    """Return how many letters stand before the clitic, 0 if there is none."""
    if lower in _CUT_AT:
        return _CUT_AT[lower]
    match = _CLITIC.match(word)
    if not match or not match.group(1):
        return 0
    if match.group(2)[-1] in "dDmM" and not _D_M.match(word):
        return 0
    return len(match.group(1))
