"""Finds the names in a report: the engine's, completed by lists and by the words beside a name, one kind per name."""

from __future__ import annotations

import bisect
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import cast

import msgspec

from rashomon.bodies import find_bodies, state_of
from rashomon.known import in_other_script, is_acronym
from rashomon.mentions.cleaning import cleaned, is_common, is_listed, is_town, trimmed
from rashomon.mentions.context import Beside, beside, body_kind, titled_names
from rashomon.mentions.listed import Listed, cities, find_listed
from rashomon.records import Mention, MentionKind, NameSpan, Report, Sentence
from rashomon.resources import read_list
from rashomon.spelling import fold

SHORTEST_UNREAD = 4  # letters that a town's name must exceed in a language whose words nobody tagged
# How far each finder is trusted when two spans overlap; a tie goes to the longer span, then to the earlier one.
TRUST = {"list": 4.0, "place": 3.5, "rule": 3.0, "engine": 2.0, "vote": 1.0}
_INNER_POSSESSIVE = re.compile(r"(?P<owner>[A-Z][\w\-]+?)(?P<mark>['’])?s\s+(?=[A-Z])")
_LISTED_TOGETHER = {"place", "person", "other"}  # kinds that an engine takes for one another in "X and Y"
_LISTED_FOR_SURE = 50.0
_DASH = re.compile(r"\s+[-–—]\s+|/")
_WORDS = re.compile(r"\S+")
_SMALL = re.compile(r"(?<![\w'’\-])[a-z]+(?![\w'’\-])")
_JOINED = re.compile(r"\s*(?:,|/|&)\s*|\s*,?\s+(?:and|or)\s+")
_WHERE = re.compile(
    r"\b(?:in|at|near|around|outside|inside|into|towards?|across|over|leaving|reached)\s+(?:the\s+)?$", re.I
)
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
    small = frozenset(_SMALL.findall(text))
    found = [candidate for sentence in sentences for candidate in _in_sentence(text, sentence, small)]
    found = _bare(text, found)
    found += _possessives_without_mark(text, sentences, found)
    kinds = _vote(text, found) | _own_outlet(report)
    kinds |= _last_names(text, found, kinds)
    found += list(_elsewhere(text, sentences, found, kinds))
    chosen = _without_overlap(found)
    home = _homes(sentences)
    mentions = [_mention(report, candidate, kinds, home) for candidate in chosen]
    mentions += _descriptions(report, sentences, mentions)
    return tuple(sorted(mentions, key=lambda mention: (mention.start, mention.end)))


def _in_sentence(text: str, sentence: Sentence, small: frozenset[str]) -> Iterator[Found]:
    for listed in find_listed(text, sentence.start, sentence.end):
        weight = TRUST["vote"] if not listed.sure else TRUST["place"] if listed.kind == "place" else TRUST["list"]
        yield Found(listed.start, listed.end, listed.kind, "list", weight)
    for body in find_bodies(text, sentence.start, sentence.end):
        yield Found(body.start, body.end, body.kind, "rule", TRUST["list"])
    yield from _cities(text, sentence, small)
    for name in sentence.names:
        if name.kind != "other" or sentence.zone != "headline":
            yield from _from_engine(text, sentence, name, small)
    for start, end, kind in titled_names(text, sentence.start, sentence.end):
        yield Found(start, end, kind, "rule", TRUST["rule"])


def _from_engine(text: str, sentence: Sentence, name: NameSpan, small: frozenset[str]) -> Iterator[Found]:
    """Yield the engine's name cut clean, in two where a possessive splits it ("Cairos Zamalek")."""
    start, end = sentence.tokens[name.first].start, sentence.tokens[name.last - 1].end
    start, end = cleaned(text, start, end, name.kind)
    for first, last in _owner_and_owned(text, start, end, name.kind):
        piece = text[first:last]
        if len(piece) < 2 or not any(ch.isupper() or not ch.isascii() for ch in piece):
            continue
        if in_other_script(piece):
            continue  # the engine reads Latin script; names in others come from the lists
        if is_listed(piece) or not is_common(piece, small):
            weight = TRUST["engine"] * name.score * (0.4 if name.kind == "other" else 1.0)
            yield Found(first, last, body_kind(piece, name.kind), "engine", weight)


