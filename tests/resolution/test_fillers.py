"""What a phrase of a claim denotes."""

from __future__ import annotations

import pytest

from rashomon.records import Claim, Entity, Filler, Mention, MentionRef, Reading, Report, Voice
from rashomon.resolution.acting import acting_mentions
from rashomon.resolution.fillers import Filling
from rashomon.resolution.phrases import head_of

TEXT = "the militants of Wako , the town of Orlinka ; a spokesman for Wako ; two Grad systems ; Ankara ; its men"
KINDS = {"Wako": "person", "Orlinka": "place", "Grad": "equipment", "Ankara": "place"}


def mentions():
    for words, kind in KINDS.items():
        start = TEXT.find(words)
        while start >= 0:
            yield Mention(report="r", start=start, end=start + len(words), text=words, kind=kind, sentence=0)
            start = TEXT.find(words, start + 1)


def filling(*claims):
    found = tuple(mentions())
    entities = [
        Entity(
            id=words, kind=kind, name=words,
            mentions=tuple(MentionRef(report="r", start=m.start, end=m.end) for m in found if m.text == words),
        )
        for words, kind in KINDS.items()
    ]  # fmt: skip
    reading = Reading(report=Report(id="r", source="r", text=TEXT, sha256="0"), mentions=found, claims=claims)
    return reading, Filling([reading], entities)


def claim(**roles):
    return Claim(id="c", report="r", start=0, end=len(TEXT), kind="attack", sentence=0, **roles)


def phrase(words, kind=Filler, **fields):
    start = TEXT.index(words)
    return kind(text=words, start=start, end=start + len(words), **fields)


@pytest.mark.parametrize(
    ("words", "role", "entity"),
    [
        ("Wako", "actor", "Wako"),
        ("the militants of Wako", "target", "Wako/forces"),
        ("the town of Orlinka", "place", "Orlinka"),
        ("two Grad systems", "target", "Grad"),
    ],
)
def test_fillers(words, role, entity):
    _, look = filling()
    assert look.filler(claim(), role, phrase(words)).entity == entity


def test_a_province_is_called_by_the_name_before_it_not_by_whose_it_is():
    text = "strikes on Norlands rebel-held Arvad province"
    named = [(text.index(name), name) for name in ("Norland", "Arvad")]
    found = tuple(
        Mention(report="r", start=at, end=at + len(name), text=name, kind="place", sentence=0) for at, name in named
    )
    entities = [
        Entity(id=m.text, kind="place", name=m.text, mentions=(MentionRef(report="r", start=m.start, end=m.end),))
        for m in found
    ]
    reading = Reading(report=Report(id="r", source="r", text=text, sha256=""), mentions=found)
    start, words = text.index("Norland"), "Norlands rebel-held Arvad province"
    place = Filler(text=words, start=start, end=len(text), head=text.index("province"))
    assert Filling([reading], entities).filler(claim(), "place", place).entity == "Arvad"


def test_forces_of_a_person_are_an_entity_on_that_persons_side():
    _, look = filling()
    look.filler(claim(), "actor", phrase("the militants of Wako"))
    forces = next(entity for entity in look.entities.values() if entity.id == "Wako/forces")
    assert forces.sides == ("Wako",)


def test_a_spokesman_speaks_for_whom_he_names():
    _, look = filling()
    assert look.voice(claim(), phrase("a spokesman for Wako", Voice)).entity == "Wako"


def test_a_pronoun_goes_where_it_refers():
    _, look = filling()
    start = TEXT.index("Grad")
    assert look.filler(claim(), "target", phrase("its men", refers_to=(start, start + 4))).entity == "Grad"


def test_a_capital_that_acts_is_its_state():
    reading, _ = filling(claim(actor=(phrase("Ankara"),)))
    start = TEXT.index("Ankara")
    assert acting_mentions([reading]) == (MentionRef(report="r", start=start, end=start + 6),)


def test_a_description_goes_on_naming_the_town():
    _, look = filling()
    start = TEXT.index("its men")
    again = Filler(text="the town", start=start, end=start + 8)
    assert look.filler(claim(), "place", again).entity == "Orlinka"


def test_a_base_is_one_that_was_called_so():
    _, look = filling()
    start = TEXT.index("its men")
    assert look.filler(claim(), "place", Filler(text="the base", start=start, end=start + 8)).entity is None


def test_a_town_beside_a_body_has_no_voice():
    _, look = filling()
    at = TEXT.index("Orlinka")
    assert look.voice(claim(), Voice(text="Orlinka monitor", start=at, end=at + 7)).entity is None


def test_a_channel_of_a_state_is_not_the_state():
    text = "Ukraines Channel 10 television said"
    found = (Mention(report="r", start=0, end=7, text="Ukraine", kind="place", sentence=0),)
    entity = Entity(id="UA-STATE", kind="actor", name="Ukraine", mentions=(MentionRef(report="r", start=0, end=7),))
    look = Filling([Reading(report=Report(id="r", source="r", text=text, sha256=""), mentions=found)], [entity])
    assert look.voice(claim(), Voice(text=text[:-5], start=0, end=len(text) - 5)).entity is None
    assert look.voice(claim(), Voice(text="Ukraine", start=0, end=7)).entity == "UA-STATE"


def test_a_military_told_of_by_another_state_stays_open():
    text = "The Syrian army rests. US officials said the military fired. The military left."
    found, entities = [], []
    for words, kind, code in (("Syrian army", "actor", "SY"), ("US", "nationality", "US")):
        start = text.index(words)
        found.append(Mention(report="r", start=start, end=start + len(words), text=words, kind=kind, sentence=0))
        refs = (MentionRef(report="r", start=start, end=start + len(words)),)
        sector = "MIL" if kind == "actor" else None
        entities.append(Entity(id=code, kind="actor", name=words, country=code, sector=sector, mentions=refs))
    reading = Reading(report=Report(id="r", source="r", text=text, sha256="0"), mentions=tuple(found))
    look = Filling([reading], entities)
    for words, entity in (("the military", None), ("The military", "SY")):
        start = text.index(words)
        denoted = look.filler(claim(), "actor", Filler(text=words, start=start, end=start + len(words))).entity
        assert denoted == entity


def test_a_break_inside_a_name_is_none():
    text = "a Ministry of Lands spokesman, Ali"
    ministry = Mention(report="r", start=2, end=19, text="Ministry of Lands", kind="actor", sentence=0)
    voice = Voice(text=text, start=0, end=len(text))
    assert text[head_of(voice, [ministry]) :].startswith("spokesman")
