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

# one alternative a line, tried in this order
_WORD = re.compile(
    rf"""
      (?:https?://|www\.)[^\s<>"”]*[^\s<>"”.,;:!?)\]']                  # web address
    | [\w.+-]+@[\w-]+\.[\w.-]*\w                                        # mail address
    | [\w-]+(?:\.[\w-]+)*\.(?:com|org|net|gov|edu|info|ly|ru|tr|uk)\b(?![{_APOSTROPHE}]?\w)  # domain
    | [@\#]\w+                                                          # handle, tag
    | \d{{4}}-\d{{2}}-\d{{2}}\b | \d{{1,4}}/\d{{1,2}}/\d{{2,4}}\b         # date
    | (?:{_LETTER}\.){{2,}}(?:[{_HYPHEN}]\w+)+                            # U.S.-led
    | (?:{_LETTER}\.){{2,}} | {_LETTER}\.{_LETTER}\b(?:\.|(?=\W|$))         # U.S., a.m
    | \d+(?:[.,:]\d+)*(?:[{_HYPHEN}]{_LETTER}[\w{_HYPHEN}]*\w|[{_HYPHEN}]{_LETTER})+ # 20-year-old, 9.3-mile
    | \d+(?:[.,:]\d+)*(?:st|nd|rd|th|s|[{_APOSTROPHE}]s)?(?![\w])                  # 5,000  14:30  2nd  1990s
    | \d+(?:[.,:]\d+)*(?=(?:km|kms|m|cm|mm|kg|g|lb|lbs|ft|mph|kph|am|pm|a\.m|p\.m|hrs?|mins?|k|bn|mn)\b) # 80km
    | {_LETTER}*&{_LETTER}+                                               # AT&T
    | \w+(?:(?:[{_HYPHEN}]|[{_APOSTROPHE}](?={_LETTER}))\w+)*               # Al-Vatiya, MiG-29, Ma'arrat
    | \.{{2,}} | …+ | -{{2,}} | [!?]+ | `` | ''                           # runs
    | \S
    """,
    re.VERBOSE,
)

_CLITIC = re.compile(rf"(?i)(.*?)(n[{_APOSTROPHE}]t|[{_APOSTROPHE}](?:s|re|ve|ll|d|m))$")
_D_M = re.compile(rf"(?i)(?:i|you|he|she|it|we|they|who|that|there)[{_APOSTROPHE}](?:d|m)$")
_NUMBERS = re.compile(rf"\d+(?:[{_HYPHEN}]\d+)+$")

# joined words and where they are cut; without an apostrophe they come from texts that lost theirs
_JOINED = {
    word: cut
    for cut, words in {
        3: "cannot gonna gotta wanna",
    }.items()
    for word in words.split()
}
_LOST_NOT = frozenset(
    ["arent", "cant", "couldnt", "didnt", "doesnt", "dont", "hadnt", "hasnt", "havent", "isnt", "mustnt", "neednt", "shouldnt", "wasnt", "werent", "wont", "wouldnt"]
)


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
    if lower in _LOST_NOT:
        return len(word) - 2 if lower not in ("cant", "wont") else 2
    if lower in _JOINED:
        return _JOINED[lower]
    match = _CLITIC.match(word)
    if not match or not match.group(1):
        return 0
    if match.group(2)[-1] in "dDmM" and not _D_M.match(word):
        return 0
    return len(match.group(1))
