"""Reads the data sets into examples with one scheme of labels; what a data set does not annotate is masked, not O."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rashomon.documents.read import read_reports
from rashomon.engines.decoding import spans_of
from rashomon.scoring.treebank import Row, hyphen_groups, joined, read_conllu, read_iob
from rashomon.sentences import split_sentences
from rashomon.sentences.words import split_words

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE / "annotations"))

KINDS = ("person", "actor", "place", "nationality", "equipment", "operation", "media")
TAGS = ["O", *(f"{begin}-{kind}" for kind in KINDS for begin in "BI")]
ANYTHING = frozenset(range(len(TAGS)))

# our markup's types
OURS = {
    "PER": "person",
    "ORG": "actor",
    "ARM": "actor",
    "LOC": "place",
    "NAT": "nationality",
    "EQP": "equipment",
    "OPR": "operation",
    "MED": "media",
}
# what the types of UNER and wikigold may be in ours; their organisations hold media outlets too
THEIRS = {"PER": ("person",), "LOC": ("place",), "ORG": ("actor", "media")}
UNMARKED = ("nationality", "equipment", "operation")  # kinds that they do not mark, or not as names

Allowed = frozenset[int]
Spans = tuple[tuple[int, int, str], ...]  # first, last (exclusive), type


@dataclass(frozen=True)
class Example:
    """A sentence: words, their tags and tree (None where not annotated), and per word the allowed name tags."""

    words: tuple[str, ...]
    source: str
    upos: tuple[str, ...] | None = None
    heads: tuple[int, ...] | None = None  # 1-based, 0 is the root
    deprels: tuple[str, ...] | None = None
    names: tuple[Allowed, ...] | None = None
    spans: Spans = ()  # the names with the markup's type, for exchanging them


def tag_ids(begin: str, kinds: tuple[str, ...]) -> Allowed:
    """Return the ids of B- or I- tags of the kinds."""
    return frozenset(TAGS.index(f"{begin}-{kind}") for kind in kinds)


OUTSIDE: Allowed = frozenset({0})


# -- UD English EWT and UNER EWT --------------------------------------------------------------------


def read_demonyms() -> frozenset[str]:
    """Return the words of demonyms.txt, in lower case."""
    lines = (HERE / "demonyms.txt").read_text(encoding="utf-8").split("\n")
    return frozenset(word for line in lines if not line.startswith("#") for word in line.lower().split())


def their_names(words: list[str], tags: list[str], demonyms: frozenset[str]) -> tuple[Allowed, ...]:
    """Return what tags of UNER or wikigold allow in our scheme."""
    allowed = []
    for position, (word, tag) in enumerate(zip(words, tags, strict=True)):
        begin, _, kind = tag.partition("-")
        demonym = word.lower() in demonyms and not word.islower()
        if kind in THEIRS:
            after = position and tags[position - 1].endswith(kind)
            allowed.append(tag_ids("I" if begin == "I" and after else "B", THEIRS[kind]))
        elif demonym and (kind or tag == "O"):
            allowed.append(tag_ids("B", ("nationality",)) | (frozenset() if kind else OUTSIDE))
        elif kind:
            allowed.append(OUTSIDE | tag_ids("B", (*UNMARKED, "media")) | tag_ids("I", (*UNMARKED, "media")))
        elif word.islower() or not any(letter.isalnum() for letter in word):
            allowed.append(OUTSIDE)
        else:
            allowed.append(OUTSIDE | tag_ids("B", UNMARKED) | tag_ids("I", UNMARKED))
    return tuple(allowed)


def merged(
    rows: tuple[Row, ...], names: tuple[Allowed, ...] | None
) -> tuple[tuple[Row, ...], tuple[Allowed, ...] | None]:
    """Join "X - Y" written without spaces into one word, as the engine's tokens have it, with a correct tree."""
    groups = hyphen_groups(rows)
    if names is not None:
        names = tuple(_joined_name([names[old - 1] for old in group]) for group in groups)
    return joined(rows, groups), names


def _joined_name(parts: list[Allowed]) -> Allowed:
    """Return the allowed tags of a joined word: the first part's, but anything where a name covers half of it."""
    outside = [0 in part for part in parts]
    return parts[0] if all(outside) or not any(outside) else ANYTHING


def read_corrections() -> dict[str, Spans]:
    """Return the corrected names (first, last, type) of sentences of UNER, by sent_id."""
    lines = (HERE / "annotations" / "uner_corrections.tsv").read_text(encoding="utf-8").split("\n")
    rows = (line.partition("\t") for line in lines if line and not line.startswith("#"))
    return {identity: tuple(_span(name) for name in names.split()) for identity, _, names in rows}


def _span(name: str) -> tuple[int, int, str]:
    """Read "3-5:ORG", the tokens [3, 5)."""
    places, _, kind = name.partition(":")
    first, _, last = places.partition("-")
    return int(first), int(last), kind


def corrected(tags: list[str], spans: Spans) -> list[str]:
    """Return UNER's tags with other persons, places and organisations; what it tags otherwise stays."""
    result = ["O" if tag[2:] in THEIRS else tag for tag in tags]
    for first, last, kind in spans:
        result[first:last] = [f"B-{kind}", *[f"I-{kind}"] * (last - first - 1)]
    return result


