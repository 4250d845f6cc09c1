"""One-line factories of records for the tests of alignment and assessment."""

from __future__ import annotations

from rashomon.accounts import accounts_of, bare
from rashomon.assessment.casefile import CaseFile
from rashomon.records import Certainty, Claim, Entity, Filler, Quantity, Report, Span, TimeValue, Voice


def report(name, text=" " * 4000, *, outlet=None, published=None):
    return Report(
        id=name, source=f"{name}.txt", text=text, sha256="0", outlet=outlet or name, published=published, language="en"
    )


def place(name, lat, lon, radius=2.0):
    return Entity(id=name, kind="place", name=name.title(), lat=lat, lon=lon, radius_km=radius)


def actor(key, **fields):
    return Entity(id=key, kind=fields.pop("kind", "actor"), name=fields.pop("name", key.title()), **fields)


def day_after(day):
    return f"{day[:8]}{int(day[8:]) + 1:02d}"


def claim(
    report_id, name, kind="casualties", *, at=0, sentence=0, slot=None, low=None, high=None, of="people", quantity=None,
    places=(), day=None, voices=(), actors=(), targets=(), trigger="happened", width=60, part_of=None, **certainty
):  # fmt: skip
    fill = lambda words: tuple(Filler(text=w, start=at + 20, end=at + 20 + len(w), entity=w) for w in words)  # noqa: E731
    counted = Quantity(
        text=quantity or str(low if low is not None else high), start=at, end=at + 2, low=low, high=high, of=of
    )
    return Claim(
        id=name, report=report_id, start=at, end=at + width, sentence=sentence, kind=kind, slot=slot, part_of=part_of,
        trigger=Span(start=at + 3, end=at + 3 + len(trigger), text=trigger),
        quantities=(counted,) if low is not None or high is not None else (),
        place=fill(places), actor=fill(actors), target=fill(targets),
        time=TimeValue(text=day, at=at, at_end=at + 4, start=day, end=day_after(day)) if day else None,
        voices=tuple(Voice(text=v, start=at + 40, end=at + 40 + len(v), entity=v) for v in voices),
        certainty=Certainty(**certainty),
    )  # fmt: skip


def open_case(reports, sentences=(), entities=(), claims=()):
    case = CaseFile(entities=bare(entities))
    for account in accounts_of(reports, entities, claims, sentences).values():
        case.take(account)
    return case
