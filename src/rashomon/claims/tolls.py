"""Rules that join a number to the total that it is: "the death toll rose to 112", "took to 89 the number of dead"."""

from __future__ import annotations

from rashomon.claims.numerals import Link, Number, first_token, link_at, slots, table
from rashomon.claims.tree import VERBAL, Tree


def by_total(tree: Tree, number: Number) -> Link | None:
    """Read "the death toll has risen to 112", "the number of wounded is 30", "a toll of 12"."""
    for index in (number.top, *tree.ancestors(number.top)):
        total = index if index != number.top and tree.lemma(index) in table()["totals"] else None
        reaches = tree.lemma(index) in table()["reaches"] or (tree.lemma(index) == "take" and _took_to(tree, number))
        if total is None and (reaches or index == number.top):
            total = _total_under(tree, index, number)
        if total is not None and number.token < total and not _took_to(tree, number):
            return None
        if total is not None:
            slot = _slot_of_total(tree, total)
            return _total_link(tree, total, slot) if slot else None
        if tree.tokens[index].upos in VERBAL and tree.lemma(index) not in table()["reaches"]:
            return None
        if tree.has(index, "acl:relcl", "advcl", "conj") and index != number.top and total is None:
            return None
    return None


def _took_to(tree: Tree, number: Number) -> bool:
    """Tell "took to 89 the number of …", where the number stands before its total."""
    first = first_token(tree, number)
    return first > 1 and tree.word(first - 1) in ("to", "at")


def _total_under(tree: Tree, index: int, number: Number) -> int | None:
    for child in tree.children(index, "nsubj", "obj"):
        lemmas = (*table()["totals"], *table()["counted_states"])
        taken_to = tree.has(child, "obj") and _took_to(tree, number)
        if tree.lemma(child) not in table()["totals"] and _took_to(tree, number):
            continue  # "the new deaths brought to 41 the number"
        if child != number.top and (child < number.token or taken_to) and tree.lemma(child) in lemmas:
            return child
    return None


def _put_at(tree: Tree, first: int) -> Link | None:
    """Read "puts the number of civilians killed at 11"."""
    for total in range(first - 2, max(-1, first - 10), -1):
        if tree.lemma(total) in table()["totals"] and (slot := _slot_of_total(tree, total)):
            verbs = range(max(0, total - 4), total)
            reaches = any(tree.lemma(at) in table()["reaches"] and tree.tokens[at].upos in VERBAL for at in verbs)
            return _total_link(tree, total, slot) if reaches else None
    return None


def comes_to(tree: Tree, number: Number) -> Link | None:
    """Read "… toll … has risen to 112" by the verb before the number, however far the toll stands from it."""
    first = first_token(tree, number)
    if first and tree.word(first - 1) == "at" and (put := _put_at(tree, first)) is not None:
        return put
    for verb in range(number.token - 1, max(-1, first - 4), -1):
        if tree.lemma(verb) in table()["reaches"] and tree.tokens[verb].upos in VERBAL:
            for total in range(verb - 1, -1, -1):
                if tree.lemma(total) in (*table()["totals"], "fatality", "casualty") and (
                    slot := _slot_of_total(tree, total)
                ):
                    return _total_link(tree, total, slot)
            subject = tree.first(verb, "nsubj")
            if subject is not None and tree.lemma(subject) in table()["attacks"] and tree.word(first - 1) == "to":
                return Link(verb, number.token + 1, "killed")
    return None


def _slot_of_total(tree: Tree, total: int) -> str | None:
    """Return what a total counts: the words in its noun phrase say so; a bare toll is of the dead."""
    tolls = slots("tolls")
    near = [at for at in sorted(tree.subtree(total)) if total < at <= total + 4]
    inside = [total, *tree.children(total, "compound", "amod", "nmod"), *near]
    for index in inside:
        slot = tolls.get(tree.word(index)) or tolls.get(tree.lemma(index))
        if slot and (tree.lemma(index) != "toll" or len(inside) == 1 or index != total):
            return slot
    return tolls.get(tree.lemma(total))


def _total_link(tree: Tree, total: int, slot: str) -> Link:
    for child in tree.children(total, "compound", "amod", "nmod"):
        if tree.lemma(child) in slots("tolls"):
            return Link(min(child, total), max(child, total) + 1, slot)
    return link_at(total, slot)
