"""Finds the sayings of one sentence: the words of saying, who speaks, and which tokens are what is said."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Any

import msgspec

from rashomon.claims.tree import Tree
from rashomon.resources import read_list

_LONGEST_SPEAKER = 20
_SIDE_BRANCHES = ("acl:relcl", "advcl", "parataxis", "discourse", "punct", "cc:preconj", "mark", "vocative", "ccomp")
_QUOTE_MARKS = frozenset("\"“”‘’'«»``''")


class Saying(msgspec.Struct, frozen=True, kw_only=True):
    """Who says what in one sentence, in token numbers; `rank` orders sayings that cover the same words."""

    cue: tuple[int, ...]
    speaker: int | None
    content: frozenset[int]
    distance: bool = False
    thought: bool = False
    rank: int = 0


@functools.cache
def cues() -> Any:
    """Return the table of words of saying."""
    return read_list("cues.yaml")


def find_sayings(tree: Tree) -> list[Saying]:
    """Return the sayings of a sentence, in the order of their cues."""
    found = [
        saying
        for index in range(len(tree.tokens))
        for saying in (*_of_verb(tree, index), *_of_phrase(tree, index), *_of_noun(tree, index), *_of_toll(tree, index))
    ]
    found.extend(_of_quoting(tree, found))
    return sorted((each for each in found if each.content), key=lambda each: each.cue)


def speaker_span(tree: Tree, head: int) -> tuple[int, int]:
    """Return the tokens [first, last) of the noun phrase of a speaker, at most 20 words."""
    for more in ((), ("acl",), ("acl", "appos"), ("acl", "appos", "conj"), ("acl", "appos", "conj", "nmod")):
        first, last = tree.block(head, (*_SIDE_BRANCHES, "case", *more))
        first, last = _cut_clauses(tree, head, first, last)
        if last - first <= _LONGEST_SPEAKER:
            return first, last
    return head, head + 1


def _cut_clauses(tree: Tree, head: int, first: int, last: int) -> tuple[int, int]:
    """Leave out a coordinated clause that the parser hung on the noun."""
    for index in range(head + 1, last):
        if tree.has(index, "conj") and tree.tokens[index].upos in ("VERB", "AUX"):
            last = tree.block(index)[0]
            break
    while last - 1 > head and tree.tokens[last - 1].upos in ("PUNCT", "CCONJ", "ADP", "SCONJ"):
        last -= 1
    return first, max(last, head + 1)


# -- verbs ----------------------------------------------------------------------------------------


def _of_verb(tree: Tree, index: int) -> Iterator[Saying]:
    entry = cues()["verbs"].get(_verb_lemma(tree, index))
    if entry is None or tree.tokens[index].upos not in ("VERB", "AUX"):
        return
    speaker, spoken = subject_of(tree, index), _cue(tree, index)
    if _is_passive(tree, index):
        speaker = _agent(tree, index)
    elif _governed_by_quoting(tree, index):
        return
    content = _content(tree, index, entry["frame"], speaker)
    yield Saying(
        cue=spoken,
        speaker=speaker,
        content=frozenset(content - set(spoken)),
        distance=bool(entry.get("distance")),
        thought=bool(entry.get("thought")),
    )


def _verb_lemma(tree: Tree, index: int) -> str:
    particle = tree.first(index, "compound:prt")
    lemma = tree.lemma(index)
    return f"{lemma} {tree.word(particle)}" if particle is not None else lemma


def _cue(tree: Tree, index: int) -> tuple[int, ...]:
    return tuple(sorted((index, *tree.children(index, "compound:prt"))))


def subject_of(tree: Tree, index: int, depth: int = 0) -> int | None:
    """Return the token that is the subject of a verb, also where it is shared with or controlled by another verb."""
    own = tree.first(index, "nsubj", "csubj")
    head = tree.tokens[index].head
    if own is not None:
        return _antecedent_of_relative(tree, index, own)
    if depth > 3 or not 0 <= head < len(tree.tokens):
        return None
    if tree.has(index, "acl"):
        return head
    if tree.has(index, "conj", "xcomp", "advcl") and tree.tokens[head].upos in ("VERB", "AUX", "ADJ", "NOUN"):
        if tree.has(index, "xcomp") and (controller := tree.first(head, "obj")) is not None:
            return controller
        return subject_of(tree, head, depth + 1)
    return None


def _antecedent_of_relative(tree: Tree, index: int, subject: int) -> int:
    if tree.word(subject) in ("who", "which", "that") and tree.has(index, "acl:relcl"):
        return tree.tokens[index].head
    return subject


def _is_passive(tree: Tree, index: int) -> bool:
    return any(tree.tokens[child].deprel in ("nsubj:pass", "aux:pass") for child in tree.children(index))


def _agent(tree: Tree, index: int) -> int | None:
    for child in tree.children(index, "obl"):
        if any(tree.word(case) == "by" for case in tree.children(child, "case")):
            return child
    return None


def _governed_by_quoting(tree: Tree, index: int) -> bool:
    """Tell the "saying" of "quoted a doctor as saying": its speaker is settled by the verb of quoting."""
    head = tree.tokens[index].head
    near = [head] if head < 0 else [head, tree.tokens[head].head]
    return any(each >= 0 and tree.lemma(each) in cues()["quoting"] for each in near) and any(
        tree.word(mark) == "as" for mark in tree.children(index, "mark", "case")
    )


def _content(tree: Tree, index: int, frame: list[str], speaker: int | None) -> set[int]:
    """Return the tokens of what a verb says, by its frame in the table of cues."""
    content: set[int] = set()
    for child in tree.children(index):
        if _is_content(tree, index, child, frame):
            content |= _without_next_speaker(tree, child)
    if not content and "clause" in frame:
        content = _interrupted(tree, index) or _beside(tree, index, speaker)
    return content


def _is_content(tree: Tree, index: int, child: int, frame: list[str]) -> bool:
    if tree.has(child, "ccomp"):
        return True
    if "verb" in frame and tree.has(child, "xcomp", "advcl"):
        return tree.has(child, "xcomp") or _preposition(tree, child) in frame
    if "clause" in frame and tree.has(child, "xcomp", "parataxis"):
        return child > index and tree.tokens[child].upos in ("VERB", "AUX", "ADJ", "NOUN", "PROPN")
    if "clause" in frame and tree.has(child, "conj") and child > index:
        return _is_said_clause(tree, child)
    if "object" in frame and tree.has(child, "obj"):
        return True
    return tree.has(child, "obl", "advcl", "nmod") and _preposition(tree, child) in frame


def _is_said_clause(tree: Tree, child: int) -> bool:
    """Tell a second content that the parser coordinated with the verb of saying: "said A and that B"."""
    if _verb_lemma(tree, child) in cues()["verbs"]:
        return False
    return any(tree.word(mark) == "that" for mark in tree.children(child, "mark"))


def _preposition(tree: Tree, index: int) -> str:
    marks = tree.children(index, "case", "mark")
    return tree.word(marks[0]) if marks else ""


def _without_next_speaker(tree: Tree, child: int) -> set[int]:
    """Return a content's tokens without a coordinated clause in which somebody else speaks."""
    content = tree.subtree(child)
    for index in sorted(content):
        if index != child and tree.has(index, "conj", "parataxis") and _verb_lemma(tree, index) in cues()["verbs"]:
            subject = tree.first(index, "nsubj")
            if subject is not None and tree.first(index, "ccomp") is not None and not _is_pronoun(tree, subject):
                content -= tree.subtree(index)
    return content


