"""Finds the noun phrase of a speaker by the words around the verb of saying, where the tree is not sound."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Any, NamedTuple

from rashomon.claims.tree import Tree
from rashomon.records import Token
from rashomon.resources import read_list

LONGEST = 20  # words of a speaker's noun phrase
NOMINAL = ("NOUN", "PROPN")
SKIPPED = ("ADV", "AUX", "PART", "PUNCT")
_PARTS = ("NOUN", "PROPN", "ADJ", "X", "SYM")
_STATE = ("media", "tv", "television", "radio")  # what is the state's
_GLUE = ("-", "'s", "’s")


class Speaker(NamedTuple):
    """A speaker's noun phrase: tokens [first, last) and its head."""

    first: int
    last: int
    head: int


@functools.cache
def cues() -> Any:
    """Return the table of words of saying."""
    return read_list("cues.yaml")


def phrase_before(tree: Tree, index: int, acted_on: bool = False) -> Speaker | None:
    """Return the noun phrase that ends just before a token; None where a preposition makes it no subject.

    With `acted_on` it may look like the object of a verb before it.
    """
    at = index - 1
    while at >= 0 and tree.tokens[at].upos in SKIPPED and tree.word(at) not in (",", "”", '"', ")", ":", "."):
        at -= 1
    if at > 0 and tree.word(at) == ")":
        at = max((each for each in range(max(0, at - 6), at) if tree.word(each) == "("), default=0) - 1
    if at < 0 or tree.tokens[at].upos not in (*NOMINAL, "PRON") or tree.word(at) in cues()["days"]:
        return None
    last = at + 1
    if tree.tokens[at].upos == "PRON":
        return Speaker(at, last, at) if tree.word(at) in cues()["pronouns"] else None
    first = _grow(tree, at)
    object_of = first > 0 and tree.tokens[first - 1].upos == "VERB" and not acted_on
    if object_of and tree.has(_head_in(tree, first, last), "obj") and not _may_open(tree, first - 1):
        return None
    if first > 0 and tree.tokens[first - 1].upos == "ADP" and not _opens_clause(tree, first):
        return None
    return Speaker(first, last, _head_in(tree, first, last))


def _may_open(tree: Tree, verb: int) -> bool:
    """Tell a verb of saying whose "object" may begin what is said; of "Delos, urging an inquiry, said" it may not."""
    entry = cues()["verbs"].get(tree.lemma(verb))
    return entry is not None and not (tree.word(verb).endswith("ing") and "object" in entry["frame"])


def _opens_clause(tree: Tree, first: int) -> bool:
    """Tell the "after" of "after the ministry said": a subordinator that the parser took for a preposition."""
    return tree.word(first - 1) in ("after", "before", "as", "since", "until", "though", "because", "than")


def _grow(tree: Tree, at: int) -> int:
    """Return where the noun phrase that ends at a token begins."""
    first = at
    while first > 0 and at - first < LONGEST - 1 and not is_seam(tree, first):
        step = next(_steps(tree, first), 0)
        if not step:
            break
        first -= step
        if tree.tokens[first].upos == "DET" and not _joined_before(tree, first):
            break
        if tree.tokens[first].upos == "NUM":
            break
    return first


def _steps(tree: Tree, first: int) -> Iterator[int]:
    """Yield how many tokens before `first` belong to its noun phrase."""
    token, word = tree.tokens[first - 1], tree.word(first - 1)
    if word in cues()["days"] or (token.upos == "ADJ" and word in ("own", "such", "many")):
        return
    if tree.children(first - 1, "cop") or (token.upos == "ADJ" and _is_said_of(tree, first - 1)):
        return
    if tree.tokens[first].upos == "DET":
        yield _joined_before(tree, first)
    elif token.upos in (*_PARTS, "DET") or token.deprel in ("nmod:poss", "amod", "nummod") or _glues(token):
        yield 1
    else:
        yield _joined_before(tree, first)


def _glues(token: Token) -> bool:
    """Tell a hyphen, and the apostrophe of "a doctors' committee"."""
    return token.text.lower() in _GLUE or (token.upos == "PART" and token.deprel == "case")


def _is_said_of(tree: Tree, adjective: int) -> bool:
    """Tell the "false" of "the reports are totally false state media said"."""
    at = adjective - 1
    while at > 0 and tree.tokens[at].upos == "ADV":
        at -= 1
    return at > 0 and tree.tokens[at].upos == "AUX" and tree.lemma(at) == "be"


