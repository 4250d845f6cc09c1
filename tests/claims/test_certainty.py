from __future__ import annotations

import pytest

from rashomon.claims.certainty import certainty_of
from rashomon.claims.repairs.table import repair
from tests.claims.parses import at, parsed

CASES = [
    ("The ministry said the strike killed two guards.", "killed", "affirmed", "asserted"),
    ("The rebels failed to take the hill.", "take", "denied", "asserted"),
    ("The group denied carrying out the raid.", "carrying", "denied", "asserted"),
    ("No one claimed responsibility for the blast.", "claimed", "denied", "asserted"),
    ("The council did not confirm the strike.", "confirm", "denied", "asserted"),
    ('"Our units did not shell any civilian area," he told the agency.', "shell", "denied", "asserted"),
    ("The minister called on the militia to stop the deliveries.", "deliveries", "affirmed", "requested"),
    ("The ministry urged the government to halt the shelling of the town.", "shelling", "affirmed", "requested"),
    ("The council called for the government to stop shelling the town.", "shelling", "affirmed", "requested"),
    ("The army did not stop the shelling of the town.", "shelling", "affirmed", "asserted"),
    ("The army stopped the deliveries on Monday.", "deliveries", "affirmed", "asserted"),
    ("The junta has denied any responsibility saying its drones hit a fuel depot.", "hit", "affirmed", "asserted"),
    ("The presence of the team suggested that rebels shelled the town.", "shelled", "affirmed", "possible"),
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
    ("The ministry rejected claims that its troops had shelled the camp.", "shelled", "denied", "asserted"),
    ("The claim that the army shelled the camp is a lie.", "shelled", "denied", "asserted"),
    ("The claim that the army shelled the camp is not true.", "shelled", "denied", "asserted"),
    ("Reports of a massacre were false.", "massacre", "denied", "asserted"),
    ("The governor denied reports of an attack on the port.", "attack", "denied", "asserted"),
    ("It was not clear who carried out the attack.", "carried", "affirmed", "questioned"),
    ("The army neither confirmed nor denied that it had bombed the camp.", "bombed", "affirmed", "questioned"),
    ("There is no evidence that the army used gas.", "used", "affirmed", "questioned"),
    ("There were no reports of casualties.", "casualties", "denied", "asserted"),
    ("Reports that troops shelled the camp were denied by the ministry.", "shelled", "denied", "asserted"),
    ("Reports that troops shelled the camp could not be verified.", "shelled", "affirmed", "questioned"),
    ("The soldiers left the town without firing a shot.", "firing", "denied", "asserted"),
    ("If the dam breaks, the valley will be flooded.", "breaks", "affirmed", "hypothetical"),
]


@pytest.mark.parametrize(("text", "word", "polarity", "modality"), CASES)
def test_certainty_by_scope(text, word, polarity, modality):
    _, (sentence,) = parsed(text)
    certainty = certainty_of(repair(sentence), at(sentence, word))
    assert (certainty.polarity, certainty.modality) == (polarity, modality)
    assert bool(certainty.cues) == ((polarity, modality) != ("affirmed", "asserted"))


NOT_TOUCHED = [
    ("No party has taken responsibility for the killing.", "killing"),
    ("There was no immediate claim of responsibility for the bombing.", "bombing"),
    ("The officer did not say who carried out the attack.", "attack"),
    ("The shell not only killed two men but also wounded five.", "killed"),
    ("An explosive device went off in the market, killing six people and wounding 30 others.", "wounding"),
    ("The army did not know that the convoy was bombed.", "bombed"),
]


@pytest.mark.parametrize(("text", "word"), NOT_TOUCHED)
def test_what_bears_on_the_telling_leaves_the_deed_alone(text, word):
    _, (sentence,) = parsed(text)
    certainty = certainty_of(sentence, at(sentence, word))
    assert (certainty.polarity, certainty.modality) == ("affirmed", "asserted")
