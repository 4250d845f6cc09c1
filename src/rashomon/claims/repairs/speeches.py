"""Repairs of what hangs on a word for what somebody tells."""

from __future__ import annotations

from rashomon.claims.clauses import ACCUSING, PAPERS
from rashomon.claims.lexicon import is_a, lexicon
from rashomon.claims.negation import certainty_words
from rashomon.claims.phrases import cues
from rashomon.claims.repairs.subjects import Change, verbs
from rashomon.claims.scene import is_event
from rashomon.claims.tales import is_bare_tale, is_tale, says_that
from rashomon.claims.tree import Tree


def clause_of_tale(tree: Tree) -> Change:
    """ "allegations that it was behind the raid", "accusations it shelled the town": a clause is what is told."""
    changes: Change = {}
    for clause in range(len(tree.tokens)):
        head = _tale_above(tree, clause)
        if head < 0 or not is_tale(tree, head):
            continue
        if head != tree.tokens[clause].head and tree.has(clause, "acl") and tree.first(clause, "nsubj") is not None:
            changes[tree.tokens[clause].head] = (head, "nmod")  # "claims by the rebels that they took it"
            changes[clause] = (head, "acl")
        whole = bool(tree.children(clause, "cop")) and tree.first(clause, "nsubj") is not None
        if (tree.has(clause, "nmod", "obl", "advcl") and whole and says_that(tree, clause)) or (
            tree.has(clause, "acl:relcl") and is_bare_tale(tree, clause)
        ):
            changes[clause] = (head, "acl")
    return changes


def _tale_above(tree: Tree, clause: int) -> int:
    """Return what a clause hangs on; of "denied allegations that it was behind it" the noun that the "that" follows."""
    head = tree.tokens[clause].head
    that = next((mark for mark in tree.children(clause, "mark") if tree.word(mark) == "that"), 0)
    if that > 0 and head == that - 1 and (tale := _told_by(tree, head)) is not None:
        return tale
    follows = (
        that > 0
        and tree.has(clause, "obl", "advcl")
        and tree.has(that - 1, "obj")
        and tree.tokens[that - 1].head == head
    )
    return that - 1 if follows else head


def _told_by(tree: Tree, teller: int) -> int | None:
    """Return the "claims" of "claims by the rebels that …"."""
    by = next((case for case in tree.children(teller, "case") if tree.word(case) in ("by", "from")), 0)
    return by - 1 if by > 0 and tree.has(teller, "obl", "nmod") and is_tale(tree, by - 1) else None


def tale_before_verdict(tree: Tree) -> Change:
    """ "reports that 30 were captured were untrue", "claims that it fled were denied": the reports are judged."""
    changes: Change = {}
    for tale in range(len(tree.tokens) - 3):
        if not (is_tale(tree, tale) or is_a(tree, tale, "medium")) or tree.children(tale, "case"):
            continue
        told = next((c for c in tree.children(tale, "acl") if c > tale), None)
        verdict = _verdict_behind(tree, tale, told) if told is not None else None
        if told is None or verdict is None:
            continue
        subject = "nsubj:pass" if tree.children(verdict, "aux:pass") else "nsubj"
        speech = tree.tokens[tale].head
        if tree.has(tale, "nsubj") and speech > verdict:
            changes[verdict] = (speech, "ccomp")  # "the video showing … is fake, the army said"
        elif tree.tokens[verdict].head in (tale, told):
            changes[verdict] = (speech, tree.tokens[tale].deprel)
        changes[tale] = (verdict, subject)
        changes |= {mark: (told, "mark") for mark in tree.children(verdict, "mark") if mark < told}
    return changes


