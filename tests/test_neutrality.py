"""Rashomon takes no side: two states that change places in a report change places in its claims, nothing else moves."""

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from rashomon.documents.read import read_reports
from rashomon.pipeline import Held, _hold, read_one
from rashomon.records import ROLES, Claim, Report
from rashomon.settings import load_settings

EXAMPLES = Path(__file__).parent.parent / "examples"
SHARED = Path(__file__).parent.parent.parent / "shared" / "reports"
SIDES = {"Russia": "Turkey", "Russian": "Turkish", "Moscow": "Ankara"}  # of equal length, so that every offset stays
BOTH = SIDES | {second: first for first, second in SIDES.items()}
NAMES = re.compile(rf"\b({'|'.join(sorted(BOTH, key=len, reverse=True))})\b")


@pytest.fixture(scope="module")
def held() -> Held:
    return _hold(load_settings())


def swapped(text: str) -> str:
    return NAMES.sub(lambda name: BOTH[name[0]], text)


def shape(claim: Claim) -> tuple[object, ...]:
    """All that a claim says but for the words themselves, which the swap changes."""
    roles = tuple(tuple((f.start, f.end, f.refers_to) for f in claim.role(role)) for role in ROLES)
    counts = tuple((q.start, q.low, q.high) for q in claim.quantities)
    voices = tuple((v.start, v.end, v.distance) for v in claim.voices)
    trigger = (claim.trigger.start, claim.trigger.end) if claim.trigger else None
    mood = (claim.certainty.polarity, claim.certainty.modality)
    return (claim.kind, claim.mode, claim.slot, trigger, roles, counts, voices, mood, claim.time and claim.time.at)


def told_of_both(folder: Path) -> Iterator[Report]:
    for report in read_reports([str(folder)])[0]:
        if swapped(report.text) != report.text:
            yield report


def check(held: Held, report: Report) -> None:
    mirrored = msgspec.structs.replace(report, text=swapped(report.text))
    ours = [shape(claim) for claim in read_one(held, report).claims]
    theirs = [shape(claim) for claim in read_one(held, mirrored).claims]
    assert ours == theirs, report.source


def test_two_sides_that_change_places_change_places_in_the_claims(held: Held) -> None:
    reports = list(told_of_both(EXAMPLES))
    assert reports
    for report in reports:
        check(held, report)


def test_the_same_on_real_reports(held: Held) -> None:
    if not SHARED.exists():
        pytest.skip("the real reports (../shared) are not here")
    for report in list(told_of_both(SHARED / "clusters"))[::4]:
        check(held, report)


def test_an_outlet_by_another_name_says_the_same(held: Held) -> None:
    (report, *_) = read_reports([str(EXAMPLES)])[0]
    renamed = msgspec.structs.replace(report, outlet="Another Paper")
    assert read_one(held, renamed).claims == read_one(held, report).claims
