"""Finds, by the order of the words, an attribution that ends or follows what is said: "… the agency said"."""

from __future__ import annotations

import functools
from typing import Any

from rashomon.claims.phrases import Speaker, cues, phrase_after, phrase_before
from rashomon.claims.speakers import is_passive, with_office
from rashomon.claims.tree import Tree
from rashomon.known import states

_LONGEST_TAIL = 25
_SUBORDINATORS = (
    "that",
    "which",
    "who",
    "whom",
    "if",
    "whether",
    "because",
    "while",
    "when",
    "although",
    "though",
    "but",
    "and",
)


def surface_attribution(tree: Tree, index: int, entry: Any) -> tuple[Speaker, set[int]] | None:
    """Return speaker and content of a verb of saying that stands after what is said; None where it does not.

    Where commas are lost, the parser seldom sees that the end of a sentence names who said the rest.
    """
    if "clause" not in entry["frame"] or tree.lemma(index) not in cues()["trailing"]:
        return None
    if is_passive(tree, index) or tree.word(index).endswith("ing") or _is_infinitive(tree, index):
        return None
    if index + 1 < len(tree.tokens) and tree.word(index + 1) == "by":
        return None
    follows = tree.lemma(index) in cues()["inverting"] and any(c > index for c in tree.children(index, "nsubj"))
    if follows and (found := _before_speaker(tree, index)) is not None:
        return found  # "killed 18 people including five children said the Observatory"
    speaker = phrase_before(tree, index)
    speaker = with_office(tree, speaker) if speaker is not None else None
    number = tree.tokens[index].head
    if speaker is not None and tree.has(index, "acl") and number > 0 and tree.word(number - 1) == "not":
        return speaker, {number}  # "40 died, not 14 as the ministry claims"
    if speaker is not None and tree.word(speaker.head) not in ("who", "which", "that"):
        return _after_content(tree, index, speaker)
    if tree.lemma(index) in cues()["inverting"]:
        return _before_speaker(tree, index)
    return None


def within_relative(tree: Tree, index: int, content: set[int]) -> set[int]:
    """Return of a content what stands in the clause: "the group, which the UN accuses of murder, seized the port"."""
    clause = tree.subtree(index) if tree.has(index, "acl") else set()
    after = max(clause, default=-1) + 1
    closed = 0 < after < len(tree.tokens) and tree.word(after) == ","
    return content & clause if closed else content


def _is_infinitive(tree: Tree, index: int) -> bool:
    return index > 0 and tree.word(index - 1) in (
        "to",
        "not",
        "n't",
        "will",
        "would",
        "could",
        "can",
        "may",
        "might",
        "must",
    )


def _after_content(tree: Tree, index: int, speaker: Speaker) -> tuple[Speaker, set[int]] | None:
    """Read "Two were hurt a witness said on Monday": a clause before the speaker, none after the verb."""
    before = set(range(speaker.first))
    if _starts_what_is_said(tree, index) and not _runs_through(tree, index):
        return None
    if _runs_through(tree, index):
        return speaker, set(range(index + 1, len(tree.tokens)))
    ends = all(tree.tokens[at].upos == "PUNCT" for at in range(index + 1, len(tree.tokens)))
    joined = speaker.first and tree.word(speaker.first - 1) in _SUBORDINATORS
    if not tells(tree, before) or (joined and not (ends and tree.word(speaker.first - 1) == "and")):
        return None
    return speaker, before | _tail(tree, index + 1)


def _starts_what_is_said(tree: Tree, index: int) -> bool:
    """Tell whether what follows the verb may be what is said: a noun phrase, a pronoun, a number, a quotation."""
    after = index + 1
    if (
        after < len(tree.tokens)
        and tree.word(after) == "to"
        and "verb" in cues()["verbs"].get(tree.lemma(index), {"frame": ()})["frame"]
    ):
        return True
    if tree.lemma(index) in ("tell", "inform"):
        told = phrase_after(tree, index)
        after = told.last if told is not None else after
    for at in range(after, len(tree.tokens)):
        upos, word = tree.tokens[at].upos, tree.word(at)
        if upos == "PUNCT":
            if word in ("“", '"', ":", "``"):
                return at + 1 < len(tree.tokens)
            continue
        if word in cues()["days"]:
            return False
        return upos in ("DET", "NOUN", "PRON", "PROPN", "NUM", "ADJ") or word in ("that", "there", "how", "what", "why")
    return False


