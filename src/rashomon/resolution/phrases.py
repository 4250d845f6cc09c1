"""The head of a phrase, the mention that stands there, and whether a name is a state's."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from rashomon.bodies import state_of
from rashomon.known import states
from rashomon.records import Filler, Mention, MentionRef, Voice
from rashomon.spelling import fold

WORD = re.compile(r"[^\W_][\w’'\-]*")
_OF = re.compile(r"\w+ of (?:the )?")
_SENTENCE_END = re.compile(r"(?<!\b[A-Z])[.!?]\s|\n")
_BREAK = re.compile(
    r"[,;:(\[]|\s(?:of|in|on|at|near|for|from|to|by|with|between|who|which|that|whose|where|loyal|led|backed|belonging|"
    r"seen|cited|quoted|signed|issued|published|released|obtained|carried|linked|affiliated|including|located|speaking|"
    r"pointing|saying|stationed|based|allied|close)\s"
)


def head_of(phrase: Filler | Voice, mentions: Sequence[Mention] = ()) -> int:
    """Return the offset of a phrase's head word: as parsed, else the last before its first "of", "in", comma.

    A break inside a name is none: "the Department of Lands spokesman" has the head spokesman.
    """
    known = getattr(phrase, "head", None)
    if isinstance(known, int) and phrase.start <= known < phrase.end:
        return known
    at = [found.start() for found in _BREAK.finditer(phrase.text) if found.start()]
    inside = [(m.start - phrase.start, m.end - phrase.start) for m in mentions]
    cut = next((one for one in at if not any(start < one < end for start, end in inside)), len(phrase.text))
    words = list(WORD.finditer(phrase.text, 0, cut))
    return phrase.start + (words[-1].start() if words else 0)


def mention_at(mentions: Sequence[Mention], offset: int) -> Mention | None:
    """Return the mention that covers an offset."""
    return next((mention for mention in mentions if mention.start <= offset < mention.end), None)


def ref_of(mention: Mention) -> MentionRef:
    """Return where a mention stands."""
    return MentionRef(report=mention.report, start=mention.start, end=mention.end)


def is_state(name: str, capital_too: bool) -> bool:
    """Tell whether a name is a state's, or its capital's where that counts too."""
    key = fold(re.sub(r"^the\s+", "", name, flags=re.I))
    countries, capitals = _state_names()
    return key in countries or (capital_too and key in capitals)


@functools.cache
def _state_names() -> tuple[frozenset[str], frozenset[str]]:
    countries = frozenset(fold(name) for state in states() for name in (state.name, *state.aliases))
    return countries, frozenset(fold(name) for state in states() for name in state.capital)


def is_called(text: str, place: Mention, noun: str) -> bool:
    """Return whether the words beside a place's name call it by the noun: "the city of X", "X city"."""
    before, after = text[max(0, place.start - 25) : place.start], text[place.end : place.end + 20]
    return bool(re.search(rf"\b{noun} of (?:the )?$", before, re.I) or re.match(rf" {noun}\b", after, re.I))


def called_so(text: str, place: Mention, noun: int) -> bool:
    """Tell the Arvad of "Norland's rebel-held Arvad province", "Norland's northern province of Arvad"."""
    if place.end < noun:
        return not text[place.end : noun].strip()
    return _OF.fullmatch(text, noun, place.start) is not None


def states_before(text: str, mentions: Sequence[Mention], offset: int) -> frozenset[str]:
    """Return the codes of the states, or their people, that are named before an offset in its sentence."""
    since = max((end.end() for end in _SENTENCE_END.finditer(text, 0, offset)), default=0)
    return frozenset(code for m in mentions if since <= m.start < offset and (code := state_of(m.text)))
