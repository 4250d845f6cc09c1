"""What the lists say of a name: the row or the state body that it means, sure, or unsure with the reason."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

import msgspec

from rashomon.bodies import body_of, state_of
from rashomon.decisions import Judgement
from rashomon.kept import Kept
from rashomon.known import Known, lists, states
from rashomon.records import Reading
from rashomon.resolution.people import bare_name, compare_people, name_parts
from rashomon.resolution.verdicts import Anchors, Node, same, unsure
from rashomon.spelling import fold

NAMED_ENOUGH = 3  # mentions that make a country one of the dossier's
LIST_KINDS = {
    "actor": ("actor", "media"),
    "person": ("person",),
    "operation": ("operation",),
    "equipment": ("equipment",),
    "state": ("actor",),
}
_GENERIC_END = re.compile(
    r"\s+(?:forces|group|movement|militia|militias|rebels|fighters|militants|troops|government|organization|"
    r"organisation|terrorist group|alliance|terrorists|jihadists|gunmen|army|news agency|agency|newspaper|television|"
    r"tv|channel)$",
    re.I,
)
_ARTICLE = re.compile(r"^the\s+", re.I)


Named = Sequence[tuple[Reading, tuple[Node, ...]]]


class Heard(NamedTuple):
    """How often a report names each country: in its names, in its names that mean one row only, in its mentions."""

    first: Counter[str]
    sure: Counter[str]
    said: Counter[str]


def anchors_for(named: Named, kept: Kept) -> Anchors:
    """Find for each name of each report the row of the lists, or the state body, that it means."""
    heard = [_kept_heard(reading, nodes, kept) for reading, nodes in named]
    main, countries = _main_country(heard), _named_countries(heard)
    of: dict[str, str] = {}
    judged: list[Judgement] = []
    for (reading, nodes), one in sorted(zip(named, heard, strict=True), key=lambda item: item[0][0].report.id + "/"):
        given = (nodes, _home_of(one.said, main), countries)
        own, listed = kept.of("listed", reading.report.id, given, partial(_listed_in, *given))
        of.update(own)
        judged += listed
    return Anchors(of=of, judgements=tuple(judged), country=main)


def _listed_in(
    nodes: Sequence[Node], country: str, countries: frozenset[str]
) -> tuple[dict[str, str], tuple[Judgement, ...]]:
    """What the lists say of the names of a report."""
    full = tuple(node.text for node in nodes if node.group == "person" and len(name_parts(node.text)) > 1)
    of: dict[str, str] = {}
    judged: list[Judgement] = []
    for node in nodes:
        for judgement in _listed(node, country):
            sure = judgement.verdict == "same"
            if sure and node.group == "person" and not _fits(node, judgement.right, countries, full):
                judgement = msgspec.structs.replace(judgement, verdict="unsure", score=0.5)
            judged.append(judgement)
            if judgement.verdict == "same":
                of[node.key] = judgement.right
    return of, tuple(judged)


def _kept_heard(reading: Reading, nodes: tuple[Node, ...], kept: Kept) -> Heard:
    return kept.of("heard", reading.report.id, (reading, nodes), lambda: _heard(reading, nodes))


def _heard(reading: Reading, nodes: Sequence[Node]) -> Heard:
    first, sure, said = Counter[str](), Counter[str](), Counter[str]()
    for node in nodes:
        state, rows = state_of(node.text), lists().find(node.text, ("actor",))
        first[state or next((row.country for row in lists().find(node.text)), "")] += len(node.mentions)
        sure[state or (rows[0].country if len(rows) == 1 else "")] += len(node.mentions)
    for mention in reading.mentions:
        if mention.kind in ("place", "nationality", "actor", "media"):
            rows = lists().find(mention.text)
            said[state_of(mention.text) or (rows[0].country if len(rows) == 1 else "")] += 1
    for counts in (first, sure, said):
        del counts[""]
    return Heard(first, sure, said)


def _fits(node: Node, key: str, countries: frozenset[str], full: Sequence[str]) -> bool:
    """A last name alone is the listed person's where their country is named, and the report names them or no other."""
    if len(name_parts(node.text)) > 1:
        return True
    row = lists().by_id[key.removeprefix("known:")]
    others = [name for name in full if compare_people(node.text, name).score]
    whole = [listed for listed in row.names() if len(name_parts(listed)) > 1]
    known = [name for name in others if any(compare_people(name, listed).score for listed in whole)]
    return (not row.country or row.country in countries) and bool(known or not others)


