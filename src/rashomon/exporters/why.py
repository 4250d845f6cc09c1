"""Explains one claim: its words, the rule that made it, whose word it is, who is meant, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rashomon.records import ROLES, Analysis, Claim, Entity, Event, Filler, Sentence, Token
from rashomon.views import claim_view
from rashomon.wording import interval_words, quote

_DEEPEST = 60  # a broken parse may run in a circle


def explain(analysis: Analysis, name: str, rule: Sequence[str] = ()) -> list[str]:
    """Return the explanation of the claim with that id in lines, or none where there is no such claim.

    `rule` is what the stage of claims has to say of the rule and of the tree that it read.
    """
    claim = next((claim for claim in analysis.claims if claim.id == name), None)
    if claim is None:
        return []
    report = next(report for report in analysis.reports if report.id == claim.report)
    view = claim_view(analysis, claim)
    entities = {entity.id: entity for entity in analysis.entities}
    lines = [
        f"{claim.id}: {view.kind}",
        f"  words      “{quote(report.text, claim.start, claim.end)}”",
        f"  report     {report.source}, characters {claim.start} to {claim.end}",
        f"  trigger    {view.trigger or 'none'}",
        f"  made by    {claim.extractor} {claim.extractor_version}{', rule ' + claim.rule if claim.rule else ''}",
        *(f"             {line}" for line in rule),
        f"  certainty  {view.certainty}",
        f"  said by    {view.said_by}",
        *_roles(claim, entities, report.text),
        *_time_and_counts(claim),
    ]
    lines += [line for event in analysis.events if name in event.claims for line in _event(event)]
    return lines + list(_tree(claim, analysis.sentences))


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


def _tree(claim: Claim, sentences: Iterable[Sentence]) -> Iterator[str]:
    """The parse that the rule read: each word below the one that it depends on, the trigger marked."""
    start, end = (claim.trigger.start, claim.trigger.end) if claim.trigger else (claim.start, claim.end)
    for sentence in sentences:
        if sentence.report == claim.report and sentence.start <= start < sentence.end:
            marked = (
                {i for i, token in enumerate(sentence.tokens) if start <= token.start < end} if claim.trigger else set()
            )
            yield "  tree"
            for root in (i for i, token in enumerate(sentence.tokens) if token.head < 0):
                yield from _branch(sentence.tokens, root, 1, marked)


def _branch(tokens: Sequence[Token], top: int, depth: int, marked: set[int]) -> Iterator[str]:
    token = tokens[top]
    arrow = "  <- trigger" if top in marked else ""
    yield f"  {'  ' * depth}{token.deprel}: {token.text} ({token.upos.lower()}, {token.lemma}){arrow}"
    if depth < _DEEPEST:
        for child in (i for i, other in enumerate(tokens) if other.head == top):
            yield from _branch(tokens, child, depth + 1, marked)
