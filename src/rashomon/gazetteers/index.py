"""One SQLite index of places: where it is kept, what it was made from, and looking names up in it."""

from __future__ import annotations

import functools
import hashlib
import os
import sqlite3
import tempfile
from array import array
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

from rashomon.records import Place
from rashomon.spelling import fold_plain, plain, skeleton_folded, sounds

SCHEMA = 4
NEAR = 0.86  # Jaro-Winkler of folded forms; below it two names with the same consonants are strangers
NEARLY = 0.93  # the same for names whose consonants differ
LONG = 6  # letters that a name must have to be found by letters alone
_COLUMNS = "gid, name, lat, lon, country, admin1, kind, population, gazetteer, radius"
_BY_NAME = f"SELECT {_COLUMNS} FROM spelled JOIN place ON id = place WHERE key = ? ORDER BY id"


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
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, check_same_thread=False)


@functools.lru_cache(maxsize=100_000)
def name_keys(name: str) -> tuple[str, str]:
    """Return the folded form and the consonants of a name that `plain` has cleaned; many places share a name."""
    folded = fold_plain(name)
    return folded, sounds(skeleton_folded(folded))


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

    def __init__(self, path: Path) -> None:
        self.path = path
        self.database = _open(path)
        self.database.execute("PRAGMA cache_size=-8000")

    def exact(self, name: str) -> list[Place]:
        """Return the places that are spelled so, marks and case aside."""
        return self._spelled(plain(name))

    def folded(self, name: str) -> list[Place]:
        """Return the places whose spelling folds to the same form."""
        return self._spelled("~" + fold_plain(plain(name)).replace(" ", ""))

    def near(self, name: str, countries: Sequence[str]) -> list[Hit]:
        """Return the places of these countries with the same consonants, else with nearly the same letters."""
        folded, bones = name_keys(plain(name))
        compact, best = folded.replace(" ", ""), dict[int, float]()
        for country in countries if len(bones) > 1 and len(compact) > 2 else ():
            query = "SELECT folded, place FROM bones WHERE country = ? AND key = ?"
            for other, place in self.database.execute(query, (country, bones)):
                score = JaroWinkler.similarity(compact, other.replace(" ", ""))
                if score >= NEAR:
                    best[place] = max(score, best.get(place, 0.0))
        if not best and len(compact) >= LONG:
            best = self._lettered(compact, countries[:1])  # the country that the dossier is about most
        ranked = sorted(best.items(), key=lambda item: (-item[1], item[0]))[:12]
        return [Hit(place, "near", best[number]) for number, place in self._places([n for n, _ in ranked])]

    def _lettered(self, compact: str, countries: Sequence[str]) -> dict[int, float]:
        best: dict[int, float] = {}
        for country in countries:
            names, places = self._names_of(country)
            found = process.extract(
                compact, names, scorer=JaroWinkler.similarity, score_cutoff=NEARLY, limit=12, processor=None
            )
            for _, score, at in found:
                best[places[at]] = max(score, best.get(places[at], 0.0))
        return best

    @functools.lru_cache(maxsize=4)  # noqa: B019  (an index lives as long as the program)
    def _names_of(self, country: str) -> tuple[list[str], array[int]]:
        rows = self.database.execute("SELECT folded, place FROM bones WHERE country = ?", (country,)).fetchall()
        return [row[0].replace(" ", "") for row in rows], array("l", (row[1] for row in rows))

    def _spelled(self, key: str) -> list[Place]:
        if key in {"", "~"}:
            return []
        return [_place(row) for row in self.database.execute(_BY_NAME, (key,))]

    def _places(self, numbers: Sequence[int]) -> Iterator[tuple[int, Place]]:
        for number in numbers:
            row = self.database.execute(f"SELECT {_COLUMNS} FROM place WHERE id = ?", (number,)).fetchone()
            yield number, _place(row)


def all_places(path: Path) -> Iterator[Place]:
    """Yield every place of an index with all its names, to carry them over into a new one."""
    database = _open(path)
    try:
        for *row, names in database.execute(f"SELECT {_COLUMNS}, names FROM place ORDER BY id"):
            yield msgspec.structs.replace(_place(tuple(row)), names=tuple(names.split("|")) if names else ())
    finally:
        database.close()


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
