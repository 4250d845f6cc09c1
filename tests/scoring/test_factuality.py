from __future__ import annotations

import pytest

from rashomon.records import Certainty
from rashomon.scoring.factuality import measures, value_of


def test_perfect_reading_has_no_error():
    assert measures([3.0, -3.0, 1.0], [3.0, -3.0, 1.0]) == {
        "mae": 0.0,
        "pearson": pytest.approx(1.0),
        "negative_f": 1.0,
    }


def test_negatives_are_those_below_zero():
    assert measures([-1.0, -2.0, 3.0], [-3.0, 3.0, 3.0])["negative_f"] == pytest.approx(2 / 3)


def test_denial_stands_below_and_fact_on_top():
    fact, plan, denial = Certainty(), Certainty(modality="planned"), Certainty(polarity="denied")
    assert value_of(fact) > value_of(plan) > 0 > value_of(denial)
