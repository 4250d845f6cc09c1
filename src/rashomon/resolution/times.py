"""Puts time expressions on the calendar: half-open intervals, each saying what anchored it, never a guess."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from rashomon.records import DatedExpression, Mention, Reading, TimeExpression, TimeValue
from rashomon.resolution import calendar, numeric
from rashomon.resolution.calendar import Day, Interval
from rashomon.resolution.telling import is_since, looks_ahead, names_a_thing

# Without an anchor a weekday beside a day and month is looked up in these years; fixed, so that the same text gives
# the same candidates in any year. Wars that the web reports lie within; a list of more would settle nothing.
CANDIDATE_YEARS = range(2010, 2031)
HEAD = 400  # a date of publication stands within this many characters of the start
_PUBLISHING = re.compile(r"(?:posted|published|updated|last updated|date|modified)\s*(?:on|at|:)?\s*$", re.I)
_IN_A_SENTENCE = re.compile(r"\b(?:on|in|since|of|until|by|before|after|from|the|and|to|at)\s+$", re.I)
_WITHIN = re.compile(r"\bin\s+$", re.I)
_TO = re.compile(r"\s*(?:-|–|—|to|and|until|till|through)\s*(?:the\s+)?$")
_TELLING = frozenset({"day", "part of a day", "week", "month", "season", "year"})  # later expressions may lean on these
LEADING = frozenset({"day", "part of a day", "month", "week"})
# a month or day that lies so far back, and so little ahead in the next year, is the next year's; set on wikiwars_dev
BACK_DAYS, AHEAD_DAYS = 200, 150
# what leans on a time told before cannot be finer than that time: no "next day" after a year
_COARSENESS = {"week": 1, "month": 2, "season": 3, "year": 4}
_COARSENESS_OF = {"W": 1, "2W": 1, "WE": 1, "M": 2, "Q": 3, "Y": 4, "DE": 5, "CE": 6}
_VAGUE_MOST = 9  # "several", "a few": at most nine, as counts are read


class Anchor(NamedTuple):
    """The day that expressions are counted from, and how it is known."""

    day: Day
    why: str
    precision: str = "day"


class Settled(NamedTuple):
    """What an expression comes to: days, or none; why; and what it may be."""

    days: Interval | None
    why: str
    candidates: tuple[str, ...] = ()


def resolve_times(
    readings: Sequence[Reading],
) -> tuple[dict[tuple[str, int, int], TimeValue], tuple[DatedExpression, ...]]:
    """Return the value of every time mention by (report, start, end), and all of them in order for the checks."""
    values: dict[tuple[str, int, int], TimeValue] = {}
    dated: list[DatedExpression] = []
    for reading in readings:
        for mention, settled in settle(reading):
            value = time_value(mention, settled)
            values[mention.report, mention.start, mention.end] = value
            weekday = mention.time.weekday if mention.time and mention.time.day else None
            dated.append(DatedExpression(report=mention.report, value=value, weekday=weekday))
    return values, tuple(dated)


def time_value(mention: Mention, settled: Settled) -> TimeValue:
    """Return the record of a settled expression."""
    days = settled.days
    return TimeValue(
        text=mention.text,
        at=mention.start,
        at_end=mention.end,
        start=days.start.isoformat() if days else None,
        end=days.end.isoformat() if days else None,
        anchor=settled.why,
        precision=days.precision if days else "",
        candidates=settled.candidates,
    )


def settle(reading: Reading) -> list[tuple[Mention, Settled]]:
    """Return each time mention of a report with what it comes to, in the order of the text."""
    mentions = sorted((m for m in reading.mentions if m.time is not None), key=lambda m: (m.start, m.end))
    teller = _Teller(reading, mentions)
    return [(mention, teller.settle(index)) for index, mention in enumerate(mentions)]


def find_anchor(reading: Reading, mentions: Sequence[Mention]) -> Anchor | None:
    """Return the date at the head of the text, else the day of publication that came with it, else nothing.

    The head's own date goes first: what came with a text may be the day of its collection or of another version.
    """
    head = _head_date(reading.report.text, mentions)
    given = _published(reading.report.published)
    if head and given and given != head.day:
        return Anchor(head.day, f"{head.why} (the date that came with the report is {given.isoformat()})")
    if head or not given:
        return head
    return Anchor(given, f"publication date {given.isoformat()}")


def _published(text: str | None) -> Day | None:
    try:
        return Day.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None


def _head_date(text: str, mentions: Sequence[Mention]) -> Anchor | None:
    for mention in mentions:
        at = mention.time
        if mention.start > HEAD:
            break
        if at and at.year and at.month and at.day and not at.era and _at_head(text[: mention.start]):
            found = Day(at.year, at.month, at.day)
            if numeric.is_open(at):
                day, _ = numeric.settled(at, numeric.order_of(mentions), None)
                if day is None:
                    continue
                found = day
            return Anchor(found, f"the date at the head of the text, {mention.text!r}, {found.isoformat()}")
    return None


def _at_head(before: str) -> bool:
    return bool(_PUBLISHING.search(before)) or not _IN_A_SENTENCE.search(before)


def _side(whole: Interval, day: Day, mod: str) -> Interval:
    """ "Earlier this week" ends before the day that it is counted from, "later" begins after it, if days are left."""
    before, after = whole._replace(end=day), whole._replace(start=day + calendar.ONE)
    part = before if mod == "BEFORE" else after
    return part if part.start < part.end else whole


class _Teller:
    """Walks a report from its head, and keeps the time that was told last."""

    def __init__(self, reading: Reading, mentions: list[Mention]) -> None:
        self.text = reading.report.text
        self.sentences = {s.index: (s.start, s.end) for s in reading.sentences}
        self.mentions = mentions
        self.order = numeric.order_of(mentions)
        self.anchor = find_anchor(reading, mentions)
        self.told: Anchor | None = None
        self.open = ""  # why the time told last is not settled, where it is not
        self.narrative = self._tells_of_old_times()

    def _tells_of_old_times(self) -> bool:
        """Whether most years that are written lie well before the day of publication: a history, not news."""
        stated = [m.time.year for m in self.mentions if m.time and m.time.year and not m.time.unit and not m.time.era]
        newest = self.anchor.day.year - 1 if self.anchor else 9999
        return len(stated) >= 5 and sum(year < newest for year in stated) > 0.7 * len(stated)

    def settle(self, index: int) -> Settled:
        mention = self.mentions[index]
        at = mention.time
        assert at is not None
        try:
            settled = self._settle(index, mention, at)
        except (ValueError, OverflowError):
            return Settled(None, "lies outside the calendar")
        beside = self._is_stamp(mention, at) or (self.told is not None and names_a_thing(self.text, mention, at))
        if settled.days and settled.days.precision in _TELLING and not beside:
            self.told, self.open = (
                Anchor(settled.days.start, f"{mention.text!r} told before", settled.days.precision),
                "",
            )
        elif settled.candidates:
            self.open = f"{mention.text!r} told before is not settled"
        if settled.days and is_since(self.text, mention, self.mentions):
            end = self.anchor.day + calendar.ONE if self.anchor else settled.days.end
            return Settled(Interval(settled.days.start, max(end, settled.days.end), "since"), settled.why)
        return settled

    def _is_stamp(self, mention: Mention, at: TimeExpression) -> bool:
        """A full date that stands free in news belongs to a caption or a message, and tells no day of the story."""
        if self.narrative or not (at.year and at.month and at.day):
            return False
        return not _IN_A_SENTENCE.search(self.text[: mention.start][-24:])

    def _settle(self, index: int, mention: Mention, at: TimeExpression) -> Settled:
        if at.note and not (at.year or at.month):
            return Settled(None, at.note)
        if at.era == "BC":
            return Settled(None, "before the common era, which ISO days do not reach")
        if at.era == "AH":
            return self._hijri(at)
        if at.refers in {"present", "past", "future", "unknown"}:
            return Settled(None, "names no day")
        if at.type in {"DURATION", "SET"}:
            return self._duration(mention, at)
        if at.season:
            return self._season(at)
        if at.year or at.month or (at.day and at.weekday is None):
            return self._date(index, mention, at)
        if at.weekday is not None:
            return self._weekday(mention, at)
        return self._shifted(mention, at)

    # -- dates ------------------------------------------------------------------------------------

    def _date(self, index: int, mention: Mention, at: TimeExpression) -> Settled:
        if numeric.is_open(at):
            return self._in_figures(at)
        if at.year:
            why = "stated in full" if at.day else "stated"
            why += f" ({at.note})" if at.note else ""
            days = self._days(at, at.year)
            until = at.until
            if until and until.year and until.month and until.day:
                days = Interval(days.start, Day(until.year, until.month, until.day) + calendar.ONE, "range of days")
            return Settled(days, why)
        if at.month is None:
            return self._bare_day(at)
        partner = self._partner(index)
        if partner:
            return Settled(self._days(at, partner), "the year of the end of its range")
        if at.refers == "told" and self.told:
            return Settled(self._days(at, self.told.day.year), f"the year of {self.told.why}")
        if self.narrative and self.told:
            return self._told_year(at, self.told)
        if self.anchor:
            return self._nearest_year(mention, at, self.anchor)
        return self._candidates(at)

    def _in_figures(self, at: TimeExpression) -> Settled:
        day, why = numeric.settled(at, self.order, self.anchor.day if self.anchor else None)
        if day:
            return Settled(calendar.day(day), why)
        return Settled(None, why, tuple(sorted(one.isoformat() for one in numeric.readings_of(at))))

    def _days(self, at: TimeExpression, year: int) -> Interval:
        if at.unit in {"DE", "CE"}:
            return calendar.around(Day(max(year, 1), 1, 1), at.unit)
        if at.month is None:
            return calendar.years(year, 1, "year")
        return calendar.day(Day(year, at.month, at.day)) if at.day else calendar.month(year, at.month)

    def _bare_day(self, at: TimeExpression) -> Settled:
        base = self.told if self.told else self.anchor
        if base is None or at.day is None:
            return Settled(None, "neither month nor year is stated")
        return Settled(calendar.day(base.day.replace(day=at.day)), f"the month of {base.why}")

    def _partner(self, index: int) -> int | None:
        """The year written only at the end of a range: "July 1 to July 3, 1863"."""
        if index + 1 >= len(self.mentions):
            return None
        after = self.mentions[index + 1]
        between = self.text[self.mentions[index].end : after.start]
        joined = len(between) < 12 and _TO.fullmatch(between) is not None
        return after.time.year if joined and after.time and after.time.month else None

    def _nearest_year(self, mention: Mention, at: TimeExpression, anchor: Anchor) -> Settled:
        ahead = at.shift == 1 or (at.shift is None and self._ahead(mention))
        year = anchor.day.year
        options = [self._days_or_none(at, y) for y in (year - 1, year, year + 1)]
        found = [days for days in options if days]
        if ahead:
            chosen = next((days for days in found if days.end > anchor.day), None)
        else:
            chosen = next((days for days in reversed(found) if days.start <= anchor.day + calendar.ONE), None)
        if chosen is None:
            return Settled(None, f"no such day near {anchor.why}")
        return Settled(chosen, f"the nearest {'after' if ahead else 'before'} {anchor.why}")

    def _told_year(self, at: TimeExpression, told: Anchor) -> Settled:
        """In a history, the year told before, or the next one where that leads on: December, then January."""
        year = told.day.year
        here, next_year = self._days_or_none(at, year), self._days_or_none(at, year + 1)
        if here is None:
            return Settled(None, f"no such day in the year of {told.why}")
        back = (told.day - here.start).days
        ahead = (next_year.start - told.day).days if next_year else AHEAD_DAYS
        if next_year and told.precision in LEADING and back > BACK_DAYS and ahead < AHEAD_DAYS:
            return Settled(next_year, f"the year after {told.why}")
        return Settled(here, f"the year of {told.why}")

    def _days_or_none(self, at: TimeExpression, year: int) -> Interval | None:
        try:
            return self._days(at, year)
        except ValueError:
            return None

    def _candidates(self, at: TimeExpression) -> Settled:
        if at.weekday is None or at.month is None or not at.day:
            return Settled(None, "the year is not settled: no date of publication, none at the head of the text")
        fits = [days.start for year in CANDIDATE_YEARS if (days := self._days_or_none(at, year))]
        candidates = tuple(day.isoformat() for day in fits if day.weekday() == at.weekday)
        span = f"{CANDIDATE_YEARS[0]} to {CANDIDATE_YEARS[-1]}"
        return Settled(None, f"the year is not settled; the weekday leaves these of {span}", candidates)

    # -- weekdays, units, lengths ------------------------------------------------------------------

    def _ahead(self, mention: Mention) -> bool:
        start, end = self.sentences.get(mention.sentence, (max(0, mention.start - 120), mention.end + 120))
        return looks_ahead(self.text[min(start, mention.start) : mention.start], self.text[mention.end : end])

    def _weekday(self, mention: Mention, at: TimeExpression) -> Settled:
        if self.anchor is None or at.weekday is None:
            return Settled(None, "no date of publication to count the weekday from")
        gap = (self.anchor.day.weekday() - at.weekday) % 7
        precision = "part of a day" if at.part else "day"
        if at.shift == 1 or (at.shift is None and gap and self._ahead(mention)):
            day = self.anchor.day + calendar.ONE * (7 - gap)
            return Settled(Interval(day, day + calendar.ONE, precision), f"the next after {self.anchor.why}")
        day = self.anchor.day - calendar.ONE * (7 if at.shift == -1 and gap == 0 else gap)
        if gap == 6 and at.shift is None and self._tells_of_its_own_day():
            day = self.anchor.day + calendar.ONE
            why = f"the day after {self.anchor.why}, of whose own weekday the report tells as past"
            return Settled(Interval(day, day + calendar.ONE, precision), why)
        if gap == 6 and at.shift is None:
            options = (day.isoformat(), (self.anchor.day + calendar.ONE).isoformat())
            return Settled(None, f"six days before or the day after {self.anchor.why}", options)
        return Settled(Interval(day, day + calendar.ONE, precision), f"the last up to {self.anchor.why}")

    def _tells_of_its_own_day(self) -> bool:
        """Whether the weekday of publication is named too; then the report went on being written the day after."""
        day = self.anchor.day.weekday() if self.anchor else None
        return any(m.time and m.time.weekday == day and not m.time.day and m.time.type != "SET" for m in self.mentions)

    def _base(self, at: TimeExpression) -> Anchor | None:
        if at.refers == "told":
            return None if self.open else self.told or self.anchor
        return self.told if self.narrative and self.told else self.anchor

    def _shifted(self, mention: Mention, at: TimeExpression) -> Settled:
        base = self._base(at)
        if base is None:
            return Settled(None, self.open or "no date of publication and no time told before")
        if at.shift is None:
            return Settled(None, f"how long before or after {base.why} is not said")
        if at.refers == "told" and _COARSENESS.get(base.precision, 0) > _COARSENESS_OF.get(at.unit, 0):
            return Settled(None, f"{base.why} is too long a time to count from")
        moved = calendar.step(base.day, at.unit, at.shift)
        whole = at.unit in {"W", "2W", "WE", "M", "Q", "Y", "DE", "CE"}
        days = calendar.around(moved, at.unit) if whole else calendar.day(moved)
        if at.shift == 0 and at.mod in {"BEFORE", "AFTER"} and whole:
            return Settled(_side(days, base.day, at.mod), f"counted from {base.why}")
        if at.part == "NI" and at.shift == -1:
            return Settled(Interval(moved, moved + calendar.ONE * 2, "night"), f"counted from {base.why}")
        if at.part or at.clock or at.unit in {"H", "MIN", "S"}:
            days = days._replace(precision="part of a day")
        return Settled(days, f"counted from {base.why}")

    def _duration(self, mention: Mention, at: TimeExpression) -> Settled:
        base = self.anchor
        count = at.count if at.count is not None else _VAGUE_MOST
        if at.type == "SET" or base is None:
            return Settled(None, "a length of time or a repetition, not a day")
        if at.shift == -1:
            start = calendar.step(base.day, at.unit, -count)
            return Settled(Interval(start, base.day + calendar.ONE, "within"), f"up to {base.why}")
        if at.shift == 1:
            end = calendar.step(base.day, at.unit, count) + calendar.ONE
            return Settled(Interval(base.day, end, "within"), f"from {base.why} on")
        if at.count and self._ahead(mention) and _WITHIN.search(self.text[: mention.start][-8:]):
            return Settled(calendar.day(calendar.step(base.day, at.unit, at.count)), f"counted from {base.why}")
        return Settled(None, "a length of time, not a day")

    def _season(self, at: TimeExpression) -> Settled:
        if at.year:
            return Settled(calendar.season(at.year, at.season), "stated; months of the northern season")
        base = self.told if self.narrative and self.told else self.anchor
        if base is None:
            return Settled(None, "the year is not settled")
        days = calendar.season(base.day.year, at.season)
        if not self.narrative and days.start > base.day and at.shift != 1:
            days = calendar.season(base.day.year - 1, at.season)
        return Settled(days, f"the year of {base.why}; months of the northern season")

    def _hijri(self, at: TimeExpression) -> Settled:
        why = "the Hijri calendar by calculation, a day either way"
        if at.month is None:
            return Settled(calendar.hijri_year(at.year), why) if at.year else Settled(None, at.note)
        if at.year:
            return Settled(calendar.hijri(at.year, at.month, at.day), why)
        if self.anchor is None:
            return Settled(None, "a date of the Hijri calendar; the year is not settled")
        guess = round((self.anchor.day.year - 622) * 1.030684)
        options = [calendar.hijri(guess + plus, at.month, at.day) for plus in (-2, -1, 0, 1, 2)]
        past = [days for days in options if days.start <= self.anchor.day]
        return Settled(past[-1], f"{why}; the last before {self.anchor.why}")
