"""The shipped lists are sound, and a user's list lies over them."""

from __future__ import annotations

import re

import pytest

from rashomon.errors import BadDecision, BadGazetteer
from rashomon.known import add_alias, import_actors, lists, shipped, states


@pytest.fixture(autouse=True)
def _own_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("RASHOMON_DATA", str(tmp_path / "data"))


def test_ids_are_unique_and_sides_exist():
    ids = [row.id for row in shipped()]
    assert len(ids) == len(set(ids))
    assert not {side for row in shipped() for side in row.sides} - set(ids)


def test_every_row_has_a_source_and_a_known_country():
    codes = {state.iso2 for state in states()} | {""}
    assert all(row.source and row.country in codes for row in shipped())


def test_there_are_actors_enough():
    assert sum(row.kind == "actor" and not row.id.endswith("-STATE") for row in shipped()) > 400


def test_no_row_of_states_repeats_a_code():
    codes = [state.iso2 for state in states()]
    assert len(codes) == len(set(codes))
    assert all(re.fullmatch("[A-Z]{2}", code) for code in codes)


def test_an_alias_of_the_users_is_found():
    add_alias("Hezbollah", "Orlin Party")
    assert [row.id for row in lists().find("Orlin Party")] == ["LB-HEZB"]


def test_an_unknown_name_begins_a_row():
    assert add_alias("Orlin Column", "OC Brigade").source == "user"
    assert lists().find("OC Brigade")[0].name == "Orlin Column"


def test_an_alias_of_two_is_refused(tmp_path):
    file = tmp_path / "actors.csv"
    file.write_text("id,name\nA,Orlin\nB,Orlin\n", encoding="utf-8")
    import_actors(file)
    with pytest.raises(BadDecision, match="may mean"):
        add_alias("Orlin", "OC")


def test_bad_rows_are_listed_and_good_ones_kept(tmp_path):
    file = tmp_path / "actors.csv"
    file.write_text("name,aliases,country\nOrlin Column,OC|Column of Orlin,SD\n,x,\nA,b,c,d,e\n", encoding="utf-8")
    count, bad = import_actors(file)
    assert (count, len(bad)) == (1, 2)
    assert lists().find("Column of Orlin")


def test_a_file_without_names_is_refused(tmp_path):
    file = tmp_path / "actors.csv"
    file.write_text("title\nx\n", encoding="utf-8")
    with pytest.raises(BadGazetteer, match="R501"):
        import_actors(file)


def test_a_home_alias_needs_its_country():
    assert not lists().find("Civil Defence")
    assert [row.id for row in lists().find("Civil Defence", country="SY")] == ["SY-WHITE"]
