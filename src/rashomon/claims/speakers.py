"""Finds the noun phrase of a speaker by the tree; where it is not sound, phrases.py reads the words around it."""

from __future__ import annotations

from rashomon.claims.lexicon import is_a
from rashomon.claims.phrases import LONGEST, NOMINAL, SKIPPED, Speaker, cues, is_seam, phrase_before
from rashomon.claims.tree import Tree, run_around

_SIDE = ("acl:relcl", "advcl", "parataxis", "discourse", "cc:preconj", "vocative", "ccomp")
_EDGE = ("case", "mark", "punct", "cc", "cop", "nsubj", "aux")


def noun_phrase(tree: Tree, head: int) -> Speaker:
    """Return the noun phrase of a head by the tree, at most 20 words."""
    for more in ((), ("acl",), ("acl", "appos"), ("acl", "appos", "conj"), ("acl", "appos", "conj", "nmod")):
        first, last = _stretch(tree, head, (*_SIDE, *more))
        if last - first <= LONGEST:
            return Speaker(first, last, head)
    return Speaker(head, head + 1, head)


def _stretch(tree: Tree, head: int, without: tuple[str, ...]) -> tuple[int, int]:
    """Return the unbroken run of a noun's tokens around it, without what only introduces or follows it."""
    members = tree.subtree(head, without)
    for child in tree.children(head, *_EDGE):
        if child < head:
            members -= tree.subtree(child)
    for child in tree.children(head, "conj", "appos", "acl"):
        clausal = tree.tokens[child].upos in ("VERB", "AUX") and (
            tree.has(child, "conj")
            or tree.children(child, "nsubj")
            or tree.lemma(child) in (*cues()["verbs"], *cues()["quoting"])
        )
        if clausal:
            members -= tree.subtree(child)
    first, after = run_around(head, members)
    last = after - 1
    while last > head and (tree.tokens[last].upos in ("PUNCT", "CCONJ", "ADP", "SCONJ")):
        last -= 1
    while last > head and tree.word(last) in cues()["days"] and tree.word(last - 1) in ("on", "in", "since"):
        last -= 2
    while first < head and tree.tokens[first].upos in ("PUNCT", "CCONJ", "SCONJ"):
        first += 1
    words = [tree.word(at) for at in range(first, last + 1)]
    closes = words.count("(") > words.count(")") and last + 1 < len(tree.tokens) and tree.word(last + 1) == ")"
    return first, last + 1 + closes


def is_passive(tree: Tree, index: int) -> bool:
    """Tell a passive verb by its auxiliary."""
    return bool(tree.children(index, "aux:pass"))


def agent_of(tree: Tree, index: int) -> Speaker | None:
    """Return the speaker behind "by" of a passive."""
    for child in tree.children(index, "obl"):
        if tree.cased(child, "by"):
            return noun_phrase(tree, child)
    return None


def speaker_of(tree: Tree, index: int) -> Speaker | None:
    """Return who says what a verb of saying says: its subject, what stands before it, or a subject that it shares."""
    speaker = _found_speaker(tree, index)
    if speaker is not None and tree.word(speaker.head) == "nothing":
        return None
    return with_office(tree, speaker) if speaker is not None and speaker.first < index else speaker


def with_office(tree: Tree, speaker: Speaker) -> Speaker:
    """Return a name with the office that stands before it: "the adviser to the governor, X, wrote"."""
    comma = speaker.first - 1
    if comma < 1 or tree.word(comma) != "," or tree.tokens[speaker.head].upos != "PROPN":
        return speaker
    first = comma
    while first > 0 and tree.tokens[first - 1].upos not in ("PUNCT", "VERB", "AUX", "SCONJ", "PRON"):
        first -= 1
    office = range(first, comma)
    speaks = any(tree.lemma(at) in (*cues()["speaking"], *cues()["speaker_nouns"]) for at in office)
    begins = first < comma and tree.tokens[first].upos in ("DET", "NOUN", "ADJ", "PROPN")
    closed = speaker.last < len(tree.tokens) and tree.word(speaker.last) == ","
    if not closed and first > 0 and tree.tokens[first - 1].upos in ("VERB", "AUX"):
        return speaker  # "killed a commander in Tyre, Israel said"
    return (
        Speaker(first, speaker.last, speaker.head) if speaks and begins and speaker.last - first <= LONGEST else speaker
    )


