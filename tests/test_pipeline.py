"""The chain: each stage finds what it requires, and a stage that breaks loses nothing else."""

from collections.abc import Sequence

import pytest

from rashomon.errors import BadSettings
from rashomon.pipeline import STAGES, Guard, Held, check_chain, hold_side_by_side, read_one
from rashomon.records import Report, Sentence
from rashomon.settings import load_settings


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


class Counting:
    """An engine that counts what it is given and returns it as it was."""

    languages = ("en",)

    def __init__(self) -> None:
        self.given: list[Sentence] = []

    def parse(self, sentences: Sequence[Sentence]) -> list[Sentence]:
        self.given += sentences
        return list(sentences)


@pytest.mark.parametrize("skim", [False, True])
def test_what_is_skimmed_is_not_parsed_and_is_told(skim: bool) -> None:
    text = "The side played well and the fans were happy with it. They will meet again next year, the coach said."
    engine = Counting()
    report = Report(id="r", source="r", text=text, sha256="", language="en")
    reading = read_one(Held(engine, (), skim), report)
    analysis = hold_side_by_side([reading], [], load_settings(), lambda *_: None)
    assert (len(engine.given), len(analysis.skimmed)) == ((0, 2) if skim else (2, 0))
    assert analysis.failures == ()
