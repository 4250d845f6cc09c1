"""Constructions of machine-translated war reports: what each tells, from kept trees, as one table."""

import pytest

from rashomon.claims.rules import RuleExtractor
from rashomon.mentions.quantities import find_quantities
from rashomon.records import Mention
from tests.claims.parses import parsed

PLACES = ("Arvad",)
BODIES = (
    "The rescuers took away 100 bodies from the site of the blast which hit buses in an evacuation deal "
    "between the warring sides."
)
# sentence, kind, a word of the trigger, a word of each role, polarity/modality, count
CASES = [
    ("Clashes broke out in Arvad on Monday.", "attack", "broke", {"place": "Arvad"}, "affirmed/asserted", None),
    (
        "Residents reported heavy shelling in Arvad.",
        "attack",
        "shelling",
        {"place": "Arvad"},
        "affirmed/asserted",
        None,
    ),
    (
        "Arvad witnessed clashes between the army and rebels.",
        "attack",
        "clashes",
        {"actor": "army", "place": "Arvad"},
        "affirmed/asserted",
        None,
    ),
    ("Fighters gathered near the bridge.", "deploy", "gathered", {"actor": "Fighters"}, "affirmed/asserted", None),
    (
        "Nine villagers received injuries in the raid.",
        "casualties",
        "received",
        {"target": "villagers"},
        "affirmed/asserted",
        (9, 9),
    ),
    (
        "Two guards found death in the explosion of a mine.",
        "casualties",
        "found",
        {"target": "guards"},
        "affirmed/asserted",
        (2, 2),
    ),
    (
        "A source in the ministry expressed Ithaca's support for the plan.",
        "support",
        "support",
        {"actor": "Ithaca", "target": "plan"},
        "affirmed/asserted",
        None,
    ),
    ("A nurse lost her life in the port.", "casualties", "lost", {"target": "nurse"}, "affirmed/asserted", (1, 1)),
    (
        "The staff announced seven soldiers fallen in combat.",
        "casualties",
        "fallen",
        {"target": "soldiers"},
        "affirmed/asserted",
        (7, 7),
    ),
    (
        "The army destroyed 40 fighters and two tanks.",
        "casualties",
        "destroyed",
        {"target": "fighters"},
        "affirmed/asserted",
        (40, 40),
    ),
    (
        "The army destroyed 40 fighters and two tanks.",
        "loss",
        "destroyed",
        {"target": "tanks"},
        "affirmed/asserted",
        (2, 2),
    ),
    ("The mayor said there were no reports of injuries.", "casualties", "injuries", {}, "denied/asserted", (0, 0)),
    ("No victims were reported.", "casualties", "victims", {}, "denied/asserted", (0, 0)),
    (
        "The brigade subjected to missile fire the old quarter.",
        "attack",
        "subjected",
        {"actor": "brigade", "target": "quarter"},
        "affirmed/asserted",
        None,
    ),
    (
        "The quarter was subjected to shelling by the militia.",
        "attack",
        "subjected",
        {"actor": "militia", "target": "quarter"},
        "affirmed/asserted",
        None,
    ),
    (
        "A supply convoy was the target of an attack near Arvad.",
        "attack",
        "attack",
        {"target": "convoy", "place": "Arvad"},
        "affirmed/asserted",
        None,
    ),
    (
        "The fighters set an ambush for a patrol.",
        "attack",
        "ambush",
        {"actor": "fighters", "target": "patrol"},
        "affirmed/asserted",
        None,
    ),
    (
        "A lorry drove over a mine in Arvad.",
        "attack",
        "drove over",
        {"target": "lorry", "instrument": "mine"},
        "affirmed/asserted",
        None,
    ),
    ("They took as spoils 15 vehicles.", "capture", "took", {"target": "vehicles"}, "affirmed/asserted", (15, 15)),
    (
        "The column took Arvad on Friday.",
        "capture",
        "took",
        {"actor": "column", "target": "Arvad"},
        "affirmed/asserted",
        None,
    ),
    ("The mayor said Arvad had not fallen.", "capture", "fallen", {"target": "Arvad"}, "denied/asserted", None),
    (
        "The staff denied the news about the taking of Arvad.",
        "capture",
        "taking",
        {"target": "Arvad"},
        "denied/asserted",
        None,
    ),
    (
        "The mayor called the news about the raid on Arvad an absolute lie.",
        "attack",
        "raid",
        {"target": "Arvad"},
        "denied/asserted",
        None,
    ),
    (
        "The news about the surrender of Arvad does not correspond to reality.",
        "retreat",
        "surrender",
        {"target": "Arvad"},
        "denied/asserted",
        None,
    ),
    (
        "There is no truth to reports that the army shelled the mill.",
        "attack",
        "shelled",
        {"actor": "army", "target": "mill"},
        "denied/asserted",
        None,
    ),
    (
        "Nothing indicates that the army shelled the mill.",
        "attack",
        "shelled",
        {"actor": "army", "target": "mill"},
        "affirmed/questioned",
        None,
    ),
    (
        "The raid was likely to have been carried out by jets.",
        "attack",
        "carried out",
        {"actor": "jets"},
        "affirmed/possible",
        None,
    ),
    (
        "The guards saw bodies lying in the road after the militia shelled the mill.",
        "attack",
        "shelled",
        {"actor": "militia", "target": "mill"},
        "affirmed/asserted",
        None,
    ),
    (
        "The attack of the militia on the mill killed six.",
        "casualties",
        "killed",
        {"actor": "militia"},
        "affirmed/asserted",
        (6, 6),
    ),
    (
        "The mayor denounced the killing of farmers by the militia.",
        "casualties",
        "killing",
        {"actor": "militia", "target": "farmers"},
        "affirmed/asserted",
        None,
    ),
    ("Thirty buses carrying 900 people left the town.", "displace", "left", {}, "affirmed/asserted", (900, 900)),
    (
        "As a result of the shelling five civilians perished.",
        "casualties",
        "perished",
        {"target": "civilians"},
        "affirmed/asserted",
        (5, 5),
    ),
    (
        "As a result of the raid of the army 13 farmers died.",
        "casualties",
        "died",
        {"target": "farmers"},
        "affirmed/asserted",
        (13, 13),
    ),
    (
        "The staff said its forces had repelled six attacks near Arvad.",
        "attack",
        "attacks",
        {"place": "Arvad"},
        "affirmed/asserted",
        None,
    ),
    (
        "The staff denies the allegations according to which the soldiers abandoned the convoy.",
        "retreat",
        "abandoned",
        {"actor": "soldiers"},
        "denied/asserted",
        None,
    ),
    (
        "The movement denied that it was behind the bombing of the mill.",
        "attack",
        "behind the bombing",
        {"actor": "it", "target": "mill"},
        "denied/asserted",
        None,
    ),
    (
        "The staff denied the falling of a missile on the port.",
        "attack",
        "falling",
        {"target": "port", "instrument": "missile"},
        "denied/asserted",
        None,
    ),
    (
        "Delos supports the Government of National Accord, which captured the base on Monday.",
        "capture",
        "captured",
        {"actor": "Government of National Accord", "target": "base"},
        "affirmed/asserted",
        None,
    ),
    (
        "Delos supports the minister of Ithaca, who captured the base on Monday.",
        "capture",
        "captured",
        {"actor": "minister"},
        "affirmed/asserted",
        None,
    ),
    (
        "The ministry urged the government to halt the shelling of the town.",
        "attack",
        "shelling",
        {"actor": "government", "target": "town"},
        "affirmed/requested",
        None,
    ),
    (
        "The council called for the government to stop shelling the town.",
        "attack",
        "shelling",
        {"actor": "government", "target": "town"},
        "affirmed/requested",
        None,
    ),
    (
        "The warring sides reached an evacuation deal on Monday.",
        "agree",
        "deal",
        {"actor": "sides"},
        "affirmed/asserted",
        None,
    ),
    ("Residents of Arvad were killed but three more died.", "casualties", "died", {}, "affirmed/asserted", (3, 3)),
]


