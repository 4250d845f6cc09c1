"""Measures each stage against marked texts: the table of suites, and the score that each returns."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from rashomon.errors import BadSettings


class Score(msgspec.Struct, frozen=True, kw_only=True):
    """The result of a suite: how many items were scored, and each metric by its name."""

    n: int
    metrics: dict[str, float]
    suite: str = ""


# suite -> (module with `score(paths, engine)`, what FILE is)
SUITES: dict[str, tuple[str, str]] = {
    "engine": ("rashomon.scoring.engine", "CoNLL-U or IOB2 files, re3d_dev.jsonl"),
    "reading": ("rashomon.scoring.reading", "ANALYSIS.json GOLD.yaml"),
    "plover": ("rashomon.scoring.plover", "plover_gsr_dev.jsonl"),
    "case2021": ("rashomon.scoring.case2021", "case2021_task2_dev.jsonl"),
    "petrarch": ("rashomon.scoring.petrarch", "petrarch2_gsr_dev.jsonl or petrarch_validation_dev.jsonl"),
    "polnear": ("rashomon.scoring.polnear", "polnear_dev.jsonl"),
    "factuality": ("rashomon.scoring.factuality", "factuality_uw_dev.jsonl"),
    "muc4": ("rashomon.scoring.muc4", "muc4_tst1_tst2.jsonl"),
    "gvdb": ("rashomon.scoring.gvdb", "gvdb_dev.jsonl"),
    "geo": ("rashomon.scoring.geo", "geo_lgl.jsonl or geo_gwn.jsonl"),
    "times": ("rashomon.scoring.times", "wikiwars_dev.jsonl"),
    "names": ("rashomon.scoring.names", "name_bench_dev.jsonl or anetac_variants_dev.jsonl"),
    "actors": ("rashomon.scoring.actors", "ngec_actor_resolution_dev.jsonl"),
    "ecbplus": ("rashomon.scoring.ecbplus", "ecbplus_dev.jsonl"),
    "rte3": ("rashomon.scoring.rte3", "rte3_3way_dev.jsonl"),
    "truth": ("rashomon.scoring.truth", "truth_population.jsonl"),
}

Suite = Callable[[Sequence[Path], str], Score]


def score(suite: str, paths: Sequence[Path], engine: str = "minilm") -> Score:
    """Score the files with a suite of `SUITES`; `engine` names the language engine for suites that need one.

    Raises BadSettings R203 for a suite that does not exist.
    """
    if suite not in SUITES:
        raise BadSettings("R203", dock="suite", name=suite, available=", ".join(SUITES))
    measure: Suite = importlib.import_module(SUITES[suite][0]).score
    return msgspec.structs.replace(measure(paths, engine), suite=suite)
