"""How the figures of one slot stand to each other, one rule a case."""

from __future__ import annotations

import msgspec
import pytest

from rashomon.assessment.assess import assess
from rashomon.records import Event, Span
from tests.dossiers import actor, claim, report

MONITOR, UN, ARMY = actor("monitor"), actor("un"), actor("army")
DAYS = {"r1": "2021-03-02", "r2": "2021-03-03", "r3": "2021-03-04"}


def dead(name, report_id, low, high=None, **fields):
    return claim(report_id, name, slot=fields.pop("slot", "killed"), low=low, high=high, **fields)


def kinds(claims, dated=True):
    reports = [report(r, published=DAYS[r] if dated else None) for r in sorted({c.report for c in claims})]
    event = Event(id="e", kind="attack", title="blast", claims=tuple(c.id for c in claims))
    return sorted(f.kind for f in assess(reports, [], (MONITOR, UN, ARMY), claims, [event], [], [])[1])


LOST = {"slot": "destroyed", "kind": "loss"}
CASES = {
    "two least numbers that rise": ([dead("a", "r1", 26), dead("b", "r2", 35)], True, ["update"]),
    "two least numbers of one day and two origins": ([dead("a", "r1", 26), dead("b", "r2", 35)], False, []),
    "two who are named, each with its own count": (
        [dead("a", "r1", 5, 5, voices=("army",)), dead("b", "r2", 34, 34, voices=("un",))], True, ["contradiction"],
    ),
    "what may be clashes with nothing": (
        [dead("a", "r1", 26, 26), dead("b", "r2", 200, 200, modality="possible")], False, ["difference"],
    ),
    "two least numbers of one origin": (
        [dead("a", "r1", 26, voices=("monitor",)), dead("b", "r2", 35, voices=("monitor",))], False, ["update"],
    ),
    "a headline short for its report's least number": (
        [dead("h", "r1", 26, 26), dead("a", "r1", 26), dead("b", "r2", 35, 35)], False, [],
    ),
    "two speakers of one report": (
        [dead("a", "r1", 11, 11, voices=("un",)), dead("b", "r1", 11, 11, voices=("army",))], True, ["agreement"],
    ),
    "one speaker twice": (
        [dead("a", "r1", 11, 11, voices=("un",)), dead("b", "r1", 11, 11, voices=("un",))], True, [],
    ),
    "what one deed destroyed does not grow": (
        [dead("a", "r1", 2, 2, of="launchers", **LOST), dead("b", "r2", 3, 3, of="launchers", **LOST)],
        True, ["difference"],
    ),
    "drones under two names": (
        [dead("a", "r1", 12, 12, of="drones", **LOST), dead("b", "r2", 12, 12, of="unmanned aerial vehicles", **LOST)],
        True, ["agreement"],
    ),
    "tanks are no drones": (
        [dead("a", "r1", 5, 5, of="tanks", **LOST), dead("b", "r2", 12, 12, of="drones", **LOST)], True, [],
    ),
    "farmers who were all the dead": (
        [dead("a", "r1", 2, 2), dead("b", "r2", 2, 2, of="farmers")], True, ["agreement"],
    ),
    "farmers among the dead": (
        [dead("a", "r1", 9, 9), dead("b", "r2", 9, 9), dead("c", "r2", 2, 2, of="farmers")], True, ["agreement"],
    ),
    "pilgrims who were all the dead, and one more": (
        [dead("a", "r1", 9, 9), dead("b", "r2", 9, 9, of="pilgrims"), dead("c", "r3", 10, 10, of="pilgrims")],
        False, ["agreement", "contradiction"],
    ),
    "one number and at least as many, beside a lower one": (
        [dead("a", "r1", 650, 650), dead("b", "r2", 1300, 1300), dead("c", "r3", 1300)],
        False, ["agreement", "contradiction", "contradiction"],
    ),
    "about as many as up to so many": (
        [dead("a", "r1", 80, 80), dead("b", "r2", None, 100)], False, ["agreement"],
    ),
    "far fewer than up to so many": (
        [dead("a", "r1", 20, 20), dead("b", "r2", None, 100)], False, [],
    ),
    "two speakers of a report of many figures": (
        [dead("a", "r1", 494, 494, voices=("monitor",)), dead("b", "r1", 650, 650, voices=("un",)),
         dead("c", "r1", 900, 900), dead("d", "r1", 1500, 1500)],
        True, ["difference"],
    ),
    "as many fighters as civilians": (
        [dead("a", "r1", 11, 11, of="civilians"), dead("b", "r2", 11, 11, of="terrorists")], True, ["difference"],
    ),
    "fewer civilians than fighters": (
        [dead("a", "r1", 11, 11, of="civilians"), dead("b", "r2", 14, 14, of="fighters")], True, [],
    ),
    "more fighters than people": (
        [dead("a", "r1", 18, 18), dead("b", "r2", 36, of="mercenaries")], True, ["difference"],
    ),
    "bodies carried by one service": ([dead("a", "r1", 126, 126), dead("b", "r2", 100, of="bodies")], True, []),
    "more bodies than dead": ([dead("a", "r1", 53), dead("b", "r2", 133, 133, of="bodies")], True, ["update"]),
    "wounded who died later": ([dead("a", "r1", 18, 18), dead("b", "r2", 3, 3, of="wounded")], True, []),
    "three steps of one origin": (
        [dead("a", "r1", 30, 30, voices=("un",)), dead("b", "r2", 31, voices=("un",)),
         dead("c", "r3", 32, 32, voices=("un",))], True, ["update"],
    ),
    "two pictures": (
        [dead("a", "r1", 3, 3, voices=("a photograph",)), dead("b", "r2", 12, 12, voices=("a video",))], True, [],
    ),
    "body parts": ([dead("a", "r1", 3, 9, of="body parts"), dead("b", "r2", 12, 12)], True, []),
    "the lowest and the highest, with one that fits both between": (
        [dead("a", "r1", 27, 27), dead("b", "r2", 31, None), dead("c", "r3", 34, 34)], False,
        ["agreement", "contradiction", "contradiction"],
    ),
    "three steps": (
        [dead("a", "r1", 5, 5), dead("b", "r2", 8, 8), dead("c", "r3", 19, 19)], True, ["update"] * 3,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_figures(name):
    claims, dated, wanted = CASES[name]
    assert kinds(claims, dated) == wanted


HARMS = {
    "another harm's number": ("It kills 5 injures 7 in the town.", ["5"]),
    "of either harm": ("It kills and wounds 7 in the town.", ["7"]),
    "its own number": ("It kills 7 in the town, injuring 9.", ["7"]),
}


@pytest.mark.parametrize("name", HARMS)
def test_a_number_is_of_the_harm_before_it(name):
    words, wanted = HARMS[name]
    read = [("5", words.find("5")), ("7", words.find("7"))]
    told = [_counted(f"{r}{n}", r, n, at) for r in ("r1", "r2") for n, at in read if at >= 0]
    event = Event(id="e", kind="attack", title="blast", claims=tuple(c.id for c in told))
    (judged,), _ = assess([report("r1", words), report("r2", words)], [], (), told, [event], [], [])
    assert [str(p.low) for p in judged.positions if p.slot == "killed"] == wanted


def _counted(name, report_id, number, at):
    told = dead(name, report_id, int(number), int(number), trigger="kills", width=33)
    quantity = msgspec.structs.replace(told.quantities[0], start=at, end=at + 1)
    return msgspec.structs.replace(told, quantities=(quantity,))


FIRST, HIGHER = "It kills 5 in the town.", "It kills 7 in the town."
RUNNING = {
    "two counts of one day": (FIRST, HIGHER, ("r1", "r1"), "contradiction"),
    "an updated toll": (FIRST, HIGHER[:-1] + ", a doctor says in an updated toll.", ("r1", "r1"), "update"),
    "a toll that rises": ("It kills 5, as the toll rises to 5.", HIGHER, ("r1", "r1"), "update"),
    "a toll that rises, told a day after the higher one": (
        "It kills 5, as the toll rises to 5.", HIGHER, ("r2", "r1"), "contradiction",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", RUNNING)
def test_a_running_toll_clashes_with_no_other_of_the_day(name):
    first, higher, days, wanted = RUNNING[name]
    told = [_counted("a", "r1", "5", first.index("5")), _counted("b", "r2", "7", higher.index("7"))]
    told = [msgspec.structs.replace(c, end=200) for c in told]
    texts = zip(("r1", "r2"), (first, higher), days, strict=True)
    reports = [report(r, text + " " * 200, published=DAYS[day]) for r, text, day in texts]
    event = Event(id="e", kind="attack", title="blast", claims=("a", "b"))
    assert [f.kind for f in assess(reports, [], (), told, [event], [], [])[1]] == [wanted]


PARTS = {
    "of whom": ("It had 9 evacuees killed, 7 of whom were women.", "women"),
    "of whom, no class": ("It had 9 evacuees killed, 7 of whom were late.", "a part"),
    "the class of all": ("It had 7 evacuees killed in the town.", "evacuees"),
}


@pytest.mark.parametrize("name", PARTS)
def test_a_part_is_of_its_own_class(name):
    words, wanted = PARTS[name]
    told = _counted("a", "r1", "7", words.index("7"))
    told = msgspec.structs.replace(told, end=len(words), part_of="c9" if "whom" in words else None)
    if not told.part_of:
        told = msgspec.structs.replace(told, quantities=(msgspec.structs.replace(told.quantities[0], of="evacuees"),))
    event = Event(id="e", kind="attack", title="blast", claims=("a",))
    (judged,), _ = assess([report("r1", words)], [], (), [told], [event], [], [])
    assert [p.part for p in judged.positions if p.slot == "killed"] == [wanted]


LATER = {
    "in hospital": ("7 died in a city hospital of burns.", "died of wounds"),
    "of wounds": ("7 died as a result of their wounds.", "died of wounds"),
    "at once": ("7 died in the town on Monday night.", ""),
}


@pytest.mark.parametrize("name", LATER)
def test_who_died_later_is_a_part_of_the_dead(name):
    words, wanted = LATER[name]
    told = _counted("a", "r1", "7", 0)
    told = msgspec.structs.replace(told, end=len(words), trigger=Span(start=2, end=6, text="died"))
    event = Event(id="e", kind="attack", title="blast", claims=("a",))
    (judged,), _ = assess([report("r1", words)], [], (), [told], [event], [], [])
    assert [p.part for p in judged.positions if p.slot == "killed"] == [wanted]


OWN = {
    "of its soldiers": ("3 of its soldiers died", "6 soldiers died here", []),
    "soldiers": ("3 soldiers died today", "6 soldiers died here", ["contradiction"]),
}


@pytest.mark.parametrize("name", OWN)
def test_whose_soldiers_were_counted(name):
    mine, others, wanted = OWN[name]
    told = [
        dead("a", "r1", 3, 3, of="soldiers", voices=("un",)),
        dead("b", "r2", 6, 6, of="soldiers", voices=("army",)),
    ]
    event = Event(id="e", kind="attack", title="blast", claims=("a", "b"))
    reports = [report("r1", mine + " " * 100), report("r2", others + " " * 100)]
    assert [f.kind for f in assess(reports, [], (UN, ARMY), told, [event], [], [])[1]] == wanted


SIDES = {
    "its own dead": ("The Brigade counted 5 martyrs in the fight.", "Police said 7 died.", []),
    "its own dead, of a name": ("He admitted that 5 of the Falcons were martyred.", "Police said 7 died.", []),
    "the dead of the enemy": ("The enemy left behind it 5 dead.", "Police said 7 died.", []),
    "one of those killed": ("5 of those killed were smiths.", "Police said 7 died.", []),
    "anybody's dead": ("The governor counted 5 dead in the fight.", "Police said 7 died.", ["contradiction"]),
}


@pytest.mark.parametrize("name", SIDES)
def test_the_dead_of_one_side_clash_with_no_other_count(name):
    one, other, wanted = SIDES[name]
    told = [_counted("a", "r1", "5", one.index("5")), _counted("b", "r2", "7", other.index("7"))]
    told = [msgspec.structs.replace(c, start=0, end=len(text)) for c, text in zip(told, (one, other), strict=True)]
    event = Event(id="e", kind="attack", title="blast", claims=("a", "b"))
    reports = [report("r1", one), report("r2", other)]
    assert [f.kind for f in assess(reports, [], (), told, [event], [], [])[1]] == wanted
