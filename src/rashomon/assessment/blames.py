"""Blame and the answer to it: who is accused of a deed denies it, and one deed that is laid to two camps."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterable, Iterator, Sequence

from rashomon.assessment.casefile import CaseFile, is_told
from rashomon.assessment.origins import Origins
from rashomon.assessment.wording import make, quote, say_who
from rashomon.measures import fold
from rashomon.records import Claim, Event, Filler, Finding, FindingKind, Voice
from rashomon.resources import read_list

ANSWERED_WITHIN = 2  # sentences after an accusation in which the answer to it stands
ANSWER_WITHIN = 60  # characters around a denial in which stands what is denied
CULPRIT_WITHIN = 40  # characters around a deed in which words say that it is a question who did it
VERDICT_WITHIN = 90  # characters from a verdict's verb on in which it says of what it is
ONE_PASSAGE = 1  # sentences between two accounts of who did it that a text holds against each other
STEPS = 4  # from a unit up to its state
DEEDS = frozenset({"attack", "casualties", "loss"})
STATE = "-STATE"  # how the id of a state's row ends
ANYBODY = frozenset({"group", "side", "sides", "other", "forces", "people", "who", "it", "they", "he", "she"})


@functools.cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in read_list("assessment.yaml")["blames"][name]), re.I)


def answer_findings(case: CaseFile, origins: Origins) -> Iterator[Finding]:
    """Yield one difference for each sentence in which the accused of the sentences around it deny the deed."""
    for report in sorted(case.reports):
        claims = case.by_report(report)
        denials = [c for c in claims if denies_blame(c, case) or _denies_deed(c, case)]
        for sentence, held in itertools.groupby(denials, key=lambda c: c.sentence):
            answers = list(held)
            blames = [c for c in claims if any(is_answered(c, d, case) for d in answers)]
            if blames:
                nearest = min((abs(c.sentence - sentence), c.sentence > sentence, c.sentence) for c in blames)[2]
                told = [c for c in blames if c.sentence == nearest]
                told += [c for c in claims if c not in told and any(_repeats(c, t, case) for t in told)]
                answers += [c for c in claims if c not in answers and any(_says_more(c, d, case) for d in answers)]
                what = f"{case.outlet(report)}: who is blamed denies it"
                yield _told("difference", what, told, answers, case, origins)


def _repeats(claim: Claim, told: Claim, case: CaseFile) -> bool:
    """Tell whether a claim is another in the same words: a lead that is printed twice."""
    return claim.kind == told.kind and claim.trigger is not None and quote(case, claim) == quote(case, told)


def _says_more(claim: Claim, denial: Claim, case: CaseFile) -> bool:
    """Tell whether a claim says what a denial in its sentence denies: "denied reports of a gas attack"."""
    denied = claim.sentence == denial.sentence and claim.kind in DEEDS and claim.certainty.polarity == "denied"
    return denied and bool(doers(claim.voices[:1], case) & _deniers(denial, case))


def denies_blame(claim: Claim, case: CaseFile) -> bool:
    """Tell whether a claim denies a part in a deed ("denied responsibility", "has dismissed these allegations")."""
    if claim.kind != "reject" or claim.trigger is None or not is_told(claim):
        return False
    said = _pattern("denying").fullmatch(claim.trigger.text)
    return bool(said and _pattern("denied").match(_from_trigger(claim, case, ANSWER_WITHIN)))


def _denies_deed(claim: Claim, case: CaseFile) -> bool:
    """Tell whether somebody denies his own part in a happening as a whole: "denied that it carried out the attack"."""
    denied = _is_deed(claim) and claim.certainty.polarity == "denied" and not claim.quantities
    own = not claim.actor or bool(doers(claim.actor, case) & doers(claim.voices[:1], case))
    return denied and own and _in_words_of_guilt(claim, case)


def is_answered(blame: Claim, denial: Claim, case: CaseFile) -> bool:
    """Tell whether a denial stands in the sentence of an accusation or beside it, and is of the accused."""
    last = -1 if blame.kind == "accuse" or _in_words_of_guilt(blame, case) else 0
    near = last <= denial.sentence - blame.sentence <= ANSWERED_WITHIN
    return near and bool(blamed_by(blame, case) & _deniers(denial, case))


def _is_deed(claim: Claim) -> bool:
    """Tell whether a claim tells of a deed, or who is guilty of one ("are responsible for the massacre")."""
    guilt = claim.kind == "describe" and claim.trigger is not None and _pattern("guilt").search(claim.trigger.text)
    return claim.kind in DEEDS or bool(guilt)


def blamed_by(claim: Claim, case: CaseFile) -> set[str]:
    """Return to whom a claim lays a deed on another's word: the accused, or the doer whom somebody names."""
    if claim.kind == "accuse" and is_told(claim):
        return doers(claim.target, case)
    laid = _is_deed(claim) and is_told(claim) and claim.voices
    accused = doers(claim.actor, case) if laid else set()
    return set() if accused & doers(claim.voices, case) else accused


