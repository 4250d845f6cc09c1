"""Checks what reports say of the map against the gazetteer, with tolerance and both figures."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from rashomon.assessment.casefile import CaseFile
from rashomon.assessment.wording import make
from rashomon.measures import bearing, kilometres, to_segment
from rashomon.records import Entity, Evidence, Finding, FindingKind, PlaceRelation

SHARE, SLACK_KM = 0.25, 12.0  # a stated distance may be off by a quarter and a town's width
NEAR_KM = 40.0  # farther than this is not near
ROAD_KM = 20.0  # farther than this off the straight line is not on the road
BETWEEN_SHARE = 0.35  # off the line by more than this share of its length is not between
TURN = 68.0  # degrees: one and a half of eight compass points

Point = tuple[float, float]
Verdict = tuple[FindingKind, str] | None


def _point(entity: Entity | None) -> Point | None:
    if entity is None or entity.lat is None or entity.lon is None or (entity.radius_km or 0) > NEAR_KM:
        return None
    return entity.lat, entity.lon


def _distance(told: PlaceRelation, here: Point, there: Sequence[Point]) -> Verdict:
    real = kilometres(here, there[0])
    if told.km is not None and abs(real - told.km) > SLACK_KM + SHARE * told.km:
        return "distance", f"{told.km:.0f} km are told, the map has {real:.0f} km in a straight line"
    return _bearing(told, here, there)


def _bearing(told: PlaceRelation, here: Point, there: Sequence[Point]) -> Verdict:
    real = bearing(there[0], here)
    if told.bearing is None or min(abs(real - told.bearing), 360 - abs(real - told.bearing)) <= TURN:
        return None
    return "geography", f"the bearing told is {told.bearing:.0f} degrees, the map has {real:.0f}"


def _near(told: PlaceRelation, here: Point, there: Sequence[Point]) -> Verdict:
    real = kilometres(here, there[0])
    return ("geography", f"told to be near, the map has {real:.0f} km between them") if real > NEAR_KM else None


def _road(told: PlaceRelation, here: Point, there: Sequence[Point]) -> Verdict:
    off = to_segment(here, there[0], there[1]) if len(there) > 1 else 0.0
    return ("geography", f"told to lie on the way, the map has it {off:.0f} km off the line") if off > ROAD_KM else None


def _between(told: PlaceRelation, here: Point, there: Sequence[Point]) -> Verdict:
    if len(there) < 2:
        return None
    off, length = to_segment(here, there[0], there[1]), kilometres(there[0], there[1])
    if off <= max(ROAD_KM, BETWEEN_SHARE * length):
        return None
    return "geography", f"told to lie between them, the map has it {off:.0f} km off their line of {length:.0f} km"


CHECKS: dict[str, Callable[[PlaceRelation, Point, Sequence[Point]], Verdict]] = {
    "distance": _distance,
    "bearing": _bearing,
    "near": _near,
    "road": _road,
    "between": _between,
}


def distance_findings(case: CaseFile, relations: Sequence[PlaceRelation]) -> Iterator[Finding]:
    """Yield the stated relations between places that the map does not bear out, each wording of a report once."""
    seen: set[tuple[str, str, str | None, tuple[str | None, ...]]] = set()
    for told in relations:
        here = _point(case.entities.get(told.subject_entity or ""))
        there = [_point(case.entities.get(o or "")) for o in told.object_entities]
        known = [p for p in there if p is not None]
        key = (told.report, told.relation, told.subject_entity, told.object_entities)
        if here is None or not known or len(known) < len(there) or told.relation not in CHECKS or key in seen:
            continue
        seen.add(key)
        verdict = CHECKS[told.relation](told, here, known)
        if verdict is not None and told.report in case.reports:
            names = ", ".join(case.name(o) for o in told.object_entities)
            quoted = " ".join(told.text.split())
            text = (
                f"{case.outlet(told.report)}: “{quoted}”: {verdict[1]} "
                f"({case.name(told.subject_entity)}; {names}; by the gazetteer)."
            )
            yield make(verdict[0], text, (), [Evidence(report=told.report, start=told.start, end=told.end)])