def _is_pronoun(tree: Tree, index: int) -> bool:
    return tree.tokens[index].upos == "PRON"


def _interrupted(tree: Tree, index: int) -> set[int]:
    """Return the clause that a parenthetical "the agency said" interrupts or follows."""
    head = tree.tokens[index].head
    if head < 0 or not tree.has(index, "parataxis", "discourse", "dep"):
        return set()
    return tree.subtree(head) - tree.subtree(index)


def _beside(tree: Tree, index: int, speaker: int | None) -> set[int]:
    """Return what stands before (or after) a speaker and verb of saying that the tree leaves without content.

    Where commas are lost, the parser seldom sees that the end of a sentence names who said the rest.
    """
    if speaker is None or _is_passive(tree, index) or tree.has(index, "amod", "acl"):
        return set()
    first, last = speaker_span(tree, speaker)
    start, end = min(first, index), max(last, index + 1)
    before, after = set(range(start)), set(range(end, len(tree.tokens)))
    if _has_clause(tree, before) and not _has_clause(tree, after):
        return {each for each in before if tree.tokens[each].upos != "CCONJ" or each > 0}
    if not before - {0} and _has_clause(tree, after):
        return after
    return set()


def _has_clause(tree: Tree, tokens: set[int]) -> bool:
    return any(
        tree.tokens[each].upos in ("VERB", "AUX", "ADJ", "NOUN")
        and any(child in tokens for child in tree.children(each, "nsubj"))
        for each in tokens
    )


# -- phrases, nouns, tolls, second hand ------------------------------------------------------------


def _of_phrase(tree: Tree, index: int) -> Iterator[Saying]:
    """Read "according to the army": what it covers is its clause, or the sentence where it stands at an edge."""
    words = " ".join(tree.word(each) for each in range(index, min(index + 4, len(tree.tokens))))
    phrase = next((each for each in cues()["phrases"] if f"{words} ".startswith(f"{each} ")), None)
    if phrase is None:
        return
    length = len(phrase.split())
    speaker = _object_of_phrase(tree, index, index + length)
    if speaker is None:
        return
    first, last = speaker_span(tree, speaker)
    own = set(range(min(first, index), last))
    yield Saying(
        cue=tuple(range(index, index + length)),
        speaker=speaker,
        content=frozenset(_clause_of(tree, speaker, own)),
        rank=1,
    )


