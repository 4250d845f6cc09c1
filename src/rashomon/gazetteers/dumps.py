"""Reads GeoNames' dump of a country or of all."""

from __future__ import annotations

from collections.abc import Iterator

from rashomon.gazetteers.alternates import Alternates, is_name
from rashomon.gazetteers.checks import Refusals, place_of
from rashomon.gazetteers.sources import GEONAMES_COLUMNS, Source
from rashomon.records import Place


def read_dump(
    source: Source, label: str, refusals: Refusals, alternates: Alternates | None = None
) -> Iterator[tuple[int, Place]]:
    """Yield the places of a GeoNames dump under the numbers of their lines, with further names where there are."""
    for line, text in enumerate(source.text, start=1):
        cells = text.rstrip("\r\n").split("\t")
        if len(cells) != GEONAMES_COLUMNS:
            refusals.add(line, f"{len(cells)} columns, GeoNames has {GEONAMES_COLUMNS}")
            continue
        id, name, ascii_name, others, lat, lon, _, kind, country, _, admin1, _, _, _, population, *_ = cells
        names = [ascii_name] if ascii_name not in {name, ""} else []
        if others:
            names += [other for other in others.split(",") if is_name(other, refusals)]
        if alternates:
            names += alternates.of(id)
        place = place_of(
            line,
            refusals,
            id=id,
            name=name,
            lat=lat,
            lon=lon,
            country=country,
            admin1=admin1,
            kind=kind,
            population=population,
            names=tuple(dict.fromkeys(names)),
            gazetteer=label,
        )
        if place:
            yield line, place
