"""Finds what a report says of who stands with whom: backs, sides with, leads, is part of, opposes, in its own words."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import msgspec

from rashomon.bodies import state_of
from rashomon.claims.certainty import certainty_of
from rashomon.claims.voices import VoiceScopes, find_voices, voices_of
from rashomon.known import states
from rashomon.records import Certainty, Filler, Mention, Report, Sentence, Side, SideKind
from rashomon.resources import read_list

# In a masked sentence each name or party is one letter of the private use area, by what it is.
PARTY, PERSON, NATION, TOWN, NAMELESS = 0xE000, 0xE400, 0xE800, 0xF000, 0xF800
_MASKS = {"actor": PARTY, "person": PERSON, "media": PARTY, "other": PARTY, "nationality": NATION, "place": TOWN}
_NAME, _NATION, _NAMELESS, _ANY = "[\ue000-\ue7ff]", "[\ue800-\uefff]", "[\uf800-\uf8ff]", "[\ue000-\uf8ff]"
_PARTY = "[\ue000-\ue7ff\uf800-\uf8ff]"
_BEING = (
    r"(?:(?:which|who|that) )?(?:(?:is|are|was|were|has|have|had|be|been|being|remains?|denies|denied|it|also|openly|"
    r"closely|militarily|"
    r"reportedly|allegedly|widely|strongly|heavily|partly|mainly|largely|politically|jointly|not|never) )*"
)
_HAVING = (
    r"(?:(?:which|who|that) )?(?:(?:has|have|had|does|do|did|may|might|could|would|will|also|openly|militarily|still|"
    r"both|long|not|never) )*"
)
_FINITE = re.compile(r"\b(?:is|are|was|were|has|have|had|denie[sd]|reportedly|allegedly|not|never)\b", re.I)
_GOVERNED = re.compile(r"\b(?:of|for|in|by|with|from|to|against|at|on|near)(?: the)? $|['’]s? $", re.I)
_SAYS = re.compile(r" (?:said|says|told|reported|reports|added|claimed)\b")
_JOINED = re.compile(r",? and |, ")
_PREFIXED = re.compile(r"\b(?:[Pp]ro|[Aa]nti)-([A-Z][\w.]+)")


class Masked(NamedTuple):
    """A sentence with each name as one letter; `at` and `ends` give the offsets of each letter in the report."""

    text: str
    at: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where a stretch of the masked text stands in the report."""
        return self.at[start], self.ends[end - 1]


class Rule(NamedTuple):
    """One pattern of the table and the relation that it tells; `clause` where its word is a verb."""

    relation: SideKind
    pattern: re.Pattern[str]
    clause: bool


def find_sides(report: Report, sentences: Sequence[Sentence], mentions: Sequence[Mention]) -> tuple[Side, ...]:
    """Return every side that the report states, in the order of the text, each with its voices and certainty."""
    found: list[Side] = []
    scopes: VoiceScopes | None = None
    for sentence in sentences:
        if sentence.zone == "furniture" or not _cue().search(report.text, sentence.start, sentence.end):
            continue
        masked = mask(report.text, sentence, [m for m in mentions if m.sentence == sentence.index])
        for rule, hit in _hits(masked, sentence):
            scopes = scopes or find_voices(report, sentences, mentions)
            found += _told(report, sentence, masked, rule, hit, scopes)
    return _numbered(report, found)


def mask(text: str, sentence: Sentence, mentions: Sequence[Mention]) -> Masked:
    """Return the sentence with its parties masked: names first, then "Houthi rebels", "the government" around them.

    Of "Saudi-led coalition" as one name, Saudi and the whole are two.
    """
    whole = range(sentence.start, sentence.end)
    plain = "".join(" " if text[i].isspace() else text[i] for i in whole)
    named = _with_letters(Masked(plain, tuple(whole), tuple(i + 1 for i in whole)), _names(text, sentence, mentions))
    return _with_letters(named, [_as_party(hit) for hit in _party().finditer(named.text)])


class Piece(NamedTuple):
    """A stretch of a masked text that becomes a letter, and the stretch of the report that it means, where another."""

    start: int
    end: int
    letter: str
    meant: tuple[int, int] | None = None


