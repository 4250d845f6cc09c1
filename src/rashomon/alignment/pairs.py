"""Cheap candidate pairs: only what shares a place cell and time, a rare name or word, or a count is compared at all."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence

from rashomon.alignment.profiles import Profile

CELL_DEGREES = 0.5  # about 50 km; neighbours are asked as well
BUCKET_DAYS = 4
WINDOW = 24  # in a crowded bucket, each node meets only so many neighbours in the order of days
CROWDED = 48
RARE = 400  # a name or word in more nodes than this says nothing

Key = tuple[object, ...]


def _cells(profile: Profile) -> Iterator[tuple[int, int]]:
    seen = set()
    for lat, lon, radius in profile.places.values():
        if radius > 150:
            continue
        y, x = math.floor(lat / CELL_DEGREES), math.floor(lon / CELL_DEGREES)
        seen |= {(y + dy, x + dx) for dy in (-1, 0, 1) for dx in (-1, 0, 1)}
    yield from sorted(seen)


def _buckets(profile: Profile) -> Iterator[int]:
    seen = {d for start, end in profile.days if end - start <= 40 for d in (start, end - 1)}
    yield from sorted({d // BUCKET_DAYS + shift for d in seen for shift in (0, 1)} or {-1})


def keys_of(profile: Profile) -> Iterator[Key]:
    """Yield the blocking keys of a node; two nodes with a key in common are compared."""
    base = (profile.family, profile.scope)
    if profile.scope:
        yield (*base, "scope")
    for cell in _cells(profile):
        for bucket in _buckets(profile):
            yield (*base, "cell", cell, bucket)
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
    pairs: set[tuple[int, int]] = set()
    for key, members in buckets.items():
        if key[2] in ("word", "name") and len(members) > RARE:
            continue
        pairs.update(_pairs_in(members, profiles))
    yield from sorted(pairs)


def _pairs_in(members: list[int], profiles: Sequence[Profile]) -> Iterator[tuple[int, int]]:
    if len(members) > CROWDED:
        members = sorted(members, key=lambda i: (_first_day(profiles[i]), i))
    for position, i in enumerate(members):
        last = len(members) if len(members) <= CROWDED else position + 1 + WINDOW
        for j in members[position + 1 : last]:
            yield (i, j) if i < j else (j, i)
