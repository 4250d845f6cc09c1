"""Cuts the noun phrase around a head down to the name or phrase that a reader would quote."""

from __future__ import annotations

from rashomon.claims.tree import Tree, run_around
from rashomon.records import Filler, Report

LOOSE = ("PUNCT", "ADP", "CCONJ", "SCONJ")
MOST_WORDS = 20
LEFT_OUT = (
    "acl",
    "advcl",
    "appos",
    "parataxis",
    "conj",
    "cc",
    "case",
    "mark",
    "dep",
    "cop",
    "nsubj",
    "aux",
    "orphan",
    "obl",
    "advmod",
    "ccomp",
    "xcomp",
    "obj",
    "discourse",
    "list",
    "vocative",
)


def phrase(tree: Tree, head: int) -> tuple[int, int]:
    """Return the tokens [first, last) of the noun phrase headed by a token, without clauses and coordinated phrases."""
    first, last = _block(tree, head, LEFT_OUT)
    if last - first > MOST_WORDS:
        first, last = _block(tree, head, (*LEFT_OUT, "nmod"))
    if last - first > MOST_WORDS:
        first, last = head, head + 1
    if tree.has(head, "compound"):  # "suicide car bomb" in "suicide car bomb attack"
        while first > 0 and tree.has(first - 1, "compound") and tree.tokens[first - 1].head == tree.tokens[head].head:
            first -= 1
    if first > 0 and tree.word(first) in ("least", "most") and tree.word(first - 1) == "at":
        first -= 1
    while last - 1 > head and tree.tokens[last - 1].upos in LOOSE:
        last -= 1
    last = _with_name(tree, head, last)
    while first < head and tree.tokens[first].upos in LOOSE and tree.word(first) != "at":
        first += 1
    return first, last


def _with_name(tree: Tree, head: int, last: int) -> int:
    """ "the spokesman of the force Adon Kerr": a name that follows without a comma is of the phrase."""
    for name in tree.children(head, "appos"):
        if name == last and tree.tokens[name].upos == "PROPN" and tree.tokens[head].upos == "NOUN":
            return _block(tree, name, LEFT_OUT)[1]
    return last


def _block(tree: Tree, head: int, without: tuple[str, ...]) -> tuple[int, int]:
    """Return the unbroken run of tokens below the head; prepositions inside it belong to their own phrases."""
    members = {head}
    stack = [head]
    while stack:
        at = stack.pop()
        for child in tree.children(at):
            inside = at != head and tree.has(child, "case", "cc", "conj", "advmod", "appos")
            inside = inside and not (tree.has(child, "conj") and tree.tokens[child].upos == "VERB")  # "and backed by"
            inside = inside or (at != head and tree.has(child, "obl") and _bound(tree, at, child))
            if child in members or (tree.has(child, *without) and not inside) or _part(tree, child):
                continue
            members.add(child)
            stack.append(child)
    return run_around(head, members)


def _bound(tree: Tree, adjective: int, noun: int) -> bool:
    """ "forces loyal to Kiir": without its noun the adjective says nothing."""
    return tree.tokens[adjective].upos == "ADJ" and noun > adjective and tree.cased(noun, "to", "with")


def _part(tree: Tree, index: int) -> bool:
    """ "including two children" is no part of the name, nor is the town of a bare "100 in Arvad"."""
    if index > tree.tokens[index].head and any(tree.word(i) in ("which", "whom") for i in tree.subtree(index)):
        return True  # "ten drones all of which"
    there = tree.tokens[tree.tokens[index].head].upos == "NUM" and tree.has(index, "nmod")
    if there and any(tree.word(c) in ("in", "at", "near", "from") for c in tree.children(index, "case")):
        return True
    return any(tree.word(c) == "including" for c in tree.children(index, "case", "mark"))


def filler(report: Report, tree: Tree, head: int) -> Filler:
    """Return the filler for a head: the words as they stand in the report."""
    first, last = phrase(tree, head)
    start, end = tree.tokens[first].start, tree.tokens[last - 1].end
    return Filler(text=report.text[start:end], start=start, end=end, head=tree.tokens[head].start)
