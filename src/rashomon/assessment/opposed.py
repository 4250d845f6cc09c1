"""One doer and one thing, told with opposite words: "accepted the ceasefire" beside "rejected the ceasefire"."""

from __future__ import annotations

import functools
import itertools
from collections import defaultdict
from collections.abc import Iterator

from rashomon.assessment.casefile import CaseFile, is_told, near_in_time
from rashomon.assessment.origins import Origins
from rashomon.assessment.wording import beside, make
from rashomon.measures import days, fold
from rashomon.records import Claim, Filler, Finding
from rashomon.resources import read_list

ONE_MATTER = 3  # days between two tellings of one stance; later it may have changed
SHORT = 3  # letters up to which a word names nothing


@functools.cache
def _sides() -> dict[str, tuple[int, int]]:
    """Return for each verb form the pair it belongs to and its side."""
    rows = read_list("opposites.yaml")["stances"]
    return {str(w): (n, side) for n, pair in enumerate(rows) for side, words in enumerate(pair) for w in words}


def takes_stance(report: str, case: CaseFile) -> bool:
    """Tell whether a report has somebody accept, reject, confirm or the like."""
    return any(_stance(claim) for claim in case.by_report(report))


def opposed_findings(case: CaseFile, origins: Origins) -> Iterator[Finding]:
    """Yield one contradiction for each doer and thing that different texts tell with opposite words."""
    held: dict[tuple[int, str, str], dict[int, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for claim in case.in_order():
        stance = _stance(claim)
        if stance is not None:
            for doer, thing in itertools.product(sorted(_keys(claim.actor)), sorted(_keys(claim.target))):
                held[stance[0], doer, thing][stance[1]].append(claim)
    done: set[frozenset[str]] = set()
    for (_, doer, thing), sides in sorted(held.items()):
        named = doer in case.entities or thing in case.entities  # "the rebels" and "the plan" are many
        pair = [(a, b) for a in sides.get(0, ()) for b in sides.get(1, ()) if _apart(a, b, case, origins)]
        pair = [(a, b) for a, b in pair if named or (days(a.time) and days(b.time))]
        left, right = (list(dict.fromkeys(side)) for side in zip(*pair, strict=True)) if pair else ([], [])
        key = frozenset(c.id for c in (*left, *right))
        if pair and key not in done:
            done.add(key)
            text = f"the opposite is told of one matter: {beside(case, origins, left, right)}."
            yield make("contradiction", text, [*left, *right])


def _stance(claim: Claim) -> tuple[int, int] | None:
    word = fold(claim.trigger.text)[:1] if claim.trigger and is_told(claim) else ()
    return _sides().get(word[0]) if word else None


def _keys(fillers: tuple[Filler, ...]) -> set[str]:
    """Return what fillers may be known by: their entities, else their first nouns."""
    known = {f.entity for f in fillers if f.entity}
    words = {" ".join(_head(f.text)) for f in fillers if not f.entity}
    return known | (words - {""})


def _head(text: str) -> list[str]:
    """Return the words of a phrase up to its first preposition, without articles and short words."""
    words = fold(text)
    end = next((i for i, w in enumerate(words) if i and w in ("of", "in", "on", "at", "for", "with", "by")), len(words))
    return [w for w in words[:end] if len(w) > SHORT or w.isdigit()]


def _apart(one: Claim, other: Claim, case: CaseFile, origins: Origins) -> bool:
    """Tell whether two claims are of different texts and origins, and of one time as far as is told."""
    near = near_in_time(one, other, ONE_MATTER)
    return near and not case.one_text({one.report, other.report}) and origins.apart(one, other)
