"""Rules that join a number to the total that it is: "the death toll rose to 112", "took to 89 the number of dead"."""

from __future__ import annotations

from rashomon.claims.lexicon import is_a
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
    if number.quantity.low is None and number.quantity.high is None:
        return None  # "the toll could rise, as many people are missing"
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
    """Return what a total counts: the words in its noun phrase say so; a bare toll is of the dead.

    The number of victims who are in hospital is of the wounded.
    """
    tolls = slots("tolls")
    if any(tree.lemma(at) in table()["treating"] for at in tree.subtree(total, ("acl", "acl:relcl"))):
        return "wounded"
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


def headed(tree: Tree, number: Number) -> Link | None:
    """Read "Killed: 15 raiders and 2 drivers", "Prisoners: 8": the word before the colon says what became of them."""
    first = first_token(tree, number)
    colon = next((at for at in range(first - 1, 0, -1) if tree.word(at) == ":"), None)
    told = [at for at in range(colon + 1, number.token) if tree.tokens[at].upos in VERBAL] if colon else []
    if not colon or told or tree.has(number.top, "nsubj"):
        return None
    opening = next((at + 1 for at in range(colon - 1, -1, -1) if tree.tokens[at].upos == "PUNCT"), 0)
    for word in range(opening, colon) if colon - opening <= 3 else ():
        slot = slots("state").get(tree.word(word)) or slots("tolls").get(tree.lemma(word))
        if slot is not None and tree.tokens[word].upos in ("NOUN", "ADJ", "VERB", "PROPN"):
            return link_at(word, slot)
    return None


def in_condition(tree: Tree, number: Number) -> Link | None:
    """Read "the condition of seven is grave", "five are in critical condition": hurt, and not dead.

    They are some of the wounded who were told of: their number is no toll.
    """
    for index in (tree.tokens[number.top].head, *range(number.token + 1, min(number.token + 9, len(tree.tokens)))):
        if index >= 0 and tree.lemma(index) == "fate" and tree.cased(number.top, "of") and _is_of_people(tree, number):
            unknown = any(tree.word(at) in ("unknown", "unclear") for at in range(number.token, len(tree.tokens)))
            return link_at(index, "missing") if unknown else None
        if index < 0 or tree.lemma(index) not in ("condition", "state"):
            continue
        near = range(max(0, index - 3), min(index + 12, len(tree.tokens)))
        grave = any(tree.word(at) in table()["grave"] for at in near)
        of = index < number.token and tree.cased(number.top, "of")
        are = index > number.token and tree.cased(index, "in") and tree.has(number.top, "nsubj", "conj", "parataxis")
        if grave and (of or are):
            return link_at(index, "casualties")
    return None


def _is_of_people(tree: Tree, number: Number) -> bool:
    return number.head is not None and is_a(tree, number.head, "person")


def list_of(tree: Tree, number: Number) -> Link | None:
    """Read "the list of the dead has sixteen names"."""
    verb = tree.tokens[number.top].head
    if verb < 0 or tree.lemma(verb) not in table()["listing"] or not tree.has(number.top, "obj"):
        return None
    if number.head is None or tree.lemma(number.head) not in table()["entries"]:
        return None
    lists = (at for at in range(verb) if tree.lemma(at) == "list" and tree.tokens[at].upos == "NOUN")
    for each in lists:
        of = (c for c in range(each + 1, min(each + 5, len(tree.tokens))) if slots("tolls").get(tree.lemma(c)))
        for state in of:
            return link_at(state, slots("tolls")[tree.lemma(state)])
    return None


EARLIER = -1  # the place of a total that an earlier sentence told


def leaning(tree: Tree, number: Number, slot: str) -> Link | None:
    """Read "raised the figure to 10", "of them four are boys": counts of what the slot before says."""
    first = first_token(tree, number)
    if first > 1 and tree.word(first - 1) == "them" and tree.word(first - 2) in ("of", "among") and first <= 3:
        here = number.head if number.head is not None else number.token
        return (
            Link(number.token, max(here, number.token) + 1, slot, EARLIER) if slot in slots("done").values() else None
        )
    if first < 2 or tree.word(first - 1) not in ("to", "at"):
        return None
    verb = tree.tokens[number.top].head
    if verb < 0 or tree.tokens[verb].upos not in VERBAL or tree.lemma(verb) not in table()["reaches"]:
        return None
    for figure in tree.children(verb, "obj", "nsubj"):
        bare = not tree.children(figure, "nmod", "acl", "amod", "compound")
        if bare and figure < number.token and tree.lemma(figure) in table()["totals"]:
            return Link(min(verb, figure), max(verb, figure) + 1, slot)
    return None
