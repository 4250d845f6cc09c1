"""Finds the place of a country that a spelling which no list holds comes nearest to, where no other comes as near."""

from __future__ import annotations

import functools
import math
import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from rashomon.measures import kilometres
from rashomon.records import Place
from rashomon.resources import read_list
from rashomon.sounds import likeness
from rashomon.spelling import fold_plain, name_keys, plain

SHORTEST = 3  # letters that a name must have to be found by ear
SKELETONS = 100  # consonants of a country's names that are looked at; one name in a hundred is lost by it
PLACES = 8  # of those, by folded letters
NAMES = 4  # of each place's, by folded letters
LEAST = 0.5  # of the consonants and of the folded letters must agree
STRANGER = 0.5  # likeness of the next name in any country, where fewer were looked at
SAME_SPOT_KM = 25.0  # two rows of one place lie no farther apart
COMPANION = 0.1  # a second row of the place, spelled so much less alike, comes along
# The chance that the nearest place is meant, from its likeness and its lead over the next; a logistic regression on
# 17 countries (benchmarks/aliases.py), half of the places asked for taken out of the gazetteer wholly.
_CONSTANT, _LIKENESS, _LEAD = -10.16, 10.45, 10.91
SURE = 0.35
LEAST_LEAD = 0.03  # whatever the chance, nearer than this two names are alike
_GENERIC = frozenset(read_list("place_words.yaml")["generic"])


class Near(NamedTuple):
    """A place, how alike its nearest spelling is to the one asked for (0..1), and its row."""

    place: Place
    likeness: float


def surest(found: Sequence[Near]) -> list[Near]:
    """Return the nearest place with the other rows of its spot, or nothing where a rival comes too near.

    A rival is a place elsewhere; a division is none to the town that it is named after.
    """
    order = sorted(found, key=lambda near: (-near.likeness, near.place.gazetteer, near.place.id))
    if not order:
        return []
    best = order[0]
    rivals = (max(STRANGER, near.likeness) for near in order[1:] if not _one_spot(best.place, near.place))
    lead = best.likeness - max(rivals, default=STRANGER)
    if lead < LEAST_LEAD or 1 / (1 + math.exp(-(_CONSTANT + _LIKENESS * best.likeness + _LEAD * lead))) < SURE:
        return []
    least = best.likeness - COMPANION
    return [near for near in order if near.likeness >= least and _one_spot(best.place, near.place)]


def _one_spot(one: Place, other: Place) -> bool:
    if "ADM1" in {one.kind, other.kind} and (one.country, one.admin1) == (other.country, other.admin1):
        return True
    return kilometres((one.lat, one.lon), (other.lat, other.lon)) <= SAME_SPOT_KM


class Ear:
    """Finds names by ear in one index; the consonants of the countries asked for last are held in memory."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self.database = database
        self._skeletons = functools.lru_cache(maxsize=32)(self._read_skeletons)

    def numbers(self, name: str, countries: Sequence[str]) -> dict[int, float]:
        """Return the numbers of the places with the likest names, and how alike they are in 0..1."""
        asked = plain(name)
        if len(asked.replace(" ", "")) < SHORTEST:
            return {}
        ways = ways_of(asked)
        numbers = dict.fromkeys(
            number for country in countries for way in ways for number in self._likely(way, country)
        )
        return {number: self._likeness(ways, number) for number in numbers}

    def _likely(self, way: str, country: str) -> list[int]:
        """The places of the country with the nearest consonants, of these those with the nearest letters."""
        folded, bones = name_keys(way)
        score = Levenshtein.normalized_similarity
        bony = process.extract(bones, self._skeletons(country), scorer=score, limit=SKELETONS, score_cutoff=LEAST)
        near = [key for key, _, _ in bony]
        marks = ",".join("?" * len(near))
        query = f"SELECT folded, place FROM bones WHERE country = ? AND key IN ({marks}) ORDER BY folded, place"
        rows = self.database.execute(query, (country, *near)).fetchall()
        compact, spelled = folded.replace(" ", ""), [row[0].replace(" ", "") for row in rows]
        nearest = process.extract(compact, spelled, scorer=score, limit=10 * PLACES, score_cutoff=LEAST)
        return list(dict.fromkeys(rows[at][1] for _, _, at in nearest))[:PLACES]

    def _likeness(self, ways: Sequence[str], number: int) -> float:
        name, others = self.database.execute("SELECT name, names FROM place WHERE id = ?", (number,)).fetchone()
        spelled = sorted({plain(one) for one in (name, *others.split("|"))} - {""})
        asked = fold_plain(ways[0])
        near = process.extract(
            asked, [fold_plain(one) for one in spelled], scorer=Levenshtein.normalized_similarity, limit=NAMES
        )
        theirs = {way for _, _, at in near for way in ways_of(spelled[at])}
        return max(likeness(ours, their) for their in theirs for ours in ways)

    def _read_skeletons(self, country: str) -> list[str]:
        query = "SELECT DISTINCT key FROM bones WHERE country = ? ORDER BY key"
        return [row[0] for row in self.database.execute(query, (country,))]


@functools.lru_cache(maxsize=16384)
def ways_of(name: str) -> tuple[str, ...]:
    """Return a plain name as it stands, with the j of Slavic and German usage as y, and without its kind of place."""
    ways = [name, name.replace("dj", "\0").replace("j", "y").replace("\0", "dj")]
    words = name.split()
    kept = [word for word in words if word not in _GENERIC]
    if len("".join(kept)) > SHORTEST and len(kept) < len(words):
        ways.append(" ".join(kept))
    return tuple(dict.fromkeys(ways))
