"""How one report tells its happenings: which of its claims speak of one happening, before other reports are asked."""

from __future__ import annotations

import functools
import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rashomon.alignment.cues import background_from, blames_antecedent, near_text, pattern, points_back, word_set
from rashomon.alignment.families import is_speech, is_stance
from rashomon.alignment.features import FIGHT, compare_counts, compare_family, likeness, other_means
from rashomon.alignment.profiles import PlaceMentions, Profile, absorb, profile_of, share_a_day
from rashomon.measures import days, ordinal
from rashomon.records import Claim, Entity, Report

SAME_SENTENCE = 1.0  # claims of one sentence belong together unless a feature speaks against it
POINTS_BACK = 1.5  # "the attack", "the blast": to the happening told last
FIRST_TOLD = 0.5  # what a report opens with is what it is about
LEAD = 0.4  # an opening without day or place is about what the body tells first
NO_OWN_ANCHOR = 0.6  # a claim without day or place of its own goes on about what was told
SAME_TOLL = 1.0  # the very count of "the attack" again, whatever was told between
TOLLS = frozenset({"killed", "wounded", "missing"})
TOLL_BACK = 2  # sentences between a toll and what is said of it
BACKGROUND = -1.6  # "days after a bombing": not what the sentence is about
GOES_ON = 0.9  # the next sentence goes on about the happening told last
NOT_THERE = -1.5  # "died there": at the place told of last
NO_ONE_ACTOR = -0.7  # nothing says that the same speaker speaks, or the same force moves, again
INTRODUCED = -2.0  # "a convoy attack", with an article as of something new
ANSWER = -2.5  # an answer is not what it answers
TURNS = -2.5  # a sentence that turns to something else, with a place or day of its own
NOT_NEWS = -5.0  # an undated opening is about the days before publication, where the report tells of these at all
FROM_AFAR = frozenset({"air", "shelling", "missile"})
NEWS_DAYS = 2  # so many days before publication, at most, is what happened news
ACCUSING = frozenset({"accuse", "reject", "describe", "publish"})  # of what stands next in their sentence
DEEDS = frozenset({"attack", "casualties", "loss", "capture"})
LONG_BEFORE = -2.5  # a day long before publication is not that of the undated news a report opens with
LONG_DAYS = 30
JOIN = 0.75  # the least likeness, found on hand-built dossiers (tests/alignment); rerun them when changing it
MOST_PARTS = 1000  # more parts than a sentence has
MOST_COMPARED = 12  # only so many of the happenings told last are asked, besides the first


@dataclass(slots=True)
class Happening:
    """Claims of one report about one happening, and when it was told last."""

    profile: Profile
    claims: list[Claim] = field(default_factory=list)
    told_at: int = 0  # grows with the sentences, and with the parts of one sentence
    background: bool = False
    points_back: bool = False
    that_one: bool = False  # "that attack"
    aside: bool = False  # nothing but what its sentence tells apart from what stands before it
    beside: list[Happening] = field(default_factory=list)  # from which its sentence tells it apart

    def take(self, other: Happening) -> None:
        """Add what another part of the telling says."""
        absorb(self.profile, other.profile)
        self.claims += other.claims
        self.background = self.background and other.background
        self.aside = self.aside and other.aside
        self.beside += other.beside


def _passages(
    claims: Sequence[Claim], text: str, entities: Mapping[str, Entity], places: PlaceMentions
) -> Iterator[list[Happening]]:
    """Yield, sentence by sentence, the claims that go together within the sentence."""
    for _, listed in itertools.groupby(sorted(claims, key=_place_in_text), key=lambda c: (c.start, c.sentence)):
        parts: list[Happening] = []
        for claim in listed:
            profile = profile_of(claim, text, entities, places)
            if parts and _is_share(claim, text):
                parts[-1].take(Happening(Profile(family=parts[-1].profile.family), [claim]))
                continue
            new = Happening(
                profile,
                [claim],
                background=background_from(claim, text) is not None,
                that_one=bool(pattern("that_one").search(near_text(claim, text))),
                points_back=points_back(near_text(claim, text)) and not profile.answer and not profile.introduces,
            )
            if parts:
                _goes_with(parts[-1], new, text)
                new.aside = _parts_with(parts[-1], new, text)
            home = _same_passage(parts, new, text)
            if home is None:
                parts.append(new)
            else:
                home.take(new)
                home.points_back |= new.points_back and not home.profile.introduces
                home.that_one |= new.that_one
        yield parts


