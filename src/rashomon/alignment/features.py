"""The table of comparisons: how two claims, or two groups of claims, are held against each other, with reasons."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from rashomon.alignment.cues import word_set
from rashomon.alignment.families import is_stance
from rashomon.alignment.profiles import COUNTRY_KM, REGION_KM, Profile, main_places, share_a_day
from rashomon.measures import Days, Interval, apart, kilometres

NEAR_KM = 12.0  # one town with its suburbs
FIGHT = frozenset({"violence", "control"})  # a town is attacked and taken in one battle
OTHER_MEANS_TOLD = -5.0  # one report that tells of an ambush and, with its day, of an air strike tells of two
OTHER_MEANS_LOOSE = -0.3  # without day or place of its own it may be a part of what was told
OWN_KINDS = frozenset({"downing", "execution"})  # deeds that no bombardment is, whoever tells of them
CARRIERS = frozenset({"air", "shelling"})  # what gas comes with
SAME_SCOPE = {
    "war": 1.0,
    "span": 1.0,
    "habit": -0.2,
    "plan": -0.2,
    "general": -1.0,
}  # a war is one; two habits, plans or operations may be any
TOWN_KM = 1.5  # two names of places nearer than this may be one place
TWO_TOWNS = -0.8  # what towns of different names say, across reports; within one report they are two happenings
NEAR_OTHERS = -0.8  # "near one place" and "at another" of one report
PART_OF_TOLL = -0.3  # within one report a far smaller count is a part of the toll, or another happening
FAR_KM = 40.0  # beyond this, two precise places are two happenings
WEEKS = 21  # so far off may a date of publication be
DAYS_AFTER, DAY_APART = 2, -0.5  # a toll told the day after may be of the day before: little proof of two happenings
WEEKDAY_APART = -0.4  # no proof of two happenings, but other features must be strong


class Comparison(NamedTuple):
    """What one feature finds: a score in -1..1, why, the two values, and whether it forbids joining."""

    score: float
    reason: str
    left: str
    right: str
    veto: bool = False


class Feature(NamedTuple):
    """A comparison with its name and weight; its public explanation is the function's docstring."""

    name: str
    weight: float
    compare: Callable[[Profile, Profile], Comparison]


def _nothing(reason: str) -> Comparison:
    return Comparison(0.0, reason, "", "")


def compare_family(a: Profile, b: Profile) -> Comparison:
    """Claims of violence, of control, of movement and of each other kind tell of different happenings."""
    if a.family == b.family:
        return Comparison(0.3, "same family of kinds", a.family, b.family)
    if {a.family, b.family} == FIGHT and (_goes_on(a, b) if _one_report(a, b) else _one_fight(a, b)):
        return Comparison(0.0, "a fight for one place", a.family, b.family)
    return Comparison(-1.0, "different families of kinds", a.family, b.family, veto=True)


def _one_fight(a: Profile, b: Profile) -> bool:
    """Tell whether in two reports a place is attacked and taken: both tell of the fight, or of its parties and day."""
    if not a.towns & b.towns:
        return False
    parties = (a.names & b.names) - a.places.keys() - b.places.keys()
    in_arms = (a.sufferers | b.sufferers) & word_set("army_words")
    return bool((a.fought and b.fought) or in_arms or (parties and a.days and b.days))


def _goes_on(told: Profile, new: Profile) -> bool:
    """Tell whether a report goes on about a fight: it names the place again, or no place and day at all."""
    in_arms = bool(told.sufferers & word_set("army_words"))
    if new.held and told.family == "violence" and not told.fought and not in_arms:
        return False
    if told.towns & new.towns:
        return True
    if new.towns or new.places or new.months or (new.days and not share_a_day(told, new)):
        return False
    if told.family == "control":
        return bool(told.days and told.places)
    return told.fought or in_arms


def compare_scope(a: Profile, b: Profile) -> Comparison:
    """A count over a whole war, or a habit, is not the one happening."""
    if a.scope == b.scope == "war" and not (a.places.keys() & b.places.keys() or a.names & b.names):
        return Comparison(0.0, "two wars, perhaps", a.scope, b.scope)
    if a.scope == b.scope:
        return Comparison(SAME_SCOPE.get(a.scope, 0.0), "same scope", a.scope, b.scope)
    return Comparison(-1.0, "one is about a whole war or a habit", a.scope, b.scope, veto=True)


def _say(interval: Days) -> str:
    first, last = date.fromordinal(interval[0]), date.fromordinal(interval[1] - 1)
    return first.isoformat() if first == last else f"{first.isoformat()} to {last.isoformat()}"


