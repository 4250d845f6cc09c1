"""The record of a saying, and the stances of a sentence: who criticises, wants or backs what, without saying it."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from rashomon.claims.phrases import Speaker, cues
from rashomon.claims.speakers import is_passive, noun_phrase, speaker_of
from rashomon.claims.tree import Tree


class Saying(msgspec.Struct, frozen=True, kw_only=True):
    """Who says what in one sentence, in token numbers; `rank` orders sayings that cover the same words."""

    cue: tuple[int, ...]
    speaker: Speaker | None
    content: frozenset[int]
    distance: bool = False
    thought: bool = False
    attitude: bool = False
    rank: int = 0


def cue_tokens(tree: Tree, index: int) -> tuple[int, ...]:
    """Return a verb with its particle."""
    return tuple(sorted((index, *tree.children(index, "compound:prt"))))


def preposition(tree: Tree, index: int) -> str:
    """Return the first word that introduces a phrase or clause, "" where none does."""
    marks = tree.children(index, "case", "mark")
    return tree.word(marks[0]) if marks else ""


def stance_of(tree: Tree, index: int) -> Iterator[Saying]:
    """Read "criticised the plan", "wants to stay", "spoke of a new start": whose stance it is, and what it is about."""
    table, lemma = cues()["attitudes"], tree.lemma(index)
    content: set[int] = set()
    if tree.tokens[index].upos == "NOUN" and lemma in table["nouns"]:
        possessor = tree.first(index, "nmod:poss")
        for child in tree.children(index, "acl"):
            content |= tree.subtree(child) if child > index else set()
        if possessor is not None and content:
            holder = noun_phrase(tree, possessor)
            yield Saying(cue=(index,), speaker=holder, content=frozenset(content), attitude=True)
        return
    if tree.tokens[index].upos != "VERB" or tree.has(index, "amod") or is_passive(tree, index):
        return
    for child in tree.children(index):
        about = tree.has(child, "obl", "advcl", "nmod", "xcomp") and preposition(tree, child) in table["after"].get(
            lemma, ()
        )
        wants = lemma in table["verb"] and tree.has(child, "xcomp", "ccomp")
        called = lemma == "call" and tree.has(child, "obj", "xcomp") and tree.first(index, "xcomp") is not None
        if about or wants or called or (lemma in table["object"] and tree.has(child, "obj")):
            content |= tree.subtree(child)
    if content:
        yield Saying(
            cue=cue_tokens(tree, index), speaker=speaker_of(tree, index), content=frozenset(content), attitude=True
        )
