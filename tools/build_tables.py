"""Writes docs/ontology.md, the tables of kinds, modes and predicates, from the lists under resources/; CI compares."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rashomon.resources import read_list

OUT = Path(__file__).parent.parent / "docs" / "ontology.md"
HEAD = """# Kinds, modes and predicates

Written by `python tools/build_tables.py` from `resources/ontology.yaml` and `resources/predicates.yaml`; do not edit by
hand. CAMEO codes are strings; a UCDP type of 0 means that UCDP records nothing of the kind.
"""
CODES = ("plover", "cameo", "acled", "ucdp")


def tables() -> str:
    """Return the page as Markdown."""
    ontology, predicates = read_list("ontology.yaml"), read_list("predicates.yaml")
    lines = [HEAD, "## Kinds\n", *kinds(ontology["kinds"]), "\n## Modes\n", *modes(ontology["modes"])]
    lines += ["\n## Predicates\n", *words(predicates["groups"]), "\n## Frames\n", *frames(predicates["frames"])]
    return "\n".join(lines) + "\n"


def kinds(rows: dict[str, dict[str, Any]]) -> Iterator[str]:
    """Yield the table of kinds with their codes."""
    yield "| kind | what it says | PLOVER | CAMEO | ACLED | UCDP |\n|---|---|---|---|---|---|"
    for name, row in rows.items():
        yield f"| {name} | {row['about']} | {' | '.join(_cell(row.get(code)) for code in CODES)} |"


def modes(rows: dict[str, dict[str, Any]]) -> Iterator[str]:
    """Yield the table of modes; an empty code is the kind's."""
    yield "| mode | of | PLOVER | CAMEO | ACLED | UCDP |\n|---|---|---|---|---|---|"
    for name, row in rows.items():
        codes = " | ".join(_cell(row.get(code)) for code in CODES)
        yield f"| {name} | {', '.join(row['kinds'])} | {codes} |"


def words(groups: list[dict[str, Any]]) -> Iterator[str]:
    """Yield the table of predicates, a row for each group."""
    yield "| kind | mode | frame | words | example |\n|---|---|---|---|---|"
    for group in groups:
        listed = "; ".join(
            f"{form}: {', '.join(map(str, group[form]))}"
            for form in ("verbs", "nouns", "adjectives")
            if group.get(form)
        )
        cells = (group["kind"], group.get("mode", ""), group["frame"], listed, group["example"])
        yield f"| {' | '.join(_cell(cell) for cell in cells)} |"


def frames(rows: dict[str, dict[str, str]]) -> Iterator[str]:
    """Yield the table of frames: which place in the sentence plays which role."""
    yield "| frame | slots |\n|---|---|"
    for name, slots in rows.items():
        yield f"| {name} | {', '.join(f'{slot} → {role}' for slot, role in slots.items())} |"


def _cell(value: object) -> str:
    return "" if value is None else str(value).replace("|", "\\|")


if __name__ == "__main__":
    OUT.write_text(tables(), encoding="utf-8")
    sys.stdout.write(f"{OUT.name} written\n")
