"""What was made of something is made anew when that is another, and only then."""

from __future__ import annotations

from rashomon.kept import Kept


def made_of(kept, given, made, *, anew=False):
    kept.begin()
    found = kept.of("what", "key", given, lambda: made, anew=anew)
    kept.end()
    return found


def test_what_was_made_of_the_same_is_not_made_again():
    kept = Kept()
    assert [made_of(kept, (given,), number) for number, given in enumerate("aab")] == [0, 0, 2]


def test_what_is_made_anew_and_equals_what_was_is_what_was():
    kept = Kept()
    first = made_of(kept, ("a",), [1])
    assert made_of(kept, ("b",), [1]) is first
    assert made_of(kept, ("b",), [2], anew=True) == [2]


def test_what_a_run_does_not_ask_for_is_forgotten():
    kept = Kept()
    made_of(kept, ("a",), 1)
    kept.begin()
    kept.end()
    assert kept.held("what", "key") == (None, None)
