"""Which names are one entity, on readings built by hand."""

from __future__ import annotations

import msgspec
import pytest

from rashomon.decisions import Decisions, Judgement, name_key
from rashomon.records import Mention, Reading, Report
from rashomon.resolution.entities import resolve_entities


def reading(name, *mentions, joint=" . "):
    """A report that consists of its mentions, each (text, kind)."""
    text, found = "", []
    for words, kind in mentions:
        start = len(text)
        text += words + joint
        found.append(Mention(report=name, start=start, end=start + len(words), text=words, kind=kind, sentence=0))
    return Reading(report=Report(id=name, source=name, text=text, sha256="0"), mentions=tuple(found))


def owner(entities, words):
    found = [entity.id for entity in entities if words in entity.names]
    assert len(found) == 1
    return found[0]


def joined(kind, one, other, *more):
    entities = resolve_entities([reading("a", (one, kind), *more), reading("b", (other, kind))])
    return owner(entities, one) == owner(entities, other)


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("actor", "Al-Wefaq", "Government of National Accord"),
        ("actor", "Daesh", "ISIL"),
        ("actor", "RSF", "Rapid Support Forces"),
        ("equipment", "Pantsir-S1", "Pantzir"),
        ("equipment", "T-72B3", "T-72"),
        ("operation", "Volcano of Wrath", "Burkan al-Ghadab"),
        ("operation", "Storm of Swords", "Sword Storm"),
        ("media", "Syrian state television", "Syrian state TV"),
        ("actor", "Norwegian Foreign Ministry", "Ministry of Foreign Affairs of Norway"),
        ("person", "Col. Idris Wako", "Idriss Wako"),
        ("person", "Wako", "Idris Wako"),
        ("actor", "Orlin Defence Brigade", "Orlin Defense Brigade"),
    ],
)
def test_names_of_one(kind, one, other):
    assert joined(kind, one, other)


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("actor", "al-Qaeda in Iraq", "al-Qaeda in the Arabian Peninsula"),
        ("actor", "CIA", "KIA"),
        ("actor", "17th Orlin Brigade", "18th Orlin Brigade"),
        ("person", "Idris Wako", "Sami Wako"),
        ("equipment", "Su-24", "Su-34"),
        ("operation", "Olive Branch", "Peace Spring"),
    ],
)
def test_names_of_two(kind, one, other):
    assert not joined(kind, one, other)


@pytest.mark.parametrize(
    ("one", "other", "whole"),
    [
        ("33rd Front", "Front 33", True),
        ("Sixth Division", "6th Division", True),
        ("Sixth Division", "Sixth Infantry Division", True),
        ("6th Armoured Division", "Sixth Infantry Division", False),
        ("Sixth Division", "Seventh Infantry Division", False),
        ("Ruritanian Security Council", "UN Security Council", False),
        ("Russian Security Council", "UN Security Council", False),
    ],
)
def test_numbered_units_and_the_councils_of_states(one, other, whole):
    assert joined("actor", one, other) is whole


def test_a_unit_without_its_arm_is_neither_of_two():
    names = ("6th Armoured Division", "6th Infantry Division", "Sixth Division")
    entities = resolve_entities([reading(name, (name, "actor")) for name in names])
    assert len({owner(entities, name) for name in names}) == 3


@pytest.mark.parametrize(
    ("full", "alone", "whole"),
    [
        ("Orsan Belmari", "Orsan", True),
        ("Prince Orsan bin Tahir", "Prince Orsan", True),
        ("Ramon Vidal Quintero", "Vidal", True),
        ("Ramon Vidal", "Orsan", False),
    ],
)
def test_a_part_of_the_only_full_name_told_before_is_its_bearer(full, alone, whole):
    entities = resolve_entities([reading("a", (full, "person"), (alone, "person"))])
    assert (owner(entities, full) == owner(entities, alone)) is whole


