"""Settles all names of a dossier together: what each may mean weighs on what the others mean, in a few rounds."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from functools import partial
from typing import NamedTuple, Protocol

from rashomon.kept import Kept
from rashomon.measures import kilometres
from rashomon.records import Place
from rashomon.resolution.company import Company, ExternalEvidence, Told, add_up, tiles_around, told_by
from rashomon.resolution.naming import Choice, Name
from rashomon.resolution.ranking import (
    COUNTRY_KINDS,
    FIXED,
    KM_PER_DEGREE,
    Candidate,
    Circle,
    Context,
    Tile,
    explain,
    rank,
    weigh,
)
from rashomon.resolution.ranking import (
    stated as measure_stated,
)
from rashomon.spelling import fold

MARGIN = 0.15  # two candidates that score closer than this and lie apart are a tie
APART_KM = 50.0
ROUNDS = 3
TOWNS = frozenset({"PPL", "PPLC"})
HOPELESS = 8.0  # points behind the best; such a candidate is not weighed again
KNOWN = 50_000  # people of a town whose place readers know, whatever a text says of where it lies
FAR_OUTSIDE = -1.5  # of the feature "stated relation"
LEAST_REACH_KM = 150.0  # of a country
SHARE = 0.12  # of the votes, for a country that the dossier is about
TELLING = 4.0  # votes of the other names that tell where a dossier is set, whatever a name itself may mean

Belief = Sequence[tuple[float, Candidate]]


class Alone(NamedTuple):
    """What a name tells by itself: what stands beside it, the points of FIXED, what it may mean before all else."""

    context: Context
    fixed: Mapping[str, float]
    belief: Belief
    tiles: frozenset[Tile]  # of which places may pull what it may mean


class Outcome(NamedTuple):
    """What a name comes to in a round: a place, or none, what it may mean, why, and whether no candidate is left."""

    place: Place | None
    belief: Belief
    reasons: tuple[str, ...] = ()
    barred: bool = False


class Drawn(Protocol):
    """What the texts draw on the map."""

    @property
    def names(self) -> Set[str]:
        """The keys of the names for which a text draws something."""
        ...

    def circles(self, key: str) -> list[Circle]:
        """Return what the texts draw for a name, by what the other names mean now."""
        ...


def settle_together(choices: Mapping[str, Choice], drawn: Drawn, peoples: Mapping[str, float], kept: Kept) -> None:
    """Fill place and reasons of every choice with candidates; `peoples` are votes for countries besides.

    A name that hears in a round what it heard in that round before comes to what it came to before.
    """
    lands = kept.of("lands", "", (), partial(_lands, choices), anew=True)
    alone = {key: _kept_alone(choice, choices, lands, kept, key) for key, choice in choices.items()}
    beliefs = {key: one.belief for key, one in alone.items()}
    told: dict[str, Told] = {}
    for number in range(ROUNDS):
        last = number == ROUNDS - 1
        told = {k: _kept_told(k, choices[k], belief, told.get(k), kept, number) for k, belief in beliefs.items()}
        company = Company(told.values(), peoples, kept, number)
        circles = {key: found for key in drawn.names if beliefs[key] and (found := drawn.circles(key))}
        for key, belief in beliefs.items():
            if len(belief) > 1 or (last and belief):
                given = (belief, alone[key], company.told_of(told[key], circles.get(key, ())))
                make = partial(_decided if last else _weighed, company, *given)
                anew = company.moved_near(alone[key].tiles)
                outcome = kept.of(f"round {number}", key, given, make, anew=anew)
                beliefs[key] = outcome.belief
                _take(choices[key], outcome)
            elif belief:
                choices[key].place = belief[0][1].place


def _take(choice: Choice, outcome: Outcome) -> None:
    choice.place, choice.reasons = outcome.place, outcome.reasons
    if outcome.barred:
        choice.candidates = []


def _lands(choices: Mapping[str, Choice]) -> dict[str, Circle]:
    """The middle and reach in degrees of the country that a name means before all else, by name."""
    first = ((key, choice.candidates[0].place) for key, choice in choices.items() if choice.candidates)
    return {
        key: (place.lat, place.lon, (place.radius_km or LEAST_REACH_KM) / KM_PER_DEGREE)
        for key, place in first
        if place.kind in COUNTRY_KINDS
    }


def _kept_alone(
    choice: Choice, choices: Mapping[str, Choice], lands: Mapping[str, Circle], kept: Kept, key: str
) -> Alone:
    beside = [choices[other].candidates for other in sorted(choice.name.followed_by) if other in choices]
    given = (choice.name, choice.candidates, beside, lands)
    return kept.of("alone", key, given, partial(_alone, key, *given))


def _alone(
    key: str,
    name: Name,
    candidates: Sequence[Candidate],
    beside: Iterable[Sequence[Candidate]],
    lands: Mapping[str, Circle],
) -> Alone:
    """What stands beside a name, whatever the other names mean."""
    several = len(candidates) > 1
    context = Context(
        kinds=name.usual_kinds(),
        containers=[place for other in beside for place in _containers(other)],
        lands=[land for other, land in lands.items() if other != key] if several else (),
        towns=frozenset(f"{c.place.country}/{c.place.admin1}" for c in candidates if c.place.kind in TOWNS),
    )
    fixed = {c.place.id: weigh(c, context, FIXED) for c in candidates} if several else {}
    return Alone(context, fixed, first_belief(candidates), tiles_around(c.place for c in candidates))


def about(
    votes: Mapping[str, Mapping[str, float]], peoples: Mapping[str, float], around: Mapping[str, set[str]]
) -> dict[str, tuple[str, ...]]:
    """Return, for each name, the countries where it may lie, most first: those `around` it, and those of the dossier.

    The dossier is about the countries with a good share of the votes of all other names; a name's own vote, in all
    its spellings, counts besides where nothing stands around it and the others are too few to tell.
    """
    total = add_up(votes.values())
    for country, weight in peoples.items():
        total[country] += 0.5 * weight
    size = sum(total.values())
    least = SHARE * (size - max((sum(own.values()) for own in votes.values()), default=0.0)) - 1e-9
    large = {country: vote for country, vote in total.items() if vote >= least}  # no other has such a share
    whole = _leading(large, {}, size)
    homes = {}
    spelled: dict[str, list[Mapping[str, float]]] = defaultdict(list)
    for key, found in votes.items():
        spelled[fold(key)].append(found)
    alike = {name: add_up(found) if len(found) > 1 else found[0] for name, found in spelled.items()}
    for key in votes:
        own = alike[fold(key)]
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


def first_belief(candidates: Sequence[Candidate]) -> list[tuple[float, Candidate]]:
    """Return what a name may mean before anything is known of the others.

    Fame decides: people, and ten times more where the name is its own.
    """
    sizes = [(_fame(candidate), candidate) for candidate in candidates]
    total = sum(size for size, _ in sizes)
    return [(size / total, candidate) for size, candidate in sizes]


def _fame(candidate: Candidate) -> float:
    size = 10.0**9 if candidate.place.kind in COUNTRY_KINDS else candidate.place.population + 1000.0
    return size if candidate.own or candidate.place.kind in COUNTRY_KINDS else size / 10


def _weighed(company: Company, belief: Belief, alone: Alone, told: ExternalEvidence) -> Outcome:
    """What a name may mean, weighed in its company; what lies hopelessly behind is dropped."""
    context = company.around(alone.context, told)
    ranked = rank([candidate for _, candidate in belief], context, alone.fixed, HOPELESS)
    return Outcome(ranked[0][1].place, _weigh(ranked))


def _weigh(ranked: Sequence[tuple[float, Candidate]]) -> list[tuple[float, Candidate]]:
    best = ranked[0][0]
    weights = [(math.exp(score - best), candidate) for score, candidate in ranked if best - score < HOPELESS]
    total = sum(weight for weight, _ in weights)
    return [(weight / total, candidate) for weight, candidate in weights]


def _kept_told(key: str, choice: Choice, belief: Belief, before: Told | None, kept: Kept, number: int) -> Told:
    """What a name tells the others; where it can mean one place only, the same as before."""
    if before is not None and before.meanings == len(belief) < 2:
        return before
    given = (len(choice.name.mentions), choice.candidates, belief)
    return kept.of(f"told {number}", key, given, partial(told_by, *given))


def _containers(candidates: Iterable[Candidate]) -> list[Place]:
    return [c.place for c in candidates if c.place.kind in COUNTRY_KINDS or c.place.kind in {"ADM1", "ADM2"}]


def _decided(company: Company, belief: Belief, alone: Alone, told: ExternalEvidence) -> Outcome:
    """What a name is settled to at last; what it alone can mean needs no weighing."""
    context = company.around(alone.context, told)
    candidates = [candidate for _, candidate in belief]
    ranked = list(belief) if len(belief) == 1 else rank(candidates, context, alone.fixed, MARGIN)
    score, best = ranked[0]
    if _vetoed(best, context):
        reason = f"{best.place.name} ({best.place.country}) lies far from where the text puts it: left out"
        return Outcome(None, (), (reason,), barred=True)
    rivals = [other for points, other in ranked[1:] if score - points < MARGIN and _apart(best.place, other.place)]
    if rivals:
        names = ", ".join(f"{r.place.name} ({r.place.country} {r.place.admin1})" for r in (best, *rivals[:2]))
        return Outcome(None, belief, (f"a tie between {names}: left open",))
    return Outcome(best.place, belief, (f"{best.how} spelling of {best.place.name}", *explain(best, context)[:4]))


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
