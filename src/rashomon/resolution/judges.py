"""The rules that judge the names of all reports: spelling, people, last names, operations, other scripts."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Sequence

from rapidfuzz.distance import OSA

from rashomon.decisions import Judgement
from rashomon.known import Known, in_other_script, is_acronym, lists, same_key
from rashomon.otherscripts import LEAST, bones
from rashomon.resolution.alike import Asking, Chain, Each, Pairs, Rule
from rashomon.resolution.people import compare_people, name_parts, part_keys
from rashomon.resolution.units import judge_short_unit, judge_units, number_and_noun, same_unit, short_units
from rashomon.resolution.verdicts import Named, Node, different, same
from rashomon.resolution.within import is_full, judge_last_name
from rashomon.resources import read_list
from rashomon.spelling import fold, plain, similarity, skeleton

_ARTICLE = re.compile(r"^the\s+", re.I)
_NUMBER = re.compile(r"\d+")
_NEAR_GROUPS = ("actor", "operation", "equipment")


def spelling_keys(node: Node) -> Iterable[tuple[str, str]]:
    """Names whose letters agree, or agree once transliteration is folded, are the same in all reports."""
    text = _ARTICLE.sub("", node.text)
    return {(node.group, key) for key in (same_key(text), plain(text))}


def of_all_reports(named: Named) -> Iterable[Node]:
    """Names that are the same wherever they are spelled so: not a last name whose bearer its report tells in full."""
    for node in named.nodes:
        if node.group != "person" or is_full(node) or node in named.lone:
            yield node


def judge_spelling(one: Node, other: Node) -> Judgement:
    """Two names of one spelling."""
    return same(one.key, other.key, 0.95, similarity(one.text, other.text).reason, (one.text, other.text), "spelling")


def initials(node: Node) -> Iterable[tuple[str, str]]:
    """Actors, operations and equipment of as many words that begin with the same letters, numbers aside."""
    if node.group in _NEAR_GROUPS:
        yield node.group, "".join(word[:1] for word in fold(_letters(node.text)).split())


def judge_near_spelling(one: Node, other: Node) -> Judgement | None:
    """Names spelled nearly alike in every word are the same; other numbers are different."""
    values = (one.text, other.text)
    if _numbers(one.text) != _numbers(other.text):
        alike = one.group != "equipment" and skeleton(_letters(one.text)) == skeleton(_letters(other.text))
        return different(one.key, other.key, "numbered differently", values, "numbers") if alike else None
    if fold(one.text) == fold(other.text) or not _nearly(one.text, other.text):
        return None
    return same(one.key, other.key, 0.85, similarity(one.text, other.text).reason, values, "near spelling")


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
    longest, shape = max(len(one), len(other)), skeleton(one)
    if len(shape) > 2 and shape == skeleton(other) and min(len(one), len(other)) > 3:
        return True
    return longest >= 6 and OSA.distance(one, other) == 1


def last_part(node: Node) -> Iterable[str]:
    """Full names of people whose last parts may be one."""
    return part_keys(name_parts(node.text)[-1]) if is_full(node) else ()


def judge_people(one: Node, other: Node) -> Judgement | None:
    """Full names agree in their parts."""
    found = compare_people(one.text, other.text)
    return (
        same(one.key, other.key, found.score, found.reason, (one.text, other.text), "people") if found.score else None
    )


def lone_names(named: Named) -> Iterable[Node]:
    """Last names that stand alone in their report."""
    return named.lone


def lone_part(node: Node) -> Iterable[str]:
    """The same keys as of a full name, for a last name alone."""
    return part_keys(name_parts(node.text)[-1])


def judge_lone_name(node: Node, full: Sequence[Node]) -> Iterable[Judgement]:
    """A last name alone goes to the full name of the dossier."""
    return judge_last_name(node, full, 0.7)


def judge_operations(one: Node, other: Node) -> Judgement | None:
    """Operations whose words translate one another are the same; one shared telling word is weak evidence."""
    words, others = operation_words(one.text), operation_words(other.text)
    reason = f"{one.text!r} and {other.text!r} share the meaning {', '.join(sorted(words & others))}"
    return same(one.key, other.key, 0.9 if words == others else 0.6, reason, (one.text, other.text), "operations")


def meanings(node: Node) -> Iterable[str]:
    """Operations that share a telling word."""
    return operation_words(node.text) if node.group == "operation" else ()


@functools.lru_cache(maxsize=4096)
def operation_words(name: str) -> frozenset[str]:
    """Return the English words that an operation's name means, as far as the table of operation words knows them."""
    meaning = _meanings()
    found = (meaning.get(skeleton(part)) or meaning.get(fold(part)) for part in plain(name).split())
    return frozenset(english for english in found if english)


