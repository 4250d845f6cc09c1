"""Scores incident templates by the rules of MUC-4: templates aligned one to one, half points for partial fills.

A template that the key marks optional, or a fill marked with "?", counts only where it is matched. The F of a slot is
over all templates: missing and spurious ones count with all their fills.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rashomon.scoring import Score
from rashomon.scoring.incidents import (
    CONFIDENCE,
    DATE,
    LOCATION,
    NUMBER,
    ORGANIZATION,
    STAGE,
    TYPE,
    Template,
    incidents_of,
    recased,
)
from rashomon.scoring.texts import read_claims, read_rows

_PARTS = {  # the slots of a template by the part of the incident that they tell of, as the key names them
    "HUM TGT": "DESCRIPTION|EFFECT OF INCIDENT|FOREIGN NATION|NAME|NUMBER|TOTAL NUMBER|TYPE",
    "INCIDENT": "DATE|INSTRUMENT ID|INSTRUMENT TYPE|LOCATION|STAGE OF EXECUTION|TYPE",
    "PERP": "INCIDENT CATEGORY|INDIVIDUAL ID|ORGANIZATION CONFIDENCE|ORGANIZATION ID",
    "PHYS TGT": "EFFECT OF INCIDENT|FOREIGN NATION|ID|NUMBER|TOTAL NUMBER|TYPE",
}
_SLOTS = tuple(f"{part}: {slot}" for part, slots in _PARTS.items() for slot in slots.split("|"))
_REPORTED = {
    "victim_count_f": NUMBER,
    "date_f": DATE,
    "location_f": LOCATION,
    "perp_org_f": ORGANIZATION,
    "blame_confidence_f": CONFIDENCE,
}


class _Tally:
    """Points, fills given and fills wanted of one slot."""

    def __init__(self) -> None:
        self.points = 0.0
        self.given = self.wanted = 0

    def f(self) -> float:
        """Return F1 of precision and recall."""
        return 2 * self.points / (self.given + self.wanted) if self.given + self.wanted else 0.0


def score(paths: Sequence[Path], engine: str) -> Score:
    """Score the files; one report a row, with its key templates."""
    rows = read_rows(paths)
    tallies = {slot: _Tally() for slot in _SLOTS}
    for row, reading in zip(rows, read_claims([recased(row["text"]) for row in rows], engine), strict=True):
        add(tallies, row["incidents"], incidents_of(row["text"], reading))
    together = _Tally()
    for tally in tallies.values():
        together.points += tally.points
        together.given += tally.given
        together.wanted += tally.wanted
    metrics = {"all_f": together.f(), **{name: tallies[slot].f() for name, slot in _REPORTED.items()}}
    return Score(n=len(rows), metrics=metrics)


def add(tallies: dict[str, _Tally], key: Sequence[Template], given: Sequence[Template]) -> None:
    """Add one report's templates, aligned so that the better pairs go first."""
    pairs = sorted(
        ((-_likeness(k, g), i, j) for (i, k), (j, g) in itertools.product(enumerate(key), enumerate(given))),
    )
    matched: dict[int, int] = {}
    for negative, i, j in pairs:
        if -negative >= 2 and i not in matched and j not in matched.values():
            matched[i] = j
    for i, template in enumerate(key):
        if i in matched or not _is_optional(template):
            _compare(tallies, template, given[matched[i]] if i in matched else {})
    for j, template in enumerate(given):
        if j not in matched.values():
            _compare(tallies, {}, template)


def _is_optional(template: Template) -> bool:
    return any("OPTIONAL" in fill for fill in template.get("MESSAGE: TEMPLATE", []))


def _likeness(key: Template, given: Template) -> float:
    if not match_fills(key.get(TYPE, []), given.get(TYPE, [])):
        return 0.0
    return 1 + sum(match_fills(key.get(slot, []), given.get(slot, [])) for slot in _SLOTS if slot not in (TYPE, STAGE))


def _compare(tallies: dict[str, _Tally], key: Template, given: Template) -> None:
    for slot in _SLOTS:
        wanted, found = key.get(slot, []), given.get(slot, [])
        points = match_fills(wanted, found)
        tally = tallies[slot]
        tally.points += points
        tally.given += len(found)
        tally.wanted += len([fill for fill in wanted if not fill.startswith("?") or points])


def match_fills(wanted: Sequence[str], found: Sequence[str]) -> float:
    """Return the points of a slot's fills, each side used once, best pairs first."""
    pairs = sorted(
        ((-_match(w, f), i, j) for (i, w), (j, f) in itertools.product(enumerate(wanted), enumerate(found))),
    )
    left, right, points = set[int](), set[int](), 0.0
    for negative, i, j in pairs:
        if negative and i not in left and j not in right:
            left.add(i)
            right.add(j)
            points -= negative
    return points


def _match(wanted: str, found: str) -> float:
    """Return 1 for a fill that is one of the alternatives, half for one that meets it in part."""
    return max((_match_one(each, found) for each in _alternatives(wanted)), default=0.0)


def _alternatives(fill: str) -> list[str]:
    bare = fill.removeprefix("?").strip()
    value, colon, reference = bare.partition(': "')
    if colon:
        return [f'{v.strip()}: "{r}' for v in value.split(" / ") for r in reference.split(" / ")]
    return [re.sub(r"^\((.*)\)$", r"\1", each.strip()) for each in bare.split(" / ")]


def _match_one(wanted: str, found: str) -> float:
    first, second = _normal(wanted), _normal(found)
    if first == second:
        return 1.0
    if ': "' in wanted or ': "' in found:
        same_value = _normal(wanted.partition(': "')[0]) == _normal(found.partition(': "')[0])
        referred = set(_normal(wanted.partition(': "')[2]).split()) & set(_normal(found.partition(': "')[2]).split())
        return (1.0 if referred else 0.5) if same_value else 0.0
    return 0.5 if set(first.split()) & set(second.split()) - {"OF", "THE", "CITY", "-"} else 0.0


def _normal(fill: Any) -> str:
    return " ".join(re.sub(r"[\"()\\:,]", " ", str(fill)).upper().split())
