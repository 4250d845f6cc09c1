"""Finds pictures that one report shows and another says do not show what they are said to show."""

from __future__ import annotations

from collections.abc import Iterator

from rashomon.assessment.casefile import CaseFile
from rashomon.assessment.cues import pattern, word_set
from rashomon.assessment.wording import make
from rashomon.measures import fold
from rashomon.records import Claim, Evidence, Finding, Sentence
from rashomon.resources import read_list

SHARED = 3  # words or names that the showing and the unmasking of one picture have in common
SHORT = 3


def unmasked_pictures(case: CaseFile) -> Iterator[Finding]:
    """Yield one refutation for each sentence that says what a picture shows and another that says it does not."""
    pictures = [picture for report in sorted(case.reports) for picture in _pictures(report, case)]
    denying = [(s, _content(text)) for s, text in pictures if pattern("shows_not").search(text)]
    plain = (picture for picture in pictures if not pattern("shows_not").search(picture[1]))
    showing = [(s, _content(text)) for s, text in plain if pattern("shows").search(text)]
    for sentence, denied in denying:
        for other, shown in showing:
            if other.report != sentence.report and len(denied & shown) >= SHARED:
                yield _finding(sentence, other, case)


def shows_pictures(report: str, case: CaseFile) -> bool:
    """Tell whether a sentence of a report says what a picture shows, or that it does not show it."""
    return any(pattern("shows_not").search(t) or pattern("shows").search(t) for _, t in _pictures(report, case))


def _pictures(report: str, case: CaseFile) -> Iterator[tuple[Sentence, str]]:
    """Yield the sentences of a report that speak of pictures, with their text."""
    for sentence in case.sentences.get(report, []):
        text = _text(sentence, case) if sentence.zone != "furniture" else ""
        if not word_set("evidence_nouns").isdisjoint(fold(text)):
            yield sentence, text


def _text(sentence: Sentence, case: CaseFile) -> str:
    return case.reports[sentence.report].text[sentence.start : sentence.end]


def _content(text: str) -> set[str]:
    empty = set(read_list("alignment.yaml")["empty_words"]) | word_set("evidence_nouns")
    return {w for w in fold(text) if (len(w) > SHORT or w.isdigit()) and w not in empty}


def _finding(denying: Sentence, showing: Sentence, case: CaseFile) -> Finding:
    quoted = (f"“{' '.join(_text(s, case).split())}” ({case.outlet(s.report)})" for s in (denying, showing))
    text = f"a picture is said not to show what another report says it shows: {', beside '.join(quoted)}."
    spans = [Evidence(report=s.report, start=s.start, end=s.end) for s in (denying, showing)]
    return make("refutation", text, [*_claims(denying, case), *_claims(showing, case)], spans)


def _claims(sentence: Sentence, case: CaseFile) -> list[Claim]:
    """Return the claims of a sentence that speak of its picture."""
    inside = [c for c in case.by_report(sentence.report) if sentence.start <= c.start < sentence.end]
    about = [c for c in inside if {w for f in (*c.target, *c.actor) for w in fold(f.text)} & word_set("evidence_nouns")]
    return about or [c for c in inside if c.kind == "publish"]
