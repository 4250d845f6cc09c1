"""Which words of a passage a finding quotes: whole phrases around the trigger, so that a reader can parse them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from rashomon.assessment.casefile import CaseFile
from rashomon.measures import fold
from rashomon.records import Claim, Sentence, Token

MOST = 110  # characters of a quotation; a clause that is longer loses whole phrases at its ends
CLIP = 35  # characters on either side of the trigger where a sentence was not parsed
STEPS = 4  # from a trigger up to the verb of its clause
VERBAL = frozenset({"VERB", "AUX"})
NOMINAL = frozenset({"NOUN", "PROPN", "NUM", "PRON"})
LOOSE = frozenset({"PUNCT", "CCONJ", "SCONJ"})  # begin and end no quotation
RELATIVES = frozenset({"what", "who", "whom", "which", "that", "those"})


def quoted(case: CaseFile, claim: Claim) -> str:
    """Return the words of a claim's clause, on one line, at most about `MOST` characters, no phrase cut."""
    sentence = _sentence(case, claim)
    span = _Phrases(sentence.tokens).around(_marked(claim, sentence), _deniers(claim, sentence)) if sentence else None
    if span is None:
        return _clipped(case, claim)
    return " ".join(case.reports[claim.report].text[span[0] : span[1]].split())


def _sentence(case: CaseFile, claim: Claim) -> Sentence | None:
    """Return the parsed sentence of the trigger of a claim, None where there is none."""
    found = case.sentence_at(claim.report, claim.trigger.start) if claim.trigger else None
    return found if found and any(t.head >= 0 for t in found.tokens) else None


def _marked(claim: Claim, sentence: Sentence) -> list[int]:
    """Return the tokens of the trigger and of the count, the trigger's first one first."""
    spans = [(claim.trigger.start, claim.trigger.end)] if claim.trigger else []
    spans += [(q.start, q.end) for q in claim.quantities[:1]]
    return [i for start, end in spans for i, t in enumerate(sentence.tokens) if t.start < end and start < t.end]


def _deniers(claim: Claim, sentence: Sentence) -> set[int]:
    """Return the tokens that deny a claim: who quotes a denial without them quotes the opposite."""
    words = {w for cue in claim.certainty.cues for w in fold(cue)} if claim.certainty.polarity == "denied" else set()
    return {i for i, t in enumerate(sentence.tokens) if words & set(fold(t.text))}


