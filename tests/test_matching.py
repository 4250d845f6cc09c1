"""Pairs of names that are one or two."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.matching import match_names
from rashomon.sounds import likeness

NAMES = st.text("abcdefghij -'", min_size=1, max_size=20)


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("Gen. Idris al-Wako", "Idris Wako", "person"),
        ("WAKO, Idris", "Idris Wako", "person"),
        ("Идрис Вако", "Idris Vako", "person"),
        ("Orlin Oil Ltd.", "Orlin Oil Limited", "actor"),
        ("Orlin & Sons", "Orlin and Sons", "actor"),
        ("Brigade Forty-Two", "Brigade 42", "actor"),
    ],
)
def test_one_name(one, other, kind):
    assert match_names(one, other, kind).same


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("Idris Wako", "Sami Wako", "person"),
        ("Idris Wako", "Idris Tamour", "person"),
        ("Bank of Orlin", "Bank of Velinka", "actor"),
    ],
)
def test_two_names(one, other, kind):
    assert not match_names(one, other, kind).same


@given(NAMES, NAMES)
def test_swapping_the_names_changes_nothing(one, other):
    assert match_names(one, other).same == match_names(other, one).same


@given(NAMES, NAMES)
def test_likeness_is_a_share(one, other):
    assert 0.0 <= likeness(one, other) <= 1.0 + 1e-9


def test_sounds_come_near_across_transliterations():
    assert likeness("Qaddafi", "Gadhafi") > likeness("Qaddafi", "Haddad")
