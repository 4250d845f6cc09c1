"""A dossier that grows: reports are added, what was read out of them is kept, and what they touch is weighed anew."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

import msgspec

from rashomon import __version__
from rashomon.beside import SideBySide
from rashomon.documents.read import numbered, read_reports
from rashomon.known import user_list
from rashomon.pipeline import Progress, hold_side_by_side, read_all
from rashomon.records import Analysis, Reading, Report
from rashomon.resolution.resolve import Resolver
from rashomon.resources import path_of
from rashomon.settings import Settings, load_settings
from rashomon.store import Store

KEPT_AT_ONCE = 50  # readings that are written together; a run that is killed reads at most so many again
BROKEN = "R113"  # a stage that failed may succeed the next time: such a reading is not kept
MISNAMED = ("R101", "R110")  # a path that names no report says nothing of the dossier: it is told once and not kept
OURS = Path(__file__).parent


class Dossier:
    """The reports of one inquiry: in a file, or in memory alone where no path is given.

    The result of `add` is that of one run over all reports that were ever added, whatever the order. Within one process
    only what new reports touch is aligned and assessed again. Raises BadDossier as `Store` does.
    """

    def __init__(self, path: Path | None = None, settings: Settings | None = None) -> None:
        self._settings = settings or load_settings()
        self._store = Store(path)
        self._resolver, self._beside = Resolver(), SideBySide()
        self._readings: dict[str, Reading] = {}

    def __enter__(self) -> Dossier:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._store.close()

    def add(self, paths: Sequence[str], progress: Progress | None = None) -> Analysis:
        """Add the reports at some paths, or read them anew where they were added before; return the whole analysis."""
        tell = progress or (lambda _stage, _done, _of: None)
        tell("documents", 0, 1)
        came, failed = read_reports(paths, limit=self._settings.max_chars)
        self._store.take(came, [failure for failure in failed if failure.code not in MISNAMED])
        reports, failures = numbered(self._store.reports()), self._store.failures()
        failures += [failure for failure in failed if failure.code in MISNAMED]
        if self._store.aside:
            failures.append(self._store.aside)
        readings = self._read(reports, tell)
        return hold_side_by_side(readings, failures, self._settings, tell, self._beside, self._resolver)

    def _read(self, reports: Sequence[Report], tell: Progress) -> list[Reading]:
        """Return what stands in each report; only those that are new, or were read by other rules, are read."""
        rules = _rules(self._settings)
        keys = {report.id: hashlib.sha256(rules + msgspec.msgpack.encode(report)).hexdigest() for report in reports}
        known = {key: self._readings.get(key) or self._store.reading(key) for key in keys.values()}
        fresh: list[tuple[str, Reading]] = []

        def keep(reading: Reading) -> None:
            fresh.append((keys[reading.report.id], reading))
            if len(fresh) == KEPT_AT_ONCE:
                self._keep(fresh)
                fresh.clear()

        missing = [report for report in reports if known[keys[report.id]] is None]
        read = {reading.report.id: reading for reading in read_all(missing, self._settings, tell, keep)}
        self._keep(fresh)
        self._readings = {keys[r.id]: known[keys[r.id]] or read[r.id] for r in reports}
        self._store.forget(keys.values())
        return [self._readings[keys[report.id]] for report in reports]

    def _keep(self, fresh: Sequence[tuple[str, Reading]]) -> None:
        whole = [(key, one) for key, one in fresh if not any(failure.code == BROKEN for failure in one.failures)]
        self._store.keep(whole)


def _rules(settings: Settings) -> bytes:
    """Return a digest of what a reading depends on besides its report: code, lists, model, settings, your own list."""
    digest = hashlib.sha256(__version__.encode())
    digest.update(msgspec.msgpack.encode(msgspec.structs.replace(settings, workers=0)))
    lists = path_of("resources", "cues.yaml").parent
    card = path_of("models", "minilm.json")  # with the hash of the weights
    for path in (*sorted(OURS.rglob("*.py")), *sorted(lists.iterdir()), card, user_list()):
        digest.update(path.name.encode())
        digest.update(path.read_bytes() if path.is_file() else b"")
    for name in sorted(name for name in os.environ if name.startswith("RASHOMON_")):
        digest.update(f"{name}={os.environ[name]}".encode())
    return digest.digest()
