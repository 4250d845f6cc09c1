"""Writes docs/scores.md: every suite on the files that are at hand, measured now and never typed.

python benchmarks/scores_table.py --bench DIR --acceptance DIR --reports DIR [--out docs/scores.md]
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import aliases

from rashomon import docks
from rashomon.pipeline import analyze
from rashomon.scoring import Score, score

FILES = (
    ("plover", "plover_gsr_dev.jsonl"),
    ("case2021", "case2021_task2_dev.jsonl"),
    ("petrarch", "petrarch2_gsr_dev.jsonl"),
    ("petrarch", "petrarch_validation_dev.jsonl"),
    ("polnear", "polnear_dev.jsonl"),
    ("factuality", "factuality_uw_dev.jsonl"),
    ("factuality", "factuality_uds_ih2_dev.jsonl"),
    ("muc4", "muc4_tst1_tst2.jsonl"),
    ("gvdb", "gvdb_dev.jsonl"),
    ("geo", "geo_lgl.jsonl"),
    ("geo", "geo_gwn.jsonl"),
    ("times", "wikiwars_dev.jsonl"),
    ("names", "name_bench_dev.jsonl"),
    ("names", "anetac_variants_dev.jsonl"),
    ("actors", "ngec_actor_resolution_dev.jsonl"),
    ("ecbplus", "ecbplus_dev.jsonl"),
    ("rte3", "rte3_3way_dev.jsonl"),
    ("truth", "truth_population.jsonl"),
)
HEAD = """# Scores

Written by `python benchmarks/scores_table.py`; do not edit by hand. The benchmarks are public sets, of which the files
named here are the visible halves; they were scored on and never trained on. The marked readings of the first table are
of real reports (Libya 2020, Syria 2016 and 2017); those under `tests/readings` are our own, of invented happenings.
"""
SPELLINGS = """By `python benchmarks/aliases.py --places 60`, which says what is asked; a namesake is a spelling that
another place of the country bears too. Settings were learned on other countries.
"""


def main() -> None:
    """Measure and write."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("bench", "acceptance", "reports"):
        options.add_argument(f"--{name}", type=Path, required=True)
    options.add_argument("--out", type=Path, default=Path("docs/scores.md"))
    given = options.parse_args()
    text = [HEAD, "## Marked readings\n", *readings(given.acceptance, given.reports), "\n## Benchmarks\n"]
    text += [*benchmarks(given.bench), "\n## Spellings left out\n", SPELLINGS, *spellings_left_out()]
    text += ["\n## Resolution data\n", *resolution_data()]
    given.out.write_text("\n".join(text) + "\n", encoding="utf-8")


def spellings_left_out() -> Iterator[str]:
    """Yield the table of benchmarks/aliases.py, on a fifth of its places."""
    rows, _ = aliases.measure(aliases.COUNTRIES.split(","), places=60)
    yield from aliases.table(rows)


def readings(acceptance: Path, reports: Path) -> Iterator[str]:
    """Yield a table of all marked readings, ours and the acceptance's."""
    columns = "facts", "slots", "whole", "names (wrong)", "events F", "positions (false)", "findings (forbidden, all)"
    yield f"| reading | {' | '.join(columns)} |"
    yield "|---" * (len(columns) + 1) + "|"
    for name, gold, folder in _marked(acceptance, reports):
        yield _row(name, _scored(gold, folder).metrics)


def _marked(acceptance: Path, reports: Path) -> Iterator[tuple[str, Path, Path]]:
    yield "libya-2020", acceptance / "libya.yaml", reports / "libya-2020"
    for gold in sorted((acceptance / "clusters").glob("*.yaml")):
        yield gold.stem, gold, reports / "clusters" / gold.stem
    for gold in sorted(Path("tests/readings").glob("*/reading.yaml")):
        yield f"tests/readings/{gold.parent.name}", gold, gold.parent


def _scored(gold: Path, folder: Path) -> Score:
    analysis = analyze([str(folder)])
    with tempfile.TemporaryDirectory() as place:
        file = Path(place) / "analysis.json"
        docks.load("exporter", "json").export(analysis, file)
        return score("reading", [file, gold])


def _row(name: str, m: dict[str, float]) -> str:
    def part(a: str, b: str) -> str:
        return f"{m[a]:.0f} of {m[b]:.0f}" if b in m else "–"

    positions = f"{part('positions_listed', 'positions')} ({m['positions_false']:.0f})" if "positions" in m else "–"
    findings = f"{part('findings_made', 'findings')} ({m['forbidden_findings']:.0f}, {m['findings_output']:.0f})"
    cells = (
        name,
        part("facts_found", "facts"),
        part("slots_right", "slots"),
        part("whole_facts_right", "facts"),
        f"{part('names_joined', 'names')} ({m['names_wrongly_merged']:.0f})",
        f"{m['events_f']:.3f}" if "events_f" in m else "–",
        positions,
        findings,
    )
    return f"| {' | '.join(cells)} |"


def benchmarks(folder: Path) -> Iterator[str]:
    """Yield a table of every suite on its file; below it what could not be scored, and why."""
    unscored: list[str] = []
    yield "| suite | file | n | metrics | seconds |"
    yield "|---|---|---|---|---|"
    for suite, name in FILES:
        if not (folder / name).exists():
            unscored.append(f"{name} ({suite}: not at hand)")
            continue
        began = time.perf_counter()
        result = score(suite, [folder / name])
        metrics = ", ".join(f"{key} {value:.3f}" for key, value in result.metrics.items())
        print(json.dumps({"suite": suite, "file": name, "n": result.n, **result.metrics}), flush=True)
        if not result.n:
            unscored.append(f"{name} ({suite}: holds nothing that the suite scores)")
            continue
        yield f"| {suite} | {name} | {result.n} | {metrics} | {time.perf_counter() - began:.0f} |"
    if unscored:
        yield f"\nLeft out: {'; '.join(unscored)}."


# run by itself: what a fresh process pays for the lists and the indexes of places before its first look-up
_OPENING = """
import resource, time
def resident():
    return int(open("/proc/self/statm").read().split()[1]) * resource.getpagesize() / (1 << 20)
import msgspec, rapidfuzz, yaml
began, before = time.process_time(), resident()
from rashomon import docks
from rashomon.known import lists
from rashomon.mentions.listed import find_listed
from rashomon.otherscripts import town
gazetteer = docks.load("gazetteer", "geonames")
gazetteer.lookup("Tripoli"), lists().find("GNA"), find_listed("Tripoli", 0, 7), town("Тархуну")
print(resident() - before, time.process_time() - began)
"""


def resolution_data() -> Iterator[str]:
    """Yield what lists and places cost a fresh process once the indexes are built."""
    docks.load("gazetteer", "geonames").lookup("Tripoli")
    out = subprocess.run([sys.executable, "-c", _OPENING], capture_output=True, text=True, check=True).stdout
    memory, seconds = map(float, out.split())
    yield "| lists and indexes of places | resident MB | processor seconds to the first look-up |"
    yield "|---|---|---|"
    yield f"| a fresh process, indexes built before | {memory:.0f} | {seconds:.2f} |"


if __name__ == "__main__":
    main()
