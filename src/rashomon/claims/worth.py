"""Decides which triggers of a sentence make claims: those that say who, whom or how many."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from rashomon.claims import clauses
from rashomon.claims.absences import ABSENT, HAVING_NONE
from rashomon.claims.counts import Count
from rashomon.claims.lexicon import Predicate, Trigger, is_a, lexicon
from rashomon.claims.negation import certainty_words, negated, nothing_done
from rashomon.claims.nouns import told_of
from rashomon.claims.scene import HOSTILE, Cast, Scene, is_event
from rashomon.claims.tales import told_untrue
from rashomon.claims.tree import Tree
from rashomon.claims.whereabouts import SPOKEN

JUDGING = frozenset(["crime", "atrocity", "aggression", "violence"])  # "the raid was a war crime" tells of no other
OWNING = frozenset(["confirm", "acknowledge", "admit", "deny"])
GRIEVING = frozenset(["mourn", "deplore", "lament"])  # "we mourn two men": told as deaths
UNBURNT = frozenset(
    [
        "hope",
        "dream",
        "plan",
        "project",
        "candle",
        "bulb",
        "engine",
        "career",
        "money",
        "saving",
        "talk",
        "deal",
        "promise",
        "effort",
    ]
)
POLICING = frozenset(["police", "policeman", "customs", "inspector", "coastguard", "officer", "detective"])
UNIONS = frozenset(["union", "worker", "teacher", "employee", "company", "airline", "federation", "pilot", "syndicate"])
CARRYING = frozenset(["transport", "bus"])
NEEDS_OBJECT = frozenset(["aid", "publish", "discovery", "sanction"])


class Draft(msgspec.Struct):
    """A claim in the making: its trigger, its roles as heads, and the counts on it."""

    trigger: Trigger
    cast: Cast
    counts: tuple[Count, ...] = ()


def worth(scene: Scene, draft: Draft, drafts: Sequence[Draft]) -> bool:
    """A noun makes a claim when it says who or whom; not when it is only the subject of a verb that makes one."""
    trigger, cast = draft.trigger, draft.cast
    if draft.counts or trigger.predicate in (ABSENT, HAVING_NONE):
        return True
    if trigger.form == "noun" and cast.heads.get("actor") and clauses.imputed(scene.tree, trigger.head) is not None:
        return True
    if trigger.form == "adjective":
        if [scene.tree.word(h) for h in cast.heads.get("actor", [])] == ["who"]:
            return False  # "who was responsible for"
        if trigger.predicate.kind == "describe" and trigger.predicate.mode is None and not _blamed(scene, trigger.head):
            return False
        return bool(cast.heads.get("target") or cast.heads.get("actor"))
    if (special := _special(scene, draft)) is not None:
        return special
    placed = trigger.form == "noun" and trigger.predicate.kind in HOSTILE and cast.heads.get("place")
    if placed and told_of(scene.tree, trigger.head) is not None:
        return True
    empty = not any(cast.heads.values())
    if empty and (trigger.predicate.mode == "clash" or trigger.predicate.kind == "loss"):
        return False
    if (dealing := _dealing(scene, draft)) is not None:
        return dealing
    if trigger.predicate.mode == "responsibility":
        return True
    if trigger.predicate.kind == "attack" and empty and _only_broke(scene.tree, trigger.head):
        return False
    if trigger.form != "noun":
        return not empty or bool(cast.events)
    return _noun_worth(scene, draft, drafts)


def _special(scene: Scene, draft: Draft) -> bool | None:
    """What single words of the list ask; None for all others."""
    trigger, cast = draft.trigger, draft.cast
    if trigger.predicate.words in (("weaken",), ("degrade",)) and clauses.own_subject(scene.tree, trigger.head):
        return bool(cast.events or cast.heads.get("actor") or cast.heads.get("instrument"))
    if trigger.predicate.words[0] in ("release", "disperse", "spread", "spray") and trigger.predicate.kind == "attack":
        return bool(cast.heads.get("actor") or cast.heads.get("target"))
    if trigger.form == "light" and _only_ends(scene.tree, trigger):
        return False
    if trigger.predicate.kind == "capture" and trigger.form == "verb" and clauses.is_shown(scene.tree, trigger.head):
        return False
    if trigger.predicate.having == ("through",):
        return any(_under_arms(scene.tree, h) for h in cast.heads.get("actor", []))
    if scene.tree.verb_lemma(trigger.head) in certainty_words()["excluding"] and negated(scene.tree, trigger.head):
        return False  # "raids are not ruled out" rejects nothing
    if trigger.predicate.words == ("receive",) and trigger.predicate.kind == "consult":
        received = cast.heads.get("target", [])
        return bool(received) and not any(scene.tree.lemma(h) in lexicon().victims for h in received)
    if trigger.predicate.words[-1] == "hospital":  # "five passengers were taken to hospital": the number is told
        treated = [h for h in cast.heads.get("target", []) if scene.tree.lemma(h) not in lexicon().victims]
        return any(scene.tree.children(h, "nummod") or scene.tree.tokens[h].upos == "NUM" for h in treated)
    if trigger.predicate.words[0] in GRIEVING:
        mourned = [h for h in cast.heads.get("target", []) if is_a(scene.tree, h, "human")]
        return not any(scene.tree.children(h, "nummod") for h in mourned)
    if _of_peace(scene, draft):
        return False
    if trigger.predicate.frame == "use":
        return any(cast.heads.get(role) for role in ("actor", "target", "place"))
    if trigger.predicate.words[0] in CARRYING and trigger.form == "verb":
        passive = clauses.is_passive(scene.tree, trigger.head)
        habit = scene.tree.word(trigger.head) == f"{scene.tree.lemma(trigger.head)}s"
        return not habit and (
            passive or bool(cast.heads.get("place") or cast.heads.get("recipient"))
        )  # not what a bus does
    return None


def _of_peace(scene: Scene, draft: Draft) -> bool:
    """Tell what the words of war also tell of peace: hopes that burn out, police who raid a house, cars in a queue."""
    tree, words = scene.tree, draft.trigger.predicate.words
    actors, targets = (draft.cast.heads.get(role, []) for role in ("actor", "target"))
    if draft.trigger.predicate.kind == "loss" and words[:2] in (("burn", "out"), ("go", "up")):
        return any(tree.lemma(h) in UNBURNT or is_a(tree, h, "person") for h in targets)
    if words in (("raid",), ("intercept",)) and draft.trigger.predicate.kind == "attack":
        return any(tree.lemma(h) in POLICING for h in actors)
    if words[-1] == "access" and words[0] != "deny":  # that one has it is no news
        return nothing_done(tree, draft.trigger.head) is None and not negated(tree, draft.trigger.head)
    if words in (("stand",), ("park",)):
        return not any(tree.children(h, "nummod") for h in targets)
    return words == ("send",) and draft.trigger.predicate.kind == "attack" and not targets


def _under_arms(tree: Tree, head: int) -> bool:
    """Tell "fighters", "a convoy", "armed men"."""
    return is_a(tree, head, "force|party") or any(tree.word(c) == "armed" for c in tree.children(head, "amod"))


def _dealing(scene: Scene, draft: Draft) -> bool | None:
    """What is asked of phases, pleas, support, gifts, places taken and left, and verbs that need an object."""
    trigger, cast = draft.trigger, draft.cast
    if trigger.predicate.mode == "phase" and trigger.predicate.frame == "state":
        return any(is_a(scene.tree, h, n) for h in _parties(cast) for n in ("undertaking", "event"))
    if trigger.predicate.kind in ("request", "support") and trigger.form == "verb":
        asked = trigger.predicate.kind == "request" and not clauses.is_passive(scene.tree, trigger.head)
        asked = asked or trigger.predicate.words[0] in ("serve", "approve", "endorse")
        return bool(cast.heads.get("actor") or (asked and cast.heads.get("target")))
    if trigger.form == "light":
        return True
    if trigger.predicate.words in (("give",), ("extend",)):
        return bool(cast.heads.get("recipient"))
    if trigger.form == "verb" and "place" in (trigger.predicate.objects, *_settled(trigger.predicate)):
        return any(scene.is_place(h) for h in cast.heads.get("target", []))
    if trigger.predicate.words == ("leave",):
        subject = clauses.subject_of(scene.tree, trigger.head)
        left = clauses.own_object(scene.tree, trigger.head)
        if left is not None and not scene.is_place(left):
            return False  # "left a hundred dead": nobody departs
        return bool(cast.heads.get("place")) and not (subject is not None and is_event(scene.tree, subject))
    if trigger.form == "verb" and trigger.predicate.kind in NEEDS_OBJECT and trigger.noun is None:
        return bool(cast.heads.get("target") or cast.heads.get("recipient"))
    return None


def _noun_worth(scene: Scene, draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Decide on a noun by what tells it: what wards it off, denies it, makes it its subject, is told of it."""
    trigger, cast = draft.trigger, draft.cast
    empty = not any(cast.heads.values())
    tree = scene.tree
    above = tree.tokens[trigger.head].head
    if trigger.predicate.kind == "attack" and tree.has(trigger.head, "obj") and tree.lemma(above) in lexicon().warding:
        return True
    if trigger.predicate.kind in HOSTILE and _spared(tree, trigger.head):
        return False
    if trigger.predicate.kind in HOSTILE and (told_untrue(tree, trigger.head) or _owned(tree, trigger.head)):
        return True
    if trigger.predicate.kind in HOSTILE and any(tree.word(c) == "what" for c in tree.children(trigger.head)):
        return True  # "in what they called a gas attack"
    if trigger.predicate.kind == "agree" and _in_passing(tree, trigger.head):
        return False
    deeds = [d for d in drafts if d.trigger.predicate.kind not in SPOKEN and d.trigger.form in ("verb", "light")]
    if cast.heads.get("target"):  # "the raid on the port, claimed by the gang": who did what to whom
        deeds = [d for d in deeds if d.trigger.predicate.mode != "responsibility"]
    doing = [d for d in deeds if clauses.subject_of(tree, d.trigger.head) == trigger.head]
    if any(worth(scene, d, drafts) for d in doing):
        return False
    existential = above >= 0 and tree.lemma(above) == "be" and bool(tree.children(above, "expl"))
    judged = bool(tree.children(trigger.head, "cop")) and tree.lemma(trigger.head) in JUDGING
    if trigger.predicate.kind in ("attack", "casualties", "loss") and (
        existential or tree.children(trigger.head, "cop")
    ):
        return not (judged and empty)
    if held_responsible(tree, trigger.head):
        return bool(cast.heads.get("actor") or cast.heads.get("target"))
    if any(trigger.head in d.cast.events for d in drafts if d is not draft) and not cast.heads.get("target"):
        return False
    if tree.has(trigger.head, "compound", "appos") or _is_of_saying(tree, trigger.head):
        return False
    return bool(cast.heads.get("actor") or cast.heads.get("target"))


