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

from rashomon.alignment.cues import (
    background_from,
    is_answer,
    is_day_of_late_death,
    is_deathbed,
    is_elsewhere,
    is_general,
    is_habitual,
    is_held,
    is_landmark,
    is_measured,
    is_night,
    is_office,
    is_owner,
    is_part_of_town,
    is_proposed,
    is_region,
    is_saying_day,
    is_since,
    is_speakers,
    means_of,
    named_days,
    near_text,
    opens_new,
    opens_sentence,
    own_kind,
    pattern,
    scope_of,
    stands_at,
    word_set,
)
from rashomon.alignment.families import family_of, is_speech, is_stance, targets_of
from rashomon.measures import Days, Interval, days, fold, loose_bounds
from rashomon.records import ROLES, Claim, Entity, Filler
from rashomon.resources import read_list

STATED = "stated:"  # how the gazetteer of a place begins that a text says where it lies
PROVINCE_KM = 80.0
LANDMARK_KM = 75.0  # so far off may lie what is told "west of" a town, without a distance
MEASURED_KM = 30.0  # and with one ("40 km west of")
MOST_CONTEXT = 80
COUNTRY_KM = 250.0  # a country; that two things lie in it says little
REGION_KM = 60.0  # a place of this radius is a region that may hold the other
STANDS_WITHIN = 70  # characters between a trigger and a place told of it by "in", "at" or "near"
MAIN_SHARE = 0.25  # a place told this often, beside the one told most, is where a group happened
_MONTH = re.compile(r"\b(?:in|last|early|late|since|of|on) (" + "|".join(calendar.month_name[1:]).casefold() + r")\b")
# what a group has of what any of its claims says
UNITED = (
    "weekdays", "named_days", "published", "months", "place_names", "towns", "quarters", "near", "means", "doers",
    "sufferers", "names", "words", "reports", "fought", "battle", "answer",
)  # fmt: skip
MOST_VALUES = 24  # how many values of a feature a group remembers; more say nothing new and cost time


@dataclass(slots=True)
class Profile:
    """What is known of a claim or of a group: every set holds what any of its claims says."""

    family: str
    scope: str = ""
    days: list[Days] = field(default_factory=list)
    weekdays: set[Days] = field(default_factory=set)
    named_days: set[str] = field(default_factory=set)  # weekdays by name
    published: set[int] = field(default_factory=set)  # days of publication of the reports that tell it
    months: set[int] = field(default_factory=set)
    places: dict[str, tuple[float, float, float]] = field(default_factory=dict)
    told_there: Counter[str] = field(default_factory=Counter)
    place_names: set[str] = field(default_factory=set)
    towns: set[str] = field(default_factory=set)  # places told of as towns, also those that no map has
    quarters: set[str] = field(default_factory=set)  # places told of as parts of a town
    near: set[str] = field(default_factory=set)  # places that it is told to be near
    means: set[str] = field(default_factory=set)
    battle: bool = False  # of two sides, by its word
    doers: set[str] = field(default_factory=set)  # entities and words of those who did it
    sufferers: set[str] = field(default_factory=set)  # and of those to whom it was done
    fought: bool = False  # ground was taken or given up
    held: bool = False  # ground is said to be held, nothing more
    answer: bool = False  # told as an answer to what was told before
    there: bool = False  # told of the place named last
    turns: bool = False  # told as something else than what was told before
    introduces: bool = False  # a toll told of "an attack", as of something new, without place, day and count
    also: bool = False  # told as one more of its kind
    counts: dict[str, list[Interval]] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    context: set[str] = field(default_factory=set)
    reports: set[str] = field(default_factory=set)
    main: dict[str, tuple[float, float, float]] | None = None  # what main_places found, until more is added

    def forget_places(self) -> None:
        """Drop what a claim says of places, where they are those of another clause."""
        for held in (self.places, self.told_there, self.place_names, self.towns, self.quarters, self.near):
            held.clear()


@functools.cache
def _months() -> dict[str, int]:
    return {name.casefold(): number for number, name in enumerate(calendar.month_name) if name}


