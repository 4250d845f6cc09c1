"""The three measures of coreference, MUC, B-cubed and CEAF-e, over one set of gold mentions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence

Group = frozenset[Hashable]


def groups_of(labels: Mapping[Hashable, Hashable]) -> list[Group]:
    """Return the groups of mentions that bear one label."""
    members: dict[Hashable, set[Hashable]] = defaultdict(set)
    for mention, label in labels.items():
        members[label].add(mention)
    return [frozenset(m) for m in members.values()]


def f_measure(precision: float, recall: float) -> float:
    """Return the harmonic mean."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _muc_share(key: Iterable[Group], other: Mapping[Hashable, Hashable]) -> float:
    hit = total = 0
    for group in key:
        hit += len(group) - len({other[m] for m in group})
        total += len(group) - 1
    return hit / total if total else 0.0


def muc(gold: Mapping[Hashable, Hashable], system: Mapping[Hashable, Hashable]) -> float:
    """Return MUC's F: links kept."""
    return f_measure(_muc_share(groups_of(system), gold), _muc_share(groups_of(gold), system))


def b_cubed(gold: Mapping[Hashable, Hashable], system: Mapping[Hashable, Hashable]) -> float:
    """Return B-cubed's F: the share of each mention's company that is right."""
    gold_of = {m: g for g in groups_of(gold) for m in g}
    system_of = {m: g for g in groups_of(system) for m in g}
    shared = {m: len(gold_of[m] & system_of[m]) for m in gold}
    precision = sum(shared[m] / len(system_of[m]) for m in gold) / max(1, len(gold))
    recall = sum(shared[m] / len(gold_of[m]) for m in gold) / max(1, len(gold))
    return f_measure(precision, recall)


def ceaf_e(gold: Mapping[Hashable, Hashable], system: Mapping[Hashable, Hashable]) -> float:
    """Return CEAF-e's F: groups matched one to one so that their likeness is greatest."""
    keys, answers = groups_of(gold), groups_of(system)
    best = sum(_component(keys, answers))
    return f_measure(best / max(1, len(answers)), best / max(1, len(keys)))


def _component(keys: Sequence[Group], answers: Sequence[Group]) -> Iterable[float]:
    """Yield the best total of each set of groups that touch each other, so that each matching stays small."""
    home = {m: j for j, answer in enumerate(answers) for m in answer}
    touching: list[set[int]] = [{home[m] for m in key} for key in keys]
    by_answer: dict[int, list[int]] = defaultdict(list)
    for i, js in enumerate(touching):
        for j in js:
            by_answer[j].append(i)
    seen: set[int] = set()
    for start in range(len(keys)):
        if start in seen:
            continue
        rows, columns, queue = [start], set(touching[start]), [start]
        seen.add(start)
        while queue:
            for j in touching[queue.pop()]:
                columns.add(j)
                for i in by_answer[j]:
                    if i not in seen:
                        seen.add(i)
                        rows.append(i)
                        queue.append(i)
        yield _assign([[_phi(keys[i], answers[j]) for j in sorted(columns)] for i in rows])


def _phi(a: Group, b: Group) -> float:
    return 2 * len(a & b) / (len(a) + len(b))


def _assign(gains: list[list[float]]) -> float:
    """Return the greatest sum of one gain per row and column (Hungarian method on negated gains)."""
    if len(gains) > len(gains[0]):
        gains = [list(column) for column in zip(*gains, strict=True)]
    rows, columns = len(gains), len(gains[0])
    u, v, match = [0.0] * (rows + 1), [0.0] * (columns + 1), [0] * (columns + 1)
    for row in range(1, rows + 1):
        match[0] = row
        at, way = 0, [0] * (columns + 1)
        least, used = [float("inf")] * (columns + 1), [False] * (columns + 1)
        while match[at]:
            used[at] = True
            i, delta, to = match[at], float("inf"), 0
            for j in range(1, columns + 1):
                if not used[j]:
                    cost = -gains[i - 1][j - 1] - u[i] - v[j]
                    if cost < least[j]:
                        least[j], way[j] = cost, at
                    if least[j] < delta:
                        delta, to = least[j], j
            for j in range(columns + 1):
                if used[j]:
                    u[match[j]] += delta
                    v[j] -= delta
                else:
                    least[j] -= delta
            at = to
        while at:
            match[at] = match[way[at]]
            at = way[at]
    return sum(gains[match[j] - 1][j - 1] for j in range(1, columns + 1) if match[j])
