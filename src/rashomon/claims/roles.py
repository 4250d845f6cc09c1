"""Fills the roles of a trigger by the table of its frame: which slot of the sentence plays which part."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from rashomon.claims import clauses
from rashomon.claims.predicates import Trigger, is_a, lexicon
from rashomon.claims.tree import Tree

COMPASS = frozenset(
    ["north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "outside", "north-east"]
)
LOCATIVE = COMPASS | frozenset(
    [
        "in",
        "at",
        "near",
        "on",
        "outside",
        "inside",
        "around",
        "along",
        "across",
        "over",
        "within",
        "beside",
        "between",
        "through",
        "throughout",
        "above",
        "under",
        "behind",
        "off",
        "opposite",
        "outside",
        "against",
    ]
)
MEANS = {"by means of": "instrument", "with": "instrument", "using": "instrument", "via": "instrument"}
HOSTILE = frozenset(["attack", "casualties", "loss", "capture", "arrest"])


class Scene(msgspec.Struct, frozen=True):
    """What the rules may ask about a sentence: its tree, and whether a token heads a place, a time, an actor."""

    tree: Tree
    is_place: Callable[[int], bool]
    is_named: Callable[[int], bool]
    is_time: Callable[[int], bool]
    is_actor: Callable[[int], bool]


class Cast(msgspec.Struct):
    """The heads found for each role, in the order found, and the event nouns that lend theirs."""

    heads: dict[str, list[int]]
    events: list[int]

    def add(self, role: str, head: int | None) -> None:
        """Add a head to a role unless it already plays one."""
        if head is None:
            return
        rivals = ["place"] if role == "place" else [name for name in self.heads if name != "place"]
        if any(head in self.heads.get(name, ()) for name in rivals):
            return
        self.heads.setdefault(role, []).append(head)


def cast_of(scene: Scene, trigger: Trigger) -> Cast:
    """Return who and what plays which role for a trigger."""
    cast = Cast({}, [])
    frame = lexicon().frames[trigger.predicate.frame]
    if trigger.form == "noun":
        _noun_roles(scene, cast, trigger.head, frame)
        _noun_surroundings(scene, cast, trigger)
    elif trigger.form == "adjective":
        _adjective_roles(scene, cast, trigger)
    else:
        _verb_roles(scene, cast, trigger, frame)
    for event in list(cast.events):
        _event_roles(scene, cast, event, trigger)
    _places(scene, cast, trigger)
    return cast


# -- verbs


def _verb_roles(scene: Scene, cast: Cast, trigger: Trigger, frame: dict[str, str]) -> None:
    tree, verb, noun = scene.tree, trigger.head, trigger.noun
    passive = clauses.is_passive(tree, verb)
    subject, obj = clauses.subject_of(tree, verb), clauses.object_of(tree, verb)
    if trigger.form == "light" and noun is not None:
        undergone = tree.lemma(verb) in lexicon().undergo
        causes = tree.lemma(verb) in lexicon().cause
        if subject is not None and causes and scene.is_place(subject):
            subject = None  # "raids on the town, which resulted in": not the town
        if subject is not None and subject != noun and not passive and noun not in tree.children(subject, "compound"):
            _subject(scene, cast, trigger, subject, "target" if undergone else frame.get("subj", "actor"))
        _noun_roles(scene, cast, noun, frame)
    elif passive:
        if subject is not None and not trigger.predicate.agents:
            _patient(scene, cast, trigger, subject, frame.get("obj", "target"))
    else:
        if subject is not None:
            transitive = obj is not None and frame.get("obj") == "instrument"
            _subject(scene, cast, trigger, subject, "actor" if transitive else frame.get("subj", "actor"))
        if obj is not None and obj != noun:
            _patient(scene, cast, trigger, obj, frame.get("obj", "target"))
        if trigger.predicate.frame == "blame" and any(w == "on" for w, _ in clauses.complements(tree, verb)):
            cast.heads.pop("target", None)  # "blamed the raid on the rebels": whom, not what
        for other in tree.children(verb, "iobj"):
            cast.add(frame.get("iobj", "recipient"), other)
    if trigger.form == "verb" and noun is not None:
        _noun_roles(scene, cast, noun, frame)
    for word, head in clauses.complements(tree, verb):
        if head != noun:
            _complement(scene, cast, trigger, word, head, frame, passive)
    for companion in _companions(tree, verb):
        for word, head in clauses.complements(tree, companion):
            if is_event(tree, head) and word in ("in", "by"):
                cast.events.append(head)
    _means(scene, cast, verb)
    if trigger.predicate.kind == "threaten" and not cast.heads.get("target"):  # "threatened to defeat the rebels"
        for below in tree.children(verb, "xcomp"):
            cast.add("target", clauses.object_of(tree, below))
    if trigger.predicate.kind == "casualties" and tree.has(verb, "acl"):  # "those killed were residents"
        _identity(scene, cast, tree.tokens[verb].head)


def _identity(scene: Scene, cast: Cast, subject: int) -> None:
    """Add the predicate noun of which the victims are the subject, and those it is coordinated with."""
    tree = scene.tree
    predicate = tree.tokens[subject].head
    if not tree.has(subject, "nsubj") or predicate < 0:
        return
    noun = tree.children(predicate, "cop") and tree.tokens[predicate].upos in ("NOUN", "PROPN")
    if noun and clauses.preposition(tree, predicate) not in ("among", "in"):
        for each in clauses.coordinated(tree, predicate):
            cast.add("target", each)


def _subject(scene: Scene, cast: Cast, trigger: Trigger, head: int, role: str) -> None:
    """A bomb that kills is the instrument, a blast lends its own roles, anybody else acts."""
    tree = scene.tree
    for each in clauses.coordinated(tree, head):
        if is_event(tree, each) and role in ("actor", "instrument"):
            cast.events.append(each)
        elif role == "actor" and trigger.predicate.kind in HOSTILE and _is_weapon(scene, each):
            cast.add("instrument", each)
        elif role == "instrument" and not _is_weapon(scene, each):
            cast.add("actor" if _acts(scene, each) else "target", each)
        else:
            cast.add(role, each)


def _patient(scene: Scene, cast: Cast, trigger: Trigger, head: int, role: str) -> None:
    """The one it is done to; an event that is carried out lends its roles."""
    for each in clauses.coordinated(scene.tree, head):
        if is_event(scene.tree, each) and trigger.predicate.kind in ("attack", "describe") and trigger.form == "verb":
            cast.events.append(each)
            if trigger.predicate.kind == "describe":
                cast.add(role, each)
        elif role == "instrument" and not _is_weapon(scene, each):
            cast.add("target", each)
        else:
            cast.add(role, each)


def _complement(
    scene: Scene, cast: Cast, trigger: Trigger, word: str, head: int, frame: dict[str, str], passive: bool
) -> None:
    """Give a prepositional complement its role: the agent, the means, a party by the frame, an event, or a place."""
    tree = scene.tree
    if scene.is_time(head):
        return
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
        return
    if word == "by":
        if trigger.predicate.agents:
            cast.add("instrument", head)
        elif passive or trigger.form == "light":
            _subject(scene, cast, trigger, head, "actor")
        elif _is_weapon(scene, head):
            cast.add("instrument", head)
        return
    if word in MEANS and (_is_weapon(scene, head) or word == "by means of") and trigger.predicate.kind in HOSTILE:
        cast.add("instrument", head)
        return
    for clause in tree.children(head, "acl"):
        if tree.lemma(clause) in ("aim", "direct", "target"):
            for preposition, aimed in clauses.complements(tree, clause):
                if preposition in ("at", "against", "on"):
                    cast.add("target", aimed)
    role = frame.get(word)
    if trigger.predicate.words[-1] == word and len(trigger.predicate.words) > 1 and word != "to":
        role = frame.get("obj", role)  # "tore through buses": the preposition belongs to the verb
    if role and role != "instrument" and not (role == "place" and not scene.is_place(head)):
        upon = role == "target" and scene.is_place(head) and word in ("on", "at")
        if upon and (cast.heads.get("target") or not _is_named(scene, head)):
            role = "place"
        cast.add(role, head)


def _means(scene: Scene, cast: Cast, verb: int) -> None:
    """ "using a car bomb", "driving a truck": the object of a participle of means is the instrument."""
    tree = scene.tree
    clauses_of_means = [
        c for c in tree.children(verb, "advcl") if tree.lemma(c) in ("use", "drive", "employ", "detonate")
    ]
    clauses_of_means += [c for c in sorted(tree.subtree(verb)) if tree.word(c) == "using" and c > verb]
    for actor in cast.heads.get("actor", []):
        clauses_of_means += [
            c for c in tree.children(actor, "acl") if tree.lemma(c) in ("use", "drive", "wear", "detonate")
        ]
    for clause in clauses_of_means:
        obj = clauses.own_object(tree, clause)
        if obj is not None and _is_weapon(scene, obj):
            cast.add("instrument", obj)
    for actor in cast.heads.get("actor", []):
        for word, head in clauses.complements(tree, actor):
            if word in ("in", "with") and _is_weapon(scene, head):
                cast.add("instrument", head)


# -- nouns and adjectives


def _noun_roles(scene: Scene, cast: Cast, noun: int, frame: dict[str, str]) -> None:
    """Fill roles from what hangs on an event noun: whose, of whom, by whom, on what, and the nouns before it."""
    tree = scene.tree
    for owner in tree.children(noun, "nmod:poss"):
        if scene.is_place(owner) and not scene.is_actor(owner):
            cast.add("place", owner)
        elif not scene.is_time(owner):
            cast.add(frame.get("poss", "actor"), owner)
    for word, head in clauses.complements(tree, noun):
        if scene.is_time(head):
            continue
        if is_event(tree, head) and word in ("of", "by", "in"):
            continue
        role = frame.get(word)
        if word == "of" and role == "actor" and scene.is_place(head) and not scene.is_actor(head):
            role = "target"
        if word in MEANS and _is_weapon(scene, head):
            role = "instrument"
        if role in ("actor", "instrument") and word in ("by", "of"):
            role = "instrument" if _is_weapon(scene, head) else "actor"
        for between in _between(tree, head):
            cast.add("actor", between)
        if role and not (role == "place" and not scene.is_place(head)):
            cast.add(role, head)
    parts = tree.children(noun, "compound", "amod")
    for part in parts:
        if not (_is_weapon(scene, part) and part + 1 in parts and _is_weapon(scene, part + 1)):
            _modifier(scene, cast, part, frame)
    _noun_clauses(scene, cast, noun)
    if tree.lemma(noun) in lexicon().victims:
        _identity(scene, cast, noun)


def _between(tree: Tree, noun: int) -> list[int]:
    """ "the alliance between X and Y": both."""
    return [head for word, head in clauses.complements(tree, noun) if word == "between"]


def _modifier(scene: Scene, cast: Cast, part: int, frame: dict[str, str]) -> None:
    """ "Haftar raid", "government air strikes", "car bomb attack", "Aleppo bombing"."""
    if scene.is_time(part):
        return
    if _is_weapon(scene, part):
        cast.add("instrument", part)
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
                if word == "by" and (
                    lemma in ("claim", "lead") or (lemma,) in lexicon().light.get(lemma, ()) or lemma == "carry"
                ):
                    cast.add("actor", head)
                elif word in ("against", "on", "at"):
                    cast.add("target", head)
            continue
        obj = clauses.own_object(tree, clause)
        listed = [p for p in lexicon().verbs.get(lemma, ()) if p.kind == "attack"]
        if obj is not None and listed:
            cast.add("target", obj)


def _noun_surroundings(scene: Scene, cast: Cast, trigger: Trigger) -> None:
    """An attack told inside a clause whose subject bears arms is that subject's, where nobody else is named."""
    tree, head = scene.tree, trigger.head
    if cast.heads.get("actor") or trigger.predicate.kind not in ("attack",) or not tree.has(head, "obl"):
        return
    if clauses.preposition(tree, head) not in ("during", "in"):
        return
    verb = tree.tokens[head].head
    subject = clauses.subject_of(tree, verb) if 0 <= verb < len(tree.tokens) else None
    if subject is not None and not clauses.is_passive(tree, verb) and is_a(tree, subject, "party"):
        cast.add("actor", subject)


