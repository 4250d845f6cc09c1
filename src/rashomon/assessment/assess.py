"""Holds the claims of every event side by side; the front of the stage."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from rashomon.accounts import accounts_of, bare
from rashomon.assessment.agreements import capture_agreements, role_agreements, whole_agreement
from rashomon.assessment.arithmetic import counts_on, remainder_findings, sum_findings
from rashomon.assessment.barrages import barrage_findings
from rashomon.assessment.blames import answer_findings, culprit_findings, denied_deeds, wanting_findings
from rashomon.assessment.calendars import calendar_findings
from rashomon.assessment.casefile import CaseFile
from rashomon.assessment.copies import Copies, same_texts
from rashomon.assessment.counts import count_findings
from rashomon.assessment.denials import actor_findings, denial_findings, holder_findings, is_denied, takes_places
from rashomon.assessment.disputes import dispute_findings, few_findings
from rashomon.assessment.distances import distance_findings
from rashomon.assessment.doers import parted_on_doer
from rashomon.assessment.holders import fall_findings, falls
from rashomon.assessment.increments import increment_findings
from rashomon.assessment.language import language_findings
from rashomon.assessment.opposed import opposed_findings, takes_stance
from rashomon.assessment.origins import Origins
from rashomon.assessment.positions import positions_of
from rashomon.assessment.rating import rate
from rashomon.assessment.responsibility import responsibility_findings
from rashomon.assessment.rivals import refutations, rival_findings
from rashomon.assessment.settled import settled_findings, settles
from rashomon.assessment.struck import site_agreements, victim_agreements
from rashomon.assessment.totals import counts_wars, total_findings
from rashomon.assessment.unmasked import shows_pictures, unmasked_pictures
from rashomon.records import Account, Claim, DatedExpression, Entity, Event, Finding, PlaceRelation, Report, Sentence

ORDER = (
    "contradiction", "refutation", "arithmetic", "update", "difference", "agreement", "copy", "distance", "geography",
    "calendar", "unsupported", "garbled",
)  # fmt: skip

ABOUT_EVENTS: tuple[Callable[[Event, CaseFile, Origins], Iterable[Finding]], ...] = (
    count_findings,
    responsibility_findings,
    rival_findings,
    denial_findings,
    denied_deeds,
    culprit_findings,
    actor_findings,
    capture_agreements,
    barrage_findings,
    few_findings,
)


class Question(NamedTuple):
    """A check over reports that may stand anywhere in a dossier, and what tells the few reports that it concerns."""

    find: Callable[[CaseFile, Origins], Iterable[Finding]]
    concerns: Callable[[str, CaseFile], bool]


ABOUT_DOSSIERS: tuple[Question, ...] = (
    Question(lambda case, _: unmasked_pictures(case), shows_pictures),
    Question(lambda case, _: remainder_findings(case), counts_on),
    Question(settled_findings, settles),
    Question(holder_findings, takes_places),
    Question(fall_findings, falls),
    Question(total_findings, counts_wars),
    Question(opposed_findings, takes_stance),
)

Owner = tuple[
    str, str
]  # what a finding was made from: ("event", id), ("report", id), ("question", number), ("copies", "")


def assess(
    reports: Sequence[Report],
    sentences: Sequence[Sentence],
    entities: Sequence[Entity],
    claims: Sequence[Claim],
    events: Sequence[Event],
    relations: Sequence[PlaceRelation],
    times: Sequence[DatedExpression],
) -> tuple[tuple[Event, ...], tuple[Finding, ...]]:
    """Return the events with positions and ratings, and what holding the claims side by side shows."""
    assessment = Assessment()
    accounts = accounts_of(reports, entities, claims, sentences, relations, times)
    assessment.update((), accounts.values(), bare(entities), {event.id: event for event in events})
    return tuple(assessment.events[event.id] for event in events), assessment.findings()


class Assessment:
    """What holding the claims of a dossier side by side shows, as accounts come and go.

    Everything is made from a part of the dossier: what is said of a report from its account and the origins of its
    claims, of an event from its claims and their reports, and a question over the whole from the reports that it
    concerns. What changed in no part of its own is kept.
    """

    def __init__(self) -> None:
        self.events: dict[str, Event] = {}
        self._case = CaseFile()
        self._copies = Copies(self._case)
        self._origins = Origins(self._case, self._copies)
        self._unjudged: dict[str, Event] = {}
        self._events_of: dict[str, set[str]] = defaultdict(set)
        self._reports_of: dict[str, set[str]] = {}
        self._concerned: tuple[set[str], ...] = tuple(set() for _ in ABOUT_DOSSIERS)
        self._findings: dict[Owner, tuple[Finding, ...]] = {}

    def update(
        self,
        gone: Iterable[str],
        came: Iterable[Account],
        entities: Mapping[str, Entity],
        events: Mapping[str, Event | None],
    ) -> None:
        """Let the reports of these ids go, take these accounts, and weigh what they touch.

        An account that changed goes and comes; `events` are those that changed, None for one that is no more.
        """
        changed, new = set(gone), tuple(came)
        self._case.entities = entities
        for report in changed:
            self._case.drop(report)
        for account in new:
            self._case.take(account)
        arrived = {account.report.id for account in new}
        touched = self._trace(changed | arrived, self._copies.update(changed, arrived))
        for report in touched | changed:
            self._weigh_report(report)
        self._replace(events)
        for event in events.keys() | {event for report in touched for event in self._events_of[report]}:
            self._weigh_event(event)
        self._ask(changed | arrived, touched)
        self._findings["copies", ""] = tuple(self._copies.findings())

    def findings(self) -> tuple[Finding, ...]:
        """Return all findings, the gravest kinds first."""
        return _sorted(finding for held in self._findings.values() for finding in held)

    def naming(self, entities: Iterable[str]) -> set[str]:
        """Return the reports that name one of these entities."""
        return {report for entity in entities for report in self._case.naming.get(entity, ())}

    def _trace(self, changed: set[str], copied: set[tuple[str, str]]) -> set[str]:
        """Return the reports that changed, and those whose claims have other origins or whose text is another's now."""
        before, self._case.texts = self._case.texts, same_texts(self._copies.all())
        known = before.keys() | self._case.texts.keys()
        moved = {report for report in known if before.get(report) != self._case.texts.get(report)}
        linked = {report for pair in copied for report in pair}
        return (changed | moved | self._origins.update(changed, linked)) & self._case.reports.keys()

    def _weigh_report(self, report: str) -> None:
        self._findings.pop(("report", report), None)
        if report in self._case.reports:
            found = tuple(_within(self._case.accounts[report], self._case.only([report]), self._origins))
            self._findings["report", report] = found

    def _replace(self, events: Mapping[str, Event | None]) -> None:
        for key, event in events.items():
            for report in self._reports_of.pop(key, ()):
                self._events_of[report].discard(key)
            self._unjudged.pop(key, None)
            if event is not None:
                self._unjudged[key] = event
                self._reports_of[key] = {claim.report for claim in self._case.members(event)}
                for report in self._reports_of[key]:
                    self._events_of[report].add(key)

    def _weigh_event(self, key: str) -> None:
        self._findings.pop(("event", key), None)
        self.events.pop(key, None)
        event = self._unjudged.get(key)
        if event is not None:
            found = tuple(_about(event, self._case, self._origins))
            positions = positions_of(event, self._case, self._origins)
            rating = rate(
                positions, found, denied=is_denied(event, self._case), parted=parted_on_doer(event, self._case)
            )
            self.events[key] = msgspec.structs.replace(event, positions=positions, rating=rating)
            self._findings["event", key] = found

    def _ask(self, changed: set[str], touched: set[str]) -> None:
        """Ask the questions over the whole dossier again where a report that they concern was touched."""
        for number, question in enumerate(ABOUT_DOSSIERS):
            concerned = self._concerned[number]
            stale = not concerned.isdisjoint(touched | changed)
            concerned -= changed
            concerned |= {r for r in changed & self._case.reports.keys() if question.concerns(r, self._case)}
            if stale or not concerned.isdisjoint(touched):
                found = tuple(question.find(self._case.only(concerned), self._origins))
                self._findings["question", str(number)] = found


def _within(account: Account, own: CaseFile, origins: Origins) -> Iterator[Finding]:
    """Yield what is found within one report; the case holds it alone."""
    yield from refutations(own, origins)
    yield from answer_findings(own, origins)
    yield from wanting_findings(own, origins)
    yield from dispute_findings(own, origins)
    yield from sum_findings(own)
    yield from increment_findings(own)
    yield from calendar_findings(own, account.times)
    yield from distance_findings(own, account.relations)
    yield from language_findings(own)


def _about(event: Event, case: CaseFile, origins: Origins) -> list[Finding]:
    found = [f for make in ABOUT_EVENTS for f in make(event, case, origins)]
    roles = [f for make in (role_agreements, site_agreements, victim_agreements) for f in make(event, case, origins)]
    if any(f.kind in ("agreement", "update", "contradiction") for f in found):
        return [*found, *roles]
    whole = list(whole_agreement(event, case, origins))
    held = {c for f in whole for c in f.claims}
    return [*found, *(f for f in roles if not held.issuperset(f.claims)), *whole]


def _sorted(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    distinct = {f.id: f for f in findings}
    return tuple(sorted(distinct.values(), key=lambda f: (ORDER.index(f.kind), f.spans, f.id)))
