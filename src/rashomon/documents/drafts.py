"""What every reader of a format hands on: a text with what is known of it, before it becomes a report."""

from __future__ import annotations

import datetime
import re
from email.utils import parsedate_to_datetime
from typing import NamedTuple

from rashomon.errors import CATALOGUE
from rashomon.records import Failure

LIMIT = 300_000  # characters of one report that are read: some 50,000 words, a minute of the engine's time

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_FIGURES = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
_DAY_FIRST = re.compile(r"(\d{1,2})\.?\s+([A-Za-z]+)\.?,?\s+(\d{4})")
_MONTH_FIRST = re.compile(r"([A-Za-z]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_SURROGATES = re.compile("[\ud800-\udfff]")
_LONGEST_HEADLINE = 200


class Draft(NamedTuple):
    """A text on its way to becoming a report; `order` keeps the lines of one file in their order.

    `published` is what the file itself says; `listed` is what a list beside it says, which is trusted less than a date
    printed above the text.
    """

    source: str
    text: str
    order: int = 0
    title: str | None = None
    published: str | None = None
    outlet: str | None = None
    url: str | None = None
    language: str | None = None
    listed: str | None = None


def failure(source: str, code: str, **values: object) -> Failure:
    """Return the failure of that code with its sentence filled in; every one here is of stage "read"."""
    return Failure(source=source, stage="read", code=code, message=CATALOGUE[code].format(path=source, **values))


def clean(text: str) -> str:
    """Return the text as it is stored: line ends are "\\n", no byte-order mark in front, no half of a surrogate pair.

    Nothing else is changed, so that zero-width characters, combining marks and odd blanks keep their offsets.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    return _SURROGATES.sub("\ufffd", text)


def headline_of(text: str) -> str | None:
    """Return the first line where it is a headline: short, with a blank line and more text after it."""
    first, _, rest = text.lstrip().partition("\n")
    following, _, body = rest.partition("\n")
    alone = bool(first.strip()) and not following.strip() and bool(body.strip())
    return first.strip() if alone and len(first) <= _LONGEST_HEADLINE else None


def iso_date(value: str) -> str | None:
    """Return the ISO date of what a publisher wrote, or None: 05/06/2020, which could be two days, is not guessed."""
    value = value.strip()
    for read in (_iso, _figures, _worded, _mailed):
        day = read(value)
        if day is not None:
            return day.isoformat() if day <= datetime.date.today() + datetime.timedelta(days=1) else None
    return None


def _iso(value: str) -> datetime.date | None:
    match = _ISO.match(value)
    return _day(*map(int, match.groups())) if match else None


def _figures(value: str) -> datetime.date | None:
    """Read 16/4/2017 or 4/16/2017: only where one of the two figures can be no month."""
    match = _FIGURES.fullmatch(value)
    if not match:
        return None
    first, second, year = map(int, match.groups())
    days = {_day(year, month, day) for day, month in ((first, second), (second, first))} - {None}
    return days.pop() if len(days) == 1 else None


def _worded(value: str) -> datetime.date | None:
    if match := _DAY_FIRST.search(value):
        day, month, year = match.groups()
    elif match := _MONTH_FIRST.search(value):
        month, day, year = match.groups()
    else:
        return None
    name = month.lower()[:3]
    return _day(int(year), _MONTHS.index(name) + 1, int(day)) if name in _MONTHS else None


def _mailed(value: str) -> datetime.date | None:
    try:
        return parsedate_to_datetime(value).date()
    except (ValueError, TypeError, IndexError):
        return None


def _day(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None
