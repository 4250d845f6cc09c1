"""Bodies that a state has, named by nationality and office: "the Russian Foreign Ministry", "Syria's state TV"."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import Any

import msgspec

from rashomon.known import states
from rashomon.resources import read_list


class Body(msgspec.Struct, frozen=True, order=True):
    """A state body as it stands in a text: its span, the state's code ("" where it is not said) and its office."""

    start: int
    end: int
    state: str
    office: str
    kind: str


def offices() -> dict[str, Any]:
    """Return the table of offices with their kind, sector and words."""
    table: dict[str, Any] = read_list("state_bodies.yaml")
    return table


@functools.cache
def _by_words() -> dict[str, str]:
    return {words: office for office, row in offices().items() for words in row["words"]}


@functools.cache
def _by_state() -> dict[str, str]:
    """The state's code by each of its names and demonyms, in lower case; a name that two states share is left out."""
    table: dict[str, set[str]] = {}
    for state in states():
        for name in (state.name, *state.aliases, *state.demonyms):
            table.setdefault(name.lower().replace(".", ""), set()).add(state.iso2)
    return {name: codes.pop() for name, codes in table.items() if len(codes) == 1}


def state_of(name: str) -> str:
    """Return the code of the state that a name or demonym means ("Libyan", "Libya"), or ""."""
    if len(name) <= 4 and not name[:1].isupper():
        return ""
    return _by_state().get(name.lower().replace(".", ""), "")


def _choice(names: Iterator[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))


@functools.cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    office = rf"(?P<office>{_choice(iter(_by_words()))})"
    names = (name for state in states() for name in (state.name, *state.aliases, *state.demonyms))
    land = rf"(?P<state>{_choice(names)})"
    media = (words for row in offices().values() if row["kind"] == "media" for words in row["words"])
    return (
        re.compile(rf"\b(?-i:{land})(?:['’]?s?)\s+{office}\b", re.I),
        re.compile(rf"\b{office}\s+of\s+(?:the\s+)?(?-i:{land})\b", re.I),
        re.compile(rf"(?P<state>)\b(?P<office>{_choice(media)})\b", re.I),
    )


def find_bodies(text: str, start: int, end: int) -> list[Body]:
    """Return the state bodies named in text[start:end]; a medium is found without its state's name too."""
    found: list[Body] = []
    for pattern in _patterns():
        for hit in pattern.finditer(text, start, end):
            if all(hit.end() <= other.start or other.end <= hit.start() for other in found):
                office = _by_words()[hit["office"].lower()]
                found.append(Body(hit.start(), hit.end(), state_of(hit["state"]), office, offices()[office]["kind"]))
    return sorted(found)


def body_of(name: str) -> Body | None:
    """Return the state body that a whole name is, or None."""
    bare = re.sub(r"^the\s+", "", name, flags=re.I)
    return next((body for body in find_bodies(bare, 0, len(bare)) if (body.start, body.end) == (0, len(bare))), None)
