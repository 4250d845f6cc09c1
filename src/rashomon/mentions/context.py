"""What the words beside a name tell of its kind: titles, "city of", "forces", "airbase", "operation"."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import ClassVar

from rashomon.resources import read_list

_WORD = re.compile(r"[\w\-.]+")
# A capitalised name with the small words that names hold: "Abdul Rahman al-Sudais", "Volcano of Wrath"
_CAPITAL = r"[A-ZÀ-ÞĀ-Ž][\w'’\-]*"
_PART = rf"(?:(?:al|el|bin|ibn|ould|de|van|von|abu)[\s\-])?{_CAPITAL}"
_PERSON = rf"{_PART}(?:[ ]{_PART}){{0,3}}"
_OPERATION = rf"{_CAPITAL}(?:[ ](?:(?:of|the|al|el|and|for)[ ])*{_CAPITAL}){{0,3}}"
_PLACE = rf"(?:[Aa]l|[Ee]l)?[\s\-]?{_CAPITAL}(?:[ \-](?:al|el|ash|as|ad)[\s\-]{_CAPITAL})?"
_ABBREVIATED = 4  # letters of the titles that are written with a full stop
_QUOTE = "\"“”«»„'‘’"


def _choice(name: str) -> str:
    entries = sorted(read_list("name_context.yaml")[name], key=lambda entry: (-len(entry), entry))
    return "|".join(re.escape(entry) for entry in entries)


class Beside:
    """The patterns of the words before and after a name, each with the kind that it speaks for and its weight."""

    # what the words beside a name do not change: a country's forces do not make the country a body
    NO_CHANGE: ClassVar[frozenset[tuple[str, str]]] = frozenset(
        {
            ("nationality", "actor"),
            ("place", "actor"),
            ("person", "actor"),
            ("media", "actor"),
            ("nationality", "person"),
            ("actor", "person"),
            ("media", "person"),
            ("equipment", "place"),
            ("operation", "place"),
            ("nationality", "place"),
        }
    )

    def __init__(self) -> None:
        self.before = [
            (re.compile(rf"\b(?:{_choice('place_before')})\s+(?:the\s+)?[{_QUOTE}]?$", re.I), "place", 2.5),
            (re.compile(rf"\b(?:{_choice('place_prepositions')})\s+$"), "place", 1.2),
            (re.compile(rf"\b(?:{_choice('actor_before')})\s+(?:the\s+)?$", re.I), "actor", 1.5),
            (re.compile(rf"\b(?:{_choice('titles')})[.,]?\s+$", re.I), "person", 2.5),
            (re.compile(rf"\b(?:{_choice('operation_before')})\s*[{_QUOTE}]\s*$", re.I), "operation", 5.0),
            (re.compile(rf"\b(?:{_choice('media_before')})\s+[{_QUOTE}]?$", re.I), "media", 2.0),
        ]
        self.after = [
            (re.compile(rf"[,]?\s+(?:{_choice('person_after')})\b"), "person", 1.0),
            (re.compile(rf"[{_QUOTE}]?\s+(?:{_choice('place_after')})\b", re.I), "place", 2.5),
            (re.compile(rf"[{_QUOTE}]?\s+(?:{_choice('actor_after')})\b", re.I), "actor", 1.5),
            (re.compile(rf"[,]?[{_QUOTE}][,]?\s+(?:{_choice('operation_after')})\b", re.I), "operation", 5.0),
            (re.compile(rf"\s+(?:{_choice('media_after')})\b", re.I), "media", 1.5),
            (re.compile(rf"[{_QUOTE}]?\s+(?:{_choice('equipment_after')})\b", re.I), "equipment", 2.0),
        ]

    def hints(self, text: str, start: int, end: int) -> Iterator[tuple[str, float]]:
        """Yield (kind, weight) for what stands right before and right after [start, end)."""
        left, right = text[max(0, start - 40) : start], text[end : end + 30]
        for pattern, kind, weight in self.before:
            if pattern.search(left):
                yield kind, weight
        for pattern, kind, weight in self.after:
            if pattern.match(right):
                yield kind, weight


@functools.cache
def beside() -> Beside:
    """Return the patterns, made once."""
    return Beside()


@functools.cache
def _titled() -> tuple[tuple[re.Pattern[str], str], ...]:
    titles, no = _choice("titles"), rf"(?!(?i:{_choice('not_names')})\b)"
    short = "|".join(title for title in read_list("name_context.yaml")["titles"] if len(title) <= _ABBREVIATED)
    return (
        (re.compile(rf"\b(?:(?i:{titles}),?|(?i:{short})\.)\s+(?P<name>{no}(?-i:{_PERSON}))"), "person"),
        (re.compile(rf"\b(?i:{_choice('settlements')})\s+of\s+(?P<name>{_PLACE})"), "place"),
        (re.compile(rf"\b(?i:operation)\s*[{_QUOTE}]\s*(?P<name>{_OPERATION})"), "operation"),
        (re.compile(rf"\bOperation\s+(?P<name>{_OPERATION})"), "operation"),
        (
            re.compile(rf"[{_QUOTE}](?P<name>{_OPERATION})[,]?[{_QUOTE}]\s+(?:{_choice('operation_after')})\b"),
            "operation",
        ),
    )


def titled_names(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, kind) of names that a title or "operation" announces."""
    for pattern, kind in _titled():
        for found in pattern.finditer(text, start, end):
            first = strip_titles(text, *found.span("name")) if kind == "person" else found.start("name")
            if found.end("name") - first > 2:
                yield first, found.end("name"), kind


@functools.cache
def _title_words() -> frozenset[str]:
    lists = read_list("name_context.yaml")
    return frozenset(lists["titles"]) | frozenset(lists["title_parts"])


def strip_titles(text: str, start: int, end: int) -> int:
    """Return where the name begins once titles and offices before it are left off; the last word always stays."""
    pieces = [(found.group().lower().rstrip("."), found.start()) for found in _WORD.finditer(text, start, end)]
    at = 0
    while at < len(pieces) - 1 and pieces[at][0] in _title_words():
        at += 1
    return pieces[at][1] if pieces else start


def body_kind(name: str, kind: str) -> str:
    """Return "actor" for a place or other whose last word is that of a body: "Dawn Brigade"."""
    last = name.lower().split()[-1]
    lists = read_list("name_context.yaml")
    if " " in name and last in lists["media_heads"] and kind != "nationality":
        return "media"
    is_body = " " in name and last in lists["actor_heads"]
    return "actor" if is_body and kind in ("place", "other", "person") else kind
