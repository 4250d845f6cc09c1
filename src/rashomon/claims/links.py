"""Rules that join a number to what became of those it counts: "22 dead", "killing six", "the toll rose to 112"."""

from __future__ import annotations

from rashomon.claims.clauses import is_shown
from rashomon.claims.numerals import Link, Number, first_token, link_at, slots, state_of, table
from rashomon.claims.tolls import by_total, comes_to, headed, in_condition, list_of
from rashomon.claims.tree import VERBAL, Tree

_NEAR = 4  # how far the words of a headline may stand apart: "44 people killed"


def direct_link(tree: Tree, number: Number) -> Link | None:
    """Return what a number is joined to by its own place in the tree, the first rule that holds."""
    rules = (
        _none_of,
        _died_of_them,
        in_condition,
        list_of,
        _joint,
        _met,
        _carried_off,
        _verb_before,
        _passive_ahead,
        _is_state,
        _state_after,
        _among,
        _included,
        _by_verb,
        _by_state_below,
        _by_noun,
        by_total,
        comes_to,
        headed,
        _of_losses,
    )
    if _was_before(tree, number) or _is_whole(tree, number):
        return None
    found = (link for rule in rules if (link := rule(tree, number)) is not None and _fits(tree, number, link))
    link = next(found, None)
    if link is not None and link.slot == "destroyed" and _is_human(tree, number):
        return link._replace(slot="killed")  # "destroyed 40 fighters"
    return link


def _is_human(tree: Tree, number: Number) -> bool:
    return number.head is not None and tree.lemma(number.head) in table()["lost"]["killed"]


def _none_of(tree: Tree, number: Number) -> Link | None:
    """Read "no reports of casualties", "there are no victims"."""
    if number.quantity.high != 0 or number.head is None:
        return None
    told = tree.children(number.head, "nmod") if tree.lemma(number.head) in table()["tidings"] else [number.head]
    for noun in told:
        if slot := table()["none"].get(tree.word(noun)) or table()["none"].get(tree.lemma(noun)):
            return link_at(noun, slot)
    return None


def _was_before(tree: Tree, number: Number) -> bool:
    """Tell the 20 of "lowered the toll from 20 to 14": it is told no more."""
    first, after = first_token(tree, number), number.token + 1
    changes = any(tree.lemma(at) in table()["totals"] for at in range(max(0, first - 5), first))
    if number.head == after:
        after += 1  # "from five people to six"
    to = after + 1 < len(tree.tokens) and tree.word(after) == "to" and tree.tokens[after + 1].upos == "NUM"
    return first > 0 and tree.word(first - 1) == "from" and to and changes


def _is_whole(tree: Tree, number: Number) -> bool:
    """Tell the 30 of "20 out of 30 lorries were lost": the whole, of which the first number is told."""
    first = first_token(tree, number)
    while first > 2 and tree.tokens[first - 1].upos in ("DET", "PRON"):
        first -= 1
    part = tree.tokens[number.top].head
    partly = tree.has(number.top, "nmod") and tree.cased(number.top, "of") and tree.tokens[part].upos == "NUM"
    if partly and number.head is not None and state_of(tree, number.head) is None:
        return True  # "two of the three tanks were destroyed"
    return first > 2 and (tree.word(first - 2), tree.word(first - 1)) == ("out", "of")


def _of_losses(tree: Tree, number: Number) -> Link | None:
    """Read "losses: 45 fighters and 3 lorries", "their losses amounted to 40 men"."""
    start = max(0, number.token - 12)
    lost = next((at for at in range(number.token - 1, start - 1, -1) if tree.word(at) == "losses"), None)
    slot = _slot_of_lost(tree, number) if lost is not None and number.head is not None else None
    if lost is None or slot is None:
        return None
    between = range(lost + 1, first_token(tree, number))
    verbs = [at for at in between if tree.tokens[at].upos in VERBAL]
    listed = any(tree.word(at) == ":" for at in between) and not verbs
    amounts = verbs and all(tree.lemma(at) in (*table()["reaches"], "amount", "have") for at in verbs)
    return link_at(lost, slot) if listed or amounts else None


def _died_of_them(tree: Tree, number: Number) -> Link | None:
    """Read "two of the wounded died": the number is of the dead."""
    verb = tree.tokens[number.top].head
    if verb < 0 or not tree.has(number.top, "nsubj") or tree.tokens[number.top].upos != "NUM":
        return None
    of = [c for c in tree.children(number.top, "nmod") if tree.cased(c, "of")]
    of = [
        c for c in of if _victims(tree, c) or "wounded" in [state_of(tree, w) for w in (c, *tree.children(c, "amod"))]
    ]
    return link_at(verb, "killed") if of and slots("suffered").get(tree.verb_lemma(verb)) == "killed" else None


