"""Parsed sentences for the tests of claims: our own, kept with their trees in parses.txt, no model needed."""

from __future__ import annotations

import functools
from pathlib import Path

from rashomon.records import Report, Sentence, Token


@functools.cache
def _lines():
    lines = (Path(__file__).parent / "parses.txt").read_text(encoding="utf-8").splitlines()
    return {text[2:]: tree for text, tree in zip(lines[::2], lines[1::2], strict=True)}


def kept():
    """Return the sentences whose trees are kept."""
    return list(_lines())


def parsed(*texts, gap=" "):
    """Return a report of these sentences and the sentences with their trees."""
    full = gap.join(texts)
    sentences, at = [], 0
    for index, text in enumerate(texts):
        start = full.index(text, at)
        tokens, at = [], start
        for part in _lines()[text].split(" "):
            word, lemma, upos, deprel, head = part.split("|")
            begin = full.index(word, at)
            at = begin + len(word)
            tokens.append(Token(start=begin, end=at, text=word, lemma=lemma, upos=upos, deprel=deprel, head=int(head)))
        sentences.append(Sentence(report="r", index=index, start=start, end=start + len(text), tokens=tuple(tokens)))
    return Report(id="r", source="r", text=full, sha256=""), tuple(sentences)


def at(sentence, word):
    """Return the place of a word in its sentence."""
    return [token.text for token in sentence.tokens].index(word)
