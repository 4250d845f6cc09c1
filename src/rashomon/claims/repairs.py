"""Mends what a parser often gets wrong in texts that lost their commas, by a table of named repairs.

Each repair looks for one shape that no good tree has, and changes heads and relations of the words concerned only:

- object_without_preposition: "killed at least 44 people": a bare noun after a verb without object is its object
- subject_before_passive: "At least 126 people ... were killed": a bare noun before a passive without subject
- subject_of_next_verb: "the frames were made": a subject just before a verb that has none belongs to that verb
- noun_before_verb: "..., the city also expressed support": a noun in apposition just before a verb without subject
- side_by_side: "Accord Government forces destroyed": nouns side by side with one head and relation are one name
- object_of_nearest_verb: "was repulsed and lost 14 men": an object just behind a verb is that verb's
- two_subjects: "troops withdrew, a reporter said": of two subjects the first is the told clause's
- infinitive_of_adjective: "is about to restore": the infinitive belongs to the adjective
- accused_before_of: "accuses the force of having bombarded": the noun before "of" is the accused
- speech_after_relative: "condemned an attack that killed ten and urged": who urges is who condemned
- subject_after_dateline: "CAIRO (Agency) The army said": the dateline is no subject
- of_follows_its_noun: "the edge of the town": what follows "of" belongs to the noun before it
- object_of_saying: "said 3000 residents left": nobody says residents
- participle_of_those: "those killed were residents": the participle belongs to the pronoun
- subject_of_second_verb: "two were killed and five others were injured": the second subject is the second verb's
- victims_after_verb: "Six were killed and dozens others wounded": the second subject belongs to the participle
- participle_as_verb: "other strikes targeted sites": a participle between two nouns that makes a clause
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from rashomon.claims.clauses import ACCUSING, WEEKDAYS
from rashomon.claims.predicates import lexicon
from rashomon.claims.tree import Tree
from rashomon.records import Sentence, Token

NOUNS = ("NOUN", "PROPN", "NUM", "PRON")
BETWEEN = ("ADV", "AUX", "PUNCT", "PART")
Change = dict[int, tuple[int, str]]


def repair(sentence: Sentence) -> Sentence:
    """Return the sentence with its tree mended; the same object where there was nothing to mend."""
    tree = Tree(sentence)
    for mend in REPAIRS:
        changes = mend(tree)
        if changes:
            tokens = tuple(_changed(token, changes.get(index)) for index, token in enumerate(sentence.tokens))
            sentence = msgspec.structs.replace(sentence, tokens=tokens)
            tree = Tree(sentence)
    return sentence


def _changed(token: Token, change: tuple[int, str] | None) -> Token:
    return msgspec.structs.replace(token, head=change[0], deprel=change[1]) if change else token


def _verbs(tree: Tree) -> list[int]:
    return [i for i, t in enumerate(tree.tokens) if t.upos == "VERB"]


def _bare(tree: Tree, noun: int) -> bool:
    """No preposition before a noun; the "at" of "at least" is none."""
    for case in tree.children(noun, "case"):
        after = case + 1 < len(tree.tokens) and tree.word(case + 1) in ("least", "most", "present")
        if not (after or tree.word(case) in ("than", "to")):
            return False
    return True


def _is_time(tree: Tree, noun: int) -> bool:
    return tree.tokens[noun].deprel.endswith((":unmarked", ":tmod")) or tree.word(noun) in WEEKDAYS


def object_without_preposition(tree: Tree) -> Change:
    """A listed verb without object, followed by a bare noun that hangs on it as an oblique."""
    changes: Change = {}
    for verb in _verbs(tree):
        if tree.children(verb, "obj", "ccomp", "xcomp") or tree.lemma(verb) not in lexicon().verbs:
            continue
        if any(tree.tokens[c].deprel == "aux:pass" for c in tree.children(verb)):
            continue
        for noun in tree.children(verb, "obl"):
            near = noun > verb and noun - verb <= 8 and tree.tokens[noun].upos in ("NOUN", "NUM")
            if near and _bare(tree, noun) and not _is_time(tree, noun):
                changes[noun] = (verb, "obj")
                break
        else:
            changes.update(_object_after_time(tree, verb))
    return changes


def _object_after_time(tree: Tree, verb: int) -> Change:
    """ "after controlling in the past few days the base": the noun left hanging behind an oblique is the object."""
    obliques = [c for c in tree.children(verb, "obl") if c > verb]
    if not obliques or not tree.word(verb).endswith("ing"):
        return {}
    after = max(tree.subtree(obliques[0])) + 1
    for noun in range(after, min(after + 5, len(tree.tokens))):
        hanging = tree.has(noun, "parataxis", "dep", "list") and tree.tokens[noun].upos in ("NOUN", "PROPN")
        if hanging and _bare(tree, noun):
            return {noun: (verb, "obj")}
    return {}


def victims_after_verb(tree: Tree) -> Change:
    """ "Six were killed and dozens others wounded": a second subject behind the verb belongs to the participle."""
    changes: Change = {}
    for verb in _verbs(tree):
        if not _hurts(tree, verb):
            continue
        for noun in tree.children(verb, "nsubj"):
            for participle in tree.children(noun, "acl") if noun > verb else []:
                if _hurts(tree, participle):
                    changes[participle] = (verb, "conj")
                    changes[noun] = (participle, "nsubj:pass")
    return changes


def _hurts(tree: Tree, verb: int) -> bool:
    listed = lexicon().verbs.get(tree.lemma(verb), ())
    return any(p.kind == "casualties" and len(p.words) == 1 for p in listed)


def participle_of_those(tree: Tree) -> Change:
    """ "Those killed were residents": the participle belongs to the pronoun before it."""
    changes: Change = {}
    for verb in _verbs(tree):
        those = verb > 0 and tree.word(verb - 1) == "those" and tree.word(verb).endswith("ed")
        if those and tree.tokens[verb].head != verb - 1 and tree.tokens[verb - 1].head != verb:
            changes[verb] = (verb - 1, "acl")
    return changes


def subject_of_second_verb(tree: Tree) -> Change:
    """ "two were killed and five others were injured": a subject behind a verb is that of the next verb without one."""
    changes: Change = {}
    for verb in _verbs(tree):
        for noun in [n for n in tree.children(verb, "nsubj") if n > verb]:
            for other in tree.children(verb, "conj"):
                if other > noun and tree.tokens[other].upos == "VERB" and not tree.children(other, "nsubj"):
                    changes[noun] = (other, tree.tokens[noun].deprel)
                    break
    return changes


def of_follows_its_noun(tree: Tree) -> Change:
    """ "the edge of the town": a noun after "of" belongs to the noun just before it."""
    changes: Change = {}
    for noun in range(len(tree.tokens)):
        cases = tree.children(noun, "case")
        if not cases or tree.word(cases[0]) != "of" or len(cases) > 1 or not tree.has(noun, "nmod"):
            continue
        before = cases[0] - 1
        if before < 0 or tree.tokens[before].upos != "NOUN" or tree.tokens[noun].head == before:
            continue
        if tree.has(before, "flat", "compound") or noun in set(tree.ancestors(before)) or tree.has(before, "case"):
            continue
        changes[noun] = (before, "nmod")
    return changes


def object_of_saying(tree: Tree) -> Change:
    """ "said 3000 residents of two villages Foua and Kafarya left": nobody says residents."""
    changes: Change = {}
    for verb in _verbs(tree):
        if tree.lemma(verb) not in ("say", "add", "state"):
            continue
        for noun in tree.children(verb, "obj"):
            for clause in tree.children(verb, "ccomp"):
                for subject in tree.children(clause, "nsubj"):
                    if noun < subject < clause and min(tree.subtree(subject)) == max(tree.subtree(noun)) + 1:
                        changes[noun] = (clause, "nsubj")
                        changes[subject] = (noun, "appos")
    return changes


def subject_before_passive(tree: Tree) -> Change:
    """A passive verb without subject, with a bare noun before it."""
    changes: Change = {}
    for verb in _verbs(tree):
        passive = any(tree.tokens[c].deprel == "aux:pass" for c in tree.children(verb))
        if not passive or tree.children(verb, "nsubj", "csubj"):
            continue
        for noun in reversed(tree.children(verb, "obl", "dep", "advcl", "nmod", "parataxis")):
            if noun < verb and tree.tokens[noun].upos in NOUNS and _bare(tree, noun) and not _is_time(tree, noun):
                changes[noun] = (verb, "nsubj:pass")
                break
    return changes


def subject_of_next_verb(tree: Tree) -> Change:
    """A subject just before a verb without one hangs on that verb, not on a later one."""
    changes: Change = {}
    for verb in _verbs(tree):
        if tree.children(verb, "nsubj", "csubj") or not _finite(tree, verb):
            continue
        noun = _noun_before(tree, verb)
        if verb + 1 < len(tree.tokens) and tree.tokens[verb + 1].upos == "AUX":
            continue  # "those killed were"
        if tree.tokens[verb].head == noun and not any(tree.has(c, "aux") for c in tree.children(verb)):
            continue  # "a truck loaded with": a participle of the noun
        if noun is not None and tree.has(noun, "nsubj") and tree.tokens[noun].head > verb:
            passive = any(tree.tokens[c].deprel == "aux:pass" for c in tree.children(verb))
            changes[noun] = (verb, "nsubj:pass" if passive else "nsubj")
    return changes


def noun_before_verb(tree: Tree) -> Change:
    """A noun in apposition, or left hanging, that ends just before a finite verb without subject."""
    changes: Change = {}
    for verb in _verbs(tree):
        if tree.children(verb, "nsubj", "csubj") or not _finite(tree, verb) or tree.has(verb, "acl", "amod", "xcomp"):
            continue
        if tree.has(verb, "conj") and tree.children(verb, "cc"):
            continue
        noun = _noun_before(tree, verb)
        while noun is not None and tree.has(noun, "nmod", "flat", "compound") and tree.tokens[noun].head < verb:
            noun = tree.tokens[noun].head
        if noun is not None and tree.has(noun, "appos", "parataxis", "dep", "list") and not _above(tree, noun, verb):
            changes[noun] = (verb, "nsubj")
    return changes


def _above(tree: Tree, index: int, other: int) -> bool:
    return index in set(tree.ancestors(other))


def _finite(tree: Tree, verb: int) -> bool:
    if any(tree.has(c, "aux") for c in tree.children(verb)):
        return True
    word = tree.word(verb)
    if any(tree.word(c) == "to" for c in tree.children(verb, "mark")) or word.endswith("ing"):
        return False
    return word != tree.lemma(verb)


def _noun_before(tree: Tree, verb: int) -> int | None:
    at = verb - 1
    while at >= 0 and tree.tokens[at].upos in BETWEEN and not tree.children(at, "nsubj"):
        at -= 1
    return at if at >= 0 and tree.tokens[at].upos in NOUNS else None


def participle_as_verb(tree: Tree) -> Change:
    """ "other strikes targeted sites": the word before the participle is a noun of a clause without verb."""
    changes: Change = {}
    for verb in _verbs(tree):
        head = tree.tokens[verb].head
        if not tree.has(verb, "amod") or head != verb + 1 or verb == 0 or tree.lemma(verb) not in lexicon().verbs:
            continue
        noun = verb - 1
        hanging = tree.tokens[noun].upos == "NOUN" and tree.has(noun, "conj", "nsubj", "root", "parataxis")
        if not hanging or tree.tokens[noun].head == head or not tree.word(verb).endswith("ed"):
            continue
        if not (set(tree.children(noun, "cc")) or tree.has(noun, "root")):
            continue
        changes[verb] = (tree.tokens[noun].head, tree.tokens[noun].deprel)
        changes[noun] = (verb, "nsubj")
        changes[head] = (verb, "obj")
    return changes


def two_subjects(tree: Tree) -> Change:
    """ "Hundreds of troops withdrew, a reporter said": of two subjects of saying, the first is the told clause's."""
    changes: Change = {}
    for verb in _verbs(tree):
        subjects = tree.children(verb, "nsubj")
        if len(subjects) < 2:
            continue
        for clause in tree.children(verb, "ccomp"):
            if subjects[0] < clause < subjects[-1] and not tree.children(clause, "nsubj", "csubj"):
                passive = any(tree.tokens[c].deprel == "aux:pass" for c in tree.children(clause))
                changes[subjects[0]] = (clause, "nsubj:pass" if passive else "nsubj")
                break
    return changes


