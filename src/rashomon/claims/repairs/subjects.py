"""Repairs of trees that give a clause back its subject."""

from __future__ import annotations

from rashomon.claims.clauses import WEEKDAYS
from rashomon.claims.lexicon import lexicon
from rashomon.claims.scene import HOSTILE
from rashomon.claims.tree import Tree

NOUNS = ("NOUN", "PROPN", "NUM", "PRON")
BETWEEN = ("ADV", "AUX", "PUNCT", "PART")
Change = dict[int, tuple[int, str]]


def verbs(tree: Tree) -> list[int]:
    """Return the verbs of a sentence."""
    return [i for i, t in enumerate(tree.tokens) if t.upos == "VERB"]


def hostile(tree: Tree, verb: int) -> bool:
    """Tell a verb that may tell of violence, loss or capture."""
    return any(p.kind in HOSTILE for p in lexicon().verbs.get(tree.lemma(verb), ()))


def as_subject(tree: Tree, verb: int) -> tuple[int, str]:
    """Return the change that makes a noun the subject of a verb, passive where the verb is."""
    return verb, "nsubj:pass" if tree.children(verb, "aux:pass") else "nsubj"


def bare(tree: Tree, noun: int) -> bool:
    """No preposition before a noun; the "at" of "at least" is none."""
    for case in tree.children(noun, "case"):
        after = case + 1 < len(tree.tokens) and tree.word(case + 1) in ("least", "most", "present")
        counted = tree.tokens[noun].upos == "NUM" or tree.children(noun, "nummod")
        if not (after or (tree.word(case) in ("than", "to") and counted)):
            return False
    return True


def is_time(tree: Tree, noun: int) -> bool:
    """Tell whether a noun says when."""
    return tree.tokens[noun].deprel.endswith((":unmarked", ":tmod")) or tree.word(noun) in WEEKDAYS


def above(tree: Tree, index: int, other: int) -> bool:
    """Tell whether another word hangs below a word."""
    return index in set(tree.ancestors(other))


def finite(tree: Tree, verb: int) -> bool:
    """Tell whether a verb may have a subject: neither an infinitive, nor an -ing form, nor its bare lemma."""
    if tree.children(verb, "aux"):
        return True
    word = tree.word(verb)
    if tree.marked(verb, "to") or word.endswith("ing"):
        return False
    return word != tree.lemma(verb)


def noun_before(tree: Tree, verb: int) -> int | None:
    """Return the noun that nothing but auxiliaries, adverbs and marks part from a verb behind it."""
    at = verb - 1
    while at >= 0 and tree.tokens[at].upos in BETWEEN and not tree.children(at, "nsubj"):
        at -= 1
    return at if at >= 0 and tree.tokens[at].upos in NOUNS else None


def two_subjects(tree: Tree) -> Change:
    """ "Hundreds of troops withdrew, a reporter said": of two subjects of saying, the first is the told clause's."""
    changes: Change = {}
    for verb in verbs(tree):
        subjects = tree.children(verb, "nsubj")
        if len(subjects) < 2:
            continue
        for clause in tree.children(verb, "ccomp"):
            if subjects[0] < clause < subjects[-1] and not tree.children(clause, "nsubj", "csubj"):
                changes[subjects[0]] = as_subject(tree, clause)
                break
    return changes


def subject_of_next_verb(tree: Tree) -> Change:
    """A subject just before a verb without one hangs on that verb, not on a later one."""
    changes: Change = {}
    for verb in verbs(tree):
        if tree.children(verb, "nsubj", "csubj") or not finite(tree, verb):
            continue
        noun = noun_before(tree, verb)
        if verb + 1 < len(tree.tokens) and tree.tokens[verb + 1].upos == "AUX":
            continue  # "those killed were"
        if tree.tokens[verb].head == noun and not tree.children(verb, "aux"):
            continue  # "a truck loaded with": a participle of the noun
        if noun is not None and tree.has(noun, "nsubj") and tree.tokens[noun].head > verb:
            changes[noun] = as_subject(tree, verb)
    return changes


