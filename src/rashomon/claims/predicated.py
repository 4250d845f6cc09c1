"""Roles that the words around a noun or an adjective give: whose weapon it is, who was behind a raid, who is dead."""

from __future__ import annotations

from rashomon.claims import clauses
from rashomon.claims.absences import ABSENT
from rashomon.claims.culprits import blamed_for
from rashomon.claims.lexicon import Trigger, is_a, lexicon
from rashomon.claims.nouns import event_roles, identity, undergoer
from rashomon.claims.phrases import cues
from rashomon.claims.scene import HOLDING, Cast, Scene, acts, can_act, is_event, is_weapon
from rashomon.claims.tales import is_fabricated
from rashomon.claims.tree import Tree

AIMING = frozenset(["aim", "direct", "intend", "design", "mean", "head", "gear"])
SHOWING = frozenset(["show", "display", "present", "broadcast", "air", "publish", "parade", "exhibit"])
ANSWERING = frozenset(["reply", "respond", "retaliate", "answer", "react", "proceed", "continue", "open", "begin"])
EMPLOYING = frozenset(
    [
        "lay",
        "plant",
        "place",
        "fire",
        "launch",
        "drop",
        "throw",
        "hide",
        "send",
        "leave",
        "operate",
        "fly",
        "pilot",
        "deploy",
    ]
)


def whose_weapon(scene: Scene, cast: Cast, weapon: int) -> None:
    """ "Northern rockets hit", "a shell of the brigade", "a mine laid by the gang": the weapon's side acts."""
    tree = scene.tree
    crewed = is_a(tree, weapon, "craft")  # "the junta's jets" is the name of who acts
    owners = tree.children(weapon, "amod", "compound", "nmod:poss") if not crewed else []
    of = [h for w, h in clauses.complements(tree, weapon) if w == "of"]
    for owner in (*owners, *of):
        if (scene.is_actor(owner) or (owner in of and acts(scene, owner))) and can_act(scene, owner):
            cast.add("actor", owner)
    for clause in tree.children(weapon, "acl"):
        if tree.lemma(clause) in EMPLOYING and not tree.word(clause).endswith("ing"):
            for word, head in clauses.complements(tree, clause):
                if word == "by" and can_act(scene, head) and not is_weapon(scene, head):
                    cast.add("actor", head)


def toll_of(scene: Scene, cast: Cast, head: int) -> None:
    """ "the death toll from the shelling of the market": the shelling lends its roles."""
    tree = scene.tree
    nouns = [head, tree.tokens[head].head] if tree.has(head, "compound") else [head]
    for noun in nouns:
        if is_a(tree, noun, "toll"):
            events = [h for w, h in clauses.complements(tree, noun) if w in ("from", "in", "of") and is_event(tree, h)]
            cast.events.extend(events)


def predicate_of(scene: Scene, cast: Cast, head: int, frame: dict[str, str]) -> None:
    """ "was behind the attack", "responsible for the raid", "there were three strikes on the market"."""
    tree = scene.tree
    governor = tree.tokens[head].head
    if tree.lemma(head) in HOLDING:
        who = clauses.subject_of(tree, head if tree.children(head, "cop") else governor) if governor >= -1 else None
        cast.add("actor" if "of" in frame and frame["of"] == "target" else "target", who)
    elif tree.children(head, "cop") and clauses.preposition(tree, head) == "behind":
        for each in clauses.own_subject(tree, head):
            for actor in clauses.coordinated(tree, each):
                cast.add("actor", actor)
    elif governor >= 0 and tree.lemma(governor) in lexicon().undergoers and clauses.preposition(tree, head) == "of":
        cast.add(lexicon().undergoers[tree.lemma(governor)], undergoer(tree, governor))
    elif governor >= 0 and tree.lemma(governor) == "claim" and tree.tokens[head].deprel == "nsubj:pass":
        for word, by in clauses.complements(tree, governor):
            cast.add("actor", by if word == "by" else None)  # "the raid was claimed by the gang"
    elif governor >= 0 and tree.lemma(governor) == "responsible" and clauses.preposition(tree, head) == "for":
        cast.add("actor", clauses.subject_of(tree, governor))
    elif governor >= 0 and tree.lemma(governor) == "be" and tree.children(governor, "expl"):
        for word, other in clauses.complements(tree, governor):
            if frame.get(word) == "target" and not scene.is_time(other):
                cast.add("target", other)


