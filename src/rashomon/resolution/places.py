"""Settles which place on the map each place name of a dossier means, or says that it cannot, and why."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec

from rashomon.docks import Gazetteer
from rashomon.kept import Kept
from rashomon.records import Entity, Mention, Place, PlaceRelation, Reading
from rashomon.resolution.coherence import TOWNS, about, settle_together
from rashomon.resolution.grouping import EXTENT_KM, entities_of
from rashomon.resolution.namesakes import told_apart
from rashomon.resolution.naming import Choice, Name, gather
from rashomon.resolution.ranking import COUNTRY_KINDS, Candidate
from rashomon.resolution.relations import Circle, circle, relations_of
from rashomon.resolution.reports import Own
from rashomon.resolution.verdicts import Changed
from rashomon.resources import read_list
from rashomon.spelling import plain

MOST_CANDIDATES = 60
_WORDS = read_list("place_words.yaml")
_NO_NAMES = frozenset(_WORDS["no_names"])
_TRANSLITERATED = frozenset(_WORDS["transliterated"])
_WIDE_KINDS = frozenset(_WORDS["wide_kinds"])
_REGIONS = frozenset(plain(name) for name in (*_WORDS["regions"], *read_list("name_context.yaml")["regions"]))
_BEARINGS = frozenset(_WORDS["bearings_before"])
KNOWN_EVERYWHERE = 50_000  # people of a town that a report may name without telling where it lies
BY_ANOTHER_NAME = 200_000  # people of a town that may be known by another name than its own


class Setting(NamedTuple):
    """Where a dossier is set besides its home countries: countries that it names, and cells of a degree."""

    countries: frozenset[str]
    cells: frozenset[tuple[int, int]]


def resolve_places(
    readings: Sequence[Reading], gazetteer: Gazetteer
) -> tuple[tuple[Entity, ...], tuple[PlaceRelation, ...]]:
    """Return one entity for each place that the dossier names, with all its mentions, and the stated relations."""
    mentions = [m for reading in readings for m in reading.mentions if m.kind == "place"]
    relations = [found for reading in readings for found in relations_of(reading)]
    choices = settle(readings, mentions, relations, gazetteer, Kept())
    entities = entities_of(choices.values())
    return entities, _with_entities(_of_towns(relations, choices), entities)


class Places:
    """The places of all reports, as reports come and go; `relations` are those that a report states."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.relations: dict[str, tuple[PlaceRelation, ...]] = {}
        self._gazetteer = gazetteer
        self._held: dict[str, Entity] = {}
        self._own: dict[str, Own] = {}
        self._kept = Kept()

    def update(self, gone: Iterable[str], came: Mapping[str, Own]) -> tuple[Changed, set[str]]:
        """Let the reports of these ids go and take these; return the places and the reports' relations that changed."""
        for report in gone:
            del self._own[report]
        self._own |= came
        self._kept.begin()
        readings = [self._own[r].places for r in sorted(self._own)]
        mentions = [m for reading in readings for m in reading.mentions if m.kind == "place"]
        relations = [found for r in sorted(self._own) for found in self._own[r].relations]
        choices = settle(readings, mentions, relations, self._gazetteer, self._kept)
        entities = entities_of(choices.values())
        self._kept.end()
        before, self._held = self._held, {entity.id: entity for entity in entities}
        moved = {key for key in before.keys() | self._held.keys() if before.get(key) != self._held.get(key)}
        told = defaultdict(list)
        for one in _with_entities(_of_towns(relations, choices), entities):
            told[one.report].append(one)
        now = {report: tuple(found) for report, found in told.items()}
        other = {
            report for report in now.keys() | self.relations.keys() if now.get(report) != self.relations.get(report)
        }
        self.relations = now
        return {key: (before.get(key), self._held.get(key)) for key in moved}, other & self._own.keys()


def settle(
    readings: Sequence[Reading],
    mentions: Sequence[Mention],
    relations: Sequence[PlaceRelation],
    gazetteer: Gazetteer,
    kept: Kept | None = None,
) -> dict[str, Choice]:
    """Return what each name means: by spelling first, then by the company it keeps, in a few rounds."""
    kept = kept or Kept()
    names = gather(readings, mentions)
    choices = {key: Choice(name, _kept_candidates(gazetteer, name, kept)) for key, name in names.items()}
    choices = told_apart(choices, readings, kept)
    names = {key: choice.name for key, choice in choices.items()}
    stated = _stated_countries(readings, gazetteer)
    around = {key: _named_after_it(choice, choices) for key, choice in choices.items()}
    homes = about(choices, stated, around)
    named = frozenset(c.place.country for choice in choices.values() for c in choice.candidates if _is_named(c))
    setting = Setting(named | set(stated), _cells_at_home(choices, homes))
    for key, choice in choices.items():
        choice.candidates = [c for c in choice.candidates if _thinkable(c, homes[key], setting)]
        if around[key] or not any(c.own and c.how == "exact" for c in choice.candidates):
            choice.candidates += _by_ear(choice, homes[key], gazetteer, kept)
    owners = _relations_by_name(relations, names)
    located = {(m.report, m.start, m.end): choice for choice in choices.values() for m in choice.name.mentions}
    settle_together(choices, stated, lambda key: _circles(owners.get(key, ()), located, choices))
    _place_the_stated(choices, owners, located)
    return choices


