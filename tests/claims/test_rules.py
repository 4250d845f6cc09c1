"""The rule extractor on hand-built sentences: one construction each."""

import pytest

from rashomon.claims.rules import RuleExtractor
from rashomon.records import TimeExpression
from tests.claims import trees

ATTACK = (
    "Rebels NOUN rebel 2 nsubj|attacked VERB attack 0 root|the DET the 4 det|depot NOUN depot 2 obj"
    "|near ADP near 6 case"
    "|Arvad PROPN Arvad 2 obl|on ADP on 8 case|Monday PROPN Monday 2 obl|. PUNCT . 2 punct"
)
RAID = (
    "Four NUM four 2 nummod|guards NOUN guard 4 nsubj:pass|were AUX be 4 aux:pass|killed VERB kill 0 root"
    "|in ADP in 7 case"
    "|a DET a 7 det|raid NOUN raid 4 obl|by ADP by 11 case|a DET a 11 det|Northern ADJ northern 11 amod"
    "|aircraft NOUN aircraft 7 nmod|. PUNCT . 4 punct"
)
BOMB = (
    "A DET a 2 det|bomb NOUN bomb 3 nsubj|exploded VERB explode 0 root|in ADP in 5 case|Arvad PROPN Arvad 3 obl"
    "|, PUNCT , 7 punct|killing VERB kill 3 advcl|six NUM six 9 nummod|people NOUN people 7 obj|and CCONJ and 11 cc"
    "|wounding VERB wound 7 conj|thirty NUM thirty 13 nummod|others NOUN other 11 obj|. PUNCT . 3 punct"
)
ASSAULT = (
    "The DET the 2 det|army NOUN army 3 nsubj|launched VERB launch 0 root|an DET an 5 det|assault NOUN assault 3 obj"
    "|on ADP on 8 case|the DET the 8 det|town NOUN town 5 nmod|of ADP of 10 case"
    "|Belem PROPN Belem 8 nmod|. PUNCT . 3 punct"
)
ACCUSED = (
    "The DET the 2 det|council NOUN council 3 nsubj|accused VERB accuse 0 root"
    "|the DET the 5 det|militia NOUN militia 3 obj"
    "|of SCONJ of 7 mark|shelling VERB shell 5 acl|homes NOUN home 7 obj|. PUNCT . 3 punct"
)
CONTROL = (
    "The DET the 2 det|brigade NOUN brigade 3 nsubj|took VERB take 0 root|control NOUN control 3 obj|of ADP of 8 case"
    "|the DET the 8 det|Selva PROPN Selva 8 compound|base NOUN base 3 obl|. PUNCT . 3 punct"
)
CLAIMED = (
    "The DET the 2 det|blast NOUN blast 4 nsubj:pass|was AUX be 4 aux:pass|claimed VERB claim 0 root|by ADP by 8 case"
    "|the DET the 8 det|Dawn PROPN Dawn 8 compound|Front PROPN Front 4 obl:agent|. PUNCT . 4 punct"
)
RESUMED = "The DET the 2 det|evacuation NOUN evacuation 3 nsubj|resumed VERB resum 0 root|. PUNCT . 3 punct"
TOLL = (
    "The DET the 2 det|toll NOUN toll 4 nsubj:pass|is AUX be 4 aux:pass|expected VERB expect 0 root|to PART to 6 mark"
    "|rise VERB rise 4 xcomp|. PUNCT . 4 punct"
)
BASE = (
    "Two NUM two 2 nummod|trucks NOUN truck 3 nsubj|left VERB leave 0 root|the DET the 5 det|base NOUN base 3 obj"
    "|where ADV where 8 advmod|guards NOUN guard 8 nsubj|died VERB die 5 acl:relcl|. PUNCT . 3 punct"
)


def claims(rows, *named, zone="body"):
    report, sentence = trees.parsed(rows, zone=zone)
    mentions = [trees.mention(report, words, kind) for words, kind in named]
    return list(RuleExtractor().extract(report, [sentence], mentions))


def words(fillers):
    return [filler.text for filler in fillers]


