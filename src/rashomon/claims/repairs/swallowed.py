"""Repairs of trees where one phrase swallowed a piece of its neighbour."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from rashomon.claims.clauses import WEEKDAYS
from rashomon.claims.lexicon import is_a, lexicon
from rashomon.claims.repairs.subjects import Change, hostile, verbs
from rashomon.claims.tree import Tree

SAYING = frozenset(["say", "tell", "add", "report", "announce", "state", "confirm", "declare", "note", "explain"])
BOUNDS = frozenset(["at", "least", "most", "more", "than", "about", "some", "around", "nearly", "almost", "over", "up"])
TRYING = frozenset(["try", "attempt", "seek", "want", "plan", "intend"])
BEFORE_PLACE = frozenset(["on", "at", "in", "near", "against", "outside", "inside"])


def object_before_speaker(tree: Tree) -> Change:
    """ "killed nine traders mayor Ali Sow said", "injured seven Governor Sow said": the number is the verb's object."""
    changes: Change = {}
    for verb in verbs(tree):
        if tree.children(verb, "obj") or not hostile(tree, verb):
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


def predicate_before_speaker(tree: Tree) -> Change:
    """ "The reports are totally false state agency X said": what is so is the reports, not the agency."""
    changes: Change = {}
    for be in range(1, len(tree.tokens) - 3):
        if tree.lemma(be) != "be" or tree.children(be, "expl"):
            continue
        adjective = be + 1
        while adjective + 1 < len(tree.tokens) and tree.tokens[adjective].upos == "ADV":
            adjective += 1
        saying = next((v for v in verbs(tree) if v > adjective), -1)
        subject = next((c for c in range(be - 1, -1, -1) if tree.has(c, "nsubj") and tree.tokens[c].head >= be), None)
        if saying < 0 or tree.lemma(saying) not in SAYING or subject is None:
            continue
        speaker = _top_within(tree, saying - 1, adjective, saying)
        described = _top_within(tree, adjective, adjective, saying)
        beside = described == speaker or tree.has(described, "nsubj")
        if not tree.has(adjective, "amod") or not beside or speaker == adjective:
            continue
        hung = dict.fromkeys(range(be + 1, adjective), (adjective, "advmod"))
        opening = {c: (adjective, tree.tokens[c].deprel) for c in tree.children(be) if c < be}
        changes |= {**hung, **opening, subject: (adjective, "nsubj"), be: (adjective, "cop")}
        changes |= {adjective: (saying, "ccomp"), speaker: (saying, "nsubj")}
    return changes


def _top_within(tree: Tree, word: int, first: int, end: int) -> int:
    """Return the topmost word above a word among those from `first` up to `end`."""
    while first <= tree.tokens[word].head < end:
        word = tree.tokens[word].head
    return word


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
        if main is not None and (hostile(tree, main) or _light(tree, main)):
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


def side_by_side(tree: Tree) -> Change:
    """ "Accord Government forces destroyed": two nouns side by side with one head and relation are one name."""
    changes: Change = {}
    for index in range(len(tree.tokens) - 2, -1, -1):
        one, two = tree.tokens[index], tree.tokens[index + 1]
        same = one.head == two.head and one.deprel == two.deprel and tree.has(index, "nsubj", "obj", "nmod", "obl")
        nouns = all(t.upos in ("NOUN", "PROPN") and t.text.lower() not in WEEKDAYS for t in (one, two))
        between = [c for c in tree.children(index + 1, "case", "det") if c > index]
        if same and nouns and not between and not tree.has(index, "nmod:poss"):
            last = changes.get(index + 1, (index + 1, ""))[0]
            changes[index] = (last, "compound")
            changes |= {c: (last, tree.tokens[c].deprel) for c in tree.children(index, "acl") if c > last}
    return changes


def name_before_noun(tree: Tree) -> Change:
    """Two subjects of one verb that stand end to end, the first a proper name: both are one phrase."""
    changes: Change = {}
    for verb in verbs(tree):
        subjects = [c for c in tree.children(verb, "nsubj") if c < verb]
        for one, two in itertools.pairwise(subjects):
            below = (tree.subtree(one), tree.subtree(two))
            adjoin = max(below[0]) + 1 == min(below[1])
            named = tree.tokens[one].upos == "PROPN" and tree.tokens[two].upos == "NOUN"
            plain = not tree.children(two, "det", "nummod", "nmod:poss", "case") and not tree.children(one, "appos")
            if adjoin and named and plain and not any(tree.tokens[i].upos == "PUNCT" for i in below[0]):
                changes[one] = (two, "compound")
    return changes
