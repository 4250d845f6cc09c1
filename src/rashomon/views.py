"""The content of an analysis arranged for a reader; the terminal, the page and the server all draw from here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from rashomon.bylines import bylines
from rashomon.emphasis import each_side_first, weight
from rashomon.records import COUNT_SLOTS, ROLES, Analysis, Claim, Event, Finding, Position, Report, Side
from rashomon.wording import (
    SIDE_WORDS,
    certainty_words,
    fillers_words,
    mood_of,
    quantity_words,
    quote,
    time_words,
    told_count,
    voices_words,
)

CREDIBILITY = {
    1: "confirmed by independent origins",
    2: "probably true",
    3: "possibly true",
    4: "doubtful",
    5: "improbable",
    6: "cannot be judged",
}
_COMPARING = ("contradiction", "update", "difference", "refutation")
_VERSIONS_SHOWN = 3
_AROUND = 60  # characters before and after the words of a side that a copy has alike


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One label and its words, such as a role and who fills it."""

    label: str
    words: str


class ClaimView(msgspec.Struct, frozen=True, kw_only=True):
    """One claim in words: what kind, who, whom, where, when, how many, on whose word and how surely."""

    id: str
    report: str
    teller: str
    kind: str
    mood: str
    certainty: str
    said_by: str
    quote: str
    trigger: str
    lines: tuple[Line, ...] = ()
    rule: str = ""
    counted: str = ""
    outlet: str = ""


class Version(msgspec.Struct, frozen=True, kw_only=True):
    """One value of one slot of an event: who tells it, how many origins stand behind it and why.

    `counted` says of what a count is, where its claims use one word for it. `outlets` are the tellers with the reports
    of one outlet taken together.
    """

    value: str
    counted: str
    tellers: tuple[str, ...]
    reports: int
    origins: int
    origin_names: tuple[str, ...]
    reasons: tuple[str, ...]
    parties: tuple[str, ...]
    claims: tuple[ClaimView, ...]
    outlets: tuple[str, ...]


class SlotView(msgspec.Struct, frozen=True, kw_only=True):
    """The versions of one slot side by side; `finding` is the kind of finding that holds two of them together.

    Counts are all `versions`; of words, the ones told by few beside many others are `rest`.
    """

    slot: str
    versions: tuple[Version, ...]
    rest: tuple[Version, ...] = ()
    finding: str = ""


class Saying(msgspec.Struct, frozen=True, kw_only=True):
    """One passage of a report with the claims that stand on it."""

    teller: str
    quote: str
    claims: tuple[ClaimView, ...]


class EventView(msgspec.Struct, frozen=True, kw_only=True):
    """One happening with its versions; `deniers` tell some of it with a denial or a "not"."""

    id: str
    title: str
    kind: str
    where: str
    rating: str
    rating_reasons: tuple[str, ...]
    tellers: tuple[str, ...]
    outlets: tuple[str, ...]
    deniers: tuple[str, ...]
    slots: tuple[SlotView, ...]
    claims: tuple[ClaimView, ...]

    @property
    def told_once(self) -> bool:
        """Tell whether a single claim stands behind it, so that there is nothing to hold side by side."""
        return len(self.claims) < 2

    @property
    def sayings(self) -> list[Saying]:
        """Return each passage once, with all claims that stand on it."""
        passages: dict[tuple[str, str], list[ClaimView]] = {}
        for claim in self.claims:
            passages.setdefault((claim.teller, claim.quote), []).append(claim)
        return [Saying(teller=key[0], quote=key[1], claims=tuple(own)) for key, own in passages.items()]


