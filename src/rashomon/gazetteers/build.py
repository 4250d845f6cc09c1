"""Builds an index of places beside the old one and moves it there once whole, in bounded memory whatever its size."""

from __future__ import annotations

import contextlib
import itertools
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from rashomon.cycles import without_collection
from rashomon.errors import BadGazetteer
from rashomon.gazetteers.index import cache_folder
from rashomon.records import Place
from rashomon.spelling import name_keys, plain

_BATCH = 10_000
_DRAFT = ".unfinished"
# A draft is worth nothing until it is renamed, so nothing guards it; what is sorted goes to disk in its folder. The
# lock lasts as long as the process, which tells a draft that is being written from one that a killed build left.
UNGUARDED = """
PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA secure_delete=OFF; PRAGMA locking_mode=EXCLUSIVE;
PRAGMA temp_store=FILE; PRAGMA cache_size=-48000; PRAGMA temp.cache_size=-16000; PRAGMA threads=2;
"""
_TABLES = (
    "CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT)",
    "CREATE TABLE place (id INTEGER PRIMARY KEY, gid TEXT, name TEXT, lat REAL, lon REAL, country TEXT, admin1 TEXT,"
    " kind TEXT, population INTEGER, gazetteer TEXT, radius REAL, names TEXT)",
    "CREATE TABLE spelled (key TEXT, place INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID",
    "CREATE TABLE bones (country TEXT, key TEXT, folded TEXT, place INTEGER,"
    " PRIMARY KEY (country, key, folded, place)) WITHOUT ROWID",
    "CREATE TABLE refused (file TEXT, line INTEGER, reason TEXT)",
    "CREATE TEMP TABLE unsorted (name TEXT, folded TEXT, bones TEXT, country TEXT, place INTEGER)",
    "CREATE TEMP TABLE repeated (place INTEGER PRIMARY KEY)",
)
_FORGET = (
    "DELETE FROM place WHERE id IN repeated",
    "DELETE FROM unsorted WHERE place IN repeated",
)
# in the order of the keys, which fills the pages of the trees once; SQLite sorts on disk, whatever the size
_IN_ORDER = (
    "INSERT OR IGNORE INTO spelled SELECT name AS key, place FROM unsorted"
    " UNION ALL SELECT '~' || replace(folded, ' ', ''), place FROM unsorted ORDER BY key, place",
    "INSERT OR IGNORE INTO bones SELECT country, bones, folded, place FROM unsorted ORDER BY 1, 2, 3, 4",
)
Progress = Callable[[str, int, int], None]
Numbered = tuple[int, Place]


