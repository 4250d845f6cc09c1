"""Keeps a user's own places: each file added is an index of its own, made whole or not at all, and can be taken out."""

from __future__ import annotations

import hashlib
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import NamedTuple

from rashomon.errors import BadGazetteer
from rashomon.gazetteers.alternates import Alternates
from rashomon.gazetteers.build import Draft, Progress
from rashomon.gazetteers.checks import MOST_LISTED, Refusals
from rashomon.gazetteers.dumps import read_dump
from rashomon.gazetteers.index import cache_folder, is_whole, stamp_of
from rashomon.gazetteers.sources import Source, opened
from rashomon.gazetteers.tables import read_geojson, read_table
from rashomon.records import Failure, Place

_PREFIX, _ENDING = "places-user-", ".sqlite"
_LONGEST = 120  # of a file's name within the index's
_ELSEWHERE = "× an alternate name of a place that the dump does not hold"


class Added(NamedTuple):
    """What came of adding a file: places taken, rows refused, the first thousand refusals, what else was left out."""

    places: int
    refused: int
    failures: tuple[Failure, ...]
    notes: tuple[tuple[str, int], ...] = ()


class Kept(NamedTuple):
    """A file that was added: its name, how many places and refused rows it gave, where it lay, and its index."""

    name: str
    places: int
    refused: int
    source: str
    path: Path


def add(path: Path, *, names: Path | None = None, progress: Progress | None = None) -> Added:
    """Add the places of a file to the user's, replacing what a file of the same name gave before.

    `names` is GeoNames' table of alternate names, for a dump. What was there stays until the new index is whole. Raises
    BadInput (R101 …) for a file that cannot be opened, BadGazetteer for one that holds no places (R501, R502) and for
    an index that cannot be written (R503).
    """
    with ExitStack() as stack:
        source = stack.enter_context(opened(path))
        others = stack.enter_context(opened(names)) if names else None
        _check(source, others)
        draft = stack.enter_context(Draft(_index_of(path.name), progress=progress))
        refusals, refused_names = Refusals(path, draft.note), Refusals(names or path, draft.note)
        alternates = stack.enter_context(closing(Alternates(others, refused_names, draft.tell))) if others else None
        rows = _rows(source, f"user list {path.name}", refusals, alternates)
        draft.take(source.told(rows, "reading places", draft.tell))
        draft.forget_repeats(lambda line, id: refusals.add(line, f"the id {id!r} stood before; the first is kept"))
        if not draft.count:
            raise BadGazetteer("R502", path=path, reason=f"no place could be read; {_reasons(refusals)}")
        if alternates:
            refused_names.notes[_ELSEWHERE] = alternates.left()
        return _finish(draft, path, refusals, refused_names)


def _check(source: Source, others: Source | None) -> None:
    """Refuse a file that is not what its place on the command line says."""
    if source.form == "alternates":
        reason = (
            "GeoNames' alternate names, which have no coordinates; add them with the dump that they belong to: "
            f"rashomon gazetteer add XX.txt --names {source.path.name}"
        )
        raise BadGazetteer("R502", path=source.path, reason=reason)
    if others and others.form != "alternates":
        reason = "not GeoNames' table of alternate names, which has 10 columns, the second a GeoNames id"
        raise BadGazetteer("R502", path=others.path, reason=reason)
    if others and source.form != "geonames":
        reason = "not a GeoNames dump, so alternate names by GeoNames id cannot be joined to it"
        raise BadGazetteer("R502", path=source.path, reason=reason)


def _rows(source: Source, label: str, refusals: Refusals, alternates: Alternates | None) -> Iterator[tuple[int, Place]]:
    if source.form == "geonames":
        return read_dump(source, label, refusals, alternates)
    return (read_geojson if source.form == "geojson" else read_table)(source, label, refusals)


def _finish(draft: Draft, path: Path, *refusals: Refusals) -> Added:
    for refused in refusals:
        refused.flush()
    count = sum(refused.count for refused in refusals)
    draft.finish(stamp_of("user"), source=str(path.resolve()), name=path.name, refused=str(count))
    notes = sum((refused.notes for refused in refusals), Counter[str]())  # those of zero fall out
    first = [failure for refused in refusals for failure in refused.first]
    return Added(draft.count, count, tuple(first[:MOST_LISTED]), tuple(sorted(notes.items())))


def _reasons(refusals: Refusals) -> str:
    said = "; ".join(failure.message.partition(": ")[2] for failure in refusals.first[:5])
    return f"{refusals.count} rows were left out: {said}" if said else "it holds no rows"


def _index_of(name: str) -> Path:
    short = name if len(name) <= _LONGEST else f"{name[:_LONGEST]}-{hashlib.sha256(name.encode()).hexdigest()[:8]}"
    return cache_folder() / f"{_PREFIX}{short}{_ENDING}"


def user_indexes() -> list[Path]:
    """Return the indexes of the files that were added; R503 for one that another version of Rashomon made."""
    paths = sorted(cache_folder().glob(f"{_PREFIX}*{_ENDING}"))
    for path in paths:
        if not is_whole(path, stamp_of("user")):
            way_out = f"add {_name_of(path)} again, or: rashomon gazetteer remove {_name_of(path)}"
            raise BadGazetteer("R502", path=path, reason=f"damaged, or made by another version; {way_out}")
    return paths


def kept() -> list[Kept]:
    """Return the files that were added, by name."""
    return [_kept(path) for path in user_indexes()]


def _kept(path: Path) -> Kept:
    with closing(_open(path)) as database:
        facts = dict(database.execute("SELECT key, value FROM about"))
    return Kept(facts["name"], int(facts["places"]), int(facts["refused"]), facts["source"], path)


def refused(name: str) -> Iterator[tuple[str, int, str]]:
    """Yield every row (file, line, reason) of an added file that gave no place; R502 where none of that name was."""
    with closing(_open(_found(name))) as database:
        yield from database.execute("SELECT file, line, reason FROM refused ORDER BY file, line")


def remove(name: str) -> None:
    """Take out what a file gave; R502 for a file that was not added."""
    _found(name).unlink()


def _found(name: str) -> Path:
    path = _index_of(name)
    if not path.exists():
        there = ", ".join(sorted(_name_of(path) for path in path.parent.glob(f"{_PREFIX}*{_ENDING}")))
        raise BadGazetteer("R502", path=name, reason=f"no file of that name was added; there are: {there or 'none'}")
    return path


def _name_of(index: Path) -> str:
    return index.name.removeprefix(_PREFIX).removesuffix(_ENDING)


def _open(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
