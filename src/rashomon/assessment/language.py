"""Finds wording that reads as damage of translation, and headlines that the body does not carry."""

from __future__ import annotations

import functools
import itertools
import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from rashomon.assessment.arithmetic import numbers_in
from rashomon.assessment.casefile import CaseFile, is_told
from rashomon.assessment.cues import word_set
from rashomon.assessment.relations import figure_of, interval_of
from rashomon.assessment.wording import make, say_value
from rashomon.measures import apart, fold
from rashomon.records import Claim, Evidence, Finding, Sentence, Token
from rashomon.resources import read_list

SHORTEST_FOREIGN = 3  # letters of another script in a row
MOST_OF_ONE_REPORT = 5
LATIN_SHARE = 0.8  # of a report's letters; with fewer it is not in English
BRACKETS = 40  # characters to either side in which a bracket is looked for
LASTING = frozenset({"loss", "capture"})
HARM = frozenset({"attack", "loss", "capture"})
LASTING_SLOTS = frozenset({"destroyed", "damaged", "captured"})
RISING = frozenset({"rise", "climb", "soar", "jump", "mount"})


class Damage(NamedTuple):
    """A pattern of damage, what is wrong with it and the reading that may be meant."""

    pattern: re.Pattern[str]
    about: str
    reading: str


@functools.cache
def _table() -> tuple[Damage, ...]:
    rows = read_list("assessment.yaml")["garbled_patterns"]
    return tuple(Damage(re.compile(r["pattern"], re.I), r["about"], r["reading"]) for r in rows)


def language_findings(case: CaseFile) -> Iterator[Finding]:
    """Yield garbled passages of every report, the first few of each, and headlines that no sentence carries."""
    for report_id in sorted(case.reports):
        sentences = [s for s in case.sentences.get(report_id, []) if s.zone != "furniture"]
        damaged = (found for s in sentences for make_of in (_damaged, _blast_rises) for found in make_of(s, case))
        yield from itertools.islice(itertools.chain(_foreign(report_id, case), damaged), MOST_OF_ONE_REPORT)
        yield from _unsupported(report_id, case)
        yield from _overtold(report_id, case)


@functools.lru_cache(maxsize=4096)
def _script(letter: str) -> str:
    return unicodedata.name(letter, "?").split()[0] if letter.isalpha() else ""


def _foreign(report_id: str, case: CaseFile) -> Iterator[Finding]:
    """Yield the runs of another script in a report of Latin letters."""
    report = case.reports[report_id]
    letters = [c for c in report.text if c.isalpha()]
    if sum(_script(c) == "LATIN" for c in letters) < LATIN_SHARE * len(letters):
        return
    for match in re.finditer(r"[^\W\d_]+", report.text):
        if _in_brackets(report.text, match.start(), match.end()):
            continue  # a name given in its own letters beside
        if len(match[0]) >= SHORTEST_FOREIGN and all(_script(c) not in ("LATIN", "MODIFIER") for c in match[0]):
            script = _script(match[0][0]).capitalize()
            text = f"{case.outlet(report_id)}: “{match[0]}” was left in {script} script, not translated."
            yield make("garbled", text, (), [Evidence(report=report_id, start=match.start(), end=match.end())])


def _in_brackets(text: str, start: int, end: int) -> bool:
    before, after = text[max(0, start - BRACKETS) : start], text[end : end + BRACKETS]
    return before.rfind("(") > before.rfind(")") and ")" in after


def _damaged(sentence: Sentence, case: CaseFile) -> Iterator[Finding]:
    text = case.reports[sentence.report].text[sentence.start : sentence.end]
    for damage in _table():
        match = damage.pattern.search(text)
        if match:
            reading = damage.reading.format(*(g or "" for g in (match[0], *match.groups())))
            span = Evidence(
                report=sentence.report, start=sentence.start + match.start(1), end=sentence.start + match.end(1)
            )
            quoted = " ".join(match[1].split())
            outlet = case.outlet(sentence.report)
            said = f"{outlet}: “{quoted}”: {damage.about}; perhaps {reading} is meant, which is not used."
            yield make("garbled", said, (), [span])


