"""The dossier as assessment needs it: reports, sentences, entities and claims by id, and what stands where."""

from __future__ import annotations

import bisect
import itertools
import re
from calendar import month_name
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from rashomon.accounts import named_in
from rashomon.measures import days
from rashomon.records import ROLES, Account, Claim, Entity, Event, Evidence, Filler, Report, Sentence

_MORE = re.compile(
    r"\b(?:another|further|additional)\b|\d\s+more\b|\b(?:one|two|three|four|five|six|seven|eight|nine|ten) more\b",
    re.I,
)
ROW = 3  # counts of one word at places, from which they are parts: "12 in A, 7 in B and 3 in C"
_AT_ONCE = re.compile(
    r"\b(?:(?:at|on) the (?:scene|site|spot)|on the spot|on site|instantly|immediately|outright)\b", re.I
)
_LATER = re.compile(r"\b(?:succumb\w*|of (?:their|his|her) (?:wounds|injuries)|later|in (?:the )?hospitals?)\b", re.I)
_ROW = re.compile(r"(?: [a-z][\w-]*){0,4}? (?:in|at|near|from|around) (?:the )?[A-Z]")
APART = 40  # characters between two that "or" joins
_OR, _EITHER = re.compile(r"\bor\b", re.I), re.compile(r"\beither\b.*\bor\b|\w or (?:the )?[A-Z]")
ASIDE = frozenset({"furniture", "caption"})
UNREAL = frozenset({"planned", "threatened", "requested", "hypothetical", "questioned"})


