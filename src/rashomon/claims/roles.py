"""Fills the roles of a trigger by the table of its frame: which slot of the sentence plays which part."""

from __future__ import annotations

from rashomon.claims import clauses
from rashomon.claims.conditions import including
from rashomon.claims.culprits import behind_object, by_means, is_use, with_what
from rashomon.claims.lexicon import Trigger, is_a, lexicon
from rashomon.claims.nouns import event_roles, identity, noun_roles
from rashomon.claims.predicated import (
    adjective_roles,
    is_told,
    noun_surroundings,
    predicate_of,
    shown_by,
    toll_of,
    whose_weapon,
)
from rashomon.claims.scene import HOSTILE, MEANS, Cast, Scene, acts, can_act, companions, is_event, is_weapon
from rashomon.claims.tree import Tree
from rashomon.claims.whereabouts import SPOKEN, is_named, places

SHOWING = frozenset(["publish", "describe", "accuse", "reject", "investigate"])
RAMMING = frozenset(["ram", "crash", "drive", "slam", "plow", "plough", "fly", "steer"])


OF_NOTHING = frozenset(["blame", "suffer", "free", "hold", "find"])  # frames of verbs that have no "of"
ERGATIVE = frozenset(["burn", "sink", "collapse"])


def cast_of(scene: Scene, trigger: Trigger) -> Cast:
    """Return who and what plays which role for a trigger."""
    cast = Cast({}, [])
    frame = lexicon().frames[trigger.predicate.frame]
    if scene.tree.lemma(trigger.head) == "blame" and scene.tree.children(trigger.head, "cop"):
        cast.add("target", clauses.subject_of(scene.tree, trigger.head))
        return cast  # "the army is to blame"
    if trigger.form == "noun":
        noun_roles(scene, cast, trigger.head, frame)
        toll_of(scene, cast, trigger.head)
        predicate_of(scene, cast, trigger.head, frame)
        noun_surroundings(scene, cast, trigger)
    elif trigger.form == "adjective":
        adjective_roles(scene, cast, trigger)
    else:
        _verb_roles(scene, cast, trigger, frame)
    laying = scene.tree.tokens[trigger.head].head if scene.tree.word(trigger.head) == "blame" else trigger.head
    culprits = clauses.imputed_to(scene.tree, laying) if trigger.predicate.kind == "accuse" and laying >= 0 else []
    if any(not scene.is_time(each) for each in culprits):
        cast.heads["target"] = culprits  # "blamed the raid on the rebels": whom, not what
    for event in list(cast.events):
        event_roles(scene, cast, event, trigger)
    _sift(scene, cast, trigger)
    places(scene, cast, trigger)
    if trigger.predicate.kind in SPOKEN:  # "blamed it on Norland", "called on both sides": whom, not where
        spoken_to = cast.heads.get("target", [])
        cast.heads["place"] = [h for h in cast.heads.get("place", []) if h not in spoken_to]
    return cast


def _sift(scene: Scene, cast: Cast, trigger: Trigger) -> None:
    """Leave out what can play no role: days, possessives as targets, and as doers of violence what can do none."""
    tree = scene.tree
    for role in ("actor", "target", "instrument", "recipient"):
        kept = [h for h in cast.heads.get(role, []) if not scene.is_time(h) and tree.word(h) not in clauses.WEEKDAYS]
        if role == "actor" and trigger.predicate.words[0] == "leave" and tree.word(trigger.head) == "leaving":
            kept = []  # "they clashed, leaving three dead": nobody says by whose hand
        if role == "target" and trigger.form == "noun" and not is_told(tree, trigger):
            kept = [h for h in kept if tree.tokens[h].upos != "PRON" or not tree.has(h, "nmod")]
        if role == "actor" and len(kept) > 1 and trigger.noun is not None:
            kept = [h for h in kept if not (tree.has(h, "nmod:poss") and tree.tokens[h].upos == "PRON")]
        if role == "target" and len(kept) > 1:
            kept = [h for h in kept if not (tree.has(h, "nmod:poss") and tree.tokens[h].upos == "PRON")]
        if role == "target" and trigger.predicate.kind == "attack":
            kept = [
                h
                for h in kept
                if is_a(tree, h, "gathering")
                or _warded(trigger, h, tree)
                or not (is_event(tree, h) or is_a(tree, h, "untouched"))
            ]
        if role == "actor" and trigger.predicate.kind in HOSTILE:
            kept = [h for h in kept if can_act(scene, h)]
        if role == "actor" and trigger.predicate.kind not in SHOWING:
            kept = [h for h in kept if not is_a(tree, h, "medium")]  # "footage showed medics digging and pulling"
        cast.heads[role] = kept


