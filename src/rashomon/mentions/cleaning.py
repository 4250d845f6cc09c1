"""Cuts a name clean: quotation marks, articles, titles, possessives with or without their mark, general nouns."""

from __future__ import annotations

import functools
import re

from rashomon.mentions.context import strip_titles
from rashomon.mentions.listed import cities, find_listed, with_last_dot
from rashomon.resources import read_list
from rashomon.spelling import fold

_POSSESSIVE = re.compile(r"(?:['’´`]s|['’´`])$")
_EDGE = re.compile(r"^[\s\"“”„«»'’‘(\[\-,.;:]+|[\s\"“”„«»‘(\[)\]\-,.;:]+$")
_ARTICLE = re.compile(r"the\s+(?=[A-Z])", re.I)
_TIES = (
    "based|backed|led|run|held|occupied|controlled|installed|dominated|affiliated|linked|aligned|allied|supported|made|"
    "imposed|brokered|owned|funded|trained|speaking|majority|appointed|sponsored|born|built|supplied|inspired|claimed|"
    "recognised|recognized|armed|equipped|financed|commanded"
)
_SEAT = re.compile(rf"[\w.]+-(?:{_TIES})\s+(?=[A-Z])")
_COMPOUND = re.compile(rf"([\w.\- ]+?)-(?:{_TIES})")
_TAIL = re.compile(r"[\s,]+(?:\d[\d.,]*|[a-z]{1,2})$")
_LAST_WORDS = re.compile(r"\S+")
_OPERATION = re.compile(r"(?:operations?|campaign)\s*[\"“”„«'‘]?\s*(?=\w)", re.I)
_SMALL_START = re.compile(r"(?:(?!(?:al|el|ash|as|ad|de|la|(?:north|south|east|west)\w*)\b)[a-z]+\s+)+(?=\S)")
_BYLINE = re.compile(r"\s+(?:and|with)\s+(?:[Aa]gencies|[Ww]ire [Ss]ervices)\b")
_DIVISION = re.compile(r"\s+(?:Province|Governorate|District|County|Oblast|Region)\b")
_SMALL_TAIL = re.compile(r"\s+[a-z][a-z\-]*$")
Span = tuple[int, int]


def trimmed(text: str, start: int, end: int) -> Span:
    """Return the span without quotation marks, brackets and a possessive ending at its edges."""
    while True:
        piece = text[start:end]
        inner = _POSSESSIVE.sub("", _EDGE.sub("", piece))
        if not inner or inner == piece:
            return start, with_last_dot(text, start, end)
        at = piece.index(inner)
        start, end = start + at, start + at + len(inner)


def cleaned(text: str, start: int, end: int, kind: str) -> Span:
    """Return the span of the bare name that the engine's span holds."""
    start, end = trimmed(text, start, end)
    article = _ARTICLE.match(text, start, end)
    start = article.end() if article else start
    start = _without_seat(text, start, end)
    compound = _COMPOUND.match(text, start, end)
    if compound and compound.end() == end:
        end = compound.end(1)
    if kind == "person":
        start = strip_titles(text, start, end)
        end = _without_strangers(text, start, _without_tail(text, start, end, _TAIL))
    if kind == "place" and (small_start := _SMALL_START.match(text, start, end)):
        start = small_start.end()
    byline = _BYLINE.search(text, start, end)
    end = byline.start() if byline and byline.end() == end else end
    if kind == "place" and (division := _DIVISION.search(text, start, end)) and division.end() == end:
        end = division.start() if is_town(text[start : division.start()].split()[-1]) else end
    small = _without_tail(text, start, end, _SMALL_TAIL)
    if kind in ("place", "person", "operation") or is_listed(text[start:small]):
        end = small
    if kind == "operation" and (said := _OPERATION.match(text, start, end)):
        start = said.end()
    return start, _bare_end(text, start, end)


def _without_seat(text: str, start: int, end: int) -> int:
    """Return where a name begins once "Britain-based" or "US-backed" before it is left off."""
    seat = _SEAT.match(text, start, end)
    return seat.end() if seat else start


def _without_tail(text: str, start: int, end: int, tail: re.Pattern[str]) -> int:
    """Return the end once words that are no part of a name are left off: an age, "province"."""
    while (found := tail.search(text[start:end])) and found.start():
        end = start + found.start()
    return end


def _without_strangers(text: str, start: int, end: int) -> int:
    """Return the end once last words that are no names, or a place's, are left off: "Kane Damascus", "Macfie Our"."""
    words = list(_LAST_WORDS.finditer(text, start, end))
    stop = read_list("name_context.yaml")["not_names"]
    while len(words) > 1 and (words[-1].group().lower() in stop or (len(words) > 2 and _is_place(words[-1].group()))):
        words.pop()
    return words[-1].end() if words else end


def _is_place(name: str) -> bool:
    hits = find_listed(name, 0, len(name))
    return any(hit.sure and hit.kind == "place" and (hit.start, hit.end) == (0, len(name)) for hit in hits)


def is_town(name: str) -> bool:
    """Tell whether a name is a larger city's or a listed place's."""
    return fold(name) in cities() or _is_place(name)


def _bare_end(text: str, start: int, end: int) -> int:
    """Return the end without the s of a lost possessive ("Syrias"), where the bare name is known."""
    name = text[start:end]
    if len(name) < 4 or name[-1] != "s" or name.endswith("ss") or is_listed(name):
        return end
    return end - 1 if is_listed(name[:-1]) else end


@functools.lru_cache(maxsize=8192)
def is_listed(name: str) -> bool:
    """Tell whether the whole of a name is on the lists."""
    return any(hit.sure and hit.start == 0 and hit.end == len(name) for hit in find_listed(name, 0, len(name)))


def is_common(name: str, small_words: frozenset[str]) -> bool:
    """Tell whether a name is no name: a word that opens sentences, or words that the report also writes small."""
    words = [word.strip("'’.,").lower() for word in name.split()]
    stop = read_list("name_context.yaml")["not_names"]
    if all(word in stop or word.removesuffix("s") in stop for word in words):
        return True
    return all(word in small_words or word in stop for word in words)
