"""Why a claim is there: words, rule, voice, place and time, each with its reason."""

from __future__ import annotations

import pytest

from rashomon.exporters.why import explain

from .analyses import analysis


@pytest.mark.parametrize(
    "words",
    ["rule killed", "doctors (“said”)", "Sarra, is Sarra", "same spelling", "the Monday before publication", "event"],
)
def test_each_reason_is_told(words: str) -> None:
    assert words in "\n".join(explain(analysis(), "r1.c1"))


def test_no_such_claim() -> None:
    assert explain(analysis(), "r1.c9") == []
