"""Names in other scripts and unread languages find the Latin name of the dossier."""

from __future__ import annotations

import pytest

from rashomon.otherscripts import names_a_town, town
from rashomon.records import Mention, Reading, Report, Sentence, Token
from rashomon.resolution.entities import resolve_entities
from rashomon.resolution.reports import Reports


def reading(name: str, text: str, *names: tuple[str, str], read: bool = True) -> Reading:
    mentions = tuple(
        Mention(report=name, start=text.find(n), end=text.find(n) + len(n), text=n, kind=kind, sentence=0)  # type: ignore[arg-type]
        for n, kind in names
    )
    tokens = (Token(start=0, end=3, text=text[:3], upos="NOUN" if read else "X"),)
    sentence = Sentence(report=name, index=0, start=0, end=len(text), tokens=tokens)
    report = Report(id=name, source=name, text=text, sha256="0")
    return Reading(report=report, sentences=(sentence,), mentions=mentions)


def with_other_scripts(readings: list[Reading]) -> list[Reading]:
    reports = Reports()
    reports.update(readings)
    return [reports.held[one.report.id].reading for one in readings]


LATIN = reading("a", "Idris Wakondar left Tarhuna.", ("Idris Wakondar", "person"), ("Tarhuna", "place"))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Солдаты вошли в Тархуну", [("Тархуну", "place")]),
        ("دخلت القوات ترهونة", [("ترهونة", "place")]),
        ("Вакондаром недовольны", [("Вакондаром", "person")]),
        ("тархуну", []),
    ],
)
def test_a_word_with_the_consonants_of_a_latin_name(text: str, found: list[tuple[str, str]]) -> None:
    other = with_other_scripts([LATIN, reading("b", text)])[1]
    assert [(m.text, m.kind) for m in other.mentions] == found


def test_a_capitalised_word_of_an_unread_language() -> None:
    other = with_other_scripts([LATIN, reading("b", "Askerler Terhune'ye girdi", read=False)])[1]
    assert [m.text for m in other.mentions] == ["Terhune"]


def test_the_name_in_brackets_is_the_name_before_it() -> None:
    one = reading("a", "Idris Wakondar (إدريس واكندار) spoke.", ("Idris Wakondar", "person"))
    [entity] = resolve_entities(with_other_scripts([one]))
    assert set(entity.names) == {"Idris Wakondar", "إدريس واكندار"}


def test_a_case_ending_parts_nobody_from_their_name() -> None:
    entities = resolve_entities(with_other_scripts([LATIN, reading("b", "Вакондаром недовольны")]))
    assert "Вакондаром" in next(e for e in entities if e.name == "Idris Wakondar").names


@pytest.mark.parametrize(
    ("word", "name"), [("Харькове", "Харьков"), ("Одесу", "Одеса"), ("بطرابلس", "طرابلس"), ("дом", "")]
)
def test_a_town_in_any_case(word: str, name: str) -> None:
    assert town(word) == name


def test_an_arabic_word_is_a_town_only_after_a_word_for_a_place() -> None:
    for text, wanted in (("في مدينة حلب", True), ("قال حلب", False)):
        assert names_a_town(text, text.find("حلب"), len(text)) is wanted
