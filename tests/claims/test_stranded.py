"""Words left on the wrong side of a clause's edge: each repair moves the word to where a reader would hang it."""

import pytest

from rashomon.claims.fillers import phrase
from rashomon.claims.repairs.table import REPAIRS
from tests.claims.trees import tree

# repair: (tree, {word from 1: (new head from 1, new relation)})
CASES = {
    "clause_read_as_part": (
        "Jets NOUN jet 2 nsubj|caused VERB cause 0 root|the DET the 4 det|loss NOUN loss 2 obj|and CCONJ and 6 cc"
        "|strikes NOUN strike 4 conj|targeted VERB target 6 acl|camps NOUN camp 7 obj",
        {7: (2, "conj"), 6: (7, "nsubj"), 5: (7, "cc")},
    ),
    "object_read_as_subject": (
        "They PRON they 2 nsubj|prepare VERB prepare 0 root|after SCONJ after 4 mark|capturing VERB capture 2 advcl"
        "|in ADP in 6 case|March PROPN March 4 obl|the DET the 8 det|base NOUN base 2 nsubj",
        {8: (4, "obj")},
    ),
    "object_after_pause": (
        "They PRON they 2 nsubj|discussed VERB discuss 0 root|, PUNCT , 5 punct|by ADP by 5 case|phone NOUN phone 2 obl"
        "|, PUNCT , 5 punct|fears NOUN fear 2 conj",
        {7: (2, "obj")},
    ),
    "participle_before_noun": (
        "They PRON they 2 nsubj|died VERB die 0 root|in ADP in 4 case|fighting VERB fight 2 advcl|axes NOUN axis 4 obj",
        {5: (2, "obl"), 4: (5, "compound"), 3: (5, "case")},
    ),
    "had_in_told_clause": (
        "It PRON it 2 nsubj|said VERB say 0 root|it PRON it 5 nsubj|had AUX have 5 aux|found VERB find 2 ccomp"
        "|graves NOUN grave 5 obj|and CCONJ and 10 cc|rebels NOUN rebel 10 nsubj|had AUX have 10 aux"
        "|fled VERB flee 2 conj",
        {10: (5, "conj")},
    ),
    "way_of_event": (
        "The DET the 2 det|evacuation NOUN evacuation 0 root|of ADP of 4 case|troops NOUN troop 2 nmod"
        "|from ADP from 6 case|Arvad PROPN Arvad 4 nmod",
        {6: (2, "nmod")},
    ),
    "charge_of_accused": (
        "They PRON they 2 nsubj|accused VERB accuse 0 root|troops NOUN troop 2 obj|of SCONJ of 5 mark"
        "|gassing VERB gas 3 acl|people NOUN people 5 obj|by SCONJ by 8 mark|firing VERB fire 2 advcl"
        "|rockets NOUN rocket 8 obj",
        {5: (2, "advcl"), 8: (5, "advcl")},
    ),
    "subject_before_clause": (
        "Troops NOUN troop 3 nsubj|after SCONJ after 3 mark|taking VERB take 5 advcl|hills NOUN hill 3 obj"
        "|found VERB find 0 root|masks NOUN mask 5 obj",
        {1: (5, "nsubj")},
    ),
    "day_of_event": (
        "They PRON they 2 nsubj|spoke VERB speak 0 root|of ADP of 4 case|strikes NOUN strike 2 obl"
        "|on ADP on 6 case|Monday PROPN Monday 2 obl|that PRON that 8 nsubj|killed VERB kill 4 acl:relcl"
        "|ten NUM ten 8 obj",
        {6: (4, "nmod")},
    ),
    "harm_behind_speaker": (
        "Kerr PROPN Kerr 3 nsubj:pass|was AUX be 3 aux:pass|killed VERB kill 0 root|relatives NOUN relative 5 nsubj"
        "|said VERB say 3 parataxis|but CCONJ but 7 cc|wounded VERB wound 5 conj",
        {7: (3, "conj")},
    ),
    "speech_after_semicolon": (
        "Rebels NOUN rebel 2 nsubj|said VERB say 0 root|it PRON it 4 nsubj|crashed VERB crash 2 ccomp|; PUNCT ; 7 punct"
        "|pilots NOUN pilot 7 nsubj|said VERB say 2 parataxis|it PRON it 9 nsubj|burned VERB burn 7 ccomp",
        {7: (0, "root")},
    ),
    "claim_of_contrast": (
        "Forty NUM forty 2 nsubj|died VERB die 0 root|not PART not 4 advmod|14 NUM 14 2 conj|as SCONJ as 7 mark"
        "|officials NOUN official 7 nsubj|claim VERB claim 2 advcl",
        {7: (4, "acl")},
    ),
    "time_of_had": (
        "Rebels NOUN rebel 2 nsubj|freed VERB free 0 root|men NOUN man 2 obj|they PRON they 6 nsubj|had AUX have 6 aux"
        "|taken VERB take 3 acl:relcl|in ADP in 8 case|May PROPN May 2 obl",
        {8: (6, "obl")},
    ),
    "clause_behind_main": (
        "Trains NOUN train 4 nsubj:pass|which PRON which 3 nsubj|arrived VERB arrive 1 acl:relcl"
        "|burned VERB burn 0 root|and CCONJ and 7 cc|men NOUN man 7 nsubj|died VERB die 3 conj",
        {7: (4, "conj")},
    ),
    "either_of_subject": (
        "Warplanes NOUN warplane 6 nsubj|either CCONJ either 3 cc:preconj|Norland PROPN Norland 6 nsubj"
        "|or CCONJ or 5 cc|Ithaca PROPN Ithaca 3 conj|struck VERB strike 0 root|camps NOUN camp 6 obj",
        {3: (1, "appos")},
    ),
    "town_behind_river": (
        "They PRON they 2 nsubj|struck VERB strike 0 root|the DET the 4 det|bridge NOUN bridge 2 obj"
        "|over ADP over 6 case|Danis PROPN Danis 2 obl|at ADP at 8 case|Orlin PROPN Orlin 6 nmod",
        {8: (2, "obl")},
    ),
    "killing_read_as_noun": (
        "Jets NOUN jet 2 nsubj|struck VERB strike 0 root|in ADP in 5 case|the DET the 5 det|town NOUN town 2 obl"
        "|killing NOUN killing 5 nmod|ten NUM ten 8 nummod|people NOUN people 6 obj",
        {6: (2, "advcl")},
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_the_word_goes_where_a_reader_hangs_it(name):
    rows, expected = CASES[name]
    mend = next(each for each in REPAIRS if each.__name__ == name)
    changes = {word + 1: (head + 1, deprel) for word, (head, deprel) in mend(tree(rows)).items()}
    assert expected.items() <= changes.items()


# what looks alike and is well as it is: repair: tree
WELL = {
    "clause_read_as_part": (
        "They PRON they 2 nsubj|met VERB meet 0 root|guards NOUN guard 2 obj|and CCONJ and 5 cc"
        "|men NOUN man 3 conj|promised VERB promise 5 acl|passage NOUN passage 6 obj"
    ),
    "object_after_pause": (
        "They PRON they 2 nsubj|shot VERB shoot 0 root|guards NOUN guard 2 obj|and CCONJ and 5 cc|men NOUN man 3 conj"
    ),
    "had_in_told_clause": (
        "It PRON it 2 nsubj|said VERB say 0 root|it PRON it 4 nsubj|attacked VERB attack 2 ccomp|and CCONJ and 8 cc"
        "|rebels NOUN rebel 8 nsubj|had AUX have 8 aux|fled VERB flee 2 conj"
    ),
    "way_of_event": (
        "The DET the 2 det|killing NOUN killing 0 root|of ADP of 4 case|troops NOUN troop 2 nmod"
        "|from ADP from 6 case|Arvad PROPN Arvad 4 nmod"
    ),
    "town_behind_river": (
        "They PRON they 2 nsubj|struck VERB strike 0 root|guards NOUN guard 2 obj|in ADP in 5 case"
        "|Orlin PROPN Orlin 2 obl"
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", WELL)
def test_what_is_well_stays(name):
    mend = next(each for each in REPAIRS if each.__name__ == name)
    assert mend(tree(WELL[name])) == {}


# a phrase: (tree, its head from 1, the words that are quoted)
PHRASES = {
    "an adjective keeps what it is bound to": (
        "forces NOUN force 0 root|loyal ADJ loyal 1 amod|to ADP to 4 case|Kerr PROPN Kerr 2 obl",
        1,
        "forces loyal to Kerr",
    ),
    "a name behind an office, without a comma": (
        "spokesman NOUN spokesman 0 root|of ADP of 4 case|the DET the 4 det|force NOUN force 1 nmod"
        "|Adon PROPN Adon 1 appos|Kerr PROPN Kerr 5 flat|denied VERB deny 1 acl",
        1,
        "spokesman of the force Adon Kerr",
    ),
    "a name in commas stands apart": (
        "spokesman NOUN spokesman 0 root|, PUNCT , 3 punct|Adon PROPN Adon 1 appos",
        1,
        "spokesman",
    ),
}


@pytest.mark.parametrize("name", PHRASES)
def test_the_quoted_phrase(name):
    rows, head, expected = PHRASES[name]
    first, last = phrase(tree(rows), head - 1)
    assert " ".join(token.text for token in tree(rows).tokens[first:last]) == expected
