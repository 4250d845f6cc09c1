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
    follows = that > 0 and tree.has(clause, "obl") and tree.has(that - 1, "obj") and tree.tokens[that - 1].head == head
    return that - 1 if follows else head


def verdict_before_its_speaker(tree: Tree) -> Change:
    """ "The reports are totally false state media said": the reports are false, the media say so."""
    for verb in range(len(tree.tokens)):
        if tree.lemma(verb) not in cues()["trailing"] or tree.tokens[verb].upos != "VERB":
            continue
        copula = next((at for at in tree.children(verb, "cop", "aux") if tree.lemma(at) == "be"), None)
        subjects = tree.children(verb, "nsubj")
        if copula is None or len(subjects) < 2 or not subjects[0] < copula < subjects[-1] < verb:
            continue
        verdict = copula + 1
        while tree.tokens[verdict].upos == "ADV":
            verdict += 1
        if tree.tokens[verdict].upos == "ADJ" and verdict < subjects[-1]:
            adverbs = range(copula + 1, verdict)
            return {
                verdict: (verb, "ccomp"),
                subjects[0]: (verdict, "nsubj"),
                copula: (verdict, "cop"),
                **dict.fromkeys(adverbs, (verdict, "advmod")),
            }
    return {}


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
