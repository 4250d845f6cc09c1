"""Which days an expression comes to, and what settles it."""

from __future__ import annotations

import pytest

from rashomon.mentions.times import find_times
from rashomon.records import Reading, Report, TimeValue
from rashomon.resolution import calendar
from rashomon.resolution.times import resolve_times


def values(text: str, published: str | None = None) -> list[TimeValue]:
    report = Report(id="r", source="r.txt", text=text, sha256="", published=published)
    return [dated.value for dated in resolve_times([Reading(report=report, mentions=find_times(report, ()))])[1]]


def last(text: str, published: str | None = None) -> TimeValue:
    return values(text, published)[-1]


# 2023-10-18 is a Wednesday
@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("killed on Wednesday", "2023-10-18", "2023-10-19"),
        ("killed on Saturday", "2023-10-14", "2023-10-15"),
        ("Saturdays raid", "2023-10-14", "2023-10-15"),
        ("talks will open on Friday", "2023-10-20", "2023-10-21"),
        ("two days ago", "2023-10-16", "2023-10-17"),
        ("last month", "2023-09-01", "2023-10-01"),
        ("in December", "2022-12-01", "2023-01-01"),
        ("in the past three days", "2023-10-15", "2023-10-19"),
        ("it will end in three days", "2023-10-21", "2023-10-22"),
        ("since 2011", "2011-01-01", "2023-10-19"),
        ("on 7 October", "2023-10-07", "2023-10-08"),
    ],
)
def test_counts_from_publication(text: str, start: str, end: str) -> None:
    value = last(text, "2023-10-18")
    assert (value.start, value.end) == (start, end)


# 2025-03-12 is a Wednesday
@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Guns have shelled the farm since last Saturday, and two fell on Sunday", "2025-03-09", "2025-03-10"),
        ("It was held since the morning of Saturday", "2025-03-08", "2025-03-13"),
        ("The worst since last Saturday, when a shell hit the farm", "2025-03-08", "2025-03-09"),
        ("Four died on Sunday. A plane was shot down at dawn on Tuesday near Lasko", "2025-03-11", "2025-03-12"),
        ("In the November 27 deal, both agreed on a line that would part the bay", "2024-11-27", "2024-11-28"),
        ("On Friday envoys came who will sign the accord", "2025-03-07", "2025-03-08"),
        (
            "Shells fell on Monday. They met the experts who arrived a week ago. At 3:00 a.m.",
            "2025-03-10",
            "2025-03-11",
        ),
        ("They met on Monday. The May 3 accord is void. In a note of the following day", "2025-03-11", "2025-03-12"),
    ],
)
def test_the_words_beside_a_time_tell_how_it_is_meant(text: str, start: str, end: str) -> None:
    value = last(text, "2025-03-12")
    assert (value.start, value.end) == (start, end)


def test_date_at_the_head_goes_before_the_one_that_came_with_it() -> None:
    value = last("Published October 18 2023 Shells fell on Monday", "2023-01-01")
    assert value.start == "2023-10-16"
    assert "head of the text" in value.anchor
    assert "2023-01-01" in value.anchor


def test_a_date_inside_a_sentence_is_no_date_of_publication() -> None:
    assert last("It began on 7 October 2023. Shells fell on Monday").start is None


def test_without_an_anchor_the_weekday_leaves_candidates() -> None:
    value = last("Monday 7, June four were hurt")
    assert value.start is None
    assert value.candidates == ("2010-06-07", "2021-06-07", "2027-06-07")
    assert "not settled" in value.anchor


def test_the_day_after_publication_is_a_tie() -> None:
    value = last("said on Thursday", "2023-10-18")
    assert value.start is None
    assert value.candidates == ("2023-10-12", "2023-10-19")


def test_leans_on_what_was_told() -> None:
    value = last("It fell on 24 February 2022. The next day they left.", "2023-10-18")
    assert (value.start, value.end) == ("2022-02-25", "2022-02-26")
    assert "24 February 2022" in value.anchor


def test_vague_distances_are_no_guess() -> None:
    assert last("a few hours earlier", "2023-10-18").start is None


def test_impossible_dates_say_why() -> None:
    assert "no such date" in last("31 February 2020").anchor


def test_year_of_a_range_stands_at_its_end() -> None:
    first, second = values("from July 1 to July 3, 1963")
    assert (first.start, second.start) == ("1963-07-01", "1963-07-03")


def test_hijri_days_are_a_day_wide_on_each_side() -> None:
    assert calendar.hijri(1445, 9, 1) == (calendar.Day(2024, 3, 10), calendar.Day(2024, 3, 13), "about a day")


@pytest.mark.parametrize("published", ["yesterday", "2023-99-01", ""])
def test_a_broken_publication_date_anchors_nothing(published: str) -> None:
    assert last("on Monday", published).start is None


def test_saying_on_a_day_what_will_be_is_past() -> None:
    assert last("He said on Friday that talks will open", "2023-10-18").start == "2023-10-13"


def test_since_reaches_up_to_publication() -> None:
    value = last("killed since the war began in March 2011", "2023-10-18")
    assert (value.start, value.end) == ("2011-03-01", "2023-10-19")


def test_a_stamp_is_no_day_of_the_story() -> None:
    text = "Published 18 October 2023 They fled on Wednesday. (handle) October 16 2023 Shells hit at 11:30 am."
    assert last(text).start == "2023-10-18"


def test_the_day_after_is_settled_where_the_day_itself_is_told() -> None:
    text = "Published October 18 2023 Six were killed Wednesday, a group said Thursday."
    assert last(text).start == "2023-10-19"


def test_what_leans_on_an_open_day_stays_open() -> None:
    assert last("He spoke on Thursday of the raid of the previous day", "2023-10-18").start is None


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("earlier this week", "2023-10-16", "2023-10-18"),
        ("later this week", "2023-10-19", "2023-10-23"),
        ("earlier this year", "2023-01-01", "2023-10-18"),
    ],
)
def test_earlier_and_later_leave_the_day_itself_out(text: str, start: str, end: str) -> None:
    value = last(text, "2023-10-18")
    assert (value.start, value.end) == (start, end)


@pytest.mark.parametrize(
    ("text", "published", "start", "candidates"),
    [
        ("on 03/04/2020", None, None, ("2020-03-04", "2020-04-03")),
        ("on 03/04/2020, not on 25/12/2019", None, "2020-04-03", ()),
        ("on 03/04/2020, not on 12/25/2019", None, "2020-03-04", ()),
        ("on 03/04/2020", "2020-03-20", "2020-03-04", ()),
        ("on 03.04.2020", None, "2020-04-03", ()),
    ],
)
def test_a_date_in_figures_that_reads_both_ways(
    text: str, published: str | None, start: str | None, candidates: tuple[str, ...]
) -> None:
    value = values(text, published)[0]
    assert (value.start, value.candidates) == (start, candidates)


@pytest.mark.parametrize("text", ["in the year 0", "on 5 May 0000", "on 31 Ramadan 1441", "on 01.01.0000"])
def test_no_such_date(text: str) -> None:
    value = last(text, "2020-05-20")
    assert value.start is None
    assert value.anchor.startswith("no such date")


def test_a_hijri_year_is_no_common_one() -> None:
    value = last("in 1441 AH")
    assert (value.start, value.end) == ("2019-08-31", "2020-08-21")