class Quote(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of a report that a finding points at, with the words that stand there."""

    report: str
    teller: str
    start: int
    end: int
    words: str
    claim: str | None = None


class FindingView(msgspec.Struct, frozen=True, kw_only=True):
    """A finding with the quotes behind it."""

    id: str
    kind: str
    explanation: str
    quotes: tuple[Quote, ...]


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """One report's words for a side: `id` is its anchor in the text."""

    id: str
    teller: str
    said_by: str
    certainty: str
    quote: str


class SideView(msgspec.Struct, frozen=True, kw_only=True):
    """Who stands how with whom, as told, with every statement of it."""

    subject: str
    relation: str
    object: str
    statements: tuple[Statement, ...]


class DossierView(msgspec.Struct, frozen=True, kw_only=True):
    """Everything of an analysis for a reader: findings and events with the most telling first."""

    analysis: Analysis
    tellers: dict[str, str]
    claims: dict[str, ClaimView]
    events: tuple[EventView, ...]
    findings: tuple[FindingView, ...]
    sides: tuple[SideView, ...] = ()


def arrange(analysis: Analysis) -> DossierView:
    """Return the analysis arranged for a reader."""
    tellers = bylines(analysis.reports)
    names = {entity.id: entity.name for entity in analysis.entities}
    texts = {report.id: report.text for report in analysis.reports}
    reports = {report.id: report for report in analysis.reports}
    claims = {claim.id: _claim(claim, reports[claim.report], tellers, names) for claim in analysis.claims}
    by_id = {claim.id: claim for claim in analysis.claims}
    findings = sorted(analysis.findings, key=weight)
    comparing = _by_claim(findings)
    events = [_event(event, comparing, by_id, claims, names) for event in analysis.events]
    events.sort(key=lambda event: (event.told_once, -len(event.tellers), -len(event.claims)))
    return DossierView(
        analysis=analysis,
        tellers=tellers,
        claims=claims,
        events=tuple(events),
        findings=tuple(_finding(finding, by_id, texts, tellers) for finding in findings),
        sides=_sides(analysis.sides, names, texts, tellers),
    )


def claim_view(analysis: Analysis, claim: Claim) -> ClaimView:
    """Return one claim of the analysis as `arrange` does, without the rest of the dossier."""
    report = next(report for report in analysis.reports if report.id == claim.report)
    names = {entity.id: entity.name for entity in analysis.entities}
    return _claim(claim, report, bylines(analysis.reports), names)


def _sides(
    sides: Iterable[Side], names: dict[str, str], texts: dict[str, str], tellers: dict[str, str]
) -> tuple[SideView, ...]:
    """The statements of one relation between the same two together, by names; the words of a copy stand once."""
    told: dict[tuple[str, str, str], dict[str, Statement]] = {}
    for side in sides:
        ends = [names.get(end.entity or "", end.text) for end in (side.subject, side.object)]
        one, other = sorted(ends) if side.relation == "allied" else ends  # allies are so to one another
        statement = Statement(
            id=side.id,
            teller=tellers[side.report],
            said_by=voices_words(side.voices, names, texts[side.report]),
            certainty="" if mood_of(side.certainty) == "fact" else certainty_words(side.certainty),
            quote=quote(texts[side.report], side.start, side.end),
        )
        same = told.setdefault((one, SIDE_WORDS[side.relation], other), {})
        around = " ".join(texts[side.report][max(0, side.start - _AROUND) : side.end + _AROUND].split())
        if (first := same.get(around)) is not None:
            statement = msgspec.structs.replace(first, teller=f"{first.teller}; the same words in {statement.teller}")
        same[around] = statement
    return tuple(
        SideView(subject=subject, relation=relation, object=other, statements=tuple(statements.values()))
        for (subject, relation, other), statements in sorted(told.items(), key=lambda item: item[0])
    )


def _claim(claim: Claim, report: Report, tellers: dict[str, str], names: dict[str, str]) -> ClaimView:
    text = report.text
    lines = [Line(label=role, words=fillers_words(claim.role(role), names, text)) for role in ROLES if claim.role(role)]
    if claim.time:
        lines.append(Line(label="time", words=time_words(claim.time, written=True)))
    lines += [Line(label=claim.slot or "count", words=quantity_words(quantity)) for quantity in claim.quantities]
    return ClaimView(
        id=claim.id,
        report=claim.report,
        teller=tellers[claim.report],
        kind=f"{claim.kind}, {claim.mode}" if claim.mode else claim.kind,
        mood=mood_of(claim.certainty),
        certainty=certainty_words(claim.certainty),
        said_by=voices_words(claim.voices, names, text) or "the report itself",
        quote=quote(text, claim.start, claim.end),
        trigger=claim.trigger.text if claim.trigger else "",
        lines=tuple(lines),
        rule=claim.rule,
        counted=claim.quantities[0].of if claim.quantities else "",
        outlet=report.outlet or "",
    )


def _event(
    event: Event,
    comparing: dict[str, list[tuple[int, Finding]]],
    by_id: dict[str, Claim],
    claims: dict[str, ClaimView],
    names: dict[str, str],
) -> EventView:
    own = tuple(claims[name] for name in event.claims if name in claims)
    about = {place: finding for name in event.claims for place, finding in comparing.get(name, ())}
    weightiest = [about[place] for place in sorted(about)]
    slots: dict[str, list[Version]] = {}
    for position in event.positions:
        told = [by_id[name] for name in position.claims if name in by_id]
        slots.setdefault(position.slot, []).append(_version(position, told, claims, names))
    return EventView(
        id=event.id,
        title=event.title,
        kind=event.kind,
        where=_where(event, names),
        rating=f"{event.rating.credibility} · {CREDIBILITY[event.rating.credibility]}" if event.rating else "",
        rating_reasons=event.rating.reasons if event.rating else (),
        tellers=_sorted_tellers(own),
        outlets=_outlets(own),
        deniers=_sorted_tellers(claim for claim in own if claim.mood == "denied"),
        slots=tuple(_slot(slot, versions, weightiest) for slot, versions in slots.items()),
        claims=own,
    )


def _by_claim(findings: Iterable[Finding]) -> dict[str, list[tuple[int, Finding]]]:
    """Return the findings that compare something by the claims that they hold together, with their places in order."""
    found: dict[str, list[tuple[int, Finding]]] = {}
    for place, finding in enumerate(findings):
        for name in finding.claims if finding.kind in _COMPARING else ():
            found.setdefault(name, []).append((place, finding))
    return found


def _where(event: Event, names: dict[str, str]) -> str:
    """Place and time of an event, as far as its title does not tell them."""
    parts = (names.get(event.place or "", ""), time_words(event.time))
    return " · ".join(part for part in parts if part and part not in event.title)


def _slot(slot: str, versions: Sequence[Version], findings: Iterable[Finding]) -> SlotView:
    """Name the weightiest finding about the slot that holds claims of two of its versions together."""
    sides = [{claim.id for claim in version.claims} for version in versions]
    comparing = (finding for finding in findings if finding.slot == slot)
    held = (f.kind for f in comparing if sum(bool(side.intersection(f.claims)) for side in sides) > 1)
    kind = next(held, "")
    if slot in COUNT_SLOTS:
        return SlotView(slot=slot, versions=tuple(versions), finding=kind)
    told = sorted(versions, key=lambda version: (-version.reports, -version.origins, -len(version.claims)))
    first = tuple(told[:_VERSIONS_SHOWN])
    return SlotView(slot=slot, versions=first, rest=tuple(told[_VERSIONS_SHOWN:]), finding=kind)


def _version(position: Position, told: Sequence[Claim], claims: dict[str, ClaimView], names: dict[str, str]) -> Version:
    own = tuple(claims[claim.id] for claim in told)
    words = {claim.counted.casefold() for claim in own} if position.value is None else set()
    return Version(
        value=_value(position, told, names),
        counted=words.pop() if len(words) == 1 else position.part,
        tellers=_sorted_tellers(own),
        reports=position.reports,
        origins=len(position.origins),
        origin_names=tuple(names.get(origin, origin) for origin in position.origins),
        reasons=position.origin_reasons,
        parties=tuple(names.get(party, party) for party in position.parties),
        claims=own,
        outlets=_outlets(own),
    )


def _value(position: Position, told: Sequence[Claim], names: dict[str, str]) -> str:
    """A count and a time as their claims put them, the widest of several times; else a name or the words."""
    if position.value is None:
        counts = (count for claim in told for count in claim.quantities)
        own = (count.text for count in counts if (count.low, count.high) == (position.low, position.high))
        return told_count(position.low, position.high, own)
    if position.slot == "time":
        times = [claim.time for claim in told if claim.time]
        return time_words(max(times, key=lambda time: time.end or "", default=None)) or position.value
    return names.get(position.value, position.value)


def _outlets(claims: Iterable[ClaimView]) -> tuple[str, ...]:
    told: dict[str, set[str]] = {}
    for claim in claims:
        told.setdefault(claim.outlet or claim.teller, set()).add(claim.teller)
    return tuple(
        min(own) if len(own) == 1 else f"{outlet} ({len(own)} reports)" for outlet, own in sorted(told.items())
    )


def _sorted_tellers(claims: Iterable[ClaimView]) -> tuple[str, ...]:
    return tuple(sorted({claim.teller for claim in claims}))


def _finding(finding: Finding, by_id: dict[str, Claim], texts: dict[str, str], tellers: dict[str, str]) -> FindingView:
    own = each_side_first(finding, [by_id[name] for name in finding.claims if name in by_id], texts)
    found: dict[tuple[str, int, int], str | None] = {}
    for claim in own:
        found.setdefault((claim.report, claim.start, claim.end), claim.id)
    for span in finding.spans:
        inside = any(key[0] == span.report and key[1] <= span.start and span.end <= key[2] for key in found)
        if not inside:
            found[span.report, span.start, span.end] = None
    quotes = (
        Quote(
            report=report,
            teller=tellers[report],
            start=start,
            end=end,
            words=quote(texts[report], start, end),
            claim=claim,
        )
        for (report, start, end), claim in found.items()
    )
    return FindingView(id=finding.id, kind=finding.kind, explanation=finding.explanation, quotes=tuple(quotes))
