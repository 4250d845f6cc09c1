"""Weighs values by the origins behind them: who was right more often counts more, who repeats counts less."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

# found by a sweep over conflicting numbers of public record; between .84 and .86 of them come out right throughout
PRIOR, UNNAMED_PRIOR = 0.8, 0.5  # how often a named and an unnamed origin is right before anything is known of it
STRENGTH = 2.0  # how many claims that beginning is worth
REPEATED = 0.5  # each further origin of one value adds half of what the one before added: it may have been copied
ROUNDS = 10
WRONG_VALUES = 10  # as many wrong values are thought possible for one question
UNNAMED = "unnamed"

Answers = Sequence[tuple[str, str]]  # (origin, value) in the order of telling


def _vote(answers: Answers, right: Mapping[str, float]) -> dict[str, float]:
    """Return the weight of each value of one question."""
    votes: dict[str, list[float]] = defaultdict(list)
    for origin, value in dict.fromkeys(answers):
        share = min(0.99, max(0.05, right[origin]))
        votes[value].append(math.log(WRONG_VALUES * share / (1 - share)))
    return {value: sum(w * REPEATED**i for i, w in enumerate(held)) for value, held in votes.items()}


def _shares(weights: Mapping[str, float]) -> dict[str, float]:
    most = max(weights.values())
    raised = {value: math.exp(weight - most) for value, weight in weights.items()}
    return {value: weight / sum(raised.values()) for value, weight in raised.items()}


def _prior(origin: str) -> float:
    return UNNAMED_PRIOR if origin == UNNAMED else PRIOR


def weigh(questions: Mapping[str, Answers]) -> dict[str, dict[str, float]]:
    """Return for each question the share of weight behind each value; origins are judged by all questions together."""
    right = {origin: _prior(origin) for answers in questions.values() for origin, _ in answers}
    shares: dict[str, dict[str, float]] = {}
    for _ in range(ROUNDS):
        shares = {name: _shares(_vote(answers, right)) for name, answers in questions.items() if answers}
        record: dict[str, list[float]] = defaultdict(list)
        for name, answers in questions.items():
            for origin, value in dict.fromkeys(answers):
                record[origin].append(shares[name][value])
        right = {o: (sum(r) + STRENGTH * _prior(o)) / (len(r) + STRENGTH) for o, r in record.items()}
    return shares
