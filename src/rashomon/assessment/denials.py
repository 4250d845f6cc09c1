"""What one affirms and another denies of one happening, and acts that two sides lay to two different actors."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from rashomon.assessment.agreements import class_of
from rashomon.assessment.blames import doers, is_answered
from rashomon.assessment.casefile import UNREAL, CaseFile, is_told
from rashomon.assessment.cues import of_class, part_words
from rashomon.assessment.doers import may_be_one_place, rival_doers, sides_of
from rashomon.assessment.holders import places_of
from rashomon.assessment.origins import Origins
from rashomon.assessment.wording import beside, make, quote, say_who
from rashomon.measures import fold
from rashomon.records import Claim, Event, Filler, Finding

ACTS = frozenset({"attack", "capture", "loss", "casualties", "retreat", "displace", "arrest", "release", "deploy"})
# Kinds that tell one thing: who fired on a bus also hit it, and what was destroyed was struck.
ONE_ACT = (frozenset({"attack", "loss", "casualties"}), frozenset({"capture", "retreat"}))
DEAD = frozenset({"fatalities", "deaths", "dead", "fatality", "killed"})
ANYBODY = frozenset({"casualties", "victims", "injuries", "deaths", "people", "civilians", "nobody", "fatalities"})
_NO_NEWS = re.compile(r"\bno (?:\w+ )?(?:reports?|word|information|news)\b", re.I)  # of casualties: none known
_AMONG = re.compile(
    r"\b(?:casualties|deaths|injuries|losses|victims) among (?:the |its |our |their )?(?:\w+ )??(\w+)\b", re.I
)
GAS = "poison gas"  # its row among the words for one thing
HARMED = frozenset({"killed", "wounded"})
MOST_ACTS = 300  # of one event, held against each other for who did it
ENEMY_WITHIN = 60  # characters around a trigger in which "the enemy" is whose men are counted
BESIDE_VERB = 20  # characters around a trigger in which what was hit stands where no role has it
STILL_WITHIN = 30  # characters around "control" in which words say that it was never lost
_STILL = re.compile(r"\b(?:remain(?:s|ed|ing)?|still|retain(?:s|ed)?|kept|keeps|maintain(?:s|ed)?)\b", re.I)
HOPE_WITHIN = 40  # characters around a trigger in which a hope or a degree is told
_NO_COUNT = re.compile(
    r"\b(?:hop(?:e|es|ed|ing)|pray(?:s|ed|ing)?|wish(?:es|ed)?)\b"
    r"|(?:\b(?:no|not|without|never|nor)\b|n['’]t\b).{0,40}?\b(?:many|much|big|heavy|large|high|great|serious|major"
    r"|visible|apparent|external)\b",
    re.I,
)
ARTICLES = frozenset({"the", "a", "an", "any", "no", "its", "their", "his", "our", "one"})


def denial_findings(event: Event, case: CaseFile, origins: Origins) -> Iterator[Finding]:
    """Yield one contradiction for each act of an event that one speaker affirms and another denies."""
    members = [c for c in case.members(event) if c.kind in ACTS]
    denied = [c for c in members if c.certainty.polarity == "denied" and not _counts_none(c, case)]
    for group in _by_act([d for d in denied if d.kind not in ("capture", "retreat") or not places_of(d, case)], case):
        told = [c for c in members if is_told(c) and any(_one_act(c, d, case, origins) for d in group)]
        told = [c for c in told if any(_lays_to_denier(c, d, members) for d in group)]
        yield from _held_against(event, case, origins, told, group, "one tells what another denies")
    alike: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for none in (c for c in members if _counts_none(c, case)):
        alike[origins.of(none).key, quote(case, none)].append(none)
    for nones in alike.values():
        told = [c for c in members if _counts_some(c) and any(_denies_count(n, c, case, origins) for n in nones)]
        what = "one counts where another says that there are none"
        sure = all(_NO_NEWS.search(case.text(n)) is None for n in nones)
        yield from _held_against(event, case, origins, told, nones, what, sure=sure)


def _denies_count(none: Claim, some: Claim, case: CaseFile, origins: Origins) -> bool:
    return _same_victims(some, none, case) and origins.apart(some, none)


def is_denied(event: Event, case: CaseFile) -> bool:
    """Tell whether something that the claims of an event tell is denied by one of them."""
    members = [c for c in case.members(event) if c.kind in ACTS and c.kind != "casualties"]
    denied = [c for c in members if c.certainty.polarity == "denied" and not _counts_none(c, case)]
    return any(_same_kind(c, d) for d in denied for c in members if is_told(c))


def _held_against(
    event: Event,
    case: CaseFile,
    origins: Origins,
    told: list[Claim],
    denied: list[Claim],
    what: str,
    *,
    sure: bool = True,
    slot: str = "",
) -> Iterator[Finding]:
    if told and denied:
        text = f"{event.title}: {what}: {beside(case, origins, told, denied)}."
        yield make("contradiction" if sure else "difference", text, [*told, *denied], slot=slot)


def blame_findings(event: Event, case: CaseFile, origins: Origins) -> Iterator[Finding]:
    """Yield a contradiction where one is blamed for what it denies to have done."""
    denied = [c for c in case.members(event) if c.kind == "attack" and c.certainty.polarity == "denied"]
    for claim in case.members(event):
        accused = _entities(claim.target) if claim.kind == "accuse" and is_told(claim) else set()
        answers = [d for d in denied if accused & _speakers(d, case, origins)]
        answers = [d for d in answers if origins.apart(claim, d) and not _told_beside(claim, d, case)]
        if answers:
            what = "somebody is blamed for what he denies"
            yield from _held_against(event, case, origins, [claim], answers, what, slot="actor")
            return


def _told_beside(blame: Claim, denial: Claim, case: CaseFile) -> bool:
    """Tell whether a report itself answers an accusation with a denial: that is told of the report."""
    return blame.report == denial.report and is_answered(blame, denial, case)


def actor_findings(event: Event, case: CaseFile, origins: Origins) -> Iterator[Finding]:
    """Yield one finding where two origins lay one act, with one thing hit, to actors of different states or sides."""
    told = [c for c in case.members(event) if c.kind in ("attack", "capture", "casualties") and is_told(c)]
    acts = sorted((c for c in told if sides_of(c, case)), key=lambda c: c.zone == "headline")[:MOST_ACTS]
    pairs = [p for p in itertools.combinations(acts, 2) if _rival_acts(*p, case, origins)]
    if pairs:
        one, other = pairs[0]
        rivals = {c.id: c for p in pairs for c in p}.values()
        sides = [[c for c in rivals if sides_of(c, case) & sides_of(s, case)] for s in (one, other)]
        sure = {one.certainty.modality, other.certainty.modality} == {"asserted"}
        names = " or ".join(sorted({case.name(_first(c.actor), c.actor[0].text) for c in (one, other)}))
        words = (
            f"{quote(case, s)} ({say_who(case, origins, held)})" for s, held in zip((one, other), sides, strict=True)
        )
        text = f"{event.title}: who did it, {names}: {', beside '.join(words)}."
        yield make("contradiction" if sure else "difference", text, [*sides[0], *sides[1]], slot="actor")


def _rival_acts(one: Claim, other: Claim, case: CaseFile, origins: Origins) -> bool:
    """Tell whether two claims lay one act on one thing at one place to rivals."""
    rivals = rival_doers(one, other, case) and may_be_one_place(one, other, case)
    return rivals and _one_act(one, other, case, origins)


def takes_places(report: str, case: CaseFile) -> bool:
    """Tell whether a report has something taken or held by somebody."""
    return any(_takes(claim) for claim in case.by_report(report))


def _takes(claim: Claim) -> bool:
    return claim.kind == "capture" and is_told(claim) and bool(_entities(claim.actor))


def holder_findings(case: CaseFile, origins: Origins) -> Iterator[Finding]:
    """Yield one finding for each place that one has taken and that another has still held by somebody else."""
    captures = [c for c in case.in_order() if _takes(c)]
    done: set[str] = set()
    for held in (c for c in captures if _still_held(c, case)):
        for place in sorted(_entities(held.place) - done):
            rivals = [c for c in captures if place in _entities(c.place) and _rival_holders(c, held, case)]
            rivals = [c for c in rivals if origins.apart(c, held)]
            if rivals:
                done.add(place)
                taken = [c for c in rivals if _tells_same(c, rivals[0])]
                told = beside(case, origins, taken, [held])
                text = f"{case.name(place)}: who holds it is told otherwise: {told}."
                yield make("contradiction", text, [*taken, held], slot="actor")


def _tells_same(claim: Claim, one: Claim) -> bool:
    """Tell whether a claim lays an act of one kind at one place to the doer that another claim has."""
    act = claim.kind == one.kind == "capture" and claim.certainty.modality == one.certainty.modality
    return claim is one or (act and bool(_entities(claim.actor) & _entities(one.actor)) and _one_place(claim, one))


def _by_act(denied: Sequence[Claim], case: CaseFile) -> Iterator[list[Claim]]:
    """Yield the denials of one act together: two reports of one denial make one finding."""
    groups: list[list[Claim]] = []
    for claim in denied:
        home = next((g for g in groups if _same_kind(g[0], claim) and _shares(g[0], claim, case)), None)
        if home is None:
            groups.append([claim])
        else:
            home.append(claim)
    yield from groups


def _one_act(told: Claim, denied: Claim, case: CaseFile, origins: Origins) -> bool:
    """Tell whether two claims are of one act on one thing, by speakers who do not hang together."""
    if not _same_kind(told, denied):
        return False
    known = [_entities(c.actor) for c in (told, denied)]
    one_side = doers(told.actor, case) & doers(denied.actor, case)  # a ministry speaks for its army
    other_actor = bool(known[0] and known[1] and not one_side) and denied.certainty.polarity == "denied"
    if other_actor or (told.kind == "casualties" and _denies_aim(denied)):
        return False
    return _shares(told, denied, case) and origins.apart(told, denied)


def _denies_aim(claim: Claim) -> bool:
    """Tell whether only the aim is denied: who did not target children may have killed some."""
    return claim.trigger is not None and fold(claim.trigger.text)[:1] in (("target",), ("targeted",), ("targeting",))


def _lays_to_denier(told: Claim, denied: Claim, members: Sequence[Claim]) -> bool:
    """Tell whether "we did not fire" answers a claim: its doer is named, or others lay such deeds to us."""
    same_words = {_head(f) for f in told.actor} & {_head(f) for f in denied.actor}
    if _entities(told.actor) or same_words or not denied.actor:
        return True
    deniers = _entities(denied.actor) | {v.entity for v in denied.voices if v.entity}
    return any(deniers & _entities(c.actor) for c in members if is_told(c) and _same_kind(c, denied))


def _same_kind(one: Claim, other: Claim) -> bool:
    return one.kind == other.kind or any({one.kind, other.kind} <= kinds for kinds in ONE_ACT)


def _shares(one: Claim, other: Claim, case: CaseFile) -> bool:
    """Tell whether two claims name one thing hit, one place taken, or only what was fired."""
    left, right = _things(one, case), _things(other, case)
    if _names_beside(one, other, case) or _names_beside(other, one, case):
        return True
    if {one.kind, other.kind} == {"attack"} and GAS in _means(one, case) & _means(other, case):
        return not (left and right) or bool(left & right)  # who denies to have used gas denies it of any place
    if left or right or {one.kind, other.kind} != {"attack"}:
        return bool(left & right)
    return bool(_means(one, case) & _means(other, case))  # "a missile was fired", "no missile was fired"


def _means(claim: Claim, case: CaseFile) -> set[str]:
    return {key for f in claim.instrument for key in (_head(f), class_of(f, case)) if key}


def _names_beside(bare: Claim, full: Claim, case: CaseFile) -> bool:
    """Tell whether what one has hit stands beside the verb of the other, at one place: "a drone shot down over …"."""
    if bare.target or bare.kind != full.kind or not _one_place(bare, full):
        return False
    beside = set(fold(case.near(bare, BESIDE_VERB)))
    return any(_head(f) in beside - ANYBODY for f in full.target)


def _things(claim: Claim, case: CaseFile) -> set[str]:
    places = claim.place if claim.kind in ("capture", "retreat") or not claim.target else ()
    fillers = (*claim.target, *(f for f in places if f.entity))  # "in that direction" is no place
    return {key for f in fillers for key in (f.entity, class_of(f, case), _head(f)) if key and key not in ANYBODY}


def _head(filler: Filler) -> str:
    """Return the folded noun that a phrase is about: "market" of "the crowded market in El Obeid"."""
    words = fold(filler.text.replace(",", " of "))
    end = next(
        (i for i, w in enumerate(words) if i and w in ("of", "in", "at", "near", "on", "that", "who")), len(words)
    )
    kept = [w for w in words[:end] if w not in ARTICLES and not w.isdigit()]
    return kept[-1] if kept else ""


def _rival_holders(one: Claim, other: Claim, case: CaseFile) -> bool:
    """Tell whether one has a place taken by somebody and the other has it still held by somebody else."""
    if {one.kind, other.kind} != {"capture"} or _still_held(one, case) == _still_held(other, case):
        return False
    left, right = _entities(one.actor), _entities(other.actor)
    belongs = [{s for i in ids if i in case.entities for s in case.entities[i].sides} | ids for ids in (left, right)]
    return bool(left and right) and not belongs[0] & belongs[1]


def _still_held(claim: Claim, case: CaseFile) -> bool:
    return bool(_STILL.search(case.near(claim, STILL_WITHIN)))


def _one_place(one: Claim, other: Claim) -> bool:
    return bool(_entities(one.place) & _entities(other.place))


def _counts_none(claim: Claim, case: CaseFile) -> bool:
    """Tell whether a claim says that nobody was hurt: neither a hope of it nor "not many"."""
    if claim.certainty.modality in UNREAL or _NO_COUNT.search(case.near(claim, HOPE_WITHIN)):
        return False
    zero = any((q.low, q.high) == (0, 0) for q in claim.quantities)
    bare = claim.kind == "casualties" and claim.certainty.polarity == "denied" and not claim.quantities
    return zero or bare


def _counts_some(claim: Claim) -> bool:
    some = any((q.low or 0) > 0 for q in claim.quantities) or (not claim.quantities and claim.slot in HARMED)
    return claim.kind == "casualties" and is_told(claim) and some


def _same_victims(some: Claim, none: Claim, case: CaseFile) -> bool:
    """Tell whether "no casualties" speaks of the place, or "no fighters" of the people, that another counts."""
    among = _AMONG.search(case.near(none, ENEMY_WITHIN))
    if among and part_words().get(among[1].casefold(), "") not in _classes(some):
        return False  # "no casualties among the militants"
    heads = {_head(f) for f in none.target} | {w for q in none.quantities for w in fold(q.of or "")}
    told = {w for f in none.target for w in fold(f.text)}  # "no reports of casualties"
    if (heads | told) & DEAD and some.slot != "killed":
        return False  # no deaths, and some hurt
    if (heads | told) & ANYBODY or not heads:
        return _one_place(some, none) or not none.place
    alike = bool(_things(some, case) & _things(none, case)) or (_are_fighters(some, case) and _are_fighters(none, case))
    return alike and (some.slot == none.slot or none.slot is None)


def _classes(claim: Claim) -> set[str]:
    words = [w for q in claim.quantities for w in fold(q.of)] + [w for f in claim.target for w in fold(f.text)]
    return {"", *(part_words()[w] for w in words if w in part_words())}


def _are_fighters(claim: Claim, case: CaseFile) -> bool:
    """Tell whether those counted are the irregulars of a fight: "14 rebels", "no fighters", "the enemy lost 14 men"."""
    counted = {w for q in claim.quantities for w in fold(q.of)[-1:]} | {_head(f) for f in claim.target}
    return of_class("fighters", counted) or (
        of_class("men", counted) and "enemy" in case.near(claim, ENEMY_WITHIN).casefold()
    )


def _speakers(claim: Claim, case: CaseFile, origins: Origins) -> set[str]:
    """Return who denies: the doer named, the speaker, those for whom he speaks and of whom they are a part."""
    named = _entities(claim.actor) | {v.entity for v in claim.voices if v.entity}
    named |= {origins.of(claim).key.removeprefix("entity:")}
    return named | {side for e in named if e in case.entities for side in case.entities[e].sides}


def _entities(fillers: Sequence[Filler]) -> set[str]:
    return {f.entity for f in fillers if f.entity}


def _first(fillers: Sequence[Filler]) -> str | None:
    return next((f.entity for f in fillers if f.entity), None)
