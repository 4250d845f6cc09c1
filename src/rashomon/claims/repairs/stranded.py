"""Repairs of words that a parser left on the wrong side of a clause's edge."""

from __future__ import annotations

import functools

from rashomon.claims.clauses import ACCUSING
from rashomon.claims.lexicon import lexicon
from rashomon.claims.phrases import cues
from rashomon.claims.repairs.subjects import Change, above, as_subject, bare, is_time, verbs
from rashomon.claims.scene import is_event
from rashomon.claims.tree import Tree
from rashomon.resources import read_list

GIVING = ("deny", "promise", "grant", "award", "offer", "give", "tell", "ask", "show", "send", "allow", "name", "call")
WAYS = ("from", "to", "into", "towards", "toward")
_NEAR = 12  # words between a deed and what it did
MOVING = ("displace", "retreat", "deploy")


def victims_after_verb(tree: Tree) -> Change:
    """ "Six were killed and dozens others wounded": a second subject behind the verb belongs to the participle."""
    changes: Change = {}
    for verb in verbs(tree):
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


def clause_read_as_part(tree: Tree) -> Change:
    """ "in the loss of lorries, and other strikes targeted sites": a participle with an object makes a clause."""
    changes: Change = {}
    for verb in verbs(tree):
        noun = verb - 1
        part = tree.tokens[verb].deprel == "acl" and tree.tokens[verb].head == noun and tree.word(verb).endswith("ed")
        listed = tree.lemma(verb) in lexicon().verbs and tree.lemma(verb) not in GIVING
        if not part or not listed or not tree.has(noun, "conj") or not tree.children(noun, "cc"):
            continue
        finite = (a for a in tree.ancestors(noun) if tree.tokens[a].upos == "VERB" and not tree.has(a, "acl", "advcl"))
        main = next(finite, None)
        if main is not None and any(c > verb for c in tree.children(verb, "obj")):
            changes |= {verb: (main, "conj"), noun: (verb, "nsubj")}
            changes |= dict.fromkeys(tree.children(noun, "cc"), (verb, "cc"))
    return changes


def object_read_as_subject(tree: Tree) -> Change:
    """ "they prepare, after taking in two days the base": of two subjects the one behind is what was taken."""
    changes: Change = {}
    for verb in verbs(tree):
        subjects = tree.children(verb, "nsubj")
        if len(subjects) < 2 or subjects[0] > verb:
            continue
        for noun in subjects[1:]:
            start = min(tree.subtree(noun))
            inner = [v for v in range(verb + 1, start) if tree.tokens[v].upos == "VERB" and above(tree, verb, v)]
            if not inner or tree.children(inner[-1], "obj", "ccomp", "xcomp", "aux:pass") or not bare(tree, noun):
                continue
            unbroken = all(tree.tokens[i].upos != "PUNCT" for i in range(inner[-1], start))
            if unbroken and tree.lemma(inner[-1]) in lexicon().verbs:
                changes[noun] = (inner[-1], "obj")
    return changes


def object_after_pause(tree: Tree) -> Change:
    """ "discussed, in a call, concerns about": a noun beside a verb, with no "and" between, is its object."""
    changes: Change = {}
    for noun, token in enumerate(tree.tokens):
        verb = token.head
        beside = token.upos == "NOUN" and token.deprel == "conj" and 0 <= verb < noun
        if not beside or tree.tokens[verb].upos != "VERB" or tree.lemma(verb) not in lexicon().verbs:
            continue
        open_ = not tree.children(verb, "obj", "ccomp", "xcomp", "aux:pass")
        if open_ and bare(tree, noun) and not tree.children(noun, "cc", "nsubj", "cop"):
            changes[noun] = (verb, "obj")
    return changes


def participle_before_noun(tree: Tree) -> Change:
    """ "killed in fighting axes south of the city": a participle behind a preposition is part of its noun."""
    changes: Change = {}
    for verb in verbs(tree):
        noun, case = verb + 1, verb - 1
        if not tree.has(verb, "advcl") or not tree.word(verb).endswith("ing") or noun >= len(tree.tokens):
            continue
        plain = tree.tokens[noun].upos == "NOUN" and tree.tokens[noun].head == verb and tree.has(noun, "obj")
        if plain and case in tree.children(verb, "case") and tree.tokens[noun].head == verb:
            changes |= {noun: (tree.tokens[verb].head, "obl"), verb: (noun, "compound"), case: (noun, "case")}
            changes |= {c: (noun, tree.tokens[c].deprel) for c in tree.children(verb) if c > noun}
    return changes


