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
    ones = [c for c in (index, *tree.children(index, "nummod")) if tree.word(c) == "one" and c > 0]
    if any(tree.word(c - 1) == "not" for c in ones):
        return ones[0] - 1  # "not one missile", "not one of our men"
    before = tree.children(index, "det", "cc")  # "no man", "neither the army nor the rebels"
    return next((child for child in before if tree.word(child) in negation["determiners"]), None)


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


def nothing_done(tree: Tree, verb: int) -> int | None:
    """Return the "no" of "found no traces", "had no access": of the deed itself it denies that it was done."""
    if tree.lemma(verb) not in certainty_words()["negation"]["lacking"]:
        return None
    objects = (c for c in tree.children(verb, "obj") if tree.word(c) not in certainty_words()["negation"]["subjects"])
    return next((none for c in objects if (none := nobody(tree, c)) is not None), None)


def excluding(tree: Tree, verb: int) -> Effect | None:
    """Return what "does not exclude that …", "attacks are not ruled out" leave possible, or what is ruled out."""
    if tree.verb_lemma(verb) not in certainty_words()["excluding"]:
        return None
    return Effect("possible" if negated(tree, verb) else "denied", verb)


def left_open(tree: Tree, head: int, marks: list[str]) -> Effect | None:
    """Return what a negated "clear", "known" or "true" does to its clause; who did "not know that …" denies nothing."""
    if tree.word(head) in certainty_words()["tales"]["true"] and negated(tree, head):
        return Effect("denied", head)
    if tree.lemma(head) in certainty_words()["showing"] and tree.first(head, "nsubj") is not None:
        subject = tree.first(head, "nsubj")
        if subject is not None and nobody(tree, subject) is not None:
            return Effect("questioned", head)  # "nothing indicates that"
    fact = tree.lemma(head) == "know" and ("that" in marks or tree.word(head) != "known")
    return Effect("questioned", head) if unsettled(tree, head) and not fact else None


def whichever_of(tree: Tree, index: int) -> int | None:
    """Return the "any" of "would answer any strike": of none in particular, unless something above is negated."""
    if tree.tokens[index].upos != "NOUN":
        return None
    above = [index, *tree.ancestors(index)]
    if any(negated(tree, each) or tree.word(each) in ("without", "denied") for each in above):
        return None
    return next((c for c in tree.children(index, "det") if tree.word(c) == "any"), None)
