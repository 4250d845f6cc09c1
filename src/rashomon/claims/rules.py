"""Finds claims by reading each sentence's tree: triggers from the word lists, roles from tables, counts and voices."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec

from rashomon.claims import clauses
from rashomon.claims.antecedents import antecedent
from rashomon.claims.certainty import certainty_of
from rashomon.claims.counts import Count, counts_for, find_counts, quantity_of
from rashomon.claims.ellipsis import alone, find_shots, shots_before
from rashomon.claims.fillers import filler
from rashomon.claims.lexicon import Predicate, Trigger, is_a, lexicon
from rashomon.claims.modes import mode_of
from rashomon.claims.moments import time_of
from rashomon.claims.numerals import table
from rashomon.claims.predicates import find_triggers
from rashomon.claims.repairs.table import repair
from rashomon.claims.roles import cast_of
from rashomon.claims.scene import Cast, Scene
from rashomon.claims.shares import cast_for, uncounted, vehicles
from rashomon.claims.tree import Tree, tree_of
from rashomon.claims.voices import VoiceScopes, find_voices, is_saying, voices_of
from rashomon.claims.worth import Draft, worth
from rashomon.records import ROLES, Claim, Filler, Mention, Quantity, Report, Sentence, Span, TimeValue

TOLD_ANYWAY = frozenset(["accuse", "reject", "threaten", "request", "support", "agree", "consult"])
HARMING = frozenset(["chemical", "sexual", "torture", "execution"])  # attacks whose victims are counted
NEAR = 10  # words between two casualty words of one telling
COUNTED = frozenset(["casualties", "loss", "capture", "arrest", "displace", "discovery"])
SLOT_KIND = {"killed": "casualties", "wounded": "casualties", "missing": "casualties", "captured": "arrest"}
SLOT_KIND |= {"destroyed": "loss", "damaged": "loss", "displaced": "displace"}
SLOT_FRAME = {"casualties": "harm", "loss": "harm", "arrest": "hold", "displace": "evacuate"}


class Page(msgspec.Struct, frozen=True):
    """What the rules know of one report while they read it."""

    report: Report
    sentences: Sequence[Sentence]
    mentions: dict[int, list[Mention]]  # by sentence
    trees: list[Tree]
    persons: list[frozenset[int]]
    scopes: VoiceScopes
    counts: tuple[Count, ...]
    counts_in: dict[int, list[Count]]  # by sentence


class RuleExtractor:
    """The rules as a plug-in of the extractor dock."""

    name = "rules"
    version = "1"

    def extract(self, report: Report, sentences: Sequence[Sentence], mentions: Sequence[Mention]) -> Iterable[Claim]:
        """Yield the claims of one report, each with the words that made it."""
        sentences = [repair(sentence) for sentence in sentences]
        trees = [tree_of(sentence) for sentence in sentences]
        named: dict[int, list[Mention]] = defaultdict(list)
        for mention in mentions:
            named[mention.sentence].append(mention)
        counts = find_counts(sentences, mentions)
        counts_in: dict[int, list[Count]] = defaultdict(list)
        for count in counts:
            counts_in[count.sentence].append(count)
        persons = [_tokens_of(sentence, named[sentence.index], "person") for sentence in sentences]
        scopes = find_voices(report, sentences, mentions)
        page = Page(report, sentences, named, trees, persons, scopes, counts, counts_in)
        for at, sentence in enumerate(sentences):
            if sentence.zone in ("body", "headline") and sentence.tokens:
                yield from _claims_of(page, at)


def _tokens_of(sentence: Sentence, mentions: Sequence[Mention], *kinds: str) -> frozenset[int]:
    """Return the tokens of a sentence that lie in those of its mentions that are of these kinds."""
    spans = [(m.start, m.end) for m in mentions if m.kind in kinds]
    return frozenset(i for i, t in enumerate(sentence.tokens) if any(s <= t.start < e for s, e in spans))


def _scene(page: Page, at: int) -> Scene:
    """Answer the questions of the rules about a sentence from its mentions and the classes of nouns."""
    sentence, tree = page.sentences[at], page.trees[at]
    mentions = page.mentions[sentence.index]
    places = _tokens_of(sentence, mentions, "place")
    times = _tokens_of(sentence, mentions, "time")
    actors = _tokens_of(sentence, mentions, "actor", "person", "nationality", "media")

    def is_place(index: int) -> bool:
        if index in places:
            return True
        common = tree.tokens[index].upos in ("NOUN", "PROPN") and is_a(tree, index, "place")
        return common and index not in actors

    def is_named(index: int) -> bool:
        return index in places

    return Scene(tree, is_place, is_named, lambda index: index in times, lambda index: index in actors)


def _claims_of(page: Page, at: int) -> Iterator[Claim]:
    scene = _scene(page, at)
    drafts: list[Draft] = []
    used: list[Count] = []
    sentence = page.sentences[at]
    here = page.counts_in[sentence.index]
    for trigger in find_triggers(scene.tree):
        if not _tells(page, at, scene, trigger):
            continue
        counts = counts_for(here, sentence.index, trigger.head)
        for other in (trigger.noun, trigger.last - 1, trigger.first):
            if not counts and other is not None:
                counts = counts_for(here, sentence.index, other)
        if counts and trigger.predicate.kind in ("attack", "loss") and counts[0].trigger == trigger.head:
            told = msgspec.structs.replace(trigger.predicate, kind=SLOT_KIND.get(counts[0].slot, "casualties"))
            trigger = msgspec.structs.replace(trigger, predicate=told)  # "thirteen were neutralised": they are dead
        drafts.append(Draft(trigger, cast_of(scene, trigger), counts if trigger.predicate.kind in COUNTED else ()))
    _shots(page, at, scene, drafts)
    kept = [d for d in drafts if worth(scene, d, drafts)]
    _share_places(scene, kept)
    for draft in kept:
        if draft.trigger.predicate.kind in ("discovery", "casualties") and not draft.counts:
            draft.counts = _found(here, draft)
            last = draft.counts[0].last if draft.counts and draft.trigger.predicate.kind == "discovery" else 0
            if draft.trigger.last < last <= draft.trigger.first + 8:
                draft.trigger = msgspec.structs.replace(draft.trigger, last=last)
        used.extend(draft.counts)
        yield from _write(page, at, scene, draft)
    for count in here:
        if not any(count is other for other in used):
            yield from _write(page, at, scene, _from_count(scene, count))


def _shots(page: Page, at: int, scene: Scene, drafts: list[Draft]) -> None:
    """ "One fell on the market": a shot of those told of before; of nothing else told before does it tell an attack."""
    shots = {trigger.head: (trigger, subject) for trigger, subject in find_shots(page.trees, at)}
    for draft in [d for d in drafts if d.trigger.predicate.subjects == "arm|shot" and d.trigger.form == "verb"]:
        lone = [s for s in clauses.own_subject(scene.tree, draft.trigger.head) if alone(scene.tree, s)]
        known = [shots_before(page.trees, at, s) for s in lone]
        if False in known or (None in known and scene.tree.lemma(draft.trigger.head) != "fall"):
            drafts.remove(draft)
    for head, (trigger, subject) in shots.items():
        found = [d for d in drafts if d.trigger.head == head and d.trigger.predicate.kind == "attack"]
        draft = found[0] if found else Draft(trigger, cast_of(scene, trigger))
        drafts[:] = [*(d for d in drafts if d.trigger.head != head), draft]
        heads = {role: [h for h in told if h != subject] for role, told in draft.cast.heads.items()}
        draft.cast = Cast({**heads, "instrument": [subject]}, draft.cast.events)
        for word, there in clauses.complements(scene.tree, head):
            draft.cast.add("place" if scene.is_place(there) else "target", there if word == "into" else None)


def _share_places(scene: Scene, drafts: Sequence[Draft]) -> None:
    """ "Six were killed and dozens wounded in Arvad": deaths and wounds told side by side happened in one place."""
    hurt = [d for d in drafts if d.trigger.predicate.kind == "casualties"]
    for one in [d for d in drafts if d.trigger.predicate.kind in ("casualties", "loss")]:
        for other in [d for d in drafts if d.trigger.predicate.kind in ("attack", "loss")]:
            _share_doers(scene, one, other)
    for one in hurt:
        for other in hurt:
            near = abs(one.trigger.head - other.trigger.head) <= NEAR
            if near and not one.cast.heads.get("place") and other.cast.heads.get("place"):
                one.cast.heads["place"] = list(other.cast.heads["place"])
            _share_doers(scene, one, other)


def _share_doers(scene: Scene, one: Draft, other: Draft) -> None:
    """ "The raid left six dead and 38 wounded": who and what killed the one wounded the other."""
    tree, head = scene.tree, one.trigger.head
    above = tree.tokens[head].head == other.trigger.head and tree.has(head, "advcl", "conj", "xcomp")
    if above and tree.word(head).endswith("ing") and not one.cast.heads.get("place"):
        one.cast.heads["place"] = list(other.cast.heads.get("place", []))  # "struck a post in Arvad, wounding two"
    loose = tree.has(head, "parataxis") and tree.tokens[head].head == other.trigger.head
    if loose and not one.cast.heads.get("place"):
        one.cast.heads["place"] = list(other.cast.heads.get("place", []))  # "in Arvad it hit a roof, a woman was hurt"
    beside = tree.tokens[head].head if tree.has(head, "conj") else head
    if (
        other.trigger.predicate.frame == "trip" and tree.tokens[beside].head == other.trigger.head
    ):  # "hit a mine, killing two"
        one.cast.heads |= {"actor": [], "instrument": list(other.cast.heads.get("instrument", []))}
    if other.trigger.predicate.kind != "casualties":
        return
    passive = tree.children(head, "aux")
    beside = tree.has(head, "conj") and tree.tokens[head].head == other.trigger.head and not passive
    if beside and not one.cast.heads.get("actor") and not one.cast.heads.get("instrument"):
        for role in ("actor", "instrument"):
            one.cast.heads[role] = list(other.cast.heads.get(role, []))


def _found(here: Sequence[Count], draft: Draft) -> tuple[Count, ...]:
    """ "found a grave with seven bodies": the bodies count the find, and are no claim of their own."""
    heads, slot = draft.cast.heads.get("target", []), draft.trigger.predicate.slot
    return tuple(c for c in here if c.trigger in heads or (slot is None and c.head in heads))[:1]


def _tells(page: Page, at: int, scene: Scene, trigger: Trigger) -> bool:
    """A saying is no claim of its own unless it accuses, threatens, asks or backs; nor is a part of a name."""
    sentence = page.sentences[at]
    told = trigger.predicate.kind in TOLD_ANYWAY or trigger.predicate.mode == "responsibility"
    if trigger.predicate.words == ("insist",):  # "“No man was lost,” insists the staff" asks for nothing
        told = any(c > trigger.head for c in scene.tree.children(trigger.head, "ccomp"))
    if is_saying(page.scopes, sentence.index, trigger.head) and not told:
        phrase = trigger.predicate.kind == "sanction" and len(trigger.predicate.words) > 1  # "recalled its ambassador"
        done = trigger.predicate.kind in ("discovery", "deploy") or phrase
        return done and clauses.own_object(scene.tree, trigger.head) is not None
    subject = clauses.subject_of(scene.tree, trigger.head)
    if (
        subject is not None
        and is_a(scene.tree, subject, "toll")
        and trigger.predicate.kind not in ("casualties", "describe")
    ):
        return False
    if trigger.form == "noun":
        named = _tokens_of(sentence, page.mentions[sentence.index], "actor", "person", "operation", "media", "place")
        return trigger.head not in named
    return True


def _from_count(scene: Scene, count: Count) -> Draft:
    """A count that no trigger claims makes its own claim; its surroundings give the roles."""
    kind = SLOT_KIND.get(count.slot, "casualties")
    predicate = Predicate(words=(count.slot,), kind=kind, frame=SLOT_FRAME[kind], slot=count.slot)
    trigger = Trigger(first=count.trigger, last=count.last, head=count.trigger, predicate=predicate, form="adjective")
    return Draft(trigger, cast_of(scene, trigger), (count,))


def _write(page: Page, at: int, scene: Scene, draft: Draft) -> Iterator[Claim]:
    if not draft.counts:
        yield _claim(page, at, scene, draft, draft.cast, None, ())
        return
    several = len(draft.counts) > 1
    if others := uncounted(scene, draft):
        yield _claim(page, at, scene, draft, Cast({**draft.cast.heads, "target": others}, draft.cast.events), None, ())
    if draft.trigger.predicate.frame == "flee" and vehicles(scene, draft):
        yield _claim(page, at, scene, draft, draft.cast, None, ())  # "45 buses carrying 3000 left": both left
    for count in draft.counts[:4]:
        beside = several or sum(c.trigger == count.trigger and c.sentence == count.sentence for c in page.counts) > 1
        cast = cast_for(scene, draft, count, beside)
        yield _claim(page, at, scene, draft, cast, count, (count.quantity,))


def _claim(
    page: Page, at: int, scene: Scene, draft: Draft, cast: Cast, count: Count | None, quantities: tuple[Quantity, ...]
) -> Claim:
    sentence, trigger, tree = page.sentences[at], draft.trigger, scene.tree
    predicate = trigger.predicate
    roles: dict[str, Any] = {role: _fillers(page, at, tree, cast.heads.get(role, [])) for role in ROLES}
    slot = count.slot if count and count.slot != "casualties" else None
    if count is not None and predicate.slot and count.trigger in cast.heads.get("target", []):
        slot = predicate.slot  # "three wounded died": the number is of the dead
    if not quantities and (predicate.kind != "describe" or predicate.words[0] in ("stand", "park")):
        quantities = _quantity(page, at, cast, predicate)
        phrase = len(predicate.words) > 1 and not tree.word(trigger.head).endswith("ing")
        whole = predicate.kind == "loss" or (phrase and trigger.form == "verb")
        slot = predicate.slot if quantities and whole else slot
    start, end = tree.tokens[trigger.first].start, tree.tokens[trigger.last - 1].end
    lends = trigger.form == "light" and tree.lemma(trigger.head) not in lexicon().subjecting
    told_by = trigger.noun if lends and trigger.noun is not None else trigger.head
    parent = page.counts[count.part_of] if count is not None and count.part_of is not None else None
    return Claim(
        id=_id(page, sentence.index, trigger.first, count),
        report=page.report.id,
        start=sentence.start,
        end=sentence.end,
        sentence=sentence.index,
        zone=sentence.zone,
        kind=_kind(predicate, slot),
        mode=mode_of(scene, cast, trigger),
        trigger=Span(start=start, end=end, text=page.report.text[start:end]),
        time=_time(page, at, tree, trigger, cast, count),
        quantities=quantities,
        slot=slot,
        part_of=_id(page, parent.sentence, parent.trigger, parent) if parent is not None else None,
        voices=voices_of(page.scopes, sentence.index, trigger.head),
        certainty=certainty_of(
            sentence, told_by if trigger.form == "light" and told_by > trigger.head else trigger.head
        ),
        rule=f"{trigger.form}:{' '.join(predicate.words)}:{predicate.frame}",
        **roles,
    )


def _kind(predicate: Predicate, slot: str | None) -> str:
    """ "destroyed 40 fighters and two tanks": what is counted tells whether men or things were lost."""
    counted = SLOT_KIND.get(slot or "", "")
    return counted if {counted, predicate.kind} == {"casualties", "loss"} else predicate.kind


def _id(page: Page, sentence: int, first: int, count: Count | None) -> str:
    """A name for the claim until collecting numbers it."""
    if count is not None:  # whatever word of it a claim stands on, its parts find it
        return f"{page.report.id}.{sentence}.{count.trigger}.{count.quantity.start}"
    return f"{page.report.id}.{sentence}.{first}"


def _fillers(page: Page, at: int, tree: Tree, heads: Sequence[int]) -> tuple[Filler, ...]:
    found = []
    for head in heads[:4]:
        made = filler(page.report, tree, head)
        if tree.tokens[head].upos == "PRON":
            made = msgspec.structs.replace(made, refers_to=antecedent(page.trees, at, head, page.persons))
        found.append(made)
    return tuple(found)


def _quantity(page: Page, at: int, cast: Cast, predicate: Predicate) -> tuple[Quantity, ...]:
    """Count the target; of those who leave or gather, the actor."""
    roles: tuple[str, ...] = ("target",)
    if predicate.kind in ("displace", "retreat", "protest", "deploy") or predicate.frame == "reach":
        roles = ("actor", "target")
    elif predicate.kind == "attack":
        roles = ("instrument", "target") if predicate.mode in HARMING else ("instrument",)
    for role in roles:
        for head in cast.heads.get(role, [])[:1]:
            sentence, tree = page.sentences[at], page.trees[at]
            of = clauses.complements(tree, head) if tree.lemma(head) in table()["groups"] else ()
            for counted in (head, *(h for word, h in of if word == "of")):
                quantity = quantity_of(sentence, counted, page.mentions[sentence.index])
                if quantity is not None and quantity.text.lower() not in ("a", "an"):
                    return (quantity,)
    return ()


def _time(page: Page, at: int, tree: Tree, trigger: Trigger, cast: Cast, count: Count | None) -> TimeValue | None:
    """Return the time of the claim among those of its sentence."""
    index = page.sentences[at].index
    times = [m for m in page.mentions[index] if m.kind == "time"]
    counted = count.quantity if count is not None else None
    return time_of(tree, times, trigger, cast, lambda token: is_saying(page.scopes, index, token), counted)
