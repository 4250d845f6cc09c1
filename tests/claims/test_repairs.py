"""Repairs of trees: each mends its own shape and leaves a good tree alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.claims.explain import explain_repairs
from rashomon.claims.repairs import table
from rashomon.claims.repairs.table import REPAIRS, repair
from rashomon.claims.tree import Tree
from tests.claims.trees import parsed

GOOD = (
    "Rebels NOUN rebel 2 nsubj|attacked VERB attack 0 root|the DET the 4 det|depot NOUN depot 2 obj"
    "|near ADP near 6 case|Arvad PROPN Arvad 2 obl|. PUNCT . 2 punct"
)
BROKEN = {
    "object_without_preposition": (
        "Shells NOUN shell 2 nsubj|killed VERB kill 0 root|at ADP at 4 case|least ADJ least 5 nmod"
        "|nine NUM nine 6 nummod"
        "|people NOUN people 2 obl"
    ),
    "subject_before_passive": (
        "At ADP at 2 case|least ADJ least 3 nmod|nine NUM nine 4 nummod|people NOUN people 6 obl|were AUX be 6 aux:pass"
        "|killed VERB kill 0 root"
    ),
    "two_subjects": (
        "Troops NOUN troop 4 nsubj|withdrew VERB withdraw 4 ccomp|reporters NOUN reporter 4 nsubj|said VERB say 0 root"
    ),
    "object_of_nearest_verb": (
        "They PRON they 3 nsubj:pass|were AUX be 3 aux:pass|repulsed VERB repulse 0 root|and CCONJ and 5 cc"
        "|lost VERB lose 3 conj|men NOUN man 3 obj"
    ),
    "name_before_noun": (
        "Harbour PROPN Harbour 2 compound|Airlines PROPN Airlines 5 nsubj:pass|flight NOUN flight 5 nsubj:pass"
        "|was AUX be 5 aux:pass|bombed VERB bomb 0 root"
    ),
    "object_after_means": (
        "Rebels NOUN rebel 2 nsubj|targeted VERB target 0 root|with ADP with 4 case|rockets NOUN rocket 2 obl"
        "|a DET a 6 det|lorry NOUN lorry 4 conj"
    ),
    "another_before_preposition": (
        "They PRON they 2 nsubj|sank VERB sink 0 root|two NUM two 4 nummod|boats NOUN boat 2 obj|and CCONJ and 8 cc"
        "|another DET another 8 det|by ADP by 8 case|means NOUN means 4 conj"
    ),
    "strike_against": (
        "Jets NOUN jet 2 nsubj|replied VERB reply 0 root|with ADP with 4 case|strikes NOUN strike 2 obl"
        "|against ADP against 6 case|bases NOUN base 2 obl"
    ),
    "earlier_or_later": (
        "Troops NOUN troop 2 nsubj|withdrew VERB withdraw 4 ccomp|he PRON he 4 nsubj|said VERB say 0 root"
        "|after SCONJ after 7 mark|rebels NOUN rebel 7 nsubj|attacked VERB attack 4 ccomp"
    ),
    "attack_of_whom": (
        "Attacks NOUN attack 0 root|of ADP of 3 case|rebels NOUN rebel 1 nmod|on ADP on 5 case|depots NOUN depot 3 nmod"
    ),
    "counted_before_verb": (
        "Due ADJ due 4 case|to ADP to 1 fixed|militia NOUN militia 4 compound|fire NOUN fire 6 obl"
        "|nine NUM nine 6 nummod|guards NOUN guard 7 obl|died VERB die 0 root"
    ),
    "main_after_opening": (
        "After SCONJ after 3 mark|elders NOUN elder 3 nsubj|agreed VERB agree 0 root|, PUNCT , 7 punct"
        "|the DET the 6 det|town NOUN town 7 nsubj|surrendered VERB surrender 3 conj"
    ),
    "so_many_more": "Three NUM three 2 nummod|more ADV more 3 advmod|died VERB die 0 root",
    "relative_of_whole_name": (
        "The DET the 2 det|League NOUN league 0 root|of ADP of 5 case|Northern ADJ northern 5 amod"
        "|Ports PROPN Ports 2 nmod|which PRON which 7 nsubj|burned VERB burn 5 acl:relcl|it PRON it 7 obj"
    ),
    "relative_of_event": (
        "Bodies NOUN body 0 root|of ADP of 4 case|the DET the 4 det|blast NOUN blast 1 nmod|which PRON which 6 nsubj"
        "|hit VERB hit 1 acl:relcl|buses NOUN bus 6 obj"
    ),
    "gloss_with_owner": (
        "They PRON they 2 nsubj|accused VERB accuse 0 root|Norland PROPN Norland 2 obj|Adon PROPN Adon 2 obj"
        "|Karas PROPN Karas 3 flat|main ADJ main 7 amod|backer NOUN backer 3 appos"
    ),
}


@pytest.mark.parametrize("name", sorted(BROKEN))
def test_repair_mends_its_shape(name):
    mend = next(m for m in REPAIRS if m.__name__ == name)
    assert mend(Tree(parsed(BROKEN[name])[1]))


@pytest.mark.parametrize("mend", REPAIRS, ids=lambda mend: mend.__name__)
def test_good_tree_is_left_alone(mend):
    assert mend(Tree(parsed(GOOD)[1])) == {}


def test_nothing_to_mend_returns_the_same_sentence():
    sentence = parsed(GOOD)[1]
    assert repair(sentence) is sentence


def test_words_and_spans_stay_as_they_were():
    sentence = parsed(BROKEN["subject_before_passive"])[1]
    mended = repair(sentence)
    assert [(t.text, t.start) for t in mended.tokens] == [(t.text, t.start) for t in sentence.tokens]


def test_explanation_names_the_repair():
    (line,) = explain_repairs(parsed(BROKEN["subject_before_passive"])[1])
    assert line.startswith("repair subject_before_passive: people")


@pytest.mark.parametrize("mend", REPAIRS, ids=lambda mend: mend.__name__)
def test_every_repair_says_what_it_mends(mend):
    assert mend.__doc__


WORDS = (
    "killed VERB kill", "rebels NOUN rebel", "strikes NOUN strike", "said VERB say", "on ADP on", "nine NUM nine",
    "- PUNCT -", "that PRON that", "another DET another", "Arvad PROPN Arvad", "and CCONJ and", "was AUX be",
    "among ADP among",
)  # fmt: skip
RELATIONS = ("nsubj", "obj", "obl", "nmod", "conj", "acl", "advcl", "ccomp", "case", "compound", "nummod", "appos")


@st.composite
def rows(draw):
    """Draw a sentence with any tree over it, its first word the root."""
    count = draw(st.integers(2, 9))
    word, relation = st.sampled_from(WORDS), st.sampled_from(RELATIONS)
    below = (f"{draw(word)} {draw(st.integers(1, index))} {draw(relation)}" for index in range(1, count))
    return "|".join([f"{draw(word)} 0 root", *below])


@given(rows())
def test_a_mended_tree_is_a_tree(words):
    tokens = repair(parsed(words)[1]).tokens
    for index in range(len(tokens)):
        above, steps = index, 0
        while above >= 0 and steps <= len(tokens):
            above, steps = tokens[above].head, steps + 1
        assert above < 0


def test_a_change_that_would_close_a_circle_is_not_made(monkeypatch):
    monkeypatch.setattr(table, "REPAIRS", (lambda _: {1: (3, "conj"), 3: (1, "obj")},))
    sentence = parsed(GOOD)[1]
    assert repair(sentence) is sentence
