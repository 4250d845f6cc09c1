"""Chooses the time of a claim: the expression nearest by syntax, never the time of the saying."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rashomon.claims import clauses
from rashomon.claims.lexicon import Trigger, lexicon
from rashomon.claims.scene import Cast, is_event
from rashomon.claims.tree import Tree
from rashomon.records import Mention, Quantity, TimeValue
from rashomon.resources import read_list

BEFORE_A_TIME = frozenset(["on", "in", "at", "early", "late", "earlier", "later", "this", "the", "last", ",", "since"])
SAYING = frozenset(["say", "tell", "report", "add", "announce", "state", "write", "post"])
MEANWHILE = frozenset(["as", "when", "while"])
RANKED = frozenset(["first", "worst", "last", "biggest", "largest", "greatest", "heaviest", "fiercest", "latest"])
NAMING = frozenset(["known", "called", "named", "dubbed", "described", "said", "believed", "identified", "considered"])
BESIDE = 2  # cost of a time in a participle below the trigger


def time_of(
    tree: Tree,
    times: Sequence[Mention],
    trigger: Trigger,
    cast: Cast,
    says: Callable[[int], bool],
    counted: Quantity | None = None,
) -> TimeValue | None:
    """Return the time of a claim among the sentence's times; `says` tells whether a token is a word of saying.

    `counted` is the number of its claim, where it is one of several: "45, up from 38 on Sunday" gives each its own.
    """
    times = _of_number(tree, times, counted) if counted is not None else times
    then = _when(tree, times, trigger)
    if then is not None:
        return TimeValue(text=then.text, at=then.start, at_end=then.end)
    ranked = []
    for mention in times:
        top = _top(tree, mention)
        if (
            top is None
            or _lasting(mention)
            or _since_then(tree, mention, top, trigger)
            or _of_saying(tree, mention, top, trigger, says)
        ):
            continue
        cost = _cost(tree, top, trigger, cast)
        if cost is not None:
            ranked.append((cost, abs(mention.start - tree.tokens[trigger.head].start), mention.start, mention))
    if not ranked:
        return None
    mention = min(ranked, key=lambda r: r[:3])[3]
    return TimeValue(text=mention.text, at=mention.start, at_end=mention.end)


def _of_number(tree: Tree, times: Sequence[Mention], counted: Quantity) -> Sequence[Mention]:
    """Return the times of a number: of the "38" of "45, up from 38 on Sunday" the day behind it, which is not the 45's.

    A number that another followed ("up from", "rose from") has only the time just behind it.
    """
    words = [t.text.lower() for t in tree.tokens]
    behind: dict[int, int] = {}  # where a number that was replaced begins -> the token behind it
    for at in range(len(words) - 1):
        if at and words[at] == "from" and tree.tokens[at + 1].upos == "NUM" and _changed(words[:at]):
            behind[tree.tokens[at + 1].start] = at + 2
    mine = next((start for start in behind if counted.start <= start < counted.end), None)
    after = {start: _just_behind(tree, times, token) for start, token in behind.items()}
    if mine is not None:
        return after[mine]
    return [m for m in times if not any(m in theirs for theirs in after.values())]


def _changed(words: Sequence[str]) -> bool:
    changing = read_list("numbers.yaml")["changing"]
    return words[-1] in ("up", "down") or any(word in changing for word in words)


def _just_behind(tree: Tree, times: Sequence[Mention], token: int) -> list[Mention]:
    """Return the times before the next comma or number."""
    last = token
    while last < len(tree.tokens) and tree.tokens[last].upos not in ("PUNCT", "VERB") and tree.word(last) != "to":
        last += 1
    span = range(token, last)
    return [m for m in times if any(m.start <= tree.tokens[at].start < m.end for at in span)]


def _when(tree: Tree, times: Sequence[Mention], trigger: Trigger) -> Mention | None:
    """Return the "21 May" of "the worst since 21 May, when a shell killed two": the day just before its clause."""
    beside = {trigger.head, tree.tokens[trigger.head].head if tree.has(trigger.head, "conj") else trigger.head}
    for when in range(trigger.first - 1, 1, -1):
        if tree.tokens[when].upos == "VERB" and not tree.has(when, "amod", "acl") and when not in beside:
            return None
        if tree.word(when) == "when":
            day = when - 2 if tree.word(when - 1) == "," else when - 1
            told = (m for m in times if m.start <= tree.tokens[day].start < m.end and not _lasting(m))
            return next((m for m in told if m.time is not None and m.time.type == "DATE"), None)
    return None


def _top(tree: Tree, mention: Mention) -> int | None:
    """Return the token of the expression that hangs on something outside it."""
    inside = [i for i, t in enumerate(tree.tokens) if mention.start <= t.start < mention.end]
    return next((i for i in inside if tree.tokens[i].head not in inside), inside[0] if inside else None)


def _lasting(mention: Mention) -> bool:
    """A duration or a repetition says how long or how often, not when."""
    time = mention.time
    return time is not None and time.type in ("DURATION", "SET") and time.shift is None and time.until is None


def _since_then(tree: Tree, mention: Mention, top: int, trigger: Trigger) -> bool:
    """ "in power since 1963, they fired on protesters", "the worst raid since the 1980s": it was not done then.

    A deed that is told in the past, without "has" or "had", happened once; what is worst since a year came later.
    """
    first = next((i for i, t in enumerate(tree.tokens) if mention.start <= t.start), 0)
    if "since" not in (tree.word(first), tree.word(first - 1) if first else ""):
        return False
    head, home = trigger.head, tree.tokens[top].head
    if trigger.form == "noun" and home >= 0 and tree.tokens[home].upos == "VERB" and _simple_past(tree, home):
        return True
    if trigger.form == "noun":
        ranks = [c for c in tree.children(head, "amod") if tree.word(c) in RANKED or tree.word(c).endswith("iest")]
        return bool(ranks) or any(tree.word(m) == "most" for c in tree.children(head) for m in tree.children(c))
    return trigger.form != "adjective" and _simple_past(tree, head)


def _simple_past(tree: Tree, verb: int) -> bool:
    changed = tree.word(verb) != tree.lemma(verb) and not tree.word(verb).endswith(("ing", "s"))
    return changed and not tree.children(verb, "aux")


def _of_saying(tree: Tree, mention: Mention, top: int, trigger: Trigger, says: Callable[[int], bool]) -> bool:
    """ "said on Tuesday": the words just before the time, or what it hangs on, tell when it was said."""
    home = tree.tokens[top].head
    if home >= 0 and says(home) and home != trigger.head:
        return True
    before = next((i for i, t in enumerate(tree.tokens) if mention.start <= t.start), 0) - 1
    while before >= 0 and tree.word(before) in BEFORE_A_TIME:
        before -= 1
    said = before >= 0 and (says(before) or tree.lemma(before) in SAYING)
    return said and before != trigger.head


def _cost(tree: Tree, top: int, trigger: Trigger, cast: Cast) -> int | None:
    """Count the clauses between a time and a trigger; None where the time belongs to another clause."""
    home = tree.tokens[top].head
    near = {trigger.head, *([trigger.noun] if trigger.noun is not None else []), *cast.events}
    if home in near or top in near:
        return 0
    below = _below(
        tree,
        home,
        near | {h for r in ("target", "instrument", "place") for h in cast.heads.get(r, [])},
        trigger.predicate.kind,
    )
    if below is not None:
        return below
    if home in tree.children(trigger.head, "conj"):
        return 1
    return _above(tree, top, trigger)


def _below(tree: Tree, home: int, near: set[int], kind: str) -> int | None:
    """The time stands in something that hangs on the trigger or its parts, with no clause of its own between."""
    at, cost = home, 1
    for _ in range(clauses.DEPTH):
        if at in near:
            return cost
        if not 0 <= at < len(tree.tokens):
            return None
        if tree.tokens[at].deprel == "acl:relcl" or tree.has(at, "ccomp", "parataxis"):
            return None
        if tree.has(at, "acl", "advcl", "conj"):
            own = clauses.own_subject(tree, at)
            meanwhile = any(tree.word(m) in MEANWHILE for m in tree.children(at, "mark", "advmod"))
            if own and not (meanwhile and tree.tokens[own[0]].upos == "PRON"):
                return None
            if tree.has(at, "conj") and tree.tokens[at].upos == "VERB":
                return None
            if tree.has(at, "acl") and not _of_deed(tree, at, near, harmed=kind == "casualties"):
                return None
            cost += BESIDE
        at = tree.tokens[at].head
    return None


def _of_deed(tree: Tree, participle: int, near: set[int], *, harmed: bool) -> bool:
    """Tell the "raid launched on Monday" from the "church built in 1890": of a thing it says nothing about the deed."""
    noun, word = tree.tokens[participle].head, tree.word(participle)
    if word.endswith("ing") or word in NAMING or participle in near:
        return True  # "hit buses waiting to leave on Monday", "killed members of the force known as X in May"
    telling = tree.lemma(noun) in clauses.PAPERS or is_event(tree, noun)
    harmed = harmed and any(p.kind == "casualties" for p in lexicon().verbs.get(tree.lemma(participle), ()))
    return telling or harmed or tree.tokens[noun].upos in ("VERB", "PRON", "NUM")


def _has_since(tree: Tree, verb: int) -> bool:
    """Tell the "have returned" of "was driven out last month, but fighters have returned"."""
    return any(tree.word(c) in ("have", "has") for c in tree.children(verb, "aux"))


def _above(tree: Tree, top: int, trigger: Trigger) -> int | None:
    """The time stands on a clause above the trigger's; a clause with a subject of its own keeps its own time."""
    home, clause, cost = tree.tokens[top].head, trigger.head, 1
    for _ in range(clauses.DEPTH):
        if tree.has(clause, "ccomp", "parataxis", "acl"):
            return None
        own = clauses.own_subject(tree, clause)
        if own and (tree.has(clause, "advcl") or (tree.has(clause, "conj") and _has_since(tree, clause))):
            return None
        clause = tree.tokens[clause].head
        cost += 1
        if not 0 <= clause < len(tree.tokens):
            return None
        if home == clause or home in tree.children(clause, "obl", "conj", "nsubj"):
            return cost
    return None
