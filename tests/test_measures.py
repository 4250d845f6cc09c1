"""Counts as intervals."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from rashomon.measures import loose_bounds
from rashomon.records import Quantity

NUMBERS = st.none() | st.integers(0, 10**6)


@given(NUMBERS, NUMBERS, st.sampled_from(["40", "nearly 40", "about 40 or more", "some dozens"]))
def test_a_loose_count_holds_the_count_itself(low, high, text):
    least, most = loose_bounds(Quantity(text=text, start=0, end=len(text), low=low, high=high, of="people"))
    assert least <= (low or 0)
    assert most >= (math.inf if high is None else high)
