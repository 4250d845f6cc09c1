"""Gathers the place names of a dossier: each way of writing, where it stands and what stands beside it."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from rashomon.otherscripts import town
from rashomon.records import Mention, Place, Reading
from rashomon.resolution.ranking import Candidate
from rashomon.resolution.relations import Circle
from rashomon.resources import read_list
from rashomon.spelling import plain

_TYPES: dict[str, str] = read_list("place_words.yaml")["types"]
_TYPE_WORDS = "|".join(re.escape(word) for word in sorted(_TYPES, key=lambda word: (-len(word), word)))
_BACKWARDS = "|".join(re.escape(word[::-1]) for word in sorted(_TYPES, key=lambda word: (-len(word), word)))
_ENDS_WITH_TYPE = re.compile(rf"^(?P<name>.+?)['’]?\s+(?P<type>{_TYPE_WORDS})$", re.I)
_STARTS_WITH_TYPE = re.compile(rf"^(?P<type>{_TYPE_WORDS})\s+(?:of\s+)?(?:the\s+)?(?P<name>.+)$", re.I)
# read backwards from the name, so that it is tried at one letter only
_BEFORE = re.compile(rf"[\"“]?(?:\s+eht)?(?:\s+fo)?\s+(?P<type>{_BACKWARDS})\b", re.I)
_AFTER = re.compile(rf"^[\"”]?\s+(?P<type>{_TYPE_WORDS})\b", re.I)
_THE = re.compile(r"^the\s+", re.I)
_OWNER = re.compile(r"['’]s?$")
_NEXT = re.compile(r"^\s*,?\s+(?:in\s+(?:the\s+)?(?:\w+ern\s+)?)?$|^\s*\($")


class Name(msgspec.Struct):
    """One way of writing a place, over the whole dossier."""

    key: str
    text: str
    bare: str
    mentions: list[Mention]
    kinds: Counter[str]
    followed_by: set[str]

    def usual_kinds(self) -> frozenset[str]:
        """Return the kinds that stand beside at least half of the mentions; a province's beside more than half."""
        mentions = len(self.mentions)
        return frozenset(k for k, count in self.kinds.items() if 2 * count >= mentions + (k == "ADM1" and mentions > 1))


class Choice(msgspec.Struct):
    """What a name of the dossier was settled to."""

    name: Name
    candidates: list[Candidate]
    place: Place | None = None
    reasons: tuple[str, ...] = ()
    circle: Circle | None = None
    stated: str = ""
    country: str = ""  # where the text draws it, if in one country


@functools.lru_cache(maxsize=8192)
def bare(text: str) -> tuple[str, str]:
    """Return a name without its article and type word, and the kind of that word: "the city of X" gives X, PPL."""
    if base := town(text):
        return base, ""
    text = _OWNER.sub("", _THE.sub("", text.strip(" \"“”'’,;()")))
    for pattern in (_ENDS_WITH_TYPE, _STARTS_WITH_TYPE):
        if (match := pattern.match(text)) and match["name"][:1].isupper():
            return match["name"], _TYPES[match["type"].lower()]
    return text, ""


def gather(readings: Sequence[Reading], mentions: Iterable[Mention]) -> dict[str, Name]:
    """Return the names by their plain form, in the order in which they first stand."""
    texts = {reading.report.id: reading.report.text for reading in readings}
    names: dict[str, Name] = {}
    before: Mention | None = None
    for mention in sorted(mentions, key=lambda m: (m.report, m.start)):
        text = texts[mention.report]
        inner, kind = bare(mention.text)
        key = plain(inner) or plain(mention.text)
        name = names.setdefault(key, Name(key, mention.text, inner or mention.text, [], Counter(), set()))
        name.mentions.append(mention)
        name.kinds.update({kind, *_kinds_beside(text, mention)} - {""})
        if before is not None and before.report == mention.report and _NEXT.match(text[before.end : mention.start]):
            names[plain(bare(before.text)[0]) or plain(before.text)].followed_by.add(key)
        before = mention
    return names


def _kinds_beside(text: str, mention: Mention) -> set[str]:
    before = _BEFORE.match(text[max(0, mention.start - 30) : mention.start][::-1])
    after = _AFTER.match(text[mention.end : mention.end + 30])
    written = (before["type"][::-1] if before else "", after["type"] if after else "")
    return {_TYPES[word.lower()] for word in written if word}
