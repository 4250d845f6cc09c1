"""Finds the words of a sentence that carry a claim: verbs, nouns, phrases and support verbs of the word list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rashomon.claims.absences import find_absences
from rashomon.claims.clauses import ACCUSING, WEEKDAYS
from rashomon.claims.conditions import allowed, noun_allowed, raised, stands_for
from rashomon.claims.lexicon import Predicate, Trigger, is_a, lexicon
from rashomon.claims.repairs.attached import is_lost_noun
from rashomon.claims.scene import HOLDING
from rashomon.claims.tales import called_untrue, claimed_gain
from rashomon.claims.tree import VERBAL, Tree

REACH = 4  # how many words may stand between the words of one phrase
PREPOSITIONS = ("from", "at", "to", "into", "through", "on", "upon")
PARTICLES = ("out", "back", "off", "down", "up", "in")
TOLD_OF = ("tale", "toll", "hurt", "medium")
DEEDS = frozenset(["attack", "capture", "casualties", "loss", "arrest", "retreat", "displace", "release"])


def find_triggers(tree: Tree) -> list[Trigger]:
    """Return the sentence's triggers in order; a noun taken up by a support verb is not one of its own."""
    found: list[Trigger] = []
    taken: set[int] = set()
    for index in range(len(tree.tokens)):
        lent = any(t.noun == index for t in found)  # "subjected to shelling", read as a verb
        if not lent and (trigger := _verb_trigger(tree, index)):
            found.append(trigger)
            taken.update({trigger.head, *range(trigger.first, trigger.last)})
            if trigger.noun is not None:
                taken.add(trigger.noun)
    for index in range(len(tree.tokens)):
        if (
            index not in taken
            and not _opens_phrase(tree, index)
            and (trigger := _noun_trigger(tree, index) or _adjective_trigger(tree, index))
        ):
            found.append(trigger)
            taken.update(range(trigger.first, trigger.last))
    found.extend(t for t in find_absences(tree) if not taken & {t.first, t.head})
    return sorted(found, key=lambda t: (t.first, t.last))


def _opens_phrase(tree: Tree, index: int) -> bool:
    """Tell the "death" of "death toll": the listed phrase that a noun opens tells more."""
    if not tree.has(index, "compound") or index + 1 >= len(tree.tokens):
        return False
    whole = _noun_trigger(tree, tree.tokens[index].head)
    return whole is not None and whole.first <= index < whole.head


def _verb_trigger(tree: Tree, index: int) -> Trigger | None:
    token = tree.tokens[index]
    if not (token.upos in VERBAL or _participle(tree, index)) or tree.has(index, "aux", "cop"):
        return None
    if tree.has(index, "amod", "compound") or _gerund(tree, index):
        return None
    if called_untrue(tree, index):
        return None
    if is_lost_noun(tree, index) and tree.children(index, "nmod:poss", "det"):
        return None  # "the regimes recapture of the city"
    named = _adjoining_first(tree, index, _named(tree, index, lexicon().verbs))
    longer = _phrase_trigger(tree, index, named, least=2)
    noun = _light_trigger(tree, index) or _phase_trigger(tree, index)
    if longer is not None and noun is not None and longer.predicate.frame == "happen":
        return noun  # "the shooting took place": a shooting
    return longer or noun or _phrase_trigger(tree, index, named)


def _gerund(tree: Tree, index: int) -> bool:
    """ "after shelling in the town": a happening named by its -ing form, without subject or object."""
    word = tree.word(index)
    if not word.endswith("ing") or word not in lexicon().nouns or tree.children(index, "obj", "nsubj", "aux"):
        return False
    if tree.marked(index, "of", "for") and tree.lemma(max(tree.tokens[index].head, 0)) in ACCUSING:
        return False  # "accused the army of firing on its posts"
    return any(tree.word(c) not in ("while", "when", "to") for c in tree.children(index, "case", "mark", "det", "amod"))


