"""Finds which mentions are one actor, person, operation, outlet or equipment, as judged edges between names."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import cast

import msgspec

from rashomon.bodies import offices, state_of
from rashomon.decisions import Decisions
from rashomon.known import Known, lists, same_key
from rashomon.records import Entity, EntityKind, Mention, MentionRef, Reading
from rashomon.resolution.alike import Rule, Words, nodes_of
from rashomon.resolution.graph import Graph, Group
from rashomon.resolution.judges import RULES
from rashomon.resolution.listing import Listing
from rashomon.resolution.people import same_part
from rashomon.resolution.verdicts import Changed, Node
from rashomon.sectors import code_actor
from rashomon.spelling import fold, plain

_LAST_NAME = re.compile(r"[^\W\d_][^\s\-]*$")
GROUPS = {
    "actor": "actor",
    "media": "actor",
    "other": "actor",
    "nationality": "nationality",
    "person": "person",
    "operation": "operation",
    "equipment": "equipment",
}


def resolve_entities(
    readings: Sequence[Reading], decisions: Decisions | None = None, *, acting: Iterable[MentionRef] = ()
) -> tuple[Entity, ...]:
    """Return the entities of every mention that is no place, time or quantity, each mention in one entity only.

    `acting` are mentions of countries and capitals that act or speak as their state, which are entities here too.
    """
    entities = Entities(decisions)
    gone = frozenset(acting)
    entities.update((), [(reading, nodes_of_report(reading, gone)) for reading in readings])
    return tuple(entities.held[key] for key in sorted(entities.held))


class Entities:
    """The entities of the names of all reports, as reports come and go; `held` are all, by id."""

    def __init__(self, decisions: Decisions | None = None) -> None:
        self.held: dict[str, Entity] = {}
        self._listing, self._graph = Listing(), Graph()
        self._rules: tuple[Rule, ...] = (*(make() for make in RULES), Words(decisions.in_force() if decisions else ()))
        self._made: dict[tuple[str, ...], Entity] = {}
        self._called: dict[str, list[Entity]] = {}  # by the id that they share before they are told apart

    def update(self, gone: Iterable[str], came: Iterable[tuple[Reading, tuple[Node, ...]]]) -> Changed:
        """Let the reports of these ids go and take these with their names; return the entities that changed."""
        left, new = self._listing.update(gone, came)
        self._graph.take(nodes_of(left), nodes_of(new))
        self._graph.judge((j for one in left for j in one.judgements), (j for one in new for j in one.judgements))
        for rule in self._rules:
            self._graph.judge(*rule.update(left, new))
        before, after = self._graph.regroup()
        return self._replace([self._made.pop(group.keys) for group in before], [self._make(group) for group in after])

    def _make(self, group: Group) -> Entity:
        made = self._made[group.keys] = _entity(group.keys, group.members, group.reasons)
        return made

    def _replace(self, gone: Iterable[Entity], came: Iterable[Entity]) -> Changed:
        """Put these entities in the place of those; return what was held and is held now, by id, where that differs."""
        called: dict[str, list[Entity]] = {}
        for entity in gone:
            called.setdefault(entity.id, [*self._called.get(entity.id, ())]).remove(entity)
        for entity in came:
            called.setdefault(entity.id, [*self._called.get(entity.id, ())]).append(entity)
        before = {e.id: e for key in called for e in _told_apart(self._called.pop(key, ()))}
        after = {e.id: e for one in called.values() for e in _told_apart(one)}
        self._called |= {key: one for key, one in called.items() if one}
        moved = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
        for key in moved:
            self.held.pop(key, None)
        self.held |= {key: after[key] for key in moved & after.keys()}
        return {key: (before.get(key), after.get(key)) for key in sorted(moved)}


def _told_apart(entities: Iterable[Entity]) -> Iterator[Entity]:
    """The entities of one id, numbered in the order of their mentions."""
    for number, entity in enumerate(sorted(entities, key=lambda one: one.mentions), 1):
        yield entity if number == 1 else msgspec.structs.replace(entity, id=f"{entity.id}~{number}")


def nodes_of_report(reading: Reading, acting: frozenset[MentionRef]) -> tuple[Node, ...]:
    """One node for each name of a report: the mentions there that are written alike."""
    found: dict[str, list[Mention]] = defaultdict(list)
    for mention in reading.mentions:
        ref = MentionRef(report=mention.report, start=mention.start, end=mention.end)
        group = "state" if ref in acting else GROUPS.get(mention.kind)
        if group == "nationality":
            group = "state" if state_of(mention.text) else None
        if group and fold(mention.text):
            found[f"{mention.report}/{group}:{same_key(mention.text)}"].append(mention)
    return tuple(_node(key, found[key]) for key in sorted(found))


def _node(key: str, mentions: Sequence[Mention]) -> Node:
    written = Counter(mention.text for mention in mentions)
    kinds = Counter(mention.kind for mention in mentions)
    return Node(
        key=key,
        report=mentions[0].report,
        group=key.removeprefix(mentions[0].report + "/").split(":", 1)[0],
        kind=min(kinds, key=lambda kind: (-kinds[kind], kind)),
        text=min(written, key=lambda text: (-written[text], text)),
        written=tuple(sorted(written)),
        mentions=tuple(sorted(MentionRef(report=m.report, start=m.start, end=m.end) for m in mentions)),
    )


def _entity(group: Sequence[str], members: Sequence[Node], reasons: Iterable[str]) -> Entity:
    row = next((row for key in group if (row := lists().by_id.get(key.removeprefix("known:")))), None)
    body = next((key for key in group if key.startswith("body:")), None)
    written: Counter[str] = Counter()
    for node in members:
        written.update({text: len(node.mentions) for text in node.written})
    coded = _coded(row, body, members)
    name = row.name if row else min(written, key=lambda text: (-len(text.split()), -written[text], text))
    return Entity(
        id=_id(row, body, members[0], name),
        kind=_kind(row, members),
        name=name,
        names=tuple(sorted(set(written))),
        country=coded[0] or None,
        sector=coded[1] or None,
        sides=row.sides if row else (),
        mentions=tuple(sorted({ref for node in members for ref in (*node.mentions, *_short_forms(node, members))})),
        reasons=tuple(sorted(reasons)),
    )


def _short_forms(node: Node, members: Sequence[Node]) -> Iterable[MentionRef]:
    """The last name inside a full name, where the dossier also calls the person by that name alone."""
    if node.group != "person" or " " not in node.text:
        return
    last = _LAST_NAME.search(node.text)
    lone = {one.text for one in members if " " not in one.text}
    if last and any(same_part(plain(last.group()), plain(name)) for name in lone):
        size = len(last.group())
        yield from (MentionRef(report=ref.report, start=ref.end - size, end=ref.end) for ref in node.mentions)


def _coded(row: Known | None, body: str | None, members: Sequence[Node]) -> tuple[str, str]:
    """Country and sector: of the listed row, of the state body, else by the words of the name."""
    if row:
        return row.country, row.sector
    if body:
        state, office = body.removeprefix("body:").split("/", 1)
        return state, offices()[office]["sector"]
    if members[0].group != "actor":
        return "", ""
    code = code_actor(max((node.text for node in members), key=lambda text: (len(text), text)))
    return code.country, code.sector


def _id(row: Known | None, body: str | None, first: Node, name: str) -> str:
    if row:
        return row.id
    return body.removeprefix("body:") if body else f"{first.kind}:{plain(name).replace(' ', '-')}"


def _kind(row: Known | None, members: Sequence[Node]) -> EntityKind:
    if row:
        return row.kind
    kinds = Counter(node.kind for node in members)
    best = min(kinds, key=lambda kind: (-kinds[kind], kind))
    return "actor" if best in ("nationality", "place") else cast(EntityKind, best)
