"""Makes incident templates of the MUC-4 task out of a report's sentences and claims: type, day, place, who, whom."""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Iterable
from typing import Any

from rashomon.claims.counts import quantity_of
from rashomon.claims.tree import tree_of
from rashomon.records import Claim, Filler, Reading, Sentence
from rashomon.resources import read_list

Template = dict[str, list[str]]
DATE, LOCATION, TYPE = "INCIDENT: DATE", "INCIDENT: LOCATION", "INCIDENT: TYPE"
STAGE, CATEGORY = "INCIDENT: STAGE OF EXECUTION", "PERP: INCIDENT CATEGORY"
PERSON, ORGANIZATION, CONFIDENCE = "PERP: INDIVIDUAL ID", "PERP: ORGANIZATION ID", "PERP: ORGANIZATION CONFIDENCE"
NAME, DESCRIPTION, NUMBER = "HUM TGT: NAME", "HUM TGT: DESCRIPTION", "HUM TGT: NUMBER"
EFFECT, HUMAN = "HUM TGT: EFFECT OF INCIDENT", "HUM TGT: TYPE"
INSTRUMENT, INSTRUMENT_TYPE = "INCIDENT: INSTRUMENT ID", "INCIDENT: INSTRUMENT TYPE"
_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_DATELINE = re.compile(r"(\d{1,2}) (" + "|".join(_MONTHS) + r")[A-Z]* (\d{2})\b")
_DATED = re.compile(r"\b(\d{1,2}) (" + "|".join(_MONTHS) + r")[A-Z]*\b", re.I)
_BRACKETS = re.compile(r"\[[^\]\n]{0,80}\]")


@functools.cache
def table() -> Any:
    """Return the table of incident words."""
    return read_list("incidents.yaml")


def recased(text: str) -> str:
    """Return an upper-case text in lower case with names capitalised; every character keeps its place."""
    flat = _BRACKETS.sub(lambda match: " " * len(match.group()), text)
    head = flat.find("-- ")
    if 0 <= head < 200:
        flat = " " * (head + 3) + flat[head + 3 :]
    flat = re.sub(r"(?<=[^\n])\n(?=[^\n ])", " ", flat)
    acronyms = set(re.findall(r"\b[A-Z]{2,6}\b(?=[\])])", text)) | {"FMLN", "ELN", "FARC", "U.S", "UN"}
    words = {
        word.lower() for names in (table()["countries"], table()["cities"]) for name in names for word in name.split()
    }
    words |= {month.lower() for month in _MONTHS} | {word for each in table()["countries"].values() for word in each}
    lowered = re.sub(r"[A-Z]+", lambda m: m.group() if m.group() in acronyms else m.group().lower(), flat)
    capital = re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, words), key=len, reverse=True))})\b")
    lowered = capital.sub(lambda match: match.group().title(), lowered)
    named = re.compile(rf"\b(?:{'|'.join(table()['titles'])})\.? (?:[a-z]{{3,}}(?:[ ,]|\b)){{1,3}}")
    lowered = named.sub(_named, lowered)
    return re.sub(
        r"(?:^\s*|[.?!]\s+|\n\s+)([a-z])", lambda match: match.group()[:-1] + match.group()[-1].upper(), lowered
    )


def _named(match: re.Match[str]) -> str:
    title, _, rest = match.group().partition(" ")
    common = (
        "said",
        "told",
        "was",
        "and",
        "the",
        "who",
        "has",
        "had",
        "for",
        "from",
        "with",
        "that",
        "were",
        "will",
        "today",
    )
    words = re.split(r"([ ,])", rest)
    for at, word in enumerate(words):
        if word in common:
            break
        words[at] = word.capitalize()
    return f"{title} {''.join(words)}"


def incidents_of(text: str, reading: Reading) -> list[Template]:
    """Return one template for each type of incident that the claims of a report tell as having happened."""
    groups: dict[str, list[Claim]] = {}
    for claim in reading.claims:
        kind = _type_of(claim, reading)
        if kind is not None and claim.certainty.polarity == "affirmed" and not _is_combat(claim, reading):
            groups.setdefault(kind, []).append(claim)
    found = [_template(text, reading, kind, claims) for kind, claims in groups.items()]
    return [template for template in found if template is not None]


def _sentence(reading: Reading, claim: Claim) -> Sentence:
    return reading.sentences[claim.sentence]


def _type_of(claim: Claim, reading: Reading) -> str | None:
    if claim.trigger is None or claim.kind not in ("attack", "casualties", "loss", "capture", "arrest"):
        return None
    sentence = _sentence(reading, claim)
    words = {t.lemma.lower() for t in sentence.tokens if claim.trigger.start <= t.start < claim.trigger.end}
    around = {f.text.lower() for f in claim.instrument} | {claim.mode or ""}
    for kind, lemmas in table()["types"].items():
        if words & set(lemmas) or (kind == "BOMBING" and any("bomb" in each or "dynamite" in each for each in around)):
            return str(kind)
    return None


