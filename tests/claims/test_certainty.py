from __future__ import annotations

import pytest

from rashomon.claims.certainty import certainty_of
from tests.claims.parses import at, parsed

CASES = [
    ("The ministry said the strike killed two guards.", "killed", "affirmed", "asserted"),
    ("The rebels failed to take the hill.", "take", "denied", "asserted"),
    ("The group denied carrying out the raid.", "carrying", "denied", "asserted"),
    ("No one claimed responsibility for the blast.", "claimed", "denied", "asserted"),
    ("The council did not confirm the strike.", "confirm", "denied", "asserted"),
    ('"Our units did not shell any civilian area," he told the agency.', "shell", "denied", "asserted"),
    ("The army will storm the port.", "storm", "affirmed", "planned"),
    ("The rebels planned an attack on the port.", "attack", "affirmed", "planned"),
    ("Troops may have shelled the camp.", "shelled", "affirmed", "possible"),
    ("The soldiers were allegedly executed by the militia.", "executed", "affirmed", "alleged"),
    ("The so-called raid on the mill was staged.", "raid", "affirmed", "alleged"),
    ("Villagers accused the militia of burning the mill.", "burning", "affirmed", "alleged"),
    ("It was not clear whether the army had shelled the camp.", "shelled", "affirmed", "questioned"),
    ("Will the army storm the port?", "storm", "affirmed", "questioned"),
    ("The minister threatened to bomb the capital.", "bomb", "affirmed", "threatened"),
    ("The envoy called for a ceasefire.", "ceasefire", "affirmed", "requested"),
    ("If the dam breaks, the valley will be flooded.", "breaks", "affirmed", "hypothetical"),
]


@pytest.mark.parametrize(("text", "word", "polarity", "modality"), CASES)
def test_certainty_by_scope(text, word, polarity, modality):
    _, (sentence,) = parsed(text)
    certainty = certainty_of(sentence, at(sentence, word))
    assert (certainty.polarity, certainty.modality) == (polarity, modality)
    assert bool(certainty.cues) == ((polarity, modality) != ("affirmed", "asserted"))