def _warded(trigger: Trigger, head: int, tree: Tree) -> bool:
    """ "repelled an attack": what is warded off is the target, and lends the one who wards it off no role."""
    return trigger.form == "verb" and trigger.predicate.words[0] in lexicon().warding and is_event(tree, head)


# -- verbs


def _verb_roles(scene: Scene, cast: Cast, trigger: Trigger, frame: dict[str, str]) -> None:
    tree, verb, noun = scene.tree, trigger.head, trigger.noun
    passive = clauses.is_passive(tree, verb)
    subject, obj = clauses.subject_of(tree, verb), clauses.object_of(tree, verb)
    if tree.lemma(verb) in RAMMING and obj is not None and is_weapon(scene, obj):
        frame = {**frame, "obj": "instrument", "into": "target"}  # "rammed a car into a bus"
    if trigger.form == "light" and noun is not None:
        frame = _light_roles(scene, cast, trigger, subject, frame)
    elif passive:
        if subject is not None and tree.lemma(verb) in RAMMING and is_weapon(scene, subject):
            frame = {**frame, "obj": "instrument", "into": "target"}  # "a truck bomb was rammed into a base"
        if subject is not None and subject != noun and trigger.predicate.words != ("follow",):
            _patient(scene, cast, trigger, subject, frame.get("obj", "target"))
    else:
        frame = _active_roles(scene, cast, trigger, subject, frame)
    if trigger.form == "verb" and noun is not None:
        noun_roles(scene, cast, noun, frame)
    for word, head in clauses.complements(tree, verb):
        if head != noun:
            _complement(scene, cast, trigger, word, head, frame, passive)
    for companion in companions(tree, verb):
        for word, head in clauses.complements(tree, companion):
            if is_event(tree, head) and word in ("in", "by"):
                cast.events.append(head)
    if trigger.predicate.kind == "arrest" and noun is not None and tree.children(noun, "nummod"):
        cast.add("target", noun)  # "took nine prisoners"
    by_means(scene, cast, verb)
    shown_by(scene, cast, trigger)
    with_what(scene, cast, verb)
    if trigger.predicate.kind == "attack" and not cast.heads.get("instrument"):
        behind_object(scene, cast, verb)
    if passive and trigger.predicate.kind in ("casualties", "loss"):
        _when(scene, cast, verb)
    if trigger.predicate.kind == "threaten" and not cast.heads.get("target"):  # "threatened to defeat the rebels"
        for below in tree.children(verb, "xcomp"):
            cast.add("target", clauses.object_of(tree, below))
    told = trigger.predicate.kind == "casualties" and tree.has(verb, "acl")
    if told and not is_event(tree, tree.tokens[verb].head):  # "those killed were residents"
        identity(scene, cast, tree.tokens[verb].head)


def _light_roles(
    scene: Scene, cast: Cast, trigger: Trigger, subject: int | None, frame: dict[str, str]
) -> dict[str, str]:
    """ "launched an assault", "suffered a raid": the noun gives the roles, the verb who does or undergoes it."""
    tree, verb, noun = scene.tree, trigger.head, trigger.noun
    passive = clauses.is_passive(tree, verb)
    if noun is None:
        return frame
    undergone = tree.lemma(verb) in lexicon().undergo
    causes = tree.lemma(verb) in lexicon().cause
    if subject is not None and causes and (scene.is_place(subject) or tree.word(subject) in ("which", "that")):
        subject = None  # "raids on the town, which resulted in": not the town
    indefinite = any(tree.word(d) in ("a", "an") for d in tree.children(noun, "det"))
    if indefinite and tree.lemma(verb) in lexicon().warding:
        subject = None  # "stopped an attack": another's
    if subject is not None and subject != noun and not passive and noun not in tree.children(subject, "compound"):
        inflicts = causes or tree.lemma(verb) in lexicon().inflicting
        role = "actor" if inflicts else frame.get("subj", "actor")
        _subject(scene, cast, trigger, subject, "target" if undergone else role)
    noun_roles(scene, cast, noun, frame)
    if tree.lemma(verb) in lexicon().inflicting:
        frame = {**frame, "on": "target", "upon": "target"}
    if tree.lemma(verb) in lexicon().subjecting:
        _subjected(scene, cast, trigger, subject, passive)
    return frame


def _active_roles(
    scene: Scene, cast: Cast, trigger: Trigger, subject: int | None, frame: dict[str, str]
) -> dict[str, str]:
    """The subject and the objects of an active verb."""
    tree, verb, noun = scene.tree, trigger.head, trigger.noun
    obj = clauses.object_of(tree, verb)
    if subject is not None:
        transitive = obj is not None and frame.get("obj") == "instrument" and frame.get("subj") != "target"
        if obj is None and _undergone(scene, trigger, subject):
            frame = {**frame, "subj": frame.get("obj", "target")}
        _subject(scene, cast, trigger, subject, "actor" if transitive else frame.get("subj", "actor"))
    if obj is not None and obj != noun and trigger.predicate.objects != "symptom":
        _patient(scene, cast, trigger, obj, frame.get("obj", "target"))
    for word, other in clauses.complements(tree, obj) if obj is not None else ():
        if word == "to" and frame.get(word) == "recipient":
            cast.add("recipient", other)  # "gave permission to the crew"
    for other in tree.children(verb, "iobj"):
        cast.add(frame.get("iobj", "recipient"), other)
    return frame


