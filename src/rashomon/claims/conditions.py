"""Checks what the word list asks of a predicate's neighbours: its object, its subject, its agent, what follows it."""

from __future__ import annotations

from rashomon.claims.lexicon import Predicate, is_a, lexicon
from rashomon.claims.numerals import kernel
from rashomon.claims.tree import Tree

CHARGED = ("of", "for", "about", "against", "from")  # what stands before a deed that somebody is accused of


def allowed(tree: Tree, index: int, predicate: Predicate) -> bool:
    """Check what the list asks of the object or the subject ("launch" a weapon; the toll "rises")."""
    if predicate.words == ("seek",) and tree.children(index, "xcomp", "advcl"):
        return False  # "seek to deepen": what is sought is the deed
    if predicate.words[0] in ("use", "employ") and (
        is_means(tree, index) or _everyday(tree, index) or _peaceful(tree, index)
    ):
        return False
    if predicate.objects == "symptom" and not _of_breath(tree, index):
        return False
    if predicate.words[-1] == "force" and "force" not in [tree.word(c) for c in tree.children(index)]:
        return False  # "used by government forces"
    if predicate.words == ("claim",) and any(tree.word(c) == "what" for c in tree.children(tree.tokens[index].head)):
        return False  # "in what they claimed was a raid"
    if predicate.kind == "threaten" and any(
        tree.word(c) == "not" for x in tree.children(index, "xcomp") for c in tree.children(x)
    ):
        return False  # "vowed not to use"
    if predicate.kind == "consult" and any(tree.lemma(c) in lexicon().victims for c in tree.children(index, "obj")):
        return False  # "the hospital received 15 bodies"
    if predicate.words == ("command",) and not tree.children(index, "xcomp", "ccomp", "advcl"):
        return False  # "commands a large following": asks for nothing
    if predicate.having and not noun_allowed(tree, index, predicate):
        return False
    if predicate.kind == "protest" and tree.children(index, "ccomp"):
        return False  # "this demonstrated that"
    if predicate.agents and not any(is_a(tree, c, predicate.agents) for c in _passive_agent(tree, index)):
        return False
    for wanted, relations in (
        (predicate.objects, ("obj", "nsubj:pass")),
        (predicate.subjects, ("nsubj", "nsubj:pass")),
    ):
        if wanted is None:
            continue
        fillers = [c for c in tree.children(index) if tree.tokens[c].deprel in relations]
        if wanted == predicate.objects and not fillers:
            fillers = [c for c in (_shared(tree, index),) if c is not None]
        if wanted == predicate.objects and len(predicate.words) == 2:
            fillers += _after(tree, index, predicate.words[1])
        if relations[0] == "nsubj":
            fillers = [*(fillers or raised(tree, index)), *(_passive_agent(tree, index) if wanted == "party" else ())]
        if wanted == predicate.objects:
            fillers += [c for f in fillers for c in including(tree, f)]
        if not fillers and relations[0] == "obj" and tree.children(index, "aux:pass"):
            fillers = raised(tree, index)  # "was arrested after being released"
        if not fillers and tree.has(index, "acl") and (relations[0] == "obj" or wanted == "tale"):
            fillers = [tree.tokens[index].head]
        if not fillers or not any(stands_for(tree, f, wanted) for f in fillers):
            return False
    return not any(word in predicate.without for word in _around(tree, index)) if predicate.without else True


def _shared(tree: Tree, index: int) -> int | None:
    """ "fired and landed a round on a student": the object stands behind the second verb and is of both."""
    beside = [c for c in tree.children(index, "conj") if c - index <= 3 and not tree.children(c, "nsubj", "aux")]
    return next((o for c in beside for o in tree.children(c, "obj")), None)


def including(tree: Tree, noun: int) -> list[int]:
    """Return the "bombs" of "things, including petrol bombs"."""
    hung = [*tree.children(noun, "nmod"), *(c for c in tree.children(tree.tokens[noun].head, "obl") if c > noun)]
    return [c for c in hung if "including" in map(tree.word, tree.children(c, "case"))]


def is_means(tree: Tree, index: int) -> bool:
    """Tell the means of another deed ("attacked them, using a knife"); "accused of using", "is using" are deeds."""
    if (
        not tree.word(index).endswith("ing")
        or tree.children(index, "aux")
        or tree.has(index, "xcomp", "ccomp", "csubj")
    ):
        return False
    return not any(tree.word(m) in CHARGED for m in tree.children(index, "mark", "case"))