def _participle(tree: Tree, index: int) -> bool:
    """Tell whether a word tagged as adjective or noun is a participle with a clause's dependents or place."""
    token = tree.tokens[index]
    if token.upos not in ("ADJ", "NOUN", "PROPN") or not token.text.lower().endswith(("ed", "ing")):
        return False
    if token.upos == "ADJ" and tree.has(index, "acl"):
        return True  # "those killed"
    return bool(tree.children(index, "nsubj", "obj", "aux")) and not tree.children(index, "det", "amod", "case")


def _named(tree: Tree, index: int, table: dict[str, tuple[Predicate, ...]]) -> Iterator[Predicate]:
    """Yield the predicates under a token's lemma and its form; a lemma may have lost its last e ("resum")."""
    word = tree.word(index)
    bare = (word[:-2], word[:-1]) if tree.tokens[index].upos == "ADJ" and word.endswith("ed") else ()
    for form in dict.fromkeys((tree.lemma(index), word, tree.lemma(index) + "e", *bare)):
        yield from table.get(form, ())


def _adjoining_first(tree: Tree, index: int, named: Iterable[Predicate]) -> tuple[Predicate, ...]:
    """Of "push for" and "push into", the one whose second word follows the verb: "push for a look into the raid"."""
    after = tree.word(index + 1) if index + 1 < len(tree.tokens) else ""
    return tuple(sorted(named, key=lambda p: (-len(p.words), not (len(p.words) == 2 and p.words[1] == after))))


def _phrase_trigger(tree: Tree, index: int, candidates: Sequence[Predicate], least: int = 1) -> Trigger | None:
    for predicate in candidates:
        if len(predicate.words) < least:
            continue
        rest = _follow(tree, index, predicate.words[1:])
        if rest is None or not allowed(tree, index, predicate) or _parted(tree, index, predicate, rest):
            continue
        last = max([index, *rest]) + 1
        last = last if last - index <= 8 else index + 1
        noun = next((i for i in rest if tree.tokens[i].upos in ("NOUN", "PROPN")), None)
        if noun is not None and _of_another(tree, noun):
            continue
        return Trigger(first=index, last=last, head=index, predicate=predicate, form="verb", noun=noun)
    return None


def _of_another(tree: Tree, noun: int) -> bool:
    """ "A source expressed Ithaca's support": who speaks is not who supports."""
    return any(tree.tokens[c].upos == "PROPN" for c in tree.children(noun, "nmod:poss"))


def _parted(tree: Tree, index: int, predicate: Predicate, rest: Sequence[int]) -> bool:
    """A verb and its preposition are no phrase where an object stands between ("evacuated the wounded from")."""
    fired = (
        tree.children(index, "nsubj:pass", "obj") if predicate.words[0] == "fire" and len(predicate.words) > 1 else []
    )
    if any(is_a(tree, c, "arm|shot") for c in fired):
        return True  # "two rockets were fired at the town"
    particle = predicate.words[1] if len(predicate.words) > 1 else ""
    particles = predicate.frame in ("leave", "refuse") and particle in PARTICLES  # "pulled a man out of the rubble"
    if not particles and (len(predicate.words) != 2 or particle not in PREPOSITIONS):
        return False
    if particles and predicate.words[0] == "pull":
        if any(is_a(tree, c, "ruin") for c in tree.children(index, "obl")):
            return True  # "two soldiers were pulled out of the rubble"
        if any(is_a(tree, c, "force") for c in tree.children(index, "obj", "nsubj:pass")):
            return False  # "pulled its troops out of the town"
    patients = ("obj", "nsubj:pass") if predicate.words[1] == "from" else ("obj",)
    between = (c for c in tree.children(index) if c not in rest)
    between = (c for c in between if tree.word(c) not in WEEKDAYS)  # "called Wednesday on the envoys"
    return any(tree.tokens[c].deprel in patients for c in between)


