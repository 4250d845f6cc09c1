"""Agreements that are no counts: reports that name the same agent, thing or happening, each class of words once."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterator

from rashomon.assessment.casefile import CaseFile, is_told
from rashomon.assessment.doers import rival_doers
from rashomon.assessment.origins import Origins
from rashomon.assessment.positions import HAPPENING_KINDS
from rashomon.assessment.relations import figure_of
from rashomon.assessment.wording import MOST_WORDINGS, alike, make, say_who
from rashomon.known import lists
from rashomon.measures import fold
from rashomon.records import ROLES, Claim, Event, Filler, Finding, Role
from rashomon.resources import read_list

_BEFORE_MODIFIER = re.compile(r"\b(?:in|with|driving|from|near|of|who|which)\b", re.I)
# role -> classes that it cannot be: a bus does not attack, and a rocket is hit by everybody
NOT_IN: dict[Role, frozenset[str]] = {
    "actor": frozenset({"bus", "car", "truck", "car bomb", "motorcycle", "rocket", "container"}),
    "instrument": frozenset({"bus", "terrorists", "suicide bomber", "rocket", "car"}),
    "target": frozenset({"terrorists", "suicide bomber", "rocket", "car bomb", "car", "truck", "bus"}),
}
WORTH_AGREEING = frozenset({"attack", "capture", "loss", "support", "agree", "retreat", "displace", "arrest", "accuse"})
STATE = "-STATE"  # how the id of a state's row ends
MOST_STEPS = 4  # from an air wing up to its state
NEEDS_A_DAY = frozenset({"attack"})  # "is regularly bombed" agrees with everybody
BESIDE = 40  # characters after an actor in which its place may stand
_KEPT = re.compile(r"\b(?:remain(?:s|ed|ing)?|still|retain(?:s|ed)?|keeps?|kept|maintain(?:s|ed)?)\b", re.I)
VERB_TELLS = frozenset({"capture", "retreat", "displace"})
MOST_CLASSES = 4  # classes of one role that are told of one event; the best supported first
EMPTY = frozenset({"people", "civilians", "city", "town", "dead", "victims", "killed", "attack", "blast"})


@functools.cache
def _alike() -> dict[str, str]:
    table = read_list("assessment.yaml")["alike"]
    return {" ".join(fold(w)): name for name, words in table.items() for w in words}


def class_of(filler: Filler, case: CaseFile) -> str:
    """Return the class of things that a filler names: an actor by its entity, a thing by its words."""
    words = fold(_BEFORE_MODIFIER.split(filler.text)[0]) or fold(filler.text)
    for size in (2, 1):
        for i in range(len(words) - size, -1, -1):
            found = _alike().get(" ".join(words[i : i + size]))
            if found:
                return found
    entity = case.entities.get(filler.entity or "")
    return entity.id if entity and entity.kind in ("actor", "person", "equipment") else ""


def role_agreements(event: Event, case: CaseFile, origins: Origins) -> Iterator[Finding]:
    """Yield one agreement for each agent, instrument or thing hit that two texts name."""
    for role in NOT_IN:
        held: dict[str, list[Claim]] = defaultdict(list)
        for claim in case.members(event):
            if claim.kind not in HAPPENING_KINDS or not is_told(claim) or figure_of(claim) is not None:
                continue
            fillers = [f for f in _doers(claim, role) if not (case.is_either(claim, f) or _is_victim(claim, f, case))]
            names = {_state_of(f, case) or class_of(f, case) for f in fillers}
            for name in sorted(names - {"", *EMPTY, *NOT_IN[role]}):
                held[name].append(claim)
        best = sorted(held, key=lambda n: (-len({c.report for c in held[n]}), n))[:MOST_CLASSES]
        for name in best:
            if origins.confirm(held[name]):
                what = _named(held[name], role, name, case) or _as_told(held[name], role, name, case)
                told = "told" if any(_is_sure(c) for c in held[name]) else "held likely or possible"
                text = f"{event.title}: {role} {what}, {told} by {say_who(case, origins, held[name])}."
                yield make("agreement", text, held[name], slot=role)


def _is_victim(claim: Claim, filler: Filler, case: CaseFile) -> bool:
    """Tell the person of "Ada Moss was killed": who is dead, and who hurt, is compared in struck.py."""
    entity = case.entities.get(filler.entity or "")
    return claim.kind == "casualties" and filler in claim.target and entity is not None and entity.kind == "person"


def _is_sure(claim: Claim) -> bool:
    return claim.certainty.modality == "asserted"


def _state_of(filler: Filler, case: CaseFile) -> str:
    """Return the state whose forces an actor is: "Russian warplanes" and "Russia" name one doer."""
    entity = case.entities.get(filler.entity or "")
    if entity is None or entity.kind != "actor":
        return ""
    key, sides = entity.id, entity.sides
    for _ in range(MOST_STEPS):
        if key.endswith(STATE) or not sides:
            break
        key = sides[0]
        row = lists().by_id.get(key)
        sides = row.sides if row is not None else ()
    return key if key.endswith(STATE) else ""


def _named(claims: list[Claim], role: Role, name: str, case: CaseFile) -> str:
    """Return the names of the entities that claims mean, empty where words alone make them one class."""
    fillers = [f for c in claims for f in _doers(c, role) if name in (_state_of(f, case), class_of(f, case))]
    meant = {case.name(f.entity) for f in fillers if f.entity in case.entities} if name not in _alike().values() else ()
    return " and ".join(sorted(meant)[:MOST_WORDINGS])


def _doers(claim: Claim, role: Role) -> tuple[Filler, ...]:
    """Return the fillers of a role in the happening: of an accusation, the accused did it and the accuser nothing."""
    if claim.kind == "accuse":
        return claim.target if role == "actor" else ()
    return claim.role(role)


def _as_told(claims: list[Claim], role: Role, name: str, case: CaseFile) -> str:
    """Return the words of two texts for things of one class."""
    words = (f.text for c in claims for f in _doers(c, role) if name in (_state_of(f, case), class_of(f, case)))
    return " and ".join([f"“{' '.join(w.split())}”" for w in dict.fromkeys(words)][:MOST_WORDINGS])


def capture_agreements(event: Event, case: CaseFile, origins: Origins) -> Iterator[Finding]:
    """Yield one agreement for each place that two texts have taken, by one taker or by nobody named."""
    held: dict[str, list[Claim]] = defaultdict(list)
    for claim in case.members(event):
        if claim.kind == "capture" and is_told(claim) and not claim.slot and not _KEPT.search(case.near(claim)):
            for place in sorted({f.entity for f in (*claim.target, *claim.place) if f.entity}):
                held[place].append(claim)
    for place in sorted(held):
        takers = {f.entity for c in held[place] for f in c.actor if f.entity}
        known = place in case.entities and case.entities[place].kind == "place"
        if known and len(takers) < 2 and origins.confirm(held[place]):
            yield make("agreement", f"{case.name(place)}: {alike(case, origins, held[place])}.", held[place])


def whole_agreement(event: Event, case: CaseFile, origins: Origins) -> Iterator[Finding]:
    """Yield one agreement for claims of one kind that share an entity or the verb, where nothing else agreed."""
    told = [c for c in case.members(event) if is_told(c) and c.zone != "headline" and c.kind in WORTH_AGREEING]
    sets = [s for s in _connected(told, event, case) if origins.confirm(s) and _one_figure(s)]
    sets = [s for s in sets if not any(rival_doers(s[0], c, case) for c in s)]
    sets = [s for s in sets if s[0].kind not in NEEDS_A_DAY or any(c.time and c.time.start for c in s)]
    if sets:
        best = max(sets, key=lambda s: (len({case.texts.get(c.report, c.report) for c in s}), -s[0].start, s[0].id))
        yield make("agreement", f"{event.title}: {alike(case, origins, best)}.", best)


def _connected(claims: list[Claim], event: Event, case: CaseFile) -> list[list[Claim]]:
    """Return the claims of one kind that marks in common connect."""
    home: dict[tuple[str, str], list[Claim]] = {}
    for claim in claims:
        keys = [(claim.kind, mark) for mark in sorted(_marks(claim, event, case))]
        sets = {id(home[k]): home[k] for k in keys if k in home}
        merged = [claim, *(c for s in sets.values() for c in s)]
        home |= dict.fromkeys(keys, merged)
        home |= {k: merged for k, held in home.items() if id(held) in sets}
    return [sorted(s, key=lambda c: (c.report, c.start, c.id)) for s in {id(h): h for h in home.values()}.values()]


def _marks(claim: Claim, event: Event, case: CaseFile) -> set[str]:
    if claim.kind == "support":  # everybody supports somebody: what two texts tell is who declared it, and where
        return {f.entity for f in claim.actor if f.entity} | _named_near(claim, event, case)
    entities = {f.entity for role in ROLES for f in claim.role(role) if f.entity}
    verb = {claim.trigger.text.casefold()} if claim.trigger and claim.kind in VERB_TELLS else set()
    return entities | verb


def _named_near(claim: Claim, event: Event, case: CaseFile) -> set[str]:
    """Return the place of an event where it is named in, or right after, those who act ("the council in Mizda")."""
    spans = [(f.start, f.end + BESIDE) for f in claim.actor]
    named = {e for start, end, e in case.mentions.get(claim.report, []) if any(a <= start < b for a, b in spans)}
    return named & {event.place}


def _one_figure(claims: list[Claim]) -> bool:
    return len({figure_of(c) for c in claims} - {None}) < 2
