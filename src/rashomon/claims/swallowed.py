"""Repairs of trees where one phrase swallowed a piece of its neighbour; the table of all repairs is in repairs.py."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from rashomon.claims.lexicon import is_a, lexicon
from rashomon.claims.scene import HOSTILE
from rashomon.claims.subjects import Change, verbs
from rashomon.claims.tree import Tree

SAYING = frozenset(["say", "tell", "add", "report", "announce", "state", "confirm", "declare", "note", "explain"])
BOUNDS = frozenset(["at", "least", "most", "more", "than", "about", "some", "around", "nearly", "almost", "over", "up"])
TRYING = frozenset(["try", "attempt", "seek", "want", "plan", "intend"])
BEFORE_PLACE = frozenset(["on", "at", "in", "near", "against", "outside", "inside"])


def object_before_speaker(tree: Tree) -> Change:
    """ "killed nine traders mayor Ali Sow said", "injured seven Governor Sow said": the number is the verb's object."""
    changes: Change = {}
    for verb in verbs(tree):
        if tree.children(verb, "obj") or not _hostile(tree, verb):
            continue
        number = verb + 1
        while number + 1 < len(tree.tokens) and tree.word(number) in BOUNDS:
            number += 1
        speaker = _speaker_above(tree, number) or _speaker_above(tree, number + 1)
        if speaker is None:
            continue
        after = number + 1
        counted = after < speaker and tree.tokens[after].text.islower() and is_a(tree, after, "person|ride|craft")
        if counted:
            changes[number] = (after, "nummod")
            changes[after] = (verb, "obj")
        else:
            changes[number] = (verb, "obj")
    return changes


def _speaker_above(tree: Tree, number: int) -> int | None:
    """Return the name whose phrase a numeral was drawn into, where the name is the subject of a saying."""
    if number + 1 >= len(tree.tokens) or "NUM" not in (tree.tokens[number].upos, tree.tokens[number - 1].upos):
        return None
    top = number
    while tree.has(top, "nummod", "compound", "nmod:desc", "nmod:poss", "flat") and tree.tokens[top].head > top:
        top = tree.tokens[top].head
    verb = tree.tokens[top].head
    speaks = verb >= 0 and tree.has(top, "nsubj") and tree.lemma(verb) in SAYING
    named = tree.tokens[top].upos == "PROPN" or any(tree.tokens[c].upos == "PROPN" for c in tree.children(top))
    return top if speaks and named and top > number + 1 else None


def _hostile(tree: Tree, verb: int) -> bool:
    return any(p.kind in HOSTILE for p in lexicon().verbs.get(tree.lemma(verb), ()))


def subject_behind_preposition(tree: Tree) -> Change:
    """ "The strike on Arvad's harbour killed": of two subjects the one behind a preposition belongs to the other."""
    changes: Change = {}
    for one, two in _subject_pairs(tree):
        first = min(tree.subtree(two))
        adjoins = max(tree.subtree(one)) + 1 == first
        if adjoins and tree.tokens[first].upos == "ADP" and tree.word(first) in BEFORE_PLACE:
            changes[two] = (one, "nmod")
            changes[first] = (two, "case")
    return changes


def name_goes_on(tree: Tree) -> Change:
    """ "The Council of Revolutionary and Opposition Ports that met blamed": two subjects are one name with "of"."""
    changes: Change = {}
    for one, two in _subject_pairs(tree):
        between = range(one + 1, two)
        of = any(tree.word(i) == "of" for i in between)
        name = all(tree.word(i) in ("of", "and", "the", "for") or tree.tokens[i].text[:1].isupper() for i in between)
        upper = all(tree.tokens[i].text[:1].isupper() for i in (one, two))
        if of and name and upper and not tree.children(two, "det", "case"):
            changes[two] = (one, "nmod")
            changes.update({c: (one, tree.tokens[c].deprel) for c in tree.children(two, "acl") if c > two})
    return changes


def subject_inside_clause(tree: Tree) -> Change:
    """ "Rebels fighting to topple Salva Kiir's army have seized": the army is what they fight, not who seized."""
    changes: Change = {}
    for two in range(2, len(tree.tokens)):
        verb = tree.tokens[two].head
        own = tree.tokens[two].upos == "NOUN" and tree.has(two, "nsubj") and two < verb
        if not own or tree.children(two, "det", "case") or tree.tokens[two - 1].upos != "PROPN":
            continue
        first = two - 1
        while first > 0 and tree.tokens[first - 1].upos == "PROPN":
            first -= 1
        toppling = first - 1
        one = next((tree.tokens[a].head for a in (toppling, *tree.ancestors(toppling)) if _fights(tree, a)), -1)
        if toppling < 1 or tree.tokens[toppling].upos != "VERB" or tree.word(toppling - 1) != "to" or one < 0:
            continue
        changes[two] = (toppling, "obj")
        changes.update({i: (two, "nmod:poss") for i in range(first, two) if not first <= tree.tokens[i].head < two})
        changes[one] = (verb, "nsubj")
        saying = tree.tokens[one].head
        if saying != verb and tree.tokens[one].deprel == "obj" and tree.lemma(saying) in SAYING and saying < one:
            changes[verb] = (saying, "ccomp")
    return changes


