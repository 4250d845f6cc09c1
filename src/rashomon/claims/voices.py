"""Finds who says what: every saying with its speaker and what it covers, and the chain of voices over a word."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from rashomon.records import Mention, Report, Sentence, Voice


class VoiceScope(msgspec.Struct, frozen=True, kw_only=True):
    """One saying: its voice, its words of saying, and the tokens of the sentence that it covers."""

    sentence: int
    voice: Voice
    cue: tuple[int, ...]
    content: frozenset[int]


class VoiceScopes(msgspec.Struct, frozen=True, kw_only=True):
    """All sayings of a report."""

    scopes: tuple[VoiceScope, ...] = ()


def find_voices(report: Report, sentences: Sequence[Sentence], mentions: Sequence[Mention]) -> VoiceScopes:
    """Return the sayings of a report."""
    return VoiceScopes()


def voices_of(scopes: VoiceScopes, sentence_index: int, token_index: int) -> tuple[Voice, ...]:
    """Return who says what the token tells, nearest speaker first; empty is the report itself."""
    covering = [s for s in scopes.scopes if s.sentence == sentence_index and token_index in s.content]
    return tuple(scope.voice for scope in sorted(covering, key=lambda scope: len(scope.content)))


def is_saying(scopes: VoiceScopes, sentence_index: int, token_index: int) -> bool:
    """Tell whether the token is a word of saying."""
    return any(s.sentence == sentence_index and token_index in s.cue for s in scopes.scopes)
