"""The front of the stage: which actor, place and day each mention means, and the claims filled with what was found."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

import msgspec

from rashomon.decisions import Decisions
from rashomon.docks import Gazetteer
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
from rashomon.resolution.places import resolve_places
from rashomon.resolution.scripts import with_other_scripts
from rashomon.resolution.sides import settle_sides, with_sides
from rashomon.resolution.times import resolve_times
from rashomon.spelling import fold


def resolve(readings: Sequence[Reading], gazetteer: Gazetteer, decisions: Decisions | None = None) -> Resolution:
    """Return the dossier's entities with all their mentions, and its claims with entities and times filled in."""
    readings, times, undated = _dated(with_places(with_other_scripts(readings)))
    acting = acting_mentions(readings)
    places, relations, unplaced = resolve_places(_without(readings, acting), gazetteer, decisions)
    entities = resolve_entities(readings, decisions, acting=acting)
    filling = Filling(readings, (*places, *entities))
    sides = settle_sides(readings, filling)
    filling.take(sides)
    claims = tuple(_filled(claim, filling) for reading in readings for claim in reading.claims)
    return Resolution(
        entities=with_sides(filling.entities(), sides),
        claims=claims,
        relations=relations,
        times=times,
        failures=(*undated, *unplaced),
        sides=sides,
    )


def with_places(readings: Sequence[Reading]) -> list[Reading]:
    """Take as a place what one report finds to be one, where another takes it for a person without a full name."""
    mentions = [mention for reading in readings for mention in reading.mentions]
    places = {fold(mention.text) for mention in mentions if mention.kind == "place"}
    parts = {fold(part) for m in mentions if m.kind == "person" and " " in m.text for part in m.text.split()}
    doubtful = {name for name in places - parts if not lists().find(name, ("person",))}
    out = []
    for reading in readings:
        found = tuple(_as_place(m, doubtful) for m in reading.mentions)
        lone = {fold(m.text) for m in found if m.kind == "person" and " " not in m.text} - parts
        beside = {name for name in _beside_places(reading.report.text, found) & lone if not lists().find(name)}
        out.append(msgspec.structs.replace(reading, mentions=tuple(_as_place(m, beside) for m in found)))
    return out


def _beside_places(text: str, mentions: Sequence[Mention]) -> set[str]:
    """The folded names that are joined to a place's: "at Mushaki and Karuba"."""
    names = [m for m in mentions if m.kind in ("place", "person")]
    joined = [(a, b) for a, b in pairwise(names) if re.fullmatch(r",? and |, ", text[a.end : b.start])]
    return {fold(b.text) for a, b in joined if a.kind == "place"} | {
        fold(a.text) for a, b in joined if b.kind == "place"
    }


def _as_place(mention: Mention, names: set[str]) -> Mention:
    is_place = mention.kind in ("person", "other") and fold(mention.text) in names
    return msgspec.structs.replace(mention, kind="place", found_by="vote") if is_place else mention


def _dated(
    readings: Sequence[Reading],
) -> tuple[list[Reading], tuple[DatedExpression, ...], tuple[Failure, ...]]:
    """Return the readings with their claims' times settled, and every dated expression."""
    values, dated, failures = resolve_times(readings)
    spans: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for report, start, end in sorted(values):
        spans[report].append((start, end))
    out = []
    for reading in readings:
        claims = tuple(_timed(claim, values, spans[claim.report]) for claim in reading.claims)
        out.append(msgspec.structs.replace(reading, claims=claims))
    return out, dated, failures


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


def _without(readings: Sequence[Reading], acting: Sequence[MentionRef]) -> list[Reading]:
    """The readings without the place mentions that act as their state."""
    gone = frozenset(acting)
    return [
        msgspec.structs.replace(
            reading,
            mentions=tuple(
                mention
                for mention in reading.mentions
                if MentionRef(report=mention.report, start=mention.start, end=mention.end) not in gone
            ),
        )
        for reading in readings
    ]


def _filled(claim: Claim, filling: Filling) -> Claim:
    roles = {role: tuple(filling.filler(claim, role, one) for one in claim.role(role)) for role in ROLES}
    voices = tuple(filling.voice(claim, voice) for voice in claim.voices)
    return msgspec.structs.replace(claim, voices=voices, **roles)
