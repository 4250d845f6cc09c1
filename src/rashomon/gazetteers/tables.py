"""Reads tables with a header (OurAirports, any CSV) and GeoJSON into places."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from rashomon.errors import BadGazetteer
from rashomon.gazetteers.checks import Refusals, place_of
from rashomon.gazetteers.sources import Source
from rashomon.records import Place

_LATITUDES = ("lat", "latitude", "latitude_deg", "y")
_LONGITUDES = ("lon", "lng", "long", "longitude", "longitude_deg", "x")
_NAMES = ("name", "title", "place", "asciiname")
_ALIASES = ("aliases", "alternatenames", "alternate_names", "keywords", "names")
FARTHEST = 1e6  # degrees, beyond any map
MOST_GEOJSON = 100_000_000  # bytes; GeoJSON is one value, which is read whole


def read_table(source: Source, label: str, refusals: Refusals) -> Iterator[tuple[int, Place]]:
    """Yield the places of a table with a header, under the numbers of their lines; R501 where a column is missing."""
    before = 1
    while (header := source.text.readline()).startswith("#") or header.isspace():
        before += 1
    mark = max(",;\t", key=header.count)
    columns = [name.strip().lower() for name in next(csv.reader([header], delimiter=mark), [])]
    reader = csv.reader(source.text, delimiter=mark)
    for wanted in (_NAMES, _LATITUDES, _LONGITUDES):
        if not set(wanted) & set(columns):
            available = ", ".join(columns) or "none"
            raise BadGazetteer("R501", path=source.path, column=wanted[0], available=available)
    yield from _checked(_records(reader, before, columns, refusals), label, refusals)


def _records(
    reader: Any, before: int, columns: list[str], refusals: Refusals
) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Yield rows under the numbers of the lines that they begin in."""
    while True:
        line = before + reader.line_num + 1
        try:
            cells, wrong = next(reader), ""
        except StopIteration:
            return
        except csv.Error as error:
            cells, wrong = [], f"not CSV: {error}"
        if any(cells[len(columns) :]):
            wrong = f"{len(cells)} columns, the header has {len(columns)}"
        if wrong:
            last = before + reader.line_num
            swallowed = f"; a quotation mark makes one row of the lines up to {last}" if last > line else ""
            refusals.add(line, wrong + swallowed)
        elif cells:
            yield line, dict(zip(columns, cells, strict=False))


def read_geojson(source: Source, label: str, refusals: Refusals) -> Iterator[tuple[int, Place]]:
    """Yield the places of a FeatureCollection under the numbers of its features; R502 where it is none."""
    refusals.unit = "feature"
    if source.size > MOST_GEOJSON:
        reason = f"GeoJSON is read up to {MOST_GEOJSON // 1_000_000} MB; split it, or save it as CSV"
        raise BadGazetteer("R502", path=source.path, reason=reason)
    try:
        data = msgspec.json.decode(source.text.read())
    except msgspec.DecodeError as error:
        raise BadGazetteer("R502", path=source.path, reason=f"not JSON: {error}") from None
    features = data.get("features") if isinstance(data, dict) else None
    if not isinstance(features, list):
        reason = "not a GeoJSON FeatureCollection: it has no list 'features'"
        raise BadGazetteer("R502", path=source.path, reason=reason)
    yield from _checked(_features(features, refusals), label, refusals)


def _features(features: list[Any], refusals: Refusals) -> Iterator[tuple[int, Mapping[str, Any]]]:
    for number, feature in enumerate(features, start=1):
        one = feature if isinstance(feature, dict) else {}
        geometry, told = one.get("geometry"), one.get("properties")
        points = list(_points(geometry)) if isinstance(geometry, dict) else []
        if not points:
            refusals.add(number, "the feature has no coordinates")
            continue
        middle = {
            "lon": sum(point[0] for point in points) / len(points),
            "lat": sum(point[1] for point in points) / len(points),
        }
        id = {"id": one["id"]} if one.get("id") is not None else {}
        yield number, {**(told if isinstance(told, dict) else {}), **id, **middle}


def _points(geometry: Mapping[str, Any]) -> Iterator[tuple[float, float]]:
    """Yield every coordinate pair of a geometry, however deep it lies."""
    left = [geometry.get("coordinates"), *(geometry.get("geometries") or [])]
    while left:
        one = left.pop()
        if isinstance(one, dict):
            yield from _points(one)
        elif isinstance(one, list) and len(one) >= 2 and all(isinstance(part, int | float) for part in one[:2]):
            yield _degrees(one[0]), _degrees(one[1])
        elif isinstance(one, list):
            left += one


def _degrees(number: float) -> float:
    """A number as a float; a whole number may be longer than a float can be."""
    return float(number) if abs(number) < FARTHEST else math.inf


def _checked(
    rows: Iterable[tuple[int, Mapping[str, Any]]], label: str, refusals: Refusals
) -> Iterator[tuple[int, Place]]:
    for number, row in rows:
        name = _first(row, _NAMES)
        kind = _first(row, ("kind", "type", "fcode", "feature code"))
        place = place_of(
            number,
            refusals,
            id=_first(row, ("id", "ident", "geonameid")),
            name=name,
            lat=_first(row, _LATITUDES),
            lon=_first(row, _LONGITUDES),
            country=_first(row, ("country", "iso_country", "countrycode", "country_code")),
            admin1=_first(row, ("admin1", "admin1code")),
            kind="AIRP" if kind.endswith("_airport") else kind,
            population=_first(row, ("population",)),
            names=_other_names(row, name),
            gazetteer=label,
        )
        if place:
            yield number, place


def _first(row: Mapping[str, Any], keys: Iterable[str]) -> str:
    return next((str(row[key]).strip() for key in keys if row.get(key) not in (None, "")), "")


def _other_names(row: Mapping[str, Any], name: str) -> tuple[str, ...]:
    cell = next((row[key] for key in _ALIASES if row.get(key)), "")
    text = "|".join(map(str, cell)) if isinstance(cell, list) else str(cell)
    separator = next((mark for mark in "|;," if mark in text), "|")
    found = [part.strip() for part in text.split(separator)] + [_first(row, ("asciiname",))]
    return tuple(dict.fromkeys(part for part in found if part and part != name))
