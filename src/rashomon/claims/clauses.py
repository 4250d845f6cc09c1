"""Who does what in a clause: its subject, object and complements, also where the syntax leaves them out."""

from __future__ import annotations

from rashomon.claims.lexicon import is_a, lexicon
from rashomon.claims.tree import Tree

NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "SYM", "X", "ADJ", "DET")
SUBJECT_CONTROL = frozenset(["promise", "threaten", "vow", "pledge", "refuse", "offer", "agree", "try", "want"])
PAPERS = ("document", "communique", "communiqué", "release", "statement", "text", "note", "bulletin", "letter")
WEEKDAYS = frozenset(
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday", "tonight"]
)
UNDERGONE = frozenset(["casualties", "arrest", "release", "capture", "loss"])
IMPUTING = {
    "blame": ("on", "upon"),
    "attribute": ("to",),
    "impute": ("to",),
    "ascribe": ("to",),
}
ACCUSING = frozenset(
    ["accuse", "suspect", "convict", "blame", "charge", "condemn", "denounce", "criticize", "criticise", "indict"]
)
REQUESTING = frozenset(
    ["call", "urge", "ask", "order", "tell", "appeal", "press", "invite", "instruct", "command", "beg"]
)
SENDING = frozenset(["send", "dispatch", "assign", "appoint", "hire", "bribe", "delegate"])
PENAL = frozenset(["sentence", "jail", "imprison", "arrest", "detain", "fine", "punish", "prosecute"])
DEPTH = 6  # how many clauses up a missing subject is looked for
IRREGULAR = frozenset(
    [
        "shot",
        "laid",
        "burnt",
        "dug",
        "flown",
        "hidden",
        "stolen",
        "hit",
        "hurt",
        "struck",
        "slain",
        "beaten",
        "torn",
        "taken",
        "seen",
        "driven",
        "held",
        "sent",
        "put",
        "set",
        "left",
        "lost",
        "found",
        "built",
        "cut",
        "thrown",
        "blown",
        "fought",
        "sunk",
        "brought",
        "broken",
        "captured",
        "known",
        "made",
        "done",
        "said",
        "won",
        "led",
        "torn",
        "overrun",
        "withdrawn",
        "given",
    ]
)


def is_passive(tree: Tree, verb: int) -> bool:
    """Tell whether the subject of a verb is the one it is done to."""
    relations = {tree.tokens[c].deprel for c in tree.children(verb)}
    if "aux:pass" in relations:
        return True
    if _done_by(tree, verb):
        return True
    if _shares_object(tree, verb):
        return False
    if not relations & {"aux", "obj"} and _aims(tree, verb):
        return False
    if "nsubj:pass" in relations:  # without its auxiliary only of those to whom things are done, as in headlines
        if own_object(tree, verb) is not None:
            return False
        if tree.has(verb, "conj") and tree.children(tree.tokens[verb].head, "aux:pass"):
            return True  # "were taken hostage and three of them later executed"
        return "aux" not in relations and any(p.kind in UNDERGONE for p in lexicon().verbs.get(tree.lemma(verb), ()))
    word = tree.word(verb)
    if word.endswith("ing") or (word == tree.lemma(verb) and tree.tokens[verb].upos != "ADJ"):
        return False
    if not (word.endswith(("ed", "en")) or word in IRREGULAR):
        return False
    obj = own_object(tree, verb)
    if obj is not None:  # "five were killed and twenty wounded": what the parser takes for an object was the subject
        return obj < verb and tree.has(verb, "conj")
    if tree.has(verb, "acl", "advcl", "amod", "xcomp") and not own_subject(tree, verb):
        return not tree.children(verb, "aux") and tree.tokens[verb].deprel != "acl:relcl"
    if tree.has(verb, "conj") and not tree.children(verb, "nsubj", "aux"):
        return is_passive(tree, tree.tokens[verb].head) if 0 <= tree.tokens[verb].head < len(tree.tokens) else False
    return _bare_participle(tree, verb)


def _aims(tree: Tree, verb: int) -> bool:
    """ "snipers shot at people": at whom is told, so the subject is who aimed."""
    phrases = {p.words[1] for p in lexicon().verbs.get(tree.lemma(verb), ()) if len(p.words) == 2}
    subject = own_subject(tree, verb)
    aimed = any(word in phrases for word, _ in complements(tree, verb) if word in ("at", "upon"))
    return aimed and bool(subject) and not tree.children(verb, "mark")


