"""Settles all names of a dossier together: what each may mean weighs on what the others mean, in a few rounds."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from rashomon.measures import kilometres
from rashomon.records import Place
from rashomon.resolution.naming import Choice
from rashomon.resolution.ranking import (
    COUNTRY_KINDS,
    FIXED,
    KM_PER_DEGREE,
    MOST_NEAR,
    Candidate,
    Circle,
    Context,
    Point,
    Settled,
    explain,
    rank,
    weigh,
)
from rashomon.resolution.ranking import (
    stated as measure_stated,
)

MARGIN = 0.15  # two candidates that score closer than this and lie apart are a tie
APART_KM = 50.0
ROUNDS = 3
TOWNS = frozenset({"PPL", "PPLC"})
HOPELESS = 8.0  # points behind the best; such a candidate is not weighed again
MANY_POINTS = 300  # more are gathered by cells
FAINT = 0.01  # a candidate that weighs less is left out of what others lean on
MOST_POINTS = 5  # candidates of one name that others lean on
WORD_OF_COUNTRY = 0.4  # a country's own name tells less of where things happen than a town's
KNOWN = 50_000  # people of a town whose place readers know, whatever a text says of where it lies
FAR_OUTSIDE = -1.5  # of the feature "stated relation"
LEAST_REACH_KM = 150.0  # of a country
SHARE = 0.12  # of the votes, for a country that the dossier is about
TELLING = 4.0  # votes of the other names that tell where a dossier is set, whatever a name itself may mean

Beliefs = Mapping[str, Sequence[tuple[float, Candidate]]]


class Told(NamedTuple):
    """What a name tells the others: of how many meanings, its votes for countries and for divisions, and its points."""

    meanings: int
    countries: Mapping[str, float]
    divisions: Mapping[str, float]
    points: Sequence[Point]


def settle_together(
    choices: Mapping[str, Choice], stated: Mapping[str, float], circles: Callable[[str], list[Circle]]
) -> None:
    """Fill place and reasons of every choice with candidates; `circles` gives what the text draws for a name."""
    beliefs: Beliefs = {key: _first_belief(choice) for key, choice in choices.items()}
    lands = _lands(choices)
    alone = {key: _alone(choice, choices, lands) for key, choice in choices.items()}
    fixed = {key: _fixed_points(choice, alone[key]) for key, choice in choices.items()}
    told: dict[str, Told] = {}
    for number in range(ROUNDS):
        last = number == ROUNDS - 1
        told = {key: _told(choices[key], belief, told.get(key)) for key, belief in beliefs.items()}
        contexts = _contexts(told, beliefs, stated, alone, last=last)
        ranked = {}
        for key in choices:
            if beliefs[key]:
                if drawn := circles(key):
                    contexts[key] = contexts[key]._replace(circles=drawn)
                ranked[key] = _order(beliefs[key], contexts[key], fixed[key], MARGIN if last else HOPELESS)
        beliefs = {key: _weigh(ranked[key]) if key in ranked else () for key in choices}
        for key, order in ranked.items():
            if last:
                _decide(choices[key], order, contexts[key])
            else:
                choices[key].place = order[0][1].place


def _lands(choices: Mapping[str, Choice]) -> dict[str, Circle]:
    """The middle and reach in degrees of the country that a name means before all else, by name."""
    first = ((key, choice.candidates[0].place) for key, choice in choices.items() if choice.candidates)
    return {
        key: (place.lat, place.lon, (place.radius_km or LEAST_REACH_KM) / KM_PER_DEGREE)
        for key, place in first
        if place.kind in COUNTRY_KINDS
    }


def _alone(choice: Choice, choices: Mapping[str, Choice], lands: Mapping[str, Circle]) -> Context:
    """What stands beside a name, whatever the other names mean."""
    return Context(
        kinds=choice.name.usual_kinds(),
        containers=[p for other in sorted(choice.name.followed_by) for p in _containers(choices.get(other))],
        lands=[land for key, land in lands.items() if choices[key] is not choice] if len(choice.candidates) > 1 else (),
        towns=frozenset(f"{c.place.country}/{c.place.admin1}" for c in choice.candidates if c.place.kind in TOWNS),
    )


def _fixed_points(choice: Choice, alone: Context) -> dict[str, float]:
    return {c.place.id: weigh(c, alone, FIXED) for c in choice.candidates} if len(choice.candidates) > 1 else {}


def _order(
    belief: Sequence[tuple[float, Candidate]], context: Context, fixed: Mapping[str, float], hopeless: float
) -> list[tuple[float, Candidate]]:
    """Rank what a name may mean; what it alone can mean needs no weighing."""
    return list(belief) if len(belief) == 1 else rank([candidate for _, candidate in belief], context, fixed, hopeless)


def about(
    choices: Mapping[str, Choice], stated: Mapping[str, float], around: Mapping[str, set[str]]
) -> dict[str, tuple[str, ...]]:
    """Return, for each name, the countries where it may lie, most first: those `around` it, and those of the dossier.

    The dossier is about the countries with a good share of the votes of all other names; a name's own vote counts
    besides where nothing stands around it and the others are too few to tell.
    """
    votes = {key: _votes(choice, _first_belief(choice))[0] for key, choice in choices.items()}
    total = _total(votes.values())
    for country, weight in stated.items():
        total[country] += 0.5 * weight
    size = sum(total.values())
    least = SHARE * (size - max((sum(own.values()) for own in votes.values()), default=0.0)) - 1e-9
    large = {country: vote for country, vote in total.items() if vote >= least}  # no other has such a share
    whole = _leading(large, {}, size)
    homes = {}
    for key, own in votes.items():
        left = size - sum(own.values())
        told = around[key] or left >= TELLING
        homes[key] = (*sorted(around[key]), *_leading(large, own, left), *(() if told else whole))
    return homes


def _leading(total: Mapping[str, float], own: Mapping[str, float], left: float) -> tuple[str, ...]:
    """The countries with a good share of the votes that are left without a name's own, most first."""
    if left <= 1e-9:
        return ()
    shares = sorted((-max(0.0, vote - own.get(country, 0.0)) / left, country) for country, vote in total.items())
    return tuple(country for share, country in shares if -share >= SHARE)[:4]


