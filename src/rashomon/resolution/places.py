"""Settles which place on the map each place name of a dossier means, or says that it cannot, and why."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from rashomon.docks import Gazetteer
from rashomon.records import Entity, Failure, Mention, Place, PlaceRelation, Reading
from rashomon.resolution.grouping import entities_of
from rashomon.resolution.naming import Choice, Name, gather
from rashomon.resolution.ranking import COUNTRY_KINDS, Candidate, Context, explain, rank
from rashomon.resolution.relations import Circle, circle, find_relations
from rashomon.spelling import plain

MARGIN = 0.25  # two candidates that score closer than this and lie apart are a tie
APART_KM = 50.0
MOST_CANDIDATES = 60
ROUNDS = 3
WORD_OF_COUNTRY = 0.4  # a country's own name tells less of where things happen than a town's
KNOWN_EVERYWHERE = 50_000  # people of a town that a report may name without telling where it lies


def resolve_places(
    readings: Sequence[Reading], gazetteer: Gazetteer, decisions: object = None
) -> tuple[tuple[Entity, ...], tuple[PlaceRelation, ...], tuple[Failure, ...]]:
    """Return one entity for each place that the dossier names, with all its mentions, and the stated relations."""
    del decisions  # judgements on places are applied to the entities by the stage's front
    mentions = [m for reading in readings for m in reading.mentions if m.kind == "place"]
    relations = [relation for reading in readings for relation in _relations_of(reading)]
    choices = settle(readings, mentions, relations, gazetteer)
    entities = entities_of(choices.values())
    return entities, _with_entities(relations, entities), ()


def settle(
    readings: Sequence[Reading], mentions: Sequence[Mention], relations: Sequence[PlaceRelation], gazetteer: Gazetteer
) -> dict[str, Choice]:
    """Return what each name means: by spelling first, then by the company it keeps, in a few rounds."""
    names = gather(readings, mentions)
    choices = {key: Choice(name, find_candidates(gazetteer, name, ())) for key, name in names.items()}
    stated = _stated_countries(readings, gazetteer)
    countries = about(choices, stated)
    for choice in choices.values():
        if not any(c.place.country in countries for c in choice.candidates):
            known = {c.place.id for c in choice.candidates}
            near = find_candidates(gazetteer, choice.name, countries)
            choice.candidates += [c for c in near if c.place.id not in known]
        choice.candidates = [c for c in choice.candidates if _thinkable(c, countries)]
    owners = _relations_by_name(relations, names)
    for number in range(ROUNDS):
        _round(choices, stated, owners, final=number == ROUNDS - 1)
    _place_the_stated(choices, owners)
    return choices


# -- candidates and countries ----------------------------------------------------------------------


def find_candidates(gazetteer: Gazetteer, name: Name, countries: Sequence[str]) -> list[Candidate]:
    """Return the places that a name may mean, as written, then without its type word, then by its first words."""
    for text in dict.fromkeys((name.text, name.bare, name.text.replace(".", ""))):
        found = _look_up(gazetteer, text, countries)
        if found:
            return found
    words = name.bare.split()
    for size in range(len(words) - 1, 0, -1):
        for part in (" ".join(words[:size]), " ".join(words[-size:])):
            if part[:1].isupper() and len(part) > 3 and (found := _look_up(gazetteer, part, ())):
                return [c._replace(how="part", score=0.8) for c in found if c.how == "exact"]
    return []


def _thinkable(candidate: Candidate, countries: Sequence[str]) -> bool:
    """Outside the countries that the dossier is about, only what readers everywhere know by that very name."""
    place = candidate.place
    if not countries or place.country in countries or not place.country:
        return True
    if place.kind in COUNTRY_KINDS or place.kind in {"ADM1", "PPLC", "RGN", "CONT"}:
        return True
    return candidate.how != "folded" and candidate.how != "near" and place.population >= KNOWN_EVERYWHERE


def _look_up(gazetteer: Gazetteer, text: str, countries: Sequence[str]) -> list[Candidate]:
    find: Any = getattr(gazetteer, "find", None)
    if find is not None:
        hits = find(text, countries=countries)
        return [Candidate(hit.place, hit.how, hit.score) for hit in hits[:MOST_CANDIDATES]]
    places = gazetteer.lookup(text, countries=countries, fuzzy=bool(countries))
    exact = {plain(text)}
    return [Candidate(p, "exact" if {plain(n) for n in (p.name, *p.names)} & exact else "near", 0.9) for p in places]


def _stated_countries(readings: Sequence[Reading], gazetteer: Gazetteer) -> dict[str, float]:
    """Countries named by adjectives and names of peoples ("Libyan", "Turks"), by how often."""
    words = Counter(m.text for reading in readings for m in reading.mentions if m.kind == "nationality")
    votes: dict[str, float] = defaultdict(float)
    for word, count in sorted(words.items()):
        for place in gazetteer.lookup(word):
            if place.kind in COUNTRY_KINDS:
                votes[place.country] += math.log1p(count)
                break
    return dict(votes)


def about(choices: Mapping[str, Choice], stated: Mapping[str, float]) -> tuple[str, ...]:
    """Return the countries that the dossier is about: those with a good share of the votes, most first."""
    shares = _country_shares(choices, stated, without=None)
    return tuple(country for country, share in sorted(shares.items(), key=lambda i: (-i[1], i[0])) if share >= 0.12)[:4]


def _country_shares(
    choices: Mapping[str, Choice], stated: Mapping[str, float], *, without: str | None
) -> dict[str, float]:
    votes: dict[str, float] = defaultdict(float, {country: 0.5 * weight for country, weight in stated.items()})
    for key, choice in choices.items():
        if key == without:
            continue
        weight = 1.0 + math.log(len(choice.name.mentions))
        weight *= WORD_OF_COUNTRY if _is_country(choice) else 1.0
        for country, share in _likely_countries(choice).items():
            votes[country] += weight * share
    total = sum(votes.values())
    return {country: vote / total for country, vote in votes.items()} if total else {}


def _is_country(choice: Choice) -> bool:
    return any(c.place.kind in COUNTRY_KINDS for c in choice.candidates[:8])


def _likely_countries(choice: Choice) -> dict[str, float]:
    if choice.place is not None:
        return {choice.place.country: 1.0} if choice.place.country else {}
    weights: dict[str, float] = defaultdict(float)
    for candidate in choice.candidates:
        if candidate.place.country:
            size = 10**9 if candidate.place.kind in COUNTRY_KINDS else candidate.place.population + 1000
            weights[candidate.place.country] += size
    total = sum(weights.values())
    return {country: weight / total for country, weight in weights.items()} if total else {}


# -- ranking ---------------------------------------------------------------------------------------


def _round(
    choices: dict[str, Choice], stated: Mapping[str, float], owners: Mapping[str, list[PlaceRelation]], *, final: bool
) -> None:
    settled = {
        key: (choice.place.lat, choice.place.lon, 1.0 + 0.5 * math.log(len(choice.name.mentions)))
        for key, choice in choices.items()
        if choice.place is not None and choice.place.kind not in COUNTRY_KINDS
    }
    for key, choice in choices.items():
        if not choice.candidates:
            continue
        context = Context(
            countries=_country_shares(choices, stated, without=key),
            divisions=_division_shares(choices, without=key),
            settled=[point for other, point in settled.items() if other != key],
            kinds=choice.name.usual_kinds(),
            containers=[p for other in choice.name.followed_by for p in _containers(choices.get(other))],
            circles=_circles(owners.get(key, ()), choices),
        )
        _choose(choice, context, final=final)


def _choose(choice: Choice, context: Context, *, final: bool) -> None:
    ranked = rank(choice.candidates, context)
    score, best = ranked[0]
    rivals = [
        other for points, other in ranked[1:] if score - points < MARGIN and _km(best.place, other.place) > APART_KM
    ]
    if final and rivals:
        choice.place = None
        names = ", ".join(f"{r.place.name} ({r.place.country} {r.place.admin1})" for r in (best, *rivals[:2]))
        choice.reasons = (f"a tie between {names}: left open",)
        return
    choice.place = best.place
    if final:
        choice.reasons = (f"{best.how} spelling of {best.place.name}", *explain(best, context)[:4])


def _division_shares(choices: Mapping[str, Choice], *, without: str) -> dict[tuple[str, str], float]:
    votes: Counter[tuple[str, str]] = Counter()
    for key, choice in choices.items():
        if key != without and choice.place is not None and choice.place.admin1:
            votes[choice.place.country, choice.place.admin1] += 1
    total = sum(votes.values())
    return {division: count / total for division, count in votes.items()}


def _containers(choice: Choice | None) -> list[Place]:
    if choice is None:
        return []
    return [c.place for c in choice.candidates if c.place.kind in COUNTRY_KINDS or c.place.kind in {"ADM1", "ADM2"}]


def _circles(relations: Iterable[PlaceRelation], choices: Mapping[str, Choice]) -> list[Circle]:
    found = []
    for relation in relations:
        points = [
            (place.lat, place.lon) for place in (_object(choices, relation, span) for span in relation.objects) if place
        ]
        if len(points) == len(relation.objects) and (drawn := circle(relation, points, reach=_reach(relation))):
            found.append(drawn)
    return found


def _reach(relation: PlaceRelation) -> float:
    return 40.0 if relation.relation == "within" else 20.0


def _object(choices: Mapping[str, Choice], relation: PlaceRelation, span: tuple[int, int]) -> Place | None:
    for choice in choices.values():
        for mention in choice.name.mentions:
            if (mention.report, mention.start, mention.end) == (relation.report, *span):
                return choice.place
    return _capital_of(choices)


def _capital_of(choices: Mapping[str, Choice]) -> Place | None:
    """ "The capital": the one that the dossier names most."""
    capitals = [c for c in choices.values() if c.place is not None and c.place.kind == "PPLC"]
    best = max(capitals, key=lambda c: (len(c.name.mentions), c.name.key), default=None)
    return best.place if best else None


def _km(one: Place, other: Place) -> float:
    from rashomon.measures import kilometres

    return kilometres((one.lat, one.lon), (other.lat, other.lon))


# -- relations -------------------------------------------------------------------------------------


def _relations_of(reading: Reading) -> Iterable[PlaceRelation]:
    places = sorted((m for m in reading.mentions if m.kind == "place"), key=lambda m: (m.start, m.end))
    return find_relations(reading.report.text, places)


def _relations_by_name(relations: Iterable[PlaceRelation], names: Mapping[str, Name]) -> dict[str, list[PlaceRelation]]:
    owner = {(m.report, m.start, m.end): key for key, name in names.items() for m in name.mentions}
    found: dict[str, list[PlaceRelation]] = defaultdict(list)
    for relation in relations:
        key = owner.get((relation.report, *relation.subject))
        if key is not None:
            found[key].append(relation)
    return found


def _place_the_stated(choices: dict[str, Choice], owners: Mapping[str, list[PlaceRelation]]) -> None:
    """Give names that no gazetteer holds the circle that the text draws for them, the smallest where there are more."""
    for key, choice in choices.items():
        if choice.place is None and not choice.candidates:
            circles = _circles(owners.get(key, ()), choices)
            if circles:
                choice.circle = min(circles, key=lambda c: c[2])
                choice.stated = owners[key][0].text


def _with_entities(relations: Iterable[PlaceRelation], entities: Iterable[Entity]) -> tuple[PlaceRelation, ...]:
    owner = {(ref.report, ref.start, ref.end): entity.id for entity in entities for ref in entity.mentions}
    return tuple(
        msgspec.structs.replace(
            relation,
            subject_entity=owner.get((relation.report, *relation.subject)),
            object_entities=tuple(owner.get((relation.report, *span)) for span in relation.objects),
        )
        for relation in relations
    )
