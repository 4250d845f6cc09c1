"""What two texts tell alike of an attack itself: how many missiles were fired, and which towns were hit."""

from __future__ import annotations

import pytest

from rashomon.assessment.assess import assess
from rashomon.records import Event
from tests.dossiers import claim, place, report

NAMES = ("kyiv", "brovary", "irpin", "bucha")
TOWNS = tuple(place(name, 50.4 + i / 20, 30.5) for i, name in enumerate(NAMES))


def found(*claims, texts=()):
    reports = [report(r) for r in sorted({c.report for c in claims})]
    event = Event(id="e", kind="attack", title="attack", claims=tuple(c.id for c in claims), place="kyiv")
    findings = assess(reports, [], TOWNS, claims, [event], [], [])[1]
    return [f.explanation.split(": ", 1)[1] for f in findings if f.kind == "agreement" and "fired" in f.explanation]


def fired(report_id, number, of, **fields):
    return claim(report_id, report_id, "attack", low=number, high=fields.pop("high", number), of=of, **fields)


FIRED = {
    "one number": (fired("r1", 36, "missiles"), fired("r2", 36, "cruise missiles"), True),
    "two numbers": (fired("r1", 36, "missiles"), fired("r2", 40, "missiles"), False),
    "missiles and drones": (fired("r1", 36, "missiles"), fired("r2", 36, "drones"), False),
    "no number": (fired("r1", 20, "missiles", high=99), fired("r2", 20, "missiles", high=99), False),
    "people": (fired("r1", 36, "people"), fired("r2", 36, "people"), False),
    "one outlet": (fired("r1", 36, "missiles"), claim("r1", "b", "attack", low=36, high=36, of="missiles"), False),
    "denied": (fired("r1", 36, "missiles"), fired("r2", 36, "missiles", polarity="denied"), False),
}


@pytest.mark.parametrize("name", FIRED)
def test_things_fired(name):
    one, other, alike = FIRED[name]
    assert bool(found(one, other)) == alike
