from __future__ import annotations

import pytest

from rashomon.scoring.polnear import _Tally as Tally
from rashomon.scoring.polnear import gold_spans, trimmed


def span(first, last):
    return frozenset(range(first, last))


def test_quotation_marks_at_the_ends_do_not_count():
    assert trimmed("“ the road ”", range(12)) == span(2, 10)


def test_interrupted_content_is_one_span():
    row = {"text": "one two three", "attributions": [{"content": [{"spans": [[0, 3], [8, 13]]}]}]}
    assert gold_spans(row, "content") == {span(0, 3) | span(8, 13)}


def test_half_a_span_is_partial_and_not_exact():
    tally = Tally()
    tally.add({span(0, 10)}, {span(0, 5)})
    assert tally.exact() == 0
    assert tally.partial() == pytest.approx(2 * 1.0 * 0.5 / 1.5)
    assert tally.chars() == pytest.approx(2 * 1.0 * 0.5 / 1.5)
