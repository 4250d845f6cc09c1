"""What a claim, or a group of claims, offers for comparison: family, days, places, counts, names and words."""

from __future__ import annotations

import bisect
import calendar
import functools
import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rashomon.measures import Days, Interval, days, fold, loose_bounds
from rashomon.records import ROLES, Claim, Entity, Filler
from rashomon.resources import read_list

NEAR_BEFORE, NEAR_AFTER = 80, 140  # characters around a trigger in which a cue counts as its own
MOST_CONTEXT = 80
_MONTH = re.compile(r"\b(?:in|last|early|late|since|of|on) (" + "|".join(calendar.month_name[1:]).casefold() + r")\b")
MOST_VALUES = 24  # how many values of a feature a group remembers; more say nothing new and cost time
_STANDS = re.compile(r"\b(?:in|at|near|outside|hit|hits|struck|rocked|targeted)\s+(?:[\w-]+\s+){0,3}$", re.I)


@dataclass(slots=True)
class Profile:
    """What is known of a claim or of a group: every set holds what any of its claims says."""

    family: str
    scope: str = ""
    days: list[Days] = field(default_factory=list)
    weekdays: set[Days] = field(default_factory=set)
    months: set[int] = field(default_factory=set)
    places: dict[str, tuple[float, float, float]] = field(default_factory=dict)
    place_names: set[str] = field(default_factory=set)
    counts: dict[str, list[Interval]] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    context: set[str] = field(default_factory=set)
    reports: set[str] = field(default_factory=set)


@functools.cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in read_list("alignment.yaml")[name]), re.I)


@functools.cache
def word_set(name: str) -> frozenset[str]:
    """Return a list of resources/alignment.yaml as a set of folded words."""
    return frozenset(" ".join(fold(str(w))) for w in read_list("alignment.yaml")[name])


@functools.cache
def _months() -> dict[str, int]:
    return {name.casefold(): number for number, name in enumerate(calendar.month_name) if name}


@functools.cache
def _families() -> dict[str, str]:
    table = read_list("alignment.yaml")["families"]
    return {kind: family for family, kinds in table.items() for kind in kinds}


def near_text(claim: Claim, text: str) -> str:
    """Return the words of the trigger's clause, where a cue may speak of this claim."""
    if claim.trigger is None:
        return text[claim.start : claim.end]
    first = max(claim.start, claim.trigger.start - NEAR_BEFORE)
    before = re.split(read_list("alignment.yaml")["clause_ends"], text[first : claim.trigger.start])[-1]
    after = text[claim.trigger.end : min(claim.end, claim.trigger.end + NEAR_AFTER)]
    return before + claim.trigger.text + re.split(read_list("alignment.yaml")["clause_ends"], after)[0]


def is_background(claim: Claim, text: str) -> bool:
    """Tell whether the words before the trigger make it the background of something else ("days after a bombing")."""
    if claim.trigger is None:
        return False
    first = max(claim.start, claim.trigger.start - NEAR_BEFORE)
    return bool(_pattern("background").search(text[first : claim.trigger.end]))


def family_of(claim: Claim, near: str) -> str:
    """Return the family of kinds that a claim belongs to; the words decide where the kind is a loose one."""
    family = _families().get(claim.kind, claim.kind)
    trigger = set(fold(claim.trigger.text)) if claim.trigger else set()
    if claim.kind in ("attack", "deploy") and trigger & word_set("control_words") and not claim.slot:
        return "control"
    if family == "violence" or claim.slot in ("killed", "wounded"):
        return "violence"
    about = {w for f in (claim.trigger,) if f for w in fold(f.text)}
    about |= {w for f in claim.target for w in fold(f.text)} if claim.kind == "describe" else set()
    if family == "stance" and about & word_set("violence_words"):
        return "violence"
    folded = " ".join(fold(near))
    if claim.kind in read_list("alignment.yaml")["answers"] and any(w in folded for w in word_set("answer_words")):
        return "violence"
    return claim.kind if family == "stance" else family


def scope_of(near: str) -> str:
    """Return "war" for a count over a whole war, "habit" for a series told in general, else nothing."""
    if _pattern("whole_war").search(near):
        return "war"
    return "habit" if _pattern("habit").search(near) else ""