def _goes_with(before: Happening, new: Happening, text: str) -> None:
    """Let a claim have the scope of the one before it in its sentence, and an accusation the kind of what it is of."""
    last, claim = before.claims[-1], new.claims[0]
    between = text[last.trigger.end : claim.trigger.start] if last.trigger and claim.trigger else ""
    if pattern("clause_end").search(between):
        return
    if blames_antecedent(claim, text):
        new.background = before.background
    if before.profile.scope in ("war", "span", "habit") and not new.profile.scope and not new.profile.days:
        new.profile.scope = before.profile.scope
    if pattern("outcome").search(f"{between}{claim.trigger.text if claim.trigger else ''}"):
        new.profile.forget_places()
    told_of = last.kind in ACCUSING and before.profile.family != "movement" and len(before.claims) == 1
    if told_of and new.profile.family == "violence":
        before.profile.family = "violence"
    if last.kind == claim.kind == "capture" and new.profile.family == "control" and not before.profile.towns:
        before.profile.family = "control"  # "the launcher that it seized after taking the base"


def _is_share(claim: Claim, text: str) -> bool:
    """Tell whether a claim counts a share of what was just counted ("126, including 68 children")."""
    if not claim.quantities or not claim.slot:
        return False
    at = claim.quantities[0].start
    return text[max(claim.start, at - 12) : at].rstrip().casefold().endswith(("including", "among them", "of whom"))


def _same_passage(parts: list[Happening], new: Happening, text: str) -> Happening | None:
    claim = new.claims[0]
    if new.aside:
        return None
    for part in reversed(parts):
        if part is parts[-1] and part.profile.family == "violence" and blames_antecedent(claim, text):
            return part
        if claim.part_of in {c.id for c in part.claims} or claim.trigger in [c.trigger for c in part.claims]:
            return part
        if _apart(part, new):
            continue
        follows = part is parts[-1] and (_is_outcome(claim) or _is_left_by(part, claim, text))
        if (part.background == new.background or follows) and likeness(
            part.profile, new.profile
        ) + SAME_SENTENCE >= JOIN:
            return part
    return None


def _apart(part: Happening, new: Happening) -> bool:
    """Tell whether two claims of a sentence have two speakers, or only one of them speaks of the last deed."""
    if is_stance(new.profile.family):
        own = bool(new.claims[0].actor) or new.profile.also
        return own and not part.profile.doers & new.profile.doers
    if is_speech(new.claims[0]) and other_means(part.profile, new.profile):
        return True  # "it carried out the ambush but denied the shelling"
    answers = part.points_back and all(c.kind in ("describe", "publish") for c in part.claims)
    return answers and bool(new.profile.towns)


def _parts_with(before: Happening, new: Happening, text: str) -> bool:
    """Tell whether a sentence tells a deed apart from the one before it: by its time, its place, or as its ground."""
    last, claim = before.claims[-1], new.claims[0]
    deeds = last.kind in DEEDS and claim.kind in DEEDS
    if not deeds or last.trigger is None or claim.trigger is None or claim.part_of or new.points_back:
        return False
    between = text[last.trigger.end : claim.trigger.start]
    if pattern("another_time").search(between):
        parted = claim.kind == "attack" and bool(claim.actor)
        if parted and not new.profile.days and pattern("same_day").search(between):
            new.profile.days += before.profile.days
        return parted
    if pattern("another_part").search(near_text(claim, text)):
        return True
    other = bool(claim.actor) and not before.profile.doers & new.profile.doers
    if pattern("where_clause").search(between):
        new_means = claim.kind == "attack" and before.profile.means != new.profile.means
        return other and (new_means or (last.kind == "attack" and claim.kind == "casualties"))
    if (
        last.kind == "attack"
        and claim.slot == "killed"
        and pattern("begins_after").search(text[last.trigger.start : claim.trigger.start])
    ):
        return other
    killed = last.slot == claim.slot == "killed" and bool(new.profile.counts)
    return other and killed and bool(pattern("after_clause").search(between)) and _counts_apart(before, new)


def _counts_apart(before: Happening, new: Happening) -> bool:
    """Tell whether no count of those killed is told of both."""
    pairs = itertools.product(before.profile.counts.get("killed", ()), new.profile.counts.get("killed", ()))
    return all(one != other for one, other in pairs)


def _is_left_by(part: Happening, claim: Claim, text: str) -> bool:
    """Tell whether a claim tells what the deed just told left behind ("an attack that left 20 people dead")."""
    last = part.claims[-1]
    if claim.kind not in ("casualties", "loss") or last.trigger is None or claim.trigger is None:
        return False
    return bool(pattern("outcome").search(text[last.trigger.end : claim.trigger.end]))


