"""Reads what negates a word: an adverb, a determiner, a subject that is nobody; the base of the rules of certainty."""

from __future__ import annotations

import functools
from typing import Any, NamedTuple

from rashomon.claims.tree import Tree
from rashomon.resources import read_list

_OPENING = ('"', "“", "«", "``", "„")


class Effect(NamedTuple):
    """What one word does to the certainty of the thing in its scope: a mood, or "denied"."""

    mood: str
    cue: int


@functools.cache
def certainty_words() -> Any:
    """Return the word list of certainty, read once."""
    return read_list("certainty.yaml")


def negation_by(tree: Tree, index: int, child: int) -> int | None:
    """Return the word by which a modifier, determiner, subject or object negates what it belongs to."""
    negation, word = certainty_words()["negation"], tree.word(child)
    if tree.has(child, "nsubj", "obj"):
        idle = tree.has(child, "obj") and tree.lemma(index) in negation["having"]
        return None if idle and word not in negation["subjects"] else nobody(tree, child)
    if tree.has(child, "det"):
        return child if word in negation["determiners"] else None
    if word == "longer" and any(tree.word(each) == "no" for each in tree.children(child)):
        return child
    if not (tree.has(child, "advmod", "aux", "cc") and word in negation["adverbs"]):
        return None
    following = tree.word(child + 1) if child + 1 < len(tree.tokens) else ""
    return None if following in negation["idle_before"] else child


def nobody(tree: Tree, index: int) -> int | None:
    """Return the word that makes a noun phrase one of nobody or nothing."""
    negation = certainty_words()["negation"]
    if tree.word(index) in negation["subjects"]:
        return index
    if index > 2 and [tree.word(at) for at in range(index - 3, index)] == ["not", "a", "single"]:
        return index - 3
    return next((child for child in tree.children(index, "det") if tree.word(child) in negation["determiners"]), None)


def unsettled(tree: Tree, index: int) -> bool:
    """Tell "not clear", "neither confirmed nor denied", "did not deny": what is under it is left open."""
    return tree.lemma(index) in certainty_words()["unsettled"] and negated(tree, index)


def negated(tree: Tree, index: int) -> bool:
    """Tell a word with a negation of its own, or one shared by "nor" and "or"."""
    if any(negation_by(tree, index, child) is not None for child in tree.children(index)):
        return True
    head = tree.tokens[index].head
    if (
        head >= 0
        and tree.has(index, "conj")
        and any(tree.word(cc) in ("nor", "or") for cc in tree.children(index, "cc"))
    ):
        return negated(tree, head)
    return head >= 0 and tree.has(index, "xcomp") and tree.lemma(head) in certainty_words()["tales"]["declining"]


def orders(tree: Tree, index: int) -> bool:
    """Tell the "take" of “Take a knife and …”: a bare verb that opens what is quoted bids to do it."""
    token = tree.tokens[index]
    if token.upos != "VERB" or not tree.has(index, "root", "ccomp", "parataxis"):
        return False
    if tree.word(index) != tree.lemma(index) or tree.word(index) in certainty_words()["unmarked"]:
        return False
    if tree.children(index, "nsubj", "expl", "mark", "cop"):
        return False
    if any(tree.word(aux) not in ("do", "don't") for aux in tree.children(index, "aux")):
        return False
    before = next((at for at in range(index - 1, -1, -1) if tree.tokens[at].upos not in ("ADV", "PART", "AUX")), -1)
    opens = before < 0 or tree.tokens[before].upos == "PUNCT"
    quoted = tree.sentence.quoted or any(tree.word(at) in _OPENING for at in range(index))
    return opens and quoted
