"""One SQLite index of places: where it is kept, what it was made from, and looking names up in it."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from rashomon.gazetteers.near import Ear, Near
from rashomon.records import Place
from rashomon.spelling import name_keys, plain

SCHEMA = 4
_COLUMNS = "gid, name, lat, lon, country, admin1, kind, population, gazetteer, radius"
# "~" sorts behind every letter: names as they are spelled come first
_BY_NAME = f"SELECT key, {_COLUMNS} FROM spelled JOIN place ON id = place WHERE key IN (?, ?) ORDER BY key, place"


class Hit(NamedTuple):
    """A place found by name; `how` is exact, folded or near, `score` how alike the spellings are."""

    place: Place
    how: str
    score: float


def cache_folder() -> Path:
    """Return where indexes are kept: RASHOMON_CACHE, else the user's cache folder, else one for temporary files."""
    if given := os.environ.get("RASHOMON_CACHE"):
        return Path(given)
    folder = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "rashomon"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return Path(tempfile.gettempdir()) / "rashomon"
    return folder if os.access(folder, os.W_OK) else Path(tempfile.gettempdir()) / "rashomon"


def _open(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)


def stamp_of(*parts: str | Path) -> str:
    """Return what an index must have been made from: the schema, versions, and the bytes of files."""
    digest = hashlib.sha256(str(SCHEMA).encode())
    for part in parts:
        digest.update(part.read_bytes() if isinstance(part, Path) else part.encode())
    return digest.hexdigest()[:32]


def is_whole(path: Path, stamp: str) -> bool:
    """Tell whether an index is there, readable, and made from what the stamp says."""
    if not path.exists():
        return False
    try:
        database = _open(path)
        try:
            row = database.execute("SELECT value FROM about WHERE key = 'stamp'").fetchone()
        finally:
            database.close()
    except sqlite3.Error:
        return False
    return row is not None and row[0] == stamp


class Index:
    """An index opened for reading; nothing but the pages asked for is held in memory."""

    def __init__(self, path: Path, database: sqlite3.Connection | None = None) -> None:
        self.path = path
        self.database = database or _open(path)
        self.database.execute("PRAGMA cache_size=-8000")
        self._ear = Ear(self.database)

    def spelled(self, name: str) -> list[Hit]:
        """Return the places spelled so, marks and case aside, then those whose spelling folds to the same form."""
        folded, _ = name_keys(plain(name))
        keys = (plain(name), f"~{folded.replace(' ', '')}")
        rows = self.database.execute(_BY_NAME, keys) if keys[1] != "~" else ()
        return [_hit(row[0], _place(row[1:])) for row in rows]

    def near(self, name: str, countries: Sequence[str]) -> list[Near]:
        """Return the places of these countries whose names are heard or spelled most alike."""
        found = self._ear.numbers(name, countries)
        return [Near(place, found[number]) for number, place in self._places(sorted(found))]

    def _places(self, numbers: Sequence[int]) -> Iterator[tuple[int, Place]]:
        for number in numbers:
            row = self.database.execute(f"SELECT {_COLUMNS} FROM place WHERE id = ?", (number,)).fetchone()
            yield number, _place(row)


def all_places(path: Path) -> Iterator[Place]:
    """Yield every place of an index with all its names."""
    database = _open(path)
    try:
        for *row, names in database.execute(f"SELECT {_COLUMNS}, names FROM place ORDER BY id"):
            yield msgspec.structs.replace(_place(tuple(row)), names=tuple(names.split("|")) if names else ())
    finally:
        database.close()


def _hit(key: str, place: Place) -> Hit:
    return Hit(place, "folded", 0.97) if key.startswith("~") else Hit(place, "exact", 1.0)


def _place(row: tuple[Any, ...]) -> Place:
    gid, name, lat, lon, country, admin1, kind, population, gazetteer, radius = row
    return Place(
        id=gid,
        name=name,
        lat=lat,
        lon=lon,
        country=country,
        admin1=admin1,
        kind=kind,
        population=population,
        gazetteer=gazetteer,
        radius_km=radius,
    )
