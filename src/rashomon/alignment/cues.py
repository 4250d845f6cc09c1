"""What the words around a claim say of its happening: background, scope, means, answers, and where a place stands."""

from __future__ import annotations

import functools
import re

from rashomon.measures import fold
from rashomon.records import Claim
from rashomon.resources import read_list

NEAR_BEFORE, NEAR_AFTER = 80, 140  # characters around a trigger in which a cue counts as its own
BACKGROUND_REACH = 40  # characters between "days after a" and what it makes a background of
OPENING = 60  # characters of a sentence in which it may say that it turns to something else
PLACE_CUE = 48  # characters before a place in which a cue may say what stands or goes there
AFTER_PLACE = 20  # characters behind a place in which "district" or "province" may say what kind of place it is
CREW_WITHIN = 70  # characters between a death and the fall of the aircraft
ACT_REACH = 40  # characters beside "carried out" in which it may say what was
DEFINITE_WORDS = 2  # words before a noun in which "the" may make it point back
OWNED = 24  # characters behind a name in which stands what is owned
SAYING = frozenset({"reject", "accuse"})  # of a deed told behind them
TOLL_CUE = 70  # characters before a day in which a toll may rise
LATE = 8  # characters beside a day in which it may be called late, or a night
HEAD = 16  # characters of a sentence in which it may open with its day
WAR_TOLL = 10_000  # so many dead are those of a war, unless a day is named


@functools.cache
def pattern(name: str) -> re.Pattern[str]:
    """Return a list of patterns of resources/alignment.yaml as one."""
    return re.compile("|".join(f"(?:{p})" for p in read_list("alignment.yaml")[name]), re.I)


@functools.cache
def word_set(name: str) -> frozenset[str]:
    """Return a list of resources/alignment.yaml as a set of folded words."""
    return frozenset(" ".join(fold(str(w))) for w in read_list("alignment.yaml")[name])


@functools.cache
def _means() -> dict[str, str]:
    table = read_list("alignment.yaml")["means"]
    return {word: means for means, words in table.items() for word in words}


def near_text(claim: Claim, text: str) -> str:
    """Return the words of the trigger's clause, where a cue may speak of this claim."""
    if claim.trigger is None:
        return text[claim.start : claim.end]
    harmed = [f.start for f in claim.target if claim.start <= f.start < claim.trigger.start]
    first = min(max(claim.start, claim.trigger.start - NEAR_BEFORE), *harmed, claim.trigger.start)
    before = re.split(read_list("alignment.yaml")["clause_ends"], text[first : claim.trigger.start])[-1]
    after = text[claim.trigger.end : min(claim.end, claim.trigger.end + NEAR_AFTER)]
    return before + claim.trigger.text + re.split(read_list("alignment.yaml")["clause_ends"], after)[0]


def background_from(claim: Claim, text: str) -> int | None:
    """Return where the words begin that make a claim the background of something else ("days after a bombing")."""
    if claim.trigger is None:
        return None
    first = max(claim.start, claim.trigger.start - NEAR_BEFORE)
    for match in pattern("background").finditer(text[first : claim.trigger.end]):
        if claim.trigger.start - (first + match.end()) <= BACKGROUND_REACH:
            return first + match.start()
    return None


def scope_of(claim: Claim, near: str) -> str:
    """Return "war" or "span" for a count over one, "habit" for a series, "plan" for what is to come, else nothing."""
    if pattern("whole_war").search(near) or (claim.time is None and _is_war_toll(claim)):
        return "war"
    span = pattern("span").search(near)
    if span and (claim.quantities or claim.kind == "casualties"):
        return "span"
    if span or pattern("habit").search(near):
        return "habit"
    unreal = claim.certainty.modality in read_list("alignment.yaml")["unreal"] or pattern("to_come").search(near)
    return "plan" if unreal and not pattern("done").search(near) else ""


