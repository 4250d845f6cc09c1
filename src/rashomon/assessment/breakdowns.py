"""Checks totals that a text itself breaks down: after a colon, or in the sentence that follows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rashomon.assessment.casefile import CaseFile
from rashomon.assessment.relations import figure_of
from rashomon.assessment.wording import make, say_value
from rashomon.measures import fold
from rashomon.records import Claim, Evidence, Finding

FEWEST_PARTS, MOST_PARTS = 2, 6
SMALLEST_TOTAL = 3
NEXT = 2  # sentences after the total in which its parts may be told
NAMES = "zero one two three four five six seven eight nine ten eleven twelve"
WORDS = {word: number for number, word in enumerate(NAMES.split())} | {"a": 1, "an": 1, "another": 1}
SUFFERED = frozenset({"attack", "loss", "casualties", "capture"})
_BETWEEN = re.compile(r",\s*(?:and\s+)?|;\s*(?:and\s+)?|\s+and\s+(?=(?:\d+|an?|" + "|".join(NAMES.split()) + r")\b)")


def enumerations(report: str, claims: Sequence[Claim], case: CaseFile) -> Iterator[Finding]:
    """Yield one finding for each exact total that its own text breaks down into counted parts."""
    done: set[tuple[int, int]] = set()
    for whole in claims:
        total = figure_of(whole) if whole.slot and not whole.part_of else None
        if total is None or total < SMALLEST_TOTAL or whole.quantities[0].low != whole.quantities[0].high:
            continue
        for start, end, must_hold in _breakdowns(report, whole, claims, case):
            parts = _parts(case.reports[report].text[start:end])
            if parts and (sum(parts) == total or not must_hold) and (start, total) not in done:
                done.add((start, total))
                yield _finding(whole, parts, (start, end), claims, case)


def _breakdowns(report: str, whole: Claim, claims: Sequence[Claim], case: CaseFile) -> Iterator[tuple[int, int, bool]]:
    """Yield the stretches that may break a total down, and whether only a sum that holds shows that they do."""
    text, after = case.reports[report].text, whole.quantities[0].end
    colon = text.find(": ", after, whole.end)
    if colon >= 0:
        yield colon + 2, whole.end, False
    for sentence in case.sentences.get(report, []):
        if sentence.start >= whole.end and whole.sentence < sentence.index <= whole.sentence + NEXT:
            inside = {c.trigger.start for c in claims if c.start == sentence.start and c.trigger and c.kind in SUFFERED}
            if len(inside) >= FEWEST_PARTS:
                yield sentence.start, sentence.end, True


def _parts(words: str) -> list[int]:
    """Return the numbers that open the members of a row ("four under A, two near B"), none where it is no such row."""
    members = [fold(m) for m in _BETWEEN.split(words.strip())]
    opening = [m[0] for m in members if m]
    numbers = [WORDS[w] if w in WORDS else int(w) for w in opening if w in WORDS or (w.isdecimal() and len(w) < 6)]
    first_told = bool(opening) and (opening[0] in WORDS or opening[0].isdecimal())
    last_may_speak = len(opening) - len(numbers) <= 1 and len(numbers) == len(_leading(opening))
    return numbers if first_told and last_may_speak and FEWEST_PARTS <= len(numbers) <= MOST_PARTS else []


def _leading(opening: Sequence[str]) -> list[str]:
    """Return the openings that are numbers up to the first that is none: "…, he said" may end a row."""
    end = next((i for i, w in enumerate(opening) if w not in WORDS and not w.isdecimal()), len(opening))
    return list(opening[:end])


def _finding(
    whole: Claim, parts: Sequence[int], where: tuple[int, int], claims: Sequence[Claim], case: CaseFile
) -> Finding:
    total, steps = figure_of(whole) or 0, " + ".join(str(p) for p in parts)
    verdict = f"make the {total}; the sum holds" if sum(parts) == total else f"make {sum(parts)}, not {total}"
    text = f"{case.outlet(whole.report)}: “{say_value(whole)}” {whole.slot}, told in parts: {steps} {verdict}."
    told = [c for c in claims if c.trigger and c.kind in SUFFERED and where[0] <= c.trigger.start < where[1]]
    span = Evidence(report=whole.report, start=where[0], end=where[1])
    return make("arithmetic", text, [whole, *told], [span], slot=whole.slot)