def _fights(tree: Tree, verb: int) -> bool:
    """Tell the "fighting" of "rebels fighting to topple": an -ing clause of the noun before it."""
    return tree.word(verb).endswith("ing") and tree.tokens[verb].deprel == "acl" and tree.tokens[verb].head < verb


def predicate_before_speaker(tree: Tree) -> Change:
    """ "The reports are false state agency X said": what is so is the reports, not the agency."""
    changes: Change = {}
    for be in range(1, len(tree.tokens) - 2):
        if tree.lemma(be) != "be" or not tree.has(be, "ccomp", "cop") or tree.children(be, "expl"):
            continue
        if tree.has(be, "cop"):
            changes |= _predicate_of_saying(tree, be) or _predicate_beside(tree, be) or _predicate_within(tree, be)
            continue
        adjective = be + 1
        while adjective + 1 < len(tree.tokens) and tree.tokens[adjective].upos == "ADV":
            adjective += 1
        saying, noun = tree.tokens[be].head, tree.tokens[adjective].head
        hung = tree.tokens[adjective].upos == "ADJ" and tree.has(adjective, "amod") and noun > adjective
        if not hung or tree.lemma(saying) not in SAYING or saying < noun:
            continue
        changes[adjective] = (saying, "ccomp")
        changes[be] = (adjective, "cop")
        changes.update({c: (adjective, tree.tokens[c].deprel) for c in tree.children(be) if c < be})
        subject = [c for c in tree.children(saying, "nsubj") if c < be] if not tree.children(be, "nsubj") else []
        changes.update(dict.fromkeys(subject[:1], (adjective, "nsubj")))
    return changes


def _predicate_of_saying(tree: Tree, be: int) -> Change:
    """The same where all hangs on the verb of saying: "the reports are totally false state media said"."""
    saying, adjective = tree.tokens[be].head, be + 1
    subjects = tree.children(saying, "nsubj")
    if tree.lemma(saying) not in SAYING or len(subjects) < 2 or not subjects[0] < be < subjects[-1] < saying:
        return {}
    while tree.tokens[adjective].upos == "ADV":
        adjective += 1
    if tree.tokens[adjective].upos != "ADJ" or adjective > subjects[-1]:
        return {}
    hung = dict.fromkeys(range(be + 1, adjective), (adjective, "advmod"))
    return {**hung, adjective: (saying, "ccomp"), subjects[0]: (adjective, "nsubj"), be: (adjective, "cop")}


def _predicate_beside(tree: Tree, be: int) -> Change:
    """The same where the parser took the agency for what the reports are: "the reports are false state agency"."""
    noun, adjective = tree.tokens[be].head, be + 1
    saying = tree.tokens[noun].head
    subjects = [c for c in tree.children(noun, "nsubj") if c < be]
    while adjective < noun and tree.tokens[adjective].upos == "ADV":
        adjective += 1
    hung = tree.tokens[adjective].upos == "ADJ" and tree.tokens[adjective].head == noun and adjective < noun
    spoken = saying > noun and tree.has(noun, "nsubj") and tree.lemma(saying) in SAYING
    if not (hung and spoken and subjects):
        return {}
    return {adjective: (saying, "ccomp"), be: (adjective, "cop"), subjects[0]: (adjective, "nsubj")}


def _predicate_within(tree: Tree, be: int) -> Change:
    """The same where the adjective was hung on the agency, and the reports on what it said."""
    adjective = tree.tokens[be].head
    speaker = tree.tokens[adjective].head
    if tree.tokens[adjective].upos != "ADJ" or not tree.has(adjective, "amod") or speaker < adjective:
        return {}
    while tree.has(speaker, "compound"):
        speaker = tree.tokens[speaker].head
    saying = tree.tokens[speaker].head
    subjects = [c for c in tree.children(saying, "nsubj") if c < be] if saying > speaker else []
    if not subjects or not tree.has(speaker, "nsubj") or tree.lemma(saying) not in SAYING:
        return {}
    return {adjective: (saying, "ccomp"), subjects[0]: (adjective, "nsubj")}


def agent_after_participle(tree: Tree) -> Change:
    """ "weapons provided by a trader known as": a participle before "by" is not a clause of the noun behind it."""
    changes: Change = {}
    for noun in range(3, len(tree.tokens)):
        by = next((c for c in tree.children(noun, "case") if tree.word(c) == "by"), 0)
        verb = by - 1
        if verb < 1 or tree.tokens[verb].upos != "VERB" or tree.tokens[verb].head != noun or not tree.has(verb, "acl"):
            continue
        if tree.tokens[verb - 1].upos in ("NOUN", "PROPN"):
            changes[verb] = (verb - 1, "acl")
            changes[noun] = (verb, "obl:agent")
    return changes


