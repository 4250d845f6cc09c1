"""Trees have one root and no cycle; tags are well-formed spans."""

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.engines.decoding import best_tree, bio_transitions, find_cycle, single_root_heads, spans_of, viterbi

TAGS = ["O", "B-person", "I-person", "B-place", "I-place"]


def arcs(count: int, seed: int) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=(count, count + 1))


@settings(deadline=None)
@given(st.integers(1, 12), st.integers(0, 10_000))
def test_heads_are_a_tree_with_one_root(count: int, seed: int) -> None:
    heads = single_root_heads(arcs(count, seed))
    assert heads.count(-1) == 1
    assert not find_cycle(np.array([0, *(head + 1 for head in heads)]))


@settings(deadline=None, max_examples=60)
@given(st.integers(1, 4), st.integers(0, 10_000))
def test_best_tree_is_the_best_of_all_trees(count: int, seed: int) -> None:
    scores = np.vstack([np.zeros(count + 1), arcs(count, seed)])
    np.fill_diagonal(scores, -1e9)

    def total(heads: tuple[int, ...]) -> float:
        return sum(scores[place, head] for place, head in enumerate(heads, 1))

    choices = itertools.product(range(count + 1), repeat=count)
    trees = [heads for heads in choices if not find_cycle(np.array([0, *heads]))]
    assert np.isclose(total(tuple(best_tree(scores)[1:])), max(map(total, trees)))


def test_one_word_is_its_own_root() -> None:
    assert single_root_heads(arcs(1, 0)) == [-1]


def test_viterbi_never_opens_a_span_in_its_middle() -> None:
    scores = np.log(np.array([[[0.1, 0.1, 0.6, 0.1, 0.1], [0.1, 0.1, 0.1, 0.1, 0.6]]]))
    tags = viterbi(scores, bio_transitions(TAGS), np.array([2]))[0]
    assert not TAGS[tags[0]].startswith("I-")
    assert TAGS[tags[1]] != "I-place" or TAGS[tags[0]] == "B-place"


def test_viterbi_of_a_padded_row_is_that_of_the_row_alone() -> None:
    scores = np.random.default_rng(3).normal(size=(2, 6, len(TAGS)))
    both = viterbi(scores, bio_transitions(TAGS), np.array([3, 6]))
    alone = viterbi(scores[:1, :3], bio_transitions(TAGS), np.array([3]))
    assert both[0, :3].tolist() == alone[0].tolist()


def test_spans_end_where_another_begins() -> None:
    tags = ["B-person", "I-person", "B-person", "O", "B-place"]
    assert spans_of(tags) == [(0, 2, "person"), (2, 3, "person"), (4, 5, "place")]
