"""Each check of one report on small reports of our own: what it must find, and what it must leave alone."""

from __future__ import annotations

import functools
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from rashomon.pipeline import analyze
from rashomon.resources import path_of

pytestmark = pytest.mark.skipif(
    not path_of("models", "minilm.onnx").exists(), reason="the model is not in this checkout"
)

CHECKS = frozenset({"arithmetic", "calendar", "distance", "geography", "garbled", "unsupported"})
# name: (what is found, the report)
CASES: dict[str, tuple[str, str]] = {
    "arith-1": (
        "arithmetic",
        "Shelling in the Kharkiv region\n\nKharkiv, 3 May 2022. Shelling killed six people in the "
        "Kharkiv region on Tuesday, the governor said. Three people were killed in Izium, two in Chuhuiv "
        "and one in Balakliia, he said."
    ),
    "arith-2": (
        "arithmetic",
        "Vehicles lost\n\nThe army lost nine trucks on the road to Mosul: four near Qayyarah, two at "
        "Makhmur and two in Hamam al-Alil."
    ),
    "arith-3": (
        "arithmetic",
        "Toll rises\n\nEleven soldiers were killed in the ambush near Gao on Monday. The bodies of 26 "
        "civilians were found on Wednesday, bringing the death toll to 37, the government said."
    ),
    "arith-4": (
        "arithmetic",
        "Bodies counted\n\nA relief group put the death toll in Darfur at 103. The health office said 40 bodies were "
        "counted in Nyala 30 in Kutum 21 in Tawila and 12 in Zalingei."
    ),
    "garb-name": (
        "garbled",
        "Interviews\n\nThe arms came at night said a fighter named We did not know what they were in Kadugli."
    ),
    "garb-verb": (
        "garbled",
        "Interviews\n\nThe villagers waited. It tell us nothing of the arms that were brought to Kadugli he said."
    ),
    "arith-neg-1": (
        "",
        "Toll\n\nSix people were killed in the Kharkiv region, including three children and two women, "
        "the governor said."
    ),
    "arith-neg-2": (
        "",
        "Losses\n\nTwelve trucks were destroyed near Gao on Monday: the road to Kidal, two drivers said, "
        "was closed."
    ),
    "arith-neg-3": (
        "",
        "Blasts\n\nFive people were killed in Homs on Monday. Two people were killed in Hama and one in "
        "Aleppo a week later."
    ),
    "arith-neg-4": (
        "",
        "Toll\n\nThe death toll rose to 21 after three of the wounded died, doctors said. Forty people "
        "were hurt."
    ),
    "cal-1": (
        "calendar",
        "Published 14 March 2019\n\nThe convoy left Sirte on Monday, 5 March 2019, the drivers said."
    ),
    "cal-neg-1": ("", "Published 14 March 2019\n\nThe convoy left Sirte on Tuesday, 5 March 2019, the drivers said."),
    "cal-neg-2": ("", "Published 14 March 2019\n\nThe convoy left Sirte on Tuesday. It arrived on 9 March."),
    "cal-neg-3": (
        "",
        "Published 14 March 2019\n\nThe minister said on Wednesday that the bridge in Sirte was struck "
        "on Tuesday."
    ),
    "cal-2": (
        "calendar",
        "Published 5 March 2019\n\nA bomb killed four people in Sirte on Tuesday, 5 March 2019, a doctor "
        "said Wednesday."
    ),
    "dist-1": (
        "distance",
        "Front near Kherson\n\nThe shells fell in Mykolaiv, 250 km from Kherson, on Monday, killing two "
        "people."
    ),
    "dist-neg-1": (
        "",
        "Front near Kherson\n\nThe shells fell in Mykolaiv, 60 km from Kherson, on Monday, killing two "
        "people."
    ),
    "dist-neg-2": ("", "Road\n\nThe convoy drove 400 km from Tripoli before it was attacked in Sirte on Monday."),
    "geo-1": ("geography", "Bearing\n\nRockets hit the town of Azaz, south of Aleppo, on Monday, killing one person."),
    "geo-neg-1": ("", "Bearing\n\nRockets hit the town of Azaz, north of Aleppo, on Monday, killing one person."),
    "geo-2": ("geography", "Between\n\nThe convoy was ambushed at Misrata, between Tripoli and Gharyan, on Monday."),
    "geo-neg-2": ("", "Between\n\nThe convoy was ambushed at Homs, between Damascus and Aleppo, on Monday."),
    "geo-3": ("geography", "Near\n\nA drone struck a depot in Sabha, near Tripoli, on Monday, killing two guards."),
    "geo-neg-3": ("", "Near\n\nA drone struck a depot in Tajura, near Tripoli, on Monday, killing two guards."),
    "garb-1": ("garbled", "Guns\n\nThe calculation of the mortar was destroyed near Gao on Monday."),
    "garb-2": (
        "garbled",
        "Toll\n\nThe explosion near the market in Gao has risen to 14, the officials said on Monday."
    ),
    "garb-3": ("garbled", "Words\n\nThe ministry сообщает that two people were killed in Gao on Monday."),
    "garb-neg-1": (
        "",
        "Toll\n\nThe death toll of the explosion near the market in Gao has risen to 14, the officials "
        "said on Monday."
    ),
    "garb-neg-2": ("", "Words\n\nHe said that that had had no effect. The calculations of the ministry were wrong."),
    "garb-neg-3": (
        "",
        "Numbers\n\nThe number of displaced families rose in three to nine days of rain, the mayor of "
        "Gao said."
    ),
    "unsup-1": (
        "unsupported",
        "Blast in Gao kills 40\n\nGao, 4 March 2019. A blast in a market killed 14 people in Gao on "
        "Monday, doctors said. Nine people were wounded."
    ),
    "unsup-neg-1": (
        "",
        "Blast in Gao kills 14\n\nGao, 4 March 2019. A blast in a market killed 14 people in Gao on "
        "Monday, doctors said. Nine people were wounded."
    ),
    "unsup-neg-2": (
        "",
        "Blast in Gao kills more than ten\n\nGao, 4 March 2019. A blast in a market killed 14 people in "
        "Gao on Monday, doctors said."
    ),
    "unsup-2": (
        "unsupported",
        "Rebels shoot down drone over Gao\n\nGao, 4 March 2019. The rebels said that they fired on a "
        "drone over Gao on Monday. The drone was not hit and the army said it returned."
    ),
}  # fmt: skip


@functools.cache
def found() -> dict[str, set[str]]:
    """Return for each case the checks that found something; the reports are read as one dossier."""
    with TemporaryDirectory() as folder:
        for name, (_, text) in CASES.items():
            (Path(folder) / f"{name}.txt").write_text(text + "\n", encoding="utf-8")
        made = analyze([folder], workers=1)
    names = {report.id: Path(report.source).stem for report in made.reports}
    kinds: dict[str, set[str]] = {name: set() for name in CASES}
    for finding in made.findings:
        if len(finding.reports) == 1 and finding.kind in CHECKS:
            kinds[names[finding.reports[0]]].add(finding.kind)
    return kinds


@pytest.mark.parametrize("name", CASES)
def test_a_check_finds_what_is_wrong_and_nothing_else(name):
    assert found()[name] == {CASES[name][0]} - {""}
