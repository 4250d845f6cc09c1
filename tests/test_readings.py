"""Our own marked readings: over each invented dossier the whole chain keeps what it once found."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from rashomon.exporters.contract import as_contract
from rashomon.pipeline import analyze
from rashomon.resources import path_of
from rashomon.scoring.reading import score_reading

ROOT = Path(__file__).parent.parent
READINGS = {
    path.parent.name: path
    for folder in (ROOT / "tests" / "readings", ROOT / "examples")
    for path in sorted(folder.glob("*/reading.yaml"))
}
PINS = yaml.safe_load((ROOT / "tests" / "readings" / "floors.yaml").read_text(encoding="utf-8"))

pytestmark = pytest.mark.skipif(
    not path_of("models", "minilm.onnx").exists(), reason="the model is not in this checkout"
)


def _scores(name):
    analysis = analyze([str(READINGS[name].parent)], workers=1)  # the folder, with its list of outlets and dates
    gold = yaml.safe_load(READINGS[name].read_text(encoding="utf-8"))
    return score_reading(as_contract(analysis), gold).metrics


def test_every_reading_is_pinned():
    assert sorted(PINS["floors"]) == sorted(READINGS)


@pytest.mark.parametrize("name", sorted(READINGS))
def test_a_reading_keeps_what_it_found(name):
    scores = _scores(name)
    below = {key: (scores[key], least) for key, least in PINS["floors"][name].items() if scores[key] < least}
    above = {key: (scores[key], most) for key, most in PINS["ceilings"].get(name, {}).items() if scores[key] > most}
    assert not below, f"(measured, floor): {below}"
    assert not above, f"(measured, ceiling): {above}"
