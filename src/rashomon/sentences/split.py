"""Splits a report into sentences with exact offsets: lines to paragraphs, paragraphs to zones, zones to sentences."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator

import msgspec

from rashomon.records import Report, Sentence, Token, Zone
from rashomon.sentences.ends import cut
from rashomon.sentences.related import related_titles, row_of_tags
from rashomon.sentences.words import split_words
from rashomon.sentences.zones import (
    buttons_end,
    dateline_end,
    is_headline,
    is_subheading,
    repeated_headline_end,
    same_words,
    zone_of_line,
)

_CLOSED_BY = {"“": "”", "«": "»", "„": "”", '"': '"'}
_BULLET = re.compile(r"\s*(?:[•*·▪●■–—-]\s|\(?\d{1,2}[.)]\s)")
_WHOLE_LINE = re.compile(r"[^\n]+")
_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")


class _Stretch(msgspec.Struct, frozen=True):
    """A stretch of text of one zone, before it is split into sentences."""

    start: int
    end: int
    zone: Zone


def split_sentences(report: Report) -> tuple[Sentence, ...]:
    """Return the report's sentences in order, with words, zones and quotation state, not yet parsed."""
    sentences: list[Sentence] = []
    quotes = _Quotes(report.text)
    for stretch in _stretches(report):
        quotes.new_paragraph(stretch.start)
        for tokens in cut(split_words(report.text, stretch.start, stretch.end), report.text):
            sentences.append(
                Sentence(
                    report=report.id,
                    index=len(sentences),
                    start=tokens[0].start,
                    end=tokens[-1].end,
                    zone=_zone_of(stretch.zone, report.text[tokens[0].start : tokens[-1].end]),
                    tokens=tuple(tokens),
                    quoted=quotes.open_at(tokens[0].start),
                )
            )
            quotes.read(tokens)
    return tuple(sentences)


def _zone_of(zone: Zone, sentence: str) -> Zone:
    """Return the stretch's zone, but furniture that stands at the end of a paragraph is furniture."""
    return "furniture" if zone == "body" and zone_of_line(sentence) == "furniture" else zone


# -- paragraphs and zones -------------------------------------------------------------------------


def _stretches(report: Report) -> Iterator[_Stretch]:
    """Yield the paragraphs, the headline, repeated headlines and datelines split off."""
    headline = ""
    for number, (start, end) in enumerate(_paragraphs(report.text)):
        line = report.text[start:end]
        zone = zone_of_line(line)
        if zone != "body":
            yield _Stretch(start, end, zone)
        elif _is_title(report, line, number, _line_after(report.text, end)):
            headline = headline or line
            yield _Stretch(start, end, "headline")
        else:
            yield from _body(report.text, start, end, headline or report.title or "")


def _line_after(text: str, end: int) -> str:
    """Return the next line that is not blank, empty where none follows."""
    lines = (match.group() for match in _WHOLE_LINE.finditer(text, end))
    return next((line for line in lines if line.strip()), "")


def _is_title(report: Report, line: str, number: int, following: str) -> bool:
    """Return whether a line is the report's title, looks like its headline, or is a subheading."""
    if report.title and same_words(report.title, line):
        return True
    if dateline_end(line, 0, len(line)):
        return False
    return (number == 0 and following != "" and is_headline(line)) or is_subheading(line, following)


def _body(text: str, start: int, end: int, headline: str) -> Iterator[_Stretch]:
    """Yield a body paragraph after what may stand before it: a repeated headline, a dateline."""
    leading: list[tuple[Zone, Callable[[str, int, int], int]]] = [
        ("headline", lambda text, start, end: repeated_headline_end(text, start, end, headline)),
        ("dateline", dateline_end),
        ("furniture", buttons_end),
    ]
    for zone, end_of in leading * 2:
        found = end_of(text, start, end)
        if found > start:
            yield _Stretch(start, found, zone)
            start = found
    while start < end and (run := _run_into(text, start, end)) is not None:
        if start < run[0]:
            yield _Stretch(start, run[0], "body")
        yield _Stretch(*run, "furniture")
        start = run[1]
    if start < end:
        yield _Stretch(start, end, "body")


def _run_into(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the first titles of other articles or row of tags that stand in a paragraph, if there are any."""
    found = (find(text, start, end) for find in (related_titles, row_of_tags))
    return min((run for run in found if run is not None), default=None)


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of paragraphs: lines, but lines that were only wrapped are joined."""
    lines = [match.span() for match in _LINE.finditer(text) if match.group().strip()]
    wrapped = _is_wrapped(text, lines)
    start, end = -1, -1
    for begin, stop in lines:
        if start >= 0 and wrapped and _continues(text, start, end, begin, stop):
            end = stop
            continue
        if start >= 0:
            yield start, end
        start, end = begin, stop
    if start >= 0:
        yield start, end


def _is_wrapped(text: str, lines: list[tuple[int, int]]) -> bool:
    """Return whether the text's lines are broken at a fixed width, as in plain-text archives."""
    broken = sum(
        1
        for (start, end), (following, _) in itertools.pairwise(lines)
        if 40 <= end - start <= 100 and text[end:following].count("\n") == 1 and text[end - 1 : end].isalnum()
    )
    return len(lines) > 1 and broken >= max(1, 0.3 * len(lines))


def _continues(text: str, start: int, end: int, begin: int, stop: int) -> bool:
    """Return whether a line goes on with the paragraph before it."""
    if text[end:begin].count("\n") > 1 or _BULLET.match(text, begin, stop):
        return False
    return not text[begin].isspace() and end - start >= 40


# -- quotation ------------------------------------------------------------------------------------


class _Quotes:
    """Where the quotation that is open ends, from sentence to sentence and paragraph to paragraph."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._until = -1
        self._goes_on = False

    def open_at(self, start: int) -> bool:
        """Return whether a sentence that starts there stands inside a quotation opened before it."""
        return start < self._until

    def new_paragraph(self, start: int) -> None:
        """A quotation goes on into a paragraph that opens with a quotation mark; otherwise it was never closed."""
        self._until = -1
        if self._goes_on and self._text[start : start + 1] in _CLOSED_BY:
            self._follow(start, start + 1)
        self._goes_on = False

    def read(self, tokens: list[Token]) -> None:
        """Follow the quotation marks of a sentence."""
        for token in tokens:
            if token.text in _CLOSED_BY and token.start >= self._until:
                self._follow(token.start, token.end)

    def _follow(self, start: int, end: int) -> None:
        """Seek the mark that closes the one at `start`, in its paragraph; a lone mark opens nothing."""
        line_end = self._text.find("\n", end)
        line_end = len(self._text) if line_end < 0 else line_end
        close = self._text.find(_CLOSED_BY[self._text[start]], end, line_end)
        if close < 0:
            following = self._text[line_end:].lstrip()[:1]
            self._goes_on = following == self._text[start]
        self._until = close + 1 if close >= 0 else (line_end if self._goes_on else -1)
