"""Repairs of what hangs on the wrong word, a clause or a noun."""

from __future__ import annotations

import functools

from rashomon.claims.lexicon import is_a, lexicon
from rashomon.claims.phrases import cues
from rashomon.claims.repairs.subjects import Change, finite, hostile, verbs
from rashomon.claims.repairs.swallowed import SAYING
from rashomon.claims.tree import Tree
from rashomon.resources import read_list

SUBORDINATORS = frozenset(["after", "before", "until", "since"])


def participle_of_those(tree: Tree) -> Change:
    """ "Those killed were residents": the participle belongs to the pronoun before it."""
    changes: Change = {}
    for verb in range(1, len(tree.tokens)):
        those = tree.word(verb - 1) == "those" and tree.word(verb).endswith("ed")
        if not those or tree.tokens[verb].upos not in ("VERB", "ADJ") or tree.tokens[verb - 1].head == verb:
            continue
        if not tree.has(verb, "acl") or tree.tokens[verb].head != verb - 1:
            changes[verb] = (verb - 1, "acl")
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


def clause_after_preposition(tree: Tree) -> Change:
    """ "troops felt ill after "armed gangs used gas": behind "after" the noun before the verb is its subject."""
    changes: Change = {}
    for verb in verbs(tree):
        noun = verb - 1
        case = (
            next((c for c in tree.children(noun, "case") if tree.word(c) in SUBORDINATORS), None) if noun > 0 else None
        )
        if case is None or not tree.has(noun, "obl", "nmod") or tree.children(verb, "nsubj", "csubj", "mark"):
            continue
        if not tree.children(verb, "obj") or not finite(tree, verb) or tree.has(verb, "amod"):
            continue
        main = next((a for a in tree.ancestors(noun) if a < case and tree.children(a, "nsubj", "csubj")), None)
        if main is not None and tree.tokens[noun].upos in ("NOUN", "PROPN"):
            changes |= {noun: (verb, "nsubj"), verb: (main, "advcl"), case: (verb, "mark")}
    return changes


def participle_of_nearest(tree: Tree) -> Change:
    """ "used gas against troops trying to storm a town": those who are struck try, not those who strike."""
    changes: Change = {}
    for verb in verbs(tree):
        noun, deed = verb - 1, tree.tokens[verb].head
        if not tree.has(verb, "advcl") or not tree.word(verb).endswith("ing") or not 0 <= deed < noun:
            continue
        if not is_a(tree, verb, "engaged") or tree.children(verb, "nsubj", "mark", "aux"):
            continue
        struck = tree.tokens[noun].head == deed and tree.has(noun, "obj", "obl") and is_a(tree, noun, "person|party")
        aimed = tree.has(noun, "obj") or tree.cased(noun, "against", "at", "on")
        if struck and aimed and hostile(tree, deed):
            changes[verb] = (noun, "acl")
            speaker = next((a for a in (deed, *tree.ancestors(deed)) if tree.lemma(a) in cues()["verbs"]), deed)
            changes |= {c: (speaker, "advcl") for c in tree.children(verb) if _goes_on(tree, c)}
    return changes


def _goes_on(tree: Tree, verb: int) -> bool:
    """Tell the "claiming" of "accused them of striking troops trying to retreat claiming that": who accused claims."""
    return tree.word(verb).endswith("ing") and tree.lemma(verb) in cues()["verbs"] and not tree.children(verb, "nsubj")


def blame_of_holder(tree: Tree) -> Change:
    """ "holds Norland directly and fully responsible for the raid": whom one holds responsible is so."""
    changes: Change = {}
    for word in range(len(tree.tokens)):
        holder = tree.tokens[word].head
        held = tree.word(word) in ("responsible", "accountable", "liable") and holder >= 0
        if held and tree.lemma(holder) == "hold" and tree.has(word, "conj", "advmod", "parataxis", "advcl"):
            changes[word] = (holder, "xcomp")
    return changes


