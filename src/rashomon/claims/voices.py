"""Finds who says what: every saying with its speaker and what it covers, and the chain of voices over a word."""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Iterator, Sequence

import msgspec

from rashomon.claims.communiques import between_quotes, lists_announced
from rashomon.claims.negation import negated
from rashomon.claims.phrases import Speaker, cues
from rashomon.claims.quotes import credited_paragraphs, quoted_spans
from rashomon.claims.sayings import find_sayings
from rashomon.claims.speakers import noun_phrase, side_by_side
from rashomon.claims.stances import Saying
from rashomon.claims.tree import Tree, tree_of
from rashomon.records import Mention, Report, Sentence, Voice

_SHORTEST_QUOTE = 24  # characters: below, marks keep a word at a distance and quote nobody
_SHORT = 14  # words of a sentence that only names who said the one before
_NOBODY = ("one", "everything", "nothing", "nobody", "none", "no-one", "noone", "everyone", "anyone")


class VoiceScope(msgspec.Struct, frozen=True, kw_only=True):
    """One saying: its voice, its words of saying, and the tokens of the sentence that it covers."""

    sentence: int
    voice: Voice
    cue: tuple[int, ...]
    content: frozenset[int]
    head: int = -1
    rank: int = 0
    thought: bool = False
    attitude: bool = False
    carried: bool = False


class VoiceScopes(msgspec.Struct, frozen=True, kw_only=True):
    """All sayings of a report, by sentence."""

    scopes: tuple[VoiceScope, ...] = ()
    by_sentence: dict[int, tuple[VoiceScope, ...]] = {}


def find_voices(report: Report, sentences: Sequence[Sentence], mentions: Sequence[Mention]) -> VoiceScopes:
    """Return the sayings of a report; a quotation that runs over sentences keeps its speaker throughout."""
    told = _Told(report, mentions)
    scopes: list[VoiceScope] = []
    for sentence in sentences:
        tree = tree_of(sentence)
        scopes.extend(scope for saying in find_sayings(tree) for scope in told.scopes(tree, saying))
    near = _grouped(scopes)
    by_index = {sentence.index: sentence for sentence in sentences}
    scopes = [each for each in scopes if not _is_aside(report.text, by_index[each.sentence], each, near[each.sentence])]
    scopes.extend(_cut_off(report, sentences, _grouped(scopes)))
    scopes.extend(_carried(report, sentences, _grouped(scopes)))
    scopes.extend(_credited(report, sentences))
    scopes.extend(_went_on_in_writing(report, sentences, _grouped(scopes)))
    near = _grouped(scopes)
    scopes = [each for each in scopes if not (each.attitude and _is_told(each, near[each.sentence]))]
    return VoiceScopes(
        scopes=tuple(scopes), by_sentence={index: tuple(each) for index, each in _grouped(scopes).items()}
    )


def _grouped(scopes: Sequence[VoiceScope]) -> dict[int, list[VoiceScope]]:
    grouped: dict[int, list[VoiceScope]] = {}
    for scope in scopes:
        grouped.setdefault(scope.sentence, []).append(scope)
    return grouped


def voices_of(scopes: VoiceScopes, sentence_index: int, token_index: int) -> tuple[Voice, ...]:
    """Return who says what the token tells, nearest speaker first; empty is the report itself."""
    covering = [
        each for each in scopes.by_sentence.get(sentence_index, ()) if token_index in each.content and not each.attitude
    ]
    chain: list[Voice] = []
    for scope in sorted(covering, key=lambda each: (len(each.content), each.rank, each.cue)):
        if all((voice.start, voice.end) != (scope.voice.start, scope.voice.end) for voice in chain):
            chain.append(scope.voice)
    return tuple(chain)


def is_saying(scopes: VoiceScopes, sentence_index: int, token_index: int) -> bool:
    """Tell whether the token is a word of saying."""
    spoken = scopes.by_sentence.get(sentence_index, ())
    return any(token_index in each.cue and not (each.carried or each.attitude) for each in spoken)


def _governing_subject(tree: Tree, saying: Saying, pronoun: int) -> tuple[int, int] | None:
    """Return the subject of a clause above, the nearest first, for a pronoun that speaks in a clause under it."""
    if not saying.cue:
        return None
    for above in tree.ancestors(saying.cue[0]):
        subject = tree.first(above, "nsubj")
        if above in saying.cue or above in saying.content or subject is None or subject >= pronoun:
            continue
        if _may_mean(tree, pronoun, subject):
            first, last, _ = noun_phrase(tree, subject)
            return tree.tokens[first].start, tree.tokens[last - 1].end
    return None


