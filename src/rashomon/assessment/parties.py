"""Who speaks in their own cause: own success, admission, accusation or third party, from listed and stated sides."""

from __future__ import annotations

from collections.abc import Iterable

from rashomon.assessment.casefile import CaseFile
from rashomon.records import Claim, Filler, Voice

# (the speaker is with the actor, the speaker is with the target) -> what its word is
RULES: dict[tuple[bool, bool], str] = {
    (True, False): "own act",
    (False, True): "accusation of the adversary",
    (True, True): "about its own",
    (False, False): "third party",
}
SUCCESS = frozenset({"attack", "capture", "loss"})


def _sides(case: CaseFile, ids: Iterable[str | None]) -> frozenset[str]:
    """Return the entities, their sides and the names of both: whom they stand for."""
    sides: set[str] = set()
    for entity_id in ids:
        entity = case.entities.get(entity_id or "")
        if entity is not None and entity.kind in ("actor", "person", "media"):
            sides |= {entity.id, *entity.sides}
    return frozenset(sides)


def _ids(things: Iterable[Filler | Voice]) -> list[str | None]:
    return [t.entity for t in things]


def _of_stated(claim: Claim, case: CaseFile) -> str:
    """Return what the word of one with no side in the matter is, by the allies and opponents that reports state."""
    speakers = [case.entities[v.entity] for v in claim.voices[:1] if v.entity and v.entity in case.entities]
    actors = _sides(case, _ids(claim.actor))
    if any(actors.intersection(speaker.opponents) for speaker in speakers):
        return "accusation of the adversary"
    return "word of an ally" if any(actors.intersection(speaker.allies) for speaker in speakers) else "third party"


def party_of(claim: Claim, case: CaseFile) -> str:
    """Return what the speaker's word is in this matter, empty where nobody is named or no side is recorded."""
    speaker = _sides(case, _ids(claim.voices[:1]))
    actor, target = _sides(case, _ids(claim.actor)), _sides(case, _ids(claim.target))
    if not speaker or not (actor or target):
        return ""
    with_actor, with_target = bool(speaker & actor), bool(speaker & target)
    verdict = RULES[with_actor, with_target]
    if verdict == "third party":
        return _of_stated(claim, case)
    if verdict == "own act":
        return "own success" if claim.kind in SUCCESS and claim.certainty.polarity == "affirmed" else verdict
    if verdict == "accusation of the adversary" and not actor:
        return "admission against interest" if claim.kind in ("loss", "casualties", "capture") else verdict
    return verdict