def _with_letters(masked: Masked, pieces: Sequence[Piece]) -> Masked:
    letters: list[str] = []
    at: list[int] = []
    ends: list[int] = []
    done = 0
    for piece in pieces:
        start, end = piece.meant or masked.span(piece.start, piece.end)
        letters += [masked.text[done : piece.start], piece.letter]
        at += [*masked.at[done : piece.start], start]
        ends += [*masked.ends[done : piece.start], end]
        done = piece.end
    letters.append(masked.text[done:])
    return Masked("".join(letters), (*at, *masked.at[done:]), (*ends, *masked.ends[done:]))


def _names(text: str, sentence: Sentence, mentions: Sequence[Mention]) -> list[Piece]:
    """The names of a sentence in its own offsets."""
    spans: list[tuple[int, int, int, int]] = []  # masked stretch, then the stretch that its letter stands for
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if mention.kind in _MASKS and not any(mention.start < end and start < mention.end for start, end, *_ in spans):
            spans += _pieces(mention)
    spans += [piece for piece in _bare(text, sentence) if not any(piece[0] < e and s < piece[1] for s, e, *_ in spans)]
    kinds = {(m.start, m.end): m for m in mentions if m.kind in _MASKS}
    at = sentence.start
    return [
        Piece(start - at, end - at, chr(_letter(text[first:last], kinds.get((first, last)))), (first, last))
        for start, end, first, last in sorted(spans)
        if at <= start and end <= sentence.end
    ]


def _as_party(hit: re.Match[str]) -> Piece:
    named = re.search(_ANY, hit.group())
    letter = chr(PARTY) if named and hit.group()[-1] != named.group() else named.group() if named else chr(NAMELESS)
    return Piece(*hit.span(), letter)


def _letter(name: str, mention: Mention | None) -> int:
    """A country, or a capital that may stand for it, is a party; so is a name that is no mention of its own."""
    if mention is None:
        return PARTY
    kind = _MASKS[mention.kind]
    is_state = bool(state_of(name.removeprefix("the "))) or name in _capitals()
    return PARTY if kind == TOWN and is_state else kind


@functools.cache
def _capitals() -> frozenset[str]:
    return frozenset(seat for state in states() for seat in (*state.capital, *state.seats))


def _pieces(mention: Mention) -> list[tuple[int, int, int, int]]:
    """The stretch of a mention, or of "X-led Y" the two stretches X and Y, of which the second stands for the whole."""
    compound = _compound().match(mention.text)
    if compound is None:
        return [(mention.start, mention.end, mention.start, mention.end)]
    cut, rest = mention.start + compound.end(1), mention.start + compound.end()
    if rest >= mention.end:
        return [(mention.start, cut, mention.start, cut)]
    return [(mention.start, cut, mention.start, cut), (rest, mention.end, mention.start, mention.end)]


def _bare(text: str, sentence: Sentence) -> Iterator[tuple[int, int, int, int]]:
    """Names in a compound that are no mentions: "UN-backed", "pro-Kremlin"."""
    for pattern in (_compound(), _PREFIXED):
        for hit in pattern.finditer(text, sentence.start, sentence.end):
            if hit[1].lower() not in _table()["nobody"]:
                yield (*hit.span(1), *hit.span(1))


@functools.cache
def _compound() -> re.Pattern[str]:
    words = [word for group in _table()["compounds"].values() for word in group]
    return re.compile(rf"\b([A-Z][\w.]*)-(?:{'|'.join(words)})\b ?")


def _table() -> Any:
    return read_list("sides.yaml")


@functools.cache
def _cue() -> re.Pattern[str]:
    """Any of the words that carry a relation; a sentence without one is not looked at."""
    table = _table()
    words = {word for group in (*table["compounds"].values(), *table["roles"].values()) for word in group}
    words |= {*table["leaders"], "loyal", "rival", "wing", "arm", "arms", "branch", "affiliate", "faction", "part"}
    words |= {"backs", "back", "supports", "support", "funds", "finances", "commands", "heads", "headed", "opposed"}
    words |= {"opposes", "oppose", "member", "members", "alongside", "leads", "belongs", "belonging", "belong"}
    words |= {"backing", "supporting", "sponsoring", "arming", "funding", "financing"}
    words |= {"recognises", "recognizes", "recognise", "recognize"}
    return re.compile(rf"\b(?:pro-|anti-|(?:{'|'.join(sorted(words))})\b)", re.I)


