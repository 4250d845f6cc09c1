"""Scores claims as coded events against the PLOVER gold standard records: who did what to whom, and the event type.

The records code the leading event of a sentence, so of our claims the leading one is scored. A span counts as found
when it overlaps a gold span, one to one; the event when its trigger overlaps a word of the gold event text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from rashomon.claims.coding import leading_claim, plover_type, source_of, target_of
from rashomon.records import Claim, Reading
from rashomon.scoring import Score
from rashomon.scoring.texts import read_claims, read_rows

Spans = list[tuple[int, int]]


class Tally:
    """Right, given and wanted spans of one role."""

    def __init__(self) -> None:
        self.right = self.given = self.wanted = 0

    def add(self, given: Spans, wanted: Spans) -> None:
        """Count overlaps one to one."""
        left = list(wanted)
        self.given += len(given)
        self.wanted += len(wanted)
        for span in given:
            hit = next((w for w in left if span[0] < w[1] and w[0] < span[1]), None)
            if hit is not None:
                left.remove(hit)
                self.right += 1

    def f(self) -> float:
        """Return the F1."""
        return 2 * self.right / (self.given + self.wanted) if self.given + self.wanted else 0.0


def score(paths: Sequence[Path], engine: str) -> Score:
    """Return the metrics of the suite `plover`."""
    rows = read_rows(paths)
    tallies = {role: Tally() for role in ("source", "target", "event", "place")}
    pairs: list[tuple[str | None, str]] = []
    dead = 0
    for row, reading in zip(rows, read_claims([row["text"] for row in rows], engine), strict=True):
        claim = leading_claim(reading)
        for event in row["expected"][:1]:
            _add(tallies, reading, event, claim)
            pairs.append((plover_type(claim) if claim else None, event["plover"]))
            dead += _dead(reading) == _number(event.get("dead"))
    metrics = {f"{role}_f": tally.f() for role, tally in tallies.items()}
    metrics["type_macro_f"] = macro_f(pairs)
    metrics["dead_exact"] = dead / max(1, len(pairs))
    return Score(n=len(rows), metrics=metrics)


def _add(tallies: dict[str, Tally], reading: Reading, event: dict[str, Any], claim: Claim | None) -> None:
    text = reading.report.text
    given: dict[str, Spans] = {"source": [], "target": [], "place": []}
    if claim is not None:
        given["source"] = [(span.start, span.end) for span in source_of(reading, claim)]
        given["target"] = [(span.start, span.end) for span in target_of(reading, claim)]
        given["place"] = [(f.start, f.end) for f in claim.place]
    tallies["source"].add(given["source"], _spans(text, _names(event.get("source"))))
    tallies["target"].add(given["target"], _spans(text, _names(event.get("target"))))
    loc = event.get("loc") or {}
    wanted = _spans(text, [loc["name"]] if isinstance(loc, dict) and loc.get("name") else [])
    tallies["place"].add(given["place"][:1], wanted)
    words = _in_order(text, event.get("eventText") or "")
    trigger = [(claim.trigger.start, claim.trigger.end)] if claim and claim.trigger else []
    touched = [w for w in words if trigger and trigger[0][0] < w[1] and w[0] < trigger[0][1]]
    tallies["event"].add(trigger, touched[:1] or words[:1])


def _names(value: Any) -> list[str]:
    if not value:
        return []
    if isinstance(value, str):
        return [value]
    return [str(v["actorText"]) for v in value if v.get("actorText")]


def _spans(text: str, names: Iterable[str]) -> Spans:
    """Return where the names stand; of one written with gaps ("Serb ... forces"), its first piece."""
    found = []
    for name in names:
        pieces = [re.escape(word) for word in re.split(r"\s*\.\.\.\s*", name)[0].split()]
        hit = re.search(r"\s+".join(pieces), text, re.I) if pieces else None
        if hit:
            found.append(hit.span())
    return found


def _in_order(text: str, words: str) -> Spans:
    """Return where the words of an event text stand, each after the one before."""
    found, at = [], 0
    for word in words.split():
        hit = re.compile(re.escape(word), re.I).search(text, at)
        if hit:
            found.append(hit.span())
            at = hit.end()
    return found


def _number(value: Any) -> int | None:
    digits = re.sub(r"\D", "", str(value or ""))
    return int(digits) if digits else None


def _dead(reading: Reading) -> int | None:
    """Return how many the first claim of deaths tells of; one person without a number is one."""
    for claim in reading.claims:
        if claim.kind != "casualties" or claim.certainty.polarity == "denied" or claim.part_of:
            continue
        if claim.slot == "killed" and claim.quantities:
            return claim.quantities[0].low
    return None


def macro_f(pairs: Sequence[tuple[str | None, str]]) -> float:
    """Return the F1 of each gold class, averaged."""
    right = Counter(gold for mine, gold in pairs if mine == gold)
    given, wanted = Counter(mine for mine, _ in pairs), Counter(gold for _, gold in pairs)
    return sum(2 * right[c] / (given[c] + wanted[c]) for c in wanted) / max(1, len(wanted))
