"""Joins numbers to what they count: killed, wounded, missing, captured, destroyed, damaged, displaced."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from rashomon.claims.links import direct_link
from rashomon.claims.numerals import (
    Link,
    Number,
    first_token,
    nobody,
    one,
    placed,
    single,
    slots,
    table,
    without_particle,
)
from rashomon.claims.tolls import EARLIER, leaning
from rashomon.claims.tree import Tree, tree_of
from rashomon.records import Mention, Quantity, Sentence

_BACK = 3  # sentences over which "the figure" or "of them" may lean on a count


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


def find_counts(sentences: Sequence[Sentence], mentions: Sequence[Mention]) -> tuple[Count, ...]:
    """Return every count of victims and losses in a report, in the order of the text."""
    by_sentence: dict[int, list[Quantity]] = {}
    for mention in mentions:
        if mention.quantity is not None:
            by_sentence.setdefault(mention.sentence, []).append(mention.quantity)
    found: list[Count] = []
    for sentence in sentences:
        tree = tree_of(sentence)
        quantities = [without_particle(tree, q) for q in by_sentence.get(sentence.index, [])]
        near = [at for at, c in enumerate(found) if sentence.index - c.sentence <= _BACK and _of_people(c)]
        here = _counts_of(tree, quantities, len(found), found[near[-1]] if near else None)
        found.extend(c if c.part_of != EARLIER else msgspec.structs.replace(c, part_of=near[-1]) for c in here)
    return tuple(found)


def _of_people(count: Count) -> bool:
    """Tell a count of people, all of them: the part of one is no whole."""
    return count.slot in table()["persons_only"] and count.slot != "casualties" and count.part_of is None


def counts_for(counts: Sequence[Count], sentence_index: int, trigger_index: int) -> tuple[Count, ...]:
    """Return the counts whose trigger the token is."""
    return tuple(c for c in counts if c.sentence == sentence_index and c.trigger <= trigger_index < c.last)


def quantity_of(sentence: Sentence, head_index: int, mentions: Sequence[Mention]) -> Quantity | None:
    """Return the number that counts the noun phrase headed by the token, or what it holds: "a van with six men"."""
    tree = tree_of(sentence)
    holding = ("with", "of") if tree.lemma(head_index) in table()["groups"] else ("with",)
    held = {child for child in tree.children(head_index, "nmod") if tree.cased(child, *holding)}
    inner: Quantity | None = None
    for mention in mentions:
        if mention.quantity is None or mention.sentence != sentence.index or mention.quantity.unit:
            continue
        number = placed(tree, mention.quantity)
        if number is not None and number.head == head_index and _counts_part(tree, number):
            continue  # "20 of the 45 hostages they seized": 45 were seized
        if number is not None and head_index in (number.head, number.token, number.top):
            return without_particle(tree, mention.quantity)
        if number is not None and number.head in held and inner is None:
            inner = mention.quantity
    return inner or single(tree, head_index)


def _counts_part(tree: Tree, number: Number) -> bool:
    """Tell the "20" of "20 of the 45 hostages", where the hostages have a number of their own."""
    own = tree.children(number.head, "nummod") if number.head is not None else []
    return bool(own) and number.token not in own


def _counts_of(tree: Tree, quantities: Sequence[Quantity], before: int, last: Count | None) -> list[Count]:
    """Return the counts of one sentence; `before` counts were found in earlier ones, the last of people is `last`."""
    here = [n for q in quantities if not q.unit and (n := placed(tree, q)) is not None and not _is_denied(tree, n)]
    numbers = [n._replace(head=None) if _apart(tree, n) else n for n in here if not _tells(tree, n)]
    taken = {number.head for number in numbers} | {number.token for number in numbers}
    numbers.extend(
        Number(alone, index, index, index)
        for index in range(len(tree.tokens))
        if index not in taken and _is_victim(tree, index) and (alone := single(tree, index)) is not None
    )
    numbers.extend(
        Number(none, index, None if tree.tokens[index].upos != "NOUN" else index, index)
        for index in range(len(tree.tokens))
        if index not in taken and (none := nobody(tree, index)) is not None and _is_victim(tree, index)
    )
    numbers.extend(_others(tree, taken))
    numbers.extend(_single_met(tree, {number.head for number in numbers}))
    numbers.sort(key=lambda number: number.quantity.start)
    links = _links(tree, numbers)
    for place, number in enumerate(numbers):
        told = [links[p].slot for p in sorted(links) if p < place] or ([last.slot] if last is not None else [])
        if place not in links and told and (link := leaning(tree, number, told[-1])) is not None:
            links[place] = link
    places = sorted(links)
    counts = [_count(tree, numbers[place], links[place]) for place in places]
    for at, place in enumerate(places):
        whole = links[place].whole
        if whole == EARLIER:
            counts[at] = msgspec.structs.replace(counts[at], part_of=EARLIER)
        elif whole in places:
            counts[at] = msgspec.structs.replace(counts[at], part_of=before + places.index(whole))
    return counts


def _is_denied(tree: Tree, number: Number) -> bool:
    """Tell the 14 of "40 died, not 14": the number that is not so is no count."""
    first = first_token(tree, number)
    plain = tree.word(first) not in ("one", "only", "just", "merely", "a", "all")  # "not one man", "not only 30"
    return first > 0 and tree.word(first - 1) == "not" and plain


def _tells(tree: Tree, number: Number) -> bool:
    """Tell the "one" of "by one account 1300 died": it counts those who tell, not the dead."""
    after = number.token + 1
    if after < len(tree.tokens) and tree.lemma(after) in table()["tellings"]:
        return number.quantity.high != 0
    told = number.head is not None and tree.lemma(number.head) in table()["tellings"]
    return told and number.quantity.high != 0 and not _apart(tree, number)


def _apart(tree: Tree, number: Number) -> bool:
    """Tell the "500" of "from 500 to - by one account - 1300", which the parser gave to the account.

    So the "30" of "wounded: 30; missing: 4", which a mark parts from the missing.
    """
    after = range(number.token + 1, number.head if number.head is not None else 0)
    if any(tree.word(at) in (";", ":") for at in after):
        return True
    told = number.head is not None and tree.lemma(number.head) in table()["tellings"]
    between = range(number.token + 1, number.head) if told and number.head is not None else ()
    return any(tree.tokens[at].upos in ("ADP", "PUNCT") for at in between)


def _links(tree: Tree, numbers: list[Number]) -> dict[int, Link]:
    """Return place of the number -> what it is joined to; parts of a total after the totals."""
    parts = {place: wholes for place, number in enumerate(numbers) if (wholes := _wholes(tree, number, numbers))}
    links: dict[int, Link] = {}
    for place, number in enumerate(numbers):
        if place not in parts and (link := direct_link(tree, number)) is not None:
            links[place] = link
    for place, wholes in parts.items():
        link = direct_link(tree, numbers[place])
        if link is not None and not any(whole in links for whole in wholes):
            links[wholes[0]] = link
        if (part := _part(tree, numbers[place], wholes, links) or link) is not None:
            links[place] = part
    for place, number in enumerate(numbers):
        if place not in links and (link := _one_more(tree, number, numbers, links)) is not None:
            links[place] = link._replace(slot=_own_slot(tree, number, link.slot))
    return links


def _own_slot(tree: Tree, number: Number, slot: str) -> str:
    """ "lost 60 soldiers and three tanks": of one verb, men are killed and things are destroyed."""
    if slot not in table()["lost"] or number.head is None:
        return slot
    return next((own for own, known in table()["lost"].items() if tree.lemma(number.head) in known), slot)


def _is_victim(tree: Tree, index: int) -> bool:
    """Tell a noun in the place of a victim: object of a verb of the table, subject of its passive, or conjunct."""
    head = tree.tokens[index].head
    if head < 0 or not tree.has(index, "obj", "nsubj"):
        return False
    done = tree.tokens[index].deprel in ("obj", "nsubj:pass") and tree.verb_lemma(head) in slots("done")
    return done or (
        tree.has(index, "nsubj") and tree.verb_lemma(head) in slots("suffered") and tree.lemma(head) != "leave"
    )


def _others(tree: Tree, taken: set[int | None]) -> Iterator[Number]:
    """Yield "another" where it goes on a list of counted things: "three here, two there, and another by cannon"."""
    for index in range(1, len(tree.tokens)):
        if tree.word(index) == "another" and tree.has(index, "conj") and index not in taken:
            yield Number(one(tree, index, ""), index, None, index)


def _single_met(tree: Tree, taken: set[int | None]) -> Iterator[Number]:
    """Yield the one of "a woman lost her life", "a guard received wounds"."""
    for index in range(len(tree.tokens)):
        verb = tree.tokens[index].head
        met = verb >= 0 and tree.has(index, "nsubj") and tree.lemma(verb) in table()["met"]["verbs"]
        alone = single(tree, index) if met and index not in taken else None
        if alone is not None and any(tree.lemma(c) in table()["met"]["nouns"] for c in tree.children(verb, "obj")):
            yield Number(alone, index, index, index)


def _count(tree: Tree, number: Number, link: Link) -> Count:
    head = number.head if number.head is not None else number.token
    quantity = number.quantity
    if (told := _of_whom(tree, number)) is not None:
        head, quantity = told, msgspec.structs.replace(quantity, of=tree.tokens[told].text)
    elif number.head is None and tree.lemma(link.trigger) in table()["totals"]:
        head = _of_total(tree, link.trigger, head)
    counted = tree.block(head, ("acl", "acl:relcl", "appos", "punct", "conj", "cc", "parataxis", "case"))
    return Count(
        sentence=tree.sentence.index,
        trigger=link.trigger,
        last=link.last,
        slot=link.slot,
        quantity=quantity,
        counted=counted,
        head=head,
    )


def _of_whom(tree: Tree, number: Number) -> int | None:
    """Return the "women" of "109 evacuees, 13 of whom were women"."""
    pronoun = number.token + 2
    if pronoun >= len(tree.tokens) or tree.word(pronoun - 1) != "of":
        return None
    after = range(pronoun + 1, min(pronoun + 6, len(tree.tokens)))
    if tree.word(pronoun) == "them" and pronoun + 1 in after and tree.tokens[pronoun + 1].upos == "NOUN":
        return pronoun + 1
    if tree.word(pronoun) not in ("whom", "which") or tree.tokens[pronoun + 1 if after else pronoun].upos == "NUM":
        return None  # "150 of whom 20 are gravely hurt" counts on
    return next((at for at in after if tree.tokens[at].upos == "NOUN" and tree.children(at, "cop")), None)


def _of_total(tree: Tree, total: int, numeral: int) -> int:
    """Return what a total is of ("the number of civilians killed rose to 89"), else its number."""
    members = tree.children(total, "nmod")
    of = [c for c in members if tree.cased(c, "of") and not has_number(tree, c)]
    return of[0] if of and tree.tokens[of[0]].upos == "NOUN" else numeral


def has_number(tree: Tree, index: int) -> bool:
    """Tell a noun with a numeral of its own."""
    return bool(tree.children(index, "nummod"))


def _part(tree: Tree, number: Number, wholes: Sequence[int], links: dict[int, Link]) -> Link | None:
    """Return the link of a part of a total ("126, including 68 children"): the total's slot, its own trigger."""
    for whole in wholes:
        if whole in links:
            mark = _including_mark(tree, number)
            link = links[whole]
            return Link(mark, mark + 1, link.slot, whole) if mark is not None else link._replace(whole=whole)
    return None


