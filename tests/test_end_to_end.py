"""The whole chain on odd and on ordinary input: every span quotes, bytes do not depend on order or workers."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rashomon.exporters.contract import as_contract, contract_json
from rashomon.exporters.page import page
from rashomon.pipeline import analyze
from rashomon.records import Analysis
from rashomon.resources import path_of

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "examples" / "libya-2020"
SCHEMA = json.loads((ROOT / "docs" / "contract.schema.json").read_text(encoding="utf-8"))

pytestmark = pytest.mark.skipif(
    not path_of("models", "minilm.onnx").exists(), reason="the model is not in this checkout"
)

# Odd pieces that a wire, a page or a translation may hold, among ordinary sentences.
PIECES = st.sampled_from(
    [
        "Shells killed 12 people in Tarhuna on Monday, a doctor said. ",
        "The army denied that its drones had hit the base at Al\u200b-Watiya. ",
        "“At least 5\u00a0soldiers were wounded”, Reuters reported. ",
        "\n\n", "\u2028", "\u0000", "\u202eabc\u202c", "🚀🔥 ", "👩\u200d👩\u200d👧 ", "e\u0301u\u0308 ",
        "شهد الهجوم مقتل ثلاثة ",
        "Глава ", "中文。", "((((((", "'''\"\"\"", "...!!!???", "\t", "http://x.y/z?q=1 ", "&lt;b&gt; ", "-", "12,5,7 ",
        "٣٤ ", "ﷺ",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.lists(PIECES, min_size=1, max_size=14).map("".join), st.text(max_size=120))


def spans(made: dict) -> list[tuple[str, str]]:
    """Every quoted thing of an analysis with the words that stand at its place."""
    texts = {report["id"]: report["text"] for report in made["reports"]}
    found = []
    for claim in made["claims"]:
        fillers = [filler for role in claim["roles"].values() for filler in role]
        things = [claim["trigger"], *fillers, *claim["quantities"], *claim["voices"]]
        found += [(thing["text"], texts[claim["report"]][thing["start"] : thing["end"]]) for thing in things if thing]
    return found


def places(made: dict) -> list[tuple[int, int, int]]:
    """Every place in a text that an analysis points at, with the length of that text."""
    lengths = {report["id"]: len(report["text"]) for report in made["reports"]}
    own = [(claim["report"], claim["span"]) for claim in made["claims"]]
    own += [(at["report"], at) for entity in made["entities"] for at in entity["mentions"]]
    own += [(at["report"], at) for finding in made["findings"] for at in finding["spans"]]
    return [(at["start"], at["end"], lengths[report]) for report, at in own]


def check(analysis: Analysis) -> None:
    made = json.loads(contract_json(analysis))
    jsonschema.validate(made, SCHEMA)
    assert not [failure for failure in made["failures"] if failure["code"] == "R113"]
    for words, standing in spans(made):
        assert words == standing
    for start, end, length in places(made):
        assert 0 <= start < end <= length


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(TEXTS, min_size=1, max_size=3))
def test_every_span_quotes_whatever_the_text(tmp_path: Path, texts: list[str]) -> None:
    folder = tmp_path / "reports"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for number, text in enumerate(texts):
        (folder / f"{number}.json").write_text(json.dumps({"text": text, "language": "en"}), encoding="utf-8")
    analysis = analyze([str(folder)], workers=1)
    check(analysis)
    page(analysis)


@pytest.fixture(scope="module")
def example() -> Analysis:
    return analyze([EXAMPLE.as_posix()], workers=1)


def test_the_example_keeps_the_contract(example: Analysis) -> None:
    check(example)
    assert not example.failures


def test_bytes_do_not_depend_on_the_order_of_files_or_on_workers(example: Analysis) -> None:
    files = sorted((path.as_posix() for path in EXAMPLE.glob("*.txt")), reverse=True)
    assert contract_json(analyze(files, workers=2)) == contract_json(example)


@pytest.mark.parametrize("seed", ["1", "2"])
def test_bytes_do_not_depend_on_the_seed_of_hashes(example: Analysis, seed: str, tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    command = [sys.executable, "-m", "rashomon.cli", "analyze", EXAMPLE.as_posix(), "--json", str(out)]
    subprocess.run(command, check=True, capture_output=True, env=os.environ | {"PYTHONHASHSEED": seed})
    assert out.read_bytes() == contract_json(example)


def test_every_link_of_the_examples_page_leads_somewhere(example: Analysis) -> None:
    made = page(example)
    assert set(re.findall(r'href="#([^"]+)"', made)) <= set(re.findall(r'\bid="([^"]+)"', made))


def test_every_report_of_the_example_tells_something(example: Analysis) -> None:
    telling = {claim["report"] for claim in as_contract(example)["claims"]}
    assert telling == {report.id for report in example.reports}
