"""Finds where a thing happened: nearest by syntax, then clause by clause, never by mere closeness."""

from __future__ import annotations

from rashomon.claims import clauses
from rashomon.claims.lexicon import Trigger, is_a, lexicon
from rashomon.claims.nouns import told_where
from rashomon.claims.numerals import table
from rashomon.claims.scene import HOSTILE, Cast, Scene, companions, is_event

SPOKEN = frozenset(["accuse", "request", "reject", "support", "threaten"])
SPATIAL = HOSTILE | frozenset(["deploy", "displace", "retreat"])  # what is done to a town is done there


def places(scene: Scene, cast: Cast, trigger: Trigger) -> None:
    """Find where: on the trigger, on its event or target, in a where-clause, then clause by clause outward."""
    anchors = [trigger.head, *([trigger.noun] if trigger.noun is not None else []), *cast.events]
    if trigger.predicate.kind in SPOKEN:  # where they speak; what they speak of has its own claim
        for anchor in anchors:
            located(scene, cast, anchor)
        return
    anchors += [h for role in ("target", "actor", "instrument") for h in cast.heads.get(role, [])]
    for anchor in anchors:
        located(scene, cast, anchor)
    struck = [h for event in cast.events for w, h in clauses.complements(scene.tree, event) if w in ("on", "against")]
    for head in struck if not cast.heads.get("place") else []:
        located(scene, cast, head)  # "a raid on a wedding in Arvad killed"
    loser = trigger.predicate.frame in ("loser", "lose")  # "Ithaca lost 40 men" tells where no more than who
    for head in cast.heads.get("target", []) if trigger.predicate.kind in SPATIAL and not loser else []:
        if (scene.is_place(head) or is_a(scene.tree, head, "portion")) and is_named(scene, head):
            cast.add("place", head)
    leaving = cast.heads.get("actor", []) if trigger.predicate.frame == "flee" and not cast.heads.get("place") else []
    for word, head in [c for who in leaving for c in clauses.complements(scene.tree, who)]:
        if word in ("of", "from") and scene.is_place(head):
            cast.add("place", head)  # "3000 residents of the town of Arvad left"
    for anchor in anchors if not cast.heads.get("place") else ():
        _in_clause(scene, cast, anchor)
    if trigger.predicate.kind in ("casualties", "attack") and not cast.heads.get("place"):
        _with_verb(scene, cast, trigger)
    if not cast.heads.get("place") and trigger.predicate.kind == "casualties":
        _where_it_was(scene, cast, trigger.head)
    if not cast.heads.get("place"):
        _outward(scene, cast, trigger.head)


def _with_verb(scene: Scene, cast: Cast, trigger: Trigger) -> None:
    """ "bodies were taken to a hospital in Arvad", "the toll could reach 200 in Arvad": where the verb is told."""
    tree, noun = scene.tree, trigger.head
    told_where(scene, cast, noun)
    verb = tree.tokens[noun].head
    if trigger.form == "verb" or verb < 0 or tree.tokens[verb].upos != "VERB" or not tree.has(noun, "nsubj", "obj"):
        return
    if trigger.predicate.kind == "casualties" and not cast.heads.get("place"):
        located(scene, cast, verb)
        for word, head in clauses.complements(tree, verb):
            if word == "to" and scene.is_place(head) and tree.lemma(verb) in table()["carrying"]:
                cast.add("place", head)


def _where_it_was(scene: Scene, cast: Cast, verb: int) -> None:
    """ "the second blast was in Arvad, killing eight": where the blast was it killed."""
    tree, there = scene.tree, scene.tree.tokens[verb].head
    if there >= 0 and tree.has(there, "nsubj") and is_event(tree, there):
        there = tree.tokens[there].head  # "the blast was in Arvad, which killed eight"
    if there < 0 or not tree.has(verb, "advcl", "acl") or not tree.children(there, "cop") or not scene.is_place(there):
        return
    subject = clauses.own_subject(tree, there)
    inside = clauses.preposition(tree, there) in lexicon().locative
    if inside and subject and is_event(tree, subject[0]):
        cast.add("place", there)


def _in_clause(scene: Scene, cast: Cast, anchor: int) -> None:
    """ "hit wells where people had gathered in Arvad", "aboard a bus carrying miners near Arvad": there it was."""
    tree = scene.tree
    aboard = [h for w, h in clauses.complements(tree, anchor) if w in ("on", "aboard", "in") and is_a(tree, h, "ride")]
    for noun in (anchor, *aboard):
        for clause in tree.children(noun, "acl", "advcl"):
            where = any(tree.word(c) == "where" for c in tree.children(clause, "advmod", "obl"))
            carried = tree.lemma(clause) in table()["carrying"] and tree.word(clause).endswith("ing")
            reaching = tree.has(clause, "acl") and tree.lemma(clause) in lexicon().reaching
            if where or (carried and tree.has(clause, "acl")) or reaching:
                located(scene, cast, clause)
                obj = clauses.own_object(tree, clause)
                if obj is not None and not cast.heads.get("place"):
                    located(scene, cast, obj)


def is_named(scene: Scene, head: int) -> bool:
    """Tell whether a noun is a named place or tells its name ("the town of Asha")."""
    told = [h for w, h in clauses.complements(scene.tree, head) if w == "of"]
    told += scene.tree.children(head, "compound", "flat", "nmod:poss")
    told += [c for h in told for c in scene.tree.children(h, "compound")]  # "parts of Arvad district"
    return scene.is_named(head) or any(scene.is_named(h) for h in told)