def _named_countries(heard: Iterable[Heard]) -> frozenset[str]:
    """The countries that the dossier names more than in passing, by state, people or listed body."""
    counts = _sum(one.sure for one in heard)
    return frozenset(code for code, count in counts.items() if count >= NAMED_ENOUGH)


def _main_country(heard: Iterable[Heard]) -> str:
    """The country that the dossier names most, by its nationals and its bodies; "" where none leads."""
    counts = _sum(one.first for one in heard)
    return min(counts, key=lambda code: (-counts[code], code)) if counts else ""


def _sum(counted: Iterable[Counter[str]]) -> dict[str, int]:
    counts: dict[str, int] = defaultdict(int)
    for one in counted:
        for code, count in one.items():
            counts[code] += count
    return counts


def _home_of(said: Counter[str], main: str) -> str:
    """The country of a report: the dossier's, unless the report names another twice as often."""
    best = min(said, key=lambda code: (-said[code], code)) if said else main
    return best if said[best] > 2 * said[main] else main


def _listed(node: Node, country: str) -> Iterator[Judgement]:
    if node.group == "state":
        code = state_of(node.text) or _seat(node.text)
        if code:
            reason = f"{node.text!r} stands for the state of {code}"
            yield same(node.key, f"known:{code}-STATE", 1.0, reason, (node.text, code), "states")
        return
    rows = _rows(node, country)
    if len(rows) > 1:
        here = tuple(row for row in rows if row.country == country)
        rows = here if len(here) == 1 else rows
    if len(rows) == 1:
        reason = f"{node.text!r} is listed as a name of {rows[0].name} ({rows[0].source})"
        yield same(node.key, _canonical(rows[0]), 1.0, reason, (node.text, rows[0].name), "lists")
    elif rows:
        names = " or ".join(row.name for row in rows)
        for row in rows:
            yield unsure(
                node.key, _canonical(row), 0.5, f"{node.text!r} may be {names}", (node.text, row.name), "lists"
            )
    elif node.group == "actor":
        yield from _body(node, country)


def _rows(node: Node, country: str) -> tuple[Known, ...]:
    kinds = LIST_KINDS.get(node.group, ())
    for name in (*_ways(node.text), *(_systems(node.text) if node.group == "equipment" else ())):
        rows = lists().find(name, kinds, country)
        if rows:
            return rows
    return ()


def _ways(text: str) -> Iterator[str]:
    """The name as written, without article, title, nationality before it, or general noun after it."""
    text = _ARTICLE.sub("", text)
    yield text
    yield bare_name(text)
    first, _, rest = text.partition(" ")
    if rest and state_of(first.removesuffix("'s")):
        yield rest
    shorter = _GENERIC_END.sub("", text)
    if shorter != text and not state_of(shorter):
        yield shorter


def _systems(text: str) -> Iterator[str]:
    """A system's name without a plural and without what it is: "MiG-23s", "Tomahawk cruise missiles"."""
    yield text.removesuffix("s")
    while " " in text and text.rsplit(" ", 1)[1].islower():
        text = text.rsplit(" ", 1)[0]
        yield text


def _canonical(row: Known) -> str:
    return f"known:{row.id}"


def _seat(name: str) -> str:
    """The state for which a capital or seat of government stands, or ""."""
    key = fold(_ARTICLE.sub("", name))
    found = [state.iso2 for state in states() if any(fold(seat) == key for seat in (*state.capital, *state.seats))]
    return found[0] if len(found) == 1 else ""


def _body(node: Node, country: str) -> Iterator[Judgement]:
    body = body_of(node.text)
    if body is None:
        return
    state = body.state or country
    if not state:
        return
    row = row_of_body(state, body.office)
    key = _canonical(row) if row else f"body:{state}/{body.office}"
    said = "" if body.state else f", of {state} because the dossier is about it"
    reason = f"{node.text!r} is the {body.office} of {state}{said}"
    yield same(node.key, key, 0.9, reason, (node.text, f"{state}/{body.office}"), "bodies")


def row_of_body(state: str, office: str) -> Known | None:
    """The listed row whose name or alias is this body of this state."""
    if office == "government":
        return lists().by_id.get(f"{state}-STATE")
    rows = (row for row in lists().rows if row.country == state and row.kind in ("actor", "media"))
    for row in rows:
        bodies = (body_of(name) for name in row.names())
        if any(body and (body.state, body.office) == (state, office) for body in bodies):
            return row
    return None
