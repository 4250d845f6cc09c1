"""A sentence's dependency tree with its children at hand: what the rules of the claims walk on."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from rashomon.records import Sentence, Token

VERBAL = ("VERB", "AUX")


class Tree:
    """The tokens of a sentence, the children of each, and the walks that rules need."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.tokens: tuple[Token, ...] = sentence.tokens
        self._children: list[list[int]] = [[] for _ in self.tokens]
        self._relations = [(token.deprel, token.deprel.partition(":")[0]) for token in self.tokens]
        for index, token in enumerate(self.tokens):
            if 0 <= token.head < len(self.tokens) and token.head != index:
                self._children[token.head].append(index)

    def children(self, index: int, *relations: str) -> list[int]:
        """Return the children of a token in order; with relations, those whose relation or its stem is among them."""
        found, held = self._children[index], self._relations
        if not relations or not found:
            return list(found)
        return [child for child in found if held[child][1] in relations or held[child][0] in relations]

    def has(self, index: int, *relations: str) -> bool:
        """Tell whether a token's relation is one of these; a bare "nsubj" also means "nsubj:pass"."""
        whole, stem = self._relations[index]
        return stem in relations or whole in relations

    def first(self, index: int, *relations: str) -> int | None:
        """Return the first child with one of the relations."""
        found = self.children(index, *relations)
        return found[0] if found else None

    def lemma(self, index: int) -> str:
        """Return the lemma in lower case, or the word where there is none."""
        token = self.tokens[index]
        return (token.lemma or token.text).lower()

    def verb_lemma(self, index: int) -> str:
        """Return the lemma of a verb with its particle, where it has one."""
        particle = self.first(index, "compound:prt")
        return f"{self.lemma(index)} {self.word(particle)}" if particle is not None else self.lemma(index)

    def word(self, index: int) -> str:
        """Return the word in lower case."""
        return self.tokens[index].text.lower()

    def cased(self, index: int, *words: str) -> bool:
        """Tell whether one of these prepositions introduces a token."""
        return any(self.word(child) in words for child in self.children(index, "case"))

    def marked(self, index: int, *words: str) -> bool:
        """Tell whether one of these subordinators introduces a token."""
        return any(self.word(child) in words for child in self.children(index, "mark"))

    def ancestors(self, index: int) -> Iterator[int]:
        """Yield the heads of a token, nearest first; a cycle ends the walk."""
        seen = {index}
        head = self.tokens[index].head
        while 0 <= head < len(self.tokens) and head not in seen:
            yield head
            seen.add(head)
            head = self.tokens[head].head

    def subtree(self, index: int, without: Collection[str] = ()) -> set[int]:
        """Return a token and all below it, leaving out branches whose relation (or its stem) is in `without`."""
        found = {index}
        stack = [index]
        while stack:
            for child in self._children[stack.pop()]:
                if child not in found and not (without and self.has(child, *without)):
                    found.add(child)
                    stack.append(child)
        return found

    def block(self, index: int, without: Collection[str] = ()) -> tuple[int, int]:
        """Return the unbroken run [first, last) of the subtree's tokens around its head."""
        return run_around(index, self.subtree(index, without))


def run_around(index: int, members: Collection[int]) -> tuple[int, int]:
    """Return the unbroken run [first, last) of member tokens around one of them."""
    first = last = index
    while first - 1 in members:
        first -= 1
    while last + 1 in members:
        last += 1
    return first, last + 1


_kept: dict[int, tuple[Sentence, Tree]] = {}


def tree_of(sentence: Sentence) -> Tree:
    """Return the tree of a sentence, kept by identity: hashing a sentence would cost more than making its tree."""
    kept = _kept.get(id(sentence))
    if kept is not None and kept[0] is sentence:
        return kept[1]
    if len(_kept) > 4096:
        _kept.clear()
    tree = Tree(sentence)
    _kept[id(sentence)] = (sentence, tree)
    return tree