def _everyday(tree: Tree, index: int) -> bool:
    """ "used gas for heating", "used lorries to move grain": what others use too is a weapon when used on somebody."""
    objects = tree.children(index, "obj") or tree.children(index, "nsubj:pass")
    if not objects and tree.has(index, "acl"):
        objects = [tree.tokens[index].head]
    plain = [c for c in objects if is_a(tree, kernel(tree, c), "everyday")]
    if not plain or len(plain) < len(objects):
        return False
    modified = any(tree.children(kernel(tree, c), "amod", "compound") for c in plain)
    return not modified and not any(_after(tree, index, word) for word in ("against", "on", "in"))


def _peaceful(tree: Tree, index: int) -> bool:
    """ "used explosives to build a tunnel": the purpose tells that nobody was meant."""
    purposes = [c for c in tree.children(index, "xcomp", "advcl") if "to" in map(tree.word, tree.children(c, "mark"))]
    deeds = [p for c in purposes for p in lexicon().verbs.get(tree.lemma(c), ())]
    return bool(purposes) and not any(p.kind in ("attack", "casualties", "loss", "capture") for p in deeds)


def _of_breath(tree: Tree, index: int) -> bool:
    """ "experienced trouble breathing", not any difficulty."""
    vague = [c for c in tree.children(index, "obj") if tree.lemma(c) in ("trouble", "difficulty")]
    near = {tree.word(i) for c in vague for i in tree.subtree(c)}
    return not vague or bool(near & {"breathing", "breathe", "respiratory"})


def noun_allowed(tree: Tree, index: int, predicate: Predicate) -> bool:
    """Check what the list asks to follow a word: "of weapon" ("the fall of a missile"), or only a preposition.

    "before arm" asks for a noun before it ("gas use").
    """
    if not predicate.having:
        return True
    for each in predicate.having:
        word, _, wanted = each.partition(" ")
        near = tree.children(index, "compound") if word == "before" else _after(tree, index, word)
        if any(not wanted or is_a(tree, kernel(tree, noun), wanted) for noun in near):
            return True
    return False


def _after(tree: Tree, index: int, word: str) -> list[int]:
    """Return what hangs on a word by a preposition."""
    hanging = tree.children(index, "obl", "nmod")
    return [c for c in hanging if tree.cased(c, word)]


def _around(tree: Tree, index: int) -> list[str]:
    """Return the words that hang on a verb, and the prepositions of its complements."""
    children = tree.children(index, "obl", "advmod", "xcomp", "compound", "obj", "nmod")
    cases = [k for c in children for k in tree.children(c, "case")]
    return [tree.word(each) for each in [*children, *cases]]


def raised(tree: Tree, index: int) -> list[int]:
    """Return the subject of the verb that an infinitive depends on ("is expected to rise")."""
    if not tree.has(index, "xcomp", "advcl", "ccomp", "conj"):
        return []
    return tree.children(tree.tokens[index].head, "nsubj")


def _passive_agent(tree: Tree, index: int) -> list[int]:
    return [c for c in tree.children(index, "obl") if tree.cased(c, "by")]


def stands_for(tree: Tree, index: int, wanted: str) -> bool:
    """Tell whether a noun is of a class, or may be: a name, a pronoun, a numeral; "a group of X" is what X is."""
    index = kernel(tree, index)
    return is_a(tree, index, wanted) or _is_who(tree, index, wanted)


def _is_who(tree: Tree, index: int, wanted: str) -> bool:
    """A name, a pronoun or a numeral may stand for people or parties, a numeral for weapons too."""
    upos, parts = tree.tokens[index].upos, wanted.split("|")
    if upos == "NUM":
        return any(part in ("person", "party", "weapon", "arm", "number") for part in parts)
    if upos == "PROPN" and ("settlement" in parts or parts == ["place"]):
        return True  # whether the name is a place, the rules ask later
    if upos == "PROPN" and any(c.isdigit() for c in tree.word(index)):
        return any(part in ("craft", "weapon") for part in parts)  # "MiG-23s"
    return upos in ("PROPN", "PRON") and any(part in ("person", "party") for part in parts)
