"""Every record that the stages exchange, frozen, in the order of the flow; read this file first.

All offsets count Unicode code points of the stored text of a report, end-exclusive, so that
``report.text[start:end]`` is always the evidence itself.
"""

from __future__ import annotations

from typing import Literal

import msgspec

# -- what was published ---------------------------------------------------------------------------


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """One published text. `published` is an ISO date or None; `sha256` is of the text in UTF-8.

    `listed` is the ISO date that a list beside the file gives, which may be that of its collection.
    """

    id: str
    source: str
    text: str
    sha256: str
    outlet: str | None = None
    title: str | None = None
    published: str | None = None
    url: str | None = None
    language: str = "und"
    listed: str | None = None


class Failure(msgspec.Struct, frozen=True, kw_only=True):
    """What could not be done with one input: where it came from, at which stage, why, and the way out."""

    source: str
    stage: str
    code: str
    message: str
    start: int | None = None
    end: int | None = None


# -- what it says, piece by piece -----------------------------------------------------------------

Zone = Literal["headline", "body", "dateline", "caption", "furniture"]


class Token(msgspec.Struct, frozen=True, kw_only=True):
    """One syntactic word. `head` is an index into the sentence's tokens, -1 for the root; relations are UD's."""

    start: int
    end: int
    text: str
    lemma: str = ""
    upos: str = "X"
    head: int = -1
    deprel: str = "dep"


class NameSpan(msgspec.Struct, frozen=True, kw_only=True):
    """A name that the engine found: tokens [first, last) of its sentence, its kind and a probability in 0..1."""

    first: int
    last: int
    kind: str
    score: float = 1.0


class Sentence(msgspec.Struct, frozen=True, kw_only=True):
    """One sentence of a report with its tokens; the engine fills tags, heads and names.

    `quoted` tells whether the sentence begins inside quotation marks that an earlier sentence opened; `skimmed` that it
    was passed over as hardly holding a claim, and so has no tags, heads or names of the engine.
    """

    report: str
    index: int
    start: int
    end: int
    zone: Zone = "body"
    tokens: tuple[Token, ...] = ()
    names: tuple[NameSpan, ...] = ()
    quoted: bool = False
    skimmed: bool = False


# -- what is pointed at ---------------------------------------------------------------------------

MentionKind = Literal[
    "actor", "person", "place", "nationality", "equipment", "operation", "media", "time", "quantity", "other"
]


class Quantity(msgspec.Struct, frozen=True, kw_only=True):
    """A count as an interval, both ends included; None is an open end. `of` is what is counted, as written."""

    text: str
    start: int
    end: int
    low: int | None = None
    high: int | None = None
    of: str = ""
    unit: str = ""


class TimeExpression(msgspec.Struct, frozen=True, kw_only=True):
    """A time expression as its words give it, not yet anchored: TIMEX3 type and the fields that are written.

    `shift` counts `unit`s from the anchor ("two days ago" is -2 day); `weekday` 0 is Monday; `mod` is TIMEX3's.
    `count` is how many `unit`s a duration lasts; `season` is SP, SU, FA or WI; `clock` is HH:MM; `refers` says what the
    expression leans on: "" the day of publication, "told" a time told before it, "present", "past" or "future" none.
    `era` is "BC" or "AH" (Hijri) where the year is not of the common calendar.
    """

    type: Literal["DATE", "TIME", "DURATION", "SET"] = "DATE"
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    unit: str = ""
    shift: int | None = None
    part: str = ""
    mod: str = ""
    until: TimeExpression | None = None
    note: str = ""
    count: int | None = None
    season: str = ""
    clock: str = ""
    refers: str = ""
    era: str = ""