def is_general(claim: Claim, text: str) -> bool:
    """Tell whether an act is named by a general noun only ("the fighting", "an operation carried out"), uncounted."""
    trigger = claim.trigger
    if claim.kind != "attack" or trigger is None or claim.quantities or claim.time is not None:
        return False
    before = text[max(claim.start, trigger.start - ACT_REACH) : trigger.start]
    if pattern("general_act").fullmatch(trigger.text):
        if pattern("stops").match(trigger.text):
            return True
        return not points_back(f"{' '.join(before.split()[-DEFINITE_WORDS:])} {trigger.text.split()[-1]}", at_end=True)
    after = text[trigger.end : min(claim.end, trigger.end + ACT_REACH)]
    light = pattern("light_act").fullmatch(trigger.text) and not points_back(before)
    return bool(light and pattern("of_general_act").search(f"{before}|{after}"))


def is_habitual(claim: Claim, text: str) -> bool:
    """Tell whether acts are named in general, by a bare plural: "during attacks on", "stop the raids"."""
    trigger = claim.trigger
    if claim.kind != "attack" or trigger is None or claim.quantities or claim.time is not None:
        return False
    before = text[max(claim.start, trigger.start - ACT_REACH) : trigger.start]
    return bool(pattern("plural_act").fullmatch(trigger.text) and pattern("bare_plural").search(before))


def flees_it(claim: Claim, text: str) -> bool:
    """Tell whether people were moved out of what was hit ("evacuated from the district", "because of the fire")."""
    at = claim.trigger
    return at is not None and bool(pattern("moved_out").match(text[at.start : min(claim.end, at.end + NEAR_AFTER)]))


def comes_after(near: str) -> bool:
    """Tell whether a clause points back only to say that it tells of something later ("restarted after the blast")."""
    return not points_back(pattern("later_than").sub("", near))


def is_pictured(claim: Claim, text: str) -> bool:
    """Tell whether a picture captured something."""
    at = claim.trigger.start if claim.trigger else claim.start
    return claim.kind == "capture" and bool(pattern("pictures").search(text[max(claim.start, at - NEAR_BEFORE) : at]))


def is_proposed(claim: Claim, text: str) -> bool:
    """Tell whether an act is only asked for, feared or thought of ("approval for military strikes", "any attack")."""
    trigger = claim.trigger
    if claim.kind != "attack" or trigger is None:
        return False
    before = text[max(claim.start, trigger.start - ACT_REACH) : trigger.start]
    return bool(pattern("proposed_act").fullmatch(trigger.text) and pattern("proposed").search(before))


def is_since(claim: Claim, text: str) -> bool:
    """Tell whether a claim only says since when something is so ("the deadliest since the war began")."""
    at = claim.trigger.start if claim.trigger else claim.start
    return bool(pattern("since_then").search(text[max(claim.start, at - ACT_REACH) : at]))


def is_held(claim: Claim) -> bool:
    """Tell whether ground is said to be held, not to be taken ("is controlled by"), on no day."""
    at_rest = claim.trigger is not None and pattern("held").fullmatch(claim.trigger.text)
    return claim.kind == "capture" and claim.time is None and bool(at_rest)


def is_beset(claim: Claim, text: str) -> bool:
    """Tell whether a place is said to be under siege ("surrounded by"), not to be attacked."""
    at = claim.trigger
    return at is not None and bool(pattern("beset").match(text[at.start : at.end + AFTER_PLACE]))


def is_owner(text: str, start: int, end: int) -> bool:
    """Tell whether a country stands only as the owner of what follows it: "in America's interest", "Frances army"."""
    return bool(pattern("owner").fullmatch(f"{text[start:end]}{text[end : end + OWNED]}"))


def is_office(text: str, end: int) -> bool:
    """Tell whether a place only says whose office somebody holds: "Homs Governor", "the Goma mayor"."""
    return bool(pattern("office").match(text[end : end + OWNED]))


def is_saying_day(claim: Claim, text: str) -> bool:
    """Tell whether the day of a claim is that of a saying before it: "denied on Sunday that it had shelled"."""
    if claim.time is None or claim.trigger is None:
        return False
    before = text[max(claim.start, claim.time.at - TOLL_CUE) : claim.time.at]
    if pattern("toll_day").search(before):
        return True
    if claim.time.at > claim.trigger.start:
        between = text[claim.trigger.end : claim.time.at].split()
        return claim.kind in SAYING and set(between) <= {"on", "late", "early"}
    return bool(pattern("saying_day").search(text[max(claim.start, claim.time.at - PLACE_CUE) : claim.time.at]))