def _bare(text: str, found: Sequence[Found]) -> list[Found]:
    """Cut the s of a lost possessive off every name that the report also writes without it."""
    names = {text[one.start : one.end] for one in found}
    out = []
    for one in found:
        name = text[one.start : one.end]
        bare = name[:-1]
        cut = name.endswith("s") and len(name) > 3 and (bare in names or fold(bare) in cities()) and not is_listed(name)
        out.append(msgspec.structs.replace(one, end=one.end - 1) if cut else one)
    return out


def _cities(text: str, sentence: Sentence, small: frozenset[str]) -> Iterator[Found]:
    """Yield the proper names that are a larger city's, for the engine may have passed over them."""
    for token in sentence.tokens:
        unread = token.upos == "X" and token.start > sentence.start and len(token.text) > SHORTEST_UNREAD
        if (token.upos == "PROPN" or unread) and token.text[0].isupper() and fold(token.text) in cities():
            start, end = trimmed(text, token.start, token.end)
            if not is_common(text[start:end], small):
                yield Found(start, end, "place", "list", TRUST["vote"])


def _owner_and_owned(text: str, start: int, end: int, kind: str) -> list[tuple[int, int]]:
    """Split a place at the possessive inside it, and towns that a lost comma ran together; other names stay whole."""
    dash = _DASH.search(text, start, end) if kind == "place" else None
    if dash:
        return [(start, dash.start()), *_owner_and_owned(text, dash.end(), end, kind)]
    towns = _run_together(text, start, end) if kind == "place" else []
    if len(towns) > 1:
        return towns
    inner = _INNER_POSSESSIVE.match(text, start, end) if kind in ("place", "other") else None
    if inner is None or not (inner["mark"] or is_listed(inner["owner"]) or fold(inner["owner"]) in cities()):
        return [(start, end)]
    return [inner.span("owner"), (inner.end(), end)]


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
                    known = next(iter(find_listed(bare, 0, len(bare))), None)
                    kind = known.kind if known else next(one.kind for one in found if text[one.start : one.end] == bare)
                    cut.append(Found(run.start(), run.end() - 1, kind, "rule", TRUST["rule"]))
    return cut