def test_a_given_name_of_two_people_or_of_one_told_later_is_left_alone():
    two = resolve_entities([reading("a", ("Orsan Belmari", "person"), ("Orsan Tahir", "person"), ("Orsan", "person"))])
    later = resolve_entities([reading("a", ("Orsan", "person"), ("Orsan Belmari", "person"))])
    assert owner(two, "Orsan") not in {owner(two, "Orsan Belmari"), owner(two, "Orsan Tahir")}
    assert owner(later, "Orsan") != owner(later, "Orsan Belmari")


def test_a_last_name_is_the_one_who_was_named_before():
    names = (("Idris Wako", "person"), ("Wako", "person"), ("Sami Wako", "person"), ("Wako", "person"))
    assert {entity.names for entity in resolve_entities([reading("a", *names)])} == {
        ("Idris Wako", "Wako"),
        ("Sami Wako",),
    }


def test_one_last_name_of_two_people_in_two_reports_is_two():
    first = reading("a", ("Idris Wako", "person"), ("Wako", "person"))
    second = reading("b", ("Sami Wako", "person"), ("Wako", "person"))
    assert len(resolve_entities([first, second])) == 2


def test_a_last_name_of_two_people_is_left_alone():
    entities = resolve_entities([reading("a", ("Idris Wako", "person"), ("Sami Wako", "person"), ("Wako", "person"))])
    assert len(entities) == 3


def test_a_listed_last_name_yields_to_the_full_name_of_the_report():
    entities = resolve_entities(
        [reading("a", ("Libyan", "nationality"), ("Omar Haftar", "person"), ("Haftar", "person"))]
    )
    assert owner(entities, "Haftar") == owner(entities, "Omar Haftar") != "P-HAFTAR"


def test_an_acronym_in_brackets_is_its_name():
    found = reading("a", ("Orlin Liberation Council", "actor"), ("OLC", "actor"), joint=" (")
    text = found.report.text.replace("OLC (", "OLC) ")
    found = msgspec.structs.replace(found, report=msgspec.structs.replace(found.report, text=text))
    entities = resolve_entities([found])
    assert owner(entities, "OLC") == owner(entities, "Orlin Liberation Council")


def test_each_mention_has_one_entity():
    entities = resolve_entities([reading("a", ("Daesh", "actor"), ("Daesh", "actor"), ("Idris Wako", "person"))])
    refs = [ref for entity in entities for ref in entity.mentions]
    assert len(refs) == len(set(refs)) == 3


def _judged(verdict, one, other):
    return Judgement(
        left=name_key("actor", one), right=name_key("actor", other), verdict=verdict, score=1.0, reason="as I know",
        values=(one, other), author="user:me", date="2024-05-01",
    )  # fmt: skip


def test_a_user_joins_what_rules_do_not():
    decisions = Decisions([_judged("same", "Orlin Column", "Night Hawks")])
    entities = resolve_entities(
        [reading("a", ("Orlin Column", "actor")), reading("b", ("Night Hawks", "actor"))], decisions
    )
    assert owner(entities, "Orlin Column") == owner(entities, "Night Hawks")


def test_a_user_parts_what_the_lists_join():
    decisions = Decisions([_judged("different", "Daesh", "ISIL")])
    entities = resolve_entities([reading("a", ("Daesh", "actor")), reading("b", ("ISIL", "actor"))], decisions)
    assert owner(entities, "Daesh") != owner(entities, "ISIL")


def test_the_order_of_reports_does_not_matter():
    one, other = reading("a", ("Idris Wako", "person"), ("RSF", "actor")), reading("b", ("Wako", "person"))
    assert resolve_entities([one, other]) == resolve_entities([other, one])


def test_swapping_two_sides_swaps_the_result():
    there = resolve_entities([reading("a", ("Ukrainian army", "actor"), ("Russian army", "actor"))])
    here = resolve_entities([reading("a", ("Russian army", "actor"), ("Ukrainian army", "actor"))])
    assert {(e.id, e.name, e.sector) for e in there} == {(e.id, e.name, e.sector) for e in here}