def victims_behind_verb(tree: Tree) -> Change:
    """ "Tags War Arvad A raid killed 18 guards": a headline word that took the raid leaves the dead their place."""
    changes: Change = {}
    for verb in verbs(tree):
        if not _hurts(tree, verb) or tree.children(verb, "aux", "obj") or not tree.has(verb, "acl"):
            continue
        victims = [c for c in tree.children(verb, "nsubj") if c > verb]
        if victims and is_a(tree, tree.tokens[verb].head, "event") and tree.tokens[verb].head < verb:
            changes[victims[0]] = (verb, "obj")
    return changes


def speech_after_clause(tree: Tree) -> Change:
    """ "denied there was any proof and warned", "said jets flew over, accusing": who speaks is who spoke before."""
    changes: Change = {}
    for verb in verbs(tree):
        clause = tree.tokens[verb].head
        if not tree.has(verb, "conj", "advcl") or clause < 0 or tree.tokens[clause].deprel != "ccomp":
            continue
        if tree.children(verb, "nsubj", "mark") or not _speaks(tree, verb):
            continue
        subject = tree.first(clause, "nsubj")
        mute = bool(tree.children(clause, "expl")) and tree.has(verb, "conj")
        if subject is not None and tree.has(verb, "advcl") and tree.word(verb).endswith("ing"):
            mute = is_a(tree, subject, "craft|weapon|event") and not is_a(tree, subject, "person")
        if mute and tree.tokens[tree.tokens[clause].head].upos == "VERB":
            changes[verb] = (tree.tokens[clause].head, tree.tokens[verb].deprel)
    return changes


def _speaks(tree: Tree, verb: int) -> bool:
    return any(p.kind in ("request", "accuse", "threaten") for p in lexicon().verbs.get(tree.lemma(verb), ()))


def _subject_pairs(tree: Tree) -> Iterator[tuple[int, int]]:
    """Yield the neighbours among the subjects that stand before one verb, with no stop between them."""
    for verb in range(len(tree.tokens)):
        subjects = [c for c in tree.children(verb, "nsubj") if c < verb]
        for one, two in itertools.pairwise(subjects):
            if not any(tree.tokens[i].upos == "PUNCT" for i in range(one, two)):
                yield one, two


def deed_after_where(tree: Tree) -> Change:
    """ "bombed a school where families sheltered, killing 20": who bombed killed, not those who sheltered there."""
    changes: Change = {}
    for verb in verbs(tree):
        clause = tree.tokens[verb].head
        if not tree.has(verb, "advcl") or not tree.word(verb).endswith("ing") or not _hurts(tree, verb):
            continue
        where = any(tree.word(c) in ("where", "as", "while", "when") for c in tree.children(clause, "advmod", "mark"))
        tried = tree.tokens[clause].head  # "clashed with gunmen who tried to infiltrate, killing ten"
        if tree.has(clause, "xcomp") and tree.lemma(tried) in TRYING and tree.tokens[tried].deprel == "acl:relcl":
            clause, where = tried, True
        if tree.tokens[clause].deprel not in ("acl:relcl", "advcl") or not where or clause > verb:
            continue
        main = next((a for a in tree.ancestors(clause) if tree.tokens[a].upos == "VERB"), None)
        if main is not None and (_hostile(tree, main) or _light(tree, main)):
            changes[verb] = (main, "advcl")
    return changes


def _hurts(tree: Tree, verb: int) -> bool:
    return any(p.kind in ("casualties", "loss") for p in lexicon().verbs.get(tree.lemma(verb), ()))


def _light(tree: Tree, verb: int) -> bool:
    return tree.lemma(verb) in lexicon().light


def what_is_said_to_be(tree: Tree) -> Change:
    """ "raids against what are said to be rebel camps": what is struck are the camps."""
    changes: Change = {}
    for what in range(len(tree.tokens)):
        if tree.word(what) != "what" or not tree.has(what, "nmod", "obl", "obj"):
            continue
        for verb in tree.children(what, "acl"):
            nouns = [
                c for c in tree.children(verb, "xcomp") if tree.children(c, "cop") and tree.tokens[c].upos == "NOUN"
            ]
            if nouns:
                changes[nouns[0]] = (tree.tokens[what].head, tree.tokens[what].deprel)
                changes[what] = (nouns[0], "det")
                changes[verb] = (nouns[0], "acl")
                changes.update(dict.fromkeys(tree.children(what, "case"), (nouns[0], "case")))
                changes.update(dict.fromkeys(tree.children(nouns[0], "cop", "mark"), (verb, "aux")))
    return changes
