"""How far apart two things are: kilometres, days, counts and words; pure arithmetic that any stage may use."""

from __future__ import annotations

import functools
import math
import re
import unicodedata
from datetime import date

from rashomon.records import Quantity, TimeValue

_EARTH_DIAMETER_KM = 12742.0
_WORD = re.compile(r"[^\W_]+")
_APPROXIMATE = re.compile(r"\b(about|around|nearly|almost|some|roughly|approximately|close to|an estimated)\b", re.I)
APPROXIMATE_SHARE = 0.1  # "nearly 70" may be 68; a tenth either way

Interval = tuple[float, float]
Days = tuple[int, int]


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Return the great-circle distance of two points given as (latitude, longitude)."""
    la1, lo1, la2, lo2 = map(math.radians, (*a, *b))
    h = math.sin((la2 - la1) / 2) ** 2 + math.cos(la1) * math.cos(la2) * math.sin((lo2 - lo1) / 2) ** 2
    return _EARTH_DIAMETER_KM * math.asin(min(1.0, math.sqrt(h)))


def bearing(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Return the initial bearing from a to b in degrees, 0 is north."""
    la1, la2, dlo = math.radians(a[0]), math.radians(b[0]), math.radians(b[1] - a[1])
    y = math.sin(dlo) * math.cos(la2)
    x = math.cos(la1) * math.sin(la2) - math.sin(la1) * math.cos(la2) * math.cos(dlo)
    return math.degrees(math.atan2(y, x)) % 360.0


def to_segment(p: tuple[float, float], a: tuple[float, float], b: tuple[float, float]) -> float:
    """Return the distance in kilometres from a point to the straight line between two others (flat approximation)."""
    scale = math.cos(math.radians(p[0]))
    ax, ay = (a[1] - p[1]) * scale, a[0] - p[0]
    bx, by = (b[1] - p[1]) * scale, b[0] - p[0]
    length = (bx - ax) ** 2 + (by - ay) ** 2
    t = 0.0 if length == 0 else max(0.0, min(1.0, -(ax * (bx - ax) + ay * (by - ay)) / length))
    near = (p[0] + ay + t * (by - ay), p[1] + (ax + t * (bx - ax)) / scale)
    return kilometres(p, near)


def ordinal(text: str | None) -> int | None:
    """Return the day number of an ISO date or date and time, None where there is none."""
    try:
        return date.fromisoformat(text[:10]).toordinal() if text else None
    except ValueError:
        return None


def days(value: TimeValue | None) -> Days | None:
    """Return the half-open interval of day numbers that a resolved time covers, None where it is not settled."""
    start = ordinal(value.start) if value else None
    if value is None or start is None:
        return None
    end = ordinal(value.end)
    return (start, max(end, start + 1) if end is not None else start + 1)


def apart(a: Interval | Days, b: Interval | Days) -> bool:
    """Tell whether two closed intervals share no number."""
    return a[1] < b[0] or b[1] < a[0]


def bounds(low: int | None, high: int | None) -> Interval:
    """Return a count as a closed interval of floats."""
    return (float(low) if low is not None else 0.0, float(high) if high is not None else math.inf)


def loose_bounds(quantity: Quantity) -> Interval:
    """Return a count as an interval that "nearly", "about" and their kind widen by a tenth."""
    low, high = bounds(quantity.low, quantity.high)  # high is infinite where none is told
    if not _APPROXIMATE.search(quantity.text):
        return low, high
    most = high if high == math.inf else math.ceil(high * (1 + APPROXIMATE_SHARE))
    return math.floor(low * (1 - APPROXIMATE_SHARE)), most


@functools.lru_cache(maxsize=65536)
def fold(text: str) -> tuple[str, ...]:
    """Return the words of a text, small, without accents and points, for comparing."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return tuple(_WORD.findall("".join(c for c in plain if not unicodedata.combining(c))))