def read_treebank(
    conllu: Path, iob: Path, demonyms: frozenset[str], corrections: dict[str, Spans] | None = None
) -> Iterator[tuple[Example, Example]]:
    """Yield each sentence as the treebank has it, and with hyphenated words joined.

    Names come from UNER, exactly where no corrections are given; with them the faults of UNER are mended or masked.
    """
    tagged = {identity: (words, tags) for identity, words, tags in read_iob(iob)}
    for sentence in read_conllu(conllu):
        rows = sentence.rows
        words, tags = tagged.get(sentence.id, ([], []))
        names = None
        if words == [row.word for row in rows]:
            spans = corrections.get(sentence.id) if corrections is not None else None
            names = their_names(words, tags if spans is None else corrected(tags, spans), demonyms)
            if corrections is not None and spans is None and _end_is_lost(words[-1], tags[-1]):
                names = (*names[:-1], ANYTHING)
        yield _example(rows, names), _example(*merged(rows, names))


def _end_is_lost(word: str, tag: str) -> bool:
    """Return whether a sentence's last word may have lost its tag, as often happened in UNER's training part."""
    return tag.endswith("-O") or (tag == "O" and word[:1].isupper())


def _example(rows: tuple[Row, ...], names: tuple[Allowed, ...] | None) -> Example:
    return Example(
        tuple(row.word for row in rows),
        "ewt",
        tuple(row.upos for row in rows),
        tuple(row.head for row in rows),
        tuple(row.deprel for row in rows),
        names,
        spans_in(names or ()),
    )


def spans_in(names: tuple[Allowed, ...]) -> Spans:
    """Return (first, last, type) of the names of UNER or wikigold that are sure to be one."""
    spans: list[tuple[int, int, str]] = []
    for place, allowed in enumerate(names):
        kind = next((kind for kind, ours in THEIRS.items() if allowed <= tag_ids("B", ours) | tag_ids("I", ours)), "")
        if spans and spans[-1][1:] == (place, kind) and allowed == tag_ids("I", THEIRS[kind]):
            spans[-1] = (spans[-1][0], place + 1, kind)
        elif kind:
            spans.append((place, place + 1, kind))
    return tuple(spans)


# -- wikigold and our own -------------------------------------------------------------------------


def read_wikigold(path: Path, demonyms: frozenset[str]) -> Iterator[Example]:
    """Yield wikigold's sentences; its MISC is a nationality where the word is a demonym, else masked."""
    for _, words, tags in read_iob(path, 0, 1, " "):
        names = their_names(words, tags, demonyms)
        yield Example(tuple(words), "wikigold", names=names, spans=spans_in(names))


def read_ours(held_out: bool) -> Iterator[Example]:
    """Yield our annotated sentences, of the trained or of the held-out groups."""
    import check  # type: ignore[import-not-found]  # training/annotations/check.py

    for line in check.read_lines():
        if check.held_out(line.group) == held_out:
            yield ours(line.text, [(span.start, span.end, span.type) for span in line.names])


def ours(text: str, marked: list[tuple[int, int, str]]) -> Example:
    """Return an example of our markup; a word that a name covers half of ("US-built") may be anything."""
    tokens = split_words(text, 0, len(text))
    names: list[Allowed] = [OUTSIDE] * len(tokens)
    spans = []
    for start, end, kind in marked:
        inside = [i for i, token in enumerate(tokens) if token.start < end and token.end > start]
        if not inside:
            continue
        exact = tokens[inside[0]].start == start and tokens[inside[-1]].end == end
        for place, index in enumerate(inside):
            names[index] = tag_ids("I" if place else "B", (OURS[kind],)) if exact else ANYTHING
        if exact:
            spans.append((inside[0], inside[-1] + 1, kind))
    return Example(tuple(token.text for token in tokens), "ours", names=tuple(names), spans=tuple(spans))


def read_articles(path: Path) -> Iterator[Example]:
    """Yield the sentences of articles without annotations, but for those of the held-out articles."""
    import check

    reports, _ = read_reports([str(path)])
    for report in reports:
        if not check.held_out(report.url or ""):
            yield from (Example(tuple(t.text for t in one.tokens), "articles") for one in split_sentences(report))


def read_trees(held_out: bool) -> Iterator[Example]:
    """Yield our corrected trees (trees-NNN.conllu), of the trained or of the held-out groups."""
    import check
    import check_trees  # type: ignore[import-not-found]  # training/annotations/check_trees.py

    for tree in check_trees.read_trees():
        if check.held_out(tree.group) == held_out:
            names = _allowed(tree.names) if tree.names else (ANYTHING,) * len(tree.words)
            spans = _exchangeable(tree.names or ())
            yield Example(tree.words, "trees", tree.upos, tree.heads, tree.deprels, names, spans)


def _allowed(tags: tuple[str, ...]) -> tuple[Allowed, ...]:
    """Return the ids of tags; "?" may be anything."""
    return tuple(ANYTHING if tag == "?" else frozenset({TAGS.index(tag)}) for tag in tags)


def _exchangeable(tags: tuple[str, ...]) -> Spans:
    """Return persons and places of one word: another name of like length leaves the tree right."""
    whole = [(first, last, kind) for first, last, kind in spans_of(["O" if tag == "?" else tag for tag in tags])]
    types = {"person": "PER", "place": "LOC"}
    return tuple(
        (first, last, types[kind])
        for first, last, kind in whole
        if kind == "person" or (kind, last - first) == ("place", 1)
    )
