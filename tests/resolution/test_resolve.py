"""What is kept between runs never shows: a dossier resolved step by step is the one resolved at once."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rashomon import docks
from rashomon.decisions import Decisions, Judgement
from rashomon.documents.read import read_reports
from rashomon.pipeline import read_all
from rashomon.records import Mention, Reading, Report
from rashomon.resolution import company
from rashomon.resolution.resolve import Resolver, resolve
from rashomon.settings import load_settings

ROOT = Path(__file__).parent.parent.parent
FOLDERS = ("examples/libya-2020", "tests/readings/ganja-nights", "tests/readings/khawkhah-market")
SETTINGS = load_settings(workers=1)
WORDS = Decisions(
    Judgement(left=left, right=right, verdict="same", score=1.0, reason="told", values=(left, right), author="user:me")
    for left, right in (("actor:un", "actor:nobody named here"), ("known:RU-STATE", "known:TR-STATE"))
)


@pytest.fixture(scope="module")
def readings():
    reports, _ = read_reports([str(ROOT / folder) for folder in FOLDERS], limit=SETTINGS.max_chars)
    return read_all(reports, SETTINGS, lambda *_: None)


@pytest.fixture(scope="module")
def gazetteer():
    return docks.load("gazetteer", SETTINGS.gazetteer)


def encoded(resolution):
    return msgspec.json.encode(resolution)


@given(
    order=st.randoms(use_true_random=False),
    decisions=st.sampled_from([None, Decisions(), WORDS]),
    many=st.sampled_from([4, company.MANY_POINTS]),  # names on the map that make a dossier a large one
)
@settings(max_examples=10, deadline=None)
def test_reports_that_come_and_go_leave_what_resolving_at_once_gives(readings, gazetteer, order, decisions, many):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(company, "MANY_POINTS", many)
        resolver, held = Resolver(), []
        for reading in order.sample(readings, len(readings)):
            held.append(reading)
            if order.random() < 0.3:
                held.remove(order.choice(held))
            step = resolver.resolve(held, gazetteer, decisions)
        assert encoded(step) == encoded(resolve(held, gazetteer, decisions))


SURNAMES = ("Wako", "Vako", "Lindor", "Tarun", "Tarhun")
NAMES = {
    "person": ("Idris {0}", "Col. Idris {0}", "{0}", "Sami {0}"),
    "actor": ("{0} Brigade", "1st {0} Brigade", "2nd {0} Brigade", "the brigade", "Ministry of {0}"),
    "operation": ("Operation {0} Storm", "Storm of {0}"),
    "equipment": ("T-72B3", "Pantsir-S1", "Pantzir"),
    "other": ("{0}",),
    "place": ("{0}", "Tripoli", "Libya", "Lebanon"),
    "nationality": ("Libyan", "Turkish"),
}


@st.composite
def invented(draw):
    """Return a few readings whose names are alike in many ways, of people, bodies, operations and places."""
    readings = []
    for number in range(draw(st.integers(2, 7))):
        text, mentions = "", []
        for kind in draw(st.lists(st.sampled_from(sorted(NAMES)), max_size=6)):
            name = draw(st.sampled_from(NAMES[kind])).format(draw(st.sampled_from(SURNAMES)))
            start, end = len(text), len(text) + len(name)
            text += name + draw(st.sampled_from([" and ", ", ", " . ", " in the south of "]))
            mentions.append(Mention(report=f"r{number}", start=start, end=end, text=name, kind=kind, sentence=0))
        report = Report(
            id=f"r{number}", source=f"r{number}", text=text + draw(st.sampled_from(["", "Вако"])), sha256="0"
        )
        readings.append(Reading(report=report, mentions=tuple(mentions)))
    return readings


@given(readings=invented(), order=st.randoms(use_true_random=False), many=st.sampled_from([2, company.MANY_POINTS]))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_names_that_come_and_go_leave_what_resolving_at_once_gives(gazetteer, readings, order, many):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(company, "MANY_POINTS", many)
        resolver, held = Resolver(), []
        for reading in order.sample(readings, len(readings)):
            held.append(reading)
            if order.random() < 0.3:
                held.remove(order.choice(held))
            assert encoded(resolver.resolve(held, gazetteer)) == encoded(resolve(held, gazetteer))


def test_each_step_is_what_resolving_at_once_gives(readings, gazetteer):
    resolver = Resolver()
    for end in range(1, len(readings) + 1):
        step = resolver.resolve(readings[:end], gazetteer, Decisions())
        assert encoded(step) == encoded(resolve(readings[:end], gazetteer, Decisions()))


def test_other_judgements_make_everything_anew(readings, gazetteer):
    resolver = Resolver()
    resolver.resolve(readings, gazetteer)
    assert encoded(resolver.resolve(readings, gazetteer, WORDS)) == encoded(resolve(readings, gazetteer, WORDS))
    assert encoded(resolver.resolve(readings, gazetteer)) == encoded(resolve(readings, gazetteer))


def test_a_part_that_breaks_leaves_nothing_half_made(readings, gazetteer, monkeypatch):
    resolver = Resolver()
    resolver.resolve(readings[:5], gazetteer)
    with monkeypatch.context() as patch:
        patch.setattr("rashomon.resolution.filled.Filled.update", lambda *_: 1 // 0)
        with pytest.raises(ZeroDivisionError):
            resolver.resolve(readings, gazetteer)
    assert encoded(resolver.resolve(readings, gazetteer)) == encoded(resolve(readings, gazetteer))


def test_what_a_change_does_not_reach_is_kept(readings, gazetteer):
    resolver = Resolver()
    before = {one.report.id: one for one in resolver.resolve(readings[:-1], gazetteer).accounts}
    after = {one.report.id: one for one in resolver.resolve(readings, gazetteer).accounts}
    assert any(before[report] is after[report] for report in before)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        (("Russian warplanes", "Russian planes", "Russian planes"), "Russian planes"),
        (("Russian warplanes", "Russian Aerospace Forces"), "Russian Aerospace Forces"),
    ],
)
def test_a_body_is_called_as_the_reports_call_it(gazetteer, written, name):
    text = " . ".join(written)
    found, at = [], 0
    for words in written:
        start = text.index(words, at)
        at = start + len(words)
        found.append(Mention(report="r", start=start, end=at, text=words, kind="actor", sentence=0))
    reading = Reading(report=Report(id="r", source="r", text=text, sha256="0"), mentions=tuple(found))
    assert [entity.name for entity in resolve([reading], gazetteer).entities] == [name]
