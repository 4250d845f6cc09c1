"""Reads what is said: the words that a verb of saying governs, by its frame in the table of cues."""

from __future__ import annotations

from rashomon.claims import attributions
from rashomon.claims.phrases import cues
from rashomon.claims.speakers import agent_of
from rashomon.claims.stances import preposition
from rashomon.claims.tales import claimed_gain, is_tale, says_that
from rashomon.claims.tree import Tree


def content_of(tree: Tree, index: int, frame: list[str]) -> set[int]:
    """Return the tokens of what a verb says, by its frame in the table of cues."""
    content: set[int] = set()
    for child in tree.children(index):
        if tree.has(child, "obj") and tree.lemma(child) in cues()["shares"]:
            content |= tree.subtree(child, ("nmod", "acl"))  # "denied any part in the killing": not that it was
        elif _is_content(tree, index, child, frame):
            content |= _without_next_speaker(tree, child)
        elif tree.has(child, "obj", "iobj"):
            content |= _below_object(tree, child, frame)
        elif "clause" in frame and tree.has(child, "obl") and tree.lemma(child) in cues()["nouns"]:
            answered = tree.cased(child, "on", "to", "about", "upon")  # "commented on the claim that": another's claim
            content |= set() if answered else _in_a_statement(tree, child)
    if content and "clause" in frame:
        content |= _torn_off(tree, index, content)
    if content and "of" in frame and tree.lemma(index) in ("accuse", "blame", "suspect"):
        content |= _rest_of_charge(tree, index, min(content))
    if not content and "clause" in frame:
        content = attributions.content_after(tree, index) or _interrupted(tree, index)
    return content


def _is_content(tree: Tree, index: int, child: int, frame: list[str]) -> bool:
    if tree.has(child, "ccomp"):
        return True
    if "object" in frame and tree.has(child, "xcomp") and child > index and _is_counted(tree, child):
        return True
    if "verb" in frame and tree.has(child, "xcomp", "advcl"):
        return tree.has(child, "xcomp") or preposition(tree, child) in (*frame, "to")
    if "clause" in frame and tree.has(child, "xcomp", "parataxis"):
        return child > index and tree.first(child, "nsubj", "expl") is not None
    if "clause" in frame and tree.has(child, "conj") and child > index:
        return _is_said_clause(tree, child)
    if "object" in frame or "called" in frame:
        what = tree.has(index, "acl:relcl") and tree.word(tree.tokens[index].head) == "what"
        if what and child > index and (tree.has(child, "xcomp") or preposition(tree, child) == "as"):
            return True  # "in what residents described as a strike"
    told_by = tree.tokens[child].deprel == "nsubj:pass" and agent_of(tree, index) is not None
    if claimed_gain(tree, child):
        return True
    if tree.has(child, "obj") or told_by:
        if "object" in frame or ("tale" in frame and is_tale(tree, child)):
            return True
        if "called" in frame and _is_called(tree, index, child):
            return True
    if "object" in frame and child > index and tree.cased(child, "including"):
        return True  # "counts 14 dead, including two"
    if tree.has(child, "advcl") and any(tree.cased(c, *frame) for c in tree.children(child, "nsubj")):
        return True  # "spoke on Monday of six killed"
    return tree.has(child, "obl", "advcl", "nmod") and preposition(tree, child) in frame


def _is_counted(tree: Tree, child: int) -> bool:
    """Tell the "26 dead" of "counts 14 dead", which the parser takes for a clause."""
    return tree.tokens[child].upos in ("ADJ", "NOUN", "NUM") and bool(tree.children(child, "nummod"))


def _is_called(tree: Tree, index: int, child: int) -> bool:
    """Tell the "strike" of "called the strike a crime", "described the strike as one"; nobody is "called at noon"."""
    what = [c for c in tree.children(index, "xcomp", "obl", "advcl") if c != child]
    return any(preposition(tree, c) == "as" or (tree.has(c, "xcomp") and not preposition(tree, c)) for c in what)


def _rest_of_charge(tree: Tree, index: int, first: int) -> set[int]:
    """Return all that follows the "of" of an accusation, up to a clause coordinated with the accusing."""
    ends = [min(tree.subtree(child)) for child in tree.children(index, "conj", "parataxis") if child > first]
    return set(range(first, min([len(tree.tokens), *ends])))


