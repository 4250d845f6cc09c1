"""Finds the sayings of one sentence: the words of saying, who speaks, and which tokens are what is said."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from rashomon.claims import attributions
from rashomon.claims.clauses import imputed
from rashomon.claims.contents import content_of
from rashomon.claims.lexicon import is_a
from rashomon.claims.phrases import Speaker, cues
from rashomon.claims.speakers import agent_of, can_speak, is_held_to, is_passive, noun_phrase, speaker_of
from rashomon.claims.stances import Saying, cue_tokens, stance_of
from rashomon.claims.tales import tale_called_untrue
from rashomon.claims.tellings import clause_of, is_denied, judge_of, of_noun, of_phrase, of_toll
from rashomon.claims.tree import Tree

_ADJOINING = ("while", "as", "when", "after", "although", "though", "because", "since", "before", "until")


_OPENING = ('"', "“", "«", "``", "„")
_SHORT = 14  # words of a sentence that only names who said the quotation beside it


def find_sayings(tree: Tree) -> list[Saying]:
    """Return the sayings of a sentence, in the order of their cues."""
    found = [
        saying
        for index in range(len(tree.tokens))
        for saying in (
            *_of_verb(tree, index),
            *_of_judging(tree, index),
            *_of_imputing(tree, index),
            *of_phrase(tree, index),
            *of_noun(tree, index),
            *of_toll(tree, index),
        )
    ]
    found = [_with_speaker(tree, each, found) for each in found]
    found.extend(_of_colon(tree, found))
    found.extend(_of_quoting(tree, found))
    spoken = {at for each in found if each.content for at in each.cue}
    found.extend(each for at in range(len(tree.tokens)) if at not in spoken for each in stance_of(tree, at))
    if not found and (source := attributions.headline_source(tree)) is not None:
        found.append(Saying(cue=(), speaker=source, content=frozenset(_around(tree, source))))
    return sorted((each for each in found if each.content or _points_on(tree, each)), key=lambda each: each.cue)


def _around(tree: Tree, source: Speaker) -> range:
    """Return the words before a source that ends a headline, or after one that opens it."""
    return range(source.first) if source.first else range(source.last + 1, len(tree.tokens))


def _with_speaker(tree: Tree, saying: Saying, found: list[Saying]) -> Saying:
    """Return the "adding that …" after an attribution with the speaker of that attribution."""
    if saying.speaker is not None or not saying.cue or not tree.word(saying.cue[0]).endswith("ing"):
        return saying
    earlier = [each for each in found if each.speaker is not None and each.cue and each.cue[0] < saying.cue[0]]
    return msgspec.structs.replace(saying, speaker=earlier[-1].speaker) if earlier else saying


def _points_on(tree: Tree, saying: Saying) -> bool:
    """Tell the "He said:" or "…?" she said." whose content is another sentence."""
    if saying.attitude or not saying.cue or not tree.has(saying.cue[0], "root"):
        return False
    return tree.word(len(tree.tokens) - 1) == ":" or (
        len(tree.tokens) <= _SHORT and tree.lemma(saying.cue[0]) in cues()["trailing"]
    )


# -- verbs ----------------------------------------------------------------------------------------


def _of_verb(tree: Tree, index: int) -> Iterator[Saying]:
    entry = cues()["verbs"].get(tree.verb_lemma(index))
    if tree.lemma(index) == "hold" and any(is_held_to(tree, at) for at in tree.children(index, "xcomp", "amod")):
        entry = {"frame": ["for", "verb"]}  # "held the army responsible for the raid"
    if entry is None or tree.tokens[index].upos not in ("VERB", "AUX") or tree.has(index, "amod"):
        return
    if tree.word(index) in ("asked", "told") and tree.has(index, "advcl") and not tree.children(index, "nsubj"):
        return
    if tree.lemma(index) == "claim" and any(
        tree.lemma(each) in cues()["claimed"] for each in tree.children(index, "obj")
    ):
        return  # "has claimed 280 lives"
    found = attributions.surface_attribution(tree, index, entry) if _governs_no_clause(tree, index) else None
    if found is None and _governed_by_quoting(tree, index):
        return
    spoken = cue_tokens(tree, index)
    speaker, content = found or _by_tree(tree, index, entry["frame"])
    if speaker is not None and is_a(tree, speaker.head, "medium") and is_denied(tree, speaker.head):
        speaker = judge_of(tree, speaker.head)  # "rejected a video showing …" is not the video's denial
    aside = set(range(speaker.first, index)) if speaker is not None else set()  # "The army, citing witnesses, said"
    yield Saying(
        cue=spoken,
        speaker=speaker,
        content=frozenset(attributions.within_relative(tree, index, content) - set(spoken) - aside),
        distance=bool(entry.get("distance")),
        thought=bool(entry.get("thought")),
    )


