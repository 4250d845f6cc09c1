"""Whose word a claim is in the end: voices resolved, chains followed, copies and wire credits seen through."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Collection, Iterable
from typing import NamedTuple

import msgspec

from rashomon.assessment.casefile import CaseFile, is_told
from rashomon.assessment.copies import Copies
from rashomon.assessment.cues import word_set
from rashomon.assessment.posts import phrase_around, post_beside, post_of
from rashomon.measures import fold
from rashomon.records import ROLES, Claim, Voice
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
AFTER_NOUN = frozenset(
    {"of", "in", "on", "by", "from", "at", "for", "with", "that", "which", "shot", "taken", "filmed"}
)
HEAD, TAIL = 300, 120  # characters of a report's head and end in which a credit stands
LONG_ENOUGH = 60  # characters that a shared passage must have, to say where a claim comes from


class Origin(NamedTuple):
    """The ultimate speaker behind a claim, as a key to count by, a name to show and the reason."""

    key: str
    name: str
    reason: str


@functools.cache
def _agencies() -> dict[str, str]:
    return {alias: name for name, aliases in read_list("assessment.yaml")["agencies"].items() for alias in aliases}


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
    """Finds the origin of every claim of a dossier, each once, until a report on which it hangs comes or goes."""

    def __init__(self, case: CaseFile, copies: Copies) -> None:
        self._case = case
        self._copies = copies
        self._agency: dict[str, str | None] = {}
        self._voiced: dict[str, list[Claim]] = {}
        self._offices: dict[str, dict[str, str]] = {}  # person -> report -> whose office is told beside the name
        self._posts: dict[str, dict[str, str]] = {}  # person -> report -> the post told beside the name
        self._known: dict[str, dict[str, Origin]] = {}

    def update(self, changed: Collection[str], copied: Iterable[str]) -> set[str]:
        """Take in what changed in the case; return the reports of which a claim has another origin than before.

        `changed` are the reports that went, came or changed, `copied` those that share other passages now.
        """
        accounts = [self._case.accounts[report] for report in changed if report in self._case.accounts]
        persons = {entity for account in accounts for _, _, entity in account.mentions}
        held = (self._offices, self._posts)
        persons |= {person for known in held for person, told in known.items() if told.keys() & changed}
        before = {person: (self._beside(person), self._post(person)) for person in persons}
        for known in held:
            for person in persons & known.keys():
                for report in changed:
                    known[person].pop(report, None)
        for report in changed:
            self._read(report)
        moved = (person for person in persons if (self._beside(person), self._post(person)) != before[person])
        naming = {report for person in moved for report in self._case.naming.get(person, ())}
        return self._ask_again(self._hanging_on({*changed, *copied, *naming}))

    def of(self, claim: Claim) -> Origin:
        """Return the origin of a claim.

        The chain of those who repeat it ends: each step goes to an older report, or to a voice that is known by name.
        """
        held = self._known.setdefault(claim.report, {})
        if claim.id not in held:
            held[claim.id] = self._find(claim)
        return held[claim.id]

    def apart(self, one: Claim, other: Claim) -> bool:
        """Tell whether two claims rest on two origins."""
        return self.of(one).key != self.of(other).key

    def confirm(self, claims: Collection[Claim]) -> bool:
        """Tell whether different texts of different outlets, with two origins behind them, tell something."""
        return self._case.two_outlets({c.report for c in claims}) and len({self.of(c).key for c in claims}) > 1

    def of_filler(self, claim: Claim, value: str | None) -> tuple[Origin, ...]:
        """Return whose word a filler of a claim is.

        A headline that repeats the figure of somebody who does not say who did it names the doer on its own word.
        """
        twin = None if claim.voices else self._attributed_twin(claim)
        if twin is None or any(value in (f.entity, f.text) for role in ROLES for f in twin.role(role)):
            return self.all_of(claim)
        return (self._own(claim),)

    def all_of(self, claim: Claim) -> tuple[Origin, ...]:
        """Return the origin of a claim and, where several say it together, the others that are known by name."""
        first = self.of(claim)
        together = [at for at, voice in enumerate(claim.voices) if voice.beside]
        if not together or claim.voices[0].beside:
            return (first,)
        group = claim.voices[: next((i for i in range(1, len(claim.voices)) if not claim.voices[i].beside), None)]
        found = [origin for voice in group if (origin := self._of_voice(claim, voice)) is not None]
        named = {o.key: o for o in found if not o.key.startswith("vague:")}
        return (first, *(o for key, o in named.items() if key != first.key)) if first.key in named else (first,)

    def _read(self, report: str) -> None:
        """Note what of one report is asked for again and again, or forget it where the report is gone."""
        account = self._case.accounts.get(report)
        if account is None:
            for held in (self._agency, self._voiced):
                held.pop(report, None)
            return
        self._agency[report] = agency_of(account.report.text)
        self._voiced[report] = [claim for claim in account.claims if claim.voices]
        for start, end, entity in account.mentions:
            known = self._case.entities.get(entity)
            told = self._offices.get(entity, {})
            if known is None or known.kind != "person":
                continue
            if report not in told and (beside := self._office_beside(report, start, end, entity)):
                self._offices.setdefault(entity, {})[report] = beside
            if report not in self._posts.get(entity, {}) and (post := post_beside(account.report.text, start, end)):
                self._posts.setdefault(entity, {})[report] = post

    def _hanging_on(self, reports: set[str]) -> set[str]:
        """Return these reports and all that are linked with them by copies, of copies, and so on."""
        found, ahead = set(reports), list(reports)
        while ahead:
            linked = {side for copy in self._copies.of(ahead.pop()) for side in (copy.left, copy.right)} - found
            found |= linked
            ahead += linked
        return found

    def _ask_again(self, reports: set[str]) -> set[str]:
        """Find the origins of all claims of some reports anew; return the reports of which one is another now."""
        before = {report: self._known.pop(report, {}) for report in reports}
        after = {report: {c.id: self.of(c) for c in self._case.by_report(report)} for report in reports}
        for report in reports & self._case.reports.keys():
            keys = (origin.key.partition(":") for origin in after[report].values())
            self._case.hang(report, (entity for kind, _, entity in keys if kind == "entity"))
        return {report for report in reports if before[report] != after[report]}

    def _find(self, claim: Claim) -> Origin:
        voices = _chain(claim)
        for depth, voice in enumerate(voices):
            outer = voices[depth + 1 :]
            origin = self._of_voice(claim, voice)
            if origin is not None and origin.key.startswith("vague:"):
                origin = None if outer else self._first_printed(claim) or origin
            if origin is not None:
                return origin
        twin = None if claim.voices else self._attributed_twin(claim)
        if twin is None:
            return self._own(claim)
        key, name, _ = self.of(twin)
        return Origin(key, name, f"repeats what the report tells on the word of {name}")

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
        state = next((s for s in sorted(word_set("state_media")) if s in " ".join(words)), None)
        if state:
            return Origin("state media", voice.text, "the state's media speak with one voice")
        if not words or _is_mute(words):
            return None
        post = post_of(voice.text)
        if post:
            return Origin(f"post:{post}", voice.text, f"the report names {voice.text!r}")
        if words[-1] in word_set("vague_speakers") or set(words) & word_set("vague_speakers"):
            return Origin(
                f"vague:{self._case.outlet(claim.report)}:{' '.join(words)}", voice.text, "a speaker not named"
            )
        return Origin(f"text:{' '.join(words)}", voice.text, f"the report names {voice.text!r}")

    def _of_entity(self, entity_id: str, voice: Voice) -> Origin:
        entity = self._case.entities[entity_id]
        words = fold(voice.text)
        names = " | ".join(" ".join(fold(n)) for n in (entity.name, *entity.names, voice.text))
        if any(s in names for s in word_set("state_media")):
            return Origin("state media", entity.name, "the state's media speak with one voice")
        if entity.kind == "person":
            speaks_for = self._organisation(entity_id, words)
            if speaks_for is not None:
                name = self._case.name(speaks_for, speaks_for)
                return Origin(f"entity:{speaks_for}", name, f"{entity.name} speaks for {name}")
            post = self._post(entity_id)
            if post:
                return Origin(f"post:{post}", entity.name, f"{entity.name} holds the post of {post}")
        if entity.kind == "operation" and entity.sides:
            name = self._case.name(entity.sides[0], entity.sides[0])
            return Origin(f"entity:{entity.sides[0]}", name, f"{entity.name} is an operation of {name}")
        return Origin(f"entity:{entity_id}", entity.name, f"on the word of {entity.name}")

    def _organisation(self, person: str, words: tuple[str, ...]) -> str | None:
        """Return the organisation that a person speaks for: by an office told beside the name, or a recorded side."""
        return self._beside(person) or self._side(person, words)

    def _side(self, person: str, words: tuple[str, ...]) -> str | None:
        sides = [s for s in self._case.entities[person].sides if s in self._case.entities]
        return sides[0] if sides and set(words) & word_set("offices") else None

    def _beside(self, person: str) -> str | None:
        """Return the body that most reports name with an office beside the person."""
        told = Counter(self._offices.get(person, {}).values())
        return min(told, key=lambda body: (-told[body], body), default=None)

    def _post(self, person: str) -> str:
        told = self._posts.get(person)
        return told[min(told)] if told else ""

    def _office_beside(self, report: str, start: int, end: int, person: str) -> str | None:
        """Return the body named with an office in the phrase of a person's name, which holds no verb."""
        first, last = phrase_around(self._case.sentence_at(report, start), start, end)
        if not set(fold(self._case.reports[report].text[first:last])) & word_set("offices"):
            return None
        near = [m for m in self._case.mentions.get(report, []) if first <= m[0] and m[1] <= last]
        for _, _, other in sorted(near, key=lambda m: abs(m[0] - start)):
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
        near = sorted(self._voiced.get(claim.report, []), key=lambda c: (abs(c.start - claim.start), c.id))
        for other in near:
            for voice in other.voices:
                entity = self._case.entities.get(voice.entity or "")
                if entity and marks & {w for n in (entity.name, *entity.names) for w in fold(n)}:
                    return entity.id
        return None

    def _attributed_twin(self, claim: Claim) -> Claim | None:
        """Return what the body tells on somebody's word and a headline or lead repeats: that adds no origin."""
        if not claim.slot or not claim.quantities or not is_told(claim):
            return None
        for other in self._voiced.get(claim.report, []):
            if other.slot != claim.slot or other.id == claim.id or other.part_of or claim.part_of:
                continue
            if claim.start <= other.start and _figures(claim) & _figures(other):
                return other
        return None

    def _own(self, claim: Claim) -> Origin:
        report = claim.report
        agency = self._agency.get(report)
        if agency:
            return Origin(f"agency:{agency}", agency, f"{self._case.outlet(report)} credits {agency}")
        twin = self._printed_twin(claim)
        return self._of_twin(claim, twin) if twin is not None else self._outlet(claim)

    def _of_twin(self, claim: Claim, twin: Claim) -> Origin:
        """Return the origin of a claim whose passage another report prints."""
        origin, (own, theirs) = self.of(twin), (self._case.outlet(c.report) for c in (claim, twin))
        return Origin(origin.key, origin.name, f"{own} shares the passage with {theirs}")

    def _first_printed(self, claim: Claim) -> Origin | None:
        """Return the origin of the claim where an older report prints its passage: one unnamed speaker, not two."""
        older = [t for t in self._twins(claim) if self._age(t.report) < self._age(claim.report)]
        first = min(older, key=lambda t: (self._age(t.report), t.id), default=None)
        return self._of_twin(claim, first) if first is not None else None

    def _outlet(self, claim: Claim) -> Origin:
        name = self._case.outlet(claim.report)
        house = self._house_of(claim.report, " ".join(fold(name)))
        if house is not None:
            theirs = self._case.name(house, house)
            return Origin(f"entity:{house}", theirs, f"{name} is the press office of {theirs}")
        return Origin(f"outlet:{' '.join(fold(name))}", name, "in the report's own voice")

    def _house_of(self, report: str, outlet: str) -> str | None:
        """Return the actor named in a report whose press office publishes it ("Coast Guard press service")."""
        if not any(outlet.endswith(f" {office}") for office in word_set("press_offices")):
            return None
        named = {m[2] for m in self._case.mentions.get(report, []) if self._case.entities[m[2]].kind == "actor"}
        names = {" ".join(fold(n)): i for i in sorted(named) for n in self._names(i)}
        house = max((n for n in names if n and outlet.startswith(f"{n} ")), key=len, default=None)
        return names[house] if house is not None else None

    def _names(self, entity_id: str) -> tuple[str, ...]:
        entity = self._case.entities[entity_id]
        return (entity.name, *entity.names)

    def _printed_twin(self, claim: Claim) -> Claim | None:
        """Return the same claim in another report that shares its passage: one with a known voice, else the first."""
        ranked = [(not self._is_voiced(t), self._age(t.report), t.id, t) for t in self._twins(claim)]
        firm = [twin for twin in ranked if not twin[0] or twin[1] < self._age(claim.report)]
        return min(firm, key=lambda twin: twin[:3])[-1] if firm else None

    def _is_voiced(self, claim: Claim) -> bool:
        """Tell whether a claim stands on the word of somebody who is known by name."""
        found = (self._of_voice(claim, voice) for voice in _chain(claim))
        return any(origin is not None and not origin.key.startswith("vague:") for origin in found)

    def _twins(self, claim: Claim) -> list[Claim]:
        twins = []
        for copy in self._copies.of(claim.report):
            side = 0 if copy.left == claim.report else 1
            other = copy.right if side == 0 else copy.left
            for run in copy.runs:
                if run[side][0] < claim.end and claim.start < run[side][1] and _long(run[side]):
                    twins += [c for c in self._case.by_report(other) if _meets(c, run[1 - side]) and _same(c, claim)]
        return twins

    def _age(self, report: str) -> tuple[str, str]:
        return (self._case.reports[report].published or "9999", report)


