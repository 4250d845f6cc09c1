"""Suite reading: one invented report with two facts, scored slot by slot."""

from typing import Any

import pytest

from rashomon.errors import BadInput
from rashomon.scoring.reading import score_reading
from rashomon.scoring.reading.matching import squeeze

TEXT = "Shelling killed 3 people in Arvad.\nThe army denied it."
GOLD = {
    "reports": {"A": "a.txt"},
    "facts": [
        {
            "id": "A1",
            "report": "A",
            "evidence": "Shelling killed 3 people in Arvad",
            "trigger": "killed",
            "kind": ["casualties"],
            "target": "people",
            "place": "Arvad",
            "quantity": {"low": 3, "high": 3},
            "voice": None,
        },
        {"id": "A2", "report": "A", "evidence": "The army denied it", "trigger": "denied", "actor": "army"},
    ],
    "complete": [{"report": "A", "evidence": "Shelling killed 3 people in Arvad."}],
}


def quoted(words: str, **more: Any) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"text": words, "start": start, "end": start + len(words), **more}


def analysis(**changes: Any) -> dict[str, Any]:
    claim = {
        "id": "c1",
        "report": "r1",
        "span": {"start": 0, "end": 34},
        "trigger": quoted("killed"),
        "kind": "casualties",
        "roles": {"target": [quoted("people")], "place": [quoted("Arvad")]},
        "quantities": [quoted("3", low=3, high=3)],
        "voices": [],
        "certainty": {"polarity": "affirmed", "modality": "asserted"},
    }
    report = {"id": "r1", "source": "x/a.txt", "text": TEXT}
    empty: dict[str, Any] = {"entities": [], "events": [], "findings": [], "failures": []}
    return {"reports": [report], "claims": [claim | changes], **empty}


def test_a_right_claim_earns_every_slot() -> None:
    metrics = score_reading(analysis(), GOLD).metrics
    assert (metrics["facts_found"], metrics["slots_right"], metrics["slots"]) == (1, 5, 6)
    assert (metrics["whole_facts_right"], metrics["of_them_right"]) == (1, 1)


def test_a_wrong_count_loses_its_slot() -> None:
    metrics = score_reading(analysis(quantities=[quoted("3", low=2, high=3)]), GOLD).metrics
    assert (metrics["facts_found"], metrics["slots_right"], metrics["whole_facts_right"]) == (1, 4, 0)


def test_a_filler_that_is_not_in_the_text_is_refused() -> None:
    invented = {"target": [{"text": "nobody", "start": 0, "end": 6}]}
    with pytest.raises(BadInput, match="not what stands"):
        score_reading(analysis(roles=invented), GOLD)


def test_squeeze_keeps_the_offsets() -> None:
    text, offsets = squeeze("  a \n b")
    assert (text, offsets) == ("a b", [2, 3, 6])
