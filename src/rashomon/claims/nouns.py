"""Fills roles from what hangs on a noun: whose attack, by whom, on what, and what an event lends to its verb."""

from __future__ import annotations

from rashomon.claims import clauses
from rashomon.claims.lexicon import Trigger, is_a, lexicon
from rashomon.claims.scene import MEANS, Cast, Scene, is_event, is_weapon
from rashomon.claims.tales import claimed_gain
from rashomon.claims.tree import Tree

LED = ("claim", "lead", "carry", "lay", "set")  # verbs whose agent is the event's: "an ambush laid by"
ADJECTIVAL = ("-led", "-held", "-backed", "-controlled", "-run", "-based", "-besieged", "-majority")


def noun_roles(scene: Scene, cast: Cast, noun: int, frame: dict[str, str]) -> None:
    """Fill roles from what hangs on an event noun: whose, of whom, by whom, on what, and the nouns before it."""
    tree = scene.tree
    bare = [c for c in tree.children(noun, "nmod", "obl") if c == noun - 1 and not clauses.preposition(tree, c)]
    suffers = frame.get("of") == "target" and any(
        w == "of" and not scene.is_time(h) and not is_event(tree, h) for w, h in clauses.complements(tree, noun)
    )
    for owner in [*tree.children(noun, "nmod:poss"), *bare]:  # the apostrophe may be lost
        if suffers and owner not in bare and frame.get("poss") == "target" and not scene.is_time(owner):
            cast.add("actor", owner)  # "the junta's killing of the mayor": two names, one of them who did it
            continue
        state = scene.is_named(owner) and tree.tokens[owner].text.replace(".", "").isupper()  # "the US raid"
        if scene.is_place(owner) and not scene.is_actor(owner) and not state and is_event(tree, noun):
            cast.add("place", owner)  # "Arvad's bombing"; but "Ithaca's support" is of those who govern there
        elif not scene.is_time(owner):
            cast.add(frame.get("poss", "actor"), owner)
    for word, head in clauses.complements(tree, noun):
        if scene.is_time(head) or (word == "between" and tree.tokens[head].upos == "NUM"):
            continue  # "a toll estimated between 500 and 700"
        if is_event(tree, head) and word in ("of", "by", "in"):
            continue
        if word == "of" and is_a(tree, head, "quality"):
            continue  # "an attack of unprecedented scale"
        role = frame.get(word)
        if word == "of" and role == "actor" and scene.is_place(head) and not scene.is_actor(head):
            role = "target"
        if word == "of" and role == "target" and is_a(tree, noun, "volley") and is_weapon(scene, head):
            role = "instrument"  # "a salvo of rockets"
        if word == "of" and role == "target" and is_a(tree, head, "weapon|craft") and _aimed(tree, noun):
            role = "instrument"  # "the attack of drones on the refinery"
        if word == "of" and role == "target" and is_a(tree, noun, "onset") and is_a(tree, head, "party"):
            role = "actor"  # "the attacks of the enemy"
        if word in MEANS and is_weapon(scene, head):
            role = "instrument"
        if word == "from" and tree.lemma(noun) == "fire" and is_a(tree, head, "weapon|craft"):
            role = "instrument"  # "fire from howitzers"
        if role in ("actor", "instrument") and word in ("by", "of"):
            used = frame.get("of") == "instrument" and word == "of" and is_a(tree, head, "arm")  # "the use of force"
            role = "instrument" if is_weapon(scene, head) or used else "actor"
        for between in _between(tree, head):
            cast.add("actor", between)
        if role and not (role == "place" and not scene.is_place(head)):
            cast.add(role, head)
    if is_a(tree, noun, "volley"):
        shots = [h for w, h in clauses.complements(tree, noun) if w == "of" and is_weapon(scene, h)]
        for owner in [p for h in shots for p in tree.children(h, "compound", "amod") if not is_weapon(scene, p)]:
            _modifier(scene, cast, owner, frame)
    parts = tree.children(noun, "compound", "amod")
    parts += [p for c in parts for p in tree.children(c, "amod") if scene.is_actor(p)]
    parts += [p for c in parts if is_weapon(scene, c) for p in tree.children(c, "compound") if scene.is_named(p)]
    for part in parts:
        if not (is_weapon(scene, part) and part + 1 in parts and is_weapon(scene, part + 1)):
            _modifier(scene, cast, part, frame)
    told_where(scene, cast, noun)
    _told_apart(scene, cast, noun)
    _noun_clauses(scene, cast, noun)
    _shell(scene, cast, noun, frame)
    if tree.lemma(noun) in lexicon().victims:
        identity(scene, cast, noun)


