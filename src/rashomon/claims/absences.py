"""Finds who or what is said not to be somewhere: "no gunman was in the school", "there are no barracks near"."""

from __future__ import annotations

from collections.abc import Iterator

from rashomon.claims import clauses
from rashomon.claims.lexicon import Predicate, Trigger, is_a, lexicon
from rashomon.claims.negation import negation_by, nobody
from rashomon.claims.tree import Tree

ABSENT = Predicate(words=("be",), kind="describe", frame="appear")
HAVING_NONE = Predicate(words=("have",), kind="describe", frame="state")
PRESENT = "person|force|party|craft|ride|post|arm"
THERE = frozenset(["there", "near", "nearby", "here", "around", "inside", "present", "left"])
SPOTS = frozenset(["spot", "scene", "spot", "vicinity", "ground", "rank", "premise"])
MILITARY = frozenset(["facility", "installation", "object", "objective", "target", "equipment", "infrastructure"])


def find_absences(tree: Tree) -> Iterator[Trigger]:
    """Yield the "was" of "no gunman was in the school", the "are" of "there are no barracks near"."""
    for index in range(len(tree.tokens)):
        if tree.lemma(index) == "have" and tree.tokens[index].upos == "VERB" and _has_none_there(tree, index):
            yield Trigger(first=index, last=index + 1, head=index, predicate=HAVING_NONE, form="verb")
        if tree.lemma(index) != "be":
            continue
        if tree.children(index, "expl") and _none_there(tree, index):
            yield Trigger(first=index, last=index + 1, head=index, predicate=ABSENT, form="verb")
        elif tree.has(index, "cop") and _nobody_in(tree, tree.tokens[index].head):
            head = tree.tokens[index].head
            yield Trigger(first=index, last=index + 1, head=head, predicate=ABSENT, form="adjective")


def _none_there(tree: Tree, be: int) -> bool:
    """Tell "there were no soldiers in the village": nobody who could be there was."""
    who = next((c for c in tree.children(be, "nsubj") if c > be), None)
    if who is None or not _may_be_there(tree, who) or tree.lemma(who) in lexicon().victims:
        return False
    denied = nobody(tree, who) is not None or any(negation_by(tree, be, c) for c in tree.children(be, "advmod"))
    places = [h for each in (be, who) for w, h in clauses.complements(tree, each) if w in lexicon().locative]
    near = [c for each in (be, who) for c in tree.children(each, "advmod") if tree.word(c) in THERE]
    return denied and bool(near or any(_is_spot(tree, place) for place in places))


def _has_none_there(tree: Tree, have: int) -> bool:
    """Tell "we had no aircraft in the area": a force that was not there."""
    what = clauses.own_object(tree, have)
    if what is None or nobody(tree, what) is None or not is_a(tree, what, "force|craft|post|arm"):
        return False
    places = [h for each in (have, what) for w, h in clauses.complements(tree, each) if w in lexicon().locative]
    near = [c for each in (have, what) for c in tree.children(each, "advmod") if tree.word(c) in THERE]
    return bool(near or any(_is_spot(tree, place) for place in places))


def _nobody_in(tree: Tree, spot: int) -> bool:
    """Tell the "market" of "not a single gunman was in the school"."""
    case = clauses.preposition(tree, spot)
    who = next(iter(tree.children(spot, "nsubj")), None)
    if who is None or case not in lexicon().locative or not _is_spot(tree, spot):
        return False
    return _may_be_there(tree, who) and nobody(tree, who) is not None


def _is_spot(tree: Tree, noun: int) -> bool:
    return is_a(tree, noun, "place") or tree.lemma(noun) in SPOTS or tree.tokens[noun].upos == "PROPN"


def _may_be_there(tree: Tree, who: int) -> bool:
    """Tell somebody, a force or a weapon; of other things only what is military."""
    armed = any(tree.word(c) == "military" for c in tree.children(who, "amod", "compound"))
    return is_a(tree, who, PRESENT) or (tree.lemma(who) in MILITARY and armed)
