"""What was struck: two texts that name one kind of site, or one person among the dead, agree on it."""

import msgspec
import pytest

from rashomon.assessment.assess import assess
from rashomon.assessment.struck import site_of
from rashomon.records import Event, Filler
from tests.dossiers import actor, claim, place, report

TOWN, SURGEON = place("orlin", 33.0, 44.0), actor("ada", kind="person", name="Ada Moss")


def found(texts, told):
    event = Event(id="e", kind="attack", title="attack, Orlin", place="orlin", claims=tuple(one.id for one in told))
    reports = [report(f"r{n}", text) for n, text in enumerate(texts)]
    findings = assess(reports, [], (TOWN, SURGEON), told, [event], [], [])[1]
    return [(f.kind, f.slot, f.explanation) for f in findings if f.slot == "target"]


def hit(number, text, words, kind="attack", **fields):
    start = text.index(words)
    target = Filler(text=words, start=start, end=start + len(words), head=start + len(words) - len(words.split()[-1]))
    told = claim(f"r{number}", f"c{number}", kind, width=len(text), **fields)
    return msgspec.structs.replace(told, target=(target,))


def test_two_words_for_a_hospital_agree():
    texts = ("Shells hit the town clinic on Monday.", "A strike on Orlin damaged a field hospital.")
    told = (hit(0, texts[0], "the town clinic"), hit(1, texts[1], "a field hospital"))
    ((kind, _, text),) = found(texts, told)
    assert kind == "agreement"
    assert "“the town clinic” and “a field hospital”" in text


@pytest.mark.parametrize(
    ("texts", "words", "fields"),
    [
        (("Shells hit the clinic.", "Shells hit the school."), ("the clinic", "the school"), {}),
        (
            ("Shells hit the clinic.", "Jets may hit the clinic."),
            ("the clinic", "the clinic"),
            {"modality": "possible"},
        ),
        (("Shells hit the clinic.", "No shell hit the clinic."), ("the clinic", "the clinic"), {"polarity": "denied"}),
    ],
)
def test_other_sites_and_what_is_unsure_do_not_agree(texts, words, fields):
    assert found(texts, (hit(0, texts[0], words[0]), hit(1, texts[1], words[1], **fields))) == []


def test_one_dead_by_name():
    texts = ("Ada Moss was killed.", "Among the dead was Ada Moss.")
    told = [claim(f"r{n}", f"c{n}", targets=("ada",), trigger=t, width=20) for n, t in enumerate(("killed", "dead"))]
    ((kind, _, text),) = found(texts, told)
    assert kind == "agreement"
    assert "Ada Moss" in text


def test_the_wounded_are_no_dead():
    told = [claim(f"r{n}", f"c{n}", targets=("ada",), trigger=t) for n, t in enumerate(("killed", "wounded"))]
    assert found((" " * 99, " " * 99), told) == []


def test_a_site_is_told_by_its_head():
    text = "a lorry at the hospital gate"
    assert site_of(Filler(text=text, start=0, end=len(text), head=2), text) == ""
    assert site_of(Filler(text="the hospital", start=11, end=23, head=15), text) == "medical centre"