def _say_count(count: tuple[float, float]) -> str:
    low, high = count
    return f"{low:.0f}" if low == high else f"{low:.0f} or more" if high == math.inf else f"{low:.0f} to {high:.0f}"


def _in_months(interval: Days, months: set[int]) -> bool:
    first, last = date.fromordinal(interval[0]), date.fromordinal(interval[1] - 1)
    return first.month in months or last.month in months or (last - first).days > 60


def _one_weekday(a: Profile, b: Profile) -> bool:
    """Tell whether days named by weekday lie whole weeks apart: a wrong date of publication does that."""
    pairs = [(x, y) for x in a.weekdays for y in b.weekdays]
    return any(
        x[1] - x[0] == y[1] - y[0] == 1 and (x[0] - y[0]) % 7 == 0 and abs(x[0] - y[0]) <= WEEKS for x, y in pairs
    )


def compare_days(a: Profile, b: Profile) -> Comparison:
    """Days that are settled must share a day; the narrower the shared days, the more they say."""
    for x, y in ((a, b), (b, a)):
        if x.months and y.days and not any(_in_months(interval, x.months) for interval in y.days):
            return Comparison(-1.0, "another month", str(sorted(x.months)), _say(y.days[0]), veto=True)
    if a.months and b.months and not a.months & b.months:
        return Comparison(-1.0, "another month", str(sorted(a.months)), str(sorted(b.months)), veto=True)
    if not a.days or not b.days:
        return _nothing("a time is not settled")
    shared = [(max(x[0], y[0]), min(x[1], y[1])) for x in a.days for y in b.days]
    narrow = [s for s in shared if s[0] < s[1]]
    if not narrow and _one_weekday(a, b):
        return Comparison(WEEKDAY_APART, "the same weekday of other weeks", _say(a.days[0]), _say(b.days[0]))
    gap = min(max(x[0] - y[1], y[0] - x[1]) for x in a.days for y in b.days) + 1
    if not narrow and gap <= DAYS_AFTER and not (_one_report(a, b) and (b.towns | b.near) - a.towns - a.near):
        return Comparison(DAY_APART, "days next to each other", _say(a.days[0]), _say(b.days[0]))
    if not narrow:
        return Comparison(-1.0, "no day in common", _say(a.days[0]), _say(b.days[0]), veto=True)
    if any(x == y for x in a.days for y in b.days):
        return Comparison(
            1.0 if (narrow[0][1] - narrow[0][0]) <= 2 else 0.5, "the same days", _say(narrow[0]), _say(narrow[0])
        )
    meeting = ((x, y) for x in a.days for y in b.days if x[0] < y[1] and y[0] < x[1])
    widest = min(max(x[1] - x[0], y[1] - y[0]) for x, y in meeting)
    return Comparison(1.0 / (1.0 + math.log(max(1, widest))), "days in common", _say(a.days[0]), _say(b.days[0]))


def compare_news(a: Profile, b: Profile) -> Comparison:
    """What a report tells without a day is of the weeks before its publication."""
    if (a.days and b.days) or _one_report(a, b):
        return _nothing("both days are told, or in one report")
    left, right = (p.days or [(day, day + 1) for day in sorted(p.published)] for p in (a, b))
    if not left or not right:
        return _nothing("a date of publication is not known")
    gap = min(max(x[0] - y[1], y[0] - x[1]) for x in left for y in right) + 1
    if gap <= WEEKS:
        return _nothing("within some weeks of each other")
    return Comparison(-1.0, "told weeks apart", _say(left[0]), _say(right[0]))


def _place_pair(p: tuple[float, float, float], q: tuple[float, float, float]) -> float:
    distance, radius = kilometres(p[:2], q[:2]), max(p[2], q[2])
    if distance <= max(NEAR_KM, min(radius, FAR_KM)):
        return 1.0 if radius < REGION_KM else 0.3 if radius < COUNTRY_KM else 0.1
    if distance <= radius:
        return 0.2
    if distance > FAR_KM + p[2] + q[2]:
        return -1.0
    return 0.0


def _one_report(a: Profile, b: Profile) -> bool:
    return bool(a.reports & b.reports)


