"""Repairs of trees where one phrase swallowed a piece of its neighbour; the table of all repairs is in repairs.py."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from rashomon.claims.lexicon import is_a, lexicon
from rashomon.claims.scene import HOSTILE
from rashomon.claims.subjects import Change, verbs
from rashomon.claims.tree import Tree

SAYING = frozenset(["say", "tell", "add", "report", "announce", "state", "confirm", "declare", "note", "explain"])
BOUNDS = frozenset(["at", "least", "most", "more", "than", "about", "some", "around", "nearly", "almost", "over", "up"])
BEFORE_PLACE = frozenset(["on", "at", "in", "near", "against", "outside", "inside"])


def object_before_speaker(tree: Tree) -> Change:
    """ "killed nine traders mayor Ali Sow said", "injured seven Governor Sow said": the number is the verb's object."""
    changes: Change = {}
    for verb in verbs(tree):
        if tree.children(verb, "obj") or not _hostile(tree, verb):
            continue
        number = verb + 1
        while number + 1 < len(tree.tokens) and tree.word(number) in BOUNDS:
            number += 1
        speaker = _speaker_above(tree, number)
        if speaker is None:
            continue
        after = number + 1
        counted = after < speaker and tree.tokens[after].text.islower() and is_a(tree, after, "person|ride|craft")
        if counted:
            changes[number] = (after, "nummod")
            changes[after] = (verb, "obj")
        else:
            changes[number] = (verb, "obj")
    return changes


def _speaker_above(tree: Tree, number: int) -> int | None:
    """Return the name whose phrase a numeral was drawn into, where the name is the subject of a saying."""
    if number + 1 >= len(tree.tokens) or tree.tokens[number].upos != "NUM":
        return None
    top = number
    while tree.has(top, "nummod", "compound", "nmod:desc", "nmod:poss", "flat") and tree.tokens[top].head > top:
        top = tree.tokens[top].head
    verb = tree.tokens[top].head
    speaks = verb >= 0 and tree.has(top, "nsubj") and tree.lemma(verb) in SAYING
    named = tree.tokens[top].upos == "PROPN" or any(tree.tokens[c].upos == "PROPN" for c in tree.children(top))
    return top if speaks and named and top > number + 1 else None


def _hostile(tree: Tree, verb: int) -> bool:
    return any(p.kind in HOSTILE for p in lexicon().verbs.get(tree.lemma(verb), ()))


def subject_behind_preposition(tree: Tree) -> Change:
    """ "The strike on Arvad's harbour killed": of two subjects the one behind a preposition belongs to the other."""
    changes: Change = {}
    for one, two in _subject_pairs(tree):
        first = min(tree.subtree(two))
        adjoins = max(tree.subtree(one)) + 1 == first
        if adjoins and tree.tokens[first].upos == "ADP" and tree.word(first) in BEFORE_PLACE:
            changes[two] = (one, "nmod")
            changes[first] = (two, "case")
    return changes


def name_goes_on(tree: Tree) -> Change:
    """ "The Council of Revolutionary and Opposition Ports that met blamed": two subjects are one name with "of"."""
    changes: Change = {}
    for one, two in _subject_pairs(tree):
        between = range(one + 1, two)
        of = any(tree.word(i) == "of" for i in between)
        name = all(tree.word(i) in ("of", "and", "the", "for") or tree.tokens[i].text[:1].isupper() for i in between)
        upper = all(tree.tokens[i].text[:1].isupper() for i in (one, two))
        if of and name and upper and not tree.children(two, "det", "case"):
            changes[two] = (one, "nmod")
            changes.update({c: (one, tree.tokens[c].deprel) for c in tree.children(two, "acl") if c > two})
    return changes


def subject_inside_clause(tree: Tree) -> Change:
    """ "Rebels fighting to topple Salva Kiir's army have seized": the army is what they fight, not who seized."""
    changes: Change = {}
    for one, two in _subject_pairs(tree):
        name = two - 1
        inside = name in tree.subtree(one) and tree.tokens[name].upos == "PROPN"
        fights = [c for c in tree.children(one, "acl") if one < c < two and tree.word(c).endswith("ing")]
        if not inside or not fights or tree.children(two, "det", "case") or tree.tokens[two].upos != "NOUN":
            continue
        verb = next((a for a in tree.ancestors(name) if tree.tokens[a].upos == "VERB"), None)
        top = next((i for i in (name, *tree.ancestors(name)) if tree.tokens[i].head == verb), None)
        if verb is not None and top is not None and one < verb:
            changes[two] = (verb, "obj")
            changes[top] = (two, "nmod:poss")
    return changes


def _subject_pairs(tree: Tree) -> Iterator[tuple[int, int]]:
    """Yield the neighbours among the subjects that stand before one verb, with no stop between them."""
    for verb in range(len(tree.tokens)):
        subjects = [c for c in tree.children(verb, "nsubj") if c < verb]
        for one, two in itertools.pairwise(subjects):
            if not any(tree.tokens[i].upos == "PUNCT" for i in range(one, two)):
                yield one, two


def deed_after_where(tree: Tree) -> Change:
    """ "bombed a school where families sheltered, killing 20": who bombed killed, not those who sheltered there."""
    changes: Change = {}
    for verb in verbs(tree):
        clause = tree.tokens[verb].head
        if not tree.has(verb, "advcl") or not tree.word(verb).endswith("ing") or not _hurts(tree, verb):
            continue
        where = any(tree.word(c) in ("where", "as", "while", "when") for c in tree.children(clause, "advmod", "mark"))
        if tree.tokens[clause].deprel not in ("acl:relcl", "advcl") or not where or clause > verb:
            continue
        main = next((a for a in tree.ancestors(clause) if tree.tokens[a].upos == "VERB"), None)
        if main is not None and (_hostile(tree, main) or _light(tree, main)):
            changes[verb] = (main, "advcl")
    return changes


def _hurts(tree: Tree, verb: int) -> bool:
    return any(p.kind in ("casualties", "loss") for p in lexicon().verbs.get(tree.lemma(verb), ()))


def _light(tree: Tree, verb: int) -> bool:
    return tree.lemma(verb) in lexicon().light


def what_is_said_to_be(tree: Tree) -> Change:
    """ "raids against what are said to be rebel camps": what is struck are the camps."""
    changes: Change = {}
    for what in range(len(tree.tokens)):
        if tree.word(what) != "what" or not tree.has(what, "nmod", "obl", "obj"):
            continue
        for verb in tree.children(what, "acl"):
            nouns = [c for c in tree.children(verb, "xcomp") if tree.children(c, "cop") and tree.tokens[c].upos == "NOUN"]
            if nouns:
                changes[nouns[0]] = (tree.tokens[what].head, tree.tokens[what].deprel)
                changes[what] = (nouns[0], "det")
                changes[verb] = (nouns[0], "acl")
                changes.update({c: (nouns[0], "case") for c in tree.children(what, "case")})
                changes.update({c: (verb, "aux") for c in tree.children(nouns[0], "cop", "mark")})
    return changes
