"""What the entities keep of the sides that reports state."""

from __future__ import annotations

import pytest

from rashomon.records import (
    Certainty,
    Claim,
    Entity,
    Filler,
    Mention,
    MentionRef,
    Reading,
    Report,
    Side,
    Voice,
)
from rashomon.resolution.fillers import Filling
from rashomon.resolution.sides import Stances, settle_side, stances, with_stances

VEIN = Entity(id="vein", kind="actor", name="Vein")
OST = Entity(id="ost", kind="actor", name="Ost", sides=("listed",))


def with_sides(entities, sides):
    said = stances(sides, ())
    return tuple(with_stances(entity, said.get(entity.id, Stances())) for entity in entities)


def side(relation, **more):
    ends = {name: Filler(text=name, start=0, end=1, entity=name) for name in ("vein", "ost")}
    given = {"id": "s", "report": "r", "start": 0, "end": 1, "text": "x"}
    return Side(relation=relation, subject=ends["vein"], object=ends["ost"], **given, **more)


@pytest.mark.parametrize(
    ("relation", "of_subject", "of_object"),
    [
        ("backs", {"allies": ("ost",)}, {"allies": ("vein",)}),
        ("opposes", {"opponents": ("ost",)}, {"opponents": ("vein",)}),
        ("part of", {"sides": ("ost",)}, {}),
        ("recognises", {}, {}),
    ],
)
def test_a_relation_is_kept_at_both_ends(relation, of_subject, of_object) -> None:
    one, other = with_sides((VEIN, OST), [side(relation)])
    for entity, bare, wanted in ((one, VEIN, of_subject), (other, OST, of_object)):
        for name in ("sides", "allies", "opponents"):
            assert getattr(entity, name) == wanted.get(name, getattr(bare, name))


@pytest.mark.parametrize(
    "more",
    [
        {"voices": (Voice(text="he", start=0, end=1),)},
        {"certainty": Certainty(polarity="denied")},
        {"certainty": Certainty(modality="possible")},
    ],
)
def test_what_is_said_by_others_denied_or_possible_stays_with_the_statement(more) -> None:
    assert with_sides((VEIN, OST), [side("backs", **more)]) == (VEIN, OST)


def test_statements_that_conflict_both_count() -> None:
    one, _ = with_sides((VEIN, OST), [side("backs"), side("opposes")])
    assert (one.allies, one.opponents) == (("ost",), ("ost",))


def test_forces_that_are_loyal_to_someone_mean_in_claims_whom_they_mean_there() -> None:
    text = "forces loyal to Wako fired"
    at = text.find("Wako")
    wako = Mention(report="r", start=at, end=at + 4, text="Wako", kind="person", sentence=0)
    forces = Filler(text="forces", start=0, end=6)
    stated = Side(
        id="s", report="r", start=0, end=at + 4, text=text[: at + 4], relation="sides with", subject=forces,
        object=Filler(text="Wako", start=at, end=at + 4), voices=(Voice(text="Wako", start=at, end=at + 4),),
    )  # fmt: skip
    report = Report(id="r", source="r", text=text, sha256="0")
    reading = Reading(report=report, mentions=(wako,), sides=(stated,))
    person = Entity(id="wako", kind="person", name="Wako", mentions=(MentionRef(report="r", start=at, end=at + 4),))
    filling = Filling([reading], [person])
    settled = settle_side(stated, filling)
    assert (settled.subject.entity, settled.object.entity) == ("wako/forces", "wako")
    assert settled.voices[0].entity == "wako"
    filling.take("r", [settled])
    claim = Claim(id="c", report="r", start=0, end=len(text), kind="attack", sentence=0)
    assert filling.filler(claim, "actor", forces).entity == "wako/forces"
