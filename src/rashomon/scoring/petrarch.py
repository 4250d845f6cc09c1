"""Scores coded events against PETRARCH's records: pairs of source and target, CAMEO codes, and both together.

A pair is right when the countries agree (an international body counts as one); sectors are not compared, their lists
differ. Codes are compared by their root, the first two digits. Records with invented countries (Arnor, Gondor) are
coded by the first letters of the name where our lists know nothing.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from rashomon.bodies import state_of
from rashomon.claims.coding import cameo_code, leading_claim, source_of, target_of
from rashomon.known import three_letters
from rashomon.records import Claim, Reading, Span
from rashomon.scoring import Score
from rashomon.scoring.texts import read_claims, read_rows
from rashomon.sectors import code_actor

Event = tuple[str, str, str]
TITLES = frozenset(["The", "President", "Prime", "Minister", "General", "King", "Queen", "Sheikh", "Foreign"])
NUMBERS = frozenset(["Two", "Three", "Four", "Five", "Six"])
HOSTILE = frozenset(["attack", "casualties", "loss", "capture"])
MUTUAL = frozenset(["consult", "agree"])
MEETING = re.compile(
    r"(?:verb|light|noun):(?:receive|host|hold|meet|negotiate|talk|discuss)\b"
)  # CAMEO codes both sides


def score(paths: Sequence[Path], engine: str) -> Score:
    """Return the metrics of the suite `petrarch`; rows that their makers set aside are left out."""
    rows = [row for row in read_rows(paths) if not row.get("expect_error") and row.get("evaluate") != "false"]
    readings = read_claims([row["text"] for row in rows], engine)
    given = [events_of(reading) for reading in readings]
    wanted = [_expected(row) for row in rows]
    keys = {"pair_f": (0, 1), "code_f": (2,), "triple_f": (0, 1, 2)}
    return Score(n=len(rows), metrics={name: _f(given, wanted, parts) for name, parts in keys.items()})


def _f(given: Sequence[list[Event]], wanted: Sequence[list[Event]], parts: tuple[int, ...]) -> float:
    """Return the F1 over the rows, of the parts of the events, each found once."""
    right = mine = gold = 0
    for ours, theirs in zip(given, wanted, strict=True):
        a, b = (Counter({tuple(event[p] for p in parts) for event in events}) for events in (ours, theirs))
        right, mine, gold = right + sum((a & b).values()), mine + sum(a.values()), gold + sum(b.values())
    return 2 * right / (mine + gold) if mine + gold else 0.0


def _expected(row: dict[str, Any]) -> list[Event]:
    return [(_land(e["source"]), _land(e["target"]), str(e["cameo"])[:2]) for e in row["expected"]]


def _land(code: str) -> str:
    """The country part of a CAMEO actor code."""
    return code[:3] if code else "---"


def events_of(reading: Reading) -> list[Event]:
    """Return the leading claim of a text as CAMEO events; of mutual dealings both directions."""
    claim = leading_claim(reading)
    code = cameo_code(claim) if claim else None
    if claim is None or code is None:
        return []
    sources, targets = _lands(source_of(reading, claim)), _lands(target_of(reading, claim))
    if claim.kind in MUTUAL and len(sources) > 1 and not targets:
        return [(a, b, code[:2]) for a, b in itertools.permutations(sources, 2)]
    if not any(_is_state(code) for code in targets):
        targets = _placed(claim) or targets
    teller = [_code(v.text) for v in claim.voices[:1] if claim.trigger and v.start < claim.trigger.start]
    if claim.kind in HOSTILE and teller and sources and _is_state(teller[0]) and teller[0] != sources[0]:
        return [(teller[0], sources[0], "11")]  # "X said that Y attacked" is X accusing Y
    if claim.kind == "protest" and not targets:
        targets = ["---"]
    found = [(a, b, code[:2]) for a in sources for b in targets]
    both = claim.kind == "consult" and MEETING.match(claim.rule)
    return found + [(b, a, code[:2]) for a, b, _ in found] if both else found


def _lands(spans: Iterable[Span]) -> list[str]:
    """Return the country codes of phrases, each once."""
    return [code for code in dict.fromkeys(_code(text) for span in spans for text in _each(span.text)) if code]


def _each(phrase: str) -> list[str]:
    """Part "US and British activists", who are people of two countries under one noun."""
    found = re.match(r"(?:the |both )?(\S+) and (\S+) (\w+)$", phrase, re.I)
    if found and state_of(found[1]) and state_of(found[2]):
        return [f"{found[1]} {found[3]}", f"{found[2]} {found[3]}"]
    return [phrase]


def _code(phrase: str) -> str:
    """The country of who a phrase names, else an international body, else the first letters of the name."""
    code = code_actor(phrase)
    iso3 = three_letters().get(code.country, "")
    if iso3 or code.sector == "IGO":
        return iso3 or "IGO"
    if code.sector == "REB" and code.reason.startswith("listed"):
        return "IMG"  # CAMEO's international militant groups, of no one country
    initials = _initials(phrase)
    return "---" if _is_state(initials) else initials


def _placed(claim: Claim) -> list[str]:
    """The country in which it was done, where nobody is named to whom; "the commander in Iraq" acts elsewhere too."""
    apart = [p for p in claim.place if not any(a.start <= p.start < a.end for a in claim.actor)]
    found = [_code(filler.text) for filler in apart]
    return [code for code in found if _is_state(code)][:1]


def _is_state(code: str) -> bool:
    return code in three_letters().values()


def _initials(phrase: str) -> str:
    """The first letters of the last capitalised word, for names that the lists do not know."""
    names = [n for n in re.findall(r"\b[A-Z][a-z]{2,}", phrase) if n not in TITLES | NUMBERS]
    return names[0][:3].upper() if names else "---"
