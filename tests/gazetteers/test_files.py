"""A user's own lists of places: good rows are taken, bad ones counted and listed, all or nothing."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from rashomon.errors import BadGazetteer, BadInput
from rashomon.gazetteers import checks, files
from rashomon.gazetteers.build import build
from rashomon.gazetteers.files import add
from rashomon.gazetteers.geonames import Geonames
from rashomon.gazetteers.index import Index
from rashomon.records import Place


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RASHOMON_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def looked_up(path: Path, name: str) -> list[Place]:
    return Geonames([Index(path)]).lookup(name)


def names(cache: Path, name: str) -> list[str]:
    return [place.id for path in sorted(cache.glob("*.sqlite")) for place in looked_up(path, name)]


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


def dump_row(
    id: str, name: str, others: str = "", *, lat: str = "47.1", country: str = "UA", people: str = "900"
) -> str:
    cells = [id, name, name, others, lat, "35.2", "P", "PPL", country, "", "26", "", "", "", people, "", "", "", ""]
    return "\t".join(cells) + "\n"


def alternate(id: str, language: str, name: str) -> str:
    return "\t".join(["1", id, language, name, "", "", "", "", "", ""]) + "\n"


@pytest.mark.parametrize("spelling", ["Orlynka", "Орлинка", "أورلينكا"])
def test_alternate_names_of_a_dump_are_looked_up(tmp_path: Path, cache: Path, spelling: str) -> None:
    add(write(tmp_path / "XX.txt", dump_row("5", "Arbor", "Orlynka,Орлинка,أورلينكا")))
    assert names(cache, spelling) == ["5"]


def test_names_from_the_table_of_alternate_names(tmp_path: Path, cache: Path) -> None:
    table = [alternate("5", "ru", "Орлинка"), alternate("5", "link", "https://x"), alternate("6", "en", "Elsewhere")]
    dump = write(tmp_path / "XX.txt", dump_row("5", "Arbor"))
    added = add(dump, names=write(tmp_path / "alternateNamesV2.txt", "".join(table) + "5\tcells\n"))
    assert names(cache, "Орлинка") == ["5"]
    assert dict(added.notes) == {
        "× a code or a link among the names": 1,
        "× an alternate name of a place that the dump does not hold": 1,
    }
    assert "alternateNamesV2.txt: line 4" in added.failures[0].message


def test_alternate_names_alone_say_how_to_add_them(tmp_path: Path) -> None:
    with pytest.raises(BadGazetteer, match=r"--names alternateNamesV2\.txt"):
        add(write(tmp_path / "alternateNamesV2.txt", alternate("5", "ru", "Орлинка")))


@pytest.mark.parametrize(("first", "second"), [("dump", "dump"), ("table", "alternates")])
def test_alternate_names_need_a_dump_and_a_table(tmp_path: Path, first: str, second: str) -> None:
    text = {"dump": dump_row("5", "Arbor"), "table": "name,lat,lon\na,1,1\n", "alternates": alternate("5", "ru", "О")}
    with pytest.raises(BadGazetteer, match=r"R502.*not"):
        add(write(tmp_path / "1.txt", text[first]), names=write(tmp_path / "2.txt", text[second]))


def test_names_that_are_not_looked_up_are_counted(tmp_path: Path) -> None:
    added = add(write(tmp_path / "XX.txt", dump_row("5", "Arbor", "奥尔林卡,ORL,http://x/y", people="many")))
    assert sorted(count for _, count in added.notes) == [1, 1, 2]


def test_a_zipped_dump(tmp_path: Path, cache: Path) -> None:
    with zipfile.ZipFile(tmp_path / "XX.zip", "w") as archive:
        archive.writestr("readme.txt", "about")
        archive.writestr("XX.txt", dump_row("5", "Orlinka"))
    add(tmp_path / "XX.zip")
    assert names(cache, "Orlinka") == ["5"]


def test_an_archive_of_several_tables(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "XX.zip", "w") as archive:
        archive.writestr("a.txt", "")
        archive.writestr("b.txt", "")
    with pytest.raises(BadGazetteer, match=r"a.txt, b.txt"):
        add(tmp_path / "XX.zip")


@pytest.mark.parametrize(
    ("bytes_", "reason"),
    [(b"", "empty"), (b"\xff\xfen\0a\0", "UTF-8"), (b"PK\3\4\0", "UTF-8")],
)
def test_no_text(tmp_path: Path, bytes_: bytes, reason: str) -> None:
    (tmp_path / "own.csv").write_bytes(bytes_)
    with pytest.raises(BadGazetteer, match=reason):
        add(tmp_path / "own.csv")


@pytest.mark.parametrize("path", ["broken.zip", "folder"])
def test_what_cannot_be_read(tmp_path: Path, path: str) -> None:
    (tmp_path / "broken.zip").write_bytes(b"no archive")
    (tmp_path / "folder").mkdir()
    with pytest.raises(BadInput, match="R116"):
        add(tmp_path / path)


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_separators_and_notes_above_the_header(tmp_path: Path, cache: Path, mark: str) -> None:
    table = "# my places\nname,lat,lon,country\nVell,1,2,Ukraine\nSarn,1,2,UKR\nMord,95,2,\n".replace(",", mark)
    added = add(write(tmp_path / "own.txt", table))
    assert [looked_up(cache / "places-user-own.txt.sqlite", name)[0].country for name in ("Vell", "Sarn")] == ["UA"] * 2
    assert "line 5" in added.failures[0].message


def test_a_quotation_mark_that_swallows_lines_is_told(tmp_path: Path) -> None:
    added = add(write(tmp_path / "own.csv", 'name,lat,lon\nVell,1,2\n"Sarn,1,2\nMord,1,2\n",1,2,3\n'))
    assert "line 3: 4 columns" in added.failures[0].message
    assert "up to 5" in added.failures[0].message


def test_letters_of_another_encoding_are_refused(tmp_path: Path) -> None:
    (tmp_path / "own.csv").write_bytes(b"name,lat,lon\nVell,1,2\nD\xfcr,1,2\n")
    assert "UTF-8" in add(tmp_path / "own.csv").failures[0].message


def test_what_is_kept_and_refused_can_be_listed_and_taken_out(tmp_path: Path, cache: Path) -> None:
    add(write(tmp_path / "own.csv", "name,lat,lon\nVell,1,2\nFar,99,2\n"))
    assert [(one.name, one.places, one.refused) for one in files.kept()] == [("own.csv", 1, 1)]
    assert [row[:2] for row in files.refused("own.csv")] == [("own.csv", 3)]
    files.remove("own.csv")
    assert files.kept() == []
    with pytest.raises(BadGazetteer, match="no file of that name"):
        files.remove("own.csv")


def test_an_index_of_another_version_says_the_way_out(cache: Path) -> None:
    build(cache / "places-user-own.csv.sqlite", [], stamp="old")
    with pytest.raises(BadGazetteer, match=r"add own\.csv again"):
        files.kept()


def test_a_very_long_file_name(tmp_path: Path) -> None:
    add(write(tmp_path / f"{'v' * 240}.csv", "name,lat,lon\nVell,1,2\n"))
    assert len(files.kept()) == 1


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
    assert looked_up(cache / "places-user-own.geojson.sqlite", "Vell")[0].lat == 21


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
    assert [path.name for path in cache.iterdir()] == ["places-user-a.csv.sqlite"]


def test_listing_stops_but_counting_does_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "MOST_LISTED", 2)
    rows = "".join(f"{n},Far,95,1\n" for n in range(1, 6))
    added = add(write(tmp_path / "own.csv", f"id,name,lat,lon\n0,Good,1,1\n{rows}"))
    assert (added.refused, len(added.failures)) == (5, 2)


def test_progress_is_told(tmp_path: Path) -> None:
    told: list[str] = []
    add(write(tmp_path / "own.csv", "id,name,lat,lon\n0,Good,1,1\n"), progress=lambda what, *_: told.append(what))
    assert told[-1] == "sorting names"
