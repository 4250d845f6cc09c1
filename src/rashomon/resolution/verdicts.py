"""What the rules say of two names, and the names themselves: the records that the parts of names and lists share."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from rashomon.decisions import Judgement
from rashomon.records import Entity, MentionRef

Changed = Mapping[str, tuple[Entity | None, Entity | None]]  # entities before and after a change, by id


class Node(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A name of one report with all its mentions there; `means` is the listed row or state body that it means."""

    key: str
    report: str
    group: str
    kind: str
    text: str
    written: tuple[str, ...]
    mentions: tuple[MentionRef, ...]
    means: str = ""


class Named(msgspec.Struct, frozen=True, kw_only=True):
    """The names of one report and what it alone tells of them, with the country that it is weighed as a report of.

    `lone` are last names that no full name in it bears; `asked` are the countries of which it matters to it whether the
    dossier names them.
    """

    nodes: tuple[Node, ...]
    judgements: tuple[Judgement, ...]
    lone: tuple[Node, ...]
    home: str
    asked: frozenset[str]


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
