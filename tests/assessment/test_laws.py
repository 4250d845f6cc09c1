"""Laws that hold for any dossier: order, copies, one changed number, swapped sides; and hard inputs."""

from __future__ import annotations

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.alignment.events import align
from rashomon.assessment.assess import assess
from rashomon.records import Voice
from tests.dossiers import actor, claim, place, report

TOWN = place("town", 33.0, 44.0)
WORDS = "A blast tore through the covered market at noon and witnesses carried the wounded away on doors and carts "


def read(claims, entities=(TOWN,), reports=None):
    reports = reports or [report(r) for r in sorted({c.report for c in claims})]
    events = align(reports, entities, claims)
    return assess(reports, [], entities, claims, events, [], [])


def blast(report_id, figure, **more):
    more = {"places": ("town",), "day": "2021-03-02", **more}
    return claim(report_id, f"{report_id}-k", slot="killed", low=figure, high=figure, **more)


@given(figures=st.lists(st.integers(1, 40), min_size=1, max_size=6), seed=st.randoms())
@settings(max_examples=30, deadline=None)
def test_the_order_of_reports_changes_nothing(figures, seed):
    claims = [blast(f"r{i}", n) for i, n in enumerate(figures)]
    shuffled = claims[:]
    seed.shuffle(shuffled)
    assert read(claims) == read(shuffled, reports=[report(r.report) for r in shuffled])


def test_a_copy_adds_no_origin():
    text = WORDS + "Six people died, the town's doctors counted."
    reports = [report(f"r{i}", text, outlet=f"Paper {i}", published=f"2021-03-0{2 + i}") for i in range(3)]
    claims = [blast(r.id, 6, width=len(text)) for r in reports]
    first = read(claims[:1], reports=reports[:1])[0][0].positions[0]
    all_three = read(claims, reports=reports)[0][0].positions[0]
    assert (all_three.reports, all_three.origins) == (3, first.origins)


def test_one_changed_number_turns_the_agreement_into_a_contradiction():
    agreeing = [blast("r1", 6), blast("r2", 6)]
    changed = [blast("r1", 6), blast("r2", 9)]
    assert [f.kind for f in read(agreeing)[1]] == ["agreement"]
    assert [f.kind for f in read(changed)[1]] == ["contradiction"]


def test_swapped_sides_give_the_mirror_image():
    def parties(one, other):
        sides = [actor("red"), actor("blue")]
        told = claim("r1", "a", "attack", voices=(one,), actors=(one,), targets=(other,))
        event = read([told], entities=[*sides, TOWN])[0][0]
        return {p.parties for p in event.positions}

    assert parties("red", "blue") == parties("blue", "red") == {("own success",)}


def test_a_loss_told_by_the_loser_is_an_admission():
    told = claim("r1", "a", "loss", slot="destroyed", low=2, high=2, voices=("red",), targets=("red",))
    event = read([told], entities=[actor("red"), TOWN])[0][0]
    assert ("admission against interest",) in {p.parties for p in event.positions}


def test_the_same_file_twice_is_one_origin_and_a_copy():
    text = WORDS * 3
    reports = [report(r, text, outlet="Paper") for r in ("r1", "r2")]
    events, findings = read([blast("r1", 6), blast("r2", 6)], reports=reports)
    assert {len(p.origins) for p in events[0].positions} == {1}
    assert [f.kind for f in findings if f.kind != "garbled"] == ["copy"]


def test_a_report_that_contradicts_itself_says_so():
    told = [blast("r1", 6), claim("r1", "z", at=200, sentence=4, slot="killed", low=9, high=9, places=("town",))]
    assert [f.kind for f in read(told)[1]] == ["difference"]


def test_voices_in_a_circle_end():
    ring = [
        claim("r1", "a", slot="killed", low=6, high=6, voices=("paper two",)),
        claim("r2", "b", slot="killed", low=6, high=6, voices=("paper one",)),
    ]
    outlets = [actor("paper one", kind="media"), actor("paper two", kind="media")]
    events, _ = read(ring, entities=outlets)
    assert all(p.origins for e in events for p in e.positions)


def test_wordless_voices_in_two_printings_end():
    text = WORDS * 2
    reports = [report(r, text, published="2021-03-02") for r in ("r1", "r2")]
    told = [blast(r.id, 6, width=len(text)) for r in reports]
    told = [
        type(c)(**{**{f: getattr(c, f) for f in c.__struct_fields__}, "voices": (Voice(text="…", start=1, end=2),)})
        for c in told
    ]
    events, _ = read(told, reports=reports)
    assert all(p.origins for e in events for p in e.positions)


def test_claims_without_place_or_time_are_kept():
    told = [claim("r1", f"c{i}", "support", at=70 * i, sentence=i) for i in range(5)]
    assert sorted(c for e in read(told)[0] for c in e.claims) == sorted(c.id for c in told)


def test_a_thousand_reports_of_one_sentence_take_seconds():
    started = time.process_time()
    told = [blast(f"r{i:04d}", 5 + i % 3) for i in range(1000)]
    events, findings = read(told, reports=[report(c.report, " " * 200) for c in told])
    assert len(events) == 1
    assert len(findings) < 12
    assert time.process_time() - started < 20


def test_an_event_of_five_thousand_claims_takes_seconds():
    started = time.process_time()
    told = [
        claim("r1", f"c{i:05d}", slot="killed", low=1 + i % 50, high=1 + i % 50, at=70 * i, sentence=i)
        for i in range(5000)
    ]
    events, _ = read(told, reports=[report("r1", " " * 360000)])
    assert sum(len(e.claims) for e in events) == 5000
    assert time.process_time() - started < 30
