"""Finds pictures that one report shows and another says do not show what they are said to show."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from rashomon.assessment.casefile import CaseFile
from rashomon.assessment.wording import make
from rashomon.measures import fold
from rashomon.records import Claim, Evidence, Finding, Sentence
from rashomon.resources import read_list

SHARED = 3  # words or names that the showing and the unmasking of one picture have in common
SHORT = 3


@functools.cache
def _nouns() -> frozenset[str]:
    return frozenset(read_list("assessment.yaml")["evidence_nouns"])


@functools.cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in read_list("assessment.yaml")[name]), re.I)


def unmasked_pictures(case: CaseFile) -> Iterator[Finding]:
    """Yield one refutation for each sentence that says what a picture shows and another that says it does not."""
    pictures = [picture for report in sorted(case.reports) for picture in _pictures(report, case)]
    denying = [(s, text) for s, text in pictures if _pattern("shows_not").search(text)]
    showing = [(s, text) for s, text in pictures if _pattern("shows").search(text)]
    for sentence, text in denying:
        for other, words in showing:
            apart = other.report != sentence.report and not _pattern("shows_not").search(words)
            if apart and len(_content(text) & _content(words)) >= SHARED:
                yield _finding(sentence, other, case)


def shows_pictures(report: str, case: CaseFile) -> bool:
    """Tell whether a sentence of a report says what a picture shows, or that it does not show it."""
    return any(_pattern("shows_not").search(t) or _pattern("shows").search(t) for _, t in _pictures(report, case))


def _pictures(report: str, case: CaseFile) -> Iterator[tuple[Sentence, str]]:
    """Yield the sentences of a report that speak of pictures, with their text."""
    for sentence in case.sentences.get(report, []):
        text = _text(sentence, case) if sentence.zone != "furniture" else ""
        if set(fold(text)) & _nouns():
            yield sentence, text


def _text(sentence: Sentence, case: CaseFile) -> str:
    return case.reports[sentence.report].text[sentence.start : sentence.end]


def _content(text: str) -> set[str]:
    empty = set(read_list("alignment.yaml")["empty_words"]) | _nouns()
    return {w for w in fold(text) if (len(w) > SHORT or w.isdigit()) and w not in empty}


def _finding(denying: Sentence, showing: Sentence, case: CaseFile) -> Finding:
    quoted = (f"“{' '.join(_text(s, case).split())}” ({case.outlet(s.report)})" for s in (denying, showing))
    text = f"a picture is said not to show what another report says it shows: {', beside '.join(quoted)}."
    spans = [Evidence(report=s.report, start=s.start, end=s.end) for s in (denying, showing)]
    return make("refutation", text, [*_claims(denying, case), *_claims(showing, case)], spans)


def _claims(sentence: Sentence, case: CaseFile) -> list[Claim]:
    """Return the claims of a sentence that speak of its picture."""
    inside = [c for c in case.by_report(sentence.report) if sentence.start <= c.start < sentence.end]
    about = [c for c in inside if {w for f in (*c.target, *c.actor) for w in fold(f.text)} & _nouns()]
    return about or [c for c in inside if c.kind == "publish"]
