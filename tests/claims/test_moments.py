"""The time of a claim is that of the happening, never that of the saying."""

from rashomon.claims.rules import RuleExtractor
from rashomon.records import TimeExpression
from tests.claims.trees import mention, parsed

SAID = (
    "Shells NOUN shell 2 nsubj|hit VERB hit 6 ccomp|Arvad PROPN Arvad 2 obj|, PUNCT , 2 punct"
    "|monitors NOUN monitor 6 nsubj"
    "|said VERB say 0 root|on ADP on 8 case|Tuesday PROPN Tuesday 6 obl"
)
BOTH = (
    "Shells NOUN shell 2 nsubj|hit VERB hit 8 ccomp|Arvad PROPN Arvad 2 obj|on ADP on 5 case|Monday PROPN Monday 2 obl"
    "|, PUNCT , 2 punct|monitors NOUN monitor 8 nsubj|said VERB say 0 root|on ADP on 10 case"
    "|Tuesday PROPN Tuesday 8 obl"
)
AFTER = (
    "Talks NOUN talk 2 nsubj|resumed VERB resume 0 root|on ADP on 4 case|Friday PROPN Friday 2 obl"
    "|after SCONJ after 7 mark"
    "|shells NOUN shell 7 nsubj|killed VERB kill 2 advcl|nine NUM nine 7 obj"
)


def times(rows, kind, *days):
    report, sentence = parsed(rows)
    found = [mention(report, day, "time", time=TimeExpression(weekday=0)) for day in days]
    claims = RuleExtractor().extract(report, [sentence], found)
    return [c.time.text if c.time else None for c in claims if c.kind == kind]


def test_day_of_the_saying_is_not_the_day_of_the_strike():
    assert times(SAID, "attack", "Tuesday") == [None]


def test_day_beside_the_verb_is_taken_when_both_stand_there():
    assert times(BOTH, "attack", "Monday", "Tuesday") == ["Monday"]


def test_clause_with_its_own_subject_keeps_out_the_day_of_the_main_clause():
    assert times(AFTER, "casualties", "Friday") == [None]
