"""Finds the names in a report: the engine's, completed by lists and by the words beside a name, one kind per name."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import cast

import msgspec

from rashomon.bodies import find_bodies
from rashomon.mentions.context import Beside, beside, body_kind, strip_titles, titled_names
from rashomon.mentions.listed import Listed, find_listed
from rashomon.records import Mention, MentionKind, Report, Sentence
from rashomon.resources import read_list
from rashomon.spelling import fold

# How far each finder is trusted when two spans overlap; a tie goes to the longer span, then to the earlier one.
TRUST = {"list": 4.0, "rule": 3.0, "engine": 2.0, "vote": 1.0}
_POSSESSIVE = re.compile(r"(?:['’´`]s|['’´`])$")
_EDGE = re.compile(r"^[\s\"“”„«»'’‘(\[\-,.;:]+|[\s\"“”„«»‘(\[)\]\-,.;:]+$")
_ARTICLE = re.compile(r"the\s+(?=[A-Z])", re.I)
_RUN = re.compile(r"[A-ZÀ-ÞĀ-Ž][\w\-’']+")


class Found(msgspec.Struct, frozen=True, order=True):
    """A span that may be a name, the kind that its finder gives it and how far that is to be believed."""

    start: int
    end: int
    kind: str
    found_by: str
    weight: float


def find_names(report: Report, sentences: Sequence[Sentence]) -> tuple[Mention, ...]:
    """Return the names of a report in their order, none overlapping another, each name of one kind throughout."""
    text = report.text
    found = [candidate for sentence in sentences for candidate in _in_sentence(text, sentence)]
    found += _possessives_without_mark(text, sentences, found)
    kinds = _vote(text, sentences, found)
    found += list(_elsewhere(text, sentences, found, kinds))
    chosen = _without_overlap(found)
    home = _homes(sentences)
    mentions = [_mention(report, candidate, kinds, home) for candidate in chosen]
    mentions += _descriptions(report, sentences, mentions)
    return tuple(sorted(mentions, key=lambda mention: (mention.start, mention.end)))


def _in_sentence(text: str, sentence: Sentence) -> Iterator[Found]:
    for listed in find_listed(text, sentence.start, sentence.end):
        yield Found(listed.start, listed.end, listed.kind, "list", TRUST["list"] if listed.sure else TRUST["vote"])
    for body in find_bodies(text, sentence.start, sentence.end):
        yield Found(body.start, body.end, body.kind, "rule", TRUST["list"])
    for name in sentence.names:
        yield from _from_engine(text, sentence, name.first, name.last, name.kind, name.score)
    for start, end, kind in titled_names(text, sentence.start, sentence.end):
        yield Found(start, end, kind, "rule", TRUST["rule"])


def _from_engine(text: str, sentence: Sentence, first: int, last: int, kind: str, score: float) -> Iterator[Found]:
    """Yield the engine's name cut clean of titles, quotation marks and possessives."""
    start, end = sentence.tokens[first].start, sentence.tokens[last - 1].end
    start, end = trimmed(text, start, end)
    article = _ARTICLE.match(text, start, end)
    start = article.end() if article else start
    if kind == "person":
        start = strip_titles(text, start, end)
    if end - start < 2 or not any(ch.isupper() or not ch.isascii() for ch in text[start:end]):
        return
    if text[start:end].lower() in read_list("name_context.yaml")["not_names"]:
        return
    yield Found(start, end, body_kind(text[start:end], kind), "engine", TRUST["engine"] * score)


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span without quotation marks, brackets and a possessive ending at its edges."""
    while True:
        piece = text[start:end]
        inner = _POSSESSIVE.sub("", _EDGE.sub("", piece))
        if not inner or inner == piece:
            return start, end
        at = piece.index(inner)
        start, end = start + at, start + at + len(inner)


def _possessives_without_mark(text: str, sentences: Sequence[Sentence], found: Iterable[Found]) -> list[Found]:
    """Names such as "Syrias" where the apostrophe was lost, cut before the s when the bare name is known."""
    surfaces = {text[one.start : one.end] for one in found}
    cut: list[Found] = []
    for sentence in sentences:
        for run in _RUN.finditer(text, sentence.start, sentence.end):
            word = run.group()
            if word[-1] != "s" or len(word) < 5 or word.endswith("ss"):
                continue
            bare = word[:-1]
            if bare in surfaces or any(hit.sure for hit in find_listed(bare, 0, len(bare)) if hit.end == len(bare)):
                listed: list[Listed] = [hit for hit in find_listed(word, 0, len(word)) if hit.end == len(word)]
                if not listed:
                    kind = next((one.kind for one in found if text[one.start : one.end] == bare), "")
                    kind = kind or find_listed(bare, 0, len(bare))[0].kind
                    cut.append(Found(run.start(), run.end() - 1, kind, "rule", TRUST["list"] + 1))
    return cut


def _vote(text: str, sentences: Sequence[Sentence], found: Iterable[Found]) -> dict[str, str]:
    """Return one kind for each name of the report, by the finders' trust and the words beside it."""
    ballots: dict[str, Counter[str]] = defaultdict(Counter)
    table = beside()
    for one in sorted(set(found)):
        name = fold(text[one.start : one.end])
        ballots[name][one.kind] += one.weight  # type: ignore[assignment]
        for kind, weight in table.hints(text, one.start, one.end):
            if kind != one.kind and (one.kind, kind) not in Beside.NO_CHANGE:
                ballots[name][kind] += weight  # type: ignore[assignment]
    return {name: min(votes, key=lambda kind: (-votes[kind], kind)) for name, votes in ballots.items()}


