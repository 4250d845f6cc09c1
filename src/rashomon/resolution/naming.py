"""Gathers the place names of a dossier: each way of writing, where it stands and what stands beside it."""

from __future__ import annotations

import functools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

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


def name_key(text: str) -> str:
    """Return what the ways of writing one name share: the plain form without article and type word."""
    return plain(bare(text)[0]) or plain(text)


class Said(NamedTuple):
    """A place where a report names a place: its key, the kinds that stand beside, the name that comes right after."""

    key: str
    mention: Mention
    kinds: frozenset[str]
    followed_by: str


def said_in(reading: Reading) -> tuple[Said, ...]:
    """Return where a report names places, in the order of the text."""
    text = reading.report.text
    mentions = sorted((m for m in reading.mentions if m.kind == "place"), key=lambda m: m.start)
    keys = [name_key(mention.text) for mention in mentions]
    said = []
    for at, mention in enumerate(mentions):
        after = mentions[at + 1] if at + 1 < len(mentions) else None
        follows = after is not None and _NEXT.match(text[mention.end : after.start])
        kinds = frozenset({bare(mention.text)[1], *_kinds_beside(text, mention)} - {""})
        said.append(Said(keys[at], mention, kinds, keys[at + 1] if follows else ""))
    return tuple(said)


class Names:
    """The place names of all reports, as reports come and go; `held` are all by their keys."""

    def __init__(self) -> None:
        self.held: dict[str, Name] = {}
        self._said: dict[str, dict[str, list[Said]]] = defaultdict(dict)  # by key and report

    def update(self, gone: Iterable[tuple[Said, ...]], came: Iterable[tuple[Said, ...]]) -> None:
        """Take what reports say in the place of what they said."""
        touched = set()
        for one in chain.from_iterable(gone):
            self._said[one.key].pop(one.mention.report, None)
            touched.add(one.key)
        for one in chain.from_iterable(came):
            self._said[one.key].setdefault(one.mention.report, []).append(one)
            touched.add(one.key)
        for key in touched:
            self.held.pop(key, None)
            if not self._said[key]:
                del self._said[key]
        self.held |= {key: _name(key, self._said[key]) for key in touched & self._said.keys()}

    def in_order(self) -> dict[str, Name]:
        """Return the names by their keys, in the order in which they first stand."""
        return {name.key: name for name in sorted(self.held.values(), key=_first)}


def _first(name: Name) -> tuple[str, int]:
    return name.mentions[0].report, name.mentions[0].start


def _name(key: str, said: Mapping[str, Sequence[Said]]) -> Name:
    told = [one for report in sorted(said) for one in said[report]]
    first = told[0].mention.text
    kinds = Counter(chain.from_iterable([one.kinds for one in told]))
    followed_by = {one.followed_by for one in told} - {""}
    return Name(key, first, bare(first)[0] or first, [one.mention for one in told], kinds, followed_by)


def _kinds_beside(text: str, mention: Mention) -> set[str]:
    before = _BEFORE.match(text[max(0, mention.start - 30) : mention.start][::-1])
    after = _AFTER.match(text[mention.end : mention.end + 30])
    written = (before["type"][::-1] if before else "", after["type"] if after else "")
    return {_TYPES[word.lower()] for word in written if word}
