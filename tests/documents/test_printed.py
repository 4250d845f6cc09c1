"""The printed date: found above the text in the ways that pages print it, and never taken from the story."""

from __future__ import annotations

import pytest

from rashomon.documents.printed import printed_date

HEADLINE = "Bridge falls near Sarra\n\n"


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("Published April 15 2017 The bridge fell.", "2017-04-15"),
        ("Last updated at Apr 152017 The bridge fell.", "2017-04-15"),
        ("Date of publication: 3 October 2017\nThe bridge fell.", "2017-10-03"),
        ("Wed 19 Apr 2017 The bridge fell.", "2017-04-19"),
        ("Saturday, January 5, 2019\n\nThe bridge fell.", "2019-01-05"),
        ("27-07-2016 The bridge fell.", "2016-07-27"),
        ("Engineers say so 1735 15.04.2017(updated 2033 15.04.2017) The bridge fell.", "2017-04-15"),
        ("Why it fell Reuters Tuesday 14 Nov 2017 The bridge fell.", "2017-11-14"),
        ("SARRA, 20 May 2020 (Meridian) - The bridge fell.", "2020-05-20"),
        ("On 20 May 2020 the bridge fell.", None),
        ("The bridge fell on Tuesday 19 May 2020.", None),
        ("May 18, 2020 was the day when it fell.", None),
        ("03-04-2017 The bridge fell.", None),
        ("The bridge fell. " * 40 + "Published April 15 2017", None),
    ],
)
def test_what_is_printed(head: str, day: str | None) -> None:
    assert printed_date(HEADLINE + head) == day