def _content(filler: Filler) -> set[str]:
    return {w for w in fold(filler.text) if len(w) > 2 and not w.isdigit()} - word_set("empty_words")


def _words_of(claim: Claim) -> set[str]:
    fillers = [f for role in ("target", "instrument", "recipient", "actor") for f in getattr(claim, role)]
    return {w for f in fillers for w in _content(f)}


PlaceMentions = Sequence[tuple[int, int, str]]


def _standing_near(claim: Claim, text: str, near: str, mentions: PlaceMentions) -> Iterator[str]:
    """Yield the places that stand after "in", "at" or "near" in the clause of a claim."""
    anchor = claim.trigger.start if claim.trigger else claim.start
    first = text.find(near, claim.start) if near else claim.start
    last = first + len(near) if first >= 0 else anchor
    at = bisect.bisect_left(mentions, (max(claim.start, first), 0, ""))
    for start, end, entity in itertools.takewhile(lambda m: m[0] < last, mentions[at:]):
        if end <= last and _STANDS.search(text[max(claim.start, start - 34) : start]):
            yield entity


def profile_of(claim: Claim, text: str, entities: Mapping[str, Entity], mentions: PlaceMentions = ()) -> Profile:
    """Return what one claim offers for comparison; `mentions` are the places of its report in order."""
    near = near_text(claim, text)
    profile = Profile(family=family_of(claim, near), scope=scope_of(near), reports={claim.report})
    _add_time(profile, claim, near, background=is_background(claim, text))
    for filler in claim.place:
        _add_place(profile, filler, entities)
    if not profile.places:
        for entity_id in _standing_near(claim, text, near, mentions):
            entity = entities[entity_id]
            if entity.lat is not None and entity.lon is not None:
                profile.places[entity_id] = (entity.lat, entity.lon, entity.radius_km or 0.0)
    if claim.slot and not claim.part_of:
        profile.counts[claim.slot] = [
            loose_bounds(q) for q in claim.quantities if q.low is not None or q.high is not None
        ]
    profile.names |= {f.entity for role in ROLES if role != "place" for f in claim.role(role) if f.entity}
    profile.words = _words_of(claim)
    profile.context = {w for w in fold(near) if len(w) > 3 and not w.isdigit()} - word_set("empty_words")
    return profile


def _add_time(profile: Profile, claim: Claim, near: str, *, background: bool) -> None:
    interval = days(claim.time)
    if interval is not None and claim.time is not None and not (background and claim.time.text not in near):
        profile.days.append(interval)
        if set(fold(claim.time.text)) & word_set("weekdays"):
            profile.weekdays.add(interval)
    elif interval is None:
        profile.months = {_months()[m] for m in _MONTH.findall(near.casefold())}


def _add_place(profile: Profile, filler: Filler, entities: Mapping[str, Entity]) -> None:
    entity = entities.get(filler.entity or "")
    if entity is None:
        profile.place_names |= _content(filler)
    elif entity.lat is not None and entity.lon is not None:
        profile.places[entity.id] = (entity.lat, entity.lon, entity.radius_km or 0.0)
    elif entity.kind == "place":
        profile.place_names.add(entity.id)


def joined(profiles: Iterable[Profile]) -> Profile:
    """Return the profile of a group."""
    parts = list(profiles)
    whole = Profile(family=parts[0].family, scope=parts[0].scope)
    for part in parts:
        absorb(whole, part)
    return whole


def absorb(whole: Profile, part: Profile) -> None:
    """Add what one profile offers to another, in place."""
    for interval in part.days:
        if interval not in whole.days and len(whole.days) < MOST_VALUES:
            whole.days.append(interval)
    for key, point in part.places.items():
        if len(whole.places) < MOST_VALUES:
            whole.places[key] = point
    for slot, values in part.counts.items():
        kept = whole.counts.setdefault(slot, [])
        kept.extend(v for v in values if v not in kept and len(kept) < MOST_VALUES)
    whole.place_names |= part.place_names
    whole.names |= part.names
    whole.weekdays |= part.weekdays
    whole.months |= part.months
    whole.words |= part.words
    if len(whole.context) < MOST_CONTEXT:
        whole.context |= part.context
    whole.reports |= part.reports
    if whole.family != "violence" and part.family == "violence":
        whole.family = part.family