def _verdict_behind(tree: Tree, tale: int, told: int) -> int | None:
    """Return the "untrue" or "denied" behind what a tale tells, that has no subject of its own."""
    beside = tree.children(tree.tokens[tale].head, "ccomp", "parataxis") if tree.has(tale, "obj") else []
    below = [c for at in (tale, told) for c in tree.children(at, "acl", "ccomp", "parataxis")]
    for verdict in (*below, *beside):
        carried = [c for c in tree.children(verdict, "cop", "aux") if c > told]
        lost = verdict > told and carried and not tree.children(verdict, "nsubj")
        if lost and all(mark < told for mark in tree.children(verdict, "mark")):
            return verdict
    return None


def subject_of_tale(tree: Tree) -> Change:
    """ "called the news about the raid a lie": the raid is what the news is about, whatever it was hung on."""
    changes: Change = {}
    for noun in range(2, len(tree.tokens)):
        about, tale = tree.first(noun, "case"), -1
        if about is not None and tree.has(noun, "obl") and is_event(tree, noun):
            tale = about - 1
        if tale < 0 or not is_tale(tree, tale) or tree.word(about or 0) not in certainty_words()["tales"]["about"]:
            continue
        if tree.has(tale, "obj") and tree.tokens[tale].head == tree.tokens[noun].head:
            changes[noun] = (tale, "nmod")
    return changes


def clause_of_first_speaker(tree: Tree) -> Change:
    """ "Norland said it would send troops the radio reported": the clause is what Norland said, not the radio alone.

    "The general said the army had lost 12 men and added that …": he adds, not the army.
    """
    changes: Change = {}
    for adds in range(len(tree.tokens)):
        clause = tree.tokens[adds].head
        if not tree.has(adds, "conj") or tree.lemma(adds) not in cues()["adding"] or tree.children(adds, "nsubj"):
            continue
        says = tree.tokens[clause].head
        under = says >= 0 and tree.has(clause, "ccomp") and tree.lemma(says) in cues()["verbs"]
        if under and tree.first(adds, "ccomp") is not None and tree.lemma(clause) not in cues()["verbs"]:
            changes[adds] = (says, "conj")
    for last in range(len(tree.tokens)):
        told = [each for each in tree.children(last, "ccomp") if each < last]
        if len(told) < 2 or tree.lemma(last) not in cues()["trailing"]:
            continue
        said, clause = told[0], told[1]
        subject = tree.first(clause, "nsubj")
        opens = tree.lemma(said) in cues()["trailing"] and not tree.children(said, "ccomp")
        if opens and subject is not None and tree.first(said, "nsubj") is not None and said < subject < clause:
            changes[clause] = (said, "ccomp")
    return changes


def plea_of_who_counters(tree: Tree) -> Change:
    """ "countered claims that the army used mines, arguing that …": he argues who counters, not who is accused."""
    changes: Change = {}
    for plea in range(len(tree.tokens)):
        if not tree.word(plea).endswith("ing") or tree.lemma(plea) not in cues()["verbs"]:
            continue
        clause = tree.tokens[plea].head
        if clause < 0 or not tree.has(plea, "advcl", "acl", "xcomp") or tree.children(plea, "mark", "nsubj"):
            continue
        tale = tree.tokens[clause].head
        if tale < 0 or not tree.has(clause, "acl", "ccomp") or not is_tale(tree, tale) or not tree.has(tale, "obj"):
            continue
        verb = tree.tokens[tale].head
        if tree.lemma(verb) in (*cues()["countering"], *certainty_words()["tales"]["refuting"]):
            changes[plea] = (verb, "advcl")
    return changes


def deed_after_what_is_said(tree: Tree) -> Change:
    """ "Residents believe that soldiers took arms and were behind the raid": of the past, it is no second saying."""
    changes: Change = {}
    for verb in range(len(tree.tokens)):
        entry = cues()["verbs"].get(tree.lemma(verb))
        told = tree.first(verb, "ccomp")
        if entry is None or told is None or tree.tokens[verb].upos != "VERB" or not _is_present(tree, verb):
            continue
        for deed in tree.children(verb, "conj"):
            joined = [tree.word(cc) for cc in tree.children(deed, "cc")] == ["and"]
            alone = joined and deed > told and not tree.children(deed, "nsubj", "mark")
            if alone and tree.lemma(deed) not in cues()["verbs"] and _is_past(tree, deed):
                changes[deed] = (told, "conj")
    return changes