def _follow(tree: Tree, index: int, words: Sequence[str]) -> list[int] | None:
    """Return where the further words of a phrase stand, each tied to the verb or to another word of the phrase."""
    found: list[int] = []
    at = index
    for word in words:
        reach = [*range(at + 1, min(at + 2 + REACH, len(tree.tokens))), *_passive_nouns(tree, index)]
        hit = next((i for i in reach if word in (tree.lemma(i), tree.word(i)) and _tied(tree, index, i, found)), None)
        if hit is None:
            return None
        found.append(hit)
        at = hit
    return found


def _far(tree: Tree, verb: int, word: str) -> list[int] | None:
    """Return where a verb's preposition stands behind its object."""
    cases = (k for c in tree.children(verb, "obl", "obj") for k in tree.children(c, "case"))
    hit = next((k for k in cases if k > verb and tree.word(k) == word), None)
    return None if hit is None else [hit]


def _passive_nouns(tree: Tree, verb: int) -> list[int]:
    """A phrase's noun may stand before its verb: "responsibility was claimed by"."""
    before = [c for c in tree.children(verb) if tree.tokens[c].deprel == "nsubj:pass"]
    return [*before, tree.tokens[verb].head] if tree.has(verb, "acl") else before


def _tied(tree: Tree, verb: int, index: int, found: Sequence[int]) -> bool:
    """Tell whether a word hangs on the verb: its particle, its object, or the preposition of its complement."""
    head = tree.tokens[index].head
    if (
        head == verb
        or head in found
        or index == verb + 1
        or (tree.has(verb, "acl") and tree.tokens[verb].head == index)
    ):
        return True
    return (
        0 <= head < len(tree.tokens)
        and tree.tokens[head].head == verb
        and tree.has(index, "case", "mark", "compound", "amod", "acl", "xcomp")
    )


def _light_trigger(tree: Tree, index: int) -> Trigger | None:
    """A support verb with a listed noun as its object, its passive subject, or the head that its clause hangs on."""
    for words in _either(lexicon().light, tree.lemma(index)):
        rest = _follow(tree, index, words[1:])
        if rest is None and len(words) == 2:
            rest = _far(tree, index, words[1])  # "subjected the positions of the brigade to fire"
        if rest is None:
            continue
        last = max([index, *(i for i in rest if i <= index + REACH)]) + 1
        for noun in [*_supported(tree, index, rest), *_before(tree, index)]:
            named = _noun_trigger(tree, noun)
            if named is None or (words[0] in lexicon().subjecting and named.predicate.kind not in DEEDS):
                continue
            if named.predicate.kind in DEEDS and _is_another_deed(tree, index, noun):
                continue
            whole = index < noun and named.last - index <= 8
            return Trigger(
                first=index,
                last=named.last if whole else last,
                head=index,
                predicate=named.predicate,
                form="light",
                noun=noun,
            )
    return None


def _is_another_deed(tree: Tree, verb: int, noun: int) -> bool:
    """ "made the use of gas by the army a red line": who makes of a deed what it is does not do it."""
    if tree.lemma(verb) != "make" or noun not in tree.children(verb, "obj"):
        return False
    known = any(tree.word(d) in ("the", "this", "that", "any") for d in tree.children(noun, "det"))
    return known or any(tree.cased(c, "by") for c in tree.children(noun, "nmod"))


def _phase_trigger(tree: Tree, index: int) -> Trigger | None:
    """ "the evacuation resumed": the happening that is the subject gives the kind."""
    for words in _either(lexicon().phase, tree.lemma(index)):
        rest = _follow(tree, index, words[1:])
        if rest is None or set(tree.children(index, "obj")) - set(rest):
            continue
        last = max([index, *rest]) + 1
        for noun in tree.children(index, "nsubj") or raised(tree, index):
            named = _noun_trigger(tree, noun)
            if named is None and noun > 0 and tree.lemma(noun) in ("process", "operation", "campaign"):
                named = next((t for c in tree.children(noun, "compound") if (t := _noun_trigger(tree, c))), None)
            if named is not None and tree.lemma(noun) in lexicon().warlong:
                return None  # "the war began" tells of no battle
            if named is not None:
                predicate = named.predicate
                return Trigger(first=index, last=last, head=index, predicate=predicate, form="light", noun=noun)
    return None