def _first_belief(choice: Choice) -> list[tuple[float, Candidate]]:
    """Before anything is known of the others, fame decides: people, and ten times more where the name is its own."""
    sizes = [(_fame(candidate), candidate) for candidate in choice.candidates]
    total = sum(size for size, _ in sizes)
    return [(size / total, candidate) for size, candidate in sizes]


def _fame(candidate: Candidate) -> float:
    size = 10.0**9 if candidate.place.kind in COUNTRY_KINDS else candidate.place.population + 1000.0
    return size if candidate.own or candidate.place.kind in COUNTRY_KINDS else size / 10


def _weigh(ranked: Sequence[tuple[float, Candidate]]) -> list[tuple[float, Candidate]]:
    best = ranked[0][0]
    weights = [(math.exp(score - best), candidate) for score, candidate in ranked if best - score < HOPELESS]
    total = sum(weight for weight, _ in weights)
    return [(weight / total, candidate) for weight, candidate in weights]


def _weight_of(choice: Choice) -> float:
    country = any(c.place.kind in COUNTRY_KINDS for c in choice.candidates[:8])
    return (1.0 + math.log(len(choice.name.mentions))) * (WORD_OF_COUNTRY if country else 1.0)


def _told(choice: Choice, belief: Sequence[tuple[float, Candidate]], before: Told | None) -> Told:
    """What a name tells the others; where it can mean one place only, the same as before."""
    if before is not None and before.meanings == len(belief) < 2:
        return before
    return Told(len(belief), *_votes(choice, belief), _points(choice, belief))


def _votes(choice: Choice, belief: Sequence[tuple[float, Candidate]]) -> tuple[dict[str, float], dict[str, float]]:
    """Return the votes of a name for countries and for divisions ("US/GA")."""
    for_country: dict[str, float] = defaultdict(float)
    for_division: dict[str, float] = defaultdict(float)
    weight = _weight_of(choice) if belief else 0.0
    for share, candidate in belief:
        place = candidate.place
        if place.country:
            for_country[place.country] += weight * share
        if place.admin1 and share >= FAINT:
            for_division[f"{place.country}/{place.admin1}"] += share
    return for_country, for_division


def _total(votes: Iterable[Mapping[str, float]]) -> dict[str, float]:
    total: dict[str, float] = defaultdict(float)
    for own in votes:
        for what, vote in own.items():
            total[what] += vote
    return total