def _may_mean(tree: Tree, pronoun: int, subject: int) -> bool:
    """Tell whether a pronoun that speaks may stand for a noun: one that speaks, of its number."""
    upos = tree.tokens[subject].upos
    if upos not in ("NOUN", "PROPN") or (upos == "NOUN" and tree.lemma(subject) in cues()["mute"]):
        return False
    singular = tree.word(pronoun) != "they"
    return upos == "PROPN" or singular == (tree.word(subject) == tree.lemma(subject))


def _whose(tree: Tree, thing: int) -> Speaker | None:
    """Return the ministry of "the ministry's data show" and "information from the ministry": data speak for nobody."""
    if tree.lemma(thing) not in cues()["held"]:
        return None
    by = [c for c in tree.children(thing, "nmod") if tree.tokens[c].upos != "PRON"]
    by = [c for c in by if tree.has(c, "nmod:poss") or tree.cased(c, "from")]
    if not by:
        return None
    first, last, head = noun_phrase(tree, by[0])
    return Speaker(first, last - (tree.word(last - 1) in ("'s", "’s", "'", "’")), head)


def _is_withheld(tree: Tree, saying: Saying) -> bool:
    """Tell "has not acknowledged any deaths": who does not own it has not said it."""
    return any(tree.lemma(at) in cues()["owning"] and negated(tree, at) for at in saying.cue)


def _is_told(scope: VoiceScope, scopes: Sequence[VoiceScope]) -> bool:
    """Tell a stance that somebody else reports: it is part of what is said."""
    return any(
        other.sentence == scope.sentence and not other.attitude and set(scope.cue) & other.content for other in scopes
    )


def _is_aside(text: str, sentence: Sentence, scope: VoiceScope, scopes: Sequence[VoiceScope]) -> bool:
    """Tell the "I think" within what another says: no speaker of its own."""
    if scope.voice.text.lower() not in ("i", "we", "you"):
        return False
    quoted = sentence.quoted or any(mark in text[sentence.start : scope.voice.start] for mark in '“"')
    return quoted or any(
        other.sentence == scope.sentence and other is not scope and set(scope.cue) & other.content for other in scopes
    )