def infinitive_of_adjective(tree: Tree) -> Change:
    """ "is about to restore": an infinitive belongs to the adjective just before it."""
    changes: Change = {}
    for verb in _verbs(tree):
        marks = [m for m in tree.children(verb, "mark") if tree.word(m) == "to"]
        before = marks[0] - 1 if marks else -1
        if before < 0 or tree.tokens[verb].head == before or not tree.has(verb, "ccomp", "parataxis"):
            continue
        if tree.tokens[before].upos in ("ADJ", "ADV", "VERB") and tree.children(before, "nsubj"):
            changes[verb] = (before, "xcomp")
    return changes


def accused_before_of(tree: Tree) -> Change:
    """ "accuses the force of having bombarded": a noun between the verb and "of" is the accused."""
    changes: Change = {}
    for verb in _verbs(tree):
        if tree.lemma(verb) not in ACCUSING or tree.children(verb, "obj", "iobj", "nsubj:pass"):
            continue
        for noun in range(verb + 1, min(verb + 8, len(tree.tokens) - 1)):
            told = tree.word(noun + 1) in ("of", "for") and tree.tokens[noun].upos in ("NOUN", "PROPN")
            loose = tree.tokens[noun].head > noun or tree.tokens[noun].head == verb
            if told and loose and tree.has(noun, "obj", "nsubj", "obl", "dep"):
                changes[noun] = (verb, "obj")
                break
    return changes


