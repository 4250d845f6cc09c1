"""The index of places: how names are found in it, and when it is made anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from rashomon.gazetteers.build import build
from rashomon.gazetteers.geonames import Geonames
from rashomon.gazetteers.index import Index, cache_folder, is_whole
from rashomon.records import Place

PLACES = [
    Place(
        id="1", name="Al-Watiya", lat=32.5, lon=11.9, country="LY", names=("الوطية",), gazetteer="test", population=10
    ),
    Place(id="2", name="Weida", lat=50.9, lon=12.1, country="DE", gazetteer="test", population=9),
    Place(id="3", name="Watiya", lat=10.0, lon=11.9, country="NG", gazetteer="test", population=500),
]


@pytest.fixture
def gazetteer(tmp_path: Path) -> Geonames:
    build(tmp_path / "x.sqlite", PLACES, stamp="s")
    return Geonames([Index(tmp_path / "x.sqlite")])


def ids(places: list[Place]) -> list[str]:
    return [place.id for place in places]


def test_exact_and_folded_spelling(gazetteer: Geonames) -> None:
    assert ids(gazetteer.lookup("AL-WATIYA")) == ["1", "3"]
    assert [hit.how for hit in gazetteer.find("al Watiya")] == ["exact", "folded"]


def test_another_script(gazetteer: Geonames) -> None:
    assert ids(gazetteer.lookup("الوطية")) == ["1"]


def test_consonants_only_inside_the_countries_given(gazetteer: Geonames) -> None:
    assert gazetteer.lookup("Vataya") == []
    assert ids(gazetteer.lookup("Vataya", countries=["LY"], fuzzy=True)) == ["1"]


def test_unknown_and_empty_names(gazetteer: Geonames) -> None:
    assert gazetteer.lookup("Orlinka") == gazetteer.lookup("") == gazetteer.lookup("!!!") == []


def test_whole_only_with_the_right_stamp(tmp_path: Path) -> None:
    path = tmp_path / "x.sqlite"
    assert not is_whole(path, "s")
    build(path, PLACES, stamp="s")
    assert is_whole(path, "s")
    assert not is_whole(path, "other")
    path.write_bytes(b"no database")
    assert not is_whole(path, "s")


def test_folder_by_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RASHOMON_CACHE", str(tmp_path))
    assert cache_folder() == tmp_path
    monkeypatch.delenv("RASHOMON_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_folder() == tmp_path / "rashomon"


def test_folder_names_may_hold_signs(tmp_path: Path) -> None:
    path = tmp_path / "100% #1?" / "x.sqlite"
    build(path, PLACES, stamp="s")
    assert is_whole(path, "s")
    assert ids(Geonames([Index(path)]).lookup("Weida")) == ["2"]


def test_a_home_that_cannot_be_written_falls_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.delenv("RASHOMON_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert cache_folder().name == "rashomon"
    assert tmp_path not in cache_folder().parents
