"""Agreements on what was struck: sites that two texts say were hit, and people whom both name among the dead."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterator

from rashomon.assessment.casefile import CaseFile, is_told
from rashomon.assessment.origins import Origins
from rashomon.assessment.relations import figure_of
from rashomon.assessment.wording import MOST_WORDINGS, alike, make, say_who
from rashomon.measures import fold
from rashomon.records import Claim, Event, Filler, Finding
from rashomon.resources import read_list

HIT = frozenset({"attack", "loss"})
DEAD = "killed"


@functools.cache
def _sites() -> dict[str, str]:
    table = read_list("assessment.yaml")["sites"]
    return {" ".join(fold(words)): name for name, phrases in table.items() for words in phrases}


def site_of(filler: Filler, text: str) -> str:
    """Return the kind of site that a filler's head is ("the town's medical centre"), empty where it is none."""
    head = filler.head if filler.head is not None else filler.end - 1
    upto = text[filler.start : filler.end].find(" ", max(0, head - filler.start))
    words = fold(filler.text if upto < 0 else filler.text[:upto])
    for size in (2, 1):
        found = _sites().get(" ".join(words[-size:])) if len(words) >= size else None
        if found:
            return found
    return ""


def site_agreements(event: Event, case: CaseFile, origins: Origins) -> Iterator[Finding]:
    """Yield one agreement for each kind of site that two texts say was hit in one happening of one place."""
    if event.place is None:
        return
    held: dict[str, list[tuple[Claim, str]]] = defaultdict(list)
    for claim in case.members(event):
        plain = claim.kind in HIT and is_told(claim) and claim.certainty.modality == "asserted"
        if not plain or figure_of(claim) is not None:
            continue
        text = case.reports[claim.report].text
        named = {site_of(f, text): f.text for f in (*claim.place, *claim.target)}
        for name in sorted(named.keys() - {""}):
            held[name].append((claim, named[name]))
    for name in sorted(held):
        claims = [claim for claim, _ in held[name]]
        if origins.confirm(claims):
            words = dict.fromkeys(" ".join(words.split()) for _, words in held[name])
            hit = " and ".join([f"“{each}”" for each in words][:MOST_WORDINGS])
            told = f"{event.title}: hit {hit}, told by {say_who(case, origins, claims)}."
            yield make("agreement", told, claims, slot="target")


def victim_agreements(event: Event, case: CaseFile, origins: Origins) -> Iterator[Finding]:
    """Yield one agreement for each person whom two texts name among the dead."""
    held: dict[str, list[Claim]] = defaultdict(list)
    for claim in case.members(event):
        if claim.kind == "casualties" and is_told(claim) and _is_death(claim):
            for person in sorted({f.entity for f in claim.target if f.entity}):
                if person in case.entities and case.entities[person].kind == "person":
                    held[person].append(claim)
    for person in sorted(held):
        if origins.confirm(held[person]):
            said = alike(case, origins, held[person])
            yield make("agreement", f"{event.title}: {case.name(person)}: {said}.", held[person], slot="target")


def _is_death(claim: Claim) -> bool:
    words = fold(claim.trigger.text) if claim.trigger is not None else ()
    return claim.slot == DEAD or (claim.slot is None and any(_tells_of_death(word) for word in words))


def _tells_of_death(word: str) -> bool:
    stems, states = _death()
    return word in states or word.startswith(stems)


@functools.cache
def _death() -> tuple[tuple[str, ...], frozenset[str]]:
    table = read_list("counts.yaml")[DEAD]
    stems = tuple(verb.removesuffix("e") for verb in (*table["done"], *table["suffered"]) if " " not in verb)
    return stems, frozenset(table["state"])
