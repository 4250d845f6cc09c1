"""Findings about the counts of one event: which figures agree, grow or clash."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rashomon.assessment.casefile import CaseFile, is_told
from rashomon.assessment.origins import Origins
from rashomon.assessment.positions import SEEN, part_of
from rashomon.assessment.relations import (
    ONE_DEED,
    Pair,
    Version,
    counts_another,
    figure_of,
    first_day,
    is_earlier,
    pairs,
    says_update,
    versions,
)
from rashomon.assessment.wording import make, say_figure, say_who
from rashomon.measures import fold
from rashomon.records import COUNT_SLOTS, Claim, Event, Finding, FindingKind
from rashomon.resources import read_list

COMBATANTS = ("fighters", "foreigners", "police", "soldiers")  # classes of people at arms
MOST_STEPS = 3  # of one report's figure; more are figures of several happenings
EVERYBODY = frozenset({"evacuees", "students", "farmers"})  # who were on the bus, in the school, on the field
# "three of its soldiers": of the side that speaks
_OWN_MEN = re.compile(
    r"(?:at least |up to |some )?[\w,]+ (?:\w+ )?of (?:its|their|our|his) (?:own )?(?:\w+ )?"
    r"(?:soldiers|troops|fighters|men|forces|servicemen|officers|policemen|personnel|members)\b",
    re.I,
)
# "the Force counted three martyrs", "we lost two men": before a count of those of the side that speaks
_OWN_BEFORE = re.compile(
    r"\b(?:forces?|army|troops|militia|brigades?|battalion|group|movement|front|party|division|we|it|they|side|fighters)"
    r" (?:(?:has|have|had|also|only) )?(?:counted|lost|suffered|mourned|buried|admitted(?: to)?|acknowledged)"
    r" (?:the (?:loss|death) of )?(?:(?:at least|only|some|up to) )?$",
    re.I,
)
_OF_NAMED = re.compile(
    r"[\w,]+ of the (?!dead|wounded|injured|victims|killed|casualties)[A-Z]\w+s\b"
)  # "five of the Lions"
_ROW_BEFORE = re.compile(r"(?<=\s)[\w,]+ \w+ and $")
OWN_WITHIN = 70  # characters before a count in which stands who counts it
OWN = "their own"  # a part: of the men of the side that speaks
CIVILIAN = frozenset({"civilian", "civilians"})
KINDS: dict[str, FindingKind] = {
    "refine": "agreement",
    "update": "update",
    "contradict": "contradiction",
    "differ": "difference",
}


class Bench(NamedTuple):
    """What every finding about one slot of one event needs."""

    event: Event
    case: CaseFile
    origins: Origins
    slot: str
    part: str = ""

    @property
    def what(self) -> str:
        """Return what is counted, in words."""
        return f"{self.slot} ({self.part})" if self.part else self.slot

    def who(self, claims: Sequence[Claim]) -> str:
        """Return who tells these claims."""
        return say_who(self.case, self.origins, claims)


def count_findings(event: Event, case: CaseFile, origins: Origins) -> Iterator[Finding]:
    """Yield the findings about the counts of an event: each slot and each part by itself."""
    groups: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in case.members(event):
        if (
            claim.slot in COUNT_SLOTS
            and is_told(claim)
            and figure_of(claim) is not None
            and not counts_another(claim, case)
        ):
            part = part_of(claim, case, event) or _thing(claim, case) or _own_men(claim, case)
            groups[claim.slot, part].append(claim)
    _take_as_whole(groups)
    for (slot, part), claims in sorted(groups.items()):
        if part == "a part":
            continue
        told = versions(claims)
        bench = Bench(event, case, origins, slot, part)
        if part == OWN:
            continue
        yield from (f for v in told for f in _agreement(v, bench))
        if part == SEEN:
            continue
        paths = list(_series(claims, told, bench))
        paths = [p for p in paths if not any(set(p.claims) < set(other.claims) for other in paths)]
        steps = (p for p in pairs(case, origins, told) if not (_on_a_path(p, paths) or _of_two_sides(p, case)))
        yield from (_change(p, bench) for p in steps)
        yield from paths
    yield from _at_arms(groups, event, case, origins)


def _of_two_sides(pair: Pair, case: CaseFile) -> bool:
    """Tell whether figures clash of which one is "of its soldiers": another may count those of another side."""
    clash = pair.relation in ("contradict", "differ")
    return clash and any(
        all(_OWN_MEN.match(_from_count(c, case)) for c in side) for side in (pair.smaller, pair.larger)
    )


def _own_men(claim: Claim, case: CaseFile) -> str:
    """Tell whether a side counts its own dead or hurt: "the Force counted three martyrs", "five of the Lions"."""
    if claim.slot not in ("killed", "wounded", "missing") or claim.report not in case.reports:
        return ""
    text, at = case.reports[claim.report].text, claim.quantities[0].start
    before = text[max(claim.start, at - OWN_WITHIN) : at]
    first = _ROW_BEFORE.sub("", before)  # "three dead and eleven wounded"
    own = _OWN_BEFORE.search(before) or _OWN_BEFORE.search(first) or _OF_NAMED.match(_from_count(claim, case))
    return OWN if own else ""


def _from_count(claim: Claim, case: CaseFile) -> str:
    return case.reports[claim.report].text[claim.quantities[0].start : claim.end]


def _at_arms(
    groups: dict[tuple[str, str], list[Claim]], event: Event, case: CaseFile, origins: Origins
) -> Iterator[Finding]:
    """Yield a difference where one counts men at arms and another, of as many or fewer, people: whom did it hit?"""
    whole = groups.get(("killed", ""), [])
    civilians = [c for c in whole if set(fold(" ".join(q.of for q in c.quantities))) & CIVILIAN]
    most = max((figure_of(c) or 0 for c in whole), default=0)
    for part in COMBATANTS:
        ranks = [c for c in groups.get(("killed", part), []) if not c.part_of]
        alike = [c for c in ranks if figure_of(c) in {figure_of(o) for o in civilians}]
        beyond = [c for c in ranks if (figure_of(c) or 0) > most and not civilians]
        if {c.report for c in beyond} & {c.report for c in whole}:
            beyond = []  # who tells of both tells of two groups of people
        for more, less, why in (
            (alike, [c for c in civilians if figure_of(c) in map(figure_of, alike)], f"civilians or {part}"),
            (beyond, whole, f"more {part} than another counts people"),
        ):
            others = tuple(c for c in less if all(origins.apart(c, m) for m in more))
            if more and others:
                yield _change(Pair("differ", why, others, tuple(more)), Bench(event, case, origins, "killed"))


def _take_as_whole(groups: dict[tuple[str, str], list[Claim]]) -> None:
    """Count a part as all the dead: "two farmers" beside another's two dead, or more bodies than dead are told."""
    victims = set(read_list("assessment.yaml")["parts"]) - set(COMBATANTS)
    for slot, part in sorted(groups):
        whole = groups.get((slot, ""), []) if part else []
        figures, counted = {figure_of(c) or 0 for c in whole}, {c.report for c in whole}
        alike = [c for c in groups[slot, part] if part in victims and figure_of(c) in figures]
        taken = [c for c in alike if c.report not in counted]
        if taken and part in EVERYBODY:
            taken = [c for c in groups[slot, part] if c.report not in counted or figure_of(c) not in figures]
        taken += [c for c in groups[slot, part] if part == "bodies" and whole and (figure_of(c) or 0) > max(figures)]
        for claim in [c for c in taken if not c.part_of]:
            groups[slot, part].remove(claim)
            whole.append(claim)


