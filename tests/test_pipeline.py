"""The chain: each stage finds what it requires, and a stage that breaks loses nothing else."""

import pytest

from rashomon.errors import BadSettings
from rashomon.pipeline import STAGES, Guard, check_chain


def test_the_shipped_chain_is_whole() -> None:
    check_chain()


@pytest.mark.parametrize("left_out", [stage.name for stage in STAGES[:-1]])
def test_leaving_out_a_stage_gives_a_sentence(left_out: str) -> None:
    with pytest.raises(BadSettings, match="R204"):
        check_chain([stage for stage in STAGES if stage.name != left_out])


def test_a_broken_stage_becomes_a_failure_record(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RASHOMON_RAISE", raising=False)
    guard = Guard("a.txt")
    assert guard.attempt("claims", lambda: 1 // 0, 7) == 7
    (failure,) = guard.failures
    assert (failure.code, failure.stage, failure.source) == ("R113", "claims", "a.txt")
    assert "ZeroDivisionError" in failure.message
