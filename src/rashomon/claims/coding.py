"""Codes claims in the event types of the field: PLOVER, CAMEO, ACLED, UCDP, by the tables of the ontology."""

from __future__ import annotations

import functools
from typing import Any

from rashomon.claims.lexicon import is_a
from rashomon.claims.repairs.table import repair
from rashomon.claims.tree import Tree
from rashomon.records import Claim, Filler, Reading, Span
from rashomon.resources import read_list

KINDLY = frozenset(["aid", "agree", "support", "retreat", "release", "consult", "displace"])
UNKINDLY = frozenset(["attack", "casualties", "loss", "capture", "sanction", "arrest", "reject", "deploy"])
PARTIES = ("actor", "person", "nationality", "place")
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
    if modality == "hypothetical" and {"will", "would"} & {cue.lower() for cue in claim.certainty.cues}:
        modality = "planned"  # "would meet the envoy if": an intention, on a condition
    if modality == "requested":
        return "DEMAND"
    if claim.kind in KINDLY and denied:
        return "REJECT"
    if modality in ("planned", "threatened") and claim.mode != "resignation":
        if claim.kind in KINDLY:
            return "AGREE" if modality == "planned" else "THREATEN"
        if claim.kind in UNKINDLY and not (claim.kind == "deploy" and modality == "planned"):
            return "THREATEN"
    code: str | None = coded(claim, "plover")
    if code == "ASSAULT" and _armed(claim) and "plover" not in ontology()["modes"].get(claim.mode or "", {}):
        return "FIGHT"
    return code


def cameo_code(claim: Claim) -> str | None:
    """Return the CAMEO code: intentions are 03, threats 13, demands 10, refusals 12, else the mode's or the kind's."""
    as_plover = plover_type(claim)
    if as_plover == "DEMAND" and claim.kind != "request":
        return "02" if claim.kind in KINDLY else "10"
    if as_plover == "AGREE" and claim.certainty.modality == "planned":
        return "03"
    if as_plover == "THREATEN" and claim.kind != "threaten":
        return "13"
    if as_plover == "REJECT" and claim.kind != "reject":
        return "12"
    code: str | None = coded(claim, "cameo")
    return code


def _armed(claim: Claim) -> bool:
    """Tell whether the one who acts is a force under arms."""
    words = {word.lower().rstrip("s") for filler in claim.actor for word in filler.text.split()}
    return bool(words & set(ontology()["armed"]))


# -- source and target of a coded event


def source_of(reading: Reading, claim: Claim) -> list[Span]:
    """Return who acts, pronouns as what they stand for; of a demand its speaker; of an intention its teller."""
    if _demanded(claim):
        return [_span(reading, v.refers_to or (v.start, v.end)) for v in claim.voices[:1]]
    actors = [_span(reading, f.refers_to or (f.start, f.end)) for f in claim.actor]
    if not actors and claim.certainty.modality in ("planned", "threatened"):
        return [_span(reading, v.refers_to or (v.start, v.end)) for v in claim.voices[:1]]
    return actors or [_span(reading, (f.start, f.end)) for f in claim.instrument]


def target_of(reading: Reading, claim: Claim) -> list[Span]:
    """Return to whom: a recipient, a target that is a party, the next party named after the trigger, any target."""
    if _demanded(claim):
        return [_span(reading, (f.start, f.end)) for f in claim.actor]
    fillers = [*claim.recipient, *claim.target]
    people = [f for f in fillers if _is_party(reading, claim, f)] or [f for f in fillers if _is_titled(f)]
    if people:
        return [_span(reading, _with_sender(reading, claim, f)) for f in people]
    if claim.kind in ("agree", "consult", "support") and len(claim.actor) > 1:
        return []
    named = _next_party(reading, claim)
    return [named] if named else [_span(reading, (f.start, f.end)) for f in fillers[:1]]


def _with_sender(reading: Reading, claim: Claim, filler: Filler) -> tuple[int, int]:
    """ "received ministers from the Georgian government": a phrase that names nobody, with the party it comes from."""
    for mention in reading.mentions:
        if mention.sentence != claim.sentence or mention.kind not in PARTIES:
            continue
        if filler.start < mention.end and mention.start < filler.end:
            break
        between = " ".join(reading.report.text[filler.end : mention.start].split())
        if between in ("from", "from the", "of", "of the"):
            return filler.start, mention.end
    return filler.start, filler.end


def _is_titled(filler: Filler) -> bool:
    """A phrase with two capitalised words inside names somebody or something, if nobody that the lists know."""
    return sum(word[:1].isupper() for word in filler.text.split()[1:]) > 1


def _demanded(claim: Claim) -> bool:
    """ "X said that Y must leave" is X demanding of Y."""
    told = claim.certainty.modality == "requested" and claim.kind != "request"
    return told and bool(claim.voices) and bool(claim.actor)


def _span(reading: Reading, at: tuple[int, int]) -> Span:
    return Span(start=at[0], end=at[1], text=reading.report.text[at[0] : at[1]])


def _is_party(reading: Reading, claim: Claim, filler: Filler) -> bool:
    """Tell whether a filler names a party or is people."""
    inside = (m for m in reading.mentions if filler.start < m.end and m.start < filler.end)
    if any(m.kind in PARTIES for m in inside):
        return True
    sentence = next((s for s in reading.sentences if s.index == claim.sentence), None)
    tree = Tree(sentence) if sentence else None
    heads = [i for i, t in enumerate(sentence.tokens) if t.start == filler.head] if sentence else []
    return tree is not None and any(is_a(tree, i, "person") or is_a(tree, i, "party") for i in heads)


def _next_party(reading: Reading, claim: Claim) -> Span | None:
    """Return the first party named after the trigger that neither acts nor speaks."""
    if claim.trigger is None:
        return None
    taken = [(f.start, f.end) for f in claim.actor] + [(v.start, v.end) for v in claim.voices]
    for mention in sorted(reading.mentions, key=lambda m: m.start):
        if mention.sentence != claim.sentence or mention.kind not in PARTIES or mention.start < claim.trigger.end:
            continue
        if not any(start < mention.end and mention.start < end for start, end in taken):
            return Span(start=mention.start, end=mention.end, text=mention.text)
    return None


def leading_claim(reading: Reading) -> Claim | None:
    """Return the claim that a sentence is about: nearest the top of the first sentence's tree, before mere states."""
    depths = {s.index: _depths(repair(s).tokens) for s in reading.sentences}

    def rank(claim: Claim) -> tuple[int, int, int, int]:
        trigger_at = claim.trigger.start if claim.trigger else claim.start
        depth = depths.get(claim.sentence, {}).get(trigger_at, 99)
        filled = -bool(claim.actor) - bool(claim.target)
        merely = claim.kind in MERELY_TOLD and claim.mode != "responsibility"
        return (claim.sentence, merely, 2 * depth + filled, trigger_at)

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
