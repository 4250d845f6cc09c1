"""Claims of one report from its text, and the happenings that alignment makes of them."""

from __future__ import annotations

from rashomon.alignment.telling import happenings
from rashomon.records import Claim, Filler, Quantity, Span, TimeValue
from tests.dossiers import place, report

TOWNS = {p.id: p for p in (place("Orlin", 33.00, 44.00), place("Besk", 33.05, 44.00), place("Tavra", 33.40, 44.60))}


def filler(text, words, name=None):
    start = text.index(words)
    return Filler(text=words, start=start, end=start + len(words), entity=name)


def claims_of(text, *told, towns=TOWNS):
    """Return claims told as (kind, trigger, fields); a sentence ends at a point, towns are found by name."""
    made = []
    for number, (kind, trigger, fields) in enumerate(told):
        at = text.index(trigger)
        first = text.rfind(". ", 0, at) + 2 if ". " in text[:at] else 0
        last = text.find(". ", at) + 1 or len(text)
        low, day = fields.pop("low", None), fields.pop("day", None)
        roles = {
            role: tuple(filler(text, w, w if w in towns else None) for w in fields.pop(role, ()))
            for role in ("actor", "target", "place")
        }
        made.append(
            Claim(
                id=f"c{number}",
                report="r",
                kind=kind,
                start=first,
                end=last,
                sentence=text.count(". ", 0, at),
                trigger=Span(start=at, end=at + len(trigger), text=trigger),
                **roles,
                quantities=(Quantity(text=str(low), start=at, end=at + 1, low=low, high=low, of="people"),)
                if low
                else (),
                time=TimeValue(text=day, at=at, at_end=at + 3, start=day, end=f"{day[:8]}{int(day[8:]) + 1:02d}")
                if day
                else None,
                **fields,
            )
        )
    return made


def groups(text, *told, published=None, towns=TOWNS):
    claims = claims_of(text, *told, towns=towns)
    spots = sorted((text.index(n), text.index(n) + len(n), n) for n in towns if n in text)
    parts = happenings(claims, report("r", text, published=published), towns, spots)
    return sorted(sorted(c.id for c in part.claims) for part in parts)
