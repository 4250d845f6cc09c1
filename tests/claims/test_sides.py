"""Who stands with whom, in the words of a report."""

from __future__ import annotations

import pytest

from rashomon.claims.sides import find_sides
from rashomon.records import Mention, Report, Sentence

NAMES = {
    "Veru": "actor", "Karon Front": "actor", "Ostan Brigade": "actor", "Vardo": "person", "Norway": "place",
    "Norwegian": "nationality", "Kenya": "place", "Seln": "place", "Ardo": "place",
}  # fmt: skip


def told(text):
    mentions = []
    for name, kind in NAMES.items():
        at = text.find(name)
        if at >= 0:
            mentions.append(Mention(report="r", start=at, end=at + len(name), text=name, kind=kind, sentence=0))
    report = Report(id="r", source="r", text=text, sha256="0")
    sentence = Sentence(report="r", index=0, start=0, end=len(text))
    return [(s.subject.text, s.relation, s.object.text) for s in find_sides(report, [sentence], mentions)]


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("Norway-backed Veru rebels left.", [("Norway", "backs", "Veru rebels")]),
        ("The UN-recognised government fell.", [("UN", "recognises", "government")]),
        ("The Norway-backed rebels fired.", [("Norway", "backs", "rebels")]),
        ("pro-Norwegian separatists fired.", [("pro-Norwegian separatists", "sides with", "Norwegian")]),
        ("anti-Veru forces fired.", [("anti-Veru forces", "opposes", "Veru")]),
        ("Forces loyal to General Vardo fired.", [("Forces", "sides with", "General Vardo")]),
        ("Veru, which is allied with the Karon Front, fired.", [("Veru", "allied", "the Karon Front")]),
        ("Veru's backers Norway and Kenya met.", [("Norway", "backs", "Veru"), ("Kenya", "backs", "Veru")]),
        ("The armed wing of Veru fired.", [("The armed wing of Veru", "part of", "Veru")]),
        ("The Ostan Brigade, the armed wing of Veru, fired.", [("The Ostan Brigade", "part of", "Veru")]),
        ("Rival administrations in Seln and Ardo met.", [("Seln", "opposes", "Ardo")]),
        ("Veru, opposed by the Karon Front, won.", [("the Karon Front", "opposes", "Veru")]),
        ("Veru leader Vardo spoke.", [("Vardo", "leads", "Veru")]),
        ("Norway and its ally Kenya met.", [("Kenya", "allied", "Norway")]),
    ],
)
def test_the_words_of_a_side(text, sides) -> None:
    assert told(text) == sides


@pytest.mark.parametrize(
    "text",
    [
        "Norway met Kenya.",
        "Norway's former ally Kenya left.",
        "A tax backed by Norwegian banks passed.",
        "Veru's arm hurt.",
    ],
)
def test_no_side_is_taken(text) -> None:
    assert told(text) == []


def test_a_side_is_quoted_from_the_text() -> None:
    text = "On Monday the Veru, backed by Norway, left."
    report = Report(id="r", source="r", text=text, sha256="0")
    found = [Mention(report="r", start=14, end=18, text="Veru", kind="actor", sentence=0)]
    found.append(Mention(report="r", start=30, end=36, text="Norway", kind="place", sentence=0))
    [side] = find_sides(report, [Sentence(report="r", index=0, start=0, end=len(text))], found)
    assert (side.text, text[side.start : side.end], side.id) == ("the Veru, backed by Norway",) * 2 + ("r.s1",)


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("Norway denied backing the Karon Front.", [("Norway", "backs", "the Karon Front")]),
        ("Norwegian support for Veru grew.", [("Norwegian", "backs", "Veru")]),
        ("Veru, Ostan Brigade's branch in Seln, left.", [("Veru", "part of", "Ostan Brigade")]),
        ("Norwegian-led forces left.", [("Norwegian", "leads", "forces")]),
    ],
)
def test_more_words_of_a_side(text, sides) -> None:
    assert told(text) == sides