# -- candidates and countries ----------------------------------------------------------------------


def _kept_candidates(gazetteer: Gazetteer, name: Name, kept: Kept) -> list[Candidate]:
    given = (name.text, name.bare)
    return kept.of("candidates", given, given, lambda: find_candidates(gazetteer, name, ()))[:]


def find_candidates(gazetteer: Gazetteer, name: Name, countries: Sequence[str]) -> list[Candidate]:
    """Return the places that a name may mean, as written, then without its type word, then by its first words."""
    found = _find(gazetteer, name, countries)
    if plain(name.bare) in _REGIONS:
        return [c for c in found if c.place.kind in _WIDE_KINDS or not c.place.country]
    part = _part_of_country(gazetteer, name)
    return part if part and not any(c.place.kind in _WIDE_KINDS for c in found) else found


def _part_of_country(gazetteer: Gazetteer, name: Name) -> list[Candidate]:
    """ "South Lebanon", "eastern Congo" are parts of a country, not towns of that name elsewhere."""
    first, _, rest = name.bare.partition(" ")
    if first.lower() not in _BEARINGS or not rest:
        return []
    found = [c for c in _look_up(gazetteer, rest, ()) if c.place.kind in COUNTRY_KINDS]
    return [c._replace(how="part", score=0.8) for c in found if c.how == "exact"]


def _find(gazetteer: Gazetteer, name: Name, countries: Sequence[str]) -> list[Candidate]:
    for text in dict.fromkeys((name.text, name.bare, name.text.replace(".", ""))):
        found = _look_up(gazetteer, text, countries)
        if found:
            return found
    words = name.bare.split()
    for size in range(len(words) - 1, 0, -1):
        first, last = " ".join(words[:size]), " ".join(words[-size:])
        if _is_name(first) and (found := _parts(_look_up(gazetteer, first, ()))):
            return found
        if _is_name(last) and (found := [c for c in _parts(_look_up(gazetteer, last, ())) if _is_wide(c.place)]):
            return found
    return []


def _parts(found: Sequence[Candidate]) -> list[Candidate]:
    return [c._replace(how="part", score=0.8) for c in found if c.how == "exact" and c.own]


def _is_wide(place: Place) -> bool:
    return place.kind in COUNTRY_KINDS or place.kind == "ADM1"


def _is_name(part: str) -> bool:
    return part[:1].isupper() and len(part) > 3 and part.lower() not in _NO_NAMES


def _by_ear(choice: Choice, home: Sequence[str], gazetteer: Gazetteer, kept: Kept) -> list[Candidate]:
    """What is spelled nearly so at home, where nothing there is spelled just so."""
    by_ear = [country for country in dict.fromkeys(home) if country in _TRANSLITERATED]
    if not by_ear or any(c.place.country in home or _is_wide(c.place) for c in choice.candidates):
        return []
    given = (choice.name.text, choice.name.bare, *by_ear)
    near = kept.of("by ear", given, given, lambda: find_candidates(gazetteer, choice.name, by_ear))
    return [c for c in near if c.how == "near" and c.place.country in by_ear]


def _named_after_it(choice: Choice, choices: Mapping[str, Choice]) -> set[str]:
    """The countries of the divisions and countries that the text names right after it: "Ramallah in the West Bank"."""
    followers = [choices[key] for key in sorted(choice.name.followed_by) if key in choices]
    wide = [c.place for follower in followers for c in follower.candidates if _is_wide(c.place) and c.own]
    return {place.country for place in wide}


def _thinkable(candidate: Candidate, home: Sequence[str], setting: Setting) -> bool:
    """Away from home only what lies beside the dossier's places, or what readers everywhere know by that very name."""
    place = candidate.place
    if not home or place.country in home or not place.country:
        return True
    if place.kind in COUNTRY_KINDS or place.kind in {"PPLC", "RGN", "CONT"}:
        return True
    if place.kind == "ADM1":
        return place.country in setting.countries or place.population >= KNOWN_EVERYWHERE * 20
    if candidate.how in ("folded", "near"):
        return False
    if candidate.own and candidate.how == "exact" and _cell(place) in setting.cells:
        return True
    known = candidate.own or place.country in setting.countries
    return place.population >= (KNOWN_EVERYWHERE if known else BY_ANOTHER_NAME)


def _is_named(candidate: Candidate) -> bool:
    return candidate.place.kind in COUNTRY_KINDS and candidate.how == "exact"


def _cell(place: Place) -> tuple[int, int]:
    return round(place.lat), round(place.lon)


