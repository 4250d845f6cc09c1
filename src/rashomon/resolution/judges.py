"""The rules that judge two names: spelling, acronyms, descriptions, people's parts, operations, equipment."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations, pairwise

from rapidfuzz.distance import OSA

from rashomon.decisions import Judgement
from rashomon.kept import Kept
from rashomon.known import is_acronym, lists, same_key
from rashomon.records import Reading
from rashomon.resolution.people import compare_people, name_parts, part_keys
from rashomon.resolution.scripts import judge_scripts
from rashomon.resolution.verdicts import Anchors, Node, different, same, unsure
from rashomon.resources import read_list
from rashomon.spelling import fold, plain, similarity, skeleton

_ARTICLE = re.compile(r"^the\s+", re.I)
_NUMBER = re.compile(r"\d+")


def _distinct(nodes: Sequence[Node], group: str) -> list[Node]:
    """One node for each way of writing in a group; those written alike are joined by their spelling already."""
    first: dict[str, Node] = {}
    for node in nodes:
        if node.group == group:
            first.setdefault(node.text, node)
    return list(first.values())


def _alike_pairs(nodes: Sequence[Node], group: str) -> Iterator[tuple[Node, Node]]:
    """Pairs of names of as many words that begin with the same letters, numbers aside."""
    buckets: dict[str, list[Node]] = defaultdict(list)
    for node in _distinct(nodes, group):
        letters = "".join(word[:1] for word in fold(_letters(node.text)).split())
        buckets[letters].append(node)
    for alike in buckets.values():
        yield from combinations(alike, 2)


def judge_spelling(
    nodes: Sequence[Node], _anchors: Anchors, _readings: Sequence[Reading], _kept: Kept
) -> Iterator[Judgement]:
    """Names whose letters agree, or agree once transliteration is folded, are the same in all reports."""
    by_fold: dict[tuple[str, str], list[Node]] = defaultdict(list)
    for node in nodes:
        text = _ARTICLE.sub("", node.text)
        for key in dict.fromkeys((same_key(text), plain(text))):
            by_fold[node.group, key].append(node)
    for alike in by_fold.values():
        for one, other in pairwise(alike):
            yield same(one.key, other.key, 0.95, _reason(one.text, other.text), (one.text, other.text), "spelling")


@functools.lru_cache(maxsize=65536)
def _reason(one: str, other: str) -> str:
    return similarity(one, other).reason


def judge_near_spelling(
    nodes: Sequence[Node], _anchors: Anchors, _readings: Sequence[Reading], _kept: Kept
) -> Iterator[Judgement]:
    """Actors, operations and equipment spelled nearly alike in every word are the same; other numbers are different."""
    for group in ("actor", "operation", "equipment"):
        for one, other in _alike_pairs(nodes, group):
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
    """Word by word the same, or of one fold or skeleton, or a slip of the pen in a word of six letters or more."""
    first, second = plain(one).split(), plain(other).split()
    if len(first) != len(second) or is_acronym(one) or is_acronym(other):
        return False
    return all(map(_near_word, first, second))


def _near_word(one: str, other: str) -> bool:
    if one == other or fold(one) == fold(other):
        return True
    longest, bones = max(len(one), len(other)), skeleton(one)
    if len(bones) > 2 and bones == skeleton(other) and min(len(one), len(other)) > 3:
        return True
    return longest >= 6 and OSA.distance(one, other) == 1


def judge_acronyms(
    nodes: Sequence[Node], _anchors: Anchors, readings: Sequence[Reading], kept: Kept
) -> Iterator[Judgement]:
    """A name and the acronym in brackets after it are the same: "Government of National Accord (GNA)"."""
    by_report: dict[str, list[Node]] = defaultdict(list)
    for node in nodes:
        by_report[node.report].append(node)
    for reading in sorted(readings, key=lambda reading: reading.report.id):
        given = (reading, tuple(by_report[reading.report.id]))
        yield from kept.of("acronyms", reading.report.id, given, functools.partial(_acronyms, *given))


def _acronyms(reading: Reading, nodes: Sequence[Node]) -> tuple[Judgement, ...]:
    ordered = sorted(((ref.start, ref.end, node) for node in nodes for ref in node.mentions), key=lambda item: item[:2])
    text, found = reading.report.text, []
    for (_, end, one), (start, last, other) in pairwise(ordered):
        bracketed = re.fullmatch(r"\s*\(\s*", text[end:start]) and text[last : last + 1] == ")"
        if bracketed and one.group == other.group and is_acronym(one.text) != is_acronym(other.text):
            reason = f"{other.text!r} stands in brackets after {one.text!r}"
            found.append(same(one.key, other.key, 0.9, reason, (one.text, other.text), "acronym"))
    return tuple(found)


def judge_descriptions(
    nodes: Sequence[Node], _anchors: Anchors, _readings: Sequence[Reading], _kept: Kept
) -> Iterator[Judgement]:
    """A noun alone ("the coalition") goes to the one name of its report that holds the noun."""
    nouns = frozenset(read_list("name_context.yaml")["descriptions"])
    by_report = _by_report(nodes, "actor")
    for node in nodes:
        if node.group == "actor" and node.text.lower() in nouns:
            noun = node.text.lower()
            named = [one for one in by_report[node.report] if one is not node and noun in _words(one)]
            for other in named:
                values = (node.text, other.text)
                if len(named) == 1 or _anchored_alike(named, _anchors):
                    reason = f"the only {noun} that the report names is {other.text!r}"
                    yield same(node.key, other.key, 0.8, reason, values, "description")
                else:
                    yield unsure(
                        node.key, other.key, 0.5, f"the report names more than one {noun}", values, "description"
                    )


def _by_report(nodes: Sequence[Node], group: str) -> dict[str, list[Node]]:
    """The names of a group in each report."""
    found: dict[str, list[Node]] = defaultdict(list)
    for node in nodes:
        if node.group == group:
            found[node.report].append(node)
    return found


def _words(node: Node) -> list[str]:
    return node.text.lower().split() if node.group == "actor" else []


def _anchored_alike(nodes: Sequence[Node], anchors: Anchors) -> bool:
    return len({anchors.of.get(node.key, node.key) for node in nodes}) == 1


def judge_people(
    nodes: Sequence[Node], anchors: Anchors, _readings: Sequence[Reading], _kept: Kept
) -> Iterator[Judgement]:
    """Full names agree in their parts; a last name alone goes to the full name of its report, or dossier."""
    full = FullNames([node for node in _distinct(nodes, "person") if len(name_parts(node.text)) > 1])
    for one, other in full.pairs():
        found = compare_people(one.text, other.text)
        if found.score:
            yield same(one.key, other.key, found.score, found.reason, (one.text, other.text), "people")
    for report in _by_report(nodes, "person").values():
        here = [other for other in report if len(name_parts(other.text)) > 1]
        for node in report:
            if len(name_parts(node.text)) == 1:
                yield from _last_name(node, here, full.like(node.text), anchors)


class FullNames:
    """Names of two parts or more by what their last parts must share to be one."""

    def __init__(self, nodes: Sequence[Node]) -> None:
        self._nodes = nodes
        self._by_key: dict[str, list[int]] = defaultdict(list)
        for at, node in enumerate(nodes):
            for key in part_keys(name_parts(node.text)[-1]):
                self._by_key[key].append(at)

    def pairs(self) -> Iterator[tuple[Node, Node]]:
        """Yield the pairs that may be one person, in order."""
        for at, node in enumerate(self._nodes):
            yield from ((node, self._nodes[other]) for other in self._alike(node.text) if other > at)

    def like(self, text: str) -> list[Node]:
        """Return the names whose last part may be that of a name, in order."""
        return [self._nodes[at] for at in self._alike(text)]

    def _alike(self, text: str) -> list[int]:
        keys = part_keys(name_parts(text)[-1])
        return sorted({at for key in keys for at in self._by_key.get(key, ())})


def _last_name(node: Node, here: Sequence[Node], full: Sequence[Node], anchors: Anchors) -> Iterator[Judgement]:
    """Tie a last name to the person of that name in its report, else in the dossier; to nobody where there are two."""
    for score, people in ((0.85, here), (0.7, full)):
        fits = [(other, found) for other in people if (found := compare_people(node.text, other.text)).score]
        if not fits:
            continue
        one_person = all(
            compare_people(fits[0][0].text, other.text).score or _anchored_alike((fits[0][0], other), anchors)
            for other, _ in fits
        )
        for other, found in fits:
            values = (node.text, other.text)
            if one_person:
                yield same(node.key, other.key, score, found.reason, values, "last name")
            else:
                yield unsure(node.key, other.key, score, "the last name of two people here", values, "last name")
        return


def judge_operations(
    nodes: Sequence[Node], _anchors: Anchors, _readings: Sequence[Reading], _kept: Kept
) -> Iterator[Judgement]:
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


def judge_equipment(
    nodes: Sequence[Node], _anchors: Anchors, _readings: Sequence[Reading], _kept: Kept
) -> Iterator[Judgement]:
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


Judge = Callable[[Sequence[Node], Anchors, Sequence[Reading], Kept], Iterable[Judgement]]
JUDGES: tuple[Judge, ...] = (
    judge_spelling,
    judge_near_spelling,
    judge_acronyms,
    judge_descriptions,
    judge_people,
    judge_operations,
    judge_equipment,
    judge_scripts,
)
