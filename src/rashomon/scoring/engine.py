"""Suite engine: tags, trees and names on gold tokens, and tokens, sentences and trees from raw text."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from rashomon import docks
from rashomon.records import Report, Sentence, Token
from rashomon.scoring import Score
from rashomon.scoring.re3d import re3d_metrics
from rashomon.scoring.treebank import Row, TreebankSentence, hyphen_groups, joined, read_conllu, read_iob
from rashomon.sentences import split_sentences

# our kinds in the terms of the name data sets; kinds that they do not have count as nothing
CLASSES = {"person": "PER", "place": "LOC", "actor": "ORG", "media": "ORG"}
Spans = set[tuple[int, int, str]]


class Arc(msgspec.Struct, frozen=True):
    """A word of a document by its offsets, with its head's and its relation without the subtype."""

    start: int
    end: int
    head: tuple[int, int]
    deprel: str


def score(paths: Sequence[Path], engine: str = "minilm") -> Score:
    """Score CoNLL-U files (tags, trees, raw text), IOB2 files (names) and re3d's JSON lines (names) with an engine."""
    machine: docks.Engine = docks.load("engine", engine)
    metrics: dict[str, float] = {}
    count = 0
    for path in paths:
        if path.suffix == ".conllu":
            sentences = list(read_conllu(path))
            metrics |= tree_metrics(sentences, machine) | raw_metrics(sentences, machine)
        elif path.suffix == ".jsonl":
            metrics |= re3d_metrics(path, machine)
            count += len(path.read_text(encoding="utf-8").splitlines())
            continue
        else:
            sentences = [
                TreebankSentence(i, tuple(Row(w, "X", 0, "dep") for w in words)) for i, words, _ in read_iob(path)
            ]
            metrics |= name_metrics([(words, tags) for _, words, tags in read_iob(path)], machine)
        count += len(sentences)
    return Score(n=count, metrics=metrics)


# -- gold tokens ----------------------------------------------------------------------------------


def as_sentences(texts: Iterable[Sequence[str]]) -> list[Sentence]:
    """Return sentences of the given words, as if they had stood with one space between them."""
    sentences = []
    for index, words in enumerate(texts):
        tokens, at = [], 0
        for word in words:
            tokens.append(Token(start=at, end=at + len(word), text=word))
            at += len(word) + 1
        sentences.append(Sentence(report="gold", index=index, start=0, end=at, tokens=tuple(tokens)))
    return sentences


def tree_metrics(sentences: Sequence[TreebankSentence], engine: docks.Engine) -> dict[str, float]:
    """Return upos, uas, las (relations without subtypes, punctuation counted) and words per second."""
    given = as_sentences([row.word for row in sentence.rows] for sentence in sentences)
    started = time.perf_counter()
    parsed = engine.parse(given)
    seconds = time.perf_counter() - started
    words = upos = uas = las = 0
    for gold, found in zip(sentences, parsed, strict=True):
        for row, token in zip(gold.rows, found.tokens, strict=True):
            right = row.head == token.head + 1
            words += 1
            upos += row.upos == token.upos
            uas += right
            las += right and _plain(row.deprel) == _plain(token.deprel)
    total = max(1, words)
    return {"upos": upos / total, "uas": uas / total, "las": las / total, "words_per_second": words / seconds}


def _plain(deprel: str) -> str:
    return deprel.partition(":")[0]


# -- raw text -------------------------------------------------------------------------------------


def raw_metrics(sentences: Sequence[TreebankSentence], engine: docks.Engine) -> dict[str, float]:
    """Return token_f, sentence_f and raw_las (F1) from raw text, hyphenated words of the gold joined first."""
    tokens, bounds, arcs = [0, 0, 0], [0, 0, 0], [0, 0, 0]
    for document in _documents(sentences):
        text, gold, gold_bounds = _laid_out(document)
        parsed = engine.parse(split_sentences(Report(id="raw", source="raw", text=text, sha256="")))
        found = [arc for sentence in parsed for arc in _arcs(sentence)]
        _count(tokens, {(a.start, a.end) for a in gold}, {(a.start, a.end) for a in found})
        _count(bounds, gold_bounds, {(sentence.start, sentence.end) for sentence in parsed})
        _count(arcs, set(gold), set(found))
    return {"token_f": _f(tokens), "sentence_f": _f(bounds), "raw_las": _f(arcs)}


