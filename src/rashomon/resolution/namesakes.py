"""Tells towns of one name apart where the texts place them: "Tripoli, Lebanon" is not "the Libyan capital Tripoli"."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain, pairwise

from rashomon.bodies import state_of
from rashomon.known import lists
from rashomon.records import Mention, Reading
from rashomon.resolution.naming import Choice, Name, name_key
from rashomon.resolution.ranking import COUNTRY_KINDS, Candidate
from rashomon.resources import read_list

_TYPES = "|".join(sorted((re.escape(word) for word in read_list("place_words.yaml")["types"]), key=len, reverse=True))
_SIDE = r"(?:(?:north|south|east|west|central)[\w-]*\s+)?"
# between a town and the country or division after it, and between a country and its town
_CALLED = rf"(?:[a-z-]+\s+){{0,2}}(?:capital|{_TYPES})"
_AFTER = re.compile(
    rf",?\s+(?:in\s+)?(?:the\s+)?{_SIDE}|\s*\(|,?\s+(?:is\s+)?(?:the|an?)\s+{_CALLED}(?:\s+city)?\s+(?:of|in)\s+(?:the\s+)?"
)
_BEFORE = re.compile(rf"(?:['’]s?)?\s+{_CALLED},?(?:\s+(?:city|of))*\s+(?:the\s+)?", re.I)
_POSSESSIVE = re.compile(r"['’]s\s+")
SAYING_ENOUGH = 3  # names of a country in a report that places none of its own, before it counts as set there
KNOWN_TOWN = 50_000  # people of a town that such a report may name without a word on where it lies

Label = tuple[str, str]  # country and, where a division is named, its code
Where = dict[tuple[str, int], Label]


Placed = tuple[tuple[Mention, Mention], ...]


def told_apart(
    choices: Mapping[str, Choice], placed: Iterable[Placed], countries: Callable[[str], Counter[str]]
) -> dict[str, Choice]:
    """Return the choices, each name that the texts place in two countries or divisions as one choice for each.

    `placed` are what each report places, `countries` tells how often a report names each country.
    """
    marks: dict[str, Where] = defaultdict(dict)
    for town, container in chain.from_iterable(placed):
        _mark(marks, choices, town, _containers(container, choices))
    out: dict[str, Choice] = {}
    for key, choice in choices.items():
        where = marks.get(key)
        if where and len(choice.name.mentions) > 1:
            homes = {report: countries(report) for report in {m.report for m in choice.name.mentions}}
            parts = _parts(choice, where, homes)
            if len(parts) > 1:
                out.update((f"{key}@{'/'.join(label)}", _part(choice, label, ms)) for label, ms in parts.items())
                continue
        out[key] = choice
    return out


def placed_in(reading: Reading) -> Placed:
    """Return each mention that words place in what another names: "X in the south of Y", "Y's capital X"."""
    text = reading.report.text
    found = sorted((m for m in reading.mentions if m.kind in ("place", "nationality")), key=lambda m: m.start)
    placed = []
    for one, other in pairwise(found):
        gap = text[one.end : other.start]
        if other.kind == "place" and _AFTER.fullmatch(gap) and one.kind == "place":
            placed.append((one, other))
        if other.kind == "place" and (_BEFORE.fullmatch(gap) or _POSSESSIVE.fullmatch(gap)):
            placed.append((other, one))
    return tuple(placed)


def _mark(marks: dict[str, Where], choices: Mapping[str, Choice], town: Mention, containers: set[Label]) -> None:
    key = name_key(town.text)
    choice = choices.get(key)
    if choice is None or state_of(town.text):
        return
    fitting = [label for label in sorted(containers) if any(_lies_in(c, label) for c in choice.candidates)]
    if len(fitting) == 1:
        marks[key][town.report, town.start] = fitting[0]


def _containers(mention: Mention, choices: Mapping[str, Choice]) -> set[Label]:
    """The countries and divisions that a name may mean: "Georgia" is both."""
    state = state_of(mention.text)
    found: set[Label] = {(state, "")} if state else set()
    choice = choices.get(name_key(mention.text)) if mention.kind == "place" else None
    alike = [c for c in choice.candidates if c.how == "exact"] if choice else []
    wide = [c.place for c in ([c for c in alike if c.own] or alike)]
    found |= {(place.country, "") for place in wide if place.kind in COUNTRY_KINDS}
    return found | {(place.country, place.admin1) for place in wide if place.kind == "ADM1"}


def _lies_in(candidate: Candidate, label: Label) -> bool:
    place = candidate.place
    town = place.kind not in COUNTRY_KINDS and place.kind not in ("ADM1", "CONT", "RGN")
    here = place.country == label[0] and label[1] in ("", place.admin1)
    return town and here and candidate.how in ("exact", "folded")


def _parts(choice: Choice, placed: Where, homes: Mapping[str, Counter[str]]) -> dict[Label, list[Mention]]:
    """The mentions by where they lie: as marked, as last marked in the report, as the report is set, as most are."""
    labels = _distinct(placed.values())
    votes = Counter(next(label for label in labels if _agrees(label, other)) for other in placed.values())
    first = min(labels, key=lambda label: (-votes[label], -_people(choice, label), label))
    parts: dict[Label, list[Mention]] = defaultdict(list)
    by_report: dict[str, list[Mention]] = defaultdict(list)
    for mention in choice.name.mentions:
        by_report[mention.report].append(mention)
    for report, mentions in by_report.items():
        own = [placed[report, m.start] for m in mentions if (report, m.start) in placed]
        last = own[0] if own else _home(choice, labels, homes[report]) or first
        for mention in mentions:
            last = placed.get((report, mention.start), last)
            parts[next((label for label in labels if _agrees(label, last)), last)].append(mention)
    return parts


def _people(choice: Choice, label: Label) -> int:
    return max((c.place.population for c in choice.candidates if _lies_in(c, label)), default=0)


def _distinct(labels: Iterable[Label]) -> list[Label]:
    """The labels, without a country whose divisions are named: "Ohio" says more than "America"."""
    found = set(labels)
    divided = {country for country, division in found if division}
    return sorted(label for label in found if label[1] or label[0] not in divided)


def _agrees(label: Label, other: Label) -> bool:
    return label[0] == other[0] and (label[1] == other[1] or "" in (label[1], other[1]))


def _home(choice: Choice, labels: Sequence[Label], named: Counter[str]) -> Label | None:
    """Where a report that does not say sets the name: in the country that it names most, if a town of it is known."""
    stated = [(country, count) for country, count in named.most_common() if country]
    for country, count in sorted(stated, key=lambda item: (-item[1], item[0])):
        known = [label for label in labels if label[0] == country]
        if known:
            return known[0]
        towns = [c for c in choice.candidates if c.own and _lies_in(c, (country, ""))]
        if count >= SAYING_ENOUGH and any(c.place.population >= KNOWN_TOWN for c in towns):
            return country, ""
    return None


def named_countries(reading: Reading) -> Counter[str]:
    """Return how often a report names each country, by its name, its people or its listed bodies."""
    counts: Counter[str] = Counter()
    for mention in reading.mentions:
        if mention.kind in ("place", "nationality", "actor", "media", "person"):
            rows = () if mention.kind == "place" else lists().find(mention.text)
            counts[state_of(mention.text) or (rows[0].country if len(rows) == 1 else "")] += 1
    return counts


def _part(choice: Choice, label: Label, mentions: Sequence[Mention]) -> Choice:
    """The choice of one part of a name: its mentions, and only what lies where the text says."""
    name = choice.name
    held = Name(f"{name.key}@{'/'.join(label)}", name.text, name.bare, list(mentions), name.kinds, name.followed_by)
    return Choice(held, [c for c in choice.candidates if _lies_in(c, label)])
