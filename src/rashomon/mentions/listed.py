"""Finds the names of the known lists in a stretch of text, the longest at each word."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

import msgspec
from rapidfuzz.distance import OSA

from rashomon.known import AT_HOME, in_other_script, is_acronym, lists, states, words
from rashomon.otherscripts import names_a_town
from rashomon.resources import path_of, read_lines, read_list, read_rows
from rashomon.spelling import fold

_WORD = re.compile(r"[^\W_]+(?:['’](?!s\b)[^\W_]+)*")
# Spellings that are also everyday words or common surnames: listed names that need other evidence.
_UNSURE_LENGTH = 3
MOST_WORDS = 4  # of a listed name in another script
_DOTTED = re.compile(r"(?<![\w.])(?:[A-Z]\.)+[A-Z]$")
_ARTICLE = re.compile(r"^the\s+", re.I)


class Listed(msgspec.Struct, frozen=True):
    """A listed name in the text; `sure` is False for a short or everyday word."""

    start: int
    end: int
    kind: str
    sure: bool


class _Alias(msgspec.Struct, frozen=True):
    words: tuple[str, ...]
    kind: str
    capital: bool
    acronym: bool
    home: bool


@functools.cache
def _index() -> dict[str, tuple[_Alias, ...]]:
    """Every alias by its first word, the longest first."""
    index: dict[str, set[_Alias]] = {}
    for kind, marked in _names():
        name = _ARTICLE.sub("", marked.removeprefix(AT_HOME))
        pieces = tuple(found.group().replace("'", "").replace("’", "").lower() for found in _WORD.finditer(name))
        for parts in dict.fromkeys((pieces, words(name))):  # "People's" as the text has it, and with its mark lost
            if parts:
                alias = _Alias(parts, kind, name != name.lower(), is_acronym(name), marked.startswith(AT_HOME))
                index.setdefault(parts[0], set()).add(alias)
    return {
        first: tuple(sorted(found, key=lambda a: (-len(a.words), a.words, a.acronym, a.kind)))
        for first, found in index.items()
    }


def _names() -> Iterator[tuple[str, str]]:
    for state in states():
        for name in (state.name, *state.aliases, *state.capital):
            yield "place", name
        for name in state.demonyms:
            yield "nationality", name
        for name in state.seats:
            yield "actor", name
    for row in lists().rows:
        if not row.id.endswith("-STATE"):
            for name in (row.name, *row.aliases):
                yield row.kind, name
    for name in _war_places():
        yield "place", name
    for name in read_list("name_context.yaml")["regions"]:
        yield "place", name
    for name in read_list("name_context.yaml")["peoples"]:
        yield "nationality", name


def find_listed(text: str, start: int, end: int) -> list[Listed]:
    """Return the listed names in text[start:end], none overlapping another."""
    pieces = [(found.group(), found.start(), found.end()) for found in _WORD.finditer(text, start, end)]
    lowered = [piece.replace("'", "").replace("’", "").lower() for piece, _, _ in pieces]
    found, at = [], 0
    while at < len(pieces):
        hit = _longest(text, pieces, lowered, at) or _romanised(text, pieces, at)
        if hit is None:
            at += 1
        else:
            found.append(hit[0])
            at += hit[1]
    return found


def _longest(text: str, pieces: list[tuple[str, int, int]], lowered: list[str], at: int) -> tuple[Listed, int] | None:
    for alias in _index().get(lowered[at], ()):
        size = len(alias.words)
        if not _reads(tuple(lowered[at : at + size]), alias.words):
            continue
        start, end = pieces[at][1], pieces[at + size - 1][2]
        if _written_as(alias, text[start:end]) and _joined(text[start:end]):
            return Listed(start, with_last_dot(text, start, end), alias.kind, _sure(alias, text[start:end])), size
    return None


def with_last_dot(text: str, start: int, end: int) -> int:
    """Return the end of a name with the last dot of an acronym written with dots: "U.S."."""
    return end + (text[end : end + 1] == "." and _DOTTED.search(text[start:end]) is not None)


def _romanised(text: str, pieces: list[tuple[str, int, int]], at: int) -> tuple[Listed, int] | None:
    """A listed name written in another script, by the consonants of its romanisation, or a town's."""
    if not in_other_script(pieces[at][0]) or pieces[at][0][0].islower():
        return None
    for size in range(min(MOST_WORDS, len(pieces) - at), 0, -1):
        start, end = pieces[at][1], pieces[at + size - 1][2]
        whole = _joined(text[start:end]) and len(pieces[at + size - 1][0]) > 1
        rows = lists().find(text[start:end]) if whole else ()
        if len(rows) == 1:
            kind = "place" if rows[0].id.endswith("-STATE") else rows[0].kind
            return Listed(start, end, kind, size > 1), size
        if whole and names_a_town(text, start, end):
            return Listed(start, end, "place", True), size
    return None


def _reads(written: tuple[str, ...], alias: tuple[str, ...]) -> bool:
    """Equal word by word; in a name of three words or more, one long word may hold a slip of the pen."""
    if written == alias or (written and alias[-1][-1].isdigit() and written == (*alias[:-1], alias[-1] + "s")):
        return True
    if len(alias) < 3 or len(written) != len(alias):
        return False
    wrong = [(one, other) for one, other in zip(written, alias, strict=True) if one != other]
    return len(wrong) == 1 and len(wrong[0][1]) > 5 and OSA.distance(*wrong[0]) == 1


def _written_as(alias: _Alias, surface: str) -> bool:
    """A name must be capitalised somewhere, an acronym throughout."""
    if alias.acronym:
        return surface.isupper()
    return not alias.capital or any(ch.isupper() for ch in surface)


def _joined(surface: str) -> bool:
    return not any(mark in surface for mark in ',;:()\n"“”')


def _sure(alias: _Alias, surface: str) -> bool:
    return not alias.home and (len(alias.words) > 1 or alias.acronym or len(surface) > _UNSURE_LENGTH)


@functools.cache
def cities() -> frozenset[str]:
    """Return the folded names of the world's larger cities."""
    return frozenset(fold(line.split("\t")[0]) for line in read_lines("cities.txt"))


def _war_places() -> Iterator[str]:
    """The names of the curated places: bases, junctions, front-line towns."""
    for row in read_rows(path_of("resources", "places.csv")):
        yield from (name for name in (row["name"], *row["aliases"].split("|")) if name)