def _adjective_roles(scene: Scene, cast: Cast, trigger: Trigger) -> None:
    """ "48 people dead": who is so; an event among the complements lends its roles."""
    tree, head = scene.tree, trigger.head
    _identity(scene, cast, head)
    for above in list(tree.ancestors(head))[:1]:  # "the remainder of the dead were aid workers"
        _identity(scene, cast, above)
    subject = clauses.subject_of(tree, head)
    if subject is not None and not is_event(tree, subject) and not cast.heads.get("target"):
        cast.add("target", subject)
    for word, noun in clauses.complements(tree, head):
        if is_event(tree, noun) and word in ("in", "by", "after", "from"):
            cast.events.append(noun)


# -- what an event noun lends


def is_event(tree: Tree, index: int) -> bool:
    """Tell whether a noun is a happening such as a blast or a raid."""
    return tree.tokens[index].upos in ("NOUN", "PROPN") and is_a(tree, index, "event")


def _is_weapon(scene: Scene, index: int) -> bool:
    return is_a(scene.tree, index, "weapon") and not scene.is_actor(index)


def _acts(scene: Scene, index: int) -> bool:
    return scene.is_actor(index) or is_a(scene.tree, index, "person") or is_a(scene.tree, index, "party")


def _event_roles(scene: Scene, cast: Cast, event: int, trigger: Trigger) -> None:
    """Take over the actor, instrument and place of the blast that killed; its target only for a bare attack."""
    lent = Cast({}, [])
    _noun_roles(scene, lent, event, lexicon().frames["raid"])
    for role in ("actor", "instrument", "place"):
        if role == "place" or not cast.heads.get(role):
            for head in lent.heads.get(role, []):
                cast.add(role, head)
    if not cast.heads.get("target") and trigger.predicate.kind == "attack":
        for head in lent.heads.get("target", []):
            cast.add("target", head)
    for head in lent.heads.get("target", []):
        if scene.is_place(head):
            cast.add("place", head)