def is_deathbed(text: str, first: int, start: int) -> bool:
    """Tell whether a place is where somebody died of wounds, in a hospital, not where they were hit."""
    return bool(pattern("in_hospital").search(text[max(first, start - NEAR_BEFORE) : start]))


def is_night(claim: Claim, text: str) -> bool:
    """Tell whether the day of a claim is told as its night: "Thursday night", "late on Thursday" run into the next."""
    if claim.time is None or not claim.time.text or "overnight" in claim.time.text.casefold():
        return False
    told = text[max(claim.start, claim.time.at - LATE) : claim.time.at_end + LATE]
    return bool(pattern("night").search(told)) and bool(set(fold(claim.time.text)) & word_set("weekdays"))


def named_days(claim: Claim, near: str, text: str) -> set[str]:
    """Return the weekdays that a clause names for a deed, or the head of its sentence where the clause names none."""
    near = pattern("said_on").sub(" ", near)
    head = text[claim.start : min(claim.end, claim.start + HEAD)]
    return set(fold(near)) & word_set("weekdays") or set(fold(head)) & word_set("weekdays")


def _is_war_toll(claim: Claim) -> bool:
    return claim.slot == "killed" and any((q.low or 0) >= WAR_TOLL for q in claim.quantities)


def points_back(near: str, *, at_end: bool = False) -> bool:
    """Tell whether a clause, or its last word, points back at a happening ("the attack", "Saturdays blast")."""
    words = fold(near)
    if at_end and not (words and words[-1] in word_set("happening_nouns")):
        return False
    return bool(pattern("as_a_result").match(near.lstrip())) or any(
        word in word_set("definite") and bool(word_set("happening_nouns") & set(words[i + 1 : i + 4]))
        for i, word in enumerate(words[:-1])
    )


def accuses_barely(claim: Claim, text: str) -> bool:
    """Tell whether an accusation does not say of what: it is of what was told just before."""
    if claim.kind != "accuse" or claim.trigger is None:
        return False
    before = text[max(claim.start, claim.trigger.start - ACT_REACH) : claim.trigger.start]
    return not pattern("of_what").search(text[claim.trigger.start : claim.end]) and not of_antecedent(claim, before)


def of_antecedent(claim: Claim, before: str) -> bool:
    """Tell whether an accusation is of what stands right before it: "the fire, which the mayor blames on"."""
    return claim.kind == "accuse" and bool(pattern("of_antecedent").search(before))


def blames_antecedent(claim: Claim, text: str) -> bool:
    """Tell whether the deed told just before an accusation, in its sentence, is what it is of."""
    if claim.trigger is None:
        return False
    return of_antecedent(claim, text[max(claim.start, claim.trigger.start - ACT_REACH) : claim.trigger.start])


def means_of(near: str) -> set[str]:
    """Return by what means the clause says that it was done: from the air, by shelling, by a bomb, by gunmen."""
    folded = " ".join(fold(near))
    found = {means for word, means in _means().items() if f" {word} " in f" {folded} "}
    return {"air"} if "air" in found else found


def _of_its_crew(near: str, trigger: str) -> bool:
    """Tell whether a clause tells of the crew of an aircraft that came down, not of what was done for revenge."""
    at = near.find(trigger)
    first, last = max(0, at - CREW_WITHIN), at + len(trigger) + CREW_WITHIN
    downed = pattern("downed").search(near, first, last) if pattern("crewed").search(near, first, last) else None
    if downed is None or at < 0:
        return bool(pattern("its_crew").search(near)) and not pattern("no_aircraft").search(near)
    between = near[min(at, downed.start()) : max(at + len(trigger), downed.end())]
    return not pattern("for_it").search(between)