def _joined_before(tree: Tree, first: int) -> int:
    """Return how many tokens join what begins at `first` to a noun before it: "of", "and", "linked to"; 0 for none."""
    if first < 2:
        return 0
    word, noun = tree.word(first - 1), tree.tokens[first - 2]
    nominal = noun.upos in NOMINAL and tree.word(first - 2) not in cues()["days"]
    if word in cues()["joining"] and nominal:
        return 2
    if word == "and" and nominal and tree.tokens[first].upos != "DET":
        return 2
    if word in cues()["joining_after_speaker"]:
        if nominal and tree.lemma(first - 2) in cues()["speaking"]:
            return 2
        if first > 2 and tree.word(first - 2) in cues()["participles"] and tree.tokens[first - 3].upos in NOMINAL:
            return 3
    return 0


def _head_in(tree: Tree, first: int, last: int) -> int:
    """Return the head of a stretch: the token whose own head lies outside, the last such noun."""
    outside = [
        at for at in range(first, last) if not first <= tree.tokens[at].head < last and tree.tokens[at].upos in NOMINAL
    ]
    for at in range(first, last):
        if tree.word(at) in cues()["joining"] and at > first:
            outside = [each for each in outside if each < at] or [at - 1]
            break
    return outside[-1] if outside else last - 1


def phrase_after(tree: Tree, index: int) -> Speaker | None:
    """Return the noun phrase that follows a verb up to the end of its clause: "said the monitor"."""
    first = index + 1
    last = first
    while last < len(tree.tokens) and (
        tree.tokens[last].upos in (*_PARTS, "DET", "NUM", "PRON") or _links(tree, first, last)
    ):
        last += 1
    nominal = [at for at in range(first, last) if tree.tokens[at].upos in (*NOMINAL, "PRON")]
    if not nominal or last - first > LONGEST:
        return None
    return Speaker(first, _with_apposition(tree, first, last), _head_in(tree, first, last))


def _with_apposition(tree: Tree, first: int, last: int) -> int:
    """Return where a name ends with the office that follows it after a comma: "said X, head of the hospital"."""
    if (
        last + 1 >= len(tree.tokens)
        or tree.word(last) != ","
        or tree.tokens[last + 1].upos not in ("DET", "NOUN", "ADJ")
    ):
        return last
    end = last + 1
    while end < len(tree.tokens) and tree.tokens[end].upos not in ("PUNCT", "VERB", "AUX", "SCONJ"):
        end += 1
    closed = end >= len(tree.tokens) or tree.tokens[end].upos == "PUNCT"
    return end if closed and end - first <= LONGEST else last


def _links(tree: Tree, first: int, at: int) -> bool:
    inside = first < at < len(tree.tokens) - 1 and tree.tokens[at + 1].upos in (*_PARTS, "DET")
    if tree.word(at) in ("in", "at", "from", "with"):
        return inside and tree.lemma(at - 1) in cues()["speaking"]
    return inside and (tree.word(at) in (*cues()["joining"], "and", "-", "'s", "’s"))


def is_seam(tree: Tree, at: int) -> bool:
    """Tell a place where, commas lost, one noun phrase ends and the next begins."""
    token, before = tree.tokens[at], tree.tokens[at - 1]
    if tree.word(at - 1) in cues()["days"] and before.upos != "ADJ":
        return True
    if before.upos not in NOMINAL or before.text.endswith(("-based", "-led", "-backed", "-run")):
        return False
    if token.upos == "DET" and tree.word(at) in ("the", "a", "an"):
        return True
    if tree.word(at) == "state" and before.upos == "NOUN" and tree.word(min(at + 1, len(tree.tokens) - 1)) in _STATE:
        return True  # "in another part of the city state media said"
    if before.upos == "NOUN" and tree.children(at - 1, "nummod"):
        apart = token.upos == "NOUN" and tree.has(at - 1, "obj", "obl") and tree.tokens[at - 1].head < at - 1
        if apart or token.upos == "PROPN":
            return True  # "including four children Al Jazeera reported", "killing 18 civilians group director X said"
    return token.upos == "ADJ" and token.text[:1].isupper() and tree.tokens[at].head != at - 1