def _owned(tree: Tree, noun: int) -> bool:
    """ "the staff confirmed the strike", "raids are not excluded": what is owned, denied or feared is told of."""
    verb = tree.tokens[noun].head
    if verb < 0 or tree.tokens[noun].deprel not in ("obj", "nsubj:pass") or tree.tokens[verb].upos != "VERB":
        return False
    if tree.verb_lemma(verb) in certainty_words()["excluding"]:
        return True
    subject = clauses.subject_of(tree, verb)
    if subject is None or subject == noun or tree.lemma(subject) in UNIONS:
        return False
    return tree.lemma(verb) in OWNING


def _only_broke(tree: Tree, verb: int) -> bool:
    """ "with their windows blown out": what broke with what was hit tells of no attack of its own."""
    done_to = (clauses.subject_of(tree, verb), clauses.object_of(tree, verb))
    return any(noun is not None and is_a(tree, noun, "untouched") for noun in done_to)


def _only_ends(tree: Tree, trigger: Trigger) -> bool:
    """ "aimed at stopping the bloodshed", "to end the war": who ends it does not wage it."""
    noun = trigger.noun
    ends = tree.lemma(trigger.head) in ("stop", "end", "halt") and noun is not None
    return ends and noun is not None and tree.lemma(noun) in (*lexicon().warlong, "bloodshed", "carnage")


