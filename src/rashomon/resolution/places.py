"""Settles which place on the map each place name of a dossier means, or says that it cannot, and why."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from typing import NamedTuple

import msgspec

from rashomon.docks import Gazetteer
from rashomon.kept import Kept
from rashomon.records import Entity, Place, PlaceRelation, Reading
from rashomon.resolution.candidates import find_candidates, is_wide
from rashomon.resolution.coherence import about, first_belief, settle_together
from rashomon.resolution.company import votes_of
from rashomon.resolution.grouping import entities_of
from rashomon.resolution.namesakes import Placed, named_countries, placed_in, told_apart
from rashomon.resolution.naming import Choice, Names, Said, said_in
from rashomon.resolution.ranking import COUNTRY_KINDS, Candidate
from rashomon.resolution.relations import relations_of
from rashomon.resolution.stated import Stated
from rashomon.resolution.verdicts import Changed
from rashomon.resources import read_list

_TRANSLITERATED = frozenset(read_list("place_words.yaml")["transliterated"])
KNOWN_EVERYWHERE = 50_000  # people of a town that a report may name without telling where it lies

Span = tuple[int, int]


class Setting(NamedTuple):
    """Where a dossier is set besides its home countries: countries that it names, and cells of a degree."""

    countries: frozenset[str]
    cells: frozenset[tuple[int, int]]


class Told(NamedTuple):
    """What one report tells of places: where it names them, which lie in which, how they lie, and peoples."""

    reading: Reading
    said: tuple[Said, ...]
    keys: dict[Span, str]
    placed: Placed
    relations: tuple[PlaceRelation, ...]
    peoples: Counter[str]


def resolve_places(
    readings: Iterable[Reading], gazetteer: Gazetteer
) -> tuple[tuple[Entity, ...], tuple[PlaceRelation, ...]]:
    """Return one entity for each place that the dossier names, with all its mentions, and the stated relations."""
    places = Places(gazetteer)
    places.update((), {reading.report.id: reading for reading in readings})
    entities = tuple(places.held[key] for key in sorted(places.held))
    return entities, tuple(chain.from_iterable(places.relations.values()))


class Places:
    """The places of all reports, as reports come and go; `held` are all, by id, `choices` what each name means.

    Every name weighs on the others, so that all are weighed in every run; what comes out as before is kept.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.held: dict[str, Entity] = {}
        self.choices: dict[str, Choice] = {}
        self.relations: dict[str, tuple[PlaceRelation, ...]] = {}  # that a report states
        self._gazetteer = gazetteer
        self._names = Names()
        self._told: dict[str, Told] = {}
        self._peoples: Counter[str] = Counter()
        self._parts: dict[tuple[str, Span], str] = {}  # where a name stands that is told apart from its namesake
        self._kept = Kept()

    def update(self, gone: Iterable[str], came: Mapping[str, Reading]) -> tuple[Changed, set[str]]:
        """Let the reports of these ids go and take these; return the places that changed, and reports' relations."""
        left = [self._told.pop(report) for report in gone]
        new = [_told(came[report]) for report in sorted(came)]
        self._told |= {told.reading.report.id: told for told in new}
        self._names.update([told.said for told in left], [told.said for told in new])
        for told in left:
            self._peoples.subtract(told.peoples)
        for told in new:
            self._peoples.update(told.peoples)
        self._kept.begin()
        self.choices = self._named()
        stated = self._weighed(self.choices)
        stated.place_the_unlocated()
        entities, homes = entities_of(self.choices, self._kept)
        before, self.held = self.held, {entity.id: entity for entity in entities}
        moved = {key for key in before.keys() | self.held.keys() if before.get(key) is not self.held.get(key)}
        mapped = self._map(homes)
        self._kept.end()
        return {key: (before.get(key), self.held.get(key)) for key in sorted(moved)}, mapped

    def _named(self) -> dict[str, Choice]:
        """What each name may mean by its spelling; towns of one name are told apart."""
        names = self._names.in_order()
        choices = {key: Choice(name, self._candidates(name.text, name.bare, ())) for key, name in names.items()}
        apart = told_apart(choices, [told.placed for told in self._told.values() if told.placed], self._countries)
        split = [(key, choice) for key, choice in apart.items() if key not in choices]
        self._parts = {(m.report, (m.start, m.end)): key for key, choice in split for m in choice.name.mentions}
        return apart

    def _candidates(self, text: str, bare: str, countries: tuple[str, ...]) -> list[Candidate]:
        given = (text, bare, countries)
        return self._kept.of("candidates", given, given, partial(find_candidates, self._gazetteer, *given))

    def _countries(self, report: str) -> Counter[str]:
        reading = self._told[report].reading
        return self._kept.of("countries", report, (reading,), partial(named_countries, reading))

    def _weighed(self, choices: dict[str, Choice]) -> Stated:
        """Settle what the names mean by the company that they keep, in a few rounds."""
        peoples = self._countries_of_peoples()
        spelled = {key: self._spelled(key, choice) for key, choice in choices.items()}
        around = {key: _named_after_it(choice, choices) for key, choice in choices.items()}
        homes = about({key: one.votes for key, one in spelled.items()}, peoples, around)
        setting = self._setting(spelled, homes, peoples)
        for key, choice in choices.items():
            given = (choice.name.text, choice.name.bare, choice.candidates, homes[key], setting, bool(around[key]))
            choice.candidates = self._kept.of("thinkable", key, given, partial(self._thinkable, *given))
        related = [self._told[report].relations for report in self._related()]
        stated = Stated(chain.from_iterable(related), self._find, choices)
        settle_together(choices, stated, peoples, self._kept)
        return stated

    def _countries_of_peoples(self) -> dict[str, float]:
        """Countries named by adjectives and names of peoples ("Libyan", "Turks"), by how often."""
        votes: dict[str, float] = defaultdict(float)
        for word, count in sorted(self._peoples.items()):
            if count and (country := self._kept.of("people", word, (), partial(_country_of, self._gazetteer, word))):
                votes[country] += math.log1p(count)
        return dict(votes)

    def _spelled(self, key: str, choice: Choice) -> Spelled:
        given = (len(choice.name.mentions), choice.candidates)
        return self._kept.of("spelled", key, given, partial(_spelled, *given))

    def _setting(
        self, spelled: Mapping[str, Spelled], homes: Mapping[str, Sequence[str]], peoples: Mapping[str, float]
    ) -> Setting:
        named = frozenset(peoples).union(*{one.named for one in spelled.values()})
        firsts = ((key, one.first) for key, one in spelled.items() if one.first)
        at_home = frozenset(cell for key, (country, cell) in firsts if country in homes[key])
        given = (named, at_home)
        return self._kept.of("setting", "", given, partial(_setting, *given))

    def _thinkable(
        self,
        text: str,
        bare: str,
        candidates: Sequence[Candidate],
        home: Sequence[str],
        setting: Setting,
        surrounded: bool,
    ) -> list[Candidate]:
        """What a name may mean in a dossier that is set so; what sounds like it at home, if nothing is spelled so."""
        found = [c for c in candidates if _is_thinkable(c, home, setting)]
        if not surrounded and any(c.own and c.how == "exact" for c in found):
            return found
        by_ear = tuple(country for country in dict.fromkeys(home) if country in _TRANSLITERATED)
        if not by_ear or any(c.place.country in home or is_wide(c.place) for c in found):
            return found
        near = self._candidates(text, bare, by_ear)
        return found + [c for c in near if c.how == "near" and c.place.country in by_ear]

    def _related(self) -> list[str]:
        """The reports that state how places lie."""
        return sorted(report for report, told in self._told.items() if told.relations)

    def _find(self, report: str, span: Span) -> str | None:
        """The key of the choice that a mention belongs to."""
        return self._parts.get((report, span)) or self._told[report].keys.get(span)

    def _map(self, homes: Mapping[str, str]) -> set[str]:
        """Give the relations that reports state their entities; return the reports of which they are others now."""
        before, self.relations = self.relations, {}
        for report in self._related():
            if found := tuple(self._mapped(self._told[report].relations, homes)):
                old = before.get(report)
                self.relations[report] = old if old is not None and old == found else found
        return {report for report in self._told if self.relations.get(report) is not before.get(report)}

    def _mapped(self, relations: Iterable[PlaceRelation], homes: Mapping[str, str]) -> Iterator[PlaceRelation]:
        """Leave out what is said of countries: "talks in Kazakhstan between Russia and Iran" places nothing."""
        for relation in relations:
            subject, *objects = (self._find(relation.report, span) for span in (relation.subject, *relation.objects))
            place = self.choices[subject].place if subject else None
            if place is None or place.kind not in COUNTRY_KINDS:
                yield msgspec.structs.replace(
                    relation,
                    subject_entity=homes[subject] if subject else None,
                    object_entities=tuple(homes[key] if key else None for key in objects),
                )


