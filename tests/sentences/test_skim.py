"""Skimming: what is kept in a report on a war and in one on a match, and what is always kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.records import Report, Sentence
from rashomon.sentences import split_sentences
from rashomon.sentences.skim import features, force_of, skim, stem

WAR = (
    "Shells hit the market of Harun on Tuesday.\nThe army shelled the town at dawn and killed nine people. "
    "Its spokesman denied that any soldier had fired. Rebels then captured two villages and wounded a guard. "
    "Thousands fled to the border."
)
MATCH = (
    "Harun wins the cup\nThe side from Harun played well in the second half. It was a good day for the fans. "
    "The coach said he was happy with the way they played. They will meet again next year."
)


def marks(text: str) -> list[bool]:
    return [one.skimmed for one in skim(split_sentences(Report(id="r", source="r", text=text, sha256="")))]


def test_a_report_on_a_war_is_read_whole() -> None:
    assert not any(marks(WAR))


def test_a_report_on_a_match_is_passed_over() -> None:
    assert all(marks(MATCH))


def test_a_sentence_that_tells_of_force_by_itself_is_kept_in_a_report_on_a_match() -> None:
    text = f"{MATCH} Gunmen attacked the stadium and killed three policemen on Sunday."
    assert not marks(text)[-1]


def test_a_dateline_is_kept() -> None:
    sentences = skim(split_sentences(Report(id="r", source="r", text=f"HARUN, May 20 (Xinhua) -- {MATCH}", sha256="")))
    assert [one.skimmed for one in sentences if one.zone == "dateline"] == [False]


def test_only_the_mark_changes() -> None:
    sentences = split_sentences(Report(id="r", source="r", text=MATCH, sha256=""))
    assert [one.tokens for one in skim(sentences)] == [one.tokens for one in sentences]


def test_nothing_of_nothing() -> None:
    assert skim(()) == ()


@pytest.mark.parametrize("words", ["shell shelled shelling shells", "kill killed killing kills", "flee flees"])
def test_forms_of_a_word_are_one(words: str) -> None:
    assert len({stem(word) for word in words.split()}) == 1


def test_a_predicate_never_seen_in_training_counts_by_its_kind() -> None:
    (sentence,) = split_sentences(Report(id="r", source="r", text="They strafed it.", sha256=""))
    assert "=attack" in features(sentence)


@given(st.lists(st.tuples(st.floats(-30, 30), st.integers(0, 90)), max_size=20))
def test_the_force_of_a_report_is_finite(rows: list[tuple[float, int]]) -> None:
    assert abs(force_of([score for score, _ in rows], [size for _, size in rows])) < 7


@given(st.text(max_size=200))
def test_every_text_is_skimmed_without_a_fault(text: str) -> None:
    sentences = split_sentences(Report(id="r", source="r", text=text, sha256=""))
    assert [type(one) for one in skim(sentences)] == [Sentence] * len(sentences)
