"""Two short reports side by side: what must be found between them, and what must not."""

from __future__ import annotations

import pytest

from rashomon.pipeline import analyze
from rashomon.resources import path_of

pytestmark = pytest.mark.skipif(
    not path_of("models", "minilm.onnx").exists(), reason="the model is not in this checkout"
)

CLASH = frozenset({"contradiction", "difference"})
ANY = frozenset({"contradiction", "update", "difference", "agreement"})
# name: (one of these is found, none of these is, the day and text of each report)
PAIRS: dict[str, tuple[frozenset[str], frozenset[str], tuple[str, str], tuple[str, str]]] = {
    "count-diff": (
        CLASH,
        frozenset({"agreement"}),
        ("4 May 2023", "Kyiv shot down eight drones over Odesa on Wednesday, 3 May, the air force said."),
        ("4 May 2023", "Twelve drones were shot down over Odesa on Wednesday, 3 May, a regional official said."),
    ),
    "toll-later": (
        frozenset({"update"}),
        frozenset({"contradiction"}),
        ("4 May 2023", "A missile killed at least 5 people in Kramatorsk on Thursday, 4 May, the mayor said."),
        ("5 May 2023", "The missile that hit Kramatorsk on Thursday, 4 May, killed 8 people, the mayor said."),
    ),
    "toll-sameday-atleast": (
        frozenset(),
        frozenset({"contradiction"}),
        ("4 May 2023", "A missile killed at least 5 people in Kramatorsk on Thursday, the mayor said."),
        ("4 May 2023", "A missile killed 8 people in Kramatorsk on Thursday, police said."),
    ),
    "toll-clash": (
        frozenset({"contradiction"}),
        frozenset({"agreement"}),
        ("4 May 2023", "A missile killed 5 people in Kramatorsk on Thursday, the mayor said."),
        ("4 May 2023", "A missile killed 8 people in Kramatorsk on Thursday, police said."),
    ),
    "no-casualties": (
        CLASH,
        frozenset(),
        ("4 May 2023", "A drone hit a depot in Feodosia on Thursday and killed two guards, a resident said."),
        (
            "4 May 2023",
            "A drone hit a depot in Feodosia on Thursday. There were no reports of casualties, the governor said.",
        ),
    ),
    "denied-behind": (
        frozenset(),
        frozenset({"contradiction"}),
        ("4 May 2023", "A car bomb killed six people in Azaz on Thursday, doctors said."),
        ("4 May 2023", "The SDF denied that it was behind the bombing in Azaz on Thursday."),
    ),
    "capture-deny": (
        frozenset({"contradiction"}),
        frozenset(),
        ("4 May 2023", "The RSF captured the airport of Nyala on Thursday, its spokesman said."),
        ("4 May 2023", "The army denied that the RSF had captured the airport of Nyala."),
    ),
    "capture-two": (
        frozenset({"agreement"}),
        frozenset({"contradiction"}),
        ("4 May 2023", "The RSF captured the town of Nyala on Thursday, residents said."),
        (
            "5 May 2023",
            "Nyala fell to the RSF on Thursday, the governor said. The RSF took the town of "
            "Nyala after a week of fighting.",
        ),
    ),
    "two-towns": (
        frozenset(),
        ANY,
        ("4 May 2023", "An air strike killed 5 people in Idlib on Thursday."),
        ("4 May 2023", "An air strike killed 9 people in Raqqa on Thursday."),
    ),
    "two-days": (
        frozenset(),
        ANY,
        ("4 May 2023", "An air strike killed 5 people in Idlib on 2 May."),
        ("14 May 2023", "An air strike killed 9 people in Idlib on 13 May."),
    ),
    "parts": (
        frozenset(),
        frozenset({"contradiction", "update"}),
        ("4 May 2023", "An air strike killed 12 people in Idlib on 2 May, including five children."),
        ("4 May 2023", "Five children were killed in an air strike on Idlib on 2 May."),
    ),
    "civ-terr": (
        CLASH,
        frozenset(),
        ("4 May 2023", "An air strike killed 11 civilians in Idlib on 2 May, rescuers said."),
        ("4 May 2023", "An air strike killed 11 terrorists in Idlib on 2 May, the army said."),
    ),
    "accept-reject": (
        CLASH,
        frozenset(),
        ("4 May 2023", "The rebels accepted the ceasefire in Taiz on 2 May, their spokesman said."),
        ("4 May 2023", "The rebels rejected the ceasefire in Taiz on 2 May, a mediator said."),
    ),
    "actor": (
        frozenset({"contradiction"}),
        frozenset(),
        ("4 May 2023", "Russian forces shelled the hospital in Kherson on 2 May, the mayor said."),
        ("4 May 2023", "Ukrainian forces shelled the hospital in Kherson on 2 May, Moscow said."),
    ),
    "video": (
        frozenset({"refutation"}),
        frozenset(),
        ("4 May 2023", "The army published a video that shows a burning tank in Nyala."),
        ("5 May 2023", "The video of the army does not show a burning tank in Nyala. It was filmed in Yemen in 2019."),
    ),
    "one-origin": (
        frozenset({"agreement"}),
        frozenset({"contradiction"}),
        ("4 May 2023", "A blast killed 7 people in Azaz on 3 May, the Syrian Observatory for Human Rights said."),
        ("4 May 2023", "Seven people died in a blast in Azaz on 3 May, according to the Observatory."),
    ),
    "war-total": (
        frozenset({"contradiction", "difference", "update"}),
        frozenset(),
        (
            "4 May 2023",
            "A blast killed 7 people in Azaz on 3 May. More than 500,000 people have been killed "
            "in Syria since the war began in 2011.",
        ),
        ("6 May 2023", "The war in Syria, which began in 2011, has killed 610,000 people and displaced 12 million."),
    ),
}


@pytest.mark.parametrize("name", PAIRS)
def test_two_reports(name, tmp_path):
    wanted, forbidden, *texts = PAIRS[name]
    for letter, (day, text) in zip("ab", texts, strict=True):
        (tmp_path / f"{letter}.txt").write_text(f"Published {day}\n\n{text}\n", encoding="utf-8")
    kinds = {finding.kind for finding in analyze([str(tmp_path)], workers=1).findings}
    assert not wanted or kinds & wanted
    assert not kinds & forbidden
