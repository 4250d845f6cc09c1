"""Information credibility on the Admiralty scale, 1 confirmed to 6 cannot be judged, by written rules with reasons."""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.records import COUNT_SLOTS, Finding, Position, Rating

# credibility, and the rule in words; tried in order, the first that holds gives the rating
RULES: tuple[tuple[int, str], ...] = (
    (5, "what the claims rest on is refuted"),
    (4, "its versions contradict each other and no version has two independent origins more than another"),
    (3, "two independent origins or more, which do not agree on who did it"),
    (4, "one origin, and it is not settled who did it"),
    (1, "three independent origins or more, nothing contradicts them"),
    (2, "two independent origins, nothing contradicts them"),
    (2, "contradicted, but the version told most has two independent origins more than any other"),
    (3, "two independent origins or more, and something told of it is denied"),
    (4, "one origin, and something told of it is denied"),
    (3, "one origin, nothing contradicts it"),
    (6, "nothing in the dossier lets it be judged"),
)

# what an event is judged by, where it is told: that all name one town confirms nothing of what happened there
TELLING = frozenset({*COUNT_SLOTS, "actor"})


def rate(positions: Sequence[Position], findings: Sequence[Finding], *, denied: bool, parted: bool = False) -> Rating:
    """Return the rating of an event from its positions and findings.

    `denied` says whether one of its claims denies another, `parted` whether it is laid to different doers.
    """
    kinds = {f.kind for f in findings}
    telling = [p for p in positions if p.slot in TELLING] or [p for p in positions if p.slot != "time"]
    support = sorted((len(p.origins) for p in telling), reverse=True)
    best, lead = (support[0], support[0] - (support[1] if len(support) > 1 else 0)) if support else (0, 0)
    clash = "contradiction" in kinds
    holds = (
        "refutation" in kinds,
        clash and lead < 2,
        parted and not clash and best >= 2,
        parted and not clash and best == 1,
        best >= 3 and not clash and not denied,
        best == 2 and not clash and not denied,
        clash,
        best >= 2,
        best == 1 and denied,
        best == 1,
        True,
    )
    for (credibility, rule), true in zip(RULES, holds, strict=True):
        if true:
            return Rating(credibility=credibility, reasons=(rule, f"independent origins of the best version: {best}"))
    raise AssertionError("the last rule always holds")
