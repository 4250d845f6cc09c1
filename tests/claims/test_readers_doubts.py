"""What a doubting reader found told wrongly: who did it, who said it, and what was no deed; sentences of our own."""

import pytest

from rashomon.claims.voices import find_voices, voices_of
from tests.claims.parses import at, parsed
from tests.claims.test_wars import claims_of

# sentence; kind and words of the trigger; roles with all their fillers
TOLD = [
    (
        "President Adon Kerr has made the use of nerve gas by the junta a red line.",
        "attack",
        "use",
        {"actor": ["the junta"], "instrument": ["nerve gas"]},
    ),
    (
        'The agency said several guards who joined a march felt nausea or even "dizziness" after "armed bandit gangs '
        "used nerve gas.",
        "attack",
        "used",
        {"actor": ["armed bandit gangs"], "instrument": ["nerve gas"]},
    ),
    (
        "Rebels used mines against army troops trying to storm the port.",
        "attack",
        "storm",
        {"actor": ["army troops"], "target": ["the port"]},
    ),
    (
        "Rebels fired rockets at government soldiers advancing on the town.",
        "attack",
        "advancing",
        {"actor": ["government soldiers"], "target": ["the town"]},
    ),
    (
        "Gunmen attacked soldiers killing three.",
        "casualties",
        "killing",
        {"actor": ["Gunmen"], "target": ["three"]},
    ),
    (
        "Despite the regimes recapture of Arvad city late last year rebel groups keep some hills.",
        "capture",
        "recapture",
        {"actor": ["the regimes"]},
    ),
    (
        "The jets bombed Gebal Minister of Defence Adon Kerr said on Monday.",
        "attack",
        "bombed",
        {"actor": ["The jets"], "target": ["Gebal"]},
    ),
    (
        "The main aim is to defeat Gebal Secretary of State Adon Kerr said on Sunday.",
        "attack",
        "defeat",
        {"target": ["Gebal"]},
    ),
    (
        "The council struck an agreement with the junta.",
        "agree",
        "struck",
        {"actor": ["The council"], "target": ["the junta"]},
    ),
    ("The envoy will push for a swift inquiry into the raid.", "request", "push for", {"actor": ["The envoy"]}),
    (
        "Raids on Ullazas rebel-held Arvad province hit a clinic and the nearby fields on Friday killing at least 14 "
        "villagers including many women a monitor and activists said.",
        "casualties",
        "killing",
        {"target": ["14 villagers"]},
    ),
    (
        "The footage showed rescuers pulling an old man out of a collapsed house.",
        "discovery",
        "pulling",
        {"actor": ["rescuers"]},
    ),
    (
        "At least 43 people have been killed by Norlandic junta shelling in a rebel-held town northeast of the capital "
        "after a captured junta pilot was executed by rebels.",
        "casualties",
        "killed",
        {"actor": ["Norlandic junta"], "target": ["43 people"], "place": ["a rebel-held town"]},
    ),
    (
        "Forty army rockets hit a Norlandic junta depot in Arvad province late Monday which caused heavy damage to the "
        "site.",
        "loss",
        "damage",
        {"actor": [], "target": ["the site"]},
    ),
    (
        "With the pressure increasing on the junta to comply Norlands state media alleged on Monday that rebels in the "
        "port of Arvad had used gas.",
        "accuse",
        "alleged",
        {"actor": ["Norlands state media"]},
    ),
    (
        "The council dispatched Sami Adon the envoy for relief to push for a swift inquiry into the raid.",
        "request",
        "push for",
        {"actor": ["Sami Adon"]},
    ),
    (
        "It took months before a deal was struck to allow the team of experts to investigate.",
        "investigate",
        "investigate",
        {"actor": ["the team of experts"]},
    ),
    ("A shell crippled two soldiers.", "casualties", "crippled", {"target": ["two soldiers"]}),
    ("The strike crippled the refinery.", "loss", "crippled", {"target": ["the refinery"]}),
    ("The tribes voiced opposition to the decree.", "reject", "opposition", {"target": ["the decree"]}),
    (
        "After the miners of the town of Esab, which lies on the river road, reported that they back the council, "
        "the town of Mizar, southwest of Arvad, also expressed support for the junta.",
        "support",
        "expressed support",
        {"actor": ["the town of Mizar"], "target": ["the junta"]},
    ),
]

