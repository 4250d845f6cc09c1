"""Repairs of relative clauses that a parser hung on the wrong noun."""

from __future__ import annotations

from collections.abc import Iterator

from rashomon.claims.lexicon import is_a, lexicon
from rashomon.claims.repairs.subjects import Change, hostile
from rashomon.claims.scene import is_event
from rashomon.claims.tree import Tree


def relative_of_whole_name(tree: Tree) -> Change:
    """ "the Government of National Accord, which took": the clause belongs to the name, not to its inner noun."""
    changes: Change = {}
    for clause, pronoun, noun in _relatives(tree):
        whole = tree.tokens[noun].head
        named = whole >= 0 and tree.has(noun, "nmod") and _is_upper(tree, noun) and _is_upper(tree, whole)
        of = {tree.word(case) for case in tree.children(noun, "case")} == {"of"}
        body = tree.word(pronoun) == "which" and any(tree.has(part, "amod", "compound") for part in tree.children(noun))
        if named and of and body and whole < noun < pronoun:
            changes[clause] = (whole, "acl:relcl")
    return changes


def relative_of_event(tree: Tree) -> Change:
    """ "bodies from the site of the blast which hit buses": what hits is the blast just before, not the bodies."""
    changes: Change = {}
    for clause, pronoun, noun in _relatives(tree):
        before = pronoun - 1
        listed = lexicon().verbs.get(tree.lemma(clause), ())
        struck = any(p.kind == "attack" for p in listed)
        if is_a(tree, noun, "person"):  # "80 rebels in a clash that cost the life of 12 soldiers"
            struck = struck or tree.lemma(clause) in ("leave", "cost") or any(p.kind == "casualties" for p in listed)
        if struck and noun < before and is_event(tree, before) and not is_event(tree, noun):
            changes[clause] = (before, "acl:relcl")
        event = tree.first(noun, "nsubj")  # "the blast was in Arvad, which left eight dead"
        harmed = struck or tree.lemma(clause) in ("leave", "cost") or any(p.kind == "casualties" for p in listed)
        if harmed and event is not None and tree.children(noun, "cop", "case") and is_event(tree, event):
            changes[clause] = (event, "acl:relcl")
    return changes


def participle_of_event(tree: Tree) -> Change:
    """ "died in the attack, reportedly conducted by the militia": what is conducted is the attack just before."""
    changes: Change = {}
    for verb, token in enumerate(tree.tokens):
        if token.deprel != "advcl" or token.upos != "VERB" or tree.lemma(verb) not in lexicon().light:
            continue
        agent = any(tree.cased(c, "by") for c in tree.children(verb, "obl"))
        before = verb - 1
        while before > token.head and tree.tokens[before].upos in ("ADV", "PUNCT"):
            before -= 1
        bare = not tree.children(verb, "nsubj", "obj", "aux", "mark")
        if agent and bare and before > token.head and is_event(tree, before):
            changes[verb] = (before, "acl")
    return changes


def among_them(tree: Tree) -> Change:
    """ "120 persons, among them 47 minors, crossed": of two subjects the second is a part of the first."""
    changes: Change = {}
    for noun, token in enumerate(tree.tokens):
        if not tree.has(noun, "nsubj") or token.head < noun:
            continue
        start = min((i for i in tree.subtree(noun) if tree.tokens[i].upos != "PUNCT"), default=noun)
        apart = start > 0 and (tree.word(start), tree.word(start + 1)) in (("among", "them"), ("among", "whom"))
        whole = [c for c in tree.children(token.head, "nsubj") if c < start]
        if apart and whole:
            changes[noun] = (whole[-1], "appos")
    return changes


def _relatives(tree: Tree) -> Iterator[tuple[int, int, int]]:
    """Yield verb, pronoun and noun of each relative clause whose subject is "which" or "that"."""
    for clause, token in enumerate(tree.tokens):
        subject = tree.first(clause, "nsubj") if token.deprel == "acl:relcl" else None
        if subject is not None and tree.word(subject) in ("which", "that") and 0 <= token.head < subject:
            yield clause, subject, token.head


def _is_upper(tree: Tree, noun: int) -> bool:
    return tree.tokens[noun].upos in ("NOUN", "PROPN") and tree.tokens[noun].text[:1].isupper()


def most_of_them(tree: Tree) -> Change:
    """ "200 people, most of them women, were said to have drowned": most of them were women, all drowned."""
    changes: Change = {}
    for most in range(1, len(tree.tokens) - 3):
        verb = tree.tokens[most].head
        subjects = [c for c in tree.children(verb, "nsubj") if c < most] if verb > most else []
        them = (tree.word(most + 1), tree.word(most + 2)) in (("of", "them"), ("of", "whom"))
        if not (subjects and them and tree.has(most, "nsubj")):
            continue
        gloss = next((c for c in tree.children(subjects[-1], "appos", "acl", "parataxis") if c > most), None)
        changes[most] = (gloss, "nsubj") if gloss is not None else (subjects[-1], "appos")
    return changes


def harm_behind_place(tree: Tree) -> Change:
    """ "thwarted an attempt on the front killing a number of men": who thwarted it killed, the attempt did not."""
    changes: Change = {}
    for harm in range(2, len(tree.tokens)):
        noun = tree.tokens[harm].head
        kills = tree.word(harm).endswith("ing") and hostile(tree, harm)
        if not kills or not tree.has(harm, "acl") or not tree.has(noun, "obj") or not tree.children(noun, "nmod"):
            continue
        main = tree.tokens[noun].head
        if main >= 0 and tree.lemma(main) in lexicon().warding:
            changes[harm] = (main, "advcl")
    return changes


def list_of_part(tree: Tree) -> Change:
    """ "six people, a mother and five children, were killed": the children are of the six, as the mother is."""
    changes: Change = {}
    for last in range(3, len(tree.tokens)):
        whole, cc = tree.tokens[last].head, tree.first(last, "cc")
        if not tree.has(last, "conj") or cc is None or whole < 0:
            continue
        after = max(tree.subtree(last)) + 1
        closed = after < len(tree.tokens) and tree.word(after) == "," and bool(tree.children(whole, "nummod"))
        for part in tree.children(whole, "appos", "nmod"):
            among = (closed and tree.has(part, "appos")) or tree.cased(part, "including", "among")
            if among and whole < part < cc and max(tree.subtree(part)) == cc - 1:
                changes[last] = (part, "conj")
    return changes