def _is_combat(claim: Claim, reading: Reading) -> bool:
    """Tell fighting between armed sides, which is no incident of the task."""
    fighters = (*table()["state"], *table()["perpetrators"])
    target = " ".join(f.text.lower() for f in claim.target)
    return any(word in target for word in fighters) and not any(w in target for w in ("civilian", "people", "judge"))


def _template(text: str, reading: Reading, kind: str, claims: list[Claim]) -> Template | None:
    victims = _victims(text, reading, claims)
    organizations = _organizations(text, reading, claims)
    persons = _persons(text, claims)
    if not victims and not organizations and not persons and kind != "BOMBING":
        return None
    weapons = _weapons(text, reading, claims)
    template: Template = {
        INSTRUMENT: [f'"{weapon}"' for weapon in weapons],
        INSTRUMENT_TYPE: [f'{table()["instruments"][weapon]}: "{weapon}"' for weapon in weapons],
        HUMAN: [f'{_human(name, text)}: "{name}"' for name, _, _, _ in victims],
        TYPE: [kind],
        STAGE: ["ACCOMPLISHED"],
        DATE: _date(text, reading, claims),
        LOCATION: _location(text, reading, claims),
        PERSON: [f'"{person}"' for person in persons],
        ORGANIZATION: [f'"{each}"' for each in organizations],
        CONFIDENCE: [f'{_confidence(reading, claims, each)}: "{each}"' for each in organizations],
        CATEGORY: _category(persons, organizations),
        NAME: [f'"{name}"' for name, _, _, named in victims if named],
        DESCRIPTION: [f'"{name}"' for name, _, _, named in victims if not named],
        NUMBER: [f'{number}: "{name}"' for name, number, _, _ in victims],
        EFFECT: [f'{effect}: "{name}"' for name, _, effect, _ in victims if effect],
    }
    return template


def _weapons(text: str, reading: Reading, claims: list[Claim]) -> list[str]:
    told = " ".join(" ".join(text[_sentence(reading, c).start : _sentence(reading, c).end].split()) for c in claims)
    return [word for word in table()["instruments"] if re.search(rf"\b{word}\b", told.upper())][:1]


def _human(name: str, text: str) -> str:
    before = text.upper().find(name)
    near = f"{text[max(0, before - 40) : before]} {name}".lower() if before >= 0 else name.lower()
    return next((kind for word, kind in table()["human"].items() if word in near), "CIVILIAN")


def _category(persons: Iterable[str], organizations: Iterable[str]) -> list[str]:
    named = " ".join((*persons, *organizations)).upper()
    if not named:
        return []
    by_state = any(each in named for each in table()["state_organizations"]) or "SOLDIER" in named or "POLICE" in named
    return ["STATE-SPONSORED VIOLENCE" if by_state else "TERRORIST ACT"]


def _victims(text: str, reading: Reading, claims: list[Claim]) -> list[tuple[str, str, str, bool]]:
    """Return each victim with number, effect, and whether it is a name."""
    found: dict[str, tuple[str, str, str, bool]] = {}
    for claim in claims:
        sentence = _sentence(reading, claim)
        for filler in claim.target:
            head = _head(sentence, filler)
            if head is None or sentence.tokens[head].upos not in ("NOUN", "PROPN") or not _is_person(sentence, head):
                continue
            named = sentence.tokens[head].upos == "PROPN"
            words = _words(text, sentence, filler, head, named)
            effect = {"killed": "DEATH", "wounded": "INJURY"}.get(
                claim.slot or "", "DEATH" if claim.kind == "casualties" else ""
            )
            found.setdefault(words, (words, _number(sentence, head, reading, named), effect, named))
    return list(found.values())[:4]


_PERSONS = re.compile(
    r"people|person|m[ae]n$|wom[ae]n|civilian|peasant|judge|priest|jesuit|leader|official|child|student|policem|soldier|guard|"
    r"driver|worker|mayor|governor|minister|candidate|senator|journalist|citizen|youth|member|victim|mayor|farmer|family|"
    r"businessm|president|colonel|deputy|ambassador|nun|bishop|teacher|wife|son|daughter|magistrate|bodyguard|employee|"
    r"passenger|resident|politician|lawyer|missionar|technician|engineer|commander|officer|reporter|minor|cattlem|rector"
)  # fmt: skip


def _is_person(sentence: Sentence, head: int) -> bool:
    token = sentence.tokens[head]
    return token.upos == "PROPN" or bool(_PERSONS.search(token.text.lower()))


