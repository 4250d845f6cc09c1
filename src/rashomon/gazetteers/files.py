"""Adds a user's own places: GeoNames dumps, OurAirports, plain CSV and GeoJSON; bad rows are counted and listed."""

from __future__ import annotations

import csv
import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from rashomon.errors import CATALOGUE, BadGazetteer, BadInput
from rashomon.gazetteers.build import Progress, build
from rashomon.gazetteers.index import all_places, cache_folder, stamp_of
from rashomon.records import Failure, Place

USER = "places-user.sqlite"
MOST_LISTED = 1000  # bad rows beyond these are counted, not listed
GEONAMES_COLUMNS = 19
_LATITUDES, _LONGITUDES = (
    ("lat", "latitude", "latitude_deg", "y"),
    ("lon", "lng", "long", "longitude", "longitude_deg", "x"),
)
_NAMES = ("name", "title", "place", "asciiname")
_ALIASES = ("aliases", "alternatenames", "alternate_names", "keywords", "names")


class Added(NamedTuple):
    """What came of adding a file: places taken, rows refused, and the first thousand refusals with their reasons."""

    places: int
    refused: int
    failures: tuple[Failure, ...]


class _Refusals:
    def __init__(self, path: Path) -> None:
        self.path, self.count, self.listed = path, 0, list[Failure]()

    def add(self, line: int, reason: str) -> None:
        self.count += 1
        if len(self.listed) < MOST_LISTED:
            message = CATALOGUE["R502"].format(path=self.path, reason=f"line {line}: {reason}")
            self.listed.append(Failure(source=str(self.path), stage="gazetteer", code="R502", message=message))


Row = tuple[int, Mapping[str, Any]]


def add(path: Path, *, progress: Progress | None = None) -> Added:
    """Add the places of a file to the user's index, replacing what the same file gave before.

    The old index stays until the new one is whole. Raises BadInput (R101 …) for a file that cannot be opened,
    BadGazetteer (R501, R502) for one that holds no places.
    """
    target = cache_folder() / USER
    label = f"user list {path.name}"
    refusals = _Refusals(path)
    taken = [0]
    fresh = _counted(_places(path, label, refusals), taken)
    first = next(fresh, None)
    if first is None:
        first_reason = refusals.listed[0].message if refusals.listed else "it holds no rows"
        raise BadGazetteer("R502", path=path, reason=f"no place could be read; {first_reason}")
    old = (place for place in (all_places(target) if target.exists() else ()) if place.gazetteer != label)
    build(target, itertools.chain([first], fresh, old), stamp=stamp_of("user"), progress=progress)
    return Added(taken[0], refusals.count, tuple(refusals.listed))


def _counted(places: Iterable[Place], taken: list[int]) -> Iterator[Place]:
    for place in places:
        taken[0] += 1
        yield place


def _places(path: Path, label: str, refusals: _Refusals) -> Iterator[Place]:
    seen: set[int | str] = set()  # numbers as numbers: a dump of all countries has millions
    reader = _reader_of(path)
    for line, row in reader(path, refusals):
        place = _place_of(row, label, line, refusals)
        if place is None:
            continue
        key = int(place.id) if place.id.isascii() and place.id.isdigit() else place.id
        if key in seen:
            refusals.add(line, f"the id {place.id!r} stood before; the first is kept")
            continue
        seen.add(key)
        yield place


def _reader_of(path: Path) -> Callable[[Path, _Refusals], Iterator[Row]]:
    if not path.exists():
        raise BadInput("R101", path=path)
    match path.suffix.lower():
        case ".json" | ".geojson":
            return _read_geojson
        case ".txt" | ".tsv":
            return _read_geonames
        case _:
            return _read_csv


def _read_geonames(path: Path, refusals: _Refusals) -> Iterator[Row]:
    with path.open(encoding="utf-8", errors="replace", newline="\n") as file:
        for line, text in enumerate(file, start=1):
            cells = text.rstrip("\r\n").split("\t")
            if len(cells) != GEONAMES_COLUMNS:
                refusals.add(line, f"{len(cells)} columns, GeoNames has {GEONAMES_COLUMNS}")
                continue
            keys = ("id", "name", "asciiname", "aliases", "lat", "lon", "class", "kind", "country", "cc2", "admin1")
            yield line, {**dict(zip(keys, cells, strict=False)), "population": cells[14], "separator": ","}


