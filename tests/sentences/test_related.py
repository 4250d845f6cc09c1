from __future__ import annotations

import pytest

from rashomon.records import Report
from rashomon.sentences import split_sentences
from rashomon.sentences.related import related_titles, row_of_tags

TITLES = "Related Aid Reaches Arvad as Shells Fall on the Port Council to Meet in Selva - Envoy"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"Four guards died. {TITLES} The army shelled the camp.", TITLES),
        (f"Four guards died. {TITLES}", TITLES),
        ("Related militias met in Arvad on Monday and left.", None),
        ("The Related Parties Council met. Shells fell on the port.", None),
        ("Four guards died. Related Group claims the attack on the port of Arvad.", None),
    ],
)
def test_titles_of_other_articles(text, found):
    span = related_titles(text, 0, len(text))
    assert (span and text[slice(*span)].strip()) == found


def test_titles_of_other_articles_are_furniture_and_the_text_around_them_is_not():
    text = f"Four guards died. {TITLES} The army shelled the camp."
    sentences = split_sentences(Report(id="r", source="r.txt", text=text, sha256="0"))
    told = [text[s.start : s.end].strip() for s in sentences if s.zone == "body"]
    assert told == ["Four guards died.", "The army shelled the camp."]
    assert any(s.zone == "furniture" for s in sentences)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "It left. Tags Norland Arvad airstrike human rights Front Six died.",
            "Tags Norland Arvad airstrike human rights Front",
        ),
        ("Tags: Norland Arvad airstrike", "Tags: Norland Arvad airstrike"),
        ("Tags Norland Arvad An airstrike hit it.", None),
        ("Dog Tags Norland Arvad airstrike Front The army left.", None),
        ("Tags Norland Arvad airstrike were found. The army left.", None),
    ],
)
def test_row_of_tags(text, found):
    span = row_of_tags(text, 0, len(text))
    assert (span and text[slice(*span)].strip()) == found


def test_a_row_of_tags_is_furniture_and_the_sentence_behind_it_is_not():
    text = "Four guards died. Tags Norland Arvad airstrike An airstrike hit the port."
    sentences = split_sentences(Report(id="r", source="r.txt", text=text, sha256="0"))
    told = [text[s.start : s.end].strip() for s in sentences if s.zone == "body"]
    assert told == ["Four guards died.", "An airstrike hit the port."]
