"""What the entities keep of the sides that reports state."""

from __future__ import annotations

import pytest

from rashomon.records import Certainty, Entity, Filler, Side, Voice
from rashomon.resolution.sides import with_sides

VEIN = Entity(id="vein", kind="actor", name="Vein")
OST = Entity(id="ost", kind="actor", name="Ost", sides=("listed",))


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