def _shares_object(tree: Tree, verb: int) -> bool:
    """ "gunmen shot and killed a leader": the object is of both."""
    beside = [c for c in tree.children(verb, "conj") if c - verb <= 3 and not own_subject(tree, c)]
    return any(own_object(tree, c) is not None and not tree.children(c, "aux") for c in beside)


def _done_by(tree: Tree, verb: int) -> bool:
    """A headline's "Airbase struck by missiles", "Port shelled by rebels": a participle with the one who did it."""
    word = tree.word(verb)
    if not (word.endswith(("ed", "en")) or word in IRREGULAR) or tree.children(verb, "aux", "obj"):
        return False
    done = any(p.kind in UNDERGONE | {"attack"} for p in lexicon().verbs.get(tree.lemma(verb), ()))
    head = tree.tokens[verb].head
    beside = tree.has(verb, "conj") and tree.tokens[head].upos == "ADJ"  # "loyal to Kerr and backed by jets"
    return (done or beside) and any(
        word == "by" and (tree.tokens[noun].deprel == "obl:agent" or _acts(tree, noun))
        for word, noun in complements(tree, verb)
    )


def _acts(tree: Tree, noun: int) -> bool:
    return tree.tokens[noun].upos == "NOUN" and is_a(tree, noun, "person|party|weapon|craft|event|doer")


def _bare_participle(tree: Tree, verb: int) -> bool:
    """A headline's "Six killed in raid", "four captured": people who kill nobody are those who were killed."""
    if tree.children(verb, "aux"):
        return False
    subjects = own_subject(tree, verb)
    named = [
        p
        for p in lexicon().verbs.get(tree.lemma(verb), ())
        if len(p.words) == 1 and p.kind in ("casualties", "loss", "arrest", "release")
    ]
    return bool(named) and bool(subjects) and any(_suffers(tree, s) for s in subjects)


def _suffers(tree: Tree, index: int) -> bool:
    return is_a(tree, index, "person") or tree.tokens[index].upos == "NUM"


def own_subject(tree: Tree, verb: int) -> list[int]:
    """Return the subject that stands in the clause itself."""
    before = [c for c in tree.children(verb, "obj") if c < verb and tree.tokens[c].upos in ("NUM", "NOUN")]
    if before and tree.has(verb, "conj") and not tree.children(verb, "nsubj"):
        return before[:1]
    found = [c for c in tree.children(verb, "nsubj") if tree.tokens[c].upos in NOMINAL]
    return [c for c in found if c < verb][-1:] or found[:1]  # of two before the verb the nearer one


def own_object(tree: Tree, verb: int) -> int | None:
    """Return the object that stands in the clause itself."""
    objects = (c for c in tree.children(verb, "obj") if tree.tokens[c].upos in NOMINAL)
    found = [c for c in objects if tree.word(c) not in WEEKDAYS]
    if len(found) > 1:  # "took as spoils two lorries"
        found = [c for c in found if not preposition(tree, c)] or found
    if len(found) > 1 and found[1] == found[0] + 1:
        return found[1]  # "a schools complex": two objects side by side are one phrase
    return found[0] if found else None