def noun_before_verb(tree: Tree) -> Change:
    """A noun in apposition, or left hanging, that ends just before a finite verb without subject."""
    changes: Change = {}
    for verb in verbs(tree):
        if tree.children(verb, "nsubj", "csubj") or not finite(tree, verb) or tree.has(verb, "acl", "amod", "xcomp"):
            continue
        if tree.has(verb, "conj") and tree.children(verb, "cc"):
            continue
        noun = noun_before(tree, verb)
        while noun is not None and 0 <= tree.tokens[noun].head < noun:
            bearing = tree.word(noun) in lexicon().compass and tree.has(noun, "appos", "advmod")
            of_bearing = tree.has(noun, "obl") and tree.word(tree.tokens[noun].head) in lexicon().compass
            if not (bearing or of_bearing or tree.has(noun, "nmod", "flat", "compound")):
                break
            noun = tree.tokens[noun].head
        if noun is not None and tree.has(noun, "appos", "parataxis", "dep", "list") and not above(tree, noun, verb):
            changes[noun] = (verb, "nsubj")
    return changes


def subject_before_passive(tree: Tree) -> Change:
    """A passive verb without subject, with a bare noun before it."""
    changes: Change = {}
    for verb in verbs(tree):
        if not tree.children(verb, "aux:pass") or tree.children(verb, "nsubj", "csubj"):
            continue
        for noun in reversed(tree.children(verb, "obl", "dep", "advcl", "nmod", "parataxis")):
            if noun < verb and tree.tokens[noun].upos in NOUNS and bare(tree, noun) and not is_time(tree, noun):
                changes[noun] = (verb, "nsubj:pass")
                break
    return changes


def subject_of_second_verb(tree: Tree) -> Change:
    """ "two were killed and five others were injured": a subject behind a verb is that of the next verb without one."""
    changes: Change = {}
    for verb in verbs(tree):
        for noun in [n for n in tree.children(verb, "nsubj") if n > verb]:
            for other in tree.children(verb, "conj"):
                if other > noun and tree.tokens[other].upos == "VERB" and not tree.children(other, "nsubj"):
                    changes[noun] = (other, tree.tokens[noun].deprel)
                    break
    return changes


def object_before_verb(tree: Tree) -> Change:
    """ "the staff had completed what ...": of two objects the one before a verb without subject is its subject."""
    changes: Change = {}
    for verb in verbs(tree):
        objects = tree.children(verb, "obj")
        if len(objects) > 1 and objects[0] < verb < objects[-1] and not tree.children(verb, "nsubj"):
            changes[objects[0]] = (verb, "nsubj")
    return changes


def subject_after_dateline(tree: Tree) -> Change:
    """ "CAIRO (Agency) The army said": what stands before the bracket is no subject; the noun before the verb is."""
    words = [token.text for token in tree.tokens[:9]]
    if ")" not in words or not words[0].isupper() or "(" not in words:
        return {}
    end = words.index(")")
    changes: Change = {}
    for index in range(end):
        verb = tree.tokens[index].head
        if tree.has(index, "nsubj") and verb > end:
            noun = noun_before(tree, verb)
            if noun is not None and noun > end and not above(tree, noun, verb):
                changes[noun] = (verb, tree.tokens[index].deprel)
                changes[index] = (verb, "dep")
    return changes


def object_of_nearest_verb(tree: Tree) -> Change:
    """ "was repulsed and lost 14 men": an object just behind a verb without one is that verb's."""
    changes: Change = {}
    for noun in range(len(tree.tokens)):
        if not tree.has(noun, "obj"):
            continue
        first = min([noun, *tree.children(noun, "det", "nummod", "amod", "compound", "nmod:poss")])
        verb = first - 1
        near = verb > tree.tokens[noun].head and tree.tokens[verb].upos == "VERB" and not tree.has(verb, "amod")
        if any(tree.word(m) == "as" for m in tree.children(verb, "mark")):
            continue  # "dismissed as unfounded the reports"
        if near and not tree.children(verb, "obj", "ccomp", "xcomp", "aux:pass") and verb not in tree.subtree(noun):
            changes[noun] = (verb, "obj")
    return changes
