"""The user's settings over the defaults of settings.toml; an unknown name is answered with the nearest right one."""

from __future__ import annotations

import difflib
import tomllib
from pathlib import Path
from typing import Any

import msgspec

from rashomon.errors import BadSettings

DEFAULTS = Path(__file__).with_name("settings.toml")


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What a run may be told; the meaning of each stands in settings.toml."""

    engine: str
    extractors: tuple[str, ...]
    gazetteer: str
    workers: int
    single_worker_chars: int
    max_chars: int
    skim: bool


def load_settings(file: Path | None = None, **changes: object) -> Settings:
    """Return the defaults, overridden by a TOML file and then by keyword; a change of None is no change.

    Raises BadSettings R201 for a name that does not exist, R202 for a value of the wrong type.
    """
    values: dict[str, Any] = tomllib.loads(DEFAULTS.read_text(encoding="utf-8"))
    given = tomllib.loads(file.read_text(encoding="utf-8")) if file else {}
    given |= {name: value for name, value in changes.items() if value is not None}
    for name in given:
        if name not in values:
            nearest = difflib.get_close_matches(name, values, n=1, cutoff=0.0)[0]
            raise BadSettings("R201", name=name, nearest=nearest)
    try:
        return msgspec.convert(values | given, Settings)
    except msgspec.ValidationError as wrong:
        raise BadSettings("R202", name="a setting", allowed="as settings.toml shows", value=str(wrong)) from wrong
