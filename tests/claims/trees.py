"""One-line factory of parsed sentences for the tests of claims: "word upos lemma head relation | …", heads from 1."""

from __future__ import annotations

from rashomon.claims.tree import Tree
from rashomon.records import Mention, Quantity, Report, Sentence, Token


def parsed(rows, *, zone="body"):
    """Return a report of one sentence and the sentence, its words joined by single blanks."""
    tokens, at = [], 0
    for row in rows.split("|"):
        text, upos, lemma, head, deprel = row.split()
        tokens.append(
            Token(start=at, end=at + len(text), text=text, upos=upos, lemma=lemma, head=int(head) - 1, deprel=deprel)
        )
        at += len(text) + 1
    text = " ".join(token.text for token in tokens)
    sentence = Sentence(report="r", index=0, start=0, end=len(text), zone=zone, tokens=tuple(tokens))
    return Report(id="r", source="r.txt", text=text, sha256="0"), sentence


def tree(rows):
    """Return the tree of a sentence written in rows."""
    return Tree(parsed(rows)[1])


def mention(report, words, kind, **fields):
    """Return a mention of the words where they first stand."""
    start = report.text.index(words)
    return Mention(
        report="r", start=start, end=start + len(words), text=words, kind=kind, sentence=0, found_by="test", **fields
    )


def count(report, words, low, high=None, of=""):
    """Return a quantity mention of a number."""
    start = report.text.index(words)
    high = low if high is None else high
    value = Quantity(text=words, start=start, end=start + len(words), low=low, high=high, of=of)
    return mention(report, words, "quantity", quantity=value)
