"""Judges whether two written names of people may be one person: titles off, parts and their order, initials."""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from rashomon.resources import read_list
from rashomon.spelling import fold, plain, similarity, skeleton

_PARTICLES = frozenset(
    {"al", "el", "ul", "bin", "ibn", "ben", "bint", "van", "von", "de", "der", "abu", "ould", "the", "of"}
)
_NEAR = 0.88
_LONG, _VERY_LONG = 8, 16  # letters of a part, from which one of them may differ, and from which two may


class Comparison(NamedTuple):
    """A verdict on two names: score in 0..1 (0 is no match) and the reason."""

    score: float
    reason: str


@functools.cache
def _titles() -> frozenset[str]:
    lists = read_list("name_context.yaml")
    return frozenset(lists["titles"]) | frozenset(lists["title_parts"])


@functools.lru_cache(maxsize=16384)
def name_parts(name: str) -> tuple[str, ...]:
    """Return the parts of a person's name without titles and particles: "Gen. Khalifa al-Haftar" gives two."""
    parts = [part for part in plain(name).split() if part not in _PARTICLES]
    while len(parts) > 1 and parts[0] in _titles():
        del parts[0]
    return tuple(parts)


@functools.lru_cache(maxsize=65536)
def same_part(one: str, other: str) -> bool:
    """Tell whether two parts of names may be one: equal folds, equal consonants, an initial, or nearly spelled so."""
    if fold(one) == fold(other):
        return True
    if min(len(one), len(other)) == 1:
        return False
    if len(skeleton(one)) > 1 and skeleton(one) == skeleton(other):
        return True
    return min(len(one), len(other)) > 3 and similarity(one, other).score >= _NEAR


@functools.lru_cache(maxsize=65536)
def part_keys(part: str) -> frozenset[str]:
    """Return keys of which two parts share one wherever `same_part` holds, so that not all pairs need comparing.

    Parts that are neither of one fold nor of one skeleton are nearly spelled so only if their Jaro-Winkler similarity
    is 0.977 or more: of eight letters or more, with at most one letter that the other lacks; longer ones share a key.
    """
    folded = fold(part).replace(" ", "")
    keys = {f"={folded}", f"~{skeleton(part)}"}
    if len(folded) >= _LONG:
        letters = "".join(sorted(folded))
        keys |= {letters, *(letters[:at] + letters[at + 1 :] for at in range(len(letters)))}
    if len(folded) >= _VERY_LONG:
        keys.add("")
    return frozenset(keys)


@functools.lru_cache(maxsize=65536)
def compare_people(one: str, other: str) -> Comparison:
    """Judge two names; a lone part must be the last of the longer name, two or more must stand in it in order."""
    short, long = sorted((name_parts(one), name_parts(other)), key=lambda parts: (len(parts), parts))
    if not short:
        return Comparison(0.0, "no name is left once titles are taken off")
    if len(short) == len(long) and _parts_agree(short, long):
        return Comparison(0.95, f"{one!r} and {other!r} agree in every part")
    if len(short) == 1 and len(long) > 1:
        if same_part(short[0], long[-1]) and len(short[0]) > 2:
            return Comparison(0.8, f"{one!r} and {other!r} agree in the last name")
        return Comparison(0.0, "a lone name that is not the other's last name")
    if len(short) > 1 and _in_order(short, long) and same_part(short[-1], long[-1]):
        return Comparison(0.9, f"the parts of the shorter of {one!r} and {other!r} stand in the longer in order")
    return Comparison(0.0, "the parts differ")


def _parts_agree(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Part by part the same; before the last name an initial is enough."""
    return same_part(one[-1], other[-1]) and all(map(_same_or_initial, one[:-1], other[:-1]))


def _same_or_initial(one: str, other: str) -> bool:
    return same_part(one, other) or (min(len(one), len(other)) == 1 and one[0] == other[0])


def _in_order(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    rest = iter(long)
    return all(any(_same_or_initial(part, other) for other in rest) for part in short)


def bare_name(name: str) -> str:
    """Return the name as written without titles before it."""
    pieces = re.findall(r"\S+", name)
    while len(pieces) > 1 and plain(pieces[0]) in _titles():
        del pieces[0]
    return " ".join(pieces)