def _is_present(tree: Tree, verb: int) -> bool:
    return tree.word(verb) in (tree.lemma(verb), f"{tree.lemma(verb)}s") and not tree.children(verb, "aux", "mark")


def _is_past(tree: Tree, verb: int) -> bool:
    carried = [tree.word(each) for each in tree.children(verb, "aux", "cop")]
    return any(word in ("was", "were", "had") for word in carried) or (
        not carried and tree.tokens[verb].upos == "VERB" and tree.word(verb).endswith("ed")
    )


def accused_before_of(tree: Tree) -> Change:
    """ "accuses the force of having bombarded": a noun between the verb and "of" is the accused."""
    changes: Change = {}
    for verb in verbs(tree):
        if tree.lemma(verb) not in ACCUSING or tree.children(verb, "obj", "iobj", "nsubj:pass"):
            continue
        for noun in range(verb + 1, min(verb + 8, len(tree.tokens) - 1)):
            told = tree.word(noun + 1) in ("of", "for") and tree.tokens[noun].upos in ("NOUN", "PROPN")
            loose = tree.tokens[noun].head > noun or tree.tokens[noun].head == verb
            if told and loose and tree.has(noun, "obj", "nsubj", "obl", "dep") and not tree.cased(noun, "by"):
                changes[noun] = (verb, "obj")
                break
    return changes


def speech_after_relative(tree: Tree) -> Change:
    """ "condemned an attack that killed ten and urged both sides": who speaks is the subject of the main verb."""
    changes: Change = {}
    for verb in verbs(tree):
        above = tree.tokens[verb].head
        if not tree.has(verb, "conj") or above < 0 or tree.tokens[above].deprel != "acl:relcl":
            continue
        speaks = any(p.kind in ("request", "accuse", "threaten") for p in lexicon().verbs.get(tree.lemma(verb), ()))
        noun = tree.tokens[above].head
        main = next((a for a in tree.ancestors(noun) if tree.tokens[a].upos == "VERB"), None)
        if speaks and main is not None and not tree.children(verb, "nsubj"):
            changes[verb] = (main, "conj")
    return changes


def earlier_or_later(tree: Tree) -> Change:
    """A clause of time that hangs on a saying verb beside what was said before it goes with what was said."""
    changes: Change = {}
    for verb in verbs(tree):
        told = [c for c in tree.children(verb, "ccomp") if c < verb]
        for clause in tree.children(verb, "ccomp") if told else []:
            timed = tree.marked(clause, "after", "before", "while")
            if clause > verb and timed:
                changes[clause] = (told[0], "advcl")
    return changes


def speech_after_object(tree: Tree) -> Change:
    """ "rejected the accusation saying its troops had not fired": who rejected says so, not the accusation."""
    changes: Change = {}
    for saying in verbs(tree):
        noun = tree.tokens[saying].head
        spoken = tree.word(saying).endswith("ing") and tree.lemma(saying) in cues()["trailing"]
        if not spoken or not tree.has(saying, "acl") or not tree.children(saying, "ccomp"):
            continue
        main = tree.tokens[noun].head
        speaks = is_a(tree, noun, "person|party|teller|medium") or tree.lemma(noun) in cues()["speaker_nouns"]
        speaks = speaks or tree.lemma(noun) in (*PAPERS, "message", "post")
        refused = main >= 0 and tree.lemma(main) in certainty_words()["tales"]["refuting"]
        if main >= 0 and tree.has(noun, "obj") and (refused or not speaks) and tree.children(main, "nsubj"):
            changes[saying] = (main, "advcl")
    return changes
