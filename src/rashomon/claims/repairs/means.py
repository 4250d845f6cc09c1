"""Repairs of means and objects that changed places, "targeted with two rockets a lorry"."""

from __future__ import annotations

from rashomon.claims.clauses import WEEKDAYS
from rashomon.claims.lexicon import is_a, lexicon
from rashomon.claims.phrases import cues
from rashomon.claims.repairs.subjects import Change, bare, hostile, is_time, verbs
from rashomon.claims.tree import Tree

SPELLS = frozenset(["day", "night", "morning", "evening", "afternoon", "week", "month", "year", "hour", "time"])


def object_after_means(tree: Tree) -> Change:
    """A bare noun that the parser joined to the means of a verb without object, or that took the means' preposition."""
    changes: Change = {}
    for noun in range(len(tree.tokens)):
        if tree.tokens[noun].upos != "NOUN" or tree.word(noun) in WEEKDAYS or tree.lemma(noun) in SPELLS:
            continue
        taken = _taken_preposition(tree, noun)
        means = tree.tokens[noun].head if taken is None else taken
        left = _left_hanging(tree, noun)
        if left is not None:
            means = left
        elif taken is None and not _joined_to(tree, noun, means):
            continue
        verb = tree.tokens[means].head
        listed = verb >= 0 and tree.tokens[verb].upos == "VERB" and tree.lemma(verb) in lexicon().verbs
        if (
            listed
            and is_a(tree, means, "weapon|craft")
            and not tree.children(verb, "obj", "ccomp", "xcomp", "aux:pass")
        ):
            changes[noun] = (verb, "obj")
            changes.update(dict.fromkeys(tree.children(verb, "nsubj:pass"), (verb, "nsubj")))
            if taken is not None:
                changes[next(c for c in tree.children(noun, "case") if c < means)] = (means, "case")
    return changes


def _joined_to(tree: Tree, noun: int, means: int) -> bool:
    """ "with two rockets a lorry": a noun that no "and", preposition or lone comma sets apart from the means."""
    cases = [c for c in tree.children(means, "case") if tree.word(c) == "with"] if means >= 0 else []
    if not cases or means > noun or not tree.has(means, "obl") or tree.children(noun, "cc", "case"):
        return False
    enclosed = cases[0] > 0 and tree.word(cases[0] - 1) == ","
    apart = any(tree.word(c) == "," for c in tree.children(noun, "punct"))
    named = bool(tree.children(noun, "det")) or not tree.has(noun, "conj")
    adjoining = (
        tree.has(noun, "appos", "parataxis")
        and means == min([noun, *tree.children(noun, "det", "amod", "compound")]) - 1
    )
    if adjoining and not tree.children(noun, "punct"):
        return True  # "attacked with drones the station"
    return tree.has(noun, "conj", "appos", "nmod:unmarked") and named and apart == enclosed


def _taken_preposition(tree: Tree, noun: int) -> int | None:
    """ "with heavy missiles houses": the weapon between a noun and its "with", both hanging on one verb, or None."""
    case = next((c for c in tree.children(noun, "case") if c < noun and tree.word(c) == "with"), None)
    if case is None or not tree.has(noun, "obl"):
        return None
    same = (m for m in range(case + 1, noun) if tree.tokens[m].head == tree.tokens[noun].head and tree.has(m, "obl"))
    return next((m for m in same if not tree.children(m, "case")), None)


def _left_hanging(tree: Tree, noun: int) -> int | None:
    """ "attacked with chlorine the town": the means just before a noun that hangs loose on the same verb, or None."""
    means = min(tree.subtree(noun)) - 1
    loose = (
        tree.has(noun, "parataxis", "dep", "list", "conj")
        and not tree.children(noun, "cc", "case")
        and means > tree.tokens[noun].head >= 0
    )
    same = loose and tree.has(means, "obl") and tree.tokens[means].head == tree.tokens[noun].head
    return means if same and any(tree.word(c) == "with" for c in tree.children(means, "case")) else None


def another_before_preposition(tree: Tree) -> Change:
    """ "two in Arvad and another by means of a mine": what stands before the noun's preposition is no part of it."""
    changes: Change = {}
    for index, token in enumerate(tree.tokens):
        noun = token.head
        if token.text.lower() not in ("another", "others"):
            continue
        within = any(index < case < noun for case in tree.children(noun, "case"))
        beside_place = tree.has(index, "conj") and tree.children(noun, "case") and tree.children(index, "nmod")
        counted = [i for i in range(index) if tree.has(i, "obj", "nsubj:pass")]
        listed = [i for i in range(index) if tree.tokens[i].upos == "NUM" and tree.has(i, "conj")]
        if (within or beside_place) and (counted or listed):
            changes[index] = ((listed or counted)[-1], "conj")
            changes |= {noun: (index, "nmod")} if within else {}
    return changes