@functools.cache
def _rules() -> tuple[Rule, ...]:
    """The table's patterns, and those of its compounds and nouns, filled in."""
    table = _table()
    rows: list[dict[str, Any]] = list(table["patterns"])
    for relation, words in table["compounds"].items():
        rows.append(
            {
                "relation": relation,
                "pattern": rf"(?P<S>{{any}}(?:-? and {{any}})*)-(?P<w>{'|'.join(words)}),? {{whole}}",
            }
        )
    for relation, words in table["roles"].items():
        noun = rf"{{describing}}(?P<w>{'|'.join(words)})"
        rows += [
            {"relation": relation, "pattern": rf"{{s}},? {{being}}(?:an?|the|its)? ?{noun} of {{o}}"},
            {"relation": relation, "pattern": rf"{{o}}['’]s? {noun},? {{S}}"},
            {"relation": relation, "pattern": rf"{{S}}, {{o}}['’]s? {noun}"},
            {"relation": relation, "pattern": rf"{{o}} {noun} {{s}}"},
            {"relation": relation, "pattern": rf"{{o}},? (?:and|with|alongside) (?:its|their|his|her) {noun},? {{S}}"},
        ]
    return tuple(Rule(r["relation"], _filled(r["pattern"]), r.get("clause", False)) for r in rows)


@functools.cache
def _party() -> re.Pattern[str]:
    """A name with title, article and what it is called ("the Houthi rebels"), or "the government", "rebels" alone."""
    table = _table()
    noun = rf"(?:{_either(table['parties'])})(?![\w-])"
    title = rf"(?:(?:{_either(_titles())})\.? )?"
    the = rf"(?:the (?!{_ANY}-))?"
    return re.compile(
        rf"(?<=pro-){_ANY}|(?<=anti-){_ANY}|(?<![\w-])"
        rf"(?:{the}(?:{noun} of (?:the )?)?(?:{_NATION} )?{title}{title}{_NAME}(?: {noun})?"
        rf"|{the}{_NATION} (?:{noun}|(?:{_either(table['means'])})\b)|(?:(?:the|an?) {table['describing']})?{noun})",
        re.I,
    )


