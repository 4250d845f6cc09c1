"""Check our corrected trees: form, one root, no cycles, known tags and relations, the engine's tokens.

Usage: python check_trees.py
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from check import held_out

from rashomon.sentences.words import split_words

HERE = Path(__file__).parent
COMMENTS = ("sent_id", "group", "text", "source")
UPOS_LIST = "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X"
UPOS = frozenset(UPOS_LIST.split())  # Universal Dependencies
# the relations of UD English EWT, subtypes as it has them
RELATION_LIST = """
acl acl:relcl advcl advcl:relcl advmod amod appos aux aux:pass case cc cc:preconj ccomp compound compound:prt
conj cop csubj csubj:outer csubj:pass dep det det:predet discourse dislocated expl fixed flat goeswith iobj list
mark nmod nmod:desc nmod:poss nmod:unmarked nsubj nsubj:outer nsubj:pass nummod obj obl obl:agent obl:unmarked
orphan parataxis punct reparandum root vocative xcomp
"""
RELATIONS = frozenset(RELATION_LIST.split())
KINDS = frozenset({"person", "actor", "place", "nationality", "equipment", "operation", "media"})
LEAVES = frozenset({"case", "cc", "punct", "det", "aux", "aux:pass", "cop", "mark"})  # nothing of weight hangs on them
LIGHT = frozenset({"fixed", "conj", "cc", "punct", "advmod", "goeswith", "nmod"})  # what may
ONCE = {"nsubj": "subject", "nsubj:pass": "subject", "obj": "object", "iobj": "indirect object"}  # one to a head


class TreeError(ValueError):
    """A line or a block that is not in the form of CoNLL-U."""


@dataclass(frozen=True)
class Tree:
    """A sentence with its tree; heads count from 1, 0 is the root; a name tag is "O", "B-actor", or "?" (unknown)."""

    id: str
    group: str
    text: str
    source: str
    words: tuple[str, ...]
    upos: tuple[str, ...]
    heads: tuple[int, ...]
    deprels: tuple[str, ...]
    names: tuple[str, ...] | None


def read_trees(folder: Path = HERE) -> Iterator[Tree]:
    """Yield the sentences of the folder's trees-NNN.conllu, in file and line order; raises TreeError."""
    for path in sorted(folder.glob("trees-[0-9][0-9][0-9].conllu")):
        for block in path.read_text(encoding="utf-8").split("\n\n"):
            if block.strip():
                yield parse_block(block, path.name)


def parse_block(block: str, file: str = "") -> Tree:
    """Return the tree of one block of CoNLL-U; without "# names = marked" its names are None."""
    lines = block.strip("\n").split("\n")
    comments = dict(line[2:].split(" = ", 1) for line in lines if line.startswith("# ") and " = " in line)
    cells = [line.split("\t") for line in lines if not line.startswith("#")]
    identity = f"{file} {comments.get('sent_id', lines[0])}"
    if missing := [key for key in COMMENTS if not comments.get(key)]:
        raise TreeError(f"{identity}: no {', '.join(missing)}")
    for number, row in enumerate(cells, 1):
        if len(row) != 10 or row[0] != str(number) or not row[6].isdigit():
            raise TreeError(f"{identity}: row {number} is not ten cells with its number and a head")
    names = tuple(_name(row[9]) for row in cells) if comments.get("names") == "marked" else None
    words, upos, deprels = (tuple(row[column] for row in cells) for column in (1, 3, 7))
    heads = tuple(int(row[6]) for row in cells)
    return Tree(*(comments[key] for key in COMMENTS), words, upos, heads, deprels, names)


def _name(misc: str) -> str:
    """Return the name tag of a MISC cell."""
    return next((part.removeprefix("Name=") for part in misc.split("|") if part.startswith("Name=")), "O")


