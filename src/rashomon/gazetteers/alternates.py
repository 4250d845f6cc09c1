"""Reads GeoNames' table of alternate names, keeps it on disk by place, and tells names from codes and links."""

from __future__ import annotations

import functools
import sqlite3
import unicodedata
from collections.abc import Iterator

from rashomon.gazetteers.build import UNGUARDED, Progress, written
from rashomon.gazetteers.checks import Refusals
from rashomon.gazetteers.sources import ALTERNATE_COLUMNS, Source

_SCRIPTS = ("LATIN", "CYRILLIC", "ARABIC", "HEBREW")
_NO_NAMES = frozenset({"link", "wkdt", "post", "iata", "icao", "faac", "unlc", "tcid", "abbr", "phon"})
_LEFT_OUT = "× a code or a link among the names"
_OTHER_SCRIPTS = "× a name in another script than Latin, Cyrillic, Arabic and Hebrew"
_TABLES = """
CREATE TABLE other (gid INTEGER, name TEXT, PRIMARY KEY (gid, name)) WITHOUT ROWID;
CREATE TABLE unsorted (gid INTEGER, name TEXT);
"""
_IN_ORDER = "INSERT OR IGNORE INTO other SELECT gid, name FROM unsorted ORDER BY 1, 2"


class Alternates:
    """The alternate names of places by their GeoNames ids; on disk, for the table has many millions of rows."""

    def __init__(self, source: Source, refusals: Refusals, tell: Progress) -> None:
        with written():
            self._database = sqlite3.connect("", isolation_level=None)  # a file without a name, gone when closed
            self._database.executescript(f"{UNGUARDED} {_TABLES} BEGIN;")
            rows = source.told(read_alternates(source, refusals), "reading names", tell)
            self._database.executemany("INSERT INTO unsorted VALUES (?, ?)", rows)
            self._database.execute(_IN_ORDER)
            self._database.execute("DELETE FROM unsorted")

    def of(self, id: str) -> list[str]:
        """Hand over the alternate names of a place; a second asking gets none."""
        if not (id.isascii() and id.isdigit()):
            return []
        with written():
            rows = self._database.execute("DELETE FROM other WHERE gid = ? RETURNING name", (int(id),))
            return sorted(name for (name,) in rows)

    def left(self) -> int:
        """Return how many names nobody asked for."""
        (count,) = self._database.execute("SELECT count(*) FROM other").fetchone()
        return int(count)

    def close(self) -> None:
        """Give the disk back."""
        self._database.close()


def read_alternates(source: Source, refusals: Refusals) -> Iterator[tuple[int, str]]:
    """Yield (GeoNames id, name) of each alternate name; rows that tell codes and links are counted."""
    for line, text in enumerate(source.text, start=1):
        cells = text.rstrip("\r\n").split("\t")
        if len(cells) not in ALTERNATE_COLUMNS or not cells[1].isascii() or not cells[1].isdigit():
            refusals.add(line, f"{len(cells)} columns; alternate names have {ALTERNATE_COLUMNS[1]}, the second an id")
        elif cells[2] in _NO_NAMES:
            refusals.notes[_LEFT_OUT] += 1
        elif is_name(cells[3], refusals):
            yield int(cells[1]), cells[3]


def is_name(text: str, refusals: Refusals | None = None) -> bool:
    """Whether a name is in a script that reports and their sources use; codes and links are counted and left out."""
    if text.isascii():
        wrong = _LEFT_OUT if (len(text) <= 4 and text.isupper()) or "/" in text or not text else ""
    else:
        wrong = "" if _in_known_script(text) else _OTHER_SCRIPTS
    if wrong and text and refusals:
        refusals.notes[wrong] += 1
    return not wrong


def _in_known_script(text: str) -> bool:
    first = next((letter for letter in text if letter.isalpha()), "")
    return bool(first) and _is_known_letter(first)


@functools.lru_cache(maxsize=4096)
def _is_known_letter(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith(_SCRIPTS)
