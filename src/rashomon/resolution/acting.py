"""Finds where a country or a capital speaks, acts or takes a side: there its name means the state."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from rashomon.records import Claim, Filler, Mention, MentionRef, Reading, Voice
from rashomon.resolution.phrases import head_of, is_state, mention_at, ref_of
from rashomon.resources import read_list

_IN = re.compile(r"\b(?:in|of) $")


def acting_mentions(readings: Sequence[Reading]) -> tuple[MentionRef, ...]:
    """Return the mentions of countries and capitals that speak or act in a claim: there they mean the state."""
    found: set[MentionRef] = set()
    for reading in readings:
        places = [mention for mention in reading.mentions if mention.kind == "place"]
        for claim in reading.claims:
            for phrase, capital_too in _actors(claim):
                mention = mention_at(places, head_of(phrase))
                if mention and is_state(mention.text, capital_too):
                    found.add(ref_of(mention))
        found |= _taking_sides(reading, places)
        found |= _beside_acting(reading.report.text, places, found)
    return tuple(sorted(found))


def _taking_sides(reading: Reading, places: Sequence[Mention]) -> set[MentionRef]:
    """The states and capitals that a stated side is of; "rival governments in X and Y" leaves X and Y places."""
    ends: list[Filler | Voice] = [end for side in reading.sides for end in (side.subject, side.object)]
    ends += [voice for side in reading.sides for voice in side.voices]
    inside = {s.object.start for s in reading.sides if _IN.search(reading.report.text[: s.subject.start][-4:])}
    found = ((end, mention_at(places, head_of(end))) for end in ends if end.start not in inside)
    return {
        ref_of(place)
        for end, place in found
        if place and is_state(place.text, True) and not _IN.search(reading.report.text[: end.start][-4:])
    }


def _beside_acting(text: str, places: Sequence[Mention], acting: set[MentionRef]) -> set[MentionRef]:
    """The states joined to one that acts ("Washington and Paris") or whose deeds are named ("Moscow's support")."""
    more: set[MentionRef] = set()
    for one, other in pairwise(places):
        joined = re.fullmatch(r",? (?:and|or) |, ", text[one.end : other.start])
        if joined and is_state(other.text, True) and (ref_of(one) in acting or ref_of(one) in more):
            more.add(ref_of(other))
    for mention in places:
        if _does(text[mention.end : mention.end + 30]) and is_state(mention.text, True):
            more.add(ref_of(mention))
    return more


def _actors(claim: Claim) -> Iterator[tuple[Filler | Voice, bool]]:
    """Yield the phrases of a claim that act or speak, and whether a capital among them means its state."""
    for voice in claim.voices:
        yield voice, True
    for filler in (*claim.actor, *claim.recipient):
        yield filler, True
    if claim.kind in read_list("denoting.yaml")["addressing"]:
        for filler in claim.target:
            yield filler, True


def _does(after: str) -> bool:
    """Tell whether what follows a state's or capital's name makes it the government: "'s support", " regime"."""
    table = read_list("denoting.yaml")
    owned, ruled = re.match(r"['’]s? (\w+)", after), re.match(r" (\w+)", after)
    return bool(
        (owned and owned.group(1).lower() in table["deeds"]) or (ruled and ruled.group(1).lower() in table["rulers"])
    )
