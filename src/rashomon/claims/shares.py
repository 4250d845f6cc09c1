"""Gives each of several counts on one word its own target, place and means."""

from __future__ import annotations

from rashomon.claims import clauses
from rashomon.claims.counts import Count
from rashomon.claims.lexicon import is_a, lexicon
from rashomon.claims.nouns import named_among
from rashomon.claims.scene import MEANS, Cast, Scene
from rashomon.claims.tree import Tree
from rashomon.claims.whereabouts import unknown_name
from rashomon.claims.worth import Draft


def uncounted(scene: Scene, draft: Draft) -> list[int]:
    """Return the "mayor" of "killed the mayor and two guards": told beside those who are counted, without a number."""
    targets, counted = draft.cast.heads.get("target", []), {c.head for c in draft.counts if c.head is not None}
    tops = {_top(scene.tree, head) for head in counted}
    firsts = {scene.tree.tokens[top].head for top in tops if scene.tree.has(top, "conj")}
    beside = [t for t in targets if scene.tree.tokens[t].head in counted | tops and _is_one(scene.tree, t)]
    named = [t for t in targets if (t in firsts or t in beside) and scene.tree.tokens[t].upos in ("NOUN", "PROPN")]
    return [t for t in named if t not in counted | tops]


def _is_one(tree: Tree, noun: int) -> bool:
    """Tell the "mayor" of "two guards and the mayor"; bare "fighters" would share the number before them."""
    known = tree.tokens[noun].upos == "PROPN" or tree.children(noun, "det", "nmod:poss")
    return tree.has(noun, "conj") and bool(known) and not tree.word(noun).endswith("ing")


def _top(tree: Tree, head: int) -> int:
    """Return the "two" of "two of her guards"."""
    while tree.has(head, "nmod") and tree.cased(head, "of") and tree.tokens[tree.tokens[head].head].upos == "NUM":
        head = tree.tokens[head].head
    return head


def vehicles(scene: Scene, draft: Draft) -> bool:
    """Tell whether those who leave are counted by what carries them."""
    heads = {count.head for count in draft.counts}
    carriers = [h for h in draft.cast.heads.get("actor", []) if h not in heads]
    return any(is_a(scene.tree, h, "ride") for h in carriers)


def cast_for(scene: Scene, draft: Draft, count: Count, several: bool) -> Cast:
    """Give one of several counts on a word its own target, place and means."""
    heads = {role: list(found) for role, found in draft.cast.heads.items()}
    if draft.trigger.predicate.frame == "flee" and heads.get("actor"):
        return Cast(heads, draft.cast.events)  # who flees is counted as who acts
    if count.head is not None and not (scene.tree.tokens[count.head].upos == "PRON" and heads.get("target")):
        heads = {role: [h for h in found if h != count.head or role == "place"] for role, found in heads.items()}
        heads["target"] = _counted(scene, draft, count.head, heads.get("target", []), several)
        if several:
            heads.update(_own_places(scene, draft, count.head))
    return Cast(heads | named_among(scene, draft.trigger.head), draft.cast.events)


def _counted(scene: Scene, draft: Draft, head: int, targets: list[int], several: bool) -> list[int]:
    """The target of a count is who is counted; one found by the rules stays where it says more, or who they were."""
    if several:
        return [head]
    tree = scene.tree
    whole = [t for t in targets if head in tree.subtree(t, ("acl", "advcl", "parataxis", "conj"))]
    if whole and tree.tokens[whole[0]].upos == "PRON" and tree.children(whole[0], "cop"):
        return [head]  # "two clerks were among those killed"
    if whole:
        return whole[:1]
    if any(t in tree.subtree(head) for t in targets):
        return [head]
    word = draft.trigger.head
    told = tree.has(word, "acl") or (draft.trigger.form != "verb" and not tree.has(word, "amod", "conj"))
    return [head, *(t for t in targets if told and tree.tokens[t].upos != "PRON")]


def _own_places(scene: Scene, draft: Draft, head: int) -> dict[str, list[int]]:
    """Return the place and means that stand between one counted noun and the next: "three in A and two in B"."""
    tree = scene.tree
    later = [c.head for c in draft.counts if c.head is not None and c.head > head]
    window = range(head + 1, min(later, default=min(head + 16, len(tree.tokens))))
    found: dict[str, list[int]] = {}
    for index in window:
        word = clauses.preposition(tree, index)
        if word in lexicon().locative and (scene.is_place(index) or unknown_name(scene, index)):
            found.setdefault("place", [_last_of_name(tree, index)])
        elif is_a(tree, index, "weapon") and (
            word in MEANS or clauses.preposition(tree, tree.tokens[index].head) == "by"
        ):
            found.setdefault("instrument", [index])
    return found


def _last_of_name(tree: Tree, index: int) -> int:
    """Return the "Batna" of "in Kafr Batna"."""
    while tree.has(index, "compound") and tree.tokens[index].head == index + 1:
        index += 1
    return index
