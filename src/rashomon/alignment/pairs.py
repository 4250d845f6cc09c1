"""Cheap candidate pairs: only what shares a place cell and time, a rare name or word, or a count is compared at all."""

from __future__ import annotations

import bisect
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from rashomon.alignment.features import FIGHT
from rashomon.alignment.profiles import REGION_KM, Profile

CELL_DEGREES = 0.2  # about 20 km; neighbours are asked as well
NARROW_DAYS = 3  # intervals of so many days meet by their days, wider ones by months
WIDE_DAYS = 62
WINDOW = 24  # in a crowded bucket, each node meets only so many neighbours in the order of days
CROWDED = 48
RARE = 400  # a name or word in more nodes than this says nothing

SETTLING = ("day", "weekday", "place", "scope")  # nodes with a day and a place of their own meet only by these

Key = tuple[object, ...]


def _cells(profile: Profile) -> Iterator[tuple[int, int]]:
    seen = set()
    for lat, lon, radius in profile.places.values():
        if radius > 150:
            continue
        y, x = math.floor(lat / CELL_DEGREES), math.floor(lon / CELL_DEGREES)
        seen |= {(y + dy, x + dx) for dy in (-1, 0, 1) for dx in (-1, 0, 1)}
    yield from sorted(seen)


def _moments(profile: Profile) -> Iterator[tuple[str, int]]:
    """Yield the days of narrow intervals, weekdays of doubtful weeks, and the months that wide intervals meet in."""
    narrow = [d for d in profile.days if d[1] - d[0] <= NARROW_DAYS]
    yield from sorted({("day", day) for start, end in narrow for day in range(start, end)})
    yield from sorted({("weekday", start % 7) for start, _ in profile.weekdays})
    wide = [d for d in profile.days if d[1] - d[0] <= WIDE_DAYS]
    yield from sorted({("month", day // 31) for start, end in wide for day in (start, end - 1)})
    yield ("any", 0)


def _is_loose(profile: Profile) -> bool:
    placed = any(radius < REGION_KM for _, _, radius in profile.places.values())
    return not placed or not any(end - start <= NARROW_DAYS for start, end in profile.days)


def keys_of(profile: Profile) -> Iterator[Key]:
    """Yield the blocking keys of a node; two nodes with a key in common are compared."""
    base = ("fight" if profile.family in FIGHT else profile.family, profile.scope)
    if profile.scope:
        yield (*base, "scope")
    for cell in _cells(profile):
        for kind, moment in _moments(profile):
            yield (*base, kind, cell, moment)
    for name in sorted(profile.place_names):
        yield (*base, "place", name)
    for name in sorted(profile.names):
        yield (*base, "name", name)
    for word in sorted(profile.words):
        yield (*base, "word", word)
    for slot, values in sorted(profile.counts.items()):
        for low, _ in values:
            yield (*base, slot, low)


class Node(NamedTuple):
    """A happening as one report tells it, sorted by its first day; `number` counts within the report."""

    day: int
    report: str
    number: int

    @property
    def order(self) -> tuple[str, int]:
        """Return its place among the nodes of a dossier, whatever their days."""
        return self.report, self.number


Pair = tuple[Node, Node]


def node_of(profile: Profile, report: str, number: int) -> Node:
    """Return the node of a happening."""
    return Node(min((start for start, _ in profile.days), default=0), report, number)


class Buckets:
    """Which nodes share a key; nodes come and go, and only the pairs of the keys that they touch are asked again."""

    def __init__(self) -> None:
        self._members: dict[Key, list[Node]] = {}
        self._profiles: dict[Node, Profile] = {}
        self._loose: set[Node] = set()

    def add(self, profiles: Mapping[Node, Profile]) -> set[Pair]:
        """Take nodes in; return the pairs of others that their coming may have parted."""
        self._profiles.update(profiles)
        self._loose.update(node for node, profile in profiles.items() if _is_loose(profile))
        coming: dict[Key, list[Node]] = defaultdict(list)
        for node, profile in profiles.items():
            for key in _distinct_keys(profile):
                coming[key].append(node)
        unsettled: set[Pair] = set()
        for key, nodes in coming.items():
            held = self._members.setdefault(key, [])
            if not held:
                held.extend(sorted(nodes))
                continue
            for node in nodes:
                at = bisect.bisect_left(held, node)
                held.insert(at, node)
                unsettled.update(_unsettled(key, held, at))
        return unsettled

    def remove(self, nodes: Iterable[Node]) -> set[Pair]:
        """Let nodes go; return the pairs of others that their going may have brought together."""
        unsettled: set[Pair] = set()
        for node in nodes:
            self._loose.discard(node)
            for key in _distinct_keys(self._profiles.pop(node)):
                held = self._members[key]
                at = bisect.bisect_left(held, node)
                unsettled.update(_unsettled(key, held, at))
                del held[at]
                if not held:
                    del self._members[key]
        return unsettled

    def partners(self, node: Node) -> set[Node]:
        """Return the nodes of other reports that a node is worth comparing with."""
        found: set[Node] = set()
        loose = node in self._loose
        for key in _distinct_keys(self._profiles[node]):
            near = _near(key, self._members[key], node)
            found.update(near if loose or key[2] in SETTLING else self._loose.intersection(near))
        return {other for other in found if other.report != node.report}

    def paired(self, one: Node, other: Node) -> bool:
        """Tell whether two nodes are worth comparing."""
        if one not in self._profiles or other not in self._profiles or one.report == other.report:
            return False
        shared = set(keys_of(self._profiles[one])) & set(keys_of(self._profiles[other]))
        settled = self._loose.isdisjoint((one, other))
        keys = (key for key in shared if key[2] in SETTLING or not settled)
        return any(other in _near(key, self._members[key], one) for key in keys)


def _distinct_keys(profile: Profile) -> dict[Key, None]:
    return dict.fromkeys(keys_of(profile))


def _near(key: Key, held: list[Node], node: Node) -> list[Node]:
    """Return those whom a node meets in a bucket: all of a few, its neighbours among many."""
    if _says_nothing(key, len(held)):
        return []
    if len(held) <= CROWDED:
        return held
    at = bisect.bisect_left(held, node)
    return held[max(0, at - WINDOW) : at + WINDOW + 1]


def _says_nothing(key: Key, size: int) -> bool:
    return key[2] in ("word", "name") and size > RARE


def _unsettled(key: Key, held: list[Node], at: int) -> Iterator[Pair]:
    """Yield the pairs of a bucket that meet or do not meet by whether the node at a place is in it."""
    size = len(held)
    if _says_nothing(key, size - 1) or size <= CROWDED:
        return
    if _says_nothing(key, size):
        yield from ((held[i], other) for i in range(size) for other in held[i + 1 : i + 2 + WINDOW])
    elif size == CROWDED + 1:
        yield from ((held[i], other) for i in range(size) for other in held[i + 1 + WINDOW :])
    else:
        first, last = max(0, at - WINDOW), min(size, at + WINDOW + 1)
        yield from ((held[i], held[i + 1 + WINDOW]) for i in range(first, at) if at < i + 1 + WINDOW < last)
