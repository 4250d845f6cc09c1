"""What the words beside a time expression tell of it: told as to come, as a beginning, or only to name a thing."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rashomon.records import Mention, TimeExpression

_AHEAD = re.compile(
    r"\b(?:will|would|shall|plans? to|planned|scheduled|due to|expected to|is to|are to|set to|going to)\b", re.I
)
_SAYING = re.compile(
    r"\b(?:said|says|told|tells|announced|reported|stated|according|added|confirmed|warned|wrote)\b", re.I
)
_SINCE = re.compile(r"\bsince\b[^.;:()\"“”]{0,60}$", re.I)
_WHEN = re.compile(r"\s*,?\s+when\b", re.I)
_TURNED = re.compile(r",|\band\b", re.I)  # what "since" opens may end here
_OF_A_CLAUSE = re.compile(r"\b(?:that|which|who|whom)\s+$", re.I)  # "a line that would": told of the line alone
_WHO_CAME = re.compile(
    r"\b(?:which|who|that)\s+(?:had\s+|have\s+|has\s+)?(?:arrived|came|come|returned|joined|defected|resigned|retired|"
    r"graduated|immigrated|settled)\s+(?:there\s+|here\s+)?$",
    re.I,
)
_OWN = re.compile(r"(?:\b(?:the|this|that|its|their|his|her)|['’]s)\s+$", re.I)
_NOUN_AFTER = re.compile(r"\s+[a-z]")


def is_since(text: str, mention: Mention, mentions: Iterable[Mention]) -> bool:
    """Whether "since" opens this time, and not one before it that a comma or "and" parts from this.

    "the worst since 21 May, when a shell killed two": of what was then it tells the day.
    """
    found = _SINCE.search(text, max(0, mention.start - 70), mention.start)
    if found is None or _WHEN.match(text, mention.end):
        return False
    between = [one for one in mentions if found.start() < one.start and one.end <= mention.start]
    return not any(_TURNED.search(text, one.end, mention.start) for one in between)


def names_a_thing(text: str, mention: Mention, at: TimeExpression) -> bool:
    """Whether a date only tells which thing or who is meant: it moves the story to no other day.

    "the 3 May accord", "a team of experts who arrived three days ago".
    """
    if at.shift is not None and _WHO_CAME.search(text[: mention.start][-60:]):
        return True
    around = _OWN.search(text[: mention.start][-12:]), _NOUN_AFTER.match(text, mention.end)
    return bool(at.month and at.day and all(around))


def looks_ahead(before: str, after: str) -> bool:
    """Whether the words of a sentence look forward: "will open on", "On Friday … will"; not "said on Friday … will"."""
    if forward := [found.end() for found in _AHEAD.finditer(before)]:
        return not _SAYING.search(before, forward[-1])
    told = (one for one in _AHEAD.finditer(after) if not _OF_A_CLAUSE.search(after, 0, one.start()))
    return len(before.strip()) <= len("Early on") and any(told) and not _SAYING.search(after)