def _two_towns(a: Profile, b: Profile) -> bool:
    """Tell whether both are told of at towns, of different names, and neither at a quarter of the other's."""
    quarters = a.quarters | b.quarters
    left, right = a.towns - quarters, b.towns - quarters
    if not left or not right or a.towns & b.towns or _quarter_of(a, right, b) or _quarter_of(b, left, a):
        return False
    pairs = [(a.places[x], b.places[y]) for x in left for y in right if x in a.places and y in b.places]
    return all(kilometres(p[:2], q[:2]) > TOWN_KM for p, q in pairs)


def _quarter_of(one: Profile, towns: set[str], other: Profile) -> bool:
    """Tell whether one is told of at a quarter that lies by a town of the other."""
    spots = [one.places[q][:2] for q in one.quarters if q in one.places]
    return any(kilometres(spot, other.places[t][:2]) <= NEAR_KM for spot in spots for t in towns if t in other.places)


def compare_places(a: Profile, b: Profile) -> Comparison:
    """Places must lie within one town and its suburbs, or one must hold the other; far apart forbids."""
    if a.place_names & b.place_names:
        return Comparison(0.6, "the same place by name", *2 * (sorted(a.place_names & b.place_names)[0],))
    if _two_towns(a, b) and not (a.places and b.places):
        pair = (min(a.towns), min(b.towns))
        return Comparison(TWO_TOWNS, "towns of different names", *pair, veto=_one_report(a, b))
    if not a.places or not b.places:
        return _near_others(a, b) if _one_report(a, b) else _nothing("a place is not on the map")
    left, right = main_places(a), main_places(b)
    best = max((_place_pair(p, q), x, y) for x, p in left.items() for y, q in right.items())
    if best[0] > TWO_TOWNS and _two_towns(a, b):
        return Comparison(TWO_TOWNS, "towns of different names", best[1], best[2], veto=_one_report(a, b))
    reason = "places near or within each other" if best[0] > 0 else "places apart"
    return Comparison(best[0], reason, best[1], best[2], veto=best[0] <= -1.0)


def _near_others(a: Profile, b: Profile) -> Comparison:
    """Hold two happenings of a report apart that lie at or near places of other names, of which no map tells more."""
    left, right = a.towns | a.near, b.towns | b.near
    if not (a.near | b.near) or not left or not right or left & right or a.quarters | b.quarters:
        return _nothing("a place is not on the map")
    return Comparison(NEAR_OTHERS, "at or near places of different names", min(left), min(right))


def _ratio(a: tuple[float, float], b: tuple[float, float]) -> float:
    x, y = (v[0] if v[0] else min(v[1], 1e9) for v in (a, b))
    return max(x, y) / max(1.0, min(x, y))


def _is_rough(count: Interval) -> bool:
    """Tell whether a count is a rough one ("hundreds"): equal ones say little."""
    return count[0] != count[1] < math.inf


def compare_counts(a: Profile, b: Profile) -> Comparison:
    """Equal tolls speak for one happening, tolls many times apart against it."""
    scores = []
    for slot in sorted(a.counts.keys() & b.counts.keys()):
        for x in a.counts[slot]:
            for y in b.counts[slot]:
                exact = x[0] == y[0] > 2 and not (_is_rough(x) or _is_rough(y))
                ratio = _ratio(x, y)
                far = PART_OF_TOLL if _one_report(a, b) and y[0] < x[0] else -1.0
                far = 0.0 if 0.0 in (x[0], y[0]) and not apart(x, y) else far  # "up to a hundred" may be five
                score = 1.0 if exact else 0.4 if not apart(x, y) and ratio < 3 else far if ratio > 8 else 0.0
                scores.append((score, slot, _say_count(x), _say_count(y)))
    if not scores:
        return _nothing("no count of one slot in both")
    best = max(scores)
    return Comparison(best[0], f"counts of {best[1]}", best[2], best[3])


def compare_names(a: Profile, b: Profile) -> Comparison:
    """Shared actors, persons and things speak for one happening."""
    shared = a.names & b.names
    if not shared:
        return _nothing("no name in common")
    return Comparison(min(1.0, 0.5 * len(shared)), "names in common", *2 * (", ".join(sorted(shared)[:3]),))


def compare_words(a: Profile, b: Profile) -> Comparison:
    """Shared words of targets and instruments (buses, mosque, truck) speak for one happening."""
    shared = a.words & b.words
    if not shared:
        return _nothing("no word in common")
    score = min(1.0, len(shared) / (1.0 + math.sqrt(min(len(a.words), len(b.words)))))
    return Comparison(score, "words in common", *2 * (", ".join(sorted(shared)[:3]),))


