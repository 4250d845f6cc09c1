"""Who did it: claims of responsibility, none, blame, denials and what is told as fact, held against each other."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterator

from rashomon.assessment.blames import camp_of, doers, is_answered
from rashomon.assessment.casefile import CaseFile, is_told
from rashomon.assessment.cues import of_class, word_set
from rashomon.assessment.denials import blame_findings
from rashomon.assessment.origins import Origins
from rashomon.assessment.wording import alike, beside, make
from rashomon.measures import fold
from rashomon.records import Claim, Event, Finding, FindingKind
from rashomon.resources import read_list

# (stance, stance) -> kind of finding, and what it says
CROSS: dict[tuple[str, str], tuple[FindingKind, str]] = {
    ("unclaimed", "claimed"): ("update", "one report knows of no claim of responsibility, another of a claim"),
    ("unclaimed", "told"): ("difference", "one report tells as fact who did it, another that it is not known"),
    ("denied", "blamed"): ("difference", "somebody denies it, while blame is laid"),
    ("denied", "claimed"): ("contradiction", "one denies a part in it, another claims it"),
}
OF_ONE = frozenset({("denied", "claimed")})  # stances that clash only where one and the same takes both
SAME = {
    "unclaimed": "no claim of responsibility",
    "claimed": "a claim of responsibility",
    "blamed": "the same accusation",
}


@functools.cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    table = read_list("assessment.yaml")["responsibility"]
    return tuple((stance, re.compile("|".join(patterns), re.I)) for stance, patterns in table.items())


def stance_of(claim: Claim, near: str) -> str:
    """Return what a claim says of who did it: unclaimed, denied, claimed, blamed or told; empty where nothing."""
    for stance, pattern in _patterns():
        match = pattern.search(near)
        if match and (claim.trigger is None or _touches(claim, near, match)) and (stance != "blamed" or _for_it(claim)):
            return stance
    return "told" if _tells_who(claim) else ""


def _tells_who(claim: Claim) -> bool:
    agents = [f for f in claim.actor if not set(fold(f.text)) & {"suicide", "bomber", "attacker"}]
    named = any(of_class("fighters", set(fold(f.text))) for f in agents)
    verb = set(fold(claim.trigger.text)) if claim.trigger else set()
    bare = claim.kind == "attack" and not claim.voices and is_told(claim)
    return bare and named and bool(verb & word_set("attack_verbs"))


def _for_it(claim: Claim) -> bool:
    """Tell whether somebody is blamed, not a delay or a lack."""
    words = {w for f in claim.target for w in fold(f.text)}
    named = any(f.entity for f in claim.target) or of_class("fighters", words)
    return named or not words.isdisjoint(word_set("blast_nouns") | {"terrorist", "terrorists"})


def _touches(claim: Claim, near: str, match: re.Match[str]) -> bool:
    assert claim.trigger is not None
    at = near.find(claim.trigger.text)
    return at < 0 or (match.start() - 12 <= at <= match.end() + 4)


def responsibility_findings(event: Event, case: CaseFile, origins: Origins) -> Iterator[Finding]:
    """Yield one finding for each pair of stances that meet in an event, and one for each stance that reports share."""
    held: dict[str, list[Claim]] = defaultdict(list)
    for claim in case.members(event):
        stance = stance_of(claim, case.near(claim, 70))
        if stance:
            held[stance].append(claim)
    for stance, what in SAME.items():
        told = _of_one(held[stance], case) if stance == "blamed" else held[stance]
        reports = {c.report for c in told}
        if len(reports) > 1 and not case.one_text(reports):
            yield make("agreement", f"{event.title}: {what}: {alike(case, origins, told)}.", told, slot="actor")
    blamed = list(blame_findings(event, case, origins))
    yield from blamed
    for (a, b), (kind, what) in CROSS.items():
        if blamed and (a, b) == ("denied", "blamed"):
            continue  # told already
        left, right = held[a], held[b]
        if (a, b) == ("denied", "blamed"):  # what one report answers is told of the report
            left = [c for c in left if not any(c.report == d.report and is_answered(d, c, case) for d in right)]
            left = [c for c in left if any(_may_be_accused(c, d, case) for d in right)]
        if (a, b) in OF_ONE:
            left = [c for c in left if any(_meant(c, case) & _meant(d, case) for d in right)]
        if left and right:
            text = f"{event.title}: {what}: {beside(case, origins, left, right)}."
            yield make(kind, text, [*left, *right], slot="actor")


def _of_one(blames: list[Claim], case: CaseFile) -> list[Claim]:
    """Return the accusations of whom most reports accuse."""
    accused: dict[str, list[Claim]] = defaultdict(list)
    for blame in blames:
        for one in sorted(doers(blame.target if blame.kind == "accuse" else blame.actor, case)):
            accused[one].append(blame)
    most = max(accused, key=lambda one: (len({c.report for c in accused[one]}), len(accused[one]), one), default=None)
    return accused[most] if most is not None else []


def _may_be_accused(denial: Claim, blame: Claim, case: CaseFile) -> bool:
    """Tell whether who denies is whom another blames, or one of them is not named."""
    camps = {camp_of(denial.actor, case), camp_of(blame.target, case)}
    deniers, accused = doers(denial.actor, case), doers(blame.target, case)
    known = all(any(i in case.entities for i in named) for named in (deniers, accused))
    return camps != {"state", "rebels"} and (not known or bool(deniers & accused))


def _meant(claim: Claim, case: CaseFile) -> set[str]:
    """Return who denies or claims a part in it."""
    return doers(claim.actor, case) | doers(claim.voices, case)
