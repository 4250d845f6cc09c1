"""Reads how surely a thing is told: affirmed or denied, and in which mood, by syntactic scope."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import get_args

from rashomon.claims.clauses import imputed
from rashomon.claims.hedges import (
    asks,
    hedged_happening,
    hedged_number,
    inverted,
    on_condition,
    so_called,
    stopped_before,
    suspected_cause,
    to_come,
    was_able,
)
from rashomon.claims.lexicon import is_a
from rashomon.claims.negation import (
    Effect,
    certainty_words,
    excluding,
    left_open,
    negated,
    negation_by,
    nobody,
    nothing_done,
    orders,
    unsettled,
    whichever_of,
)
from rashomon.claims.speakers import agent_of, is_held_to, is_passive, is_what_is_said
from rashomon.claims.tales import claimed_gain, is_fabricated, is_tale, judged_tale, judged_telling
from rashomon.claims.tree import VERBAL, Tree, tree_of
from rashomon.records import Certainty, Modality, Sentence

_MOODS: tuple[str, ...] = get_args(Modality)
_CLAUSES = ("ccomp", "xcomp", "csubj", "advcl", "acl", "parataxis")
_NOUNS = ("obj", "obl", "nmod", "nsubj", "iobj", "compound")


def certainty_of(sentence: Sentence, token_index: int) -> Certainty:
    """Return polarity and modality of what the token tells, with the words that decided.

    The nearest mood wins, a condition or question before a plan; each negation on the way turns the polarity.
    """
    tree = tree_of(sentence)
    effects = effects_on(tree, token_index)
    if (none := nothing_done(tree, token_index)) is not None:
        effects = [Effect("denied", none), *effects]
    negations = sum(effect.mood == "denied" for effect in effects)
    moods = [effect.mood for effect in effects if effect.mood not in ("denied", "asserted")]
    mood = moods[0] if moods else "asserted"
    if not effects and (whichever := whichever_of(tree, token_index)) is not None:
        effects, mood = [Effect("hypothetical", whichever)], "hypothetical"
    if mood in ("planned", "possible"):  # "if it will", "may it …?": the condition or question goes further
        mood = next((each for each in moods if each in ("questioned", "hypothetical")), mood)
    if mood in ("planned", "hypothetical") and "threatened" in moods:
        mood = "threatened"  # "threatened that his men will storm the town if"
    return Certainty(
        polarity="denied" if negations % 2 else "affirmed",
        modality=mood if mood in _MOODS else "asserted",  # type: ignore[arg-type]
        cues=tuple(dict.fromkeys(sentence.tokens[effect.cue].text for effect in effects)),
    )


def effects_on(tree: Tree, index: int) -> list[Effect]:
    """Return all that bears on a token, nearest first."""
    return list({effect.cue: effect for effect in reversed(list(_walk(tree, index)))}.values())[::-1]


@functools.cache
def _governors() -> dict[str, dict[str, str]]:
    """Return place (clause, noun, nominal) -> governing lemma, maybe with "+preposition" -> mood."""
    found: dict[str, dict[str, str]] = {"clause": {}, "noun": {}, "nominal": {}}
    for mood, places in certainty_words()["governors"].items():
        for place, lemmas in places.items():
            for lemma in lemmas:
                found[place].setdefault(lemma, mood)
    return found


def _walk(tree: Tree, index: int, depth: int = 0) -> Iterator[Effect]:
    yield from _own(tree, index)
    head = tree.tokens[index].head
    if head < 0 or depth > 12:
        if asks(tree) and not depth > 12:
            yield Effect("questioned", len(tree.tokens) - 1)
        return
    if tree.has(index, "conj"):
        yield from _shared(tree, index, head, depth)
    elif tree.has(index, *_CLAUSES) or tree.tokens[index].upos in VERBAL:
        yield from _under_clause(tree, index, head, depth)
    else:
        yield from _under_noun(tree, index, head, depth)


# -- the word itself ------------------------------------------------------------------------------


def _own(tree: Tree, index: int) -> Iterator[Effect]:
    """Yield what the auxiliaries, adverbs, determiners, subject and subordinators of a word do."""
    table = certainty_words()
    before = tree.word(index - 1) if index else ""
    governs = index > 0 and tree.children(index - 1, "nsubj")  # "witnesses reported seeing"
    if before in table["adjectives"] and index - 1 not in tree.children(index) and not governs:
        yield Effect(table["adjectives"][before], index - 1)  # however the parser hung it
    if orders(tree, index):
        yield Effect("requested", index)
    if tree.tokens[index].upos == "VERB" and tree.marked(index, "to") and tree.children(index, "cop"):
        yield Effect("planned", tree.children(index, "cop")[0])  # "the aim is to defeat them"
    if tree.tokens[index].upos in ("NOUN", "PROPN") and (laid := imputed(tree, index)) is not None:
        yield Effect("alleged", laid[0])
    if (cause := suspected_cause(tree, index)) is not None:
        yield Effect("alleged", cause)
    if (alleged := hedged_happening(tree, index)) is not None:
        yield Effect("alleged", alleged)
    if (hedge := hedged_number(tree, index)) is not None:
        yield Effect(table["adverbs"][tree.word(hedge)], hedge)
    for child in tree.children(index):
        word, lemma = tree.word(child), tree.lemma(child)
        if (cue := negation_by(tree, index, child)) is not None:
            yield Effect("denied", cue)
        elif tree.has(child, "aux") and word == "would" and _perfect(tree, index):
            yield Effect("possible" if tree.has(index, "acl:relcl") else "hypothetical", child)  # "who would have led"
        elif tree.has(child, "aux") and word in table["auxiliaries"]:
            supposed = inverted(tree, index, child) or (
                table["auxiliaries"][word] == "planned" and on_condition(tree, index)
            )
            yield Effect("hypothetical" if supposed else table["auxiliaries"][word], child)
        elif tree.has(child, "advmod") and word in table["adverbs"]:
            yield Effect(table["adverbs"][word], child)
        elif tree.has(child, "amod", "compound") and (word in table["adjectives"] or so_called(tree, child)):
            yield Effect(table["adjectives"].get(word, "alleged"), child)
        elif tree.has(child, "mark", "case") and (mood := table["marks"].get(word, table["marks"].get(lemma))):
            asked = word == "if" and tree.has(index, "ccomp", "csubj", "xcomp")  # "not clear if"
            yield Effect("questioned" if asked else mood, child)
        elif tree.has(child, "acl") and any(tree.word(c) == "what" for c in tree.children(index, "det")):
            held = _mood_of(tree, child, "clause", "")  # "in what is believed to have been a raid"
            if held is not None:
                yield Effect(held, child)


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
        if effect.mood == "denied" and nor:
            continue  # "nor that they shelled it": its own word denies it already
        if at_head and (apart or (effect.mood == "denied" and (nor or not shares))):
            continue
        yield effect


def _under_clause(tree: Tree, index: int, head: int, depth: int) -> Iterator[Effect]:
    """Yield what the word that governs a clause does to it, and what bears on that word in turn."""
    if (settled := _settled_above(tree, index, head)) is not None:
        yield from settled
        return
    if _describes(tree, index, head):
        yield from _own(tree, head)
        return
    marks = [tree.word(child) for child in tree.children(index, "mark", "case")]
    preposition = next((mark for mark in marks if mark not in ("that", "to")), "")
    if preposition == "until" and to_come(tree, head):
        yield Effect("hypothetical", tree.children(index, "mark")[0])
    if preposition == "against" or (preposition == "before" and stopped_before(tree, index, head)):
        yield Effect("denied", tree.children(index, "mark", "case")[0])
    if (judged := judged_tale(tree, head)) is not None:
        yield judged
        return
    place = "nominal" if tree.tokens[head].upos in ("NOUN", "PROPN") else "clause"
    apart = _only_follows(tree, index, head, marks) or _is_aside(tree, index, head, marks, preposition)
    if tree.has(index, "ccomp", "csubj") and (ruled := excluding(tree, head)) is not None:
        yield ruled
        return
    mood = None if apart or was_able(tree, head) else _mood_of(tree, head, place, preposition)
    if mood == "planned" and "to" in marks and _perfect(tree, index):
        mood = "possible"  # "is likely to have been carried out": of what is past
    if mood == "requested" and tree.lemma(head) == "ask" and tree.has(index, "ccomp") and "that" not in marks:
        mood = "questioned"  # "asked why they bombed the school"
    if is_held_to(tree, index) or (
        mood is None and tree.has(index, "ccomp", "xcomp", "csubj") and _is_hearsay(tree, head)
    ):
        mood = "alleged"
    spoken = tree.lemma(head) in certainty_words()["spoken"] and tree.tokens[head].upos == "VERB"
    if spoken and not tree.has(index, "ccomp"):
        mood = None
    if tree.has(index, "ccomp", "csubj", "xcomp") and (left := left_open(tree, head, marks)) is not None:
        yield left
        return
    if tree.has(index, "advcl") and mood is None:
        if "to" in marks and not _served(tree, head):
            yield Effect("planned", tree.children(index, "mark")[0])
        elif marks and preposition not in ("by", "of", "for") and "to" not in marks:
            return
        through = "to" not in marks or _served(tree, head)
        yield from (e for e in _walk(tree, head, depth + 1) if through and e.mood not in ("denied",))
        return
    if mood:
        yield Effect(mood, head)
    if tree.has(index, "ccomp", "xcomp", "acl", "advcl", "csubj"):
        yield from _above(tree, index, head, mood, depth)


def _settled_above(tree: Tree, index: int, head: int) -> list[Effect] | None:
    """Return what bears on a clause that its governor leaves alone or settles by itself; None for others."""
    if tree.has(index, "parataxis") and any(tree.word(at) == ":" for at in range(head + 1, index)):
        return []  # "rejected the claims: "We do not strike civilians""
    if tree.has(index, "acl") and is_what_is_said(tree, index, head):
        return []  # "denied any responsibility, saying its strikes hit": what he says he does not deny
    verb = tree.tokens[head].head
    if tree.lemma(head) in certainty_words()["attempts"] and verb >= 0 and tree.lemma(verb) == "fail":
        return [Effect("denied", verb)]  # "an attempt to kill the governor failed"
    if tree.has(index, "amod") and is_fabricated(tree, head):
        return [Effect("denied", tree.tokens[head].head)]  # "the eliminated raiders are a fairy tale"
    if tree.has(index, "acl:relcl"):
        cases = [tree.first(c, "case") for c in tree.children(index, "obl") if tree.word(c) == "which"]
        shows = is_a(tree, head, "medium") and tree.lemma(index) in certainty_words()["depicting"]
        judged = judged_tale(tree, head) if shows or any(case is not None for case in cases) else None
        return [] if judged is None else [judged]  # "denies the allegations according to which"
    participle = tree.has(index, "acl") and not tree.word(index).endswith("ing") and not tree.children(index, "mark")
    none = nobody(tree, head) if participle else None
    if none is not None and tree.lemma(tree.tokens[head].head) == "be":
        return [Effect("denied", none)]  # "there were no civilians killed"
    return None


def _is_hearsay(tree: Tree, verb: int) -> bool:
    """Tell "it is reported that", "was said to have fled": told by nobody in particular."""
    said = tree.lemma(verb) in certainty_words()["impersonal"] and is_passive(tree, verb)
    return said and agent_of(tree, verb) is None


def _describes(tree: Tree, index: int, head: int) -> bool:
    """Tell the "used" of "has not shown the rockets used in the raid": what tells which ones are meant holds anyway."""
    if not tree.has(index, "acl") or tree.tokens[head].upos not in ("NOUN", "PROPN") or is_tale(tree, head):
        return False
    if judged_tale(tree, head) is not None:
        return False  # "rejected as fabricated a video showing"
    bare = not tree.children(index, "mark", "case", "nsubj", "aux", "cop") and tree.tokens[index].upos == "VERB"
    return bare and not is_a(tree, head, "event|onset|undertaking")


def _is_aside(tree: Tree, index: int, head: int, marks: list[str], preposition: str) -> bool:
    """Tell "denied it while seeking to …" and "an accusation dismissed by …": what the head does not tell."""
    if tree.has(index, "advcl"):
        return preposition in certainty_words()["adjoining"]
    passive = not tree.word(index).endswith("ing") and tree.tokens[index].upos == "VERB"
    bare = not marks and not tree.children(index, "nsubj", "aux", "cop")
    return tree.has(index, "acl") and tree.tokens[head].upos == "NOUN" and passive and bare


def _served(tree: Tree, verb: int) -> bool:
    """Tell "was used to launch a raid": what a thing was used for was done."""
    past = any(tree.word(child) in ("was", "were", "been") for child in tree.children(verb, "aux"))
    return tree.word(verb) == "used" and past


def _perfect(tree: Tree, index: int) -> bool:
    return any(tree.word(child) == "have" for child in tree.children(index, "aux"))


def _above(tree: Tree, index: int, head: int, mood: str | None, depth: int) -> Iterator[Effect]:
    """Yield what bears on the governing word, as far as it reaches through to the clause."""
    reaches = tree.has(index, "xcomp") and (mood is None or tree.lemma(head) in certainty_words()["through"])
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
    counting = tree.children(index, "nsubj", "nummod")  # "the figure of 200 dead"
    cases = [tree.word(k) for each in (index, *counting) for k in tree.children(each, "case")]
    preposition = cases[0] if cases else ""
    if tree.tokens[head].upos in ("NOUN", "PROPN"):
        bound = preposition in ("of", "for", "to", "against") or tree.has(index, "compound")
        tale = (
            tree.lemma(head) in certainty_words()["tales"]["nouns"]
            and preposition in certainty_words()["tales"]["about"]
        )
        if tale and (judged := judged_tale(tree, head)) is not None:
            yield judged
            return
        if preposition == "for" and tree.lemma(head) in certainty_words()["apart_nouns"]:
            return
        if bound and (judged := judged_tale(tree, head)) is not None:
            yield judged
            return
        mood = _mood_of(tree, head, "nominal", preposition) if bound else None
        if mood:
            yield Effect(mood, head)
            yield from _walk(tree, head, depth + 1)
        elif preposition == "of" and tree.lemma(head) in certainty_words()["waves"]:
            yield from _walk(tree, head, depth + 1)
        elif tree.has(index, "nmod"):
            yield from _of_what_is_told(tree, head, preposition)
        return
    if preposition in certainty_words()["tales"]["about"] and (judged := judged_telling(tree, head)) is not None:
        yield judged
        return
    undergoes = not tree.has(index, "nsubj") or tree.tokens[index].deprel == "nsubj:pass"
    if undergoes and not preposition and (ruled := excluding(tree, head)) is not None:
        yield ruled
    elif is_fabricated(tree, index):
        yield Effect("denied", head)
    elif claimed_gain(tree, index):
        yield Effect("alleged", head)
        yield from _walk(tree, head, depth + 1)
    elif tree.word(head) == "used" and preposition == "for":
        yield from _walk(tree, head, depth + 1)
    elif tree.lemma(head) == "break" and tree.has(index, "obj"):
        return  # "to break the siege": it is there
    elif tree.lemma(head) in certainty_words()["light"]:
        apart = preposition in certainty_words()["apart"] and (preposition != "for" or bool(tree.children(head, "obj")))
        yield from () if apart else _walk(tree, head, depth + 1)
    elif undergoes and preposition == "" and unsettled(tree, head):
        yield Effect("questioned", head)
    elif undergoes and not preposition and tree.lemma(head) in certainty_words()["ending"]:
        yield from (effect for effect in _walk(tree, head, depth + 1) if effect.mood != "denied")
    elif undergoes and (mood := _mood_of(tree, head, "noun", preposition)):
        yield Effect(mood, head)
        yield from (effect for effect in _walk(tree, head, depth + 1) if effect.mood != "denied")


def _of_what_is_told(tree: Tree, head: int, preposition: str) -> Iterator[Effect]:
    """Yield what a hedge on a predicate, the course of a number or its denial does to the noun below it.

    "was allegedly the launch pad for a raid", "the number of dead could rise to 90".
    """
    if tree.children(head, "cop") and preposition in ("for", "of", "in", "behind"):
        yield from (e for e in _own(tree, head) if e.mood in ("alleged", "possible") and tree.has(e.cue, "advmod"))
    verb = tree.tokens[head].head
    counts = preposition == "of" and tree.lemma(head) in certainty_words()["sums"]
    refuted = counts and tree.has(head, "obj", "nsubj:pass") and not negated(tree, verb)
    refuted = refuted and tree.lemma(verb) in certainty_words()["tales"]["refuting"]
    if counts and (refuted or is_fabricated(tree, head)):
        yield Effect("denied", verb)  # "the figure of 40 dead exists only in their imagination", "dismissed it"
    elif verb >= 0 and counts and tree.has(head, "nsubj"):
        yield from (e for e in _walk(tree, verb) if e.mood not in ("denied", "alleged"))


def _mood_of(tree: Tree, head: int, place: str, preposition: str) -> str | None:
    lemma, table = tree.lemma(head), _governors()[place]
    particle = tree.first(head, "compound:prt")
    tail = tree.word(particle) if particle is not None else preposition
    plain = None if tail and place == "noun" else table.get(lemma)
    return table.get(f"{lemma}+{tail}") or plain


def _only_follows(tree: Tree, index: int, head: int, marks: list[str]) -> bool:
    """Tell the "killing six" of "a bomb went off, killing six": what came of it, not what was going to be done."""
    loose = tree.has(index, "advcl") or tree.lemma(head) == "go"
    timed = any(tree.word(child) in ("when", "while") for child in tree.children(index, "advmod"))
    return loose and not marks and not timed and tree.word(index).endswith("ing")
