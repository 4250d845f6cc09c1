"""Finds and reads word lists under resources/ and the model under models/, in a checkout or a package."""

from __future__ import annotations

import functools
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
