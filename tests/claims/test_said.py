"""Whose word a thing is and how surely it is told, in sentences of many wars, as two tables."""

from __future__ import annotations

import msgspec
import pytest

from rashomon.claims.antecedents import antecedent
from rashomon.claims.certainty import certainty_of
from rashomon.claims.repairs.table import repair
from rashomon.claims.tree import tree_of
from rashomon.claims.voices import find_voices, voices_of
from tests.claims.parses import at, parsed

# sentence; word; who says it, nearest first; polarity; modality
CASES = [
    (
        "The junta has strongly denied accusations it carried out the raids.",
        "raids",
        ["The junta"],
        "denied",
        "asserted",
    ),
    (
        "The junta denied allegations that it was behind that raid calling them baseless.",
        "raid",
        ["The junta"],
        "denied",
        "asserted",
    ),
    ("The council rejected charges its gunners shelled the clinic.", "shelled", ["The council"], "denied", "asserted"),
    (
        "The minister said the claims that the army shelled the market were illogical and fabricated.",
        "shelled",
        ["The minister"],
        "denied",
        "asserted",
    ),
    (
        "The rebels said the army was not responsible for the bombing of the bridge.",
        "bombing",
        ["The rebels"],
        "denied",
        "asserted",
    ),
    ("The envoy said the massacre in Arvad was fabricated.", "massacre", ["The envoy"], "denied", "asserted"),
    ("The group, which the UN accuses of war crimes, seized the airport.", "seized", [], "affirmed", "asserted"),
    ("Rebels, accused by the army of using civilians as shields, withdrew.", "withdrew", [], "affirmed", "asserted"),
    (
        "No fewer than 40 soldiers were killed, not 14 as the ministry claims.",
        "killed",
        [],
        "affirmed",
        "asserted",
    ),
    ("Investigators have not recorded any strike on the clinic.", "strike", [], "denied", "asserted"),
    ("The junta has not acknowledged any civilian deaths.", "deaths", [], "affirmed", "asserted"),
    ("The militia denied any role in the bombing of the bridge.", "bombing", [], "affirmed", "asserted"),
    (
        "The junta denied responsibility for the massacre while seeking to blame rebel groups.",
        "blame",
        [],
        "affirmed",
        "planned",
    ),
    ("The base will no longer be used for raids on villages.", "raids", [], "denied", "planned"),
    ("The number of dead could rise to 90 a doctor said.", "dead", ["a doctor"], "affirmed", "possible"),
    ("The rebels could be responsible for the recent raid.", "raid", [], "affirmed", "possible"),
    ("The base was allegedly the launch pad for a drone attack on the port.", "attack", [], "affirmed", "alleged"),
    ("Water ran short because of leaks caused by suspected army strikes.", "caused", [], "affirmed", "alleged"),
    ("The camp was used to launch an attack on the port.", "attack", [], "affirmed", "asserted"),
    ("The council seeks approval for strikes on the island.", "strikes", [], "affirmed", "planned"),
    (
        "The general said his troops would answer any strike on their bases.",
        "strike",
        ["The general"],
        "affirmed",
        "hypothetical",
    ),
    (
        "The monitor said it was unclear if the strike was carried out by drones.",
        "carried",
        ["The monitor"],
        "affirmed",
        "questioned",
    ),
    (
        "The president announced the army would intensify its campaign of airstrikes.",
        "airstrikes",
        ["The president"],
        "affirmed",
        "planned",
    ),
    ("The rebels launched an attack to break the siege of the port.", "siege", [], "affirmed", "asserted"),
    (
        "Residents believe that soldiers took arms from the depot and were responsible for the raid.",
        "raid",
        ["Residents"],
        "affirmed",
        "possible",
    ),
    ("The general said there were no civilians killed in the strike.", "killed", ["The general"], "denied", "asserted"),
    ("Experts have not shown the rockets used in the raid.", "used", ["Experts"], "affirmed", "asserted"),
    ("The army denied reports of raids carried out by its men.", "carried", ["The army"], "denied", "asserted"),
    (
        "Reports on the use of cluster bombs in Tarsa are totally false state news agency Kana said.",
        "use",
        ["state news agency Kana"],
        "denied",
        "asserted",
    ),
    (
        "The Norland government has denied allegations that it was behind that raid calling them "
        '"wholly invented" and hinting that they serve to discredit it.',
        "raid",
        ["The Norland government"],
        "denied",
        "asserted",
    ),
    (
        "The police seek the chief of the column, who would have ordered the raid.",
        "ordered",
        [],
        "affirmed",
        "possible",
    ),
    ("The bomb would have killed hundreds.", "killed", [], "affirmed", "hypothetical"),
    ("It is not true that we shelled the village nor that we burned the houses.", "burned", [], "denied", "asserted"),
    ('He told her: "Take a knife and attack the soldiers."', "attack", ["He"], "affirmed", "requested"),
    (
        '"Kill the invaders and burn their camps," the preacher told the crowd.',
        "Kill",
        ["the preacher"],
        "affirmed",
        "requested",
    ),
    (
        "The army rejected as baseless the claims that it bombed the hospital.",
        "bombed",
        ["The army"],
        "denied",
        "asserted",
    ),
    (
        "The colonel refuted claims by the rebels that they had seized the bridge.",
        "seized",
        ["The colonel"],
        "denied",
        "asserted",
    ),
    ("Witnesses reported seeing helicopters bombing the village.", "bombing", ["Witnesses"], "affirmed", "asserted"),
    ("The army was said to have withdrawn from the town.", "withdrawn", [], "affirmed", "alleged"),
    ("It is reported that rebels seized the bridge.", "seized", [], "affirmed", "alleged"),
    ("It was reported by the radio that rebels seized the bridge.", "seized", ["the radio"], "affirmed", "asserted"),
    (
        "The soldiers never entered the village, the spokesman insisted.",
        "entered",
        ["the spokesman"],
        "denied",
        "asserted",
    ),
    ("Should the rebels attack the port, the army would respond.", "attack", [], "affirmed", "hypothetical"),
    ("The alleged attack on the priest took place on Monday.", "took", [], "affirmed", "alleged"),
    ("Not a single soldier was killed in the raid.", "killed", [], "denied", "asserted"),
    ("The army was not involved in the shelling of the market.", "shelling", [], "denied", "asserted"),
    ('"Why did they bomb the school?" she asked.', "bomb", ["she"], "affirmed", "questioned"),
    ("She asked why the army bombed the school.", "bombed", ["She"], "affirmed", "questioned"),
    ("The council asked that the army withdraw from the town.", "withdraw", ["The council"], "affirmed", "requested"),
    (
        "What was circulated about the fall of the town is not true, the governor stressed.",
        "fall",
        ["the governor"],
        "denied",
        "asserted",
    ),
    (
        "He pointed out that what was published about the fall of the town is untrue.",
        "fall",
        ["He"],
        "denied",
        "asserted",
    ),
    (
        "The governor denied what some pages published about the fall of the town.",
        "fall",
        ["The governor"],
        "denied",
        "asserted",
    ),
    (
        "The mayor held the army responsible for the shelling of the market.",
        "shelling",
        ["The mayor"],
        "affirmed",
        "alleged",
    ),
    ("The rebels held talks with the army to end the siege of the town.", "siege", [], "affirmed", "planned"),
]

