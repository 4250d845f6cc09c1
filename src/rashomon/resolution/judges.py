"""The rules that judge two names: lists, state bodies, spelling, acronyms, people's parts, operations, equipment."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

import msgspec

from rashomon.bodies import body_of, state_of
from rashomon.decisions import Judgement
from rashomon.known import Known, is_acronym, lists, same_key
from rashomon.records import MentionRef, Reading
from rashomon.resolution.people import bare_name, compare_people, name_parts
from rashomon.resources import read_list
from rashomon.spelling import fold, plain, similarity, skeleton

LIST_KINDS = {
    "actor": ("actor", "media"),
    "person": ("person",),
    "operation": ("operation",),
    "equipment": ("equipment",),
    "state": ("actor",),
}
_ARTICLE = re.compile(r"^the\s+", re.I)
_GENERIC_END = re.compile(
    r"\s+(?:forces|group|movement|militia|militias|rebels|fighters|militants|troops|government|organization|"
    r"organisation|terrorist group|alliance|terrorists|jihadists|gunmen|army|news agency|agency|newspaper|television|"
    r"tv|channel)$",
    re.I,
)
_NUMBER = re.compile(r"\d+")


class Node(msgspec.Struct, frozen=True, kw_only=True):
    """A name of one report with all its mentions there."""

    key: str
    report: str
    group: str
    kind: str
    text: str
    written: tuple[str, ...]
    mentions: tuple[MentionRef, ...]


class Anchors(msgspec.Struct, frozen=True, kw_only=True):
    """What the lists say: the row or state body that each node means, and the judgements that say so."""

    of: dict[str, str]
    judgements: tuple[Judgement, ...]
    country: str


def same(left: str, right: str, score: float, reason: str, values: tuple[str, str], rule: str) -> Judgement:
    """Return a rule's judgement that two keys are the same."""
    return Judgement(
        left=left, right=right, verdict="same", score=score, reason=reason, values=values, author=f"rule:{rule}"
    )


def different(left: str, right: str, reason: str, values: tuple[str, str], rule: str) -> Judgement:
    """Return a rule's judgement that two keys differ."""
    return Judgement(
        left=left, right=right, verdict="different", score=1.0, reason=reason, values=values, author=f"rule:{rule}"
    )


def unsure(left: str, right: str, score: float, reason: str, values: tuple[str, str], rule: str) -> Judgement:
    """Return a rule's abstention."""
    return Judgement(
        left=left, right=right, verdict="unsure", score=score, reason=reason, values=values, author=f"rule:{rule}"
    )


# -- what the lists say ---------------------------------------------------------------------------


def anchors_for(nodes: Sequence[Node]) -> Anchors:
    """Find for each node the row of the lists, or the state body, that it names."""
    country, named = _main_country(nodes), _named_countries(nodes)
    full = _full_names(nodes)
    of: dict[str, str] = {}
    judged: list[Judgement] = []
    for node in nodes:
        for judgement in _listed(node, country):
            if judgement.verdict == "same" and node.group == "person" and not _fits(node, judgement.right, named, full):
                judgement = msgspec.structs.replace(judgement, verdict="unsure", score=0.5)
            judged.append(judgement)
            if judgement.verdict == "same":
                of[node.key] = judgement.right
    anchors = sorted(set(of.values()))
    for at, one in enumerate(anchors):
        for other in anchors[at + 1 :]:
            reason = "the lists hold them as two"
            judged.append(different(one, other, reason, (one, other), "lists"))
    return Anchors(of=of, judgements=tuple(judged), country=country)


def _full_names(nodes: Sequence[Node]) -> dict[str, tuple[str, ...]]:
    """The names of two parts or more of each report."""
    full: dict[str, list[str]] = defaultdict(list)
    for node in nodes:
        if node.group == "person" and len(name_parts(node.text)) > 1:
            full[node.report].append(node.text)
    return {report: tuple(names) for report, names in full.items()}


def _fits(node: Node, key: str, named: frozenset[str], full: dict[str, tuple[str, ...]]) -> bool:
    """A last name alone is the listed person's only where their country is named and the report names no other."""
    if len(name_parts(node.text)) > 1:
        return True
    row = lists().by_id[key.removeprefix("known:")]
    others = [name for name in full.get(node.report, ()) if compare_people(node.text, name).score]
    known = [name for name in others if any(compare_people(name, listed).score for listed in row.names())]
    return (not row.country or row.country in named) and len(known) == len(others)


def _named_countries(nodes: Sequence[Node]) -> frozenset[str]:
    """The countries that the dossier names at all, by state, people or listed body."""
    named = {state_of(node.text) for node in nodes}
    return frozenset(named | {row.country for node in nodes for row in lists().find(node.text, ("actor",))})


