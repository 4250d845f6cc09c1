"""One dossier in one SQLite file: its reports, what could not be read, and what was read out of each report."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import msgspec

from rashomon.errors import CATALOGUE, BadDossier
from rashomon.records import Failure, Reading, Report

MARK = 0x52617368  # "Rash": what SQLite calls the application's id
VERSION = 2
HEADER = b"SQLite format 3\x00"
MARK_AT = 68  # where the id stands in the header of the file
WAIT_S = 10.0  # for another process that writes
MEMORY = ":memory:"

TABLES = """
create table reports (
    file text not null, position integer not null, source text not null, outlet text, title text, published text,
    url text, language text not null, sha256 text not null, text text not null, listed text,
    primary key (file, position)
);
create table failures (file text not null, position integer not null, failure text not null);
create table readings (key text primary key, digest blob not null, reading blob not null);
"""
_FIELDS = ("source", "outlet", "title", "published", "url", "language", "sha256", "text", "listed")
_COLUMNS = ", ".join(_FIELDS)

_READER = msgspec.msgpack.Decoder(Reading)


class Store:
    """The file of a dossier, open. Everything is written in transactions: a run that is killed leaves it whole.

    A dossier that is damaged, or of another version, is set aside under another name and begun anew; `aside` then
    holds the failure that says so. Raises BadDossier R701 for a file that is something else, R702 for one in use.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.path = path
        self.aside: Failure | None = None
        if path is not None and path.exists() and not _is_ours(path):
            raise BadDossier("R701", path=path)
        try:
            self._base = self._open()
        except sqlite3.DatabaseError as broken:
            if path is None or not _is_damage(broken):
                raise BadDossier("R702", path=path, reason=broken) from broken
            self.aside = _set_aside(path, str(broken))
            self._base = self._open()

    def close(self) -> None:
        """Close the file; nothing is lost without it."""
        self._base.close()

    def reports(self) -> list[Report]:
        """Return the reports in the order in which one reading of all their files would give them; all ids are ""."""
        rows = self._base.execute(f"select {_COLUMNS} from reports order by file, position")
        return [Report(id="", **dict(zip(_FIELDS, row, strict=True))) for row in rows]

    def failures(self) -> list[Failure]:
        """Return what could not be read, file by file."""
        rows = self._base.execute("select failure from failures order by file, position")
        return [msgspec.json.decode(row[0], type=Failure) for row in rows]

    def take(self, reports: Sequence[Report], failures: Sequence[Failure]) -> None:
        """Add the reports of some files, in order, and what failed in them; they replace those of the same files."""
        files = {_file_of(r.source) for r in reports} | {_file_of(f.source) for f in failures}
        with self._write() as base:
            for table in ("reports", "failures"):
                base.executemany(f"delete from {table} where file = ?", [(file,) for file in files])
            rows = [(_file_of(r.source), i, *(getattr(r, name) for name in _FIELDS)) for i, r in enumerate(reports)]
            marks = ", ".join("?" * (2 + len(_FIELDS)))
            base.executemany(f"insert into reports (file, position, {_COLUMNS}) values ({marks})", rows)
            told = [(_file_of(f.source), i, msgspec.json.encode(f).decode()) for i, f in enumerate(failures)]
            base.executemany("insert into failures values (?, ?, ?)", told)

    def reading(self, key: str) -> Reading | None:
        """Return what was read out of a report, by the key of what it was made from; None also where it is damaged."""
        row = self._base.execute("select digest, reading from readings where key = ?", (key,)).fetchone()
        return _READER.decode(row[1]) if row and _digest(row[1]) == row[0] else None

    def keep(self, readings: Iterable[tuple[str, Reading]]) -> None:
        """Keep readings by their keys."""
        with self._write() as base:
            rows = ((key, msgspec.msgpack.encode(reading)) for key, reading in readings)
            told = ((key, _digest(reading), reading) for key, reading in rows)
            base.executemany("insert or replace into readings values (?, ?, ?)", told)

    def forget(self, keys: Iterable[str]) -> None:
        """Drop the readings of all other keys: they are of reports or rules that are no more."""
        with self._write() as base:
            base.execute("create temp table if not exists used (key text primary key)")
            base.execute("delete from used")
            base.executemany("insert or ignore into used values (?)", [(key,) for key in keys])
            base.execute("delete from readings where key not in (select key from used)")

    def _open(self) -> sqlite3.Connection:
        base = sqlite3.connect(self.path or MEMORY, timeout=WAIT_S, isolation_level=None)
        try:
            _prepare(base)
        except UnicodeError as broken:  # in the words of an error about a damaged page
            base.close()
            raise sqlite3.DatabaseError("its pages are damaged") from broken
        except sqlite3.DatabaseError:
            base.close()
            raise
        return base

    @contextmanager
    def _write(self) -> Iterator[sqlite3.Connection]:
        try:
            self._base.execute("begin immediate")
        except sqlite3.OperationalError as busy:
            raise BadDossier("R702", path=self.path, reason=busy) from busy
        try:
            yield self._base
            self._base.execute("commit")
        except BaseException as error:
            self._base.execute("rollback")
            if isinstance(error, sqlite3.DatabaseError):
                raise BadDossier("R702", path=self.path, reason=error) from error
            raise


