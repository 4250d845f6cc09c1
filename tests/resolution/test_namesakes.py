"""Two towns of one name, told apart by the words beside them."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest

from rashomon.records import Mention, Place, Reading, Report
from rashomon.resolution.places import resolve_places
from rashomon.spelling import plain

KINDS = {"Libyan": "nationality", "Lebanese": "nationality"}
NAMES = (*KINDS, "Tripoli", "Libya", "Lebanon", "Springfield", "Ohio", "Illinois")


def place(name: str, country: str, population: int, kind: str = "PPL", admin1: str = "") -> Place:
    lat = float(len(f"{country}{admin1}{kind}") * 7 + ord(country[1]) % 20)
    own = f"{country}{admin1}-{name}"
    return Place(
        id=own,
        name=name,
        lat=lat,
        lon=lat,
        country=country,
        admin1=admin1,
        kind=kind,
        population=population,
        gazetteer="t",
    )


PLACES = (
    place("Tripoli", "LY", 1_300_000, "PPLC"), place("Tripoli", "LB", 230_000), place("Libya", "LY", 0, "PCLI"),
    place("Lebanon", "LB", 0, "PCLI"), place("Springfield", "US", 60_000, admin1="OH"),
    place("Springfield", "US", 115_000, admin1="IL"), place("Ohio", "US", 0, "ADM1", "OH"),
    place("Illinois", "US", 0, "ADM1", "IL"),
)  # fmt: skip


class Shelf:
    """A gazetteer of these places."""

    name = "shelf"

    def lookup(self, name: str, *, countries: Sequence[str] = (), fuzzy: bool = False) -> list[Place]:
        return [p for p in PLACES if plain(name) == plain(p.name)]


def towns(name: str, *texts: str) -> list[str]:
    """The ids of the town at each of its mentions, in order."""
    readings = []
    for number, text in enumerate(texts):
        found = sorted((m.start(), m.group()) for m in re.finditer("|".join(NAMES), text))
        mentions = tuple(
            Mention(
                report=f"r{number}", start=at, end=at + len(word), text=word, kind=KINDS.get(word, "place"), sentence=0
            )  # type: ignore[arg-type]
            for at, word in found
        )
        report = Report(id=f"r{number}", source=str(number), text=text, sha256="")
        readings.append(Reading(report=report, mentions=mentions))
    spans = {m: e.id for e in resolve_places(readings, Shelf())[0] if name in e.names for m in e.mentions}
    return [spans[m].removeprefix("place:").split("-")[0] for m in sorted(spans)]


@pytest.mark.parametrize(
    ("name", "texts", "wanted"),
    [
        ("Tripoli", ["Shots in Tripoli, Lebanon. Later the Libyan capital Tripoli was hit."], ["LB", "LY"]),
        ("Tripoli", ["Tripoli in Lebanon slept.", "Tripoli, the capital of Libya, slept."], ["LB", "LY"]),
        ("Tripoli", ["Tripoli in Lebanon slept. Tripoli woke.", "Libya's Tripoli slept."], ["LB", "LB", "LY"]),
        ("Tripoli", ["Tripoli, Lebanon.", "Libya's Tripoli.", "The Lebanese came to Tripoli."], ["LB", "LY", "LB"]),
        ("Tripoli", ["Tripoli, Lebanon.", "Libya's Tripoli.", "A ship left Tripoli."], ["LB", "LY", "LY"]),
        ("Springfield", ["Fires in Springfield, Ohio, and in Springfield, Illinois."], ["USOH", "USIL"]),
    ],
)
def test_each_mention_goes_where_the_words_beside_it_place_it(name: str, texts: list[str], wanted: list[str]) -> None:
    assert towns(name, *texts) == wanted


def test_one_town_stays_one() -> None:
    assert set(towns("Tripoli", "Tripoli, Libya. Tripoli slept.", "The Libyan city of Tripoli.")) == {"LY"}