def _takes_ground(claim: Claim, profile: Profile) -> bool:
    """Tell whether a town or a hill was taken or left, not men or arms."""
    if profile.towns or profile.places or not targets_of(claim):
        return not claim.slot or bool(profile.towns)
    men_or_arms = targets_of(claim) & (word_set("army_words") | word_set("weapon_words"))
    return bool(targets_of(claim) & word_set("ground_words")) or not (claim.quantities or men_or_arms)


def _content(filler: Filler) -> set[str]:
    words = {w for w in fold(filler.text) if len(w) > 2 and not w.isdigit()} - word_set("empty_words")
    return {_sites().get(w, w) for w in words}


@functools.cache
def _sites() -> dict[str, str]:
    table = read_list("alignment.yaml")["one_site"]
    return {word: site for site, words in table.items() for word in words}


def _words_of(claim: Claim) -> set[str]:
    return {w for f in (*claim.target, *claim.instrument, *claim.recipient, *claim.actor) for w in _content(f)}


def _modifiers(near: str) -> set[str]:
    """Return the words right before a noun of a happening: "convoy attack", "school strike"."""
    words = fold(near)
    before = {a for a, b in itertools.pairwise(words) if b in word_set("happening_nouns") and len(a) > 3}
    return before - word_set("empty_words") - word_set("weekdays") - word_set("definite")


def _parties(fillers: Sequence[Filler], entities: Mapping[str, Entity]) -> set[str]:
    """Return the entities of the fillers, and their head words; a place or a weapon is no party."""
    known = {f.entity for f in fillers if f.entity and (e := entities.get(f.entity)) is not None and e.kind != "place"}
    words = {w for f in fillers for w in _head_words(f) if len(w) > 2 and not w.isdigit()}
    return known | words - word_set("weapon_words") - word_set("empty_words")


def _head_words(filler: Filler) -> set[str]:
    """Return the head word of a phrase; all its words where the head only counts ("any of the fighters")."""
    at = None if filler.head is None else filler.head - filler.start
    head = set(fold(re.split(r"\W", filler.text[at:], maxsplit=1)[0]) if at is not None else ())
    return head if head - word_set("empty_words") else set(fold(filler.text))


PlaceMentions = Sequence[tuple[int, int, str]]


def _mentions_in(first: int, last: int, mentions: PlaceMentions) -> Iterator[tuple[int, int, str]]:
    """Yield the places that begin between two offsets."""
    at = bisect.bisect_left(mentions, (first, 0, ""))
    yield from itertools.takewhile(lambda m: m[0] < last, mentions[at:])


def _standing_near(claim: Claim, text: str, near: str, mentions: PlaceMentions) -> Iterator[tuple[int, int, str]]:
    """Yield the places at the head of a claim's sentence, or behind "in", "at" or "near" in its clause."""
    if claim.trigger is None:
        return
    clause = text.find(near, claim.start)
    first = max(claim.start, clause, claim.trigger.start - STANDS_WITHIN)
    last = min(clause + len(near), claim.trigger.end + STANDS_WITHIN)
    for start, end, entity in _mentions_in(claim.start, claim.end, mentions):
        in_clause = first <= start and end <= last and stands_at(text, claim.start, start)
        aside = (
            is_speakers(text, claim.start, start)
            or is_deathbed(text, claim.start, start)
            or is_owner(text, start, end)
            or is_office(text, end)
        )
        if (in_clause or opens_sentence(text, claim.start, start)) and not aside:
            yield start, end, entity


