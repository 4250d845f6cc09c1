"""The contracts of the plug-ins, the table of those that ship, and the one loader."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Protocol

from rashomon.errors import BadSettings
from rashomon.records import Analysis, Claim, Mention, Place, Report, Sentence


class Engine(Protocol):
    """Fills tags, heads, relations and names of sentences that are already split into tokens."""

    name: str
    version: str
    languages: tuple[str, ...]

    def parse(self, sentences: Sequence[Sentence]) -> list[Sentence]:
        """Return the same sentences, in the same order, with upos, lemma, head, deprel and names filled."""
        ...


class Extractor(Protocol):
    """Makes claims out of one report's parsed sentences and mentions."""

    name: str
    version: str

    def extract(self, report: Report, sentences: Sequence[Sentence], mentions: Sequence[Mention]) -> Iterable[Claim]:
        """Yield claims whose every span stands in the report's text."""
        ...


class Gazetteer(Protocol):
    """Looks places up by name."""

    name: str

    def lookup(self, name: str, *, countries: Sequence[str] = (), fuzzy: bool = False) -> list[Place]:
        """Return the places of that name, best known first; fuzzy spelling only inside the countries given."""
        ...


class Exporter(Protocol):
    """Writes an analysis in one form of the field."""

    name: str

    def export(self, analysis: Analysis, path: Path) -> None:
        """Write the analysis to a file."""
        ...


# dock -> name -> "module:attribute"
SHIPPED: dict[str, dict[str, str]] = {
    "engine": {
        "minilm": "rashomon.engines.minilm:load",
        "spacy": "rashomon.engines.spacy:load",
    },
    "extractor": {
        "rules": "rashomon.claims.rules:RuleExtractor",
        "prompted": "rashomon.extractors.prompted:PromptedExtractor",
    },
    "gazetteer": {
        "geonames": "rashomon.gazetteers.geonames:load",
    },
    "exporter": {
        "json": "rashomon.exporters.contract:ContractExporter",
        "html": "rashomon.exporters.page:PageExporter",
    },
}


def load(dock: str, name: str) -> Any:
    """Make the plug-in of that name; "spacy:en_core_web_sm" passes what follows the colon as first argument.

    Raises BadSettings (R203) for a name that no dock knows, with the names that there are.
    """
    short, _, rest = name.partition(":")
    try:
        module, _, attribute = SHIPPED[dock][short].partition(":")
    except KeyError:
        known = ", ".join(sorted(SHIPPED.get(dock, SHIPPED)))
        raise BadSettings("R203", dock=dock, name=name, available=known) from None
    maker = getattr(importlib.import_module(module), attribute)
    return maker(rest) if rest else maker()
