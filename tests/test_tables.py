"""The published tables are those of the lists, and every predicate stands on the ontology."""

import importlib.util
from pathlib import Path

import pytest

from rashomon.resources import read_list

ROOT = Path(__file__).parent.parent
ONTOLOGY, PREDICATES = read_list("ontology.yaml"), read_list("predicates.yaml")


def test_the_published_tables_are_fresh() -> None:
    spec = importlib.util.spec_from_file_location("build_tables", ROOT / "tools" / "build_tables.py")
    assert spec is not None
    assert spec.loader is not None
    build = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(build)
    published = (ROOT / "docs" / "ontology.md").read_text(encoding="utf-8")
    assert published == build.tables(), "run: python tools/build_tables.py"


@pytest.mark.parametrize("group", PREDICATES["groups"], ids=lambda group: group["example"][:40])
def test_a_group_has_a_kind_a_frame_a_mode_and_an_example_of_its_own(group: dict[str, str]) -> None:
    assert group["kind"] in ONTOLOGY["kinds"]
    assert group["frame"] in PREDICATES["frames"]
    assert group.get("mode") is None or group["kind"] in ONTOLOGY["modes"][group["mode"]]["kinds"]
    assert group["example"].endswith(".")
