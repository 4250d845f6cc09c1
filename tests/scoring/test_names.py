"""The scorers of names and of actor codes, on rows of our own."""

from __future__ import annotations

import json

import pytest

from rashomon.scoring import score


def rows(path, *objects):
    path.write_text("\n".join(json.dumps(one) for one in objects), encoding="utf-8")
    return [path]


def test_pairs(tmp_path):
    pair = {"schema": "Person", "a": "Idris Wako"}
    paths = rows(
        tmp_path / "pairs.jsonl",
        {**pair, "b": "Idriss Wako", "match": True},
        {**pair, "b": "Sami Tamour", "match": False},
        {**pair, "b": "Idris Vako", "match": False},
    )
    found = score("names", paths)
    assert found.metrics == pytest.approx({"f": 2 / 3, "wrong_merges": 0.5})


def test_spellings(tmp_path):
    paths = rows(tmp_path / "spellings.jsonl", {"latin": ["Zubeir", "Zuber"]}, {"latin": ["Hilde", "Hildi"]})
    assert score("names", paths).metrics == {"recall_at_1": 1.0}


def test_actor_codes(tmp_path):
    row = {"method": "agent_to_code", "asserts": []}
    paths = rows(
        tmp_path / "codes.jsonl",
        {**row, "args": ["Norwegian police"], "expected": {"country": "NOR", "code_1": "COP"}},
        {**row, "args": ["a dog"], "expected": {"country": "", "code_1": "UNK"}},
        {**row, "args": ["Norwegian police"], "expected": {"country": "SWE", "code_1": "MIL"}},
        {**row, "args": [None], "expected": {}},
    )
    found = score("actors", paths)
    assert (found.n, found.metrics) == (3, pytest.approx({"country_acc": 2 / 3, "sector_acc": 2 / 3}))