def problems(tree: Tree) -> list[str]:
    """Return a word for each thing that is wrong with a tree."""
    found = []
    if tree.words != tuple(token.text for token in split_words(tree.text, 0, len(tree.text))):
        found.append("its words are not the engine's tokens of its text")
    if unknown := sorted({*tree.upos} - UPOS | {*tree.deprels} - RELATIONS):
        found.append(f"unknown {' '.join(unknown)}")
    if any(head > len(tree.words) for head in tree.heads):
        return [*found, "a head lies outside the sentence"]
    if tree.heads.count(0) != 1 or tree.deprels.count("root") != 1 or tree.deprels[tree.heads.index(0)] != "root":
        found.append("not exactly one root")
    if cyclic(tree.heads):
        found.append("a cycle")
    return [*found, *_form_problems(tree), *_name_problems(tree)]


def _form_problems(tree: Tree) -> Iterator[str]:
    """Yield what contradicts the treebank's habits: tag against relation, weight on a function word."""
    for word, upos, head, deprel in zip(tree.words, tree.upos, tree.heads, tree.deprels, strict=True):
        if (deprel == "punct") != (upos == "PUNCT"):
            yield f"{word}: {upos} as {deprel}"
        if deprel in ("aux", "aux:pass") and upos != "AUX":
            yield f"{word}: {upos} as {deprel}"
        if head and tree.deprels[head - 1] in LEAVES and deprel not in LIGHT:
            yield f"{word}: {deprel} of a {tree.deprels[head - 1]}"
    counts = Counter(
        (head, ONCE[deprel]) for head, deprel in zip(tree.heads, tree.deprels, strict=True) if deprel in ONCE
    )
    for (head, part), count in counts.items():
        if count > 1:
            yield f"{tree.words[head - 1] if head else 'root'}: {count} times {part}"


def _name_problems(tree: Tree) -> Iterator[str]:
    """Yield name tags that are unknown or continue nothing."""
    before = "O"
    for word, tag in zip(tree.words, tree.names or (), strict=False):
        begin, _, kind = tag.partition("-")
        if tag not in ("O", "?") and (begin not in ("B", "I") or kind not in KINDS):
            yield f"{word}: unknown name tag {tag}"
        if begin == "I" and before[2:] != kind:
            yield f"{word}: {tag} after {before}"
        before = tag


def cyclic(heads: Sequence[int]) -> bool:
    """Return whether some word never reaches the root."""
    for start in range(1, len(heads) + 1):
        word, steps = start, 0
        while word and steps <= len(heads):
            word, steps = heads[word - 1], steps + 1
        if word:
            return True
    return False


def crossings(tree: Tree) -> list[str]:
    """Return the arcs that cross another (a warning, no error: English has some)."""
    arcs = [
        (*sorted((number, head)), word)
        for number, (word, head) in enumerate(zip(tree.words, tree.heads, strict=True), 1)
        if head
    ]
    return [f"{a[2]} x {b[2]}" for a in arcs for b in arcs if a[0] < b[0] < a[1] < b[1]]


def main() -> int:
    """Check all files, print counts, warnings and problems, and return the exit code."""
    try:
        trees = list(read_trees())
    except TreeError as error:
        print(error, file=sys.stderr)
        return 1
    wrong = [f"{tree.id}: {word}" for tree in trees for word in problems(tree)]
    for what in ("id", "text"):
        counts = Counter(getattr(tree, what) for tree in trees)
        wrong += [f"twice: {value[:60]}" for value, count in counts.items() if count > 1]
    for name, kept in (("train", False), ("held out", True)):
        part = [tree for tree in trees if held_out(tree.group) == kept]
        words, groups = sum(len(tree.words) for tree in part), len({tree.group for tree in part})
        print(f"{name}: {len(part)} trees, {words} words in {groups} groups")
    for tree in trees:
        for crossing in crossings(tree):
            print(f"crossing: {tree.id}: {crossing}")
    for line in wrong:
        print(line, file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