class _Told:
    """Who has spoken so far in a report, so that "he added" and "the source said" find their antecedent."""

    def __init__(self, report: Report, mentions: Sequence[Mention]) -> None:
        self.report = report
        self.people = [(each.start, each.end) for each in mentions if each.kind == "person"]
        self.bodies = [(each.start, each.end) for each in mentions if each.kind in ("actor", "media")]
        self.names = [(each.start, each.end) for each in mentions]
        self.speakers: list[tuple[int, int, str]] = []  # span, and lemma of the head

    def scopes(self, tree: Tree, saying: Saying) -> Iterator[VoiceScope]:
        """Yield a saying of a sentence as a scope for each who says it; none where nobody is named."""
        if saying.speaker is None or tree.word(saying.speaker.head) in _NOBODY or self._reminds(tree, saying):
            return
        speaker: Speaker | None = saying.speaker
        if tree.lemma(saying.speaker.head) in cues()["mute"] and tree.tokens[saying.speaker.head].upos == "NOUN":
            speaker = _whose(tree, saying.speaker.head)
        if speaker is None:
            return
        speaker = speaker._replace(last=min([speaker.last, *(each for each in saying.cue if each > speaker.head)]))
        content = saying.content - frozenset(range(speaker.first, speaker.last))
        together = [] if self._is_one_name(tree, speaker) else side_by_side(tree, speaker)
        for at, each in enumerate(together or [speaker]):
            yield VoiceScope(
                sentence=tree.sentence.index,
                voice=self._voice(tree, saying, each, beside=at > 0),
                cue=saying.cue,
                content=content,
                head=each.head,
                rank=saying.rank,
                thought=saying.thought,
                attitude=saying.attitude or _is_withheld(tree, saying),
            )

    def _reminds(self, tree: Tree, saying: Saying) -> bool:
        """Tell the report's own "We recall that": outside of quotation marks nobody else speaks."""
        own = saying.speaker is not None and tree.word(saying.speaker.head) in ("we", "i")
        recalls = any(tree.lemma(at) in ("recall", "remind", "note", "add", "repeat") for at in saying.cue)
        return own and recalls and not tree.sentence.quoted

    def _is_one_name(self, tree: Tree, speaker: Speaker) -> bool:
        """Tell "Bosnia and Herzegovina": a name that goes over the "and"."""
        joints = [tree.tokens[at].start for at in range(speaker.first, speaker.last) if tree.word(at) == "and"]
        return any(start < at < end for at in joints for start, end in self.names)

    def _voice(self, tree: Tree, saying: Saying, speaker: Speaker, beside: bool) -> Voice:
        first, last, head = speaker
        start, end = tree.tokens[first].start, tree.tokens[last - 1].end
        voice = Voice(
            text=self.report.text[start:end],
            start=start,
            end=end,
            cue=" ".join(tree.tokens[each].text for each in saying.cue),
            refers_to=self._antecedent(tree, saying, head),
            distance=saying.distance,
            beside=beside,
        )
        if tree.tokens[head].upos != "PRON" and not saying.attitude:
            self.speakers.append((*(voice.refers_to or (start, end)), tree.lemma(head)))
        return voice

    def _antecedent(self, tree: Tree, saying: Saying, speaker: int) -> tuple[int, int] | None:
        word, lemma = tree.word(speaker), tree.lemma(speaker)
        if word in ("he", "she", "it", "they") and (subject := _governing_subject(tree, saying, speaker)) is not None:
            return subject
        if word in ("he", "she"):
            return self._last(person=True) or self._last()
        if word in ("it", "they"):
            return self._last(person=False)
        definite = any(tree.word(det) in ("the", "this", "that", "these") for det in tree.children(speaker, "det"))
        if not definite or not _is_bare(tree, speaker) or lemma not in cues()["speaker_nouns"]:
            return None
        same = next((span[:2] for span in reversed(self.speakers) if span[2] == lemma), None)
        return self._last_body() if same is None and lemma in cues()["bodies"] else same

    def _last_body(self) -> tuple[int, int] | None:
        """Return the last speaker that is called by the name of a body."""
        return next(
            (
                (start, end)
                for start, end, _ in reversed(self.speakers[-6:])
                if any(start <= first and last <= end for first, last in self.bodies)
                and not self._is_person(start, end)
            ),
            None,
        )

    def _is_person(self, start: int, end: int) -> bool:
        return any(start <= first and last <= end for first, last in self.people)

    def _last(self, person: bool | None = None) -> tuple[int, int] | None:
        """Return the last speaker; with `person`, the last who is (or is not) known as a person."""
        for start, end, _ in reversed(self.speakers[-6:]):
            if person is None or self._is_person(start, end) == person:
                return start, end
        return None


def _is_bare(tree: Tree, speaker: int) -> bool:
    """Tell "the group", "the monitoring group", "the Britain-based group" from one described more closely."""
    more = tree.children(speaker, "nmod", "compound", "amod", "appos", "flat", "acl")
    return all(tree.word(each) in cues()["of_bodies"] or tree.word(each).endswith("-based") for each in more)


def _cut_off(report: Report, sentences: Sequence[Sentence], near: dict[int, list[VoiceScope]]) -> Iterator[VoiceScope]:
    """Yield a scope for each sentence whose attribution a stray full stop cut off: "… were hit. the group said."."""
    for before, after in itertools.pairwise(sentences):
        if not report.text[after.start].islower() or any(each.content for each in near.get(before.index, ())):
            continue
        for scope in near.get(after.index, ()):
            if not scope.content and not scope.attitude and len(after.tokens) <= _SHORT:
                everything = frozenset(range(len(before.tokens)))
                yield msgspec.structs.replace(
                    scope, sentence=before.index, content=everything, cue=(), rank=2, carried=True
                )