def subject_of(tree: Tree, verb: int, depth: int = DEPTH) -> int | None:
    """Return the head of a verb's subject, its own or the one that the syntax lends it; relatives go to their noun."""
    own = own_subject(tree, verb)
    if own:
        return _relative(tree, own[0], verb)
    head = tree.tokens[verb].head
    if depth == 0 or not 0 <= head < len(tree.tokens):
        return None
    deprel = tree.tokens[verb].deprel
    stem = deprel.partition(":")[0]
    if any(tree.word(m) in ("of", "for") for m in tree.children(verb, "mark", "case")):
        accuser = next(
            (a for a in tree.ancestors(verb) if tree.lemma(a) in ACCUSING | PENAL and tree.tokens[a].upos == "VERB"),
            None,
        )
        if accuser is not None:
            return _accused(tree, accuser)  # never the accuser, even where the accused is unknown
    if tree.lemma(head) in ACCUSING and tree.tokens[head].upos == "VERB" and _charged(tree, head, verb):
        return _accused(tree, head)
    if deprel == "acl:relcl":
        return head
    if stem == "acl":
        return _acl_subject(tree, verb, head, depth)
    if stem == "amod" and tree.tokens[head].upos in NOMINAL:
        return head
    if (
        tree.tokens[head].upos in ("NOUN", "PROPN", "PRON", "NUM")
        and stem in ("advcl", "conj")
        and not _is_clause(tree, head)
    ):
        return head if stem == "advcl" else None
    if stem in ("advcl", "ccomp", "xcomp") and tree.lemma(head) in REQUESTING and _infinitive(tree, verb):
        asked = _asked(tree, head)
        if asked is not None or stem != "xcomp":
            return asked
    if stem == "xcomp":
        obj = own_object(tree, head)
        obj = tree.first(head, "iobj") if obj is None else obj  # "allow the team to look"
        if obj is not None and tree.lemma(head) not in SUBJECT_CONTROL:
            return obj
        return subject_of(tree, head, depth - 1)
    if stem == "advcl" and tree.lemma(head) in SENDING and _infinitive(tree, verb):
        sent = own_object(tree, head)
        if sent is not None and (tree.tokens[sent].upos == "PROPN" or is_a(tree, sent, "person")):
            return sent  # "dispatched an envoy to press for"
    if stem in ("conj", "advcl", "parataxis", "ccomp"):
        if stem in ("parataxis", "ccomp") and not tree.word(verb).endswith("ing"):
            return None
        if stem == "ccomp" and verb < head:
            return None  # a heading's "Bombing the port The general said": nobody is said to do it
        seen = own_object(tree, head) if stem == "ccomp" else None
        if seen is not None and head < seen < verb:
            return seen  # "showed rescuers pulling a man out"
        return subject_of(tree, head, depth - 1)
    return None


def _asked(tree: Tree, asking: int) -> int | None:
    """ "called on the militia to release", "urged the government to halt": who is asked would do it."""
    asked = own_object(tree, asking)
    if asked is None:
        asked = tree.first(asking, "iobj")
    if asked is None:
        asked = next((h for w, h in complements(tree, asking) if w in ("on", "upon", "to", "for")), None)
    return asked


def _charged(tree: Tree, accuser: int, verb: int) -> bool:
    """Tell whether "of" or "for" and an -ing form stand between an accusing verb and a later one."""
    between = range(accuser + 1, verb)
    return any(tree.word(i) in ("of", "for") and tree.word(i + 1).endswith("ing") for i in between)


def _infinitive(tree: Tree, verb: int) -> bool:
    return tree.marked(verb, "to")


def _accused(tree: Tree, accuser: int) -> int | None:
    """ "accused the militia of shelling": the accused is the one who acts."""
    if is_passive(tree, accuser):
        return subject_of(tree, accuser)
    other = tree.first(accuser, "iobj")
    return other if other is not None else object_of(tree, accuser)


def _is_clause(tree: Tree, index: int) -> bool:
    return bool(tree.children(index, "nsubj", "cop", "aux"))


def _acl_subject(tree: Tree, verb: int, noun: int, depth: int) -> int | None:
    """ "readiness to storm X": whose readiness it is; "a bomb targeting X", "a town held by X": the noun itself."""
    if not tree.marked(verb, "to"):
        return noun
    owner = tree.first(noun, "nmod:poss")
    if owner is not None:
        return owner
    governor = tree.tokens[noun].head
    attempted = next((h for w, h in complements(tree, noun) if w == "by"), None)
    if attempted is not None:
        return attempted  # "an attempt by the rebels to storm X"
    if not tree.has(noun, "obj", "xcomp", "obl", "root"):
        return None  # "said an offensive to drive them out would begin": not the speaker's
    return subject_of(tree, governor, depth - 1) if 0 <= governor < len(tree.tokens) else None


def is_shown(tree: Tree, verb: int) -> bool:
    """ "the video captured a plane", "the frames are old, and they captured a plane": what shows takes nothing."""
    subject = subject_of(tree, verb)
    if subject is not None and tree.word(subject) in ("it", "they"):
        earlier = [i for i in range(subject) if tree.has(i, "nsubj") and tree.tokens[i].upos in ("NOUN", "PROPN")]
        subject = earlier[-1] if earlier else subject
    return subject is not None and is_a(tree, subject, "medium")