def _found_speaker(tree: Tree, index: int) -> Speaker | None:
    if (chief := _of_several(tree, index) or _who_says(tree, index)) is not None:
        return chief
    own = _own_subject(tree, index)
    if (after := _after_opening(tree, index, own)) is not None:
        return after
    before = phrase_before(tree, index)
    if own is not None and (before is None or _is_sound(tree, own, index)):
        return _widened(tree, own, before)
    if before is not None and not _follows_conjunction(tree, index) and not _is_reduced(tree, index):
        return before
    return own or _shared_subject(tree, index)


def _after_opening(tree: Tree, index: int, own: Speaker | None) -> Speaker | None:
    """Return the "media" of "With pressure mounting on the junta to comply state media alleged"."""
    opened = own.first if own is not None else 1
    if not 0 < opened < index or tree.word(opened - 1) not in cues()["opening"]:
        return None
    before = phrase_before(tree, index, acted_on=True)
    return before if before is not None and (own is None or before.head != own.head) else None


def _of_several(tree: Tree, index: int) -> Speaker | None:
    """Return who speaks where the parser hung several subjects on one verb, for want of commas.

    "The Network which relies on volunteers and lawyers said", "The Rooms (ERR) a web of volunteers said", "The ministry
    in a letter to the head of the council John Smith said".
    """
    subjects = [each for each in tree.children(index, "nsubj") if each < index]
    if len(subjects) < 2 or tree.tokens[subjects[0]].upos not in NOMINAL:
        return None
    first, later = noun_phrase(tree, subjects[0]), noun_phrase(tree, subjects[-1])
    if first.last == later.first and later.last - first.first <= LONGEST:
        if tree.word(later.first) in ("a", "an"):
            return Speaker(first.first, later.last, first.head)
        if tree.word(first.first) in ("another", "a", "an", "one"):  # "Another group the Rooms said"
            return Speaker(first.first, later.last, later.head)
    case = tree.first(later.head, "case")
    if case == first.last and tree.word(case) in cues()["joining"]:  # "The reporter of the agency says"
        return Speaker(first.first, later.last, first.head)
    joined = any(tree.tokens[at].upos == "CCONJ" for at in range(first.last, later.head))
    if tree.children(first.head, "acl:relcl") and joined:
        return first
    before = tree.tokens[subjects[1] - 1]
    named = tree.tokens[subjects[1]].upos == "PROPN" and before.upos in NOMINAL and before.head != index
    return first if named and tree.lemma(first.head) in (*cues()["speaker_nouns"], *cues()["speaking"]) else None


def _who_says(tree: Tree, index: int) -> Speaker | None:
    """Return the "journalist" of "a journalist who was with the troops who said": the second "who" is he too."""
    head = tree.tokens[index].head
    who = tree.first(index, "nsubj")
    if head < 0 or who is None or tree.word(who) != "who" or not tree.has(index, "acl:relcl"):
        return None
    earlier = [each for each in tree.children(head, "acl:relcl") if each < who]
    return noun_phrase(tree, head) if earlier and tree.tokens[head].upos in NOMINAL else None


def _widened(tree: Tree, own: Speaker, before: Speaker | None) -> Speaker:
    """Return the noun phrase before the verb where the tree's subject is only the end of it."""
    if before is None or before.last != own.last or before.first >= own.first or tree.tokens[own.first].upos == "DET":
        return own
    if any(tree.children(at, "cop", "nsubj") for at in range(before.first, own.first)):
        return own  # "the army is responsible the mayor said"
    return before


def _own_subject(tree: Tree, index: int) -> Speaker | None:
    subjects = tree.children(index, "nsubj", "csubj") or _hung_later(tree, index) or _fronted(tree, index)
    if not subjects:
        return None
    before = [child for child in subjects if child < index]
    subject = before[-1] if before else subjects[0]
    if tree.word(subject) in ("who", "which", "that") and subject < index:
        return _antecedent(tree, index, subject)
    if tree.tokens[subject].upos in ("VERB", "AUX", "PUNCT") or (subject > index and tree.word(index).endswith("ing")):
        return None
    return noun_phrase(tree, subject)


