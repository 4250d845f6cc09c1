"""Checks days: weekday against date, a year that the weekday alone does not settle, and words dated before the deed."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Sequence
from datetime import date

from rashomon.assessment.casefile import CaseFile
from rashomon.assessment.wording import make
from rashomon.measures import days, fold, ordinal
from rashomon.records import Claim, DatedExpression, Evidence, Finding, TimeValue

OFF = 2  # days between a listed and a printed date from which they are not one night's
HEAD = 450  # characters of a text in which it prints its own date
MOST_WEEKDAYS = 3  # weekdays that are shown to be others by the list
_DAYS = [d.casefold() for d in calendar.day_name]
_SAID_ON = re.compile(
    r"\b(?:said|told|reported|announced|stated|added)\b(?:\s+(?:on|late|early|[A-Z]\w+))*\s+("
    + "|".join(calendar.day_name)
    + r")\b"
)


def calendar_findings(case: CaseFile, times: Sequence[DatedExpression]) -> Iterator[Finding]:
    """Yield what does not fit the calendar, or is not settled by it."""
    for dated in times:
        yield from _weekday(dated, case)
    for report in sorted(case.reports):
        yield from _said_before(report, case)
        yield from _listed(report, [d.value for d in times if d.report == report], case)


def _weekday(dated: DatedExpression, case: CaseFile) -> Iterator[Finding]:
    value, weekday = dated.value, dated.weekday
    span = Evidence(report=dated.report, start=value.at, end=value.at_end)
    if weekday is None or dated.report not in case.reports:
        return
    name, day = calendar.day_name[weekday], ordinal(value.start)
    if day is not None and len(value.start or "") >= 10 and date.fromordinal(day).weekday() != weekday:
        text = (
            f"{case.outlet(dated.report)}: “{value.text}”: {_say(day, '{0.day} {0:%B %Y} was a {0:%A}')}, not a {name}."
        )
        yield make("calendar", text, (), [span])
    elif day is None and value.candidates:
        first = date.fromisoformat(value.candidates[0][:10])
        years = [c[:4] for c in value.candidates]
        listed = ", ".join(years[:-1]) + " and " + years[-1] if len(years) > 1 else years[0]
        text = (
            f"{case.outlet(dated.report)}: “{value.text}”: {first.day} {first:%B} fell on a {name} in {listed}; "
            "the report bears no date, so the year is not settled by this alone."
        )
        yield make("calendar", text, (), [span])


def _listed(report: str, times: Sequence[TimeValue], case: CaseFile) -> Iterator[Finding]:
    """Yield a date under which a list has a report and by which its weekdays would be other days than by its own."""
    printed, listed = (ordinal(day) for day in (case.reports[report].published, case.reports[report].listed))
    if printed is None or listed is None or abs(printed - listed) < OFF:
        return
    own = next((t for t in times if ordinal(t.start) == printed and t.at < HEAD), None)
    if own is None or not any(w.isdigit() for w in fold(own.text)):
        return  # the date came with the file, not with its text
    moved = [t for t in times if t.at > own.at and _by_weekday(t, printed) and not _by_weekday(t, listed)][
        :MOST_WEEKDAYS
    ]
    if not moved:
        return  # nothing is read otherwise
    shown = "; ".join(
        dict.fromkeys(f"“{t.text}” is {_read_by(t, printed)}, by the list {_read_by(t, listed)}" for t in moved)
    )
    text = (
        f"{case.outlet(report)}: listed under {_say(listed)}, but its own words, “{own.text}”, date it to "
        f"{_say(printed)}: {shown}."
    )
    spans = (Evidence(report=report, start=t.at, end=t.at_end) for t in (own, *moved))
    yield make("calendar", text, (), spans)


def _say(day: int, form: str = "{0:%A} {0.day} {0:%B %Y}") -> str:
    """Return a day in words: "Sunday 1 October 2017"."""
    return form.format(date.fromordinal(day))


def _read_by(time: TimeValue, day: int) -> str:
    """Return which day a bare weekday means, told on some day: "3 October"."""
    return _say(_last_named(time, day) or day, "{0.day} {0:%B}")


def _last_named(time: TimeValue, day: int) -> int | None:
    """Return the last day of a weekday's name up to some day, that day left out; None where no weekday is named."""
    named = next((_DAYS.index(w) for w in fold(time.text) if w in _DAYS), None)
    return None if named is None else day - (day - 1 - named) % 7


def _by_weekday(time: TimeValue, day: int) -> bool:
    """Tell whether a bare weekday stands for the day that it would be, told on some day."""
    at = ordinal(time.start)
    return at is not None and at == _last_named(time, day)


def _said_before(report: str, case: CaseFile) -> Iterator[Finding]:
    """Yield a saying whose weekday, before publication, lies before the deed that is told on its word."""
    published = ordinal(case.reports[report].published)
    if published is None:
        return
    for claim in case.by_report(report):
        deed = days(claim.time)
        match = _SAID_ON.search(case.text(claim))
        if match is None or deed is None or deed[1] - deed[0] != 1 or deed[0] > published:
            continue
        said = published - (published - 1 - _DAYS.index(match[1].casefold())) % 7
        if said < deed[0]:
            yield _too_early(claim, match, published, deed[0], case)
            return


def _too_early(claim: Claim, match: re.Match[str], published: int, deed: int, case: CaseFile) -> Finding:
    start = claim.start + match.start()
    said = " ".join(match[0].split())
    text = (
        f"{case.outlet(claim.report)}: dated {_say(published)}, it tells what was “{said}” of a happening of "
        f"{_say(deed, '{0:%A} {0.day} {0:%B}')}: the {match[1]} after it lies behind the date of the report."
    )
    return make("calendar", text, (), [Evidence(report=claim.report, start=start, end=start + len(match[0]))])
