"""Finds the names of a dossier that a rule must hold against one another, as reports come and go."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple, Protocol

import msgspec

from rashomon.decisions import Judgement, name_key
from rashomon.resolution.verdicts import Named, Node

Keys = Callable[[Node], Iterable[Hashable]]  # what two nodes must share to be held against one another
Way = tuple[str, str]  # a group and a way of writing


class Change(NamedTuple):
    """What a change of some reports does to the judgements of a rule."""

    lost: list[Judgement]
    made: list[Judgement]


class Rule(Protocol):
    """A rule over the names of all reports; how these came changes nothing in its judgements."""

    def update(self, gone: Sequence[Named], came: Sequence[Named]) -> Change:
        """Take these reports in the place of those; return the judgements that no longer hold, and the new ones."""
        ...


def nodes_of(named: Iterable[Named]) -> Iterator[Node]:
    """Yield the names of some reports."""
    for one in named:
        yield from one.nodes


class Each:
    """Judges every name by itself."""

    def __init__(self, judge: Callable[[Node], Judgement | None]) -> None:
        self._judge = judge

    def update(self, gone: Sequence[Named], came: Sequence[Named]) -> Change:
        """See `Rule`."""
        return Change(*([found for node in nodes_of(named) if (found := self._judge(node))] for named in (gone, came)))


class Chain:
    """Ties every name to the next that shares a key with it, in the order of their keys."""

    def __init__(
        self,
        keys: Keys,
        judge: Callable[[Node, Node], Judgement],
        tied: Callable[[Named], Iterable[Node]] = lambda named: named.nodes,
    ) -> None:
        self._keys, self._judge, self._tied = keys, judge, tied
        self._nodes: dict[str, Node] = {}
        self._links: dict[Hashable, list[str]] = defaultdict(list)
        self._made: dict[tuple[Hashable, str], Judgement] = {}

    def update(self, gone: Sequence[Named], came: Sequence[Named]) -> Change:
        """See `Rule`."""
        stale: set[tuple[Hashable, str]] = set()
        for node in chain.from_iterable(map(self._tied, gone)):
            del self._nodes[node.key]
            for key in self._keys(node):
                links = self._links[key]
                at = bisect_left(links, node.key)
                del links[at]
                stale |= {(key, one) for one in (*links[max(at - 1, 0) : at], node.key)}
        for node in chain.from_iterable(map(self._tied, came)):
            self._nodes[node.key] = node
            for key in self._keys(node):
                links = self._links[key]
                at = bisect_left(links, node.key)
                links.insert(at, node.key)
                stale |= {(key, one) for one in links[max(at - 1, 0) : at + 1]}
        lost = [self._made.pop(link) for link in stale if link in self._made]
        made = {link: found for link in stale if (found := self._linked(*link))}
        self._made |= made
        return Change(lost, list(made.values()))

    def _linked(self, key: Hashable, left: str) -> Judgement | None:
        links = self._links[key]
        at = bisect_left(links, left)
        if at + 1 >= len(links) or links[at] != left:
            return None
        return self._judge(self._nodes[left], self._nodes[links[at + 1]])


class Ways:
    """The ways of writing that names share, each told by the first node that is written so, under its keys."""

    def __init__(self, keys: Keys) -> None:
        self._keys = keys
        self._order: dict[Way, list[str]] = defaultdict(list)
        self._nodes: dict[str, Node] = {}
        self._under: dict[Hashable, set[Way]] = defaultdict(set)

    def update(self, gone: Iterable[Node], came: Iterable[Node]) -> dict[Way, tuple[Node | None, Node | None]]:
        """Take these nodes in the place of those; return the ways whose first node is another, before and after."""
        gone, came = ([node for node in nodes if any(True for _ in self._keys(node))] for nodes in (gone, came))
        ways = {(node.group, node.text) for node in (*gone, *came)}
        before = {way: self.first(way) for way in ways}
        for node in gone:
            order = self._order[node.group, node.text]
            del order[bisect_left(order, node.key)], self._nodes[node.key]
        for node in came:
            insort(self._order[node.group, node.text], node.key)
            self._nodes[node.key] = node
        after = {way: self.first(way) for way in ways}
        for way in ways:
            one = before[way] or after[way]
            if one and (before[way] is None) != (after[way] is None):
                for key in self._keys(one):
                    (self._under[key].discard if after[way] is None else self._under[key].add)(way)
        return {way: (before[way], after[way]) for way in ways if before[way] != after[way]}

    def first(self, way: Way) -> Node | None:
        """Return the first node that is written so."""
        order = self._order.get(way)
        return self._nodes[order[0]] if order else None

    def under(self, keys: Iterable[Hashable]) -> list[Node]:
        """Return the first node of each way that has one of these keys, in the order of their keys."""
        ways = {way for key in keys for way in self._under.get(key, ())}
        return sorted((self._nodes[self._order[way][0]] for way in ways), key=lambda node: node.key)


class Pairs:
    """Judges every two ways of writing that share a key."""

    def __init__(self, keys: Keys, judge: Callable[[Node, Node], Judgement | None]) -> None:
        self._keys, self._judge = keys, judge
        self._ways = Ways(keys)
        self._made: dict[Way, dict[Way, Judgement]] = defaultdict(dict)

    def update(self, gone: Sequence[Named], came: Sequence[Named]) -> Change:
        """See `Rule`."""
        changed = self._ways.update(nodes_of(gone), nodes_of(came))
        lost = [judgement for way in changed for judgement in self._part(way)]
        made = [found for way, (_, node) in changed.items() if node for found in self._hold(way, node)]
        return Change(lost, made)

    def _part(self, way: Way) -> Iterator[Judgement]:
        for other, judgement in self._made.pop(way, {}).items():
            del self._made[other][way]
            yield judgement

    def _hold(self, way: Way, node: Node) -> Iterator[Judgement]:
        """Hold a way of writing against all others that it is not held against yet."""
        for other in self._ways.under(self._keys(node)):
            at = other.group, other.text
            if at != way and at not in self._made[way]:
                first, second = sorted((node, other), key=lambda one: one.key)
                if found := self._judge(first, second):
                    self._made[way][at] = self._made[at][way] = found
                    yield found


class Asking:
    """Judges each name of one kind against all ways of writing of another kind that share a key with it."""

    def __init__(
        self,
        askers: Callable[[Named], Iterable[Node]],
        asks: Keys,
        keys: Keys,
        judge: Callable[[Node, Sequence[Node]], Iterable[Judgement]],
    ) -> None:
        self._askers, self._asks, self._keys, self._judge = askers, asks, keys, judge
        self._ways = Ways(keys)
        self._asking: dict[str, Node] = {}
        self._under: dict[Hashable, set[str]] = defaultdict(set)
        self._made: dict[str, tuple[Judgement, ...]] = {}

    def update(self, gone: Sequence[Named], came: Sequence[Named]) -> Change:
        """See `Rule`."""
        changed = self._ways.update(nodes_of(gone), nodes_of(came))
        left = {node.key: node for named in gone for node in self._askers(named)}
        new = {node.key: node for named in came for node in self._askers(named)}
        for held, let in ((left, set.discard), (new, set.add)):
            for node in held.values():
                for key in self._asks(node):
                    let(self._under[key], node.key)
        for key in left:
            del self._asking[key]
        self._asking |= new
        keys = {key for firsts in changed.values() for node in firsts if node for key in self._keys(node)}
        stale = left.keys() | new.keys() | {asker for key in keys for asker in self._under.get(key, ())}
        lost = [judgement for key in stale for judgement in self._made.pop(key, ())]
        made = {key: tuple(self._answers(self._asking[key])) for key in stale if key in self._asking}
        self._made |= made
        return Change(lost, [judgement for found in made.values() for judgement in found])

    def _answers(self, asker: Node) -> Iterable[Judgement]:
        return self._judge(asker, self._ways.under(self._asks(asker)))


class Words:
    """Lays users' judgements of names over the names of reports that carry them; of two on one pair the last counts."""

    def __init__(self, words: Sequence[Judgement]) -> None:
        self._words = words
        self._names = {name for word in words for name in (word.left, word.right)}
        self._carrying: dict[str, set[str]] = defaultdict(set)
        self._made: dict[tuple[str, str], Judgement] = {}

    def update(self, gone: Sequence[Named], came: Sequence[Named]) -> Change:
        """See `Rule`."""
        if not self._words:
            return Change([], [])
        for named, let in ((gone, set.discard), (came, set.add)):
            for node in nodes_of(named):
                for name in {name_key(node.group, text) for text in node.written} & self._names:
                    let(self._carrying[name], node.key)
        before, self._made = self._made, {laid.pair: laid for laid in self._laid()}
        return Change(
            [laid for pair, laid in before.items() if self._made.get(pair) != laid],
            [laid for pair, laid in self._made.items() if before.get(pair) != laid],
        )

    def _laid(self) -> Iterator[Judgement]:
        for word in self._words:
            for left in self._carrying.get(word.left) or (word.left,):
                for right in self._carrying.get(word.right) or (word.right,):
                    if left != right:
                        yield msgspec.structs.replace(word, left=left, right=right)