# sentence; word; who says it, nearest first
VOICES = [
    ("Army accused of shelling the town of Arvad hours after a truce.", "shelling", []),
    ("Ninety were killed in the war that has claimed 280 lives.", "killed", []),
    ("As reported by the Orion agency, shells killed two miners.", "killed", ["the Orion agency"]),
    ("The claim which did not mention the wedding said rebels shelled the port.", "shelled", ["The claim"]),
    (
        "The reporter of the Orion agency says that rebels shelled the port.",
        "shelled",
        ["The reporter of the Orion agency"],
    ),
    (
        "The Network which relies on a web of volunteers and lawyers said the army shelled the port.",
        "shelled",
        ["The Network"],
    ),
    (
        "The Relief Rooms (RR) a web of volunteers reported dozens of deaths in the shelling.",
        "deaths",
        ["The Relief Rooms (RR) a web of volunteers"],
    ),
    (
        "Another group the Relief Rooms said dozens of people were killed in the shelling.",
        "killed",
        ["Another group the Relief Rooms"],
    ),
    (
        "With pressure mounting on the junta to comply state media alleged that rebels shelled the port.",
        "shelled",
        ["state media"],
    ),
    ("It is clear that the army is responsible the mayor said on Monday.", "responsible", ["the mayor"]),
    ("The paper cited a driver who was with the troops who said the army shelled the port.", "shelled", ["a driver"]),
    (
        "Four people were killed in the raid, Mayor Adon was quoted as saying by the radio.",
        "killed",
        ["Mayor Adon", "the radio"],
    ),
    (
        "The shells damaged the houses the radio quoted a police officer as saying.",
        "damaged",
        ["a police officer", "the radio"],
    ),
    (
        "The state-run Fana Agency citing military officials said the strikes destroyed a tank.",
        "destroyed",
        ["military officials", "The state-run Fana Agency"],
    ),
    ("Gebal described the raid on the depot as an aggression.", "raid", ["Gebal"]),
    ("Dozens of people died in what the rebels called a massacre.", "massacre", ["the rebels"]),
    ("The observers have investigated claims that rebels shelled the port.", "shelled", ["claims"]),
    (
        "The junta tries to counter rebel claims that its troops used mines, arguing that rebels shelled the port.",
        "shelled",
        ["The junta"],
    ),
    ("The police and the mayor said six people died in the fire.", "died", ["The police", "the mayor"]),
    ("Police, doctors and residents said the bomb killed six shoppers.", "killed", ["Police", "doctors", "residents"]),
    ("The journalist and activist said soldiers shelled the port.", "shelled", ["The journalist and activist"]),
    ("The Ministry of Health and Sport said 12 people were wounded.", "wounded", ["The Ministry of Health and Sport"]),
    (
        "The bridge was badly damaged before it could be closed said the source stressing that both drivers "
        "were killed.",
        "damaged",
        ["the source"],
    ),
    (
        "The shells destroyed the depot said the officer adding that the guards were wounded.",
        "destroyed",
        ["the officer"],
    ),
    (
        "A drone bombed the station, which led to the death of 17 people, according to what the health "
        "office in the town stated.",
        "death",
        ["the health office in the town"],
    ),
    ("Six soldiers were killed in the ambush according to what was announced by the army.", "killed", ["the army"]),
    ("Some death tolls, provided anonymously by officials to reporters, exceeded 80.", "tolls", ["officials"]),
    ("A nurse described seeing 12 wounded children in the ward.", "wounded", ["A nurse"]),
    ("Two soldiers died in the clash, manifested the colonel.", "died", ["the colonel"]),
    (
        'The defence ministry justified the strike: "Our pilots killed the head of the brigade."',
        "killed",
        ["The defence ministry"],
    ),
    ('The mayor thanked the rescuers: "They pulled 12 people from the rubble."', "pulled", ["The mayor"]),
    (
        "The war in Arvad has killed more than 40000 people and wounded at least a million according to the council.",
        "killed",
        ["the council"],
    ),
    (
        "Army troops repelled a raid on the town on Tuesday while activists claimed rebels used gas in "
        "another part of the city state media and residents said.",
        "repelled",
        ["state media and residents"],
    ),
    ("The radio repeated claims by the rebels that they had seized the bridge.", "seized", ["the rebels"]),
    ("There were reports from residents that soldiers burned the houses.", "burned", ["residents"]),
    ("The mayor would not say how many soldiers were killed.", "killed", []),
    (
        "Norland said on Monday it would send 200 soldiers to the border and called on the junta to leave "
        "the town the radio reported.",
        "send",
        ["Norland", "the radio"],
    ),
    (
        "Local media, quoting eyewitnesses, reported that gunmen shot dead three traders.",
        "shot",
        ["eyewitnesses", "Local media"],
    ),
    (
        "The general told parliament that the army had lost 12 men, and added that four were missing.",
        "missing",
        ["The general"],
    ),
    ("The army says 12 people died; residents say 40.", "died", ["The army"]),
    ("A preliminary toll from the ministry put the dead at 12.", "dead", ["the ministry"]),
]

