"""Joins numbers to what they count: killed, wounded, missing, captured, destroyed, damaged, displaced."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import msgspec

from rashomon.claims.tree import Tree, tree_of
from rashomon.records import Mention, Quantity, Sentence
from rashomon.resources import read_list

_VERBAL = ("VERB", "AUX")
_NEAR = 4  # how far the words of a headline may stand apart: "44 people killed"


class Count(msgspec.Struct, frozen=True, kw_only=True):
    """A number of victims or losses with the words that carry it.

    The trigger is tokens [trigger, last); `counted` are the tokens [first, last) of who is counted, `head` its head;
    `part_of` is the place, among the counts of the report, of the total that this one is a subset of.
    """

    sentence: int
    trigger: int
    last: int
    slot: str
    quantity: Quantity
    counted: tuple[int, int] | None = None
    head: int | None = None
    part_of: int | None = None


class _Number(NamedTuple):
    """A quantity in a tree: its own tokens, the word that it counts, and the top of its noun phrase."""

    quantity: Quantity
    token: int
    head: int | None
    top: int


class _Link(NamedTuple):
    """What a number is joined to: the trigger's tokens [trigger, last), the slot, and the token of a total, if any."""

    trigger: int
    last: int
    slot: str
    whole: int | None = None


def find_counts(sentences: Sequence[Sentence], mentions: Sequence[Mention]) -> tuple[Count, ...]:
    """Return every count of victims and losses in a report, in the order of the text."""
    by_sentence: dict[int, list[Quantity]] = {}
    for mention in mentions:
        if mention.quantity is not None:
            by_sentence.setdefault(mention.sentence, []).append(mention.quantity)
    found: list[Count] = []
    for sentence in sentences:
        tree = tree_of(sentence)
        quantities = by_sentence.get(sentence.index, [])
        found.extend(_counts_of(tree, quantities, len(found)))
    return tuple(found)


def counts_for(counts: Sequence[Count], sentence_index: int, trigger_index: int) -> tuple[Count, ...]:
    """Return the counts whose trigger the token is."""
    return tuple(c for c in counts if c.sentence == sentence_index and c.trigger <= trigger_index < c.last)


def quantity_of(sentence: Sentence, head_index: int, mentions: Sequence[Mention]) -> Quantity | None:
    """Return the number that counts the noun phrase headed by the token."""
    tree = tree_of(sentence)
    for mention in mentions:
        if mention.quantity is None or mention.sentence != sentence.index or mention.quantity.unit:
            continue
        number = _placed(tree, mention.quantity)
        if number is not None and head_index in (number.head, number.token, number.top):
            return mention.quantity
    return _single(tree, head_index)


# -- numbers in the tree --------------------------------------------------------------------------


@functools.cache
def _table() -> Any:
    return read_list("counts.yaml")


@functools.cache
def _slots(kind: str) -> dict[str, str]:
    """Return lemma -> slot for one column of the table."""
    slots = ("killed", "wounded", "missing", "captured", "destroyed", "damaged", "displaced")
    return {lemma: slot for slot in reversed(slots) for lemma in _table()[slot][kind]}


def _placed(tree: Tree, quantity: Quantity) -> _Number | None:
    """Find a quantity's numeral in the tree, what it counts, and the top of the noun phrase."""
    inside = [i for i, token in enumerate(tree.tokens) if quantity.start <= token.start < quantity.end]
    if not inside:
        return None
    numeral = next((i for i in reversed(inside) if tree.tokens[i].upos == "NUM"), None)
    if numeral is None:
        numeral = next(
            (i for i in reversed(inside) if tree.tokens[i].upos in ("NOUN", "ADJ", "DET", "PRON")), inside[-1]
        )
    top = numeral
    while (
        tree.tokens[top].head in inside
        and tree.tokens[top].head != top
        and tree.has(top, "compound", "nummod", "flat", "det", "advmod", "amod", "fixed")
    ):
        top = tree.tokens[top].head
    return _with_head(tree, quantity, top, set(inside))


