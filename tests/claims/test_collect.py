"""Collecting: spans are checked, errors told, doubles dropped, claims numbered."""

import pytest

from rashomon.claims.collect import collect_claims
from rashomon.records import Claim, Filler, Quantity, Report, Sentence, Span

TEXT = "Rockets hit the mill. Rockets hit the mill."
REPORT = Report(id="r", source="r.txt", text=TEXT, sha256="0")
SENTENCES = (Sentence(report="r", index=0, start=0, end=21), Sentence(report="r", index=1, start=22, end=43))


class Extractor:
    """Yields what it was given, or raises it."""

    name, version = "given", "1"

    def __init__(self, *claims):
        self.claims = claims

    def extract(self, report, sentences, mentions):
        for claim in self.claims:
            if isinstance(claim, Exception):
                raise claim
            yield claim


def claim(at=0, **fields):
    start = 22 * at
    trigger = Span(start=start + 8, end=start + 11, text="hit")
    given = {"id": f"x{at}", "report": "r", "start": start, "end": start + 21, "kind": "attack", "sentence": at}
    return Claim(**{**given, "trigger": trigger, **fields})


def collect(*claims):
    return collect_claims(REPORT, SENTENCES, (), [Extractor(*claims)])


def test_claims_are_numbered_in_the_order_of_the_text():
    found, _ = collect(claim(1), claim(0))
    assert [(c.id, c.start) for c in found] == [("r.c1", 0), ("r.c2", 22)]


def test_words_that_stand_nowhere_are_left_out():
    invented = Filler(text="Tanks", start=0, end=5)
    (found,), _ = collect(claim(actor=(invented, Filler(text="Rockets", start=0, end=7))))
    assert [f.text for f in found.actor] == ["Rockets"]


def test_claim_with_an_invented_trigger_is_told_as_failure():
    found, (failure,) = collect(claim(trigger=Span(start=8, end=11, text="hid")))
    assert found == []
    assert failure.code == "R113"


def test_one_extractor_that_fails_leaves_the_others():
    found, failures = collect_claims(REPORT, SENTENCES, (), [Extractor(ValueError("no")), Extractor(claim())])
    assert len(found) == 1
    assert "no" in failures[0].message


def test_the_same_claim_twice_is_one():
    found, _ = collect(claim(), claim(id="again"))
    assert len(found) == 1


def test_headline_said_again_at_the_head_of_the_body_is_one():
    found, _ = collect(claim(0, zone="headline"), claim(1, zone="headline"))
    assert len(found) == 1


@pytest.mark.parametrize("many", [5, 9])
def test_at_most_four_claims_share_a_trigger(many):
    numbers = [Quantity(text="hit", start=8, end=11, low=n, high=n) for n in range(many)]
    found, _ = collect(*(claim(id=f"n{n}", quantities=(q,), slot="killed") for n, q in enumerate(numbers)))
    assert len(found) <= 4


def test_nobody_is_both_actor_and_target():
    who = Filler(text="Rockets", start=0, end=7)
    (found,), _ = collect(claim(actor=(who,), target=(who,)))
    assert found.target == ()


def test_part_follows_its_whole_to_the_new_id():
    whole = claim(id="whole", quantities=(Quantity(text="hit", start=8, end=11, low=9, high=9),), slot="killed")
    part = claim(
        id="part", quantities=(Quantity(text="hit", start=8, end=11, low=3, high=3),), slot="killed", part_of="whole"
    )
    found, _ = collect(whole, part)
    assert {c.part_of for c in found} == {None, next(c.id for c in found if c.part_of is None)}
