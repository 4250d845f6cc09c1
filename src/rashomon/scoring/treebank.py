"""Reads CoNLL-U and IOB2 files, and joins hyphenated words into one as the engine's own tokens have them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

HYPHENS = frozenset("-‐‑")


class Row(msgspec.Struct, frozen=True):
    """One syntactic word of a treebank; `head` counts from 1, 0 is the root; `glued`: no space follows."""

    word: str
    upos: str
    head: int
    deprel: str
    glued: bool = False


class TreebankSentence(msgspec.Struct, frozen=True):
    """A sentence with its id; `opens` tells whether a document or a paragraph begins with it."""

    id: str
    rows: tuple[Row, ...]
    opens: str = ""


def read_conllu(path: Path) -> Iterator[TreebankSentence]:
    """Yield the sentences of a CoNLL-U file; empty nodes are passed over, multiword tokens give their words."""
    identity, opens = "", ""
    lines: list[str] = []
    for line in _lines(path):
        if line.startswith("# newdoc"):
            opens = "document"
        elif line.startswith("# newpar"):
            opens = opens or "paragraph"
        elif line.startswith("# sent_id = "):
            identity = line[12:].strip()
        elif line and not line.startswith("#"):
            lines.append(line)
        elif lines:
            yield TreebankSentence(identity, tuple(_rows(lines)), opens)
            lines, opens = [], ""


def _lines(path: Path) -> list[str]:
    return [*path.read_text(encoding="utf-8").split("\n"), ""]


def _rows(lines: list[str]) -> Iterator[Row]:
    """Yield the words; within a multiword token no space follows, after it what the token's line says."""
    until, after = 0, False
    for line in lines:
        cells = line.split("\t")
        glued = "SpaceAfter=No" in cells[9]
        if "-" in cells[0]:
            until, after = int(cells[0].split("-")[1]), glued
        elif "." not in cells[0]:
            number = int(cells[0])
            inside = number < until or (number == until and after)
            yield Row(cells[1], cells[3], int(cells[6]), cells[7], glued or inside)


def read_iob(
    path: Path, word: int = 1, tag: int = 2, separator: str = "\t"
) -> Iterator[tuple[str, list[str], list[str]]]:
    """Yield the id, words and tags of each sentence of an IOB2 file."""
    identity = ""
    words: list[str] = []
    tags: list[str] = []
    for line in _lines(path):
        if line.startswith("# sent_id = "):
            identity = line[12:].strip()
        elif not line.strip():
            if words:
                yield identity, words, tags
            words, tags = [], []
        elif not (separator == "\t" and line.startswith("#")):
            cells = line.split(separator)
            words.append(cells[word])
            tags.append(cells[tag])


def hyphen_groups(rows: tuple[Row, ...]) -> list[list[int]]:
    """Return the words' numbers (from 1) in groups that are one hyphenated word; ranges of figures stay apart."""
    groups: list[list[int]] = []
    number = 1
    while number <= len(rows):
        group = [number]
        while group[-1] + 2 <= len(rows) and _joins(rows, group[-1]):
            group += [group[-1] + 1, group[-1] + 2]
        groups.append(group)
        number = group[-1] + 1
    return groups


def _joins(rows: tuple[Row, ...], number: int) -> bool:
    """Return whether word `number`, a hyphen and the next word are written as one."""
    left, hyphen, right = rows[number - 1 : number + 2]
    if hyphen.word not in HYPHENS or not (left.glued and hyphen.glued):
        return False
    figures = left.word[-1].isdigit() and right.word.isdigit()
    return left.word[-1].isalnum() and right.word[0].isalnum() and not figures


def joined(rows: tuple[Row, ...], groups: list[list[int]]) -> tuple[Row, ...]:
    """Return one row a group, with the tag, head and relation of the part that hangs outside the group."""
    new_index = {old: number for number, group in enumerate(groups, 1) for old in group} | {0: 0}
    result = []
    for group in groups:
        top = rows[[old for old in group if rows[old - 1].head not in group][-1] - 1]
        word = "".join(rows[old - 1].word for old in group)
        result.append(Row(word, top.upos, new_index[top.head], top.deprel, rows[group[-1] - 1].glued))
    return tuple(result)