def _with_head(tree: Tree, quantity: Quantity, numeral: int, inside: set[int]) -> _Number:
    for child in tree.children(numeral, "nmod", "obl"):
        if child not in inside and any(tree.word(case) == "of" for case in tree.children(child, "case")):
            return _Number(quantity, numeral, child, numeral)
    head = tree.tokens[numeral].head
    modifies = (
        tree.has(numeral, "nummod", "amod", "det", "compound", "advmod", "nmod") or tree.tokens[numeral].deprel == "dep"
    )
    if (
        modifies
        and numeral < head <= numeral + 6
        and tree.tokens[head].upos in ("NOUN", "PROPN", "ADJ", "PRON", "VERB")
    ):
        if tree.tokens[head].upos == "VERB" and tree.lemma(head) not in _slots("done"):
            return _Number(quantity, numeral, None, numeral)
        return _Number(quantity, numeral, head, head)
    return _Number(quantity, numeral, None, numeral)


def _single(tree: Tree, head: int) -> Quantity | None:
    """Return the count of "a soldier", "an aircraft", "another": one, where a single one is meant."""
    token = tree.tokens[head]
    if tree.word(head) == "another":
        return _one(tree, head, "")
    if token.upos != "NOUN" or tree.lemma(head) in _table()["groups"] or tree.word(head) != tree.lemma(head):
        return None
    if tree.children(head, "nummod"):
        return None
    for child in tree.children(head, "det"):
        if tree.word(child) in ("a", "an", "another"):
            return _one(tree, child, token.text)
    return None


def _one(tree: Tree, index: int, of: str) -> Quantity:
    token = tree.tokens[index]
    return Quantity(text=token.text, start=token.start, end=token.end, low=1, high=1, of=of)


# -- from numbers to what became of the counted ---------------------------------------------------


def _counts_of(tree: Tree, quantities: Sequence[Quantity], before: int) -> list[Count]:
    """Return the counts of one sentence; `before` counts were found in earlier ones."""
    numbers = [n for q in quantities if not q.unit and (n := _placed(tree, q)) is not None]
    taken = {number.head for number in numbers} | {number.token for number in numbers}
    numbers.extend(
        _Number(single, index, index, index)
        for index in range(len(tree.tokens))
        if index not in taken and _is_victim(tree, index) and (single := _single(tree, index)) is not None
    )
    numbers.extend(_others(tree, taken))
    numbers.sort(key=lambda number: number.quantity.start)
    links = _links(tree, numbers)
    places = sorted(links)
    counts = [_count(tree, numbers[place], links[place]) for place in places]
    for at, place in enumerate(places):
        whole = links[place].whole
        if whole in places:
            counts[at] = msgspec.structs.replace(counts[at], part_of=before + places.index(whole))
    return counts


def _links(tree: Tree, numbers: list[_Number]) -> dict[int, _Link]:
    """Return place of the number -> what it is joined to; parts of a total after the totals."""
    parts = {place: wholes for place, number in enumerate(numbers) if (wholes := _wholes(tree, number, numbers))}
    links: dict[int, _Link] = {}
    for place, number in enumerate(numbers):
        if place not in parts and (link := _direct(tree, number)) is not None:
            links[place] = link
    for place, wholes in parts.items():
        link = _direct(tree, numbers[place])
        if link is not None and not any(whole in links for whole in wholes):
            links[wholes[0]] = link
        if (part := _part(tree, numbers[place], wholes, links) or link) is not None:
            links[place] = part
    for place, number in enumerate(numbers):
        if place not in links and (link := _one_more(tree, number, numbers, links)) is not None:
            links[place] = link
    return links


def _is_victim(tree: Tree, index: int) -> bool:
    """Tell a noun in the place of a victim: object of a verb of the table, subject of its passive, or conjunct."""
    head = tree.tokens[index].head
    if head < 0 or not tree.has(index, "obj", "nsubj"):
        return False
    done = tree.tokens[index].deprel in ("obj", "nsubj:pass") and _lemma(tree, head) in _slots("done")
    return done or (
        tree.has(index, "nsubj") and _lemma(tree, head) in _slots("suffered") and tree.lemma(head) != "leave"
    )


def _others(tree: Tree, taken: set[int | None]) -> Iterator[_Number]:
    """Yield "another" where it goes on a list of counted things: "three here, two there, and another by cannon"."""
    for index in range(1, len(tree.tokens)):
        if tree.word(index) == "another" and tree.has(index, "conj") and index not in taken:
            yield _Number(_one(tree, index, ""), index, None, index)


