"""Tables of sentences with the claim that each must make, and what a claim must have to fit its line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import get_args

import pytest

from rashomon.claims.rules import RuleExtractor
from rashomon.mentions.quantities import find_quantities
from rashomon.records import Claim, Mention, Modality
from tests.claims.parses import parsed

PLACES = ("Arvad", "Simyra", "Gebal", "Kesra")


def cases_of(table: str) -> Iterator[tuple[str, str, str, list[str], tuple[int | None, int | None] | None]]:
    """Yield text, kind, words of the trigger, slots and count of each pair of lines."""
    lines = table.strip().splitlines()
    for text, told in zip(lines[::2], lines[1::2], strict=True):
        what, slots, count = (part.strip() for part in told.split("|"))
        low, dash, high = count.partition("-")
        counted = (int(low) if low else None, int(high) if high else None) if dash else None
        kind, trigger = what.split(": ")
        yield text, kind, trigger, [slot.strip() for slot in slots.split(",") if slot.strip()], counted


def claims_of(*texts: str) -> list[Claim]:
    """Return the claims of sentences whose trees are kept, with their numbers and the places of PLACES found."""
    report, sentences = parsed(*texts)
    named = [(name, at) for name in PLACES for at in range(len(report.text)) if report.text.startswith(name, at)]
    places = [
        Mention(report="r", start=at, end=at + len(n), text=n, kind="place", sentence=s.index, found_by="test")
        for n, at in named
        for s in sentences
        if s.start <= at < s.end
    ]
    return list(RuleExtractor().extract(report, sentences, [*find_quantities(report, sentences), *places]))


def holds(claim: Claim, slot: str) -> bool:
    """Tell whether a claim has what a case asks for: a role or voice with its word, a mood, "no", a mode or slot."""
    name, _, word = slot.partition(" ")
    if not word:
        moods = {mood: claim.certainty.modality == mood for mood in get_args(Modality)}
        known = {**moods, "no": claim.certainty.polarity == "denied"}
        return known.get(name, name in (claim.slot, claim.mode))
    if name == "mode":
        return claim.mode == word
    fillers = claim.voices if name == "voice" else claim.role(name)
    return any(word in filler.text for filler in fillers)


def told(table: str) -> Callable[..., None]:
    """Return the test of a table: each sentence makes just one claim of its kind, trigger and count, with its slots."""

    @pytest.mark.parametrize(("text", "kind", "trigger", "slots", "count"), list(cases_of(table)))
    def test(text: str, kind: str, trigger: str, slots: list[str], count: object) -> None:
        _check(text, kind, trigger, slots, count)

    return test


def untold(table: str) -> Callable[..., None]:
    """Return the test of a table of "kind | sentence": none makes a claim of that kind."""

    @pytest.mark.parametrize("line", table.strip().splitlines())
    def test(line: str) -> None:
        kind, text = line.split(" | ")
        assert [claim.kind for claim in claims_of(text) if claim.kind == kind] == []

    return test


def _check(text: str, kind: str, trigger: str, slots: list[str], count: object) -> None:
    found = [c for c in claims_of(text) if c.kind == kind and trigger in c.trigger.text]
    found = [c for c in found if count is None or [(q.low, q.high) for q in c.quantities] == [count]]
    assert len(found) == 1
    assert [slot for slot in slots if not holds(found[0], slot)] == []
    assert (found[0].certainty.polarity == "denied") == ("no" in slots)
