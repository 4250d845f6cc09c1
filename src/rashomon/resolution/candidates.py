"""Finds the places of a gazetteer that a name may mean: as written, without its type word, by a part of its words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rashomon.docks import Gazetteer
from rashomon.records import Place
from rashomon.resolution.ranking import COUNTRY_KINDS, Candidate
from rashomon.resources import read_list
from rashomon.spelling import plain

MOST_CANDIDATES = 60
_WORDS = read_list("place_words.yaml")
_NO_NAMES = frozenset(_WORDS["no_names"])
_WIDE_KINDS = frozenset(_WORDS["wide_kinds"])
_REGIONS = frozenset(plain(name) for name in (*_WORDS["regions"], *read_list("name_context.yaml")["regions"]))
_BEARINGS = frozenset(_WORDS["bearings_before"])


def find_candidates(gazetteer: Gazetteer, text: str, bare: str, countries: Sequence[str]) -> list[Candidate]:
    """Return the places that a name may mean, as written, then without its type word, then by its first words."""
    found = _find(gazetteer, text, bare, countries)
    if plain(bare) in _REGIONS:
        return [c for c in found if c.place.kind in _WIDE_KINDS or not c.place.country]
    part = _part_of_country(gazetteer, bare)
    return part if part and not any(c.place.kind in _WIDE_KINDS for c in found) else found


def _part_of_country(gazetteer: Gazetteer, bare: str) -> list[Candidate]:
    """ "South Lebanon", "eastern Congo" are parts of a country, not towns of that name elsewhere."""
    first, _, rest = bare.partition(" ")
    if first.lower() not in _BEARINGS or not rest:
        return []
    found = [c for c in _look_up(gazetteer, rest, ()) if c.place.kind in COUNTRY_KINDS]
    return [c._replace(how="part", score=0.8) for c in found if c.how == "exact"]


def _find(gazetteer: Gazetteer, text: str, bare: str, countries: Sequence[str]) -> list[Candidate]:
    for way in dict.fromkeys((text, bare, text.replace(".", ""))):
        found = _look_up(gazetteer, way, countries)
        if found:
            return found
    words = bare.split()
    for size in range(len(words) - 1, 0, -1):
        first, last = " ".join(words[:size]), " ".join(words[-size:])
        if _is_name(first) and (found := _parts(_look_up(gazetteer, first, ()))):
            return found
        if _is_name(last) and (found := [c for c in _parts(_look_up(gazetteer, last, ())) if is_wide(c.place)]):
            return found
    return []


def _parts(found: Sequence[Candidate]) -> list[Candidate]:
    return [c._replace(how="part", score=0.8) for c in found if c.how == "exact" and c.own]


def is_wide(place: Place) -> bool:
    """Tell whether a place is a country or a division of the first order."""
    return place.kind in COUNTRY_KINDS or place.kind == "ADM1"


def _is_name(part: str) -> bool:
    return part[:1].isupper() and len(part) > 3 and part.lower() not in _NO_NAMES


def _look_up(gazetteer: Gazetteer, text: str, countries: Sequence[str]) -> list[Candidate]:
    find: Any = getattr(gazetteer, "find", None)
    if find is not None:
        hits = find(text, countries=countries)
        own = {plain(text), f"{plain(text)} city"}
        return [
            Candidate(hit.place, hit.how, hit.score, hit.place.name == text or plain(hit.place.name) in own)
            for hit in hits[:MOST_CANDIDATES]
        ]
    places = gazetteer.lookup(text, countries=countries, fuzzy=bool(countries))
    return [_judged(place, plain(text)) for place in places[:MOST_CANDIDATES]]


def _judged(place: Place, asked: str) -> Candidate:
    """How a gazetteer that does not say how it found a place found it."""
    how = "exact" if asked in {plain(name) for name in (place.name, *place.names)} else "near"
    return Candidate(place, how, 0.9, plain(place.name) == asked)