def _count(tree: Tree, number: _Number, link: _Link) -> Count:
    head = number.head if number.head is not None else number.token
    counted = tree.block(head, ("acl", "acl:relcl", "appos", "punct", "conj", "cc", "parataxis", "case"))
    return Count(
        sentence=tree.sentence.index,
        trigger=link.trigger,
        last=link.last,
        slot=link.slot,
        quantity=number.quantity,
        counted=counted,
        head=head,
    )


def _lemma(tree: Tree, index: int) -> str:
    particle = tree.first(index, "compound:prt")
    return f"{tree.lemma(index)} {tree.word(particle)}" if particle is not None else tree.lemma(index)


def _direct(tree: Tree, number: _Number) -> _Link | None:
    """Return what a number is joined to by its own place in the tree, the first rule that holds."""
    rules = (
        _verb_before,
        _is_state,
        _state_after,
        _among,
        _included,
        _by_verb,
        _by_state_below,
        _by_noun,
        _by_total,
        _comes_to,
    )
    return next((link for rule in rules if (link := rule(tree, number)) is not None), None)


def _link(index: int, slot: str) -> _Link:
    return _Link(index, index + 1, slot)


def _state_of(tree: Tree, index: int) -> str | None:
    """Return the slot of a word such as dead, wounded, casualties, by its form or its lemma."""
    states = _slots("state")
    word = tree.word(index)
    if word in states:
        return states[word]
    return states.get(tree.lemma(index)) if tree.tokens[index].upos in ("NOUN", "ADJ", "PROPN") else None


def _is_state(tree: Tree, number: _Number) -> _Link | None:
    """Read "22 dead", "dozens of casualties", "140 injured people"."""
    if number.head is None:
        return None
    if slot := _state_of(tree, number.head):
        return _link(number.head, slot)
    for child in tree.children(number.head, "amod"):
        if number.token < child < number.head and (slot := _state_of(tree, child)):
            return _link(child, slot)
    return None


def _by_verb(tree: Tree, number: _Number) -> _Link | None:
    """Read "killed 22", "22 were wounded", "six died"."""
    head, relation = tree.tokens[number.top].head, tree.tokens[number.top].deprel
    if head < 0 or tree.tokens[head].upos not in (*_VERBAL, "ADJ"):
        return None
    lemma = _lemma(tree, head)
    done = _slots("done").get(lemma)
    if done and (relation in ("obj", "nsubj:pass") or (relation in ("nsubj", "dep") and _suffers(tree, head))):
        return _link(head, done)
    if relation.startswith("nsubj") and (suffered := _slots("suffered").get(lemma)):
        return _link(head, suffered)
    if relation.startswith("nsubj") and (state := _state_of(tree, head)):
        return _link(head, state)
    if relation.startswith("nsubj") or relation == "obj":
        return _by_complement(tree, head, number)
    return None


def _suffers(tree: Tree, verb: int) -> bool:
    """Tell a participle without object, as in headlines: "22 killed in a blast"."""
    return tree.first(verb, "obj") is None and tree.word(verb).endswith(("ed", "en", "ain", "urt", "hot"))


def _by_complement(tree: Tree, verb: int, number: _Number) -> _Link | None:
    """Read "left 44 people dead", "30 were left wounded"."""
    for child in tree.children(verb, "xcomp", "advcl", "obl", "conj"):
        if (
            child > number.token
            and tree.has(child, "xcomp")
            and (slot := _state_of(tree, child) or _slots("done").get(tree.lemma(child)))
        ):
            start = min(verb, child)
            return _Link(start, max(verb, child) + 1, slot) if abs(child - verb) <= 8 else _link(child, slot)
    return None


def _by_state_below(tree: Tree, number: _Number) -> _Link | None:
    """Read "44 people killed", "more than 200 wounded": a participle or adjective under the counted word."""
    for top in dict.fromkeys((number.top, number.token, *([number.head] if number.head is not None else []))):
        for child in tree.children(top, "acl", "amod", "nmod", "appos", "dep", "xcomp", "parataxis", "conj"):
            if child < number.token or (
                tree.has(child, "conj", "parataxis", "nmod", "appos") and child > number.token + _NEAR
            ):
                continue
            slot = _state_of(tree, child) or _passive_slot(tree, child)
            if slot and not tree.has(child, "acl:relcl"):
                return _link(child, slot)
    return None


