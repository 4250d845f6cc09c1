"""Finds, in Arabic and Cyrillic letters and in unread languages, the names that read reports write in Latin ones."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from rashomon.known import in_other_script
from rashomon.otherscripts import LEAST, bones, is_arabic
from rashomon.records import Mention, MentionKind, Reading
from rashomon.resolution.people import name_parts
from rashomon.spelling import skeleton

_WORD = re.compile(r"[\u0400-\u04ff\u0600-\u06ff][\u0400-\u04ff\u0600-\u06ff'’-]{2,}")
# in a language that the engine does not read, any capitalised word, without what an apostrophe adds ("Tarhuna'da")
_CAPITAL = re.compile(r"[^\W\d_a-z][^\W\d_]{2,}(?:-[^\W\d_]+)*")
_BRACKETS = re.compile(r"\s*\(([^()\n]{2,60})\)")
_KINDS = frozenset({"place", "person", "actor", "media", "operation"})
_MOST_WORDS = 3


class Latin(NamedTuple):
    """A Latin name of the dossier as another script may write it."""

    kind: MentionKind
    text: str


class Scripts:
    """The Latin names of all reports by their consonants, as reports come and go."""

    def __init__(self) -> None:
        self._latin: dict[str, Counter[Latin]] = defaultdict(Counter)

    def count(self, names: Iterable[tuple[str, Latin]], by: int) -> set[str]:
        """Count the names of a report in or out; return the consonants of which another name may be meant now."""
        touched = set()
        for bones_of, latin in names:
            self._latin[bones_of][latin] += by
            if self._latin[bones_of][latin] in (0, by):
                touched.add(bones_of)
        return touched

    def meant(self, bones_of: str) -> Latin | None:
        """Return the longest name of these consonants, where all are of one kind."""
        names = [name for name, count in self._latin.get(bones_of, {}).items() if count]
        return _longest(names) if len({name.kind for name in names}) == 1 else None


def is_foreign(reading: Reading) -> bool:
    """Tell whether a report has letters of another script, or a language that the engine does not read."""
    return in_other_script(reading.report.text) or is_unread(reading)


def bones_in(reading: Reading) -> frozenset[tuple[str, Latin]]:
    """Return the Latin names of a report by their consonants, those of a person by their last name too."""
    found = set()
    for mention in reading.mentions:
        if mention.kind in _KINDS and not in_other_script(mention.text):
            for name in {mention.text, *(name_parts(mention.text)[-1:] if mention.kind == "person" else ())}:
                if len(skeleton(name)) >= LEAST:
                    found.add((skeleton(name), Latin(mention.kind, mention.text)))
    return frozenset(found)


def _longest(names: Iterable[Latin]) -> Latin:
    return max(names, key=lambda name: (len(name.text), name.text))


def is_unread(reading: Reading) -> bool:
    """Tell whether the engine read nothing of a report: no word of it has a part of speech."""
    tokens = [token for sentence in reading.sentences for token in sentence.tokens]
    return bool(tokens) and all(token.upos == "X" for token in tokens)


def with_other_scripts(
    reading: Reading, words: Sequence[tuple[int, int, str]], known: Mapping[str, Latin | None]
) -> Reading:
    """Return the reading with a mention for every word in another script whose consonants are a Latin name's.

    A name in brackets after a name, in another script, is that name: "Ahmed Hamdan (أحمد حمدان)".
    """
    taken = [(m.start, m.end) for m in reading.mentions if m.kind not in ("time", "quantity")]
    more = []
    alike = ((start, end, latin.kind) for start, end, name in words if (latin := known.get(name)))
    for start, end, kind in (*_bracketed(reading), *alike):
        if not any(start < last and first < end for first, last in taken):
            taken.append((start, end))
            more.append(_mention(reading, start, end, kind))
    if not more:
        return reading
    mentions = sorted((*reading.mentions, *more), key=lambda m: (m.start, -m.end, m.kind))
    return msgspec.structs.replace(reading, mentions=tuple(mentions))


def _bracketed(reading: Reading) -> Iterator[tuple[int, int, MentionKind]]:
    for mention in reading.mentions:
        found = _BRACKETS.match(reading.report.text, mention.end) if mention.kind in _KINDS else None
        if found and in_other_script(found[1]) != in_other_script(mention.text):
            yield (*found.span(1), mention.kind)


def foreign_words(reading: Reading) -> Iterator[tuple[int, int, str]]:
    """Yield runs of words that may be a name in another script, with their consonants, the longest first."""
    text = reading.report.text
    words = [found.span() for found in (_CAPITAL if is_unread(reading) else _WORD).finditer(text)]
    for size in range(_MOST_WORDS, 0, -1):
        for first, last in zip(words, words[size - 1 :], strict=False):
            name = text[first[0] : last[1]]
            if name.replace("-", " ").replace(" ", "").isalpha() and (is_arabic(name) or name[:1].isupper()):
                yield first[0], last[1], bones(name)


def _mention(reading: Reading, start: int, end: int, kind: MentionKind) -> Mention:
    sentence = next((s.index for s in reading.sentences if s.start <= start < s.end), 0)
    text = reading.report.text[start:end]
    return Mention(
        report=reading.report.id, start=start, end=end, text=text, kind=kind, sentence=sentence, found_by="vote"
    )