def _told_apart(scene: Scene, cast: Cast, noun: int) -> None:
    """Add who is blamed for it, who claims it as a gain, and what those struck were struck with."""
    tree = scene.tree
    for culprit in laid[1] if (laid := clauses.imputed(tree, noun)) else ():
        cast.add("actor", culprit)  # "strikes attributed to the coalition", "blamed the strikes on it"
    if claimed_gain(tree, noun) and not cast.heads.get("actor"):
        cast.add("actor", clauses.subject_of(tree, tree.tokens[noun].head))
    struck = [h for h in cast.heads.get("target", []) if is_event(tree, noun) or tree.word(noun).endswith("ing")]
    for word, head in [c for h in struck for c in clauses.complements(tree, h)]:
        if word == "with" and is_a(tree, head, "arm"):
            cast.add("instrument", head)  # "the targeting of a warship with drones"


def _aimed(tree: Tree, noun: int) -> bool:
    return any(word in ("on", "against", "upon") for word, _ in clauses.complements(tree, noun))


def told_of(tree: Tree, noun: int) -> int | None:
    """Return the verb that tells of a happening only that it was: "reported clashes", "shelling was heard"."""
    told = noun
    while tree.has(told, "nmod") and tree.tokens[told].head >= 0 and tree.tokens[tree.tokens[told].head].upos == "NOUN":
        told = tree.tokens[told].head  # "reported hundreds of casualties"
    verb = tree.tokens[told].head
    if verb < 0 or tree.lemma(verb) not in lexicon().telling or not tree.has(told, "obj", "nsubj:pass"):
        return None
    valued = any(word == "as" for word, _ in clauses.complements(tree, verb))  # "saw the attack as a warning"
    return None if valued or tree.lemma(noun) in lexicon().warlong else verb


def told_where(scene: Scene, cast: Cast, noun: int) -> None:
    """ "shelling was reported in the town", "the town witnessed clashes": where is told with the verb."""
    tree, verb = scene.tree, told_of(scene.tree, noun)
    if verb is None:
        return
    subject = clauses.subject_of(tree, verb)
    speaks = tree.lemma(verb) in ("report", "announce", "confirm")  # "Moscow reports the downing of drones"
    where = subject is not None and subject != noun and scene.is_place(subject) and not scene.is_actor(subject)
    if where and not speaks:
        cast.add("place", subject)
    for word, head in clauses.complements(tree, verb):
        if word in lexicon().locative and scene.is_place(head):
            cast.add("place", head)


def _shell(scene: Scene, cast: Cast, noun: int, frame: dict[str, str]) -> None:
    """ "an attempt of infiltration by the militia": what hangs on the attempt is of what was attempted."""
    tree, above = scene.tree, scene.tree.tokens[noun].head
    bound = above >= 0 and tree.has(noun, "nmod") and clauses.preposition(tree, noun) in ("of", "at")
    if not bound or not is_a(tree, above, "shell"):
        return
    for word, head in clauses.complements(tree, above):
        role = frame.get(word) if head != noun and word in ("by", "against", "on") else None
        if role and not scene.is_time(head):
            cast.add(role, head)
    for owner in tree.children(above, "nmod:poss"):
        cast.add(frame.get("poss", "actor"), owner)


def _between(tree: Tree, noun: int) -> list[int]:
    """ "the alliance between X and Y": both."""
    return [head for word, head in clauses.complements(tree, noun) if word == "between"]


def _modifier(scene: Scene, cast: Cast, part: int, frame: dict[str, str]) -> None:
    """ "militia raid", "government air strikes", "car bomb attack", "Arvad bombing"."""
    if scene.is_time(part):
        return
    if is_weapon(scene, part):
        if scene.tree.tokens[part].upos != "ADJ":  # "a chemical massacre"
            cast.add("instrument", part)
    elif scene.tree.word(part).endswith(ADJECTIVAL):
        return  # "US-led", "rebel-held": tells of somebody, names nobody
    elif scene.is_named(part) and scene.tree.tokens[part].text.replace(".", "").isupper():
        cast.add("actor", part)  # "US air strike": a state that has no adjective
    elif scene.is_place(part) and not scene.is_actor(part):
        cast.add("place", part)
    elif scene.is_actor(part) or (
        is_a(scene.tree, part, "party") and scene.tree.tokens[part].upos in ("NOUN", "PROPN")
    ):
        cast.add(frame.get("poss", "actor"), part)


