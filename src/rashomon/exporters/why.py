"""Explains one claim: its words, the rule that made it, whose word it is, who is meant, and why."""

from __future__ import annotations

from collections.abc import Iterator

from rashomon.records import ROLES, Analysis, Claim, Entity, Event, Filler
from rashomon.views import arrange, interval_words, quote


def explain(analysis: Analysis, name: str) -> list[str]:
    """Return the explanation of the claim with that id in lines, or none where there is no such claim."""
    claim = next((claim for claim in analysis.claims if claim.id == name), None)
    if claim is None:
        return []
    report = next(report for report in analysis.reports if report.id == claim.report)
    view = arrange(analysis).claims[name]
    entities = {entity.id: entity for entity in analysis.entities}
    lines = [
        f"{claim.id}: {view.kind}",
        f"  words      “{quote(report.text, claim.start, claim.end)}”",
        f"  report     {report.source}, characters {claim.start} to {claim.end}",
        f"  trigger    {view.trigger or 'none'}",
        f"  made by    {claim.extractor} {claim.extractor_version}{', rule ' + claim.rule if claim.rule else ''}",
        f"  certainty  {view.certainty}",
        f"  said by    {view.said_by}",
        *_roles(claim, entities, report.text),
        *_time_and_counts(claim),
    ]
    return lines + [line for event in analysis.events if name in event.claims for line in _event(event)]


def _roles(claim: Claim, entities: dict[str, Entity], text: str) -> Iterator[str]:
    for role in ROLES:
        for filler in claim.role(role):
            yield f"  {role:<10} {filler.text}{_meant(filler, entities.get(filler.entity or ''), text)}"
    for voice in claim.voices:
        entity = entities.get(voice.entity or "")
        if entity:
            yield f"  voice      {voice.text} is {entity.name} ({_reasons(entity)})"


def _meant(filler: Filler, entity: Entity | None, text: str) -> str:
    back = f", refers back to “{text[slice(*filler.refers_to)]}”" if filler.refers_to else ""
    return back + (f", is {entity.name} ({_reasons(entity)})" if entity else ", not identified")


def _reasons(entity: Entity) -> str:
    at = f"{entity.lat:.2f}, {entity.lon:.2f} by {entity.gazetteer}" if entity.lat is not None else ""
    return "; ".join(part for part in (entity.id, at, *entity.reasons) if part)


def _time_and_counts(claim: Claim) -> Iterator[str]:
    if claim.time:
        days = f"{claim.time.start} to before {claim.time.end}" if claim.time.start else "not settled"
        yield f"  time       “{claim.time.text}”: {days}; {claim.time.anchor or 'nothing to lean on'}"
    for quantity in claim.quantities:
        counted = interval_words(quantity.low, quantity.high)
        yield f"  count      “{quantity.text}”: {counted} {quantity.of}".rstrip()


def _event(event: Event) -> Iterator[str]:
    yield f"  event      {event.id}, {event.title}, with {len(event.claims)} claims"
    for reason in event.reasons:
        yield f"             {reason}"