def object_after_time(tree: Tree) -> Change:
    """ "destroyed last night a lorry packed with explosives": what was destroyed, behind when, is packed."""
    changes: Change = {}
    for packed in verbs(tree):
        noun = tree.first(packed, "nsubj")
        closed = tree.children(packed, "cc", "aux", "mark", "obj") and not tree.has(packed, "ccomp")
        if noun is None or packed != noun + 1 or closed or tree.children(packed, "aux", "obj") or not bare(tree, noun):
            continue
        start = min(tree.subtree(noun))
        when = tree.tokens[start - 1].head if start else -1
        when = start - 1 if start and is_time(tree, start - 1) else when
        verb = tree.tokens[when].head if when >= 0 and is_time(tree, when) else -1
        if verb < 0 or tree.tokens[verb].upos != "VERB" or verb > when or tree.children(verb, "obj", "aux:pass"):
            continue
        if tree.word(packed).endswith("ed") and tree.children(verb, "nsubj") and tree.has(when, "obl"):
            changes |= {noun: (verb, "obj"), packed: (noun, "acl")}
            changes |= dict.fromkeys(tree.children(packed, "mark"), (verb, "mark"))
            if tree.has(packed, "ccomp"):
                changes[verb] = (tree.tokens[packed].head, "ccomp")
    return changes


def owner_of_event(tree: Tree) -> Change:
    """ "killed in the junta latest air strike": a name that lost its apostrophe owns the strike behind it."""
    changes: Change = {}
    for noun, token in enumerate(tree.tokens):
        if token.upos != "PROPN" or not tree.has(noun, "obl", "nmod") or token.head < 0:
            continue
        cases = [c for c in tree.children(noun, "case") if c < noun]
        for event in tree.children(token.head, "obl", "nmod"):
            plain = event > noun and is_a(tree, event, "event") and not tree.children(event, "case", "det")
            if cases and plain and min(tree.subtree(event)) == noun + 1:
                changes |= {noun: (event, "nmod:poss"), event: (token.head, "obl")}
                changes |= dict.fromkeys(cases, (event, "case"))
    return changes | _owner_before_latest(tree)


def _owner_before_latest(tree: Tree) -> Change:
    """The same where the owner was read as part of the strike's name."""
    changes: Change = {}
    for noun, token in enumerate(tree.tokens):
        part = token.upos == "PROPN" and token.deprel == "compound" and token.head > noun + 1
        if part and is_a(tree, token.head, "event") and tree.tokens[noun + 1].upos == "ADJ":
            changes[noun] = (token.head, "nmod:poss")
    return changes


def weapon_read_as_verb(tree: Tree) -> Change:
    """ "used water cannon and tear gas": what goes on the list is no deed."""
    changes: Change = {}
    for tear in verbs(tree):
        first, cc, gas = tree.tokens[tear].head, tree.first(tear, "cc"), tree.first(tear, "obj")
        if cc is None or gas != tear + 1 or cc != tear - 1 or not tree.has(tear, "conj") or first < 0:
            continue
        listed = [c for c in (first, *tree.children(first, "obj")) if c < cc and is_a(tree, c, "weapon")]
        told = tree.word(tear) == tree.lemma(tear) and (listed == [first] or tree.word(first) != tree.lemma(first))
        if told and listed and is_a(tree, gas, "weapon"):
            changes |= {gas: (listed[0], "conj"), tear: (gas, "compound"), cc: (gas, "cc")}
            changes |= {c: (first, tree.tokens[c].deprel) for c in tree.children(tear) if c not in (gas, cc)}
    return changes


def means_of_verb(tree: Tree) -> Change:
    """ "stabbed people at a market in Arvad with a knife": a place has no knife, who stabbed did."""
    changes: Change = {}
    for weapon, token in enumerate(tree.tokens):
        if not tree.has(weapon, "nmod") or not tree.cased(weapon, "with") or not is_a(tree, weapon, "weapon"):
            continue
        verb = next((a for a in tree.ancestors(weapon) if tree.tokens[a].upos == "VERB"), -1)
        place = is_a(tree, token.head, "place") or tree.tokens[token.head].upos == "PROPN"
        hostile = verb >= 0 and any(
            p.kind in ("attack", "casualties") for p in lexicon().verbs.get(tree.lemma(verb), ())
        )
        passed = [a for a in tree.ancestors(weapon) if a > verb >= 0]
        if place and hostile and verb < weapon and all(tree.has(a, "obl", "nmod", "obj") for a in passed):
            changes[weapon] = (verb, "obl")
    return changes


def object_without_preposition(tree: Tree) -> Change:
    """A listed verb without object, followed by a bare noun that hangs on it as an oblique."""
    changes: Change = {}
    for verb in verbs(tree):
        if tree.children(verb, "obj", "ccomp", "xcomp") or not _takes_object(tree, verb):
            continue
        if tree.children(verb, "aux:pass"):
            continue
        for noun in tree.children(verb, "obl"):
            if tree.lemma(verb) in lexicon().subjecting and tree.children(noun, "case"):
                continue  # "subjected to fire the quarter"
            near = noun > verb and noun - verb <= 8 and tree.tokens[noun].upos in ("NOUN", "NUM")
            if near and bare(tree, noun) and not is_time(tree, noun):
                changes[noun] = (verb, "obj")
                break
        else:
            changes.update(_object_after_time(tree, verb))
    return changes


