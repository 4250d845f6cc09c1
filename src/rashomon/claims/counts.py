"""Joins numbers to what they count: killed, wounded, missing, captured, destroyed, damaged, displaced."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from rashomon.records import Mention, Quantity, Sentence


class Count(msgspec.Struct, frozen=True, kw_only=True):
    """A number of victims or losses with the words that carry it.

    The trigger is tokens [trigger, last); `counted` are the tokens [first, last) of who is counted, `head` its head;
    `part_of` is the place, among the counts of the report, of the total that this one is a subset of.
    """

    sentence: int
    trigger: int
    last: int
    slot: str
    quantity: Quantity
    counted: tuple[int, int] | None = None
    head: int | None = None
    part_of: int | None = None


def find_counts(sentences: Sequence[Sentence], mentions: Sequence[Mention]) -> tuple[Count, ...]:
    """Return every count of victims and losses in a report, in the order of the text."""
    return ()


def counts_for(counts: Sequence[Count], sentence_index: int, trigger_index: int) -> tuple[Count, ...]:
    """Return the counts whose trigger the token is."""
    return tuple(c for c in counts if c.sentence == sentence_index and c.trigger <= trigger_index < c.last)


def quantity_of(sentence: Sentence, head_index: int, mentions: Sequence[Mention]) -> Quantity | None:
    """Return the number that counts the noun phrase headed by the token."""
    return None