def _blast_rises(sentence: Sentence, case: CaseFile) -> Iterator[Finding]:
    """Yield a number that a blast, not its toll, is said to rise to."""
    tokens = sentence.tokens
    for i, verb in enumerate(tokens):
        if verb.lemma not in RISING or not _to_a_number(tokens, i):
            continue
        subject = next((t for t in tokens if t.head == i and t.deprel.startswith("nsubj")), None)
        if subject is not None and subject.lemma in word_set("blast_nouns") and subject.start < verb.start:
            end = next(t.end for t in tokens[i + 1 :] if t.text[:1].isdigit())
            quoted = " ".join(case.reports[sentence.report].text[subject.start : end].split())
            text = (
                f"{case.outlet(sentence.report)}: “{quoted}”: no {subject.lemma} rises to a number; "
                f"perhaps the toll of the {subject.lemma} is meant, which is not used."
            )
            span = Evidence(report=sentence.report, start=min(subject.start, verb.start), end=end)
            yield make("garbled", text, (), [span])


def _to_a_number(tokens: tuple[Token, ...], verb: int) -> bool:
    after = tokens[verb + 1 : verb + 5]
    return any(t.text.casefold() == "to" for t in after) and any(t.text[:1].isdigit() for t in after)


def _unsupported(report_id: str, case: CaseFile) -> Iterator[Finding]:
    """Yield a headline's figure that differs from every figure that the body gives for the same."""
    counted = [c for c in case.by_report(report_id) if c.slot and is_told(c) and figure_of(c) is not None]
    for headline in (c for c in counted if c.zone == "headline"):
        body = [c for c in counted if c.zone != "headline" and c.slot == headline.slot]
        sentences = (s for s in case.sentences.get(report_id, []) if s.zone == "body")
        figures = {n for s in sentences for n in numbers_in(case.reports[report_id].text[s.start : s.end])}
        carried = figure_of(headline) in figures  # a sentence has it of which no claim was made
        if body and not carried and all(apart(interval_of(headline), interval_of(c)) for c in body):
            yield _not_carried(headline, body, case)
            return


def _overtold(report_id: str, case: CaseFile) -> Iterator[Finding]:
    """Yield a headline that has a thing destroyed or taken of which the body says only what did not befall it."""
    claims = case.by_report(report_id)
    body = [c for c in claims if c.zone == "body"]
    for headline in (c for c in claims if c.zone == "headline" and c.kind in LASTING and is_told(c) and c.target):
        same_kind = [c for c in body if c.kind in LASTING]
        carried = any(is_told(c) and _meets(headline, c) for c in same_kind)
        spoken_of = any(_last_words(headline) & set(fold(case.text(c))) for c in same_kind)
        unharmed = [c for c in body if c.certainty.polarity == "denied" and c.kind in HARM and _meets(headline, c)]
        untold = [c for c in same_kind if not is_told(c)]
        denied = spoken_of and any(c.slot in LASTING_SLOTS for c in untold)
        if (denied or unharmed) and not carried:
            text = (
                f"{case.outlet(report_id)}: the headline has “{' '.join(case.text(headline).split())}”, "
                "and no sentence of the body says so."
            )
            yield make("unsupported", text, [headline, *untold, *unharmed])
            return


def _meets(one: Claim, other: Claim) -> bool:
    return bool(_things(one) & _things(other))


def _things(claim: Claim) -> set[str]:
    return {f.entity for f in claim.target if f.entity} | _last_words(claim)


def _last_words(claim: Claim) -> set[str]:
    return {w for f in claim.target for w in fold(f.text)[-1:]}


def _not_carried(headline: Claim, body: list[Claim], case: CaseFile) -> Finding:
    values = ", ".join(dict.fromkeys(say_value(c) for c in body[:3]))
    text = (
        f"{case.outlet(headline.report)}: the headline has {say_value(headline)} {headline.slot}, "
        f"the body only {values}: no sentence carries the headline's figure."
    )
    return make("unsupported", text, [headline], slot=headline.slot)
