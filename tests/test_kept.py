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
from rashomon.resolution.resolve import Resolver, resolve
from rashomon.settings import load_settings

ROOT = Path(__file__).parent.parent
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


@given(order=st.randoms(use_true_random=False), decisions=st.sampled_from([None, Decisions(), WORDS]))
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_reports_that_come_and_go_leave_what_resolving_at_once_gives(readings, gazetteer, order, decisions):
    resolver, held = Resolver(), []
    for reading in order.sample(readings, len(readings)):
        held.append(reading)
        if order.random() < 0.3:
            held.remove(order.choice(held))
        step = resolver.resolve(held, gazetteer, decisions)
    assert encoded(step) == encoded(resolve(held, gazetteer, decisions))


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
