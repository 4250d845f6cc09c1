"""Tells whether a short statement denies what a text says: negation, opposite words, or another number."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from rashomon.records import Sentence, Token
from rashomon.resources import path_of, read_list, read_rows

MOST_SENTENCES = 3  # of a text, those most like the statement
CONTENT = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "VERB", "ADV"})
OPEN = frozenset({"NOUN", "ADJ", "VERB", "ADV"})  # names and numbers are denied by nothing
OTHER_CLAUSES = frozenset({"advcl", "parataxis", "punct", "cc", "nsubj", "acl", "appos"})
_NUMBERS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_FIGURE = re.compile(r"(\d[\d,]*(?:\.\d+)?)")


class Denial(NamedTuple):
    """Why a statement denies a text, and the two words or numbers that clash."""

    reason: str
    theirs: str
    ours: str


class Said:
    """One sentence as the rules need it: base forms, what they hang on, and what stands under a negation."""

    def __init__(self, sentence: Sentence) -> None:
        self.tokens = sentence.tokens
        self.lemmas = [_base(t) for t in sentence.tokens]
        self.stems = [_stem(lemma) for lemma in self.lemmas]
        self.content = {s for t, s, lemma in zip(self.tokens, self.stems, self.lemmas, strict=True) if _full(t, lemma)}

    def below(self, at: int) -> list[int]:
        """Return the tokens that hang on one."""
        return [i for i, t in enumerate(self.tokens) if t.head == at]

    def clause(self, at: int) -> list[int]:
        """Return a token and what hangs on it in its own clause."""
        inside = [at]
        for i in self.below(at):
            other_verb = self.tokens[i].deprel == "conj" and self.tokens[i].upos in ("VERB", "AUX")
            if self.tokens[i].deprel.split(":")[0] not in OTHER_CLAUSES and not other_verb:
                inside += self.clause(i)
        return inside

    @functools.cached_property
    def denied(self) -> dict[int, str]:
        """Return the words that are denied themselves, each with the word that denies it."""
        found = {}
        for i, token in enumerate(self.tokens):
            head = token.head
            if token.text.casefold() in _words("negators") and head >= 0:
                found[head] = token.text
                if token.deprel == "det" and self.tokens[head].head >= 0:
                    found[self.tokens[head].head] = token.text
            elif self.lemmas[i] == "without" and head >= 0:
                found[head] = token.text
            elif self.lemmas[i] in _words("deniers"):
                below = [j for j in self.below(i) if self.tokens[j].deprel in ("obj", "xcomp", "ccomp", "nmod", "obl")]
                found |= dict.fromkeys(below, token.text)
        for head, cue in list(found.items()):  # who is "not able to feed" does not feed
            found |= {i: cue for i in self.below(head) if self.tokens[i].deprel == "xcomp"}
        return found


def _base(token: Token) -> str:
    return (token.lemma or token.text).casefold()


def _full(token: Token, lemma: str) -> bool:
    return token.upos in CONTENT and lemma not in _words("empty")


def _stem(word: str) -> str:
    for ending in ("ing", "ed", "es", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) > 2:
            return word[: -len(ending)]
    return word


@functools.cache
def _words(name: str) -> frozenset[str]:
    return frozenset(str(w) for w in read_list("opposites.yaml")[name])


@functools.cache
def _clashes() -> frozenset[tuple[str, str, str]]:
    """Return (part of speech, base form, base form) of the words that clash, either way round; "" is any part."""
    pairs = read_list("opposites.yaml")["pairs"]
    found = {("", str(a), str(b)) for one, other in pairs for a in one for b in other}
    rows = read_rows(path_of("resources", "antonyms.csv"))
    found |= {(row["upos"], row["word"], row["opposite"]) for row in rows}
    return frozenset(found | {(upos, b, a) for upos, a, b in found})


def _clash(one: Said, i: int, other: Said, j: int) -> bool:
    """Tell whether two words clash and neither is said by both; the words of a name clash with nothing."""
    a, b = one.lemmas[i], other.lemmas[j]
    upos = {one.tokens[i].upos, other.tokens[j].upos}
    listed = ("", a, b) in _clashes() or (len(upos) == 1 and (*upos, a, b) in _clashes())
    return listed and "PROPN" not in upos and one.stems[i] not in other.content and other.stems[j] not in one.content


def _converse(one: str, other: str) -> bool:
    return any({one, other} == set(pair) for pair in read_list("opposites.yaml")["converse"])


# -- the rules ------------------------------------------------------------------------------------


def _opposite(theirs: Said, ours: Said) -> Denial | None:
    """An opposite word in both, of which neither side has the other's."""
    for j, word in enumerate(ours.lemmas):
        for i, other in enumerate(theirs.lemmas):
            if not _clash(theirs, i, ours, j):
                continue
            if (i in theirs.denied) == (j in ours.denied) and not _converse(word, other):
                return Denial("opposite words", theirs.tokens[i].text, ours.tokens[j].text)
    return None


