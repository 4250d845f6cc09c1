"""Fills the claims and sides of all reports with what phrases denote; only what a change reaches is filled anew."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from itertools import chain
from typing import NamedTuple, cast

import msgspec

from rashomon.known import lists
from rashomon.records import ROLES, Claim, Entity, MentionRef, Reading, Side
from rashomon.resolution.fillers import Filling
from rashomon.resolution.sides import Stances, settle_side, stances, with_stances
from rashomon.resolution.verdicts import Changed
from rashomon.spelling import fold

Mentioned = tuple[int, int, str]  # where an entity stands in a report
Items = tuple[Claim, ...] | tuple[Side, ...]


class Made(NamedTuple):
    """What was made of a report, the answers that it rests on, the phrases that denote entities.

    What begins an entity is made in every round, for the entity is begun in whichever report comes first.
    """

    items: Items
    asked: Mapping[tuple[str, str], bool | str | None]
    denoting: tuple[Mentioned, ...]
    begins: bool


class Filled:
    """The entities, claims and sides of a dossier as reports come and go; `held` are the entities by id."""

    def __init__(self) -> None:
        self.held: dict[str, Entity] = {}
        self.mentions: dict[str, tuple[Mentioned, ...]] = {}  # of each report, in the order of the text
        self._filling = Filling()
        self._readings: dict[str, Reading] = {}
        self._countries: Counter[str] = Counter()
        self._spans: dict[str, set[Mentioned]] = defaultdict(set)  # of mentions
        self._phrases: dict[str, frozenset[Mentioned]] = {}  # of phrases that are no mentions
        self._denoted: dict[str, set[MentionRef]] = defaultdict(set)
        self._made: dict[str, dict[str, Made]] = {"sides": {}, "claims": {}}
        self._resting: dict[str, set[str]] = {"sides": set(), "claims": set()}  # reports that rest on others
        self._stances: dict[str, Stances] = {}

    def claims(self, report: str) -> tuple[Claim, ...]:
        """Return the claims of a report, filled."""
        return cast(tuple[Claim, ...], self._made["claims"][report].items)

    def sides(self, report: str) -> tuple[Side, ...]:
        """Return the sides that a report states, with the entities of both ends, where they are known."""
        return cast(tuple[Side, ...], self._made["sides"][report].items)

    def update(
        self,
        gone: Set[str],
        came: Mapping[str, Reading],
        changed: Changed,
        order: Sequence[str],
    ) -> set[str]:
        """Let the reports of these ids go and take these; return the reports that are filled otherwise.

        A report that changed goes and comes; `order` are all reports, `changed` the entities before and after.
        """
        begun = self._filling.begun
        self._filling.restart()
        for report in gone - came.keys():
            self._forget(report)
        for report, reading in came.items():
            self._readings[report] = reading
            self._filling.read(reading)
        moved, facts = self._take(changed)
        stale = set(self._readings) if self._turned() else (came.keys() | moved | facts) & self._readings.keys()
        told = self._round("sides", stale, order, lambda reading: tuple(map(self._settled, reading.sides)))
        stale |= {report for report in told if self._filling.take(report, self.sides(report))}
        told |= self._round("claims", stale, order, lambda reading: tuple(map(self._filled, reading.claims)))
        reached = (told | moved | came.keys()) & self._readings.keys()
        named = self._rephrase(reached | (gone - came.keys()))
        self._finish({*changed, *begun, *self._filling.begun, *named})
        return reached

    def _forget(self, report: str) -> None:
        self._filling.forget(report)
        del self._readings[report]
        for what, made in self._made.items():
            del made[report]
            self._resting[what].discard(report)

    def _take(self, changed: Changed) -> tuple[set[str], set[str]]:
        """Take entities; return the reports whose mentions are others', and those of entities of other facts."""
        moved: set[str] = set()
        facts: set[str] = set()
        for key, (old, new) in changed.items():
            before, after = (set(entity.mentions) if entity else set() for entity in (old, new))
            for refs, put in ((before - after, set.discard), (after - before, set.add)):
                for ref in refs:
                    put(self._spans[ref.report], (ref.start, ref.end, key))
                    moved.add(ref.report)
            for entity, by in ((old, -1), (new, 1)):
                if entity and entity.country:
                    self._countries[entity.country] += by * len(entity.mentions)
            if new is None:
                self._filling.entities.pop(key, None)
            else:
                self._filling.entities[key] = new
                facts |= {ref.report for ref in after} if old and _facts(old) != _facts(new) else set()
        for report in moved & self._readings.keys():
            self._filling.own(report, {(start, end): key for start, end, key in sorted(self._spans[report])})
        return moved, facts

    def _turned(self) -> bool:
        """Whether most mentions are of another country now; reports may depend on it that never told."""
        counts = {code: count for code, count in self._countries.items() if count}
        country = min(counts, key=lambda code: (-counts[code], code), default="")
        before, self._filling.country = self._filling.country, country
        return country != before

    def _settled(self, side: Side) -> Side:
        return settle_side(side, self._filling)

    def _filled(self, claim: Claim) -> Claim:
        look = self._filling
        roles = {role: tuple([look.filler(claim, role, one) for one in claim.role(role)]) for role in ROLES}
        voices = tuple([look.voice(claim, voice) for voice in claim.voices])
        return msgspec.structs.replace(claim, voices=voices, **roles)

    def _round(self, what: str, stale: Set[str], order: Sequence[str], make: Callable[[Reading], Items]) -> set[str]:
        """Make anew what is stale or rests on other answers now, in the order of the reports; return what changed."""
        made, resting = self._made[what], self._resting[what]
        again = stale | resting
        changed = set()
        for report in [report for report in order if report in again] if again else ():
            old = made.get(report)
            if report not in stale and old and self._rests(old):
                continue
            known = len(self._filling.begun)
            self._filling.turn_to()
            items = make(self._readings[report])
            asked, denoting = self._filling.asked, tuple(self._filling.denoting)
            new = Made(items, asked, denoting, len(self._filling.begun) > known)
            (resting.add if new.asked or new.begins else resting.discard)(report)
            if old is None or old.items != items or old.denoting != denoting:
                changed.add(report)
            else:
                new = new._replace(items=old.items)
            made[report] = new
        return changed

    def _rests(self, made: Made) -> bool:
        """Whether what was made of a report stands: it begins no entity, and its questions are answered as before."""
        return not made.begins and all(self._filling.answer(*ask) == answer for ask, answer in made.asked.items())

    def _rephrase(self, reports: Iterable[str]) -> set[str]:
        """Find the phrases of these reports that denote entities; return the entities of which they are others now."""
        named = set()
        for report in reports:
            owned = {(start, end) for start, end, _ in self._spans.get(report, ())}
            told = (made[report].denoting for made in self._made.values() if report in made)
            new = frozenset(one for one in chain.from_iterable(told) if one[:2] not in owned)
            old = self._phrases.pop(report, frozenset())
            for phrases, put in ((old - new, set.discard), (new - old, set.add)):
                for start, end, key in phrases:
                    put(self._denoted[key], MentionRef(report=report, start=start, end=end))
                    named.add(key)
            if new:
                self._phrases[report] = new
            self.mentions[report] = tuple(sorted({*self._spans.get(report, ()), *new}))
            if report not in self._readings:
                del self.mentions[report]
        return named

    def _finish(self, keys: Iterable[str]) -> None:
        """Make these entities anew, and those of which reports say otherwise now with whom they stand."""
        entities = self._filling.entities
        places = {key for key, entity in entities.items() if entity.kind == "place"}
        stated = (self.sides(report) for report in self._readings)
        before, self._stances = self._stances, stances(chain.from_iterable(stated), places)
        turned = {k for k in before.keys() | self._stances.keys() if before.get(k) != self._stances.get(k)}
        for key in {*keys, *turned}:
            if key in entities:
                made = self._as_told(self._with_phrases(entities[key]))
                made = with_stances(made, self._stances.get(key, Stances()))
                if made != self.held.get(key):
                    self.held[key] = made
            else:
                self.held.pop(key, None)

    def _with_phrases(self, entity: Entity) -> Entity:
        """Return an entity with the phrases that were found to denote it among its mentions."""
        more = self._denoted.get(entity.id)
        if not more:
            return entity
        written = {self._readings[ref.report].report.text[ref.start : ref.end] for ref in more}
        return msgspec.structs.replace(
            entity,
            mentions=tuple(sorted({*entity.mentions, *more})),
            names=tuple(sorted({*entity.names, *written})),
        )

    def _as_told(self, entity: Entity) -> Entity:
        """Return a listed body that no report calls by a listed name under the words that most mentions have.

        "Russian warplanes" are Russia's air force to what follows, but its name stands in no text.
        """
        row = lists().by_id.get(entity.id) if entity.kind == "actor" else None
        told = set(map(fold, entity.names))
        if row is None or entity.id == f"{row.country}-STATE" or told & set(map(fold, row.names())):
            return entity
        texts = (self._readings[ref.report].report.text[ref.start : ref.end] for ref in entity.mentions)
        words = Counter(text for text in texts if text in entity.names)
        name = min(words, key=lambda text: (-words[text], text), default=entity.name)
        return msgspec.structs.replace(entity, name=name)


def _facts(entity: Entity) -> tuple[object, ...]:
    """What the phrases of a report may depend on of an entity that it names."""
    return entity.kind, entity.name, entity.names, entity.country, entity.sector, entity.sides
