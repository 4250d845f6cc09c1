"""Marking: the pieces of a paragraph are its text again, whatever labels overlap."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rashomon.exporters.marking import Label, _pieces, mark
from rashomon.views import arrange

from .analyses import analysis

TEXT = "Two were killed and nine wounded.\nThe army denied it."


def test_a_trigger_is_marked_with_its_claim_and_mood() -> None:
    made = analysis()
    paragraphs = mark(made.reports[1], made.claims, arrange(made).findings, ())
    (killed,) = [piece for paragraph in paragraphs for piece in paragraph.pieces if piece.claims]
    assert (killed.text, killed.claims, killed.mood, killed.anchors) == ("killed", ("r2.c1",), "denied", ("m-r2.c1",))


spans = st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(sorted)


@given(st.lists(spans), spans)
def test_pieces_joined_are_the_text(places: list[list[int]], bounds: list[int]) -> None:
    labels = [Label(start, end, "trigger", str(number)) for number, (start, end) in enumerate(places)]
    start, end = bounds
    assert "".join(piece.text for piece in _pieces(TEXT, start, end, labels)) == TEXT[start:end]
