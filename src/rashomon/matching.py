"""Judges whether two written names, of people or of bodies, may be one: part by part, whatever the order and script."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from typing import NamedTuple

from rapidfuzz.distance import OSA

from rashomon.resources import read_list
from rashomon.spelling import fold, plain, skeleton

PEOPLE = ("person",)
_INITIALS = re.compile(r"\b(?:\w\.){2,}")
_US = re.compile(r"\bU\.?S\.?(?=\s)")
_JOINED_LETTERS = 12  # one slip of the pen is forgiven in this many letters of a name written together
_SURE_PART = 0.8
_SURE_WITH_MORE = 0.93


class Match(NamedTuple):
    """A verdict on two names, how sure in 0..1, and the reason."""

    same: bool
    score: float
    reason: str


@functools.cache
def _forms() -> tuple[tuple[str, ...], ...]:
    lists = read_list("name_forms.yaml")
    forms = {tuple(form.split()) for form in (*lists["legal_forms"], *lists["vessel_forms"])}
    return tuple(sorted(forms, key=lambda form: (-len(form), form)))


@functools.cache
def _titles() -> frozenset[str]:
    lists = read_list("name_context.yaml")
    return frozenset(lists["titles"]) | frozenset(lists["title_parts"]) | {"qari", "hafiz", "hajji", "seyed"}


@functools.lru_cache(maxsize=32768)
def parts_of(name: str, kind: str) -> tuple[str, ...]:
    """Return the parts of a name that are compared: people's without titles and particles, bodies' without forms."""
    text = _INITIALS.sub(lambda found: found.group().replace(".", "") + " ", name.replace("&", " and "))
    if kind in PEOPLE:
        return _person_parts(plain(text).split())
    return _body_parts(plain(_US.sub("United States", text)).split())


def _person_parts(words: list[str]) -> tuple[str, ...]:
    particles = read_list("name_forms.yaml")["particles"]
    kept = [word for word in words if word not in particles] or words
    while len(kept) > 1 and kept[0] in _titles():
        del kept[0]
    return tuple(dict.fromkeys(kept)) if len(set(kept)) > 1 else tuple(kept[:1])


def _body_parts(words: list[str]) -> tuple[str, ...]:
    lists = read_list("name_forms.yaml")
    out: list[str] = []
    for word in (str(lists["numbers"].get(word, word)) for word in words):
        if out and out[-1] in ("20", "30", "40", "50", "60", "70", "80", "90") and re.fullmatch(r"[1-9]", word):
            out[-1] = str(int(out[-1]) + int(word))
        elif word not in lists["small_words"]:
            out.append(word)
    return _without_forms(out or words)


def _without_forms(words: list[str]) -> tuple[str, ...]:
    for form in _forms():
        size = len(form)
        if len(words) > size and tuple(words[-size:]) == form:
            return _without_forms(words[:-size])
        if len(words) > size and tuple(words[:size]) == form:
            return _without_forms(words[size:])
    return tuple(words)


@functools.lru_cache(maxsize=65536)
def part_likeness(one: str, other: str) -> float:
    """Return how alike two parts are, 0 where they are two names: equal, a fold, an initial, a slip."""
    if one == other:
        return 1.0
    if one.isdigit() or other.isdigit():
        return 0.75 if len(one) == len(other) else 0.0
    if fold(one) == fold(other):
        return 0.97
    if min(len(one), len(other)) == 1:
        return 0.85 if one[0] == other[0] else 0.0
    longest = max(len(one), len(other))
    slips = OSA.distance(one, other)
    if slips <= (0 if longest <= 2 else 1 if longest <= 6 else 2):
        return 1 - slips / (longest + 2)
    return 0.85 if len(skeleton(one)) > 2 and skeleton(one) == skeleton(other) else 0.0


def match_names(one: str, other: str, kind: str = "person") -> Match:
    """Judge two names of one kind ("person", or anything else for bodies), in any script and order of parts."""
    first, second = parts_of(one, kind), parts_of(other, kind)
    if not first or not second:
        return Match(False, 0.0, "a name has no letters")
    written = _written_together(first, second, kind)
    if written:
        return written
    return _part_by_part(first, second, kind)


def _written_together(first: Sequence[str], second: Sequence[str], kind: str) -> Match | None:
    """The verdict where the letters agree once spaces and order are left aside, or nearly so."""
    pairs = (("".join(first), "".join(second)), ("".join(sorted(first)), "".join(sorted(second))))
    if any(a == b for a, b in pairs):
        return Match(True, 1.0, "the same letters, spaces and order aside")
    slips = min(OSA.distance(a, b) for a, b in pairs)
    letters = max(len(pairs[0][0]), len(pairs[0][1]))
    if kind not in PEOPLE and slips <= max(1, letters // 10) and letters > 3:
        return Match(True, 0.9, f"{slips} letters differ of {letters}")
    if len(first) != len(second) and slips <= max(1, letters // _JOINED_LETTERS):
        return Match(True, 0.9, f"{slips} letters differ of {letters} written together")
    return None


def _part_by_part(first: Sequence[str], second: Sequence[str], kind: str) -> Match:
    """The verdict by each part of the shorter name finding its like in the longer."""
    short, rest = (first, list(second)) if len(first) <= len(second) else (second, list(first))
    weight, lost = 0.0, ""
    for part in sorted(short, key=len, reverse=True):
        likeness, at = max(((part_likeness(part, other), -i) for i, other in enumerate(rest)), default=(0.0, 0))
        if likeness:
            del rest[-at]
        else:
            lost = part
        weight += likeness * len(part)
    score = weight / sum(map(len, short))
    if lost:
        return Match(False, score / 2, f"{lost!r} has no like in the other name")
    if not rest:
        return Match(score >= _SURE_PART, score, "every part has its like")
    enough = kind in PEOPLE and len(short) > 1 and score >= _SURE_WITH_MORE
    return Match(enough, score if enough else score / 2, f"the longer name also has {', '.join(rest)}")
