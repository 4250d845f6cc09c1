"""Finds a quantity's numeral in the dependency tree, what it counts, and the words by which victims are told."""

from __future__ import annotations

import functools
from typing import Any, NamedTuple

import msgspec

from rashomon.claims.tree import Tree
from rashomon.records import Quantity
from rashomon.resources import read_list


class Number(NamedTuple):
    """A quantity in a tree: its own tokens, the word that it counts, and the top of its noun phrase."""

    quantity: Quantity
    token: int
    head: int | None
    top: int


class Link(NamedTuple):
    """What a number is joined to: the trigger's tokens [trigger, last), the slot, and the token of a total, if any."""

    trigger: int
    last: int
    slot: str
    whole: int | None = None


@functools.cache
def table() -> Any:
    """Return the table of words of loss."""
    return read_list("counts.yaml")


@functools.cache
def slots(kind: str) -> dict[str, str]:
    """Return lemma -> slot for one column of the table."""
    order = ("killed", "casualties", "wounded", "missing", "captured", "destroyed", "damaged", "displaced")
    return {lemma: slot for slot in reversed(order) for lemma in table()[slot][kind]}


def placed(tree: Tree, quantity: Quantity) -> Number | None:
    """Find a quantity's numeral in the tree, what it counts, and the top of the noun phrase."""
    inside = [i for i, token in enumerate(tree.tokens) if quantity.start <= token.start < quantity.end]
    if not inside:
        return None
    numeral = next((i for i in reversed(inside) if tree.tokens[i].upos == "NUM"), None)
    if numeral is None:
        numeral = next(
            (i for i in reversed(inside) if tree.tokens[i].upos in ("NOUN", "ADJ", "DET", "PRON")), inside[-1]
        )
    top = numeral
    while (
        tree.tokens[top].head in inside
        and tree.tokens[top].head != top
        and (
            tree.has(top, "compound", "nummod", "flat", "det", "advmod", "amod", "fixed")
            or (tree.has(top, "conj", "nmod") and tree.tokens[tree.tokens[top].head].upos == "NUM")  # "from 40 to 50"
        )
    ):
        top = tree.tokens[top].head
    return _of_band(tree, _with_head(tree, quantity, top, set(inside)))


def _of_band(tree: Tree, number: Number) -> Number:
    """ "eliminated a cell of four gunmen": what is done to the cell is done to the four."""
    band = tree.tokens[number.top].head
    whole = band >= 0 and tree.has(number.top, "nmod") and tree.cased(number.top, "of")
    alone = whole and any(tree.word(d) in ("a", "an") for d in tree.children(band, "det"))
    return number._replace(top=band) if alone and tree.lemma(band) in table()["bands"] else number


def without_particle(tree: Tree, quantity: Quantity) -> Quantity:
    """ "handed over four prisoners": the "over" is the verb's; four, not more."""
    first = next((i for i, token in enumerate(tree.tokens) if token.start == quantity.start), -1)
    if first < 1 or tree.word(first) != "over" or not tree.has(first, "compound") or tree.tokens[first].head >= first:
        return quantity
    if quantity.low is None or quantity.high is not None or tree.tokens[first].deprel != "compound:prt":
        return quantity
    start = tree.tokens[first + 1].start
    text = quantity.text[start - quantity.start :]
    return msgspec.structs.replace(quantity, text=text, start=start, low=quantity.low - 1, high=quantity.low - 1)


def _with_head(tree: Tree, quantity: Quantity, numeral: int, inside: set[int]) -> Number:
    for child in tree.children(numeral, "nmod", "obl"):
        if child not in inside and tree.cased(child, "of"):
            return Number(quantity, numeral, child, numeral)
    head = tree.tokens[numeral].head
    modifies = (
        tree.has(numeral, "nummod", "amod", "det", "compound", "advmod", "nmod") or tree.tokens[numeral].deprel == "dep"
    )
    if (
        modifies
        and numeral < head <= numeral + 6
        and tree.tokens[head].upos in ("NOUN", "PROPN", "ADJ", "PRON", "VERB")
    ):
        if tree.tokens[head].upos == "VERB" and tree.lemma(head) not in slots("done"):
            return Number(quantity, numeral, None, numeral)
        return Number(quantity, numeral, head, head)
    if head == numeral + 1 and tree.word(head) in ("more", "others"):  # "three more died", however the parser hung it
        return Number(quantity, numeral, head, head)
    return Number(quantity, numeral, None, numeral)


SOME = ("none", "all", "most", "some", "half", "many", "several", "few", "each", "any")


def kernel(tree: Tree, index: int) -> int:
    """Return the "missiles" of "dozens of cruise missiles": what a group is of, else the noun itself."""
    number = tree.tokens[index].upos == "NUM" or tree.word(index) in SOME  # "eight of the shells", "none of them"
    if not number and tree.lemma(index) not in table()["groups"] and tree.word(index) not in table()["groups"]:
        return index
    hanging = (c for c in tree.children(index, "nmod") if tree.tokens[c].upos in ("NOUN", "PROPN"))
    return next((c for c in hanging if any(tree.word(k) == "of" for k in tree.children(c, "case"))), index)


def nobody(tree: Tree, index: int) -> Quantity | None:
    """Return the zero of "nobody", "none", "no one", "no servicemen"."""
    no = next((c for c in tree.children(index, "det") if tree.word(c) == "no"), None)
    if no is not None and tree.tokens[index].upos == "NOUN":
        return msgspec.structs.replace(one(tree, no, tree.tokens[index].text), low=0, high=0)
    if tree.word(index) not in ("nobody", "none", "no-one", "noone", "one"):
        return None
    first = index
    if tree.word(index) == "one":
        if not index or tree.word(index - 1) != "no":
            return None
        first = index - 1
    start, end = tree.tokens[first].start, tree.tokens[index].end
    text = " ".join(tree.tokens[at].text for at in range(first, index + 1))
    return Quantity(text=text, start=start, end=end, low=0, high=0, of="")


def single(tree: Tree, head: int) -> Quantity | None:
    """Return the count of "a soldier", "an aircraft", "another": one, where a single one is meant."""
    token = tree.tokens[head]
    if tree.word(head) == "another":
        return one(tree, head, "")
    if token.upos != "NOUN" or tree.lemma(head) in table()["groups"] or tree.word(head) != tree.lemma(head):
        return None
    if tree.children(head, "nummod"):
        return None
    for child in tree.children(head, "det"):
        if tree.word(child) in ("a", "an", "another"):
            return one(tree, child, token.text)
    return None


def one(tree: Tree, index: int, of: str) -> Quantity:
    """Return the quantity one, written by the token."""
    token = tree.tokens[index]
    return Quantity(text=token.text, start=token.start, end=token.end, low=1, high=1, of=of)


def first_token(tree: Tree, number: Number) -> int:
    """Return the first token of the quantity as written, with what stands before the number."""
    return next((i for i, token in enumerate(tree.tokens) if token.start >= number.quantity.start), number.token)


def link_at(index: int, slot: str) -> Link:
    """Return a link to one token."""
    return Link(index, index + 1, slot)


def state_of(tree: Tree, index: int) -> str | None:
    """Return the slot of a word such as dead, wounded, casualties, by its form or its lemma."""
    states = slots("state")
    word = tree.word(index)
    after = tree.word(index + 1) if index + 1 < len(tree.tokens) else ""
    if after in table()["not_before"].get(word, ()):
        return None
    if word in states:
        return states[word]
    return states.get(tree.lemma(index)) if tree.tokens[index].upos in ("NOUN", "ADJ", "PROPN") else None
