"""The distinct values that an event's claims give for each slot, each with its claims, reports and origins."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from rashomon.assessment.casefile import CaseFile, is_told
from rashomon.assessment.cues import part_words, word_set
from rashomon.assessment.origins import Origins
from rashomon.assessment.parties import party_of
from rashomon.assessment.relations import counts_another, is_count
from rashomon.measures import days, fold, kilometres
from rashomon.records import COUNT_SLOTS, SLOTS, Claim, Entity, Event, Filler, Position
from rashomon.resources import read_list

SEEN = "seen in a picture"  # each picture shows its own
ROLE_SLOTS = ("actor", "target", "instrument", "place")
HAPPENING_KINDS = frozenset({"attack", "casualties", "loss", "capture", "accuse"})
WHOM_WITHIN, WHOM_WORDS = 60, 3  # characters and words after "13 of whom" in which stands what they were
ONE_TOWN_KM = 4.0
SMALLER = 4.0  # so many times a place must be wider than another that lies in it
_OF_THE_DEAD = re.compile(
    r"of the (?:dead|killed|victims|wounded|injured) were ([\w-]+)|dead included \d+ ([\w-]+)", re.I
)
_OF_WHOM = re.compile(
    r"\s*(?:of (?:whom|them|its|their|those|the (?:dead|killed|wounded|injured|victims))|[\w-]+ of whom)\b"
)
_MOSTLY = re.compile(r"^\S*\s*(?:\w+\s+){0,2}(?:mostly|mainly|many of them|most of them)\b", re.I)
_ENEMY = re.compile(r"\benem(?:y|ies)\b", re.I)  # of whom "14 men" are 14 fighters
# "the enemy left behind it 48 dead", "the terrorists lost 12"
_ENEMY_LOST = re.compile(
    r"\b(?:enem(?:y|ies)|militants|terrorists|rebels|insurgents|gunmen|attackers)\b"
    r" (?:\w+ )?(?:left|lost|suffered|abandoned)\b[^.;,]*$",
    re.I,
)
_INCLUDING = re.compile(r"\b(?:including|among|with|mostly|mainly)\b", re.I)
_NUMBER_WORD = re.compile(
    r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:dozen|score|hundred|thousand)s?|several"
)
BODIES = frozenset(
    {"body", "bodies", "corpse", "corpses", "remains"}
)  # found or carried by one service: not all the dead
# "two died in hospital", "five succumbed": they add to a toll
_DIED_LATER = re.compile(
    r"(?:succumb(?:ed|s|ing)?|(?:died?|dies|dying|dead) (?:\w+ ){0,2}(?:in (?:a |the )?(?:\w+ )?hospitals?"
    r"|(?:of|from|as a result of|due to) (?:the |their |his |her )?(?:\w+ )?(?:wounds|injuries)))\b",
    re.I,
)
HURT = frozenset({"wounded", "injured"})  # three of whom died later: they add to a toll
ALL = frozenset({"people", "persons", "victims", "dead", "killed", "civilians", "others", "casualties"})
_BOTH = re.compile(
    r"\b(?:killed|dead|martyred|killing)\s+(?:and|or)\s+(?:wounded|injured|hurt|wounding|injuring)\b", re.I
)


class Value(NamedTuple):
    """A value of a slot as it is told apart: a count of all or of a part, or an entity or words."""

    slot: str
    part: str
    low: int | None
    high: int | None
    value: str | None


@functools.cache
def _pronouns() -> frozenset[str]:
    return frozenset(read_list("alignment.yaml")["pronouns"])


def part_of(claim: Claim, case: CaseFile, event: Event | None = None) -> str:
    """Return the class or the other town that a claim counts ("children"), empty where it counts all."""
    if claim.part_of or _is_subset(claim, case):
        return _class_of_whom(claim, case) or "a part"
    if any(not word_set("picture_nouns").isdisjoint(fold(v.text)) for v in claim.voices):
        return SEEN
    if any(set(fold(q.of)[-1:]) & BODIES for q in claim.quantities) or _found_dead(claim):
        return "bodies"
    if claim.slot == "killed" and (any(set(fold(q.of)[-1:]) & HURT for q in claim.quantities) or _later(claim, case)):
        return "died of wounds"
    if _OF_THE_DEAD.search(case.near(claim)):
        return _class_of(claim, case) or "a part"
    if _ENEMY_LOST.search(case.before_count(claim)):
        return "fighters"
    if any(set(fold(q.of)) & ALL for q in claim.quantities):
        return _elsewhere(claim, case, event)
    return _class_of(claim, case) or _elsewhere(claim, case, event)


def _later(claim: Claim, case: CaseFile) -> bool:
    text = case.reports[claim.report].text
    return claim.trigger is not None and bool(_DIED_LATER.match(text, claim.trigger.start, claim.end))


def _found_dead(claim: Claim) -> bool:
    """Tell whether it is "the bodies of 26 civilians" that a claim counts."""
    return claim.kind == "discovery" or any(set(fold(f.text)[:2]) & BODIES for f in claim.target)


def _is_subset(claim: Claim, case: CaseFile) -> bool:
    if not claim.quantities:
        return False
    text, count = case.reports[claim.report].text, claim.quantities[0]
    before = text[max(claim.start, count.start - 14) : count.start].casefold().rstrip()
    after = text[count.end : count.end + 16].casefold()
    return (
        before.endswith("including")
        or bool(_OF_WHOM.match(after))
        or claim.id in case.summands
        or claim.id in case.increments
    )


def _class_of_whom(claim: Claim, case: CaseFile) -> str:
    """Return the class of a part: of "109 evacuees, 13 of whom were women" the 13 are women, not evacuees."""
    if not claim.quantities:
        return _class_of(claim, case)
    at = claim.quantities[0].end
    after = case.reports[claim.report].text[at : min(claim.end, at + WHOM_WITHIN)]
    of_whom = _OF_WHOM.match(after)
    if of_whom is None:
        return _class_of(claim, case)
    return next((part_words()[w] for w in fold(after[of_whom.end() :])[:WHOM_WORDS] if w in part_words()), "")


def _class_of(claim: Claim, case: CaseFile) -> str:
    """Return the class of victims that stands right at the count, not one of "mostly women and children"."""
    near = case.near(claim)
    if any(_MOSTLY.search(near[near.find(q.text) :][:60]) for q in claim.quantities if q.text in near):
        return ""
    words = [w for q in claim.quantities for w in fold(q.of)]
    words += [w for f in claim.target for w in fold(_INCLUDING.split(_from_count(f, claim))[0])]
    words += fold(" ".join(w for pair in _OF_THE_DEAD.findall(near) for w in pair))
    part = next((part_words()[w] for w in words if w in part_words()), "")
    return "fighters" if part == "men" and _ENEMY.search(near) else part


def _from_count(filler: Filler, claim: Claim) -> str:
    """Return the words of a filler from the count on: of "eleven soldiers fallen and 20 wounded" 20 are no soldiers."""
    inside = [q.start - filler.start for q in claim.quantities[:1] if filler.start < q.start < filler.end]
    if inside:
        return filler.text[inside[0] :]
    counted = any(filler.start <= q.start < filler.end for q in claim.quantities)
    first = filler.text.casefold().split()[:1]
    other = bool(first) and bool(_NUMBER_WORD.fullmatch(first[0]) or first[0].isdigit())
    return "" if claim.quantities and other and not counted else filler.text


def _elsewhere(claim: Claim, case: CaseFile, event: Event | None) -> str:
    """Return the place that a claim counts at, where it is another one than the event's."""
    home = case.entities.get((event.place if event else None) or "")
    places = claim.place or _place_before(claim, case)
    there = [e for f in places if (e := case.entities.get(f.entity or "")) and e.lat is not None]
    if home is None or home.lat is None or not there or any(_holds(e, home) for e in there):
        return ""
    return f"at {there[0].name}"


