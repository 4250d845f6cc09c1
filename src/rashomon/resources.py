"""Finds and reads word lists under resources/ and the model under models/, in a checkout or a package."""

from __future__ import annotations

import csv
import functools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

_PACKAGE = Path(__file__).parent
_CHECKOUT = _PACKAGE.parent.parent
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def path_of(folder: str, name: str) -> Path:
    """Return the path of a shipped file; `folder` is "resources" or "models"."""
    installed = _PACKAGE / folder / name
    return installed if installed.exists() else _CHECKOUT / folder / name


@functools.cache
def read_list(name: str) -> Any:
    """Return a word list as plain data, read once; `name` is a file under resources/ such as "cues.yaml"."""
    with path_of("resources", name).open(encoding="utf-8") as file:
        return yaml.load(file, Loader=_LOADER)


def read_lines(name: str) -> list[str]:
    """Return the lines of a text file under resources/ without those that begin with #, which are comments."""
    lines = path_of("resources", name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


def read_rows(path: Path) -> Iterator[dict[str, str]]:
    """Yield the rows of a CSV file, a shipped or a user's, whose lines that begin with # are comments."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(line for line in file if not line.startswith("#"))
