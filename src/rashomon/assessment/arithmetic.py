"""Checks sums: parts against totals within a report, and what a running total leaves for others to tell."""

from __future__ import annotations

import functools
import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from rashomon.assessment.breakdowns import enumerations
from rashomon.assessment.casefile import ROW, CaseFile, is_told
from rashomon.assessment.relations import figure_of
from rashomon.assessment.wording import make, say_value
from rashomon.measures import fold
from rashomon.records import Claim, Finding
from rashomon.resources import read_list

FEWEST_PARTS, MOST_PARTS = 2, 6
REMAINDERS = frozenset({"destroyed", "captured"})  # slots in which another report may tell the rest of a total
NAMES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
WORDS = {word: number for number, word in enumerate(NAMES.split())}  # higher sums are written in figures


_AT_A_PLACE = re.compile(
    rf"\b(\d{{1,6}}|{'|'.join(NAMES.split()[1:])})(?: [a-z][\w-]*){{0,4}}? (?:in|at|near|from|around) (?:the )?[A-Z]"
)


@functools.cache
def _total_cue() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(c) for c in read_list("assessment.yaml")["total_cues"]), re.I)


def sum_findings(case: CaseFile) -> Iterator[Finding]:
    """Yield the sums that hold or do not hold within each report."""
    for report in sorted(case.reports):
        claims = _told(report, case)
        yield from (finding for _, finding in _sums(claims, case))
        yield from enumerations(report, claims, case)


def remainder_findings(case: CaseFile) -> Iterator[Finding]:
    """Yield what running totals leave for other reports to tell."""
    for report in sorted(case.reports):
        claims = _told(report, case)
        if any(_after_cue(claim, case) for claim in claims):
            totals = {total.id for total, _ in _sums(claims, case)}
            yield from _remainders(claims, totals, case)


def counts_on(report: str, case: CaseFile) -> bool:
    """Tell whether a report gives a running total, or counts what may be the rest of another's."""
    claims = _told(report, case)
    return any(_after_cue(claim, case) or claim.slot in REMAINDERS for claim in claims)


def _told(report: str, case: CaseFile) -> list[Claim]:
    return [claim for claim in case.by_report(report) if is_told(claim)]


def _counted(claims: Sequence[Claim]) -> list[Claim]:
    exact = [c for c in claims if c.slot and figure_of(c) and c.quantities[0].low == c.quantities[0].high]
    return [c for c in exact if not c.part_of]


def _sums(claims: Sequence[Claim], case: CaseFile) -> Iterator[tuple[Claim, Finding]]:
    """Yield (total, finding) for sentences that tell parts at several places of what another sentence tells whole."""
    groups: dict[tuple[int, str], list[Claim]] = defaultdict(list)
    for claim in _counted(claims):
        if claim.id in case.summands:
            groups[claim.start, claim.slot or ""].append(claim)
    for (start, slot), parts in sorted(groups.items()):
        if not FEWEST_PARTS <= len(parts) <= MOST_PARTS:
            continue
        figures = _row(parts, case) or [figure_of(p) or 0 for p in parts]
        told = [c for c in claims if c.slot == slot and c.start != start and not c.part_of and _same_thing(c, parts)]
        wholes = [*_counted(told), *(c for c in told if c.quantities and c.quantities[0].high is None)]
        wholes.sort(key=lambda whole: whole.zone == "headline")
        match = next((w for w in wholes if figure_of(w) == sum(figures)), None)
        if match is not None:
            steps = " and ".join(str(f) for f in figures)
            outlet = case.outlet(match.report)
            whole = sum(figures) if match.quantities[0].high is not None else f"“{match.quantities[0].text}”"
            text = f"{outlet}: {steps} {slot} make the {whole} told elsewhere in it; the sum holds."
            yield match, make("arithmetic", text, [match, *parts], slot=slot)


def _row(parts: Sequence[Claim], case: CaseFile) -> list[int]:
    """Return the numbers of a row that counts place by place, also those of which no claim was made."""
    first = min(p.quantities[0].start for p in parts)
    words = case.reports[parts[0].report].text[first : parts[0].end]
    numbers = [WORDS[n.casefold()] if n.casefold() in WORDS else int(n) for n in _AT_A_PLACE.findall(words)]
    return numbers if len(parts) < len(numbers) <= 2 * MOST_PARTS and len(numbers) >= ROW else []


def _same_thing(whole: Claim, parts: Sequence[Claim]) -> bool:
    """Tell whether a total counts what the parts count: a noun in common, or one of them names none."""
    mine, theirs = _nouns([whole]), _nouns(parts)
    return not mine or not theirs or bool(mine & theirs)


def _nouns(claims: Sequence[Claim]) -> set[str]:
    return {w for c in claims for q in c.quantities for w in fold(q.of)[-1:]}


def numbers_in(text: str) -> list[int]:
    """Return the whole numbers of a text, in figures or in words."""
    return [WORDS[w] if w in WORDS else int(w) for w in fold(text) if w in WORDS or (w.isdecimal() and len(w) < 7)]


def _remainders(claims: Sequence[Claim], totals: set[str], case: CaseFile) -> Iterator[Finding]:
    """Yield what is left when a running total ("which raises the number to nine") is set against what is told."""
    for claim in claims:
        clause = _after_cue(claim, case)
        told = [t for t in claims if t.id in totals and t.kind == claim.kind and t.start != claim.start]
        for whole, number in itertools.product(told, sorted(set(numbers_in(clause)), reverse=True)):
            left = number - (figure_of(whole) or 0)
            if left <= 0:
                continue
            others = _tell_of(left, claim, case)
            who = (
                f"; {case.outlet(others[0].report)} tells of {_list(others)}"
                if others
                else "; no other report tells of them"
            )
            outlet = case.outlet(claim.report)
            text = (
                f"{outlet}: if the running total is {number}, the {figure_of(whole)} told here leave {left} "
                f"that were {whole.slot} before{who}. Its words: “{' '.join(clause.split()).rstrip('.')}”."
            )
            yield make("arithmetic", text, [claim, whole, *others], slot=whole.slot)
            break


def _after_cue(claim: Claim, case: CaseFile) -> str:
    """Return the words of a claim's clause from "raises the number" on, empty where there is no such cue."""
    if claim.trigger is None:
        return ""
    text = case.reports[claim.report].text
    match = _total_cue().search(text, claim.start, claim.trigger.start)
    return text[match.start() : claim.end] if match else ""


def _tell_of(left: int, claim: Claim, case: CaseFile) -> list[Claim]:
    """Return claims of another report that count things of the kind that are missing, at most as many as are."""
    for report in sorted(case.reports):
        if report == claim.report:
            continue
        found = [c for c in _counted(case.by_report(report)) if c.slot in REMAINDERS and is_told(c)]
        found = [c for c in found if (figure_of(c) or 0) <= left and _words_shared(c, claim, case)]
        if found:
            return found
    return []


def _words_shared(other: Claim, claim: Claim, case: CaseFile) -> bool:
    mine = {w.rstrip("s") for f in claim.target for w in fold(f.text) if len(w) > 4}
    theirs = {w.rstrip("s") for w in fold(case.text(other))}
    return bool(mine & theirs)


def _list(claims: Sequence[Claim]) -> str:
    return " and ".join(f"{say_value(c)} {c.slot}" for c in claims)