def _before(tree: Tree, verb: int) -> list[int]:
    """ "the operation “Dawn” carried out by": a passive participle's noun may stand before its name."""
    passive = any(tree.word(k) == "by" for c in tree.children(verb, "obl") for k in tree.children(c, "case"))
    if not passive or not tree.has(verb, "acl") or is_a(tree, tree.tokens[verb].head, "weapon|craft"):
        return []
    return [i for i in range(verb - 1, max(-1, verb - 9), -1) if tree.tokens[i].upos == "NOUN"]


def _either(table: dict[str, tuple[tuple[str, ...], ...]], lemma: str) -> tuple[tuple[str, ...], ...]:
    return table.get(lemma) or table.get(lemma + "e", ())


def _supported(tree: Tree, verb: int, rest: Sequence[int]) -> list[int]:
    """Return the nouns that a support verb may lend itself to."""
    found = tree.children(verb, "obj", "nsubj:pass")
    found = [c for c in found if tree.tokens[c].deprel in ("obj", "nsubj:pass")]
    if not found and tree.children(verb, "aux:pass"):
        found = raised(tree, verb)  # "the strike was believed to have been carried out by"
        governor = tree.tokens[verb].head
        if not found and tree.has(governor, "acl"):
            found = [tree.tokens[governor].head]
    relative = next((c for c in found if tree.word(c) in ("which", "that")), None)
    if relative is not None:  # "the attack which media said was carried out by"
        return [i for i in range(relative - 1, max(-1, relative - 6), -1) if tree.tokens[i].upos == "NOUN"]
    if rest:  # "resulted in the destruction": the noun is an oblique whose preposition belongs to the verb
        hung = tree.children(verb, "obl") if tree.lemma(verb) not in lexicon().subjecting else tree.children(verb)
        found += [c for c in hung if set(tree.children(c, "case", "mark")) & set(rest)]
    if not found and tree.has(verb, "acl") and tree.word(verb) != tree.lemma(verb):
        found.append(tree.tokens[verb].head)
        if is_a(tree, found[-1], "weapon|craft"):
            return found  # "damage from the missiles launched by": launched were the missiles
        found += [i for i in range(verb - 1, max(-1, verb - 9), -1) if tree.tokens[i].upos == "NOUN"]
    return found


def _noun_trigger(tree: Tree, index: int) -> Trigger | None:
    if tree.tokens[index].upos not in ("NOUN", "PROPN", "VERB", "PRON"):
        return None
    if tree.tokens[index].upos == "VERB" and tree.word(index).endswith(("ed", "en")):
        return None
    if tree.tokens[index].upos == "PRON":
        return _behind_trigger(tree, index)
    if tree.lemma(index) in HOLDING:
        return _control_trigger(tree, index)
    for predicate in _named(tree, index, lexicon().nouns):
        size = len(predicate.words)
        if size > 1 and not _ends_with(tree, index, predicate.words):
            continue
        if not noun_allowed(tree, index, predicate):
            continue
        if predicate.mode is None and predicate.words == ("war",) and tree.tokens[index].upos == "PROPN":
            continue  # "the Civil War" is the name of one
        first = index - size + 1
        head = first if "of" in predicate.words else index
        behind = next((c for c in tree.children(index, "case") if tree.word(c) == "behind"), index)
        if tree.children(index, "cop") and first - behind <= REACH:
            first = min(first, behind)  # "denied that it was behind the raid": of who did it, not of the raid
        return Trigger(first=first, last=index + 1, head=head, predicate=predicate, form="noun")
    return _verbal_noun(tree, index)


