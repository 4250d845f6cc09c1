"""Sentences, zones and quotation of small reports."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.records import Report, Sentence
from rashomon.sentences import split_sentences


def split(text: str, title: str | None = None) -> tuple[Sentence, ...]:
    return split_sentences(Report(id="r", source="r", text=text, sha256="", title=title))


def texts(text: str) -> list[str]:
    return [text[sentence.start : sentence.end] for sentence in split(text)]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Gen. Ali of the U.S. Army met J. Doe. He left.", 2),
        ("They met in the U.S. The talks failed.", 2),
        ("He spoke at 5 p.m. on Friday.", 1),
        ("It came from Russia.The army denied it.", 2),
        ('"Who fired?" he asked. Nobody knew.', 2),
        ('He said: "We won." They left.', 2),
        ("rebels left the town. soldiers came.", 2),
        ("REBELS LEFT THE TOWN. SOLDIERS CAME.", 2),
        ("The blast... shook the town.", 1),
        ("First line of it.\nSecond line of it.", 2),
    ],
)
def test_how_many(text: str, count: int) -> None:
    assert len(texts(text)) == count


def test_zones_of_a_page() -> None:
    text = (
        "Army takes the airbase\n"
        "TRIPOLI, May 20 (Xinhua) -- The army took the airbase on Wednesday.\n"
        "Play Video\n"
        "Photo: a soldier at the gate\n"
        "Share this article\n"
        "It lost two men there."
    )
    found = [(sentence.zone, text[sentence.start : sentence.end][:8]) for sentence in split(text)]
    assert found == [
        ("headline", "Army tak"),
        ("dateline", "TRIPOLI,"),
        ("body", "The army"),
        ("furniture", "Play Vid"),
        ("caption", "Photo: a"),
        ("furniture", "Share th"),
        ("body", "It lost "),
    ]


def test_a_headline_said_again_is_no_second_claim() -> None:
    headline = "Six die in blast, police say"
    text = f"{headline}\n\n{headline.replace(',', '')} Reuters Tuesday 4 Apr 2017 A bomb killed six people."
    assert [sentence.zone for sentence in split(text)] == ["headline", "headline", "dateline", "body"]


@pytest.mark.parametrize(
    ("lead", "zone"),
    [
        ("Published November 13 2017", "dateline"),
        ("Last updated at Jul 28, 2016", "dateline"),
        ("Date of publication 7 April 2017", "dateline"),
        ("Wed 19 Apr 2017", "dateline"),
        ("CAIRO (Reuters) -", "dateline"),
        ("Print Tweet Views 729 Related", "furniture"),
        ("12:40 02.03.2019 Get short URL 0 0 0", "furniture"),
    ],
)
def test_what_stands_before_the_first_sentence_is_no_part_of_it(lead: str, zone: str) -> None:
    assert [sentence.zone for sentence in split(f"{lead} A bomb killed six people.")] == [zone, "body"]


def test_the_given_title_is_a_headline() -> None:
    text = "Blast kills six.\nA bomb killed six people in the market on Monday."
    assert [sentence.zone for sentence in split(text, "Blast kills six.")] == ["headline", "body"]


def test_lines_wrapped_at_a_width_are_one_sentence() -> None:
    text = (
        "   THE BATTALION COMMAND HAS REPORTED THAT ABOUT FIFTY MEN HAVE BEEN\n"
        "TAKEN BY GUERRILLAS IN THE EASTERN DEPARTMENT. ACCORDING TO THE SAME\n"
        "GARRISON, THEY WERE LED TO AN UNKNOWN PLACE."
    )
    assert len(split(text)) == 2


def test_sentences_inside_a_quotation_know_it() -> None:
    text = "He said: “We took the town. We hold it. We shall stay.” Then he left."
    assert [sentence.quoted for sentence in split(text)] == [False, True, True, False]


def test_a_quotation_goes_on_into_the_next_paragraph_that_opens_with_a_mark() -> None:
    text = "“We took the town. We hold it.\n“We shall stay.” Then he left."
    assert [sentence.quoted for sentence in split(text)] == [False, True, True, False]


def test_a_mark_that_nothing_closes_opens_nothing() -> None:
    text = "He said: “We took the town. We hold it.\nThe army denied this. It fights on."
    assert not any(sentence.quoted for sentence in split(text))


def test_empty_report() -> None:
    assert split("") == split("  \n\t ") == ()


@given(st.text(max_size=300))
def test_sentences_are_in_order_and_hold_every_letter(text: str) -> None:
    sentences = split(text)
    assert [sentence.index for sentence in sentences] == list(range(len(sentences)))
    assert all(one.end <= other.start for one, other in itertools.pairwise(sentences))
    joined = "".join(token.text for sentence in sentences for token in sentence.tokens)
    assert joined == "".join(text.split())
