"""How places are said to lie to one another."""

from __future__ import annotations

import re

import pytest

from rashomon.measures import bearing, kilometres
from rashomon.records import Mention, PlaceRelation
from rashomon.resolution.relations import circle, destination, find_relations

NAMES = ("Orlinka", "Vell", "Sarn", "Mord")


def relations(text: str) -> list[PlaceRelation]:
    spans = [(m.start(), m.end()) for name in NAMES for m in re.finditer(name, text)]
    mentions = [Mention(report="r", start=a, end=b, text=text[a:b], kind="place", sentence=0) for a, b in sorted(spans)]
    return list(find_relations(text, mentions))


@pytest.mark.parametrize(
    ("text", "relation", "km", "degrees", "objects"),
    [
        ("Orlinka (80 km southeast of Vell)", "distance", 80.0, 135.0, ["Vell"]),
        ("Orlinka, about 10 miles from Vell", "distance", 16.1, None, ["Vell"]),
        ("the town of Orlinka, near Vell", "near", None, None, ["Vell"]),
        ("Orlinka area between the cities of Vell and Sarn", "between", None, None, ["Vell", "Sarn"]),
        ("Orlinka, located on the Vell - Sarn road", "road", None, None, ["Vell", "Sarn"]),
        ("Orlinka, southwest of Vell", "bearing", None, 225.0, ["Vell"]),
        ("Orlinka a northern suburb of Vell", "within", None, None, ["Vell"]),
        ("the Orlinka district of Vell", "within", None, None, ["Vell"]),
        ("Orlinka (north of the capital)", "bearing", None, 0.0, ["the capital"]),
    ],
)
def test_reads(text: str, relation: str, km: float | None, degrees: float | None, objects: list[str]) -> None:
    found = relations(text)[0]
    assert (found.relation, found.km, found.bearing) == (relation, km, degrees)
    assert text[slice(*found.subject)] == "Orlinka"
    assert [text[slice(*span)] for span in found.objects] == objects


@pytest.mark.parametrize(
    "text",
    [
        "positions near Vell",
        "Orlinka fell. Near Vell they fought",
        "from Orlinka to Vell",
        "Orlinka near the Vell border",
    ],
)
def test_no_relation(text: str) -> None:
    assert relations(text) == []


def test_destination_is_as_far_as_it_says() -> None:
    there = destination((32.9, 13.2), 80, 135)
    assert abs(kilometres((32.9, 13.2), there) - 80) < 0.5
    assert abs(bearing((32.9, 13.2), there) - 135) < 0.5


def test_between_is_the_middle_with_half_the_way_as_radius() -> None:
    relation = relations("Orlinka between Vell and Sarn")[0]
    found = circle(relation, [(30.0, 10.0), (30.0, 12.0)])
    assert found is not None
    assert found[:2] == (30.0, 11.0)
    assert 90 < found[2] < 100