def _run_together(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The towns of a span that is nothing but towns, the longest names first; none where a word is left over."""
    words = [found.span() for found in _WORDS.finditer(text, start, end)]
    towns: list[tuple[int, int]] = []
    while words and not is_town(text[start:end]):
        for size in range(len(words), 0, -1):
            piece = text[words[0][0] : words[size - 1][1]]
            if len(piece) > 3 and is_town(piece):
                towns.append((words[0][0], words[size - 1][1]))
                words = words[size:]
                break
        else:
            return []
    return towns


def _vote(text: str, found: Iterable[Found]) -> dict[str, str]:
    """Return one kind for each name of the report, by the finders' trust, the words beside it and its neighbours."""
    ballots: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    ordered = sorted(set(found))
    for one in ordered:
        name = fold(text[one.start : one.end])
        ballots[name][one.kind] += _LISTED_FOR_SURE if one.weight >= TRUST["list"] else one.weight
        for kind, weight in _hints(text, one):
            ballots[name][kind] += weight
    _doubt_lone_people(text, ordered, ballots)
    kinds = {name: _winner(votes) for name, votes in ballots.items()}
    for one, other in pairwise(ordered):
        if one.found_by == other.found_by == "engine" and _JOINED.fullmatch(text[one.end : other.start]):
            first, second = fold(text[one.start : one.end]), fold(text[other.start : other.end])
            for name, neighbour in ((first, kinds[second]), (second, kinds[first])):
                if {kinds[name], neighbour} <= _LISTED_TOGETHER:
                    ballots[name][neighbour] += 1.5
    return {name: _winner(votes) for name, votes in ballots.items()}


def _doubt_lone_people(text: str, found: Sequence[Found], ballots: dict[str, dict[str, float]]) -> None:
    """Discount what the engine alone says of a person named by one word whose full name the report never gives."""
    full = {fold(part) for one in found if one.kind == "person" for part in text[one.start : one.end].split()[:6]}
    many = {fold(name) for one in found if " " in (name := text[one.start : one.end])}
    parts = {fold(part) for one in found if " " in (name := text[one.start : one.end]) for part in name.split()}
    for name in sorted((full - many) - parts):
        if name in ballots and ballots[name]["person"] < _LISTED_FOR_SURE:
            ballots[name]["person"] *= 0.6


def _winner(votes: dict[str, float]) -> str:
    return min(votes, key=lambda kind: (-votes[kind], kind))


def _hints(text: str, one: Found) -> Iterator[tuple[str, float]]:
    """What speaks for another kind than the finder's: the words beside the name, a city of that name."""
    for kind, weight in beside().hints(text, one.start, one.end):
        if (one.kind, kind) not in Beside.NO_CHANGE:
            yield kind, weight
    if one.kind in ("person", "actor", "other") and fold(text[one.start : one.end]) in cities():
        yield "place", 1.5


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
    ranked = sorted(best.values(), key=lambda one: (-_claim_to_span(one), one.start, one.end))
    taken: list[Found] = []  # in the order of the text
    for one in ranked:
        at = bisect.bisect_left(taken, one.start, key=lambda other: other.start)
        if (at == 0 or taken[at - 1].end <= one.start) and (at == len(taken) or one.end <= taken[at].start):
            taken.insert(at, one)
    return taken


def _claim_to_span(one: Found) -> float:
    """Longer and more trusted spans win; a name of no kind gives way to any name inside it."""
    return 3 * one.weight + (0 if one.kind == "other" else one.end - one.start)


def _last_names(text: str, found: Sequence[Found], kinds: dict[str, str]) -> dict[str, str]:
    """A name alone that is the last of a person's full name in the report is that person.

    Not so where the lists know it; but a listed place's name that never stands as a place does is the person's too.
    """
    full = {name for one in found if " " in (name := text[one.start : one.end]) and kinds[fold(name)] == "person"}
    last = {fold(name.split()[-1]) for name in full}
    known = {fold(text[one.start : one.end]) for one in found if one.weight >= TRUST["place"] and one.kind != "place"}
    known |= {
        fold(text[one.start : one.end])
        for one in found
        if one.kind == "place" and _WHERE.search(text, max(0, one.start - 12), one.start)
    }
    known |= {fold(name) for one in found if is_acronym(name := text[one.start : one.end]) and state_of(name)}
    return {name: "person" for name in last if name in kinds and name not in known}


def _own_outlet(report: Report) -> dict[str, str]:
    """The report's own outlet is a medium wherever it is named."""
    return {fold(report.outlet): "media"} if report.outlet else {}


def _homes(sentences: Sequence[Sentence]) -> list[tuple[int, int, int]]:
    return [(sentence.start, sentence.end, sentence.index) for sentence in sentences]


def _mention(report: Report, one: Found, kinds: dict[str, str], homes: Sequence[tuple[int, int, int]]) -> Mention:
    text = report.text[one.start : one.end]
    at = bisect.bisect_right(homes, one.start, key=lambda home: home[0]) - 1
    inside = at >= 0 and one.start < homes[at][1]
    return Mention(
        report=report.id,
        start=one.start,
        end=one.end,
        text=text,
        kind=cast(MentionKind, kinds.get(fold(text), one.kind)),
        sentence=homes[at][2] if inside else 0,
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
