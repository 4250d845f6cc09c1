"""How findings are put into words and made into records."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from rashomon.assessment.casefile import CaseFile, evidence
from rashomon.assessment.quoting import quoted
from rashomon.records import Claim, Evidence, Finding, FindingKind

if TYPE_CHECKING:
    from rashomon.assessment.origins import Origins

MOST_NAMED = 4  # speakers named in one explanation; the claims list has them all
MOST_WORDINGS = 2  # wordings of one thing that are shown side by side


def make(
    kind: FindingKind,
    explanation: str,
    claims: Sequence[Claim] = (),
    spans: Iterable[Evidence] = (),
    *,
    slot: str | None = None,
) -> Finding:
    """Return a finding whose id depends on what it says and nothing else; `slot` is the one that it is about."""
    ids = tuple(sorted({c.id for c in claims}))
    where = tuple(sorted({*spans, *(evidence(c) for c in claims)}))
    key = "|".join([kind, explanation, *ids, *(f"{e.report}:{e.start}:{e.end}" for e in where)])
    digest = hashlib.sha256(key.encode()).hexdigest()[:12]
    reports = tuple(sorted({e.report for e in where}))
    return Finding(
        id=f"finding-{digest}",
        kind=kind,
        explanation=explanation,
        slot=slot or "",
        claims=ids,
        reports=reports,
        spans=where,
    )


def say_value(claim: Claim) -> str:
    """Return the value of a claim as its text has it, for the middle of a sentence: "at least 5", not "At least 5"."""
    words = claim.quantities[0].text if claim.quantities else (claim.trigger.text if claim.trigger else claim.kind)
    return words[:1].lower() + words[1:]


def say_figure(claims: Sequence[Claim]) -> str:
    """Return one figure that claims give in several wordings: the bare number where one has it, else the first."""
    bare = (c for c in claims if c.quantities and c.quantities[0].low == c.quantities[0].high)
    return min((say_value(c) for c in bare), key=len, default=say_value(claims[0]))


def say_who(case: CaseFile, origins: Origins, claims: Sequence[Claim]) -> str:
    """Return who tells it: the outlets of each origin together, those first that tell it on their own word."""
    outlets: dict[str, dict[str, None]] = {}
    shared: dict[str, dict[str, None]] = {}
    for claim in sorted(claims, key=lambda c: (case.outlet(c.report), c.report, c.start)):
        outlet, origin = case.outlet(claim.report), origins.of(claim)
        told = shared if origin.key.startswith("outlet:") and origin.name != outlet else outlets
        told.setdefault("" if origin.name == outlet else origin.name, {})[outlet] = None
    own = [listed(outlets.pop(""))] if "" in outlets else []
    copied = (f"{listed(copies)} in the words of {outlet}" for outlet, copies in shared.items())
    return "; ".join([*own, *_on_the_word(outlets), *copied])


def _on_the_word(outlets: Mapping[str, Collection[str]]) -> Iterator[str]:
    """Yield who tells it on whose word: the voices together that the same outlets quote, the rest counted."""
    quoting: dict[str, list[str]] = {}
    for origin, told in outlets.items():
        quoting.setdefault(listed(told), []).append(origin)
    for told, voices in list(quoting.items())[:MOST_NAMED]:
        together = {1: "", 2: ", both"}.get(len(outlets[voices[0]]), ", all")
        yield f"{told}{together} on the word of {listed(voices)}"
    rest = sum(len(voices) for voices in list(quoting.values())[MOST_NAMED:])
    if rest:
        yield f"and on {rest} more {'word' if rest == 1 else 'words'}"


def listed(names: Iterable[str]) -> str:
    """Return names in a row, each once, the rest counted: "A, B and C", "A, B, C, D and 3 more"."""
    distinct = list(dict.fromkeys(names))
    shown = distinct[:MOST_NAMED]
    last = f"{len(distinct) - MOST_NAMED} more" if len(distinct) > MOST_NAMED else ""
    row = [*shown, last] if last else shown
    return " and ".join([", ".join(row[:-1]), row[-1]]) if len(row) > 1 else "".join(row)


def quote(case: CaseFile, claim: Claim) -> str:
    """Return the words of a claim's clause in quotation marks."""
    return f"“{quoted(case, claim)}”"


def alike(case: CaseFile, origins: Origins, claims: Sequence[Claim], most: int = MOST_WORDINGS) -> str:
    """Return what is told alike, each in its own words with who tells it: “A” (one outlet); “B” (another).

    Of more than `most` wordings the first is shown, then one of another origin; who else tells it is named after them.
    """
    worded: dict[str, list[Claim]] = {}
    for claim in {c.report: c for c in reversed(claims)}.values():
        worded.setdefault(quote(case, claim), []).append(claim)
    rows = sorted(worded.values(), key=lambda held: min(claims.index(c) for c in held))
    first = rows[0]
    rows = [first, *sorted(rows[1:], key=lambda held: not origins.apart(first[0], held[0]))]
    said = "; ".join(f"{quote(case, held[0])} ({say_who(case, origins, held)})" for held in rows[:most])
    rest = [claim for held in rows[most:] for claim in held]
    return f"{said}, likewise {say_who(case, origins, rest)}" if rest else said


def beside(case: CaseFile, origins: Origins, *sides: Sequence[Claim]) -> str:
    """Return what each side tells, in the words of its first claim with who says them, and who else tells it so."""
    return ", beside ".join(alike(case, origins, side, most=1) for side in sides)
