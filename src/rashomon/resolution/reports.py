"""What each report tells by itself, once the names that other reports know for places or write in Latin are so."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from itertools import pairwise
from typing import NamedTuple

import msgspec

from rashomon.known import lists
from rashomon.records import Claim, DatedExpression, Mention, Reading, TimeValue
from rashomon.resolution.acting import acting_mentions
from rashomon.resolution.entities import nodes_of_report
from rashomon.resolution.phrases import ref_of
from rashomon.resolution.scripts import Latin, Scripts, bones_in, foreign_words, is_foreign, with_other_scripts
from rashomon.resolution.times import resolve_times
from rashomon.resolution.verdicts import Node
from rashomon.spelling import fold


class Own(msgspec.Struct, frozen=True, kw_only=True):
    """What one report tells by itself: its reading with names and days settled, its names, its days."""

    reading: Reading
    nodes: tuple[Node, ...]
    places: Reading  # without the places that act as their state
    times: tuple[DatedExpression, ...]


class Called(NamedTuple):
    """The folded names of a report: of places, parts of full names, what may be taken as a place, lone people."""

    places: frozenset[str]
    parts: frozenset[str]
    doubtful: frozenset[str]
    lone: frozenset[str]


class Foreign(NamedTuple):
    """What a report has of words that may be names in another script, with their consonants."""

    words: tuple[tuple[int, int, str], ...]
    bones: frozenset[str]


class Reports:
    """The reports of a dossier as they come and go; a report is read anew where a name of it is another kind now."""

    def __init__(self) -> None:
        self.held: dict[str, Own] = {}
        self._raw: dict[str, Reading] = {}
        self._latin: dict[str, frozenset[tuple[str, Latin]]] = {}
        self._scripts = Scripts()
        self._foreign: dict[str, Foreign] = {}
        self._latinised: dict[str, Reading] = {}
        self._called: dict[str, Called] = {}
        self._counts = {"places": Counter[str](), "parts": Counter[str]()}
        self._given: dict[str, tuple[Reading, frozenset[str], frozenset[str]]] = {}
        self._with: dict[str, set[str]] = defaultdict(set)  # reports by the names in them that may be taken otherwise

    def update(self, readings: Sequence[Reading]) -> tuple[set[str], dict[str, Own]]:
        """Make these the reports; return the ids of those that went or changed, and what those tell that came so."""
        now = {reading.report.id: reading for reading in readings}
        gone = {report for report, reading in self._raw.items() if now.get(report) is not reading}
        came = {report: reading for report, reading in now.items() if self._raw.get(report) is not reading}
        latinised = self._in_latin(gone, came)
        stale = self._as_called(gone, latinised)
        for report in gone:
            del self._given[report]
        given = {report: self._as_others_know(report) for report in stale}
        new = {r: own(with_places(*one)) for r, one in sorted(given.items()) if self._given.get(r) != one}
        self._given |= given
        left = gone | (new.keys() & self.held.keys())
        for report in gone:
            del self.held[report]
        self.held |= new
        return left, new

    def _in_latin(self, gone: Set[str], came: Mapping[str, Reading]) -> set[str]:
        """Read names in other scripts; return the reports whose names are others now, those that came among them."""
        touched: set[str] = set()
        for report in gone:
            touched |= self._scripts.count(self._latin.pop(report), -1)
            self._foreign.pop(report, None)
            del self._raw[report]
        for report, reading in came.items():
            self._latin[report] = bones_in(reading)
            touched |= self._scripts.count(self._latin[report], 1)
            if is_foreign(reading):
                words = tuple(foreign_words(reading))
                self._foreign[report] = Foreign(words, frozenset(word[2] for word in words))
        self._raw |= came
        moved = set(came)
        for report, foreign in self._foreign.items():
            if report in came or not touched.isdisjoint(foreign.bones):
                known = {bones: self._scripts.meant(bones) for bones in foreign.bones}
                self._latinised[report] = with_other_scripts(self._raw[report], foreign.words, known)
                moved.add(report)
        for report in gone - self._foreign.keys():
            self._latinised.pop(report, None)
        return moved

    def _as_called(self, gone: Set[str], moved: Set[str]) -> set[str]:
        """Count what reports call places and people; return the reports in which a name is taken otherwise now."""
        turned: set[str] = set()
        for report in (gone | moved) & self._called.keys():
            turned |= self._count(report, self._called.pop(report), -1)
        for report in moved:
            self._called[report] = _called(self._latinised.get(report, self._raw[report]))
            turned |= self._count(report, self._called[report], 1)
        return set(moved).union(*(self._with.get(name, ()) for name in turned))

    def _count(self, report: str, called: Called, by: int) -> set[str]:
        """Count the names of a report in or out; return those that began or ceased to be called so."""
        turned = set()
        for what, names in (("places", called.places), ("parts", called.parts)):
            counts = self._counts[what]
            for name in names:
                counts[name] += by
                if counts[name] in (0, by):
                    turned.add(name)
                if not counts[name]:
                    del counts[name]
        for name in called.doubtful | called.lone:
            (self._with[name].add if by > 0 else self._with[name].discard)(report)
        return turned

    def _as_others_know(self, report: str) -> tuple[Reading, frozenset[str], frozenset[str]]:
        """Return a reading with the names in it that others know for places, and those that are parts of full names."""
        called, (places, parts) = self._called[report], self._counts.values()
        doubtful = (name for name in called.doubtful if name in places and name not in parts)
        known = frozenset(name for name in doubtful if not lists().find(name, ("person",)))
        return self._latinised.get(report, self._raw[report]), known, frozenset(called.lone & parts.keys())


def own(reading: Reading) -> Own:
    """Return what a report tells by itself."""
    values, times = resolve_times((reading,))
    spans = [(start, end) for _, start, end in sorted(values)]
    reading = msgspec.structs.replace(reading, claims=tuple(_timed(claim, values, spans) for claim in reading.claims))
    acting = frozenset(acting_mentions((reading,)))
    left = tuple(mention for mention in reading.mentions if ref_of(mention) not in acting)
    places = msgspec.structs.replace(reading, mentions=left)
    return Own(
        reading=reading,
        nodes=nodes_of_report(reading, acting),
        places=places,
        times=times,
    )


def _called(reading: Reading) -> Called:
    people = [mention for mention in reading.mentions if mention.kind == "person"]
    return Called(
        places=frozenset(fold(mention.text) for mention in reading.mentions if mention.kind == "place"),
        parts=frozenset(fold(part) for m in people if " " in m.text for part in m.text.split()),
        doubtful=frozenset(fold(mention.text) for mention in reading.mentions if mention.kind in ("person", "other")),
        lone=frozenset(fold(mention.text) for mention in people if " " not in mention.text),
    )


def with_places(reading: Reading, doubtful: Set[str], parts: Set[str]) -> Reading:
    """Take these names as places, and lone people's that are no parts of full names and are joined to a place's.

    `doubtful` are what another report finds to be a place, where this one takes it for a person without a full name.
    """
    found = tuple(_as_place(m, doubtful) for m in reading.mentions)
    lone = {fold(m.text) for m in found if m.kind == "person" and " " not in m.text} - parts
    beside = {name for name in _beside_places(reading.report.text, found) & lone if not lists().find(name)}
    return msgspec.structs.replace(reading, mentions=tuple(_as_place(m, beside) for m in found))


def _beside_places(text: str, mentions: Sequence[Mention]) -> set[str]:
    """The folded names that are joined to a place's: "at Mushaki and Karuba"."""
    names = [m for m in mentions if m.kind in ("place", "person")]
    joined = [(a, b) for a, b in pairwise(names) if re.fullmatch(r",? and |, ", text[a.end : b.start])]
    return {fold(b.text) for a, b in joined if a.kind == "place"} | {
        fold(a.text) for a, b in joined if b.kind == "place"
    }


def _as_place(mention: Mention, names: Set[str]) -> Mention:
    is_place = mention.kind in ("person", "other") and fold(mention.text) in names
    return msgspec.structs.replace(mention, kind="place", found_by="vote") if is_place else mention


def _timed(claim: Claim, values: Mapping[tuple[str, int, int], TimeValue], spans: Iterable[tuple[int, int]]) -> Claim:
    """Give a claim the settled value of its time expression, or of the one that overlaps it most."""
    if claim.time is None:
        return claim
    at, end = claim.time.at, claim.time.at_end
    value = values.get((claim.report, at, end))
    if value is None:
        size, span = max(((min(end, e) - max(at, s), (s, e)) for s, e in spans), default=(0, (0, 0)))
        value = values.get((claim.report, *span)) if size > 0 else None
    return msgspec.structs.replace(claim, time=value) if value else claim
