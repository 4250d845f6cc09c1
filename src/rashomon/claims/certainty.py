"""Reads how surely a thing is told: affirmed or denied, and in which mood, by syntactic scope."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Any, NamedTuple, get_args

from rashomon.claims.tree import Tree, tree_of
from rashomon.records import Certainty, Modality, Sentence
from rashomon.resources import read_list

_MOODS: tuple[str, ...] = get_args(Modality)
_CLAUSES = ("ccomp", "xcomp", "csubj", "advcl", "acl", "parataxis")
_NOUNS = ("obj", "obl", "nmod", "nsubj", "iobj", "compound")
_VERBAL = ("VERB", "AUX")


class Effect(NamedTuple):
    """What one word does to the certainty of the thing in its scope: a mood, or "denied"."""

    mood: str
    cue: int


def certainty_of(sentence: Sentence, token_index: int) -> Certainty:
    """Return polarity and modality of what the token tells, with the words that decided.

    The nearest mood wins, a condition or question before a plan; each negation on the way turns the polarity.
    """
    effects = effects_on(tree_of(sentence), token_index)
    negations = sum(effect.mood == "denied" for effect in effects)
    moods = [effect.mood for effect in effects if effect.mood not in ("denied", "asserted")]
    mood = moods[0] if moods else "asserted"
    if mood in ("planned", "possible"):  # "if it will", "may it …?": the condition or question goes further
        mood = next((each for each in moods if each in ("questioned", "hypothetical")), mood)
    return Certainty(
        polarity="denied" if negations % 2 else "affirmed",
        modality=mood if mood in _MOODS else "asserted",  # type: ignore[arg-type]
        cues=tuple(dict.fromkeys(sentence.tokens[effect.cue].text for effect in effects)),
    )


def effects_on(tree: Tree, index: int) -> list[Effect]:
    """Return all that bears on a token, nearest first."""
    return list({effect.cue: effect for effect in reversed(list(_walk(tree, index)))}.values())[::-1]


@functools.cache
def _table() -> Any:
    return read_list("certainty.yaml")


@functools.cache
def _governors() -> dict[str, dict[str, str]]:
    """Return place (clause, noun, nominal) -> governing lemma, maybe with "+preposition" -> mood."""
    found: dict[str, dict[str, str]] = {"clause": {}, "noun": {}, "nominal": {}}
    for mood, places in _table()["governors"].items():
        for place, lemmas in places.items():
            for lemma in lemmas:
                found[place].setdefault(lemma, mood)
    return found


def _walk(tree: Tree, index: int, depth: int = 0) -> Iterator[Effect]:
    yield from _own(tree, index)
    head = tree.tokens[index].head
    if head < 0 or depth > 12:
        if _asks(tree) and not depth > 12:
            yield Effect("questioned", len(tree.tokens) - 1)
        return
    if tree.has(index, "conj"):
        yield from _shared(tree, index, head, depth)
    elif tree.has(index, *_CLAUSES) or tree.tokens[index].upos in _VERBAL:
        yield from _under_clause(tree, index, head, depth)
    else:
        yield from _under_noun(tree, index, head, depth)


# -- the word itself ------------------------------------------------------------------------------


def _own(tree: Tree, index: int) -> Iterator[Effect]:
    """Yield what the auxiliaries, adverbs, determiners, subject and subordinators of a word do."""
    table = _table()
    before = tree.word(index - 1) if index else ""
    if before in table["adjectives"] and index - 1 not in tree.children(index):
        yield Effect(table["adjectives"][before], index - 1)  # however the parser hung it
    if (hedge := _hedged_number(tree, index)) is not None:
        yield Effect(table["adverbs"][tree.word(hedge)], hedge)
    for child in tree.children(index):
        word, lemma = tree.word(child), tree.lemma(child)
        if (cue := _negation(tree, index, child)) is not None:
            yield Effect("denied", cue)
        elif tree.has(child, "aux") and word in table["auxiliaries"]:
            yield Effect(table["auxiliaries"][word], child)
        elif tree.has(child, "advmod") and word in table["adverbs"]:
            yield Effect(table["adverbs"][word], child)
        elif tree.has(child, "amod", "compound") and (word in table["adjectives"] or _so_called(tree, child)):
            yield Effect(table["adjectives"].get(word, "alleged"), child)
        elif tree.has(child, "mark", "case") and (mood := table["marks"].get(word, table["marks"].get(lemma))):
            yield Effect(mood, child)


def _hedged_number(tree: Tree, index: int) -> int | None:
    """Return the "perhaps" of "perhaps more than 200 wounded": it stands before the number, wherever it hangs."""
    at = index - 1
    while (
        at >= 0
        and at >= index - 6
        and (
            tree.tokens[at].upos == "NUM"
            or tree.word(at) in ("more", "than", "at", "least", "as", "many", "people", "over")
        )
    ):
        at -= 1
    counted = any(tree.tokens[each].upos == "NUM" for each in range(max(at, 0), index))
    return at if at >= 0 and counted and tree.word(at) in _table()["adverbs"] else None


def _so_called(tree: Tree, index: int) -> bool:
    """Tell "so - called", which some tokenizers cut."""
    return tree.word(index) == "called" and index > 1 and tree.word(index - 2) == "so" and tree.word(index - 1) == "-"


def _negation(tree: Tree, index: int, child: int) -> int | None:
    """Return the word by which a modifier, determiner, subject or object negates what it belongs to."""
    negation, word = _table()["negation"], tree.word(child)
    if tree.has(child, "nsubj", "obj"):
        idle = tree.has(child, "obj") and tree.lemma(index) in negation["having"]
        return None if idle and word not in negation["subjects"] else _nobody(tree, child)
    if tree.has(child, "det"):
        return child if word in negation["determiners"] else None
    if word == "longer" and any(tree.word(each) == "no" for each in tree.children(child)):
        return child
    if not (tree.has(child, "advmod", "aux", "cc") and word in negation["adverbs"]):
        return None
    following = tree.word(child + 1) if child + 1 < len(tree.tokens) else ""
    return None if following in negation["idle_before"] else child


def _nobody(tree: Tree, index: int) -> int | None:
    """Return the word that makes a noun phrase one of nobody or nothing."""
    negation = _table()["negation"]
    if tree.word(index) in negation["subjects"]:
        return index
    return next((child for child in tree.children(index, "det") if tree.word(child) in negation["determiners"]), None)


def _asks(tree: Tree) -> bool:
    ending = [token.text for token in tree.tokens[-3:]]
    return any("?" in text for text in ending)


# -- the words above it ---------------------------------------------------------------------------


def _shared(tree: Tree, index: int, head: int, depth: int) -> Iterator[Effect]:
    """Yield what a coordinated word shares with the first: its mood where it has no subject or auxiliary of its own."""
    own = tree.children(index, "nsubj", "aux", "mark")
    if any(tree.has(child, "nsubj") for child in own) and not tree.has(head, "ccomp", "xcomp"):
        return
    or_ = any(tree.word(child) in ("or", "nor") for child in tree.children(index, "cc"))
    nor = any(tree.word(child) == "nor" for child in tree.children(index, "cc"))
    apart = bool(tree.children(index, "aux")) or any(tree.has(child, "nsubj") for child in own)
    for effect in _walk(tree, head, depth + 1):
        at_head = tree.tokens[effect.cue].head == head
        bare = tree.word(index) == tree.lemma(index) and not own
        shares = or_ or (bare and bool(tree.children(head, "aux")))
        if at_head and (apart or (effect.mood == "denied" and (nor or not shares))):
            continue
        yield effect


def _under_clause(tree: Tree, index: int, head: int, depth: int) -> Iterator[Effect]:
    """Yield what the word that governs a clause does to it, and what bears on that word in turn."""
    if tree.has(index, "acl:relcl"):
        return
    marks = [tree.word(child) for child in tree.children(index, "mark", "case")]
    preposition = next((mark for mark in marks if mark not in ("that", "to")), "")
    if preposition == "against":
        yield Effect("denied", tree.children(index, "mark", "case")[0])
    if (judged := _judged_tale(tree, head)) is not None:
        yield judged
        return
    place = "nominal" if tree.tokens[head].upos in ("NOUN", "PROPN") else "clause"
    mood = None if _only_follows(tree, index, head, marks) else _mood_of(tree, head, place, preposition)
    if mood == "planned" and "to" in marks and _perfect(tree, index):
        mood = "possible"  # "is likely to have been carried out": of what is past
    if tree.lemma(head) in _table()["spoken"] and not tree.has(index, "ccomp"):
        mood = None
    if tree.has(index, "ccomp", "csubj", "xcomp") and (left := _left_open(tree, head, marks)) is not None:
        yield left
        return
    if tree.has(index, "advcl") and mood is None:
        if "to" in marks:
            yield Effect("planned", tree.children(index, "mark")[0])
        elif marks and preposition not in ("by", "of", "for"):
            return
        yield from (e for e in _walk(tree, head, depth + 1) if "to" not in marks and e.mood not in ("denied",))
        return
    if mood:
        yield Effect(mood, head)
    if tree.has(index, "ccomp", "xcomp", "acl", "advcl", "csubj"):
        yield from _above(tree, index, head, mood, depth)


def _perfect(tree: Tree, index: int) -> bool:
    return any(tree.word(child) == "have" for child in tree.children(index, "aux"))


def _above(tree: Tree, index: int, head: int, mood: str | None, depth: int) -> Iterator[Effect]:
    """Yield what bears on the governing word, as far as it reaches through to the clause."""
    reaches = tree.has(index, "xcomp") and (mood is None or tree.lemma(head) in _table()["through"])
    for effect in _walk(tree, head, depth + 1):
        about_head = tree.tokens[effect.cue].head == head
        if effect.mood == "denied" and about_head and not (reaches or mood in ("planned", "possible", "requested")):
            continue
        if about_head and effect.mood != "denied" and not reaches and mood is None:
            continue
        yield effect


def _under_noun(tree: Tree, index: int, head: int, depth: int) -> Iterator[Effect]:
    """Yield what the word that governs an event noun does to it."""
    if not tree.has(index, *_NOUNS):
        return
    cases = [tree.word(child) for child in tree.children(index, "case")]
    preposition = cases[0] if cases else ""
    if tree.tokens[head].upos in ("NOUN", "PROPN"):
        bound = preposition in ("of", "for", "to", "against") or tree.has(index, "compound")
        tale = tree.lemma(head) in _table()["tales"]["nouns"] and preposition in _table()["tales"]["about"]
        if tale and (judged := _judged_tale(tree, head)) is not None:
            yield judged
            return
        if preposition == "for" and tree.lemma(head) in _table()["apart_nouns"]:
            return
        if bound and (judged := _judged_tale(tree, head)) is not None:
            yield judged
            return
        mood = _mood_of(tree, head, "nominal", preposition) if bound else None
        if mood:
            yield Effect(mood, head)
            yield from _walk(tree, head, depth + 1)
        return
    undergoes = not tree.has(index, "nsubj") or tree.tokens[index].deprel == "nsubj:pass"
    if tree.lemma(head) in _table()["light"]:
        apart = preposition in _table()["apart"] and (preposition != "for" or bool(tree.children(head, "obj")))
        yield from () if apart else _walk(tree, head, depth + 1)
    elif undergoes and preposition == "" and _unsettled(tree, head):
        yield Effect("questioned", head)
    elif undergoes and (mood := _mood_of(tree, head, "noun", preposition)):
        yield Effect(mood, head)
        yield from (effect for effect in _walk(tree, head, depth + 1) if effect.mood != "denied")


def _mood_of(tree: Tree, head: int, place: str, preposition: str) -> str | None:
    lemma, table = tree.lemma(head), _governors()[place]
    particle = tree.first(head, "compound:prt")
    tail = tree.word(particle) if particle is not None else preposition
    plain = None if tail and place == "noun" else table.get(lemma)
    return table.get(f"{lemma}+{tail}") or plain


# -- what is said of a claim or report --------------------------------------------------------------


def _judged_tale(tree: Tree, noun: int) -> Effect | None:
    """Return what happens to "claims that …", "reports of …" that somebody rejects or that are called false."""
    table = _table()["tales"]
    if (mood := table["missing"].get(tree.lemma(noun))) and _nobody(tree, noun) is not None:
        return Effect(mood, noun)
    if tree.lemma(noun) not in table["nouns"]:
        return None
    if (cue := _untrue(tree, noun)) is not None:
        return Effect("denied", cue)
    head = _passive_of(tree, noun)
    if head is not None:
        return _judgement(tree, head)
    head = tree.tokens[noun].head
    if head < 0 or tree.tokens[head].upos != "VERB":
        return None
    as_false = tree.has(noun, "obl") and any(tree.word(case) == "as" for case in tree.children(noun, "case"))
    if not (tree.tokens[noun].deprel in ("obj", "nsubj:pass") or as_false):
        return None
    return _judgement(tree, head)


def _passive_of(tree: Tree, noun: int) -> int | None:
    """Return the "denied" of "reports that … were denied", where the parser took the noun for the main word."""
    if tree.tokens[noun].head >= 0:
        return None
    for child in tree.children(noun, "acl", "ccomp", "parataxis"):
        if tree.children(child, "aux:pass") and not tree.children(child, "mark", "nsubj"):
            return child
    return None


def _judgement(tree: Tree, verb: int) -> Effect | None:
    """Return what a verb of refuting or confirming does to the report that it is about."""
    if _unsettled(tree, verb):
        return Effect("questioned", verb)
    refutes = tree.lemma(verb) in _table()["tales"]["refuting"] and not _negated(tree, verb)
    return Effect("denied", verb) if refutes else None


def _untrue(tree: Tree, noun: int) -> int | None:
    """Return the word that calls a claim untrue: its adjective, or what it is said to be."""
    words, true = _table()["tales"]["untrue"], _table()["tales"]["true"]
    for child in tree.children(noun, "amod"):
        if tree.word(child) in words:
            return child
    head = tree.tokens[noun].head
    if head < 0:
        return None
    if tree.lemma(head) in _table()["tales"]["calling"] and tree.tokens[noun].deprel in ("obj", "nsubj", "nsubj:pass"):
        return _called(tree, head, noun)
    if _unfounded(tree, head) or (tree.has(noun, "nsubj") and _unreal(tree, head)):
        return head
    if not tree.has(noun, "nsubj"):
        return None
    said = tree.word(head) in (true if _negated(tree, head) else words)
    return head if said else None


def told_untrue(tree: Tree, noun: int) -> bool:
    """Tell the massacre of "reports of a massacre were false"."""
    head = tree.tokens[noun].head
    if head < 0 or not tree.has(noun, "nmod") or tree.lemma(head) not in _table()["tales"]["nouns"]:
        return False
    judged = _judged_tale(tree, head)
    return judged is not None and judged.mood == "denied"


def tale_called_untrue(tree: Tree, verb: int) -> int | None:
    """Return the tale that a verb of calling makes a lie: "called the news about the raid a fabrication"."""
    if tree.tokens[verb].upos != "VERB" or tree.lemma(verb) not in _table()["tales"]["calling"]:
        return None
    tales = (c for c in tree.children(verb, "obj") if tree.lemma(c) in _table()["tales"]["nouns"])
    return next((c for c in tales if _called(tree, verb, c) is not None), None)


def _called(tree: Tree, verb: int, noun: int) -> int | None:
    """Return the "lie" of "called the news an absolute lie", however the parser hung it."""
    after = [c for c in tree.children(verb) if c > verb and c != noun]
    below = [c for c in sorted(tree.subtree(noun)) if tree.has(c, "appos", "conj", "xcomp", "acl", "parataxis", "nmod")]
    return next((c for c in [*after, *below] if tree.word(c) in _table()["tales"]["untrue"]), None)


def _unreal(tree: Tree, verb: int) -> bool:
    """Tell "does not correspond to reality", "has nothing to do with the truth"."""
    tales = _table()["tales"]
    if tree.lemma(verb) not in tales["corresponding"] and tree.word(verb) not in tales["reality"]:
        return False
    below = {tree.word(each) for each in tree.subtree(verb)}
    return bool(below & set(tales["reality"])) and (_negated(tree, verb) or bool(below & {"nothing", "no"}))


def _unfounded(tree: Tree, noun: int) -> bool:
    """Tell the "no truth" of "there is no truth to reports that …"."""
    return tree.lemma(noun) in _table()["tales"]["founding"] and _nobody(tree, noun) is not None


def _left_open(tree: Tree, head: int, marks: list[str]) -> Effect | None:
    """Return what a negated "clear", "known" or "true" does to its clause; who did "not know that …" denies nothing."""
    if tree.word(head) in _table()["tales"]["true"] and _negated(tree, head):
        return Effect("denied", head)
    if tree.lemma(head) in _table()["showing"] and tree.first(head, "nsubj") is not None:
        subject = tree.first(head, "nsubj")
        if subject is not None and _nobody(tree, subject) is not None:
            return Effect("questioned", head)  # "nothing indicates that"
    fact = tree.lemma(head) == "know" and ("that" in marks or tree.word(head) != "known")
    return Effect("questioned", head) if _unsettled(tree, head) and not fact else None


def _unsettled(tree: Tree, index: int) -> bool:
    """Tell "not clear", "neither confirmed nor denied", "did not deny": what is under it is left open."""
    return tree.lemma(index) in _table()["unsettled"] and _negated(tree, index)


def _negated(tree: Tree, index: int) -> bool:
    """Tell a word with a negation of its own, or one shared by "nor" and "or"."""
    if any(_negation(tree, index, child) is not None for child in tree.children(index)):
        return True
    head = tree.tokens[index].head
    if (
        head >= 0
        and tree.has(index, "conj")
        and any(tree.word(cc) in ("nor", "or") for cc in tree.children(index, "cc"))
    ):
        return _negated(tree, head)
    return head >= 0 and tree.has(index, "xcomp") and tree.lemma(head) in _table()["tales"]["declining"]


def _only_follows(tree: Tree, index: int, head: int, marks: list[str]) -> bool:
    """Tell the "killing six" of "a bomb went off, killing six": what came of it, not what was going to be done."""
    loose = tree.has(index, "advcl") or tree.lemma(head) == "go"
    timed = any(tree.word(child) in ("when", "while") for child in tree.children(index, "advmod"))
    return loose and not marks and not timed and tree.word(index).endswith("ing")
