"""What is kept between runs never shows: a dossier resolved step by step is the one resolved at once."""

from __future__ import annotations

import functools
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rashomon import docks
from rashomon.decisions import Decisions, Judgement
from rashomon.documents.read import read_reports
from rashomon.kept import Kept
from rashomon.pipeline import read_all
from rashomon.resolution.resolve import resolve
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
    kept, held = Kept(), []
    for reading in order.sample(readings, len(readings)):
        held.append(reading)
        if order.random() < 0.3:
            held.remove(order.choice(held))
        step = resolve(held, gazetteer, decisions, kept)
    assert encoded(step) == encoded(resolve(held, gazetteer, decisions))


def test_each_step_is_what_resolving_at_once_gives(readings, gazetteer):
    kept = Kept()
    for end in range(1, len(readings) + 1):
        step = resolve(readings[:end], gazetteer, Decisions(), kept)
        assert encoded(step) == encoded(resolve(readings[:end], gazetteer, Decisions()))


def test_other_lists_or_places_make_everything_anew():
    kept, made = Kept(), []
    for ground in ("a", "a", "b"):
        kept.begin(ground)
        kept.of("what", "report", ("given",), functools.partial(made.append, ground))
        kept.end()
    assert made == ["a", "b"]


def test_what_a_run_does_not_ask_for_is_forgotten():
    kept = Kept()
    kept.of("what", "report", (), lambda: 1)
    kept.end()
    kept.end()
    assert kept.held("what", "report") == (None, None)