@dataclass(slots=True)
class CaseFile:
    """Everything by id; what is kept of one report depends on its account alone, save `texts`.

    `texts` has, of the reports that print one text, the id of the first; `naming` the reports that hang on an entity.
    """

    accounts: dict[str, Account] = field(default_factory=dict)
    reports: dict[str, Report] = field(default_factory=dict)
    sentences: dict[str, list[Sentence]] = field(default_factory=dict)
    entities: Mapping[str, Entity] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)
    mention_entity: dict[tuple[str, int, int], str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    summands: set[str] = field(default_factory=set)
    increments: set[str] = field(default_factory=set)
    mentions: dict[str, list[tuple[int, int, str]]] = field(default_factory=dict)
    told_by: dict[str, list[Claim]] = field(default_factory=dict)
    naming: dict[str, set[str]] = field(default_factory=dict)
    _named: dict[str, set[str]] = field(default_factory=dict)

    def take(self, account: Account) -> None:
        """Add an account; `entities` must hold those that it names."""
        report = account.report.id
        self.accounts[report] = account
        self.reports[report] = account.report
        self.sentences[report] = sorted(account.sentences, key=lambda s: s.start)
        self.claims.update((claim.id, claim) for claim in account.claims)
        where = {(start, end): entity for start, end, entity in account.mentions}
        self.mention_entity.update(((report, *span), entity) for span, entity in where.items())
        self.mentions[report] = [(*span, entity) for span, entity in sorted(where.items())]
        self.told_by[report] = sorted(account.claims, key=lambda c: (c.report, c.start, c.id))
        self.summands.update(_summands(self.told_by[report], account.report.text))
        self.increments.update(_increments(self.told_by[report], account.report.text))
        self.hang(report, named_in(account, self.entities))

    def hang(self, report: str, entities: Iterable[str]) -> None:
        """Note that what is said of a report hangs on these entities."""
        known = self._named.setdefault(report, set())
        for entity in set(entities) - known:
            known.add(entity)
            self.naming.setdefault(entity, set()).add(report)

    def drop(self, report: str) -> None:
        """Take a report out again."""
        account = self.accounts.pop(report)
        for held in (self.reports, self.sentences, self.mentions, self.told_by):
            held.pop(report)
        for claim in account.claims:
            self.claims.pop(claim.id, None)
            self.summands.discard(claim.id)
            self.increments.discard(claim.id)
        for start, end, _ in account.mentions:
            self.mention_entity.pop((report, start, end), None)
        for entity in self._named.pop(report):
            self.naming[entity].discard(report)

    def only(self, reports: Iterable[str]) -> CaseFile:
        """Return a case of these reports alone, for checks that go over all reports or claims of a case."""
        accounts = {r: self.accounts[r] for r in sorted(reports)}
        return replace(
            self,
            accounts=accounts,
            reports={r: account.report for r, account in accounts.items()},
            claims={claim.id: claim for account in accounts.values() for claim in account.claims},
        )

    def one_text(self, reports: Iterable[str]) -> bool:
        """Tell whether reports are printings of one text, which agree with nobody but themselves."""
        return len({self.texts.get(r, r) for r in reports}) < 2

    def two_outlets(self, reports: Iterable[str]) -> bool:
        """Tell whether reports are different texts of different outlets."""
        held = set(reports)
        return not self.one_text(held) and len({self.outlet(r) for r in held}) > 1

    def by_report(self, report: str) -> list[Claim]:
        """Return the claims of a report in the order of its text."""
        return self.told_by.get(report, [])

    def in_order(self) -> Iterator[Claim]:
        """Yield the claims of all reports in the order of report and text."""
        return (claim for report in sorted(self.reports) for claim in self.by_report(report))

    def sentence_at(self, report: str, at: int) -> Sentence | None:
        """Return the sentence of a report that holds a place of its text, None where none does."""
        held = self.sentences.get(report, [])
        found = held[max(0, bisect.bisect_right(held, at, key=lambda s: s.start) - 1)] if held else None
        return found if found is not None and found.start <= at < found.end else None

    def is_either(self, claim: Claim, filler: Filler) -> bool:
        """Tell whether a filler is one of two of whom the text does not say which it was: "either … or …"."""
        held = next(fillers for role in ROLES if filler in (fillers := claim.role(role)))
        text = self.reports[claim.report].text
        pairs = ((a, b) if a.start < b.start else (b, a) for a, b in ((filler, o) for o in held if o is not filler))
        return any(_OR.search(text[a.end : b.start][:APART]) for a, b in pairs) or bool(_EITHER.search(filler.text))

    def text(self, claim: Claim) -> str:
        """Return the evidence of a claim as written."""
        report = self.reports.get(claim.report)
        return report.text[claim.start : claim.end] if report else ""

    def near(self, claim: Claim, width: int = 60) -> str:
        """Return the words within so many characters of the trigger and the count, inside the evidence."""
        marks = [(q.start, q.end) for q in claim.quantities[:1] if claim.start <= q.start < claim.end]
        marks += [(claim.trigger.start, claim.trigger.end)] if claim.trigger else []
        if claim.report not in self.reports:
            return ""
        first = min((m[0] for m in marks), default=claim.start)
        last = max((m[1] for m in marks), default=claim.end)
        text = self.reports[claim.report].text
        return text[max(claim.start, first - width) : min(claim.end, last + width)]

    def before_count(self, claim: Claim, width: int = 30) -> str:
        """Return the words just before the count of a claim and the count itself."""
        if not claim.quantities or claim.report not in self.reports:
            return ""
        at = claim.quantities[0].start
        return self.reports[claim.report].text[max(claim.start, at - width) : claim.quantities[0].end]

    def outlet(self, report_id: str) -> str:
        """Return the name by which a report goes in explanations."""
        report = self.reports.get(report_id)
        return (report.outlet or _file(report)) if report else report_id

    def label(self, report_id: str, beside: Iterable[str]) -> str:
        """Return the outlet of a report, with its day or its file where reports of that outlet stand beside it."""
        outlet = self.outlet(report_id)
        alike = [r for r in set(beside) - {report_id} if r in self.reports and self.outlet(r) == outlet]
        report = self.reports.get(report_id)
        if not alike or report is None:
            return outlet
        day = _say_day(report.published)
        told_apart = day and report.published not in {self.reports[r].published for r in alike}
        return f"{outlet} of {day}" if told_apart else f"{outlet} in {_file(report)}"

    def name(self, entity_id: str | None, otherwise: str = "") -> str:
        """Return the name of an entity, or the words given."""
        entity = self.entities.get(entity_id or "")
        return entity.name if entity else otherwise

    def members(self, event: Event) -> list[Claim]:
        """Return the claims of an event in the order of report and text."""
        return [self.claims[i] for i in event.claims if i in self.claims]


def _file(report: Report) -> str:
    return report.source.replace("\\", "/").rsplit("/", 1)[-1] or report.id


def _say_day(published: str | None) -> str:
    """Return a day for a sentence: "3 May 2022"; empty where no day is known."""
    try:
        day = date.fromisoformat(published or "")
    except ValueError:
        return ""
    return f"{day.day} {month_name[day.month]} {day.year}"


def _summands(told: Sequence[Claim], text: str) -> Iterator[str]:
    """Yield the claims that are parts of a sum: one sentence counts one thing at different places or by other means."""
    groups: dict[tuple[int, str], list[Claim]] = defaultdict(list)
    for claim in told:
        if claim.slot and claim.trigger and claim.quantities and claim.quantities[0].low is not None:
            groups[claim.trigger.start, claim.slot].append(claim)
    for held in groups.values():
        where = {tuple(f.entity or f.text for f in c.place) for c in held if c.place}
        if len(where) > 1:
            yield from (c.id for c in held if c.place)
        in_a_row = [c.id for c in held if _ROW.match(text[c.quantities[0].end : c.end])]
        if len(in_a_row) >= ROW:
            yield from in_a_row
    yield from _at_once_and_later(told, text)


def _at_once_and_later(told: Sequence[Claim], text: str) -> Iterator[str]:
    """Yield the parts of "26 died at the scene and five succumbed to their wounds"."""
    counts = sorted((c for c in told if c.slot == "killed" and c.quantities), key=lambda c: c.quantities[0].start)
    for one, other in itertools.pairwise(counts):
        if one.start != other.start or one.part_of or other.part_of:
            continue
        at = other.quantities[0].start
        words = text[one.quantities[0].start : at], text[at : other.end]
        if any(_AT_ONCE.search(a) and _LATER.search(b) and not _LATER.search(a) for a, b in (words, words[::-1])):
            yield from (one.id, other.id)


def _increments(told: Sequence[Claim], text: str) -> Iterator[str]:
    """Yield the claims that add to a count told before ("three more died")."""
    counted: set[str] = set()
    for claim in told:
        for quantity in claim.quantities[:1] if claim.slot else ():
            words = text[max(0, quantity.start - 12) : quantity.end + 10]
            if _MORE.search(words) and claim.slot in counted:
                yield claim.id
        counted |= {claim.slot} if claim.slot else set()


def is_told(claim: Claim) -> bool:
    """Tell whether a claim says that its thing happened: affirmed, and neither planned, asked nor supposed."""
    return claim.certainty.polarity == "affirmed" and claim.certainty.modality not in UNREAL


def near_in_time(one: Claim, other: Claim, most: int) -> bool:
    """Tell whether two claims are of days at most so far apart, as far as their days are told."""
    told = days(one.time), days(other.time)
    return told[0] is None or told[1] is None or abs(told[0][0] - told[1][0]) <= most


def evidence(claim: Claim) -> Evidence:
    """Return the stretch that a reader should look at for a claim."""
    return Evidence(report=claim.report, start=claim.start, end=claim.end)