# kind and sentence of what is not told
UNTOLD = [
    ("casualties", "The army does everything in its power to limit harm to civilians."),
    ("attack", "The plan is aimed at stopping the bloodshed in Arvad."),
    ("attack", "An agreement was struck to let inspectors in."),
    ("casualties", "Quarrels among the ministers crippled efforts to end the war."),
    ("capture", "The video captured a plane that belonged to the junta."),
    ("capture", "The video frames were made years ago, moreover, they captured a plane of the junta."),
    ("arrest", "The video frames were made years ago, moreover, they captured an airplane belonging to the junta."),
    ("capture", "The video frames were made years ago, moreover, they captured an airplane belonging to the junta."),
    ("reject", "The footage showed rescuers pulling an old man out of a collapsed house."),
    ("reject", "Norland opposition: 130 killed in gas attack"),
]


# sentence; word; who says it, nearest first
SAID = [
    (
        "Raids on Ullazas rebel-held Arvad province hit a clinic and the nearby fields on Friday killing at least 14 "
        "villagers including many women a monitor and activists said.",
        "killing",
        ["a monitor", "activists"],
    ),
    (
        "The strikes hit the north of Arvad killing 18 civilians group director Rami Adon said.",
        "killing",
        ["group director Rami Adon"],
    ),
    (
        "Northern coalition planes targeted water wells where a group of farmers were gathered in the north of Arvad "
        "city killing at least 18 civilians observatory director Rami Abdel Adon said.",
        "killing",
        ["observatory director Rami Abdel Adon"],
    ),
    (
        "Planes destroyed three tanks in Tarsa and another by means of a cannon in the Karan suburb (south of the "
        "capital), which raises the number of tanks which were destroyed to nine.",
        "destroyed to nine",
        [],
    ),
    (
        "(ABC World and Agencies) Air strikes have struck Ullazas town of Tarsa in rebel-controlled Arvad province on "
        "Saturday according to the Simyran Observatory for Human Rights and the Northern Guard rescue service.",
        "struck",
        ["the Simyran Observatory for Human Rights", "the Northern Guard rescue service"],
    ),
    (
        "The attack believed to have been carried out by Norlandic aircraft killed at least 16 people including three "
        "children said the Observatory.",
        "killed",
        ["the Observatory"],
    ),
    (
        "The Norlandic channel quoted Minister Sami Adon as telling reporters that the junta had used nerve gas.",
        "used",
        ["Minister Sami Adon", "The Norlandic channel"],
    ),
]


@pytest.mark.parametrize(("text", "kind", "trigger", "roles"), TOLD)
def test_told_of_whom_it_is_told(text, kind, trigger, roles):
    (claim,) = (c for c in claims_of(text) if c.kind == kind and trigger in c.trigger.text)
    for role, fillers in roles.items():
        assert [filler.text for filler in claim.role(role)] == fillers


@pytest.mark.parametrize(("kind", "text"), UNTOLD)
def test_no_deed_is_told(kind, text):
    assert [c for c in claims_of(text) if c.kind == kind] == []


def test_the_crimes_it_committed_are_those_of_whom_one_blames():
    text = "The council holds Norland directly and fully responsible for the crimes it has committed in Arvad."
    (claim,) = (c for c in claims_of(text) if c.trigger.text == "committed")
    (actor,) = claim.actor
    assert text[slice(*actor.refers_to)] == "Norland"
    assert [voice.text for voice in claim.voices] == ["The council"]


@pytest.mark.parametrize(("text", "words", "voices"), SAID)
def test_whose_word(text, words, voices):
    (claim,) = (c for c in claims_of(text) if c.trigger.start == text.index(words))
    assert [voice.text for voice in claim.voices] == voices


def test_it_goes_back_to_who_spoke_last_be_it_by_a_word_alone():
    first, second = (
        "The Tarsa Observatory said rebels shelled the port.",
        "The Northern Council said jets bombed a mill.",
    )
    third, last = (
        "The raids have grown according to the observatory.",
        "Two weeks of raids killed 75 villagers it said.",
    )
    report, sentences = parsed(first, second, third, last)
    (voice,) = voices_of(find_voices(report, sentences, ()), 3, at(sentences[3], "killed"))
    assert report.text[slice(*voice.refers_to)] == "The Tarsa Observatory"


def test_what_the_aim_is_is_not_done():
    (claim,) = claims_of("The main aim is to defeat Gebal Secretary of State Adon Kerr said on Sunday.")
    assert claim.certainty.modality == "planned"


def test_one_account_counts_no_dead():
    text = "Activists cited tolls from 500 to by one estimate 1300 dead."
    assert [(q.low, q.high) for c in claims_of(text) for q in c.quantities] == [(500, 500), (1300, 1300)]
