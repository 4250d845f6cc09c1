"""Agreements that are no counts: reports that name the same agent, thing or happening, each class of words once."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterator

from rashomon.assessment.casefile import CaseFile, is_told
from rashomon.assessment.origins import Origins
from rashomon.assessment.positions import HAPPENING_KINDS
from rashomon.assessment.relations import figure_of
from rashomon.assessment.wording import make, say_who
from rashomon.measures import fold
from rashomon.records import Claim, Event, Filler, Finding
from rashomon.resources import read_list

ROLES = ("actor", "instrument", "target")
MOST_CLASSES = 4  # classes of one role that are told of one event; the best supported first
EMPTY = frozenset({"people", "civilians", "city", "town", "dead", "victims", "killed", "attack", "blast"})


@functools.cache
def _alike() -> dict[str, str]:
    table = read_list("assessment.yaml")["alike"]
    return {" ".join(fold(w)): name for name, words in table.items() for w in words}


def class_of(filler: Filler, case: CaseFile) -> str:
    """Return the class of things that a filler names: an actor by its entity, a thing by its words."""
    words = fold(filler.text)
    for size in (2, 1):
        for i in range(len(words) - size, -1, -1):
            found = _alike().get(" ".join(words[i : i + size]))
            if found:
                return found
    entity = case.entities.get(filler.entity or "")
    return entity.id if entity and entity.kind in ("actor", "person", "equipment") else ""


def role_agreements(event: Event, case: CaseFile, origins: Origins) -> Iterator[Finding]:
    """Yield one agreement for each agent, instrument or thing hit that two texts name."""
    for role in ROLES:
        held: dict[str, list[Claim]] = defaultdict(list)
        for claim in case.members(event):
            if claim.kind not in HAPPENING_KINDS or not is_told(claim):
                continue
            for name in {class_of(f, case) for f in claim.role(role)} - {"", *EMPTY}:
                held[name].append(claim)
        best = sorted(held, key=lambda n: (-len({c.report for c in held[n]}), n))[:MOST_CLASSES]
        for name in best:
            reports = {c.report for c in held[name]}
            if len(reports) > 1 and not case.one_text(reports):
                text = f"{event.title}: {role} {case.name(name, name)}, told by {say_who(case, origins, held[name])}."
                yield make("agreement", text, held[name])


def whole_agreement(event: Event, case: CaseFile, origins: Origins) -> Iterator[Finding]:
    """Yield one agreement where texts tell of one happening and nothing else was found to agree."""
    told = [c for c in case.members(event) if is_told(c) and c.zone != "headline" and _tells(c)]
    reports = {c.report for c in told}
    if len(reports) > 1 and not case.one_text(reports):
        text = f"{event.title}: told alike by {say_who(case, origins, told)}."
        yield make("agreement", text, told)


def _tells(claim: Claim) -> bool:
    return claim.kind != "describe" and figure_of(claim) is None
