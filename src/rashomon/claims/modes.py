"""Reads in which mode a thing was done: from its word, the weapon, or the event that lent its roles."""

from __future__ import annotations

from rashomon.claims.lexicon import Trigger, is_a, lexicon
from rashomon.claims.scene import Cast, Scene

BOMBING = ("bomb", "bombard", "bombardment", "bombing")  # said of what comes from the air, and of guns too


SORTIES = ("raid", "sortie", "operation", "attack", "strike")


def mode_of(scene: Scene, cast: Cast, trigger: Trigger) -> str | None:
    """Return the mode of a claim: "bombed with artillery" is shelling, whatever "bombed" alone would be."""
    predicate = trigger.predicate
    tools = [*cast.heads.get("instrument", []), *cast.heads.get("actor", [])]
    if predicate.words[0] in BOMBING and any(is_a(scene.tree, tool, "gun") for tool in tools):
        return "shelling"
    if (
        trigger.form == "light"
        and predicate.words[0] in SORTIES
        and any(is_a(scene.tree, tool, "airborne") for tool in tools)
    ):
        return "air strike"  # "aircraft launched four raids"
    return predicate.mode or _of_event(scene, cast)


def _of_event(scene: Scene, cast: Cast) -> str | None:
    for event in cast.events:
        before = scene.tree.word(event - 1) if event else ""
        for predicate in lexicon().nouns.get(scene.tree.lemma(event), ()):  # longer ones first: "air raid"
            if predicate.mode and (len(predicate.words) == 1 or predicate.words[:-1] == (before,)):
                return predicate.mode
    return None
