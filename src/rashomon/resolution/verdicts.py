"""A name of a report, what the lists say of it, and the three verdicts that a rule may give on two names."""

from __future__ import annotations

import msgspec

from rashomon.decisions import Judgement
from rashomon.records import MentionRef


class Node(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A name of one report with all its mentions there."""

    key: str
    report: str
    group: str
    kind: str
    text: str
    written: tuple[str, ...]
    mentions: tuple[MentionRef, ...]


class Anchors(msgspec.Struct, frozen=True, kw_only=True):
    """What the lists say: the row or state body that each node means, and the judgements that say so."""

    of: dict[str, str]
    judgements: tuple[Judgement, ...]
    country: str


def same(left: str, right: str, score: float, reason: str, values: tuple[str, str], rule: str) -> Judgement:
    """Return a rule's judgement that two keys are the same."""
    return Judgement(
        left=left, right=right, verdict="same", score=score, reason=reason, values=values, author=f"rule:{rule}"
    )


def different(left: str, right: str, reason: str, values: tuple[str, str], rule: str) -> Judgement:
    """Return a rule's judgement that two keys differ."""
    return Judgement(
        left=left, right=right, verdict="different", score=1.0, reason=reason, values=values, author=f"rule:{rule}"
    )


def unsure(left: str, right: str, score: float, reason: str, values: tuple[str, str], rule: str) -> Judgement:
    """Return a rule's abstention."""
    return Judgement(
        left=left, right=right, verdict="unsure", score=score, reason=reason, values=values, author=f"rule:{rule}"
    )