def _is_outcome(claim: Claim) -> bool:
    """Tell whether a claim tells what came of the one before it ("…, killing 87")."""
    return claim.trigger is not None and claim.trigger.text.casefold().endswith("ing")


def _meant(same: list[Happening], new: Happening) -> Happening:
    """Return the happening that "the blast" points back at: the last told with such means, or as a deed, or at all."""
    main = [h for h in same if not h.aside] or same  # an aside is not what the next sentence goes on about
    if not new.points_back:
        return main[0]
    if new.profile.context & word_set("ground_deeds"):
        return next((h for h in same if not h.profile.means & FROM_AFAR and _has_attack(h)), main[0])
    same = main
    same = [h for h in same if h.profile.scope == new.profile.scope] or same  # nobody points back at what is planned
    if new.that_one and 0 <= new.claims[0].sentence - same[0].claims[-1].sentence <= 1:
        return same[0]
    alike = (h for h in same if h.profile.means & new.profile.means)
    deeds = (h for h in same if _has_attack(h))
    return next(alike, None) or next(deeds, same[0])


def _has_attack(happening: Happening) -> bool:
    return any(c.kind == "attack" for c in happening.claims)


def _score(
    told: Happening, new: Happening, *, first: bool, last: bool, lead: bool, published: int | None, news: bool
) -> float:
    score = likeness(told.profile, new.profile)
    if score == -math.inf:
        return score
    one_actor = bool(told.profile.doers & new.profile.doers)
    goes_on = last and 0 <= new.claims[0].sentence - told.claims[-1].sentence <= 1
    # what is said next may be said by anyone of anything, and who moves next be anyone
    acts = is_stance(new.profile.family) or new.claims[0].kind == "deploy"
    if (acts and not new.points_back) or (new.profile.family == "movement" and new.profile.places):
        goes_on = goes_on and one_actor
    old = news and not told.profile.days and _not_news(new.profile, published)
    goes_on = goes_on and not (old and new.profile.days and not new.points_back)
    score += FIRST_TOLD * (first and new.profile.family in FIGHT and not new.profile.scope)
    score += LEAD * lead
    if not new.background:
        own_anchor = bool(new.profile.days or new.profile.places or new.profile.scope)
        score += POINTS_BACK * (last and new.points_back and not other_means(told.profile, new.profile))
        score += NO_OWN_ANCHOR * (not own_anchor and not acts and (last or first))
        score += GOES_ON * goes_on
    score += NO_ONE_ACTOR * (acts and not one_actor and not new.points_back)
    score += INTRODUCED * (new.profile.introduces and not told.profile.words & new.profile.words)
    one_deed = bool(told.profile.doers & new.profile.doers or told.profile.place_names & new.profile.place_names)
    score += ANSWER * (new.profile.answer and not told.profile.answer and not one_deed)
    score += TURNS * (not lead and _turns(told.profile, new.profile, old=old))
    score += NOT_NEWS * (old and first)
    one_toll = compare_counts(told.profile, new.profile).score >= 1.0
    score += SAME_TOLL * (one_toll and new.points_back)
    score += BACKGROUND * ((new.background or (told.background and not new.points_back)) and not one_toll)
    score += NOT_THERE * (new.profile.there and not last)
    score += LONG_BEFORE * (_long_before(new.profile, published) != _long_before(told.profile, published))
    return score


def _is_bare(told: Happening) -> bool:
    return not (told.profile.days or told.profile.places or told.profile.towns)


def _is_told_once(told: Happening) -> bool:
    """Tell whether a happening was told in one sentence alone, as a headline tells it."""
    return len({c.start for c in told.claims}) == 1


def _elsewhere(told: Profile, new: Profile) -> bool:
    """Tell whether a claim names a town, or a camp or quarter, that was not told of."""
    return bool((new.towns | new.quarters) - told.towns - told.quarters)


def _turns(told: Profile, new: Profile, *, old: bool) -> bool:
    """Tell whether a sentence that opens with "Elsewhere" or "A day later" names another place or day."""
    other_day = bool(told.days and new.days) and not share_a_day(told, new)
    if new.named_days and told.named_days and not new.named_days & told.named_days and _elsewhere(told, new):
        return True
    return new.turns and (old or other_day or (bool(new.places or new.days) and not told.towns & new.towns))


def _not_news(profile: Profile, published: int | None) -> bool:
    return published is not None and bool(profile.days) and all(end < published - NEWS_DAYS for _, end in profile.days)