class Mention(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of a report that names something. `found_by` says who found it (engine, list, vote, rule).

    A mention of kind quantity carries `quantity`, one of kind time `time`.
    """

    report: str
    start: int
    end: int
    text: str
    kind: MentionKind
    sentence: int
    found_by: str = "engine"
    quantity: Quantity | None = None
    time: TimeExpression | None = None


class TimeValue(msgspec.Struct, frozen=True, kw_only=True):
    """A time as written ([at, at_end) in the text) and, once resolved, the half-open interval [start, end) in ISO.

    `anchor` says what settled it, or why nothing did; `candidates` lists ISO dates that it may be.
    """

    text: str
    at: int
    at_end: int
    start: str | None = None
    end: str | None = None
    anchor: str = ""
    precision: str = ""
    candidates: tuple[str, ...] = ()


# -- what is claimed ------------------------------------------------------------------------------

Role = Literal["actor", "target", "instrument", "place", "recipient"]
ROLES: tuple[Role, ...] = ("actor", "target", "instrument", "place", "recipient")

Polarity = Literal["affirmed", "denied"]
Modality = Literal[
    "asserted", "planned", "threatened", "alleged", "possible", "requested", "hypothetical", "questioned"
]


class Filler(msgspec.Struct, frozen=True, kw_only=True):
    """Who or what plays a role: a name or noun phrase of at most 20 words, and its entity once resolved.

    For a pronoun or a definite description, `refers_to` is the span of its antecedent in the same report.
    `head` is the offset of the head word.
    """

    text: str
    start: int
    end: int
    entity: str | None = None
    refers_to: tuple[int, int] | None = None
    head: int | None = None


class Voice(msgspec.Struct, frozen=True, kw_only=True):
    """One speaker of the chain of who says so; `cue` is the word of saying as written.

    One who says it together with the voice before, "the police and the mayor said", stands `beside` it.
    """

    text: str
    start: int
    end: int
    cue: str = ""
    entity: str | None = None
    refers_to: tuple[int, int] | None = None
    distance: bool = False
    beside: bool = False


class Certainty(msgspec.Struct, frozen=True, kw_only=True):
    """How surely a thing is told: affirmed or denied, and in which mood; `cues` are the words that decided."""

    polarity: Polarity = "affirmed"
    modality: Modality = "asserted"
    cues: tuple[str, ...] = ()


class Span(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of a report with the words that stand there."""

    start: int
    end: int
    text: str = ""


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that a report says happened (or will, or did not), counting one thing, with its evidence.

    `start` and `end` delimit the sentence or passage of evidence; `voices` go from the nearest speaker outward;
    `rule` names the rule and word that made it, for `rashomon why`.
    """

    id: str
    report: str
    start: int
    end: int
    kind: str
    sentence: int
    zone: Zone = "body"
    trigger: Span | None = None
    mode: str | None = None
    actor: tuple[Filler, ...] = ()
    target: tuple[Filler, ...] = ()
    instrument: tuple[Filler, ...] = ()
    place: tuple[Filler, ...] = ()
    recipient: tuple[Filler, ...] = ()
    time: TimeValue | None = None
    quantities: tuple[Quantity, ...] = ()
    slot: str | None = None  # what a count counts: killed, wounded, missing, captured, destroyed, damaged, displaced
    part_of: str | None = None  # the claim whose count this one is a subset of ("126, including 68 children")
    voices: tuple[Voice, ...] = ()
    certainty: Certainty = Certainty()
    extractor: str = "rules"
    extractor_version: str = "1"
    rule: str = ""

    def role(self, name: str) -> tuple[Filler, ...]:
        """Return the fillers of a role of `ROLES`."""
        fillers: tuple[Filler, ...] = getattr(self, name)
        return fillers


SideKind = Literal["backs", "sides with", "allied", "part of", "leads", "recognises", "opposes"]


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """A relation between two parties as a report states it: `subject` backs, leads, opposes … `object`.

    [start, end) are the words that say so, `cue` the one that carries it; `voices` are whose word it is, none the
    report's own. "allied" is said of both alike. Statements that conflict stand beside one another.
    """

    id: str
    report: str
    start: int
    end: int
    text: str
    relation: SideKind
    subject: Filler
    object: Filler
    cue: str = ""
    voices: tuple[Voice, ...] = ()
    certainty: Certainty = Certainty()


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """All that was read out of one report, before anything is held against other reports."""

    report: Report
    sentences: tuple[Sentence, ...] = ()
    mentions: tuple[Mention, ...] = ()
    claims: tuple[Claim, ...] = ()
    failures: tuple[Failure, ...] = ()
    sides: tuple[Side, ...] = ()


# -- who, where and when that is ------------------------------------------------------------------

EntityKind = Literal["actor", "person", "place", "equipment", "operation", "media", "other"]


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """A row of a gazetteer. `kind` is a GeoNames feature code or our own word for the curated overlay."""

    id: str
    name: str
    lat: float
    lon: float
    country: str = ""
    admin1: str = ""
    kind: str = ""
    population: int = 0
    gazetteer: str = ""
    radius_km: float | None = None
    names: tuple[str, ...] = ()


class MentionRef(msgspec.Struct, frozen=True, kw_only=True, order=True, gc=False):
    """Where an entity is mentioned."""

    report: str
    start: int
    end: int


class Entity(msgspec.Struct, frozen=True, kw_only=True):
    """What mentions in many spellings refer to; `reasons` says which judgements joined them.

    `country` is ISO 3166 alpha-2 where known; `sides` are ids or names of those it belongs to or fights for, `allies`
    and `opponents` ids of those that a report says it backs, is backed by or allied with, or opposes.
    """

    id: str
    kind: EntityKind
    name: str
    names: tuple[str, ...] = ()
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    gazetteer: str | None = None
    country: str | None = None
    sector: str | None = None
    sides: tuple[str, ...] = ()
    allies: tuple[str, ...] = ()
    opponents: tuple[str, ...] = ()
    mentions: tuple[MentionRef, ...] = ()
    reasons: tuple[str, ...] = ()


class Resolution(msgspec.Struct, frozen=True, kw_only=True):
    """The entities of a dossier, the account of each report with fillers, voices and times resolved, stated sides."""

    entities: tuple[Entity, ...] = ()
    accounts: tuple[Account, ...] = ()
    sides: tuple[Side, ...] = ()


class PlaceRelation(msgspec.Struct, frozen=True, kw_only=True):
    """A relation between places that a report states: subject is `relation` of the objects.

    `relation` is distance, bearing, near, between, road or within; `km` and `bearing` (degrees) where stated;
    `subject` and `objects` are spans (start, end) of mentions in the same report, `entities` the ids they resolve to.
    """

    report: str
    start: int
    end: int
    text: str
    relation: str
    subject: tuple[int, int]
    objects: tuple[tuple[int, int], ...]
    km: float | None = None
    bearing: float | None = None
    subject_entity: str | None = None
    object_entities: tuple[str | None, ...] = ()


class DatedExpression(msgspec.Struct, frozen=True, kw_only=True):
    """A time expression of a report with its value, whether or not a claim uses it; for the calendar checks."""

    report: str
    value: TimeValue
    weekday: int | None = None  # 0 is Monday, where the expression names a weekday beside a date


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """One report with all that resolution found in it: what alignment and assessment read, one report at a time.

    `mentions` are (start, end, id of the entity), in the order of the text.
    """

    report: Report
    sentences: tuple[Sentence, ...] = ()
    claims: tuple[Claim, ...] = ()
    mentions: tuple[tuple[int, int, str], ...] = ()
    relations: tuple[PlaceRelation, ...] = ()
    times: tuple[DatedExpression, ...] = ()


# -- side by side ---------------------------------------------------------------------------------

COUNT_SLOTS = ("killed", "wounded", "missing", "captured", "destroyed", "damaged", "displaced")
SLOTS = (*COUNT_SLOTS, "actor", "target", "instrument", "place", "time")


class Position(msgspec.Struct, frozen=True, kw_only=True):
    """One value that some claims give for one slot of an event.

    A count has `low` and `high` (None is open) and `value` None; any other slot has `value`, an entity id or text.
    `origins` names each independent origin, `origin_reasons` says why they are as many as they are.
    """

    slot: str
    claims: tuple[str, ...]
    reports: int
    origins: tuple[str, ...]
    value: str | None = None
    low: int | None = None
    high: int | None = None
    parties: tuple[str, ...] = ()
    origin_reasons: tuple[str, ...] = ()
    part: str = ""  # the class that a count is of, where it is not of all ("children"); never a rival of the whole


class Rating(msgspec.Struct, frozen=True, kw_only=True):
    """Information credibility of the Admiralty scale, 1 (confirmed) to 6 (cannot be judged), with its reasons."""

    credibility: int
    reasons: tuple[str, ...]


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """Claims, from any number of reports, about one happening."""

    id: str
    kind: str
    title: str
    claims: tuple[str, ...]
    place: str | None = None
    time: TimeValue | None = None
    positions: tuple[Position, ...] = ()
    rating: Rating | None = None
    reasons: tuple[str, ...] = ()


FindingKind = Literal[
    "agreement",
    "difference",
    "update",
    "contradiction",
    "refutation",
    "copy",
    "arithmetic",
    "calendar",
    "distance",
    "geography",
    "garbled",
    "unsupported",
]


class Evidence(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """A stretch of a report that a finding points at."""

    report: str
    start: int
    end: int


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """What holding claims side by side shows, with a sentence that a reader can check.

    `slot` is the one of SLOTS that the finding is about; empty where it is about none, as a denial of all that is told.
    """

    id: str
    kind: FindingKind
    explanation: str
    slot: str = ""
    claims: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    spans: tuple[Evidence, ...] = ()


class Analysis(msgspec.Struct, frozen=True, kw_only=True):
    """The whole result of a run: what the contract's JSON, the pages and the store are made from.

    `skimmed` lists the sentences that were passed over because the user asked for it.
    """

    rashomon: str
    reports: tuple[Report, ...] = ()
    entities: tuple[Entity, ...] = ()
    claims: tuple[Claim, ...] = ()
    events: tuple[Event, ...] = ()
    findings: tuple[Finding, ...] = ()
    failures: tuple[Failure, ...] = ()
    skimmed: tuple[Evidence, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    sides: tuple[Side, ...] = ()