def own_kind(claim: Claim, near: str) -> str:
    """Return "downing" where an aircraft and its crew were brought down, "execution" of a captive, else nothing."""
    trigger, hit = claim.trigger.text if claim.trigger else "", " ".join(f.text for f in claim.target)
    if pattern("downed").search(trigger) and pattern("crewed").search(hit or near):
        return "downing"
    if claim.kind == "casualties" and _of_its_crew(near, trigger):
        return "downing"
    executed = pattern("put_to_death").search(trigger) and not pattern("undertakings").search(hit)
    killed = claim.slot == "killed" or claim.kind in ("attack", "casualties")
    return "execution" if executed or (killed and pattern("captives").search(hit)) else ""


def is_answer(claim: Claim, near: str) -> bool:
    """Tell whether the clause tells of an answer to what was told before ("struck back", "hit it after the attack")."""
    after = claim.kind in ("attack", "loss", "capture") and claim.actor and pattern("after_it").search(near)
    return bool(after or pattern("answer_to").search(near))


def opens_new(claim: Claim, text: str) -> bool:
    """Tell whether the sentence turns to something else ("Also on Saturday", "Later in the day", "Elsewhere")."""
    return bool(pattern("turns").match(text[claim.start : min(claim.end, claim.start + OPENING)].lstrip(" \"'“")))


def is_elsewhere(text: str, first: int, start: int, *, retreat: bool = False) -> bool:
    """Tell whether a place is where somebody comes from or goes to, not where it happened; who retreats was there."""
    before = text[max(first, start - PLACE_CUE) : start]
    return bool(pattern("goes_to").search(before) or (not retreat and pattern("comes_from").search(before)))


def is_day_of_late_death(claim: Claim, text: str) -> bool:
    """Tell whether a day is that on which one of the wounded died, not "hurt in Tuesday's attack, died in hospital"."""
    died = pattern("dies_later").search(text, claim.start, claim.end)
    if died is None or claim.time is None:
        return False
    return claim.time.at > died.start() or not pattern("was_hurt").search(text, claim.time.at_end, died.start())


def is_landmark(text: str, first: int, start: int) -> bool:
    """Tell whether a place only says where another lies ("40 km west of")."""
    return bool(pattern("landmark").search(text[max(first, start - PLACE_CUE) : start]))


def is_measured(text: str, start: int) -> bool:
    """Tell whether a distance stands before a place ("40 km west of")."""
    return bool(pattern("measured").search(text[max(0, start - PLACE_CUE) : start]))


def is_speakers(text: str, first: int, start: int) -> bool:
    """Tell whether a place is that of a speaker or of those who treat the wounded ("a hospital in", "officials in")."""
    return bool(pattern("speakers").search(text[max(first, start - PLACE_CUE) : start]))


def opens_sentence(text: str, first: int, start: int) -> bool:
    """Tell whether a place stands at the head of its sentence ("In the town of …, "), for all that it tells."""
    return start - first <= PLACE_CUE and bool(pattern("at_the_head").fullmatch(text[first:start]))


def stands_at(text: str, first: int, start: int) -> bool:
    """Tell whether a place stands right behind "in", "at", "near" or a word of hitting."""
    return bool(pattern("stands").search(text[max(first, start - PLACE_CUE) : start]))


def is_region(text: str, start: int, end: int) -> bool:
    """Tell whether the text calls a place a province or another wide land."""
    return _called("region_words", text, start, end)


def is_part_of_town(text: str, start: int, end: int) -> bool:
    """Tell whether the text calls a place a district or quarter: it lies in a town of another name."""
    return _called("quarter_words", text, start, end)


def _called(words: str, text: str, start: int, end: int) -> bool:
    before, within, after = _naming(words)
    name = text[start:end]
    close = before.search(text[max(0, start - AFTER_PLACE) : start]) or after.match(text[end : end + AFTER_PLACE])
    return bool(close or within.search(name))


@functools.cache
def _naming(words: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return how a word such as "district" stands before a name, in a phrase with it, and behind it."""
    noun = "|".join(read_list("alignment.yaml")[words])
    before, within = rf"\b(?:{noun}) of\s(?:the\s)?$", rf"\b(?:{noun})(?: of\b|$)"
    return re.compile(before, re.I), re.compile(within, re.I), re.compile(rf"\s(?:{noun})\b", re.I)
