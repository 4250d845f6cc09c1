"""Claims by a language model, each believed only where its evidence, fillers and numbers stand in the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, get_args

import msgspec

from rashomon.extractors.chat import Chat, from_environment, words
from rashomon.records import (
    Certainty,
    Claim,
    Filler,
    Mention,
    Modality,
    Polarity,
    Quantity,
    Report,
    Role,
    Sentence,
    Span,
    TimeValue,
    Voice,
)
from rashomon.resources import read_list

BATCH = 12  # sentences in one question: enough for a pronoun's antecedent, few enough for a small model
FILLED: tuple[Role, ...] = ("actor", "target", "instrument", "place", "recipient")
MOST_WORDS, MOST_WORDS_TRIGGER = 20, 8  # of the contract

SYSTEM = """You read news sentences and list every claim: one thing that is said to have happened, or will, or did not.
Copy every word exactly as it stands in the sentence; never change, translate or add a word. One claim counts one thing:
"killed 6 and wounded 30" is two claims. A saying is no claim: who says it is a voice, nearest speaker first.
Leave a list empty and a text "" where the sentence says nothing."""


def _schema(kinds: Sequence[str]) -> dict[str, Any]:
    text: dict[str, Any] = {"type": "string"}
    texts: dict[str, Any] = {"type": "array", "items": text}
    voice = _object({"speaker": text, "cue": text})
    claim = _object(
        {
            "sentence": {"type": "integer"},
            "trigger": text,
            "kind": words(kinds),
            **dict.fromkeys(FILLED, texts),
            "time": text,
            "count": text,
            "voices": {"type": "array", "items": voice},
            "polarity": words(get_args(Polarity)),
            "modality": words(get_args(Modality)),
        }
    )
    return _object({"claims": {"type": "array", "items": claim}})


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


class PromptedExtractor:
    """An extractor (see docks.Extractor) that asks a language model; off unless it is named in the settings."""

    name = "prompted"
    version = "1"

    def __init__(self, chat: Chat | None = None) -> None:
        self.chat = chat or from_environment()
        self.kinds = tuple(read_list("ontology.yaml")["kinds"])

    def extract(self, report: Report, sentences: Sequence[Sentence], mentions: Sequence[Mention]) -> Iterable[Claim]:
        """Yield the claims that stand in the text; what the model made up is left out.

        Raises ChatFailed when the model gives no usable answer; the claims of other extractors are not touched by it.
        """
        told = [sentence for sentence in sentences if sentence.zone in ("headline", "body")]
        for at in range(0, len(told), BATCH):
            batch = told[at : at + BATCH]
            lines = [f"{number}: {_words_of(report, sentence)}" for number, sentence in enumerate(batch)]
            reply = self.chat.answer(SYSTEM, "\n".join(lines), _schema(self.kinds))
            yield from self._believed(report, batch, mentions, reply, at)

    def _believed(
        self, report: Report, batch: Sequence[Sentence], mentions: Sequence[Mention], reply: Any, at: int
    ) -> Iterator[Claim]:
        given = reply.get("claims") if isinstance(reply, dict) else None
        for number, raw in enumerate(given if isinstance(given, list) else []):
            index = raw.get("sentence") if isinstance(raw, dict) else None
            if not isinstance(index, int) or not 0 <= index < len(batch):
                continue
            claim = self._claim(report, batch[index], mentions, raw, f"{report.id}.p{at + index}-{number}")
            if claim is not None:
                yield claim

    def _claim(
        self, report: Report, sentence: Sentence, mentions: Sequence[Mention], raw: dict[str, Any], name: str
    ) -> Claim | None:
        trigger = _find(report, sentence, raw.get("trigger"), MOST_WORDS_TRIGGER)
        certainty = _certainty(raw)
        if trigger is None or certainty is None or raw.get("kind") not in self.kinds:
            return None
        counted = _find(report, sentence, raw.get("count"))
        quantity = _quantity(counted, mentions) if counted else None
        if raw.get("count") and quantity is None:
            return None  # a number that the text does not give
        when = _find(report, sentence, raw.get("time"))
        roles: dict[str, Any] = {role: _fillers(report, sentence, raw.get(role)) for role in FILLED}
        return Claim(
            id=name,
            report=report.id,
            start=sentence.start,
            end=sentence.end,
            kind=raw["kind"],
            sentence=sentence.index,
            zone=sentence.zone,
            trigger=trigger,
            **roles,
            time=TimeValue(text=when.text, at=when.start, at_end=when.end) if when else None,
            quantities=(quantity,) if quantity else (),
            voices=_voices(report, sentence, raw.get("voices")),
            certainty=certainty,
            extractor=self.name,
            extractor_version=f"{self.version} {self.chat.model}",
            rule=f"the language model {self.chat.model} was asked; every word checked against the sentence",
        )


def _words_of(report: Report, sentence: Sentence) -> str:
    return " ".join(report.text[sentence.start : sentence.end].split())


def _find(report: Report, sentence: Sentence, words: Any, most: int = MOST_WORDS) -> Span | None:
    """Return where these very words stand in the sentence, or None where they do not."""
    if not isinstance(words, str) or not words.strip() or len(words.split()) > most:
        return None
    start = report.text.find(words.strip(), sentence.start, sentence.end)
    return None if start < 0 else Span(start=start, end=start + len(words.strip()), text=words.strip())


def _fillers(report: Report, sentence: Sentence, given: Any) -> tuple[Filler, ...]:
    found = [_find(report, sentence, words) for words in (given if isinstance(given, list) else [])]
    return tuple(Filler(text=span.text, start=span.start, end=span.end) for span in found if span)


def _voices(report: Report, sentence: Sentence, given: Any) -> tuple[Voice, ...]:
    voices = []
    for raw in given if isinstance(given, list) else []:
        speaker = _find(report, sentence, raw.get("speaker")) if isinstance(raw, dict) else None
        if speaker is not None:
            cue = _find(report, sentence, raw.get("cue"))
            voices.append(Voice(text=speaker.text, start=speaker.start, end=speaker.end, cue=cue.text if cue else ""))
    return tuple(voices)


def _quantity(counted: Span, mentions: Sequence[Mention]) -> Quantity | None:
    """Return the count that the mentions stage read at these words; the model's own arithmetic is not trusted."""
    for mention in mentions:
        if mention.quantity and mention.start < counted.end and counted.start < mention.end:
            return mention.quantity
    return None


def _certainty(raw: dict[str, Any]) -> Certainty | None:
    given = {name: raw[name] for name in ("polarity", "modality") if name in raw}
    try:
        return msgspec.convert(given, Certainty)
    except msgspec.ValidationError:
        return None  # a mood that is not of the contract
