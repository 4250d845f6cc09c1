"""Finds copies that a generator made: python benchmarks/copies.py REPORTS… prints precision and recall of the pairs.

From every second report a copy is made as outlets make them: whole, trimmed, reordered, quoted, a quarter of
its sentences reworded, or its names spelled another way. Every other pair of the reports counts as independent, so
reports of the files that print one passage already (20 equal words) are left out first.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections.abc import Callable

import msgspec

from rashomon.assessment.casefile import CaseFile
from rashomon.assessment.copies import Copies
from rashomon.documents.read import read_reports
from rashomon.records import Report, Sentence
from rashomon.sentences import split_sentences

LEAST_WORDS = 80  # a shorter report leaves nothing to trim
SPELLINGS = (("Al-", "El-"), ("ou", "u"), ("kh", "h"), ("q", "k"), ("ph", "f"), ("ei", "ai"))
Change = Callable[[list[str], random.Random], list[str]]


def whole(sentences: list[str], _: random.Random) -> list[str]:
    """Keep all."""
    return sentences


def trimmed(sentences: list[str], choose: random.Random) -> list[str]:
    """Keep the first half, or a little more."""
    return sentences[: max(3, choose.randint(len(sentences) // 2, len(sentences)))]


def reordered(sentences: list[str], choose: random.Random) -> list[str]:
    """Keep all in another order."""
    return choose.sample(sentences, len(sentences))


def quoted(sentences: list[str], choose: random.Random) -> list[str]:
    """Quote two neighbouring sentences within a text of one's own."""
    at = choose.randrange(max(1, len(sentences) - 1))
    own = ["We asked around in town this morning.", "Nobody in the office wished to add to that."]
    return [own[0], "Another paper wrote:", *sentences[at : at + 2], own[1]]


def reworded(sentences: list[str], choose: random.Random) -> list[str]:
    """Turn the words of a quarter of the sentences about."""
    chosen = set(choose.sample(range(len(sentences)), len(sentences) // 4))
    return [" ".join(choose.sample(s.split(), len(s.split()))) if i in chosen else s for i, s in enumerate(sentences)]


def respelled(sentences: list[str], _: random.Random) -> list[str]:
    """Spell the names another way."""
    text = "\n".join(sentences)
    for old, new in SPELLINGS:
        text = re.sub(rf"(?<=[A-Z])(\w*?){old}|{old}(?=[A-Z])", rf"\g<1>{new}" if old[0].islower() else new, text)
    return text.split("\n")


CHANGES: tuple[Change, ...] = (whole, trimmed, reordered, quoted, reworded, respelled)


def copy_of(report: Report, change: Change, choose: random.Random) -> Report:
    """Return a changed copy of a report, in another outlet a day later."""
    body = [report.text[s.start : s.end] for s in split_sentences(report) if s.zone == "body"]
    text = "\n".join(change(body, choose))
    name = f"{report.id}-{change.__name__}"
    return msgspec.structs.replace(
        report, id=name, source=name, text=text, outlet=f"copy of {report.outlet}", title=None
    )


def independent(reports: list[Report]) -> list[Report]:
    """Return the reports that share no run of 20 words with any other."""
    seen: dict[tuple[str, ...], set[str]] = {}
    for report in reports:
        words = re.findall(r"\w+", report.text.lower())
        for i in range(len(words) - 19):
            seen.setdefault(tuple(words[i : i + 20]), set()).add(report.id)
    sharing = {name for names in seen.values() if len(names) > 1 for name in names}
    return [report for report in reports if report.id not in sharing]


def main(paths: list[str]) -> None:
    """Make the copies, look for them, and print how many were found by kind of copy."""
    choose = random.Random(1)
    reports = independent([r for r in read_reports(paths)[0] if len(r.text.split()) >= LEAST_WORDS])
    made = [copy_of(r, change, choose) for i, r in enumerate(reports[::2]) for change in (CHANGES[i % len(CHANGES)],)]
    everything = [*reports, *made]
    sentences: dict[str, list[Sentence]] = {r.id: list(split_sentences(r)) for r in everything}
    case = CaseFile(reports={r.id: r for r in everything}, sentences=sentences, entities={}, claims={})
    copies = Copies(case)
    copies.update((), case.reports)
    found = {frozenset((c.left, c.right)) for c in copies.all() if c.worth_telling}
    wanted = {frozenset((r.id.rpartition("-")[0], r.id)): r.id.rpartition("-")[2] for r in made}
    kinds = {change.__name__: [kind == change.__name__ for kind in wanted.values()] for change in CHANGES}
    hits = [kind for pair, kind in wanted.items() if pair in found]
    print(
        json.dumps(
            {
                "reports": len(reports),
                "copies": len(wanted),
                "precision": round(len(hits) / max(1, len(found)), 3),
                "recall": round(len(hits) / max(1, len(wanted)), 3),
                "by_kind": {name: f"{hits.count(name)}/{sum(rows)}" for name, rows in kinds.items()},
            }
        )
    )


if __name__ == "__main__":
    main(sys.argv[1:])
