"""What a whole war has cost, as reports tell it in passing: the same total, or another one."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator

from rashomon.assessment.casefile import CaseFile, is_told
from rashomon.assessment.origins import Origins
from rashomon.assessment.relations import figure_of
from rashomon.assessment.wording import make, say_value, say_who
from rashomon.records import Claim, Finding

LEAST = 1000  # fewer are the toll of one happening
STATE_KM = 30.0  # a place at least as wide is no town
SLOTS = frozenset({"killed", "wounded", "displaced"})
_WAR = re.compile(
    r"\b(?:since|began|begun|broke out|erupted|start(?:ed)? of|outbreak|years? of|year of|-year|\w+th year)\b", re.I
)
_FIGHT = re.compile(r"\b(?:war|conflict|fighting|insurgency|uprising|revolt|invasion|violence|crisis|protests)\b", re.I)


def counts_wars(report: str, case: CaseFile) -> bool:
    """Tell whether a report gives the total of a war."""
    return any(_of_war(claim, case) for claim in case.by_report(report))


def total_findings(case: CaseFile, origins: Origins) -> Iterator[Finding]:
    """Yield one agreement for each total that two texts give of one war, and one difference for each pair of totals."""
    told: dict[tuple[str, str], dict[int, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for claim in case.in_order():
        figure, country = figure_of(claim), _of_war(claim, case)
        if country and figure is not None:
            told[claim.slot or "", country][figure - figure % 10].append(claim)
    for (slot, country), figures in sorted(told.items()):
        ordered = [figures[f] for f in sorted(figures)]
        for claims in ordered:
            if origins.confirm(claims):
                values = " and ".join(dict.fromkeys(say_value(c).casefold() for c in claims))
                text = (
                    f"{case.name(country)}: {values} {slot} in the whole war, told by {say_who(case, origins, claims)}."
                )
                yield make("agreement", text, claims, slot=slot)
        for less, more in itertools.pairwise(ordered):
            if case.two_outlets({c.report for c in (*less, *more)}):
                sides = (f"{say_value(s[0])} ({say_who(case, origins, s)})" for s in (less, more))
                text = f"{case.name(country)}: {slot} in the whole war {', beside '.join(sides)}; the totals differ."
                yield make("difference", text, [*less, *more], slot=slot)


def _of_war(claim: Claim, case: CaseFile) -> str:
    """Return the state whose war a claim counts, empty where it counts a single happening."""
    figure = figure_of(claim)
    if claim.slot not in SLOTS or not is_told(claim) or figure is None or figure < LEAST:
        return ""
    text = case.text(claim)
    states = [f.entity for f in claim.place if f.entity and _is_state(f.entity, case)]
    return states[0] if states and _WAR.search(text) and _FIGHT.search(text) else ""


def _is_state(entity: str, case: CaseFile) -> bool:
    known = case.entities.get(entity)
    return known is not None and known.kind == "place" and (known.radius_km or 0.0) >= STATE_KM