def _main_country(nodes: Sequence[Node]) -> str:
    """The country that the dossier names most, by its nationals and its bodies; "" where none leads."""
    counts: Counter[str] = Counter()
    for node in nodes:
        code = state_of(node.text) or next((row.country for row in lists().find(node.text)), "")
        if code:
            counts[code] += len(node.mentions)
    return min(counts, key=lambda code: (-counts[code], code)) if counts else ""


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
    for name in _ways(node.text):
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


def _canonical(row: Known) -> str:
    return f"known:{row.id}"


def _seat(name: str) -> str:
    """The state for which a capital or seat of government stands, or ""."""
    from rashomon.known import states

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
    row = _row_of_body(state, body.office)
    key = _canonical(row) if row else f"body:{state}/{body.office}"
    said = "" if body.state else f", of {state} because the dossier is about it"
    reason = f"{node.text!r} is the {body.office} of {state}{said}"
    yield same(node.key, key, 0.9, reason, (node.text, f"{state}/{body.office}"), "bodies")


def _row_of_body(state: str, office: str) -> Known | None:
    """The listed row whose name or alias is this body of this state."""
    if office == "government":
        return lists().by_id.get(f"{state}-STATE")
    rows = (row for row in lists().rows if row.country == state and row.kind in ("actor", "media"))
    for row in rows:
        bodies = (body_of(name) for name in row.names())
        if any(body and (body.state, body.office) == (state, office) for body in bodies):
            return row
    return None


# -- what the names say of one another ------------------------------------------------------------


def _pairs(nodes: Sequence[Node], group: str) -> Iterator[tuple[Node, Node]]:
    members = [node for node in nodes if node.group == group]
    for at, one in enumerate(members):
        for other in members[at + 1 :]:
            yield one, other


def judge_spelling(nodes: Sequence[Node], _anchors: Anchors, _readings: Sequence[Reading]) -> Iterator[Judgement]:
    """Names whose letters agree, or agree once transliteration is folded, are the same in all reports."""
    by_fold: dict[tuple[str, str], list[Node]] = defaultdict(list)
    for node in nodes:
        text = _ARTICLE.sub("", node.text)
        for key in dict.fromkeys((same_key(text), plain(text))):
            by_fold[node.group, key].append(node)
    for alike in by_fold.values():
        for one, other in pairwise(alike):
            found = similarity(one.text, other.text)
            yield same(one.key, other.key, 0.95, found.reason, (one.text, other.text), "spelling")


def judge_near_spelling(nodes: Sequence[Node], _anchors: Anchors, _readings: Sequence[Reading]) -> Iterator[Judgement]:
    """Actors, operations and equipment spelled nearly alike in every word are the same; other numbers are different."""
    for group in ("actor", "operation", "equipment"):
        for one, other in _pairs(nodes, group):
            if _numbers(one.text) != _numbers(other.text):
                if group != "equipment" and skeleton(_letters(one.text)) == skeleton(_letters(other.text)):
                    yield different(one.key, other.key, "numbered differently", (one.text, other.text), "numbers")
            elif fold(one.text) != fold(other.text) and _nearly(one.text, other.text):
                found = similarity(one.text, other.text)
                yield same(one.key, other.key, 0.85, found.reason, (one.text, other.text), "near spelling")


def _numbers(text: str) -> list[str]:
    return _NUMBER.findall(text)


def _letters(text: str) -> str:
    return _NUMBER.sub("", text)


def _nearly(one: str, other: str) -> bool:
    first, second = plain(one).split(), plain(other).split()
    if len(first) != len(second) or is_acronym(one) or is_acronym(other):
        return False
    return all(
        a == b or (min(len(a), len(b)) > 3 and similarity(a, b).score >= 0.86)
        for a, b in zip(first, second, strict=True)
    )


def judge_acronyms(nodes: Sequence[Node], _anchors: Anchors, readings: Sequence[Reading]) -> Iterator[Judgement]:
    """A name and the acronym in brackets after it are the same: "Government of National Accord (GNA)"."""
    texts = {reading.report.id: reading.report.text for reading in readings}
    spans: dict[str, list[tuple[int, int, Node]]] = defaultdict(list)
    for node in nodes:
        for ref in node.mentions:
            spans[ref.report].append((ref.start, ref.end, node))
    for report, found in sorted(spans.items()):
        ordered = sorted(found, key=lambda item: item[:2])
        for (_, end, one), (start, last, other) in pairwise(ordered):
            text = texts[report]
            bracketed = re.fullmatch(r"\s*\(\s*", text[end:start]) and text[last : last + 1] == ")"
            if bracketed and one.group == other.group and is_acronym(one.text) != is_acronym(other.text):
                reason = f"{other.text!r} stands in brackets after {one.text!r}"
                yield same(one.key, other.key, 0.9, reason, (one.text, other.text), "acronym")