@functools.cache
def _meanings() -> dict[str, str]:
    return {
        (skeleton(word) if len(skeleton(word)) > 2 else fold(word)): english
        for english, words in sorted(read_list("operation_words.yaml").items())
        for word in words
    }


def equipment_by_name() -> tuple[dict[str, Known], dict[str, Known]]:
    """Return the listed equipment by its folded names, and by their consonants where these tell."""
    families = [row for row in lists().rows if row.kind == "equipment"]
    stems = {fold(name): row for row in families for name in row.names()}
    return stems, {skeleton(name): row for row in families for name in row.names() if len(skeleton(name)) > 3}


def judge_equipment(listed: tuple[dict[str, Known], dict[str, Known]], node: Node) -> Judgement | None:
    """Equipment of one family, or spelled like one, is the same: "T-72B3" and "T-72"."""
    if node.group != "equipment":
        return None
    row = listed[0].get(fold(family_stem(node.text))) or listed[1].get(skeleton(node.text))
    if row is None:
        return None
    reason = f"{node.text!r} is of the family {row.name}"
    return same(node.key, f"known:{row.id}", 0.9, reason, (node.text, row.name), "equipment")


def family_stem(name: str) -> str:
    """Return the name of a system without its variant: "T-72B3" gives "T-72", "Pantsir-S1" gives "Pantsir"."""
    found = re.match(r"([A-Za-z]{1,3}-?\d+)[A-Z]+\d*\w*$", name) or re.match(
        r"([A-Z][a-z]{2,})[- ][A-Z]{0,2}\d*\w?$", name
    )
    return found.group(1) if found else name


def foreign_names(named: Named) -> Iterable[Node]:
    """Names in another script than Latin whose consonants tell."""
    return (node for node in named.nodes if in_other_script(node.text) and len(bones(node.text)) >= LEAST)


def foreign_bones(node: Node) -> Iterable[tuple[str, str]]:
    """The consonants of a name in another script."""
    return ((node.group, bones(node.text)),)


def latin_bones(node: Node) -> Iterable[tuple[str, str]]:
    """The consonants of a Latin name, of a person by their last name too."""
    if in_other_script(node.text):
        return ()
    names = {node.text, *(name_parts(node.text)[-1:] if node.group == "person" else ())}
    return {(node.group, skeleton(name)) for name in names}


def judge_scripts(node: Node, latin: Sequence[Node]) -> Iterable[Judgement]:
    """A name in another script is the Latin name of its consonants, where there is one only."""
    for other in latin if len({skeleton(one.text) for one in latin}) == 1 else ():
        reason = f"{node.text!r} has the consonants of {other.text!r}"
        yield same(node.key, other.key, 0.85, reason, (node.text, other.text), "scripts")


RULES: tuple[Callable[[], Rule], ...] = (
    lambda: Chain(spelling_keys, judge_spelling, of_all_reports),
    lambda: Pairs(initials, judge_near_spelling),
    lambda: Chain(same_unit, judge_units),
    lambda: Asking(short_units, number_and_noun, number_and_noun, judge_short_unit),
    lambda: Pairs(last_part, judge_people),
    lambda: Asking(lone_names, lone_part, last_part, judge_lone_name),
    lambda: Pairs(meanings, judge_operations),
    lambda: Each(functools.partial(judge_equipment, equipment_by_name())),
    lambda: Asking(foreign_names, foreign_bones, latin_bones, judge_scripts),
)
# which rule's word is told of a pair that several are equally sure of
FIRST_TOLD = (
    "states", "lists", "bodies", "spelling", "near spelling", "numbers", "units", "acronym", "description", "people",
    "last name", "operations", "equipment", "scripts",
)  # fmt: skip