def noun_surroundings(scene: Scene, cast: Cast, trigger: Trigger) -> None:
    """An attack told inside a clause whose subject bears arms is that subject's, where nobody else is named."""
    tree, head = scene.tree, trigger.head
    if trigger.predicate.kind in ("consult", "agree") and tree.children(head, "cop"):
        if clauses.preposition(tree, head) == "in":
            for each in clauses.own_subject(tree, head):
                cast.add("actor", each)  # "the tribes are in talks with the envoy"
        return
    if (
        trigger.predicate.kind == "request"
        and tree.has(head, "conj")
        and tree.tokens[tree.tokens[head].head].upos == "VERB"
    ):
        cast.add("actor", clauses.subject_of(tree, tree.tokens[head].head))  # "accuses it and calls on the court"
        return
    if cast.heads.get("actor") or trigger.predicate.kind not in ("attack", "capture") or not tree.has(head, "obl"):
        return
    verb = tree.tokens[head].head
    aimed = tree.lemma(verb) in AIMING and clauses.preposition(tree, head) in ("at", "for", "to")
    plan = clauses.subject_of(tree, verb) if aimed else None
    if plan is not None and is_event(tree, plan):
        event_roles(scene, cast, plan, trigger)  # "the army's operation aims at the recapture of the town"
        return
    if blamed_for(scene, cast, head, verb):
        return
    answered = clauses.preposition(tree, head) == "with" and tree.lemma(verb) in ANSWERING
    if clauses.preposition(tree, head) not in ("during", "in", "through", "via") and not answered:
        return
    subject = clauses.subject_of(tree, verb) if 0 <= verb < len(tree.tokens) else None
    armed = subject is not None and (is_a(tree, subject, "party") or (answered and acts(scene, subject)))
    if armed and not clauses.is_passive(tree, verb):
        cast.add("actor", subject)


def adjective_roles(scene: Scene, cast: Cast, trigger: Trigger) -> None:
    """ "48 people dead": who is so; an event among the complements lends its roles."""
    tree, head = scene.tree, trigger.head
    toll_of(scene, cast, head)
    if lexicon().frames[trigger.predicate.frame].get("subj") == "actor" and trigger.predicate.kind == "describe":
        cast.add("actor", clauses.subject_of(tree, head))
        return  # "the brigade is responsible"
    if trigger.predicate is ABSENT:
        cast.add("target", clauses.subject_of(tree, head))
        cast.add("place", head)
        return  # "no gunman was in the school"
    identity(scene, cast, head)
    for above in list(tree.ancestors(head))[:1]:  # "the remainder of the dead were aid workers"
        if not is_fabricated(tree, above):  # "the eliminated raiders are a fairy tale"
            identity(scene, cast, above)
    subject = clauses.subject_of(tree, head)
    if subject is None and tree.has(head, "xcomp"):  # "it now appears to be unusable"
        raising = tree.tokens[head].head
        subject = next((c for c in tree.children(raising, "expl") if tree.word(c) == "it"), None)
    told = tree.has(head, "xcomp") and tree.children(head, "nummod")  # "counts 14 dead": not who counts
    if subject is not None and not told and not is_event(tree, subject) and not cast.heads.get("target"):
        cast.add("target", subject)
    for word, noun in clauses.complements(tree, head):
        if is_event(tree, noun) and word in ("in", "by", "after", "from"):
            cast.events.append(noun)


def is_told(tree: Tree, trigger: Trigger) -> bool:
    """Tell the "death" of "told us of their death", "confirmed his death": whose it is is told with it."""
    verb = tree.tokens[trigger.head].head
    if trigger.predicate.kind != "casualties" or verb < 0 or tree.tokens[verb].upos != "VERB":
        return False
    told = tree.tokens[trigger.head].deprel in ("obj", "nsubj:pass") or tree.cased(trigger.head, "of", "about")
    return told and tree.lemma(verb) in cues()["verbs"]


def shown_by(scene: Scene, cast: Cast, trigger: Trigger) -> None:
    """ "The gang shows six men presented as prisoners": who shows them holds them."""
    tree, shows = scene.tree, scene.tree.tokens[trigger.head].head
    if trigger.predicate.kind != "arrest" or cast.heads.get("actor") or shows < 0:
        return
    subject = clauses.subject_of(tree, shows)
    if tree.lemma(shows) in SHOWING and subject is not None and acts(scene, subject):
        cast.add("actor", subject)
