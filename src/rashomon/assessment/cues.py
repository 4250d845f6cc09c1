"""The word lists of assessment.yaml as sets and patterns, each made once."""

from __future__ import annotations

import functools
import re

from rashomon.measures import fold
from rashomon.resources import read_list


@functools.cache
def word_set(name: str) -> frozenset[str]:
    """Return a list as a set of folded words or phrases."""
    return frozenset(" ".join(fold(word)) for word in read_list("assessment.yaml")[name])


@functools.cache
def pattern(name: str) -> re.Pattern[str]:
    """Return a list of patterns as one."""
    return re.compile("|".join(f"(?:{p})" for p in read_list("assessment.yaml")[name]), re.I)


@functools.cache
def part_words() -> dict[str, str]:
    """Return the class of victims that each word names."""
    return {word: part for part, listed in read_list("assessment.yaml")["parts"].items() for word in listed}


def of_class(part: str, named: set[str]) -> bool:
    """Tell whether one of these words names a class of victims ("fighters")."""
    return any(part_words().get(word) == part for word in named)
