"""Repairs of trees of sentences that open with where or why and lost a comma; the table is in repairs.py."""

from __future__ import annotations

from rashomon.claims.subjects import Change, above, finite, noun_before, verbs
from rashomon.claims.tree import Tree

_BEFORE_NUMBER = (
    "at",
    "least",
    "most",
    "more",
    "than",
    "about",
    "some",
    "around",
    "nearly",
    "almost",
    "over",
    "up",
    "to",
)


def counted_before_verb(tree: Tree) -> Change:
    """ "As a result of the raid of the army 13 civilians died": what is counted just before a verb is its subject."""
    changes: Change = {}
    for verb in verbs(tree):
        if tree.children(verb, "nsubj", "csubj") or not finite(tree, verb) or tree.has(verb, "acl", "amod", "xcomp"):
            continue
        noun = noun_before(tree, verb)
        first = _start_of_count(tree, noun) if noun is not None else None
        if noun is None or not first or above(tree, noun, verb) or tree.tokens[noun].upos != "NOUN":
            continue
        before = first - 1
        if tree.tokens[before].upos not in ("NOUN", "PROPN"):
            continue
        passive = any(tree.tokens[c].deprel == "aux:pass" for c in tree.children(verb))
        changes[noun] = (verb, "nsubj:pass" if passive else "nsubj")
        if tree.tokens[before].head == noun:  # "the army 13 civilians" was read as one phrase
            changes[before] = (tree.tokens[noun].head, tree.tokens[noun].deprel)
            for child in tree.children(noun):
                if child < before:
                    changes[child] = (before, tree.tokens[child].deprel)
    return changes


def _start_of_count(tree: Tree, noun: int) -> int | None:
    """Return where the numeral before a noun begins, with what bounds it; None where no numeral stands there."""
    at = noun - 1
    while at > 0 and tree.tokens[at].upos == "ADJ":
        at -= 1
    if at < 0 or tree.tokens[at].upos != "NUM" or tree.tokens[at].head != noun:
        return None
    while at > 0 and (tree.tokens[at - 1].upos == "NUM" or tree.word(at - 1) in _BEFORE_NUMBER):
        at -= 1
    return at


def place_with_its_gloss(tree: Tree) -> Change:
    """ "In Arvad, the main city, shelling wounded three, medics said": the city is Arvad, and no subject."""
    changes: Change = {}
    for verb in verbs(tree):
        subjects = tree.children(verb, "nsubj")
        fronted = [c for c in tree.children(verb, "obl") if tree.word(min(tree.subtree(c))) in ("in", "at", "near")]
        if len(subjects) < 2 or not fronted or not fronted[0] < subjects[0] < subjects[-1] < verb:
            continue
        gloss = min(c for c in tree.subtree(subjects[0]) if c > fronted[0])
        told = [c for c in tree.children(subjects[0], "acl") if tree.tokens[c].upos == "VERB"]
        if tree.word(gloss - 1) != "," or not told or not finite(tree, told[-1]):
            continue
        changes[subjects[0]] = (fronted[0], "appos")
        changes[fronted[0]] = (told[-1], "obl")
        changes[told[-1]] = (verb, "ccomp")
        for other in told[:-1]:
            if tree.word(other).endswith("ing"):
                changes[other] = (told[-1], "nsubj")
    return changes
