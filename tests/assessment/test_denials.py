"""One tells what another denies; two actors are named for one act."""

from __future__ import annotations

import msgspec
import pytest

from rashomon.assessment.assess import assess
from rashomon.records import Event
from tests.dossiers import actor, claim, place, report

TOWN = place("nyala", 12.05, 24.88)
RSF, ARMY = actor("rsf", country="SD", sides=("rsf",)), actor("army", country="SD", sides=("army",))
NORTH, SOUTH = actor("north", country="RU"), actor("south", country="UA")
ENTITIES = (TOWN, RSF, ARMY, NORTH, SOUTH)


def found(*claims, words=""):
    reports = [report(r) for r in sorted({c.report for c in claims})]
    event = Event(id="e", kind="attack", title="attack", claims=tuple(c.id for c in claims))
    _, findings = assess(reports, [], ENTITIES, claims, [event], [], [])
    return [f.kind for f in findings if words in f.explanation]


def hit(report_id, **fields):
    return claim(report_id, report_id, "attack", targets=("ambulance",), **fields)


def test_who_denies_what_another_tells_contradicts_it():
    assert found(hit("r1", voices=("rsf",)), hit("r2", voices=("army",), polarity="denied"), words="denies") == [
        "contradiction"
    ]


def test_another_thing_denied_is_no_contradiction():
    other = claim("r2", "r2", "attack", targets=("school",), voices=("army",), polarity="denied")
    assert not found(hit("r1", voices=("rsf",)), other, words="denies")


def test_denying_ones_own_part_does_not_deny_what_another_did():
    told = hit("r1", actors=("rsf",), voices=("army",))
    assert not found(told, hit("r2", actors=("north",), voices=("north",), polarity="denied"), words="denies")


def test_no_casualties_beside_a_count_in_one_place_contradicts():
    some = claim("r1", "a", slot="killed", low=3, high=3, places=("nyala",), voices=("rsf",))
    none = claim("r2", "b", low=0, high=0, of="casualties", places=("nyala",), voices=("army",))
    assert "contradiction" in found(some, none, words="there are none")


def test_two_states_named_for_one_act_contradict():
    one = hit("r1", actors=("north",), places=("nyala",), voices=("army",))
    other = hit("r2", actors=("south",), places=("nyala",), voices=("rsf",))
    assert found(one, other, words="who did it") == ["contradiction"]


def test_no_word_is_cut_in_a_quotation():
    text = "The minister " + "said that the bridge had not been struck by anybody at all in that night of war " * 3
    told = [
        hit("r1", at=7, width=200, voices=("rsf",)),
        hit("r2", at=7, width=200, voices=("army",), polarity="denied"),
    ]
    reports = [report("r1", text), report("r2", text + "!")]
    event = Event(id="e", kind="attack", title="attack", claims=("r1", "r2"))
    _, findings = assess(reports, [], ENTITIES, told, [event], [], [])
    quoted = [f.explanation.split("“")[1].split("”")[0] for f in findings if "denies" in f.explanation]
    assert quoted
    assert all(f" {text} ".count(f"{q.split()[-1]} ") for q in quoted)


def test_we_did_not_do_it_denies_no_deed_that_nobody_lays_to_us():
    told, denied = hit("r1", voices=("rsf",)), hit("r2", actors=("army",), voices=("army",), polarity="denied")
    assert not found(told, denied, words="denies")
    assert found(told, hit("r1", actors=("army",), voices=("rsf",)), denied, words="denies")


def test_a_place_taken_by_one_and_still_held_by_another_contradicts():
    text = "Nyala remains under the control of the army" + " " * 100
    taken = claim("r1", "a", "capture", actors=("rsf",), targets=("nyala",), places=("nyala",))
    held = claim("r2", "b", "capture", actors=("army",), targets=("nyala",), places=("nyala",), trigger="control")
    reports = [report("r1"), report("r2", text)]
    event = Event(id="e", kind="capture", title="capture", claims=("a", "b"))
    _, findings = assess(reports, [], ENTITIES, [taken, held], [event], [], [])
    assert [f.kind for f in findings if "who holds it" in f.explanation] == ["contradiction"]


def test_fighters_lost_and_no_fighters_lost_contradict():
    some = claim("r1", "a", slot="killed", low=14, high=14, of="rebels", voices=("army",))
    none = claim("r2", "b", slot="killed", low=0, high=0, of="fighters", voices=("rsf",))
    assert "contradiction" in found(some, none, words="there are none")


