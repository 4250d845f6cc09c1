"""A small analysis made by hand: two reports, one event, one finding, one failure."""

from __future__ import annotations

import hashlib

from rashomon.records import (
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
    Rating,
    Report,
    Span,
    TimeValue,
    Voice,
)

FIRST = "Shells hit <b>Sarra</b>\n\nTwo people were killed in Sarra on Monday, doctors said.\n"
SECOND = "Five people were killed in Sarra. The army denied it."


def report(name: str, text: str) -> Report:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Report(
        id=name,
        source=f"{name}.txt",
        text=text,
        sha256=digest,
        outlet=f"Outlet {name}",
        published="2020-05-19",
        language="en",
    )


def claim(source: Report, name: str, evidence: str, trigger: str, count: str, value: int, **rest: object) -> Claim:
    at, start, many = (source.text.index(words) for words in (evidence, trigger, count))
    place = source.text.rindex("Sarra")
    return Claim(
        id=name,
        report=source.id,
        start=at,
        end=at + len(evidence),
        kind="casualties",
        sentence=0,
        slot="killed",
        trigger=Span(start=start, end=start + len(trigger), text=trigger),
        rule="killed",
        place=(Filler(text="Sarra", start=place, end=place + 5, entity="e1"),),
        quantities=(Quantity(text=count, start=many, end=many + len(count), low=value, high=value, of="people"),),
        **rest,
    )


def analysis() -> Analysis:
    one, two = report("r1", FIRST), report("r2", SECOND)
    doctors = Voice(text="doctors", start=FIRST.index("doctors"), end=FIRST.index("doctors") + 7, cue="said")
    monday = TimeValue(
        text="Monday",
        at=FIRST.index("Monday"),
        at_end=FIRST.index("Monday") + 6,
        start="2020-05-18",
        end="2020-05-19",
        anchor="the Monday before publication",
    )
    body = FIRST[FIRST.index("Two") : -1]
    first = claim(one, "r1.c1", body, "killed", "Two", 2, voices=(doctors,), time=monday)
    second = claim(
        two, "r2.c1", SECOND[:33], "killed", "Five", 5, certainty=Certainty(polarity="denied", cues=("denied",))
    )
    positions = tuple(
        Position(
            slot="killed",
            claims=(c.id,),
            reports=1,
            origins=(c.report,),
            low=n,
            high=n,
            origin_reasons=("its own voice",),
        )
        for c, n in ((first, 2), (second, 5))
    )
    place = FIRST.rindex("Sarra")
    return Analysis(
        rashomon="0.1.0",
        reports=(one, two),
        claims=(first, second),
        entities=(
            Entity(
                id="e1",
                kind="place",
                name="Sarra",
                names=("Sarra", "Sara"),
                lat=32.5,
                lon=13.1,
                gazetteer="geonames",
                mentions=(MentionRef(report="r1", start=place, end=place + 5),),
                reasons=("same spelling",),
            ),
        ),
        events=(
            Event(
                id="v1",
                kind="casualties",
                title="casualties, Sarra",
                claims=("r1.c1", "r2.c1"),
                place="e1",
                time=monday,
                positions=positions,
                rating=Rating(credibility=4, reasons=("the versions differ",)),
            ),
        ),
        findings=(
            Finding(
                id="f1",
                kind="contradiction",
                explanation="killed: Two and five cannot both be true.",
                slot="killed",
                claims=("r1.c1", "r2.c1"),
                reports=("r1", "r2"),
                spans=(Evidence(report="r2", start=34, end=53),),
            ),
        ),
        failures=(Failure(source="x.txt", stage="read", code="R103", message="x.txt is empty"),),
    )
