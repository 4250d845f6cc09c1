"""Grouping that cannot chain distant things together: average linkage, and one veto between any two members forbids."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable

MOST_ASKED = 6  # members of each side that vote on a merge, spread evenly over the group


def _spread(members: list[int]) -> list[int]:
    if len(members) <= MOST_ASKED:
        return members
    step = (len(members) - 1) / (MOST_ASKED - 1)
    return [members[round(i * step)] for i in range(MOST_ASKED)]


def group(
    size: int, edges: Iterable[tuple[float, int, int]], likeness: Callable[[int, int], float], least: float
) -> list[list[int]]:
    """Return groups of 0..size-1: edges are tried from the likeliest down, a merge needs the average of all pairs."""
    home = list(range(size))
    members: dict[int, list[int]] = {i: [i] for i in range(size)}
    for score, i, j in sorted(edges, key=lambda e: (-e[0], e[1], e[2])):
        a, b = home[i], home[j]
        if a == b or score < least or not _agree(members[a], members[b], likeness, least):
            continue
        keep, gone = (a, b) if len(members[a]) >= len(members[b]) else (b, a)
        for member in members[gone]:
            home[member] = keep
        members[keep] = sorted(members[keep] + members.pop(gone))
    return sorted(sorted(m) for m in members.values())


def _agree(left: list[int], right: list[int], likeness: Callable[[int, int], float], least: float) -> bool:
    scores = [likeness(i, j) for i in _spread(left) for j in _spread(right)]
    return -math.inf not in scores and sum(scores) / len(scores) >= least
