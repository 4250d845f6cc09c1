"""Sums, days, maps and wording are checked with both figures told."""

from __future__ import annotations

import msgspec

from rashomon.assessment.assess import assess
from rashomon.assessment.weights import weigh
from rashomon.records import DatedExpression, PlaceRelation, Quantity, Sentence, TimeValue
from tests.dossiers import claim, place, report

EAST, WEST = place("east", 33.0, 45.0), place("west", 33.0, 44.0)


def findings(reports, *, claims=(), relations=(), times=(), sentences=(), entities=(EAST, WEST)):
    return assess(reports, sentences, entities, claims, [], relations, times)[1]


def test_parts_that_make_the_total():
    parts = [
        claim("r1", f"p{n}", "loss", at=500, sentence=4, slot="destroyed", low=n, high=n, of="tanks", places=(p,))
        for n, p in ((3, "east"), (2, "west"))
    ]
    whole = claim("r1", "w", "loss", slot="destroyed", low=5, high=5, of="tanks")
    (sum_,) = [f for f in findings([report("r1")], claims=[whole, *parts]) if f.kind == "arithmetic"]
    assert set(sum_.claims) == {"w", "p3", "p2"}


def test_who_died_at_once_and_who_later_make_the_total():
    text = "At least 9 died, it said. Some 7 men died at the scene and 2 succumbed to their wounds."
    whole = claim("r1", "w", slot="killed", low=9, quantity="At least 9", width=25)
    parts = [
        msgspec.structs.replace(
            claim("r1", f"p{n}", at=26, sentence=1, slot="killed", low=n, high=n, width=60),
            quantities=(Quantity(text=str(n), start=text.index(f"{n} "), end=text.index(f"{n} ") + 1, low=n, high=n),),
        )
        for n in (7, 2)
    ]
    (found,) = findings([report("r1", text)], claims=[whole, *parts])
    assert (found.kind, set(found.claims)) == ("arithmetic", {"w", "p7", "p2"})


def stated(relation, **fields):
    return PlaceRelation(
        report="r1", start=0, end=9, text="as stated", relation=relation, subject=(0, 4), objects=((5, 9),),
        subject_entity="east", object_entities=("west",), **fields,
    )  # fmt: skip


def test_a_stated_distance_is_held_against_the_map():
    assert [f.kind for f in findings([report("r1")], relations=[stated("distance", km=20.0)])] == ["distance"]


def test_a_true_distance_says_nothing():
    assert not findings([report("r1")], relations=[stated("distance", km=95.0)])


def test_near_has_a_limit():
    assert [f.kind for f in findings([report("r1")], relations=[stated("near")])] == ["geography"]


def test_a_weekday_that_is_not_the_dates():
    dated = DatedExpression(
        report="r1",
        weekday=0,
        value=TimeValue(text="Monday 2 March", at=0, at_end=14, start="2021-03-02", end="2021-03-03"),
    )
    assert [f.kind for f in findings([report("r1")], times=[dated])] == ["calendar"]


def test_words_left_in_another_script():
    text = (
        "The ministry reported calm along the whole coast and in every harbour, передаёт the agency of the small town."
    )
    assert [f.kind for f in findings([report("r1", text)])] == ["garbled"]


def test_a_count_that_became_a_span_of_time():
    text = "That raises the number of lost boats in four to seven days."
    sentence = Sentence(report="r1", index=0, start=0, end=len(text))
    (found,) = findings([report("r1", text)], sentences=[sentence])
    assert "to seven in four days" in found.explanation


def test_a_headline_that_the_body_does_not_carry():
    headline = claim("r1", "h", slot="killed", low=50, high=50)
    headline = type(headline)(**{**{f: getattr(headline, f) for f in headline.__struct_fields__}, "zone": "headline"})
    body = claim("r1", "b", at=200, sentence=3, slot="killed", low=5, high=5)
    assert [f.kind for f in findings([report("r1")], claims=[headline, body])] == ["unsupported"]


def test_the_origin_that_was_right_more_often_weighs_more():
    asked = {str(i): [("good", "1"), ("other", "1"), ("bad", "2")] for i in range(6)}
    shares = weigh({**asked, "x": [("good", "7"), ("bad", "8")]})
    assert shares["x"]["7"] > shares["x"]["8"]