def _passive_slot(tree: Tree, index: int) -> str | None:
    if tree.tokens[index].upos == "VERB" and _suffers(tree, index):
        return _slots("done").get(_lemma(tree, index))
    return None


def _by_noun(tree: Tree, number: _Number) -> _Link | None:
    """Read "the killing of 20 men", "the bodies of 44 victims", "claimed the lives of six"."""
    head = tree.tokens[number.top].head
    if head < 0 or not tree.has(number.top, "nmod", "obl"):
        return None
    if not any(tree.word(case) == "of" for case in tree.children(number.top, "case")):
        return None
    slot = _slots("nouns").get(tree.lemma(head))
    return _link(head, slot) if slot else None


def _by_total(tree: Tree, number: _Number) -> _Link | None:
    """Read "the death toll has risen to 112", "the number of wounded is 30", "a toll of 12"."""
    for index in (number.top, *tree.ancestors(number.top)):
        total = index if index != number.top and tree.lemma(index) in _table()["totals"] else None
        if total is None and (tree.lemma(index) in _table()["reaches"] or index == number.top):
            total = _total_under(tree, index, number)
        if total is not None:
            slot = _slot_of_total(tree, total)
            return _total_link(tree, total, slot) if slot else None
        if tree.tokens[index].upos in _VERBAL and tree.lemma(index) not in _table()["reaches"]:
            return None
        if tree.has(index, "acl:relcl", "advcl", "conj") and index != number.top and total is None:
            return None
    return None


def _total_under(tree: Tree, index: int, number: _Number) -> int | None:
    for child in tree.children(index, "nsubj", "obj"):
        if child != number.top and tree.lemma(child) in _table()["totals"]:
            return child
    return None


def _slot_of_total(tree: Tree, total: int) -> str | None:
    """Return what a total counts: the words in its noun phrase say so; a bare toll is of the dead."""
    tolls = _slots("tolls")
    inside = [total, *tree.children(total, "compound", "amod", "nmod")]
    for index in inside:
        slot = tolls.get(tree.word(index)) or tolls.get(tree.lemma(index))
        if slot and (tree.lemma(index) != "toll" or len(inside) == 1 or index != total):
            return slot
    return tolls.get(tree.lemma(total))


def _total_link(tree: Tree, total: int, slot: str) -> _Link:
    for child in tree.children(total, "compound", "amod", "nmod"):
        if tree.lemma(child) in _slots("tolls"):
            return _Link(min(child, total), max(child, total) + 1, slot)
    return _link(total, slot)


def _first_token(tree: Tree, number: _Number) -> int:
    return next((i for i, token in enumerate(tree.tokens) if token.start >= number.quantity.start), number.token)


def _verb_before(tree: Tree, number: _Number) -> _Link | None:
    """Read "killing 31", "wounded dozens" by what stands right before the number: headlines and lost commas."""
    before = _first_token(tree, number) - 1
    if before < 0 or tree.tokens[before].upos != "VERB" or tree.children(before, "aux:pass"):
        return None
    slot = _slots("done").get(_lemma(tree, before))
    return _link(before, slot) if slot and not _has_object_before(tree, before, number) else None


def _has_object_before(tree: Tree, verb: int, number: _Number) -> bool:
    """Tell a verb whose object is another: "the man killed 20 days ago"."""
    return any(child < verb or child > number.token + _NEAR for child in tree.children(verb, "obj"))


def _state_after(tree: Tree, number: _Number) -> _Link | None:
    """Read "44 killed dozens injured", "48 people dead", "20 were wounded" by what follows the number."""
    words, nouns = _table()["between"], 0
    start = max(number.token, number.head if number.head is not None else number.token)
    for index in range(number.token + 1, min(start + 2 + _NEAR, len(tree.tokens))):
        word, upos = tree.word(index), tree.tokens[index].upos
        if (slot := _state_of(tree, index) or _passive_slot(tree, index)) and not _acts(tree, index, number):
            return _link(index, slot)
        nouns += upos in ("NOUN", "PROPN")
        if word in words or (upos in ("NOUN", "PROPN", "ADJ") and nouns <= 2) or index <= start:
            continue
        return None
    return None