def _spared(tree: Tree, noun: int) -> bool:
    """ "to limit harm to civilians", "minimised the casualties": that there is less of it tells of none."""
    above = tree.tokens[noun].head
    return above >= 0 and tree.has(noun, "obj", "nsubj:pass") and tree.lemma(above) in lexicon().sparing


def _blamed(scene: Scene, head: int) -> bool:
    """ "is responsible", "was responsible for the raid, for shelling"; not "is responsible for the roads"."""
    tree = scene.tree
    if not tree.children(head, "cop"):
        return False
    things = [h for w, h in clauses.complements(tree, head) if w == "for"]
    deeds = [p for h in things for p in lexicon().nouns.get(tree.lemma(h), ())]
    return not things or any(is_event(tree, h) for h in things) or any(p.kind in HOSTILE for p in deeds)


def held_responsible(tree: Tree, noun: int) -> bool:
    """ "was responsible for the raid", "was behind the raid": who did it is told with the noun."""
    if tree.children(noun, "cop") and clauses.preposition(tree, noun) == "behind":
        return True
    governor = tree.tokens[noun].head
    return governor >= 0 and tree.lemma(governor) == "responsible" and clauses.preposition(tree, noun) == "for"


def _in_passing(tree: Tree, noun: int) -> bool:
    """ "buses that left under a deal": told of in passing, and nobody agrees here."""
    verb = tree.tokens[noun].head
    speaks = verb >= 0 and any(p.kind in ("agree", *SPOKEN) for p in lexicon().verbs.get(tree.lemma(verb), ()))
    return tree.has(noun, "obl") and clauses.preposition(tree, noun) in ("in", "under", "amid", "during") and not speaks


def _settled(predicate: Predicate) -> tuple[str, ...]:
    """A town falls: what the list says of its subject holds of its place too."""
    return ("place",) if predicate.subjects == "settlement" else ()


def _parties(cast: Cast) -> list[int]:
    return [head for role in ("actor", "target") for head in cast.heads.get(role, [])]


def _is_of_saying(tree: Tree, index: int) -> bool:
    """A noun that modifies another in a possessive or a numeral's place says nothing by itself."""
    return tree.has(index, "nmod:poss", "nummod", "amod")
