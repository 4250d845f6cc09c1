from __future__ import annotations

import pytest

from rashomon.claims.quotes import credited_paragraphs, quoted_spans
from rashomon.claims.voices import find_voices, is_saying, voices_of
from rashomon.records import Mention
from tests.claims import trees
from tests.claims.parses import at, parsed

CASES = [
    ("The ministry said the strike killed two guards.", "killed", ["The ministry"]),
    ("Two guards were wounded in the port a harbour official said on Monday.", "wounded", ["a harbour official"]),
    ("A depot was hit near the river said the monitor.", "hit", ["the monitor"]),
    ("According to the army, rebels shelled the bridge.", "shelled", ["the army"]),
    ("The channel quoted a doctor as saying that six patients had died.", "died", ["a doctor", "The channel"]),
    ("The group denied carrying out the raid.", "carrying", ["The group"]),
    ("Villagers accused the militia of burning the mill.", "burning", ["Villagers"]),
    ("The paper reported that the general said the war was over.", "over", ["the general", "The paper"]),
    ("No one claimed responsibility for the blast.", "claimed", []),
    ("The attack showed that the front was weak.", "weak", []),
    (
        "The Islamic Resistance announced in a statement that its fighters destroyed a tank.",
        "destroyed",
        ["The Islamic Resistance"],
    ),
    ("The spokesman accused the rebels of having shelled the mill, killing a child.", "killing", ["The spokesman"]),
    ("The rebels planned an attack on the port.", "attack", []),
    ("The junta has denied any responsibility saying its drones hit a fuel depot.", "hit", ["The junta"]),
    ("The envoy told reporters saying the strike killed ten men.", "killed", ["The envoy"]),
    (
        "The junta is trying to counter rebel allegations that its troops shelled the town.",
        "shelled",
        ["rebel"],
    ),
    ("The rebels made allegations that the army shelled the town.", "shelled", ["The rebels"]),
    ("The envoy announced his intention to ask the council to visit the camp.", "visit", ["The envoy"]),
    ("The presence of the team suggested that rebels shelled the town.", "shelled", []),
    ("The ministry's information indicates that rebels shelled the town.", "shelled", ["The ministry"]),
    ("Information from the ministry said the army shelled the port.", "shelled", ["the ministry"]),
    ("The army, citing intelligence, said rebels shelled the town.", "shelled", ["intelligence", "The army"]),
    ("All indications show that the rebels shelled the town.", "shelled", []),
    ("The ministry dismissed as untrue reports that troops shelled the camp.", "shelled", ["The ministry"]),
    (
        "The strike killed two men and the army shelled the camp, according to the Observatory.",
        "killed",
        ["the Observatory"],
    ),
]


@pytest.mark.parametrize(("text", "word", "voices"), CASES)
def test_chain_of_voices_nearest_first(text, word, voices):
    report, (sentence,) = parsed(text)
    chain = voices_of(find_voices(report, (sentence,), ()), 0, at(sentence, word))
    assert [voice.text for voice in chain] == voices
    assert all(report.text[voice.start : voice.end] == voice.text for voice in chain)


def test_claimed_keeps_its_distance():
    report, sentences = parsed("The mayor claimed that the convoy was safe.")
    (voice,) = voices_of(find_voices(report, sentences, ()), 0, at(sentences[0], "safe"))
    assert voice.distance


def test_pronoun_refers_to_the_last_speaker():
    report, sentences = parsed("The mayor claimed that the convoy was safe.", "He added that the road was closed.")
    (voice,) = voices_of(find_voices(report, sentences, ()), 1, at(sentences[1], "closed"))
    assert voice.refers_to is not None
    assert report.text[slice(*voice.refers_to)] == "The mayor"


def test_the_group_that_speaks_is_the_body_that_spoke():
    report, sentences = parsed(
        "The River Observatory said two guards were killed.",
        "The Britain-based group said three children were wounded.",
    )
    name = "River Observatory"
    start = report.text.index(name)
    body = Mention(report="r", start=start, end=start + len(name), text=name, kind="actor", sentence=0)
    (voice,) = voices_of(find_voices(report, sentences, (body,)), 1, at(sentences[1], "wounded"))
    assert voice.refers_to is not None
    assert report.text[slice(*voice.refers_to)] == "The River Observatory"


def test_verb_of_saying_is_told_from_a_stance():
    report, sentences = parsed("The ministry said the strike killed two guards.")
    scopes = find_voices(report, sentences, ())
    assert is_saying(scopes, 0, at(sentences[0], "said"))
    assert not is_saying(scopes, 0, at(sentences[0], "killed"))


def test_quotation_over_two_sentences_is_one_span():
    text = "“The road is closed. Nobody may pass,” she said."
    assert [text[start:end] for start, end in quoted_spans(text, [(0, 20), (21, 48)])] == [
        "The road is closed. Nobody may pass,"
    ]


def test_mark_that_never_closes_ends_with_its_sentence():
    text = "He called it “a mistake. The bridge was rebuilt."
    assert [text[start:end] for start, end in quoted_spans(text, [(0, 24), (25, 48)])] == ["a mistake."]


def test_paragraph_credited_after_a_dash():
    text = "“The harbour was quiet until the second week of the month.” - writes the Harbour Gazette"
    ((start, end, by, by_end),) = credited_paragraphs(text)
    assert text[start:end].startswith("The harbour")
    assert text[by:by_end] == "writes the Harbour Gazette"


@pytest.mark.parametrize("whose", ["Sudanese", "Syrian", "war"])
def test_the_source_that_ends_a_headline_has_the_word_before_it(whose):
    rows = "Ten NUM ten 2 nsubj:pass|killed VERB kill 0 root|in ADP in 4 case|raid NOUN raid 2 obl|: PUNCT : 7 punct"
    report, sentence = trees.parsed(
        f"{rows}|{whose} ADJ {whose} 7 amod|activists NOUN activist 2 parataxis", zone="headline"
    )
    told = voices_of(find_voices(report, [sentence], []), 0, 1)
    assert [voice.text for voice in told] == [f"{whose} activists"]