def _read_csv(path: Path, refusals: _Refusals) -> Iterator[Row]:
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        reader = csv.DictReader(line for line in file if not line.startswith("#"))
        columns = [(name or "").strip().lower() for name in reader.fieldnames or ()]
        for wanted in (_NAMES, _LATITUDES, _LONGITUDES):
            if not set(wanted) & set(columns):
                raise BadGazetteer("R501", path=path, column=wanted[0], available=", ".join(columns) or "none")
        while True:
            try:
                row = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                refusals.add(reader.line_num, f"not CSV: {error}")
                continue
            yield reader.line_num, {(key or "").strip().lower(): value for key, value in row.items()}


def _read_geojson(path: Path, refusals: _Refusals) -> Iterator[Row]:
    try:
        data = msgspec.json.decode(path.read_bytes())
    except msgspec.DecodeError as error:
        raise BadGazetteer("R502", path=path, reason=f"not JSON: {error}") from None
    features = data.get("features") if isinstance(data, dict) else None
    if not isinstance(features, list):
        raise BadGazetteer("R502", path=path, reason="not a GeoJSON FeatureCollection: it has no list 'features'")
    for number, feature in enumerate(features, start=1):
        points = list(_points((feature or {}).get("geometry") or {}))
        if not points:
            refusals.add(number, "the feature has no coordinates")
            continue
        middle = {
            "lon": sum(point[0] for point in points) / len(points),
            "lat": sum(point[1] for point in points) / len(points),
        }
        yield number, {**(feature.get("properties") or {}), "id": feature.get("id"), **middle}


def _points(geometry: Mapping[str, Any]) -> Iterator[tuple[float, float]]:
    """Yield every coordinate pair of a geometry, however deep it lies."""
    left = [geometry.get("coordinates")]
    while left:
        one = left.pop()
        if isinstance(one, list) and len(one) >= 2 and all(isinstance(part, int | float) for part in one[:2]):
            yield float(one[0]), float(one[1])
        elif isinstance(one, list):
            left += one


def _first(row: Mapping[str, Any], keys: Iterable[str]) -> str:
    return next((str(row[key]).strip() for key in keys if row.get(key) not in (None, "")), "")


def _place_of(row: Mapping[str, Any], label: str, line: int, refusals: _Refusals) -> Place | None:
    name = _first(row, _NAMES)
    if not name:
        refusals.add(line, "no name")
        return None
    try:
        lat, lon = float(_first(row, _LATITUDES)), float(_first(row, _LONGITUDES))
    except ValueError:
        refusals.add(line, f"{name!r} has no coordinates")
        return None
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        refusals.add(line, f"{name!r} lies at {lat}, {lon}, which is on no map")
        return None
    return Place(
        id=_first(row, ("id", "ident", "geonameid")) or f"{name}@{lat:.4f},{lon:.4f}",
        name=name,
        lat=lat,
        lon=lon,
        country=_first(row, ("country", "iso_country", "countrycode", "country_code")).upper()[:2],
        admin1=_first(row, ("admin1", "admin1code")),
        kind=_kind(_first(row, ("kind", "type", "fcode", "feature code"))),
        population=_whole(_first(row, ("population",))),
        gazetteer=label,
        names=_other_names(row, name),
    )


def _kind(word: str) -> str:
    return "AIRP" if word.endswith("_airport") else word


def _whole(text: str) -> int:
    try:
        return max(0, int(float(text)))
    except ValueError:
        return 0


def _other_names(row: Mapping[str, Any], name: str) -> tuple[str, ...]:
    text = _first(row, _ALIASES)
    separator = str(row.get("separator") or next((mark for mark in "|;," if mark in text), "|"))
    found = [part.strip() for part in text.split(separator)] + [_first(row, ("asciiname",))]
    return tuple(dict.fromkeys(part for part in found if part and part != name))
