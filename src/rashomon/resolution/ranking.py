"""Ranks the places that a name may mean, by a table of features, each with its reason."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from rashomon.records import Place

Point = tuple[float, float, float]  # latitude, longitude, weight
Circle = tuple[float, float, float]  # latitude, longitude, radius in km
COUNTRY_KINDS = frozenset({"PCLI", "PCL", "PCLD", "PCLS"})
KM_PER_DEGREE = 111.2
_BY_KIND = {"ADM1": 1.5, "PPLC": 2.0, "ADM2": -0.5}
MOST_NEAR = 2.0  # of what pulls a candidate near
REACH = 4.0  # degrees; a place farther away pulls no more


class Candidate(NamedTuple):
    """A place that a name may mean; `how` tells how its spelling was found."""

    place: Place
    how: str
    score: float
    own: bool = False


Tile = tuple[int, int]  # of REACH degrees


def tile_of(lat: float, lon: float) -> Tile:
    """Return the tile in which a point lies."""
    return math.floor(lat / REACH), math.floor(lon / REACH)


def tiles_near(lat: float, lon: float) -> list[Tile]:
    """Return the tiles in which points may lie that pull a place, its own first."""
    scale = max(math.cos(math.radians(lat)), 0.01)
    south, west = tile_of(lat - REACH, lon - REACH / scale)
    north, east = tile_of(lat + REACH, lon + REACH / scale)
    own = tile_of(lat, lon)
    near = [(row, column) for row in range(south, north + 1) for column in range(west, east + 1)]
    return [own, *(tile for tile in near if tile != own)]


class Settled:
    """Points by their tiles; fewer are held in one."""

    def __init__(self, points: Sequence[Point], few: int) -> None:
        self._all = points if len(points) <= few else ()
        self._tiles: dict[Tile, list[Point]] = {}
        for point in points if len(points) > few else ():
            self._tiles.setdefault(tile_of(point[0], point[1]), []).append(point)

    def around(self, lat: float, lon: float) -> Sequence[Point]:
        """Return the points that may pull a place."""
        if not self._tiles:
            return self._all
        return [point for tile in tiles_near(lat, lon) for point in self._tiles.get(tile, ())]


class Context(NamedTuple):
    """What the dossier says around a name: shares of countries, places settled so far, kind words, containers."""

    kinds: frozenset[str]
    containers: Sequence[Place] = ()
    lands: Sequence[Circle] = ()  # the countries that other names may mean; radius in degrees
    towns: frozenset[str] = frozenset()  # divisions ("SY/09") in which a town of the name lies
    countries: Mapping[str, float] = {}
    divisions: Mapping[str, float] = {}
    settled: Settled = Settled((), 0)  # of all names, its own among them
    own: Sequence[Point] = ()  # the points that the name itself adds to `settled`
    enough: float = MOST_NEAR  # of the pull of `settled`: more changes nothing, even less that of `own`
    circles: Sequence[Circle] = ()


class Feature(NamedTuple):
    """One line of the table: its weight and the function whose docstring explains it."""

    name: str
    weight: float
    measure: Callable[[Candidate, Context], float]


def spelling(candidate: Candidate, context: Context) -> float:
    """Spelled exactly so (0), alike once folded (-0.5), or only nearly (down to -2)."""
    if candidate.how == "exact":
        return 0.0
    return -0.5 if candidate.how == "folded" else -1.0 - (1.0 - candidate.score) * 7


def own_name(candidate: Candidate, context: Context) -> float:
    """The name is the place's own, not one of its other names or only a part of the words."""
    if candidate.how == "part":
        return -1.0
    return 1.0 if candidate.own else 0.0


def population(candidate: Candidate, context: Context) -> float:
    """Powers of ten of its people; a division counts as a town of at most 300,000, for towns are named more often."""
    people = max(candidate.place.population, 0)
    return math.log10((min(people, 300_000) if candidate.place.kind == "ADM1" else people) + 200)


def standing(candidate: Candidate, context: Context) -> float:
    """Countries, capitals, divisions and great cities are meant more often than their people count tells."""
    kind = candidate.place.kind
    if kind in COUNTRY_KINDS or kind in {"CONT", "RGN"} or not candidate.place.country:
        return 4.0
    great = 1.0 if candidate.place.population > 1_000_000 and kind in {"PPL", "PPLC"} else 0.0
    listed = 3.0 if "Rashomon" in candidate.place.gazetteer and context.countries.get(candidate.place.country) else 0.0
    return _BY_KIND.get(kind, 0.0) + listed + great


def kind_words(candidate: Candidate, context: Context) -> float:
    """The words beside the name ("county", "air base", "city of") fit its kind (1), nearly (0.5), or do not (-1)."""
    if not context.kinds:
        return -0.5 if candidate.place.kind == "ADM2" else 0.0
    kind = candidate.place.kind
    if kind in context.kinds:
        return 1.0
    if kind == "ADM2" and "ADM1" in context.kinds:
        return 0.5  # what one country calls provinces are second-order divisions in another
    return -1.0 if ("ADM2" in context.kinds or kind == "ADM2" or "AIRB" in context.kinds) else 0.0


def namesake(candidate: Candidate, context: Context) -> float:
    """A province named after a town in it: the town is meant where no word for a province stands beside the name."""
    place = candidate.place
    if place.kind != "ADM1" or "ADM1" in context.kinds:
        return 0.0
    return -1.0 if f"{place.country}/{place.admin1}" in context.towns else 0.0


def country(candidate: Candidate, context: Context) -> float:
    """The share of the dossier's other places that lie in its country."""
    if not candidate.place.country:
        return 0.5  # seas and regions lie in none
    return context.countries.get(candidate.place.country, 0.0)