def noun_read_as_verb(tree: Tree) -> Change:
    """ "Despite the regimes recapture of the city": a bare verb before "of" is a noun that the plural owns."""
    changes: Change = {}
    for deed in range(2, len(tree.tokens) - 1):
        owner = deed - 1
        if not is_lost_noun(tree, deed) or tree.tokens[owner].upos not in ("NOUN", "PROPN"):
            continue
        same = tree.tokens[owner].head in (deed, tree.tokens[deed].head)
        if not same or not tree.word(owner).endswith("s") or not tree.has(deed, "advcl", "obl", "nmod"):
            continue
        changes |= {owner: (deed, "nmod:poss"), deed: (tree.tokens[deed].head, "obl")}
        changes |= {c: (deed, "case") for c in tree.children(owner, "case") if c < owner}
        changes |= {c: (deed, "case") for c in tree.children(deed, "mark") if c < owner}
    return changes


def is_lost_noun(tree: Tree, index: int) -> bool:
    """Tell the "recapture" of "the regimes recapture of the city", tagged as a verb or as the head of a clause."""
    bare = tree.word(index) == tree.lemma(index) and tree.lemma(index) in lexicon().nouns
    of = index + 1 < len(tree.tokens) and tree.word(index + 1) == "of"
    return (
        bare and of and tree.tokens[index].upos in ("VERB", "NOUN") and not tree.children(index, "nsubj", "aux", "obj")
    )


def gloss_with_owner(tree: Tree) -> Change:
    """ "accused Norland Adon Karas main backer": of two names the second owns what the first is called, commas lost."""
    changes: Change = {}
    for one in range(len(tree.tokens) - 2):
        two, verb = one + 1, tree.tokens[one].head
        gloss = next((c for c in tree.children(one, "appos") if c > two), None)
        beside = tree.tokens[two].head == verb and tree.tokens[two].deprel == tree.tokens[one].deprel
        names = all(tree.tokens[i].upos == "PROPN" for i in (one, two))
        if gloss is None or not beside or not names or not tree.has(one, "obj", "obl", "nmod"):
            continue
        if tree.tokens[gloss].upos == "NOUN" and not tree.children(gloss, "det", "case", "nmod:poss"):
            changes[two] = (gloss, "nmod:poss")
            changes |= {c: (two, "flat") for c in tree.children(one, "flat") if two < c < gloss}
    return changes


def object_before_title(tree: Tree) -> Change:
    """ "to defeat the Front Secretary of State X said": an office before who speaks is no part of what was defeated."""
    changes: Change = {}
    for name in range(2, len(tree.tokens) - 1):
        says = _says(tree, name)
        office = _office_before(tree, name) if says is not None else None
        if says is None or office is None or not 0 <= tree.tokens[office].head < office:
            continue
        front = min([c for c in tree.children(office, "compound", "amod") if c < office], default=office)
        named = front < office and tree.tokens[front].text[:1].isupper() and tree.has(front, "compound")
        if named and tree.has(office, "obj", "obl", "nmod") and tree.children(office, "nmod"):
            changes |= {front: (tree.tokens[office].head, tree.tokens[office].deprel), office: (name, "nmod:desc")}
            changes |= {c: (front, tree.tokens[c].deprel) for c in tree.children(office, "det", "case") if c < front}
            changes[name] = (says, "nsubj")
    return changes


def _says(tree: Tree, name: int) -> int | None:
    """Return the verb of saying just behind a name, the name being its subject or that of a clause before it."""
    if not tree.has(name, "nsubj", "appos") or tree.tokens[name].upos != "PROPN":
        return None
    after = max(tree.subtree(name)) + 1
    says = after < len(tree.tokens) and tree.lemma(after) in cues()["trailing"] and tree.tokens[after].upos == "VERB"
    return after if says and (tree.tokens[name].head == after or not tree.children(after, "nsubj")) else None


def _office_before(tree: Tree, name: int) -> int | None:
    """Return the "Secretary" of "Secretary of State Adon Kerr", whose phrase ends just before a name."""
    for office in range(name - 1, max(-1, name - 6), -1):
        ends = max(tree.subtree(office) - tree.subtree(name), default=-1) == name - 1
        if ends and tree.word(office) in _titles() and tree.tokens[office].text[:1].isupper():
            return office
    return None


@functools.cache
def _titles() -> frozenset[str]:
    return frozenset(str(title).lower() for title in read_list("name_context.yaml")["titles"])


