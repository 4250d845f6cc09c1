"""Splits a report into sentences with exact offsets: lines to paragraphs, paragraphs to zones, zones to sentences."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Callable, Iterator

import msgspec

from rashomon.records import Report, Sentence, Token, Zone
from rashomon.resources import read_list
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

_OPENING = frozenset("“«„‘")
_CLOSED_BY = {"“": "”", "«": "»", "„": "”", '"': '"'}
_ENDS = frozenset(".!?…。؟")
_CLOSERS = frozenset("\"'”’»)]''")
_BULLET = re.compile(r"\s*(?:[•*·▪●■–—-]\s|\(?\d{1,2}[.)]\s)")
_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_GLUED = re.compile(r"[A-Z“\"‘]?[A-Z][a-z]|[A-Z]\s")


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
        for tokens in _cut(split_words(report.text, stretch.start, stretch.end), report.text):
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
        elif _is_title(report, line, number, report.text[end:]):
            headline = headline or line
            yield _Stretch(start, end, "headline")
        else:
            yield from _body(report.text, start, end, headline or report.title or "")


def _is_title(report: Report, line: str, number: int, rest: str) -> bool:
    """Return whether a line is the report's title, looks like its headline, or is a subheading."""
    if report.title and same_words(report.title, line):
        return True
    if dateline_end(line, 0, len(line)):
        return False
    return (number == 0 and rest.strip() != "" and is_headline(line)) or is_subheading(line, rest)


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
    if start < end:
        yield _Stretch(start, end, "body")


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


# -- sentences ------------------------------------------------------------------------------------


@functools.cache
def _words_of(name: str) -> frozenset[str]:
    return frozenset(read_list("abbreviations.yaml")[name].split())


def _cut(tokens: list[Token], text: str) -> Iterator[list[Token]]:
    """Yield the sentences of a stretch, each with the closing quotes and brackets that belong to it."""
    cased = any(letter.isupper() for token in tokens for letter in token.text)
    begin = 0
    index = 0
    while index < len(tokens):
        if _may_end(tokens[index]):
            last = _with_closers(tokens, index)
            if last + 1 < len(tokens) and _ends_here(tokens, index, last, text, cased):
                yield tokens[begin : last + 1]
                begin = last + 1
            index = last
        index += 1
    if begin < len(tokens):
        yield tokens[begin:]


def _may_end(token: Token) -> bool:
    return token.text[-1] in _ENDS


def _with_closers(tokens: list[Token], index: int) -> int:
    """Return the index of the last closing mark that stands directly after tokens[index]."""
    while (
        index + 1 < len(tokens)
        and tokens[index + 1].start == tokens[index].end
        and (tokens[index + 1].text in _CLOSERS or _may_end(tokens[index + 1]))
    ):
        index += 1
    return index


def _ends_here(tokens: list[Token], index: int, last: int, text: str, cased: bool) -> bool:
    """Return whether a sentence ends after tokens[last], whose mark is tokens[index]."""
    following = tokens[last + 1]
    if following.start == tokens[last].end and not _glued(tokens, index, text):
        return False
    word = _first_word(tokens, last + 1)
    mark = tokens[index].text
    if len(mark) > 1 and mark[0].isalnum():
        return _after_abbreviation(mark, word)
    if cased and word[:1].islower():
        return (following.text in _OPENING and last > index) or (mark[-1] in "!?" and last == index)
    return mark[-1] in "!?。؟" or word[:1] != "" or following.text not in {",", ";", ":"}


def _glued(tokens: list[Token], index: int, text: str) -> bool:
    """Return whether a sentence ends though no space follows: "Russia.The"."""
    before = tokens[index - 1].text if index else ""
    after = tokens[index].end
    return len(before) > 1 and before[-1:].islower() and bool(_GLUED.match(text, after))


def _after_abbreviation(mark: str, word: str) -> bool:
    """Return whether a sentence ends after an abbreviation, by the word that follows."""
    bare = mark.rstrip(".").lower()
    if bare in _words_of("before") or (len(bare) == 1 and mark[0].isupper()):
        return False
    return word[:1].isupper() and word.lower() in _words_of("openers")


def _first_word(tokens: list[Token], index: int) -> str:
    """Return the first token from `index` on that has a letter or digit; quotes and brackets are passed over."""
    for token in tokens[index : index + 4]:
        if token.text[0].isalnum():
            return token.text
    return ""


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