class _Phrases:
    """The phrases of one parsed sentence; spans are (first, last) token, both included."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self._below: dict[int, list[int]] = defaultdict(list)
        for i, token in enumerate(tokens):
            self._below[token.head].append(i)
        self._spans: dict[int, tuple[int, int]] = {}

    def around(self, marked: list[int], deniers: set[int]) -> tuple[int, int] | None:
        """Return (start, end) in characters of the clause of the first token, with a denier where there is one."""
        if not marked:
            return None
        clause, denied = self._clause(marked[0], deniers)
        clause = (self._with_object(clause[0]), clause[1])
        inside = [i for i in (*marked, *denied) if clause[0] <= i <= clause[1]]
        if self._length(*clause) > MOST:
            clause = self._grown(min(inside), max(inside), clause)
        first, last = clause
        while first < last and self._hangs_loose(first, last):
            first += 1
        while first < last and self._waits(last):
            last -= 1
        return self.tokens[first].start, self.tokens[last].end

    def span(self, at: int) -> tuple[int, int]:
        """Return the first and last token of all that hangs on one, itself included."""
        if at not in self._spans:
            self._spans[at] = (at, at)  # a head that hangs on itself ends here
            below = [self.span(i) for i in self._below[at] if i != at]
            self._spans[at] = (min([at, *(s[0] for s in below)]), max([at, *(s[1] for s in below)]))
        return self._spans[at]

    def _verb(self, at: int) -> int:
        for _ in range(STEPS):
            told_of_a_noun = self.tokens[at].deprel == "acl"  # "a drone shot down"
            if (self.tokens[at].upos in VERBAL and not told_of_a_noun) or self.tokens[at].head < 0:
                break
            at = self.tokens[at].head
            if told_of_a_noun:
                break
        return at

    def _hangs_loose(self, at: int, last: int) -> bool:
        """Tell whether a quotation says no less without its first word: "and …", "in" of "in the second strike"."""
        token = self.tokens[at]
        return token.upos in LOOSE or (token.deprel == "case" and self.span(token.head)[1] >= last)

    def _waits(self, last: int) -> bool:
        """Tell whether the last word of a quotation says nothing without what follows: "against", "what"."""
        token = self.tokens[last]
        asks = token.text.casefold() in RELATIVES and any(i > last for i in self._below[last])
        return token.upos in LOOSE or asks or (token.deprel == "case" and token.head > last)

    def _with_object(self, first: int) -> int:
        """Return where a clause begins with the object of another verb that stands before it ("a drone shot down")."""
        before = self.tokens[first - 1] if first else None
        if before is None or before.deprel != "obj" or before.head != self.tokens[first].head:
            return first
        return self.span(first - 1)[0]

    def _clause(self, at: int, deniers: set[int]) -> tuple[tuple[int, int], list[int]]:
        """Return the clause of a token and the nearest of these deniers, in whose clause it lies."""
        at = self._verb(at)
        inner = at
        for _ in range(STEPS):
            first, last = self.span(at)
            held = [i for i in deniers if first <= i <= last]
            if held:
                return (first, last), [min(held, key=lambda i: (abs(i - inner), i))]
            if self.tokens[at].head < 0:
                break
            at = self.tokens[at].head
        return self.span(self._with_doer(inner)), []

    def _with_doer(self, at: int) -> int:
        """Return the head of a clause that says who does it, where that is short enough: "firing" hangs on a verb."""
        for _ in range(STEPS):
            head = self.tokens[at].head
            told = any(self.tokens[i].deprel.startswith("nsubj") for i in self._below[at])
            told |= self._with_object(self.span(at)[0]) < self.span(at)[0]
            if told or head < 0 or self._length(*self.span(head)) > MOST:
                break
            at = head
        return at

    def _length(self, first: int, last: int) -> int:
        return self.tokens[last].end - self.tokens[first].start

    def _grown(self, first: int, last: int, clause: tuple[int, int]) -> tuple[int, int]:
        """Return a span widened by whole phrases, what follows first, as long as it is short enough."""
        first = min(first, self._leftmost(first))
        last = max(last, self._rightmost(last))
        for _ in range(len(self.tokens)):
            after = [(first, end) for end in self._ends(last, clause)]
            before = [(start, last) for start in self._starts(first, clause)]
            wider = [*before, *after] if before and self._has_subject(before[0][0], first) else [*after, *before]
            fitting = next((w for w in wider if self._length(*w) <= MOST), None)
            if fitting is None:
                break
            first, last = fitting
        return first, last

    def _leftmost(self, at: int) -> int:
        """Return where the words begin that wait for a word or for its head to come ("at least" of "at least 5")."""
        while self.tokens[at].upos not in VERBAL and any(i < at for i in self._below[at]):
            at = min(self._below[at])
        return at

    def _rightmost(self, at: int) -> int:
        """Return the noun that a number or an adjective waits for."""
        while self.tokens[at].head > at and self.tokens[at].upos not in VERBAL:
            at = self.tokens[at].head
        return at

    def _has_subject(self, first: int, last: int) -> bool:
        return any(t.deprel.startswith("nsubj") for t in self.tokens[first:last])

    def _ends(self, last: int, clause: tuple[int, int]) -> list[int]:
        """Return where a quotation may end next: after the next phrase, or after the noun that it is about."""
        at = last + 1
        if at > clause[1]:
            return []
        while (head := self.tokens[at].head) >= 0 and self.span(head)[0] > last:
            at = head
        noun = [at] if self.tokens[at].upos in NOMINAL else []
        return [end for end in (self.span(at)[1], *noun) if end > last]

    def _starts(self, first: int, clause: tuple[int, int]) -> list[int]:
        """Return where a quotation may begin next: before the phrase that stands before it."""
        at = first - 1
        if at < clause[0]:
            return []
        while (head := self.tokens[at].head) >= 0 and self.span(head)[1] < first:
            at = head
        return [start for start in (self.span(at)[0],) if start < first]


def _clipped(case: CaseFile, claim: Claim) -> str:
    """Return the words near the trigger, none of them cut."""
    near, whole = case.near(claim, CLIP), case.text(claim)
    start = max(whole.find(near), 0)
    end = start + len(near)
    while 0 < start < end and whole[start - 1].isalnum() and whole[start].isalnum():
        start += 1
    while start < end < len(whole) and whole[end - 1].isalnum() and whole[end].isalnum():
        end -= 1
    return " ".join(whole[start:end].split())
