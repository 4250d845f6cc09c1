"""The word list of predicates, read once: verbs, nouns, phrases, support verbs, and the classes of nouns."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from rashomon.claims.tree import Tree
from rashomon.resources import read_list

Form = Literal["verb", "noun", "light", "adjective"]


class Predicate(msgspec.Struct, frozen=True, kw_only=True):
    """One word or phrase of the list with what it means."""

    words: tuple[str, ...]
    kind: str
    frame: str
    mode: str | None = None
    slot: str | None = None
    objects: str | None = None
    subjects: str | None = None
    agents: str | None = None
    having: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()


class Trigger(msgspec.Struct, frozen=True, kw_only=True):
    """A predicate found in a sentence: tokens [first, last), the word that heads it, and a light verb's noun."""

    first: int
    last: int
    head: int
    predicate: Predicate
    form: Form
    noun: int | None = None


class Lexicon(msgspec.Struct, frozen=True):
    """The word list, indexed by the word that a sentence is searched for (a noun phrase by its last)."""

    verbs: dict[str, tuple[Predicate, ...]]
    nouns: dict[str, tuple[Predicate, ...]]
    adjectives: dict[str, tuple[Predicate, ...]]
    light: dict[str, tuple[tuple[str, ...], ...]]
    frames: dict[str, dict[str, str]]
    classes: dict[str, frozenset[str]]
    phase: dict[str, tuple[tuple[str, ...], ...]]
    undergo: frozenset[str]
    subjecting: frozenset[str]
    undergoers: dict[str, str]
    inflicting: frozenset[str]
    warding: frozenset[str]
    telling: frozenset[str]
    warlong: frozenset[str]
    sparing: frozenset[str]
    cause: frozenset[str]
    victims: dict[str, str]
    compass: frozenset[str]
    locative: frozenset[str]
    bearings: dict[str, tuple[str, ...]]
    reaching: frozenset[str]


@functools.cache
def lexicon() -> Lexicon:
    """Return the word list, read once."""
    data = read_list("predicates.yaml")
    found: dict[str, dict[str, list[Predicate]]] = {"verbs": {}, "nouns": {}, "adjectives": {}}
    for group in data["groups"]:
        traits = {key: group.get(key) for key in ("kind", "frame", "mode", "slot", "objects", "subjects", "agents")}
        traits |= {key: tuple(group.get(key, ())) for key in ("having", "without", "unless")}
        for form, table in found.items():
            for phrase in group.get(form, ()):
                words = tuple(str(phrase).lower().split())
                key = words[0] if form == "verbs" else words[-1]
                table.setdefault(key, []).append(Predicate(words=words, **traits))
    classes = {name: frozenset(w.lower() for w in words) for name, words in data["classes"].items()}
    named = frozenset(_named_arms())
    for kind in ("weapon", "craft", "arm", "shot"):
        classes[kind] |= named  # "the Grads hit the port"
    classes["human"] = classes["person"]  # a condition that a bare number or name does not meet
    by_length = {form: {k: _longest_first(v) for k, v in table.items()} for form, table in found.items()}
    return Lexicon(
        light=_by_first(data["light"]),
        phase=_by_first(data["phase"]),
        frames=data["frames"],
        classes=classes,
        undergo=frozenset(data["undergo"]),
        subjecting=frozenset(data["subjecting"]),
        undergoers=data["undergoers"],
        inflicting=frozenset(data["inflicting"]),
        warding=frozenset(data["warding"]),
        telling=frozenset(data["telling"]),
        warlong=frozenset(data["warlong"]),
        sparing=frozenset(data["sparing"]),
        cause=frozenset(str(words).split()[0] for words in data["cause"]),
        victims=data["victims"],
        compass=frozenset(data["compass"]),
        bearings={word: tuple(after) for word, after in data["bearings"].items()},
        reaching=frozenset(data["reaching"]),
        locative=frozenset(data["locative"]) | frozenset(data["compass"]),
        **by_length,
    )


def _named_arms() -> Iterator[str]:
    """Yield the names of weapons that are one word, in one and in several: "grad", "grads"."""
    for families in read_list("equipment.yaml").values():
        for family, spellings in families.items():
            for name in (family, *spellings):
                if " " not in str(name):
                    yield from (str(name).lower(), f"{str(name).lower()}s")


def _by_first(phrases: Sequence[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Index phrases by their first word, longer ones first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        words = tuple(phrase.split())
        found.setdefault(words[0], []).append(words)
    return {key: tuple(sorted(value, key=len, reverse=True)) for key, value in found.items()}


def _longest_first(predicates: Sequence[Predicate]) -> tuple[Predicate, ...]:
    """Longer phrases first; of equal ones those with a condition, so that it is tried."""
    return tuple(
        sorted(predicates, key=lambda p: (-len(p.words), not (p.objects or p.subjects or p.agents or p.having)))
    )


def is_a(tree: Tree, index: int, name: str) -> bool:
    """Tell whether a noun, or the last part of a hyphened one, belongs to a class; "force|craft" is either of two."""
    words = frozenset[str]().union(*(lexicon().classes[part] for part in name.split("|")))
    lemma = tree.lemma(index)
    return lemma in words or tree.word(index) in words or lemma.rpartition("-")[2] in words