def _agreement(version: Version, bench: Bench) -> Iterator[Finding]:
    claims = version.claims
    told = {c.report for c in claims if not is_earlier(bench.case, c)}
    if bench.case.one_text(told):  # printings of one text confirm it once
        claims = tuple(c for c in claims if c.report not in told or c.report == min(told))
    if len({c.report for c in claims}) < 2 and len(_speakers(claims, bench)) < 2:
        return
    found = {origin.key for c in claims for origin in bench.origins.all_of(c)}
    weight = "one origin" if len(found) == 1 else f"{len(found)} origins"
    text = f"{bench.event.title}: {say_figure(claims)} {bench.what}, told by {bench.who(claims)}; {weight} behind it."
    yield make("agreement", text, claims, slot=bench.slot)


def _speakers(claims: Sequence[Claim], bench: Bench) -> set[str]:
    """Return who is quoted with a figure: in one report somebody known and another, or all the nameless as one."""
    keys = {bench.origins.of(c).key for c in claims if c.voices}
    return {
        key if key.startswith(("entity:", "post:")) else "nameless" for key in keys if not key.startswith("outlet:")
    }


def _change(pair: Pair, bench: Bench) -> Finding:
    left, right = (f"{say_figure(c)} ({bench.who(c)})" for c in (pair.smaller, pair.larger))
    text = f"{bench.event.title}: {bench.what} {left}, beside {right}; {pair.why}."
    return make(KINDS[pair.relation], text, (*pair.smaller, *pair.larger), slot=bench.slot)


