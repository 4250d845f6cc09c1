"""The scorers of places and times count as they say."""

from __future__ import annotations

import json
from pathlib import Path

from rashomon.records import Entity
from rashomon.scoring.geo import MISSED_KM, error_of
from rashomon.scoring.times import compare, score


def test_same_geonames_number_is_no_error() -> None:
    mark = {"lat": 39.8, "lon": -98.5, "geonameid": "6252001"}
    entity = Entity(id="place:6252001", kind="place", name="United States", lat=38.0, lon=-97.0)
    assert error_of(mark, entity) == 0.0
    assert error_of(mark, None) == MISSED_KM


def test_time_is_relaxed_strict_and_valued() -> None:
    row = {"timexes": [{"start": 0, "end": 4, "value": "1916"}, {"start": 10, "end": 14, "value": "1917"}]}
    counts = compare(row, [(0, 4, "1916"), (9, 14, "1918")])
    assert counts == {"gold": 2, "found": 2, "strict": 1, "relaxed": 2, "value": 1}


def test_values_of_a_short_text(tmp_path: Path) -> None:
    text = "It began on 3 May 1936. In June it spread for two months."
    marks = [("3 May 1936", "1936-05-03"), ("June", "1936-06"), ("two months", "P2M")]
    timexes = [{"start": text.index(w), "end": text.index(w) + len(w), "value": v} for w, v in marks]
    path = tmp_path / "t.jsonl"
    path.write_text(
        json.dumps({"doc_id": "t", "dct": "1936-07-01", "text": text, "timexes": timexes}), encoding="utf-8"
    )
    assert score([path]).metrics == {"strict_f": 1.0, "relaxed_f": 1.0, "value_f": 1.0}
