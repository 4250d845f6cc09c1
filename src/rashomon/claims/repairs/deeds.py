"""Repairs of what hangs on a noun of violence: on whom, by whom."""

from __future__ import annotations

from rashomon.claims.lexicon import is_a, lexicon
from rashomon.claims.repairs.subjects import Change, is_time
from rashomon.claims.scene import HOSTILE
from rashomon.claims.tree import Tree


def strike_against(tree: Tree) -> Change:
    """ "replied with air strikes against a base": what follows "against" belongs to the strikes just before it."""
    changes: Change = {}
    for noun in range(len(tree.tokens)):
        case = next((c for c in tree.children(noun, "case") if tree.word(c) in ("against", "on")), None)
        if case is None or case == 0 or not tree.has(noun, "obl"):
            continue
        strike = case - 1
        sister = tree.tokens[strike].head == tree.tokens[noun].head and tree.has(strike, "obl")
        below = tree.has(strike, "nmod") and tree.lemma(tree.tokens[noun].head) == "be" and not is_time(tree, noun)
        if (sister or below) and any(p.kind == "attack" for p in lexicon().nouns.get(tree.lemma(strike), ())):
            changes[noun] = (strike, "nmod")
    return changes


def attack_of_whom(tree: Tree) -> Change:
    """ "the attack of the army on the town": what is attacked belongs to the attack, not to who attacks."""
    changes: Change = {}
    for noun in range(len(tree.tokens)):
        doer = tree.tokens[noun].head
        if doer >= 0 and (deed := _deed_before_by(tree, noun, doer)) is not None:
            changes[noun] = (deed, "nmod")
        if not tree.has(noun, "nmod") or doer < 0 or not tree.has(doer, "nmod") or noun < doer:
            continue
        attack = tree.tokens[doer].head
        cases = {tree.word(c) for c in tree.children(noun, "case")}
        above = {tree.word(c) for c in tree.children(doer, "case")}
        done = cases == {"by"} and above == {"of"} and tree.tokens[attack].upos == "NOUN" and _deed(tree, attack)
        thrown = is_a(tree, doer, "weapon") and above == {"of"} and _deed(tree, attack)
        against = cases & {"on", "against", "upon", "at"} and above & {"of", "by"}
        if done or (against and (thrown or is_a(tree, attack, "onset"))):
            changes[noun] = (attack, "nmod")
    return changes


def _deed_before_by(tree: Tree, noun: int, verb: int) -> int | None:
    """ "denounced the killing of civilians by the militia": an active verb's object is what was done by them."""
    cases = tree.children(noun, "case")
    if not tree.has(noun, "obl") or [tree.word(c) for c in cases] != ["by"] or tree.tokens[verb].upos != "VERB":
        return None
    if tree.children(verb, "aux:pass"):
        return None
    deeds = [c for c in tree.children(verb, "obj") if _deed(tree, c) and tree.tokens[c].upos == "NOUN"]
    return next((c for c in deeds if max(tree.subtree(c)) == cases[0] - 1), None)


def _deed(tree: Tree, noun: int) -> bool:
    """Tell a noun of what is done: listed, or the -ing form of a verb."""
    return tree.word(noun).endswith("ing") or any(p.kind in HOSTILE for p in lexicon().nouns.get(tree.lemma(noun), ()))


def both_sides(tree: Tree) -> Change:
    """ "clashes between the army and the militia": what follows "and" is the other side, not another clash."""
    changes: Change = {}
    for noun, token in enumerate(tree.tokens):
        if not tree.cased(noun, "between") or not tree.has(noun, "nmod", "obl") or tree.children(noun, "conj"):
            continue
        for other in tree.children(token.head, "conj"):
            near = noun < other <= noun + 6 and tree.tokens[other].upos in ("NOUN", "PROPN")
            if near and any(tree.word(c) == "and" for c in tree.children(other, "cc")):
                changes[other] = (noun, "conj")
                break
    return changes


def case_of_whole(tree: Tree) -> Change:
    """ "against the Northern Front terrorist groups", "by junta shelling": the preposition belongs to the whole."""
    changes: Change = {}
    for case, token in enumerate(tree.tokens):
        inner, whole = token.head, -1
        if (
            token.deprel != "case"
            or tree.word(case) not in ("against", "by", "in", "on")
            or inner < case
            or tree.tokens[inner].upos not in ("PROPN", *(["NOUN"] if tree.word(case) in ("by", "against") else ()))
        ):
            continue
        while inner >= 0 and tree.has(inner, "compound") and tree.tokens[inner].head > inner:
            inner = whole = tree.tokens[inner].head
        name = all(tree.tokens[i].upos not in ("VERB", "NUM", "PUNCT", "ADP") for i in range(case + 1, whole))
        if whole >= 0 and name and tree.has(whole, "nmod", "obl") and not tree.children(whole, "case"):
            changes[case] = (whole, "case")
    return changes


def blame_laid_on(tree: Tree) -> Change:
    """ "laid the blame for the raid on Norland": the blame is on Norland, not the raid."""
    changes: Change = {}
    for verb in range(len(tree.tokens)):
        blame = next((c for c in tree.children(verb, "obj", "nsubj:pass") if tree.word(c) == "blame"), None)
        if blame is None or any(tree.cased(c, "on", "upon") for c in tree.children(verb, "obl")):
            continue
        for deed in (*tree.children(verb, "obl"), *tree.children(blame, "nmod")):
            last = next((c for c in reversed(tree.children(deed, "nmod")) if tree.cased(c, "on", "upon")), None)
            if tree.cased(deed, "for") and last is not None:
                changes[last] = (verb, "obl")
    return changes
