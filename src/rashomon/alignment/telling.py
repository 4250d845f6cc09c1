"""How one report tells its happenings: which of its claims speak of one happening, before other reports are asked."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rashomon.alignment.features import likeness
from rashomon.alignment.profiles import Profile, absorb, near_text, profile_of, word_set
from rashomon.measures import fold
from rashomon.records import Claim, Entity

SAME_SENTENCE = 1.2  # claims of one sentence belong together unless a feature forbids it
POINTS_BACK = 1.5  # "the attack", "the blast": to the happening told last
FIRST_TOLD = 0.5  # what a report opens with is what it is about
NO_OWN_ANCHOR = 0.6  # a claim without day or place of its own goes on about what was told
JOIN = 0.75  # the least likeness, found on hand-built dossiers (tests/alignment); rerun them when changing it
MOST_COMPARED = 12  # only so many of the happenings told last are asked, besides the first


@dataclass(slots=True)
class Happening:
    """Claims of one report about one happening, with the sentence that told it last."""

    profile: Profile
    claims: list[Claim] = field(default_factory=list)
    last_sentence: int = -1
    told_at: int = 0


def _points_back(claim: Claim, text: str) -> bool:
    """Tell whether the words of the claim point back at a happening ("the attack", "Saturdays blast")."""
    words = fold(near_text(claim, text))
    for i, word in enumerate(words[:-1]):
        if word in word_set("definite") and word_set("happening_nouns") & set(words[i + 1 : i + 5]):
            return True
    return False


def _score(happening: Happening, claim: Claim, profile: Profile, *, back: bool, first: bool, last: bool) -> float:
    score = likeness(happening.profile, profile)
    if score == -math.inf:
        return score
    if happening.last_sentence == claim.sentence:
        score += SAME_SENTENCE
    if last and back:
        score += POINTS_BACK
    if first:
        score += FIRST_TOLD
    if not profile.days and not profile.places and not profile.scope and (last or first):
        score += NO_OWN_ANCHOR
    return score


def _candidates(told: list[Happening]) -> list[Happening]:
    recent = sorted(told, key=lambda h: -h.told_at)[:MOST_COMPARED]
    return recent if told[:1] == [] or told[0] in recent else [*recent, told[0]]


def _best(told: list[Happening], claim: Claim, profile: Profile, text: str) -> Happening | None:
    same = [h for h in _candidates(told) if h.profile.family == profile.family]
    if not same:
        return None
    last = max(same, key=lambda h: h.told_at)
    first = next((h for h in told if h.profile.family == profile.family), None)
    back = _points_back(claim, text)
    scored = [(_score(h, claim, profile, back=back, first=h is first, last=h is last), h.told_at, h) for h in same]
    score, _, best = max(scored, key=lambda s: (s[0], s[1]))
    return best if score >= JOIN else None


def happenings(claims: Sequence[Claim], text: str, entities: Mapping[str, Entity]) -> list[Happening]:
    """Return the happenings that one report tells of, in the order of the telling."""
    told: list[Happening] = []
    for order, claim in enumerate(sorted(claims, key=_place_in_text)):
        profile = profile_of(claim, text, entities)
        home = _best(told, claim, profile, text)
        if home is None:
            home = Happening(profile=profile_of(claim, text, entities))
            told.append(home)
        absorb(home.profile, profile)
        home.claims.append(claim)
        home.last_sentence, home.told_at = claim.sentence, order
    return told


def _place_in_text(claim: Claim) -> tuple[int, int, str]:
    return (claim.start, claim.trigger.start if claim.trigger else claim.start, claim.id)
