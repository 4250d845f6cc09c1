"""Suite "reading": an analysis in the contract's JSON against a marked reading."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import yaml

from rashomon.errors import BadInput
from rashomon.scoring import Score
from rashomon.scoring.reading.breaches import breaches
from rashomon.scoring.reading.matching import SCORED, Json, Marked, assign, locate, overlap, slot_results, span
from rashomon.scoring.reading.outcome import score_events, score_findings, score_names, score_positions


def score(paths: Sequence[Path], engine: str = "") -> Score:
    """Score ANALYSIS.json against GOLD.yaml; `engine` plays no part.

    Raises BadInput R114 when a file is missing or the analysis breaks the contract.
    """
    if len(paths) != 2:
        raise BadInput("R114", path="reading", reason="give two files: ANALYSIS.json GOLD.yaml")
    data = json.loads(paths[0].read_text(encoding="utf-8"))
    gold = yaml.safe_load(paths[1].read_text(encoding="utf-8"))
    return score_reading(data, gold)


def score_reading(data: Json, gold: Json) -> Score:
    """Score an analysis, as the contract's JSON object, against a marked reading."""
    broken = list(islice(breaches(data), 3))
    if broken:
        raise BadInput("R114", path="the analysis", reason="; ".join(broken))
    marked = Marked(data, gold)
    taken = assign(marked, gold["facts"])
    metrics = {
        **score_facts(marked, gold, taken),
        **score_names(marked, gold.get("same", [])),
        **score_events(marked, gold.get("events", []), taken),
        **score_positions(marked, gold.get("positions", []), taken),
        **score_passages(marked, gold, taken),
        **score_findings(marked, gold, taken),
        "overlong": marked.overlong,
    }
    return Score(n=int(metrics["facts"]), metrics={name: float(value) for name, value in metrics.items()})


def score_facts(marked: Marked, gold: Json, taken: dict[str, Json]) -> dict[str, float]:
    """Count facts found, slots right and whole facts right; optional facts are neither wanted nor held against."""
    wanted = [fact for fact in gold["facts"] if not fact.get("optional")]
    results = {f["id"]: slot_results(marked, f, taken[f["id"]]) for f in wanted if f["id"] in taken}
    slots: dict[str, Any] = {
        "facts_found": len(results),
        "facts": len(wanted),
        "slots_right": sum(sum(result.values()) for result in results.values()),
        "slots": sum(slot in fact for fact in wanted for slot in SCORED),
        "whole_facts_right": sum(all(result.values()) for result in results.values()),
    }
    return slots


def score_passages(marked: Marked, gold: Json, taken: dict[str, Json]) -> dict[str, float]:
    """Count the claims in passages of which the reading lists every claim, and those of them that it lists."""
    if not gold.get("complete"):
        return {}
    used = {claim["id"] for claim in taken.values()}
    inside = []
    for passage in gold["complete"]:
        report = marked.reports[passage["report"]]
        where = locate(report, passage["evidence"])
        claims = marked.by_report[report["id"]] if where else []
        inside += [c for c in claims if where and overlap(span(c.get("trigger") or c["span"]), where)]
    right = sum(claim["id"] in used for claim in inside)
    return {"claims_in_complete_passages": len(inside), "of_them_right": right}
