"""The rules that judge the names of one report: acronyms and other scripts in brackets, descriptions, last names."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from rashomon.decisions import Judgement
from rashomon.known import in_other_script, is_acronym
from rashomon.records import MentionRef, Reading
from rashomon.resolution.people import compare_people, name_parts, same_part
from rashomon.resolution.verdicts import Node, same, unsure
from rashomon.resources import read_list


def judge_acronyms(reading: Reading, nodes: Sequence[Node]) -> Iterator[Judgement]:
    """A name and the acronym in brackets after it are the same: "Government of National Accord (GNA)"."""
    ordered = sorted(((ref.start, ref.end, node) for node in nodes for ref in node.mentions), key=lambda item: item[:2])
    text = reading.report.text
    for (_, end, one), (start, last, other) in pairwise(ordered):
        bracketed = re.fullmatch(r"\s*\(\s*", text[end:start]) and text[last : last + 1] == ")"
        if bracketed and one.group == other.group and is_acronym(one.text) != is_acronym(other.text):
            reason = f"{other.text!r} stands in brackets after {one.text!r}"
            yield same(one.key, other.key, 0.9, reason, (one.text, other.text), "acronym")


def judge_brackets(reading: Reading, nodes: Sequence[Node]) -> Iterator[Judgement]:
    """A name in another script is the name that it stands in brackets after."""
    foreign = [node for node in nodes if in_other_script(node.text)]
    at = {(node.group, ref.end): node for node in nodes for ref in node.mentions} if foreign else {}
    for node in foreign:
        for ref in node.mentions:
            before = reading.report.text[: ref.start].rstrip()
            other_end = len(before[:-1].rstrip()) if before.endswith("(") else -1
            if named := at.get((node.group, other_end)):
                reason = f"{node.text!r} stands in brackets after {named.text!r}"
                yield same(node.key, named.key, 0.9, reason, (node.text, named.text), "scripts")


def judge_descriptions(_reading: Reading, nodes: Sequence[Node]) -> Iterator[Judgement]:
    """A noun alone ("the coalition") goes to the one name of its report that holds the noun."""
    nouns = _descriptions()
    actors = [node for node in nodes if node.group == "actor"]
    for node in actors:
        noun = node.text.lower()
        named = [one for one in actors if one is not node and noun in one.text.lower().split()] if noun in nouns else ()
        for other in named:
            values = (node.text, other.text)
            if len(named) == 1 or mean_one(named):
                reason = f"the only {noun} that the report names is {other.text!r}"
                yield same(node.key, other.key, 0.8, reason, values, "description")
            else:
                yield unsure(node.key, other.key, 0.5, f"the report names more than one {noun}", values, "description")


@functools.cache
def _descriptions() -> frozenset[str]:
    return frozenset(read_list("name_context.yaml")["descriptions"])


def mean_one(nodes: Sequence[Node]) -> bool:
    """Tell whether the lists say that some names mean one and the same."""
    return len({node.means or node.key for node in nodes}) == 1


def judge_last_name(node: Node, people: Sequence[Node], score: float) -> Iterator[Judgement]:
    """Tie a last name to the person of that name among some full names; to nobody where there are two."""
    fits = [(other, found) for other in people if (found := compare_people(node.text, other.text)).score]
    one_person = all(
        compare_people(fits[0][0].text, other.text).score or mean_one((fits[0][0], other)) for other, _ in fits
    )
    for other, found in fits:
        values = (node.text, other.text)
        if one_person:
            yield same(node.key, other.key, score, found.reason, values, "last name")
        else:
            yield unsure(node.key, other.key, score, "the last name of two people here", values, "last name")


def judge_introduced(node: Node, full: Sequence[Node]) -> Iterator[Judgement]:
    """Of several people of one last name, it alone is the one who was told of in full before it first stands alone."""
    lone = [ref for ref in node.mentions if not any(_holds(one, ref) for one in full)]
    before = [one for one in full if lone and one.mentions[0].start < lone[0].start]
    fits = [one for one in before if compare_people(node.text, one.text).score]
    if len(fits) == 1:
        reason = f"{fits[0].text!r} is the only one of that name told of before {node.text!r} first stands alone"
        yield same(node.key, fits[0].key, 0.75, reason, (node.text, fits[0].text), "last name")


def judge_given_name(node: Node, full: Sequence[Node]) -> Iterator[Judgement]:
    """A part of one full name only, told of before: "Omar Nasser … Omar", "Ana Rojas Duarte … Rojas"."""
    (part,) = name_parts(node.text)
    fits = [one for one in full if len(part) > 2 and any(same_part(part, other) for other in name_parts(one.text)[:-1])]
    people = {name_parts(one.text) for one in fits}
    if len(people) == 1 and not node.means and fits[0].mentions[0].start < node.mentions[0].start:
        reason = f"{fits[0].text!r} is the only one told of before with {node.text!r} in the name"
        yield same(node.key, fits[0].key, 0.75, reason, (node.text, fits[0].text), "last name")


def _holds(full: Node, ref: MentionRef) -> bool:
    return any(one.start <= ref.start and ref.end <= one.end for one in full.mentions)


def is_full(node: Node) -> bool:
    """Tell whether a name is a person's of two parts or more."""
    return node.group == "person" and len(name_parts(node.text)) > 1


def judge_last_names(nodes: Sequence[Node]) -> tuple[tuple[Judgement, ...], tuple[Node, ...]]:
    """Return what the full names of a report say of its last names, and the last names that none of them bears."""
    full = sorted((node for node in nodes if is_full(node)), key=lambda node: node.mentions[0].start)
    judged: list[Judgement] = []
    lone: list[Node] = []
    for node in nodes:
        if node.group == "person" and len(name_parts(node.text)) == 1:
            found = tuple(judge_last_name(node, full, 0.85))
            if found and found[0].verdict == "unsure":
                found = tuple(judge_introduced(node, full)) or found
            found = found or tuple(judge_given_name(node, full))
            judged += found
            lone += () if found else (node,)
    return tuple(judged), tuple(lone)


WITHIN = (judge_acronyms, judge_brackets, judge_descriptions)
