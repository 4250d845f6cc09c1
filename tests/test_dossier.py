"""A dossier that grew is the one made at once, whatever the order in which its reports came and went."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from rashomon import pipeline
from rashomon.accounts import accounts_of
from rashomon.alignment import pairs
from rashomon.assessment import passages
from rashomon.beside import SideBySide
from rashomon.dossier import Dossier
from rashomon.settings import load_settings
from tests.dossiers import actor, claim, place, report

EXAMPLE = Path(__file__).parent.parent / "examples" / "libya-2020"
SETTINGS = load_settings(workers=1)

PLACES = [place("town", 33.0, 44.0), place("village", 33.05, 44.05), place("far", 35.0, 40.0)]
SPEAKERS = [actor("army", country="AA"), actor("rebels", country="BB"), actor("spokesman", kind="person")]
PASSAGES = (
    "A blast tore through the covered market at noon and witnesses carried the wounded away on doors and carts. ",
    "Reporting by our staff in three cities, editing by the night desk, all rights of this text are reserved. ",
    "The spokesman of the army told reporters that two trucks had been hit on the road to the village at dawn. ",
)


@st.composite
def accounts(draw):
    """Return accounts of up to nine reports that share days, places, speakers, words and passages."""
    reports, claims = [], []
    for i in range(draw(st.integers(2, 9))):
        text = "".join(draw(st.lists(st.sampled_from(PASSAGES), min_size=1, max_size=3)))
        name = f"r{i}"
        day = f"2021-03-{draw(st.integers(1, 4)):02d}"
        outlet = f"Outlet {draw(st.integers(0, 4))}"
        reports.append(report(name, text, outlet=outlet, published=draw(st.sampled_from([None, day]))))
        for j in range(draw(st.integers(0, 3))):
            kind, slot = draw(st.sampled_from([("casualties", "killed"), ("capture", None), ("attack", None)]))
            figure = draw(st.integers(0, 4)) if slot else None
            one = lambda *of: draw(st.sampled_from([(), *((o,) for o in of)]))  # noqa: E731
            claims.append(
                claim(
                    name, f"{name}.c{j}", kind, at=12 * j, sentence=j, slot=slot, low=figure, high=figure,
                    places=one("town", "village", "far"), day=draw(st.sampled_from([None, day])),
                    voices=one("army", "spokesman", "it"), actors=one("army", "rebels"),
                    polarity=draw(st.sampled_from(["affirmed", "denied"])),
                )
            )  # fmt: skip
    return accounts_of(reports, [*PLACES, *SPEAKERS], claims)


def at_once(held):
    beside = SideBySide()
    beside.align(held, [*PLACES, *SPEAKERS])
    return beside.assess()


@given(accounts=accounts(), order=st.randoms(use_true_random=False), crowd=st.sampled_from([(2, 1, 3), (4, 2, 6)]))
@settings(max_examples=80, deadline=None)
def test_reports_that_come_and_go_leave_what_reading_at_once_gives(accounts, order, crowd):
    with pytest.MonkeyPatch.context() as patch:
        for name, value in zip(("CROWDED", "WINDOW", "RARE"), crowd, strict=True):
            patch.setattr(pairs, name, value)
        patch.setattr(passages, "COMMON", crowd[0])
        patch.setattr(passages, "AROUND", crowd[2])
        beside, held = SideBySide(), {}
        for name in order.sample(sorted(accounts), len(accounts)):
            held[name] = accounts[name]
            if order.random() < 0.3:
                held.pop(order.choice(sorted(held)))
            beside.align(held, [*PLACES, *SPEAKERS])
            beside.assess()
        assert beside.assess() == at_once(held)


@given(accounts=accounts(), data=st.data())
@settings(max_examples=40, deadline=None)
def test_an_entity_that_changes_is_weighed_anew_wherever_it_is_named(accounts, data):
    beside = SideBySide()
    beside.align(accounts, [*PLACES, *SPEAKERS])
    beside.assess()
    changed = [
        replace(PLACES[0], lat=data.draw(st.sampled_from([33.0, 35.0])), name=data.draw(st.sampled_from(["A", "B"]))),
        *PLACES[1:],
        replace(SPEAKERS[0], country=data.draw(st.sampled_from(["AA", "BB"])), sides=("rebels",)),
        replace(SPEAKERS[1], name="Others"),
        SPEAKERS[2],
    ]
    beside.align(accounts, changed)
    fresh = SideBySide()
    fresh.align(accounts, changed)
    assert beside.assess() == fresh.assess()


@given(accounts=accounts())
@settings(max_examples=40, deadline=None)
def test_one_report_added_by_itself_is_as_if_it_had_been_there(accounts):
    *others, last = sorted(accounts)
    beside = SideBySide()
    beside.align({name: accounts[name] for name in others}, [*PLACES, *SPEAKERS])
    beside.assess()
    beside.add(accounts[last])
    assert beside.assess() == at_once(accounts)


def test_a_copy_follows_the_speaker_of_its_source():
    text = PASSAGES[0] * 2
    reports = [report("r1", text, published="2021-03-01"), report("r2", text, published="2021-03-02")]
    copied = claim("r2", "b", slot="killed", low=6, high=6)
    beside = SideBySide()
    for speaker in SPEAKERS[:2]:
        told = claim("r1", "a", slot="killed", low=6, high=6, voices=(speaker.id,))
        beside.align(accounts_of(reports, SPEAKERS, [told, copied]), SPEAKERS)
        events, _ = beside.assess()
        assert {origin for event in events for p in event.positions for origin in p.origins} == {speaker.name}


def test_a_stage_that_breaks_leaves_nothing_half_made(monkeypatch):
    held = accounts_of([report("r1"), report("r2")], PLACES, [claim("r1", "a", places=("town",))])
    beside = SideBySide()
    beside.align({"r2": held["r2"]}, PLACES)
    beside.assess()
    with monkeypatch.context() as patch:
        patch.setattr("rashomon.alignment.events.happenings", lambda *_: 1 // 0)
        with pytest.raises(ZeroDivisionError):
            beside.align(held, PLACES)
        assert beside.assess()[0] == ()
    beside.align(held, PLACES)
    fresh = SideBySide()
    fresh.align(held, PLACES)
    assert beside.assess() == fresh.assess()


@pytest.fixture(scope="module")
def whole():
    return pipeline.analyze([str(EXAMPLE)], settings=SETTINGS)


@pytest.mark.parametrize("turn", [1, -1])
def test_the_example_added_report_by_report_is_the_example(tmp_path, whole, turn):
    with Dossier(tmp_path / "dossier", SETTINGS) as dossier:
        for path in sorted(map(str, EXAMPLE.glob("*.txt")))[::turn]:
            grown = dossier.add([path])
    assert grown == whole


def test_a_dossier_opened_again_reads_nothing_again(tmp_path, whole, monkeypatch):
    with Dossier(tmp_path / "dossier", SETTINGS) as dossier:
        dossier.add([str(EXAMPLE)])
    monkeypatch.setattr("rashomon.pipeline.read_one", lambda *_: 1 // 0)
    with Dossier(tmp_path / "dossier", SETTINGS) as dossier:
        assert dossier.add([str(EXAMPLE)]) == whole


def test_equal_texts_are_two_reports_in_any_order(tmp_path):
    shutil.copy(min(EXAMPLE.glob("*.txt")), tmp_path / "b.txt")
    shutil.copy(tmp_path / "b.txt", tmp_path / "a.txt")
    paths = [str(tmp_path / "a.txt"), str(tmp_path / "b.txt")]
    with Dossier(settings=SETTINGS) as dossier:
        dossier.add(paths[1:])
        assert dossier.add(paths[:1]) == pipeline.analyze(paths, settings=SETTINGS)


def test_a_damaged_dossier_says_so_and_is_made_anew(tmp_path, whole):
    path = tmp_path / "dossier"
    with Dossier(path, SETTINGS) as dossier:
        dossier.add([str(EXAMPLE)])
    content = bytearray(path.read_bytes())
    content[100:3000] = bytes(2900)
    path.write_bytes(content)
    with Dossier(path, SETTINGS) as dossier:
        again = dossier.add([str(EXAMPLE)])
    assert [failure.code for failure in again.failures if failure not in whole.failures] == ["R703"]
    assert again.findings == whole.findings


def test_a_path_that_names_nothing_is_told_once(tmp_path):
    with Dossier(tmp_path / "kept.dossier", SETTINGS) as dossier:
        told = dossier.add([str(tmp_path / "misspelt")])
        assert [failure.code for failure in told.failures] == ["R101"]
        assert dossier.add([str(next(EXAMPLE.glob("*.txt")))]).failures == ()


def test_a_report_stays_when_its_file_is_gone_and_named_again(tmp_path):
    file = tmp_path / "a.txt"
    file.write_text("Two people were killed in Sarra on Monday, doctors said.\n", encoding="utf-8")
    with Dossier(tmp_path / "kept.dossier", SETTINGS) as dossier:
        dossier.add([str(file)])
        file.unlink()
        again = dossier.add([str(file)])
    assert (len(again.reports), [failure.code for failure in again.failures]) == (1, ["R101"])
