"""Leaves one spelling of a place out of GeoNames and asks for the place by it, its country known.

python benchmarks/aliases.py [--countries LY,SY,SD,AZ,UA,YE,CD] [--places 300] [--spellings 3] [--list FILE]

Sampled are the places of a country in the gazetteer that ships which have at least two Latin spellings that differ in
more than case, marks and apostrophes; GeoNames' machine romanisations, known by having no capital, are not sampled.
Of each country at most 300 places are drawn, of each place at most 3 spellings, in the order of a hash, so that every
run draws the same. One spelling at a time is taken out of the index, with all ways to write it that differ in case and
marks only, and a report of two names, "SPELLING in COUNTRY", is settled as any other. Right: the place itself, or the
division or airfield of our own list that bears its name or lies at its spot; wrong: any other; else it was left open.

A namesake is a spelling that another place of the country also bears, letter by letter once transliteration is folded:
nobody could tell the two apart by it. Figures are given with and without these. Countries weigh alike in the mean.
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import sqlite3
import tempfile
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from rashomon import docks, known
from rashomon.gazetteers.geonames import Geonames
from rashomon.gazetteers.index import Index, all_places
from rashomon.measures import kilometres
from rashomon.records import Mention, Place, Reading, Report
from rashomon.resolution.coherence import TOWNS
from rashomon.resolution.places import Places
from rashomon.spelling import fold, plain

COUNTRIES = "LY,SY,SD,AZ,UA,YE,CD"
SAME_SPOT_KM = 10.0


class Question(NamedTuple):
    """A spelling left out, the place it belongs to, and whether another place of the country bears it too."""

    spelling: str
    place: Place
    namesake: bool


class Tally(NamedTuple):
    """Shares of the questions: answered right, answered with another place; the rest was left open."""

    asked: int
    right: float
    wrong: float


def main() -> None:
    """Measure and print a table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--countries", default=COUNTRIES)
    options.add_argument("--places", type=int, default=300)
    options.add_argument("--spellings", type=int, default=3)
    options.add_argument("--list", type=Path, help="write every question that was not answered right to this file")
    given = options.parse_args()
    rows, missed = measure(given.countries.split(","), given.places, given.spellings)
    print("\n".join(table(rows)))
    if given.list:
        given.list.write_text("\n".join(missed) + "\n", encoding="utf-8")


def measure(
    countries: Sequence[str], places: int = 300, spellings: int = 3
) -> tuple[dict[str, tuple[Tally, Tally]], list[str]]:
    """Return for each country the tally of all questions and without namesakes, and a line for each miss."""
    shipped = docks.load("gazetteer", "geonames")
    assert isinstance(shipped, Geonames)
    rows, missed = {}, []
    with tempfile.TemporaryDirectory() as folder:
        towns = next(index.path for index in shipped.indexes if "towns" in index.path.name)
        copy = Path(folder) / "towns.sqlite"
        shutil.copy(towns, copy)
        rest = [index for index in shipped.indexes if index.path != towns]
        ours = _by_country(copy, countries)
        for country in countries:
            results = []
            for question in questions(ours[country], places, spellings):
                verdict, said = _asked(question, copy, rest)
                results.append((verdict, question.namesake))
                if verdict != "right":
                    note = " (namesake)" if question.namesake else ""
                    missed.append(f"{country}\t{verdict}{note}\t{question.spelling}\t{question.place.name}\t{said}")
            rows[country] = _tally(results), _tally([one for one in results if not one[1]])
    return rows, missed


def _by_country(path: Path, countries: Sequence[str]) -> dict[str, list[Place]]:
    found: dict[str, list[Place]] = {country: [] for country in countries}
    for place in all_places(path):
        if place.country in found:
            found[place.country].append(place)
    return found


def questions(places: Sequence[Place], most_places: int, most_spellings: int) -> Iterator[Question]:
    """Yield the spellings that are asked, in the order of a hash."""
    bearers: dict[str, set[str]] = defaultdict(set)
    for place in places:
        for name in (place.name, *place.names):
            bearers[_folded(name)].add(place.id)
    several = [(place, found) for place in places if len(found := _spellings(place)) > 1]
    for place, found in sorted(several, key=lambda item: _hash(item[0].id))[:most_places]:
        for key in sorted(found, key=lambda key: _hash(place.id, key))[:most_spellings]:
            yield Question(found[key], place, bool(bearers[_folded(found[key])] - {place.id}))


