"""What a claim, or a group of claims, offers for comparison: family, days, places, counts, names and words."""

from __future__ import annotations

import bisect
import calendar
import functools
import itertools
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rashomon.measures import Days, Interval, days, fold, loose_bounds
from rashomon.records import ROLES, Claim, Entity, Filler
from rashomon.resources import read_list

NEAR_BEFORE, NEAR_AFTER = 80, 140  # characters around a trigger in which a cue counts as its own
PROVINCE_KM = 80.0
_PROVINCE = re.compile(r"\b(?:province|governorate|region|oblast|district of|countryside)\b", re.I)
MOST_CONTEXT = 80
BACKGROUND_REACH = 30  # characters between "days after a" and what it makes a background of
REGION_KM = 60.0  # a place of this radius is a region that may hold the other
COMES_WITHIN = 42  # characters before a place in which "from" makes it where somebody comes from
STANDS_WITHIN = 45  # characters between a trigger and a place told of it by "in", "at" or "near"
MAIN_SHARE = 0.25  # a place told this often, beside the one told most, is where a group happened
_MONTH = re.compile(r"\b(?:in|last|early|late|since|of|on) (" + "|".join(calendar.month_name[1:]).casefold() + r")\b")
MOST_VALUES = 24  # how many values of a feature a group remembers; more say nothing new and cost time
_STANDS = re.compile(
    r"\b(?:in|at|near|outside|hit|hits|struck|rocked|targeted"
    r"|(?:strikes?|raids?|attacks?|assault|shelling) (?:on|against))"
    r"\s+(?:[\w-]+\s+){0,3}$",
    re.I,
)
_COMES_FROM = re.compile(r"\b(?:from|residents of|people of|inhabitants of|natives of)\s[^,.;]*$", re.I)


@dataclass(slots=True)
class Profile:
    """What is known of a claim or of a group: every set holds what any of its claims says."""

    family: str
    scope: str = ""
    days: list[Days] = field(default_factory=list)
    weekdays: set[Days] = field(default_factory=set)
    months: set[int] = field(default_factory=set)
    places: dict[str, tuple[float, float, float]] = field(default_factory=dict)
    told_there: Counter[str] = field(default_factory=Counter)
    place_names: set[str] = field(default_factory=set)
    counts: dict[str, list[Interval]] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    context: set[str] = field(default_factory=set)
    reports: set[str] = field(default_factory=set)
    main: dict[str, tuple[float, float, float]] | None = None  # what main_places found, until more is added


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


def background_from(claim: Claim, text: str) -> int | None:
    """Return where the words begin that make a claim the background of something else ("days after a bombing")."""
    if claim.trigger is None:
        return None
    first = max(claim.start, claim.trigger.start - NEAR_BEFORE)
    for match in _pattern("background").finditer(text[first : claim.trigger.end]):
        if claim.trigger.start - (first + match.end()) <= BACKGROUND_REACH:
            return first + match.start()
    return None


def family_of(claim: Claim, near: str) -> str:
    """Return the family of kinds that a claim belongs to; the words decide where the kind is a loose one."""
    family = _families().get(claim.kind, claim.kind)
    trigger = set(fold(claim.trigger.text)) if claim.trigger else set()
    if trigger & word_set("siege_words"):
        return "siege"
    if claim.kind in ("attack", "deploy") and trigger & word_set("control_words") and not claim.slot:
        return "control"
    if family == "violence" or claim.slot in ("killed", "wounded"):
        return "violence"
    about = {w for f in (claim.trigger,) if f for w in fold(f.text)}
    if family == "stance" and about & word_set("violence_words"):
        return "violence"
    if claim.kind in ("describe", "consult", "discovery", "aid") and _targets(claim) & word_set("victim_words"):
        return "violence"
    folded = " ".join(fold(near))
    if claim.kind in read_list("alignment.yaml")["answers"] and any(w in folded for w in word_set("answer_words")):
        return "violence"
    return claim.kind if family == "stance" else family


def _targets(claim: Claim) -> set[str]:
    return {w for f in claim.target for w in fold(f.text)}


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


