"""Reads how places lie to one another: distance and bearing, near, between, on the road, within."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence

from rashomon.measures import kilometres
from rashomon.records import Mention, PlaceRelation, Reading
from rashomon.resources import read_list

Point = tuple[float, float]
Circle = tuple[float, float, float]

_WORDS = read_list("place_words.yaml")
_BEARINGS: dict[str, int] = _WORDS["bearings"]


def _any(words: Sequence[str]) -> str:
    return "|".join(sorted((re.escape(word).replace(r"\ ", r"\s+") for word in words), key=len, reverse=True))


_MORE_TYPES = ("cities", "towns", "villages", "suburbs", "districts", "outskirts")
_TYPE = rf"(?:{_any(list(_WORDS['types']))}|{'|'.join(_MORE_TYPES)})"
_OF_TYPE = rf"(?:the\s+)?(?:(?-i:[a-z-]+)\s+){{0,2}}?(?:(?:{_TYPE})\s+(?:of\s+)?)?(?:the\s+)?"
_ABOUT = r"(?:(?:about|some|approximately|around|roughly|nearly|almost|over|more than|just|only|at least)\s+)?"
_BEARING = r"(?P<bearing>(?:north|south)[\s-]?(?:east|west)|north|south|east|west)(?:ern|wards?)?"
_UNIT = r"(?P<unit>km|kms|kilomet(?:er|re)s?|mi|miles?)\b\.?"
_KM = rf"{_ABOUT}(?P<number>\d[\d,]*(?:\.\d+)?)[\s-]*(?:\([^)]{{0,20}}\)\s*)?{_UNIT}"
_DISTANCE = re.compile(
    rf"{_KM}\s*(?:\([^)]{{0,20}}\)\s*)?(?:away\s+)?(?:to\s+the\s+)?(?:{_BEARING}\s+)?"
    rf"(?:of|from|outside|away from)\s+{_OF_TYPE}$",
    re.I,
)
_LIES = re.compile(rf"(?<!in the )(?:to\s+the\s+)?(?:just\s+)?{_BEARING}\s+of\s+{_OF_TYPE}$", re.I)
_NEAR = re.compile(rf"(?:{_any(_WORDS['near'])})\s+{_OF_TYPE}$", re.I)
# "a district of X" lies in X; in "the Y city of X" X is the city; "in the south of X" is in X, "south of X" is not
_SMALL_WORDS = r"(?:(?!the\b|and\b|or\b|in\b|an?\b)(?-i:[a-z-]+)\s+){0,2}"
_INSIDE = "suburb|district|quarter|neighbou?rhood|area|region|countryside|part|outskirts|governorate|province"
_IN_IT = rf"\bin\s+(?:the\s+)?(?:{_BEARING}\s+(?:of\s+)?)?(?:(?:{_TYPE})\s+of\s+)?$"
_PART = re.compile(
    rf"\b(?:an?\s+)?{_SMALL_WORDS}(?:(?:{_INSIDE})\s+(?:of|in)|(?:{_TYPE})\s+in)\s+{_OF_TYPE}$|{_IN_IT}", re.I
)
_IN = re.compile(_IN_IT, re.I)
_BETWEEN = re.compile(rf"\bbetween\s+{_OF_TYPE}$", re.I)
_ROAD_BEFORE = re.compile(
    rf"(?:{_any(_WORDS['roads'])})\s+(?:(?:that\s+)?link(?:s|ing)|connecting|between|from)\s+{_OF_TYPE}$", re.I
)
_ROAD_AFTER = re.compile(rf"\s+(?:{_any(_WORDS['roads'])})\b", re.I)
_AND = re.compile(rf"\s+and\s+{_OF_TYPE}$", re.I)
_TO = re.compile(rf"\s*[-–—]\s*$|\s+(?:to|and|with)\s+{_OF_TYPE}$", re.I)
# what most of these end in, tried first: a word that leads on to a place, and nothing but words after it
_LEADS_ON = re.compile(r"\b(?:of|from|outside|in)\s+(?:[a-z-]+\s+)*$", re.I)
# words without which a longer pattern need not be tried
_POINTS = ("north", "south", "east", "west")
_NEAR_WORDS = tuple(sorted({max(words.split(), key=len) for words in _WORDS["near"]}))
_KINDS = tuple(sorted({kind.split()[-1].lower() for kind in (*_WORDS["types"], *_MORE_TYPES, "neighbo", "part")}))
_DIGIT = re.compile(r"\d")
_GAP = re.compile(
    rf"""["”’')]*(?:\s+{_TYPE})?["”’')]*\s*[,;(–-]?\s*(?:(?:{_any(_WORDS["linking"])})\s+)?(?:on\s+the\s+|in\s+|to\s+the\s+|on\s+)?"""
    r"(?:in the [\w\s]{0,24}, )?$",
    re.I,
)
_BORDER = re.compile(r"(?:['’]s)?\s+(?:state\s+)?(?:border|frontier|boundary)\b", re.I)
_CAPITAL = re.compile(r"(?:the\s+)?capital\b(?!\s*,?\s+[A-Z])")
FARTHEST = 150  # characters between a place and what is said of where it lies


