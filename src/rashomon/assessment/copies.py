"""Copied passages between reports: shared shingles find the pairs, runs of equal words give the exact spans."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from rashomon.assessment.casefile import ASIDE, CaseFile
from rashomon.assessment.wording import make
from rashomon.measures import fold, ordinal
from rashomon.records import Evidence, Finding

SHINGLE = 6  # words; shorter runs are stock phrases
SHORTEST_RUN = 9
COPY_WORDS = 45  # as many words in runs make a copy
LONG_RUN = 20  # or one run of as many
SHORTEST_COPY = 18  # fewer shared words are two reports of one thing
SAME_TEXT = 0.8  # a share from which two reports are printings of one text
COPY_SHARE = 0.5  # or this share of the shorter report
COMMON = 40  # a shingle in more reports than this is furniture, or a text that went round the world
MANY = 6  # printings of one text from which they are told in one finding
AROUND = 5  # it went round when so many outlets print it; furniture is one outlet's
_WORD = re.compile(r"[^\W_]+")


class Word(NamedTuple):
    """A folded word and where it stands."""

    text: str
    start: int
    end: int


class Copy(NamedTuple):
    """Two reports that share passages; `source` is the id of the one copied from, where a date or addition tells."""

    left: str
    right: str
    runs: tuple[tuple[tuple[int, int], tuple[int, int]], ...]
    words: int
    share: float
    source: str | None
    reason: str
    worth_telling: bool


def words_of(case: CaseFile, report_id: str) -> list[Word]:
    """Return the words of a report's headline and body, small, with offsets."""
    report = case.reports[report_id]
    aside = [(s.start, s.end) for s in case.sentences.get(report_id, []) if s.zone in ASIDE]
    found = []
    at = 0
    for match in _WORD.finditer(report.text):
        while at < len(aside) and aside[at][1] <= match.start():
            at += 1
        if at < len(aside) and aside[at][0] <= match.start():
            continue
        found.append(Word("".join(fold(match[0])), match.start(), match.end()))
    return found


Place = tuple[str, int]  # a report and the number of a word in it


def _shingles(words: dict[str, list[Word]]) -> dict[tuple[str, ...], list[Place]]:
    """Return where each run of words stands, in the order of the reports' ids; blanked words stand nowhere."""
    where: dict[tuple[str, ...], list[Place]] = defaultdict(list)
    for report_id in sorted(words):
        texts = [w.text for w in words[report_id]]
        for i in range(len(texts) - SHINGLE + 1):
            run = tuple(texts[i : i + SHINGLE])
            if "" not in run:
                where[run].append((report_id, i))
    return where


def _blank_furniture(case: CaseFile, words: dict[str, list[Word]]) -> None:
    """Blank the words that one outlet prints under everything, so that no passage runs on through them."""
    for places in _shingles(words).values():
        if len(places) > COMMON and len({case.outlet(report) for report, _ in places}) < AROUND:
            for report, i in places:
                words[report][i : i + SHINGLE] = [word._replace(text="") for word in words[report][i : i + SHINGLE]]


def _candidates(case: CaseFile, words: dict[str, list[Word]]) -> dict[tuple[str, str], list[tuple[int, int]]]:
    shared: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for places in _shingles(words).values():
        for (a, i), (b, j) in _pairs(case, places):
            if a != b:
                shared[a, b].append((i, j))
    return shared


def _pairs(case: CaseFile, places: list[Place]) -> Iterator[tuple[Place, Place]]:
    """Yield the pairs of places of one shingle: all of a few, each with the oldest of many."""
    if len(places) <= COMMON:
        yield from combinations(places, 2)
        return
    oldest = min(places, key=lambda place: (case.reports[place[0]].published or "9999", place))
    yield from ((min(oldest, place), max(oldest, place)) for place in places)


def _runs(left: list[Word], right: list[Word], seeds: list[tuple[int, int]]) -> Iterator[tuple[int, int, int]]:
    """Yield maximal runs of equal words as (index left, index right, length), none overlapping another on the left."""
    covered: set[tuple[int, int]] = set()
    runs = []
    for i, j in sorted(seeds):
        if (i, j) in covered:
            continue
        length = 0
        while i + length < len(left) and j + length < len(right) and _alike(left[i + length], right[j + length]):
            covered.add((i + length, j + length))
            length += 1
        runs.append((length, i, j))
    taken: set[int] = set()
    for length, i, j in sorted(runs, key=lambda r: (-r[0], r[1], r[2])):
        if length >= SHORTEST_RUN and not taken & {i, i + length - 1}:
            taken |= set(range(i, i + length))
            yield i, j, length


