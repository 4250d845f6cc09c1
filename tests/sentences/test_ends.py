"""Where sentences end: at their mark, after abbreviations, in lists, and without a mark."""

import pytest

from rashomon.records import Report
from rashomon.sentences import split_sentences


def texts(text: str) -> list[str]:
    report = Report(id="r", source="r", text=text, sha256="")
    return [text[sentence.start : sentence.end] for sentence in split_sentences(report)]


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("The rebels left. the army moved in.", "the army moved in."),
        ("They fled the town. (the bridge was gone) Nobody stayed.", "(the bridge was gone) Nobody stayed."),
        ("Thanks for the map :-) We shall use it.", "We shall use it."),
        ("We hold the town! :) Come and see.", "Come and see."),
        ("See www.example.org/map The map is old.", "The map is old."),
        ("Ali Green 03/26/2001 07:17 AM", "03/26/2001 07:17 AM"),
        ("03/26/2001 07:17 AM The shelling went on.", "The shelling went on."),
        ("He wrote this. ________ The outlet keeps no copy.", "________"),
        ("Best regards, Ali", "Ali"),
        ("Dear Mr Green, We saw it.", "We saw it."),
        ("It held villages, towns, etc. People left.", "People left."),
    ],
)
def test_the_second_sentence(text: str, second: str) -> None:
    assert texts(text)[1] == second


@pytest.mark.parametrize(
    "text",
    [
        '"They shelled the hospital. "- said the governor.',
        '"They shelled the hospital." said the governor.',
        "4. Alan Green spoke first.",
        "It happened on 3/26/2001 as the army said.",
        "It began on 03/26/2001 07:17 and went on.",
        "In the capital, The Herald was told nothing.",
        "The town . . . was silent.",
        "It was ten km. west of the town.",
        "P.S. We left on Friday.",
        "See www.example.org for the map.",
    ],
)
def test_one_sentence(text: str) -> None:
    assert texts(text) == [text]


def test_items_of_a_list_in_a_line() -> None:
    assert texts("Two demands. 1. The army leaves. 2. The road opens.") == [
        "Two demands.",
        "1. The army leaves.",
        "2. The road opens.",
    ]
