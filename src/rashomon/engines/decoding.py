"""Turns the model's scores into trees and name spans: Chu-Liu/Edmonds with one root, Viterbi over BIO tags."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating[Any]]
Ints = NDArray[np.integer[Any]]

IMPOSSIBLE = -1e9
ROOTS_TRIED = 3  # the best-scored roots for which a whole tree is built when the greedy heads are no tree


def find_cycle(heads: Ints) -> list[int]:
    """Return the nodes of one cycle of a head table whose node 0 is the root, or an empty list."""
    state = [0] * len(heads)  # 0 unseen, 1 on the present path, 2 known to reach the root
    for start in range(1, len(heads)):
        path: list[int] = []
        node = start
        while node > 0 and state[node] == 0:
            state[node] = 1
            path.append(node)
            node = int(heads[node])
        if node > 0 and state[node] == 1:
            return path[path.index(node) :]
        for seen in path:
            state[seen] = 2
    return []


def best_tree(scores: Floats) -> Ints:
    """Return the heads of the best tree (Chu-Liu/Edmonds); scores[d, h] of dependent d under h, node 0 the root."""
    scores = scores.astype(np.float64)
    np.fill_diagonal(scores, IMPOSSIBLE)
    heads: Ints = scores.argmax(1)
    heads[0] = 0
    cycle = find_cycle(heads)
    return _break_cycle(scores, heads, np.array(cycle)) if cycle else heads


def _break_cycle(scores: Floats, heads: Ints, cycle: Ints) -> Ints:
    """Contract the cycle into one node, solve the smaller graph, and open the cycle where the solution enters it."""
    rest = np.setdiff1d(np.arange(len(scores)), cycle)
    size = len(rest)
    smaller = np.full((size + 1, size + 1), IMPOSSIBLE)
    smaller[:size, :size] = scores[np.ix_(rest, rest)]
    leaving = scores[np.ix_(rest, cycle)]
    smaller[:size, size] = leaving.max(1)
    entering = scores[np.ix_(cycle, rest)] - scores[cycle, heads[cycle]][:, None]
    smaller[size, :size] = entering.max(0)
    smaller[0] = IMPOSSIBLE
    solved = best_tree(smaller)
    result = heads.copy()
    for position in range(1, size):
        inside = solved[position] == size
        result[rest[position]] = cycle[leaving[position].argmax()] if inside else rest[solved[position]]
    door = int(solved[size])
    result[cycle[entering[:, door].argmax()]] = rest[door]
    return result


def _with_root(scores: Floats, root: int) -> Floats:
    """Return a copy in which `root` is the one node that may hang from node 0."""
    fixed = scores.copy()
    fixed[1:, 0] = IMPOSSIBLE
    fixed[root] = IMPOSSIBLE
    fixed[root, 0] = 0.0
    return fixed


def single_root_heads(arcs: Floats) -> list[int]:
    """Return heads (-1 for the one root, else the token's index) from arcs[token, 0 = root or head + 1]."""
    count = len(arcs)
    scores = np.full((count + 1, count + 1), IMPOSSIBLE)
    scores[1:] = arcs
    np.fill_diagonal(scores, IMPOSSIBLE)
    heads: Ints = scores.argmax(1)
    heads[0] = 0
    if (heads[1:] == 0).sum() != 1 or find_cycle(heads):
        heads = _best_single_root(scores)
    return [int(head) - 1 for head in heads[1:]]


def _best_single_root(scores: Floats) -> Ints:
    shifted = scores - scores.max(1, keepdims=True)
    candidates = np.argsort(-shifted[1:, 0], kind="stable")[:ROOTS_TRIED] + 1
    trees = [best_tree(_with_root(scores, int(root))) for root in candidates]
    rows = np.arange(1, len(scores))
    totals = [scores[rows, tree[1:]].sum() for tree in trees]
    return trees[int(np.argmax(totals))]


def log_softmax(scores: Floats) -> Floats:
    """Return log probabilities over the last axis."""
    shifted = scores - scores.max(-1, keepdims=True)
    result: Floats = shifted - np.log(np.exp(shifted).sum(-1, keepdims=True))
    return result


def bio_transitions(tags: list[str]) -> Floats:
    """Return the table [from, to] of 0 or IMPOSSIBLE: I-x follows B-x or I-x only; the last row is the start."""
    table = np.zeros((len(tags) + 1, len(tags)))
    for column, tag in enumerate(tags):
        if tag.startswith("I-"):
            for row, before in enumerate([*tags, "O"]):
                if before[2:] != tag[2:]:
                    table[row, column] = IMPOSSIBLE
    return table


def viterbi(scores: Floats, transitions: Floats, lengths: Ints) -> Ints:
    """Return the best tag sequences of a batch; scores [sentence, token, tag] are log probabilities."""
    batch, width, tags = scores.shape
    value = scores[:, 0] + transitions[-1]
    back = np.zeros((batch, width, tags), np.int64)
    for step in range(1, width):
        reach = value[:, :, None] + transitions[:-1]
        inside = (step < lengths)[:, None]
        back[:, step] = np.where(inside, reach.argmax(1), np.arange(tags))
        value = np.where(inside, reach.max(1) + scores[:, step], value)
    best = np.zeros((batch, width), np.int64)
    best[:, -1] = value.argmax(1)
    for step in range(width - 1, 0, -1):
        best[:, step - 1] = back[np.arange(batch), step, best[:, step]]
    return best


def spans_of(tags: list[str]) -> list[tuple[int, int, str]]:
    """Return (first, last, kind) of each BIO span, last exclusive."""
    spans: list[tuple[int, int, str]] = []
    for index, tag in enumerate(tags):
        if tag.startswith("B-") or (tag != "O" and (not spans or spans[-1][1:] != (index, tag[2:]))):
            spans.append((index, index + 1, tag[2:]))
        elif tag != "O":
            spans[-1] = (spans[-1][0], index + 1, tag[2:])
    return spans