def _place_before(claim: Claim, case: CaseFile) -> tuple[Filler, ...]:
    """Return the place of the like count told just before, of which this one is another's: "… put the toll at six"."""
    told = [c for c in case.by_report(claim.report) if c.slot == claim.slot and 0 < claim.sentence - c.sentence <= 1]
    return next((c.place for c in reversed(told) if not c.part_of), ()) if claim.voices else ()


def _holds(one: Entity, other: Entity) -> bool:
    if one.country and other.country and one.country != other.country:
        return False
    if None in (one.lat, one.lon, other.lat, other.lon):
        return True
    distance = kilometres((one.lat or 0.0, one.lon or 0.0), (other.lat or 0.0, other.lon or 0.0))
    return distance <= max(ONE_TOWN_KM, one.radius_km or 0.0, other.radius_km or 0.0)


def _counts(claim: Claim, case: CaseFile, event: Event) -> Iterable[Value]:
    if claim.slot not in COUNT_SLOTS or not is_told(claim):
        return
    if counts_another(claim, case) or (claim.trigger and _BOTH.search(claim.trigger.text)):
        return
    for quantity in claim.quantities[:1]:
        if is_count(claim, quantity):
            yield Value(claim.slot, part_of(claim, case, event), quantity.low, quantity.high, None)


def _worth(filler: Filler, slot: str, case: CaseFile) -> bool:
    """Tell whether a filler is a value: a known entity or words, for an actor the words for somebody who acts."""
    if slot == "target" and filler.entity is None and _only_counts(filler):
        return False
    if slot != "actor":
        return filler.entity is not None or filler.text.casefold().strip() not in _pronouns()
    entity = case.entities.get(filler.entity or "")
    if entity is not None and entity.kind in ("actor", "person"):
        return True
    last = fold(filler.text.split(" in ")[0].split(" of ")[0])[-1:]
    return not word_set("agent_words").isdisjoint(last)