def test_active_clause_gives_actor_target_and_place():
    (claim,) = claims(ATTACK, ("Arvad", "place"))
    assert (claim.kind, words(claim.actor), words(claim.target)) == ("attack", ["Rebels"], ["the depot"])
    assert words(claim.place) == ["Arvad"]


def test_time_on_the_verb_is_the_time_of_the_claim():
    report, sentence = trees.parsed(ATTACK)
    monday = trees.mention(report, "Monday", "time", time=TimeExpression(weekday=0))
    (claim,) = RuleExtractor().extract(report, [sentence], [monday])
    assert claim.time.text == "Monday"


def test_event_by_whose_hand_lends_its_actor_to_the_deaths():
    (claim,) = (c for c in claims(RAID) if c.kind == "casualties")
    assert words(claim.actor) == ["a Northern aircraft"]
    assert words(claim.target) == ["Four guards"]


def test_participles_of_a_blast_share_its_place_and_instrument():
    _, killed, wounded = claims(BOMB, ("Arvad", "place"))
    assert words(killed.target) == ["six people"]
    assert words(wounded.instrument) == ["A bomb"]
    assert words(wounded.place) == ["Arvad"]


def test_bomb_that_explodes_is_the_instrument_not_the_actor():
    exploded = claims(BOMB)[0]
    assert words(exploded.instrument) == ["A bomb"]
    assert exploded.actor == ()


def test_support_verb_takes_its_kind_from_the_noun():
    (claim,) = claims(ASSAULT, ("Belem", "place"))
    assert (claim.kind, claim.trigger.text) == ("attack", "launched an assault")
    assert words(claim.place) == ["the town of Belem"]


def test_accusation_and_what_it_says_are_two_claims():
    accused, shelled = claims(ACCUSED)
    assert (accused.kind, words(accused.target)) == ("accuse", ["the militia"])
    assert (shelled.kind, words(shelled.actor)) == ("attack", ["the militia"])


def test_phrase_takes_the_object_that_hangs_on_its_noun_or_verb():
    (claim,) = claims(CONTROL, ("Selva", "place"))
    assert (claim.kind, words(claim.actor), words(claim.target)) == ("capture", ["The brigade"], ["the Selva base"])


def test_claim_of_responsibility_names_who_claims():
    (claim,) = claims(CLAIMED, ("Dawn Front", "actor"))
    assert (claim.mode, words(claim.actor)) == ("responsibility", ["the Dawn Front"])


def test_happening_that_resumes_gives_the_kind():
    (claim,) = claims(RESUMED)
    assert claim.kind == "displace"


def test_toll_without_a_number_is_no_count():
    (claim,) = claims(TOLL)
    assert (claim.kind, claim.mode, claim.quantities) == ("describe", "toll", ())


def test_where_clause_takes_its_place_from_the_noun():
    died = next(c for c in claims(BASE) if c.kind == "casualties")
    assert words(died.place) == ["the base"]


def test_furniture_makes_no_claims():
    assert claims(ATTACK, zone="furniture") == []


@pytest.mark.parametrize("rows", [ATTACK, RAID, BOMB, ASSAULT, ACCUSED, CONTROL, CLAIMED, RESUMED, TOLL, BASE])
def test_every_filler_and_trigger_stands_in_the_text(rows):
    report, _ = trees.parsed(rows)
    for claim in claims(rows):
        assert report.text[claim.trigger.start : claim.trigger.end] == claim.trigger.text
        for role in ("actor", "target", "instrument", "place", "recipient"):
            for filler in claim.role(role):
                assert report.text[filler.start : filler.end] == filler.text
        assert not {f.start for f in claim.actor} & {f.start for f in claim.target}


@pytest.mark.parametrize("rows", [ATTACK, RAID, BOMB, ASSAULT, ACCUSED, CONTROL])
def test_changing_names_changes_nothing_else(rows):
    swapped = rows.replace("Rebels", "Guards").replace("Northern", "Southern").replace("Arvad", "Belem")
    ours, theirs = (
        [(c.kind, c.mode, [len(c.role(r)) for r in ("actor", "target")]) for c in claims(r)] for r in (rows, swapped)
    )
    assert ours == theirs
