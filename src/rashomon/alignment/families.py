"""Families of kinds: claims of violence, of control, of movement, and of each kind of speech or support."""

from __future__ import annotations

import functools

from rashomon.alignment.cues import (
    accuses_barely,
    comes_after,
    flees_it,
    is_beset,
    is_pictured,
    pattern,
    points_back,
    word_set,
)
from rashomon.measures import fold
from rashomon.records import Claim
from rashomon.resources import read_list

ARRIVES = ":move"  # the frame of "arrived"


@functools.cache
def _families() -> dict[str, str]:
    table = read_list("alignment.yaml")["families"]
    return {kind: family for family, kinds in table.items() for kind in kinds}


def family_of(claim: Claim, near: str, text: str = "") -> str:
    """Return the family of kinds that a claim belongs to; the words decide where the kind is a loose one."""
    family = _families().get(claim.kind, claim.kind)
    trigger = set(fold(claim.trigger.text)) if claim.trigger else set()
    if trigger & word_set("siege_words") or is_beset(claim, text):
        return "siege"
    if is_pictured(claim, text):
        return "publish"
    if claim.kind == "describe" and claim.rule.endswith(ARRIVES):
        return "movement"  # "the train, which came from Arvad the day before, was hit"
    if (claim.kind == "discovery" or claim.slot) and pattern("graves").search(near):
        return "discovery"
    if claim.kind in ("attack", "deploy") and not claim.slot and _gains_ground(claim, trigger):
        return "control"
    if claim.kind == "displace" and claim.quantities and flees_it(claim, text):
        return "violence"
    if family == "violence" or claim.slot in ("killed", "wounded") or accuses_barely(claim, text):
        return "violence"
    if _is_violent(claim, family, trigger, near):
        return "violence"
    return claim.kind if family == "stance" else family


def is_stance(family: str) -> bool:
    """Tell whether a family is of what is said, backed, asked or found: each is the act of one speaker."""
    return family in read_list("alignment.yaml")["families"]["stance"]


def _gains_ground(claim: Claim, trigger: set[str]) -> bool:
    """Tell whether an attack or a deployment took ground; who just reaches a place must be in arms."""
    actors = actors_of(claim)
    if claim.trigger is not None and pattern("into_place").fullmatch(claim.trigger.text):
        return not actors & word_set("weapon_words")
    if trigger <= word_set("reaching_words"):
        return bool(actors & word_set("army_words"))
    return bool(trigger & word_set("control_words")) and not actors & word_set("weapon_words")


def _is_violent(claim: Claim, family: str, trigger: set[str], near: str) -> bool:
    """Tell whether a claim of another kind speaks of violence: by its trigger, its target, or as an answer to it."""
    if family == "stance" and trigger & word_set("violence_words"):
        return True
    if claim.kind in ("describe", "consult", "discovery", "aid") and targets_of(claim) & word_set("victim_words"):
        return True
    if claim.kind == "deploy" and actors_of(claim) & word_set("weapon_words"):
        return True
    folded = f" {' '.join(fold(near))} "
    about = claim.kind in read_list("alignment.yaml")["answers_by_noun"] and points_back(near)
    about = about and not (claim.kind == "describe" and comes_after(near))
    return (
        is_speech(claim)
        and not trigger & word_set("no_answers")
        and (about or any(f" {w} " in folded for w in word_set("answer_words")))
    )


def is_speech(claim: Claim) -> bool:
    """Tell whether a claim answers a happening in words: blames, denies, claims, praises."""
    return claim.kind in read_list("alignment.yaml")["answers"]


def actors_of(claim: Claim) -> set[str]:
    """Return the folded words of the actors."""
    return {w for f in claim.actor for w in fold(f.text)}


def targets_of(claim: Claim) -> set[str]:
    """Return the folded words of the targets."""
    return {w for f in claim.target for w in fold(f.text)}