def _met(tree: Tree, number: Number) -> Link | None:
    """Read "45 people received injuries", "two soldiers found death", "12 lost their lives"."""
    verb = tree.tokens[number.top].head
    if verb < 0 or not tree.has(number.top, "nsubj") or tree.lemma(verb) not in table()["met"]["verbs"]:
        return None
    for noun in tree.children(verb, "obj"):
        if verb < noun <= verb + _NEAR and (slot := table()["met"]["nouns"].get(tree.lemma(noun))):
            return Link(verb, noun + 1, slot)
    return None


def _carried_off(tree: Tree, number: Number) -> Link | None:
    """Read "45 buses carrying 3000 people left": those who are carried leave."""
    carrying = tree.tokens[number.top].head
    if carrying < 0 or not tree.has(number.top, "obj") or not tree.has(carrying, "acl"):
        return None
    if tree.lemma(carrying) not in table()["carrying"]:
        return None
    bus = tree.tokens[carrying].head
    while tree.has(bus, "nmod") and tree.tokens[bus].head >= 0:
        bus = tree.tokens[bus].head  # "a convoy of 30 lorries carrying"
    verb = tree.tokens[bus].head
    leaves = verb >= 0 and tree.has(bus, "nsubj") and slots("suffered").get(tree.verb_lemma(verb)) == "displaced"
    return link_at(verb, "displaced") if leaves else None


def _fits(tree: Tree, number: Number, link: Link) -> bool:
    """Tell whether what is counted can suffer what the slot says: raids are not killed."""
    carrier = tree.tokens[number.top].head
    if link.slot in ("destroyed", "damaged") and tree.has(number.top, "obj") and tree.has(carrier, "acl"):
        return link.trigger == carrier  # not "a plane carrying 33 passengers was shot down"
    if link.slot == "captured" and tree.tokens[link.trigger].upos == "VERB" and is_shown(tree, link.trigger):
        return False  # "the video captured a plane"
    if link.slot not in table()["persons_only"] or number.head is None:
        return True
    if link.slot in ("killed", "wounded") and tree.lemma(number.head) in table()["households"]:
        return False  # "two families were killed": of how many?
    if number.quantity.high == 0 and tree.lemma(number.head) in table()["tidings"]:
        return True
    return tree.lemma(number.head) not in table()["not_persons"] or tree.lemma(link.trigger) in table()["totals"]


def _passive_ahead(tree: Tree, number: Number) -> Link | None:
    """Read "five others including a woman were injured": the passive that follows a number is its own.

    Nothing but the counted, who is among them, and small words may stand between.
    """
    start = max(number.token, number.head if number.head is not None else number.token)
    for index in range(start + 1, min(start + 14, len(tree.tokens) - 1)):
        token = tree.tokens[index]
        if token.upos == "AUX" and tree.lemma(index) in ("be", "have"):
            return _after_auxiliary(tree, index)
        including = tree.word(index) in ("including", "among", "included")
        if (
            not including
            and not _aside(tree, index)
            and token.upos not in ("NOUN", "ADJ", "DET", "PROPN", "ADP", "PRON")
            and tree.word(index) != ","
        ):
            return None
        if token.upos == "ADP" and tree.word(index) not in ("of", "from", "in"):
            return None
    return None


def _aside(tree: Tree, index: int) -> bool:
    """ "nine people, three of them children, were killed": a number of part of them stands between."""
    after = [tree.word(at) for at in range(index + 1, min(index + 3, len(tree.tokens)))]
    return tree.tokens[index].upos == "NUM" and after in (["of", "them"], ["of", "whom"])


def _after_auxiliary(tree: Tree, start: int) -> Link | None:
    for index in range(start + 1, min(start + 5, len(tree.tokens))):
        slot = state_of(tree, index) or slots("done").get(tree.verb_lemma(index))
        if slot and tree.tokens[index].upos in ("VERB", "ADJ"):
            passive = tree.word(start) in ("was", "were", "are", "is") or any(
                tree.word(at) in ("been", "being") for at in range(start, index)
            )
            return link_at(index, slot) if passive else None
        if tree.tokens[index].upos not in ("AUX", "ADV", "PART"):
            return None
    return None


def _joint(tree: Tree, number: Number) -> Link | None:
    """Read "scores of people were killed and wounded": one number of both, which stays unsplit."""
    last = max(number.token, number.head if number.head is not None else number.token)
    for index in range(number.token + 1, min(last + 5, len(tree.tokens) - 2)):
        first = state_of(tree, index)
        if first is None:
            continue
        second = state_of(tree, index + 2) if tree.word(index + 1) in ("and", "or") else None
        if {first, second} == {"killed", "wounded"} and not tree.children(index + 2, "nummod"):
            return Link(index, index + 3, "casualties")
        return None
    return None


