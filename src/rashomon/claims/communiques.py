"""Finds what goes on in the words of a document: the list that it announces, and what stands between its quotes."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Protocol

from rashomon.claims.clauses import PAPERS
from rashomon.records import Sentence, Voice

_ANNOUNCES = re.compile(r"\b(?:as follows|the following(?: \w+)?)\s*[.:]\s*$")
_ITEM = re.compile(r"[-•–*\s]*[A-Z][\w -]{2,30}:\s*\S")
_GOING_ON = ("continue", "go on", "goes on", "went on", "add", "conclude")
_BACK = 4  # sentences between two quotes of one document


class Said(Protocol):
    """What is asked of a saying: who speaks, by which words, what they cover."""

    @property
    def voice(self) -> Voice: ...
    @property
    def content(self) -> Collection[int]: ...
    @property
    def attitude(self) -> bool: ...


def lists_announced(text: str, sentences: Sequence[Sentence]) -> Iterator[tuple[int, Sentence]]:
    """Yield (index of the announcing sentence, item): "The count of the staff is as follows. Killed: 30 men."."""
    announcing: Sentence | None = None
    for sentence in sentences:
        words = text[sentence.start : sentence.end]
        if _ANNOUNCES.search(words):
            announcing = sentence
        elif announcing is not None and _ITEM.match(words):
            yield announcing.index, sentence
        else:
            announcing = None


def between_quotes(sentences: Sequence[Sentence], near: Mapping[int, Sequence[Said]]) -> Iterator[tuple[int, Sentence]]:
    """Yield (index of the first quote, sentence between): "In its note the staff says … . … , continues the note"."""
    for at, sentence in enumerate(sentences):
        if not any(_goes_on(saying) for saying in near.get(sentence.index, ())):
            continue
        for first in range(at - 1, max(-1, at - 1 - _BACK), -1):
            told = any(each.content and not each.attitude for each in near.get(sentences[first].index, ()))
            if told and any(token.text.lower() in PAPERS for token in sentences[first].tokens):
                yield from ((sentences[first].index, between) for between in sentences[first + 1 : at])
                break


def _goes_on(saying: Said) -> bool:
    """Tell the "continues" of "continues the bulletin"."""
    last = saying.voice.text.lower().split()[-1:]
    return bool(last) and last[0] in PAPERS and saying.voice.cue.lower().startswith(_GOING_ON)
