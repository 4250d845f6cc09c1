"""Times whole reports from text to claims: one core, two cores, and two cores with skimming, in turn, several rounds.

    python benchmarks/throughput.py REPORTS… [--rounds 3] [--limit N] [--out throughput.json]

Of each way the best round counts. Two figures are given: by the clock, which other programs disturb, and by the
processor time of all processes together (start of the workers included), which they hardly do: with N workers that
share the reports evenly, as the longest-first order makes them, the clock of a quiet machine shows a N-th of it.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Sequence
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from typing import NamedTuple

from rashomon.documents.read import read_reports
from rashomon.pipeline import read_all
from rashomon.records import Reading, Report
from rashomon.settings import load_settings

WAYS = {"one core": (1, False), "two cores": (2, False), "two cores, skim": (2, True)}


class Round(NamedTuple):
    """Seconds of one way, by the clock and by processor time over the number of workers."""

    clock: float
    processor: float


def processor_seconds() -> float:
    """Return the processor time of this process and of those that it has waited for."""
    return sum(usage.ru_utime + usage.ru_stime for usage in map(getrusage, (RUSAGE_SELF, RUSAGE_CHILDREN)))


def one_round(reports: Sequence[Report], workers: int, skim: bool) -> tuple[Round, list[Reading]]:
    """Read the reports once, workers started anew."""
    settings = load_settings(workers=workers, skim=skim)
    clock, processor = time.perf_counter(), processor_seconds()
    readings = read_all(reports, settings, lambda *_: None)
    return Round(time.perf_counter() - clock, (processor_seconds() - processor) / workers), readings


def passed_over(readings: Sequence[Reading]) -> float:
    """Return the share of words in skimmed sentences."""
    sizes = [(len(one.tokens), one.skimmed) for reading in readings for one in reading.sentences]
    return sum(size for size, skimmed in sizes if skimmed) / max(1, sum(size for size, _ in sizes))


def measure(reports: Sequence[Report], rounds: int) -> dict[str, float]:
    """Return reports per second of each way, the two ratios, and what skimming passed over and lost."""
    best: dict[str, Round] = {}
    claims: dict[str, int] = {}
    result: dict[str, float] = {"reports": len(reports)}
    for _ in range(rounds):
        for name, (workers, skim) in WAYS.items():
            took, readings = one_round(reports, workers, skim)
            held = best.get(name, took)
            best[name] = Round(min(took.clock, held.clock), min(took.processor, held.processor))
            claims[name] = sum(len(reading.claims) for reading in readings)
            if skim:
                result["words skimmed"] = passed_over(readings)
    for number, unit in enumerate(Round._fields):
        for name, took in best.items():
            result[f"{name}, reports/s by {unit}"] = len(reports) / took[number]
        result[f"two cores ÷ one by {unit}"] = best["one core"][number] / best["two cores"][number]
        result[f"skim ÷ without by {unit}"] = best["two cores"][number] / best["two cores, skim"][number]
    result["claims kept by skim"] = claims["two cores, skim"] / max(1, claims["two cores"])
    return {name: round(value, 3) for name, value in result.items()}


def main() -> None:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", nargs="+", help="files or folders of reports")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--limit", type=int, help="every n-th report, so that about so many are read")
    parser.add_argument("--out", type=Path, help="write the figures as JSON, for engine_table.py")
    arguments = parser.parse_args()
    reports, _ = read_reports(arguments.reports)
    step = max(1, len(reports) // arguments.limit) if arguments.limit else 1
    figures = json.dumps(measure(reports[::step], arguments.rounds), indent=1, ensure_ascii=False)
    print(figures)
    if arguments.out:
        arguments.out.write_text(figures + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
