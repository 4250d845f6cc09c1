"""Checks what the word list asks of a predicate's neighbours: its object, its subject, its agent, what follows it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from rashomon.claims.clauses import subject_of
from rashomon.claims.lexicon import Predicate, is_a, lexicon
from rashomon.claims.numerals import kernel
from rashomon.claims.tree import Tree

CHARGED = ("of", "for", "about", "against", "from")  # what stands before a deed that somebody is accused of


def allowed(tree: Tree, index: int, predicate: Predicate) -> bool:
    """Check what the list asks of what stands around a verb ("launch" a weapon; the toll "rises")."""
    if any(CONDITIONS[name](tree, index) for name in predicate.unless):
        return False
    if predicate.agents and not any(is_a(tree, c, predicate.agents) for c in _passive_agent(tree, index)):
        return False
    if predicate.objects and not _one_stands_for(tree, _objects(tree, index, predicate), predicate.objects):
        return False
    if predicate.subjects and not _one_stands_for(tree, _subjects(tree, index, predicate), predicate.subjects):
        return False
    if predicate.without and any(word in predicate.without for word in _around(tree, index)):
        return False
    return noun_allowed(tree, index, predicate)


def _one_stands_for(tree: Tree, fillers: Iterable[int], wanted: str) -> bool:
    return any(stands_for(tree, filler, wanted) for filler in fillers)


def _objects(tree: Tree, index: int, predicate: Predicate) -> list[int]:
    """Return to what a verb is done: its own object, one that it shares, or the noun that its clause hangs on."""
    fillers = _filling(tree, index, "obj", "nsubj:pass") or _shared(tree, index)
    if tree.has(index, "acl:relcl") and "weapon" not in (predicate.objects or ""):  # "the port, which the rebels hold"
        noun = tree.tokens[index].head
        fillers = [noun if tree.word(filler) in ("which", "that", "whom") else filler for filler in fillers]
    if len(predicate.words) == 2:
        fillers += _after(tree, index, predicate.words[1])
    fillers += [c for filler in fillers for c in including(tree, filler)]
    if not fillers and tree.children(index, "aux:pass"):
        fillers = raised(tree, index)  # "was arrested after being released"
    return fillers or _modified(tree, index)


def _subjects(tree: Tree, index: int, predicate: Predicate) -> list[int]:
    """Return of what a verb tells: its own subject, or that of the verb above; its agent too, where that may be."""
    fillers = _filling(tree, index, "nsubj", "nsubj:pass") or raised(tree, index)
    if not fillers and tree.has(index, "advcl") and (lent := subject_of(tree, index)) is not None:
        fillers = [lent]  # "agreed to resign without returning"
    if predicate.subjects == "party":
        fillers += _passive_agent(tree, index)
    if not fillers and (predicate.subjects == "tale" or tree.word(index).endswith("ing")):
        fillers = _modified(tree, index)  # "those returning from the valley"
    return fillers


def _filling(tree: Tree, index: int, *relations: str) -> list[int]:
    """Return the children of just these relations."""
    return [c for c in tree.children(index) if tree.tokens[c].deprel in relations]


def _modified(tree: Tree, index: int) -> list[int]:
    """Return the noun that a clause modifies: "the missiles fired at the port"."""
    return [tree.tokens[index].head] if tree.has(index, "acl") else []


def _shared(tree: Tree, index: int) -> list[int]:
    """ "fired and landed a round on a student": the object stands behind the second verb and is of both."""
    beside = [c for c in tree.children(index, "conj") if c - index <= 3 and not tree.children(c, "nsubj", "aux")]
    return [o for c in beside for o in tree.children(c, "obj")][:1]


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


def _vague(tree: Tree, index: int) -> bool:
    """ "experienced trouble in reaching the town": trouble and difficulty are symptoms only of breath."""
    vague = [c for c in tree.children(index, "obj") if tree.lemma(c) in ("trouble", "difficulty")]
    near = {tree.word(i) for c in vague for i in tree.subtree(c)}
    return bool(vague) and not near & {"breathing", "breathe", "respiratory"}


def _other_force(tree: Tree, index: int) -> bool:
    """ "used by government forces": the force is not what is used."""
    return "force" not in [tree.word(c) for c in tree.children(index)]


def _forsworn(tree: Tree, index: int) -> bool:
    """ "vowed not to use"."""
    return any(tree.word(c) == "not" for vowed in tree.children(index, "xcomp") for c in tree.children(vowed))


def _bodies(tree: Tree, index: int) -> bool:
    """ "the hospital received 15 bodies"."""
    return any(tree.lemma(c) in lexicon().victims for c in tree.children(index, "obj"))


def _what_they(tree: Tree, index: int) -> bool:
    """ "in what they claimed was a raid"."""
    return any(tree.word(c) == "what" for c in tree.children(tree.tokens[index].head))


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


def _pact_falls(tree: Tree, index: int) -> bool:
    subjects = tree.children(index, "nsubj") if tree.lemma(index) == "collapse" else []
    return any(is_a(tree, subject, "pact") for subject in subjects)


def _met_with(tree: Tree, index: int) -> bool:
    return bool(tree.children(index, "aux:pass")) and any(tree.cased(c, "with") for c in tree.children(index, "obl"))


# the `conditions` of resources/predicates.yaml, which says what each is; a verb for which one holds tells of nothing
CONDITIONS: dict[str, Callable[[Tree, int], bool]] = {
    "means": is_means,
    "everyday thing": _everyday,
    "peaceful purpose": _peaceful,
    "other force": _other_force,
    "vague symptom": _vague,
    "vow not to": _forsworn,
    "nothing asked": lambda tree, index: not tree.children(index, "xcomp", "ccomp", "advcl"),
    "deed sought": lambda tree, index: bool(tree.children(index, "xcomp", "advcl")),
    "bodies": _bodies,
    "clause": lambda tree, index: bool(tree.children(index, "ccomp")),
    "what they claim": _what_they,
    "brings back": lambda tree, index: bool(tree.children(index, "obj")),
    "pact falls": _pact_falls,
    "met with": _met_with,
}
