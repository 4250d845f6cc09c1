"""Finds who did it where another word tells it: who used what for it, who is blamed or punished for it."""

from __future__ import annotations

from rashomon.claims import clauses
from rashomon.claims.clauses import ACCUSING
from rashomon.claims.conditions import is_means, noun_allowed
from rashomon.claims.lexicon import is_a, lexicon
from rashomon.claims.scene import Cast, Scene, can_act, is_weapon
from rashomon.claims.tree import Tree

PUNISHING = ACCUSING | {"punish", "penalize", "penalise", "sanction", "prosecute", "sentence", "arrest"}


def is_use(tree: Tree, head: int) -> bool:
    """ "the use of mines has maimed 20": the use lends who used what."""
    uses = [p for p in lexicon().nouns.get(tree.lemma(head), ()) if p.frame == "use"]
    return any(noun_allowed(tree, head, p) for p in uses)


def behind_object(scene: Scene, cast: Cast, verb: int) -> None:
    """ "hit a depot in Arvad with guided missiles": the means may hang on what stands before them."""
    tree, obj = scene.tree, clauses.own_object(scene.tree, verb)
    below = sorted(tree.subtree(obj, ("acl", "appos", "conj"))) if obj is not None and obj > verb else []
    for noun in below:
        held = is_a(tree, noun, "arm") and clauses.preposition(tree, noun) == "with" and tree.has(noun, "nmod", "obl")
        if held and noun != obj and not is_a(tree, tree.tokens[noun].head, "person|party|ride"):
            cast.add("instrument", noun)


def with_what(scene: Scene, cast: Cast, verb: int) -> None:
    """ "used drones to strike the port", "drones were used by the army to strike": who used them, and what with."""
    tree, using = scene.tree, scene.tree.tokens[verb].head
    purpose = tree.has(verb, "xcomp", "advcl") and any(tree.word(m) == "to" for m in tree.children(verb, "mark"))
    if not purpose or using < 0 or tree.lemma(using) not in ("use", "employ", "deploy"):
        return
    passive = clauses.is_passive(tree, using)
    tool = clauses.subject_of(tree, using) if passive else clauses.object_of(tree, using)
    if tool is None or not (is_weapon(scene, tool) or is_a(tree, tool, "craft")):
        return
    cast.heads["actor"] = [h for h in cast.heads.get("actor", []) if h != tool]
    cast.add("instrument", tool)
    for word, head in clauses.complements(tree, using) if passive else ():
        if word == "by":
            cast.add("actor", head)


def blamed_for(scene: Scene, cast: Cast, noun: int, verb: int) -> bool:
    """ "must be punished for the use of gas", "used for raids by jets": who is punished, and who uses, did it."""
    tree = scene.tree
    if clauses.preposition(tree, noun) != "for" or verb < 0:
        return False
    passive = clauses.is_passive(tree, verb)
    if tree.lemma(verb) in PUNISHING:
        done = clauses.subject_of(tree, verb) if passive else clauses.object_of(tree, verb)
        if done is not None and can_act(scene, done):
            cast.add("actor", done)
        return done is not None
    if tree.lemma(verb) == "use" and passive:
        for word, head in clauses.complements(tree, verb):
            if word == "by" and can_act(scene, head):
                cast.add("actor", head)
        return bool(cast.heads.get("actor"))
    return False


def by_means(scene: Scene, cast: Cast, verb: int) -> None:
    """ "using a car bomb", "driving a truck": the object of a participle of means is the instrument."""
    tree = scene.tree
    clauses_of_means = [
        c for c in tree.children(verb, "advcl") if tree.lemma(c) in ("use", "drive", "employ", "detonate")
    ]
    clauses_of_means += [c for c in sorted(tree.subtree(verb)) if tree.word(c) == "using" and c > verb]
    clauses_of_means = [c for c in clauses_of_means if tree.word(c) != "using" or is_means(tree, c)]
    for actor in cast.heads.get("actor", []):
        clauses_of_means += [
            c for c in tree.children(actor, "acl") if tree.lemma(c) in ("use", "drive", "wear", "detonate")
        ]
    for clause in clauses_of_means:
        obj = clauses.own_object(tree, clause)
        if obj is not None and is_weapon(scene, obj):
            cast.add("instrument", obj)
    for actor in cast.heads.get("actor", []):
        for word, head in clauses.complements(tree, actor):
            if word in ("in", "with") and is_weapon(scene, head):
                cast.add("instrument", head)