class Spelled(NamedTuple):
    """What a name tells by its spelling: countries that it may name, votes, the country and cell of its best town."""

    named: frozenset[str]
    votes: Mapping[str, float]
    first: tuple[str, tuple[int, int]] | None


def _spelled(mentions: int, candidates: Sequence[Candidate]) -> Spelled:
    best = candidates[0] if candidates else None
    town = best is not None and best.how == "exact" and not is_wide(best.place)
    return Spelled(
        named=frozenset(c.place.country for c in candidates if c.place.kind in COUNTRY_KINDS and c.how == "exact"),
        votes=votes_of(mentions, candidates, first_belief(candidates))[0],
        first=(best.place.country, _cell(best.place)) if best and town else None,
    )


def _told(reading: Reading) -> Told:
    said = said_in(reading)
    return Told(
        reading=reading,
        said=said,
        keys={(one.mention.start, one.mention.end): one.key for one in said},
        placed=placed_in(reading),
        relations=relations_of(reading),
        peoples=Counter(m.text for m in reading.mentions if m.kind == "nationality"),
    )


def _named_after_it(choice: Choice, choices: Mapping[str, Choice]) -> set[str]:
    """The countries of the divisions and countries that the text names right after it: "Ramallah in the West Bank"."""
    followers = [choices[key] for key in sorted(choice.name.followed_by) if key in choices]
    return {c.place.country for follower in followers for c in follower.candidates if is_wide(c.place) and c.own}