def _verb_before(tree: Tree, number: Number) -> Link | None:
    """Read "killing 31", "wounded dozens" by what stands right before the number: headlines and lost commas."""
    before = first_token(tree, number) - 1
    if before < 0 or tree.children(before, "aux:pass"):
        return None
    upos, word = tree.tokens[before].upos, tree.word(before)
    conj = upos == "NOUN" and tree.has(before, "conj") and bool(tree.children(before, "obj"))  # "kills 11 wounds 20"
    if upos != "VERB" and not conj and not (upos == "NOUN" and word.endswith("ing")):
        return None
    slot = slots("done").get(tree.verb_lemma(before)) or _gerund(word)
    return link_at(before, slot) if slot and not _has_object_before(tree, before, number) else None


def _gerund(word: str) -> str | None:
    """Return the slot of "killing" where the parser took it for a noun."""
    stem = word.removesuffix("ing")
    return slots("done").get(stem) or slots("done").get(f"{stem}e")


def _has_object_before(tree: Tree, verb: int, number: Number) -> bool:
    """Tell a verb whose object is another: "the man killed 20 days ago"."""
    return any(child < verb or child > number.token + _NEAR for child in tree.children(verb, "obj"))


def _is_state(tree: Tree, number: Number) -> Link | None:
    """Read "22 dead", "dozens of casualties", "140 injured people"."""
    if number.head is None:
        return None
    if slot := state_of(tree, number.head):
        return link_at(number.head, slot)
    for child in tree.children(number.head, "amod"):
        if number.token < child < number.head and (slot := state_of(tree, child)):
            return link_at(child, slot)
    return None


def _state_after(tree: Tree, number: Number) -> Link | None:
    """Read "44 killed dozens injured", "48 people dead", "20 were wounded" by what follows the number."""
    words, nouns = table()["between"], 0
    start = max(number.token, number.head if number.head is not None else number.token)
    for index in range(number.token + 1, min(start + 2 + _NEAR, len(tree.tokens))):
        word, upos = tree.word(index), tree.tokens[index].upos
        if index + 1 < len(tree.tokens) and tree.lemma(index + 1) in table()["totals"]:
            return None
        if (slot := state_of(tree, index) or _passive_slot(tree, index)) and not _acts(tree, index, number):
            return link_at(index, slot)
        nouns += upos in ("NOUN", "PROPN")
        if word in words or (upos in ("NOUN", "PROPN", "ADJ") and nouns <= 2) or index <= start:
            continue
        return None
    return None


def _acts(tree: Tree, index: int, number: Number) -> bool:
    """Tell an active "killed" between its subject and its object: "two men killed five soldiers"."""
    if tree.tokens[index].upos != "VERB" or tree.children(index, "aux:pass"):
        return False
    if index + 1 >= len(tree.tokens):
        return False
    following = tree.tokens[index + 1]
    if tree.first(index, "obj") is not None and slots("done").get(tree.verb_lemma(index)):
        counted = any(state_of(tree, each) for each in range(index + 2, min(index + 5, len(tree.tokens))))
        return not counted
    return following.upos in ("DET", "PRON") and following.text.lower() not in ("which", "who", "that")


def _among(tree: Tree, number: Number) -> Link | None:
    """Read "70 children were among those killed", "three of the dead were women"."""
    for index in range(number.token + 1, min(number.token + 9, len(tree.tokens) - 1)):
        if tree.word(index) == "among" or (tree.word(index) == "of" and index == number.token + 1):
            for state in range(index + 1, min(index + 7, len(tree.tokens))):
                slot = state_of(tree, state) or _passive_slot(tree, state) or _victims(tree, state)
                if slot and tree.children(state, "nsubj") and tree.has(state, "acl:relcl"):
                    return None  # "20 of the 45 hostages they seized"
                if slot:
                    return link_at(state, slot)
            return None
    return _inverted_among(tree, number)


def _inverted_among(tree: Tree, number: Number) -> Link | None:
    """Read "among the dead were six children"."""
    before = range(max(0, number.token - 8), number.token)
    for index in before:
        if tree.word(index) == "among" and any(tree.lemma(at) == "be" for at in before if at > index):
            for state in range(index + 1, number.token):
                if slot := state_of(tree, state) or _passive_slot(tree, state) or _victims(tree, state):
                    return link_at(state, slot)
    return None


def _victims(tree: Tree, index: int) -> str | None:
    """Return the slot of the "victims" of "among the victims are six women": some of them, and no toll."""
    return "casualties" if tree.lemma(index) == "victim" and tree.word(index) != "victim" else None