def _is_wider(filler: Filler, claim: Claim, case: CaseFile, event: Event) -> bool:
    """Tell whether a place only says in what land or town another place is: of its claim, or that of its event."""
    others = [e for f in claim.place if f is not filler and (e := case.entities.get(f.entity or ""))]
    entity = case.entities.get(filler.entity or "")
    if entity is None:
        return bool(others)  # "in the north" of a town that is named
    home = case.entities.get(event.place or "")
    inner = [*others, *([home] if home is not None else [])]
    return any(other.id != entity.id and _lies_in(other, entity) for other in inner)


def _lies_in(one: Entity, other: Entity) -> bool:
    """Tell whether a place is a small part of another."""
    if None in (one.lat, one.lon, other.lat, other.lon) or other.radius_km is None:
        return False
    distance = kilometres((one.lat or 0.0, one.lon or 0.0), (other.lat or 0.0, other.lon or 0.0))
    stated = distance == 0.0  # told to lie in it, nobody knows where: the radius is of the doubt
    return not stated and distance <= other.radius_km and (one.radius_km or 0.0) * SMALLER <= other.radius_km


def _only_counts(filler: Filler) -> bool:
    """Tell whether words say how many people and nothing else of them ("11", "14 men"): counted, not named."""
    words = [w for w in fold(filler.text) if w not in ("at", "least", "some", "about", "around", "the", "more", "than")]
    rest = [w for w in words if not w.isdigit() and not _NUMBER_WORD.fullmatch(w)]
    return len(rest) < len(words) and all(w in ALL or w in part_words() for w in rest)


def _roles(claim: Claim, case: CaseFile, event: Event) -> Iterable[Value]:
    if claim.kind not in HAPPENING_KINDS or not is_told(claim):
        return
    for slot in ROLE_SLOTS:
        role = "target" if claim.kind == "accuse" and slot == "actor" else slot
        if claim.kind == "accuse" and slot != "actor":
            continue
        if role == "target" and claim.slot:
            continue  # victims are counted, not named
        for filler in claim.role(role):
            wide = slot == "place" and _is_wider(filler, claim, case, event)
            if _worth(filler, slot, case) and not wide:
                yield Value(slot, "", None, None, filler.entity or " ".join(fold(filler.text)))


def _times(claim: Claim) -> Iterable[Value]:
    interval = days(claim.time)
    if claim.time and claim.time.start and interval and claim.kind in HAPPENING_KINDS:
        yield Value("time", "", None, None, claim.time.start[:10])


def values_of(claim: Claim, case: CaseFile, event: Event) -> list[Value]:
    """Return every value that one claim gives."""
    return [*_counts(claim, case, event), *_roles(claim, case, event), *_times(claim)]


def positions_of(event: Event, case: CaseFile, origins: Origins) -> tuple[Position, ...]:
    """Return the positions of an event, counts first, in order of slot and value."""
    holders: dict[Value, dict[str, Claim]] = defaultdict(dict)
    for claim in case.members(event):
        for value in values_of(claim, case, event):
            holders[value][claim.id] = claim
    ordered = sorted(holders, key=_order)
    return tuple(_position(value, list(holders[value].values()), case, origins) for value in ordered)


def _order(value: Value) -> tuple[int, str, float, float, str]:
    low = -1.0 if value.low is None else float(value.low)
    high = float("inf") if value.high is None else float(value.high)
    return (SLOTS.index(value.slot), value.part, low, high, value.value or "")


def _written(value: Value, claims: list[Claim], case: CaseFile) -> str | None:
    """Return an entity's id or the words of a value as the first report has them."""
    if value.value is None or value.value in case.entities or value.slot == "time":
        return value.value
    fillers = (f for c in claims for role in ROLE_SLOTS for f in c.role(role))
    return next((f.text for f in fillers if " ".join(fold(f.text)) == value.value), value.value)


def _position(value: Value, claims: list[Claim], case: CaseFile, origins: Origins) -> Position:
    behind = origins.all_of if value.value is None else functools.partial(origins.of_filler, value=value.value)
    found = {origin for c in claims for origin in behind(c)}
    distinct = {o.key: o for o in sorted(found, key=lambda o: (o.key, o.name, o.reason))}
    return Position(
        slot=value.slot,
        part=value.part,
        low=value.low,
        high=value.high,
        value=_written(value, claims, case),
        claims=tuple(c.id for c in claims),
        reports=len({c.report for c in claims}),
        origins=tuple(sorted(o.name for o in distinct.values())),
        origin_reasons=tuple(sorted({f"{o.name}: {o.reason}" for o in found})),
        parties=tuple(sorted({p for c in claims if (p := party_of(c, case))})),
    )
