"""Copied passages between reports: shared shingles find the pairs, runs of equal words give the exact spans."""

from __future__ import annotations

import functools
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from rashomon.assessment.casefile import CaseFile
from rashomon.assessment.passages import Passages, Word
from rashomon.assessment.wording import make
from rashomon.measures import ordinal
from rashomon.records import Evidence, Finding

SHORTEST_RUN = 9
COPY_WORDS = 45  # as many words in runs make a copy
LONG_RUN = 20  # or one run of as many
SHORTEST_COPY = 18  # fewer shared words are two reports of one thing
SAME_TEXT = 0.8  # a share from which two reports are printings of one text
COPY_SHARE = 0.5  # or this share of the shorter report
SEVERAL = 4  # printings of two texts from which only the first of each are held against each other
MANY = 6  # printings of one text from which they are told in one finding


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


Pairs = set[tuple[str, str]]


class Copies:
    """The pairs of reports that share passages, as reports come and go."""

    def __init__(self, case: CaseFile) -> None:
        self._case = case
        self._passages = Passages(case)
        self._between: dict[str, dict[str, Copy]] = defaultdict(dict)
        self._told: dict[tuple[str, str], tuple[object, Finding | None]] = {}

    def update(self, gone: Collection[str], came: Collection[str]) -> Pairs:
        """Let reports go and take those of the case that came; return the pairs that share other passages now."""
        reworded, unsettled = self._passages.update(gone, came)
        fresh = {*came, *reworded}
        asked: dict[str, set[str]] = defaultdict(set)
        for left, right in unsettled:
            asked[left].add(right)
        before = {(c.left, c.right): c for r in {*gone, *fresh} for c in self._between.get(r, {}).values()}
        before |= {(a, b): c for a in asked for b in asked[a] if (c := self._between[a].get(b))}
        for left, right in before:
            del self._between[left][right], self._between[right][left]
        after = {(c.left, c.right): c for c in self._search(fresh, asked)}
        for (left, right), copy in after.items():
            self._between[left][right] = self._between[right][left] = copy
        return {pair for pair in before.keys() | after.keys() if before.get(pair) != after.get(pair)}

    def of(self, report: str) -> Iterable[Copy]:
        """Return the copies of which a report is one side."""
        return self._between[report].values() if report in self._between else ()

    def all(self) -> list[Copy]:
        """Return all copies in the order of their reports."""
        found = [c for report, held in self._between.items() for c in held.values() if c.left == report]
        return sorted(found, key=lambda c: (c.left, c.right))

    def findings(self) -> Iterator[Finding]:
        """Yield one finding for each pair of reports that share passages; printings of one text count once."""
        families = _families(self._case)
        yield from (_printed_by_many(self._case, name, members) for name, members in families.items())
        printings = Counter(self._case.texts.values())
        known, self._told = self._told, {}
        for copy in self.all():
            pair = (copy.left, copy.right)
            reports = (self._case.reports[report] for report in pair)
            of_others = _of_others(copy, self._case, printings)
            key = (copy, *reports, of_others, _of_family(copy, self._case, families))
            held = known.get(pair)
            if held is None or held[0] != key:
                held = (key, None if of_others else _finding(copy, self._case, families))
            self._told[pair] = held
        yield from (finding for _, finding in self._told.values() if finding)

    def _search(self, fresh: set[str], asked: Mapping[str, set[str]]) -> Iterator[Copy]:
        words = functools.lru_cache(maxsize=2000)(self._passages.words)
        for one in sorted(fresh | asked.keys()):
            for other, seeds in self._passages.seeds(one).items():
                is_turn = other not in fresh or one < other if one in fresh else other in asked[one] - fresh
                if is_turn:
                    ordered = seeds if one < other else [(j, i) for i, j in seeds]
                    found = _copy(self._case, min(one, other), max(one, other), ordered, words)
                    yield from [found] if found else []


def _copy(
    case: CaseFile, left: str, right: str, seeds: list[tuple[int, int]], words: Callable[[str], list[Word]]
) -> Copy | None:
    a, b = words(left), words(right)
    runs = sorted(_runs(a, b, seeds))
    if not runs:
        return None
    total, longest = sum(length for _, _, length in runs), max(length for _, _, length in runs)
    shorter = max(1, min(len(a), len(b)))
    worth = longest >= LONG_RUN or total >= COPY_WORDS or total >= max(SHORTEST_COPY, COPY_SHARE * shorter)
    source, reason = _direction(case, left, right)
    spans = tuple(((a[i].start, a[i + n - 1].end), (b[j].start, b[j + n - 1].end)) for i, j, n in runs)
    return Copy(left, right, spans, total, total / shorter, source, reason, worth)


def same_texts(copies: Iterable[Copy]) -> dict[str, str]:
    """Return for each report that prints the text of others the first of them by id."""
    home: dict[str, str] = {}

    def first(report: str) -> str:
        while home.get(report, report) != report:
            report = home[report]
        return report

    for copy in copies:
        if copy.share >= SAME_TEXT and copy.words >= COPY_WORDS:
            low, high = sorted((first(copy.left), first(copy.right)))
            home[high] = home[low] = low
    return {report: first(report) for report in home}


def _texts(copy: Copy, case: CaseFile) -> tuple[str, str]:
    return case.texts.get(copy.left, copy.left), case.texts.get(copy.right, copy.right)


def _of_others(copy: Copy, case: CaseFile, printings: Counter[str]) -> bool:
    """Tell whether what two reports share is told of the first printings of their two texts already."""
    texts = _texts(copy, case)
    many = printings[texts[0]] + printings[texts[1]] >= SEVERAL
    return many and texts[0] != texts[1] and texts != (copy.left, copy.right)


def _of_family(copy: Copy, case: CaseFile, families: Mapping[str, set[str]]) -> bool:
    return {copy.left, copy.right} <= families.get(_texts(copy, case)[0], set())


def _finding(copy: Copy, case: CaseFile, families: Mapping[str, set[str]]) -> Finding | None:
    """Return what is said of a pair of reports that share passages, None where another finding says it."""
    if _of_family(copy, case, families) or not copy.worth_telling:
        return None
    left, right = (case.label(report, (copy.left, copy.right)) for report in (copy.left, copy.right))
    spans = [Evidence(report=copy.left, start=a[0], end=a[1]) for a, _ in copy.runs]
    spans += [Evidence(report=copy.right, start=b[0], end=b[1]) for _, b in copy.runs]
    start, end = copy.runs[0][0]
    sample = " ".join(case.reports[copy.left].text[start : min(end, start + 60)].split())
    first = case.label(copy.source, (copy.left, copy.right)) if copy.source else ""
    which = f"{first} came first, {copy.reason}" if first else copy.reason
    passages = "a passage" if len(copy.runs) == 1 else f"{len(copy.runs)} passages"
    words = f"{left} and {right} share {copy.words} words in {passages}, as in “{sample}…”; {which}."
    return make("copy", words, (), spans)


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
