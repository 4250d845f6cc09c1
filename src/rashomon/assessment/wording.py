"""How findings are put into words and made into records."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rashomon.assessment.casefile import CaseFile, evidence
from rashomon.records import Claim, Evidence, Finding, FindingKind

if TYPE_CHECKING:
    from rashomon.assessment.origins import Origins

MOST_NAMED = 4  # speakers named in one explanation; the claims list has them all
QUOTE = 70  # characters quoted of a passage


def make(kind: FindingKind, explanation: str, claims: Sequence[Claim] = (), spans: Iterable[Evidence] = ()) -> Finding:
    """Return a finding whose id depends on what it says and nothing else."""
    ids = tuple(sorted({c.id for c in claims}))
    where = tuple(sorted({*spans, *(evidence(c) for c in claims)}))
    key = "|".join([kind, explanation, *ids, *(f"{e.report}:{e.start}:{e.end}" for e in where)])
    digest = hashlib.sha256(key.encode()).hexdigest()[:12]
    reports = tuple(sorted({e.report for e in where}))
    return Finding(id=f"finding-{digest}", kind=kind, explanation=explanation, claims=ids, reports=reports, spans=where)


def say_value(claim: Claim) -> str:
    """Return the value of a claim as its text has it."""
    return claim.quantities[0].text if claim.quantities else (claim.trigger.text if claim.trigger else claim.kind)


def say_who(case: CaseFile, origins: Origins, claims: Sequence[Claim]) -> str:
    """Return who tells it: outlets, each with the origin it rests on."""
    named = []
    for claim in sorted(claims, key=lambda c: (case.outlet(c.report), c.report, c.start)):
        outlet, origin = case.outlet(claim.report), origins.of(claim).name
        named.append(outlet if origin == outlet else f"{outlet} on the word of {origin}")
    return listed(named)


def listed(names: Iterable[str]) -> str:
    """Return names in a row, each once, the rest counted."""
    distinct = list(dict.fromkeys(names))
    more = f" and {len(distinct) - MOST_NAMED} more" if len(distinct) > MOST_NAMED else ""
    return ", ".join(distinct[:MOST_NAMED]) + more


def quote(case: CaseFile, claim: Claim) -> str:
    """Return the words around the trigger of a claim, on one line, none of them cut."""
    near, whole = case.near(claim, QUOTE // 2), case.text(claim)
    start = max(whole.find(near), 0)
    end = start + len(near)
    while 0 < start < end and whole[start - 1].isalnum() and whole[start].isalnum():
        start += 1
    while start < end < len(whole) and whole[end - 1].isalnum() and whole[end].isalnum():
        end -= 1
    return f"“{' '.join(whole[start:end].split())}”"