def had_in_told_clause(tree: Tree) -> Change:
    """ "said it had found a grave, and the army had accused": what had been before the saying is told by it."""
    changes: Change = {}
    for verb in verbs(tree):
        says = tree.tokens[verb].head
        if not tree.has(verb, "conj") or says < 0 or tree.lemma(says) not in cues()["trailing"] or _had(tree, says):
            continue
        told = [c for c in tree.children(says, "ccomp") if c < verb and _had(tree, c)]
        if told and _had(tree, verb) and tree.children(verb, "nsubj"):
            changes[verb] = (told[-1], "conj")
    return changes


def _had(tree: Tree, verb: int) -> bool:
    return any(tree.word(c) == "had" for c in tree.children(verb, "aux"))


def way_of_event(tree: Tree) -> Change:
    """ "the evacuation of the troops from Arvad": whence and whither are of the event, not of the troops."""
    changes: Change = {}
    for way, token in enumerate(tree.tokens):
        moved = token.head
        if not tree.has(way, "nmod") or not tree.cased(way, *WAYS) or not 0 <= moved < way:
            continue
        event = tree.tokens[moved].head
        if tree.has(moved, "nmod") and tree.cased(moved, "of") and event >= 0:
            listed = lexicon().nouns.get(tree.lemma(event), ())
            if any(p.kind in MOVING for p in listed):
                changes[way] = (event, "nmod")
    return changes


def charge_of_accused(tree: Tree) -> Change:
    """ "accused the army of gassing people by firing rockets": the deed is the charge, and no part of the army."""
    changes: Change = {}
    for deed in verbs(tree):
        accused = tree.tokens[deed].head
        verb = tree.tokens[accused].head if accused >= 0 else -1
        charged = tree.tokens[deed].deprel == "acl" and tree.marked(deed, "of", "for") and tree.has(accused, "obj")
        if charged and verb >= 0 and tree.lemma(verb) in ACCUSING:
            changes[deed] = (verb, "advcl")
            means = [c for c in tree.children(verb, "advcl") if c > deed and tree.marked(c, "by")]
            changes |= dict.fromkeys(means, (deed, "advcl"))
    return changes


def subject_before_clause(tree: Tree) -> Change:
    """ "troops after taking the hill found gas masks": who stands before the "after" is who found."""
    changes: Change = {}
    for clause in verbs(tree):
        verb = tree.tokens[clause].head
        mark, subject = tree.first(clause, "mark"), tree.first(clause, "nsubj")
        if mark is None or subject is None or not tree.has(clause, "advcl") or verb < clause:
            continue
        before = (
            subject < mark and tree.word(clause).endswith("ing") and tree.word(mark) in ("after", "before", "while")
        )
        if before and tree.tokens[verb].upos == "VERB" and not tree.children(verb, "nsubj"):
            changes[subject] = as_subject(tree, verb)
    return changes


def day_of_event(tree: Tree) -> Change:
    """ "blamed for a raid on the port on Monday that killed ten": the day before the clause is the raid's."""
    changes: Change = {}
    for clause, token in enumerate(tree.tokens):
        event = token.head
        if token.deprel != "acl:relcl" or event < 0 or not is_event(tree, event):
            continue
        start = min(tree.subtree(clause))
        firstevent = set(tree.ancestors(event))
        for day in range(event + 1, start):
            if tree.has(day, "obl") and is_time(tree, day) and tree.tokens[day].head in firstevent:
                changes[day] = (event, "nmod")
    return changes


def either_of_subject(tree: Tree) -> Change:
    """ "warplanes either Norland or Ithaca struck": the two are whose the warplanes are, no subjects beside them."""
    changes: Change = {}
    for verb in verbs(tree):
        first, *others = tree.children(verb, "nsubj") or [verb]
        for other in others:
            either = tree.first(other, "cc:preconj")
            if either is not None and first < either == first + 1 and other < verb and tree.word(either) == "either":
                changes[other] = (first, "appos")
    return changes


def town_behind_river(tree: Tree) -> Change:
    """ "struck the bridge over the Danis at Orlin": the town is where it was struck, too."""
    changes: Change = {}
    for town, token in enumerate(tree.tokens):
        other = token.head
        named = token.upos == "PROPN" and tree.has(town, "nmod") and tree.cased(town, "at") and other >= 0
        if named and tree.tokens[other].upos == "PROPN" and tree.has(other, "obl"):
            changes[town] = (tree.tokens[other].head, "obl")
    return changes


