"""The word lists of claims hold together: what is used is defined, and every group has an example."""

import pytest

from rashomon.claims.conditions import CONDITIONS
from rashomon.claims.lexicon import lexicon
from rashomon.records import ROLES
from rashomon.resources import read_list

GROUPS = read_list("predicates.yaml")["groups"]
ONTOLOGY = read_list("ontology.yaml")


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group["example"])
def test_group_uses_known_kind_mode_and_frame(group):
    assert group["kind"] in ONTOLOGY["kinds"]
    assert group.get("mode") is None or group["mode"] in ONTOLOGY["modes"]
    assert group["frame"] in lexicon().frames
    assert group["example"].endswith(".")


@pytest.mark.parametrize("name", sorted(ONTOLOGY["kinds"]))
def test_every_kind_maps_to_the_codebooks(name):
    assert {"about", "plover", "cameo", "acled", "ucdp"} <= set(ONTOLOGY["kinds"][name])


@pytest.mark.parametrize("name", sorted(ONTOLOGY["modes"]))
def test_every_mode_names_the_kinds_that_it_narrows(name):
    assert set(ONTOLOGY["modes"][name]["kinds"]) <= set(ONTOLOGY["kinds"])


def test_frames_give_roles_of_the_records():
    for slots in lexicon().frames.values():
        assert set(slots.values()) <= set(ROLES)
        assert all(isinstance(slot, str) for slot in slots)


def test_no_word_stands_twice_under_one_kind_and_mode():
    seen = set()
    for group in GROUPS:
        for form in ("verbs", "nouns", "adjectives"):
            for word in group.get(form, ()):
                traits = (form, word, group["kind"], group.get("mode"), group.get("objects"), group.get("subjects"))
                assert traits not in seen, traits
                seen.add(traits)


def test_every_condition_is_said_and_tested_and_asked_by_a_group():
    asked = {name for group in GROUPS for name in group.get("unless", ())}
    assert set(read_list("predicates.yaml")["conditions"]) == set(CONDITIONS) == asked
