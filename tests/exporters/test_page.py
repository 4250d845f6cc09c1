"""The page: whole in one file, everything escaped, every link with its target."""

from __future__ import annotations

import re

from msgspec.structs import replace

from rashomon.exporters.page import page
from rashomon.records import Analysis, Certainty, Filler, Report, Side, Voice
from rashomon.views import arrange

from .analyses import analysis

ID = re.compile(r'\bid="([^"]+)"')
LINK = re.compile(r'href="#([^"]+)"')


def test_nothing_is_fetched() -> None:
    made = page(analysis())
    assert not re.search(r"""(src=|@import|url\(|<link|https?:)""", made)


def test_every_link_inside_the_page_leads_somewhere() -> None:
    made = page(analysis())
    assert set(LINK.findall(made)) <= set(ID.findall(made))


def test_no_id_stands_twice() -> None:
    ids = ID.findall(page(analysis()))
    assert len(ids) == len(set(ids))


def test_a_reports_own_tags_are_text() -> None:
    made = page(analysis())
    assert "<b>" not in made
    assert "&lt;b&gt;Sarra" in made


def test_who_says_so_stands_with_the_claim() -> None:
    made = page(analysis())
    assert "doctors (“said”)" in made
    assert 'class="m denied"' in made


def test_versions_stand_side_by_side() -> None:
    made = page(analysis())
    values = re.findall(r'class="value" dir="auto">([^<]+) <', made)
    assert values == ["2", "5"]
    assert "Two and five cannot both be true." in made


def test_failures_are_listed() -> None:
    assert "x.txt is empty" in page(analysis())


def test_a_bad_address_is_no_link() -> None:
    first, *rest = analysis().reports
    made = page(replace(analysis(), reports=(replace(first, url="javascript:alert(1)"), *rest)))
    assert "javascript:" not in made


def test_an_empty_analysis_has_a_page() -> None:
    assert "Nothing was found" in page(Analysis(rashomon="0.1.0"))


def a_side(report: Report) -> Side:
    ends = (Filler(text=report.text[:3], start=0, end=3), Filler(text=report.text[4:8], start=4, end=8))
    return Side(
        id=f"{report.id}.s1", report=report.id, start=0, end=8, text=report.text[:8], relation="backs", cue="x",
        subject=ends[0], object=ends[1], voices=(Voice(text="a clerk", start=0, end=3),),
        certainty=Certainty(polarity="denied"),
    )  # fmt: skip


def test_the_words_of_a_copy_stand_once_among_the_sides() -> None:
    first = analysis().reports[0]
    both = (first, replace(first, id="r2", source="r2.txt"))
    sides = tuple(a_side(report) for report in both)
    held = replace(Analysis(rashomon="0.1.0"), reports=both, sides=sides)
    (shown,) = arrange(held).sides
    (statement,) = shown.statements
    assert "the same words in" in statement.teller
    made = page(held)
    assert set(LINK.findall(made)) <= set(ID.findall(made))


def test_who_stands_with_whom_is_shown_with_its_words() -> None:
    held = analysis()
    made = page(replace(held, sides=(a_side(held.reports[0]),)))
    shown = made[made.index('<section id="sides"') :]
    assert "backs" in shown
    assert "a clerk" in shown
    assert "denied" in shown
    assert set(LINK.findall(made)) <= set(ID.findall(made))
