"""Reads a folder's outlets.csv: which outlet published each file, and on which day."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import NamedTuple

NAME = "outlets.csv"


class Imprint(NamedTuple):
    """Outlet and date of publication of one file, as written; empty where the list does not say."""

    outlet: str
    date: str


def read_outlets(folder: Path) -> dict[str, Imprint]:
    """Return file name -> imprint; a first line `file,outlet,date` may be missing, further columns are ignored."""
    path = folder / NAME
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        rows = [[cell.strip() for cell in row] + ["", ""] for row in csv.reader(file) if row]
    return {row[0]: Imprint(row[1], row[2]) for row in rows if row[0].lower() != "file"}
