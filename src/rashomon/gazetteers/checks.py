"""Says of each row of a user's file whether it is a place, and keeps count of what was left out and why."""

from __future__ import annotations

import functools
import math
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from rashomon.bodies import state_of
from rashomon.errors import CATALOGUE
from rashomon.known import three_letters
from rashomon.records import Failure, Place

MOST_LISTED = 1000  # rows left out beyond these are in the index alone
MOST_PEOPLE = 20_000_000_000
_REPLACED = "\ufffd"


class Refusals:
    """The rows of a file that gave no place, and how many values of the others were left out.

    The first thousand are held; all go to `sink` in batches, as (file, line, reason).
    """

    def __init__(self, path: Path, sink: Callable[[list[tuple[str, int, str]]], None]) -> None:
        self.path, self.count, self.notes = path, 0, Counter[str]()
        self.unit = "line"
        self.first: list[Failure] = []
        self._sink, self._new = sink, list[tuple[str, int, str]]()

    def add(self, line: int, reason: str) -> None:
        """Refuse a row."""
        self.count += 1
        self._new.append((self.path.name, line, reason))
        if len(self.first) < MOST_LISTED:
            message = CATALOGUE["R502"].format(path=self.path, reason=f"{self.unit} {line}: {reason}")
            self.first.append(Failure(source=str(self.path), stage="gazetteer", code="R502", message=message))
        if len(self._new) >= MOST_LISTED:
            self.flush()

    def flush(self) -> None:
        """Hand over what the sink has not got yet."""
        self._sink(self._new)
        self._new = []


def place_of(
    line: int,
    refusals: Refusals,
    *,
    id: str,
    name: str,
    lat: str,
    lon: str,
    country: str = "",
    admin1: str = "",
    kind: str = "",
    population: str = "",
    names: tuple[str, ...] = (),
    gazetteer: str,
) -> Place | None:
    """Return the place that the cells of a row tell, or refuse the row."""
    if reason := _wrong(name, lat, lon):
        refusals.add(line, reason)
        return None
    north, east = float(lat), float(lon)
    if len(country) != 2 or not country.isupper():
        country = _country(country, refusals)
    return Place(
        id=id or f"{name}@{north:.4f},{east:.4f}",
        name=name,
        lat=north,
        lon=east,
        country=country,
        admin1=admin1,
        kind=kind,
        population=_people(population, refusals) if population and population != "0" else 0,
        gazetteer=gazetteer,
        names=names,
    )


def _wrong(name: str, lat: str, lon: str) -> str:
    if not name:
        return "no name"
    try:
        north, east = float(lat), float(lon)
    except ValueError:
        wrong = [cell for cell in (lat, lon) if not _is_number(cell)]
        return f"{name!r} has no coordinates" + (f": {wrong[0]!r} is no number" if wrong[0] else "")
    if not (-90 <= north <= 90 and -180 <= east <= 180):
        return f"{name!r} lies at {lat}, {lon}, which is on no map"
    if _REPLACED in name:
        return f"{name!r} is not written in UTF-8; save the file as UTF-8"
    return "" if any(map(str.isalnum, name)) else f"the name {name!r} has no letters"


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def _country(word: str, refusals: Refusals) -> str:
    """Return the code of a country told by code or by name; what is neither is left out and counted."""
    word = word.strip()
    code = word.upper() if len(word) == 2 and word.isalpha() else _codes().get(word.upper()) or state_of(word)
    if word and not code:
        refusals.notes["× a country that is neither a code nor a known name"] += 1
    return code


@functools.cache
def _codes() -> dict[str, str]:
    return {three: two for two, three in three_letters().items()}


def _people(cell: str, refusals: Refusals) -> int:
    try:
        count = float(cell.replace(",", "")) if cell else 0.0
    except ValueError:
        count = math.nan
    if 0 <= count <= MOST_PEOPLE:
        return int(count)
    refusals.notes["× a population that is no number of people"] += 1
    return 0
