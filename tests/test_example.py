"""The example dossier is read at least this well; raise a floor when it is read better, lower none without a reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from rashomon.pipeline import analyze
from rashomon.records import Analysis, Claim
from rashomon.resources import path_of

EXAMPLE = Path(__file__).parent.parent / "examples" / "libya-2020"

pytestmark = pytest.mark.skipif(
    not path_of("models", "minilm.onnx").exists(), reason="the model is not in this checkout"
)


@pytest.fixture(scope="module")
def example() -> Analysis:
    return analyze([EXAMPLE.as_posix()], workers=1)


def claims(example: Analysis, file: str, kind: str, trigger: str) -> list[Claim]:
    """The claims of a report of that kind whose trigger begins with the word."""
    (report,) = (report.id for report in example.reports if report.source.endswith(file))
    own = (claim for claim in example.claims if claim.report == report and claim.kind == kind)
    return [claim for claim in own if claim.trigger and claim.trigger.text.startswith(trigger)]


def test_nothing_fails(example: Analysis) -> None:
    assert not example.failures
    assert len(example.reports) == 7


def test_enough_is_told(example: Analysis) -> None:
    assert len(example.claims) >= 55
    assert sum(len(event.claims) > 1 for event in example.events) >= 5


@pytest.mark.parametrize("kind", ["copy", "calendar", "contradiction"])
def test_what_is_found(example: Analysis, kind: str) -> None:
    assert kind in {finding.kind for finding in example.findings}


@pytest.mark.parametrize(
    "spellings",
    [
        {"Haftar", "Hifter", "Hafter"},
        {"Libyan National Army", "LNA"},
        {"Tarhuna", "Tarhouna"},
        {"Al-Watiya", "Al-Wattiya"},
    ],
    ids=lambda names: sorted(names)[0],
)
def test_spellings_are_joined(example: Analysis, spellings: set[str]) -> None:
    assert any(spellings <= set(entity.names) for entity in example.entities)


def test_a_count_with_its_speaker(example: Analysis) -> None:
    (killed,) = claims(example, "coast-dispatch.txt", "casualties", "killed")[1:]
    assert [(count.low, count.high) for count in killed.quantities] == [(12, 12)]
    assert "Gharyani" in killed.voices[0].text


def test_a_denial_and_a_threat(example: Analysis) -> None:
    assert claims(example, "eastern-voice.txt", "reject", "denied")
    assert claims(example, "eastern-voice.txt", "threaten", "threatened")


def test_the_same_town_taken_on_the_same_day(example: Analysis) -> None:
    taken = [event for event in example.events if event.kind == "capture" and len(event.claims) > 1]
    assert [event.time.start for event in taken if event.time] == ["2020-05-18"]
