"""Brings claims about one happening together, within a report and across reports; the front of the stage."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date

from rashomon.accounts import accounts_of, bare
from rashomon.alignment.features import likeness, reasons
from rashomon.alignment.groups import group
from rashomon.alignment.pairs import Buckets, Node, Pair, node_of
from rashomon.alignment.profiles import REGION_KM
from rashomon.alignment.telling import Happening, happenings, told_apart
from rashomon.measures import Days, days
from rashomon.records import Account, Claim, Entity, Event, Report, TimeValue

JOIN_ACROSS = 1.1  # the least average likeness of two reports' happenings; found on hand-built dossiers
TOLD_APART = 0.8  # one report told two happenings apart; others may show them to be one, not easily
KIND_ORDER = ("attack", "capture", "casualties", "loss")
AT_LENGTH = 1.0  # for each e-fold of claims that both reports tell
MOST_REASONS = 6
_ID = re.compile(r"[\w:./-]+")
LONG_MONTH = 31
A_NIGHT = 2  # days


def align(reports: Sequence[Report], entities: Sequence[Entity], claims: Sequence[Claim]) -> tuple[Event, ...]:
    """Return the events of a dossier; every claim stands in exactly one, the order of the reports changes nothing."""
    alignment = Alignment()
    alignment.update((), accounts_of(reports, entities, claims).values(), bare(entities))
    return alignment.result()


class Alignment:
    """The events of a dossier to which accounts come and go; only what they touch is grouped again.

    The groups are those of the connected parts of a graph: happenings as reports tell them, joined by every pair that
    is worth comparing and alike enough. A part is grouped by itself, so that what no change reaches stays as it is, and
    the events do not depend on the order in which the accounts came.
    """

    def __init__(self) -> None:
        self.events: dict[str, Event] = {}
        self._told: dict[Node, Happening] = {}
        self._nodes: dict[str, list[Node]] = {}
        self._alike: dict[Node, dict[Node, float]] = {}
        self._asked: dict[Node, dict[Node, float]] = {}  # how alike members of a part are that no edge joins
        self._home: dict[Node, str] = {}
        self._buckets = Buckets()

    def update(self, gone: Iterable[str], came: Iterable[Account], entities: Mapping[str, Entity]) -> set[str]:
        """Let the reports of these ids go, then take these accounts; return the ids of the events that changed.

        An account that changed goes and comes. `entities` are all of the dossier, by id.
        """
        nodes = [node for report in gone for node in self._nodes.pop(report, ())]
        old = {self._home.pop(node) for node in nodes}
        touched = {other for node in nodes for other in self._alike[node]}
        unsettled = self._buckets.remove(nodes)
        for node in nodes:
            self._part(node)
        new = self._take(came, entities)
        unsettled |= self._buckets.add({node: self._told[node].profile for node in new})
        touched |= self._settle(unsettled) | self._compare(new)
        return self._regroup((touched | set(new)) & self._told.keys(), old, entities)

    def result(self) -> tuple[Event, ...]:
        """Return all events in the order of their ids."""
        return tuple(self.events[key] for key in sorted(self.events))

    def _take(self, came: Iterable[Account], entities: Mapping[str, Entity]) -> list[Node]:
        new = []
        for account in came:
            report = account.report
            places = [m for m in account.mentions if m[2] in entities and entities[m[2]].kind == "place"]
            told = happenings(account.claims, report, entities, places) if account.claims else []
            nodes = [node_of(h.profile, report.id, number) for number, h in enumerate(told)]
            self._nodes[report.id] = nodes
            self._told.update(zip(nodes, told, strict=True))
            self._alike.update((node, {}) for node in nodes)
            self._asked.update((node, {}) for node in nodes)
            new += nodes
        return new

    def _part(self, node: Node) -> None:
        del self._told[node]
        for held in (self._alike, self._asked):
            for other in held.pop(node):
                held[other].pop(node, None)

    def _compare(self, new: list[Node]) -> set[Node]:
        """Hold new nodes against those worth comparing; return the older ones that one of them is like."""
        fresh = set(new)
        touched: set[Node] = set()
        for node in new:
            for other in self._buckets.partners(node):
                if other not in fresh or other.order < node.order:
                    touched.update(self._join(node, other))
        return touched

    def _settle(self, unsettled: Iterable[Pair]) -> set[Node]:
        """Join or part the pairs of which the company in their buckets decides; return those that changed."""
        touched: set[Node] = set()
        for one, other in unsettled:
            if one not in self._told or other not in self._told:
                continue
            joined, paired = other in self._alike[one], self._buckets.paired(one, other)
            if joined and not paired:
                del self._alike[one][other], self._alike[other][one]
                touched |= {one, other}
            elif paired and not joined:
                touched.update(self._join(one, other))
        return touched

    def _join(self, one: Node, other: Node) -> tuple[Node, ...]:
        """Note how alike two nodes are where it may join them; return them then."""
        score = self._likeness(one, other)
        if score < JOIN_ACROSS:
            return ()
        self._alike[one][other] = self._alike[other][one] = score
        return one, other

    def _likeness(self, one: Node, other: Node) -> float:
        first, second = (one, other) if one.order < other.order else (other, one)
        left, right = self._told[first].profile, self._told[second].profile
        score = likeness(left, right)
        if left.reports != right.reports:
            return score
        return -math.inf if told_apart(self._told[first], self._told[second]) else score - TOLD_APART

    def _remembered(self, one: Node, other: Node) -> float:
        """Return how alike two members of a part are; large parts are grouped again and again."""
        score = self._alike[one].get(other, self._asked[one].get(other))
        if score is None:
            score = self._asked[one][other] = self._asked[other][one] = self._likeness(one, other)
        return score

    def _regroup(self, touched: set[Node], old: set[str], entities: Mapping[str, Entity]) -> set[str]:
        """Group the connected parts that hold these nodes; return the ids of events that came, went or changed."""
        before = {key: self.events.pop(key) for key in old}
        after: dict[str, Event] = {}
        while touched:
            part = self._connected(touched.pop())
            touched -= part
            before |= {key: self.events.pop(key) for key in {self._home.get(n) for n in part} if key in self.events}
            for members in self._groups(part):
                event = _event([self._told[node] for node in members], entities)
                after[event.id] = event
                self._home |= dict.fromkeys(members, event.id)
        self.events |= after
        return {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}

    def _told_at_length(self, one: Node, other: Node) -> float:
        """Return how much sooner two nodes are joined for being told at length: what is told in passing comes last."""
        return AT_LENGTH * math.log(min(len(self._told[one].claims), len(self._told[other].claims)))

    def _connected(self, node: Node) -> set[Node]:
        found, ahead = {node}, [node]
        while ahead:
            new = self._alike[ahead.pop()].keys() - found
            found |= new
            ahead += new
        return found

    def _groups(self, part: set[Node]) -> Iterator[list[Node]]:
        nodes = sorted(part, key=lambda node: node.order)
        place = {node: i for i, node in enumerate(nodes)}
        edges = (
            (score + self._told_at_length(node, other), place[node], place[other])
            for node in nodes
            for other, score in self._alike[node].items()
            if place[node] < place[other]
        )
        groups = group(len(nodes), edges, lambda i, j: self._remembered(nodes[i], nodes[j]), JOIN_ACROSS)
        return ([nodes[i] for i in members] for members in groups)


def _event(parts: list[Happening], entities: Mapping[str, Entity]) -> Event:
    claims = sorted((c for h in parts for c in h.claims), key=lambda c: (c.report, c.start, c.id))
    told = {interval for h in parts for interval in h.profile.days}  # not the days on which a toll was given
    kind, place, time = _kind(claims), _place(claims, entities), _time(claims, told)
    why = [r for i, h in enumerate(parts[1:]) for r in reasons(parts[i].profile, h.profile)]
    return Event(
        id=f"event-{min(c.id for c in claims)}",
        kind=kind,
        title=_title(kind, entities[place].name if place else "", time),
        claims=tuple(c.id for c in claims),
        place=place,
        time=time,
        reasons=tuple(_by_name(reason, entities) for reason in dict.fromkeys(why))[:MOST_REASONS],
    )


def _by_name(reason: str, entities: Mapping[str, Entity]) -> str:
    """Return a reason with names in the place of ids."""
    return _ID.sub(lambda m: entities[m[0]].name if m[0] in entities else m[0], reason)


def _kind(claims: list[Claim]) -> str:
    kinds = Counter(c.kind for c in claims)
    for kind in KIND_ORDER:
        if kinds[kind]:
            return kind
    return min(kinds, key=lambda k: (-kinds[k], k))


def _place(claims: list[Claim], entities: Mapping[str, Entity]) -> str | None:
    counts = Counter(f.entity for c in claims for f in c.place if f.entity in entities)
    placed = [i for i in counts if i and entities[i].kind == "place"]

    def rank(i: str) -> tuple[bool, bool, int, str]:
        entity = entities[i]
        return (entity.lat is None, (entity.radius_km or 0.0) > REGION_KM, -counts[i], i)

    return min(placed, key=rank, default=None)


def _time(claims: list[Claim], told: Collection[Days]) -> TimeValue | None:
    known = [(c.time, interval) for c in claims if c.time and (interval := days(c.time))]
    narrow = [(time, interval) for time, interval in known if interval in told and interval[1] - interval[0] <= A_NIGHT]
    known = narrow or known
    counts = Counter(interval for _, interval in known)
    if not known:
        return None
    return min(known, key=lambda k: (-counts[k[1]], k[1][1] - k[1][0], k[1], k[0].text))[0]


def _title(kind: str, place: str, time: TimeValue | None) -> str:
    interval = days(time)
    when = ""
    if interval:
        first, last = (date.fromordinal(d) for d in (interval[0], interval[1] - 1))
        when = f"{first.day} {first:%B %Y}" if first == last else f"{first:%B %Y}"
        when = when if (last - first).days <= LONG_MONTH else f"{first.year}"
    return ", ".join(part for part in (kind, place, when) if part)
