"""The two rules of the layout: the tree tells the flow, and imports only point down."""

from __future__ import annotations

import ast
import graphlib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "src" / "rashomon"
FILES = sorted(ROOT.rglob("*.py"))

GROUND = {"__init__", "records", "errors", "settings", "docks", "decisions", "resources"}
STAGES = {"documents", "sentences", "mentions", "claims", "resolution", "alignment", "assessment"}
DOERS = {"extractors", "gazetteers", "exporters", "engines", "runners"}
WHOLE = {"pipeline", "scoring", "store", "beside", "dossier"}
DOORS = {"cli", "keeping", "web", "__main__"}

# What a part may import besides the ground and itself. A single file at the top that is none of these is ground.
MAY: dict[str, set[str]] = {
    **{part: set() for part in STAGES | DOERS},
    "views": set(),
    "exporters": {"views"},
    "beside": {"alignment", "assessment"},
    "pipeline": STAGES | {"runners", "beside"},
    "scoring": STAGES | {"pipeline"},
    "store": set(),
    "dossier": {"documents", "resolution", "pipeline", "beside", "store"},
    **{door: {"documents", "views", "keeping"} | WHOLE | DOERS for door in DOORS},
}


def part_of(path: Path) -> str:
    """The first name under rashomon/: a folder, or a file without its ending."""
    first = path.relative_to(ROOT).parts[0]
    return first.removesuffix(".py")


def imports_of(path: Path) -> set[str]:
    """The parts of rashomon that a file imports, also inside functions."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "rashomon":
            names = node.module.split(".")[1:2] or [alias.name for alias in node.names]
            found |= {name for name in names if name != "__version__"}
        elif isinstance(node, ast.Import):
            found |= {alias.name.split(".")[1] for alias in node.names if alias.name.startswith("rashomon.")}
    return found - {part_of(path)}


def is_ground(part: str) -> bool:
    return part in GROUND or part not in MAY


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_down(path: Path) -> None:
    part = part_of(path)
    above = {name for name in imports_of(path) if not is_ground(name)}
    assert above <= MAY.get(part, set()), f"{part} may not import {sorted(above - MAY.get(part, set()))}"


def test_no_part_imports_itself_in_a_circle() -> None:
    graph: dict[str, set[str]] = {}
    for path in FILES:
        graph.setdefault(part_of(path), set()).update(imports_of(path) - {"__init__"})
    assert list(graphlib.TopologicalSorter(graph).static_order())


def test_every_folder_is_a_stage_a_dock_or_known() -> None:
    folders = {path.name for path in ROOT.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert folders <= STAGES | DOERS | WHOLE | DOORS


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_module_opens_with_one_sentence(path: Path) -> None:
    words = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert words, "no docstring"
    assert words.splitlines()[0].endswith((".", "?")), words.splitlines()[0]


def test_no_file_grows_beyond_400_lines() -> None:
    counts = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in FILES}
    long = {path.name for path, count in counts.items() if count > 400}
    assert long <= {"records.py"}  # every record stands in one file on purpose


def test_no_function_grows_beyond_60_lines() -> None:
    long = [
        f"{path.name}:{node.name}"
        for path in FILES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= 60
    ]
    assert not long


@pytest.mark.parametrize("name", ["utils", "helpers", "common", "manager"])
def test_no_file_is_named_for_nothing(name: str) -> None:
    assert not [path for path in FILES if path.stem == name]