def _deniers(claim: Claim, case: CaseFile) -> set[str]:
    return doers(claim.actor, case) | doers(claim.voices[:1], case)


def doers(fillers: Iterable[Filler | Voice], case: CaseFile) -> set[str]:
    """Return the entities of fillers or voices with all that they belong to, up to the state, or else their nouns."""
    found: set[str] = set()
    for filler in fillers:
        words = fold(re.split(r"\b(?:in|of|at|from|who|that)\b", filler.text)[0])
        found |= {filler.entity} if filler.entity in case.entities and filler.entity else set(words[-1:]) - ANYBODY
    for _ in range(STEPS):
        found |= {side for i in found if i in case.entities for side in case.entities[i].sides}
    return found


def denied_deeds(event: Event, case: CaseFile, origins: Origins) -> Iterator[Finding]:
    """Yield a contradiction where one denies a part in a happening that another lays to it, in that report or any."""
    members, home = case.members(event), _home(event, case)
    done: set[tuple[str, frozenset[str]]] = set()
    for denial in (c for c in members if _denies_deed(c, case)):
        deniers = _deniers(denial, case)
        told = [c for c in members if _is_deed(c) and not is_answered(c, denial, case)]  # not accusations
        told = [c for c in told if _with_home(blamed_by(c, case), home) & deniers and not _of_answered(c, denial, case)]
        own = any(c.report == denial.report for c in told)
        key = denial.report if own else "", frozenset(deniers)
        if told and key not in done:
            done.add(key)
            told.sort(key=lambda c: (c.report != denial.report, not _in_words_of_guilt(c, case), c.zone == "headline"))
            told = [c for c in told if c.report == told[0].report and origins.of(c).key == origins.of(told[0]).key]
            what = f"{event.title}: one lays it to somebody who denies it"
            yield _told("contradiction", what, told, [denial], case, origins)


def _of_answered(deed: Claim, denial: Claim, case: CaseFile) -> bool:
    """Tell whether a deed is what a report has laid to somebody in a sentence that it answers: told of the report."""
    beside = (c for c in case.by_report(deed.report) if c.kind == "accuse" and c.sentence == deed.sentence)
    return deed.report == denial.report and any(is_answered(c, denial, case) for c in beside)


def _in_words_of_guilt(claim: Claim, case: CaseFile) -> bool:
    return bool(_pattern("culprit").search(case.near(claim, CULPRIT_WITHIN)))


def _home(event: Event, case: CaseFile) -> str:
    """Return the state in whose land a happening was."""
    place = case.entities.get(event.place or "")
    return f"{place.country}{STATE}" if place is not None and place.country else ""


def _with_home(named: set[str], home: str) -> set[str]:
    """Return those named, with the state of the land where only "the regime" or "the army" is named."""
    own = bool(named & set(read_list("assessment.yaml")["camps"]["state"]))
    return named | {home} if own and home else named


def _told(
    kind: FindingKind, what: str, one: Sequence[Claim], other: Sequence[Claim], case: CaseFile, origins: Origins
) -> Finding:
    sides = (f"{quote(case, held[0])} ({say_who(case, origins, held)})" for held in (one, other))
    return make(kind, f"{what}: {', beside '.join(sides)}.", [*one, *other])


def wanting_findings(case: CaseFile, origins: Origins) -> Iterator[Finding]:
    """Yield a refutation where somebody tried a claim of a deed and "found such claims lacking in credibility"."""
    for report in sorted(case.reports):
        claims = case.by_report(report)
        for verdict in (c for c in claims if c.trigger and _pattern("wanting").search(_from_trigger(c, case))):
            tried = [c for c in claims if _is_deed(c) and _at(c) < _at(verdict) and _is_tried(c, verdict, case)]
            if tried:
                what = f"{case.outlet(report)}: a claim is found wanting"
                tried = [c for c in tried if c.sentence == tried[-1].sentence]
                same = [c for c in claims if c.sentence == verdict.sentence and _at(c) >= _at(verdict)]
                same = [c for c in same if c is not verdict and _targets(c) & _targets(verdict)]
                yield _told("refutation", what, tried, [verdict, *same], case, origins)