def _negation(theirs: Said, ours: Said) -> Denial | None:
    """What one says under a negation, the other says without."""
    shared = {ours.stems[j] for j in ours.denied} & {theirs.stems[i] for i in theirs.denied}
    for denying, plain in ((theirs, ours), (ours, theirs)):
        free = _said(plain) - {plain.stems[i] for i in plain.denied}
        for i, cue in denying.denied.items():
            if denying.stems[i] in free - shared and denying.tokens[i].upos in OPEN:
                return Denial("one has a negation, the other not", cue, denying.tokens[i].text)
    return None


def _said(said: Said) -> set[str]:
    """Return the stems that a negation could deny."""
    told = zip(said.tokens, said.stems, said.lemmas, strict=True)
    return {stem for token, stem, lemma in told if token.upos in OPEN and _full(token, lemma)}


def _covered(theirs: Said, ours: Said) -> Denial | None:
    """Half of what a statement says stands under one negation of the text."""
    if ours.denied:
        return None
    for i, cue in theirs.denied.items():
        under = {theirs.stems[k] for k in theirs.clause(i)} & ours.content
        if len(under) >= 2 and 2 * len(under) >= len(ours.content):
            return Denial("one has a negation, the other not", cue, theirs.tokens[i].text)
    return None


def _number(theirs: Said, ours: Said) -> Denial | None:
    """Another number of the same noun, of which the text does not have ours."""
    told = {value for value, _, _ in _counted(theirs)} | {_value(t.text) for t in theirs.tokens}
    for value, noun, text in _counted(ours):
        for other, their_noun, their_text in _counted(theirs):
            if noun == their_noun and value not in told and other != value:
                return Denial("another number of one thing", their_text, text)
    return None


def _counted(said: Said) -> Iterator[tuple[float, str, str]]:
    """Yield (number, noun counted, as written); all nouns for people count as one."""
    for token in said.tokens:
        value = _value(token.text)
        if value is not None and token.deprel.startswith("nummod") and token.head >= 0:
            noun = said.lemmas[token.head]
            yield value, "people" if noun in _words("people") else _stem(noun), token.text


def _value(text: str) -> float | None:
    word = text.casefold()
    if word in _NUMBERS:
        return float(_NUMBERS.index(word))
    match = _FIGURE.fullmatch(word)
    return float(match[1].replace(",", "")) if match else None


# rule -> the share of the statement's content words that one sentence of the text must hold, for it to be of one thing
RULES: tuple[tuple[Callable[[Said, Said], Denial | None], float], ...] = (
    (_opposite, 0.35),
    (_negation, 0.5),
    (_covered, 0.4),
    (_number, 0.5),
)


def denies(text: Sequence[Sentence], statement: Sequence[Sentence]) -> Denial | None:
    """Return why a parsed statement denies a parsed text, None where it does not."""
    theirs = [Said(s) for s in text]
    for ours in (Said(s) for s in statement):
        shares = [(len(t.content & ours.content) / max(1, len(ours.content)), t) for t in theirs]
        best = sorted(shares, key=lambda s: -s[0])[:MOST_SENTENCES]
        for rule, least in RULES:
            for share, said in best:
                found = rule(said, ours) if share >= least else None
                if found is not None:
                    return found
    return None
