"""Scores cross-document event coreference on gold mentions of ECB+: grouping by likeness, as alignment groups."""

from __future__ import annotations

import json
import math
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from rashomon.alignment.groups import group
from rashomon.measures import fold
from rashomon.scoring import Score
from rashomon.scoring.coreference import b_cubed, ceaf_e, muc

SAME_STORY = 0.11  # documents whose words are this alike tell one story; found on the other half
JOIN = 1.0
HEAD, STORY, CONTEXT, NAMES = 1.0, 0.4, 1.2, 0.5
LIGHT_WORDS = "be have do make take get give go come say tell report announce happen occur event incident"
LIGHT = frozenset(LIGHT_WORDS.split())
PARTICLES = frozenset({"on", "up", "off", "out", "down", "in", "away", "over", "back", "into", "to"})
SUFFIXES = ("ations", "ation", "ements", "ement", "ments", "ment", "ings", "ing", "tions", "tion", "sions", "sion",
            "ures", "ure", "als", "al", "ers", "er", "ies", "ied", "ees", "ee", "es", "ed", "s", "e", "y")  # fmt: skip


class Mention(NamedTuple):
    """A gold mention: where, its head's stem, and the words of its sentence and document."""

    key: tuple[str, int, int]
    document: int
    stem: str
    context: frozenset[str]
    label: Hashable


def stem(word: str) -> str:
    """Return a word without its ending, so that "acquired" meets "acquisition" where the stem is the same."""
    for suffix in SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            word = word[: -len(suffix)]
            break
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] else word


def _head(text: str) -> str:
    words = fold(text) or ("",)
    while len(words) > 1 and words[-1] in PARTICLES:
        words = words[:-1]
    return stem(words[-1] if words[-1] not in LIGHT or len(words) == 1 else words[0])


def _mentions(rows: Sequence[dict[str, Any]]) -> list[Mention]:
    found = []
    for number, row in enumerate(rows):
        scored = {s["sent_id"]: row["text"][s["start"] : s["end"]] for s in row["sentences"] if s["scored"]}
        for m in row["mentions"]:
            if m["kind"] == "event" and m["sent_id"] in scored:
                words = frozenset(stem(w) for w in fold(scored[m["sent_id"]]) if len(w) > 2)
                key = (row["doc_id"], m["start"], m["end"])
                found.append(Mention(key, number, _head(m["text"]), words - {_head(m["text"])}, m["cluster"]))
    return found


def _weights(bags: Sequence[Iterable[str]]) -> dict[str, float]:
    seen = Counter(w for bag in bags for w in set(bag))
    return {w: math.log(len(bags) / n) for w, n in seen.items()}


def _cosine(a: Iterable[str], b: Iterable[str], weights: dict[str, float]) -> float:
    a, b = set(a), set(b)
    shared = sum(weights.get(w, 0.0) ** 2 for w in a & b)
    size = math.sqrt(sum(weights.get(w, 0.0) ** 2 for w in a) * sum(weights.get(w, 0.0) ** 2 for w in b))
    return shared / size if size else 0.0


def _stories(rows: Sequence[dict[str, Any]]) -> list[int]:
    """Return for each document the number of its story."""
    bags = [{stem(w) for w in fold(row["text"]) if len(w) > 2} for row in rows]
    weights = _weights(bags)
    alike = [[_cosine(a, b, weights) for b in bags] for a in bags]
    edges = [(alike[i][j], i, j) for i in range(len(bags)) for j in range(i + 1, len(bags))]
    stories = [0] * len(bags)
    for number, members in enumerate(group(len(bags), edges, lambda i, j: alike[i][j], SAME_STORY)):
        for member in members:
            stories[member] = number
    return stories


def resolve(rows: Sequence[dict[str, Any]]) -> tuple[dict[Hashable, Hashable], dict[Hashable, Hashable]]:
    """Return the gold label and our group of every mention of the scored sentences."""
    mentions, stories = _mentions(rows), _stories(rows)
    weights = _weights([m.context for m in mentions])
    blocks: dict[tuple[int, str], list[int]] = defaultdict(list)
    for i, mention in enumerate(mentions):
        blocks[stories[mention.document], mention.stem].append(i)

    def likeness(i: int, j: int) -> float:
        a, b = mentions[i], mentions[j]
        if a.stem != b.stem or stories[a.document] != stories[b.document]:
            return 0.0
        return HEAD + CONTEXT * _cosine(a.context, b.context, weights) - (STORY if a.stem in LIGHT else 0.0)

    edges = [(likeness(i, j), i, j) for held in blocks.values() for n, i in enumerate(held) for j in held[n + 1 :]]
    groups = group(len(mentions), edges, likeness, JOIN)
    system: dict[Hashable, Hashable] = {mentions[i].key: n for n, members in enumerate(groups) for i in members}
    return {m.key: m.label for m in mentions}, system


def score(paths: Sequence[Path], engine: str) -> Score:
    """Score files of ECB+ documents; the engine is not needed, since the mentions are given."""
    rows = [
        json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines() if line.strip()
    ]
    gold, system = resolve(rows)
    measures = {"muc_f": muc(gold, system), "b3_f": b_cubed(gold, system), "ceafe_f": ceaf_e(gold, system)}
    return Score(n=len(gold), metrics={**measures, "conll_f": sum(measures.values()) / 3})