def speech_after_relative(tree: Tree) -> Change:
    """ "condemned an attack that killed ten and urged both sides": who speaks is the subject of the main verb."""
    changes: Change = {}
    for verb in _verbs(tree):
        above = tree.tokens[verb].head
        if not tree.has(verb, "conj") or above < 0 or tree.tokens[above].deprel != "acl:relcl":
            continue
        speaks = any(p.kind in ("request", "accuse", "threaten") for p in lexicon().verbs.get(tree.lemma(verb), ()))
        noun = tree.tokens[above].head
        main = next((a for a in tree.ancestors(noun) if tree.tokens[a].upos == "VERB"), None)
        if speaks and main is not None and not tree.children(verb, "nsubj"):
            changes[verb] = (main, "conj")
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
    return changes


def object_of_nearest_verb(tree: Tree) -> Change:
    """ "was repulsed and lost 14 men": an object just behind a verb without one is that verb's."""
    changes: Change = {}
    for noun in range(len(tree.tokens)):
        if not tree.has(noun, "obj"):
            continue
        first = min([noun, *tree.children(noun, "det", "nummod", "amod", "compound", "nmod:poss")])
        verb = first - 1
        near = verb > tree.tokens[noun].head and tree.tokens[verb].upos == "VERB"
        if near and not tree.children(verb, "obj", "ccomp", "xcomp") and not tree.has(verb, "amod"):
            passive = any(tree.tokens[c].deprel == "aux:pass" for c in tree.children(verb))
            if not passive and verb not in tree.subtree(noun):
                changes[noun] = (verb, "obj")
    return changes


def subject_after_dateline(tree: Tree) -> Change:
    """ "CAIRO (Agency) The army said": what stands before the bracket is no subject; the noun before the verb is."""
    words = [token.text for token in tree.tokens[:9]]
    if ")" not in words or not words[0].isupper() or "(" not in words:
        return {}
    end = words.index(")")
    changes: Change = {}
    for index in range(end):
        verb = tree.tokens[index].head
        if tree.has(index, "nsubj") and verb > end:
            noun = _noun_before(tree, verb)
            if noun is not None and noun > end and not _above(tree, noun, verb):
                changes[noun] = (verb, tree.tokens[index].deprel)
                changes[index] = (verb, "dep")
    return changes


REPAIRS: tuple[Callable[[Tree], Change], ...] = (
    side_by_side,
    object_of_nearest_verb,
    two_subjects,
    infinitive_of_adjective,
    accused_before_of,
    speech_after_relative,
    subject_after_dateline,
    of_follows_its_noun,
    object_of_saying,
    participle_of_those,
    subject_of_second_verb,
    victims_after_verb,
    object_without_preposition,
    subject_before_passive,
    subject_of_next_verb,
    noun_before_verb,
    participle_as_verb,
)
