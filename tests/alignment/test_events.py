"""Claims of one happening come together, distant ones stay apart."""

from __future__ import annotations

from rashomon.alignment.events import align
from rashomon.alignment.features import FEATURES, compare_counts, compare_days
from rashomon.alignment.profiles import Profile
from rashomon.records import Span
from tests.dossiers import claim, place, report

TOWN, FAR = place("town", 33.0, 44.0), place("far", 35.5, 41.0)


def together(claims, a, b):
    events = align([report(r) for r in {c.report for c in claims}], [TOWN, FAR], claims)
    home = {c: e.id for e in events for c in e.claims}
    return home[a.id] == home[b.id]


def test_toll_and_blast_of_one_sentence_are_one_event():
    a = claim("r1", "a", "attack", at=0, places=("town",), day="2021-03-02")
    b = claim("r1", "b", "casualties", at=20, slot="killed", low=6, high=6)
    assert together([a, b], a, b)


def test_two_reports_of_one_place_and_day_are_one_event():
    a = claim("r1", "a", "attack", places=("town",), day="2021-03-02")
    b = claim("r2", "b", "attack", places=("town",), day="2021-03-02")
    assert together([a, b], a, b)


def test_disjoint_days_stay_apart():
    a = claim("r1", "a", "attack", places=("town",), day="2021-03-02")
    b = claim("r2", "b", "attack", places=("town",), day="2021-03-20")
    assert not together([a, b], a, b)


def test_distant_places_stay_apart():
    a = claim("r1", "a", "attack", places=("town",), day="2021-03-02")
    b = claim("r2", "b", "attack", places=("far",), day="2021-03-02")
    assert not together([a, b], a, b)


def test_every_claim_stands_in_exactly_one_event():
    claims = [claim(f"r{i % 3}", f"c{i}", "attack", at=30 * i, sentence=i) for i in range(9)]
    events = align([report(f"r{i}") for i in range(3)], [], claims)
    assert sorted(c for e in events for c in e.claims) == sorted(c.id for c in claims)


def test_report_order_changes_nothing():
    claims = [claim(f"r{i % 4}", f"c{i}", "attack", places=("town",), day=f"2021-03-0{1 + i % 3}") for i in range(12)]
    reports = [report(f"r{i}") for i in range(4)]
    assert align(reports, [TOWN], claims) == align(reports[::-1], [TOWN], claims[::-1])


def test_a_report_added_elsewhere_leaves_the_other_events_as_they_were():
    here = [claim(f"r{i}", f"c{i}", "attack", places=("town",), day="2021-03-02") for i in range(3)]
    there = claim("r9", "c9", "attack", places=("far",), day="2021-05-20")
    reports = [report(f"r{i}") for i in (0, 1, 2, 9)]
    before, after = align(reports[:3], [TOWN, FAR], here), align(reports, [TOWN, FAR], [*here, there])
    assert set(before) < set(after)


def test_a_background_bombing_is_not_the_news():
    text = "Six died on Monday days after a bombing killed 120 people in the town"
    news = claim("r1", "a", slot="killed", low=6, high=6, trigger="died", width=len(text), day="2021-03-08")
    past = claim("r1", "b", slot="killed", low=120, high=120, trigger="killed", at=0, width=len(text))
    past = type(past)(
        **{**{f: getattr(past, f) for f in past.__struct_fields__}, "trigger": Span(start=37, end=43, text="killed")}
    )
    events = align([report("r1", text)], [TOWN], [news, past])
    assert len(events) == 2


def test_every_feature_is_explained():
    assert all(feature.compare.__doc__ for feature in FEATURES)


def test_the_dead_counted_after_a_town_was_taken_are_of_that_fight():
    a = claim("r1", "a", "capture", places=("town",), day="2021-03-02", trigger="took")
    b = claim("r1", "b", at=61, sentence=1, slot="killed", low=14, high=14)
    assert together([a, b], a, b)


def joined(claims, published):
    """Tell whether two claims of two reports, published on two days, are one event."""
    reports = [report(c.report, published=day) for c, day in zip(claims, published, strict=True)]
    return len(align(reports, [TOWN, FAR], claims)) == 1


def test_what_is_told_without_a_day_is_of_the_weeks_before_its_publication():
    told = [claim(r, r, slot="killed", low=14, high=14, trigger="killed") for r in ("r1", "r2")]
    assert joined(told, ("2021-03-02", "2021-03-04"))
    assert not joined(told, ("2021-03-02", "2021-09-04"))


def test_equal_rough_counts_say_less_than_equal_exact_ones():
    rough, exact = Profile("violence", reports={"r1"}), Profile("violence", reports={"r2"})
    rough.counts = exact.counts = {"killed": [(200.0, 999.0)]}
    hundreds = compare_counts(rough, exact).score
    rough.counts = exact.counts = {"killed": [(214.0, 214.0)]}
    assert hundreds < compare_counts(rough, exact).score


def test_the_dead_of_two_wars_are_two_events():
    told = [
        claim("r1", "a", slot="killed", low=300000, high=None, trigger="killed"),
        claim("r2", "b", slot="killed", low=100000, high=None, trigger="killed"),
    ]
    assert not joined(told, ("2021-03-02", "2021-03-04"))


def test_a_month_in_common_says_less_than_a_day():
    month, day = Profile("violence", reports={"r1"}), Profile("violence", reports={"r2"})
    month.days, day.days = [(738000, 738031), (737000, 737001)], [(738004, 738005)]
    assert compare_days(month, day).score < 0.5
    month.days = [(738004, 738005)]
    assert compare_days(month, day).score == 1.0
