"""Makes copies of sentences as our users' texts have them: without commas, in one case, with other names."""

from __future__ import annotations

import csv
import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

import yaml
from data import OURS, THEIRS, Allowed, Example, tag_ids

from rashomon.engines.neutral import neutral
from rashomon.resources import path_of
from rashomon.sentences.words import split_words

APOSTROPHES = str.maketrans("", "", "'’ʼ")
LOST = frozenset({",", "'", "’", "‘"})

# how often a copy is made, of the sentences drawn; chosen by eye for the share of such texts, not tuned
STRIP, UPPER, LOWER, TITLE, SWAP, NEUTRAL = 0.25, 0.06, 0.03, 0.05, 0.5, 0.6
COMPANY = 0.6  # of the exchanged organisations, a company or brand
HIDDEN_WORD = 0.04  # a word whose pieces the model does not see, so that names are told by their company


def strip_marks(example: Example) -> Example:
    """Return the sentence without commas and apostrophes; "Syria 's" becomes one word, as in texts that lost them."""
    keep: list[int] = []
    home: dict[int, int] = {}  # old word -> the kept word that stands for it
    for index, word in enumerate(example.words):
        possessive = word in ("'s", "’s") and keep and _is_possessive(example, index)
        if word in LOST or possessive:
            home[index] = len(keep) - 1 if possessive else -1
        else:
            home[index] = len(keep)
            keep.append(index)
    if not keep:
        return example
    words = tuple(_without_apostrophe(example.words, index) for index in keep)
    return _selected(example, words, keep, home)


def _is_possessive(example: Example, index: int) -> bool:
    return example.deprels is None or example.deprels[index] == "case"


def _without_apostrophe(words: tuple[str, ...], index: int) -> str:
    bare = words[index].translate(APOSTROPHES) or words[index]
    after = words[index + 1] if index + 1 < len(words) else ""
    return bare + "s" if after in ("'s", "’s") else bare


def _selected(example: Example, words: tuple[str, ...], keep: list[int], home: dict[int, int]) -> Example:
    """Return the example of the kept words, heads led past the words that are gone."""

    def new_head(old: int) -> int:
        while old and home[old - 1] < 0:
            old = example.heads[old - 1] if example.heads else 0
        return home[old - 1] + 1 if old else 0

    heads = tuple(new_head(example.heads[index]) for index in keep) if example.heads else None
    if heads and any(head == place for place, head in enumerate(heads, 1)):
        return example
    return replace(
        example,
        words=words,
        heads=heads,
        upos=tuple(example.upos[index] for index in keep) if example.upos else None,
        deprels=tuple(example.deprels[index] for index in keep) if example.deprels else None,
        names=tuple(example.names[index] for index in keep) if example.names else None,
        spans=(),
    )


def in_case(example: Example, change: Callable[[str], str]) -> Example:
    """Return the sentence with every word changed in case."""
    return replace(example, words=tuple(change(word) for word in example.words))


def _as_title(word: str) -> str:
    return word[:1].upper() + word[1:] if len(word) > 3 else word


class Names:
    """Names by the markup's type, from the trained sentences and the lists, to exchange for one another."""

    def __init__(self, examples: Iterable[Example], companies: Iterable[str] = ()) -> None:
        self._own: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        self._theirs: dict[tuple[str, int], list[tuple[str, ...]]] = defaultdict(list)
        for example in examples:
            for first, last, kind in example.spans:
                name = example.words[first:last]
                if example.source == "ours":
                    self._own[kind].append(name)
                else:
                    self._theirs[kind, len(name)].append(name)
        self._listed: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        for kind, name in _listed():
            self._listed[kind].append(tuple(token.text for token in split_words(name, 0, len(name))))
        for kind, names in [*self._own.items(), *self._listed.items()]:
            for name in names:
                if kind in THEIRS:
                    self._theirs[kind, len(name)].append(name)
        self._companies: dict[int, list[tuple[str, ...]]] = defaultdict(list)
        for company in companies:
            name = tuple(token.text for token in split_words(company, 0, len(company)))
            self._companies[len(name)].append(name)

    def _another(self, kind: str, chance: random.Random) -> tuple[str, ...]:
        pool = self._listed[kind] if self._listed[kind] and chance.random() < 0.5 else self._own[kind]
        return chance.choice(pool)

    def exchanged(self, example: Example, chance: random.Random) -> Example:
        """Return the sentence with about half of its names exchanged for others of the same type."""
        return (self._of_ours if example.source == "ours" else self._of_like_length)(example, chance)

    def _of_like_length(self, example: Example, chance: random.Random) -> Example:
        """Return the sentence with names of as many words in the place of others, so that tree and tags stand."""
        words = list(example.words)
        for first, last, kind in example.spans:
            if chance.random() < 0.5:
                companies = self._companies[last - first] if kind == "ORG" and chance.random() < COMPANY else []
                new = chance.choice(companies or self._theirs[kind, last - first])
                small = all(word.islower() for word in words[first:last])
                words[first:last] = [word.lower() for word in new] if small else new
        return replace(example, words=tuple(words), spans=())

    def _of_ours(self, example: Example, chance: random.Random) -> Example:
        words: list[str] = []
        names: list[Allowed] = []
        old_names = example.names or ()
        at = 0
        for first, last, kind in example.spans:
            words += example.words[at:first]
            names += old_names[at:first]
            new = self._another(kind, chance) if chance.random() < 0.5 else example.words[first:last]
            words += new
            names += [tag_ids("I" if place else "B", (OURS[kind],)) for place in range(len(new))]
            at = last
        return replace(example, words=(*words, *example.words[at:]), names=(*names, *old_names[at:]), spans=())


def _listed() -> Iterator[tuple[str, str]]:
    """Yield (type, name) from the shipped lists of actors, persons, places, equipment, outlets and operations."""
    for families in yaml.safe_load(path_of("resources", "equipment.yaml").read_text(encoding="utf-8")).values():
        for family, spellings in families.items():
            yield from (("EQP", str(name)) for name in [family, *(spellings or [])])
    for name in _lines("cities.txt"):
        yield "LOC", name.partition("\t")[0]
    for file, kind in (("actors.csv", "ORG"), ("people.csv", "PER"), ("outlets.csv", "MED"), ("operations.csv", "OPR")):
        for row in csv.DictReader(_lines(file)):
            fights = kind == "ORG" and row["sector"] in ("MIL", "REB", "UAF")
            names = [row["name"], *(alias for alias in row["aliases"].split("|") if alias[:1].isupper())]
            yield from (("ARM" if fights else kind, name) for name in names if "'" not in name)


def _lines(name: str) -> list[str]:
    lines = path_of("resources", name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]


def augmented(example: Example, names: Names, chance: random.Random) -> Example:
    """Return the sentence as it is, or a copy changed in one or more ways, by chance."""
    if example.spans and chance.random() < SWAP:
        example = names.exchanged(example, chance)
    if chance.random() < STRIP:
        example = strip_marks(example)
    if chance.random() < NEUTRAL:
        example = in_case(example, neutral)
    draw = chance.random()
    if draw < UPPER:
        return in_case(example, str.upper)
    if draw < UPPER + LOWER:
        return in_case(example, str.lower)
    return in_case(example, _as_title) if draw < UPPER + LOWER + TITLE else example