def _modifiers(near: str) -> set[str]:
    """Return the words right before a noun of a happening: "convoy attack", "school strike"."""
    words = fold(near)
    before = {a for a, b in itertools.pairwise(words) if b in word_set("happening_nouns") and len(a) > 3}
    return before - word_set("empty_words") - word_set("weekdays") - word_set("definite")


PlaceMentions = Sequence[tuple[int, int, str]]


def _standing_near(claim: Claim, text: str, near: str, mentions: PlaceMentions) -> Iterator[str]:
    """Yield the places that stand after "in", "at" or "near" in the clause of a claim."""
    if claim.trigger is None:
        return
    clause = text.find(near, claim.start)
    first = max(clause, claim.trigger.start - STANDS_WITHIN)
    last = min(clause + len(near), claim.trigger.end + STANDS_WITHIN)
    at = bisect.bisect_left(mentions, (max(claim.start, first), 0, ""))
    for start, end, entity in itertools.takewhile(lambda m: m[0] < last, mentions[at:]):
        if end <= last and _STANDS.search(text[max(claim.start, start - 34) : start]):
            yield entity


def profile_of(claim: Claim, text: str, entities: Mapping[str, Entity], mentions: PlaceMentions = ()) -> Profile:
    """Return what one claim offers for comparison; `mentions` are the places of its report in order."""
    near = near_text(claim, text)
    profile = Profile(family=family_of(claim, near), reports={claim.report})
    if not _pattern("superlative").search(near):
        profile.scope = scope_of(near)
        _add_time(profile, claim, near, background_from(claim, text))
    answers = profile.family == "violence" and claim.kind in read_list("alignment.yaml")["answers"]
    for filler in () if answers else claim.place:  # where a statement or its grievance is set is not where the deed was
        if not _COMES_FROM.search(text[max(claim.start, filler.start - COMES_WITHIN) : filler.start]):
            _add_place(profile, filler, entities)
    for filler in claim.target:
        taken = entities.get(filler.entity or "")
        if taken is not None and taken.kind == "place":
            _add_place(profile, filler, entities)
    if not profile.places and not answers:
        for entity_id in _standing_near(claim, text, near, mentions):
            entity = entities[entity_id]
            if entity.lat is not None and entity.lon is not None:
                profile.places[entity_id] = (entity.lat, entity.lon, entity.radius_km or 0.0)
                profile.told_there[entity_id] += 1
    if claim.slot and not claim.part_of:
        profile.counts[claim.slot] = [
            loose_bounds(q) for q in claim.quantities if q.low is not None or q.high is not None
        ]
    profile.names |= {f.entity for role in ROLES if role != "place" for f in claim.role(role) if f.entity}
    profile.words = _words_of(claim) | _modifiers(near)
    profile.context = {w for w in fold(near) if len(w) > 3 and not w.isdigit()} - word_set("empty_words")
    return profile


def _add_time(profile: Profile, claim: Claim, near: str, background: int | None) -> None:
    interval = days(claim.time)
    if interval is not None and claim.time is not None and (background is None or claim.time.at >= background):
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
        radius = max(entity.radius_km or 0.0, PROVINCE_KM if _PROVINCE.search(filler.text) else 0.0)
        profile.places[entity.id] = (entity.lat, entity.lon, radius)
        profile.told_there[entity.id] += 1
    elif entity.kind == "place":
        profile.place_names.add(entity.id)


def main_places(profile: Profile) -> dict[str, tuple[float, float, float]]:
    """Return the places where a group happened: those told often, and regions only where no town is told."""
    if profile.main is None:
        profile.main = _main_places(profile)
    return profile.main


def _main_places(profile: Profile) -> dict[str, tuple[float, float, float]]:
    most = max((profile.told_there[i] for i in profile.places), default=0)
    often = {i: p for i, p in profile.places.items() if profile.told_there[i] >= MAIN_SHARE * most}
    return {i: p for i, p in often.items() if p[2] < REGION_KM} or often


def absorb(whole: Profile, part: Profile) -> None:
    """Add what one profile offers to another, in place."""
    whole.main = None
    for interval in part.days:
        if interval not in whole.days and len(whole.days) < MOST_VALUES:
            whole.days.append(interval)
    for key, point in part.places.items():
        if len(whole.places) < MOST_VALUES:
            whole.places[key] = point
    whole.told_there.update(part.told_there)
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
