"""Finds which mentions are one actor, person, operation, outlet or equipment, as judged edges between names."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import partial
from itertools import chain
from typing import cast

import msgspec

from rashomon.bodies import offices, state_of
from rashomon.decisions import Decisions, Judgement, cluster, name_key
from rashomon.kept import Kept
from rashomon.known import Known, lists, same_key
from rashomon.records import Entity, EntityKind, Mention, MentionRef, Reading
from rashomon.resolution.judges import JUDGES
from rashomon.resolution.listing import anchors_for
from rashomon.resolution.people import same_part
from rashomon.resolution.phrases import ref_of
from rashomon.resolution.verdicts import Anchors, Node
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
    readings: Sequence[Reading],
    decisions: Decisions | None = None,
    *,
    acting: Iterable[MentionRef] = (),
    kept: Kept | None = None,
) -> tuple[Entity, ...]:
    """Return the entities of every mention that is no place, time or quantity, each mention in one entity only.

    `acting` are mentions of countries and capitals that act or speak as their state, which are entities here too.
    """
    kept = kept or Kept()
    gone = frozenset(acting)
    told = [(reading, _kept_nodes(reading, gone, kept)) for reading in readings]
    nodes = sorted(chain.from_iterable(own for _, own in told), key=lambda node: node.key)
    anchors = anchors_for(told, kept)
    judgements = [*anchors.judgements, *_judged(nodes, anchors, readings, kept)]
    keys = [node.key for node in nodes] + [side for j in judgements for side in (j.left, j.right)]
    judgements = _under_users(judgements, nodes, decisions)
    groups = cluster(keys, judgements, frozenset(anchors.of.values()))  # the lists hold each as one of its own
    by_key = {node.key: node for node in nodes}
    reasons = _reasons(groups, judgements)
    entities = []
    for group in groups:
        if members := tuple([by_key[key] for key in group if key in by_key]):
            given = (group, members, reasons.get(group, set()))
            entities.append(kept.of("entity", members[0].key, given, partial(_entity, *given)))
    return _with_unique_ids(entities)


def _kept_nodes(reading: Reading, acting: frozenset[MentionRef], kept: Kept) -> tuple[Node, ...]:
    own = kept.of("acting places", reading.report.id, (reading,), lambda: frozenset(map(ref_of, reading.mentions)))
    return kept.of("names", reading.report.id, (reading, own & acting), lambda: _nodes(reading, acting))


def _nodes(reading: Reading, acting: frozenset[MentionRef]) -> tuple[Node, ...]:
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


def _judged(nodes: Sequence[Node], anchors: Anchors, readings: Sequence[Reading], kept: Kept) -> Iterable[Judgement]:
    """Every rule's judgements of what the names say of one another."""
    for judge in JUDGES:
        yield from judge(nodes, anchors, readings, kept)


def _under_users(
    judgements: Iterable[Judgement], nodes: Sequence[Node], decisions: Decisions | None
) -> list[Judgement]:
    """Lay the users' judgements of names over the rules' of the nodes that carry those names; a user's word wins."""
    if decisions is None:
        return list(judgements)
    carrying: dict[str, list[str]] = defaultdict(list)
    for node in nodes:
        for text in node.written:
            carrying[name_key(node.group, text)].append(node.key)
    both = Decisions(judgements)
    for word in decisions.in_force():
        for left in carrying.get(word.left, [word.left]):
            for right in carrying.get(word.right, [word.right]):
                if left != right:
                    both.add(msgspec.structs.replace(word, left=left, right=right))
    return list(both.in_force())


def _reasons(groups: Iterable[tuple[str, ...]], judgements: Iterable[Judgement]) -> dict[tuple[str, ...], set[str]]:
    """Why the names of each group are one: the reasons of the judgements inside it; users judge absent names too."""
    home = {key: group for group in groups for key in group}
    reasons: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for judgement in judgements:
        group = home.get(judgement.left)
        if judgement.verdict == "same" and group is not None and group is home.get(judgement.right):
            reasons[group].add(judgement.reason)
    return reasons


def _entity(group: Sequence[str], members: Sequence[Node], reasons: set[str]) -> Entity:
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


def _with_unique_ids(entities: Sequence[Entity]) -> tuple[Entity, ...]:
    seen: Counter[str] = Counter()
    out = []
    for entity in sorted(entities, key=lambda entity: (entity.id, entity.mentions)):
        seen[entity.id] += 1
        again = seen[entity.id]
        out.append(entity if again == 1 else msgspec.structs.replace(entity, id=f"{entity.id}~{again}"))
    return tuple(out)
