"""How findings are put into words: who tells it, on whose word, which figure, which words are quoted."""

from __future__ import annotations

import msgspec
import pytest

from rashomon.assessment.copies import Copies
from rashomon.assessment.origins import Origins
from rashomon.assessment.wording import alike, listed, quote, say_figure, say_value, say_who
from rashomon.records import Sentence, Span, Token
from tests.dossiers import actor, claim, open_case, report

MONITOR, UN = actor("monitor", name="the monitor"), actor("un", name="the UN")


def put(words, claims, **texts):
    """Return what a function of wording makes of claims, whose reports have these texts."""
    reports = [report(r, *([texts[r]] if r in texts else [])) for r in sorted({c.report for c in claims})]
    case = open_case(reports, [], (MONITOR, UN), claims)
    copies = Copies(case)
    copies.update((), case.reports)
    return words(case, Origins(case, copies), claims)


def who(*claims):
    return put(say_who, claims)


def by(report_id, *voices):
    return claim(report_id, f"{report_id}{''.join(voices)}", voices=voices)


WHO = {
    "two of one voice": ((by("a", "monitor"), by("b", "monitor")), "a and b, both on the word of the monitor"),
    "three of one voice": (
        (by("a", "monitor"), by("b", "monitor"), by("c", "monitor")), "a, b and c, all on the word of the monitor",
    ),
    "one of two voices": ((by("a", "monitor"), by("a", "un")), "a on the word of the monitor and the UN"),
    "own word first": ((by("a", "monitor"), by("b")), "b; a on the word of the monitor"),
    "a thing is nobody's word": ((by("a", "preliminary data"), by("b", "a video shot in town")), "a and b"),
    "who shows a thing speaks": ((by("a", "a video", "monitor"),), "a on the word of the monitor"),
    "an agency of news speaks": ((by("a", "the news agency"),), "a on the word of the news agency"),
    "own words alone": ((by("a"), by("b")), "a and b"),
}  # fmt: skip


@pytest.mark.parametrize("name", WHO)
def test_who_tells_it(name):
    claims, words = WHO[name]
    assert who(*claims) == words


def test_what_is_told_alike_is_quoted_with_its_own_teller():
    texts = {"a": "the strikes that killed 70 at the port", "b": "it has struck the port", "c": "the port was struck"}
    told = put(alike, (by("a", "monitor"), by("b", "monitor"), by("c")), **texts)
    assert told == (
        f"“{texts['a']}” (a on the word of the monitor); “{texts['c']}” (c), likewise b on the word of the monitor"
    )


def test_the_rest_is_counted():
    assert listed("abcdef") == "a, b, c, d and 2 more"
    assert listed("abb") == "a and b"


def test_a_figure_stands_small_and_once():
    least, bare = claim("r", "a", low=8, quantity="At least 8"), claim("r", "b", low=8, high=8)
    assert say_value(least) == "at least 8"
    assert say_figure([least, bare]) == "8"
    assert say_figure([least]) == "at least 8"


# (head, part of speech, relation) of each word
DENIED = "The general denied on Monday evening that his men had fired on the old market near the river ."
HEADS = [
    (1, "DET", "det"), (2, "NOUN", "nsubj"), (-1, "VERB", "root"), (5, "ADP", "case"), (5, "PROPN", "compound"),
    (2, "NOUN", "obl"), (10, "SCONJ", "mark"), (8, "PRON", "nmod:poss"), (10, "NOUN", "nsubj"), (10, "AUX", "aux"),
    (2, "VERB", "ccomp"), (14, "ADP", "case"), (14, "DET", "det"), (14, "ADJ", "amod"), (10, "NOUN", "obl"),
    (17, "ADP", "case"), (17, "DET", "det"), (14, "NOUN", "nmod"), (2, "PUNCT", "punct"),
]  # fmt: skip
QUOTES = {
    "the clause of the verb": ({}, "", "his men had fired on the old market near the river"),
    "a denial with its word": ({"polarity": "denied", "cues": ("denied",)}, "", DENIED.removesuffix(" .")),
    "whole phrases of a long clause": (
        {"polarity": "denied", "cues": ("denied",)}, " for the third time in as many weeks" * 2,
        "denied on Monday evening that his men had fired on the old market near the river",
    ),
}  # fmt: skip


def parsed(more=""):
    """Return the text of the denial and its sentence; `more` hangs on the subject as one phrase."""
    words, heads = DENIED.split(), list(HEADS)
    extra = more.split()
    heads = [(h + len(extra) if h > 1 else h, u, r) for h, u, r in heads]
    heads[2:2] = [(1, "NOUN", "nmod")] * len(extra)
    words[2:2] = extra
    return in_tree(words, heads)


def in_tree(words, heads):
    """Return the text of the words and its sentence with these heads, parts of speech and relations."""
    tokens, at = [], 0
    for word, (head, upos, deprel) in zip(words, heads, strict=True):
        tokens.append(Token(start=at, end=at + len(word), text=word, upos=upos, head=head, deprel=deprel))
        at += len(word) + 1
    text = " ".join(words)
    return text, Sentence(report="r", index=0, start=0, end=len(text), tokens=tuple(tokens))


@pytest.mark.parametrize("name", QUOTES)
def test_whole_phrases_are_quoted(name):
    certainty, more, words = QUOTES[name]
    text, sentence = parsed(more)
    at = text.index("fired")
    told = claim("r", "a", width=len(text), **certainty)
    told = msgspec.structs.replace(told, trigger=Span(start=at, end=at + 5, text="fired"))
    case = open_case([report("r", text)], [sentence], (), [told])
    assert quote(case, told) == f"“{words}”"


def test_a_quotation_does_not_end_before_the_words_that_it_waits_for():
    words = f"planes struck at what the {'spokesman ' * 12}says are posts".split()
    says = words.index("says")
    heads = [(1, "NOUN", "nsubj"), (-1, "VERB", "root"), (3, "ADP", "case"), (1, "PRON", "obl")]
    heads += [(says, "NOUN", "nsubj")] * (says - 4) + [(3, "VERB", "acl:relcl"), (says + 2, "AUX", "cop")]
    heads += [(says, "NOUN", "ccomp")]
    text, sentence = in_tree(words, heads)
    told = msgspec.structs.replace(claim("r", "a", width=len(text)), trigger=Span(start=7, end=13, text="struck"))
    assert quote(open_case([report("r", text)], [sentence], (), [told]), told) == "“planes struck”"


DAY = {"published": "2021-03-02"}
LABELS = {
    "one report of an outlet": ([report("a", outlet="Post"), report("b", outlet="Mail")], "Post"),
    "two of one day": ([report("a", outlet="Post", **DAY), report("b", outlet="Post", **DAY)], "Post in a.txt"),
    "two of two days": (
        [report("a", outlet="Post", **DAY), report("b", outlet="Post", published="2021-03-03")],
        "Post of 2 March 2021",
    ),
    "two of no day": ([report("a", outlet="Post"), report("b", outlet="Post")], "Post in a.txt"),
}


@pytest.mark.parametrize("name", LABELS)
def test_reports_of_one_outlet_are_told_apart(name):
    reports, words = LABELS[name]
    assert open_case(reports, [], (), []).label("a", ["a", "b"]) == words
