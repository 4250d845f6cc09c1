"""Brings claims about one happening together, within a report and across reports; the front of the stage."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date

from rashomon.alignment.features import likeness, reasons
from rashomon.alignment.groups import group
from rashomon.alignment.pairs import candidate_pairs
from rashomon.alignment.telling import Happening, happenings
from rashomon.measures import days
from rashomon.records import Claim, Entity, Event, Report, TimeValue

JOIN_ACROSS = 1.1  # the least average likeness of two reports' happenings; found on hand-built dossiers
TOLD_APART = 0.8  # one report told two happenings apart; others may show them to be one, not easily
KIND_ORDER = ("attack", "casualties", "loss", "capture")
MOST_REASONS = 6
_ID = re.compile(r"[\w:./-]+")
LONG_MONTH = 31


def align(reports: Sequence[Report], entities: Sequence[Entity], claims: Sequence[Claim]) -> tuple[Event, ...]:
    """Return the events of a dossier; every claim stands in exactly one, the order of the reports changes nothing."""
    by_id = {e.id: e for e in entities}
    told = _told(claims, {r.id: r for r in reports}, by_id)
    profiles = [h.profile for h in told]

    def alike(i: int, j: int) -> float:
        score = likeness(profiles[i], profiles[j])
        return score - TOLD_APART if profiles[i].reports == profiles[j].reports else score

    pairs = candidate_pairs(profiles)
    edges = ((alike(i, j), i, j) for i, j in pairs if profiles[i].reports != profiles[j].reports)
    groups = group(len(told), edges, alike, JOIN_ACROSS)
    events = (_event([told[i] for i in members], by_id) for members in groups)
    return tuple(sorted(events, key=lambda e: e.id))


def _told(claims: Sequence[Claim], reports: dict[str, Report], entities: dict[str, Entity]) -> list[Happening]:
    by_report: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_report[claim.report].append(claim)
    places: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for entity in entities.values():
        for m in entity.mentions if entity.kind == "place" else ():
            places[m.report].append((m.start, m.end, entity.id))
    known = [r for r in sorted(by_report) if r in reports]
    return [h for r in known for h in happenings(by_report[r], reports[r], entities, sorted(places[r]))]


def _event(parts: list[Happening], entities: dict[str, Entity]) -> Event:
    claims = sorted((c for h in parts for c in h.claims), key=lambda c: (c.report, c.start, c.id))
    kind, place, time = _kind(claims), _place(claims, entities), _time(claims)
    why = [r for i, h in enumerate(parts[1:]) for r in reasons(parts[i].profile, h.profile)]
    return Event(
        id=f"event-{min(c.id for c in claims)}",
        kind=kind,
        title=_title(kind, entities[place].name if place else "", time),
        claims=tuple(c.id for c in claims),
        place=place,
        time=time,
        reasons=tuple(_by_name(reason, entities) for reason in dict.fromkeys(why))[:MOST_REASONS],
    )


def _by_name(reason: str, entities: dict[str, Entity]) -> str:
    """Return a reason with names in the place of ids."""
    return _ID.sub(lambda m: entities[m[0]].name if m[0] in entities else m[0], reason)


def _kind(claims: list[Claim]) -> str:
    kinds = Counter(c.kind for c in claims)
    for kind in KIND_ORDER:
        if kinds[kind]:
            return kind
    return min(kinds, key=lambda k: (-kinds[k], k))


def _place(claims: list[Claim], entities: dict[str, Entity]) -> str | None:
    counts = Counter(f.entity for c in claims for f in c.place if f.entity in entities)
    placed = [i for i in counts if i and entities[i].kind == "place"]

    def rank(i: str) -> tuple[bool, bool, int, str]:
        entity = entities[i]
        return (entity.lat is None, (entity.radius_km or 0.0) > 60.0, -counts[i], i)

    return min(placed, key=rank, default=None)


def _time(claims: list[Claim]) -> TimeValue | None:
    known = [(c.time, interval) for c in claims if c.time and (interval := days(c.time))]
    counts = Counter(interval for _, interval in known)
    if not known:
        return None
    return min(known, key=lambda k: (-counts[k[1]], k[1][1] - k[1][0], k[1], k[0].text))[0]


def _title(kind: str, place: str, time: TimeValue | None) -> str:
    interval = days(time)
    when = ""
    if interval:
        first, last = (date.fromordinal(d) for d in (interval[0], interval[1] - 1))
        when = f"{first.day} {first:%B %Y}" if first == last else f"{first:%B %Y}"
        when = when if (last - first).days <= LONG_MONTH else f"{first.year}"
    return ", ".join(part for part in (kind, place, when) if part)
