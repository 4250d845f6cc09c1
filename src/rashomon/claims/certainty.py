"""Reads how surely a thing is told: affirmed or denied, and in which mood, by syntactic scope."""

from __future__ import annotations

from rashomon.records import Certainty, Sentence


def certainty_of(sentence: Sentence, token_index: int) -> Certainty:
    """Return polarity and modality of what the token tells, with the words that decided."""
    return Certainty()
