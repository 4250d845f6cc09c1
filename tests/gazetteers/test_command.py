"""The command gazetteer: what a user reads when files are added, listed and taken out."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from rashomon.cli import app

GOOD = "id,name,lat,lon\n1,Vell,1,2\n"


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RASHOMON_CACHE", str(tmp_path / "cache"))


def said(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["gazetteer", *words])
    return result.exit_code, result.output


def listed(tmp_path: Path, text: str) -> str:
    (tmp_path / "own.csv").write_text(text, encoding="utf-8")
    return str(tmp_path / "own.csv")


def test_a_good_file(tmp_path: Path) -> None:
    assert said("add", listed(tmp_path, GOOD)) == (0, "1 place of own.csv kept in your gazetteer\n")


def test_rows_left_out_are_counted_and_the_first_shown(tmp_path: Path) -> None:
    status, words = said("add", listed(tmp_path, GOOD + "2,Far,99,2\n" * 25))
    assert status == 1
    assert words.startswith("1 place of own.csv kept in your gazetteer; 25 rows left out\n")
    assert words.count("left out: ") == 20
    assert words.endswith("and 5 more; all: rashomon gazetteer refused own.csv\n")


def test_all_rows_left_out_can_be_listed(tmp_path: Path) -> None:
    said("add", listed(tmp_path, GOOD + "2,Far,99,2\n" * 25))
    assert len(said("refused", "own.csv")[1].splitlines()) == 25


def test_files_are_listed_and_removed(tmp_path: Path) -> None:
    said("add", listed(tmp_path, GOOD))
    assert said("list")[1].startswith("own.csv  places: 1  rows left out: 0")
    assert said("remove", "own.csv")[0] == 0
    assert said("list") == (0, "you added no files; places come from the shipped lists\n")


def test_values_that_are_not_taken_over_are_told(tmp_path: Path) -> None:
    words = said("add", listed(tmp_path, "name,lat,lon,country\nVell,1,2,Nowhereland\n"))[1]
    assert "not taken over: 1 × a country" in words
