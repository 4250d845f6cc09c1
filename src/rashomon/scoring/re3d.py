"""Named spans of re3d, found as any name and as one of the right type; part of the suite engine."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from rashomon import docks
from rashomon.known import states
from rashomon.mentions.names import find_names
from rashomon.records import Report, Sentence
from rashomon.resources import read_list
from rashomon.sentences import split_sentences

KINDS = {
    "Person": ("per", ("person",)),
    "Organisation": ("org", ("actor", "media")),
    "Location": ("loc", ("place",)),
    "Nationality": ("nat", ("nationality",)),
    "MilitaryPlatform": ("eqp", ("equipment",)),
    "Weapon": ("eqp", ("equipment",)),
}
PRONOUNS = frozenset(
    ["i", "he", "she", "it", "we", "they", "us", "our", "their", "his", "her", "its", "you", "my", "me", "this"]
)
ARTICLES = frozenset(["the", "a", "an"])
Found = tuple[int, int, str]


class Gold(msgspec.Struct, frozen=True):
    """A named span of re3d in our terms."""

    start: int
    end: int
    type: str
    kinds: tuple[str, ...]


def re3d_metrics(path: Path, engine: docks.Engine) -> dict[str, float]:
    """Return for each type, of the model alone and after the report's vote and the lists ("report_"), shares of 1.

    `any` is the share of named spans that some name overlaps, `right` of those that one of the same type does, and
    `acting` the same where a state or a nationality in an organisation's span counts as right: re3d calls both
    organisations where they act ("Iraq agreed", "the Iraqi forces"); in our scheme a state's name is a place and
    a demonym a nationality whatever it stands for. `n` counts the spans.
    """
    tallies: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for raw in path.read_text(encoding="utf-8").splitlines():
        document = json.loads(raw)
        for which, gold, over in _compared(document, engine):
            right = any(kind in gold.kinds for _, _, kind in over)
            acting = right or (gold.type == "org" and any(_is_of_state(document["text"], one) for one in over))
            tally = tallies[f"re3d_{which}{gold.type}"]
            for place, holds in enumerate((True, bool(over), right, acting)):
                tally[place] += holds
    metrics: dict[str, float] = {}
    for name, (count, *rest) in sorted(tallies.items()):
        metrics[f"{name}_n"] = count
        metrics |= {
            f"{name}_{what}": value / count for what, value in zip(("any", "right", "acting"), rest, strict=True)
        }
    return metrics


def _compared(document: dict[str, Any], engine: docks.Engine) -> Iterator[tuple[str, Gold, list[Found]]]:
    """Yield whose names, a gold span, and the names that overlap it."""
    report = Report(id="re3d", source="re3d", text=document["text"], sha256="")
    parsed = engine.parse(split_sentences(report))
    whole = [(mention.start, mention.end, mention.kind) for mention in find_names(report, parsed)]
    gold = list(named_spans(document))
    for which, found in (("", list(_alone(parsed))), ("report_", whole)):
        for span in gold:
            yield which, span, [one for one in found if one[0] < span.end and one[1] > span.start]


def _alone(sentences: Iterable[Sentence]) -> Iterator[Found]:
    for sentence in sentences:
        for name in sentence.names:
            yield sentence.tokens[name.first].start, sentence.tokens[name.last - 1].end, name.kind


def named_spans(document: dict[str, Any]) -> Iterator[Gold]:
    """Yield the spans that hold a proper name; re3d also marks "he", "the city" and "the Foreign Minister"."""
    entities: Sequence[dict[str, Any]] = document["entities"]
    for one in entities:
        if one["type"] not in KINDS:
            continue
        phrase = document["text"][one["begin"] : one["end"]]
        kind, kinds = KINDS[one["type"]]
        inner = [
            document["text"][other["begin"] : other["end"]]
            for other in entities
            if other["type"] != one["type"] and one["begin"] <= other["begin"] and other["end"] <= one["end"]
        ]
        if is_named(phrase) and not (kind == "per" and is_role(phrase, inner)):
            yield Gold(one["begin"], one["end"], kind, kinds)


def is_named(phrase: str) -> bool:
    """Return whether a phrase holds a capitalised word that is no article and no pronoun."""
    words = [word for word in phrase.split() if word.lower() not in PRONOUNS | ARTICLES]
    return any(word[:1].isupper() for word in words)


def is_role(phrase: str, inner: Sequence[str]) -> bool:
    """Return whether a person's phrase names an office alone: no capital without titles and the names inside it."""
    lists = read_list("name_context.yaml")
    titles = {*lists["titles"], *lists["title_parts"]}
    for name in sorted(inner, key=len, reverse=True):
        phrase = phrase.replace(name, " ")
    words = [word.strip(".,'’") for word in phrase.split()]
    return not is_named(" ".join(word for word in words if word.lower() not in titles))


def _is_of_state(text: str, found: Found) -> bool:
    """Return whether the name is a state's or its capital's, or a demonym."""
    start, end, kind = found
    name = text[start:end].removeprefix("the ").removeprefix("The ")
    of_state = any(name in (state.name, *state.aliases, *state.capital) for state in states())
    return kind == "nationality" or (kind == "place" and of_state)
