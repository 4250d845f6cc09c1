"""How the figures told for one slot stand to each other: equal, compatible, updated or contradicting."""

from __future__ import annotations

import functools
import itertools
import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from rashomon.assessment.casefile import CaseFile
from rashomon.assessment.cues import pattern, word_set
from rashomon.assessment.origins import Origins
from rashomon.measures import Interval, apart, fold, loose_bounds, ordinal
from rashomon.records import Claim, Quantity
from rashomon.resources import read_list

Relation = Literal["refine", "update", "contradict", "differ"]
FARTHEST = 6  # figures further up with which one is compared
FEW = 2  # figures of one report; of more, its series tells each step
NEARLY = 1.5  # "up to" so many times a figure is told of about as many
CLOSE = 1.1  # figures within a tenth of each other are compared also when another lies between them
NO_COUNT = frozenset({"a", "an", "the", "both"})  # an article taken for a number
TOLL_WITHIN = 200  # characters around a count in which it is called an updated toll
NO_VICTIMS = frozenset({"part", "parts", "limb", "limbs", "pieces"})  # of bodies
VAGUE = 2.0  # a range this wide ("dozens") is no figure
ONE_DEED = frozenset({"destroyed", "damaged", "captured"})  # what is lost at once, where a toll of people grows
_OTHER_HARM = {
    "killed": re.compile(r"\b(?:injur(?:es?|ed|ing)|wound(?:s|ed|ing)?|hurt(?:s|ing)?)\b", re.I),
    "wounded": re.compile(r"\b(?:kill(?:s|ed|ing)?|martyr(?:s|ed|ing)?)\b", re.I),
}
_AND_HARMED = re.compile(r"^\W*(?:and|or)\b", re.I)  # "killed and wounded 20": of either


class Version(NamedTuple):
    """One figure of one slot and part with all claims that give it, as "44" and "at least 44" do."""

    figure: int
    claims: tuple[Claim, ...]


class Pair(NamedTuple):
    """Two versions held against each other, how they stand and why; the claims are those of which it is true."""

    relation: Relation
    why: str
    smaller: tuple[Claim, ...]
    larger: tuple[Claim, ...]


@functools.cache
def _cue(name: str) -> re.Pattern[str]:
    told = "|".join(re.escape(w) for w in read_list("assessment.yaml")[name])
    return re.compile(rf"\b(?:{told})\b", re.I)


def is_count(claim: Claim, quantity: Quantity) -> bool:
    """Tell whether a quantity counts what the slot counts: no article, no open range, no number of raids."""
    if (quantity.low, quantity.high) == (None, None) or quantity.text.casefold() in NO_COUNT:
        return False
    return claim.slot not in ("killed", "wounded", "missing") or _no_victims().isdisjoint(fold(quantity.of)[-1:])


@functools.cache
def _no_victims() -> frozenset[str]:
    return NO_VICTIMS | {f"{noun}s" for noun in word_set("blast_nouns")}


def counts_another(claim: Claim, case: CaseFile) -> bool:
    """Tell whether a count is of another harm, the word for which stands before it: "kills five injures seven"."""
    other = _OTHER_HARM.get(claim.slot or "")
    if other is None or claim.trigger is None or not claim.quantities or claim.report not in case.reports:
        return False
    between = case.reports[claim.report].text[claim.trigger.end : claim.quantities[0].start]
    return bool(other.search(between)) and not _AND_HARMED.search(between)


def figure_of(claim: Claim) -> int | None:
    """Return the number that a claim gives: of "more than 30" it is 31, of "up to 5" 5, of "dozens" none."""
    for quantity in claim.quantities[:1]:
        low, high = quantity.low, quantity.high
        if not is_count(claim, quantity):
            return None
        if low is not None and high is not None and high > VAGUE * max(low, 1):
            return None
        return low if low is not None else high
    return None


def versions(claims: Sequence[Claim]) -> list[Version]:
    """Return the figures told, smallest first."""
    by_figure: dict[int, list[Claim]] = {}
    for claim in claims:
        figure = figure_of(claim)
        if figure is not None:
            by_figure.setdefault(figure, []).append(claim)
    return [Version(figure, tuple(by_figure[figure])) for figure in sorted(by_figure)]


def interval_of(claim: Claim) -> Interval:
    """Return the interval of the count of a claim."""
    return loose_bounds(claim.quantities[0])


def says_update(case: CaseFile, claims: Sequence[Claim]) -> bool:
    """Tell whether the words beside a figure say that it replaces another or is replaced."""
    return any(_cue("update_cues").search(case.near(c)) for c in claims)


