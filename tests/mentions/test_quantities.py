from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.mentions.quantities import find_quantities
from rashomon.records import Report, Sentence, Token

CASES = [
    ("at least 3000 people", [(3000, None)]),
    ("30 000 people and 3,500 men", [(30000, 30000), (3500, 3500)]),
    ("more than 280000 people", [(280001, None)]),
    ("up to 80 men", [(None, 80)]),
    ("fewer than ten men", [(None, 9)]),
    ("no more than five men", [(None, 5)]),
    ("nearly 70 children", [(70, 70)]),
    ("twenty-two houses", [(22, 22)]),
    ("two hundred and five tanks", [(205, 205)]),
    ("between 40 and 50 guards", [(40, 50)]),
    ("20-30 guards", [(20, 30)]),
    ("dozens of guards", [(24, 99)]),
    ("tens of thousands fled", [(20000, 99999)]),
    ("several guards", [(3, 9)]),
    ("a third of the 45 trucks", [(15, 15)]),
    ("more than a quarter of a million people", [(250001, None)]),
    ("Three children aged 5, 7 and nine", [(3, 3)]),
    ("one in five guards", []),
    ("three out of four huts", []),
    ("five in two days", [(5, 5)]),
    ("half a million people", [(500000, 500000)]),
    ("two and a half million people", [(2500000, 2500000)]),
    ("one or more guards", [(1, None)]),
    ("no casualties", [(0, 0)]),
    ("1.5 million people", [(1500000, 1500000)]),
    ("the MiG-29 and the T-72", []),
    ("on 27 July 2016", []),
    ("the driver, 28, fled", []),
    ("a 34-year-old driver", []),
    ("at 11:45", []),
    ("Highway 5", []),
    ("Resolution 2254", []),
    ("no one came", []),
]


def read(text):
    report = Report(id="r", source="r", text=text, sha256="")
    tokens, at = [], 0
    for word in text.replace(",", " ,").split():
        start = text.index(word, at)
        at = start + len(word)
        tokens.append(Token(start=start, end=at, text=word))
    sentence = Sentence(report="r", index=0, start=0, end=len(text), tokens=tuple(tokens))
    return find_quantities(report, (sentence,))


@pytest.mark.parametrize(("text", "intervals"), CASES)
def test_numbers_become_intervals(text, intervals):
    assert [(m.quantity.low, m.quantity.high) for m in read(text)] == intervals


def test_measure_keeps_its_unit():
    (mention,) = read("80 km from the port")
    assert mention.quantity.unit == "km"


@given(st.text(max_size=60))
def test_every_span_stands_in_the_text(text):
    for mention in read(text):
        assert text[mention.start : mention.end] == mention.text


@given(st.integers(min_value=2, max_value=1899))
def test_digits_are_read_as_they_stand(number):
    (mention,) = read(f"at least {number} people")
    assert (mention.quantity.low, mention.quantity.high) == (number, None)
