"""Whose word it is: the accuser behind an accusation, a headline's doer, an office told beside a name."""

from __future__ import annotations

import msgspec
import pytest

from rashomon.assessment.copies import Copies
from rashomon.assessment.origins import Origins
from rashomon.assessment.posts import phrase_around
from rashomon.assessment.wording import say_who
from rashomon.records import Filler, Sentence, Token
from tests.dossiers import actor, claim, open_case, report

MONITOR, REBELS, NAVY, ISLAND = (
    actor("monitor", name="Coast Monitor"), actor("rebels"), actor("navy"), actor("island"),
)  # fmt: skip
WHO = (MONITOR, REBELS, NAVY, ISLAND)


def origins_of(*claims):
    case = open_case([report(r) for r in sorted({c.report for c in claims})], [], WHO, claims)
    copies = Copies(case)
    copies.update((), case.reports)
    origins = Origins(case, copies)
    origins.update(case.reports, ())
    return origins


def test_behind_an_accusation_stands_the_accuser():
    bare = claim("r1", "a", "accuse", actors=("rebels",), targets=("navy",))
    told = claim("r2", "b", "accuse", actors=("rebels",), targets=("navy",), voices=("monitor",))
    origins = origins_of(bare, told)
    assert origins.of(bare).name == origins.of(told).name == "Rebels"
    assert not origins.apart(bare, told)


def test_an_operation_speaks_for_those_whose_it_is():
    told = [claim("r1", "a", "attack", voices=("sea storm",)), claim("r2", "b", "attack", voices=("navy",))]
    case = open_case(
        [report("r1"), report("r2")], [], (*WHO, actor("sea storm", kind="operation", sides=("navy",))), told
    )
    origins = Origins(case, Copies(case))
    assert not origins.apart(*told)


def test_a_headline_names_the_doer_on_its_own_word():
    head = claim("r1", "a", slot="killed", low=61, actors=("navy",))
    body = claim("r1", "b", slot="killed", low=61, at=300, voices=("monitor",))
    origins = origins_of(head, body)
    assert origins.of(head).name == "Coast Monitor"
    assert [o.name for o in origins.of_filler(head, "navy")] == ["r1"]


def test_a_doer_whom_the_speaker_names_too_is_on_the_speakers_word():
    head = claim("r1", "a", slot="killed", low=61, actors=("navy",))
    body = claim("r1", "b", slot="killed", low=61, at=300, actors=("navy",), voices=("monitor",))
    assert [o.name for o in origins_of(head, body).of_filler(head, "navy")] == ["Coast Monitor"]


PHRASES = {
    "Navy spokesman Ivan Koval spoke in Goma": "Navy spokesman Ivan Koval ",
    "President Ivan Koval weighs a Navy plan": "President Ivan Koval ",
    "the spokesman said Ivan Koval , head of the Navy , left": " Ivan Koval , head of the Navy , ",
}
VERBS = {"spoke", "weighs", "said", "left"}


@pytest.mark.parametrize("text", PHRASES)
def test_an_office_is_told_in_the_phrase_of_the_name(text):
    tokens, at = [], 0
    for word in text.split():
        upos = "VERB" if word in VERBS else "NOUN"
        tokens.append(Token(start=at, end=at + len(word), text=word, upos=upos, head=-1, deprel="dep"))
        at += len(word) + 1
    sentence = Sentence(report="r", index=0, start=0, end=len(text), tokens=tuple(tokens))
    at = text.index("Ivan Koval")
    first, last = phrase_around(sentence, at, at + 10)
    assert text[first:last] == PHRASES[text]


EITHER = {
    "planes of either the navy or the island struck": True,
    "planes of the navy and the island struck": False,
}


@pytest.mark.parametrize("text", EITHER)
def test_one_of_two_is_neither_of_them(text):
    fillers = tuple(
        Filler(text=f"the {w}", start=text.index(f"the {w}"), end=text.index(f"the {w}") + 4 + len(w), entity=w)
        for w in ("navy", "island")
    )
    told = msgspec.structs.replace(claim("r1", "a", "attack", width=len(text)), actor=fillers)
    case = open_case([report("r1", text)], [], WHO, [told])
    assert [case.is_either(told, f) for f in fillers] == [EITHER[text]] * 2


def test_a_copy_is_told_in_the_words_of_another_not_on_its_word():
    text = (
        "Two boats with nine men on board sank off the long pier in the heavy storm of the night and nobody was saved."
    )
    reports = [report("r1", text, outlet="Post"), report("r2", text + " More follows tomorrow.", outlet="Mail")]
    told = [claim(r.id, r.id, slot="killed", low=9, high=9, at=15, width=90) for r in reports]
    case = open_case(reports, [], (), told)
    copies = Copies(case)
    copies.update((), case.reports)
    assert say_who(case, Origins(case, copies), told) in (
        "Post; Mail in the words of Post",
        "Mail; Post in the words of Mail",
    )