def list_goes_on(tree: Tree) -> Change:
    """ "by Norland and militias from Gebal Ullaza and Simyra": a second "and" goes on with the list that is nearer."""
    changes: Change = {}
    for last in range(3, len(tree.tokens)):
        first, cc = tree.tokens[last].head, tree.first(last, "cc")
        if not tree.has(last, "conj") or tree.tokens[last].upos != "PROPN" or cc is None or cc != last - 1 or first < 0:
            continue
        closed = any(tree.children(c, "cc") and c < cc for c in tree.children(first, "conj"))
        near = cc - 1
        while tree.has(near, "conj", "flat") and tree.tokens[near].head < near and tree.tokens[near].upos == "PROPN":
            near = tree.tokens[near].head
        inner = tree.tokens[near].upos == "PROPN" and tree.has(near, "nmod", "obl") and tree.children(near, "case")
        if closed and inner and near > first:
            changes[last] = (near, "conj")
    return changes


def speaker_after_victims(tree: Tree) -> Change:
    """ "killing 26 civilians including many children a monitor said": the monitor speaks, and was not killed."""
    changes: Change = {}
    for says in verbs(tree):
        if tree.lemma(says) not in SAYING or tree.children(says, "nsubj") or not tree.children(says, "ccomp"):
            continue
        if joint := _joint_speakers(tree, says):
            changes |= joint
            continue
        for noun in range(says - 1, max(-1, says - 8), -1):
            article = tree.first(noun, "det")
            hung = tree.has(noun, "obj", "conj", "nmod") and 0 <= tree.tokens[noun].head < noun
            if article is None or not hung or max(tree.subtree(noun)) != says - 1 or not _speaks(tree, noun):
                continue
            verb = tree.tokens[noun].head
            other = next((c for c in tree.children(verb, "obj") if c < article and c != noun), verb)
            changes[noun] = (says, "nsubj")
            changes |= {c: (other, tree.tokens[c].deprel) for c in tree.children(noun) if c < article}
            break
    return changes


def _joint_speakers(tree: Tree, says: int) -> Change:
    """ "killing 26 a monitor and activists said": where the second was hung on the saying, both are its subject."""
    second = says - 1
    cc = tree.first(second, "cc")
    if tree.tokens[second].head != says or cc is None or cc < 1 or not _speaks(tree, cc - 1):
        return {}
    first = cc - 1
    if tree.children(first, "case") or not tree.has(first, "obj", "obl", "conj", "nmod"):
        return {}
    return {first: (says, "nsubj"), second: (first, "conj"), cc: (second, "cc")}


def _speaks(tree: Tree, noun: int) -> bool:
    return tree.lemma(noun) in (*cues()["speaking"], *cues()["speaker_nouns"]) or is_a(tree, noun, "teller")


def subject_after_opening(tree: Tree) -> Change:
    """ "With pressure growing on the junta to comply state media alleged": the media allege, the pressure grows."""
    changes: Change = {}
    for verb in verbs(tree):
        subject = next((c for c in tree.children(verb, "nsubj") if c < verb), None)
        speaker = verb - 1
        if subject is None or subject + 1 >= verb or not tree.has(speaker, "obj", "obl", "nmod"):
            continue
        growing = subject + 1
        first = min(tree.subtree(subject))
        opened = first if tree.tokens[first].upos == "ADP" else first - 1
        opens = opened >= 0 and tree.word(opened) in cues()["opening"] and tree.tokens[growing].head == verb
        inside = tree.tokens[speaker].head in tree.subtree(growing) and not tree.children(speaker, "case")
        if opens and inside and tree.word(growing).endswith("ing") and tree.has(growing, "advcl"):
            changes |= {subject: (growing, "nsubj"), speaker: (verb, "nsubj")}
    return changes


def object_read_as_part(tree: Tree) -> Change:
    """ "killing at least 18 civilians group director X said": a noun behind a verb is no part of it."""
    changes: Change = {}
    for noun, token in enumerate(tree.tokens):
        verb = token.head
        hung = token.upos == "NOUN" and token.deprel == "compound" and 0 <= verb < noun
        if hung and tree.tokens[verb].upos == "VERB" and not tree.children(verb, "obj", "ccomp", "aux:pass"):
            changes[noun] = (verb, "obj")
    return changes
