"""What the other names of a dossier tell each of them: votes for countries and divisions, points that pull near."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from functools import partial
from typing import NamedTuple

from rashomon.kept import Kept
from rashomon.records import Place
from rashomon.resolution.ranking import (
    COUNTRY_KINDS,
    MOST_NEAR,
    Candidate,
    Circle,
    Context,
    Point,
    Settled,
    Tile,
    tile_of,
    tiles_near,
)

MANY_POINTS = 300  # more are gathered by cells
FAINT = 0.01  # a candidate that weighs less is left out of what others lean on
MOST_POINTS = 5  # candidates of one name that others lean on
WORD_OF_COUNTRY = 0.4  # a country's own name tells less of where things happen than a town's
STEP = 2  # digits of a share or weight in a large dossier, so that one report more does not move every name

Cell = tuple[int, int]  # of half a degree


class Told(NamedTuple):
    """What a name tells the others: of how many meanings, its votes for countries and for divisions, and its points."""

    meanings: int
    countries: Mapping[str, float]
    divisions: Mapping[str, float]
    points: Sequence[Point]
    asked: tuple[Collection[str], Collection[str]]  # the countries and divisions of what it may mean


class ExternalEvidence(NamedTuple):
    """What is told of a name from outside in a round: the shares of the votes of all others, what the texts draw.

    `own` is what the name tells itself, which is left out of it. The term: D. McDonald, "Internal and external evidence
    in the identification and semantic categorization of proper names" (1996).
    """

    own: Told
    countries: Mapping[str, float]
    divisions: Mapping[str, float]
    circles: Sequence[Circle]


def told_by(mentions: int, candidates: Sequence[Candidate], belief: Sequence[tuple[float, Candidate]]) -> Told:
    """Return what a name tells the others, of so many mentions and candidates, where it may mean this."""
    places = [candidate.place for _, candidate in belief]
    asked = {p.country for p in places}, {f"{p.country}/{p.admin1}" for p in places}
    return Told(len(belief), *votes_of(mentions, candidates, belief), _points(mentions, belief), asked)


def votes_of(
    mentions: int, candidates: Sequence[Candidate], belief: Sequence[tuple[float, Candidate]]
) -> tuple[dict[str, float], dict[str, float]]:
    """Return the votes of a name for countries and for divisions ("US/GA")."""
    for_country: dict[str, float] = defaultdict(float)
    for_division: dict[str, float] = defaultdict(float)
    weight = _weight_of(mentions, candidates) if belief else 0.0
    for share, candidate in belief:
        place = candidate.place
        if place.country:
            for_country[place.country] += weight * share
        if place.admin1 and share >= FAINT:
            for_division[f"{place.country}/{place.admin1}"] += share
    return for_country, for_division


def _weight_of(mentions: int, candidates: Sequence[Candidate]) -> float:
    country = any(c.place.kind in COUNTRY_KINDS for c in candidates[:8])
    return (1.0 + math.log(mentions)) * (WORD_OF_COUNTRY if country else 1.0)


def _points(mentions: int, belief: Sequence[tuple[float, Candidate]]) -> list[Point]:
    weight = 1.0 + 0.5 * math.log(mentions)
    best = sorted(belief, key=lambda item: (-item[0], item[1].place.id))[:MOST_POINTS]
    return [
        (candidate.place.lat, candidate.place.lon, weight * share)
        for share, candidate in best
        if share >= FAINT and candidate.place.kind not in COUNTRY_KINDS
    ]


def add_up(votes: Iterable[Mapping[str, float]]) -> dict[str, float]:
    """Return the votes of all names for each country or division."""
    total: dict[str, float] = defaultdict(float)
    for own in votes:
        for what, vote in own.items():
            total[what] += vote
    return total


class Company:
    """What all names tell in a round; `kept` tells what moved since the same round of the run before."""

    def __init__(self, told: Collection[Told], peoples: Mapping[str, float], kept: Kept, number: int) -> None:
        self._countries = add_up(one.countries for one in told)
        self._divisions = add_up(one.divisions for one in told)
        for country, weight in peoples.items():
            self._countries[country] += 0.5 * weight
        self._sizes = sum(self._countries.values()), sum(self._divisions.values())
        points = [point for one in told for point in one.points]
        self._large = len(points) > MANY_POINTS
        cells = _gathered(points, kept, number) if self._large else {}
        gathered = sorted(cells.values() if self._large else points)
        self._settled = Settled(gathered, MANY_POINTS)
        before = kept.held("company", number)[1]
        self._moved = _moved(before, cells) if before and cells else None
        kept.hold("company", number, ((), cells))

    def moved_near(self, tiles: Set[Tile]) -> bool:
        """Tell whether a point in one of these tiles moved."""
        return self._moved is None or not self._moved.isdisjoint(tiles)

    def told_of(self, own: Told, circles: Sequence[Circle]) -> ExternalEvidence:
        """Return what is told from outside of a name that tells this itself: votes for the countries it asks for."""
        countries = self._left(self._countries, self._sizes[0], own.countries, own.asked[0])
        divisions = self._left(self._divisions, self._sizes[1], own.divisions, own.asked[1])
        return ExternalEvidence(own, countries, divisions, circles)

    def _left(
        self, total: Mapping[str, float], size: float, own: Mapping[str, float], asked: Iterable[str]
    ) -> dict[str, float]:
        rest = size - sum(own.values())
        if rest <= 1e-9:
            return {}
        shares = {what: max(0.0, total[what] - own.get(what, 0.0)) / rest for what in asked if what in total}
        return {what: round(share, STEP) for what, share in shares.items()} if self._large else shares

    def around(self, alone: Context, told: ExternalEvidence) -> Context:
        """Return what stands around a name, of which `alone` stands there whatever the others mean."""
        return alone._replace(
            countries=told.countries,
            divisions=told.divisions,
            settled=self._settled,
            own=told.own.points,
            enough=MOST_NEAR + sum([point[2] for point in told.own.points]),
            circles=told.circles,
        )


def _gathered(points: Iterable[Point], kept: Kept, number: int) -> dict[Cell, Point]:
    """In a large dossier, one point for each cell of half a degree, in their middle, with the weight of all."""
    cells: dict[Cell, list[Point]] = defaultdict(list)
    for lat, lon, weight in points:
        cells[round(lat * 2), round(lon * 2)].append((lat, lon, round(weight, STEP)))
    return {cell: kept.of(f"cell {number}", cell, (held,), partial(_middle, held)) for cell, held in cells.items()}


def _middle(points: Sequence[Point]) -> Point:
    weight = sum(point[2] for point in points)
    lat, lon = (sum(point[axis] * point[2] for point in points) / weight for axis in (0, 1))
    return lat, lon, weight


def _moved(before: Mapping[Cell, Point], after: Mapping[Cell, Point]) -> set[Tile]:
    """The tiles in which a point came, went or moved."""
    points = {cell: (before.get(cell), after.get(cell)) for cell in before.keys() | after.keys()}
    return {tile_of(p[0], p[1]) for one, other in points.values() if one is not other for p in (one, other) if p}


def tiles_around(places: Iterable[Place]) -> frozenset[Tile]:
    """Return the tiles in which points may lie that pull one of some places."""
    return frozenset(tile for place in places for tile in tiles_near(place.lat, place.lon))
