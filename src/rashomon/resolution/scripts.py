"""Finds, in Arabic and Cyrillic letters and in unread languages, the names that read reports write in Latin ones."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from rashomon.decisions import Judgement
from rashomon.kept import Kept
from rashomon.known import in_other_script
from rashomon.otherscripts import LEAST, bones, is_arabic
from rashomon.records import Mention, MentionKind, Reading
from rashomon.resolution.people import name_parts
from rashomon.resolution.verdicts import Anchors, Node, same
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


def with_other_scripts(readings: Sequence[Reading], kept: Kept | None = None) -> list[Reading]:
    """Return the readings with a mention for every word in another script whose consonants are a Latin name's.

    A name in brackets after a name, in another script, is that name: "Ahmed Hamdan (أحمد حمدان)".
    """
    kept = kept or Kept()
    foreign = [kept.of("foreign", r.report.id, (r,), functools.partial(_is_foreign, r)) for r in readings]
    if not any(foreign):
        return list(readings)
    known = _by_bones([kept.of("bones", r.report.id, (r,), functools.partial(_bones_in, r)) for r in readings])
    return [_with(r, known, kept) if other else r for r, other in zip(readings, foreign, strict=True)]


def _is_foreign(reading: Reading) -> bool:
    return in_other_script(reading.report.text) or is_unread(reading)


def _bones_in(reading: Reading) -> frozenset[tuple[str, Latin]]:
    """The Latin names of a report by their consonants, those of a person by their last name too."""
    found = set()
    for mention in reading.mentions:
        if mention.kind in _KINDS and not in_other_script(mention.text):
            for name in {mention.text, *(name_parts(mention.text)[-1:] if mention.kind == "person" else ())}:
                if len(skeleton(name)) >= LEAST:
                    found.add((skeleton(name), Latin(mention.kind, mention.text)))
    return frozenset(found)


def _by_bones(named: Iterable[frozenset[tuple[str, Latin]]]) -> dict[str, Latin]:
    """The Latin names by their consonants; those that may be of two kinds left out."""
    found: dict[str, set[Latin]] = defaultdict(set)
    for bones_of, latin in frozenset().union(*named):
        found[bones_of].add(latin)
    return {key: _longest(names) for key, names in found.items() if len({name.kind for name in names}) == 1}


def _longest(names: Iterable[Latin]) -> Latin:
    return max(names, key=lambda name: (len(name.text), name.text))


def is_unread(reading: Reading) -> bool:
    """Tell whether the engine read nothing of a report: no word of it has a part of speech."""
    tokens = [token for sentence in reading.sentences for token in sentence.tokens]
    return bool(tokens) and all(token.upos == "X" for token in tokens)


def _with(reading: Reading, known: Mapping[str, Latin], kept: Kept) -> Reading:
    words = kept.of("foreign words", reading.report.id, (reading,), lambda: tuple(_words(reading)))
    given = (reading, tuple(known.get(word[2]) for word in words))
    return kept.of("with other scripts", reading.report.id, given, lambda: _with_names(reading, words, known))


def _with_names(reading: Reading, words: Sequence[tuple[int, int, str]], known: Mapping[str, Latin]) -> Reading:
    taken = [(m.start, m.end) for m in reading.mentions if m.kind not in ("time", "quantity")]
    more = []
    alike = ((start, end, known[name].kind) for start, end, name in words if name in known)
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


def _words(reading: Reading) -> Iterator[tuple[int, int, str]]:
    """Runs of words that may be a name in another script, with their consonants, the longest first."""
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


def judge_scripts(
    nodes: Sequence[Node], _anchors: Anchors, readings: Sequence[Reading], _kept: Kept
) -> Iterable[Judgement]:
    """A name in another script is the Latin name of its consonants, or the one that it stands in brackets after."""
    latin: dict[tuple[str, str], list[Node]] = defaultdict(list)
    at = {(node.group, ref.report, ref.end): node for node in nodes for ref in node.mentions}
    texts = {reading.report.id: reading.report.text for reading in readings}
    for node in nodes:
        if not in_other_script(node.text):
            for name in {node.text, *(name_parts(node.text)[-1:] if node.group == "person" else ())}:
                latin[node.group, skeleton(name)].append(node)
    for node in nodes:
        if in_other_script(node.text):
            found = latin.get((node.group, bones(node.text)), ()) if len(bones(node.text)) >= LEAST else ()
            for other in found if len({skeleton(one.text) for one in found}) == 1 else ():
                reason = f"{node.text!r} has the consonants of {other.text!r}"
                yield same(node.key, other.key, 0.85, reason, (node.text, other.text), "scripts")
            for ref in node.mentions:
                before = texts[ref.report][: ref.start].rstrip()
                other_end = len(before[:-1].rstrip()) if before.endswith("(") else -1
                if named := at.get((node.group, ref.report, other_end)):
                    reason = f"{node.text!r} stands in brackets after {named.text!r}"
                    yield same(node.key, named.key, 0.9, reason, (node.text, named.text), "scripts")