def is_earlier(case: CaseFile, claim: Claim) -> bool:
    """Tell whether a text calls a figure the earlier one ("rose from 18"): it is told as replaced, not as true."""
    return bool(_cue("earlier_cues").search(case.before_count(claim)))


def _moves(case: CaseFile, smaller: Sequence[Claim], larger: Sequence[Claim]) -> bool:
    """Tell whether a text calls the smaller figure the earlier one, or says that the larger was reached."""
    return any(is_earlier(case, c) for c in smaller) or any(
        _cue("risen_cues").search(case.before_count(c)) for c in larger
    )


def pairs(case: CaseFile, origins: Origins, told: Sequence[Version]) -> Iterator[Pair]:
    """Yield neighbouring figures, close ones that are no neighbours, and the two ends, with their relation."""
    done: set[tuple[int, int]] = set()
    many = {r for r, n in Counter(r for v in told for r in {c.report for c in v.claims}).items() if n > FEW}
    for i, a in enumerate(told):
        answered = False
        for j, b in enumerate(told[i + 1 : i + 1 + FARTHEST], i + 1):
            close, reports = b.figure <= CLOSE * max(a.figure, 1), {c.report for c in (*a.claims, *b.claims)}
            if answered and not close:
                break
            if len(reports) == 1 and reports <= many and not _two_voices(origins, a, b):
                continue
            next_up = j == i + 1 or not (answered or _fits(a, b))  # what lies between fits the lower figure
            found = list(_held_against(case, origins, a, b, neighbours=next_up, close=close))
            answered |= bool(found) or not _fits(a, b)
            done |= {(i, j)} if found else set()
            yield from found
    if len(told) > FEW and (0, len(told) - 1) not in done:
        voices = _two_voices(origins, told[0], told[-1])
        yield from (p for p in relate(case, origins, told[0], told[-1]) if _worth_telling(p, voices=voices))


def _worth_telling(pair: Pair, *, voices: bool) -> bool:
    """Tell whether the ends of a row of figures are those of two reports, or of two voices of one."""
    of_two = {c.report for c in pair.smaller}.isdisjoint(c.report for c in pair.larger)
    return pair.relation in ("contradict", "update") if of_two else voices and pair.relation == "differ"


def _two_voices(origins: Origins, a: Version, b: Version) -> bool:
    """Tell whether one report has two figures from two speakers, each of which stands by one of them."""
    keys = [{origins.of(c).key for c in v.claims if c.voices} for v in (a, b)]
    return bool(keys[0] and keys[1] and not keys[0] & keys[1])


def _held_against(
    case: CaseFile, origins: Origins, a: Version, b: Version, *, neighbours: bool, close: bool
) -> Iterator[Pair]:
    for pair in relate(case, origins, a, b):
        if pair.relation != "refine":
            yield from [pair] if neighbours or close or pair.relation == "update" else []
        elif close:
            yield from [pair] if neighbours else []
        else:
            yield from _far(case, origins, pair)


def _fits(a: Version, b: Version) -> bool:
    """Tell whether every claim of one figure can be true beside every claim of another."""
    return not any(apart(interval_of(x), interval_of(y)) for x in a.claims for y in b.claims)


def _far(case: CaseFile, origins: Origins, pair: Pair) -> Iterator[Pair]:
    """Yield an update where both can be true and the lower figure was passed: "at least 26", then "at least 35"."""
    if {c.report for c in pair.smaller} & {c.report for c in pair.larger}:
        return
    why = _update_reason(case, origins, pair.smaller, pair.larger)
    if why:
        yield pair._replace(relation="update", why=why)
    elif all(c.quantities[0].low is None for c in pair.larger) and _nearly(pair):
        yield pair  # "some 80" beside "up to a hundred"


def _nearly(pair: Pair) -> bool:
    """Tell whether the larger figure of a pair is not many more than the smaller."""
    return (figure_of(pair.larger[0]) or 0) <= NEARLY * (figure_of(pair.smaller[0]) or 0)


def _least(a: Version, b: Version) -> frozenset[tuple[str, int | None]]:
    """Return (report, figure) of what a report gives as a least number too: its headline's "26" is "at least 26"."""
    if {c.report for c in a.claims} & {c.report for c in b.claims}:
        return frozenset()  # who tells two figures side by side means each as it stands
    return frozenset((c.report, figure_of(c)) for c in (*a.claims, *b.claims) if c.quantities[0].high is None)


def _apart(one: Claim, other: Claim, least: frozenset[tuple[str, int | None]]) -> bool:
    """Tell whether two figures cannot both be true."""
    return apart(_reach(one, least), _reach(other, least))


def _reach(claim: Claim, least: frozenset[tuple[str, int | None]]) -> Interval:
    low, high = interval_of(claim)
    return low, math.inf if (claim.report, figure_of(claim)) in least else high