def profile_of(claim: Claim, text: str, entities: Mapping[str, Entity], mentions: PlaceMentions = ()) -> Profile:
    """Return what one claim offers for comparison; `mentions` are the places of its report in order."""
    near = near_text(claim, text)
    profile = Profile(family=family_of(claim, near, text), reports={claim.report})
    answers = profile.family == "violence" and is_speech(claim)
    if not pattern("superlative").search(near) or is_since(claim, text):
        profile.scope = scope_of(claim, near)
        if not answers:  # the day of a saying is not that of the deed
            _add_time(profile, claim, text, near, background_from(claim, text))
    if not answers:  # nor is the place where a statement or its grievance is set
        _add_places(profile, claim, text, near, entities, mentions)
    if claim.zone == "headline" and len(profile.towns) > 1:
        profile.forget_places()  # which of two happenings it is of, nobody can tell
    if claim.slot and not claim.part_of:
        profile.counts[claim.slot] = [
            loose_bounds(q) for q in claim.quantities if q.low is not None or q.high is not None
        ]
    profile.names |= {f.entity for role in ROLES if role != "place" for f in claim.role(role) if f.entity}
    profile.words = _words_of(claim) | _modifiers(near)
    profile.context = {w for w in fold(near) if len(w) > 3 and not w.isdigit()} - word_set("empty_words")
    if profile.family == "violence":
        kind = own_kind(claim, near)
        profile.means = {kind} if kind else means_of(_without(near, claim.target))
        profile.battle = claim.trigger is not None and bool(pattern("battles").search(claim.trigger.text))
    if profile.family == "violence" and not answers:
        profile.doers, profile.sufferers = _parties(claim.actor, entities), _parties(claim.target, entities)
    elif claim.kind == "deploy":
        profile.doers = {f.entity for f in claim.actor if f.entity}
    elif is_stance(profile.family):
        profile.doers = _parties(claim.actor, entities) - word_set("pronouns")
    if profile.family == "control" and claim.kind == "capture" and not _takes_ground(claim, profile):
        profile.family = "violence"
    profile.held = is_held(claim)
    profile.fought = profile.family == "control" and not profile.held
    bare = claim.kind == "casualties" and not (profile.days or profile.places or profile.counts)
    profile.introduces = bare and bool(pattern("introduces").search(near))
    profile.also = bool(pattern("also").search(near))
    profile.named_days = named_days(claim, near, text)
    _add_generality(profile, claim, text)
    profile.there = bool(pattern("there").search(near))
    profile.answer, profile.turns = is_answer(claim, near), opens_new(claim, text)
    return profile


def _add_generality(profile: Profile, claim: Claim, text: str) -> None:
    """Keep apart what is named in general only: without a town and a day it is no one happening."""
    if profile.scope:
        return
    if is_proposed(claim, text):
        profile.scope = "plan"
    elif is_habitual(claim, text):
        profile.scope = "habit"
    elif not profile.towns and not profile.days and (is_general(claim, text) or _in_lands(profile, claim)):
        profile.scope = "general"


def _in_lands(profile: Profile, claim: Claim) -> bool:
    """Tell whether an uncounted act is told of two countries or more ("strikes in … and …")."""
    wide = [radius >= COUNTRY_KM for _, _, radius in profile.places.values()]
    return claim.kind == "attack" and not claim.quantities and len(wide) > 1 and all(wide)


def _without(near: str, fillers: Sequence[Filler]) -> str:
    """Return a clause without some fillers: aircraft that were hit are no means."""
    return functools.reduce(lambda text, filler: text.replace(filler.text, " "), fillers, near)


def _add_time(profile: Profile, claim: Claim, text: str, near: str, background: int | None) -> None:
    interval = None if is_saying_day(claim, text) else days(claim.time)
    if interval is not None and (pattern("lasting").search(near) or is_day_of_late_death(claim, text)):
        return  # "burned for a second day on Friday", "succumbed on Sunday"
    if interval is not None and claim.time is not None and (background is None or claim.time.at >= background):
        profile.days.append((interval[0], interval[1] + is_night(claim, text)))
        if set(fold(claim.time.text)) & word_set("weekdays"):
            profile.weekdays.add(interval)
    elif interval is None:
        profile.months = {_months()[m] for m in _MONTH.findall(near.casefold())}


