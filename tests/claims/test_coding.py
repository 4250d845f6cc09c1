"""Coding claims in the field's codebooks: kinds and modes map, and what is only said is coded as said."""

import pytest

from rashomon.claims.coding import cameo_code, coded, plover_type
from rashomon.claims.explain import explain_rule
from rashomon.records import Certainty, Claim, Filler


def claim(kind, mode=None, actor="", *, modality="asserted", polarity="affirmed", rule=""):
    who = (Filler(text=actor, start=0, end=len(actor)),) if actor else ()
    sure = Certainty(polarity=polarity, modality=modality)
    return Claim(
        id="c", report="r", start=0, end=9, kind=kind, mode=mode, sentence=0, actor=who, certainty=sure, rule=rule
    )


@pytest.mark.parametrize(
    ("told", "code"),
    [
        (claim("aid"), "AID"),
        (claim("aid", modality="planned"), "AGREE"),
        (claim("aid", polarity="denied"), "REJECT"),
        (claim("aid", modality="requested"), "DEMAND"),
        (claim("attack", modality="threatened"), "THREATEN"),
        (claim("attack", "torture", "soldiers"), "ASSAULT"),
        (claim("attack", actor="the army"), "FIGHT"),
        (claim("attack", actor="a student"), "ASSAULT"),
        (claim("agree", "signing"), "SUPPORT"),
    ],
)
def test_plover_type(told, code):
    assert plover_type(told) == code


def test_mode_replaces_the_code_of_the_kind():
    assert coded(claim("attack", "air strike"), "cameo") == "195"
    assert coded(claim("attack"), "cameo") == "19"


def test_intention_is_coded_as_intention():
    assert cameo_code(claim("aid", modality="planned")) == "03"


def test_rule_is_told_in_words():
    lines = explain_rule(claim("attack", rule="verb:ambush:strike"))
    assert lines[0] == "rule: the verb “ambush” tells of attack"
    assert lines[-1].startswith("like: ")
