"""The measures of coreference on cases worked by hand."""

from __future__ import annotations

import pytest

from rashomon.scoring.coreference import b_cubed, ceaf_e, muc

GOLD = {"a": 1, "b": 1, "c": 1, "d": 2, "e": 2}
SPLIT = {"a": 1, "b": 1, "c": 3, "d": 2, "e": 2}


def test_the_same_groups_score_one():
    assert (muc(GOLD, GOLD), b_cubed(GOLD, GOLD), ceaf_e(GOLD, GOLD)) == (1.0, 1.0, 1.0)


def test_one_link_lost():
    assert muc(GOLD, SPLIT) == pytest.approx(2 * 1.0 * (2 / 3) / (1 + 2 / 3))


def test_b_cubed_of_a_split_group():
    recall = (2 / 3 + 2 / 3 + 1 / 3 + 1 + 1) / 5
    assert b_cubed(GOLD, SPLIT) == pytest.approx(2 * recall / (1 + recall))


def test_ceaf_matches_each_group_once():
    best = 2 * 2 / 5 + 1.0
    assert ceaf_e(GOLD, SPLIT) == pytest.approx(2 * (best / 3) * (best / 2) / (best / 3 + best / 2))