def _hung_later(tree: Tree, index: int) -> list[int]:
    """Return a subject before the verb that the parser hung on a later one: "The commission says there was …"."""
    for at in range(index - 1, -1, -1):
        token = tree.tokens[at]
        aside = token.text.endswith("ing") and tree.word(at - 1) == ","  # "The army, citing witnesses, said"
        if token.upos in ("VERB", "AUX") and not (aside or tree.has(at, "amod", "acl")) and at < index - 1:
            return []
        if token.deprel.startswith("nsubj") and token.head > index:
            return [at]
    return []


def _fronted(tree: Tree, index: int) -> list[int]:
    """Return the "tribes" of "After the tribes, loyal until then, reported …", an oblique to the parser."""
    return [
        child
        for child in tree.children(index, "obl", "advcl", "dep")
        if child < index
        and tree.tokens[child].upos in NOMINAL
        and any(
            tree.word(case) in ("after", "since", "until", "while") for case in tree.children(child, "case", "mark")
        )
    ]


def _antecedent(tree: Tree, index: int, subject: int) -> Speaker | None:
    """Return the noun before a relative pronoun: "a guard at the ministry who said" is the guard."""
    governor = tree.tokens[index].head
    if tree.word(subject) == "who" and tree.has(index, "acl:relcl") and tree.tokens[governor].upos in NOMINAL:
        nearer = [at for at in tree.children(governor, "nmod") if at < subject]
        if nearer and not is_a(tree, max(nearer), "person"):
            return noun_phrase(tree, governor)
    for at in range(subject - 1, max(-1, subject - 4), -1):
        if tree.tokens[at].upos in NOMINAL:
            return phrase_before(tree, subject) or noun_phrase(tree, at)
    head = tree.tokens[index].head
    return noun_phrase(tree, head) if head >= 0 and tree.tokens[head].upos in NOMINAL else None


def _is_sound(tree: Tree, speaker: Speaker, index: int) -> bool:
    """Tell a subject that reaches the verb, or stands after it, and holds no seam of two noun phrases."""
    if speaker.first > index:
        return True
    between = range(speaker.last, index)
    own = {at for child in tree.children(speaker.head, "acl:relcl") for at in tree.subtree(child)}
    if own and own.issuperset(between):
        return True  # "The claim which did not mention a wedding said"
    reaches = all(tree.tokens[at].upos in SKIPPED or tree.word(at) == "who" for at in between) or any(
        tree.word(at) == "," for at in between
    )
    return reaches and not any(is_seam(tree, at) for at in range(speaker.first + 1, speaker.head + 1))


def _follows_conjunction(tree: Tree, index: int) -> bool:
    at = index - 1
    while at >= 0 and tree.tokens[at].upos in ("ADV", "AUX"):
        at -= 1
    return at >= 0 and tree.tokens[at].upos == "CCONJ"


def _is_reduced(tree: Tree, index: int) -> bool:
    """Tell a participle, infinitive or modifier, which has no noun phrase of its own before it."""
    word = tree.word(index)
    return word.endswith("ing") or tree.has(index, "amod") or tree.marked(index, "to")


def _shared_subject(tree: Tree, index: int, depth: int = 0) -> Speaker | None:
    """Return the subject of the verb that a verb of saying is joined to, hangs on or is controlled by."""
    head = tree.tokens[index].head
    if depth > 4 or not 0 <= head < len(tree.tokens):
        return None
    if tree.has(index, "acl") and tree.tokens[head].upos in (*NOMINAL, "PRON"):
        if is_what_is_said(tree, index, head) or _is_aim(tree, index, head):
            return speaker_of(tree, tree.tokens[head].head)
        return noun_phrase(tree, head) if _may_speak(tree, index, head) else _shared_subject(tree, head, depth + 1)
    if not tree.has(index, "conj", "xcomp", "advcl", "parataxis", "ccomp", "dep"):
        return None
    if tree.has(index, "xcomp") and (controller := tree.first(head, "obj")) is not None:
        return noun_phrase(tree, controller)
    if tree.tokens[head].upos in ("VERB", "AUX", "ADJ", "NOUN") and not _is_mute(tree, head):
        own = _own_subject(tree, head) if tree.tokens[head].upos != "NOUN" or tree.children(head, "nsubj") else None
        if own is not None:
            return speaker_of(tree, head)
        return _shared_subject(tree, head, depth + 1)
    return _shared_subject(tree, head, depth + 1)


