"""Says certainty, voices, counts, times and stretches of text in the words that a reader meets everywhere."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable

from rashomon.records import Certainty, Filler, Quantity, TimeValue, Voice

MOODS = {
    "fact": "told as fact",
    "hedged": "told at arm's length",
    "ahead": "planned, threatened or asked for",
    "open": "in a condition or a question",
    "denied": "denied",
}
_MOOD_OF = {
    "asserted": "fact",
    "alleged": "hedged",
    "possible": "hedged",
    "planned": "ahead",
    "threatened": "ahead",
    "requested": "ahead",
    "hypothetical": "open",
    "questioned": "open",
}
_LONGEST_QUOTE = 240

# how a stated side reads between its two names
SIDE_WORDS: dict[str, str] = {
    "backs": "backs",
    "sides with": "sides with",
    "allied": "is allied with",
    "part of": "is part of",
    "leads": "leads",
    "recognises": "recognises",
    "opposes": "opposes",
}


def mood_of(certainty: Certainty) -> str:
    """Return the key in `MOODS` of a claim's certainty, which is also its colour on the page."""
    return "denied" if certainty.polarity == "denied" else _MOOD_OF[certainty.modality]


def certainty_words(certainty: Certainty) -> str:
    """Return modality and denial with the cues that decided them."""
    cues = ", ".join(f"“{cue}”" for cue in certainty.cues)
    words = certainty.modality if certainty.polarity == "affirmed" else f"{certainty.modality}, denied"
    return f"{words} ({cues})" if cues else words


def voices_words(voices: Iterable[Voice], names: dict[str, str], text: str) -> str:
    """Return who says so, from the nearest speaker outward; those who say it together are joined by "and"."""
    said: list[tuple[list[str], str]] = []
    for voice in voices:
        if voice.beside and said:
            said[-1][0].append(_named(voice, names, text))
        else:
            said.append(([_named(voice, names, text)], voice.cue))
    return ", according to ".join(" and ".join(who) + (f" (“{cue}”)" if cue else "") for who, cue in said)


def fillers_words(fillers: Iterable[Filler], names: dict[str, str], text: str) -> str:
    """Return the fillers of a role."""
    return "; ".join(_named(filler, names, text) for filler in fillers)


def _named(thing: Filler | Voice, names: dict[str, str], text: str) -> str:
    """The words as written, and in brackets the entity's name, or the words that a pronoun stands for."""
    meant = names.get(thing.entity or "") or (text[slice(*thing.refers_to)] if thing.refers_to else "")
    return f"{thing.text} [{meant}]" if meant and meant.casefold() not in thing.text.casefold() else thing.text


def quantity_words(quantity: Quantity) -> str:
    """Return a count with what it counts, and as written where that differs."""
    counted = interval_words(quantity.low, quantity.high)
    said = f"“{quantity.text}”"
    return f"{counted} {quantity.of}".strip() + ("" if quantity.text == counted else f" ({said})")


def interval_words(low: int | None, high: int | None) -> str:
    """Return a count in words: "6", "at least 58", "up to 30", "24 to 99", or "not counted"."""
    if low is None and high is None:
        return "not counted"
    if low == high:
        return f"{low:,}"
    if high is None:
        return f"at least {low:,}"
    return f"up to {high:,}" if low is None else f"{low:,} to {high:,}"


def told_count(low: int | None, high: int | None, said: Iterable[str]) -> str:
    """Return a count as most of its tellers put it where that is not one number: "more than 120", "dozens (24 to 99)".

    `said` holds the count's words in each claim. A bound in figures stands as told; other words get their interval.
    """
    plain = interval_words(low, high)
    words = Counter(word.lower() for word in said)
    if low == high or not words:
        return plain
    told = min(words, key=lambda word: (-words[word], word))
    if any(letter.isdigit() for letter in told):
        return told
    return plain if told.startswith(("at least ", "up to ")) else f"{told} ({plain})"


def time_words(time: TimeValue | None, *, written: bool = False) -> str:
    """Return a time as a day, month, year or range of days; as written, with why, where it could not be settled."""
    if time is None:
        return ""
    days = _days(time)
    if not days:
        maybe = f" (perhaps {' or '.join(time.candidates)})" if time.candidates else ""
        return f"“{time.text}”{maybe}" if time.text else ""
    return f"{days} (“{time.text}”{'; ' + time.anchor if time.anchor else ''})" if written and time.text else days


def _days(time: TimeValue) -> str:
    try:
        start, end = (datetime.date.fromisoformat((day or "")[:10]) for day in (time.start, time.end))
        last = end - datetime.timedelta(days=1)
    except (ValueError, OverflowError):
        return time.start or ""
    if last > start and start.day == end.day == 1 and last.year == start.year:
        if (start.month, last.month) == (1, 12):
            return f"{start.year}"
        if start.month == last.month:
            return f"{start:%B %Y}"
    return f"{start:%-d %B %Y}" if last <= start else f"{start:%-d %B %Y} to {last:%-d %B %Y}"


def day_words(day: str) -> str:
    """Return an ISO date in words, or as it stands where it is none."""
    try:
        return f"{datetime.date.fromisoformat(day[:10]):%-d %B %Y}"
    except ValueError:
        return day


def quote(text: str, start: int, end: int) -> str:
    """Return the words of a stretch on one line, cut at a word where they run long."""
    words = " ".join(text[start:end].split())
    return words if len(words) <= _LONGEST_QUOTE else words[:_LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"