def _by_tree(tree: Tree, index: int, frame: list[str]) -> tuple[Speaker | None, set[int]]:
    by = tree.word(min(index + 1, len(tree.tokens) - 1)) == "by" and not tree.children(index, "nsubj")
    passive = is_passive(tree, index) or by or _is_charged(tree, index)  # not "residents said by telephone"
    if tree.lemma(index) in ("learn", "hear") and (teller := _teller(tree, index)) is not None:
        return teller, content_of(tree, index, frame)
    if passive:
        return agent_of(tree, index) or _told_at(tree, index), content_of(tree, index, frame)
    return speaker_of(tree, index), content_of(tree, index, frame)


def _told_at(tree: Tree, index: int) -> Speaker | None:
    """Return the "ministry" of "I was told at the ministry"."""
    if tree.lemma(index) not in ("tell", "inform"):
        return None
    bodies = (c for c in tree.children(index, "obl") if tree.cased(c, "in", "at", "by", "from"))
    return next((noun_phrase(tree, c) for c in bodies if tree.lemma(c) in cues()["telling_bodies"]), None)


def _is_charged(tree: Tree, index: int) -> bool:
    """Tell the headline's "Army accused of shelling a clinic": it does not accuse."""
    if tree.lemma(index) not in ("accuse", "suspect") or not tree.word(index).endswith("ed"):
        return False
    following = tree.word(min(index + 1, len(tree.tokens) - 1))
    return following == "of" and not tree.children(index, "obj", "aux")


def _teller(tree: Tree, index: int) -> Speaker | None:
    """Return the "local sources" of "learned from local sources that …"."""
    for child in tree.children(index, "obl"):
        if tree.cased(child, "from"):
            return noun_phrase(tree, child)
    return None


def _governs_no_clause(tree: Tree, index: int) -> bool:
    """Tell a verb of saying after which no clause with a subject, nor a "that", shows what is said."""
    for child in tree.children(index, "ccomp", "parataxis", "xcomp"):
        adjunct = tree.marked(child, *_ADJOINING)
        other = any(
            tree.word(at).endswith("ing") and tree.lemma(at) in cues()["trailing"] for at in range(index + 1, child + 1)
        )
        if child > index and tree.first(child, "nsubj", "expl") is not None and not adjunct and not other:
            return False
    for at in range(index + 1, min(index + 7, len(tree.tokens))):
        if tree.word(at) == "," or (tree.word(at).endswith("ing") and tree.lemma(at) in cues()["trailing"]):
            return True  # "said the officer, …", "said the officer adding that …"
        if tree.word(at) == "that":
            return False
    return True


def _governed_by_quoting(tree: Tree, index: int) -> bool:
    """Tell the "saying" of "quoted a doctor as saying": its speaker is settled by the verb of quoting."""
    head = tree.tokens[index].head
    near = [head] if head < 0 else [head, tree.tokens[head].head]
    return any(each >= 0 and tree.lemma(each) in cues()["quoting"] for each in near) and any(
        tree.word(mark) == "as" for mark in tree.children(index, "mark", "case")
    )


def _of_colon(tree: Tree, found: list[Saying]) -> Iterator[Saying]:
    """Read "The ministry justified the raid: “…”": who acts before the colon says what is quoted after it."""
    marks = (at for at in range(2, len(tree.tokens) - 1) if tree.word(at) == ":" and tree.word(at + 1) in _OPENING)
    colon = next(marks, None)
    if colon is None or any(colon + 1 in each.content or colon + 2 in each.content for each in found):
        return
    for verb in range(colon):
        if tree.tokens[verb].upos != "VERB" or tree.has(verb, "amod", "acl", "acl:relcl", "advcl", "xcomp"):
            continue
        subject = next((each for each in tree.children(verb, "nsubj") if each < verb), None)
        if subject is None or not can_speak(tree, subject) or is_passive(tree, verb):
            continue
        content = frozenset(range(colon + 1, len(tree.tokens)))
        yield Saying(cue=(verb,), speaker=noun_phrase(tree, subject), content=content)
        return


