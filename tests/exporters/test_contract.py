"""The contract's JSON: valid by its schema, the same bytes each time, and readable back."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import msgspec
import pytest

from rashomon.errors import BadInput
from rashomon.exporters.contract import as_contract, contract_json
from rashomon.exporters.reread import read_contract
from rashomon.records import Analysis, Evidence

from .analyses import analysis

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "contract.schema.json").read_text(encoding="utf-8"))


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("made", [analysis(), Analysis(rashomon="0.1.0")], ids=["small", "empty"])
def test_the_output_fits_the_schema(made: Analysis) -> None:
    jsonschema.validate(json.loads(contract_json(made)), SCHEMA)


def test_every_quote_stands_where_it_says() -> None:
    made = as_contract(analysis())
    texts = {report["id"]: report["text"] for report in made["reports"]}
    for claim in made["claims"]:
        fillers = [filler for role in claim["roles"].values() for filler in role]
        for thing in (claim["trigger"], *fillers, *claim["quantities"], *claim["voices"]):
            assert texts[claim["report"]][thing["start"] : thing["end"]] == thing["text"]


def test_a_count_is_an_interval_and_origins_are_counted() -> None:
    position = as_contract(analysis())["events"][0]["positions"][1]
    assert position["value"] == {"low": 5, "high": 5}
    assert (position["origins"], position["origin_names"]) == (1, ("r2",))


def test_the_same_analysis_gives_the_same_bytes() -> None:
    assert contract_json(analysis()) == contract_json(analysis())


def test_reading_back_gives_the_same_json() -> None:
    data = contract_json(analysis())
    assert contract_json(read_contract(data)) == data


@pytest.mark.parametrize("data", [b"", b"[]", b'{"rashomon": "1"}', b'{"reports": 3}'])
def test_what_is_no_analysis_is_refused_with_a_sentence(data: bytes) -> None:
    with pytest.raises(BadInput, match="not an analysis"):
        read_contract(data)


def test_a_finding_about_no_slot_names_none() -> None:
    made = analysis()
    assert [finding.get("slot") for finding in as_contract(made)["findings"]] == ["killed"]
    bare = tuple(msgspec.structs.replace(finding, slot="") for finding in made.findings)
    assert ["slot" in finding for finding in as_contract(msgspec.structs.replace(made, findings=bare))["findings"]] == [
        False
    ]


def test_what_was_skimmed_is_listed_and_read_back() -> None:
    made = msgspec.structs.replace(analysis(), skimmed=(Evidence(report="r1", start=0, end=4),))
    data = contract_json(made)
    jsonschema.validate(json.loads(data), SCHEMA)
    assert read_contract(data).skimmed == made.skimmed
