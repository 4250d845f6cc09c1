"""A short statement denies a text by a negation, an opposite word or another number, and by nothing less."""

from __future__ import annotations

import functools

import pytest

from rashomon import docks
from rashomon.assessment.opposites import denies
from rashomon.sentences import split_sentences
from tests.dossiers import report


@functools.cache
def parsed(text):
    return docks.load("engine", "minilm").parse(split_sentences(report("r", text)))


DENIED = [
    ("The council did not accept the plan for the bridge.", "The council accepted the plan for the bridge."),
    ("The court released the two fishermen on Friday.", "The court arrested the two fishermen."),
    ("The price of bread in Oster rose in spring.", "The price of bread in Oster fell in spring."),
    ("Parliament rejected the budget on Monday.", "Parliament approved the budget."),
    ("The union has 19 members in the port.", "The union has 16 members."),
    ("The mayor refused to open the gates of the depot.", "The mayor opened the gates of the depot."),
    ("Eight trucks crossed the border at night.", "Eleven trucks crossed the border."),
]
NOT_DENIED = [
    ("The council accepted the plan.", "The council accepted the plan."),
    ("Orel Holding bought the shipyard from the state in May.", "The shipyard was sold in May."),
    ("The council did not meet on Monday.", "The mill burnt down in winter."),
    ("The union, which is not rich, has 19 members.", "The union has 19 members."),
    ("The guards did not refuse to open the gates.", "The guards did not refuse to open the gates."),
]


@pytest.mark.parametrize(("text", "statement"), DENIED)
def test_denied(text, statement):
    assert denies(parsed(text), parsed(statement))


@pytest.mark.parametrize(("text", "statement"), NOT_DENIED)
def test_not_denied(text, statement):
    assert denies(parsed(text), parsed(statement)) is None