def _alike(one: Word, other: Word) -> bool:
    return one.text != "" and one.text == other.text


def _direction(case: CaseFile, left: str, right: str) -> tuple[str | None, str]:
    a, b = (ordinal(case.reports[r].published) for r in (left, right))
    if a is not None and b is not None and a != b:
        return (left if a < b else right), "by the dates of publication"
    return None, "neither date nor addition tells which came first"


def find_copies(case: CaseFile) -> list[Copy]:
    """Return the pairs of reports that share passages, in order; those long enough to be told are marked."""
    words = {r: words_of(case, r) for r in case.reports}
    _blank_furniture(case, words)
    found = []
    for (a, b), seeds in sorted(_candidates(case, words).items()):
        runs = sorted(_runs(words[a], words[b], seeds))
        total = sum(length for _, _, length in runs)
        shorter = max(1, min(len(words[a]), len(words[b])))
        longest = max((length for _, _, length in runs), default=0)
        if not runs:
            continue
        worth = longest >= LONG_RUN or total >= COPY_WORDS or total >= max(SHORTEST_COPY, COPY_SHARE * shorter)
        source, reason = _direction(case, a, b)
        spans = tuple(
            ((words[a][i].start, words[a][i + n - 1].end), (words[b][j].start, words[b][j + n - 1].end))
            for i, j, n in runs
        )
        found.append(Copy(a, b, spans, total, total / shorter, source, reason, worth))
    return found


def same_texts(case: CaseFile, copies: Sequence[Copy]) -> dict[str, str]:
    """Return for each report the first of those that print the same text."""
    home = {r: r for r in case.reports}

    def first(report: str) -> str:
        while home[report] != report:
            report = home[report]
        return report

    for copy in sorted(copies):
        if copy.share >= SAME_TEXT and copy.words >= COPY_WORDS:
            low, high = sorted((first(copy.left), first(copy.right)))
            home[high] = low
    return {report: first(report) for report in home}


def copy_findings(copies: Sequence[Copy], case: CaseFile) -> Iterator[Finding]:
    """Yield one finding for each pair of reports that share passages; printings of one text count once."""
    families = _families(case)
    for name, members in families.items():
        yield _printed_by_many(case, name, members)
    for copy in copies:
        if {copy.left, copy.right} <= families.get(case.texts.get(copy.left, copy.left), set()):
            continue
        texts = (case.texts.get(copy.left, copy.left), case.texts.get(copy.right, copy.right))
        if not copy.worth_telling or (texts[0] != texts[1] and texts != (copy.left, copy.right)):
            continue
        left, right = case.outlet(copy.left), case.outlet(copy.right)
        spans = [Evidence(report=copy.left, start=a[0], end=a[1]) for a, _ in copy.runs]
        spans += [Evidence(report=copy.right, start=b[0], end=b[1]) for _, b in copy.runs]
        start, end = copy.runs[0][0]
        sample = " ".join(case.reports[copy.left].text[start : min(end, start + 60)].split())
        first = case.outlet(copy.source) if copy.source else ""
        which = f"{first} came first, {copy.reason}" if first else copy.reason
        passages = "a passage" if len(copy.runs) == 1 else f"{len(copy.runs)} passages"
        yield make(
            "copy", f"{left} and {right} share {copy.words} words in {passages}, as in “{sample}…”; {which}.", (), spans
        )


def _families(case: CaseFile) -> dict[str, set[str]]:
    """Return the texts that many reports print, each by its first report."""
    printed: dict[str, set[str]] = defaultdict(set)
    for report, first in case.texts.items():
        printed[first].add(report)
    return {first: printed[first] for first in sorted(printed) if len(printed[first]) >= MANY}


def _printed_by_many(case: CaseFile, first: str, members: set[str]) -> Finding:
    """Return one finding for a text that went round, instead of one for each pair of its printings."""
    oldest = min(members, key=lambda report: (case.reports[report].published or "9999", report))
    spans = [Evidence(report=report, start=0, end=len(case.reports[report].text)) for report in sorted(members)]
    words = f"{len(members)} reports print one text; {case.outlet(oldest)} is the first of them by date, or by name"
    return make("copy", f"{words} where the dates do not tell ({case.outlet(first)} and others).", (), spans)