def claims_of(text):
    report, sentences = parsed(text)
    named = [name for name in PLACES if name in text]
    places = [
        Mention(report="r", start=at, end=at + len(n), text=n, kind="place", sentence=0, found_by="test")
        for n in named
        for at in [text.index(n)]
    ]
    return list(RuleExtractor().extract(report, sentences, [*find_quantities(report, sentences), *places]))


@pytest.mark.parametrize(("text", "kind", "trigger", "roles", "certainty", "count"), CASES)
def test_construction(text, kind, trigger, roles, certainty, count):
    found = [c for c in claims_of(text) if c.kind == kind and trigger in c.trigger.text]
    found = [c for c in found if count is None or [(q.low, q.high) for q in c.quantities] == [count]]
    assert len(found) == 1
    (claim,) = found
    assert f"{claim.certainty.polarity}/{claim.certainty.modality}" == certainty
    for role, word in roles.items():
        assert any(word in filler.text for filler in claim.role(role)), (role, claim.role(role))


def test_what_is_no_target():
    (blast,) = [
        c for c in claims_of("A blast rocked the city at a time when a deal was being carried out.") if c.target
    ]
    assert [filler.text for filler in blast.target] == ["the city"]


def test_who_stops_an_attack_is_not_who_attacks():
    (attack,) = [c for c in claims_of("The army stopped an attack on the port on Monday.") if c.kind == "attack"]
    (shelling,) = [c for c in claims_of("The rebels halted the shelling of the port.") if c.kind == "attack"]
    assert (attack.actor, [f.text for f in shelling.actor]) == ((), ["The rebels"])


def test_what_hit_is_the_blast_before_the_clause():
    (hit,) = [c for c in claims_of(BODIES) if c.trigger.text == "hit"]
    assert (hit.actor, hit.mode, [f.text for f in hit.target]) == ((), "bomb", ["buses"])


UNTOLD = [
    ("The footage showed buses with their windows blown out.", "attack"),
    (
        BODIES,
        "agree",
    ),
    ("The bus took Salim to Arvad.", "capture"),
    ("A group of shepherds were gathered near the well.", "deploy"),
    ("The clashes left residents in fear.", "displace"),
    ("The ministry saw the attack as a warning.", "attack"),
    ("The war broke out in Arvad.", "attack"),
    ("Three soldiers had fallen ill.", "casualties"),
    ("The brigade is exposed to criticism.", "attack"),
    ("Prices have fallen by a tenth.", "capture"),
]


@pytest.mark.parametrize(("text", "kind"), UNTOLD)
def test_words_that_tell_something_else(text, kind):
    assert not [c for c in claims_of(text) if c.kind == kind]