def _words(text: str, sentence: Sentence, filler: Filler, head: int, named: bool) -> str:
    tree = tree_of(sentence)
    if named:
        words = [at for at in (head, *tree.children(head, "flat", "compound")) if sentence.tokens[at].upos == "PROPN"]
        kept = [at for at in sorted(words) if sentence.tokens[at].text.lower() not in table()["titles"]]
        return " ".join(sentence.tokens[at].text for at in kept or [head]).upper()
    modifiers = [at for at in tree.children(head, "amod", "compound") if at < head]
    return " ".join(sentence.tokens[at].text for at in (*modifiers, head)).upper()


def _number(sentence: Sentence, head: int, reading: Reading, named: bool) -> str:
    if named:
        return "1"
    quantity = quantity_of(sentence, head, reading.mentions)
    if quantity is not None and quantity.low is not None:
        return str(quantity.low)
    token = sentence.tokens[head]
    return "PLURAL" if token.text.lower() != token.lemma.lower() or token.text.lower() == "people" else "1"


def _head(sentence: Sentence, filler: Filler) -> int | None:
    at = filler.head if filler.head is not None else filler.start
    inside = [i for i, t in enumerate(sentence.tokens) if filler.start <= t.start < filler.end]
    return next((i for i in inside if sentence.tokens[i].start == at), inside[-1] if inside else None)


def _persons(text: str, claims: list[Claim]) -> list[str]:
    found: list[str] = []
    for claim in claims:
        for filler in claim.actor:
            words = [word.strip(",.").upper() for word in filler.text.split()]
            head = next((word for word in words if any(each in word.lower() for each in table()["perpetrators"])), None)
            if head and head not in found:
                found.append(head)
    return found[:2]


def _organizations(text: str, reading: Reading, claims: list[Claim]) -> list[str]:
    """Return the armed body nearest to the incident: among the actors, in its sentence, else in the report."""
    flat = " ".join(text.split())
    near = [" ".join(text[_sentence(reading, c).start : _sentence(reading, c).end].split()) for c in claims]
    actors = [" ".join(text[f.start : f.end].split()) for c in claims for f in c.actor]
    state = table()["state_organizations"]
    for places, allowed in ((actors, True), (near, False), ([flat], False)):
        for place in places:
            for name in table()["organizations"]:
                if (allowed or name not in state) and re.search(rf"\b{re.escape(name)}\b", place):
                    return [name]
    return []


def _confidence(reading: Reading, claims: list[Claim], organization: str) -> str:
    lemmas = {t.lemma.lower() for c in claims if c.actor or len(claims) == 1 for t in _sentence(reading, c).tokens}
    for lemma, level in table()["confidence"].items():
        if lemma in lemmas:
            return str(level)
    return "REPORTED AS FACT"


def _date(text: str, reading: Reading, claims: list[Claim]) -> list[str]:
    line = _DATELINE.search(text)
    if line is None:
        return []
    written = datetime.date(1900 + int(line[3]), _MONTHS.index(line[2]) + 1, min(28, int(line[1])) or 1)
    written = (
        written.replace(day=min(int(line[1]), 28))
        if int(line[1]) <= 28
        else written + datetime.timedelta(int(line[1]) - 28)
    )
    for claim in claims:
        sentence = _sentence(reading, claim)
        told = text[sentence.start : sentence.end].upper()
        if match := _DATED.search(told):
            return [f"{int(match[1]):02d} {match[2].upper()} {written.year % 100}"]
        for word, days in (
            ("TODAY", 0),
            ("THIS MORNING", 0),
            ("YESTERDAY", 1),
            ("LAST NIGHT", 1),
            ("THIS AFTERNOON", 0),
        ):
            if word in told:
                return [_day(written - datetime.timedelta(days))]
    return [f"- {_day(written)}"]


def _day(date: datetime.date) -> str:
    return f"{date.day:02d} {_MONTHS[date.month - 1]} {date.year % 100}"


def _location(text: str, reading: Reading, claims: list[Claim]) -> list[str]:
    near = " ".join(text[_sentence(reading, c).start : _sentence(reading, c).end] for c in claims).upper()
    places = " ".join(text[f.start : f.end] for c in claims for f in c.place).upper()
    for stretch in (places, " ".join(near.split())):
        for city, country in table()["cities"].items():
            if re.search(rf"\b{city}\b", stretch):
                return [f"{country}: {city} (CITY)"]
    body = " ".join(text.split()).lower()
    counts = {country: sum(body.count(word) for word in words) for country, words in table()["countries"].items()}
    best = max(counts, key=lambda country: counts[country])
    return [best] if counts[best] else []