def _either(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


def _filled(pattern: str) -> re.Pattern[str]:
    table = _table()
    one = rf"(?:(?:the )?{_ANY}-(?:{_either(w for group in table['compounds'].values() for w in group)}) )?{_PARTY}"
    several = rf"{one}(?:(?:(?:, {one})+,?)? and {one})?"
    slots = {
        "s": rf"(?P<s>{one})",
        "o": rf"(?P<o>{one})",
        "S": rf"(?P<S>{several})",
        "O": rf"(?P<O>{several})",
        "any": rf"(?:{_NAME}|{_NATION})",
        "man": r"(?P<s>[\ue400-\ue7ff])",
        "whole": rf"{table['describing']}(?P<whole>{_PARTY})",
        "made": rf"{table['describing']}(?P<made>{_PARTY})",
        "describing": table["describing"],
        "first": table["first"],
        "parties": _NAMELESS,
        "leaders": _either(table["leaders"]),
        "being": _BEING,
        "having": _HAVING,
    }
    pattern = pattern.replace("{town}", f"(?P<a>{_ANY})", 1).replace("{town}", f"(?P<b>{_ANY})")
    for name, words in slots.items():
        pattern = pattern.replace(f"{{{name}}}", words)
    return re.compile(rf"(?<![\w'’-]){pattern}(?![\w-])", re.I)


def _titles() -> set[str]:
    words = read_list("name_context.yaml")
    return {*words["titles"], *words["title_parts"]} - {"the", *_table()["leaders"]}


def _hits(masked: Masked, sentence: Sentence) -> Iterator[tuple[Rule, re.Match[str]]]:
    """Every sound match of every rule; of two on one word the one that stands first in the table."""
    taken: set[int] = set()
    for rule in _rules():
        for hit in rule.pattern.finditer(masked.text):
            if hit.start("w") not in taken and _is_sound(rule, hit, masked, sentence):
                taken.add(hit.start("w"))
                yield rule, hit


def _is_sound(rule: Rule, hit: re.Match[str], masked: Masked, sentence: Sentence) -> bool:
    """A name at the end must not go on into a noun ("X's spokesman"), a verb's subject not hang on a preposition."""
    if re.match(r"['’]s?(?=\s)|-", masked.text[hit.end() :]):
        return False
    if not all(
        _describes(masked, sentence, *hit.span(name)) for name in ("made", "whole") if name in hit.re.groupindex
    ):
        return False
    if re.search(r"\b(?:its|their|his|her)\b", hit.group()) and _SAYS.match(masked.text, hit.end()):
        return False  # "X and its allies Y said", with its comma lost
    before = masked.text[: hit.start()]
    if _GOVERNED.search(before) if rule.clause else before.lower().endswith(" in "):
        return False
    after = masked.ends[hit.end() - 1] + 1
    goes_on = any(t.start == after and t.upos in ("NOUN", "PROPN") for t in sentence.tokens)
    return not (goes_on and re.search(rf"{_ANY}$", hit.group()))


def _describes(masked: Masked, sentence: Sentence, start: int, end: int) -> bool:
    """Tell whether only describing words stand between a compound and its party: not "X-led strikes hit Y"."""
    if end <= start:
        return True
    tied = masked.text.rfind("-", 0, start)
    first, last = masked.ends[tied], masked.at[start] if masked.at[start] > masked.ends[tied] else 0
    between = [token for token in sentence.tokens if first <= token.start < last]
    return not any(t.upos in ("ADP", "AUX", "CCONJ") or (t.upos == "VERB" and t.deprel != "amod") for t in between[1:])


def _ends(hit: re.Match[str]) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """The stretches of each subject and each object that a match names, in the masked text."""
    if "a" in hit.re.groupindex:
        yield hit.span("a"), hit.span("b")
        return
    for subject in _each(hit, "S", "s", "made"):
        for other in _each(hit, "O", "o", "whole"):
            yield subject, other


def _each(hit: re.Match[str], *groups: str) -> Iterator[tuple[int, int]]:
    """The parts of a list, or the one party; one without a name is all the words that make it."""
    group = next(name for name in groups if name in hit.re.groupindex)
    start, end = hit.span(group)
    if group in ("made", "whole") and not re.match(f"{_NAME}|{_NATION}", hit[group]):
        yield hit.span() if group == "made" else (_after_compound(hit), hit.end())
        return
    for joint in _JOINED.finditer(hit.string, start, end) if group in ("S", "O") else ():
        yield start, joint.start()
        start = joint.end()
    yield start, end


def _after_compound(hit: re.Match[str]) -> int:
    """Where the party begins that a compound describes: the "rebels" of "Saudi-backed rebels"."""
    rest = re.compile(r"[,\s]*").match(hit.string, hit.end("w"))
    return rest.end() if rest else hit.end("w")


def _told(
    report: Report, sentence: Sentence, masked: Masked, rule: Rule, hit: re.Match[str], scopes: VoiceScopes
) -> Iterator[Side]:
    """The sides that one match tells, with voices and certainty as they stand at the word that carries it."""
    word = masked.span(*hit.span("w"))
    token = next((i for i, t in enumerate(sentence.tokens) if t.start <= word[0] < t.end), 0)
    asked = rule.clause or _FINITE.search(hit.group())
    start, end = masked.span(*hit.span())
    for subject, other in _ends(hit):
        yield Side(
            id="",
            report=report.id,
            start=start,
            end=end,
            text=report.text[start:end],
            relation=rule.relation,
            subject=_filler(report, *masked.span(*subject)),
            object=_filler(report, *masked.span(*other)),
            cue=report.text[slice(*word)],
            voices=voices_of(scopes, sentence.index, token) if sentence.tokens else (),
            certainty=certainty_of(sentence, token) if asked and sentence.tokens else Certainty(),
        )


def _filler(report: Report, start: int, end: int) -> Filler:
    while report.text[start:end][-1:] in "-,":
        end -= 1
    return Filler(text=report.text[start:end], start=start, end=end)


def _numbered(report: Report, sides: Sequence[Side]) -> tuple[Side, ...]:
    """The sides in the order of the text, each once, with their ids."""
    once = {(s.subject.start, s.object.start, s.relation): s for s in reversed(sides)}
    ordered = sorted(once.values(), key=lambda s: (s.start, s.subject.start, s.object.start, s.relation))
    return tuple(msgspec.structs.replace(side, id=f"{report.id}.s{at}") for at, side in enumerate(ordered, 1))