def _elsewhere(
    text: str, sentences: Sequence[Sentence], found: Sequence[Found], kinds: dict[str, str]
) -> Iterator[Found]:
    """Yield the other places where a name of the report stands that no finder saw there."""
    spans = {(one.start, one.end) for one in found}
    names = {text[one.start : one.end] for one in found if one.end - one.start > 2}
    names = {name for name in names if name[0].isupper() or "-" in name}
    if not names:
        return
    pattern = re.compile(
        r"(?<![\w\-])(?:"
        + "|".join(re.escape(name) for name in sorted(names, key=lambda n: (-len(n), n)))
        + r")(?![\w])"
    )
    for sentence in sentences:
        for hit in pattern.finditer(text, sentence.start, sentence.end):
            if hit.span() not in spans:
                yield Found(*hit.span(), kinds[fold(hit.group())], "vote", TRUST["vote"])


def _without_overlap(found: Iterable[Found]) -> list[Found]:
    """Choose spans that do not overlap, the most trusted and longest first."""
    best: dict[tuple[int, int], Found] = {}
    for one in sorted(found):
        key = (one.start, one.end)
        if key not in best or one.weight > best[key].weight:
            best[key] = one
    ranked = sorted(best.values(), key=lambda one: (-(one.end - one.start) - 3 * one.weight, one.start, one.end))
    taken: list[Found] = []
    for one in ranked:
        if all(one.end <= other.start or other.end <= one.start for other in taken):
            taken.append(one)
    return sorted(taken)


def _homes(sentences: Sequence[Sentence]) -> list[tuple[int, int, int]]:
    return [(sentence.start, sentence.end, sentence.index) for sentence in sentences]


def _mention(report: Report, one: Found, kinds: dict[str, str], homes: Sequence[tuple[int, int, int]]) -> Mention:
    text = report.text[one.start : one.end]
    home = next((index for start, end, index in homes if start <= one.start < end), 0)
    return Mention(
        report=report.id,
        start=one.start,
        end=one.end,
        text=text,
        kind=cast(MentionKind, kinds.get(fold(text), one.kind)),
        sentence=home,
        found_by=one.found_by,
    )


def _descriptions(report: Report, sentences: Sequence[Sentence], mentions: Sequence[Mention]) -> list[Mention]:
    """Find "the observatory" once a body of that noun has been named; the mention is the noun alone."""
    text, more = report.text, []
    taken = [(mention.start, mention.end) for mention in mentions]
    for noun, kind in sorted(read_list("name_context.yaml")["descriptions"].items()):
        named = [mention for mention in mentions if mention.kind == kind and noun in mention.text.lower().split()]
        if not named:
            continue
        since = min(mention.end for mention in named)
        for sentence in sentences:
            for hit in re.finditer(rf"\b[Tt]he ({noun})\b", text[sentence.start : sentence.end]):
                start, end = sentence.start + hit.start(1), sentence.start + hit.end(1)
                if start >= since and all(end <= s or e <= start for s, e in taken):
                    more.append(
                        Mention(
                            report=report.id,
                            start=start,
                            end=end,
                            text=text[start:end],
                            kind=kind,
                            sentence=sentence.index,
                            found_by="rule",
                        )
                    )
    return more
