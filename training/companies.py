"""Names of companies and brands, which stand in for organisations in copies of sentences."""

from __future__ import annotations

import importlib.util
import json
import re
from pathlib import Path

# where the brand is known; the sentences are English
ENGLISH = frozenset({"001", "us", "gb", "ca", "au", "ie", "in", "nz", "za"})
_LATIN = re.compile(r"[A-Z0-9][A-Za-z0-9&'’.\- ]+")


def read_companies(brands: Path) -> tuple[str, ...]:
    """Return the names of name-suggestion-index (nsi.min.json) and of the indices of pytickersymbols, sorted."""
    names = {name for name in (*_brands(brands), *_listed()) if _LATIN.fullmatch(name)}
    return tuple(sorted(names))


def _brands(path: Path) -> list[str]:
    index = json.loads(path.read_text(encoding="utf-8"))["nsi"]
    items = [item for tree, branch in index.items() if tree.startswith("brands/") for item in branch["items"]]
    return [
        item["tags"].get("name", item["tags"].get("brand", ""))
        for item in items
        if ENGLISH & {str(place) for place in item.get("locationSet", {}).get("include", ())}
    ]


def _listed() -> list[str]:
    """Return the companies of the indices; the module is run alone, for its package wants more than it needs here."""
    spec = importlib.util.find_spec("pytickersymbols")
    if spec is None or spec.origin is None:
        raise SystemExit("needs the companies: pip install --no-deps pytickersymbols")
    source = Path(spec.origin).parent / "indices_data.py"
    data = importlib.util.spec_from_file_location("indices_data", source)
    assert data is not None
    assert data.loader is not None
    module = importlib.util.module_from_spec(data)
    data.loader.exec_module(module)
    return [company["name"] for index in module.INDICES.values() for company in index["companies"]]
