"""What the rules ask about a sentence, and the cast of roles that they fill."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from rashomon.claims.lexicon import is_a, lexicon
from rashomon.claims.numerals import kernel
from rashomon.claims.tree import Tree

MEANS = frozenset(["by means of", "with", "using", "via"])
# nouns of holding: the preposition before them tells whether the holder is the subject or follows "of"
HOLDING = {"control": {"in": "holder", "under": "held"}, "hand": {"in": "held"}}
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
        rivals = ["place", "actor"] if role == "place" else [name for name in self.heads if name != "place"]
        if any(head in self.heads.get(name, ()) for name in rivals):
            return
        self.heads.setdefault(role, []).append(head)


def is_event(tree: Tree, index: int) -> bool:
    """Tell whether a noun is a happening such as a blast or a raid."""
    return tree.tokens[index].upos in ("NOUN", "PROPN") and is_a(tree, index, "event")


def is_weapon(scene: Scene, index: int) -> bool:
    """Tell a weapon, or a group of them ("dozens of missiles"), that is no name of somebody."""
    return is_a(scene.tree, kernel(scene.tree, index), "weapon") and not scene.is_actor(index)


def acts(scene: Scene, index: int) -> bool:
    """Tell whether a noun names somebody, or is a person or a party."""
    return scene.is_actor(index) or is_a(scene.tree, index, "person") or is_a(scene.tree, index, "party")


def companions(tree: Tree, verb: int) -> list[int]:
    """Return the verbs of killing or wounding coordinated with one: "killed ... and wounded ... in the market"."""
    verbs = [verb, *tree.children(verb, "conj")]
    if tree.has(verb, "conj"):
        head = tree.tokens[verb].head
        verbs += [head, *tree.children(head, "conj")]
    listed = (lexicon().verbs, lexicon().adjectives)
    words = {
        v: [p for table in listed for p in (*table.get(tree.lemma(v), ()), *table.get(tree.word(v), ()))] for v in verbs
    }
    hurting = [v for v in verbs if any(p.kind == "casualties" for p in words[v])]
    return [v for v in hurting if v != verb] if verb in hurting else []


def can_act(scene: Scene, index: int) -> bool:
    """Tell whether somebody can do violence: a name, a person, a force, a craft; not a wound, rubble or a monitor."""
    tree = scene.tree
    if is_a(tree, index, "teller") and not tree.children(index, "compound"):
        return False
    if tree.tokens[index].upos in ("PRON", "PROPN", "NUM") or scene.is_actor(index) or scene.is_named(index):
        return True
    if any(scene.is_actor(part) for part in tree.children(index, "compound", "amod")) and not is_event(tree, index):
        return not is_a(tree, index, "weapon") or is_a(tree, index, "craft")
    return any(is_a(tree, index, name) for name in ("person", "party", "craft", "doer", "civilian", "weapon"))
