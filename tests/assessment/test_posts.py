"""A post told with its place, by itself and beside a name."""

from __future__ import annotations

import msgspec
import pytest

from rashomon.assessment.assess import assess
from rashomon.assessment.posts import post_beside, post_of
from rashomon.records import Event, MentionRef, Voice
from tests.dossiers import actor, claim, report

POSTS = {
    "The Kherson governor": "governor kherson",
    "the governor of the Kherson region": "governor kherson",
    "the Kherson regional governor": "governor kherson",
    "Kharkiv Mayor": "kharkiv mayor",
    "the governor": "",
    "a former governor of Goma": "",
    "the local governor": "",
    "a deputy": "",
}
BESIDE = {
    "Kherson Governor Ivan Koval said": "governor kherson",
    "Kherson region governor Ivan Koval said": "governor kherson",
    "Ivan Koval, the governor of Kherson, said": "governor kherson",
    "In Kherson Ivan Koval said": "",
    "the governor met Ivan Koval": "",
}


@pytest.mark.parametrize("words", POSTS)
def test_a_post_by_itself(words):
    assert post_of(words) == POSTS[words]


@pytest.mark.parametrize("text", BESIDE)
def test_a_post_beside_a_name(text):
    at = text.index("Ivan Koval")
    assert post_beside(text, at, at + 10) == BESIDE[text]


@pytest.mark.parametrize(("said", "origins"), [("The Kherson governor", 1), ("The Kharkiv governor", 2)])
def test_the_governor_of_a_place_is_who_is_named_so_elsewhere(said, origins):
    text = "Kherson Governor Ivan Koval said that six had died." + " " * 100
    koval = actor("koval", kind="person", name="Ivan Koval", mentions=(MentionRef(report="r1", start=17, end=27),))
    told = [claim(r, r, slot="killed", low=6, high=6, voices=("koval",)) for r in ("r1", "r2")]
    voice = Voice(text=said, start=60, end=60 + len(said))
    told[1] = msgspec.structs.replace(told[1], voices=(voice,))
    event = Event(id="e", kind="attack", title="blast", claims=("r1", "r2"))
    events, _ = assess([report("r1", text), report("r2")], [], (koval,), told, [event], [], [])
    assert len(events[0].positions[0].origins) == origins
