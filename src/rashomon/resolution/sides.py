"""Says which entities the stated sides are about, and keeps with each entity whom it stands with or against."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from rashomon.records import Entity, Filler, Reading, Side
from rashomon.resolution.fillers import Filling

# relation -> (what the subject keeps the object as, what the object keeps the subject as)
KEPT: dict[str, tuple[str, str]] = {
    "backs": ("allies", "allies"),
    "recognises": ("", ""),
    "allied": ("allies", "allies"),
    "opposes": ("opponents", "opponents"),
    "sides with": ("sides", ""),
    "part of": ("sides", ""),
    "leads": ("sides", ""),
}


def settle_sides(readings: Sequence[Reading], filling: Filling) -> tuple[Side, ...]:
    """Return the sides of all reports with the entities of both ends, where they are known."""
    return tuple(
        side for reading in readings for side in filling.sides_of(reading, lambda side: _settled(side, filling))
    )


def _settled(side: Side, filling: Filling) -> Side:
    """A side with both ends settled; "forces" alone that are loyal to someone are settled by all its words."""
    subject, other = filling.party(side.report, side.subject), filling.party(side.report, side.object)
    if subject.entity is None and side.start == subject.start and side.relation == "sides with":
        whole = filling.party(side.report, Filler(text=side.text, start=side.start, end=side.end))
        subject = msgspec.structs.replace(subject, entity=whole.entity if whole.entity != other.entity else None)
    voices = tuple(filling.voice(side, voice) for voice in side.voices)
    return msgspec.structs.replace(side, subject=subject, object=other, voices=voices)


def with_sides(entities: Iterable[Entity], sides: Iterable[Side]) -> tuple[Entity, ...]:
    """Return the entities with what reports say in their own voice of whom they stand with or against.

    What a speaker says, what is denied or only possible stays with the statement; statements that conflict both count.
    """
    kept: dict[tuple[str, str], set[str]] = defaultdict(set)
    entities = tuple(entities)
    places = {entity.id for entity in entities if entity.kind == "place"}
    for side in sides:
        one, other = side.subject.entity, side.object.entity
        plain = (side.certainty.polarity, side.certainty.modality) == ("affirmed", "asserted")
        if one and other and one != other and plain and not side.voices and not places & {one, other}:
            forth, back = KEPT[side.relation]
            kept[one, forth].add(other)
            kept[other, back].add(one)
    return tuple(_with(entity, kept) for entity in entities)


def _with(entity: Entity, kept: dict[tuple[str, str], set[str]]) -> Entity:
    """Listed sides first, in their order; then the stated ones."""
    more = {name: sorted(kept.get((entity.id, name), ())) for name in ("sides", "allies", "opponents")}
    if not any(more.values()):
        return entity
    return msgspec.structs.replace(
        entity, **{name: tuple(dict.fromkeys((*getattr(entity, name), *ids))) for name, ids in more.items()}
    )
