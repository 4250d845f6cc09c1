"""Repairs of what hangs on a word for what somebody tells; the table of all repairs is in repairs.py."""

from __future__ import annotations

from rashomon.claims.negation import certainty_words
from rashomon.claims.phrases import cues
from rashomon.claims.subjects import Change
from rashomon.claims.tales import is_bare_tale, is_tale, says_that
from rashomon.claims.tree import Tree


def clause_of_tale(tree: Tree) -> Change:
    """ "allegations that it was behind the raid", "accusations it shelled the town": a clause is what is told."""
    changes: Change = {}
    for clause in range(len(tree.tokens)):
        head = _tale_above(tree, clause)
        if head < 0 or not is_tale(tree, head):
            continue
        if head != tree.tokens[clause].head and tree.has(clause, "acl") and tree.first(clause, "nsubj") is not None:
            changes[tree.tokens[clause].head] = (head, "nmod")  # "claims by the rebels that they took it"
            changes[clause] = (head, "acl")
        whole = bool(tree.children(clause, "cop")) and tree.first(clause, "nsubj") is not None
        if (tree.has(clause, "nmod", "obl") and whole and says_that(tree, clause)) or (
            tree.has(clause, "acl:relcl") and is_bare_tale(tree, clause)
        ):
            changes[clause] = (head, "acl")
    return changes


def _tale_above(tree: Tree, clause: int) -> int:
    """Return what a clause hangs on; of "denied allegations that it was behind it" the noun that the "that" follows."""
    head = tree.tokens[clause].head
    that = next((mark for mark in tree.children(clause, "mark") if tree.word(mark) == "that"), 0)
    if that > 0 and head == that - 1 and (tale := _told_by(tree, head)) is not None:
        return tale
    follows = that > 0 and tree.has(clause, "obl") and tree.has(that - 1, "obj") and tree.tokens[that - 1].head == head
    return that - 1 if follows else head


def _told_by(tree: Tree, teller: int) -> int | None:
    """Return the "claims" of "claims by the rebels that …"."""
    by = next((case for case in tree.children(teller, "case") if tree.word(case) in ("by", "from")), 0)
    return by - 1 if by > 0 and tree.has(teller, "obl", "nmod") and is_tale(tree, by - 1) else None


def clause_of_first_speaker(tree: Tree) -> Change:
    """ "Norland said it would send troops the radio reported": the clause is what Norland said, not the radio alone.

    "The general said the army had lost 12 men and added that …": he adds, not the army.
    """
    changes: Change = {}
    for adds in range(len(tree.tokens)):
        clause = tree.tokens[adds].head
        if not tree.has(adds, "conj") or tree.lemma(adds) not in cues()["adding"] or tree.children(adds, "nsubj"):
            continue
        says = tree.tokens[clause].head
        under = says >= 0 and tree.has(clause, "ccomp") and tree.lemma(says) in cues()["verbs"]
        if under and tree.first(adds, "ccomp") is not None and tree.lemma(clause) not in cues()["verbs"]:
            changes[adds] = (says, "conj")
    for last in range(len(tree.tokens)):
        told = [each for each in tree.children(last, "ccomp") if each < last]
        if len(told) < 2 or tree.lemma(last) not in cues()["trailing"]:
            continue
        said, clause = told[0], told[1]
        subject = tree.first(clause, "nsubj")
        opens = tree.lemma(said) in cues()["trailing"] and not tree.children(said, "ccomp")
        if opens and subject is not None and tree.first(said, "nsubj") is not None and said < subject < clause:
            changes[clause] = (said, "ccomp")
    return changes


def plea_of_who_counters(tree: Tree) -> Change:
    """ "countered claims that the army used mines, arguing that …": he argues who counters, not who is accused."""
    changes: Change = {}
    for plea in range(len(tree.tokens)):
        if not tree.word(plea).endswith("ing") or tree.lemma(plea) not in cues()["verbs"]:
            continue
        clause = tree.tokens[plea].head
        if clause < 0 or not tree.has(plea, "advcl", "acl", "xcomp") or tree.children(plea, "mark", "nsubj"):
            continue
        tale = tree.tokens[clause].head
        if tale < 0 or not tree.has(clause, "acl", "ccomp") or not is_tale(tree, tale) or not tree.has(tale, "obj"):
            continue
        verb = tree.tokens[tale].head
        if tree.lemma(verb) in (*cues()["countering"], *certainty_words()["tales"]["refuting"]):
            changes[plea] = (verb, "advcl")
    return changes


def deed_after_what_is_said(tree: Tree) -> Change:
    """ "Residents believe that soldiers took arms and were behind the raid": of the past, it is no second saying."""
    changes: Change = {}
    for verb in range(len(tree.tokens)):
        entry = cues()["verbs"].get(tree.lemma(verb))
        told = tree.first(verb, "ccomp")
        if entry is None or told is None or tree.tokens[verb].upos != "VERB" or not _is_present(tree, verb):
            continue
        for deed in tree.children(verb, "conj"):
            joined = [tree.word(cc) for cc in tree.children(deed, "cc")] == ["and"]
            alone = joined and deed > told and not tree.children(deed, "nsubj", "mark")
            if alone and tree.lemma(deed) not in cues()["verbs"] and _is_past(tree, deed):
                changes[deed] = (told, "conj")
    return changes


def _is_present(tree: Tree, verb: int) -> bool:
    return tree.word(verb) in (tree.lemma(verb), f"{tree.lemma(verb)}s") and not tree.children(verb, "aux", "mark")


def _is_past(tree: Tree, verb: int) -> bool:
    carried = [tree.word(each) for each in tree.children(verb, "aux", "cop")]
    return any(word in ("was", "were", "had") for word in carried) or (
        not carried and tree.tokens[verb].upos == "VERB" and tree.word(verb).endswith("ed")
    )
