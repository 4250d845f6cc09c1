"""Scores voices against PolNeAR: spans of sources, cues and contents of the attributions of political news.

Spans are compared without the quotation marks and blanks at their ends. Exact: the same span. Partial: the share of
each span that the other side covers (span coverage of Johansson and Moschitti, 2010). Characters: micro F1 over the
characters that stand in any content. Of documents annotated twice, the first row counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import msgspec

from rashomon import docks
from rashomon.claims.tree import tree_of
from rashomon.claims.voices import VoiceScope, find_voices
from rashomon.mentions.names import find_names
from rashomon.records import Report, Sentence
from rashomon.scoring import Score
from rashomon.sentences import split_sentences

Chars = frozenset[int]
ROLES = ("source", "cue", "content")
_LOOSE = frozenset(" \t\n\u00a0\"“”‘’'.,;:-–—")


def score(paths: Sequence[Path], engine: str) -> Score:
    """Score the files; one row a document."""
    reader = docks.load("engine", engine)
    tally = {role: _Tally() for role in ROLES}
    seen: set[str] = set()
    for row in _rows(paths):
        if row["doc_id"] in seen:
            continue
        seen.add(row["doc_id"])
        gold = {role: gold_spans(row, role) for role in ROLES}
        found = found_spans(row["text"], reader)
        for role in ROLES:
            tally[role].add(gold[role], found[role])
    metrics = {f"{role}_{kind}_f": getattr(tally[role], kind)() for role in ROLES for kind in ("exact", "partial")}
    return Score(n=len(seen), metrics={**metrics, "content_chars_f": tally["content"].chars()})


def _rows(paths: Sequence[Path]) -> Iterable[dict[str, Any]]:
    for path in paths:
        with path.open(encoding="utf-8") as file:
            for line in file:
                yield msgspec.json.decode(line)


def trimmed(text: str, chars: Iterable[int]) -> Chars:
    """Return the characters of a span without blanks and marks at its ends."""
    kept = sorted(chars)
    while kept and text[kept[0]] in _LOOSE:
        kept.pop(0)
    while kept and text[kept[-1]] in _LOOSE:
        kept.pop()
    return frozenset(kept)


def gold_spans(row: dict[str, Any], role: str) -> set[Chars]:
    """Return the marked spans of a role; an attribution's content is one span, even where it is interrupted."""
    spans: set[Chars] = set()
    for attribution in row["attributions"]:
        chars = {
            at
            for part in attribution[role]
            for start, end in part["spans"]
            for at in range(start, min(end, len(row["text"])))
        }
        spans.add(trimmed(row["text"], chars))
    return spans - {frozenset()}


def found_spans(text: str, reader: Any) -> dict[str, set[Chars]]:
    """Return the spans that the rules find in a text, by role."""
    report = Report(id="r", source="r", text=text, sha256="")
    sentences = tuple(reader.parse(split_sentences(report)))
    scopes = _outermost(find_voices(report, sentences, find_names(report, sentences)).scopes)
    spans: dict[str, set[Chars]] = {role: set() for role in ROLES}
    contents: dict[tuple[int, int, str], set[int]] = {}
    for scope in scopes:
        voice = scope.voice
        if scope.cue and not scope.carried:
            spans["cue"].add(trimmed(text, _chars(sentences[scope.sentence], scope.cue)))
        key = (voice.start, voice.end, voice.cue)
        contents.setdefault(key, set()).update(_covered(sentences[scope.sentence], scope))
    spans["source"] = {trimmed(text, each) for each in _sources(sentences, scopes)}
    spans["content"] = {trimmed(text, chars) for chars in contents.values()}
    return {role: each - {frozenset()} for role, each in spans.items()}


def _outermost(scopes: Sequence[VoiceScope]) -> list[VoiceScope]:
    """Leave out sayings within what another says: the set marks attributions that the writer makes."""
    told: dict[int, set[int]] = {}
    for scope in scopes:
        if not scope.attitude:
            told.setdefault(scope.sentence, set()).update(scope.content)
    return [scope for scope in scopes if scope.carried or not set(scope.cue) & told.get(scope.sentence, set())]


def _chars(sentence: Sentence, tokens: Iterable[int]) -> set[int]:
    return {at for index in tokens for at in range(sentence.tokens[index].start, sentence.tokens[index].end)}


def _sources(sentences: Sequence[Sentence], scopes: Sequence[VoiceScope]) -> list[range]:
    """Return the sources; those who say it together are one, as the set marks them."""
    found: list[range] = []
    for scope in scopes:
        source = _full_source(sentences[scope.sentence], scope)
        if scope.voice.beside and found:
            source = range(found.pop().start, source.stop)
        found.append(source)
    return found


def _full_source(sentence: Sentence, scope: VoiceScope) -> range:
    """Return a voice with the relative clause and apposition that the set counts in and a claim leaves out."""
    start, end = scope.voice.start, scope.voice.end
    if scope.head < 0 or scope.carried:
        return range(start, end)
    first, last = tree_of(sentence).block(scope.head, ("parataxis", "ccomp"))
    inside = set(range(first, last))
    if inside & set(scope.cue) or sentence.tokens[first].start > end:
        return range(start, end)
    reaches = sentence.tokens[last - 1].end
    after_cue = scope.cue and min(scope.cue) < scope.head
    nearer = reaches if after_cue or all(at >= last for at in scope.cue) else end
    return range(start, max(end, nearer))


def _covered(sentence: Sentence, scope: VoiceScope) -> set[int]:
    """Return the characters of a content, with the blanks between neighbouring tokens."""
    chars = _chars(sentence, scope.content)
    for index in scope.content:
        if index + 1 in scope.content:
            chars.update(range(sentence.tokens[index].end, sentence.tokens[index + 1].start))
    return chars


class _Tally:
    """Adds documents up and gives the F1 of each way of matching."""

    def __init__(self) -> None:
        self.gold = self.found = self.same = 0
        self.gold_covered = self.found_covered = 0.0
        self.gold_chars = self.found_chars = self.same_chars = 0

    def add(self, gold: set[Chars], found: set[Chars]) -> None:
        """Add one document."""
        self.gold += len(gold)
        self.found += len(found)
        self.same += len(gold & found)
        self.gold_covered += sum(_best_cover(span, found) for span in gold)
        self.found_covered += sum(_best_cover(span, gold) for span in found)
        gold_chars, found_chars = frozenset[int]().union(*gold), frozenset[int]().union(*found)
        self.gold_chars += len(gold_chars)
        self.found_chars += len(found_chars)
        self.same_chars += len(gold_chars & found_chars)

    def exact(self) -> float:
        """Return F1 of spans found as they stand."""
        return _f(self.same, self.found, self.same, self.gold)

    def partial(self) -> float:
        """Return F1 of the covered shares of spans."""
        return _f(self.found_covered, self.found, self.gold_covered, self.gold)

    def chars(self) -> float:
        """Return F1 of characters."""
        return _f(self.same_chars, self.found_chars, self.same_chars, self.gold_chars)


def _best_cover(span: Chars, others: set[Chars]) -> float:
    return max((len(span & other) / len(span) for other in others), default=0.0)


def _f(right: float, found: float, hit: float, wanted: float) -> float:
    precision, recall = right / found if found else 0.0, hit / wanted if wanted else 0.0
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