# -- places


def _places(scene: Scene, cast: Cast, trigger: Trigger) -> None:
    """Find where: on the trigger, on its event or target, in a where-clause, then clause by clause outward."""
    anchors = [trigger.head, *([trigger.noun] if trigger.noun is not None else []), *cast.events]
    anchors += [h for role in ("target", "actor", "instrument") for h in cast.heads.get(role, [])]
    for anchor in anchors:
        _located(scene, cast, anchor)
    for head in cast.heads.get("target", []):
        if scene.is_place(head) and _is_named(scene, head):
            cast.add("place", head)
    if not cast.heads.get("place"):
        _outward(scene, cast, trigger.head)
    if not cast.heads.get("place") and trigger.predicate.kind in HOSTILE:
        for head in cast.heads.get("target", []):
            if scene.is_place(head):
                cast.add("place", head)


def _is_named(scene: Scene, head: int) -> bool:
    """Tell whether a noun is a named place or tells its name ("the town of Asha")."""
    return scene.is_named(head) or any(scene.is_named(h) for _, h in clauses.complements(scene.tree, head))


def _located(scene: Scene, cast: Cast, anchor: int) -> None:
    for word, head in clauses.complements(scene.tree, anchor):
        bare = not word and scene.is_named(head) and scene.tree.has(head, "obl")
        if (word.partition(" ")[0] in LOCATIVE or bare) and scene.is_place(head) and not scene.is_time(head):
            cast.add("place", head)
    for bearing in scene.tree.children(anchor, "advmod", "obl", "nmod", "appos"):
        if scene.tree.word(bearing) in COMPASS:
            for word, head in clauses.complements(scene.tree, bearing):
                if word == "of" and scene.is_place(head):
                    cast.add("place", head)
    for part in scene.tree.children(anchor, "compound"):
        if is_event(scene.tree, anchor) and scene.is_place(part) and not scene.is_actor(part):
            cast.add("place", part)


