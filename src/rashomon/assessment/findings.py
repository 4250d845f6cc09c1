"""Findings about one event: which figures agree, grow or clash, each told in a sentence that a reader can check."""

from __future__ import annotations

import hashlib
import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from rashomon.assessment.casefile import CaseFile, evidence, is_told
from rashomon.assessment.copies import Copy
from rashomon.assessment.origins import Origins
from rashomon.assessment.positions import COUNT_SLOTS, part_of
from rashomon.assessment.relations import Version, figure_of, relate, says_update, versions
from rashomon.measures import ordinal
from rashomon.records import Claim, Event, Evidence, Finding, FindingKind

MOST_NAMED = 4  # speakers named in one explanation; the claims list has them all
KINDS: dict[str, FindingKind] = {
    "agree": "agreement",
    "refine": "agreement",
    "update": "update",
    "contradict": "contradiction",
    "differ": "difference",
}


def make(kind: FindingKind, explanation: str, claims: Sequence[Claim] = (), spans: Iterable[Evidence] = ()) -> Finding:
    """Return a finding whose id depends on what it says and nothing else."""
    ids = tuple(sorted({c.id for c in claims}))
    where = tuple(sorted({*spans, *(evidence(c) for c in claims)}))
    key = "|".join([kind, *ids, *(f"{e.report}:{e.start}:{e.end}" for e in where)])
    digest = hashlib.sha256(f"{key}|{explanation}".encode()).hexdigest()[:12]
    reports = tuple(sorted({e.report for e in where}))
    return Finding(id=f"finding-{digest}", kind=kind, explanation=explanation, claims=ids, reports=reports, spans=where)


def say_value(claim: Claim) -> str:
    """Return the value of a claim as its text has it."""
    return claim.quantities[0].text if claim.quantities else (claim.trigger.text if claim.trigger else claim.kind)


def say_who(case: CaseFile, origins: Origins, claims: Sequence[Claim]) -> str:
    """Return who tells it: outlets, each with the origin it rests on."""
    named = []
    for claim in claims:
        outlet, origin = case.outlet(claim.report), origins.of(claim).name
        named.append(outlet if origin == outlet else f"{outlet} on the word of {origin}")
    distinct = list(dict.fromkeys(named))
    more = f" and {len(distinct) - MOST_NAMED} more" if len(distinct) > MOST_NAMED else ""
    return ", ".join(distinct[:MOST_NAMED]) + more


def count_findings(event: Event, case: CaseFile, origins: Origins) -> Iterator[Finding]:
    """Yield the findings about the counts of an event: each slot and each part by itself."""
    groups: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in case.members(event):
        if claim.slot in COUNT_SLOTS and is_told(claim) and figure_of(claim) is not None:
            groups[claim.slot, part_of(claim, case.text(claim))].append(claim)
    for (slot, part), claims in sorted(groups.items()):
        if part == "a part":
            continue
        told = versions(claims)
        what = f"{part} {slot}" if part else slot
        yield from _agreements(told, what, event, case, origins)
        yield from _changes(told, what, event, case, origins)
        yield from _series(claims, what, event, case, origins)


def _agreements(
    told: Sequence[Version], what: str, event: Event, case: CaseFile, origins: Origins
) -> Iterator[Finding]:
    for version in told:
        found = {origins.of(c).key for c in version.claims}
        if len({c.report for c in version.claims}) < 2 and len(found) < 2:
            continue
        weight = "one origin" if len(found) == 1 else f"{len(found)} origins"
        values = " and ".join(dict.fromkeys(say_value(c) for c in version.claims))
        text = f"{event.title}: {values} {what}, told by {say_who(case, origins, version.claims)}; {weight} behind it."
        yield make("agreement", text, version.claims)


def _changes(told: Sequence[Version], what: str, event: Event, case: CaseFile, origins: Origins) -> Iterator[Finding]:
    for a, b in itertools.pairwise(told):
        relation, why = relate(case, origins, a.claims, b.claims)
        if relation == "refine" and not _worth_refining(a, b):
            continue
        yield make(KINDS[relation], _pair_text(a, b, what, event, case, origins, why), (*a.claims, *b.claims))


def _worth_refining(a: Version, b: Version) -> bool:
    return {c.report for c in a.claims} != {c.report for c in b.claims}


def _pair_text(a: Version, b: Version, what: str, event: Event, case: CaseFile, origins: Origins, why: str) -> str:
    left, right = (f"{say_value(v.claims[0])} ({say_who(case, origins, v.claims)})" for v in (a, b))
    return f"{event.title}: {what} {left} beside {right}; {why}."


def _series(claims: Sequence[Claim], what: str, event: Event, case: CaseFile, origins: Origins) -> Iterator[Finding]:
    """Yield one update for each origin whose figure changed from report to report, or within one that says so."""
    by_origin: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_origin[origins.of(claim).key].append(claim)
    for key in sorted(by_origin):
        told = versions(by_origin[key])
        if len(told) < 3:
            continue
        name = origins.of(told[0].claims[0]).name
        steps = ", then ".join(f"{say_value(v.claims[0])} ({case.outlet(v.claims[0].report)})" for v in told)
        text = f"{event.title}: the figure of {name} for {what} changed: {steps}."
        yield make("update", text, [c for v in told for c in v.claims])
    for report, listed in sorted(_by_report(claims).items()):
        told = versions(listed)
        if len(told) == 2 and says_update(case, listed):
            before, after = (say_value(v.claims[0]) for v in told)
            text = f"{event.title}: {case.outlet(report)} itself replaces {what} {before} by {after}."
            yield make("update", text, listed)


def _by_report(claims: Sequence[Claim]) -> dict[str, list[Claim]]:
    found: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        found[claim.report].append(claim)
    return found


def copy_findings(copies: Sequence[Copy], case: CaseFile) -> Iterator[Finding]:
    """Yield one finding for each pair of reports that share passages."""
    for copy in copies:
        left, right = case.outlet(copy.left), case.outlet(copy.right)
        first = copy.source or copy.left
        spans = [Evidence(report=copy.left, start=a[0], end=a[1]) for a, _ in copy.runs]
        spans += [Evidence(report=copy.right, start=b[0], end=b[1]) for _, b in copy.runs]
        start, end = copy.runs[0][0]
        sample = case.reports[copy.left].text[start : min(end, start + 60)].replace("\n", " ")
        which = f"{case.outlet(first)} came first, {copy.reason}" if copy.source else copy.reason
        text = f'{left} and {right} share {copy.words} words in {len(copy.runs)} passages, as in "{sample}…"; {which}.'
        yield make("copy", text, (), spans)


def is_later(case: CaseFile, a: Claim, b: Claim) -> bool:
    """Tell whether the report of b was published on a later day than that of a."""
    first, second = (ordinal(case.reports[c.report].published) for c in (a, b))
    return first is not None and second is not None and first < second