def _one_more(tree: Tree, number: Number, numbers: list[Number], links: dict[int, Link]) -> Link | None:
    """Return the link that a number shares with its neighbour: "three in one town and two in another"."""
    head = tree.tokens[number.top].head
    for place, other in enumerate(numbers):
        if place not in links or links[place].whole is not None:
            continue
        of_other = (other.top, other.token, other.head, links[place].trigger)
        if tree.has(number.top, "conj") and head in of_other:
            return links[place]
        if tree.has(other.top, "conj") and tree.tokens[other.top].head == number.top:
            return links[place]
        if other.token < number.token and number.head is None and _stands_in_list(tree, number):
            return links[place]
    return None


def _stands_in_list(tree: Tree, number: Number) -> bool:
    """Tell a bare number before a place, as in "30 bodies in one town 40 in another"."""
    after = number.token + 1
    if after + 1 >= len(tree.tokens) or tree.word(after) not in ("in", "at", "from"):
        return False
    return any(tree.tokens[index].upos == "PROPN" for index in range(after + 1, min(after + 4, len(tree.tokens))))


def _of_them(tree: Tree, number: Number) -> bool:
    """Tell the "5 of them children" of "ten were killed 5 of them children", not "killed 5 of them"."""
    at, before = number.token, first_token(tree, number) - 1
    them = at + 2 < len(tree.tokens) and (tree.word(at + 1), tree.word(at + 2)) == ("of", "them")
    fresh = before > 0 and tree.tokens[before].upos == "VERB" and tree.tokens[before - 1].upos not in ("NUM", "AUX")
    said = tree.tokens[number.top].head
    own = tree.has(number.top, "nsubj") and said > number.token + 3  # "one of them was seized"; not "of them children"
    return them and before > 0 and not fresh and not own