def division(candidate: Candidate, context: Context) -> float:
    """The share of the dossier's other places that lie in its first-order division."""
    return context.divisions.get(f"{candidate.place.country}/{candidate.place.admin1}", 0.0)


def neighbourhood(candidate: Candidate, context: Context) -> float:
    """How near the places lie that the other names may mean, fading over some 100 km."""
    lat, lon = candidate.place.lat, candidate.place.lon
    around = context.settled.around(lat, lon)
    if not around:
        return 0.0
    pull = _pull(lat, lon, around, context.enough)
    if pull >= context.enough:
        return MOST_NEAR
    return max(0.0, min(MOST_NEAR, pull - _pull(lat, lon, context.own, context.enough))) if pull else 0.0


def _pull(lat: float, lon: float, points: Sequence[Point], enough: float) -> float:
    """How strongly points pull, summed until it is enough."""
    scale = math.cos(math.radians(lat))
    total = 0.0
    for other_lat, other_lon, weight in points:
        north, east = other_lat - lat, (other_lon - lon) * scale
        if -REACH < north < REACH and -REACH < east < REACH:
            total += weight * math.exp(-math.hypot(north, east) * KM_PER_DEGREE / 100)
            if total >= enough:
                break
    return total


def beside(candidate: Candidate, context: Context) -> float:
    """It lies within the reach of a country that the dossier names: in it, or beside it as Gaza lies beside Israel.

    Countries, capitals and seas need no such company.
    """
    place = candidate.place
    if context.lands and (not place.country or place.kind in COUNTRY_KINDS or place.kind == "PPLC"):
        return 1.0
    for lat, lon, reach in context.lands:
        north, east = place.lat - lat, (place.lon - lon) * math.cos(math.radians(lat))
        if -reach < north < reach and -reach < east < reach and math.hypot(north, east) < reach:
            return 1.0
    return 0.0


def containment(candidate: Candidate, context: Context) -> float:
    """It lies in the division or country that the text names right after it ("Epsom, N.H.")."""
    place = candidate.place
    for container in context.containers:
        inside = container.country == place.country and container.id != place.id
        whole = container.kind in COUNTRY_KINDS
        if inside and (whole or (container.admin1 == place.admin1 and container.kind.startswith("ADM"))):
            return 1.0
    return 0.0


def stated(candidate: Candidate, context: Context) -> float:
    """It lies within the circle that the text draws ("80 km southeast of …"): 1, or how far outside: down to -2."""
    if not context.circles:
        return 0.0
    place, best = candidate.place, -2.0
    for lat, lon, radius in context.circles:
        km = math.hypot(place.lat - lat, (place.lon - lon) * math.cos(math.radians(lat))) * KM_PER_DEGREE
        best = max(best, 1.0 if km <= 1.5 * radius + 10 else -min(2.0, km / (3 * radius + 30)))
    return best


# Weights were set by hand and moved in steps on the odd rows of geo_lgl; `rashomon score geo` shows their effect.
# The first features tell of the name and its candidate alone, the others of what the dossier's other names may mean.
FIXED: tuple[Feature, ...] = (
    Feature("spelling", 1.5, spelling),
    Feature("own name", 1.0, own_name),
    Feature("population", 0.9, population),
    Feature("kind words", 4.0, kind_words),
    Feature("namesake", 2.5, namesake),
    Feature("containment", 6.0, containment),
    Feature("country named", 2.0, beside),
)
MOVING: tuple[Feature, ...] = (
    Feature("standing", 1.0, standing),
    Feature("country", 4.0, country),
    Feature("division", 3.0, division),
    Feature("stated relation", 3.0, stated),
)
UNLESS_STATED = tuple(feature for feature in MOVING if feature.measure is not stated)
NEAR_OTHERS = Feature("neighbourhood", 2.0, neighbourhood)


def weigh(candidate: Candidate, context: Context, features: Sequence[Feature]) -> float:
    """Return the points of a candidate by some features."""
    return sum([weight * measure(candidate, context) for _, weight, measure in features])


def rank(
    candidates: Sequence[Candidate], context: Context, fixed: Mapping[str, float], hopeless: float
) -> list[tuple[float, Candidate]]:
    """Return the candidates with their points, best first, equal ones in a set order; `fixed`: those of FIXED by id.

    Left out are those that no neighbourhood could bring within `hopeless` points of the best.
    """
    moving = MOVING if context.circles else UNLESS_STATED
    far = [(fixed[candidate.place.id] + weigh(candidate, context, moving), candidate) for candidate in candidates]
    far.sort(key=lambda item: (-item[0], item[1].place.gazetteer, item[1].place.id))
    scored: list[tuple[float, Candidate]] = []
    best = -math.inf
    for points, candidate in far:
        if points + NEAR_OTHERS.weight * MOST_NEAR < best - hopeless:
            break
        scored.append((points + NEAR_OTHERS.weight * NEAR_OTHERS.measure(candidate, context), candidate))
        best = max(best, scored[-1][0])
    return sorted(scored, key=lambda item: (-item[0], item[1].place.gazetteer, item[1].place.id))


def explain(candidate: Candidate, context: Context) -> tuple[str, ...]:
    """Return what spoke for or against a candidate, the strongest first."""
    parts = [
        (feature.weight * feature.measure(candidate, context), feature.name)
        for feature in (*FIXED, *MOVING, NEAR_OTHERS)
    ]
    return tuple(f"{name} {value:+.1f}" for value, name in sorted(parts, key=lambda p: (-abs(p[0]), p[1])) if value)