def _long_before(profile: Profile, published: int | None) -> bool:
    return published is not None and bool(profile.days) and all(end < published - LONG_DAYS for _, end in profile.days)


def _candidates(told: list[Happening], new: Profile) -> list[Happening]:
    same = [h for h in told if h.profile.family == new.family or {h.profile.family, new.family} == FIGHT]
    recent = sorted(same, key=lambda h: -h.told_at)[:MOST_COMPARED]
    return recent if not same or same[0] in recent else [*recent, same[0]]


def _best(told: list[Happening], new: Happening, published: int | None, *, news: bool) -> Happening | None:
    """Return the happening told before that a part goes on about, where one is like enough."""
    same = _candidates(told, new.profile)
    if not same:
        return None
    kin = [h for h in same if not compare_family(h.profile, new.profile).veto] or list(same)
    # of what one sentence told, the next goes on about what is of its own kind
    kin.sort(key=lambda h: (-(h.told_at // MOST_PARTS), h.profile.family != new.profile.family, -h.told_at))
    last, first = _meant(kin, new), min(same, key=lambda h: h.claims[0].start)
    lead = not new.background and not new.profile.scope and all(_is_bare(h) for h in same)
    ask = functools.partial(_score, published=published, news=news)
    scored = [
        (ask(h, new, first=h is first, last=h is last, lead=lead and h is first and _is_told_once(h)), h.told_at, h)
        for h in same
    ]
    score, _, best = max(scored, key=lambda s: (s[0], s[1]))
    return best if score >= JOIN else None


def _toll_before(new: Happening, told: list[Happening], text: str) -> Happening | None:
    """Return the happening whose toll, told just before, a part calls too low or too high."""
    claim = new.claims[0]
    if len(new.claims) > 1 or claim.quantities or not pattern("of_a_toll").search(text[claim.start : claim.end]):
        return None
    counted = (
        (c, h) for h in told for c in h.claims if c.slot in TOLLS and 0 <= claim.sentence - c.sentence <= TOLL_BACK
    )
    return max(counted, key=lambda pair: (pair[0].start, pair[0].id), default=(claim, None))[1]


def _blame_before(new: Happening, told: list[Happening], text: str) -> Happening | None:
    """Return the happening of which somebody was accused just before, where a part is no more than the denial."""
    claim = new.claims[0]
    only_answers = all(c.kind in ("reject", "accuse") for c in new.claims)
    if not only_answers or claim.kind != "reject" or claim.trigger is None:
        return None
    if not pattern("denies_blame").match(text[claim.trigger.start : claim.end]):
        return None
    blames = ((c, h) for h in told for c in h.claims if c.kind == "accuse" and 0 <= claim.sentence - c.sentence <= 1)
    return max(blames, key=lambda pair: (pair[0].start, pair[0].id), default=(claim, None))[1]


def happenings(
    claims: Sequence[Claim], report: Report, entities: Mapping[str, Entity], places: PlaceMentions = ()
) -> list[Happening]:
    """Return the happenings that one report tells of, in the order of the telling."""
    told: list[Happening] = []
    published = ordinal(report.published)
    deeds = [interval for c in claims if c.kind in DEEDS and (interval := days(c.time)) is not None]
    news = published is not None and any(end > published - NEWS_DAYS for _, end in deeds)
    for order, parts in enumerate(_passages(claims, report.text, entities, places)):
        here: list[Happening] = []
        for part in parts:
            alone = (
                part.background or part.aside or is_stance(part.profile.family)
            )  # what its sentence holds apart stays so
            others = [h for h in told if h not in here] if alone else told
            home = (
                _toll_before(part, told, report.text)
                or _blame_before(part, told, report.text)
                or _best(others, part, published, news=news)
            )
            if part.profile.family == "violence" and not any(h.profile.family in FIGHT for h in told):
                part.background = False  # "four days after the strike that …": what a report opens with is its matter
            if part.aside and here:
                part.beside.append(here[-1])
            if home is None:
                told.append(part)
                home = part
            else:
                home.take(part)
            home.told_at = order * MOST_PARTS + len(here)
            here.append(home)
    for happening in told:
        happening.profile.published = {published} if published is not None else set()
    return told


def told_apart(one: Happening, other: Happening) -> bool:
    """Tell whether a sentence tells two happenings of a report apart."""
    return any(b is other for b in one.beside) or any(b is one for b in other.beside)


def _place_in_text(claim: Claim) -> tuple[int, int, int, str]:
    return (claim.start, claim.sentence, claim.trigger.start if claim.trigger else claim.start, claim.id)
