"""Ranks the places that a name may mean, by a table of features, each with its reason."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from rashomon.records import Place

COUNTRY_KINDS = frozenset({"PCLI", "PCL", "PCLD", "PCLS"})
_EARTH_KM_PER_DEGREE = 111.2


class Candidate(NamedTuple):
    """A place that a name may mean; `how` tells how its spelling was found."""

    place: Place
    how: str
    score: float
    own: bool = False


class Context(NamedTuple):
    """What the dossier says around a name: shares of countries, places settled so far, kind words, containers."""

    countries: Mapping[str, float]
    divisions: Mapping[str, float]
    settled: Sequence[tuple[float, float, float]]  # latitude, longitude, weight of all names, its own among them
    kinds: frozenset[str]
    containers: Sequence[Place]
    circles: Sequence[tuple[float, float, float]]
    own: Sequence[tuple[float, float, float]] = ()  # the points that the name itself adds to `settled`
    towns: frozenset[str] = frozenset()  # divisions ("SY/09") in which a town of the name lies


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
    return {"ADM1": 1.5, "PPLC": 2.0, "ADM2": -0.5}.get(kind, 0.0) + listed + great


def kind_words(candidate: Candidate, context: Context) -> float:
    """The words beside the name ("county", "air base", "city of") fit its kind, or do not."""
    if not context.kinds:
        return -0.5 if candidate.place.kind == "ADM2" else 0.0
    kind = candidate.place.kind
    if kind in context.kinds:
        return 1.0
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
    return max(0.0, min(2.0, _pull(lat, lon, context.settled) - _pull(lat, lon, context.own)))


def _pull(lat: float, lon: float, points: Sequence[tuple[float, float, float]]) -> float:
    scale = math.cos(math.radians(lat))
    total = 0.0
    for other_lat, other_lon, weight in points:
        north, east = other_lat - lat, (other_lon - lon) * scale
        if -4 < north < 4 and -4 < east < 4:
            total += weight * math.exp(-math.hypot(north, east) * _EARTH_KM_PER_DEGREE / 100)
    return total


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
        km = math.hypot(place.lat - lat, (place.lon - lon) * math.cos(math.radians(lat))) * _EARTH_KM_PER_DEGREE
        best = max(best, 1.0 if km <= 1.5 * radius + 10 else -min(2.0, km / (3 * radius + 30)))
    return best


# Weights were set by hand and moved in steps on the odd rows of geo_lgl; `rashomon score geo` shows their effect.
FEATURES: tuple[Feature, ...] = (
    Feature("spelling", 1.5, spelling),
    Feature("own name", 1.0, own_name),
    Feature("population", 0.9, population),
    Feature("standing", 1.0, standing),
    Feature("kind words", 4.0, kind_words),
    Feature("namesake", 2.5, namesake),
    Feature("country", 4.0, country),
    Feature("division", 3.0, division),
    Feature("neighbourhood", 2.0, neighbourhood),
    Feature("containment", 6.0, containment),
    Feature("stated relation", 3.0, stated),
)


def rank(candidates: Sequence[Candidate], context: Context) -> list[tuple[float, Candidate]]:
    """Return the candidates with their scores, best first; equal scores in a fixed order."""
    scored = [
        (sum(feature.weight * feature.measure(candidate, context) for feature in FEATURES), candidate)
        for candidate in candidates
    ]
    return sorted(scored, key=lambda item: (-item[0], item[1].place.gazetteer, item[1].place.id))


def explain(candidate: Candidate, context: Context) -> tuple[str, ...]:
    """Return what spoke for or against a candidate, the strongest first."""
    parts = [(feature.weight * feature.measure(candidate, context), feature.name) for feature in FEATURES]
    return tuple(f"{name} {value:+.1f}" for value, name in sorted(parts, key=lambda p: (-abs(p[0]), p[1])) if value)