def _acts(tree: Tree, index: int, number: _Number) -> bool:
    """Tell an active "killed" between its subject and its object: "two men killed five soldiers"."""
    if tree.tokens[index].upos != "VERB" or tree.children(index, "aux:pass"):
        return False
    if index + 1 >= len(tree.tokens):
        return False
    following = tree.tokens[index + 1]
    if tree.first(index, "obj") is not None and _slots("done").get(_lemma(tree, index)):
        counted = any(_state_of(tree, each) for each in range(index + 2, min(index + 5, len(tree.tokens))))
        return not counted
    return following.upos in ("DET", "PRON") and following.text.lower() not in ("which", "who", "that")


def _among(tree: Tree, number: _Number) -> _Link | None:
    """Read "70 children were among those killed", "three of the dead were women"."""
    for index in range(number.token + 1, min(number.token + 9, len(tree.tokens) - 1)):
        if tree.word(index) == "among" or (tree.word(index) == "of" and index == number.token + 1):
            for state in range(index + 1, min(index + 7, len(tree.tokens))):
                slot = _state_of(tree, state) or _passive_slot(tree, state)
                if slot:
                    return _link(state, slot)
            return None
    return None


def _included(tree: Tree, number: _Number) -> _Link | None:
    """Read "the dead included 109 evacuees": the state before the verb of including."""
    first = _first_token(tree, number)
    for verb in range(first - 1, max(-1, first - 3), -1):
        if (
            tree.lemma(verb) in _table()["include_verbs"]
            and tree.tokens[verb].upos == "VERB"
            and tree.word(verb) != "including"
        ):
            for state in range(verb - 1, max(-1, verb - 6), -1):
                if slot := _state_of(tree, state):
                    return _Link(state, verb + 1, slot)
    return None


def _comes_to(tree: Tree, number: _Number) -> _Link | None:
    """Read "… toll … has risen to 112" by the verb before the number, however far the toll stands from it."""
    first = _first_token(tree, number)
    for verb in range(first - 1, max(-1, first - 4), -1):
        if tree.lemma(verb) in _table()["reaches"] and tree.tokens[verb].upos in _VERBAL:
            for total in range(verb - 1, -1, -1):
                if tree.lemma(total) in _table()["totals"] and (slot := _slot_of_total(tree, total)):
                    return _total_link(tree, total, slot)
            subject = tree.first(verb, "nsubj")
            if subject is not None and tree.lemma(subject) in _table()["attacks"] and tree.word(first - 1) == "to":
                return _Link(verb, number.token + 1, "killed")
    return None


# -- numbers that lean on another number -----------------------------------------------------------


def _part(tree: Tree, number: _Number, wholes: Sequence[int], links: dict[int, _Link]) -> _Link | None:
    """Return the link of a part of a total ("126, including 68 children"): the total's slot, its own trigger."""
    for whole in wholes:
        if whole in links:
            mark = _including_mark(tree, number)
            link = links[whole]
            return _Link(mark, mark + 1, link.slot, whole) if mark is not None else link._replace(whole=whole)
    return None


def _one_more(tree: Tree, number: _Number, numbers: list[_Number], links: dict[int, _Link]) -> _Link | None:
    """Return the link that a coordinated number shares: "three in one town and two in another"."""
    head = tree.tokens[number.top].head
    if not tree.has(number.top, "conj"):
        return None
    for place, other in enumerate(numbers):
        if place in links and head in (other.top, other.token, other.head, links[place].trigger):
            return links[place]
    return None


def _including_mark(tree: Tree, number: _Number) -> int | None:
    first = _first_token(tree, number)
    near = range(first - 1, max(-1, first - 3), -1)
    for index in near:
        if tree.word(index) in ("including", "included") or (tree.word(index) == "among" and index < first - 1):
            return index
    return None


def _wholes(tree: Tree, number: _Number, numbers: list[_Number]) -> list[int]:
    """Return the places of the numbers that this one may be a part of, nearest first."""
    after = range(number.token + 1, min(number.token + 3, len(tree.tokens)))
    of_whom = any(tree.word(index) in ("whom", "which") for index in after)
    if _including_mark(tree, number) is None and not of_whom:
        return []
    return [p for p in range(len(numbers) - 1, -1, -1) if numbers[p].quantity.end <= number.quantity.start]