def _targets(claim: Claim) -> set[str]:
    return {" ".join(fold(f.text)) for f in claim.target}


def _is_tried(claim: Claim, verdict: Claim, case: CaseFile) -> bool:
    """Tell whether a deed is told as the claim that a verdict in its sentence, or the next, is of."""
    if not 0 <= verdict.sentence - claim.sentence <= 1:
        return False
    return bool(_pattern("claimed_that").search(case.text(claim)[: max(0, _at(claim) - claim.start)]))


def _from_trigger(claim: Claim, case: CaseFile, width: int = VERDICT_WITHIN) -> str:
    text = case.reports[claim.report].text
    return text[_at(claim) : min(claim.end, (claim.trigger.end if claim.trigger else claim.start) + width)]


def _at(claim: Claim) -> int:
    return claim.trigger.start if claim.trigger else claim.start


def culprit_findings(event: Event, case: CaseFile, origins: Origins) -> Iterator[Finding]:
    """Yield a difference where a deed is laid to a state's side and to those who fight it: in a report, and in all."""
    told = [c for c in case.members(event) if _is_deed(c) and is_told(c) and c.voices and camp_of(c.actor, case)]
    for _, held in itertools.groupby(told, key=lambda c: c.report):
        pairs = [p for p in itertools.combinations(held, 2) if _two_culprits(p, case, origins)]
        if pairs:
            one, other = min(pairs, key=lambda p: (abs(p[0].sentence - p[1].sentence), _at(p[0]), _at(p[1])))
            yield _told("difference", f"{event.title}: who did it", [one], [other], case, origins)
    guilty = [c for c in told if _in_words_of_guilt(c, case)]
    sides = [[c for c in guilty if camp_of(c.actor, case) == side] for side in ("state", "rebels")]
    if all(sides) and any(origins.apart(a, b) and a.report != b.report for a in sides[0] for b in sides[1]):
        yield _told("difference", f"{event.title}: who is guilty of it", sides[0], sides[1], case, origins)
        return
    rivals = [p for p in itertools.combinations(told, 2) if _two_users(p, case, origins)]
    if rivals:
        users = {c.id: c for pair in rivals for c in pair}.values()
        left, right = ([c for c in users if camp_of(c.actor, case) == side] for side in ("state", "rebels"))
        yield _told("difference", f"{event.title}: who did it", left, right, case, origins)


def _two_users(pair: Sequence[Claim], case: CaseFile, origins: Origins) -> bool:
    """Tell whether two reports say of two camps that they used poison gas in one deed: it had one doer."""
    one, other = pair
    camps = {camp_of(c.actor, case) for c in pair}
    apart = one.report != other.report and origins.apart(one, other)
    return apart and camps == {"state", "rebels"} and all(_of_gas(c) for c in pair)


def _of_gas(claim: Claim) -> bool:
    told = f" {' '.join(word for f in claim.instrument for word in fold(f.text))} "
    return any(f" {name} " in told for name in read_list("assessment.yaml")["alike"]["poison gas"])


def _two_culprits(pair: Sequence[Claim], case: CaseFile, origins: Origins) -> bool:
    """Tell whether two claims near each other lay one deed to two camps, one of them in words of guilt."""
    one, other = pair
    guilt = any(_in_words_of_guilt(c, case) for c in pair)
    near = abs(one.sentence - other.sentence) <= ONE_PASSAGE
    camps = camp_of(one.actor, case), camp_of(other.actor, case)
    return guilt and near and camps[0] != camps[1] and origins.of(one).key != origins.of(other).key


def camp_of(fillers: Sequence[Filler], case: CaseFile) -> str:
    """Return the side of doers: the state's, or those who fight it; empty where both or none is known."""
    known = {i for f in fillers if f.entity for i in doers([f], case)}
    words = {w for f in fillers for w in fold(f.text)}
    sides = [side for side, named in read_list("assessment.yaml")["camps"].items() if words & set(named)]
    if not sides and any(i in case.entities and case.entities[i].kind == "actor" for i in known):
        return "state" if any(i.endswith(STATE) for i in known) else "rebels"
    return sides[0] if len(sides) == 1 else ""