def test_sides_named_by_a_word_alone_are_rivals_too():
    one = claim("r1", "a", "attack", targets=("bridge",), places=("nyala",), actors=("the Russians",), voices=("army",))
    other = hit_bridge(actors=("south",), voices=("rsf",))
    assert found(without_entity(one), other, words="who did it") == ["contradiction"]
    assert not found(without_entity(one), hit_bridge(actors=("north",), voices=("rsf",)), words="who did it")


def hit_bridge(**fields):
    return claim("r2", "b", "attack", targets=("bridge",), places=("nyala",), **fields)


def without_entity(told):
    return msgspec.structs.replace(told, actor=tuple(msgspec.structs.replace(f, entity=None) for f in told.actor))


def test_who_says_there_were_no_reports_of_dead_only_differs():
    some = claim("r1", "a", slot="killed", low=3, high=3, places=("nyala",), voices=("rsf",))
    none = claim("r2", "b", places=(), voices=("army",), polarity="denied")
    named = msgspec.structs.replace(
        none, target=(msgspec.structs.replace(some.place[0], text="no reports of casualties", entity=None),)
    )
    text = "There were no reports of casualties in the town." + " " * 100
    reports = [report("r1"), report("r2", text)]
    event = Event(id="e", kind="attack", title="attack", claims=("a", "b"))
    kinds = [f.kind for f in assess(reports, [], ENTITIES, [some, named], [event], [], [])[1]]
    assert kinds == ["difference"]


def told_in_words(name, words, **fields):
    """Return a claim whose text is these words, a verb of three letters standing at 3."""
    return claim(name, name, "loss", places=("nyala",), trigger="hit", width=len(words), **fields)


BESIDE = {
    "a thing that no role has stands beside its verb": ("It hit a drone over Nyala.", ("drone",), True),
    "another thing": ("It hit a drone over Nyala.", ("tank",), False),
    "the thing stands in another clause": ("It hit many over Nyala, as the drone went home.", ("drone",), False),
}


@pytest.mark.parametrize("name", BESIDE)
def test_what_stands_beside_a_verb_is_what_was_hit(name):
    words, denied, clash = BESIDE[name]
    told = told_in_words("r1", words, voices=("rsf",))
    other = told_in_words("r2", words, voices=("army",), targets=denied, polarity="denied")
    reports = [report("r1", words), report("r2", words)]
    event = Event(id="e", kind="loss", title="loss", claims=("r1", "r2"))
    (judged,), findings = assess(reports, [], ENTITIES, [told, other], [event], [], [])
    assert bool([f for f in findings if "denies" in f.explanation]) == clash
    assert "nothing contradicts it" not in judged.rating.reasons[0]


HOPES = {
    "none": ("It had victims: no dead were there", True),
    "a hope": ("We hope they had no victims there.", False),
    "not many": ("It had victims, but there were not many.", False),
    "no visible wounds": ("They had no visible injuries there.", False),
    "no big losses": ("They had no very heavy losses there.", False),
}


@pytest.mark.parametrize("name", HOPES)
def test_a_hope_or_a_degree_counts_no_none(name):
    words, clash = HOPES[name]
    some = claim("r1", "a", slot="killed", low=3, high=3, places=("nyala",), voices=("rsf",))
    none = claim("r2", "b", places=("nyala",), voices=("army",), polarity="denied", width=len(words))
    reports = [report("r1"), report("r2", words)]
    event = Event(id="e", kind="attack", title="attack", claims=("a", "b"))
    findings = assess(reports, [], ENTITIES, [some, none], [event], [], [])[1]
    assert bool([f for f in findings if "there are none" in f.explanation]) == clash


def test_blame_and_its_denial_are_told_once():
    words = "The army denied any responsibility for it, and said its men hit a depot." + " " * 100
    blame = claim("r1", "a", "accuse", targets=("army",), voices=("rsf",), trigger="blamed")
    denial = claim("r2", "b", "attack", actors=("army",), voices=("army",), polarity="denied", width=80)
    refused = claim("r2", "c", "reject", actors=("army",), at=6, trigger="denied", width=70)
    texts = {"r1": "It blamed the army." + " " * 100, "r2": words}
    reports = [report(r, text) for r, text in texts.items()]
    for held, kinds in (((blame, denial, refused), ["contradiction"]), ((blame, refused), ["difference"])):
        event = Event(id="e", kind="attack", title="attack", claims=tuple(c.id for c in held))
        findings = assess(reports, [], ENTITIES, held, [event], [], [])[1]
        assert [f.kind for f in findings if "denies" in f.explanation] == kinds
