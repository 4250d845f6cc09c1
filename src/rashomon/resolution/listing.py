"""What the lists say of a name: the row or the state body that it means, sure, or unsure with the reason."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import msgspec

from rashomon.bodies import body_of, state_of
from rashomon.decisions import Judgement
from rashomon.known import Known, lists, states
from rashomon.records import Reading
from rashomon.resolution.people import bare_name, compare_people, name_parts
from rashomon.resolution.verdicts import Named, Node, same, unsure
from rashomon.resolution.within import WITHIN, is_full, judge_last_names
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


class Heard(NamedTuple):
    """How often a report names each country: in its names, in its names that mean one row only, in its mentions."""

    first: Counter[str]
    sure: Counter[str]
    said: Counter[str]


class Listing:
    """What the lists say of the names of every report, in the light of the countries that all reports name."""

    def __init__(self) -> None:
        self._told: dict[str, tuple[Reading, tuple[Node, ...], Heard]] = {}
        self._first, self._sure = Counter[str](), Counter[str]()
        self.country = ""  # that all names and bodies tell of most
        self._countries = frozenset[str]()
        self._named: dict[str, Named] = {}

    def update(
        self, gone: Iterable[str], came: Iterable[tuple[Reading, tuple[Node, ...]]]
    ) -> tuple[list[Named], list[Named]]:
        """Let the reports of these ids go and take these; return the names that no longer stand so, and those that do.

        A report that changed goes and comes.
        """
        before: dict[str, Named] = {}
        for report in gone:
            before[report] = self._named.pop(report)
            self._count(self._told.pop(report)[2], -1)
        new = {reading.report.id: (reading, nodes, _heard(reading, nodes)) for reading, nodes in came}
        for told in new.values():
            self._count(told[2], 1)
        self._told |= new
        for report in (*new, *self._unsettled()):
            old, self._named[report] = self._named.get(report), self._listed_in(report)
            if old is not None:
                before[report] = old
        after = {report: self._named[report] for report in (*new, *before) if report in self._named}
        moved = {report for report in (*before, *after) if before.get(report) != after.get(report)}
        return [before[r] for r in sorted(moved & before.keys())], [after[r] for r in sorted(moved & after.keys())]

    def _count(self, heard: Heard, by: int) -> None:
        for total, counts in ((self._first, heard.first), (self._sure, heard.sure)):
            for code, count in counts.items():
                total[code] += by * count

    def _unsettled(self) -> Iterator[str]:
        """The reports that what all reports name now makes be weighed anew."""
        main = min((code for code in self._first if self._first[code]), key=self._rank, default="")
        countries = frozenset(code for code, count in self._sure.items() if count >= NAMED_ENOUGH)
        other, self.country = main != self.country, main
        turned, self._countries = countries ^ self._countries, countries
        if other or turned:
            for report, named in self._named.items():
                if not turned.isdisjoint(named.asked) or named.home != _home_of(self._told[report][2].said, main):
                    yield report

    def _rank(self, code: str) -> tuple[int, str]:
        return -self._first[code], code

    def _listed_in(self, report: str) -> Named:
        reading, nodes, heard = self._told[report]
        return named_in(reading, nodes, _home_of(heard.said, self.country), self._countries)


def named_in(reading: Reading, nodes: Sequence[Node], home: str, countries: frozenset[str]) -> Named:
    """Return what the lists and the report itself say of its names."""
    full = tuple(node.text for node in nodes if is_full(node))
    judged: list[Judgement] = []
    known: list[Node] = []
    asked: set[str] = set()
    for node in nodes:
        for judgement in _listed(node, home):
            if judgement.verdict == "same" and node.group == "person" and len(name_parts(node.text)) <= 1:
                row = lists().by_id[judgement.right.removeprefix("known:")]
                asked.add(row.country)
                if not _fits(node, row, countries, full):
                    judgement = msgspec.structs.replace(judgement, verdict="unsure", score=0.5)
            judged.append(judgement)
            if judgement.verdict == "same":
                node = msgspec.structs.replace(node, means=judgement.right)
        known.append(node)
    last_names, lone = judge_last_names(known)
    more = [found for judge in WITHIN for found in judge(reading, known)]
    return Named(
        nodes=tuple(known), judgements=(*judged, *more, *last_names), lone=lone, home=home, asked=frozenset(asked)
    )


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


def _fits(node: Node, row: Known, countries: frozenset[str], full: Sequence[str]) -> bool:
    """A last name alone is the listed person's where their country is named, and the report names them or no other."""
    others = [name for name in full if compare_people(node.text, name).score]
    whole = [listed for listed in row.names() if len(name_parts(listed)) > 1]
    known = [name for name in others if any(compare_people(name, listed).score for listed in whole)]
    return (not row.country or row.country in countries) and bool(known or not others)


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
    owned = _owned(node.text)  # "the Ruritanian Security Council" is not the one of the United Nations
    for name in (*_ways(node.text), *(_systems(node.text) if node.group == "equipment" else ())):
        rows = lists().find(name, kinds, country)
        if rows and not (name in owned and all(row.sector == "IGO" and not row.country for row in rows)):
            return rows
    return ()


def _ways(text: str) -> Iterator[str]:
    """The name as written, without article, title, nationality before it, or general noun after it."""
    text = _ARTICLE.sub("", text)
    yield text
    yield bare_name(text)
    if rest := _owned(text):
        yield rest
    shorter = _GENERIC_END.sub("", text)
    if shorter != text and not state_of(shorter):
        yield shorter


def _owned(text: str) -> str:
    """The name without a state's before it, or "" where none is."""
    first, _, rest = _ARTICLE.sub("", text).partition(" ")
    return rest if state_of(first.removesuffix("'s")) else ""


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