def relate(case: CaseFile, origins: Origins, a: Version, b: Version) -> Iterator[Pair]:
    """Yield how two figures stand to each other, a being the smaller."""
    least = _least(a, b)
    left = tuple(x for x in a.claims if any(_apart(x, y, least) for y in b.claims))
    right = tuple(y for y in b.claims if left and all(_apart(x, y, least) for x in left))
    if not left or not right:
        if any(_cue("risen_cues").search(case.before_count(c)) for c in b.claims):
            yield Pair("update", "a report itself says that the figure changed", a.claims, b.claims)
            return
        yield from _compatible(a, b)
        return
    why = _update_reason(case, origins, left, right)
    if why:
        yield Pair(_changed(case, origins, left, right), why, left, right)
        return
    if {c.report for c in left} & {c.report for c in right}:
        yield Pair("differ", "one report gives both; of one thing counted they cannot both be right", left, right)
    elif len({origins.of(c).key for c in (*left, *right)}) == 1:
        yield Pair("differ", "one origin gave both; of one thing counted they cannot both be right", left, right)
    else:
        for smaller, larger in itertools.product(_by_interval(left), _by_interval(right)):
            if _only_possible(smaller) or _only_possible(larger):
                yield Pair("differ", "one of them is told as possible only", smaller, larger)
            else:
                yield Pair("contradict", "they cannot both be right", smaller, larger)


def _only_possible(claims: Sequence[Claim]) -> bool:
    return all(claim.certainty.modality == "possible" for claim in claims)


def _by_interval(claims: Sequence[Claim]) -> list[tuple[Claim, ...]]:
    """Return claims of one figure by what they say of it: "1300" and "at least 1300" do not clash with each other."""
    held: dict[Interval, list[Claim]] = {}
    for claim in claims:
        held.setdefault(interval_of(claim), []).append(claim)
    return [tuple(held[interval]) for interval in sorted(held)]


def _changed(case: CaseFile, origins: Origins, left: Sequence[Claim], right: Sequence[Claim]) -> Relation:
    """Tell an update from a difference: what one deed destroyed does not grow as a toll of people does."""
    slot, one_origin = left[0].slot, {origins.of(c).key for c in left} & {origins.of(c).key for c in right}
    said = says_update(case, [*left, *right]) or _moves(case, left, right)
    return "differ" if slot in ONE_DEED and not said and (one_origin or slot != "captured") else "update"


def _update_reason(case: CaseFile, origins: Origins, left: Sequence[Claim], right: Sequence[Claim]) -> str:
    both = {c.report for c in left} & {c.report for c in right}
    if says_update(case, [c for c in (*left, *right) if c.report in both]) or _moves(case, left, right):
        return "a report itself says that the figure changed"
    before, after = first_day(case, left), first_day(case, right)
    if (
        not both
        and before is not None
        and after is not None
        and before < after
        and not _two_named(origins, left, right)
    ):
        return "the higher figure was published later"
    if not both and _in_order(before, after) and _runs_on(case, [*left, *right]):
        return "a report calls its figure a running toll"
    if not both and {origins.of(c).key for c in left} & {origins.of(c).key for c in right}:
        return "one origin gave both figures, in different reports"
    return ""


def _two_named(origins: Origins, left: Sequence[Claim], right: Sequence[Claim]) -> bool:
    """Tell whether two figures are of speakers known by name, each with its own count: neither corrects the other."""
    keys = [{origins.of(c).key for c in side} for side in (left, right)]
    return not keys[0] & keys[1] and all(key.startswith(("entity:", "post:")) for side in keys for key in side)


def _in_order(before: int | None, after: int | None) -> bool:
    return before is None or after is None or before <= after


def _runs_on(case: CaseFile, claims: Sequence[Claim]) -> bool:
    """Tell whether a text calls a figure an updated toll or one that has risen: others are ahead of it or behind."""
    return any(pattern("running_tolls").search(case.near(c, TOLL_WITHIN)) for c in claims)


def _compatible(a: Version, b: Version) -> Iterator[Pair]:
    left = tuple(x for x in a.claims if all(not apart(interval_of(x), interval_of(y)) for y in b.claims))
    if not left or {c.report for c in left} == {c.report for c in b.claims}:
        return
    yield Pair("refine", "both can be true", left, b.claims)


def first_day(case: CaseFile, claims: Sequence[Claim]) -> int | None:
    """Return the day number of the earliest dated report of claims, None where none is dated."""
    known = [d for c in claims if (d := ordinal(case.reports[c.report].published)) is not None]
    return min(known, default=None)