def _verbal_noun(tree: Tree, index: int) -> Trigger | None:
    """ "the taking of the town", "the hitting of camps": the -ing form of a listed verb, with what it is done to."""
    word = tree.word(index)
    if not word.endswith("ing") or not tree.children(index, "det", "nmod:poss") or tree.children(index, "obj"):
        return None
    done = [c for c in tree.children(index, "nmod", "obl") if tree.cased(c, "of")]
    for stem in (word[:-3], f"{word[:-3]}e", word[:-4]):
        for predicate in lexicon().verbs.get(stem, ()) if done else ():
            wanted = predicate.objects
            if len(predicate.words) > 1 or predicate.kind not in DEEDS or predicate.subjects:
                continue
            if wanted is None or stands_for(tree, done[0], wanted):
                return Trigger(first=index, last=index + 1, head=index, predicate=predicate, form="noun")
    return None


def _behind_trigger(tree: Tree, index: int) -> Trigger | None:
    """ "the regime was behind it": what was told of before was done by them."""
    case = next((c for c in tree.children(index, "case") if tree.word(c) == "behind"), None)
    if case is None or not tree.children(index, "cop") or tree.word(index) not in ("it", "this", "that"):
        return None
    predicate = Predicate(words=("behind",), kind="attack", frame="strike")
    return Trigger(first=case, last=index + 1, head=index, predicate=predicate, form="noun")


def _control_trigger(tree: Tree, index: int) -> Trigger | None:
    """ "were in control of the town", "remains under the control of the army", "is in the hands of the army"."""
    held = HOLDING[tree.lemma(index)]
    case = next((c for c in tree.children(index, "case") if tree.word(c) in held), None)
    of = [c for c in tree.children(index, "nmod") if tree.cased(c, "of")]
    if claimed_gain(tree, index) and of:
        predicate = Predicate(words=("control",), kind="capture", frame="holder")
        return Trigger(first=index, last=index + 1, head=index, predicate=predicate, form="noun")
    if case is None or (tree.lemma(index) != "control" and not (of and _may_be_held(tree, index))):
        return None
    words = (tree.word(case), tree.lemma(index))
    predicate = Predicate(words=words, kind="capture", frame=held[tree.word(case)])
    return Trigger(first=index, last=index + 1, head=index, predicate=predicate, form="noun")


def _may_be_held(tree: Tree, hand: int) -> bool:
    """Tell that of "the bridge is in the hands of": a place, people or arms; not "the decision is"."""
    subjects = tree.children(hand, "nsubj") if tree.children(hand, "cop") else []
    named = any(tree.tokens[s].upos in ("PROPN", "PRON", "NUM") or tree.lemma(s) == "element" for s in subjects)
    return named or any(is_a(tree, s, "place|person|force|party|ride|craft|weapon|post") for s in subjects)


def _ends_with(tree: Tree, index: int, words: Sequence[str]) -> bool:
    """Tell whether the words before a noun complete the phrase."""
    first = index - len(words) + 1
    return first >= 0 and all(w in (tree.lemma(first + k), tree.word(first + k)) for k, w in enumerate(words[:-1]))


def _said_of(tree: Tree, index: int) -> list[int]:
    """Return the subject of an adjective, its own or that of the one beside it ("were illogical and fabricated")."""
    own = tree.children(index, "nsubj") or raised(tree, index)
    return own or (tree.children(tree.tokens[index].head, "nsubj") if tree.has(index, "conj") else [])


def _adjective_trigger(tree: Tree, index: int) -> Trigger | None:
    """A predicate adjective of state ("48 people dead", "were wounded"), not one that only describes a noun."""
    if tree.tokens[index].upos not in ("ADJ", "NOUN", "VERB") or tree.has(index, "amod"):
        return None
    for predicate in lexicon().adjectives.get(tree.word(index), ()):
        told = predicate.subjects in TOLD_OF  # of whom "dead" is said, a part or a number may stand for
        if told and not any(is_a(tree, s, str(predicate.subjects)) for s in _said_of(tree, index)):
            continue
        return Trigger(first=index, last=index + 1, head=index, predicate=predicate, form="adjective")
    return None