# sentences; who "it" or "they" of the last one is
HARM = [
    (
        ("The monitor said a blast in the market killed 12 people.", "It also wounded 40 others."),
        "a blast in the market",
    ),
    (("The group said fighters stormed the village.", "It said they killed 30 people."), "fighters"),
    (("The army said it bombed the camp.", "It killed 12 rebels."), "The army"),
]


def _voices(sentence, report, word):
    return [voice.text for voice in voices_of(find_voices(report, (sentence,), ()), 0, at(sentence, word))]


@pytest.mark.parametrize(("text", "word", "voices", "polarity", "modality"), CASES)
def test_whose_word_and_how_surely(text, word, voices, polarity, modality):
    report, (sentence,) = parsed(text)
    sentence = repair(sentence)
    assert _voices(sentence, report, word) == voices
    certainty = certainty_of(sentence, at(sentence, word))
    assert (certainty.polarity, certainty.modality) == (polarity, modality)


@pytest.mark.parametrize(("text", "word", "voices"), VOICES)
def test_whose_word(text, word, voices):
    report, (sentence,) = parsed(text)
    assert _voices(repair(sentence), report, word) == voices


@pytest.mark.parametrize(("texts", "who"), HARM)
def test_a_blast_or_who_fights_harms_not_who_tells_of_it(texts, who):
    report, sentences = parsed(*texts)
    trees = [tree_of(sentence) for sentence in sentences]
    pronoun = next(i for i, t in reversed(list(enumerate(sentences[-1].tokens))) if t.text.lower() in ("it", "they"))
    span = antecedent(trees, len(trees) - 1, pronoun, [frozenset()] * len(trees))
    assert span is not None
    assert report.text[slice(*span)] == who


def test_those_who_say_it_together_stand_side_by_side():
    report, (sentence,) = parsed("The police and the mayor said six people died in the fire.")
    first, second = voices_of(find_voices(report, (sentence,), ()), 0, at(sentence, "died"))
    assert not first.beside
    assert second.beside


def test_an_attribution_cut_off_by_a_stray_full_stop():
    report, sentences = parsed("The shells hit the market.", "the relief group said on Monday.")
    (voice,) = voices_of(find_voices(report, sentences, ()), 0, at(sentences[0], "hit"))
    assert voice.text == "the relief group"


def test_a_headline_may_open_with_its_source():
    report, (sentence,) = parsed("Medics: 12 killed in shelling of Arvad")
    sentence = msgspec.structs.replace(sentence, zone="headline")
    assert _voices(sentence, report, "killed") == ["Medics"]
