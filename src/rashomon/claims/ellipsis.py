"""Finds the shots that are told by a number alone: "Two rockets were fired. One fell on the market"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rashomon.claims import clauses
from rashomon.claims.lexicon import Predicate, Trigger, is_a
from rashomon.claims.tree import Tree

SHOT = Predicate(words=("fall", "on"), kind="attack", frame="blast", mode="shelling")
WAYS: dict[str, tuple[str, ...]] = {
    "hit": (),
    "strike": (),
    "fall": ("on", "in", "into", "at", "near", "onto"),
    "land": ("on", "in", "at", "near"),
    "go": ("into", "through"),
    "fly": ("into", "over"),
    "plunge": ("into",),
    "crash": ("into", "on", "onto"),
}
ONES = frozenset(["one", "first", "second", "third", "other", "another", "others", "rest"])
BLOWS = frozenset(["explosion", "blast", "strike", "arrival", "hit"])
BACK = 3  # sentences over which the shots are remembered


def find_shots(trees: Sequence[Tree], at: int) -> Iterator[tuple[Trigger, int]]:
    """Yield the "fell on" of "One fell on the market" with its subject, where shots were told of last."""
    tree = trees[at]
    for verb, token in enumerate(tree.tokens):
        if token.upos != "VERB" or tree.lemma(verb) not in WAYS or tree.children(verb, "aux:pass", "xcomp"):
            continue
        subject = next(iter(clauses.own_subject(tree, verb)), None)
        if subject is None or subject > verb or not alone(tree, subject) or not shots_before(trees, at, subject):
            continue
        ways = [w for w, h in clauses.complements(tree, verb) if w in WAYS[tree.lemma(verb)]]
        if ways or (clauses.own_object(tree, verb) is not None and tree.lemma(verb) in ("hit", "strike")):
            last = verb + 2 if ways and tree.word(verb + 1) == ways[0] else verb + 1
            yield Trigger(first=verb, last=last, head=verb, predicate=SHOT, form="verb"), subject


def alone(tree: Tree, noun: int) -> bool:
    """Tell "one", "the first one", "two of them", "another"; not "one soldier", "one of the soldiers"."""
    number = tree.tokens[noun].upos == "NUM" or tree.word(noun) in ONES
    of = [c for c in tree.children(noun, "nmod") if tree.word(c) not in ("them", "these", "which")]
    return number and not of and not tree.children(noun, "compound", "acl")


def shots_before(trees: Sequence[Tree], at: int, subject: int) -> bool | None:
    """Tell whether of what is counted or told just before, the last are shots; None where nothing is counted."""
    for back in range(at, max(-1, at - 1 - BACK), -1):
        tree = trees[back]
        end = subject if back == at else len(tree.tokens)
        for noun in range(end - 1, -1, -1):
            if tree.tokens[noun].upos not in ("NOUN", "PROPN"):
                continue
            if is_a(tree, noun, "volley|arm|shot") or tree.lemma(noun) in BLOWS:
                return True
            if is_a(tree, noun, "person|ride|force") and tree.children(noun, "nummod"):
                return False
    return None