def _add_places(
    profile: Profile, claim: Claim, text: str, near: str, entities: Mapping[str, Entity], mentions: PlaceMentions
) -> None:
    """Add the places of a claim: those of its roles, or else those that stand by it in its sentence."""
    retreat = claim.kind == "retreat"
    placed = [f for f in claim.place if not is_elsewhere(text, claim.start, f.start, retreat=retreat)]
    placed = [f for f in placed if not is_deathbed(text, claim.start, f.start)]
    placed += [f for f in claim.target if (e := entities.get(f.entity or "")) is not None and e.kind == "place"]
    for filler in placed:
        start, end = _name_in(filler, mentions)
        _add_place(profile, entities.get(filler.entity or ""), text, start, end)
        if filler.entity is None:
            profile.place_names |= _content(filler)
    if not profile.towns:
        for start, end, entity in _named_in(claim.target, text, entities, mentions):
            _add_place(profile, entities[entity], text, start, end)
    if not profile.places and not profile.towns:
        for start, end, entity in _standing_near(claim, text, near, mentions):
            _add_place(profile, entities[entity], text, start, end)


def _named_in(
    targets: Sequence[Filler], text: str, entities: Mapping[str, Entity], mentions: PlaceMentions
) -> Iterator[tuple[int, int, str]]:
    """Yield the towns that stand within what was hit: "the central part of …", "the … barracks"."""
    for target in targets:
        held = entities.get(target.entity or "")
        if held is not None and held.kind in ("actor", "person"):
            continue
        for start, end, entity in _mentions_in(target.start, target.end, mentions):
            wide = _width(entities[entity]) >= REGION_KM or is_landmark(text, target.start, start)
            aside = wide or is_office(text, end)
            if end <= target.end and not aside and not is_elsewhere(text, target.start, start):
                yield start, end, entity


def _name_in(filler: Filler, mentions: PlaceMentions) -> tuple[int, int]:
    """Return where the name of a place stands within a phrase."""
    within = _mentions_in(filler.start, filler.end, mentions)
    inside = ((s, e) for s, e, i in within if e <= filler.end and i == filler.entity)
    return next(inside, (filler.start, filler.end))


def _in_doubt(entity: Entity) -> bool:
    """Tell whether no map has a place: its radius is that of the land in which it is told to lie."""
    return (entity.gazetteer or "").startswith(STATED) and (entity.radius_km or 0.0) >= REGION_KM


def _width(entity: Entity) -> float:
    return 0.0 if _in_doubt(entity) else entity.radius_km or 0.0


def _add_place(profile: Profile, entity: Entity | None, text: str, start: int, end: int) -> None:
    if entity is None or entity.kind != "place":
        return
    landmark = is_landmark(text, 0, start)
    reach = 0.0 if not landmark else MEASURED_KM if is_measured(text, start) else LANDMARK_KM
    radius = max(_width(entity), PROVINCE_KM if is_region(text, start, end) else reach)
    if entity.lat is not None and entity.lon is not None and not _in_doubt(entity):
        profile.places[entity.id] = (entity.lat, entity.lon, radius)
        profile.told_there[entity.id] += 1
    else:
        profile.place_names.add(entity.id)
    if is_part_of_town(text, start, end):
        profile.quarters.add(entity.id)
    elif landmark:
        profile.near.add(entity.id)
    elif radius < REGION_KM:
        profile.towns.add(entity.id)


def share_a_day(one: Profile, other: Profile) -> bool:
    """Tell whether a day of one is a day of the other."""
    return any(x[0] < y[1] and y[0] < x[1] for x in one.days for y in other.days)


def main_places(profile: Profile) -> dict[str, tuple[float, float, float]]:
    """Return the places where a group happened: those told often, and regions only where no town is told."""
    if profile.main is None:
        profile.main = _main_places(profile)
    return profile.main


def _main_places(profile: Profile) -> dict[str, tuple[float, float, float]]:
    towns = {i: p for i, p in profile.places.items() if p[2] < REGION_KM}
    known = towns or profile.places
    most = max((profile.told_there[i] for i in known), default=0)
    return {i: p for i, p in known.items() if profile.told_there[i] >= MAIN_SHARE * most}


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
    for name in UNITED:
        setattr(whole, name, getattr(whole, name) | getattr(part, name))
    whole.held &= part.held
    if len(whole.context) < MOST_CONTEXT:
        whole.context |= part.context
    if whole.family != "violence" and part.family == "violence":
        whole.family = part.family