def _is_thinkable(candidate: Candidate, home: Sequence[str], setting: Setting) -> bool:
    """Away from home only what lies beside the dossier's places, or what readers everywhere know by that very name."""
    place = candidate.place
    if not home or place.country in home or not place.country:
        return True
    if place.kind in COUNTRY_KINDS or place.kind in {"PPLC", "RGN", "CONT"}:
        return True
    if place.kind == "ADM1":
        return place.country in setting.countries or place.population >= KNOWN_EVERYWHERE * 20
    if candidate.how in ("folded", "near", "part"):
        return False
    if candidate.own and candidate.how == "exact" and _cell(place) in setting.cells:
        return True
    return place.population >= KNOWN_EVERYWHERE and (candidate.own or place.country in setting.countries)


def _cell(place: Place) -> tuple[int, int]:
    return round(place.lat), round(place.lon)


def _setting(named: frozenset[str], at_home: frozenset[tuple[int, int]]) -> Setting:
    """The cells of a degree, each with those beside it, in which the best known towns of the names at home lie."""
    around = ((lat + north, lon + east) for lat, lon in at_home for north in (-1, 0, 1) for east in (-1, 0, 1))
    return Setting(named, frozenset(around))


def _country_of(gazetteer: Gazetteer, word: str) -> str:
    """The country that an adjective or the name of a people means."""
    return next((place.country for place in gazetteer.lookup(word) if place.kind in COUNTRY_KINDS), "")