def _takes_object(tree: Tree, verb: int) -> bool:
    return tree.lemma(verb) in lexicon().verbs or tree.lemma(verb) in lexicon().subjecting


def _object_after_time(tree: Tree, verb: int) -> Change:
    """ "after controlling in the past few days the base": the noun left hanging behind an oblique is the object."""
    obliques = [c for c in tree.children(verb, "obl") if c > verb]
    if not obliques or not tree.word(verb).endswith("ing"):
        return {}
    after = max(tree.subtree(obliques[0])) + 1
    for noun in range(after, min(after + 5, len(tree.tokens))):
        hanging = tree.has(noun, "parataxis", "dep", "list") and tree.tokens[noun].upos in ("NOUN", "PROPN")
        if hanging and bare(tree, noun):
            return {noun: (verb, "obj")}
    return {}


def object_of_noun(tree: Tree) -> Change:
    """ "took as spoils 15 lorries", "against the Front affiliate groups": a noun has no object of its own."""
    changes: Change = {}
    for noun, token in enumerate(tree.tokens):
        owned = [c for c in tree.children(noun, "obj") if c > noun and tree.tokens[c].upos != "NUM"]
        if token.upos not in ("NOUN", "PROPN") or not owned or tree.children(noun, "cop", "nsubj"):
            continue
        verb, thing = token.head, owned[0]
        if tree.has(noun, "obj", "obl") and tree.word(noun - 1) == "as" and tree.tokens[verb].upos == "VERB":
            changes |= {noun: (verb, "obl"), thing: (verb, "obj"), noun - 1: (noun, "case")}
        elif token.head >= 0 and _adjoins(tree, noun, thing):
            changes |= {thing: (verb, token.deprel), noun: (thing, "compound")}
            changes |= {c: (thing, tree.tokens[c].deprel) for c in tree.children(noun, "case", "det") if c < noun}
    return changes


def _adjoins(tree: Tree, noun: int, thing: int) -> bool:
    bare_phrase = bare(tree, thing) and not tree.children(thing, "det", "nummod")
    return bare_phrase and min(tree.subtree(thing)) == noun + 1


def called_what(tree: Tree) -> Change:
    """ "called that claim absurd": of two complements the noun is what was called so."""
    changes: Change = {}
    for verb in verbs(tree):
        parts = tree.children(verb, "xcomp")
        if len(parts) != 2 or tree.children(verb, "obj", "ccomp", "aux:pass"):
            continue
        noun, quality = parts
        article = tree.first(noun, "det")
        if article == verb + 1 and tree.tokens[noun].upos == "NOUN" and tree.tokens[quality].upos == "ADJ":
            changes[noun] = (verb, "obj")
    return changes


def whom_weapon_meets(tree: Tree) -> Change:
    """ "responded with live ammunition to the march": the answer is to the march, not the ammunition."""
    changes: Change = {}
    for noun in range(3, len(tree.tokens)):
        weapon = tree.tokens[noun].head
        hung = tree.has(noun, "nmod") and tree.cased(noun, "to") and 0 < weapon < noun and is_a(tree, weapon, "weapon")
        verb = tree.tokens[weapon].head if hung else -1
        if verb >= 0 and tree.has(weapon, "obl") and tree.lemma(verb) in ("respond", "reply", "react"):
            changes[noun] = (verb, "obl")
    return changes


def object_with_participle(tree: Tree) -> Change:
    """ "destroyed all 12 drones launched overnight": the drones were destroyed, and launched overnight."""
    changes: Change = {}
    for verb in verbs(tree):
        if not hostile(tree, verb) or tree.children(verb, "obj", "aux:pass") or tree.lemma(verb) in cues()["verbs"]:
            continue
        for clause in tree.children(verb, "ccomp"):
            noun = tree.first(clause, "nsubj")
            whole = tree.word(clause).endswith(("ed", "en", "nt")) and not tree.children(clause, "aux", "mark", "cop")
            adjoins = noun is not None and verb < noun == clause - 1 and min(tree.subtree(noun)) == verb + 1
            if whole and noun is not None and adjoins and tree.tokens[noun].upos == "NOUN":
                changes |= {noun: (verb, "obj"), clause: (noun, "acl")}
    return changes


def object_behind_time(tree: Tree) -> Change:
    """ "attacked in the early hours the village": of two subjects the one behind the hours is the object."""
    changes: Change = {}
    for verb in verbs(tree):
        subjects = tree.children(verb, "nsubj")
        if len(subjects) != 2 or not subjects[0] < verb < subjects[1] or not hostile(tree, verb):
            continue
        first = min(tree.subtree(subjects[1]))
        behind = any(max(tree.subtree(c)) == first - 1 for c in tree.children(verb, "obl", "advmod"))
        alone = not tree.children(verb, "obj", "aux:pass", "ccomp")
        if behind and alone and tree.first(subjects[1], "det") is not None:
            changes[subjects[1]] = (verb, "obj")
    return changes
