"""Finds hedges apart from the word they bear on: "perhaps more than 200", "the alleged attack took place"."""

from __future__ import annotations

from rashomon.claims.negation import certainty_words
from rashomon.claims.speakers import is_passive
from rashomon.claims.tree import Tree


def inverted(tree: Tree, index: int, auxiliary: int) -> bool:
    """Tell the "should" of "Should they attack, the army would respond": a condition."""
    subject = tree.first(index, "nsubj")
    opens = tree.word(auxiliary) == "should" and subject is not None and auxiliary < subject
    return opens and not asks(tree) and (auxiliary == 0 or tree.has(index, "advcl"))


def hedged_happening(tree: Tree, verb: int) -> int | None:
    """Return the "alleged" of "the alleged attack took place": what is told to have happened is what is alleged."""
    if tree.lemma(verb) not in certainty_words()["happening"]:
        return None
    subject = tree.first(verb, "nsubj")
    hedges = tree.children(subject, "amod") if subject is not None else []
    return next((each for each in hedges if certainty_words()["adjectives"].get(tree.word(each)) == "alleged"), None)


def hedged_number(tree: Tree, index: int) -> int | None:
    """Return the "perhaps" of "perhaps more than 200 wounded": it stands before the number, wherever it hangs."""
    at = index - 1
    while (
        at >= 0
        and at >= index - 6
        and (
            tree.tokens[at].upos == "NUM"
            or tree.word(at) in ("more", "than", "at", "least", "as", "many", "people", "over")
        )
    ):
        at -= 1
    counted = any(tree.tokens[each].upos == "NUM" for each in range(max(at, 0), index))
    return at if at >= 0 and counted and tree.word(at) in certainty_words()["adverbs"] else None


def suspected_cause(tree: Tree, verb: int) -> int | None:
    """Return the "suspected" of "damage caused by suspected strikes": who did it is only held to have done it."""
    if tree.lemma(verb) not in certainty_words()["causing"]:
        return None
    causes = [c for c in tree.children(verb, "nsubj", "obl") if not tree.has(c, "nsubj:pass")]
    causes = [c for c in causes if tree.has(c, "nsubj") or any(tree.word(k) == "by" for k in tree.children(c, "case"))]
    held = (a for c in causes for a in tree.children(c, "amod"))
    return next((a for a in held if certainty_words()["adjectives"].get(tree.word(a)) == "alleged"), None)


def so_called(tree: Tree, index: int) -> bool:
    """Tell "so - called", which some tokenizers cut."""
    return tree.word(index) == "called" and index > 1 and tree.word(index - 2) == "so" and tree.word(index - 1) == "-"


def asks(tree: Tree) -> bool:
    """Tell a sentence that ends in a question mark."""
    ending = [token.text for token in tree.tokens[-3:]]
    return any("?" in text for text in ending)


def stopped_before(tree: Tree, index: int, verb: int) -> bool:
    """Tell the "reaching" of "was shot down before reaching its target": it was not reached."""
    stopped = tree.lemma(verb) in certainty_words()["stopping"] and is_passive(tree, verb)
    own = tree.first(index, "nsubj")
    if own is None:
        return stopped and tree.word(index).endswith("ing") and not tree.children(index, "aux")
    return stopped and tree.word(own) in ("it", "they", "he", "she")


def to_come(tree: Tree, verb: int) -> bool:
    """Tell the "would not leave" of "would not leave until the last rebel was dead"."""
    ahead = any(tree.word(c) in certainty_words()["auxiliaries"] for c in tree.children(verb, "aux"))
    return ahead or tree.marked(verb, "to")


def on_condition(tree: Tree, verb: int) -> bool:
    """Tell the "will drown" of "if the dam is hit, thousands will drown"."""
    marks = (m for c in tree.children(verb, "advcl") for m in tree.children(c, "mark"))
    return any(tree.word(m) == "if" and tree.word(m - 1) != "even" for m in marks)


def was_able(tree: Tree, word: int) -> bool:
    """Tell the "able" of "were able to destroy a tank": they did."""
    past = any(tree.word(c) in ("was", "were", "been") for c in tree.children(word, "cop"))
    return tree.lemma(word) == "able" and past