def is_what_is_said(tree: Tree, index: int, noun: int) -> bool:
    """Tell the "responsibility" of "denied any responsibility, saying …": he speaks who denies it, not its object."""
    verb = tree.tokens[noun].head
    if not tree.word(index).endswith("ing") or not tree.has(noun, "obj") or tree.tokens[noun].upos != "NOUN":
        return False
    says = tree.lemma(verb) in cues()["verbs"] and tree.lemma(verb) not in cues()["quoting"]
    return says and tree.lemma(noun) not in (*cues()["speaking"], *cues()["speaker_nouns"], *cues()["nouns"])


def is_held_to(tree: Tree, index: int) -> bool:
    """Tell the "responsible" of "held the army responsible for the raid"."""
    head = tree.tokens[index].head
    return tree.word(index) in ("responsible", "accountable", "liable") and head >= 0 and tree.lemma(head) == "hold"


def _is_aim(tree: Tree, index: int, noun: int) -> bool:
    """Tell the "intention" of "announced his intention to ask": he asks who announces it."""
    aimed = tree.marked(index, "to")
    return aimed and tree.has(noun, "obj") and bool(tree.children(noun, "nmod:poss"))


def _is_mute(tree: Tree, head: int) -> bool:
    """Tell a passive, whose subject cannot be the one who adds or notes."""
    return is_passive(tree, head) and tree.lemma(head) not in ("quote", "cite")


def _may_speak(tree: Tree, index: int, head: int) -> bool:
    return index - head <= 6 or tree.lemma(head) in cues()["speaking"]


def side_by_side(tree: Tree, speaker: Speaker) -> list[Speaker]:
    """Return each of those who speak together, "the police and the mayor"; one where it may be one body or person.

    A part needs an article, a name or a plural of its own: not "the journalist and activist", "Ministry of Health and
    Sport", "the Chinese and Russian envoys".
    """
    parts = [c for c in _joined(tree, speaker.head) if speaker.head < c < speaker.last]
    joints = [_joint(tree, part) for part in parts]
    if not parts or None in joints or tree.has(speaker.head, "obj", "iobj"):
        return [speaker]
    cuts = [at for at in joints if at is not None]
    ends = [*cuts, speaker.last]
    first = Speaker(speaker.first, _trimmed(tree, speaker.head, ends[0]), speaker.head)
    others = [
        Speaker(cut + 1, _trimmed(tree, part, end), part) for cut, part, end in zip(cuts, parts, ends[1:], strict=True)
    ]
    heads_a_list = bool(tree.children(speaker.head, "nmod"))
    whole = all(_stands_alone(tree, each, speaker.head, heads_a_list) for each in others)
    return [first, *others] if whole else [speaker]


def _joined(tree: Tree, head: int) -> list[int]:
    """Return what is coordinated with a speaker, be it hung inside the name: "the Watch for Rights and the Guard"."""
    found = tree.children(head, "conj")
    for inner in tree.children(head, "nmod") if tree.tokens[head].upos == "PROPN" else ():
        plain = not tree.children(inner, "det")
        found += [c for c in tree.children(inner, "conj") if plain and tree.children(c, "det")]
    return found


def _joint(tree: Tree, part: int) -> int | None:
    """Return the "and" before a coordinated noun, or the comma of a list."""
    before = [c for c in tree.children(part, "cc", "punct") if c < part]
    return before[-1] if before and tree.word(before[-1]) in ("and", ",", "&") else None


def _trimmed(tree: Tree, head: int, last: int) -> int:
    while last - 1 > head and tree.tokens[last - 1].upos in ("PUNCT", "CCONJ"):
        last -= 1
    return last


def _stands_alone(tree: Tree, part: Speaker, first: int, after_of: bool) -> bool:
    if any(c < part.head for c in tree.children(part.head, "det", "nmod:poss")):
        return True
    if after_of or part.first > part.head or not part.head < part.last:
        return False
    upos = tree.tokens[part.head].upos
    plural = upos == "NOUN" and tree.word(part.head) != tree.lemma(part.head)
    return plural or (upos == "PROPN" and tree.tokens[first].upos == "PROPN")


def can_speak(tree: Tree, noun: int) -> bool:
    """Tell whether a noun is of somebody or something that speaks."""
    if tree.tokens[noun].upos == "PRON":
        return tree.word(noun) in ("he", "she", "they")
    known = tree.lemma(noun) in (*cues()["speaking"], *cues()["speaker_nouns"])
    return known or tree.tokens[noun].upos == "PROPN" or is_a(tree, noun, "person|party")
