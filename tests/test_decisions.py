"""Judgements are added and withdrawn, never erased; users outrank rules."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.decisions import Decisions, Judgement, cluster, name_key, read_decisions, record_decision
from rashomon.errors import BadDecision


def judged(left, right, verdict="same", score=0.9, author="rule:test", **fields):
    return Judgement(
        left=left,
        right=right,
        verdict=verdict,
        score=score,
        reason="because",
        values=(left, right),
        author=author,
        **fields,
    )


def test_a_user_outranks_a_rule():
    decisions = Decisions([judged("a", "b", "different", 0.5, "user:me"), judged("b", "a", score=1.0)])
    assert decisions.verdict("a", "b").verdict == "different"


def test_what_is_withdrawn_stays_on_record():
    decisions = Decisions([judged("a", "b")])
    assert decisions.withdraw("b", "a", author="rule:test", date="2024-02-03") == 1
    assert decisions.verdict("a", "b") is None
    assert decisions.history()[0].withdrawn == "2024-02-03"


def test_chains_do_not_cross_a_different():
    groups = cluster("abc", [judged("a", "b"), judged("b", "c", score=0.8), judged("a", "c", "different")])
    assert groups == (("a", "b"), ("c",))


def test_unsure_joins_nothing():
    assert cluster("ab", [judged("a", "b", "unsure")]) == (("a",), ("b",))


@pytest.mark.parametrize("bad", [("a", "a", 0.5), ("a", "b", 1.5)])
def test_bad_judgements_are_refused(bad):
    left, right, score = bad
    with pytest.raises(BadDecision, match="R601"):
        Decisions([judged(left, right, score=score)])


def test_acronyms_have_keys_of_their_own():
    assert name_key("actor", "CIA") != name_key("actor", "KIA")


def test_a_file_of_judgements_is_read_back(tmp_path):
    path = tmp_path / "decisions.jsonl"
    record_decision(path, judged("a", "b", author="user:me", date="2024-01-01"))
    record_decision(path, judged("a", "b", author="user:me", withdrawn="2024-02-01"))
    record_decision(path, judged("c", "d", author="user:me"))
    assert [j.pair for j in read_decisions(path).in_force()] == [("c", "d")]


def test_a_broken_line_is_named(tmp_path):
    path = tmp_path / "decisions.jsonl"
    path.write_text("{}\n", encoding="utf-8")
    with pytest.raises(BadDecision, match="line 1"):
        read_decisions(path)


PAIRS = st.tuples(st.sampled_from("abcde"), st.sampled_from("abcde")).filter(lambda pair: pair[0] != pair[1])
EDGES = st.lists(st.tuples(PAIRS, st.sampled_from(["same", "different"]), st.floats(0, 1)), max_size=12)


@given(EDGES)
def test_no_group_holds_two_that_differ(edges):
    decisions = Decisions(judged(*pair, verdict, score) for pair, verdict, score in edges)
    apart = {j.pair for j in decisions.in_force() if j.verdict == "different"}
    for group in decisions.clusters("abcde"):
        assert not apart & set(itertools.combinations(group, 2))


@given(EDGES, st.randoms())
def test_groups_do_not_depend_on_order(edges, random):
    unique = {tuple(sorted(pair)): (pair, verdict, score) for pair, verdict, score in edges}
    judgements = [judged(*pair, verdict, score) for pair, verdict, score in unique.values()]
    shuffled = judgements[:]
    random.shuffle(shuffled)
    assert cluster("abcde", judgements) == cluster("abcde", shuffled)


@given(EDGES, st.sets(st.sampled_from("abcde")))
def test_rivals_are_keys_that_all_differ(edges, rivals):
    users = [judged(*pair, "same", score, "user:me") for pair, _, score in edges[:2]]
    rules = [judged(*pair, verdict, score) for pair, verdict, score in edges]
    listed = [judged(*pair, "different", 1.0) for pair in itertools.combinations(sorted(rivals), 2)]
    told = [j for j in Decisions([*users, *rules]).in_force() if j.by_user or not set(j.pair) <= rivals]
    assert cluster("abcde", told, rivals) == Decisions([*users, *listed, *rules]).clusters("abcde")