def _undergone(scene: Scene, trigger: Trigger, subject: int) -> bool:
    """A headline's "Kherson shelled 30 times", "two lorries burned": who does nothing is whom it is done to."""
    tree, verb = scene.tree, trigger.head
    if trigger.predicate.kind == "loss" and tree.lemma(verb) in ERGATIVE:
        return True  # "two lorries burned": they did not burn anything
    town = scene.is_place(subject) and not scene.is_actor(subject) and trigger.predicate.kind == "attack"
    aimed = any(word in ("on", "at", "against", "into", "upon") for word, _ in clauses.complements(tree, verb))
    return town and tree.word(verb).endswith("ed") and not tree.children(verb, "aux") and not aimed


def _subjected(scene: Scene, cast: Cast, trigger: Trigger, subject: int | None, passive: bool) -> None:
    """ "subjected the town to shelling", "to missile fire the town", "the town was subjected to shelling"."""
    tree, noun = scene.tree, trigger.noun
    if passive and subject is not None:
        _subject(scene, cast, trigger, subject, "target")
        return
    objects = [c for c in tree.children(trigger.head, "obj") if c != noun]
    objects += tree.children(noun, "appos") if noun is not None else []
    for each in objects[:1]:
        _patient(scene, cast, trigger, each, "target")


def _when(scene: Scene, cast: Cast, verb: int) -> None:
    """ "were killed when jets bombed the camp": who struck acts in the deaths too, and where he struck they died."""
    tree = scene.tree
    for clause in [c for v in (verb, *companions(tree, verb)) for c in tree.children(v, "advcl")]:
        meanwhile = any(tree.word(m) in ("when", "as", "after") for m in tree.children(clause, "mark", "advmod"))
        struck = [p for p in lexicon().verbs.get(tree.lemma(clause), ()) if p.kind == "attack" and p.frame != "harm"]
        if not (meanwhile and struck):
            continue  # nor "killed by shelling after rebels executed a pilot": another deed, of others
        subject, struck_by = clauses.subject_of(tree, clause), clauses.own_object(tree, clause)
        if struck_by is not None and any(p.frame == "trip" for p in struck) and is_weapon(scene, struck_by):
            cast.add("instrument", struck_by)  # "died when their lorry hit a mine"
        elif subject is not None and not clauses.is_passive(tree, clause) and not is_event(tree, subject):
            role = "instrument" if is_weapon(scene, subject) else "actor"
            if role == "instrument" or can_act(scene, subject):
                cast.add(role, subject)
        cast.events.append(clause)


def _subject(scene: Scene, cast: Cast, trigger: Trigger, head: int, role: str) -> None:
    """A bomb that kills is the instrument, a blast lends its own roles, anybody else acts."""
    tree = scene.tree
    for each in clauses.coordinated(tree, head):
        if role in ("actor", "instrument") and (is_event(tree, each) or is_use(tree, each)):
            cast.events.append(each)
        elif is_event(tree, each) and trigger.predicate.kind not in HOSTILE:
            cast.add(role, next((a for a in tree.children(each, "appos") if acts(scene, a)), each))
        elif role == "actor" and trigger.predicate.kind in HOSTILE and _thrown(scene, each):
            cast.add("instrument", each)
            whose_weapon(scene, cast, each)
        elif role == "actor" and trigger.predicate.kind in HOSTILE and is_a(tree, each, "craft"):
            cast.add(role, each)
            whose_weapon(scene, cast, each)  # "drones operated by the militia bombed"
        elif role == "instrument" and not is_weapon(scene, each):
            cast.add("actor" if acts(scene, each) else "target", each)
        else:
            cast.add(role, each)


def _thrown(scene: Scene, head: int) -> bool:
    """A weapon that others use; guns and drones that a crew works act themselves."""
    return is_weapon(scene, head) and not is_a(scene.tree, head, "craft")


