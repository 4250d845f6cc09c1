"""Marks the sentences that hardly hold a claim, by the weights of their words, so that nobody need parse them.

Two levels, one sum: a sentence's own weights, and the log odds of how much of the whole report tells of force. In a
report on a war almost every sentence is kept; in one on a rugby match only those that speak of force by themselves.
The weights (resources/skim.csv) are learnt by training/skim.py from what the whole chain found in Wikinews.
"""

from __future__ import annotations

import csv
import functools
import math
from collections.abc import Iterator, Sequence

import msgspec

from rashomon.records import Sentence
from rashomon.resources import path_of, read_list

_ENDINGS = ("ings", "ing", "edly", "ed", "ies", "es", "s", "e", "y")
_SHORTEST = 3  # letters that stay of a word
_SIGNS = frozenset('"“?!:')
_LENGTHS = (4, 8, 12, 16, 24, 32, 48)  # words
_READ = frozenset({"body", "headline"})  # claims stand here; a dateline is short and is always kept
_LEAST_FORCE, _MOST_FORCE = 0.001, 0.999


class Weights(msgspec.Struct, frozen=True):
    """What a feature adds to the log odds that a sentence holds a claim, and that it tells of force."""

    claim: dict[str, float]
    force: dict[str, float]
    report: float  # how much the report's log odds of force add to each of its sentences
    least: float  # a sentence with less is skimmed


def skim(sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """Return the sentences of one report, those marked `skimmed` that hardly hold a claim."""
    weights = _weights()
    found = [features(sentence) if sentence.zone in _READ else frozenset() for sentence in sentences]
    sizes = [len(sentence.tokens) if sentence.zone in _READ else 0 for sentence in sentences]
    whole = weights.report * force_of([total(weights.force, one) for one in found], sizes) - weights.least
    kept = [
        sentence.zone == "dateline" or (size > 0 and total(weights.claim, one) + whole >= 0)
        for sentence, one, size in zip(sentences, found, sizes, strict=True)
    ]
    return tuple(
        sentence if keep else msgspec.structs.replace(sentence, skimmed=True)
        for sentence, keep in zip(sentences, kept, strict=True)
    )


def force_of(scores: Sequence[float], sizes: Sequence[int]) -> float:
    """Return the log odds that a word of the report stands in a sentence of force, each sentence with its log odds."""
    words = sum(sizes)
    if not words:
        return 0.0
    share = sum(size / (1 + math.exp(-score)) for score, size in zip(scores, sizes, strict=True)) / words
    share = min(max(share, _LEAST_FORCE), _MOST_FORCE)
    return math.log(share / (1 - share))


def total(weights: dict[str, float], found: frozenset[str]) -> float:
    """Return the sum of the features' weights and the bias; sorted, so that it is the same in every process."""
    return weights["#bias"] + math.fsum(weights[name] for name in found if name in weights)


# -- features -------------------------------------------------------------------------------------


def features(sentence: Sentence) -> frozenset[str]:
    """Return the stems of a sentence, the kinds of its predicate words, its marks, and its counts in steps."""
    stems: set[str] = set()
    names = figures = 0
    for place, token in enumerate(sentence.tokens):
        first = token.text[0]
        if first.isdigit():
            figures += 1
        elif first.isalpha():
            names += place > 0 and first.isupper()
            stems.add(stem(token.text.lower()))
        elif first in _SIGNS:
            stems.add(f"'{first}")
    kinds = _kinds()
    telling = [kinds[one] for one in stems if one in kinds]
    counted = [*_steps("#name", names), *_steps("#telling", len(telling)), *_steps("#figure", figures)]
    counted += [f"#long{size}" for size in _LENGTHS if len(sentence.tokens) >= size]
    counted += ["#headline"] if sentence.zone == "headline" else []
    return frozenset(stems).union(counted, *telling)


def _steps(name: str, count: int) -> Iterator[str]:
    """Yield a feature for at least one, two and three of something."""
    return (f"{name}{step}" for step in range(1, min(count, 3) + 1))


@functools.lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return a word without its ending, so that "shelled" and "shelling" are one; crude, and enough here."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            word = word[: -len(ending)]
            break
    return word[:-1] if len(word) > _SHORTEST and word[-1] == word[-2] and word[-1] not in "sl" else word


@functools.cache
def _kinds() -> dict[str, frozenset[str]]:
    """Return what the stem of a predicate may tell: "=attack"; "~attack" where it opens a phrase that does."""
    lists = read_list("predicates.yaml")
    kinds: dict[str, set[str]] = {}
    for group in lists["groups"]:
        for part in ("verbs", "nouns", "adjectives", "phrases"):
            for predicate in group.get(part) or ():
                first, _, rest = str(predicate).lower().partition(" ")
                kinds.setdefault(stem(first), set()).add(f"{'~' if rest else '='}{group['kind']}")
    for victim in lists["victims"]:
        kinds.setdefault(stem(victim), set()).add("=victim")
    return {word: frozenset(found) for word, found in kinds.items()}


@functools.cache
def _weights() -> Weights:
    """Read the table of weights: feature, claim, force; #report and #least are the two numbers of the whole."""
    with path_of("resources", "skim.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(line for line in file if not line.startswith("# ")))[1:]
    claim = {name: float(one) for name, one, _ in rows}
    force = {name: float(other) for name, _, other in rows}
    return Weights(claim, force, claim.pop("#report"), claim.pop("#least"))
