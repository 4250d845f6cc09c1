"""Finds what a pronoun goes back to, where the text leaves no doubt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rashomon.claims import clauses
from rashomon.claims.fillers import phrase
from rashomon.claims.lexicon import is_a
from rashomon.claims.tree import Tree

SINGULAR = frozenset(["it", "its", "itself"])
PLURAL = frozenset(["they", "them", "their", "themselves"])
MAN_OR_WOMAN = frozenset(["he", "him", "his", "she", "her", "himself", "herself"])
LOOK_BACK = 2  # sentences


def antecedent(
    trees: Sequence[Tree], at: int, pronoun: int, persons: Sequence[frozenset[int]]
) -> tuple[int, int] | None:
    """Return the span of what a pronoun of the sentence `at` stands for; None where it stays open.

    `persons` holds, for each sentence, the tokens that lie in names of persons.
    """
    word = trees[at].word(pronoun)
    if word not in SINGULAR | PLURAL | MAN_OR_WOMAN:
        return None
    here = list(_candidates(trees[at], pronoun))
    for fits in (_fits, _stands_for_body):
        for candidate in here:
            if fits(trees[at], candidate, word, persons[at]):
                return _span(trees[at], candidate)
    for back in range(at - 1, max(-1, at - 1 - LOOK_BACK), -1):
        for candidate in _subjects(trees[back], main=True):
            if _fits(trees[back], candidate, word, persons[back]):
                return _span(trees[back], candidate)
    return None


def _stands_for_body(tree: Tree, index: int, word: str, persons: frozenset[int]) -> bool:
    """ "The forces of the government ... it seized": a body of people may be one thing too."""
    return word in SINGULAR and index not in persons and is_a(tree, index, "party|force")


def _candidates(tree: Tree, pronoun: int) -> Iterator[int]:
    """Yield subjects of the clauses above the pronoun's, nearest first, then other subjects before it."""
    seen = {pronoun}
    for above in tree.ancestors(pronoun):
        subject = clauses.subject_of(tree, above)
        if subject is not None and subject not in seen and subject < pronoun:
            seen.add(subject)
            yield subject
    for subject in reversed(_subjects(tree)):
        if subject < pronoun and subject not in seen:
            seen.add(subject)
            yield subject


def _subjects(tree: Tree, main: bool = False) -> list[int]:
    """Return the nouns that are subjects, the main clause's first; with `main` none of a side clause."""
    found = [i for i in range(len(tree.tokens)) if tree.has(i, "nsubj") and tree.tokens[i].upos in ("NOUN", "PROPN")]
    if main:
        found = [i for i in found if not tree.has(tree.tokens[i].head, "advcl", "acl")]
    return sorted(found, key=lambda i: (tree.tokens[tree.tokens[i].head].head != -1, i))


def _fits(tree: Tree, index: int, word: str, persons: frozenset[int]) -> bool:
    """Agreement in number, and people against things."""
    if tree.tokens[index].upos not in ("NOUN", "PROPN"):
        return False
    plural = _plural(tree, index)
    human = index in persons or (is_a(tree, index, "person") and not is_a(tree, index, "party"))
    if word in MAN_OR_WOMAN:
        return not plural and (human or _title(tree, index))
    if word in SINGULAR:
        return not plural and not human
    return plural or is_a(tree, index, "party") or (tree.tokens[index].upos == "PROPN" and not human)


def _plural(tree: Tree, index: int) -> bool:
    token = tree.tokens[index]
    if any(tree.tokens[c].upos in ("NOUN", "PROPN") for c in tree.children(index, "conj")):
        return True
    return (
        token.upos == "NOUN"
        and token.text.lower() != tree.lemma(index)
        and token.text.lower().endswith(("s", "men", "people"))
    )


def _title(tree: Tree, index: int) -> bool:
    return tree.lemma(index).endswith(
        ("er", "or", "man", "woman", "ist", "president", "chief", "head", "witness", "general")
    )


def _span(tree: Tree, index: int) -> tuple[int, int]:
    first, last = phrase(tree, index)
    return tree.tokens[first].start, tree.tokens[last - 1].end
