"""Whose word a claim is in the end: voices resolved, chains followed, copies and wire credits seen through."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

import msgspec

from rashomon.assessment.casefile import CaseFile, is_told
from rashomon.assessment.copies import Copy
from rashomon.measures import fold
from rashomon.records import Claim, Voice
from rashomon.resources import read_list

_CREDIT = re.compile(
    r"(?:--|\u2014|\u2013)\s*([A-Z][\w ]{1,24}?)\s*$"
    r"|^\W*([A-Z][A-Za-z]{1,12})\s+-\s"
    r"|\(([A-Z][A-Za-z ]{1,24})\)\s*(?:-|\u2014|$)"
    r"|\bSource:?\s+([A-Z][\w ]{1,24})\s*$",
    re.M,
)
PRONOUNS = frozenset({"it", "he", "she", "they", "who", "which", "that", "we", "i", "you"})
ARTICLES = frozenset({"a", "an", "the", "its", "one"})
HEAD, TAIL = 300, 120  # characters of a report's head and end in which a credit stands
LONG_ENOUGH = 60  # characters that a shared passage must have, to say where a claim comes from
BESIDE = 70  # characters before a name in which an office and its house may stand


class Origin(NamedTuple):
    """The ultimate speaker behind a claim, as a key to count by, a name to show and the reason."""

    key: str
    name: str
    reason: str


@functools.cache
def _agencies() -> dict[str, str]:
    return {alias: name for name, aliases in read_list("assessment.yaml")["agencies"].items() for alias in aliases}


@functools.cache
def _words(name: str) -> frozenset[str]:
    return frozenset(" ".join(fold(w)) for w in read_list("assessment.yaml")[name])


def agency_of(text: str) -> str | None:
    """Return the agency that a report is credited to, where it is one and alone."""
    for match in _CREDIT.finditer(text):
        if HEAD < match.start() < len(text) - TAIL:  # a picture's credit is not the report's
            continue
        name = " ".join(fold(next(g for g in match.groups() if g)))
        if name in _agencies():
            return _agencies()[name]
    return None


class Origins:
    """Finds the origin of every claim of a dossier, each once."""

    def __init__(self, case: CaseFile, copies: Iterable[Copy]) -> None:
        self._case = case
        self._copied: dict[str, list[Copy]] = defaultdict(list)
        for copy in copies:
            self._copied[copy.left].append(copy)
            self._copied[copy.right].append(copy)
        self._agency = {r.id: agency_of(r.text) for r in case.reports.values()}
        self._voiced: dict[str, list[Claim]] = defaultdict(list)
        for claim in case.claims.values():
            if claim.voices:
                self._voiced[claim.report].append(claim)
        self._known: dict[str, Origin] = {}
        self._speaks_for: dict[str, str | None] = {}

    def of(self, claim: Claim) -> Origin:
        """Return the origin of a claim."""
        if claim.id not in self._known:
            self._known[claim.id] = self._outlet(claim)  # what a circle of voices or copies ends in
            self._known[claim.id] = self._find(claim)
        return self._known[claim.id]

    def _find(self, claim: Claim) -> Origin:
        for depth, voice in enumerate(claim.voices):
            outer = claim.voices[depth + 1 :]
            origin = self._of_voice(claim, voice)
            if origin is not None and origin.key.startswith("vague:"):
                origin = None if outer else self._first_printed(claim) or origin
            if origin is not None:
                return origin
        twin = None if claim.voices else self._attributed_twin(claim)
        return twin if twin is not None else self._own(claim)

    def _of_voice(self, claim: Claim, voice: Voice) -> Origin | None:
        entity = voice.entity or self._case.mention_entity.get((claim.report, *(voice.refers_to or (-1, -1))))
        words = fold(voice.text)
        if " ".join(words) in PRONOUNS and entity not in self._case.entities:
            if voice.refers_to is None:
                return None
            meant = self._case.reports[claim.report].text[slice(*voice.refers_to)]
            words, voice = fold(meant), msgspec.structs.replace(voice, text=meant)
        entity = self._described(claim, words, entity) or entity
        if entity in self._case.entities and entity is not None:
            return self._of_entity(entity, voice)
        state = next((s for s in sorted(_words("state_media")) if s in " ".join(words)), None)
        if state:
            return Origin("state media", voice.text, "the state's media speak with one voice")
        if not words:
            return None
        if words[-1] in _words("vague_speakers") or set(words) & _words("vague_speakers"):
            return Origin(
                f"vague:{self._case.outlet(claim.report)}:{' '.join(words)}", voice.text, "a speaker not named"
            )
        return Origin(f"text:{' '.join(words)}", voice.text, f"the report names {voice.text!r}")

    def _of_entity(self, entity_id: str, voice: Voice) -> Origin:
        entity = self._case.entities[entity_id]
        words = fold(voice.text)
        names = " | ".join(" ".join(fold(n)) for n in (entity.name, *entity.names, voice.text))
        if any(s in names for s in _words("state_media")):
            return Origin("state media", entity.name, "the state's media speak with one voice")
        if entity.kind == "person":
            speaks_for = self._organisation(entity_id, words)
            if speaks_for is not None:
                name = self._case.name(speaks_for, speaks_for)
                return Origin(f"entity:{speaks_for}", name, f"{entity.name} speaks for {name}")
        return Origin(f"entity:{entity_id}", entity.name, f"on the word of {entity.name}")

    def _organisation(self, person: str, words: tuple[str, ...]) -> str | None:
        """Return the organisation that a person speaks for: by an office told beside the name, or a recorded side."""
        if person not in self._speaks_for:
            self._speaks_for[person] = self._beside(person) or self._side(person, words)
        return self._speaks_for[person]

    def _side(self, person: str, words: tuple[str, ...]) -> str | None:
        sides = [s for s in self._case.entities[person].sides if s in self._case.entities]
        return sides[0] if sides and set(words) & _words("offices") else None

    def _beside(self, person: str) -> str | None:
        for mention in self._case.entities[person].mentions:
            text = self._case.reports[mention.report].text if mention.report in self._case.reports else ""
            first, last = max(0, mention.start - BESIDE), mention.end + BESIDE // 2
            if not set(fold(text[first:last])) & _words("offices"):
                continue
            near = [m for m in self._case.mentions.get(mention.report, []) if first <= m[0] and m[1] <= last]
            for _, _, other in sorted(near, key=lambda m: abs(m[0] - mention.start)):
                if other != person and self._case.entities[other].kind in ("actor", "media"):
                    return other
        return None

    def _described(self, claim: Claim, words: tuple[str, ...], known: str | None) -> str | None:
        """Return the named speaker that "a monitoring group" stands for, told in the same report."""
        text = " ".join(words)
        table = read_list("assessment.yaml")["described_speakers"]
        marks = next((set(m) for d, m in sorted(table.items(), key=lambda x: -len(x[0])) if d in text), None)
        if not marks:
            return None
        own = self._case.entities.get(known or "")
        if own and marks & {w for n in (own.name, *own.names) for w in fold(n)}:
            return known
        near = sorted(self._voiced[claim.report], key=lambda c: (abs(c.start - claim.start), c.id))
        for other in near:
            for voice in other.voices:
                entity = self._case.entities.get(voice.entity or "")
                if entity and marks & {w for n in (entity.name, *entity.names) for w in fold(n)}:
                    return entity.id
        return None

    def _attributed_twin(self, claim: Claim) -> Origin | None:
        """A headline or lead repeats what the body tells on somebody's word: it adds no origin."""
        if not claim.slot or not claim.quantities or not is_told(claim):
            return None
        figures = {q.low if q.low is not None else q.high for q in claim.quantities}
        for other in self._voiced[claim.report]:
            if other.slot != claim.slot or other.id == claim.id or other.part_of or claim.part_of:
                continue
            if claim.start <= other.start and figures & {
                q.low if q.low is not None else q.high for q in other.quantities
            }:
                origin = self.of(other)
                return Origin(origin.key, origin.name, f"repeats what the report tells on the word of {origin.name}")
        return None

    def _own(self, claim: Claim) -> Origin:
        report = claim.report
        agency = self._agency.get(report)
        if agency:
            return Origin(f"agency:{agency}", agency, f"{self._case.outlet(report)} credits {agency}")
        twin = self._printed_twin(claim)
        if twin is not None:
            origin, theirs = self.of(twin), self._case.outlet(twin.report)
            return Origin(origin.key, origin.name, f"{self._case.outlet(report)} shares the passage with {theirs}")
        return self._outlet(claim)

    def _first_printed(self, claim: Claim) -> Origin | None:
        """Return the origin of the claim where an older report prints its passage: one unnamed speaker, not two."""
        older = [t for t in self._twins(claim) if self._age(t.report) < self._age(claim.report)]
        if not older:
            return None
        first = min(older, key=lambda t: (self._age(t.report), t.id))
        origin, theirs = self.of(first), self._case.outlet(first.report)
        return Origin(origin.key, origin.name, f"{self._case.outlet(claim.report)} shares the passage with {theirs}")

    def _outlet(self, claim: Claim) -> Origin:
        name = self._case.outlet(claim.report)
        return Origin(_outlet_key(name, None), name, "in the report's own voice")

    def _printed_twin(self, claim: Claim) -> Claim | None:
        """Return the same claim in another report that shares its passage: one with a voice, else the first."""
        twins = [t for t in self._twins(claim) if _named(t) or self._age(t.report) < self._age(claim.report)]
        return min(twins, key=lambda t: (not _named(t), self._age(t.report), t.id), default=None)

    def _twins(self, claim: Claim) -> list[Claim]:
        twins = []
        for copy in self._copied[claim.report]:
            side = 0 if copy.left == claim.report else 1
            other = copy.right if side == 0 else copy.left
            for run in copy.runs:
                if run[side][0] < claim.end and claim.start < run[side][1] and _long(run[side]):
                    twins += [c for c in self._case.by_report(other) if _meets(c, run[1 - side]) and _same(c, claim)]
        return twins

    def _age(self, report: str) -> tuple[str, str]:
        return (self._case.reports[report].published or "9999", report)


def _named(claim: Claim) -> bool:
    return any(fold(v.text) for v in claim.voices)


def _long(run: tuple[int, int]) -> bool:
    return run[1] - run[0] >= LONG_ENOUGH


def _meets(claim: Claim, run: tuple[int, int]) -> bool:
    return run[0] < claim.end and claim.start < run[1]


def _same(one: Claim, other: Claim) -> bool:
    """Tell whether two claims say one thing: kind, slot and figure."""
    if (one.kind, one.slot) != (other.kind, other.slot):
        return False
    figures = [{q.low if q.low is not None else q.high for q in c.quantities} for c in (one, other)]
    return bool(figures[0] & figures[1]) or (not figures[0] and not figures[1] and _word(one) == _word(other))


def _word(claim: Claim) -> str:
    return claim.trigger.text.casefold() if claim.trigger else ""


def _outlet_key(name: str, agency: str | None) -> str:
    return f"agency:{agency}" if agency else f"outlet:{' '.join(fold(name))}"
