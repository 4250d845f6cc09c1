"""Codes claims in the event types of the field: PLOVER, CAMEO, ACLED, UCDP, by the tables of the ontology."""

from __future__ import annotations

import functools
from typing import Any

from rashomon.records import Claim, Reading
from rashomon.resources import read_list

KINDLY = frozenset(["aid", "agree", "support", "retreat", "release", "consult"])
MERELY_TOLD = frozenset(["describe", "publish"])


@functools.cache
def ontology() -> dict[str, Any]:
    """Return the kinds and modes with what they map to."""
    data: dict[str, Any] = read_list("ontology.yaml")
    return data


def coded(claim: Claim, codebook: str) -> Any:
    """Return a claim's code in a codebook ("plover", "cameo", "acled", "ucdp"): its mode's, else its kind's."""
    mode = ontology()["modes"].get(claim.mode or "", {})
    return mode.get(codebook, ontology()["kinds"][claim.kind].get(codebook))


def plover_type(claim: Claim) -> str | None:
    """Return the PLOVER type: what is only promised is AGREE, only threatened THREATEN, asked for DEMAND."""
    modality, denied = claim.certainty.modality, claim.certainty.polarity == "denied"
    if claim.kind in KINDLY:
        if denied:
            return "REJECT"
        if modality == "planned" and claim.kind != "consult":
            return "AGREE"
    elif modality in ("planned", "threatened") and claim.kind not in ("request", "accuse", "reject", "protest"):
        return "THREATEN"
    if modality == "requested":
        return "DEMAND"
    code: str | None = coded(claim, "plover")
    return code


def leading_claim(reading: Reading) -> Claim | None:
    """Return the claim that a sentence is about: nearest the top of the first sentence's tree, before mere states."""
    depths = {s.index: _depths(s.tokens) for s in reading.sentences}

    def rank(claim: Claim) -> tuple[int, int, int, int]:
        trigger_at = claim.trigger.start if claim.trigger else claim.start
        depth = depths.get(claim.sentence, {}).get(trigger_at, 99)
        filled = -bool(claim.actor) - bool(claim.target)
        return (claim.sentence, claim.kind in MERELY_TOLD, depth + filled, trigger_at)

    return min(reading.claims, key=rank, default=None)


def _depths(tokens: Any) -> dict[int, int]:
    """Map the offset of each token to how deep its clause lies; "said that" and trailing sayings add nothing."""
    found = {}
    for token in tokens:
        depth, at, seen = 0, token, set()
        while at.head >= 0 and at.head not in seen:
            seen.add(at.head)
            if at.deprel.partition(":")[0] not in ("ccomp", "parataxis", "conj"):
                depth += 1
            at = tokens[at.head]
        found[token.start] = depth
    return found
