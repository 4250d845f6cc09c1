"""Which place a name means: spelling, company, stated relations, and when it is left open."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import pytest

from rashomon.docks import Gazetteer
from rashomon.gazetteers.build import build
from rashomon.gazetteers.geonames import Geonames
from rashomon.gazetteers.index import Index
from rashomon.records import Entity, Mention, Place, Reading, Report
from rashomon.resolution.coherence import about
from rashomon.resolution.places import Setting, _is_thinkable, resolve_places
from rashomon.resolution.ranking import Candidate
from rashomon.spelling import plain


def place(name: str, lat: float, lon: float, country: str, population: int = 20_000, **fields: object) -> Place:
    values = {"id": f"{country}-{name}", "kind": "PPL", "admin1": "", **fields}
    return Place(name=name, lat=lat, lon=lon, country=country, population=population, gazetteer="test", **values)  # type: ignore[arg-type]


class Shelf:
    """A gazetteer of a few places."""

    name = "shelf"

    def __init__(self, *places: Place) -> None:
        self.places = places

    def lookup(self, name: str, *, countries: Sequence[str] = (), fuzzy: bool = False) -> list[Place]:
        return [p for p in self.places if plain(name) in {plain(n) for n in (p.name, *p.names)}]


def resolve(
    texts: list[str], names: list[str], *places: Place, gazetteer: Gazetteer | None = None
) -> dict[str, Entity]:
    readings = []
    for number, text in enumerate(texts):
        spans = sorted({(m.start(), m.end()) for name in names for m in re.finditer(rf"\b{name}\b", text)})
        mentions = tuple(
            Mention(report=f"r{number}", start=a, end=b, text=text[a:b], kind="place", sentence=0) for a, b in spans
        )
        report = Report(id=f"r{number}", source=f"{number}.txt", text=text, sha256="")
        readings.append(Reading(report=report, mentions=mentions))
    entities = resolve_places(readings, gazetteer or Shelf(*places))[0]
    return {name: entity for entity in entities for name in entity.names}


TRIPOLI_LY = place("Tripoli", 32.9, 13.2, "LY", 1_150_000, kind="PPLC")
TRIPOLI_LB = place("Tripoli", 34.4, 35.8, "LB", 230_000)
BEIRUT = place("Beirut", 33.9, 35.5, "LB", 1_900_000, kind="PPLC")
SIDON = place("Sidon", 33.6, 35.4, "LB", 160_000)


def test_company_decides_between_namesakes() -> None:
    names = ["Tripoli", "Beirut", "Sidon"]
    found = resolve(["From Beirut to Sidon and Tripoli."], names, TRIPOLI_LY, TRIPOLI_LB, BEIRUT, SIDON)
    assert found["Tripoli"].country == "LB"


def test_fame_decides_where_nothing_else_does() -> None:
    assert resolve(["In Tripoli."], ["Tripoli"], TRIPOLI_LY, TRIPOLI_LB)["Tripoli"].country == "LY"


def test_ties_are_left_open_and_say_so() -> None:
    one, other = (place("Vell", lat, 10, "XA", 5000, id=f"v{lat}") for lat in (10.0, 20.0))
    found = resolve(["In Vell."], ["Vell"], one, other)["Vell"]
    assert found.lat is None
    assert "tie" in found.reasons[0]


def test_a_place_without_a_row_stands_where_the_text_puts_it() -> None:
    found = resolve(["Orlinka (40 km north of Beirut)"], ["Orlinka", "Beirut"], BEIRUT)["Orlinka"]
    assert found.lat is not None
    assert 34.2 < found.lat < 34.3
    assert found.gazetteer is not None
    assert found.gazetteer.startswith("stated:")


def test_stated_relation_chooses_among_namesakes() -> None:
    near, far = place("Vell", 33.8, 35.6, "LB", 1000, id="near"), place("Vell", 34.6, 36.2, "LB", 9000, id="far")
    found = resolve(["Vell, near Beirut"], ["Vell", "Beirut"], near, far, BEIRUT)["Vell"]
    assert found.id == "place:near"


def test_spellings_across_reports_are_one_entity() -> None:
    found = resolve(["In Orlinkah.", "At Orlinka."], ["Orlinka", "Orlinkah"])
    assert found["Orlinka"].id == found["Orlinkah"].id
    assert len(found["Orlinka"].mentions) == 2


def test_a_town_and_its_province_are_one_entity() -> None:
    town = place("Hasm", 36.5, 40.7, "SY", 200_000, id="town", admin1="1")
    province = place("Hasm", 36.6, 41.0, "SY", 0, id="province", admin1="1", kind="ADM1")
    found = resolve(["Hasm province.", "In Hasm."], ["Hasm"], town, province)
    assert found["Hasm"].id == "place:town"


def test_type_words_are_no_part_of_the_name() -> None:
    assert resolve(["the city of Sidon"], ["the city of Sidon"], SIDON)["the city of Sidon"].lat == 33.6


def test_nothing_named_gives_nothing() -> None:
    assert resolve(["No place."], []) == {}


def test_the_name_shown_is_not_in_capitals_and_near_the_gazetteers() -> None:
    found = resolve(["SIDON. SIDON. Sidon"], ["SIDON", "Sidon"], SIDON)
    assert found["Sidon"].name == "Sidon"


def test_a_name_with_its_country_beside_it_is_no_village_elsewhere(tmp_path: Path) -> None:
    libya = place("Libya", 27, 17, "LY", 6_000_000, kind="PCLI")
    build(tmp_path / "x.sqlite", [libya, place("Garian", 47, 23, "RO", 900), place("Gharyan", 32, 13, "LY")], stamp="s")
    gazetteer = Geonames([Index(tmp_path / "x.sqlite")])
    assert resolve(["Fighting at Garian in Libya."], ["Garian", "Libya"], gazetteer=gazetteer)["Garian"].lat == 32
    assert resolve(["Fighting at Garian."], ["Garian"], gazetteer=gazetteer)["Garian"].country == "RO"


TYRE, BAALBEK = place("Tyre", 33.3, 35.2, "LB", 160_000), place("Baalbek", 34.0, 36.2, "LB", 100_000)
AT_HOME = (BEIRUT, SIDON, TYRE, BAALBEK)
ROUND = "From Beirut, Sidon, Tyre and Baalbek. "
LEBANESE = ["Beirut", "Sidon", "Tyre", "Baalbek"]


def test_its_own_vote_brings_no_small_place_home() -> None:
    far = place("Inato", 36.0, 140.0, "JP", 53_000, names=("Inata",))
    found = resolve([f"{ROUND}Shots at Inata. At Inata."], ["Inata", *LEBANESE], far, *AT_HOME)["Inata"]
    assert (found.lat, found.country) == (None, None)


def test_a_village_across_the_border_lies_beside_the_others() -> None:
    near = place("Metoul", 33.28, 35.57, "IL", 1500)
    assert resolve([f"{ROUND}At Metoul."], ["Metoul", *LEBANESE], near, *AT_HOME)["Metoul"].country == "IL"


def test_a_country_that_is_named_may_hold_a_town_that_is() -> None:
    yemen = place("Yemen", 15, 45, "YE", 28_000_000, kind="PCLI")
    town = place("Sadah", 16.9, 43.7, "YE", 60_000, names=("Saada",))
    names = ["Saada", "Yemen", *LEBANESE]
    assert resolve([f"{ROUND}Yemen. Saada."], names, yemen, town, *AT_HOME)["Saada"].country == "YE"
    assert resolve([f"{ROUND}Saada."], names, yemen, town, *AT_HOME)["Saada"].country is None


def test_what_is_called_a_province_is_no_town_abroad() -> None:
    abroad = place("Soumar", 14.0, -16.5, "SN", 90_000)
    division = place("Province de Soumar", 33.9, 35.9, "LB", 0, kind="ADM2", names=("Soumar",))
    found = resolve([f"{ROUND}In the province of Soumar."], ["Soumar", *LEBANESE], abroad, division, *AT_HOME)
    assert found["Soumar"].country == "LB"


def test_a_small_town_far_from_where_the_text_puts_it_is_vetoed() -> None:
    namesake = place("Vell", 34.6, 41.0, "LB", 1000)
    found = resolve(["Vell, near Beirut"], ["Vell", "Beirut"], namesake, BEIRUT)["Vell"]
    assert (found.lat, found.lon) == (33.9, 35.5)
    assert "far from where the text puts it" in found.reasons[0]


def test_somewhere_in_a_country_is_not_its_middle() -> None:
    libya = place("Libya", 27, 17, "LY", 6_000_000, kind="PCLI")
    found = resolve(["Orlinka in Libya"], ["Orlinka", "Libya"], libya)["Orlinka"]
    assert found.radius_km is not None
    assert found.radius_km >= 500


def test_a_country_that_is_named_draws_what_lies_beside_it() -> None:
    israel = place("Israel", 32.1, 35.0, "IL", 9_000_000, kind="PCLI")
    city = place("Gasa", 31.5, 34.5, "PS", 410_000)
    province = place("Gasa", -23.0, 33.0, "MZ", 390_000, kind="ADM1")
    assert resolve(["Israel struck Gasa."], ["Israel", "Gasa"], israel, province, city)["Gasa"].country == "PS"


def test_a_town_known_abroad_is_no_other_spelling_of_one_at_home(tmp_path: Path) -> None:
    abroad = place("Halabsha", 35.2, 46.0, "IQ", 57_000)
    at_home = [place(name, lat, 37.0, "SY", 900_000) for name, lat in (("Halab", 36.2), ("Hama", 35.1), ("Homs", 34.7))]
    build(tmp_path / "x.sqlite", [abroad, *at_home, place("Daraa", 32.6, 36.1, "SY", 150_000)], stamp="s")
    gazetteer = Geonames([Index(tmp_path / "x.sqlite")])
    names = ["Halabsha", "Halab", "Hama", "Homs", "Daraa"]
    text = "Hama, Homs. Homs, Hama; Daraa and Halab. As once at Halabsha."
    assert resolve([text], names, gazetteer=gazetteer)["Halabsha"].country == "IQ"


def test_in_a_province_is_not_in_the_town_of_its_name() -> None:
    town = place("Hasm", 36.5, 40.7, "SY", 900_000, id="town", admin1="1", kind="PPLC")
    province = place("Hasm", 36.0, 41.0, "SY", 0, id="province", admin1="1", kind="ADM1")
    found = resolve(["Orlinka in Hasm province. In Hasm. From Hasm."], ["Orlinka", "Hasm"], town, province)
    assert (found["Hasm"].lat, found["Orlinka"].lat, found["Orlinka"].radius_km) == (36.5, 36.0, 80.0)


def test_a_country_is_no_village_of_its_name_where_another_is_named() -> None:
    america = place("America", 39.5, -93.1, "US", 320_000_000, kind="PCLI", radius_km=3000.0)
    china = place("Cathay", 33.4, 111.3, "CN", 1_400_000_000, kind="PCLI")
    towns = [place(name, lat, -95.0, "US", 900_000) for name, lat in (("Houston", 29.8), ("Dallas", 32.8))]
    village = place("Cathay", 30.0, -94.3, "US", 1200)
    text = "America, Houston, Dallas and Cathay. America. Dallas. Houston."
    found = resolve([text], ["America", "Houston", "Dallas", "Cathay"], america, china, village, *towns)
    assert found["Cathay"].country == "CN"


@pytest.mark.parametrize(
    ("how", "own", "named", "whole"),
    [
        ("exact", True, (), True),
        ("exact", False, (), False),  # by another name than its own, in a country that nothing else names
        ("exact", False, ("PH",), True),
        ("part", True, (), False),  # "Binan al-Hos" at home is no Binan abroad
    ],
)
def test_what_a_town_abroad_may_be_meant_by(how: str, own: bool, named: tuple[str, ...], whole: bool) -> None:
    candidate = Candidate(place("Binan", 14.3, 121.1, "PH", 400_000), how, 0.8, own)
    assert _is_thinkable(candidate, ("SY",), Setting(frozenset(named), frozenset())) is whole


def test_spellings_of_one_name_do_not_vouch_for_one_another() -> None:
    found = about(
        {"beirut": {"LB": 9.0}, "abbasi": {"IQ": 1.0}, "al abassi": {"IQ": 1.0}, "abassi": {"IQ": 1.0}},
        {},
        defaultdict(set),
    )
    assert {found[name] for name in ("abbasi", "al abassi", "abassi")} == {("LB",)}