def _of_judging(tree: Tree, index: int) -> Iterator[Saying]:
    """Read "called the news about the raid a lie": who calls it so says that it is none."""
    tale = tale_called_untrue(tree, index)
    if tale is not None and (speaker := speaker_of(tree, index)) is not None:
        yield Saying(cue=(index,), speaker=speaker, content=frozenset(tree.subtree(tale)))


def _of_imputing(tree: Tree, index: int) -> Iterator[Saying]:
    """Read "blamed the raid on Norland": that Norland did it is the word of who lays it on Norland."""
    laid = imputed(tree, index) if tree.tokens[index].upos in ("NOUN", "PROPN") else None
    if laid is None:
        return
    verb = laid[0]
    by = agent_of(tree, verb) if is_passive(tree, verb) or not tree.children(verb, "nsubj") else speaker_of(tree, verb)
    if by is not None:
        yield Saying(cue=(verb,), speaker=by, content=frozenset(tree.subtree(index, ("acl", "advcl"))))


def _of_quoting(tree: Tree, found: list[Saying]) -> Iterator[Saying]:
    """Read "the agency quoted a doctor as saying that …" and "…, citing officials": the quoted speaks nearest."""
    for index, token in enumerate(tree.tokens):
        if token.upos != "VERB" or tree.lemma(index) not in cues()["quoting"]:
            continue
        passive = is_passive(tree, index)
        quoted = _quoted(tree, index, passive)
        if quoted is None:
            continue
        active = None if passive else speaker_of(tree, index)
        said = _said_as(tree, index, quoted if passive else active)
        quoter = _quoter(tree, index, said[1] if said else ()) if passive else active
        content, spoken = said if said else (_told_around(tree, index, found), (index,))
        if not content:
            continue
        yield Saying(cue=spoken, speaker=quoted, content=frozenset(content), rank=-1)
        if said and quoter is not None and quoter != quoted:
            yield Saying(cue=(index,), speaker=quoter, content=frozenset(content))


def _quoted(tree: Tree, index: int, passive: bool) -> Speaker | None:
    if passive:
        return speaker_of(tree, index)
    quoted = tree.first(index, "obj", "iobj")
    subjects = tree.children(index, "nsubj")
    if quoted is None and len(subjects) > 1 and subjects[0] < index < subjects[-1]:
        quoted = subjects[-1]  # "the channel quoted the minister as telling", two subjects to the parser
    if quoted is None:  # "quoting eyewitnesses", an oblique to the parser
        quoted = next((c for c in tree.children(index, "obl") if c > index and not tree.children(c, "case")), None)
    figure = quoted is not None and tree.lemma(quoted) in cues()["toll_nouns"]  # "cited a toll of 12 dead"
    return noun_phrase(tree, quoted) if quoted is not None and not figure else None


def _quoter(tree: Tree, index: int, spoken: tuple[int, ...]) -> Speaker | None:
    """Return the "radio" of "was quoted by the radio", "was quoted as saying by the radio"."""
    found = (agent_of(tree, each) for each in (index, *reversed(spoken)))
    return next((each for each in found if each is not None), None)


def _said_as(tree: Tree, index: int, before: Speaker | None) -> tuple[set[int], tuple[int, ...]] | None:
    """Return content and cue of "… as saying that …", wherever the parser hung the "saying".

    Where who is quoted, or who quotes, stands behind what is said, it is all that stands before him.
    """
    for each in range(index + 1, len(tree.tokens)):
        if tree.verb_lemma(each) in cues()["verbs"] and tree.word(each - 1) == "as":
            if (
                before is not None
                and attributions.ends_told(tree, each + 1)
                and attributions.tells(tree, set(range(before.first)))
            ):
                return set(range(before.first)), tuple(sorted({index, each - 1, each}))
            content = content_of(tree, each, cues()["verbs"][tree.verb_lemma(each)]["frame"])
            content = content or {at for told in tree.children(index, "ccomp") for at in tree.subtree(told)}
            return content or set(range(each + 1, len(tree.tokens))), tuple(sorted({index, each - 1, each}))
    return None


def _told_around(tree: Tree, index: int, found: list[Saying]) -> set[int]:
    """Return what "citing officials" stands behind: the content of the saying it hangs on, or its clause."""
    head = tree.tokens[index].head
    for saying in found:
        by_speaker = saying.speaker is not None and saying.speaker.head == head and not saying.attitude
        if head in saying.cue or (by_speaker and saying.content):
            return set(saying.content)
    return clause_of(tree, index, tree.subtree(index)) if tree.has(index, "advcl", "acl", "parataxis") else set()
