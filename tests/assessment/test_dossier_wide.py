"""What is asked of a whole dossier: places that fell or not, totals of a war, opposite stances, raised totals."""

from __future__ import annotations

import msgspec
import pytest

from rashomon.assessment.assess import assess
from tests.dossiers import actor, claim, place, report

NYALA, SUDAN = place("nyala", 12.05, 24.88), place("sudan", 15.0, 30.0, radius=800.0)
RSF, ARMY = actor("rsf", sides=("rsf",)), actor("army", sides=("army",))
WAR = "More than 9000 people have been killed in Sudan since the war began in April." + " " * 100
OTHER = "The fighting in Sudan, which began in April of last year, has cost these lives." + " " * 100
RAISED = "The bodies of 26 were found, bringing the death toll to 37. " + " " * 100


def found(*claims, texts=None):
    texts = texts or {}
    reports = [report(r, texts.get(r, " " * 400)) for r in sorted({c.report for c in claims})]
    return [f.kind for f in assess(reports, [], (NYALA, SUDAN, RSF, ARMY), claims, [], [], [])[1]]


def fallen(report_id, kind, who, **fields):
    fields = {"day": "2023-05-04", "actors": (who,) if who else (), **fields}
    return claim(report_id, f"{report_id}{kind}", kind, places=("nyala",), targets=("nyala",), **fields)


DENIED = {"polarity": "denied"}
FALLS = {
    "taken, and the taking denied": (fallen("r1", "capture", "rsf"), fallen("r2", "capture", "rsf", **DENIED), True),
    "taken, and the loss denied": (fallen("r1", "capture", "rsf"), fallen("r2", "retreat", "army", **DENIED), True),
    "another's taking denied": (fallen("r1", "capture", "rsf"), fallen("r2", "capture", "army", **DENIED), False),
    "taken in another year": (
        fallen("r1", "capture", "rsf"), fallen("r2", "capture", "rsf", day="2021-05-04", **DENIED), False,
    ),
    "both have it taken": (fallen("r1", "capture", "rsf"), fallen("r2", "capture", "rsf"), False),
}  # fmt: skip


@pytest.mark.parametrize("name", FALLS)
def test_places_that_fell_or_not(name):
    one, other, clash = FALLS[name]
    assert ("contradiction" in found(one, other)) == clash


def of_war(report_id, number, **fields):
    return claim(report_id, report_id, slot="killed", low=number, high=number, places=("sudan",), width=80, **fields)


def test_one_total_of_a_war_told_twice_agrees():
    assert found(of_war("r1", 9000), of_war("r2", 9000), texts={"r1": WAR, "r2": OTHER}) == ["agreement"]


def test_two_totals_of_a_war_differ():
    assert found(of_war("r1", 9000), of_war("r2", 15000), texts={"r1": WAR, "r2": OTHER}) == ["difference"]


def test_a_thousand_dead_of_one_day_are_no_total_of_a_war():
    assert not found(of_war("r1", 9000), of_war("r2", 15000))


def test_opposite_stances_on_one_matter_contradict():
    one = claim("r1", "a", "agree", actors=("rsf",), targets=("ceasefire",), trigger="accepted")
    other = claim("r2", "b", "reject", actors=("rsf",), targets=("ceasefire",), trigger="rejected")
    assert found(one, other) == ["contradiction"]
    assert not found(one, claim("r2", "b", "reject", actors=("army",), targets=("ceasefire",), trigger="rejected"))


def test_a_total_that_a_sentence_raises():
    before = claim("r1", "a", at=200, sentence=4, slot="killed", low=11, high=11)
    at = RAISED.index("26")
    added = claim("r1", "b", at=0, slot="killed", low=26, high=26)
    total = claim("r1", "c", at=0, slot="killed", low=37, high=37)
    moved = [_counted_at(added, at), _counted_at(total, RAISED.index("37"))]
    assert found(before, *moved, texts={"r1": RAISED + " " * 300}) == ["arithmetic"]


def _counted_at(told, start):
    quantity = msgspec.structs.replace(told.quantities[0], start=start, end=start + 2)
    return msgspec.structs.replace(told, quantities=(quantity,))
