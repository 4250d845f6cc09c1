"""Phrases to country and sector, and state bodies by their words."""

from __future__ import annotations

import pytest

from rashomon.bodies import body_of
from rashomon.sectors import code_actor


@pytest.mark.parametrize(
    ("phrase", "country", "sector"),
    [
        ("two Norwegian warplanes", "NO", "MIL"),
        ("the Peruvian president", "PE", "GOV"),
        ("a former Kenyan minister", "KE", "ELI"),
        ("Lima police", "PE", "COP"),
        ("Rapid Support Forces fighters", "SD", "REB"),
        ("Chad", "TD", ""),
        ("Oslo", "NO", "GOV"),
        ("Uganda's Senate", "UG", "LEG"),
        ("villagers", "", "CVL"),
        ("car thieves", "", "CRM"),
    ],
)
def test_codes(phrase, country, sector):
    code = code_actor(phrase)
    assert (code.country, code.sector) == (country, sector)


@pytest.mark.parametrize(
    ("name", "state", "office"),
    [
        ("Norwegian Foreign Ministry", "NO", "foreign ministry"),
        ("Ministry of Defence of Ghana", "GH", "defence ministry"),
        ("Perus state television", "PE", "state television"),
        ("state TV", "", "state television"),
    ],
)
def test_bodies(name, state, office):
    body = body_of(name)
    assert (body.state, body.office) == (state, office)


def test_no_body_in_a_plain_name():
    assert body_of("Orlin Column") is None
