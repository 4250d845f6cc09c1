"""Places that one has taken and that another denies to have lost, wherever in the dossier either is told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from rashomon.assessment.casefile import CaseFile, is_told, near_in_time
from rashomon.assessment.origins import Origins
from rashomon.assessment.wording import beside, make
from rashomon.records import Claim, Filler, Finding

FALLEN = frozenset({"capture", "retreat", "loss"})  # what is denied where a place is said not to have fallen
ONE_FIGHT = 10  # days between which a place is taken and the loss of it denied


def falls(report: str, case: CaseFile) -> bool:
    """Tell whether a report has a place taken, or denies that one fell."""
    return any(_takes(claim) or _denies_fall(claim, case) for claim in case.by_report(report))


def fall_findings(case: CaseFile, origins: Origins) -> Iterator[Finding]:
    """Yield one contradiction for each place that one has taken and whose fall another denies."""
    taken: dict[str, list[Claim]] = defaultdict(list)
    denied: dict[str, list[Claim]] = defaultdict(list)
    for claim in case.in_order():
        for place in sorted(places_of(claim, case)):
            if _takes(claim):
                taken[place].append(claim)
            elif _denies_fall(claim, case):
                denied[place].append(claim)
    for place in sorted(taken.keys() & denied.keys()):
        told = [c for c in taken[place] if any(_answers(d, c, case, origins) for d in denied[place])]
        answers = [d for d in denied[place] if any(_answers(d, c, case, origins) for c in told)]
        if told:
            sides = beside(case, origins, told, answers)
            text = f"{case.name(place)}: one has it taken, another denies it: {sides}."
            yield make("contradiction", text, [*told, *answers])


def places_of(claim: Claim, case: CaseFile) -> set[str]:
    """Return the places that a claim has taken or lost."""
    return {e for f in (*claim.target, *claim.place) if (e := f.entity) and e in case.entities and _is_place(e, case)}


def _is_place(entity: str, case: CaseFile) -> bool:
    return case.entities[entity].kind == "place"


def _takes(claim: Claim) -> bool:
    return claim.kind == "capture" and is_told(claim) and not claim.slot


def _denies_fall(claim: Claim, case: CaseFile) -> bool:
    fallen = claim.kind in FALLEN and claim.certainty.polarity == "denied" and not claim.quantities
    return fallen and bool(places_of(claim, case))


def _answers(denied: Claim, taken: Claim, case: CaseFile, origins: Origins) -> bool:
    """Tell whether a denial answers a capture: other origins, one fight, and the taker is not the one who holds out."""
    if not origins.apart(denied, taken) or not near_in_time(denied, taken, ONE_FIGHT):
        return False
    takers, named = _sides(taken.actor, case), _sides(denied.actor, case)
    if denied.kind == "capture":
        return not (takers and named) or bool(takers & named)
    return not takers & named


def _sides(fillers: tuple[Filler, ...], case: CaseFile) -> set[str]:
    known = [e for f in fillers if (e := case.entities.get(f.entity or ""))]
    return {side for entity in known for side in (entity.id, *entity.sides)}
