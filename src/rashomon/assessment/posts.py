"""Posts and offices told beside a name: "the Kherson governor" is who is named as such elsewhere."""

from __future__ import annotations

import functools
import re

from rashomon.assessment.cues import word_set
from rashomon.measures import fold
from rashomon.records import Sentence

BEFORE, AFTER = 48, 48  # characters before and behind a name in which its post may stand
PHRASE_BEFORE, PHRASE_AFTER = 70, 35  # characters around a name in which an office and its house may stand
VERBAL = frozenset({"VERB", "AUX"})
MOST = 3  # words of a post and its place
ANY = frozenset(
    {"a", "an", "one", "former", "ex", "local", "new", "another", "some", "unnamed"}
)  # of no one place or time
DROPPED = frozenset(
    {"the", "of", "s", "province", "region", "regional", "provincial", "city", "state", "district", "oblast"}
)
_PLACE = r"[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)?"


@functools.cache
def _told() -> str:
    """Return a pattern of a post with its place: "Kherson regional governor", "governor of the Kherson region"."""
    post = "|".join(sorted(word_set("posts"), key=lambda p: (-len(p), p)))
    land = r"(?:(?:province|region|city|state|district|oblast)\s)?"
    return rf"(?:{_PLACE}\s{land}(?:[a-z]+al\s)?(?i:{post})|(?i:{post})\sof\s(?:the\s)?{_PLACE})"


@functools.cache
def _beside() -> tuple[re.Pattern[str], re.Pattern[str]]:
    lands = r"(?:\s(?:province|region|city|state|district|oblast))?"
    return re.compile(rf"({_told()}){lands},?\s$"), re.compile(rf",?\s(?:the\s|who is the\s)?({_told()})")


def post_of(text: str) -> str:
    """Return the post that a phrase names with its place, alike for every order of its words; else nothing."""
    words = [w for w in fold(text) if w not in DROPPED]
    posts = set(words) & word_set("posts")
    known = posts and len(posts) < len(words) <= MOST and not ANY & set(words)
    return " ".join(sorted(words)) if known else ""


def post_beside(text: str, start: int, end: int) -> str:
    """Return the post told right before or behind a name: "Kherson governor X", "X, the governor of Kherson"."""
    before, behind = _beside()
    match = before.search(text[max(0, start - BEFORE) : start]) or behind.match(text[end : end + AFTER])
    return post_of(match[1]) if match else ""


def phrase_around(sentence: Sentence | None, start: int, end: int) -> tuple[int, int]:
    """Return (first, last) character of what may be told of a name: up to the verbs around it in its sentence."""
    first, last = max(0, start - PHRASE_BEFORE), end + PHRASE_AFTER
    if sentence is None:
        return first, last
    verbs = [token for token in sentence.tokens if token.upos in VERBAL]
    first = max([first, sentence.start, *(verb.end for verb in verbs if verb.end <= start)])
    return first, min([last, sentence.end, *(verb.start for verb in verbs if verb.start >= end)])