def _on_a_path(pair: Pair, paths: Sequence[Finding]) -> bool:
    """Tell whether a step is told already, by the path of one origin's or one report's figure."""
    step = {c.id for c in (*pair.smaller, *pair.larger)}
    return pair.relation in ("update", "refine") and any(step.issubset(path.claims) for path in paths)


def _series(claims: Sequence[Claim], told: Sequence[Version], bench: Bench) -> Iterator[Finding]:
    """Yield one update for each origin, and each report, whose figure changed by more than one neighbouring step."""
    order = [v.figure for v in told]
    sources: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        sources[bench.origins.of(claim).name].append(claim)
    for name in sorted(sources):
        steps = versions(sources[name])
        figures = [s.figure for s in steps]
        if len(steps) < 2 or (len(steps) == 2 and order.index(figures[1]) == order.index(figures[0]) + 1):
            continue
        if len({c.report for c in sources[name]}) == 1 and not says_update(bench.case, sources[name]):
            continue
        reports = [s.claims[0].report for s in steps]
        told_by = (bench.case.label(r, reports) for r in reports)
        path = ", ".join(f"{say_figure(s.claims)} ({who})" for s, who in zip(steps, told_by, strict=True))
        text = f"{bench.event.title}: the figure of {name} for {bench.what} changed: {path}."
        yield make("update", text, [c for s in steps for c in s.claims], slot=bench.slot)
    yield from _within_reports(claims, order, bench)
    more = {c.report for v in told[1:] for c in v.claims}
    if len(told) > 2 and told[0].claims[0].slot not in ONE_DEED and not more & {c.report for c in told[0].claims}:
        yield from _rise(told[0], told[-1], bench)


def _rise(first: Version, last: Version, bench: Bench) -> Iterator[Finding]:
    """Yield one update from the lowest figure, published first, to the highest, where others lie between."""
    before, after = (first_day(bench.case, v.claims) for v in (first, last))
    if before is not None and after is not None and before < after:
        ends = (f"{say_figure(v.claims)} ({bench.who(v.claims)})" for v in (first, last))
        text = f"{bench.event.title}: {bench.what} rose from {' to '.join(ends)}, from report to report."
        yield make("update", text, (*first.claims, *last.claims), slot=bench.slot)


def _within_reports(claims: Sequence[Claim], order: list[int], bench: Bench) -> Iterator[Finding]:
    by_report: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_report[claim.report].append(claim)
    for report, held in sorted(by_report.items()):
        steps = versions(held)
        skips = 1 < len(steps) <= MOST_STEPS and order.index(steps[-1].figure) != order.index(steps[0].figure) + 1
        if skips and says_update(bench.case, held):
            path = ", then ".join(f"{say_figure(s.claims)}{_on_whose_word(s.claims, bench)}" for s in steps)
            text = f"{bench.event.title}: {bench.case.outlet(report)} itself has {bench.what} first {path}."
            yield make("update", text, held, slot=bench.slot)


def _on_whose_word(claims: Sequence[Claim], bench: Bench) -> str:
    """Return who in one report gives a figure, empty where it does so itself."""
    names = sorted({bench.origins.of(c).name for c in claims if c.voices})
    return f" (on the word of {' and '.join(names[:2])})" if names else ""


def _thing(claim: Claim, case: CaseFile) -> str:
    """Return what keeps a count of things or of people on the move apart from other counts: tanks are no drones."""
    if claim.slot == "displaced":
        return _whence(claim, case)
    if claim.slot not in ("destroyed", "damaged", "captured"):
        return ""
    words = [
        w.rstrip("s")
        for text in (*(f.text for f in claim.target), *(q.of for q in claim.quantities))
        for w in fold(text)
    ]
    told = f" {' '.join(words)} "
    known = (
        name
        for name, forms in read_list("assessment.yaml")["counted_things"].items()
        for f in forms
        if f" {f} " in told
    )
    nouns = (fold(q.of)[-1].rstrip("s") for q in claim.quantities if fold(q.of))
    return next(known, next(nouns, ""))


def _whence(claim: Claim, case: CaseFile) -> str:
    """Return the places that people left or reached: counts of different ways are no rivals."""
    return ", ".join(sorted(case.name(f.entity, f.text) for f in claim.place)) or "nowhere named"
