"""Learns the weights of skimming (resources/skim.csv) from what the whole chain finds in Wikinews.

A sentence is an example of `claim` when a claim was made of it, and of `force` when that claim is of a kind of FORCE.
Two logistic regressions over the features of rashomon.sentences.skim; five folds by report give honest scores, from
which `#least` is set: in reports of which a third of the words tells of force, RECALL of the claims must be kept.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from rashomon.documents.read import read_reports
from rashomon.pipeline import read_all
from rashomon.records import Reading, Sentence
from rashomon.resources import path_of
from rashomon.sentences import skim
from rashomon.settings import load_settings

FORCE = frozenset(
    {"attack", "casualties", "capture", "loss", "displace", "arrest", "release", "threaten", "protest", "sanction"}
    | {"deploy", "retreat"}
)
SEEN = 4  # sentences of Wikinews that must hold a word for it to have a weight
PENALTY = 4e-4  # of the squared weights; 1e-4 and 2e-4 lost more of the war reports at the same gain
STEPS, RATE = 200, 0.1  # of Adam; the loss no longer moves after
FOLDS = 5
REPORT = 1.0  # how much a report's log odds of force add; the curve in NOTES.md shows 0 to 1
RECALL = 0.999  # of the claims in reports on force; nobody may lose a fact of a war to skimming
SMALLEST = 0.02  # a smaller weight is left out
HEAD = """\
# What a word adds to the log odds that its sentence holds a claim, and that it tells of force
# (sentences/skim.py). Learnt by training/skim.py from what Rashomon found in 295 articles of Wikinews
# (en.wikinews.org, CC BY 2.5); do not edit.
# Words are stems; =kind is a predicate of that kind, ~kind the first word of a phrase that may be one.
"""

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]


class Examples(NamedTuple):
    """Sentences in rows: features, report, words, claims, claims of force."""

    features: list[frozenset[str]]
    report: Ints
    words: Floats
    claims: Floats
    force: Floats


class Model(NamedTuple):
    """Weights by feature number, and the bias."""

    weights: Floats
    bias: float


def examples(readings: Sequence[Reading]) -> Examples:
    """Return the sentences that claims are made of."""
    rows = []
    for number, reading in enumerate(readings):
        told = Counter(claim.sentence for claim in reading.claims)
        force = Counter(claim.sentence for claim in reading.claims if claim.kind in FORCE)
        rows += [
            (skim.features(one), number, len(one.tokens), told[one.index], force[one.index])
            for one in reading.sentences
            if one.zone in ("body", "headline")
        ]
    columns = list(zip(*rows, strict=True))
    return Examples(list(columns[0]), np.array(columns[1]), *(np.array(column, float) for column in columns[2:]))


def vocabulary(data: Examples, sentences: Sequence[Sentence]) -> dict[str, int]:
    """Return numbers of the features that get a weight: signs, and words that are mostly written small.

    Names get none, so that no side is read more closely than the other.
    """
    small, large = Counter[str](), Counter[str]()
    for sentence in sentences:
        for token in sentence.tokens[1:]:
            (small if token.text.islower() else large)[skim.stem(token.text.lower())] += 1
    seen = Counter(name for one in data.features for name in one)
    kept = [
        name
        for name, count in seen.items()
        if name[0] in "#=~'" or (count >= SEEN and small[name] > large[name] and name.isascii())
    ]
    return {name: number for number, name in enumerate(sorted(kept))}


def numbers(data: Examples, known: dict[str, int]) -> list[Ints]:
    """Return each sentence's features as sorted numbers."""
    return [np.array(sorted(known[name] for name in one if name in known), np.intp) for one in data.features]


def fit(rows: Sequence[Ints], right: Floats, weight: Floats, size: int) -> Model:
    """Return the logistic regression of `right` (0 or 1) on the features, by Adam over the whole data."""
    flat = np.concatenate(rows)
    row = np.repeat(np.arange(len(rows)), [len(one) for one in rows])
    weight = weight / weight.sum()
    values, mean, square = np.zeros(size + 1), np.zeros(size + 1), np.zeros(size + 1)
    for step in range(1, STEPS + 1):
        logits = np.bincount(row, values[flat], len(rows)) + values[-1]
        wrong = (1 / (1 + np.exp(-logits)) - right) * weight
        slope = np.append(np.bincount(flat, wrong[row], size) + PENALTY * values[:-1], wrong.sum())
        mean = 0.9 * mean + 0.1 * slope
        square = 0.999 * square + 0.001 * slope**2
        values -= RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-9)
    return Model(values[:-1], float(values[-1]))


