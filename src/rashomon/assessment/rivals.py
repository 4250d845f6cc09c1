"""Accounts of one event that cannot both be whole, and evidence that is shown to be something else."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from rashomon.assessment.casefile import CaseFile
from rashomon.assessment.cues import pattern, word_set
from rashomon.assessment.origins import Origins
from rashomon.assessment.positions import HAPPENING_KINDS
from rashomon.assessment.wording import beside, make, quote
from rashomon.measures import fold
from rashomon.records import Claim, Event, Finding
from rashomon.resources import read_list

TOUCH = 14  # characters between a trigger and the words of an account
REACH = 2  # sentences between a claim that rests on a video and the sentence that unmasks the video
# "they are backed by air strikes": support in general, no account of the happening
_BACKED = re.compile(r"\b(?:backed|supported|aided|helped|assisted|accompanied|protected) by (?:[\w-]+ ){0,4}$", re.I)


class Rivals(NamedTuple):
    """A question on which accounts part, and the patterns of either account."""

    about: str
    one: re.Pattern[str]
    other: re.Pattern[str]


@functools.cache
def _table() -> tuple[Rivals, ...]:
    rows = read_list("assessment.yaml")["rivals"]
    return tuple(
        Rivals(r["about"], re.compile("|".join(r["one"]), re.I), re.compile("|".join(r["other"]), re.I)) for r in rows
    )


def rival_findings(event: Event, case: CaseFile, origins: Origins) -> Iterator[Finding]:
    """Yield one difference for each question on which the claims of an event part."""
    members = [c for c in case.members(event) if c.kind in HAPPENING_KINDS]
    for row in _table():
        one = [c for c in members if _tells(c, row.one, row.other, case)]
        other = [c for c in members if _tells(c, row.other, row.one, case)]
        if one and other and _parted(one, other):
            text = f"{event.title}: {row.about}: {beside(case, origins, one, other)}."
            yield make("difference", text, [*one, *other])


def _tells(claim: Claim, account: re.Pattern[str], rival: re.Pattern[str], case: CaseFile) -> bool:
    """Tell whether the words at the trigger of a claim give one account and not the other."""
    near = case.near(claim, 40)
    match, trigger = account.search(near), claim.trigger.text if claim.trigger else ""
    at = near.find(trigger)
    return (
        match is not None
        and match.start() - TOUCH <= at + len(trigger)
        and at <= match.end() + TOUCH
        and not rival.search(near)
        and not _BACKED.search(near[: max(at, 0)])
    )


def _parted(one: list[Claim], other: list[Claim]) -> bool:
    """Tell whether the accounts come from different reports or voices, not from one writer's two sentences."""
    left = {(c.report, c.voices[:1] and c.voices[0].entity) for c in one}
    return any((c.report, c.voices[:1] and c.voices[0].entity) not in left for c in other)


def refutations(case: CaseFile, origins: Origins) -> Iterator[Finding]:
    """Yield a refutation where a claim rests on a video or paper that a sentence nearby shows to be something else."""
    unmasked: dict[str, list[Claim]] = defaultdict(list)
    for unmasking in case.claims.values():
        near = case.near(unmasking)
        if pattern("refuting").search(near) and _mentions_evidence(near):
            for claim in case.by_report(unmasking.report):
                if claim.id != unmasking.id and _rests_on_evidence(claim, case) and _near(claim, unmasking):
                    unmasked[claim.id].append(unmasking)
    for claim_id, by in sorted(unmasked.items()):
        claim = case.claims[claim_id]
        text = (
            f"{case.outlet(claim.report)}: what {quote(case, claim)} rests on is said to be something else: "
            f"{beside(case, origins, by[:1])}."
        )
        yield make("refutation", text, [claim, *by])


def _mentions_evidence(text: str) -> bool:
    return not word_set("evidence_nouns").isdisjoint(fold(text))


def _rests_on_evidence(claim: Claim, case: CaseFile) -> bool:
    voices = " ".join(v.text for v in claim.voices)
    distant = claim.certainty.modality in ("alleged", "possible") or any(v.distance for v in claim.voices)
    before = case.text(claim)[: max(0, claim.trigger.start - claim.start) if claim.trigger else 0]
    return (_mentions_evidence(voices) and claim.kind != "describe") or (distant and _mentions_evidence(before[-160:]))


def _near(claim: Claim, unmasking: Claim) -> bool:
    return 0 <= unmasking.sentence - claim.sentence <= REACH