def _file_of(source: str) -> str:
    """Return the file of a source: "reports.jsonl#3" is the third of a file of many."""
    return source.partition("#")[0]


def _prepare(base: sqlite3.Connection) -> None:
    """Make the tables of a new file; raise DatabaseError for one that is damaged or of another version."""
    version = base.execute("pragma user_version").fetchone()[0]
    if version == 0:  # before the log is switched on, so that the mark stands in the file itself
        marks = f"pragma application_id = {MARK}; pragma user_version = {VERSION};"
        base.executescript(f"begin immediate; {TABLES} {marks} commit;")
    elif version != VERSION:
        raise sqlite3.DatabaseError(f"it is of version {version}, this Rashomon keeps version {VERSION}")
    base.execute("pragma journal_mode = wal")
    found = base.execute("pragma quick_check(1)").fetchone()[0]
    if found != "ok":
        raise sqlite3.DatabaseError(found)
    for text, sha256 in base.execute("select text, sha256 from reports"):
        if hashlib.sha256(text.encode()).hexdigest() != sha256:
            raise sqlite3.DatabaseError("the text of a report in it is not the one that was read")


def _digest(reading: bytes) -> bytes:
    return hashlib.blake2b(reading, digest_size=16).digest()


def _is_ours(path: Path) -> bool:
    """Tell whether a file bears our mark, or is a base without tables, as a run that was killed at once leaves it."""
    if path.is_dir():
        return False
    with path.open("rb") as file:
        head = file.read(MARK_AT + 4)
    if not head:
        return True
    if not head.startswith(HEADER):
        return False
    if head[MARK_AT:] == MARK.to_bytes(4, "big"):
        return True
    try:
        with closing(sqlite3.connect(path)) as base:
            tables: int = base.execute("select count(*) from sqlite_master").fetchone()[0]
            return tables == 0
    except sqlite3.DatabaseError:
        return False


def _is_damage(broken: sqlite3.DatabaseError) -> bool:
    """Tell whether an error is of what stands in a file; a lock, a full disk or a missing permission is not."""
    told = str(broken)
    return not isinstance(broken, sqlite3.OperationalError) or any(w in told for w in ("malformed", "UTF-8", "no such"))


def _set_aside(path: Path, reason: str) -> Failure:
    """Give a dossier that cannot be used another name, so that nothing of it is lost; return the failure."""
    number = 1
    while (aside := path.with_name(f"{path.name}.aside-{number}")).exists():
        number += 1
    os.replace(path, aside)
    for ending in ("-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
    message = CATALOGUE["R703"].format(path=path, aside=aside, reason=reason)
    return Failure(source=str(path), stage="documents", code="R703", message=message)