def _in_a_statement(tree: Tree, child: int) -> set[int]:
    """Return the content of "announced in a statement that …", which the parser hangs on the statement."""
    that = [at for at in tree.children(child, "acl", "ccomp") if says_that(tree, at)]
    return {at for each in that for at in tree.subtree(each)}


def _torn_off(tree: Tree, index: int, content: set[int]) -> set[int]:
    """Return the beginning of what is said, or its second clause, that the parser hung on the verb of saying."""
    torn: set[int] = set()
    first = min(content)
    if first > index + 1 and tree.lemma(index) in ("say", "add", "note") and tree.first(index, "ccomp") is not None:
        torn.update(at for at in range(index + 1, first) if tree.word(at) != ",")
    for child in tree.children(index, "conj"):
        links = [tree.word(each) for each in tree.children(child, "cc")]
        plain = links == ["and"] and tree.word(min(tree.children(child, "cc")) - 1) != ","
        if (
            child > first
            and plain
            and tree.first(child, "nsubj") is not None
            and tree.verb_lemma(child) not in cues()["verbs"]
        ):
            torn |= tree.subtree(child)
    return torn


def _below_object(tree: Tree, child: int, frame: list[str]) -> set[int]:
    """Return the "executing prisoners" of "accused the army of executing prisoners", hung on the army."""
    below = [each for each in tree.children(child, "acl", "nmod", "advcl") if preposition(tree, each) in frame]
    content = {at for each in below if tree.tokens[each].upos == "VERB" for at in tree.subtree(each)}
    return content


def _is_said_clause(tree: Tree, child: int) -> bool:
    """Tell a second content that the parser coordinated with the verb of saying: "said A and that B"."""
    if tree.verb_lemma(child) in cues()["verbs"]:
        return False
    return says_that(tree, child)


def _without_next_speaker(tree: Tree, child: int) -> set[int]:
    """Return a content's tokens without a coordinated clause in which somebody else speaks."""
    content = tree.subtree(child)
    for index in sorted(content):
        if index != child and tree.has(index, "conj", "parataxis") and tree.verb_lemma(index) in cues()["verbs"]:
            subject = tree.first(index, "nsubj")
            says = tree.first(index, "ccomp") is not None or "of" in cues()["verbs"][tree.verb_lemma(index)]["frame"]
            if subject is not None and says and not _is_pronoun(tree, subject):
                content -= tree.subtree(index)
    return content


def _is_pronoun(tree: Tree, index: int) -> bool:
    return tree.tokens[index].upos == "PRON"


def _interrupted(tree: Tree, index: int) -> set[int]:
    """Return the clause that a parenthetical "the agency said" interrupts or follows."""
    head = tree.tokens[index].head
    own = tree.children(index, "nsubj") and not tree.children(index, "obj") and tree.lemma(index) in cues()["trailing"]
    told = agent_of(tree, index) is not None or own  # "As reported by the agency", "as the mayor specified, at noon"
    by_the_way = preposition(tree, index) == "as" and told
    if head >= 0 and _between_commas(tree, index):
        clause = next((a for a in tree.ancestors(head) if tree.tokens[a].upos in ("VERB", "AUX")), head)
        return tree.subtree(clause) - tree.subtree(index)
    apart = any(tree.word(at) == ";" for at in range(max(head, 0), index))
    if head < 0 or apart or not (by_the_way or tree.has(index, "parataxis", "discourse", "dep")):
        return set()
    return tree.subtree(head) - tree.subtree(index)


def _between_commas(tree: Tree, index: int) -> bool:
    """Tell the "specified" of "six rockets, the mayor specified, hit the mill", no clause of the rockets."""
    own = tree.first(index, "nsubj")
    if not tree.has(index, "acl") or own is None or own > index or tree.tokens[own].upos == "PRON":
        return False
    first, after = min(tree.subtree(own)), index + 1
    bare = tree.lemma(index) in cues()["trailing"] and not tree.children(index, "obj", "obl", "aux")
    return bare and first > 0 and after < len(tree.tokens) and tree.word(first - 1) == tree.word(after) == ","
