"""Repairs of what stands between a word and its own: speakers, days, times."""

from __future__ import annotations

from rashomon.claims.clauses import PAPERS
from rashomon.claims.numerals import slots
from rashomon.claims.phrases import cues
from rashomon.claims.repairs.subjects import Change, finite, verbs
from rashomon.claims.tree import Tree

MARKS = ('"', "“", "”", "«", "»", "'")


def speaker_within(tree: Tree) -> Change:
    """ "In all, continues the bulletin, we mourn": between two commas the noun behind the verb speaks."""
    for verb in verbs(tree):
        before, after = tree.word(verb - 1) if verb else "", verb + 1
        speaks = tree.lemma(verb) in (*cues()["inverting"], *cues()["adding"]) and finite(tree, verb)
        if before != "," or not speaks or tree.children(verb, "nsubj", "aux"):
            continue
        while after < len(tree.tokens) and tree.word(after) != ",":
            after += 1
        inside = range(verb + 1, after)
        nouns = [i for i in inside if tree.tokens[i].upos in ("NOUN", "PROPN") and tree.tokens[i].head not in inside]
        if after == len(tree.tokens) or len(nouns) != 1 or any(tree.tokens[i].upos in ("VERB", "AUX") for i in inside):
            continue
        known = tree.tokens[nouns[0]].upos == "PROPN" or tree.lemma(nouns[0]) in (*cues()["speaker_nouns"], *PAPERS)
        if known and not tree.children(nouns[0], "case"):
            return {nouns[0]: (verb, "nsubj")}
    return {}


def time_of_told_clause(tree: Tree) -> Change:
    """ "recalls that in May a shell hit the stop": what stands behind the "that" is of its clause."""
    changes: Change = {}
    for clause in verbs(tree):
        that = next((m for m in tree.children(clause, "mark") if tree.word(m) == "that"), None)
        above = tree.tokens[clause].head
        if that is None or above < 0 or not tree.has(clause, "ccomp"):
            continue
        for each in tree.children(above, "obl"):
            if that < each < clause:
                changes[each] = (clause, tree.tokens[each].deprel)
    return changes


def noun_before_marks(tree: Tree) -> Change:
    """ "the occupation "authorities"": the noun before a word in quotation marks goes with that word."""
    changes: Change = {}
    for noun in range(len(tree.tokens) - 3):
        quoted = noun + 2
        set_off = tree.word(noun + 1) in MARKS and tree.word(noun + 3) in MARKS
        if not set_off or tree.tokens[noun].upos != "NOUN" or tree.tokens[quoted].upos != "NOUN":
            continue
        if tree.tokens[quoted].head == noun and tree.has(quoted, "appos") and tree.children(noun, "det"):
            changes |= {quoted: (tree.tokens[noun].head, tree.tokens[noun].deprel), noun: (quoted, "compound")}
            moved = [c for c in tree.children(noun) if c != quoted and not tree.has(c, "amod", "compound", "punct")]
            changes |= {c: (quoted, tree.tokens[c].deprel) for c in moved}
    return changes


def subject_of_first_there(tree: Tree) -> Change:
    """ "There are no barracks near and there never were": the noun belongs to the "there are" before it."""
    changes: Change = {}
    for be in range(len(tree.tokens)):
        if tree.lemma(be) != "be" or not tree.children(be, "expl") or tree.children(be, "nsubj"):
            continue
        for noun in range(be + 1, min(be + 6, len(tree.tokens))):
            later = tree.tokens[noun].head
            if tree.has(noun, "nsubj") and later > noun and tree.tokens[later].head == be and tree.has(later, "conj"):
                changes[noun] = (be, "nsubj")
                break
    return changes


def number_before_state(tree: Tree) -> Change:
    """ "spoke of around thirty dead": the number beside the dead counts them."""
    changes: Change = {}
    for number in range(len(tree.tokens) - 1):
        state, head = number + 1, tree.tokens[number].head
        beside = tree.tokens[state].head == head and tree.has(number, "obl", "nmod") and tree.has(state, "obl", "nmod")
        counts = tree.tokens[number].upos == "NUM" and tree.word(state) in slots("state")
        if beside and counts and not tree.children(state, "case") and not tree.children(number, "nmod"):
            changes[number] = (state, "nummod")
            changes |= {c: (state, tree.tokens[c].deprel) for c in tree.children(number, "case")}
    return changes