def killing_read_as_noun(tree: Tree) -> Change:
    """ "made six raids in the village including on a school killing ten": who made the raids killed."""
    changes: Change = {}
    for killing, token in enumerate(tree.tokens):
        word = tree.word(killing)
        stems = (word.removesuffix("ing"), word.removesuffix("ing") + "e") if word.endswith("ing") else ()
        harms = any(p.kind == "casualties" for stem in stems for p in lexicon().verbs.get(stem, ()))
        if not harms or token.upos != "NOUN" or not tree.has(killing, "nmod") or not tree.children(killing, "obj"):
            continue
        deed = next((v for v in reversed(verbs(tree)) if token.head - _NEAR < v < killing and _strikes(tree, v)), None)
        if deed is not None and not tree.children(killing, "case", "det") and killing not in tree.ancestors(deed):
            changes[killing] = (deed, "advcl")
    return changes


def _strikes(tree: Tree, verb: int) -> bool:
    objects = tree.children(verb, "obj")
    return any(p.kind == "attack" for p in lexicon().verbs.get(tree.lemma(verb), ())) or any(
        is_event(tree, each) for each in objects
    )


def clause_behind_main(tree: Tree) -> Change:
    """ "the train, which came late, was burned, and ten men were killed": what follows the main verb goes with it."""
    changes: Change = {}
    for verb in verbs(tree):
        relative = tree.tokens[verb].head
        if not tree.has(verb, "conj") or relative < 0 or tree.tokens[relative].deprel != "acl:relcl":
            continue
        main = next((a for a in tree.ancestors(relative) if tree.tokens[a].upos == "VERB"), None)
        if main is not None and relative < main < verb and tree.children(verb, "nsubj"):
            changes[verb] = (main, "conj")
    return changes


def harm_behind_speaker(tree: Tree) -> Change:
    """ "was not killed, his family said, but wounded": he was wounded, and not by the family."""
    changes: Change = {}
    for verb in verbs(tree):
        says, cc = tree.tokens[verb].head, tree.first(verb, "cc")
        if not tree.has(verb, "conj") or says < 0 or tree.lemma(says) not in cues()["trailing"] or cc is None:
            continue
        told = tree.tokens[says].head if tree.has(says, "parataxis") else next(iter(tree.children(says, "ccomp")), -1)
        harms = any(p.kind == "casualties" for p in lexicon().verbs.get(tree.lemma(verb), ()))
        alone = tree.word(verb).endswith("ed") and not tree.children(verb, "obj", "nsubj", "aux")
        if 0 <= told < says and harms and alone and tree.word(cc) == "but":
            changes[verb] = (told, "conj")
    return changes


def speech_after_semicolon(tree: Tree) -> Change:
    """ "A said it hit a depot; B said it hit a school": behind the semicolon another speaks, for himself."""
    changes: Change = {}
    for says in verbs(tree):
        first, subject = tree.tokens[says].head, tree.first(says, "nsubj")
        beside = tree.has(says, "parataxis", "conj") and 0 <= first < says and tree.tokens[first].head < 0
        if not beside or subject is None or tree.lemma(says) not in cues()["trailing"]:
            continue
        if any(tree.word(at) == ";" for at in range(first + 1, subject)):
            changes[says] = (-1, "root")
    return changes


def claim_of_contrast(tree: Tree) -> Change:
    """ "40 died, not 14 as the ministry claims": what it claims is the 14."""
    changes: Change = {}
    for clause in verbs(tree):
        mark = tree.first(clause, "mark")
        if mark is None or mark < 2 or tree.word(mark) != "as" or not tree.has(clause, "advcl"):
            continue
        number = next((at for at in (mark - 1, mark - 2) if tree.tokens[at].upos == "NUM"), None)
        if number is not None and number > 0 and tree.word(number - 1) == "not":
            changes[clause] = (number, "acl")
    return changes


def time_of_had(tree: Tree) -> Change:
    """ "freed two men it had taken in May": the time just behind what had been done is when it was done."""
    changes: Change = {}
    for verb in verbs(tree):
        above_all = set(tree.ancestors(verb))
        if tree.tokens[verb].deprel != "acl:relcl" or not _had(tree, verb):
            continue
        for when in range(verb + 1, min(verb + 4, len(tree.tokens))):
            behind = tree.has(when, "obl") and _names_time(tree, when) and min(tree.subtree(when)) == verb + 1
            if behind and tree.tokens[when].head in above_all:
                changes[when] = (verb, "obl")
    return changes


def _names_time(tree: Tree, noun: int) -> bool:
    return is_time(tree, noun) or tree.word(noun) in _months() or tree.tokens[noun].text.isdecimal()


@functools.cache
def _months() -> frozenset[str]:
    return frozenset(word.lower() for words in read_list("times.yaml")["months"].values() for word in words)