def compare_context(a: Profile, b: Profile) -> Comparison:
    """Shared words of the clauses speak a little for one happening."""
    shared = a.context & b.context
    if len(shared) < 2:
        return _nothing("hardly a word of the clauses in common")
    score = min(1.0, len(shared) / (2.0 + math.sqrt(len(a.context) * len(b.context)) / 2))
    return Comparison(score, "words of the clauses in common", *2 * (", ".join(sorted(shared)[:3]),))


def other_means(a: Profile, b: Profile) -> bool:
    """Tell whether both say by what means it was done, and none of one is among those of the other."""
    one, other = (p.means | CARRIERS if p.means == {"chemical"} else p.means for p in (a, b))
    return bool(one and other) and not one & other


def compare_means(a: Profile, b: Profile) -> Comparison:
    """An air strike, a shelling, a bomb and an ambush are held apart, though reports may differ on what it was."""
    if any(x.battle and not x.means and y.means and y.means <= OWN_KINDS for x, y in ((a, b), (b, a))):
        return Comparison(OTHER_MEANS_TOLD, "another kind of deed", " ".join(a.means), " ".join(b.means))
    if not a.means or not b.means:
        return _nothing("the means are not told")
    left, right = ", ".join(sorted(a.means)), ", ".join(sorted(b.means))
    if not other_means(a, b):
        return Comparison(0.3, "means in common", left, right)
    if (a.means | b.means) & OWN_KINDS:
        return Comparison(OTHER_MEANS_TOLD, "another kind of deed", left, right, veto=_one_report(a, b))
    anchored = bool(b.days or b.places or b.towns)
    score = (OTHER_MEANS_TOLD if anchored else OTHER_MEANS_LOOSE) if _one_report(a, b) else -1.0
    return Comparison(score, "other means", left, right)


def compare_parties(a: Profile, b: Profile) -> Comparison:
    """Two speakers are two acts; where the doers of one suffered the other, it answers it, unless they fought."""
    acts = a.family == b.family and (is_stance(a.family) or a.family == "movement")
    if acts and a.doers and b.doers and not a.doers & b.doers:
        return Comparison(-1.0, "two speakers or movers", min(a.doers), min(b.doers), veto=_one_report(a, b))
    if not _one_report(a, b) or a.fought or b.fought:
        return _nothing("two reports, or a fight")
    turned = (a.doers & b.sufferers - b.doers - a.sufferers) or (b.doers & a.sufferers - a.doers - b.sufferers)
    if turned:
        return Comparison(-1.0, "who did the one suffered the other", *2 * (min(turned),))
    left, right = _side_hit(a), _side_hit(b)
    if left and right and left != right and ("air" in a.means) != ("air" in b.means):
        return Comparison(-1.0, "one from the air, and the other side was hit", left, right)
    return _nothing("no party on both ends")


def _side_hit(profile: Profile) -> str:
    """Return which side a group says was hit, where it is one: soldiers, or those whom a state fights."""
    sides = [side for side in ("state_side", "other_side") if profile.sufferers & word_set(side)]
    return sides[0] if len(sides) == 1 else ""


FEATURES: tuple[Feature, ...] = (
    Feature("family", 1.0, compare_family),
    Feature("scope", 1.5, compare_scope),
    Feature("days", 2.0, compare_days),
    Feature("news", 2.0, compare_news),
    Feature("places", 1.5, compare_places),
    Feature("counts", 1.5, compare_counts),
    Feature("names", 0.6, compare_names),
    Feature("means", 0.7, compare_means),
    Feature("parties", 3.5, compare_parties),
    Feature("words", 1.2, compare_words),
    Feature("context", 1.0, compare_context),
)


def compare(a: Profile, b: Profile) -> list[tuple[Feature, Comparison]]:
    """Return every feature's finding about two profiles."""
    return [(feature, feature.compare(a, b)) for feature in FEATURES]


def likeness(a: Profile, b: Profile) -> float:
    """Return the weighted sum of the features, minus infinity where one forbids joining."""
    total = 0.0
    for feature in FEATURES:
        found = feature.compare(a, b)
        if found.veto:
            return -math.inf
        total += feature.weight * found.score
    return total


def reasons(a: Profile, b: Profile) -> tuple[str, ...]:
    """Return why two profiles were joined, strongest first."""
    found = [(f.weight * c.score, f.name, c) for f, c in compare(a, b) if c.score > 0]
    return tuple(
        f"{name}: {c.reason} ({c.left} / {c.right})" for _, name, c in sorted(found, key=lambda x: (-x[0], x[1]))
    )
