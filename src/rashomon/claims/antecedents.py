"""Finds what a pronoun goes back to, where the text leaves no doubt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rashomon.claims import clauses
from rashomon.claims.fillers import phrase
from rashomon.claims.lexicon import is_a, lexicon
from rashomon.claims.phrases import cues
from rashomon.claims.speakers import is_held_to
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
    if _harms(trees[at], pronoun):
        return _who_harmed(trees, at, pronoun, persons)
    here = [*_blamed_for(trees[at], pronoun), *_candidates(trees[at], pronoun)]
    for fits in (_fits, _stands_for_body):
        for candidate in here:
            if fits(trees[at], candidate, word, persons[at]):
                return _span(trees[at], candidate)
    for back in range(at - 1, max(-1, at - 1 - LOOK_BACK), -1):
        for candidate in _subjects(trees[back], main=True):
            if _fits(trees[back], candidate, word, persons[back]):
                return _span(trees[back], candidate)
    return None


def _blamed_for(tree: Tree, pronoun: int) -> Iterator[int]:
    """Yield the accused of "holds Norland responsible for the crimes it committed": the deed is theirs."""
    deed = tree.tokens[pronoun].head
    if not tree.has(pronoun, "nsubj") or not tree.has(deed, "acl") or tree.lemma(deed) in cues()["verbs"]:
        return
    for verb in tree.ancestors(deed):
        blames = tree.lemma(verb) in clauses.ACCUSING or any(
            is_held_to(tree, c) for c in tree.children(verb, "xcomp", "amod")
        )
        if blames and tree.tokens[verb].upos == "VERB":
            yield from (c for c in tree.children(verb, "obj", "nsubj:pass") if c < pronoun)
            return


def _harms(tree: Tree, pronoun: int) -> bool:
    """Tell the "it" of "it killed two guards"."""
    verb = tree.tokens[pronoun].head
    if verb < 0 or tree.tokens[pronoun].deprel != "nsubj" or tree.word(pronoun) in MAN_OR_WOMAN:
        return False
    return any(p.kind in ("casualties", "loss") for p in lexicon().verbs.get(tree.lemma(verb), ()))


def _who_harmed(
    trees: Sequence[Tree], at: int, pronoun: int, persons: Sequence[frozenset[int]]
) -> tuple[int, int] | None:
    """Return what or who harmed: a blast or weapon just told of, else a subject, last one who tells of it.

    A monitor that tells of it harms nobody.
    """
    one = trees[at].word(pronoun) in SINGULAR
    for back in range(at, max(-1, at - 1 - LOOK_BACK), -1):
        tree, ahead = trees[back], pronoun if back == at else len(trees[back].tokens)
        strikes = [i for i in range(ahead) if _strikes(tree, i) and _plural(tree, i) != one]
        subjects = list(_candidates(tree, pronoun)) if back == at else _subjects(tree, main=True)
        word, people = trees[at].word(pronoun), persons[back]
        fit = [i for i in subjects if _fits(tree, i, word, people) or _stands_for_body(tree, i, word, people)]
        doing = [i for i in fit if not _tells(tree, i)]
        armed = [i for i in fit if _tells(tree, i) and tree.lemma(i) not in cues()["harmless"]]
        ranked = (strikes[-1:], doing, armed) if one else (doing, strikes[-1:], armed)
        if (found := next((group[0] for group in ranked if group), None)) is not None:
            return _span(tree, found)
    return None


def _strikes(tree: Tree, index: int) -> bool:
    """Tell a noun that harms: a weapon, a blast, an attack."""
    if tree.tokens[index].upos != "NOUN" or tree.has(index, "compound"):
        return False
    known = any(p.kind == "attack" for p in lexicon().nouns.get(tree.lemma(index), ()))
    return known or is_a(tree, index, "onset") or (tree.has(index, "nsubj") and is_a(tree, index, "weapon"))


def _tells(tree: Tree, index: int) -> bool:
    """Tell the subject of a verb of saying."""
    verb = tree.tokens[index].head
    return verb >= 0 and tree.has(index, "nsubj") and tree.lemma(verb) in cues()["verbs"]


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
