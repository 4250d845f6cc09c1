"""Repairs of numbers, towns and deeds in a row that lost their commas."""

from __future__ import annotations

from rashomon.claims.lexicon import is_a, lexicon
from rashomon.claims.repairs.subjects import Change
from rashomon.claims.repairs.swallowed import SAYING
from rashomon.claims.tree import Tree

THERE = ("in", "at", "near", "from")
HARMED = ("dead", "killed", "wounded", "injured", "missing", "hurt")


def counts_by_town(tree: Tree) -> Change:
    """ "150 bodies were counted in Arvad 100 in Simyra 67 in Ullaza": each number has its town, all count the same."""
    items = [item for i in range(1, len(tree.tokens) - 2) if (item := _number_and_name(tree, i)) is not None]
    firsts = [
        i for i in range(len(tree.tokens)) if tree.tokens[i].upos == "NUM" and not any(i == n for n, _, _ in items)
    ]
    changes: Change = {}
    for number, first, last in items:
        before = tree.tokens[number - 1].upos == "PROPN" or tree.word(number - 1) in ("and", ",")
        whole = next((i for i in reversed(firsts) if i < number), None)
        if not before or whole is None or not any(tree.word(i) in THERE for i in range(whole, number)):
            continue
        top = tree.tokens[whole].head if tree.has(whole, "nummod") else whole
        changes[number] = (top, "conj")
        changes[number + 1] = (first, "case")
        changes[first] = (number, "nmod")
        changes.update(dict.fromkeys(range(first + 1, last), (first, "flat")))
        if tree.word(number - 1) in ("and", ","):
            changes[number - 1] = (number, "cc" if tree.word(number - 1) == "and" else "punct")
    return changes


def _number_and_name(tree: Tree, number: int) -> tuple[int, int, int] | None:
    """Return the number and the tokens [first, last) of the name in "100 in Kafr Batna"."""
    if tree.tokens[number].upos != "NUM" or tree.word(number + 1) not in THERE:
        return None
    first = last = number + 2
    while last < len(tree.tokens) and tree.tokens[last].upos == "PROPN":
        last += 1
    return (number, first, last) if last > first else None


def count_behind_year(tree: Tree) -> Change:
    """ "In 1988 3000 to 5000 villagers were gassed": the year is no part of the count, which is of the villagers."""
    changes: Change = {}
    for year in range(1, len(tree.tokens) - 2):
        word, at = tree.word(year), year + 1
        dated = tree.word(year - 1) in ("in", "since", "by") and len(word) == 4 and word[:2] in ("18", "19", "20")
        if not dated or not word.isdigit() or tree.tokens[at].upos != "NUM":
            continue
        while at + 1 < len(tree.tokens) and (tree.tokens[at].upos == "NUM" or tree.word(at) in ("to", "or", "-")):
            at += 1
        while at + 1 < len(tree.tokens) and tree.tokens[at].upos == "ADJ":
            at += 1
        if tree.tokens[at].upos in ("NOUN", "PROPN"):
            numbers = (i for i in range(year + 1, at) if tree.tokens[i].upos == "NUM")
            changes.update(dict.fromkeys(numbers, (at, "nummod")))
    return changes


def verb_read_as_noun(tree: Tree) -> Change:
    """A headline's "kills 11 wounds 20": the second verb, read as a noun, with the number behind it."""
    changes: Change = {}
    for noun in range(2, len(tree.tokens) - 1):
        verb = tree.tokens[noun].head
        stem = tree.word(noun).removesuffix("s")
        done = any(p.kind == "casualties" and p.words == (stem,) for p in lexicon().verbs.get(stem, ()))
        between = tree.tokens[noun - 1].upos == "NUM" and tree.tokens[noun + 1].upos == "NUM"
        if not (done and between and tree.tokens[noun].upos == "NOUN" and tree.has(noun, "obj") and verb < noun - 1):
            continue
        changes |= {noun - 1: (verb, "obj"), noun: (verb, "conj"), noun + 1: (noun, "obj")}
    return changes


def verbs_in_a_row(tree: Tree) -> Change:
    """ "destroyed 5 lorries wounded 20 rebels": a participle with an object of its own is the next deed, no clause."""
    changes: Change = {}
    for verb, token in enumerate(tree.tokens):
        noun = token.head
        hung = token.upos == "VERB" and token.deprel == "acl" and tree.word(verb).endswith("ed") and noun >= 0
        if not hung or not tree.children(verb, "obj") or tree.children(verb, "aux", "mark", "nsubj"):
            continue
        first = tree.tokens[noun].head
        if tree.has(noun, "obj") and first >= 0 and tree.tokens[first].upos == "VERB" and first < noun < verb:
            changes[verb] = (first, "conj")
    return changes


def place_before_speaker(tree: Tree) -> Change:
    """ "struck a school in Mekelle medics said": the town is where it was, and the medics speak."""
    changes: Change = {}
    for saying, token in enumerate(tree.tokens):
        told = [c for c in tree.children(saying, "ccomp") if c < saying]
        if token.upos != "VERB" or tree.lemma(saying) not in SAYING or not told:
            continue
        name = _name_behind_preposition(tree, saying - 1)
        if name is None or name[0] - 1 < told[-1]:
            continue
        (first, last), speaker = name, saying - 1
        others = [c for c in tree.children(saying, "nsubj") if c < first - 1]
        if others or not (tree.tokens[speaker].head == saying or tree.has(speaker, "obl", "nmod")):
            continue
        changes = dict.fromkeys(range(first, last - 1), (last - 1, "compound"))
        changes |= {first - 1: (last - 1, "case"), last - 1: (told[-1], "obl"), speaker: (saying, "nsubj")}
        inside = (i for i in range(last, speaker) if not last <= tree.tokens[i].head <= speaker)
        return changes | dict.fromkeys(inside, (speaker, "compound"))
    return changes