def _contexts(
    told: Mapping[str, Told],
    beliefs: Beliefs,
    stated: Mapping[str, float],
    alone: Mapping[str, Context],
    *,
    last: bool,
) -> dict[str, Context]:
    """What stands around each name; before the last round only of those that may mean several places."""
    all_countries = _total(one.countries for one in told.values())
    all_divisions = _total(one.divisions for one in told.values())
    for country, weight in stated.items():
        all_countries[country] += 0.5 * weight
    gathered = sorted(_gathered([point for one in told.values() for point in one.points]))
    settled = Settled(gathered, [point[0] for point in gathered])
    sizes = sum(all_countries.values()), sum(all_divisions.values())
    contexts = {}
    for key, belief in beliefs.items():
        if len(belief) < 2 and not last:
            contexts[key] = alone[key]
            continue
        places = [candidate.place for _, candidate in belief]
        contexts[key] = alone[key]._replace(
            countries=_left(all_countries, sizes[0], told[key].countries, {p.country for p in places}),
            divisions=_left(all_divisions, sizes[1], told[key].divisions, {f"{p.country}/{p.admin1}" for p in places}),
            settled=settled,
            own=told[key].points,
            enough=MOST_NEAR + sum([point[2] for point in told[key].points]),
        )
    return contexts


def _left(total: Mapping[str, float], size: float, own: Mapping[str, float], asked: Iterable[str]) -> dict[str, float]:
    """The shares of the votes of all other names, for what is asked."""
    rest = size - sum(own.values())
    if rest <= 1e-9:
        return {}
    return {what: max(0.0, total[what] - own.get(what, 0.0)) / rest for what in asked if what in total}


def _points(choice: Choice, belief: Sequence[tuple[float, Candidate]]) -> list[Point]:
    weight = 1.0 + 0.5 * math.log(len(choice.name.mentions))
    best = sorted(belief, key=lambda item: (-item[0], item[1].place.id))[:MOST_POINTS]
    return [
        (candidate.place.lat, candidate.place.lon, weight * share)
        for share, candidate in best
        if share >= FAINT and candidate.place.kind not in COUNTRY_KINDS
    ]


def _gathered(points: list[Point]) -> list[Point]:
    """In a large dossier, one point for each cell of half a degree, in their middle, with the weight of all."""
    if len(points) <= MANY_POINTS:
        return points
    cells: dict[tuple[int, int], list[Point]] = defaultdict(list)
    for point in points:
        cells[round(point[0] * 2), round(point[1] * 2)].append(point)
    return [_middle(cell) for cell in cells.values()]


def _middle(points: Sequence[Point]) -> Point:
    weight = sum(point[2] for point in points)
    lat, lon = (sum(point[axis] * point[2] for point in points) / weight for axis in (0, 1))
    return lat, lon, weight


def _containers(choice: Choice | None) -> list[Place]:
    if choice is None:
        return []
    return [c.place for c in choice.candidates if c.place.kind in COUNTRY_KINDS or c.place.kind in {"ADM1", "ADM2"}]


def _decide(choice: Choice, ranked: Sequence[tuple[float, Candidate]], context: Context) -> None:
    score, best = ranked[0]
    if _vetoed(best, context):
        choice.place, choice.candidates = None, []
        choice.reasons = (f"{best.place.name} ({best.place.country}) lies far from where the text puts it: left out",)
        return
    rivals = [other for points, other in ranked[1:] if score - points < MARGIN and _apart(best.place, other.place)]
    if rivals:
        choice.place = None
        names = ", ".join(f"{r.place.name} ({r.place.country} {r.place.admin1})" for r in (best, *rivals[:2]))
        choice.reasons = (f"a tie between {names}: left open",)
        return
    choice.place = best.place
    choice.reasons = (f"{best.how} spelling of {best.place.name}", *explain(best, context)[:4])


def _vetoed(best: Candidate, context: Context) -> bool:
    """Whether even the best, a town that few know, lies far from where the text puts it; then another is meant."""
    small = best.place.kind in TOWNS and best.place.population < KNOWN
    return small and bool(context.circles) and measure_stated(best, context) <= FAR_OUTSIDE


def _apart(one: Place, other: Place) -> bool:
    """Whether it matters which of two is meant; a town and the division that it names do not lie apart."""
    if one.country == other.country and (one.kind in COUNTRY_KINDS or other.kind in COUNTRY_KINDS):
        return False  # England and the United Kingdom
    if one.country == other.country and one.admin1 == other.admin1 and "ADM1" in {one.kind, other.kind}:
        return False
    return kilometres((one.lat, one.lon), (other.lat, other.lon)) > APART_KM
