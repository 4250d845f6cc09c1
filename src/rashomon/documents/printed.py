"""Finds the date of publication that a page prints above its text, as in "Published April 15, 2017" or a dateline."""

from __future__ import annotations

import re

from rashomon.documents.drafts import iso_date

_HEAD = 450  # characters that may hold it; further down a date belongs to the story
_LINES = 4

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_WEEKDAY = r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}\.?,?[ \t]+)"
_YEAR = r"(?P<{}>(?:19|20)\d\d)(?!\d)"
_WORDED = (
    rf"(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?[ \t]+(?P<m1>{_MONTH}),?[ \t]+{_YEAR.format('y1')}"
    rf"|(?P<m2>{_MONTH})[ \t]+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?[ \t]*{_YEAR.format('y2')})"
)
_FIGURES = (
    rf"(?:(?P<y3>(?:19|20)\d\d)-(?P<m3>\d\d)-(?P<d3>\d\d)|(?P<d4>\d\d)\.(?P<m4>\d\d)\.{_YEAR.format('y4')}"
    rf"|(?P<d5>1[3-9]|2\d|3[01])[-/](?P<m5>\d\d)[-/]{_YEAR.format('y5')})"
)
_DATE = rf"{_WEEKDAY}?(?:{_WORDED}|{_FIGURES})"

# Where such a date may stand, from the surest to the least sure.
_PRINTED = tuple(
    re.compile(pattern, re.M)
    for pattern in (
        # after a word for publishing
        rf"(?i:\b(?:published|posted|updated|update|publication|released|date)\b(?:[ \t]+(?:on|at))?[ \t:|]*){_DATE}",
        # alone at the beginning of a line, before a headline or a byline
        rf"^[ \t]*{_DATE}(?!,? (?:was|is|will|has|had|marks?|marked|saw)\b)",
        # in a dateline: TRIPOLI, 20 May 2020 (Agency) -
        rf"^[ \t]*[^\W\d_a-z][^\na-z]{{1,40}}?[ \t,(/]{_DATE}[ \t]*[-–—(/:)]",
        # after a byline, its weekday without a preposition: AFP Monday 13 Nov 2017
        rf"\b[A-Z][\w.]*[ \t]+{_WEEKDAY}(?:{_WORDED})",
        # after a clock time, as pages print it
        rf"\b\d\d:?\d\d[ \t]+(?:{_FIGURES})",
    )
)
_PREPOSITION = re.compile(r"(?:On|In|Since|Until|By|From|Of|Before|After|Till|Through)\b")


def printed_date(text: str) -> str | None:
    """Return the ISO date printed in the first lines of a text, or None where none surely is its own."""
    head = "\n".join(line for line in text[: 2 * _HEAD].split("\n") if line.strip())[:_HEAD]
    head = "\n".join(head.split("\n")[:_LINES])
    for pattern in _PRINTED:
        for match in pattern.finditer(head):
            if not _PREPOSITION.match(match[0].lstrip()):
                day = _read(match.groupdict())
                if day:
                    return day
    return None


def _read(groups: dict[str, str | None]) -> str | None:
    """Put the day together out of whichever form was written."""
    for number in "12345":
        day, month, year = (groups.get(f"{part}{number}") for part in "dmy")
        if day and month and year:
            worded = not month.isdigit()
            return iso_date(f"{day} {month.rstrip('.')} {year}" if worded else f"{year}-{month}-{day}")
    return None