def _included(tree: Tree, number: Number) -> Link | None:
    """Read "the dead included 109 evacuees": the state before the verb of including."""
    first = first_token(tree, number)
    for verb in range(first - 1, max(-1, first - 3), -1):
        if (
            tree.lemma(verb) in table()["include_verbs"]
            and tree.tokens[verb].upos == "VERB"
            and tree.word(verb) != "including"
        ):
            for state in range(verb - 1, max(-1, verb - 6), -1):
                if slot := state_of(tree, state) or _victims(tree, state):
                    return Link(state, verb + 1, slot)
    return None


def _by_verb(tree: Tree, number: Number) -> Link | None:
    """Read "killed 22", "22 were wounded", "six died"."""
    top = number.top
    if tree.has(top, "conj") and tree.tokens[tree.tokens[top].head].upos in ("NOUN", "PROPN"):
        top = tree.tokens[top].head  # "killed the mayor and two guards"
    head, relation = tree.tokens[top].head, tree.tokens[top].deprel
    if head < 0 or tree.tokens[head].upos not in (*VERBAL, "ADJ"):
        return None
    lemma = tree.verb_lemma(head)
    done = slots("done").get(lemma)
    if done and (relation in ("obj", "nsubj:pass") or (relation in ("nsubj", "dep") and _suffers(tree, head))):
        return link_at(head, done)
    if lemma == "lose" and relation in ("obj", "nsubj:pass"):
        lost = _slot_of_lost(tree, number)
        return link_at(head, lost) if lost else None
    if relation.startswith("nsubj") and (suffered := slots("suffered").get(lemma)):
        return link_at(head, suffered)
    if relation.startswith("nsubj") and (state := state_of(tree, head)) and not _acts(tree, head, number):
        return link_at(head, state)
    if relation.startswith("nsubj") or relation == "obj":
        return _by_complement(tree, head, number)
    return None


def _slot_of_lost(tree: Tree, number: Number) -> str | None:
    """Return what losing means for the counted; for "8 of 12" by the noun they are of, or told of before."""
    near = [number.head if number.head is not None else number.top]
    if tree.tokens[near[0]].upos == "NUM":
        near += [near[0] + 1, *range(first_token(tree, number) - 1, -1, -1)]
    lost = table()["lost"].items()
    return next((slot for at in near if at < len(tree.tokens) for slot, known in lost if tree.lemma(at) in known), None)


def _suffers(tree: Tree, verb: int) -> bool:
    """Tell a participle without object, as in headlines: "22 killed in a blast"."""
    return tree.first(verb, "obj") is None and tree.word(verb).endswith(("ed", "en", "ain", "urt", "hot"))


def _by_complement(tree: Tree, verb: int, number: Number) -> Link | None:
    """Read "left 44 people dead", "30 were left wounded"."""
    for child in tree.children(verb, "xcomp"):
        suffered = slots("suffered") if tree.marked(child, "to") else {}  # "200 were reported to have drowned"
        slot = state_of(tree, child) or slots("done").get(tree.lemma(child)) or suffered.get(tree.verb_lemma(child))
        if child > number.token and slot:
            start = min(verb, child)
            return Link(start, max(verb, child) + 1, slot) if abs(child - verb) <= 8 else link_at(child, slot)
    return None


def _by_state_below(tree: Tree, number: Number) -> Link | None:
    """Read "44 people killed", "more than 200 wounded": a participle or adjective under the counted word."""
    for top in dict.fromkeys((number.top, number.token, *([number.head] if number.head is not None else []))):
        for child in tree.children(top, "acl", "amod", "nmod", "appos", "dep", "xcomp", "parataxis", "conj"):
            if child < number.token or (
                tree.has(child, "conj", "parataxis", "nmod", "appos") and child > number.token + _NEAR
            ):
                continue
            slot = state_of(tree, child) or _passive_slot(tree, child)
            parted = any(tree.word(at) in (";", ":") for at in range(number.token, child))
            if slot and not parted and not tree.has(child, "acl:relcl"):
                return link_at(child, slot)
    return None


def _by_noun(tree: Tree, number: Number) -> Link | None:
    """Read "the killing of 20 men", "the bodies of 44 victims", "claimed the lives of six"."""
    head = tree.tokens[number.top].head
    if head < 0 or not tree.has(number.top, "nmod", "obl"):
        return None
    if not tree.cased(number.top, "of"):
        return None
    slot = slots("nouns").get(tree.lemma(head))
    return link_at(head, slot) if slot else None


def _passive_slot(tree: Tree, index: int) -> str | None:
    if tree.tokens[index].upos == "VERB" and _suffers(tree, index):
        return slots("done").get(tree.verb_lemma(index))
    return None