def _outward(scene: Scene, cast: Cast, index: int) -> None:
    """Look at coordinated clauses beside and at governing clauses above; a saying's own place is not the event's."""
    tree, at = scene.tree, index
    for sibling in _companions(tree, at):
        _located(scene, cast, sibling)
    for below in tree.children(at, "advcl"):
        own = clauses.own_subject(tree, below)
        if own and tree.tokens[own[0]].upos == "PRON" and not cast.heads.get("place"):
            _located(scene, cast, below)
            obj = clauses.own_object(tree, below)
            if obj is not None and scene.is_place(obj):
                cast.add("place", obj)
        if not cast.heads.get("place") and not own:
            _located(scene, cast, below)
            obj = clauses.own_object(tree, below)
            for noun in (obj, *([] if obj is None else [h for _, h in clauses.complements(tree, obj)])):
                if noun is not None and scene.is_place(noun) and tree.word(below).endswith("ing"):
                    cast.add("place", noun)
    for _ in range(clauses.DEPTH):
        head = tree.tokens[at].head
        if cast.heads.get("place") or not 0 <= head < len(tree.tokens):
            return
        if tree.has(at, "acl"):
            if any(tree.word(c) == "where" for c in tree.children(at, "advmod", "obl")):
                _where(scene, cast, head)
            return
        if tree.has(at, "ccomp", "parataxis") or (tree.has(at, "advcl") and clauses.own_subject(tree, at)):
            return
        if tree.has(at, "conj", "advcl", "xcomp", "obl", "obj"):
            _located(scene, cast, head)
            subject = clauses.subject_of(tree, head)
            if subject is not None and is_event(tree, subject):
                _located(scene, cast, subject)
            obj = clauses.own_object(tree, head)
            if obj is not None and not cast.heads.get("place"):
                _located(scene, cast, obj)
        at = head


def _companions(tree: Tree, verb: int) -> list[int]:
    """Return the verbs of killing or wounding coordinated with one: "killed ... and wounded ... in the market"."""
    verbs = [verb, *tree.children(verb, "conj")]
    if tree.has(verb, "conj"):
        head = tree.tokens[verb].head
        verbs += [head, *tree.children(head, "conj")]
    hurting = [v for v in verbs if any(p.kind == "casualties" for p in lexicon().verbs.get(tree.lemma(v), ()))]
    return [v for v in hurting if v != verb] if verb in hurting else []


def _where(scene: Scene, cast: Cast, noun: int) -> None:
    """ "the base where two were destroyed": the noun, or the place on which the attack was made."""
    if scene.is_place(noun):
        cast.add("place", noun)
        return
    for _, head in clauses.complements(scene.tree, noun):
        if scene.is_place(head):
            cast.add("place", head)
