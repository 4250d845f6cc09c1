"""Holds the names of all reports and what judges say of them; only the parts that a change touches are grouped anew."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rashomon.decisions import Judgement, cluster
from rashomon.resolution.judges import FIRST_TOLD
from rashomon.resolution.verdicts import Node

Pair = tuple[str, str]
Keys = tuple[str, ...]


class Group(NamedTuple):
    """Names that are one: the keys of the group, its names, why they are one."""

    keys: Keys
    members: tuple[Node, ...]
    reasons: frozenset[str]


class Graph:
    """Names tied by judgements. A connected part is grouped by itself, whatever the other parts are."""

    def __init__(self) -> None:
        self._nodes: dict[str, Node] = {}
        self._meant: Counter[str] = Counter()
        self._judged: dict[Pair, list[Judgement]] = defaultdict(list)
        self._ruling: dict[Pair, Judgement] = {}
        self._pairs: dict[str, set[Pair]] = defaultdict(set)
        self._part_of: dict[str, str] = {}
        self._parts: dict[str, tuple[frozenset[str], tuple[Group, ...]]] = {}
        self._touched: set[str] = set()

    def take(self, gone: Iterable[Node], came: Iterable[Node]) -> None:
        """Take these names in the place of those."""
        for node in gone:
            del self._nodes[node.key]
            self._mean(node, -1)
        for node in came:
            self._nodes[node.key] = node
            self._mean(node, 1)

    def _mean(self, node: Node, by: int) -> None:
        self._touched.add(node.key)
        if node.means:
            self._meant[node.means] += by
            self._touched.add(node.means)

    def judge(self, lost: Iterable[Judgement], made: Iterable[Judgement]) -> None:
        """Take these judgements in the place of those."""
        changed = set()
        for judgement in lost:
            self._judged[judgement.pair].remove(judgement)
            changed.add(judgement.pair)
        for judgement in made:
            self._judged[judgement.pair].append(judgement)
            changed.add(judgement.pair)
        for pair in changed:
            self._touched.update(pair)
            held = self._judged[pair]
            if held:
                self._ruling[pair] = max(held, key=_standing)
            else:
                del self._judged[pair], self._ruling[pair]
            for key in pair:
                (self._pairs[key].add if held else self._pairs[key].discard)(pair)

    def regroup(self) -> tuple[list[Group], list[Group]]:
        """Group what was touched; return the groups that were there before, and those in their place."""
        stale = {self._part_of[key] for key in self._touched if key in self._part_of}
        before = [self._parts.pop(part) for part in sorted(stale)]
        ahead = self._touched.union(*(keys for keys, _ in before))
        for key in ahead:
            self._part_of.pop(key, None)
        self._touched = set()
        after: list[Group] = []
        while ahead:
            part = self._connected(ahead.pop())
            ahead -= part
            present = [key for key in part if self._present(key)]
            if present:
                groups = tuple(self._groups(present))
                name = min(part)
                self._parts[name] = frozenset(part), groups
                self._part_of |= dict.fromkeys(part, name)
                after += groups
        return [group for _, groups in before for group in groups], after

    def _connected(self, key: str) -> set[str]:
        found, ahead = {key}, [key]
        while ahead:
            for pair in self._pairs.get(ahead.pop(), ()):
                if self._ruling[pair].verdict == "same":
                    new = set(pair) - found
                    found |= new
                    ahead += new
        return found

    def _present(self, key: str) -> bool:
        """Whether a key is a name's or a rule spoke of it; users judge absent names too."""
        return key in self._nodes or any(not j.by_user for pair in self._pairs.get(key, ()) for j in self._judged[pair])

    def _groups(self, keys: list[str]) -> Iterator[Group]:
        """Group the keys of one part; the lists hold each of their rows as one of its own."""
        judgements = [self._ruling[pair] for pair in sorted({pair for key in keys for pair in self._pairs[key]})]
        groups = cluster(keys, judgements, [key for key in keys if self._meant[key]])
        home = {key: group for group in groups for key in group}
        reasons: dict[Keys, set[str]] = defaultdict(set)
        for judgement in judgements:
            group = home.get(judgement.left)
            if judgement.verdict == "same" and group is not None and group is home.get(judgement.right):
                reasons[group].add(judgement.reason)
        for group in groups:
            if members := tuple(self._nodes[key] for key in group if key in self._nodes):
                yield Group(group, members, frozenset(reasons[group]))


def _standing(judgement: Judgement) -> tuple[bool, float, int, str]:
    """What makes one judgement of two names rule over the others: a user's word, else how sure it is."""
    order = 0 if judgement.by_user else -FIRST_TOLD.index(judgement.author.removeprefix("rule:"))
    return judgement.by_user, judgement.score, order, judgement.reason
