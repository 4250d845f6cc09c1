"""The lists of places that ship: every row is on the map, in a known country, and tells its source."""

from __future__ import annotations

import csv

import pytest

from rashomon import known
from rashomon.gazetteers.geonames import _aliases
from rashomon.resources import path_of


def rows(name: str) -> list[dict[str, str]]:
    with path_of("resources", name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))


@pytest.mark.parametrize("name", ["places.csv", "places_admin.csv", "places_airfields.csv"])
def test_rows_lie_on_the_map(name: str) -> None:
    for row in rows(name):
        assert -90 <= float(row["lat"]) <= 90, row
        assert -180 <= float(row["lon"]) <= 180, row
        assert row["name"]


def test_ids_are_unique_and_sources_told() -> None:
    listed = rows("places.csv")
    assert len({row["id"] for row in listed}) == len(listed)
    assert all(row["source"] for row in listed)


def test_countries_are_known() -> None:
    codes = {state.iso2 for state in known.states()} | {""}
    assert {row["country"] for row in rows("places.csv")} <= codes


def test_a_province_is_also_found_by_its_bare_name() -> None:
    assert _aliases({"name": "Province du Soum", "kind": "ADM2", "aliases": "Sum"}) == ("Sum", "Soum")
    assert _aliases({"name": "Provincetown County", "kind": "ADM2", "aliases": ""}) == ()
