"""Numbered units of armies, however the number is written: "33rd Front" and "Front 33", "6th" and "Sixth Division"."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rashomon.decisions import Judgement
from rashomon.resolution.verdicts import Named, Node, same
from rashomon.resources import read_list
from rashomon.spelling import plain

_FIGURES = re.compile(r"(\d+)(?:st|nd|rd|th)?")


class Unit(NamedTuple):
    """A unit: its number, what it is, and its arms: 6, "division", {"infantry"}."""

    number: int
    noun: str
    arms: frozenset[str]


@functools.lru_cache(maxsize=16384)
def unit_of(name: str) -> Unit | None:
    """Return the unit that a whole name is, with no other words in it, or None."""
    lists, words = read_list("name_context.yaml"), plain(name).split()
    numbers = [number for word in words if (number := _number(word)) is not None]
    nouns = [word for word in words if word in lists["units"]]
    arms = frozenset(word for word in words if word in lists["arms"])
    if len(numbers) != 1 or len(nouns) != 1 or len(words) != 2 + len(arms):
        return None
    return Unit(numbers[0], nouns[0], arms)


def _number(word: str) -> int | None:
    found = _FIGURES.fullmatch(word)
    ordinals: dict[str, int] = read_list("times.yaml")["ordinals"]
    return int(found[1]) if found else ordinals.get(word)


def same_unit(node: Node) -> Iterator[tuple[str, str]]:
    """What two names of one unit share, whatever the order and the writing of the number."""
    unit = unit_of(node.text) if node.group == "actor" else None
    if unit:
        yield "unit", " ".join((str(unit.number), *sorted(unit.arms), unit.noun))


def judge_units(one: Node, other: Node) -> Judgement:
    """Two names of one number, arm and noun."""
    reason = f"{one.text!r} and {other.text!r} are one unit by number"
    return same(one.key, other.key, 0.9, reason, (one.text, other.text), "units")


def short_units(named: Named) -> Iterable[Node]:
    """Units named by number without their arm."""
    return (node for node in named.nodes if node.group == "actor" and (unit := unit_of(node.text)) and not unit.arms)


def number_and_noun(node: Node) -> Iterator[tuple[int, str]]:
    """The number and noun of a unit."""
    unit = unit_of(node.text) if node.group == "actor" else None
    if unit:
        yield unit.number, unit.noun


def judge_short_unit(node: Node, units: Sequence[Node]) -> Iterator[Judgement]:
    """A unit named without its arm is the one of that number whose arm is told, where all tell the same."""
    full = [one for one in units if (unit := unit_of(one.text)) and unit.arms]
    if len({unit.arms for one in full if (unit := unit_of(one.text))}) == 1:
        for other in full:
            reason = f"{other.text!r} is the only unit of the number and kind of {node.text!r}"
            yield same(node.key, other.key, 0.8, reason, (node.text, other.text), "units")