def _object_of_phrase(tree: Tree, index: int, after: int) -> int | None:
    if after >= len(tree.tokens):
        return None
    head = tree.tokens[index].head
    if tree.has(index, "case", "mark") and head >= after:
        return head
    governed = [
        child for each in range(index, after) for child in tree.children(each, "obl", "nmod", "obj") if child >= after
    ]
    if governed:
        return governed[0]
    return next((e for e in range(after, len(tree.tokens)) if tree.tokens[e].upos in ("NOUN", "PROPN", "PRON")), None)


def _clause_of(tree: Tree, index: int, own: set[int]) -> set[int]:
    """Return the clause that a phrase of saying belongs to, without the phrase itself."""
    edge = [each for each in range(len(tree.tokens)) if tree.tokens[each].upos != "PUNCT"]
    if edge and (edge[0] in own or (edge[-1] in own and not _follows_coordination(tree, min(own)))):
        return set(range(len(tree.tokens))) - own
    for ancestor in tree.ancestors(index):
        if ancestor not in own and tree.tokens[ancestor].upos in ("VERB", "AUX", "ADJ"):
            return tree.subtree(ancestor) - own
    return set(range(len(tree.tokens))) - own


def _follows_coordination(tree: Tree, index: int) -> bool:
    """Tell whether a coordinated clause with a subject of its own ends in the phrase: then it covers that alone."""
    for ancestor in tree.ancestors(index):
        if tree.has(ancestor, "conj", "advcl") and tree.first(ancestor, "nsubj") is not None:
            return True
    return False


def _of_noun(tree: Tree, index: int) -> Iterator[Saying]:
    """Read "a statement that …", "reports that …": the noun speaks, or the one whose statement it is."""
    if tree.tokens[index].upos != "NOUN" or tree.lemma(index) not in cues()["nouns"]:
        return
    for child in tree.children(index, "acl", "ccomp"):
        if not any(tree.word(mark) == "that" for mark in tree.children(child, "mark")):
            continue
        speaker = tree.first(index, "nmod:poss")
        if speaker is None:
            head = tree.tokens[index].head
            light = head >= 0 and tree.has(index, "obj") and tree.tokens[head].upos == "VERB"
            speaker = (subject_of(tree, head) if light else None) or index
        yield Saying(
            cue=(index,),
            speaker=speaker,
            content=frozenset(tree.subtree(child)),
            distance=tree.lemma(index) in cues()["distant_nouns"],
        )


def _of_toll(tree: Tree, index: int) -> Iterator[Saying]:
    """Read "gave a toll of 12 dead"."""
    if tree.tokens[index].upos != "VERB" or tree.lemma(index) not in cues()["toll_verbs"]:
        return
    toll = tree.first(index, "obj")
    speaker = subject_of(tree, index)
    if toll is None or speaker is None or tree.lemma(toll) not in cues()["toll_nouns"]:
        return
    content = tree.subtree(toll).union(*(tree.subtree(child) for child in tree.children(index, "obl")))
    yield Saying(cue=(index,), speaker=speaker, content=frozenset(content))


def _of_quoting(tree: Tree, found: list[Saying]) -> Iterator[Saying]:
    """Read "the agency quoted a doctor as saying that …" and "…, citing officials": the quoted speaks nearest."""
    for index, token in enumerate(tree.tokens):
        if token.upos != "VERB" or tree.lemma(index) not in cues()["quoting"]:
            continue
        passive = _is_passive(tree, index)
        quoted = tree.first(index, "nsubj:pass") if passive else tree.first(index, "obj")
        if quoted is None:
            continue
        quoter = _agent(tree, index) if passive else subject_of(tree, index)
        said = _said_as(tree, index, quoted)
        content, spoken = said if said else (_told_around(tree, index, found), (index,))
        if not content:
            continue
        yield Saying(cue=spoken, speaker=quoted, content=frozenset(content), rank=-1)
        if said and quoter is not None and quoter != quoted:
            yield Saying(cue=(index,), speaker=quoter, content=frozenset(content))


def _said_as(tree: Tree, index: int, quoted: int) -> tuple[set[int], tuple[int, ...]] | None:
    """Return content and cue of "… as saying that …", wherever the parser hung the "saying"."""
    for each in range(index + 1, len(tree.tokens)):
        if _verb_lemma(tree, each) in cues()["verbs"] and tree.word(each - 1) == "as":
            content = _content(tree, each, cues()["verbs"][_verb_lemma(tree, each)]["frame"], None)
            return content or set(range(each + 1, len(tree.tokens))), tuple(sorted({index, each - 1, each}))
    return None


def _told_around(tree: Tree, index: int, found: list[Saying]) -> set[int]:
    """Return what "citing officials" stands behind: the content of the saying it hangs on, or its clause."""
    head = tree.tokens[index].head
    for saying in found:
        if head in saying.cue:
            return set(saying.content)
    return _clause_of(tree, index, tree.subtree(index)) if tree.has(index, "advcl", "acl", "parataxis") else set()
