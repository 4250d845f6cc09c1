"""Names found by ear: the nearest place of a country, unless another comes as near."""

from __future__ import annotations

from pathlib import Path

import pytest

from rashomon.gazetteers.build import build
from rashomon.gazetteers.geonames import Geonames
from rashomon.gazetteers.index import Index
from rashomon.gazetteers.near import Near, surest, ways_of
from rashomon.records import Place


def town(name: str, lat: float, country: str = "LY", **fields: object) -> Place:
    values = {"id": name, "kind": "PPL", "admin1": "", **fields}
    return Place(name=name, lat=lat, lon=12.0, country=country, gazetteer="test", **values)  # type: ignore[arg-type]


@pytest.fixture
def gazetteer(tmp_path: Path) -> Geonames:
    places = [
        town("Qasr al Qarabulli", 32.7, names=("Castelverde",)),
        town("Gharyan", 32.2),
        town("Jadu", 31.9),
        town("Jalu", 29.0),
        town("Yaransk", 57.3, "RU"),
    ]
    build(tmp_path / "x.sqlite", places, stamp="s")
    return Geonames([Index(tmp_path / "x.sqlite")])


def found(gazetteer: Geonames, name: str, country: str = "LY") -> list[str]:
    return [hit.place.name for hit in gazetteer.find(name, countries=[country])]


@pytest.mark.parametrize(
    ("spelling", "name"),
    [("Gasr Garabulli", "Qasr al Qarabulli"), ("Garian", "Gharyan"), ("Gharian district", "Gharyan")],
)
def test_a_transliteration_finds_its_place(gazetteer: Geonames, spelling: str, name: str) -> None:
    assert found(gazetteer, spelling) == [name]


def test_the_j_of_another_usage(gazetteer: Geonames) -> None:
    assert found(gazetteer, "Jaransk", "RU") == ["Yaransk"]


def test_two_that_come_as_near_are_left_open(gazetteer: Geonames) -> None:
    assert found(gazetteer, "Jaru") == []


def test_strangers_and_other_countries_are_not_found(gazetteer: Geonames) -> None:
    assert found(gazetteer, "Villa Marina") == found(gazetteer, "Garian", "RU") == found(gazetteer, "Q") == []


def test_a_rival_elsewhere_leaves_it_open_and_a_row_of_the_same_spot_comes_along() -> None:
    best, twin, rival = town("Vella", 30.0), town("Vela", 30.1), town("Velha", 25.0)
    assert surest([Near(best, 0.9), Near(rival, 0.88)]) == []
    assert [near.place for near in surest([Near(twin, 0.85), Near(best, 0.9), Near(rival, 0.6)])] == [best, twin]
    assert surest([]) == surest([Near(best, 0.6)]) == []


def test_a_division_is_no_rival_of_its_town() -> None:
    city, division = town("Vella", 30.0, admin1="7"), town("Vella Division", 31.5, admin1="7", kind="ADM1")
    assert [near.place for near in surest([Near(city, 0.9), Near(division, 0.9)])] == [city, division]


def test_ways_to_compare_a_name() -> None:
    assert ways_of("jadu village") == ("jadu village", "yadu village", "jadu")
    assert ways_of("djado") == ("djado",)
