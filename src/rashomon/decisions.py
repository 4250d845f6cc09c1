"""Identity as judged edges between names: same, different or unsure, added to and withdrawn but never erased."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import Literal

import msgspec

from rashomon.errors import BadDecision
from rashomon.known import same_key

Verdict = Literal["same", "different", "unsure"]
USER = "user"


class Judgement(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One verdict on two keys: how sure, why, the two values compared, who judged and when.

    `author` is "rule:NAME" or "user:NAME"; `date` and `withdrawn` are ISO dates that the caller gives, so that a
    run's result does not depend on its day.
    """

    left: str
    right: str
    verdict: Verdict
    score: float
    reason: str
    values: tuple[str, str]
    author: str
    date: str = ""
    withdrawn: str | None = None

    @property
    def by_user(self) -> bool:
        """Tell whether a person judged, and not a rule."""
        return self.author.split(":", 1)[0] == USER

    @property
    def pair(self) -> tuple[str, str]:
        """Return the two keys in one order, whichever way round the judgement was written."""
        return (self.left, self.right) if self.left <= self.right else (self.right, self.left)


def name_key(kind: str, name: str) -> str:
    """Return the key under which a user judges a name in whatever report it stands."""
    return f"{kind}:{same_key(name)}"


class Decisions:
    """An append-only record of judgements; what holds now is computed, a user's word before a rule's."""

    def __init__(self, judgements: Iterable[Judgement] = ()) -> None:
        self._record: list[Judgement] = []
        for judgement in judgements:
            self.add(judgement)

    def add(self, judgement: Judgement) -> None:
        """Record a judgement. Raises BadDecision (R601) for a key judged against itself or a score outside 0..1."""
        if judgement.left == judgement.right:
            raise BadDecision("R601", reason=f"{judgement.left!r} cannot be judged against itself; name two names")
        if not 0.0 <= judgement.score <= 1.0:
            raise BadDecision("R601", reason=f"a score lies between 0 and 1, not {judgement.score}")
        self._record.append(judgement)

    def withdraw(self, left: str, right: str, *, author: str, date: str) -> int:
        """Mark the author's judgements of two keys as withdrawn on a date; return how many there were."""
        pair, count = tuple(sorted((left, right))), 0
        for at, judgement in enumerate(self._record):
            if judgement.pair == pair and judgement.author == author and judgement.withdrawn is None:
                self._record[at] = msgspec.structs.replace(judgement, withdrawn=date)
                count += 1
        return count

    def history(self) -> tuple[Judgement, ...]:
        """Return every judgement ever made, withdrawn ones too, in the order of making."""
        return tuple(self._record)

    def in_force(self) -> tuple[Judgement, ...]:
        """Return one judgement for each pair that was judged: a user's last word, else the rule's surest."""
        best: dict[tuple[str, str], Judgement] = {}
        for judgement in self._record:
            if judgement.withdrawn is None and _outranks(judgement, best.get(judgement.pair)):
                best[judgement.pair] = judgement
        return tuple(best[pair] for pair in sorted(best))

    def verdict(self, left: str, right: str) -> Judgement | None:
        """Return the judgement in force on two keys, or None where nobody judged."""
        pair = tuple(sorted((left, right)))
        return next((judgement for judgement in self.in_force() if judgement.pair == pair), None)

    def clusters(self, keys: Iterable[str]) -> tuple[tuple[str, ...], ...]:
        """Return the groups of keys that are the same; see `cluster`."""
        return cluster(keys, self.in_force())


def _outranks(new: Judgement, old: Judgement | None) -> bool:
    if old is None or new.by_user != old.by_user:
        return old is None or new.by_user
    return new.by_user or new.score > old.score


def cluster(
    keys: Iterable[str], judgements: Sequence[Judgement], rivals: Collection[str] = ()
) -> tuple[tuple[str, ...], ...]:
    """Group keys by "same", surest first and users first, never joining two groups with a "different" between them.

    `rivals` are keys of which each differs from all others, except where a user judged of two of them.
    """
    groups = _Groups(keys, judgements, frozenset(rivals))
    same = [j for j in judgements if j.verdict == "same" and j.left in groups.home and j.right in groups.home]
    for judgement in sorted(same, key=lambda j: (not j.by_user, -j.score, j.pair)):
        groups.join(judgement.left, judgement.right)
    unique = {id(group): group for group in groups.home.values()}
    return tuple(sorted(tuple(sorted(group)) for group in unique.values()))


class _Groups:
    """Groups of keys that grow together; the smaller moves into the larger."""

    def __init__(self, keys: Iterable[str], judgements: Iterable[Judgement], rivals: frozenset[str]) -> None:
        self.home = {key: [key] for key in sorted(set(keys))}
        self._apart: dict[str, set[str]] = {}
        judged: set[tuple[str, str]] = set()  # rivals of whom a user said something else
        for judgement in judgements:
            if judgement.verdict == "different":
                self._apart.setdefault(judgement.left, set()).add(judgement.right)
                self._apart.setdefault(judgement.right, set()).add(judgement.left)
            elif judgement.by_user:
                judged.add(judgement.pair)
        self._judged = judged
        self._wary = {id(group): [key] for key, group in self.home.items() if key in self._apart}
        self._rivals = {id(group): [key] for key, group in self.home.items() if key in rivals}

    def join(self, one: str, other: str) -> None:
        """Make the groups of two keys one, unless something keeps them apart."""
        small, large = sorted((self.home[one], self.home[other]), key=len)
        if small is large or self._are_apart(small, large):
            return
        for key in small:
            self.home[key] = large
        large += small
        for held in (self._wary, self._rivals):
            if more := held.pop(id(small), None):
                held.setdefault(id(large), []).extend(more)

    def _are_apart(self, one: list[str], other: list[str]) -> bool:
        wary = self._wary.get(id(one), ())
        if any(self.home.get(key) is other for name in wary for key in self._apart[name]):
            return True
        pairs = ((a, b) for a in self._rivals.get(id(one), ()) for b in self._rivals.get(id(other), ()))
        return any((min(pair), max(pair)) not in self._judged for pair in pairs)


def read_decisions(path: Path) -> Decisions:
    """Read a file of judgements, one JSON object a line, in the order in which they were made.

    A line whose `withdrawn` is set takes back the earlier judgement of the same pair and author.
    """
    decisions = Decisions()
    if not path.exists():
        return decisions
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            judgement = msgspec.json.decode(line, type=Judgement)
        except msgspec.DecodeError as broken:
            raise BadDecision("R601", reason=f"{path}, line {number}: not a judgement ({broken})") from None
        if judgement.withdrawn is None:
            decisions.add(judgement)
        else:
            decisions.withdraw(judgement.left, judgement.right, author=judgement.author, date=judgement.withdrawn)
    return decisions


def record_decision(path: Path, judgement: Judgement) -> None:
    """Append a judgement, or a withdrawal, to a file of judgements; what stands there is never changed."""
    Decisions((judgement,))
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab") as file:
        file.write(msgspec.json.encode(judgement) + b"\n")
