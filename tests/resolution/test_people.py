"""People and places alike in spelling always share a key, so that no pair that must be compared is passed over."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.resolution.grouping import SAME, _spelled_alike, spelling_keys
from rashomon.resolution.people import part_keys, same_part

PARTS = st.text("abdehiklmnorstuyz", min_size=1, max_size=20)
SLIPS = ("", "h", "a", "s")


@st.composite
def near_pairs(draw):
    """Return a name and the same with up to two slips: a letter lost, added, doubled or moved."""
    one = other = draw(PARTS)
    for _ in range(draw(st.integers(0, 2))):
        at = draw(st.integers(0, len(other)))
        slip = draw(st.sampled_from([*SLIPS, other[at : at + 1] * 2, other[at + 1 : at + 2] + other[at : at + 1]]))
        other = other[:at] + slip + other[at + draw(st.integers(0, 2)) :]
    return one, other


@given(near_pairs())
@settings(max_examples=400, deadline=None)
def test_parts_that_may_be_one_share_a_key(pair):
    one, other = pair
    if other and same_part(one, other):
        assert part_keys(one) & part_keys(other)


@given(near_pairs(), st.sampled_from(["", "al-", "El ", "New "]))
@settings(max_examples=400, deadline=None)
def test_places_spelled_alike_share_a_key(pair, before):
    one, other = pair[0].title(), before + pair[1].title()
    if pair[1] and _spelled_alike(one, other) >= SAME:
        assert spelling_keys(one) & spelling_keys(other)
