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
from rashomon.records import Claim, Event, Filler, Finding
from rashomon.resources import read_list

ANSWERED_WITHIN = 2  # sentences after an accusation in which the answer to it stands
ANSWER_WITHIN = 60  # characters around a denial in which stands what is denied
CULPRIT_WITHIN = 40  # characters around a deed in which words say that it is a question who did it
VERDICT_WITHIN = 90  # characters from a verdict's verb on in which it says of what it is
ONE_PASSAGE = 3  # sentences between two accounts of who did it that a text holds against each other
STEPS = 4  # from a unit up to its state
DEEDS = frozenset({"attack", "casualties", "loss"})


@functools.cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in read_list("assessment.yaml")["blames"][name]), re.I)


def denies_blame(claim: Claim, case: CaseFile) -> bool:
    """Tell whether a claim denies a part in a deed ("denied responsibility", "has dismissed these allegations")."""
    if claim.kind != "reject" or claim.trigger is None or not is_told(claim):
        return False
    after = case.near(claim, ANSWER_WITHIN)
    after = after[max(0, after.find(claim.trigger.text)) :]
    return bool(_pattern("denying").fullmatch(claim.trigger.text) and _pattern("denied").match(after))


def answer_findings(case: CaseFile, origins: Origins) -> Iterator[Finding]:
    """Yield one difference for each accusation that a report lets the accused deny right after it."""
    for report in sorted(case.reports):
        claims = case.by_report(report)
        for denial in (c for c in claims if denies_blame(c, case)):
            blames = [c for c in claims if c.kind == "accuse" and is_told(c) and _answers(denial, c, case)]
            if blames:
                blame = min(blames, key=lambda c: (abs(denial.sentence - c.sentence), _at(c) > _at(denial), -_at(c)))
                sides = (f"{quote(case, c)} ({say_who(case, origins, [c])})" for c in (blame, denial))
                text = f"{case.outlet(report)}: who is blamed denies it: {', beside '.join(sides)}."
                yield make("difference", text, [blame, denial])


def _answers(denial: Claim, blame: Claim, case: CaseFile) -> bool:
    """Tell whether a denial stands in the sentence of an accusation or beside it, and is of the accused."""
    near = -1 <= denial.sentence - blame.sentence <= ANSWERED_WITHIN
    return near and bool(camp(blame.target, case) & camp(denial.actor or denial.voices[:1], case))


def wanting_findings(case: CaseFile, origins: Origins) -> Iterator[Finding]:
    """Yield a refutation where somebody looked into a claim of a deed and "found such claims lacking in credibility"."""
    for report in sorted(case.reports):
        claims = case.by_report(report)
        for verdict in (c for c in claims if c.trigger and _pattern("wanting").search(_from_trigger(c, case))):
            tried = [c for c in claims if c.kind in DEEDS and _at(c) < _at(verdict) and _is_tried(c, verdict, case)]
            if tried:
                sides = (f"{quote(case, c)} ({say_who(case, origins, [c])})" for c in (tried[-1], verdict))
                text = f"{case.outlet(report)}: a claim is found wanting: {', beside '.join(sides)}."
                yield make("refutation", text, [tried[-1], verdict])


def _is_tried(claim: Claim, verdict: Claim, case: CaseFile) -> bool:
    """Tell whether a deed is told as the claim that a verdict in its sentence, or the next, is of."""
    if not 0 <= verdict.sentence - claim.sentence <= 1:
        return False
    return bool(_pattern("claimed_that").search(case.text(claim)[: max(0, _at(claim) - claim.start)]))


def _from_trigger(claim: Claim, case: CaseFile) -> str:
    text = case.reports[claim.report].text
    return text[_at(claim) : min(claim.end, _at(claim) + VERDICT_WITHIN)]


def _at(claim: Claim) -> int:
    return claim.trigger.start if claim.trigger else claim.start


def camp(fillers: Iterable[Filler | object], case: CaseFile) -> set[str]:
    """Return the entities of fillers or voices with all that they belong to, up to the state."""
    found = {entity for f in fillers if (entity := getattr(f, "entity", None))}
    for _ in range(STEPS):
        found |= {side for i in found if i in case.entities for side in case.entities[i].sides}
    return found


def denied_deeds(event: Event, case: CaseFile, origins: Origins) -> Iterator[Finding]:
    """Yield a contradiction where one denies a deed that another lays to it, whatever was hit.

    Only a denial of the happening as a whole counts ("denied that it carried out the attack"): who denies to have used
    one weapon or hit one thing is held against claims that name it.
    """
    members = case.members(event)
    denials = [c for c in members if c.kind == "attack" and c.certainty.polarity == "denied" and _of_all(c, case)]
    done: set[frozenset[str]] = set()
    for denial in denials:
        deniers = camp((*denial.actor, *denial.voices[:1]), case)
        key = frozenset(deniers)
        told = [c for c in members if _lays_to(c, deniers, case) and not camp(c.voices[:1], case) & deniers]
        if told and key not in done:
            done.add(key)
            told.sort(key=lambda c: (c.report != denial.report, c.zone == "headline"))
            sides = (f"{quote(case, c)} ({say_who(case, origins, [c])})" for c in (told[0], denial))
            text = f"{event.title}: one lays it to whom another has deny it: {', beside '.join(sides)}."
            yield make("contradiction", text, [told[0], denial])


def _of_all(claim: Claim, case: CaseFile) -> bool:
    """Tell whether what is denied is a part in the happening, no single blow."""
    return not claim.target and bool(_pattern("culprit").search(case.near(claim, CULPRIT_WITHIN)))


def _lays_to(claim: Claim, accused: set[str], case: CaseFile) -> bool:
    """Tell whether a claim lays a deed to one of a camp on somebody's word."""
    if claim.kind == "accuse":
        return is_told(claim) and bool(camp(claim.target, case) & accused)
    deed = claim.kind in DEEDS and is_told(claim) and bool(claim.voices)
    return deed and bool(camp(claim.actor, case) & accused)


def culprit_findings(event: Event, case: CaseFile, origins: Origins) -> Iterator[Finding]:
    """Yield a difference for each report that has one deed laid to the state's side and to those who fight it."""
    told = [c for c in case.members(event) if c.kind in DEEDS and is_told(c) and c.voices and _camp_word(c)]
    for _, held in itertools.groupby(told, key=lambda c: c.report):
        pairs = [p for p in itertools.combinations(held, 2) if _two_culprits(p, case, origins)]
        if pairs:
            one, other = min(pairs, key=lambda p: (abs(p[0].sentence - p[1].sentence), _at(p[0]), _at(p[1])))
            sides = (f"{quote(case, c)} ({say_who(case, origins, [c])})" for c in (one, other))
            yield make("difference", f"{event.title}: who did it: {', beside '.join(sides)}.", [one, other])


def _two_culprits(pair: Sequence[Claim], case: CaseFile, origins: Origins) -> bool:
    """Tell whether two claims near each other lay one deed to two camps, one of them in words of guilt."""
    one, other = pair
    guilt = any(_pattern("culprit").search(case.near(c, CULPRIT_WITHIN)) for c in pair)
    near = abs(one.sentence - other.sentence) <= ONE_PASSAGE
    return guilt and near and _camp_word(one) != _camp_word(other) and origins.of(one).key != origins.of(other).key


def _camp_word(claim: Claim) -> str:
    """Return the side that the words for a doer name: the state's, or those who fight it; empty where both or none."""
    words = {w for f in claim.actor for w in fold(f.text)}
    sides = [side for side, named in read_list("assessment.yaml")["camps"].items() if words & set(named)]
    return sides[0] if len(sides) == 1 else ""
