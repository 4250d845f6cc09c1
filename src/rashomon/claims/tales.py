"""Reads what is said of a claim or report as a whole: who refutes, confirms or calls it untrue judges what it tells."""

from __future__ import annotations

from collections.abc import Collection

from rashomon.claims.lexicon import is_a, lexicon
from rashomon.claims.negation import Effect, certainty_words, negated, nobody, unsettled
from rashomon.claims.tree import Tree


def judged_tale(tree: Tree, noun: int) -> Effect | None:
    """Return what happens to "claims that …", "reports of …" that somebody rejects or that are called false."""
    table = certainty_words()["tales"]
    if (mood := table["missing"].get(tree.lemma(noun))) and nobody(tree, noun) is not None:
        return Effect(mood, noun)
    if not (is_tale(tree, noun) or is_a(tree, noun, "medium") or _is_what_is_told(tree, noun)):
        return None
    if (cue := _untrue(tree, noun)) is not None:
        return Effect("denied", cue)
    head = tree.tokens[noun].head
    if head < 0 or tree.tokens[head].upos != "VERB":
        return None
    as_false = tree.has(noun, "obl") and tree.cased(noun, "as")
    if not (tree.tokens[noun].deprel in ("obj", "nsubj:pass") or as_false):
        return None
    return _judgement(tree, head)


def _is_what_is_told(tree: Tree, word: int) -> bool:
    """Tell the "what" of "denied what is published about the fall of the town"."""
    telling = certainty_words()["tales"]["telling"]
    return tree.word(word) == "what" and any(tree.lemma(c) in telling for c in tree.children(word, "acl", "acl:relcl"))


def judged_telling(tree: Tree, verb: int) -> Effect | None:
    """Return what happens to what "what is published about it" tells of, where it is denied or called false."""
    tales = certainty_words()["tales"]
    above = tree.tokens[verb].head
    if tree.lemma(verb) not in tales["telling"] or above < 0:
        return None
    if tree.has(verb, "acl") and tree.word(above) == "what":
        return judged_tale(tree, above)
    if not any(tree.word(c) == "what" for c in tree.children(verb, "nsubj")):
        return None
    if tree.has(verb, "ccomp") and (judged := _judgement(tree, above)) is not None:
        return judged  # "denied what was circulated about the withdrawal"
    verdicts = (c for c in tree.children(above, "ccomp") if c > verb and tree.children(c, "cop"))
    found = next((c for c in verdicts if _says(tree, c, tales["untrue"], tales["true"])), None)
    return Effect("denied", found) if found is not None else None


def _judgement(tree: Tree, verb: int) -> Effect | None:
    """Return what a verb of refuting or confirming does to the report that it is about."""
    if unsettled(tree, verb):
        return Effect("questioned", verb)
    refutes = tree.lemma(verb) in certainty_words()["tales"]["refuting"] and not negated(tree, verb)
    return Effect("denied", verb) if refutes else None


def _untrue(tree: Tree, noun: int) -> int | None:
    """Return the word that calls a claim untrue: its adjective, or what it is said to be."""
    words, true = certainty_words()["tales"]["untrue"], certainty_words()["tales"]["true"]
    for child in tree.children(noun, "amod"):
        if tree.word(child) in words:
            return child
    head = tree.tokens[noun].head
    if head < 0:
        return None
    if tree.lemma(head) in certainty_words()["tales"]["calling"] and tree.tokens[noun].deprel in (
        "obj",
        "nsubj",
        "nsubj:pass",
    ):
        return _called(tree, head, noun)
    if tree.has(noun, "obj") and tree.word(head) in words and tree.marked(head, "as"):
        return head  # "rejected as baseless the claims that"
    if _unfounded(tree, head) or (tree.has(noun, "nsubj") and _unreal(tree, head)):
        return head
    if not tree.has(noun, "nsubj"):
        return None
    said = (at for at in (head, *tree.children(head, "conj")) if _says(tree, at, words, true))
    return next(said, None)


def called_untrue(tree: Tree, word: int) -> bool:
    """Tell the "fabricated" of "rejected as fabricated a video": it says what is thought of the video."""
    return tree.word(word) in certainty_words()["tales"]["untrue"] and tree.marked(word, "as")


def _says(tree: Tree, at: int, words: Collection[str], true: Collection[str]) -> bool:
    return tree.word(at) in (true if negated(tree, at) else words)


def is_tale(tree: Tree, noun: int) -> bool:
    """Tell a noun for what somebody tells: "claims", "reports"."""
    return tree.lemma(noun) in certainty_words()["tales"]["nouns"]


