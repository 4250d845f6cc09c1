"""Cheap candidate pairs: only what shares a place cell and time, a rare name or word, or a count is compared at all."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence

from rashomon.alignment.features import FIGHT
from rashomon.alignment.profiles import Profile

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
    return not profile.places or not any(end - start <= NARROW_DAYS for start, end in profile.days)


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


def _first_day(profile: Profile) -> int:
    return min((start for start, _ in profile.days), default=0)


def candidate_pairs(profiles: Sequence[Profile]) -> Iterator[tuple[int, int]]:
    """Yield index pairs (i < j) worth comparing, each once, in order."""
    buckets: dict[Key, list[int]] = defaultdict(list)
    for index, profile in enumerate(profiles):
        for key in keys_of(profile):
            buckets[key].append(index)
    loose = [_is_loose(p) for p in profiles]
    pairs: set[tuple[int, int]] = set()
    for key, members in buckets.items():
        if key[2] in ("word", "name") and len(members) > RARE:
            continue
        found = _pairs_in(members, profiles)
        pairs.update(found if key[2] in SETTLING else ((i, j) for i, j in found if loose[i] or loose[j]))
    yield from sorted(pairs)


def _pairs_in(members: list[int], profiles: Sequence[Profile]) -> Iterator[tuple[int, int]]:
    if len(members) > CROWDED:
        members = sorted(members, key=lambda i: (_first_day(profiles[i]), i))
    for position, i in enumerate(members):
        last = len(members) if len(members) <= CROWDED else position + 1 + WINDOW
        for j in members[position + 1 : last]:
            yield (i, j) if i < j else (j, i)
