"""Settings: defaults, overrides and what is refused."""

from pathlib import Path

import pytest

from rashomon.errors import BadSettings
from rashomon.settings import load_settings


def test_defaults_are_complete() -> None:
    assert load_settings().engine == "minilm"


def test_keyword_wins_over_file(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text('engine = "spacy:x"\nworkers = 3\n')
    settings = load_settings(file, workers=2)
    assert (settings.engine, settings.workers) == ("spacy:x", 2)


def test_none_changes_nothing() -> None:
    assert load_settings(workers=None) == load_settings()


def test_unknown_name_is_answered_with_the_nearest() -> None:
    with pytest.raises(BadSettings, match=r"R201.*'workers'"):
        load_settings(worker=2)


def test_wrong_type_is_refused() -> None:
    with pytest.raises(BadSettings, match="R202"):
        load_settings(workers="many")