def _carried(report: Report, sentences: Sequence[Sentence], near: dict[int, list[VoiceScope]]) -> list[VoiceScope]:
    """Return a scope for each stretch of a quotation that lies in a sentence where nobody is said to speak."""
    carried: list[VoiceScope] = []
    told = {index: list(scopes) for index, scopes in near.items()}
    ends = [sentence.end for sentence in sentences]
    for start, end in quoted_spans(report.text, [(each.start, each.end) for each in sentences]):
        inside = _overlapping(sentences, ends, start, end)
        if not inside:
            continue
        before = _went_on(inside, told) if end - start >= _SHORTEST_QUOTE else None
        beside = _pointing(inside, near)
        if len(inside) < 2 and beside is None and before is None:
            continue
        speaking = _speaker_of_quote(inside, near, start, end) or beside or before
        if speaking is None:
            continue
        for sentence in inside:
            tokens = frozenset(i for i, token in enumerate(sentence.tokens) if start <= token.start < end)
            if tokens and not any(
                scope.content & tokens and not start <= scope.voice.start < end
                for scope in near.get(sentence.index, ())
            ):
                scope = msgspec.structs.replace(
                    speaking, sentence=sentence.index, content=tokens, cue=(), rank=2, carried=True
                )
                carried.append(scope)
                told.setdefault(sentence.index, []).append(scope)
    return carried


def _overlapping(sentences: Sequence[Sentence], ends: Sequence[int], start: int, end: int) -> list[Sentence]:
    """Return the sentences that a span touches."""
    found = []
    for sentence in sentences[bisect.bisect_right(ends, start) :]:
        if sentence.start >= end:
            break
        found.append(sentence)
    return found


def _went_on(inside: Sequence[Sentence], near: dict[int, list[VoiceScope]]) -> VoiceScope | None:
    """Return the one who was quoted in the sentence before, where nobody is said to speak in this one."""
    index = inside[0].index
    if any(not scope.attitude for scope in near.get(index, ())):
        return None
    earlier = [each for each in near.get(index - 1, ()) if each.content and not (each.attitude or each.thought)]
    return max(earlier, key=lambda scope: len(scope.content), default=None)


def _pointing(inside: Sequence[Sentence], near: dict[int, list[VoiceScope]]) -> VoiceScope | None:
    """Return the saying without content in the sentence before a quotation ("He said:") or after it ("she said.")."""
    for index in (inside[-1].index, inside[-1].index + 1, inside[0].index - 1):
        for scope in near.get(index, ()):
            if not scope.content:
                return scope
    return None


def _speaker_of_quote(
    inside: Sequence[Sentence], near: dict[int, list[VoiceScope]], start: int, end: int
) -> VoiceScope | None:
    """Return the saying outside the quotation marks whose content reaches into them."""
    for sentence in inside:
        for scope in near.get(sentence.index, ()):
            reaches = any(start <= sentence.tokens[each].start < end for each in scope.content)
            if reaches and not start <= scope.voice.start < end:
                return scope
    return None


def _credited(report: Report, sentences: Sequence[Sentence]) -> list[VoiceScope]:
    """Return the scopes of paragraphs that are quoted as a whole and name their source after a dash."""
    scopes: list[VoiceScope] = []
    for start, end, by, by_end in credited_paragraphs(report.text):
        first, cue = _source_in(report.text, by, by_end)
        voice = Voice(text=report.text[first:by_end], start=first, end=by_end, cue=cue)
        for sentence in sentences:
            tokens = frozenset(i for i, token in enumerate(sentence.tokens) if start <= token.start < end)
            if tokens:
                scopes.append(
                    VoiceScope(sentence=sentence.index, voice=voice, cue=(), content=tokens, rank=3, carried=True)
                )
    return scopes


def _went_on_in_writing(
    report: Report, sentences: Sequence[Sentence], near: dict[int, list[VoiceScope]]
) -> Iterator[VoiceScope]:
    """Yield the scopes of lists that a sentence announces, and of what stands between two quotes of one document."""
    for told, after in [*lists_announced(report.text, sentences), *between_quotes(sentences, near)]:
        speaking = max(near.get(told, ()), key=lambda scope: len(scope.content), default=None)
        if speaking is not None and not any(not each.attitude for each in near.get(after.index, ())):
            yield msgspec.structs.replace(
                speaking,
                sentence=after.index,
                content=frozenset(range(len(after.tokens))),
                cue=(),
                rank=3,
                attitude=False,
                carried=True,
            )


def _source_in(text: str, start: int, end: int) -> tuple[int, str]:
    """Return where the source begins after the verb of saying, which may be left in another script, and that verb."""
    word, _, rest = text[start:end].partition(" ")
    foreign = not word.isascii()
    saying = any(word.lower() in (verb, f"{verb}s", f"{verb}ed", "said") for verb in cues()["trailing"])
    return (start + len(word) + 1, word) if rest and (foreign or saying) else (start, "")