def _chain(claim: Claim) -> tuple[Voice, ...]:
    """Return who says it, from the inmost: behind an accusation stands the accuser, whoever reports it."""
    if claim.kind != "accuse":
        return claim.voices
    accusers = (
        Voice(text=f.text, start=f.start, end=f.end, entity=f.entity, refers_to=f.refers_to) for f in claim.actor[:1]
    )
    return (*accusers, *claim.voices)


def _is_mute(words: tuple[str, ...]) -> bool:
    """Tell whether a voice is a thing: "preliminary data", "a video purportedly shot in the suburb"."""
    end = next((i for i, w in enumerate(words) if i and w in AFTER_NOUN), len(words))
    end -= words[end - 1].endswith("edly")  # "a video purportedly shot in …"
    return words[end - 1] in word_set("mute_nouns") | word_set("evidence_nouns")


def _long(run: tuple[int, int]) -> bool:
    return run[1] - run[0] >= LONG_ENOUGH


def _meets(claim: Claim, run: tuple[int, int]) -> bool:
    return run[0] < claim.end and claim.start < run[1]


def _same(one: Claim, other: Claim) -> bool:
    """Tell whether two claims say one thing: kind, slot and figure."""
    if (one.kind, one.slot) != (other.kind, other.slot):
        return False
    figures = _figures(one), _figures(other)
    return bool(figures[0] & figures[1]) or (not figures[0] and not figures[1] and _word(one) == _word(other))


def _figures(claim: Claim) -> set[int | None]:
    return {q.low if q.low is not None else q.high for q in claim.quantities}


def _word(claim: Claim) -> str:
    return claim.trigger.text.casefold() if claim.trigger else ""
