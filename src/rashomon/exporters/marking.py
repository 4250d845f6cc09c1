"""Cuts the text of a report into pieces, so that the page can mark what claims and findings stand on."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from rashomon.records import ROLES, Claim, Report, Sentence, Side
from rashomon.views import FindingView
from rashomon.wording import mood_of

_PARAGRAPH = re.compile(r"[^\n]+")
_FIRST_WORD = re.compile(r"\s*\S+")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


class Label(msgspec.Struct, frozen=True):
    """What a stretch of text is: the trigger or a role of a claim, or evidence of a finding."""

    start: int
    end: int
    sort: str  # trigger, role or evidence
    name: str  # the claim's id, the claim's id and role, or the evidence's id
    mood: str = ""


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of text under the same labels; `anchors` are the ids of what begins here."""

    text: str
    anchors: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    mood: str = ""


class Paragraph(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the report's text with its zone (headline, body, caption, furniture)."""

    zone: str
    pieces: tuple[Piece, ...]


def mark(
    report: Report,
    claims: Iterable[Claim],
    findings: Iterable[FindingView],
    sentences: Iterable[Sentence],
    sides: Iterable[Side] = (),
) -> list[Paragraph]:
    """Return the report's paragraphs cut into pieces; joined, they are the text without its line ends."""
    labels = [*_claim_labels(report, claims), *_evidence_labels(report, findings)]
    labels += [Label(side.start, side.end, "evidence", side.id) for side in sides if side.report == report.id]
    zones = sorted((sentence.start, sentence.zone) for sentence in sentences if sentence.report == report.id)
    return [
        Paragraph(
            zone="headline" if match[0].strip() == report.title else _zone(zones, match.start(), match.end()),
            pieces=tuple(_pieces(report.text, match.start(), match.end(), labels)),
        )
        for match in _PARAGRAPH.finditer(report.text)
        if match[0].strip()
    ]


def evidence_id(finding: str, number: int) -> str:
    """Return the anchor of a finding's quote in the text."""
    return f"e-{finding}-{number}"


def _claim_labels(report: Report, claims: Iterable[Claim]) -> Iterator[Label]:
    for claim in claims:
        if claim.report == report.id:
            start, end = _marked(claim, report.text)
            yield Label(start, end, "trigger", claim.id, mood_of(claim.certainty))
            for role in ROLES:
                for filler in claim.role(role):
                    yield Label(filler.start, filler.end, "role", f"{claim.id}:{role}")
            for voice in claim.voices:
                yield Label(voice.start, voice.end, "role", f"{claim.id}:voice")


def _marked(claim: Claim, text: str) -> tuple[int, int]:
    """Return the trigger, or the first word of the evidence where a claim has none."""
    if claim.trigger:
        return claim.trigger.start, claim.trigger.end
    word = _FIRST_WORD.match(text, claim.start, claim.end)
    return claim.start, word.end() if word else claim.end


def _evidence_labels(report: Report, findings: Iterable[FindingView]) -> Iterator[Label]:
    for finding in findings:
        for number, quote in enumerate(finding.quotes):
            if quote.report == report.id:
                yield Label(quote.start, quote.end, "evidence", evidence_id(finding.id, number))


def _zone(zones: Sequence[tuple[int, str]], start: int, end: int) -> str:
    return next((zone for at, zone in zones if start <= at < end), "body")


def _pieces(text: str, start: int, end: int, labels: list[Label]) -> Iterator[Piece]:
    own = [label for label in labels if label.start < end and label.end > start]
    edges = {start, end}
    for label in own:
        edges |= {max(start, label.start), min(end, label.end)}
    cuts = sorted(edges)
    for left, right in itertools.pairwise(cuts):
        yield _piece(text, left, right, [label for label in own if label.start <= left and right <= label.end])


def _piece(text: str, left: int, right: int, labels: list[Label]) -> Piece:
    triggers = [label for label in labels if label.sort == "trigger"]
    starting = [label for label in labels if label.start == left and label.sort != "role"]
    return Piece(
        text=_UNPRINTABLE.sub("\ufffd", text[left:right]),
        anchors=tuple(label.name if label.sort == "evidence" else f"m-{label.name}" for label in starting),
        claims=tuple(label.name for label in triggers),
        roles=tuple(label.name for label in labels if label.sort == "role"),
        evidence=tuple(label.name for label in labels if label.sort == "evidence"),
        mood=triggers[0].mood if triggers else "",
    )
