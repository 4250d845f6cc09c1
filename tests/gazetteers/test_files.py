"""A user's own lists of places: good rows are taken, bad ones counted and listed, all or nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rashomon.errors import BadGazetteer, BadInput
from rashomon.gazetteers import files
from rashomon.gazetteers.files import USER, add
from rashomon.gazetteers.index import Index


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RASHOMON_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def names(cache: Path, name: str) -> list[str]:
    return [place.id for place in Index(cache / USER).exact(name)]


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_plain_csv(tmp_path: Path, cache: Path) -> None:
    added = add(
        write(tmp_path / "own.csv", "id,name,lat,lon,country,aliases\n7,Orlinka,47.1,35.2,ua,Orlynka|Орлинка\n")
    )
    assert (added.places, added.refused) == (1, 0)
    assert names(cache, "Orlynka") == ["7"]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("1,,10,10", "no name"),
        ("1,Far,91,10", "on no map"),
        ("1,Far,10,181", "on no map"),
        ("1,None,ten,10", "no coordinates"),
        ("1,None", "no coordinates"),
        ("0,Twice,1,1", "stood before"),
    ],
)
def test_bad_rows_are_listed(tmp_path: Path, row: str, reason: str) -> None:
    added = add(write(tmp_path / "own.csv", f"id,name,lat,lon\n0,Good,1,1\n{row}\n"))
    assert (added.places, added.refused) == (1, 1)
    assert reason in added.failures[0].message
    assert "line 3" in added.failures[0].message


def test_geonames_dump(tmp_path: Path, cache: Path) -> None:
    cells = (
        ["5", "Orlinka", "Orlinka", "Orlynka,Orlinko", "47.1", "35.2", "P", "PPL", "UA", "", "26"] + [""] * 3 + ["900"]
    )
    good = "\t".join(cells + [""] * 4)
    added = add(write(tmp_path / "XX.txt", f"{good}\nonly\tthree\tcells\n"))
    assert (added.places, added.refused) == (1, 1)
    assert names(cache, "Orlinko") == ["5"]


def test_our_airports(tmp_path: Path, cache: Path) -> None:
    head = '"id","ident","type","name","latitude_deg","longitude_deg","iso_country","keywords"\n'
    add(write(tmp_path / "airports.csv", head + '9,"XXVA","medium_airport","Vell Air Base",12.5,11.9,"LY","Wella"\n'))
    assert names(cache, "Wella") == ["9"]


def test_geojson(tmp_path: Path, cache: Path) -> None:
    square = [[[10, 20], [12, 20], [12, 22], [10, 22]]]
    features = [
        {
            "type": "Feature",
            "id": "a",
            "properties": {"name": "Vell"},
            "geometry": {"type": "Polygon", "coordinates": square},
        },
        {"type": "Feature", "properties": {"name": "Nowhere"}, "geometry": None},
    ]
    added = add(write(tmp_path / "own.geojson", json.dumps({"type": "FeatureCollection", "features": features})))
    assert (added.places, added.refused) == (1, 1)
    assert Index(cache / USER).exact("Vell")[0].lat == 21


def test_missing_column_names_those_that_are_there(tmp_path: Path) -> None:
    with pytest.raises(BadGazetteer, match=r"R501.*town, lat, lon"):
        add(write(tmp_path / "own.csv", "town,lat,lon\nVell,1,1\n"))


@pytest.mark.parametrize("text", ["", "id,name,lat,lon\n", "id,name,lat,lon\n1,Far,99,1\n"])
def test_nothing_to_add(tmp_path: Path, text: str) -> None:
    with pytest.raises(BadGazetteer):
        add(write(tmp_path / "own.csv", text))


@pytest.mark.parametrize("text", ["{", "[]", '{"features": 3}'])
def test_broken_geojson(tmp_path: Path, text: str) -> None:
    with pytest.raises(BadGazetteer, match="R502"):
        add(write(tmp_path / "own.geojson", text))


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="R101"):
        add(tmp_path / "none.csv")


def test_second_list_joins_the_first_and_the_same_list_replaces_itself(tmp_path: Path, cache: Path) -> None:
    add(write(tmp_path / "a.csv", "id,name,lat,lon\n1,Vell,1,1\n"))
    add(write(tmp_path / "b.csv", "id,name,lat,lon\n2,Sarn,2,2\n"))
    add(write(tmp_path / "a.csv", "id,name,lat,lon\n3,Mord,3,3\n"))
    assert (names(cache, "Vell"), names(cache, "Sarn"), names(cache, "Mord")) == ([], ["2"], ["3"])


def test_old_index_stays_when_the_new_one_fails(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add(write(tmp_path / "a.csv", "id,name,lat,lon\n1,Vell,1,1\n"))

    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("rashomon.gazetteers.build.Draft._insert", killed)
    with pytest.raises(KeyboardInterrupt):
        add(write(tmp_path / "b.csv", "id,name,lat,lon\n2,Sarn,2,2\n"))
    assert names(cache, "Vell") == ["1"]
    assert [path.name for path in cache.iterdir()] == [USER]


def test_listing_stops_but_counting_does_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST_LISTED", 2)
    rows = "".join(f"{n},Far,95,1\n" for n in range(1, 6))
    added = add(write(tmp_path / "own.csv", f"id,name,lat,lon\n0,Good,1,1\n{rows}"))
    assert (added.refused, len(added.failures)) == (5, 2)


def test_progress_is_told(tmp_path: Path) -> None:
    told: list[str] = []
    add(write(tmp_path / "own.csv", "id,name,lat,lon\n0,Good,1,1\n"), progress=lambda what, *_: told.append(what))
    assert told[-1] == "sorting names"