class Draft:
    """An index in the making: `take` places, `forget_repeats`, `finish`; leaving without it leaves the old one as is.

    Raises BadGazetteer (R503) where the folder cannot be written or is full.
    """

    def __init__(self, path: Path, *, progress: Progress | None = None) -> None:
        self.path, self.count = path, 0
        self.tell = progress or (lambda _what, _done, _of: None)
        self._unfinished = path.with_name(f"{path.name}.{os.getpid()}{_DRAFT}")

    def __enter__(self) -> Draft:
        with written():
            self.path.parent.mkdir(parents=True, exist_ok=True)
            clean(self.path.parent)
            self._database = sqlite3.connect(self._unfinished, isolation_level=None)
            self._database.executescript(UNGUARDED)
            sort_in(str(self.path.parent.resolve()))
            self._database.execute("BEGIN EXCLUSIVE")
            for table in _TABLES:
                self._database.execute(table)
        return self

    def __exit__(self, *_: object) -> None:
        self._database.close()
        sort_in("")
        with contextlib.suppress(OSError):
            self._unfinished.unlink(missing_ok=True)

    def take(self, places: Iterable[Numbered]) -> None:
        """Write places under their numbers, which must differ and be positive."""
        rest = iter(places)
        with without_collection():
            while batch := list(itertools.islice(rest, _BATCH)):
                with written():
                    self._insert(batch)
                self.count += len(batch)

    def _insert(self, batch: Sequence[Numbered]) -> None:
        rows = (_row(number, place) for number, place in batch)
        self._database.executemany(f"INSERT INTO place VALUES ({','.join('?' * 12)})", rows)
        self._database.executemany("INSERT INTO unsorted VALUES (?, ?, ?, ?, ?)", _spellings(batch))

    def forget_repeats(self, told: Callable[[int, str], None]) -> None:
        """Take out the places whose id stood before, the first is kept; each one's number and id are told."""
        with written():
            self._database.executemany("INSERT INTO repeated VALUES (?)", self._repeats(told))
            (repeated,) = self._database.execute("SELECT count(*) FROM repeated").fetchone()
            for statement in _FORGET if repeated else ():
                self._database.execute(statement)
        self.count -= repeated

    def _repeats(self, told: Callable[[int, str], None]) -> Iterator[tuple[int]]:
        before = None
        for gid, number in self._database.execute("SELECT gid, id FROM place ORDER BY gid, id"):
            if gid == before:
                told(number, gid)
                yield (number,)
            before = gid

    def note(self, refused: Iterable[tuple[str, int, str]]) -> None:
        """Keep the rows that gave no place (file, line, reason) beside those that did."""
        with written():
            self._database.executemany("INSERT INTO refused VALUES (?, ?, ?)", refused)

    def finish(self, stamp: str, **about: str) -> int:
        """Sort the names, sign the index with its stamp and move it into its place; return how many places it has."""
        with written():
            for done, statement in enumerate(_IN_ORDER):
                self.tell("sorting names", done, len(_IN_ORDER))
                self._database.execute(statement)
            rows = [("stamp", stamp), ("places", str(self.count)), *sorted(about.items())]
            self._database.executemany("INSERT INTO about VALUES (?, ?)", rows)
            self._database.execute("COMMIT")
            self._database.close()
            with self._unfinished.open("rb+") as file:
                os.fsync(file.fileno())
            os.replace(self._unfinished, self.path)
        return self.count


def build(path: Path, places: Iterable[Place], *, stamp: str, total: int = 0, progress: Progress | None = None) -> int:
    """Write an index of places, whole or not at all; return how many it holds."""
    with Draft(path, progress=progress) as draft:
        draft.take(_counted(enumerate(places, 1), total, draft.tell))
        return draft.finish(stamp)


def _counted(places: Iterable[Numbered], total: int, tell: Progress) -> Iterator[Numbered]:
    for number, place in places:
        if number % _BATCH == 0:
            tell("places", number, max(total, number))
        yield number, place


def clean(folder: Path) -> None:
    """Remove the drafts that killed builds left in a folder; one that is being written is locked and stays."""
    for draft in folder.glob(f"*{_DRAFT}"):
        database = sqlite3.connect(draft, timeout=0, isolation_level=None)
        try:
            database.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                continue
        except sqlite3.DatabaseError:  # cut off in the middle: nobody's
            pass
        finally:
            database.close()
        draft.unlink(missing_ok=True)


def sort_in(folder: str) -> None:
    """Let SQLite keep what it sorts in a folder: the one for temporary files may be small, or in memory."""
    database = sqlite3.connect(":memory:")
    quoted = folder.replace("'", "''")
    database.execute(f"PRAGMA temp_store_directory='{quoted}'")
    database.close()


def _spellings(batch: Iterable[Numbered]) -> Iterator[tuple[str, str, str, str, int]]:
    for number, place in batch:
        words = {plain(place.name), *map(plain, place.names)}
        words.discard("")
        for word in words:
            yield word, *name_keys(word), place.country, number


def _row(number: int, place: Place) -> tuple[object, ...]:
    return (
        number,
        place.id,
        place.name,
        place.lat,
        place.lon,
        place.country,
        place.admin1,
        place.kind,
        place.population,
        place.gazetteer,
        place.radius_km,
        "|".join(place.names),
    )


@contextlib.contextmanager
def written() -> Iterator[None]:
    """Translate what SQLite and the file system say when nothing can be written."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise BadGazetteer("R503", folder=cache_folder(), reason=error) from error