def _cells_at_home(choices: Mapping[str, Choice], homes: Mapping[str, Sequence[str]]) -> frozenset[tuple[int, int]]:
    """The cells of a degree, each with those beside it, in which the best known towns of the names at home lie."""
    at_home = {
        _cell(c.place)
        for key, choice in choices.items()
        for c in choice.candidates[:1]
        if c.how == "exact" and c.place.country in homes[key] and not _is_wide(c.place)
    }
    return frozenset((lat + north, lon + east) for lat, lon in at_home for north in (-1, 0, 1) for east in (-1, 0, 1))


def _look_up(gazetteer: Gazetteer, text: str, countries: Sequence[str]) -> list[Candidate]:
    find: Any = getattr(gazetteer, "find", None)
    if find is not None:
        hits = find(text, countries=countries)
        own = {plain(text), f"{plain(text)} city"}
        return [
            Candidate(hit.place, hit.how, hit.score, hit.place.name == text or plain(hit.place.name) in own)
            for hit in hits[:MOST_CANDIDATES]
        ]
    places = gazetteer.lookup(text, countries=countries, fuzzy=bool(countries))
    return [_judged(place, plain(text)) for place in places[:MOST_CANDIDATES]]


def _judged(place: Place, asked: str) -> Candidate:
    """How a gazetteer that does not say how it found a place found it."""
    how = "exact" if asked in {plain(name) for name in (place.name, *place.names)} else "near"
    return Candidate(place, how, 0.9, plain(place.name) == asked)


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


# -- stated relations ---------------------------------------------------------------------------


Span = tuple[str, int, int]


def _circles(
    relations: Iterable[PlaceRelation], located: Mapping[Span, Choice], choices: Mapping[str, Choice]
) -> list[Circle]:
    found = []
    for relation in relations:
        places = _objects(relation, located, choices)
        points = [(place.lat, place.lon) for place in places if place]
        reach = _reach(relation, [place for place in places if place])
        if len(points) == len(places) and (drawn := circle(relation, points, reach=reach)):
            found.append(drawn)
    return found


def _reach(relation: PlaceRelation, objects: Sequence[Place]) -> float:
    """How far from its objects' points a relation leads: at least as far as the widest of them extends."""
    extents = [place.radius_km or EXTENT_KM.get(place.kind, 0.0) for place in objects]
    return max(40.0 if relation.relation == "within" else 20.0, *extents, 0.0)


def _objects(
    relation: PlaceRelation, located: Mapping[Span, Choice], choices: Mapping[str, Choice]
) -> list[Place | None]:
    """What a relation leads from; "in Donetsk region" is in the division, not in the town."""
    found = []
    for span in relation.objects:
        choice = located.get((relation.report, *span))
        place = choice.place if choice else _capital_of(choices)
        found.append(_division_of(choice, place) if choice and place and relation.relation == "within" else place)
    return found


def _division_of(choice: Choice, town: Place) -> Place:
    if town.kind not in TOWNS or not choice.name.kinds.keys() & {"ADM1", "ADM2", "AREA"}:
        return town
    alike = (c.place for c in choice.candidates if c.place.kind in {"ADM1", "ADM2"})
    return next((place for place in alike if place.country == town.country), town)


def _capital_of(choices: Mapping[str, Choice]) -> Place | None:
    """ "The capital": the one that the dossier names most."""
    capitals = [c for c in choices.values() if c.place is not None and c.place.kind == "PPLC"]
    best = max(capitals, key=lambda c: (len(c.name.mentions), c.name.key), default=None)
    return best.place if best else None


def _relations_by_name(relations: Iterable[PlaceRelation], names: Mapping[str, Name]) -> dict[str, list[PlaceRelation]]:
    owner = {(m.report, m.start, m.end): key for key, name in names.items() for m in name.mentions}
    found: dict[str, list[PlaceRelation]] = defaultdict(list)
    for relation in relations:
        key = owner.get((relation.report, *relation.subject))
        if key is not None:
            found[key].append(relation)
    return found


def _place_the_stated(
    choices: Mapping[str, Choice], owners: Mapping[str, list[PlaceRelation]], located: Mapping[Span, Choice]
) -> None:
    """Give names that no gazetteer holds the circle that the text draws for them, the smallest where there are more."""
    for key, choice in choices.items():
        if choice.place is not None or choice.candidates:
            continue
        drawn = [(c, r) for r in owners.get(key, ()) for c in _circles([r], located, choices)]
        if drawn:
            choice.circle, relation = min(drawn, key=lambda item: item[0][2])
            choice.stated = relation.text
            near = _objects(relation, located, choices)
            choice.country = near[0].country if near and near[0] and len({p.country for p in near if p}) == 1 else ""


def _of_towns(relations: Iterable[PlaceRelation], choices: Mapping[str, Choice]) -> list[PlaceRelation]:
    """Leave out what is said of countries: "talks in Kazakhstan between Russia and Iran" places nothing."""
    wide = {
        (mention.report, mention.start, mention.end)
        for choice in choices.values()
        if choice.place is not None and choice.place.kind in COUNTRY_KINDS
        for mention in choice.name.mentions
    }
    return [r for r in relations if (r.report, *r.subject) not in wide]


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
