"""The front of the stage: which actor, place and day each mention means, and the claims filled with what was found."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from rashomon.decisions import Decisions
from rashomon.docks import Gazetteer
from rashomon.known import lists
from rashomon.records import Account, Reading, Resolution
from rashomon.resolution.entities import Entities
from rashomon.resolution.filled import Filled
from rashomon.resolution.places import Places
from rashomon.resolution.reports import Reports


def resolve(readings: Sequence[Reading], gazetteer: Gazetteer, decisions: Decisions | None = None) -> Resolution:
    """Return the dossier's entities with all their mentions, and its claims with entities and times filled in."""
    return Resolver().resolve(readings, gazetteer, decisions)


class Resolver:
    """Resolves the reports of a dossier as they come and go: what a change does not reach is kept.

    The result is that of resolving all reports at once. With other lists, places or judgements of users, and after a
    fault, everything is made anew.
    """

    def __init__(self) -> None:
        self._ground: tuple[object, ...] = ()

    def resolve(
        self, readings: Sequence[Reading], gazetteer: Gazetteer, decisions: Decisions | None = None
    ) -> Resolution:
        """Make these the reports of the dossier, and resolve them."""
        decisions = decisions or Decisions()
        ground = (lists(), getattr(gazetteer, "stamp", gazetteer), decisions.in_force())
        if ground != self._ground:
            self._begin(gazetteer, decisions)
        self._ground = ()  # where a part breaks, nothing is left to build on
        resolution = self._update(readings)
        self._ground = ground
        return resolution

    def _begin(self, gazetteer: Gazetteer, decisions: Decisions) -> None:
        self._reports = Reports()
        self._places, self._entities = Places(gazetteer), Entities(decisions)
        self._filled = Filled()
        self._accounts: dict[str, Account] = {}

    def _update(self, readings: Sequence[Reading]) -> Resolution:
        order = [reading.report.id for reading in readings]
        gone, came = self._reports.update(readings)
        changed = self._entities.update(gone, [(own.reading, own.nodes) for own in came.values()])
        placed, mapped = self._places.update(gone, {report: own.places for report, own in came.items()})
        told = self._filled.update(gone, {r: own.reading for r, own in came.items()}, {**placed, **changed}, order)
        for report in gone - came.keys():
            del self._accounts[report]
        self._accounts |= {report: self._account(report) for report in {*told, *came, *mapped}}
        held = self._filled.held
        return Resolution(
            entities=tuple([held[key] for key in sorted(held)]),
            accounts=tuple([self._accounts[report] for report in order]),
            sides=tuple(chain.from_iterable([self._filled.sides(report) for report in order])),
        )

    def _account(self, report: str) -> Account:
        own = self._reports.held[report]
        return Account(
            report=own.reading.report,
            sentences=own.reading.sentences,
            claims=self._filled.claims(report),
            mentions=self._filled.mentions[report],
            relations=self._places.relations.get(report, ()),
            times=own.times,
        )
