"""Python's search for cycles pauses, and goes on as it was."""

from __future__ import annotations

import gc

import pytest

from rashomon.cycles import without_collection


@without_collection()
def broken() -> None:
    assert not gc.isenabled()
    raise ValueError


def test_the_search_pauses_and_goes_on_even_after_a_fault() -> None:
    with pytest.raises(ValueError):
        broken()
    assert gc.isenabled()


def test_a_search_that_was_off_stays_off() -> None:
    with without_collection():
        with without_collection():
            pass
        assert not gc.isenabled()
