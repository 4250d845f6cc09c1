"""Codes who a phrase names by country and sector: by the lists, then nationality, then the words of office."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

import msgspec

from rashomon.bodies import state_of
from rashomon.known import Known, is_acronym, lists, states
from rashomon.resources import read_lines, read_list
from rashomon.spelling import fold, plain

_WORD = re.compile(r"[^\W_]+(?:['’.\-][^\W_]+)*")
_POSSESSIVE = re.compile(r"(?:['’]s?|-based)$")
_HEAD_ENDS = re.compile(r"\s(?:of|in|at|from|for|to|on|who|which|that|with|near|,)\s|,\s")
_ARTICLE = re.compile(r"^(?:the|a|an|some|several|two|three)\s+", re.I)
_OFFICES = ("GOV", "LEG", "MIL", "SPY")
LONGEST = 5


class ActorCode(msgspec.Struct, frozen=True, kw_only=True):
    """Country (ISO 3166 alpha-2, "" unknown) and PLOVER sector ("" none), and what decided each."""

    country: str = ""
    sector: str = ""
    reason: str = ""


def code_actor(phrase: str, *, country: str = "") -> ActorCode:
    """Return country and sector of who a phrase names; `country` is where the text is about, used when it says none.

    >>> code_actor("two French warplanes").sector
    'MIL'
    """
    text = _ARTICLE.sub("", phrase.strip())
    row = listed(text)
    land, said = country_of(text)
    left = _left_office(text)
    if row:
        sector = "ELI" if left and row.sector in _OFFICES else row.sector
        if row.id.endswith("-STATE"):
            whole = fold(text) == fold(row.name) or state_of(text)
            sector = _sector(text) or ("" if whole else row.sector)
        return ActorCode(country=row.country or land, sector=sector, reason=f"listed as {row.name}")
    sector = _sector(text)
    if left and sector in _OFFICES:
        sector = "ELI"
    if fold(text) in _capitals():
        sector = "GOV"
    return ActorCode(country=land or (country if sector else ""), sector=sector, reason=said or "words of office")


def listed(text: str) -> Known | None:
    """The listed row that the phrase, or the longest run of its words, names; a person before a body before a state."""
    words = [_POSSESSIVE.sub("", found.group()) for found in _WORD.finditer(text)]
    for size in range(min(len(words), 8), 0, -1):
        for start in range(len(words) - size + 1):
            piece = " ".join(words[start : start + size])
            rows = [
                row for row in lists().find(piece, ("actor", "person", "media")) if _fits(row, piece, size, len(words))
            ]
            if len(rows) == 1 and not _of_another(rows[0], words[start - 1 : start], size):
                return rows[0]
    return None


def _of_another(row: Known, before: Sequence[str], size: int) -> bool:
    """ "Rwanda's Senate" is not the body of another state that a lone "Senate" would be."""
    land = state_of(before[0]) if before and size == 1 else ""
    return bool(land and row.country and land != row.country)


def _fits(row: Known, piece: str, size: int, of: int) -> bool:
    """A state's name alone is left to the rest of the phrase; a lone word must be a name by its capitals."""
    if row.id.endswith("-STATE"):
        return size == of
    if size == 1 and of > 1:
        return piece[0].isupper() and (row.kind != "person" or is_acronym(piece) or len(piece) > 3)
    return size > 1 or piece[0].isupper()


def country_of(text: str) -> tuple[str, str]:
    """Return the country that a phrase names, by state, nationality or capital, and in what words."""
    for piece in _pieces(text):
        code = state_of(piece)
        if code:
            return code, f"{piece!r} is of {code}"
    for table, what in ((_capitals(), "the capital"), (_cities(), "a city")):
        for piece in _pieces(text):
            code = table.get(fold(piece), "")
            if code and (piece[:1].isupper() or text.islower()):
                return code, f"{piece!r} is {what} of {code}"
    return "", ""


@functools.cache
def _cities() -> dict[str, str]:
    """The country of each great city, by folded name."""
    pairs = (line.split("\t") for line in read_lines("cities.txt") if "\t" in line)
    return {fold(name): country for name, country in pairs}


@functools.cache
def _capitals() -> dict[str, str]:
    found: dict[str, set[str]] = {}
    for state in states():
        for name in (*state.capital, *state.seats):
            found.setdefault(fold(name), set()).add(state.iso2)
    return {name: codes.pop() for name, codes in found.items() if len(codes) == 1}


def _pieces(text: str) -> Iterator[str]:
    """Every run of words, the longest first."""
    words = [_POSSESSIVE.sub("", found.group()) for found in _WORD.finditer(text)]
    for size in range(min(len(words), LONGEST), 0, -1):
        for start in range(len(words) - size + 1):
            yield " ".join(words[start : start + size])


@functools.cache
def _by_word() -> dict[str, str]:
    sectors: dict[str, list[str]] = read_list("sectors.yaml")["sectors"]
    return {plain(word): sector for sector, words in sectors.items() for word in words}


def _sector(text: str) -> str:
    """The sector of the phrase's head, else of any of its words, the longest run first."""
    head = _HEAD_ENDS.split(text, maxsplit=1)[0]
    return _sector_at_end(plain(head).split()) or _sector_anywhere(plain(text).split())


def _sector_at_end(words: Sequence[str]) -> str:
    for size in range(min(len(words), LONGEST), 0, -1):
        sector = _by_word().get(" ".join(words[-size:]))
        if sector:
            return sector
    return ""


def _sector_anywhere(words: Sequence[str]) -> str:
    for size in range(min(len(words), LONGEST), 0, -1):
        for start in range(len(words) - size + 1):
            sector = _by_word().get(" ".join(words[start : start + size]))
            if sector:
                return sector
    return ""


def _left_office(text: str) -> bool:
    return any(word in read_list("sectors.yaml")["former"] for word in plain(text).split())