def _spellings(place: Place) -> dict[str, str]:
    found: dict[str, str] = {}
    for name in (place.name, *place.names):
        if plain(name) and _is_written(name):
            found.setdefault(plain(name), name)
    return found


def _is_written(name: str) -> bool:
    letters = [letter for letter in name if letter.isalpha()]
    return name != name.lower() and all(unicodedata.name(letter, "").startswith("LATIN") for letter in letters)


def _folded(name: str) -> str:
    return fold(name).replace(" ", "")


def _hash(*parts: str) -> str:
    return hashlib.sha256("|".join(parts).encode()).hexdigest()


def _asked(question: Question, towns: Path, rest: Sequence[Index]) -> tuple[str, str]:
    """Answer one question with its spelling taken out; nothing stays written."""
    index = Index(towns, sqlite3.connect(towns, isolation_level=None))
    try:
        index.database.execute("PRAGMA journal_mode=MEMORY")
        index.database.execute("BEGIN")
        _take_out(index.database, question)
        return _verdict(question, Geonames([*rest, index]))
    finally:
        index.database.execute("ROLLBACK")
        index.database.close()


def _take_out(database: sqlite3.Connection, question: Question) -> None:
    place, taken = question.place, plain(question.spelling)
    (number,) = database.execute("SELECT id FROM place WHERE gid = ?", (place.id,)).fetchone()
    kept = {plain(name) for name in (place.name, *place.names)} - {taken}
    for key in {taken, f"~{_folded(taken)}"} - kept - {f"~{_folded(name)}" for name in kept}:
        database.execute("DELETE FROM spelled WHERE key = ? AND place = ?", (key, number))
    for folded in {fold(taken)} - {fold(name) for name in kept}:
        database.execute(
            "DELETE FROM bones WHERE country = ? AND folded = ? AND place = ?", (place.country, folded, number)
        )
    names = [name for name in (place.name, *place.names) if plain(name) != taken]
    database.execute("UPDATE place SET name = ?, names = ? WHERE id = ?", (names[0], "|".join(names), number))


def _verdict(question: Question, gazetteer: Geonames) -> tuple[str, str]:
    state = next(state.name for state in known.states() if state.iso2 == question.place.country)
    size, text = len(question.spelling), f"{question.spelling} in {state}"
    mentions = tuple(
        Mention(report="r", start=start, end=end, text=text[start:end], kind="place", sentence=0)
        for start, end in ((0, size), (size + 4, len(text)))
    )
    reading = Reading(report=Report(id="r", source="r", text=text, sha256=""), mentions=mentions)
    places = Places(gazetteer)
    places.update((), {"r": reading})
    answer = next(choice.place for choice in places.choices.values() if mentions[0] in choice.name.mentions)
    if answer is None:
        return "open", ""
    place = question.place
    apart = kilometres((answer.lat, answer.lon), (place.lat, place.lon))
    named = _folded(answer.name) in {_folded(name) for name in (place.name, *place.names)}
    division = answer.kind not in TOWNS and answer.country == place.country and (named or apart <= SAME_SPOT_KM)
    right = answer.id == place.id or division
    return "right" if right else "wrong", f"{answer.name} ({answer.country} {answer.kind}, {apart:.0f} km)"


def _tally(results: Sequence[tuple[str, bool]]) -> Tally:
    counts, size = Counter(verdict for verdict, _ in results), len(results) or 1
    return Tally(len(results), counts["right"] / size, counts["wrong"] / size)


def table(rows: dict[str, tuple[Tally, Tally]]) -> Iterator[str]:
    """Yield the lines of a Markdown table, the mean over the countries last."""
    yield "| country | asked | right | wrong | asked, no namesakes | right | wrong |"
    yield "|---|---|---|---|---|---|---|"
    for country, tallies in rows.items():
        yield _line(country, tallies)
    yield _line("mean", (_mean([row[0] for row in rows.values()]), _mean([row[1] for row in rows.values()])))


def _mean(tallies: Sequence[Tally]) -> Tally:
    size = len(tallies) or 1
    return Tally(
        sum(t.asked for t in tallies), sum(t.right for t in tallies) / size, sum(t.wrong for t in tallies) / size
    )


def _line(name: str, tallies: tuple[Tally, Tally]) -> str:
    cells = (f"{t.asked} | {100 * t.right:.1f} % | {100 * t.wrong:.1f} %" for t in tallies)
    return f"| {name} | {' | '.join(cells)} |"


if __name__ == "__main__":
    main()
