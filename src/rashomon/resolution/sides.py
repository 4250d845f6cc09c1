"""Says which entities the stated sides are about, and keeps with each entity whom it stands with or against."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable
from typing import NamedTuple

import msgspec

from rashomon.records import Entity, Filler, Side
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


class Stances(NamedTuple):
    """Whom an entity stands with or against, by id."""

    sides: tuple[str, ...] = ()
    allies: tuple[str, ...] = ()
    opponents: tuple[str, ...] = ()


def settle_side(side: Side, filling: Filling) -> Side:
    """Return a side with both ends settled; "forces" alone that are loyal to someone are settled by all its words."""
    subject, other = filling.party(side.report, side.subject), filling.party(side.report, side.object)
    if subject.entity is None and side.start == subject.start and side.relation == "sides with":
        whole = filling.party(side.report, Filler(text=side.text, start=side.start, end=side.end))
        subject = msgspec.structs.replace(subject, entity=whole.entity if whole.entity != other.entity else None)
    voices = tuple(filling.voice(side, voice) for voice in side.voices)
    return msgspec.structs.replace(side, subject=subject, object=other, voices=voices)


def stances(sides: Iterable[Side], places: Container[str]) -> dict[str, Stances]:
    """Return whom reports in their own voice say that entities stand with or against, by entity.

    What a speaker says, what is denied or only possible stays with the statement; statements that conflict both count.
    """
    kept: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for side in sides:
        one, other = side.subject.entity, side.object.entity
        plain = (side.certainty.polarity, side.certainty.modality) == ("affirmed", "asserted")
        if one and other and one != other and plain and not side.voices and not (one in places or other in places):
            forth, back = KEPT[side.relation]
            kept[one][forth].add(other)
            kept[other][back].add(one)
    return {key: Stances(*(tuple(sorted(held[name])) for name in Stances._fields)) for key, held in kept.items()}


def with_stances(entity: Entity, said: Stances) -> Entity:
    """Return an entity with whom it is said to stand with or against: listed sides first, in their order."""
    more = {name: tuple(dict.fromkeys((*getattr(entity, name), *ids))) for name, ids in said._asdict().items() if ids}
    return msgspec.structs.replace(entity, **more) if more else entity
