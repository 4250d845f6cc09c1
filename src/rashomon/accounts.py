"""Parts a dossier into accounts, one for each report, so that a change of one report leaves the others as they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol, TypeVar

import msgspec

from rashomon.records import ROLES, Account, Claim, DatedExpression, Entity, PlaceRelation, Report, Sentence


class _OfReport(Protocol):
    @property
    def report(self) -> str: ...


Item = TypeVar("Item", bound=_OfReport)


def accounts_of(
    reports: Sequence[Report],
    entities: Sequence[Entity] = (),
    claims: Sequence[Claim] = (),
    sentences: Sequence[Sentence] = (),
    relations: Sequence[PlaceRelation] = (),
    times: Sequence[DatedExpression] = (),
) -> dict[str, Account]:
    """Return the account of each report by its id; what belongs to none of the reports is left out."""
    mentions: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for entity in entities:
        for mention in entity.mentions:
            mentions[mention.report].append((mention.start, mention.end, entity.id))
    told, read = by_report(claims), by_report(sentences)
    mapped, dated = by_report(relations), by_report(times)
    return {
        report.id: Account(
            report=report,
            sentences=tuple(read[report.id]),
            claims=tuple(told[report.id]),
            mentions=tuple(sorted(mentions[report.id])),
            relations=tuple(mapped[report.id]),
            times=tuple(dated[report.id]),
        )
        for report in reports
    }


def by_report(items: Iterable[Item]) -> dict[str, list[Item]]:
    """Return the items of each report by its id; a report without any has an empty list."""
    found: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        found[item.report].append(item)
    return found


def bare(entities: Iterable[Entity]) -> dict[str, Entity]:
    """Return entities by id without their mentions, which the accounts hold, and without what joined them."""
    return {e.id: msgspec.structs.replace(e, mentions=(), reasons=()) for e in entities}


def named_in(account: Account, entities: Mapping[str, Entity]) -> set[str]:
    """Return the ids of the entities that an account names, and of those whose side they are on."""
    named = {entity for _, _, entity in account.mentions}
    for claim in account.claims:
        named.update(voice.entity for voice in claim.voices if voice.entity)
        named.update(filler.entity for role in ROLES for filler in claim.role(role) if filler.entity)
    for told in account.relations:
        named.update(entity for entity in (told.subject_entity, *told.object_entities) if entity)
    return named.union(*(entities[entity].sides for entity in named if entity in entities))