def fit_both(rows: Sequence[Ints], data: Examples, chosen: Ints, size: int) -> tuple[Model, Model]:
    """Return the models of `claim` and `force` on the chosen sentences; one with three claims counts three times."""
    picked = [rows[number] for number in chosen]
    models = []
    for told in (data.claims, data.force):
        weight = np.where(told > 0, np.maximum(data.claims, 1), 1.0)
        models.append(fit(picked, (told[chosen] > 0).astype(float), weight[chosen], size))
    return models[0], models[1]


def logits(model: Model, rows: Sequence[Ints]) -> Floats:
    """Return the log odds of each sentence."""
    return np.array([model.weights[one].sum() + model.bias for one in rows])


def report_force(scores: Floats, data: Examples) -> Floats:
    """Return for each sentence the log odds of force of its report."""
    result = np.zeros(len(scores))
    for number in np.unique(data.report):
        own = data.report == number
        result[own] = skim.force_of(scores[own].tolist(), data.words[own].astype(int).tolist())
    return result


def held_out_scores(rows: Sequence[Ints], data: Examples, size: int) -> tuple[Floats, Floats]:
    """Return each sentence's log odds of a claim and of force by models that did not see its report."""
    claim, force = np.zeros(len(rows)), np.zeros(len(rows))
    for fold in range(FOLDS):
        inside = data.report % FOLDS == fold
        models = fit_both(rows, data, np.flatnonzero(~inside), size)
        own = [rows[number] for number in np.flatnonzero(inside)]
        claim[inside], force[inside] = logits(models[0], own), logits(models[1], own)
    return claim, force


def least_for(scores: Floats, data: Examples) -> float:
    """Return the score that keeps RECALL of the claims in reports of which a third of the words tells of force."""
    words = np.maximum(np.bincount(data.report, data.words), 1)
    telling = np.bincount(data.report, data.words * (data.force > 0)) / words
    own = telling[data.report] > 1 / 3
    order = np.argsort(-scores[own], kind="stable")
    kept = np.cumsum(data.claims[own][order]) / data.claims[own].sum()
    return float(scores[own][order[np.searchsorted(kept, RECALL)]])


def print_curve(claim: Floats, force: Floats, data: Examples) -> None:
    """Print for several weights of the report what share of words is skimmed and what share of claims kept."""
    for report in (0.0, 0.25, 0.5, 0.75, 1.0):
        scores = claim + report * force
        keep = scores >= least_for(scores, data)
        shares = [(column * keep).sum() / column.sum() for column in (data.words, data.claims, data.force)]
        print(f"| {report} | {100 - 100 * shares[0]:.0f} | {100 * shares[1]:.1f} | {100 * shares[2]:.1f} |")


def write(path: Path, known: dict[str, int], models: tuple[Model, Model], least: float) -> None:
    """Write the table."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(HEAD)
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["feature", "claim", "force"])
        table.writerow(["#report", REPORT, 0])
        table.writerow(["#least", round(least, 2), 0])
        table.writerow(["#bias", *(round(model.bias, 2) for model in models)])
        for name, number in known.items():
            pair = [round(float(model.weights[number]), 2) for model in models]
            if max(map(abs, pair)) >= SMALLEST:
                table.writerow([name, *pair])


def learn(readings: Sequence[Reading], out: Path) -> None:
    """Learn from readings, print the curve, and write the table."""
    data = examples(readings)
    known = vocabulary(data, [sentence for reading in readings for sentence in reading.sentences])
    rows = numbers(data, known)
    claim, force = held_out_scores(rows, data, len(known))
    force = report_force(force, data)
    print("| weight of the report | words skimmed, % | claims kept, % | claims of force kept, % |\n|---|---|---|---|")
    print_curve(claim, force, data)
    models = fit_both(rows, data, np.arange(len(rows)), len(known))
    write(out, known, models, least_for(claim + REPORT * force, data))


def main() -> None:
    """Read Wikinews wholly, learn, and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("wikinews", type=Path, help="articles as JSON lines")
    parser.add_argument("--out", type=Path, default=path_of("resources", "skim.csv"))
    arguments = parser.parse_args()
    reports, _ = read_reports([str(arguments.wikinews)])
    learn(read_all(reports, load_settings(), lambda *_: None), arguments.out)


if __name__ == "__main__":
    main()
