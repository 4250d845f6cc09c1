"""Scores places on the map: gold names of a document to points, and from raw text where an engine is given."""

from __future__ import annotations

import statistics
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from rashomon import docks
from rashomon.cycles import without_collection
from rashomon.docks import Engine, Gazetteer
from rashomon.measures import kilometres
from rashomon.records import Entity, Mention, Reading, Report
from rashomon.resolution.places import resolve_places
from rashomon.scoring import Score

MISSED_KM = 20_000.0


def score(paths: Sequence[Path], engine: str | None = None) -> Score:
    """Return accuracy within 161 and 25 km over all marked places that have a point, coverage, median error, speed.

    A country, division or town found by its own GeoNames number counts as no error: sources differ in its point. The
    speed is of the resolution alone, in marked places with a point for each second of one core.
    """
    gazetteer: Gazetteer = docks.load("gazetteer", "geonames")
    raw = [0, 0, 0]
    rows = [msgspec.json.decode(line) for path in paths for line in path.read_bytes().splitlines()]
    readings = [_reading(row) for row in rows]
    began = time.process_time()
    with without_collection():  # as the pipeline runs it
        resolved = [resolve_places([reading], gazetteer)[0] for reading in readings]
    seconds = time.process_time() - began
    errors = [error for row, entities in zip(rows, resolved, strict=True) for error in errors_of(row, entities)]
    names = sum(len(reading.mentions) for reading in readings)
    if engine is not None:
        reader: Engine = docks.load("engine", engine)
        for row in rows:
            raw = [a + b for a, b in zip(raw, _raw(row, reader, gazetteer), strict=True)]
    metrics = _metrics(errors, names / seconds if seconds else 0.0)
    if engine is not None:
        metrics["raw_f161"] = round(2 * raw[0] / (raw[1] + raw[2]), 4) if raw[1] + raw[2] else 0.0
    return Score(suite="geo", n=len(errors), metrics=metrics)


def _metrics(errors: list[float], speed: float) -> dict[str, float]:
    total = len(errors) or 1
    placed = [error for error in errors if error < MISSED_KM]
    return {
        "acc161": round(sum(error <= 161 for error in errors) / total, 4),
        "acc25": round(sum(error <= 25 for error in errors) / total, 4),
        "coverage": round(len(placed) / total, 4),
        "median_km": round(statistics.median(placed), 1) if placed else 0.0,
        "places_per_second": round(speed, 1),
    }


def _report(row: dict[str, Any]) -> Report:
    return Report(id=str(row["doc_id"]), source=str(row["doc_id"]), text=row["text"], sha256="")


def _reading(row: dict[str, Any]) -> Reading:
    spans = sorted({(t["start"], t["end"]) for t in row["toponyms"] if t["lat"] is not None})
    report = _report(row)
    mentions = tuple(
        Mention(report=report.id, start=start, end=end, text=report.text[start:end], kind="place", sentence=0)
        for start, end in spans
    )
    return Reading(report=report, mentions=mentions)


def errors_of(row: dict[str, Any], entities: Sequence[Entity]) -> list[float]:
    """Return the error in kilometres of each marked place that has a point; MISSED_KM where nothing was found."""
    found = {(ref.start, ref.end): entity for entity in entities for ref in entity.mentions}
    return [
        error_of(mark, found.get((mark["start"], mark["end"]))) for mark in row["toponyms"] if mark["lat"] is not None
    ]


def error_of(mark: dict[str, Any], entity: Entity | None) -> float:
    """Return how far an entity lies from a marked place."""
    if entity is None or entity.lat is None or entity.lon is None:
        return MISSED_KM
    if mark["geonameid"] and entity.id == f"place:{mark['geonameid']}":
        return 0.0
    return kilometres((mark["lat"], mark["lon"]), (entity.lat, entity.lon))


def _raw(row: dict[str, Any], engine: Engine, gazetteer: Gazetteer) -> list[int]:
    """Right, found and marked, where names are found in the text itself; right is overlap and at most 161 km."""
    from rashomon.mentions.names import find_names
    from rashomon.sentences import split_sentences

    report = _report(row)
    sentences = engine.parse(split_sentences(report))
    mentions = tuple(find_names(report, sentences))
    places = tuple(msgspec.structs.replace(m, kind="place") for m in mentions if m.kind in {"place", "nationality"})
    entities = resolve_places([Reading(report=report, sentences=tuple(sentences), mentions=places)], gazetteer)[0]
    found = [(ref.start, ref.end, entity) for entity in entities for ref in entity.mentions]
    marks = [mark for mark in row["toponyms"] if mark["lat"] is not None]
    right = 0
    for mark in marks:
        here = [one for one in found if one[0] < mark["end"] and mark["start"] < one[1]]
        good = next((one for one in here if error_of(mark, one[2]) <= 161), None)
        if good is not None:
            found.remove(good)
            right += 1
    return [right, sum(len(entity.mentions) for entity in entities), len(marks)]
