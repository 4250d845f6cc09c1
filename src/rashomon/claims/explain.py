"""Says in words which rule made a claim, and what was mended in the tree that it read."""

from __future__ import annotations

from rashomon.claims.lexicon import lexicon
from rashomon.claims.repairs.table import REPAIRS
from rashomon.claims.tree import Tree
from rashomon.records import Claim, Sentence
from rashomon.resources import read_list

FORMS = {
    "verb": "the verb “{words}”",
    "noun": "the noun “{words}”",
    "light": "a support verb that lends itself to the noun “{words}”",
    "adjective": "a count of the {words}",
}


def explain_rule(claim: Claim) -> list[str]:
    """Return lines on the rule of a claim: the word of the list, its frame, and the list's own example."""
    form, _, rest = claim.rule.partition(":")
    words, _, frame = rest.rpartition(":")
    if form not in FORMS or frame not in lexicon().frames:
        return [f"rule: {claim.rule}"] if claim.rule else []
    slots = ", ".join(f"{slot} is the {role}" for slot, role in lexicon().frames[frame].items())
    lines = [
        f"rule: {FORMS[form].format(words=words)} tells of {claim.kind}" + (f" ({claim.mode})" if claim.mode else "")
    ]
    lines.append(f"frame {frame}: {slots}")
    example = example_of(words, claim.kind)
    return [*lines, f"like: {example}"] if example else lines


def example_of(words: str, kind: str) -> str | None:
    """Return the list's example for a word of a kind."""
    for group in read_list("predicates.yaml")["groups"]:
        listed = [*group.get("verbs", ()), *group.get("nouns", ()), *group.get("adjectives", ())]
        if group["kind"] == kind and words in (str(word).lower() for word in listed):
            return str(group["example"])
    return None


def explain_repairs(sentence: Sentence) -> list[str]:
    """Return a line for each repair that changes the sentence's tree: its name and the words concerned."""
    lines = []
    for mend in REPAIRS:
        changes = mend(Tree(sentence))
        if changes:
            words = ", ".join(
                f"{sentence.tokens[i].text} -> {relation}" for i, (_, relation) in sorted(changes.items())
            )
            lines.append(f"repair {mend.__name__}: {words}")
    return lines