def _runs_through(tree: Tree, index: int) -> bool:
    """Tell "the attack which the army said was carried out": a finite verb right after the verb of saying."""
    if index + 1 >= len(tree.tokens) or tree.tokens[index + 1].upos not in ("AUX", "VERB"):
        return False
    word = tree.word(index + 1)
    return tree.tokens[index + 1].upos == "AUX" or (word.endswith("ed") and not tree.children(index + 1, "mark"))


def tells(tree: Tree, tokens: set[int]) -> bool:
    """Tell whether words make a clause: a verb, or the bare participle or predicate of a headline."""
    return any(tree.tokens[at].upos in ("VERB", "AUX") and not tree.has(at, "amod") for at in tokens)


def ends_told(tree: Tree, at: int) -> bool:
    """Tell whether nothing is told from here on, but by whom, where and when: "… was quoted as saying by the radio"."""
    return at >= len(tree.tokens) or (tree.tokens[at].upos in ("PUNCT", "ADP") and tree.word(at) not in ("“", '"', ":"))


def _tail(tree: Tree, start: int) -> set[int]:
    """Return what follows the attribution and still belongs to what is said, up to another speaker's clause."""
    tail = range(start, len(tree.tokens))
    for at in tail:
        if (
            tree.lemma(at) in cues()["trailing"]
            and tree.tokens[at].upos == "VERB"
            and not tree.word(at).endswith("ing")
        ):
            return set()
    return set(tail) if len(tail) <= _LONGEST_TAIL else set()


def _before_speaker(tree: Tree, index: int) -> tuple[Speaker, set[int]] | None:
    """Read "… said the monitor": a clause before the verb, and after it no more than the speaker and a time."""
    before = set(range(index))
    if (
        not tells(tree, before)
        or tree.tokens[index - 1].upos in ("AUX", "PART", "CCONJ")
        or tree.word(index - 1) in ("who", "which", "that", "it")
    ):
        return None
    speaker = phrase_after(tree, index)
    if speaker is None or tells(tree, set(range(speaker.first, speaker.last))):
        return None
    if not _ends_or_pauses(tree, speaker.last):
        return None
    if tree.lemma(index) == "report" and tree.tokens[speaker.first].upos == "NUM":
        return None
    return speaker, before


def _ends_or_pauses(tree: Tree, at: int) -> bool:
    """Tell whether a noun phrase is followed by the end, a comma, or words of time and manner."""
    if at >= len(tree.tokens):
        return True
    token = tree.tokens[at]
    adds = tree.word(at).endswith("ing") and tree.lemma(at) in cues()["trailing"]  # "said the source stressing that"
    return adds or token.upos in ("PUNCT", "ADP", "SCONJ", "ADV") or tree.word(at) in (*cues()["days"], "who")


def content_after(tree: Tree, index: int) -> set[int]:
    """Return what follows a verb of saying to the end of the sentence, where the tree gives it no content."""
    if tree.lemma(index) not in cues()["trailing"] or _is_infinitive(tree, index):
        return set()
    following = tree.word(min(index + 1, len(tree.tokens) - 1))
    if not (_starts_what_is_said(tree, index) or following in ("that", "around", "about", "some", "nearly")):
        return set()
    after = set(range(index + 1, len(tree.tokens)))
    counts = tree.lemma(index) in ("report", "announce", "confirm") and any(
        tree.tokens[at].upos == "NUM" for at in after
    )
    return after if counts or any(tree.tokens[at].upos in ("VERB", "AUX") for at in after) else set()


@functools.cache
def _before_sources() -> frozenset[str]:
    """Return the words before a source in a headline: "state TV", "war monitor", "Sudanese activists"."""
    return frozenset({"state", "war", "local"} | {name.lower() for state in states() for name in state.demonyms})


def headline_source(tree: Tree) -> Speaker | None:
    """Return the source that ends a headline, "12 killed in strike on market: monitor"."""
    if tree.sentence.zone != "headline":
        return None
    colon = next((at for at in range(1, min(4, len(tree.tokens) - 1)) if tree.word(at) == ":"), None)
    if colon is not None and tree.word(colon - 1) in cues()["headline_speakers"]:
        return Speaker(0, colon, colon - 1)  # "Medics: 12 killed in shelling"
    words = [at for at in range(len(tree.tokens)) if tree.tokens[at].upos != "PUNCT"]
    if len(words) < 4 or tree.word(words[-1]) not in cues()["headline_speakers"]:
        return None
    last = first = words[-1]
    if tree.word(first - 1) in _before_sources():
        first -= 1
    before = tree.tokens[first - 1]
    if before.upos not in ("NOUN", "PROPN", "PUNCT", "NUM") or not tells(tree, set(range(first))):
        return None
    return Speaker(first, last + 1, last)