def says_that(tree: Tree, clause: int) -> bool:
    """Tell a clause that "that" opens."""
    return any(tree.word(mark) == "that" for mark in tree.children(clause, "mark"))


def is_bare_tale(tree: Tree, clause: int) -> bool:
    """Tell that of "accusations it shelled the town": whole in itself, it is what is told; not "claims it made"."""
    if not tree.has(clause, "acl") or not is_tale(tree, tree.tokens[clause].head) or tree.children(clause, "mark"):
        return False
    subject = tree.first(clause, "nsubj")
    if subject is None or tree.word(subject) in ("that", "which", "who", "whom", "what"):
        return False
    whole = tree.children(clause, "obj", "ccomp", "cop", "xcomp") or any(
        tree.has(child, "aux:pass") for child in tree.children(clause)
    )
    return bool(whole) and not any(tree.word(o) in ("that", "which", "whom") for o in tree.children(clause, "obj"))


def is_fabricated(tree: Tree, noun: int) -> bool:
    """Tell the massacre of "the massacre was fabricated", "is a fairy tale", "exists only in their imagination"."""
    head = tree.tokens[noun].head
    if head < 0 or not tree.has(noun, "nsubj") or negated(tree, head):
        return False
    tales = certainty_words()["tales"]
    fiction = tree.lemma(head) in tales["fiction"] and tree.children(head, "cop") and not tree.children(head, "case")
    return tree.word(head) in tales["faked"] or bool(fiction) or _fancied(tree, head)


def _fancied(tree: Tree, verb: int) -> bool:
    """Tell "exists only in the imagination of the staff"."""
    where = [c for c in tree.children(verb, "obl") if tree.lemma(c) in certainty_words()["tales"]["fancy"]]
    only = any(tree.word(at) in ("only", "solely", "merely") for each in where for at in range(verb, each))
    return tree.lemma(verb) in ("exist", "be", "live") and only


def told_untrue(tree: Tree, noun: int) -> bool:
    """Tell the massacre of "reports of a massacre were false", "the massacre was fabricated"."""
    if is_fabricated(tree, noun):
        return True
    head = tree.tokens[noun].head
    if head < 0 or not tree.has(noun, "nmod") or tree.lemma(head) not in certainty_words()["tales"]["nouns"]:
        return False
    judged = judged_tale(tree, head)
    return judged is not None and judged.mood == "denied"


def tale_called_untrue(tree: Tree, verb: int) -> int | None:
    """Return the tale that a verb of calling makes a lie: "called the news about the raid a fabrication"."""
    if tree.tokens[verb].upos != "VERB" or tree.lemma(verb) not in certainty_words()["tales"]["calling"]:
        return None
    tales = (c for c in tree.children(verb, "obj") if tree.lemma(c) in certainty_words()["tales"]["nouns"])
    return next((c for c in tales if _called(tree, verb, c) is not None), None)


def _called(tree: Tree, verb: int, noun: int) -> int | None:
    """Return the "lie" of "called the news an absolute lie", however the parser hung it."""
    after = [c for c in tree.children(verb) if c > verb and c != noun]
    below = [c for c in sorted(tree.subtree(noun)) if tree.has(c, "appos", "conj", "xcomp", "acl", "parataxis", "nmod")]
    return next((c for c in [*after, *below] if tree.word(c) in certainty_words()["tales"]["untrue"]), None)


def _unreal(tree: Tree, verb: int) -> bool:
    """Tell "does not correspond to reality", "has nothing to do with the truth"."""
    tales = certainty_words()["tales"]
    if tree.lemma(verb) not in tales["corresponding"] and tree.word(verb) not in tales["reality"]:
        return False
    below = {tree.word(each) for each in tree.subtree(verb)}
    return bool(below & set(tales["reality"])) and (negated(tree, verb) or bool(below & {"nothing", "no"}))


def _unfounded(tree: Tree, noun: int) -> bool:
    """Tell the "no truth" of "there is no truth to reports that …"."""
    return tree.lemma(noun) in certainty_words()["tales"]["founding"] and nobody(tree, noun) is not None


def claimed_gain(tree: Tree, noun: int) -> bool:
    """Tell the capture of "claimed the capture of the camp": it is told by who claims it; who claims a raid made it."""
    verb = tree.tokens[noun].head
    if verb < 0 or tree.lemma(verb) != "claim" or tree.tokens[noun].deprel not in ("obj", "nsubj:pass"):
        return False
    kinds = {p.kind for p in lexicon().nouns.get(tree.lemma(noun), ())}
    return tree.lemma(noun) == "control" or bool(kinds & {"capture", "loss", "retreat"})
