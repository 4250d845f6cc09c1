"""Where each run of words of a dossier stands, as reports come and go: who shares passages, and what is furniture."""

from __future__ import annotations

import bisect
import functools
import hashlib
import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from itertools import combinations
from typing import NamedTuple

from rashomon.assessment.casefile import ASIDE, CaseFile
from rashomon.measures import fold

SHINGLE = 6  # words; shorter runs are stock phrases
COMMON = 40  # a shingle in more reports than this is furniture, or a text that went round the world
AROUND = 5  # it went round when so many outlets print it; furniture is one outlet's
PRIME = (1 << 61) - 1  # runs of words go by a rolling hash (Karp and Rabin 1987); equal words are asked for later
BASE = 1_000_003
_WORD = re.compile(r"[^\W_]+")

Place = tuple[str, int]  # a report and the number of a word in it
Seeds = dict[str, list[tuple[int, int]]]  # other report -> where both have one run of words (word here, word there)


class Word(NamedTuple):
    """A folded word and where it stands; a blanked one is empty."""

    text: str
    start: int
    end: int


class Imprint(NamedTuple):
    """What decides between many printings of a run of words."""

    outlet: str
    published: str


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


@functools.lru_cache(maxsize=100_000)
def _number(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.encode(), digest_size=7).digest(), "big")


def _runs_of(words: list[Word]) -> array[int]:
    """Return the hash of each run of words, by the number of its first word."""
    numbers = [_number(word.text) for word in words]
    first = pow(BASE, SHINGLE - 1, PRIME)
    found, run = array("q"), 0
    for i, number in enumerate(numbers):
        gone = numbers[i - SHINGLE] if i >= SHINGLE else 0
        run = ((run - gone * first) * BASE + number) % PRIME
        if i >= SHINGLE - 1:
            found.append(run)
    return found


class Passages:
    """Where each run of words stands; what the coming or going of a report changes elsewhere is told."""

    def __init__(self, case: CaseFile) -> None:
        self._case = case
        self._places: dict[int, list[Place]] = {}
        self._runs: dict[str, array[int]] = {}
        self._imprints: dict[str, Imprint] = {}
        self._furniture: set[int] = set()
        self._blank: dict[str, frozenset[int]] = {}

    def update(self, gone: Collection[str], came: Collection[str]) -> tuple[set[str], set[tuple[str, str]]]:
        """Let reports go and take those of the case that came.

        Returns the other reports of which words turned into furniture or back, and the pairs of other reports that
        meet in another way in a run of words that many print.
        """
        new = {report: _runs_of(words_of(self._case, report)) for report in sorted(came)}
        crowded = self._crowded(gone, new)
        before = {run: self._meetings(run) for run in crowded}
        self._drop(gone)
        for report, runs in new.items():
            self._take(report, runs)
        turned = {run for run in crowded if self._is_furniture(run) != (run in self._furniture)}
        self._furniture ^= turned
        reworded = {report for run in turned for report, _ in self._places.get(run, ())} - new.keys()
        many = {r for name in reworded for r in self._runs[name] if len(self._places[r]) > COMMON}
        before.update((run, self._meetings(run)) for run in many - crowded)
        for report in (*new, *reworded):
            self._blank_out(report)
        parted = {pair for run, old in before.items() for pair in old ^ self._meetings(run)}
        unsettled = {(a[0], b[0]) for a, b in parted if a[0] != b[0]}
        known = self._runs.keys() - new.keys()
        return reworded, {(a, b) for a, b in unsettled if a in known and b in known}

    def words(self, report: str) -> list[Word]:
        """Return the words of a report, those of the furniture blanked, so that no passage runs on through them."""
        words = words_of(self._case, report)
        for i in self._blank.get(report, ()):
            words[i] = words[i]._replace(text="")
        return words

    def seeds(self, report: str) -> Seeds:
        """Return the reports that a report shares runs of words with, and where."""
        shared: Seeds = defaultdict(list)
        for i, run in enumerate(self._runs[report]):
            if len(self._places[run]) > 1 and self._shows(report, i):
                for other, j in self._met(run, (report, i)):
                    if other != report:
                        shared[other].append((i, j))
        return shared

    def _crowded(self, gone: Collection[str], new: Mapping[str, array[int]]) -> set[int]:
        """Return the runs of words of those who come and go that many print, before or after."""
        coming = Counter(run for runs in new.values() for run in runs)
        touched = coming.keys() | {run for report in gone for run in self._runs.get(report, ())}
        return {run for run in touched if len(self._places.get(run, ())) + coming[run] > COMMON}

    def _drop(self, gone: Collection[str]) -> None:
        for report in gone:
            self._imprints.pop(report, None)
            self._blank.pop(report, None)
            for i, run in enumerate(self._runs.pop(report, ())):
                places = self._places[run]
                del places[bisect.bisect_left(places, (report, i))]
                if not places:
                    del self._places[run]

    def _take(self, report: str, runs: array[int]) -> None:
        self._runs[report] = runs
        known = self._case.reports[report]
        self._imprints[report] = Imprint(self._case.outlet(report), known.published or "9999")
        for i, run in enumerate(runs):
            bisect.insort(self._places.setdefault(run, []), (report, i))

    def _is_furniture(self, run: int) -> bool:
        places = self._places.get(run, ())
        return len(places) > COMMON and len({self._imprints[report].outlet for report, _ in places}) < AROUND

    def _blank_out(self, report: str) -> None:
        """Blank the words that one outlet prints under everything."""
        runs = enumerate(self._runs[report])
        blank = frozenset(i + k for i, run in runs if run in self._furniture for k in range(SHINGLE))
        if blank:
            self._blank[report] = blank
        else:
            self._blank.pop(report, None)

    def _shows(self, report: str, i: int) -> bool:
        blank = self._blank.get(report)
        return blank is None or not any(i + k in blank for k in range(SHINGLE))

    def _shown(self, run: int) -> list[Place]:
        return [(report, i) for report, i in self._places.get(run, ()) if self._shows(report, i)]

    def _oldest(self, places: list[Place]) -> Place:
        return min(places, key=lambda place: (self._imprints[place[0]].published, place))

    def _met(self, run: int, place: Place) -> list[Place]:
        """Return the places that a place of one run of words is held against: all of a few, the oldest of many."""
        places = self._shown(run)
        if len(places) <= COMMON:
            return places
        oldest = self._oldest(places)
        return places if place == oldest else [oldest]

    def _meetings(self, run: int) -> set[tuple[Place, Place]]:
        places = self._shown(run)
        return set(combinations(places, 2) if len(places) <= COMMON else self._with_oldest(places))

    def _with_oldest(self, places: list[Place]) -> Iterator[tuple[Place, Place]]:
        oldest = self._oldest(places)
        return ((min(oldest, place), max(oldest, place)) for place in places)