def _name_behind_preposition(tree: Tree, speaker: int) -> tuple[int, int] | None:
    """Return the tokens [first, last) of a town, or of "Kulgam district", that stand as part of who speaks."""
    first = speaker
    while first > 0 and tree.tokens[first - 1].upos in ("NOUN", "PROPN", "ADJ"):
        first -= 1
    place = first > 0 and tree.word(first - 1) in THERE and first <= tree.tokens[first - 1].head <= speaker
    last = first
    while last < speaker and tree.tokens[last].upos == "PROPN":
        last += 1
    if last > first and last < speaker and is_a(tree, last, "place"):
        last += 1
    return (first, last) if place and last > first else None


def verb_beside_noun(tree: Tree) -> Change:
    """ "is linked to the raid and supports the gang": a verb with an object is beside the verb, not beside the raid."""
    changes: Change = {}
    for verb, token in enumerate(tree.tokens):
        noun = token.head
        finite = token.upos == "VERB" and token.deprel == "conj" and not tree.children(verb, "nsubj", "aux", "mark")
        if not finite or noun < 0 or tree.tokens[noun].upos != "NOUN" or not tree.has(noun, "obl", "nmod"):
            continue
        if not tree.children(verb, "obj") or not tree.children(verb, "cc") or tree.word(verb).endswith(("ing", "ed")):
            continue
        main = next((a for a in tree.ancestors(noun) if tree.tokens[a].upos == "VERB"), None)
        if main is not None and tree.children(main, "nsubj"):
            changes[verb] = (main, "conj")
    return changes


def number_beside_noun(tree: Tree) -> Change:
    """ "two hundred and fifty people were killed": of two subjects side by side the number counts the noun."""
    changes: Change = {}
    for number, token in enumerate(tree.tokens):
        verb = token.head
        if token.upos != "NUM" or verb < number or not tree.has(number, "nsubj"):
            continue
        noun = max(tree.subtree(number)) + 1
        joined = noun < verb and tree.tokens[noun].upos == "NOUN" and tree.tokens[noun].head == verb
        if joined and tree.has(noun, "nsubj") and not tree.children(noun, "det", "nummod", "nmod:poss"):
            changes[number] = (noun, "nummod")
    return changes


def wounded_beside_dead(tree: Tree) -> Change:
    """ "speaks of three dead and eight wounded": the wounded go with the dead, not with who speaks of them."""
    changes: Change = {}
    for wounded in range(3, len(tree.tokens)):
        number, cc, dead = wounded - 1, wounded - 2, wounded - 3
        numbered = tree.tokens[number].upos == "NUM" and tree.word(cc) in ("and", ",")
        if not numbered or not tree.has(wounded, "conj") or tree.tokens[wounded].head == dead:
            continue
        if tree.tokens[number].head == wounded and _harmed(tree, wounded) and _harmed(tree, dead):
            changes |= {wounded: (dead, "conj"), number: (wounded, "nummod")}
    return changes


def _harmed(tree: Tree, index: int) -> bool:
    """Tell the "dead" of "three dead": a word of harm that a number counts."""
    counted = any(tree.tokens[c].upos == "NUM" for c in tree.children(index))
    return counted and tree.word(index) in HARMED


def range_before_noun(tree: Tree) -> Change:
    """ "between 30 and 40 people were killed": the range counts the people."""
    changes: Change = {}
    for one in range(1, len(tree.tokens) - 3):
        two, noun = one + 2, one + 3
        numbers = tree.tokens[one].upos == tree.tokens[two].upos == "NUM"
        joined = (tree.word(one - 1), tree.word(one + 1)) in (("between", "and"), ("from", "to"))
        if numbers and joined and tree.tokens[noun].upos == "NOUN" and not tree.children(noun, "nummod"):
            changes |= {one: (noun, "nummod"), two: (one, "conj"), one + 1: (two, "cc"), one - 1: (one, "case")}
    return changes


def all_but(tree: Tree) -> Change:
    """ "all but one of the drones": one phrase, of which the "one" is no count."""
    changes: Change = {}
    for every in range(len(tree.tokens) - 2):
        one = every + 2
        if (tree.word(every), tree.word(every + 1)) == ("all", "but") and tree.tokens[one].upos == "NUM":
            changes |= {every: (one, "advmod"), every + 1: (one, "advmod")}
    return changes


def along_with(tree: Tree) -> Change:
    """ "killed the chief along with 14 others": they were killed too."""
    changes: Change = {}
    for others in range(3, len(tree.tokens)):
        verb = tree.tokens[others].head
        cases = [tree.word(c) for c in tree.children(others, "case")]
        joined = cases in (["along", "with"], ["together", "with"]) and tree.has(others, "obl")
        if not joined or verb < 0 or not tree.children(others, "nummod"):
            continue
        done = next((c for c in tree.children(verb, "obj", "nsubj:pass")), None)
        if done is not None and tree.lemma(verb) in lexicon().verbs:
            changes[others] = (done, "conj")
    return changes
