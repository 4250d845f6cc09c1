"""The front of the stage: which actor, place and day each mention means, and the claims filled with what was found."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence, Set
from itertools import chain, pairwise
from typing import NamedTuple

import msgspec

from rashomon.decisions import Decisions
from rashomon.docks import Gazetteer
from rashomon.kept import Kept
from rashomon.known import lists
from rashomon.records import (
    ROLES,
    Claim,
    DatedExpression,
    Failure,
    Mention,
    MentionRef,
    Reading,
    Resolution,
    TimeValue,
)
from rashomon.resolution.acting import acting_mentions
from rashomon.resolution.entities import resolve_entities
from rashomon.resolution.fillers import Filling
from rashomon.resolution.phrases import ref_of
from rashomon.resolution.places import resolve_places
from rashomon.resolution.scripts import with_other_scripts
from rashomon.resolution.sides import settle_sides, with_sides
from rashomon.resolution.times import resolve_times
from rashomon.spelling import fold


def resolve(
    readings: Sequence[Reading], gazetteer: Gazetteer, decisions: Decisions | None = None, kept: Kept | None = None
) -> Resolution:
    """Return the dossier's entities with all their mentions, and its claims with entities and times filled in.

    `kept` holds what the call before made: of reports and names that are as they were, it is not made again.
    """
    kept = kept or Kept()
    kept.begin(lists(), getattr(gazetteer, "stamp", gazetteer))
    readings, times, undated = _dated(with_places(with_other_scripts(readings, kept), kept), kept)
    acting = _acting(readings, kept)
    places, relations, unplaced = resolve_places(_without(readings, acting, kept), gazetteer, decisions, kept)
    entities = resolve_entities(readings, decisions, acting=acting, kept=kept)
    filling = Filling(readings, (*places, *entities), kept)
    sides = settle_sides(readings, filling)
    filling.take(sides)
    claims = [filling.claims_of(reading, lambda claim: _filled(claim, filling)) for reading in readings]
    kept.end()
    return Resolution(
        entities=with_sides(filling.entities(), sides),
        claims=tuple(chain.from_iterable(claims)),
        relations=relations,
        times=times,
        failures=(*undated, *unplaced),
        sides=sides,
    )


def _acting(readings: Sequence[Reading], kept: Kept) -> tuple[MentionRef, ...]:
    found = (kept.of("acting", r.report.id, (r,), functools.partial(acting_mentions, (r,))) for r in readings)
    return tuple(chain.from_iterable(found))


class Called(NamedTuple):
    """The folded names of a report: of places, parts of full names, what may be taken as a place, lone people."""

    places: frozenset[str]
    parts: frozenset[str]
    doubtful: frozenset[str]
    lone: frozenset[str]


def _called(reading: Reading) -> Called:
    people = [mention for mention in reading.mentions if mention.kind == "person"]
    return Called(
        places=frozenset(fold(mention.text) for mention in reading.mentions if mention.kind == "place"),
        parts=frozenset(fold(part) for m in people if " " in m.text for part in m.text.split()),
        doubtful=frozenset(fold(mention.text) for mention in reading.mentions if mention.kind in ("person", "other")),
        lone=frozenset(fold(mention.text) for mention in people if " " not in mention.text),
    )


def with_places(readings: Sequence[Reading], kept: Kept | None = None) -> list[Reading]:
    """Take as a place what one report finds to be one, where another takes it for a person without a full name."""
    kept = kept or Kept()
    called = [kept.of("called", r.report.id, (r,), functools.partial(_called, r)) for r in readings]
    parts = frozenset().union(*(one.parts for one in called))
    places = frozenset().union(*(one.places for one in called)) - parts
    doubtful = {
        name
        for name in places
        if not kept.of("is person", name, (), functools.partial(lists().find, name, ("person",)))
    }
    out = []
    for reading, own in zip(readings, called, strict=True):
        given = (reading, own.doubtful & doubtful, own.lone & parts)
        out.append(kept.of("with places", reading.report.id, given, functools.partial(_with_places, *given)))
    return out


def _with_places(reading: Reading, doubtful: frozenset[str], parts: frozenset[str]) -> Reading:
    """Take these names as places, and lone people's that are no parts of full names and are joined to a place's."""
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


def _dated(
    readings: Sequence[Reading], kept: Kept
) -> tuple[list[Reading], tuple[DatedExpression, ...], tuple[Failure, ...]]:
    """Return the readings with their claims' times settled, and every dated expression."""
    made = [kept.of("dated", r.report.id, (r,), functools.partial(_dated_alone, r)) for r in readings]
    dated = tuple(chain.from_iterable(one[1] for one in made))
    return [one[0] for one in made], dated, tuple(chain.from_iterable(one[2] for one in made))


def _dated_alone(reading: Reading) -> tuple[Reading, tuple[DatedExpression, ...], tuple[Failure, ...]]:
    values, dated, failures = resolve_times((reading,))
    spans = [(start, end) for _, start, end in sorted(values)]
    claims = tuple(_timed(claim, values, spans) for claim in reading.claims)
    return msgspec.structs.replace(reading, claims=claims), dated, failures


def _timed(claim: Claim, values: dict[tuple[str, int, int], TimeValue], spans: Sequence[tuple[int, int]]) -> Claim:
    """Give a claim the settled value of its time expression, or of the one that overlaps it most."""
    if claim.time is None:
        return claim
    at, end = claim.time.at, claim.time.at_end
    value = values.get((claim.report, at, end))
    if value is None:
        size, span = max(((min(end, e) - max(at, s), (s, e)) for s, e in spans), default=(0, (0, 0)))
        value = values.get((claim.report, *span)) if size > 0 else None
    return msgspec.structs.replace(claim, time=value) if value else claim


def _without(readings: Sequence[Reading], acting: Sequence[MentionRef], kept: Kept) -> list[Reading]:
    """The readings without the place mentions that act as their state."""
    gone = frozenset(acting)
    return [kept.of("without", r.report.id, (r,), functools.partial(_without_alone, r, gone)) for r in readings]


def _without_alone(reading: Reading, gone: frozenset[MentionRef]) -> Reading:
    left = tuple(mention for mention in reading.mentions if ref_of(mention) not in gone)
    return msgspec.structs.replace(reading, mentions=left)


def _filled(claim: Claim, filling: Filling) -> Claim:
    roles = {role: tuple(filling.filler(claim, role, one) for one in claim.role(role)) for role in ROLES}
    voices = tuple(filling.voice(claim, voice) for voice in claim.voices)
    return msgspec.structs.replace(claim, voices=voices, **roles)