def located(scene: Scene, cast: Cast, anchor: int) -> None:
    """Add the places that hang on a word by a preposition of place, a direction, or as the noun before an event."""
    relative = scene.tree.tokens[anchor].head if scene.tree.has(anchor, "acl") else -1
    for word, head in clauses.complements(scene.tree, anchor):
        if scene.tree.word(head) == "which" and word in ("from", "in", "at", "on") and scene.is_place(relative):
            cast.add("place", relative)  # "the airfield from which the raid was launched"
        bare = not word and is_named(scene, head) and scene.tree.has(head, "obl")
        there = bare or word.partition(" ")[0] in lexicon().locative
        sides = word in ("between", "among") and not all(
            scene.is_place(h) for h in clauses.coordinated(scene.tree, head)
        )
        if sides or (word in ("between", "among") and is_a(scene.tree, head, "party")):
            continue  # "clashes between the two sides"
        unknown = word in ("in", "near", "outside") and unknown_name(scene, head)
        portion = there and is_a(scene.tree, head, "portion") and is_named(scene, head)
        if unknown or portion or (there and scene.is_place(head) and not scene.is_time(head)):
            cast.add("place", head)
        elif there and is_a(scene.tree, head, "ride") and not scene.is_place(head):
            located(scene, cast, head)  # "a bomb in a taxi in Arvad"
        elif scene.tree.word(min(scene.tree.children(head, "case"), default=head)) in ("including", "aboard"):
            for part in clauses.coordinated(scene.tree, head):  # what hangs on a part is told of the whole
                located(scene, cast, part)
    bearings = scene.tree.children(anchor, "advmod", "obl", "nmod", "appos")
    for bearing in [b for one in bearings for b in (one, *scene.tree.children(one, "conj"))]:
        after = lexicon().bearings.get(scene.tree.word(bearing), ())
        for word, head in clauses.complements(scene.tree, bearing):
            if word in after and scene.is_place(head):
                cast.add("place", head)
    for part in scene.tree.children(anchor, "compound"):
        state = scene.tree.tokens[part].text.replace(".", "").isupper() or "-" in scene.tree.word(part)
        if is_event(scene.tree, anchor) and scene.is_place(part) and not scene.is_actor(part) and not state:
            cast.add("place", part)


def unknown_name(scene: Scene, head: int) -> bool:
    """A name that nobody knows, after "in" or "near", is a place."""
    nameless = scene.is_actor(head) or scene.is_time(head) or is_event(scene.tree, head)
    return scene.tree.tokens[head].upos == "PROPN" and not nameless


def _outward(scene: Scene, cast: Cast, index: int) -> None:
    """Look at coordinated clauses beside and at governing clauses above; a saying's own place is not the event's."""
    tree, at = scene.tree, index
    for sibling in companions(tree, at):
        located(scene, cast, sibling)
    for below in tree.children(at, "advcl"):
        own = clauses.own_subject(tree, below)
        if own and tree.tokens[own[0]].upos == "PRON" and not cast.heads.get("place"):
            located(scene, cast, below)
            obj = clauses.own_object(tree, below)
            if obj is not None and scene.is_place(obj):
                cast.add("place", obj)
        if not cast.heads.get("place") and not own:
            located(scene, cast, below)
            obj = clauses.own_object(tree, below)
            for noun in (obj, *([] if obj is None else [h for _, h in clauses.complements(tree, obj)])):
                if noun is not None and scene.is_place(noun) and tree.word(below).endswith("ing"):
                    cast.add("place", noun)
    for where in [c for c in tree.children(at, "advmod") if tree.word(c) == "where"]:
        before = [i for i in range(where - 1, max(-1, where - 4), -1) if scene.is_place(i)]
        cast.add("place", next(iter(before), None))  # "the base, where two were destroyed"
    for _ in range(clauses.DEPTH):
        head = tree.tokens[at].head
        if cast.heads.get("place") or not 0 <= head < len(tree.tokens):
            return
        if tree.has(at, "acl"):
            if any(tree.word(c) == "where" for c in tree.children(at, "advmod", "obl")):
                _where(scene, cast, head)
            verb = tree.tokens[head].head
            if is_event(tree, head) and verb >= 0 and tree.tokens[verb].upos == "VERB" and tree.has(head, "obj"):
                located(scene, cast, verb)  # "carried out the attack in Arvad that left seven dead"
            return
        if tree.has(at, "ccomp") and head < index:
            told = [h for w, h in clauses.complements(tree, head) if h > index and w in lexicon().locative]
            for place in told:  # "said jets struck" in the village: what stands behind the clause is the clause's
                if scene.is_place(place) and not scene.is_time(place):
                    cast.add("place", place)
        if tree.has(at, "ccomp", "parataxis") or (tree.has(at, "advcl") and clauses.own_subject(tree, at)):
            return
        if tree.has(at, "conj", "advcl", "xcomp", "obl", "obj"):
            located(scene, cast, head)
            struck = clauses.own_object(tree, head)
            if struck is not None and tree.has(at, "advcl") and is_named(scene, struck) and scene.is_place(struck):
                cast.add("place", struck)  # "attacked the village of Solhan, killing"
            subject = clauses.subject_of(tree, head)
            if subject is not None and is_event(tree, subject):
                located(scene, cast, subject)
            obj = clauses.own_object(tree, head)
            if obj is not None and not cast.heads.get("place"):
                located(scene, cast, obj)
        at = head


def _where(scene: Scene, cast: Cast, noun: int) -> None:
    """ "the base where two were destroyed": the noun, or the place on which the attack was made."""
    if scene.is_place(noun):
        cast.add("place", noun)
        return
    for _, head in clauses.complements(scene.tree, noun):
        if scene.is_place(head):
            cast.add("place", head)
