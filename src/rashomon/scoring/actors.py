"""Scores the coding of actors: phrases to country and sector."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rashomon.bodies import state_of
from rashomon.known import three_letters
from rashomon.scoring import Score
from rashomon.sectors import ActorCode, code_actor

METHODS = ("agent_to_code", "short_text_to_agent", "trf_agent_match")
_EITHER = re.compile(r"code\['code_1'\] in \[(.*)\]")


def score(paths: Sequence[Path], engine: str = "") -> Score:
    """Score the rows that code a phrase; rows that name no phrase, or ask for an article, are left out."""
    del engine
    rows = [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines() if line]
    rows = [row for row in rows if row["method"] in METHODS and row["args"] and row["args"][0]]
    judged = [(row["expected"], _either(row), _coded(row)) for row in rows]
    lands = [_land(code) == gold["country"] for gold, _, code in judged if _asked(gold, "country")]
    sectors = [code.sector in wanted for gold, wanted, code in judged if wanted]
    return Score(n=len(rows), metrics={"country_acc": _share(lands), "sector_acc": _share(sectors)})


def _coded(row: dict[str, Any]) -> ActorCode:
    """The code of the row's phrase; a second argument names the country that the text is about."""
    hint = row["args"][1] if len(row["args"]) > 1 else ""
    return code_actor(row["args"][0], country=state_of(hint) if hint else "")


def _asked(gold: dict[str, Any], key: str) -> bool:
    return key in gold and "?" not in str(gold[key])


def _either(row: dict[str, Any]) -> set[str]:
    """The sectors that the row accepts; an unknown sector is none."""
    either = next((found for one in row["asserts"] if (found := _EITHER.search(one))), None)
    if either:
        return set(re.findall(r"'(\w+)'", either.group(1)))
    if not _asked(row["expected"], "code_1"):
        return set()
    gold = row["expected"]["code_1"]
    return {gold, ""} if gold in ("", "UNK") else {gold}


def _land(code: ActorCode) -> str:
    """The benchmark's three-letter code; bodies of no country by what they are."""
    if not code.country and code.sector == "IGO":
        return "UNO" if "Nations" in code.reason else "IGO"
    return three_letters().get(code.country, "")


def _share(right: Sequence[bool]) -> float:
    return sum(right) / len(right) if right else 0.0
