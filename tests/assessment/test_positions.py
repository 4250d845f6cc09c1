"""Positions keep values, parts and origins apart."""

from __future__ import annotations

import msgspec

from rashomon.assessment.assess import assess
from rashomon.records import Event, MentionRef
from tests.dossiers import actor, claim, place, report

MONITOR = actor("monitor", name="Coast Monitor")


def positions(claims, reports=None, entities=(MONITOR,)):
    reports = reports or [report(r) for r in sorted({c.report for c in claims})]
    event = Event(id="e", kind="attack", title="blast", claims=tuple(c.id for c in claims))
    events, findings = assess(reports, [], entities, claims, [event], [], [])
    return events[0].positions, findings


def test_one_speaker_in_two_reports_is_one_origin():
    told = [claim(r, r, slot="killed", low=6, high=6, voices=("monitor",)) for r in ("r1", "r2")]
    (position,), _ = positions(told)
    assert (position.reports, len(position.origins)) == (2, 1)


def test_two_reports_in_their_own_voice_are_two_origins():
    (position,), _ = positions([claim(r, r, slot="killed", low=6, high=6) for r in ("r1", "r2")])
    assert len(position.origins) == 2


def test_two_who_say_it_together_are_two_origins():
    said = claim("r1", "a", slot="killed", low=6, high=6, voices=("monitor", "relief"))
    first, second = said.voices
    said = msgspec.structs.replace(said, voices=(first, msgspec.structs.replace(second, beside=True)))
    (position,), _ = positions([said], entities=(MONITOR, actor("relief", name="Relief Rooms")))
    assert position.origins == ("Coast Monitor", "Relief Rooms")


GUARD = actor("guard", name="Coast Guard", mentions=(MentionRef(report="r1", start=0, end=11),))


def test_the_press_service_of_a_body_speaks_for_it():
    said = claim("r2", "b", slot="killed", low=6, high=6, voices=("guard",))
    told = [claim("r1", "a", slot="killed", low=6, high=6), said]
    reports = [report("r1", outlet="Coast Guard press service"), report("r2")]
    (position,), _ = positions(told, reports, (GUARD,))
    assert len(position.origins) == 1


def test_a_paper_named_after_a_body_does_not_speak_for_it():
    said = claim("r2", "b", slot="killed", low=6, high=6, voices=("guard",))
    told = [claim("r1", "a", slot="killed", low=6, high=6), said]
    reports = [report("r1", outlet="Coast Guard Gazette"), report("r2")]
    (position,), _ = positions(told, reports, (GUARD,))
    assert len(position.origins) == 2


def test_children_are_no_rival_of_the_whole():
    told = [
        claim("r1", "a", slot="killed", low=126, high=126),
        claim("r2", "b", slot="killed", low=68, high=68, of="children"),
    ]
    found, findings = positions(told)
    assert [p.part for p in found] == ["", "children"]
    assert not findings


def test_disjoint_values_of_one_day_contradict():
    told = [claim("r1", "a", slot="killed", low=6, high=6), claim("r2", "b", slot="killed", low=9, high=9)]
    assert [f.kind for f in positions(told)[1]] == ["contradiction"]


def test_a_toll_that_grows_is_an_update():
    told = [claim("r1", "a", slot="killed", low=6, high=6), claim("r2", "b", slot="killed", low=9, high=9)]
    dated = [report("r1", published="2021-03-02"), report("r2", published="2021-03-03")]
    assert [f.kind for f in positions(told, dated)[1]] == ["update"]


def test_at_least_and_a_higher_number_do_not_contradict():
    told = [claim("r1", "a", slot="killed", low=58, high=None), claim("r2", "b", slot="killed", low=72, high=72)]
    assert "contradiction" not in {f.kind for f in positions(told)[1]}


def test_words_that_only_count_name_no_target():
    told = claim("r1", "a", "attack", targets=("14 men",))
    nameless = msgspec.structs.replace(told, target=(msgspec.structs.replace(told.target[0], entity=None),))
    assert not [p for p in positions([nameless]) if "target" in p]


def test_the_land_in_which_a_town_lies_is_no_second_place():
    sudan, nyala = place("sudan", 15.0, 30.0, radius=1500.0), place("nyala", 12.05, 24.88)
    told = [
        claim("r1", "a", "attack", places=("nyala", "sudan")),
        claim("r2", "b", "attack", places=("the north", "nyala")),
    ]
    found, _ = positions(told, entities=(sudan, nyala))
    assert [p.value for p in found] == ["nyala"]


def test_a_count_told_right_after_another_is_of_the_same_place():
    home, far = place("home", 33.0, 44.0), place("far", 33.6, 44.0)
    told = [
        claim("r1", "a", slot="killed", low=17, high=17, places=("home",)),
        claim("r1", "b", slot="killed", low=4, high=4, at=200, sentence=2, places=("far",)),
        claim("r1", "c", slot="killed", low=6, high=6, at=400, sentence=3, voices=("monitor",)),
    ]
    reports = [report("r1")]
    event = Event(id="e", kind="attack", title="blast", claims=("a", "b", "c"), place="home")
    events, _ = assess(reports, [], (MONITOR, home, far), told, [event], [], [])
    assert {p.low: p.part for p in events[0].positions if p.low} == {17: "", 4: "at Far", 6: "at Far"}
