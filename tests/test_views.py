"""Views: reports named so that a reader can tell them apart, passages told once, the most telling first."""

from __future__ import annotations

from msgspec.structs import replace

from rashomon.records import Finding
from rashomon.views import arrange, claim_view

from .exporters.analyses import analysis


def named(*imprints: tuple[str | None, str]) -> list[str]:
    made = analysis()
    reports = tuple(
        replace(made.reports[0], id=f"r{number}", outlet=outlet, source=source)
        for number, (outlet, source) in enumerate(imprints, start=1)
    )
    return list(arrange(replace(made, reports=reports)).tellers.values())


def test_reports_are_named_by_their_outlet() -> None:
    assert named(("Post", "a/1.txt"), ("Voice", "a/2.txt")) == ["Post", "Voice"]


def test_two_of_one_outlet_show_their_files() -> None:
    assert named(("Post", "a/1.txt"), ("Post", "a/2.txt")) == ["Post (1)", "Post (2)"]


def test_two_of_one_outlet_in_like_named_files_show_folders() -> None:
    assert named(("Post", "a/1.txt"), ("Post", "b/1.txt")) == ["Post (a/1.txt)", "Post (b/1.txt)"]


def test_two_of_one_outlet_on_different_days_show_their_days() -> None:
    made = analysis()
    days = ("2020-05-18", "2020-05-19T08:00")
    reports = tuple(
        replace(made.reports[0], id=f"r{at}", outlet="Post", published=day) for at, day in enumerate(days, 1)
    )
    assert list(arrange(replace(made, reports=reports)).tellers.values()) == [
        "Post (18 May 2020)",
        "Post (19 May 2020)",
    ]


def test_without_an_outlet_the_shortest_path_that_tells_them_apart() -> None:
    assert named((None, "a/1.txt"), (None, "b/1.txt")) == ["a/1.txt", "b/1.txt"]


def test_reports_of_one_outlet_are_counted_together_beside_a_version() -> None:
    made = analysis()
    reports = tuple(replace(report, outlet="Post") for report in made.reports)
    (event,) = arrange(replace(made, reports=reports)).events
    assert event.outlets == (f"Post ({len(event.tellers)} reports)",)


def test_a_slot_shows_the_finding_that_holds_its_versions_together() -> None:
    (event,) = arrange(analysis()).events
    assert [(slot.slot, slot.finding, len(slot.versions)) for slot in event.slots] == [("killed", "contradiction", 2)]


def test_a_finding_about_another_slot_does_not_mark_it() -> None:
    made = analysis()
    other = replace(made.findings[0], slot="wounded")
    (event,) = arrange(replace(made, findings=(other,))).events
    assert [slot.finding for slot in event.slots] == [""]


def test_what_a_finding_cites_is_quoted_first() -> None:
    made = analysis()
    one, other = made.claims[0], next(claim for claim in made.claims if claim.report != made.claims[0].report)
    words = made.reports[[report.id for report in made.reports].index(other.report)].text[other.start : other.end]
    finding = replace(made.findings[0], claims=(one.id, other.id), spans=(), explanation=f"one says “{words}”.")
    (view,) = arrange(replace(made, findings=(finding,))).findings
    assert [quote.claim for quote in view.quotes] == [other.id, one.id]


def test_findings_come_in_the_order_of_their_weight() -> None:
    made = analysis()
    mild = Finding(id="f0", kind="agreement", explanation="They agree.")
    findings = arrange(replace(made, findings=(mild, *made.findings))).findings
    assert [finding.kind for finding in findings] == ["contradiction", "agreement"]


def test_a_sum_that_holds_comes_after_what_differs() -> None:
    made = analysis()
    holds = Finding(id="f0", kind="arithmetic", explanation="2 and 1 make the 3; the sum holds.")
    differs = Finding(id="f1", kind="difference", explanation="They differ.")
    findings = arrange(replace(made, findings=(holds, differs))).findings
    assert [finding.kind for finding in findings] == ["difference", "arithmetic"]


def test_a_passage_stands_once_with_all_its_claims() -> None:
    made = analysis()
    twin = replace(made.claims[0], id="r1.c2")
    event = replace(made.events[0], claims=("r1.c1", "r1.c2", "r2.c1"))
    (view,) = arrange(replace(made, claims=(*made.claims, twin), events=(event,))).events
    assert [[claim.id for claim in saying.claims] for saying in view.sayings] == [["r1.c1", "r1.c2"], ["r2.c1"]]


def test_a_claim_by_itself_is_viewed_as_in_the_dossier() -> None:
    made = analysis()
    assert {claim.id: claim_view(made, claim) for claim in made.claims} == arrange(made).claims
