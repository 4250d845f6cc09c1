"""The making of an index: killed or out of disk, the old one stays and the draft goes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from rashomon.errors import BadGazetteer
from rashomon.gazetteers.build import Draft, build, clean
from rashomon.gazetteers.files import add
from rashomon.gazetteers.geonames import Geonames
from rashomon.gazetteers.index import Index
from rashomon.records import Place

# adds a file, and halts at the word of progress that is named
HALTING = """
import pathlib, sys, time
from rashomon.gazetteers.files import add
halt = lambda what, *_: what == sys.argv[2] and (print(what, flush=True), time.sleep(600))
add(pathlib.Path(sys.argv[1]), progress=halt)
"""
# adds a file where no file may grow beyond 100 kB
CRAMPED = """
import pathlib, resource, sys
from rashomon.gazetteers.files import add
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, resource.RLIM_INFINITY))
try: add(pathlib.Path(sys.argv[1]))
except Exception as error: print(error)
"""


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RASHOMON_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def listed(path: Path, *names: str) -> Path:
    rows = "".join(f"{number},{name},1,1\n" for number, name in enumerate(names))
    path.write_text(f"id,name,lat,lon\n{rows}", encoding="utf-8")
    return path


def names_in(cache: Path, name: str) -> list[str]:
    return [place.id for path in cache.glob("*.sqlite") for place in Geonames([Index(path)]).lookup(name)]


def drafts(cache: Path) -> list[Path]:
    return [path for path in cache.iterdir() if not path.name.endswith(".sqlite")]


@pytest.mark.parametrize("halt", ["reading places", "sorting names"])
def test_killed_midway_the_old_index_stays_and_the_next_build_cleans_up(tmp_path: Path, cache: Path, halt: str) -> None:
    add(listed(tmp_path / "a.csv", "Vell"))
    command = [sys.executable, "-c", HALTING, str(listed(tmp_path / "a.csv", "Sarn")), halt]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as building:
        assert building.stdout is not None
        building.stdout.readline()
        clean(cache)
        assert len(drafts(cache)) == 1  # in use
        building.kill()
    assert (names_in(cache, "Vell"), names_in(cache, "Sarn")) == (["0"], [])
    add(listed(tmp_path / "b.csv", "Mord"))
    assert drafts(cache) == []


def test_a_full_disk_is_told_and_the_old_index_stays(tmp_path: Path, cache: Path) -> None:
    add(listed(tmp_path / "a.csv", "Vell"))
    big = listed(tmp_path / "a.csv", *(f"Sarn{number}" for number in range(5000)))
    said = subprocess.run([sys.executable, "-c", CRAMPED, str(big)], capture_output=True, text=True, check=True).stdout
    assert "R503" in said
    assert str(cache) in said
    assert names_in(cache, "Vell") == ["0"]
    assert drafts(cache) == []


def test_a_folder_that_cannot_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("RASHOMON_CACHE", str(tmp_path / "file" / "cache"))
    with pytest.raises(BadGazetteer, match="R503"):
        add(listed(tmp_path / "a.csv", "Vell"))


def test_a_broken_draft_is_cleaned(cache: Path) -> None:
    cache.mkdir()
    (cache / "x.sqlite.1.unfinished").write_bytes(b"half a page" * 500)
    clean(cache)
    assert drafts(cache) == []


def test_repeated_ids_keep_the_first(cache: Path) -> None:
    told: list[tuple[int, str]] = []
    places = [Place(id=id, name=name, lat=1, lon=1) for id, name in (("7", "Vell"), ("8", "Mord"), ("7", "Sarn"))]
    with Draft(cache / "x.sqlite") as draft:
        draft.take(enumerate(places, 1))
        draft.forget_repeats(lambda number, id: told.append((number, id)))
        assert draft.finish("s") == 2
    assert told == [(3, "7")]
    assert (names_in(cache, "Vell"), names_in(cache, "Sarn")) == (["7"], [])


def test_the_same_places_give_the_same_bytes(cache: Path) -> None:
    places = [Place(id=str(n), name=f"Vell {n}", lat=1, lon=1, names=("Вел", "Wella", "vell")) for n in range(50)]
    built = []
    for _ in range(2):
        build(cache / "x.sqlite", places, stamp="s")
        built.append((cache / "x.sqlite").read_bytes())
    assert built[0] == built[1]