def _documents(sentences: Sequence[TreebankSentence]) -> Iterator[list[TreebankSentence]]:
    document: list[TreebankSentence] = []
    for sentence in sentences:
        if sentence.opens == "document" and document:
            yield document
            document = []
        document.append(sentence)
    if document:
        yield document


def _laid_out(document: list[TreebankSentence]) -> tuple[str, list[Arc], set[tuple[int, int]]]:
    """Return a document's raw text with its gold arcs and sentence bounds.

    As in the raw text that UD gives out, a blank line stands between paragraphs and documents and nowhere else; within
    a paragraph words are apart by one space or none, as SpaceAfter says.
    """
    text, arcs, bounds = "", [], set()
    for sentence in document:
        if sentence.opens:
            text = f"{text.rstrip()}\n\n" if text.strip() else ""
        rows = joined(sentence.rows, hyphen_groups(sentence.rows))
        places = [(0, 0)]
        for row in rows:
            places.append((len(text), len(text) + len(row.word)))
            text += row.word + ("" if row.glued else " ")
        bounds.add((places[1][0], places[-1][1]))
        arcs += [Arc(*places[number], places[row.head], _plain(row.deprel)) for number, row in enumerate(rows, 1)]
    return text, arcs, bounds


def _arcs(sentence: Sentence) -> Iterator[Arc]:
    for token in sentence.tokens:
        head = sentence.tokens[token.head] if token.head >= 0 else None
        yield Arc(token.start, token.end, (head.start, head.end) if head else (0, 0), _plain(token.deprel))


def _count(tally: list[int], gold: set[Any], found: set[Any]) -> None:
    for place, number in enumerate((len(gold & found), len(gold), len(found))):
        tally[place] += number


def _f(tally: Sequence[int]) -> float:
    """Return F1 of (right, gold, found)."""
    right, gold, found = tally
    return 2 * right / (gold + found) if gold + found else 0.0


# -- names ----------------------------------------------------------------------------------------


def name_metrics(sentences: Sequence[tuple[list[str], list[str]]], engine: docks.Engine) -> dict[str, float]:
    """Return exact span F1 over persons, places and organisations, together and each."""
    parsed = engine.parse(as_sentences(words for words, _ in sentences))
    tallies = {kind: [0, 0, 0] for kind in ("", "PER", "LOC", "ORG")}
    for (_, tags), sentence in zip(sentences, parsed, strict=True):
        gold = {span for span in gold_spans(tags) if span[2] in tallies}
        found = {(n.first, n.last, CLASSES[n.kind]) for n in sentence.names if n.kind in CLASSES}
        for kind, tally in tallies.items():
            _count(tally, _of(gold, kind), _of(found, kind))
    return {f"ner_{kind.lower()}_f".replace("__", "_"): _f(tally) for kind, tally in tallies.items()}


def _of(spans: Spans, kind: str) -> Spans:
    return {span for span in spans if kind in ("", span[2])}


def gold_spans(tags: Sequence[str]) -> Spans:
    """Return the spans (first, last, type) of IOB tags."""
    spans: list[tuple[int, int, str]] = []
    for index, tag in enumerate(tags):
        begin, _, kind = tag.partition("-")
        if not kind:
            continue
        if begin == "I" and spans and spans[-1][1:] == (index, kind):
            spans[-1] = (spans[-1][0], index + 1, kind)
        else:
            spans.append((index, index + 1, kind))
    return set(spans)
