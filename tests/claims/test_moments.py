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


SINCE = (
    "The DET the 2 det|junta NOUN junta 7 nsubj|in ADP in 4 case|power NOUN power 2 nmod|since ADP since 6 case"
    "|1963 NUM 1963 7 obl|attacked VERB attack 0 root|protesters NOUN protester 7 obj"
)
HAS_SINCE = (
    "The DET the 2 det|junta NOUN junta 4 nsubj|has AUX have 4 aux|attacked VERB attack 0 root"
    "|protesters NOUN protester 4 obj|since ADP since 7 case|1963 NUM 1963 4 obl"
)
WORST = (
    "Rebels NOUN rebel 2 nsubj|launched VERB launch 0 root|the DET the 5 det|worst ADJ bad 5 amod"
    "|attack NOUN attack 2 obj"
    "|on ADP on 7 case|Arvad PROPN Arvad 5 nmod|since ADP since 9 case|1963 NUM 1963 5 nmod"
)


def test_what_was_done_once_was_not_done_since_a_year():
    assert times(SINCE, "attack", "1963") == [None]
    assert times(HAS_SINCE, "attack", "1963") == ["1963"]


def test_the_worst_since_a_year_is_not_of_that_year():
    assert times(WORST, "attack", "1963") == [None]


HIT = "Shells NOUN shell 2 nsubj|hit VERB hit 0 root|a DET a 4 det"
BUILT = f"{HIT}|church NOUN church 2 obj|built VERB build 4 acl|in ADP in 7 case|1890 NUM 1890 5 obl"
WAITING = f"{HIT}|bus NOUN bus 2 obj|waiting VERB wait 4 acl|on ADP on 7 case|Monday PROPN Monday 5 obl"
KNOWN = (
    "Rebels NOUN rebel 2 nsubj|attacked VERB attack 0 root|the DET the 4 det|force NOUN force 2 obj"
    "|known VERB know 4 acl|as ADP as 7 case|Ants PROPN Ants 5 obl|in ADP in 9 case|May PROPN May 5 obl"
)
LAUNCHED = (
    "Nine NUM nine 2 nsubj|died VERB die 0 root|in ADP in 5 case|a DET a 5 det|raid NOUN raid 2 obl"
    "|launched VERB launch 5 acl|on ADP on 8 case|Monday PROPN Monday 6 obl"
)


def test_when_a_thing_was_made_is_not_when_it_was_hit():
    assert times(BUILT, "attack", "1890") == [None]


def test_a_day_behind_a_raid_a_name_or_those_who_wait_is_that_of_the_deed():
    assert times(LAUNCHED, "casualties", "Monday") == ["Monday"]
    assert times(KNOWN, "attack", "May") == ["May"]
    assert times(WAITING, "attack", "Monday") == ["Monday"]
