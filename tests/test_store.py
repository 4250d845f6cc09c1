"""The file of a dossier: what is kept comes back, a killed run leaves it whole, and no other file is harmed."""

from __future__ import annotations

import hashlib
import random
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace

from rashomon.errors import BadDossier
from rashomon.records import Failure, Reading
from rashomon.store import Store
from tests import dossiers

FAILURE = Failure(source="b.txt", stage="documents", code="R103", message="b.txt is empty")


def report(name, text="text", **more):
    return replace(dossiers.report(name, text, **more), sha256=hashlib.sha256(text.encode()).hexdigest())


def texts(store):
    return [(r.source, r.text) for r in store.reports()]


def test_reports_come_back_in_the_order_of_their_files(tmp_path):
    path = tmp_path / "dossier"
    store = Store(path)
    store.take([report("b", "second")], [])
    store.take([report("a", "first")], [])
    store.close()
    assert texts(Store(path)) == [("a.txt", "first"), ("b.txt", "second")]


def test_a_file_that_cannot_be_read_any_more_is_a_failure():
    store = Store()
    store.take([report("b")], [])
    store.take([], [FAILURE])
    assert (store.reports(), store.failures()) == ([], [FAILURE])


def test_a_file_read_anew_stands_in_place_of_what_it_held():
    store = Store()
    store.take([replace(report("x", f"text {i}"), source=f"x.jsonl#{i}") for i in range(12)], [])
    store.take([replace(report("x", "other"), source="x.jsonl#0")], [])
    assert texts(store) == [("x.jsonl#0", "other")]


def test_a_report_comes_back_as_it_was():
    one = report("a", "Zwölf ‮ 12", outlet="Outlet", published="2020-01-01")
    store = Store()
    store.take([one], [])
    assert store.reports() == [replace(one, id="")]


def test_a_reading_is_kept_by_its_key_until_it_is_of_no_use():
    store, reading = Store(), Reading(report=report("a"))
    store.keep([("key", reading)])
    assert (store.reading("key"), store.reading("other")) == (reading, None)
    store.forget(["other"])
    assert store.reading("key") is None


@pytest.mark.parametrize("content", [b"A report about a blast.", b"SQLite format 3\x00 but not ours" * 9])
def test_another_file_is_left_alone(tmp_path, content):
    path = tmp_path / "a.txt"
    path.write_bytes(content)
    with pytest.raises(BadDossier, match="R701"):
        Store(path)
    assert path.read_bytes() == content


def test_the_base_of_another_program_is_left_alone(tmp_path):
    path = tmp_path / "theirs.sqlite"
    base = sqlite3.connect(path)
    base.execute("create table theirs (x)")
    base.close()
    with pytest.raises(BadDossier, match="R701"):
        Store(path)


def test_a_folder_is_no_dossier(tmp_path):
    with pytest.raises(BadDossier, match="R701"):
        Store(tmp_path)


def test_a_place_where_nothing_can_be_written_is_told(tmp_path):
    with pytest.raises(BadDossier, match="R702"):
        Store(tmp_path / "missing" / "dossier")


def filled(path: Path) -> bytes:
    store = Store(path)
    store.take([report(f"r{i}", f"text {i} " * 200) for i in range(40)], [])
    store.close()
    return path.read_bytes()


@pytest.mark.parametrize("where", range(100, 40_000, 3_700))
def test_a_damaged_dossier_is_set_aside_or_gives_what_it_held(tmp_path, where):
    path = tmp_path / "dossier"
    whole = filled(path)
    held = texts(Store(path))
    damaged = whole[:where] + random.Random(where).randbytes(3000) + whole[where + 3000 :]
    path.write_bytes(damaged)
    store = Store(path)
    if store.aside is None:
        assert texts(store) == held
    else:
        assert (store.aside.code, store.reports()) == ("R703", [])
        assert (tmp_path / "dossier.aside-1").read_bytes() == damaged


def test_a_damaged_reading_is_none(tmp_path):
    store = Store(tmp_path / "dossier")
    store.keep([("key", Reading(report=report("a")))])
    with store._write() as base:
        base.execute("update readings set reading = substr(reading, 2)")
    assert store.reading("key") is None


def test_a_dossier_cut_short_is_set_aside(tmp_path):
    path = tmp_path / "dossier"
    path.write_bytes(filled(path)[:9000])
    assert Store(path).aside is not None


def test_a_dossier_of_another_version_is_set_aside(tmp_path):
    path = tmp_path / "dossier"
    filled(path)
    base = sqlite3.connect(path)
    base.execute("pragma user_version = 99")
    base.close()
    store = Store(path)
    assert store.aside is not None
    assert "version 99" in store.aside.message
    assert Store(path).aside is None


KILLED = """
import os, signal, sys
from pathlib import Path
from rashomon.store import Store
sys.path.insert(0, {tests!r})
from tests.dossiers import report
store = Store(Path({path!r}))
with store._write() as base:
    base.execute("delete from reports")
    store._base.execute("insert into reports values ('z', 0, 'z', null, null, null, null, 'en', 's', 't', null)")
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL here")
def test_a_run_killed_midway_leaves_the_dossier_as_it_was(tmp_path):
    path = tmp_path / "dossier"
    filled(path)
    code = KILLED.format(tests=str(Path(__file__).parent.parent), path=str(path))
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == -signal.SIGKILL
    store = Store(path)
    assert store.aside is None
    assert len(store.reports()) == 40


def test_a_dossier_that_another_run_writes_is_refused_with_a_code(tmp_path, monkeypatch):
    monkeypatch.setattr("rashomon.store.WAIT_S", 0.05)
    path = tmp_path / "dossier"
    one, other = Store(path), Store(path)
    with one._write(), pytest.raises(BadDossier, match="R702"):
        other.take([report("a")], [])
