"""Finds the sayings that no verb of saying carries: "according to the army", "a statement that …", "gave a toll of"."""

from __future__ import annotations

from collections.abc import Iterator

from rashomon.claims.lexicon import is_a
from rashomon.claims.negation import nobody
from rashomon.claims.phrases import Speaker, cues, phrase_after, phrase_before
from rashomon.claims.speakers import agent_of, is_passive, noun_phrase, speaker_of
from rashomon.claims.stances import Saying
from rashomon.claims.tales import called_untrue, is_bare_tale, judged_tale, says_that
from rashomon.claims.tree import Tree


def of_phrase(tree: Tree, index: int) -> Iterator[Saying]:
    """Read "according to the army": what it covers is its clause, or the sentence where it stands at an edge."""
    words = " ".join(tree.word(each) for each in range(index, min(index + 4, len(tree.tokens))))
    phrase = next((each for each in cues()["phrases"] if f"{words} ".startswith(f"{each} ")), None)
    if phrase is None:
        return
    length = len(phrase.split())
    if (told := _what_was_told(tree, index + length)) is not None:
        teller, verb = told
        own = set(range(index, max(verb + 1, teller.last)))
        cue = (*range(index, index + length), verb)
        yield Saying(cue=cue, speaker=teller, content=frozenset(clause_of(tree, verb, own)), rank=1)
        return
    head = _objectof_phrase(tree, index, index + length)
    if head is None or tree.lemma(head) in cues()["according_not"]:
        return
    speaker = _after_phrase(tree, head, index + length)
    own = set(range(index, speaker.last))
    yield Saying(
        cue=tuple(range(index, index + length)),
        speaker=speaker,
        content=frozenset(clause_of(tree, head, own)),
        rank=1,
    )


def _what_was_told(tree: Tree, at: int) -> tuple[Speaker, int] | None:
    """Return the "army" and the "announced" of "according to what the army announced", "what was announced by it"."""
    if at >= len(tree.tokens) or tree.word(at) != "what":
        return None
    verbs = (v for v in range(at + 1, len(tree.tokens)) if tree.tokens[v].upos == "VERB")
    verb = next((v for v in verbs if tree.lemma(v) in cues()["verbs"]), None)
    if verb is None:
        return None
    subject = next((each for each in tree.children(verb, "nsubj") if at < each < verb), None)
    told = noun_phrase(tree, subject) if subject is not None else phrase_before(tree, verb)
    teller = agent_of(tree, verb) if is_passive(tree, verb) else told
    return (teller, verb) if teller is not None and teller.first > at else None


def _after_phrase(tree: Tree, head: int, after: int) -> Speaker:
    """Return the noun phrase after "according to", cut where lost commas let it run into a clause."""
    speaker = noun_phrase(tree, head)
    last = speaker.last
    while last < len(tree.tokens) and tree.tokens[last].upos == "PROPN" and tree.word(last) not in cues()["days"]:
        last += 1
    speaker = Speaker(speaker.first, last, head)
    return speaker if speaker.first >= after else (phrase_after(tree, after - 1) or Speaker(head, head + 1, head))


def _objectof_phrase(tree: Tree, index: int, after: int) -> int | None:
    if after >= len(tree.tokens):
        return None
    head = tree.tokens[index].head
    if tree.has(index, "case", "mark") and head >= after:
        return head
    governed = [
        child for each in range(index, after) for child in tree.children(each, "obl", "nmod", "obj") if child >= after
    ]
    if governed:
        return governed[0]
    return next((e for e in range(after, len(tree.tokens)) if tree.tokens[e].upos in ("NOUN", "PROPN", "PRON")), None)


def clause_of(tree: Tree, index: int, own: set[int]) -> set[int]:
    """Return the clause that a phrase of saying belongs to, without the phrase itself."""
    edge = [each for each in range(len(tree.tokens)) if tree.tokens[each].upos != "PUNCT"]
    if edge and (edge[0] in own or (edge[-1] in own and not _follows_coordination(tree, min(own)))):
        return set(range(len(tree.tokens))) - own
    for ancestor in tree.ancestors(index):
        if ancestor not in own and tree.tokens[ancestor].upos in ("VERB", "AUX", "ADJ"):
            return tree.subtree(ancestor) - own
    return set(range(len(tree.tokens))) - own


def _follows_coordination(tree: Tree, index: int) -> bool:
    """Tell whether a coordinated clause with a subject of its own ends in the phrase: then it covers that alone.

    After a comma the phrase stands behind all that comes before.
    """
    if index and tree.word(index - 1) == ",":
        return False
    for ancestor in tree.ancestors(index):
        subject = tree.first(ancestor, "nsubj")
        if tree.has(ancestor, "conj", "advcl") and subject is not None and subject < ancestor:
            return True
    return False


