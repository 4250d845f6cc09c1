"""Holds the accounts of a dossier side by side: alignment and assessment, kept while reports come and go."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rashomon.accounts import bare
from rashomon.alignment.events import Alignment
from rashomon.assessment.assess import Assessment
from rashomon.records import Account, Entity, Event, Finding


class SideBySide:
    """Events and findings of a dossier; what a change does not reach is kept, and the whole is as if made at once.

    A stage that breaks leaves nothing to build on: the next change makes everything anew.
    """

    _accounts: dict[str, Account]
    _entities: dict[str, Entity]  # bare
    _given: dict[str, Entity]
    _alignment: Alignment
    _assessment: Assessment
    _gone: set[str]  # what was aligned and is still to be assessed: reports, accounts, events
    _came: list[Account]
    _moved: set[str]
    _broken: bool

    def __init__(self) -> None:
        self._clear()

    def align(self, accounts: Mapping[str, Account], entities: Iterable[Entity]) -> tuple[Event, ...]:
        """Make these accounts and entities the dossier; return its events, not yet judged."""
        if self._broken:
            self._clear()
        known = self._bare(entities)
        other = {e for e, entity in known.items() if entity != self._entities.get(e)}
        other |= self._entities.keys() - known.keys()
        naming = self._assessment.naming(other)
        changed = {r for r, account in accounts.items() if r in naming or account != self._accounts.get(r)}
        gone = {r for r in self._accounts if r in changed or r not in accounts}
        try:
            self._change(gone, [accounts[r] for r in sorted(changed)], known)
        except Exception:
            self._clear()  # the findings that need no events are made all the same
            self._came, self._entities, self._broken = list(accounts.values()), known, True
            raise
        return self._alignment.result()

    def add(self, account: Account, entities: Iterable[Entity] = ()) -> set[str]:
        """Take one more account and the entities that are new or changed; return the ids of the events it touches."""
        fresh = bare(entities)
        other = {e for e, entity in fresh.items() if entity != self._entities.get(e)}
        changed = self._assessment.naming(other) | ({account.report.id} & self._accounts.keys())
        self._entities.update(fresh)
        self._given = {e: entity for e, entity in self._given.items() if e not in fresh}
        came = [self._accounts[r] for r in sorted(changed - {account.report.id})]
        self._change(changed, [*came, account], self._entities)
        touched = set(self._moved)
        self._assess()
        return touched

    def assess(self) -> tuple[tuple[Event, ...], tuple[Finding, ...]]:
        """Return the events with positions and ratings, and all findings."""
        self._assess()
        judged = self._assessment.events
        return tuple(judged[key] for key in sorted(judged)), self._assessment.findings()

    def _bare(self, entities: Iterable[Entity]) -> dict[str, Entity]:
        """Return entities by id without their mentions; those that are the ones of the last time are bare already."""
        given = {entity.id: entity for entity in entities}
        fresh = bare(entity for key, entity in given.items() if self._given.get(key) is not entity)
        self._given = given
        return {key: fresh.get(key) or self._entities[key] for key in given}

    def _clear(self) -> None:
        self._accounts, self._entities, self._given = {}, {}, {}
        self._alignment, self._assessment = Alignment(), Assessment()
        self._gone, self._came, self._moved = set(), [], set()
        self._broken = False

    def _change(self, gone: set[str], came: list[Account], entities: dict[str, Entity]) -> None:
        self._broken = True
        self._gone, self._came, self._entities = gone, came, entities
        for report in gone:
            del self._accounts[report]
        self._accounts.update((account.report.id, account) for account in came)
        self._moved = self._alignment.update(gone, came, entities)
        self._broken = False

    def _assess(self) -> None:
        unaligned, self._broken = self._broken, True
        events = {key: self._alignment.events.get(key) for key in self._moved}
        self._assessment.update(self._gone, self._came, self._entities, events)
        self._gone, self._came, self._moved = set(), [], set()
        self._broken = unaligned