def relations_of(reading: Reading) -> tuple[PlaceRelation, ...]:
    """Return what a report says of how its places lie."""
    places = sorted((m for m in reading.mentions if m.kind == "place"), key=lambda m: (m.start, m.end))
    return tuple(find_relations(reading.report.text, places))


def find_relations(text: str, places: Sequence[Mention]) -> Iterator[PlaceRelation]:
    """Yield what a report says of how its places lie; `places` are its place mentions in the order of the text."""
    report = places[0].report if places else ""
    spans = [(m.start, m.end) for m in places]
    objects = sorted({*spans, *_capitals(text, spans)})
    for number, (start, end) in enumerate(objects):
        if not any(start - FARTHEST < other[1] <= start for other in spans):
            continue
        if _BORDER.match(text, end):
            continue  # "near the New York border" may be far from New York
        before = text[max(0, start - 90) : start]
        shift = start - len(before)
        for relation, match, partners in _readings(text, objects, number, before):
            subject = _subject(text, spans, shift + match.start())
            if subject is None or subject in partners or subject == (start, end):
                continue
            last = max(partners[-1][1], end)
            yield PlaceRelation(
                report=report,
                start=subject[0],
                end=last,
                text=text[subject[0] : last],
                relation=relation,
                subject=subject,
                objects=partners,
                km=_km(match),
                bearing=_degrees(match),
            )
            break


def _readings(
    text: str, objects: Sequence[tuple[int, int]], number: int, before: str
) -> Iterator[tuple[str, re.Match[str], tuple[tuple[int, int], ...]]]:
    here = objects[number]
    after = objects[number + 1] if number + 1 < len(objects) else None
    if after is not None:
        gap = text[here[1] : after[0]]
        if _AND.fullmatch(gap) and (match := _BETWEEN.search(before)):
            yield "between", match, (here, after)
        leads_to = _TO.fullmatch(gap)
        if leads_to and (match := _ROAD_BEFORE.search(before)):
            yield "road", match, (here, after)
        if leads_to and _ROAD_AFTER.match(text, after[1]) and (match := re.search(r"(?:the\s+)?$", before)):
            yield "road", match, (here, after)
    if not (before[-1:].isspace() and before.rstrip()[-1:].isalpha()):
        return  # all others end in a word
    leads_on, low = _LEADS_ON.search(before) is not None, before.lower()
    for relation, pattern, may in (
        ("distance", _DISTANCE, leads_on and _DIGIT.search(before) is not None),
        ("bearing", _LIES, leads_on and any(word in low for word in _POINTS)),
        ("near", _NEAR, any(word in low for word in _NEAR_WORDS)),
        ("within", _PART if any(word in low for word in _KINDS) else _IN, leads_on),
    ):
        if may and (match := pattern.search(before)):
            yield relation, match, (here,)


def _capitals(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for match in _CAPITAL.finditer(text) if "capital" in text else ():
        if not any(start < match.end() and match.start() < end for start, end in spans):
            yield match.start(), match.end()


def _subject(text: str, spans: Sequence[tuple[int, int]], at: int) -> tuple[int, int] | None:
    """The place just before the words of a relation, with nothing between but its type and punctuation."""
    for start, end in reversed(spans):
        if end <= at:
            return (start, end) if at - end <= 60 and _GAP.fullmatch(text[end:at]) else None
    return None


def _km(match: re.Match[str]) -> float | None:
    groups = match.groupdict()
    if not groups.get("number"):
        return None
    number = float(groups["number"].replace(",", ""))
    return round(number * 1.609344, 1) if groups["unit"].lower().startswith("mi") else number


def _degrees(match: re.Match[str]) -> float | None:
    word = match.groupdict().get("bearing")
    return float(_BEARINGS[re.sub(r"[\s-]", "", word.lower())]) if word else None


def destination(point: Point, km: float, degrees: float) -> Point:
    """Return the point so many kilometres from another in a direction."""
    angle, turn = km / 6371.0, math.radians(degrees)
    lat, lon = math.radians(point[0]), math.radians(point[1])
    there = math.asin(math.sin(lat) * math.cos(angle) + math.cos(lat) * math.sin(angle) * math.cos(turn))
    east = math.atan2(
        math.sin(turn) * math.sin(angle) * math.cos(lat), math.cos(angle) - math.sin(lat) * math.sin(there)
    )
    return round(math.degrees(there), 4), round(math.degrees(lon + east), 4)


def circle(relation: PlaceRelation, objects: Sequence[Point], *, reach: float = 15.0) -> Circle | None:
    """Return the point and radius in kilometres that a relation to located objects gives, or None."""
    if not objects:
        return None
    first = objects[0]
    if relation.relation in {"between", "road"} and len(objects) == 2:
        second = objects[1]
        middle = ((first[0] + second[0]) / 2, (first[1] + second[1]) / 2)
        return (round(middle[0], 4), round(middle[1], 4), max(10.0, kilometres(first, second) / 2))
    if relation.relation in {"distance", "bearing"}:
        km = relation.km if relation.km is not None else reach
        if relation.bearing is None:
            return (*first, km * 1.15)
        spread = max(5.0, 0.3 * km) if relation.km is not None else 2 * reach
        return (*destination(first, km, relation.bearing), spread)
    return (*first, reach)