def _relative(tree: Tree, subject: int, verb: int) -> int:
    """Return the noun that a relative pronoun stands for."""
    if tree.word(subject) not in ("who", "which", "that", "whom"):
        return subject
    if tree.word(subject) == "who" and tree.children(verb, "mark"):
        return subject  # "the debate about who was responsible"
    clause = verb
    for _ in range(DEPTH):
        head = tree.tokens[clause].head
        if not 0 <= head < len(tree.tokens):
            return subject
        if tree.has(clause, "acl"):
            return head
        if not tree.has(clause, "conj", "xcomp", "ccomp", "parataxis"):
            return subject
        clause = head
    return subject


def object_of(tree: Tree, verb: int) -> int | None:
    """Return the head of the object, also where coordinated verbs share one or a relative clause has it before."""
    own = own_object(tree, verb)
    if own is not None:
        return _relative(tree, own, verb)
    for other in tree.children(verb, "conj"):  # "killing and wounding dozens"
        shared = own_object(tree, other)
        between = any(verb < c < other and tree.has(c, "obl", "nsubj") for c in tree.children(verb))
        if shared is not None and other - verb <= 3 and not between and not own_subject(tree, other):
            return shared
    if tree.tokens[verb].deprel == "acl:relcl" and own_subject(tree, verb):
        words = [tree.word(s) for s in own_subject(tree, verb)]
        if not set(words) & {"who", "which", "that"}:
            return tree.tokens[verb].head
    return None


def preposition(tree: Tree, noun: int) -> str:
    """Return the preposition before a noun ("by means of" counts as "by means of"), or an empty word."""
    cases = [c for c in tree.children(noun, "case") if c < noun and tree.word(c) not in ("'", "'s", "’", "’s")]
    if not cases:
        return ""
    first = cases[0]
    rest = list(tree.children(first, "fixed"))
    return " ".join(tree.word(i) for i in [first, *rest])


def complements(tree: Tree, head: int) -> list[tuple[str, int]]:
    """Return (preposition, noun) for what hangs on a verb or noun by a preposition, coordinated ones each."""
    found = []
    for child in tree.children(head, "obl", "nmod", "obj"):
        if tree.tokens[child].deprel == "nmod:poss":
            continue
        word = preposition(tree, child)
        if tree.has(child, "obj") and not word:
            continue
        found.append((word, child))
        found.extend((preposition(tree, other) or word, other) for other in tree.children(child, "conj"))
    return found


def coordinated(tree: Tree, head: int) -> list[int]:
    """Return a noun and those coordinated with it, but for the "army" of "the rebels, not the army"."""
    nouns = [c for c in tree.children(head, "conj") if tree.tokens[c].upos in NOMINAL and not _is_clause(tree, c)]
    nouns = [c for c in nouns if not any(tree.word(each) == "not" for each in tree.children(c, "advmod", "cc"))]
    return [head, *nouns]


def imputed(tree: Tree, event: int) -> tuple[int, list[int]] | None:
    """Return the verb and the culprits of "blamed the raid on Norland", "a raid attributed to Norland", if any."""
    if tree.word(event) == "blame":
        return None
    above = tree.tokens[event].head
    verbs = [c for c in tree.children(event, "acl") if not own_object(tree, c) or _is_relative(tree, c)]
    if above >= 0 and tree.tokens[event].deprel in ("obj", "nsubj:pass"):
        verbs.append(above)
    if above >= 0 and preposition(tree, event) == "for" and tree.word(above) == "blame" and tree.has(above, "obj"):
        above = tree.tokens[above].head  # "laid the blame for the raid on Norland"
    if above >= 0 and preposition(tree, event) == "for" and "blame" in map(tree.word, tree.children(above, "obj")):
        verbs.append(above)
    for verb in verbs:
        culprits = imputed_to(tree, verb)
        if culprits and event not in culprits:
            return verb, culprits
    return None


def _is_relative(tree: Tree, clause: int) -> bool:
    return tree.has(clause, "acl:relcl") and any(
        tree.word(c) in ("which", "that") for c in tree.children(clause, "obj", "nsubj:pass")
    )


def imputed_to(tree: Tree, verb: int) -> list[int]:
    """Return those on whom a verb lays something: "blamed it on the rebels", "attributed it to them"."""
    laid = any(tree.word(c) == "blame" for c in tree.children(verb, "obj", "nsubj:pass"))
    ways = IMPUTING.get("blame" if laid else tree.lemma(verb), ())
    return [head for word, head in complements(tree, verb) if word in ways]
