"""Repairs of trees of sentences that open with where or why and lost a comma."""

from __future__ import annotations

from rashomon.claims.repairs.subjects import Change, above, as_subject, finite, noun_before, verbs
from rashomon.claims.tree import Tree

OPENERS = frozenset(["after", "before", "while", "when", "as", "although", "though", "since", "once", "because"])
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
        if tree.children(verb, "nsubj", "csubj") or not finite(tree, verb) or tree.has(verb, "amod", "xcomp"):
            continue
        noun = noun_before(tree, verb)
        if tree.has(verb, "acl") and (noun is None or not _stranded(tree, noun, verb)):
            continue
        first = _start_of_count(tree, noun) if noun is not None else None
        if noun is None or not first or above(tree, noun, verb) or tree.tokens[noun].upos != "NOUN":
            continue
        taken = tree.has(noun, "obj") and tree.tokens[noun].head < noun and tree.children(verb, "obj")
        before = first - 1
        if taken or tree.tokens[before].upos not in ("NOUN", "PROPN", "VERB"):
            continue
        changes[noun] = as_subject(tree, verb)
        if tree.tokens[before].head == noun:  # "the army 13 civilians" was read as one phrase
            changes[before] = (tree.tokens[noun].head, tree.tokens[noun].deprel)
            for child in tree.children(noun):
                if child < before:
                    changes[child] = (before, tree.tokens[child].deprel)
    return changes


def _stranded(tree: Tree, noun: int, verb: int) -> bool:
    """Tell a clause without "who" or "which" that was hung on a noun before the counted: it has them as its subject."""
    told = any(tree.word(c) in ("who", "which", "that", "where", "when") for c in tree.children(verb))
    return tree.tokens[verb].deprel == "acl:relcl" and not told and tree.tokens[verb].head < noun


def main_after_opening(tree: Tree) -> Change:
    """ "After the tribes left, the city fell": the clause that "after" opens is not the main one."""
    root = next((index for index, token in enumerate(tree.tokens) if token.head < 0), None)
    if root is None or tree.word(0) not in OPENERS or not _opens(tree, root):
        return {}
    for verb in verbs(tree):
        subjects = [noun for noun in tree.children(verb, "nsubj", "nsubj:pass") if root < noun < verb]
        if not subjects or not finite(tree, verb) or tree.children(verb, "cc", "mark"):
            continue
        first = min(tree.subtree(subjects[0]))
        if tree.has(verb, "conj", "parataxis", "appos", "ccomp") and tree.word(first - 1) == ",":
            return {verb: (-1, "root"), root: (verb, "advcl")}
    return {}


def _opens(tree: Tree, root: int) -> bool:
    """Tell whether the first word opens the clause of the root, be it read as the preposition of its subject."""
    above = tree.tokens[0].head
    own_subject = tree.has(0, "case") and above >= 0 and tree.has(above, "nsubj") and tree.tokens[above].head == root
    return own_subject or (tree.has(0, "mark") and above == root)


def so_many_more(tree: Tree) -> Change:
    """ "killed 15 but three more died": the numeral before a "more" that was taken for an adverb is the subject."""
    changes: Change = {}
    for verb in verbs(tree):
        more = verb - 1
        while more > 0 and tree.tokens[more].upos == "AUX":
            more -= 1
        if more < 1 or tree.word(more) not in ("more", "others") or tree.tokens[more].upos not in ("ADV", "ADJ"):
            continue
        number = more - 1
        counts = tree.tokens[number].upos == "NUM" and tree.tokens[number].head == more
        if counts and tree.tokens[more].head == verb and not tree.children(verb, "nsubj", "csubj"):
            changes[number] = as_subject(tree, verb)
            changes[more] = (number, "amod")
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
