"""Writes an analysis as the JSON of the contract: the same analysis always gives the same bytes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from rashomon.records import (
    ROLES,
    Analysis,
    Certainty,
    Claim,
    Entity,
    Event,
    Evidence,
    Failure,
    Filler,
    Finding,
    MentionRef,
    Position,
    Quantity,
    Report,
    Side,
    TimeValue,
    Voice,
)

Json = dict[str, Any]


class ContractExporter:
    """The dock's exporter of the contract's JSON."""

    name = "json"

    def export(self, analysis: Analysis, path: Path) -> None:
        """Write the analysis to a file."""
        path.write_bytes(contract_json(analysis))


def contract_json(analysis: Analysis) -> bytes:
    """Return the contract's JSON, indented, in UTF-8, with a line end at its end."""
    return msgspec.json.format(msgspec.json.encode(as_contract(analysis)), indent=1) + b"\n"


def as_contract(analysis: Analysis) -> Json:
    """Return the analysis as the plain data that the contract promises."""
    return {
        "rashomon": analysis.rashomon,
        "reports": [_report(report) for report in analysis.reports],
        "entities": [_entity(entity) for entity in analysis.entities],
        "claims": [_claim(claim) for claim in analysis.claims],
        "events": [_event(event) for event in analysis.events],
        "findings": [_finding(finding) for finding in analysis.findings],
        "failures": [_failure(failure) for failure in analysis.failures],
        **({"skimmed": [_evidence(one) for one in analysis.skimmed]} if analysis.skimmed else {}),
        "sides": [_side(side) for side in analysis.sides],
    }


def _evidence(one: Evidence | MentionRef) -> Json:
    return {"report": one.report, "start": one.start, "end": one.end}


def _report(report: Report) -> Json:
    fields = ("id", "source", "outlet", "title", "published", "url", "language", "text", "sha256")
    return {name: getattr(report, name) for name in fields}


def _entity(entity: Entity) -> Json:
    plain = ("id", "kind", "name", "names", "lat", "lon", "radius_km", "gazetteer", "country", "sector")
    stance = ("sides", "allies", "opponents")
    return {
        **{name: getattr(entity, name) for name in (*plain, *stance)},
        "mentions": [_evidence(at) for at in entity.mentions],
        "reasons": entity.reasons,
    }


def _claim(claim: Claim) -> Json:
    trigger = claim.trigger
    return {
        "id": claim.id,
        "report": claim.report,
        "span": {"start": claim.start, "end": claim.end},
        "trigger": {"start": trigger.start, "end": trigger.end, "text": trigger.text} if trigger else None,
        "kind": claim.kind,
        "mode": claim.mode,
        "roles": {role: [_filler(filler) for filler in claim.role(role)] for role in ROLES},
        "time": _time(claim.time),
        "quantities": [_quantity(quantity) for quantity in claim.quantities],
        "slot": claim.slot,
        "part_of": claim.part_of,
        "voices": [_voice(voice) for voice in claim.voices],
        "certainty": _certainty(claim.certainty),
        "zone": claim.zone,
        "rule": claim.rule,
        "extractor": {"name": claim.extractor, "version": claim.extractor_version},
    }


def _certainty(certainty: Certainty) -> Json:
    return {name: getattr(certainty, name) for name in ("polarity", "modality", "cues")}


def _side(side: Side) -> Json:
    return {
        **{name: getattr(side, name) for name in ("id", "report", "start", "end", "text", "relation", "cue")},
        "subject": _filler(side.subject),
        "object": _filler(side.object),
        "voices": [_voice(voice) for voice in side.voices],
        "certainty": _certainty(side.certainty),
    }


def _filler(filler: Filler) -> Json:
    return {
        "text": filler.text,
        "start": filler.start,
        "end": filler.end,
        "entity": filler.entity,
        "refers_to": filler.refers_to,
    }


def _voice(voice: Voice) -> Json:
    return {
        "text": voice.text,
        "entity": voice.entity,
        "cue": voice.cue,
        "start": voice.start,
        "end": voice.end,
        "refers_to": voice.refers_to,
        "beside": voice.beside,
    }


def _quantity(quantity: Quantity) -> Json:
    return {name: getattr(quantity, name) for name in ("of", "low", "high", "text", "start", "end")}


def _time(time: TimeValue | None) -> Json | None:
    if time is None:
        return None
    return {
        "start": time.start,
        "end": time.end,
        "text": time.text,
        "anchor": time.anchor,
        "candidates": time.candidates,
        "at": time.at,
        "at_end": time.at_end,
    }


def _event(event: Event) -> Json:
    return {
        "id": event.id,
        "kind": event.kind,
        "title": event.title,
        "place": event.place,
        "time": _time(event.time),
        "claims": event.claims,
        "positions": [_position(position) for position in event.positions],
        "rating": (
            {"credibility": event.rating.credibility, "reasons": event.rating.reasons} if event.rating else None
        ),
        "reasons": event.reasons,
    }


def _position(position: Position) -> Json:
    return {
        "slot": position.slot,
        "value": position.value if position.value is not None else {"low": position.low, "high": position.high},
        "claims": position.claims,
        "reports": position.reports,
        "origins": len(position.origins),
        "origin_names": position.origins,
        "origin_reasons": position.origin_reasons,
        "parties": position.parties,
    }


def _finding(finding: Finding) -> Json:
    return {
        "id": finding.id,
        "kind": finding.kind,
        **({"slot": finding.slot} if finding.slot else {}),
        "claims": finding.claims,
        "reports": finding.reports,
        "spans": [_evidence(at) for at in finding.spans],
        "explanation": finding.explanation,
    }


def _failure(failure: Failure) -> Json:
    known: Json = {name: getattr(failure, name) for name in ("source", "stage", "code", "message")}
    place = {name: getattr(failure, name) for name in ("start", "end") if getattr(failure, name) is not None}
    return known | place