def _including_mark(tree: Tree, number: Number) -> int | None:
    first = first_token(tree, number)
    near = range(first - 1, max(-1, first - 3), -1)
    for index in near:
        if tree.word(index) in ("including", "included") or (
            tree.word(index) == "among" and tree.word(index + 1) in ("them", "whom")
        ):
            return index
    return None


def _lists_on(tree: Tree, number: Number, numbers: list[Number]) -> bool:
    """Tell the "three policemen" of "61 people including five children and three policemen"."""
    first = first_token(tree, number)
    for other in numbers:
        last = max(other.token, other.head or 0)
        between = {tree.word(index) for index in range(last + 1, first)}
        if last < first <= last + 3 and between <= {"and", ","} and _including_mark(tree, other) is not None:
            return True
    return False


def _told_as(tree: Tree, number: Number) -> int | None:
    """Return the "people" of "six people, a mother and five children": what the list tells one by one."""
    part = number.top
    while tree.has(part, "conj") and tree.tokens[part].head >= 0:
        part = tree.tokens[part].head
    listed = tree.has(part, "appos") or tree.cased(part, "including", "among")
    several = part != number.top or any(tree.children(c, "cc") for c in tree.children(part, "conj"))
    return tree.tokens[part].head if listed and several else None


def _adds_up(tree: Tree, number: Number, numbers: Sequence[Number]) -> int | None:
    """Return the "people" of "six people, two women and four children, were killed", where the list adds up to six."""
    whole = tree.tokens[number.top].head
    listed = [n for n in numbers if tree.has(n.top, "conj") and tree.tokens[n.top].head == whole]
    if any(n.head is None or tree.children(n.top, "nmod") for n in listed):
        return None  # "three people in one town, two in another and one in a third"
    total = next((n.quantity for n in numbers if n.head == whole and whole >= 0), None)
    if total is None or number not in listed or len(listed) < 2 or total.low != total.high:
        return None
    after = max(max(tree.subtree(n.top)) for n in listed) + 1
    closed = after < len(tree.tokens) and tree.word(after) == ","
    return whole if closed and sum(n.quantity.low or 0 for n in listed) == total.low else None


def _wholes(tree: Tree, number: Number, numbers: list[Number]) -> list[int]:
    """Return the places of the numbers that this one may be a part of, nearest first."""
    after = range(number.token + 1, min(number.token + 3, len(tree.tokens)))
    of_whom = any(tree.word(index) in ("whom", "which") for index in after) or _of_them(tree, number)
    if _including_mark(tree, number) is None and not of_whom and not _lists_on(tree, number, numbers):
        whole = _told_as(tree, number) or _adds_up(tree, number, numbers)
        return [p for p, other in enumerate(numbers) if whole is not None and other.head == whole]
    return [p for p in range(len(numbers) - 1, -1, -1) if numbers[p].quantity.end <= number.quantity.start]