def judge_descriptions(nodes: Sequence[Node], _anchors: Anchors, _readings: Sequence[Reading]) -> Iterator[Judgement]:
    """A noun alone ("the coalition") goes to the one name of its report that holds the noun."""
    nouns = read_list("name_context.yaml")["descriptions"]
    for node in nodes:
        if node.group == "actor" and node.text.lower() in nouns:
            noun = node.text.lower()
            named = [one for one in nodes if one.report == node.report and one is not node and noun in _words(one)]
            for other in named:
                values = (node.text, other.text)
                if len(named) == 1 or _anchored_alike(named, _anchors):
                    reason = f"the only {noun} that the report names is {other.text!r}"
                    yield same(node.key, other.key, 0.8, reason, values, "description")
                else:
                    yield unsure(
                        node.key, other.key, 0.5, f"the report names more than one {noun}", values, "description"
                    )


def _words(node: Node) -> list[str]:
    return node.text.lower().split() if node.group == "actor" else []


def _anchored_alike(nodes: Sequence[Node], anchors: Anchors) -> bool:
    return len({anchors.of.get(node.key, node.key) for node in nodes}) == 1


def judge_people(nodes: Sequence[Node], _anchors: Anchors, _readings: Sequence[Reading]) -> Iterator[Judgement]:
    """Full names agree in their parts; a last name alone goes to the full name of its report, or dossier."""
    people = [node for node in nodes if node.group == "person"]
    full = [node for node in people if len(name_parts(node.text)) > 1]
    for one, other in _pairs(full, "person"):
        found = compare_people(one.text, other.text)
        if found.score:
            yield same(one.key, other.key, found.score, found.reason, (one.text, other.text), "people")
    for node in people:
        if len(name_parts(node.text)) == 1:
            yield from _last_name(node, full)


def _last_name(node: Node, full: Sequence[Node]) -> Iterator[Judgement]:
    fits = [(other, compare_people(node.text, other.text)) for other in full]
    fits = [(other, found) for other, found in fits if found.score]
    here = [(other, found) for other, found in fits if other.report == node.report]
    for score, candidates in ((0.85, here), (0.7, fits)):
        if candidates:
            first = candidates[0][0]
            one_person = all(compare_people(first.text, other.text).score for other, _ in candidates)
            for other, found in candidates:
                values = (node.text, other.text)
                if one_person:
                    yield same(node.key, other.key, score, found.reason, values, "last name")
                else:
                    yield unsure(node.key, other.key, score, "the last name of two people here", values, "last name")
            return


def judge_operations(nodes: Sequence[Node], _anchors: Anchors, _readings: Sequence[Reading]) -> Iterator[Judgement]:
    """Operations whose words translate one another are the same; one shared telling word is weak evidence."""
    named = [(node, operation_words(node.text)) for node in nodes if node.group == "operation"]
    for at, (one, words) in enumerate(named):
        for other, others in named[at + 1 :]:
            shared = words & others
            if not shared:
                continue
            whole = words == others
            reason = f"{one.text!r} and {other.text!r} share the meaning {', '.join(sorted(shared))}"
            yield same(one.key, other.key, 0.9 if whole else 0.6, reason, (one.text, other.text), "operations")


def operation_words(name: str) -> frozenset[str]:
    """Return the English words that an operation's name means, as far as the table of operation words knows them."""
    meaning = {
        (skeleton(word) if len(skeleton(word)) > 2 else fold(word)): english
        for english, words in sorted(read_list("operation_words.yaml").items())
        for word in words
    }
    found = (meaning.get(skeleton(part)) or meaning.get(fold(part)) for part in plain(name).split())
    return frozenset(english for english in found if english)


def judge_equipment(nodes: Sequence[Node], _anchors: Anchors, _readings: Sequence[Reading]) -> Iterator[Judgement]:
    """Equipment of one family, or spelled like one, is the same: "T-72B3" and "T-72"."""
    families = [row for row in lists().rows if row.kind == "equipment"]
    stems = {fold(name): row for row in families for name in row.names()}
    bones = {skeleton(name): row for row in families for name in row.names() if len(skeleton(name)) > 3}
    for node in nodes:
        if node.group == "equipment":
            row = stems.get(fold(family_stem(node.text))) or bones.get(skeleton(node.text))
            if row:
                reason = f"{node.text!r} is of the family {row.name}"
                yield same(node.key, f"known:{row.id}", 0.9, reason, (node.text, row.name), "equipment")


def family_stem(name: str) -> str:
    """Return the name of a system without its variant: "T-72B3" gives "T-72", "Pantsir-S1" gives "Pantsir"."""
    found = re.match(r"([A-Za-z]{1,3}-?\d+)[A-Z]+\d*\w*$", name) or re.match(
        r"([A-Z][a-z]{2,})[- ][A-Z]{0,2}\d*\w?$", name
    )
    return found.group(1) if found else name


Judge = Callable[[Sequence[Node], Anchors, Sequence[Reading]], Iterable[Judgement]]
JUDGES: tuple[Judge, ...] = (
    judge_spelling,
    judge_near_spelling,
    judge_acronyms,
    judge_descriptions,
    judge_people,
    judge_operations,
    judge_equipment,
)