def of_noun(tree: Tree, index: int) -> Iterator[Saying]:
    """Read "a statement that …", "reports that …": the noun speaks, or the one whose statement it is."""
    if tree.tokens[index].upos != "NOUN" or tree.lemma(index) not in cues()["nouns"]:
        return
    commented = tree.lemma(max(tree.tokens[index].head, 0)) in cues()["commenting"]
    if tree.cased(index, "in") or (tree.cased(index, "on") and not commented):
        return  # "announced in a statement that …": the verb speaks
    if nobody(tree, index) is not None:
        return  # "had no confirmation that …"
    for child in tree.children(index, "acl", "ccomp"):
        if not (says_that(tree, child) or is_bare_tale(tree, child)):
            continue
        holder = judge_of(tree, index) if is_denied(tree, index) else _holder(tree, index)
        if holder is None:
            continue
        if holder.head == index:
            holder = holder._replace(last=min(holder.last, min(tree.subtree(child))))
        yield Saying(
            cue=(index,),
            speaker=holder,
            content=frozenset(tree.subtree(child)),
            distance=tree.lemma(index) in cues()["distant_nouns"],
        )


def is_denied(tree: Tree, tale: int) -> bool:
    """Tell whether a tale, or a film, is rejected or called untrue."""
    judged = judged_tale(tree, tale)
    return judged is not None and judged.mood == "denied"


def judge_of(tree: Tree, tale: int) -> Speaker | None:
    """Return who denies a tale by a verb; where it is called untrue, nobody who told it speaks."""
    head = tree.tokens[tale].head
    if head >= 0 and called_untrue(tree, head):
        head = tree.tokens[head].head  # "rejected as fabricated a video"
    if tree.tokens[tale].deprel == "nsubj:pass" and head >= 0:
        return agent_of(tree, head)
    by_verb = head >= 0 and tree.has(tale, "obj", "obl", "parataxis") and tree.tokens[head].upos == "VERB"
    return speaker_of(tree, head) if by_verb else None


def _holder(tree: Tree, index: int) -> Speaker:
    """Return whose statement it is: its possessor, the party before it, who makes it, or the statement itself."""
    if (possessor := tree.first(index, "nmod:poss")) is not None:
        return noun_phrase(tree, possessor)
    for teller in tree.children(index, "nmod"):
        if tree.cased(teller, "by", "from"):
            return noun_phrase(tree, teller)
    against = tree.lemma(max(tree.tokens[index].head, 0)) in cues()["countering"]
    party = next(
        (c for c in tree.children(index, "compound") if c == index - 1 and is_a(tree, c, "person|party")), None
    )
    if against:  # "to counter rebel allegations that": the rebels allege, who counters does not
        return noun_phrase(tree, index) if party is None else Speaker(party, party + 1, party)
    head = tree.tokens[index].head
    if head >= 0 and tree.has(index, "obj") and tree.lemma(head) in (*cues()["verbs"], *cues()["making"]):
        made = speaker_of(tree, head)
        if made is not None:
            return made
    return noun_phrase(tree, index)


def of_toll(tree: Tree, index: int) -> Iterator[Saying]:
    """Read "gave a toll of 12 dead", and "tolls provided by officials exceeded 80"."""
    yield from _of_given_toll(tree, index)
    if tree.tokens[index].upos != "VERB" or tree.lemma(index) not in cues()["toll_verbs"]:
        return
    toll = tree.first(index, "obj")
    speaker = speaker_of(tree, index)
    if toll is None or speaker is None or tree.lemma(toll) not in cues()["toll_nouns"]:
        return
    if any(tree.word(subject) in ("which", "that", "what") for subject in tree.children(index, "nsubj")):
        return  # "… (south of the capital), which raises the number": nobody counts
    settles = tree.word(speaker.head) in ("it", "he") and tree.lemma(index) in cues()["toll_settled"]
    if tree.lemma(speaker.head) in cues()["toll_not"] and not settles:
        return
    adjuncts = tree.children(index, "obl", "advmod", "acl", "xcomp", "conj", "nmod")
    content = tree.subtree(toll).union({index}, *(tree.subtree(child) for child in adjuncts if child > index))
    yield Saying(cue=(index,), speaker=speaker, content=frozenset(content))


def _of_given_toll(tree: Tree, index: int) -> Iterator[Saying]:
    """Read "death tolls provided by officials exceeded 80": the officials count."""
    if tree.tokens[index].upos not in ("NOUN", "PROPN") or tree.lemma(index) not in cues()["toll_nouns"]:
        return
    for teller in tree.children(index, "nmod"):
        if tree.cased(teller, "by", "from") and tree.has(index, "nsubj"):  # "a toll from the ministry put it at 12"
            content = frozenset(clause_of(tree, index, tree.subtree(teller)))
            yield Saying(cue=(index,), speaker=noun_phrase(tree, teller), content=content, rank=1)
    for given in tree.children(index, "acl"):
        gives = tree.lemma(given) in cues()["toll_verbs"] or tree.lemma(given) in (*cues()["verbs"], *cues()["making"])
        speaker = agent_of(tree, given) if gives and not tree.word(given).endswith("ing") else None
        if speaker is not None:
            yield Saying(
                cue=(given,), speaker=speaker, content=frozenset(clause_of(tree, index, tree.subtree(given))), rank=1
            )