def _patient(scene: Scene, cast: Cast, trigger: Trigger, head: int, role: str) -> None:
    """The one it is done to; an event that is carried out lends its roles."""
    launched = trigger.predicate.frame == "launch"
    for each in clauses.coordinated(scene.tree, head):
        if _warded(trigger, each, scene.tree):
            cast.add(role, each)
        elif is_event(scene.tree, each) and trigger.predicate.kind in ("attack", "describe") and trigger.form == "verb":
            cast.events.append(each)
            if trigger.predicate.kind == "describe":
                cast.add(role, each)
        elif role == "place" and not scene.is_place(each) and _can_be_moved(scene, each):
            cast.add("target", each)  # "withdrew its heavy weapons", "its troops"
        elif role == "instrument" and any(is_weapon(scene, c) for c in including(scene.tree, each)):
            cast.add(role, next(c for c in including(scene.tree, each) if is_weapon(scene, c)))
        elif role == "instrument" and not (is_weapon(scene, each) or (launched and is_a(scene.tree, head, "craft"))):
            cast.add("target", each)
        else:
            cast.add(role, each)


def _can_be_moved(scene: Scene, noun: int) -> bool:
    return is_weapon(scene, noun) or is_a(scene.tree, noun, "human")


def _complement(
    scene: Scene, cast: Cast, trigger: Trigger, word: str, head: int, frame: dict[str, str], passive: bool
) -> None:
    """Give a prepositional complement its role: the agent, the means, a party by the frame, an event, or a place."""
    tree = scene.tree
    if scene.is_time(head):
        return
    if _apart(scene, cast, trigger, word, head, passive):
        return
    if tree.lemma(head) == "direction" and frame.get("towards") == "target":
        for of, aimed in clauses.complements(tree, head):
            cast.add("target", aimed if of == "of" else None)  # "fired in the direction of the square"
    for clause in tree.children(head, "acl"):
        if tree.lemma(clause) in ("aim", "direct", "target"):
            for preposition, aimed in clauses.complements(tree, clause):
                if preposition in ("at", "against", "on"):
                    cast.add("target", aimed)
    role = frame.get(word)
    if word == "of" and trigger.predicate.frame in OF_NOTHING and trigger.form == "verb":
        return  # "accused them of theft", "are dying of hunger", "of the 300, 120 were freed"
    if word == "of" and trigger.predicate.frame == "leave" and trigger.form == "verb":
        cast.add("place", head)  # "pulled out of the country"
        return
    if trigger.predicate.words[-1] == word and len(trigger.predicate.words) > 1 and word != "to":
        role = (
            role if role and frame.get("obj") == "instrument" else frame.get("obj", role)
        )  # "tore through buses": the preposition belongs to the verb
    if role == "instrument" and trigger.predicate.frame == "trip" and is_weapon(scene, head):
        cast.add(role, head)
    elif role and role != "instrument" and not (role == "place" and not scene.is_place(head)):
        upon = role == "target" and scene.is_place(head) and word in ("on", "at")
        if upon and (cast.heads.get("target") or (trigger.form == "light" and not is_named(scene, head))):
            role = "place"
        cast.add(role, head)


def _apart(scene: Scene, cast: Cast, trigger: Trigger, word: str, head: int, passive: bool) -> bool:
    """Take what no frame asks for: idioms, causes, events, agents and means; tell whether it was one of them."""
    tree = scene.tree
    if tree.lemma(head) in ("ground", "death", "ash", "piece") and word == "to":
        return True  # "burned to the ground"
    if tree.lemma(head) in ("result", "consequence") and word == "as":
        caused = (h for w, h in clauses.complements(tree, head) if w == "of" and is_event(tree, h))
        cast.events.extend(caused)  # "injured as a result of shelling by the army"
        return True
    if word in ("between", "among") and scene.is_place(head):
        cast.add("place", head)
        return True
    if is_event(tree, head) and word in (
        "in",
        "by",
        "during",
        "from",
        "with",
        "as",
        "after",
        "amid",
        "because of",
        "at",
    ):
        if (trigger.predicate.kind in HOSTILE and word not in ("during", "amid", "after", "as")) or (
            word == "by" and passive
        ):
            cast.events.append(head)
        return True
    if word == "by":
        carried = trigger.predicate.kind == "displace" and is_a(tree, head, "ride|craft")
        if trigger.predicate.agents or (carried and not tree.children(head, "det")):
            cast.add("instrument", head)  # "evacuated by helicopter"
        elif passive or trigger.form == "light":
            _subject(scene, cast, trigger, head, "actor")
        elif is_weapon(scene, head):
            cast.add("instrument", head)
        return True
    if word == "under" and is_weapon(scene, head) and trigger.predicate.kind == "casualties":
        cast.add("instrument", head)  # "perished under the shells"
        return True
    if word == "from" and is_a(tree, head, "arm") and trigger.predicate.kind in HOSTILE:
        cast.add("instrument", head)  # "shelled the port from artillery"
        return True
    if word in MEANS and (is_weapon(scene, head) or word == "by means of") and trigger.predicate.kind in HOSTILE:
        cast.add("instrument", head)
        return True
    return False