def _noun_clauses(scene: Scene, cast: Cast, noun: int) -> None:
    """ "an attack targeting X", "the blast that hit Y", "an operation carried out by Z", "a bombing claimed by W"."""
    tree = scene.tree
    for clause in tree.children(noun, "acl"):
        lemma = tree.lemma(clause)
        if clauses.is_passive(tree, clause):
            for word, head in clauses.complements(tree, clause):
                light = (lemma,) in lexicon().light.get(lemma, ()) or lemma in LED
                if word == "by" and light:
                    cast.add("actor", head)
                elif word in ("against", "on", "at") and word not in clauses.IMPUTING.get(lemma, ()):
                    cast.add("place" if word == "at" and scene.is_place(head) else "target", head)
            continue
        obj = clauses.own_object(tree, clause)
        listed = [p for p in lexicon().verbs.get(lemma, ()) if p.kind == "attack" and len(p.words) == 1]
        if obj is not None and listed:
            cast.add("target", obj)


def event_roles(scene: Scene, cast: Cast, event: int, trigger: Trigger) -> None:
    """Take over the actor, instrument and place of the blast that killed; its target only for a bare attack."""
    lent = Cast({}, [])
    own = next((p.frame for p in lexicon().nouns.get(scene.tree.lemma(event), ()) if p.kind == "attack"), "raid")
    noun_roles(scene, lent, event, lexicon().frames[own if own in ("strike", "snare", "use") else "raid"])
    laid = clauses.imputed(scene.tree, event)
    for role in ("actor", "instrument", "place"):
        if role == "place" or not cast.heads.get(role):
            for head in (h for h in lent.heads.get(role, []) if laid is None or h not in laid[1]):
                cast.add(role, head)
    if not cast.heads.get("target") and trigger.predicate.kind == "attack":
        for head in lent.heads.get("target", []):
            cast.add("target", head)
    for head in lent.heads.get("target", []):
        if scene.is_place(head):
            cast.add("place", head)


def identity(scene: Scene, cast: Cast, subject: int) -> None:
    """Add the predicate noun of which the victims are the subject, and those it is coordinated with."""
    tree = scene.tree
    predicate = tree.tokens[subject].head
    if not tree.has(subject, "nsubj") or predicate < 0:
        return
    noun = tree.children(predicate, "cop") and tree.tokens[predicate].upos in ("NOUN", "PROPN")
    if noun and clauses.preposition(tree, predicate) not in ("among", "in"):
        for each in clauses.coordinated(tree, predicate):
            cast.add("target", each)


def named_among(scene: Scene, head: int) -> dict[str, list[int]]:
    """Return who they were, by name, of "among those killed were a nurse and Adon Kerr", "one of the dead was Adon"."""
    tree = scene.tree
    those = tree.tokens[head].head if tree.has(head, "acl", "amod") else head
    if those < 0:
        return {}
    one = tree.tokens[those].head
    found: list[int] = []
    if tree.children(those, "cop") and tree.cased(those, "among") and (first := tree.first(those, "nsubj")) is not None:
        found = clauses.coordinated(tree, first)
    elif one >= 0 and tree.has(those, "nmod") and tree.cased(those, "of") and tree.has(one, "nsubj"):
        predicate = tree.tokens[one].head
        others = [c for c in tree.children(predicate, "nsubj") if c > one]
        found = others or clauses.coordinated(tree, predicate) if tree.children(predicate, "cop") else []
    return {"target": found} if any(tree.tokens[each].upos == "PROPN" for each in found) else {}


def undergoer(tree: Tree, noun: int) -> int | None:
    """ "the convoy was, became the target of an attack": who is so."""
    if tree.children(noun, "cop"):
        return clauses.subject_of(tree, noun)
    verb = tree.tokens[noun].head
    becomes = verb >= 0 and tree.lemma(verb) in ("become", "be", "remain", "fall")
    return clauses.subject_of(tree, verb) if becomes else None
