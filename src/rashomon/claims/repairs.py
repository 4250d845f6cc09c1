"""Mends what a parser often gets wrong in texts that lost their commas, by a table of named repairs.

Each repair looks for one shape that no good tree has, and changes heads and relations of the words concerned only:

- object_without_preposition: "killed at least 44 people": a bare noun after a verb without object is its object
- subject_before_passive: "At least 126 people ... were killed": a bare noun before a passive without subject
- subject_of_next_verb: "the frames were made": a subject just before a verb that has none belongs to that verb
- noun_before_verb: "..., the city also expressed support": a noun in apposition just before a verb without subject
- side_by_side: "Accord Government forces destroyed": nouns side by side with one head and relation are one name
- name_before_noun: "Harbour Airlines flight 7 was": of two subjects end to end the first is a name before the second
- object_after_means: "targeted with two rockets a civilian car": a bare noun after the means is the object
- another_before_preposition: "and another by means of a mine": the pronoun goes on the list
- object_after_time: "destroyed last night a lorry packed with": the lorry is destroyed, and packed
- owner_of_event, weapon_read_as_verb: "in the junta latest strike" is the junta's; "used cannon and tear gas"
- means_of_verb, among_them, case_of_whole: "stabbed people in Arvad with a knife"; "persons, among them minors,"
- participle_of_event, both_sides: "died in the raid, allegedly conducted by"; "clashes between A and B": both
- strike_against: "replied with air strikes against a base": the base is struck, not replied to
- attack_of_whom: "the attack of the army on the town", "the burning of the mill by the militia": both are the deed's
- earlier_or_later: "withdrew, he said, two weeks after rebels struck": a clause of time hangs on what was told
- object_of_nearest_verb: "was repulsed and lost 14 men": an object just behind a verb is that verb's
- object_before_verb: "the staff had completed what": of two objects the one before the verb is its subject
- two_subjects: "troops withdrew, a reporter said": of two subjects the first is the told clause's
- infinitive_of_adjective: "is about to restore": the infinitive belongs to the adjective
- accused_before_of: "accuses the force of having bombarded": the noun before "of" is the accused
- speech_after_relative: "condemned an attack that killed ten and urged": who urges is who condemned
- subject_after_dateline: "CAIRO (Agency) The army said": the dateline is no subject
- of_follows_its_noun: "the edge of the town": what follows "of" belongs to the noun before it
- object_of_saying: "said 3000 residents left": nobody says residents
- participle_of_those: "those killed were residents": the participle belongs to the pronoun
- subject_of_second_verb: "two were killed and five others were injured": the second subject is the second verb's
- counted_before_verb: "as a result of the raid of the army 13 civilians died": the counted are the verb's subject
- dateline_apart: "Arvad (Agency) - A convoy was the target of a raid": the dateline is no part of what is told
- main_after_opening: "After the tribes left, the city fell": the clause that "after" opens is not the main one
- so_many_more: "but three more died": the numeral before a "more" that was taken for an adverb is the subject
- place_with_its_gloss: "in Arvad, the main city, shelling wounded three, medics said": the gloss is no subject
- victims_after_verb: "Six were killed and dozens others wounded": the second subject belongs to the participle
- relative_of_whole_name: "the Government of National Accord, which took": the relative clause is of the whole name
- relative_of_event: "bodies from the site of the blast which hit buses": what hits is the blast just before
- clause_of_tale: "accusations it shelled the town": a clause under what somebody tells is what is told
- clause_of_first_speaker: "the mayor said it burned the radio reported": the mayor's words, which the radio reports
- plea_of_who_counters: "countered claims that the army used mines, arguing …": he argues who counters
- object_before_speaker: "injured seven Governor Sow said": the number is what was injured
- subject_behind_preposition: "the strike on Arvad's harbour killed": the harbour was struck, the strike killed
- name_goes_on: "the Council of Revolutionary and Opposition Ports that met blamed": one name
- subject_inside_clause: "rebels fighting to topple Kiir's army have seized": the rebels have
- deed_after_where: "bombed a school where families sheltered, killing 20": who bombed killed
- what_is_said_to_be: "raids against what are said to be rebel camps": the camps are struck
- deed_after_what_is_said: "they believe that soldiers took arms and were behind it": of the past, it is what is told
- predicate_before_speaker: "the reports are false agency X said": the reports are
- agent_after_participle: "weapons provided by a trader known as": who provided follows the "by"
- victims_behind_verb: "Tags War A raid killed 18 guards": the guards are the object
- speech_after_clause: "denied there was any proof and warned": who denied warned
- counts_by_town: "150 bodies in Arvad 100 in Simyra": each number has its town
- count_behind_year: "in 1988 3000 villagers were gassed": the year is no part of the count
- number_beside_noun: "two hundred and fifty people were killed": the number counts the noun
- place_before_speaker: "struck a school in Mekelle medics said": the town is where it was
- verb_read_as_noun: "kills 11 wounds 20": 20 are wounded
- verbs_in_a_row: "destroyed 5 lorries wounded 20 rebels": who destroyed wounded
- verb_beside_noun: "is linked to the raid and supports the gang": the verb is beside the verb
- speaker_within: "In all, continues the bulletin, we mourn": the bulletin speaks
- of_behind_day: "spoke on Monday of six dead": spoke of nine dead
- time_of_told_clause: "recalls that in May a shell hit": it hit in May
- noun_before_marks: "the occupation "authorities"": one phrase, of authorities
- plea_beside_verb: "accuses it of theft and calls on the court": who accuses calls
- subject_of_first_there: "there are no barracks near and there never were": there are none
- number_before_state: "spoke of around thirty dead": thirty counts the dead
- participle_as_verb: "other strikes targeted sites": a participle between two nouns that makes a clause
- clause_read_as_part: "raids and other strikes targeted sites": a participle with an object makes a clause
- object_read_as_subject: "they prepare, after taking in two days the base": a second subject behind is what was taken
- object_after_pause: "discussed, in a call, the truce": a noun beside a verb, without "and", is its object
- participle_before_noun: "killed in fighting axes": a participle behind a preposition is part of its noun
- had_in_told_clause: "said it had found a grave, and they had accused": what had been before is told
- way_of_event: "the evacuation of the troops from Arvad": whence and whither are of the event
- participle_of_last: "the mayor led by X and the raid launched by Y": the second participle is of the second noun
- charge_of_accused: "accused the army of gassing people": the deed is the charge, and no part of the army
- subject_before_clause: "troops after taking the hill found masks": who stands before the "after" is who found
- day_of_event: "blamed for a raid on Monday that killed ten": the day before the clause is the raid's
- either_of_subject: "warplanes either Norland or Ithaca struck": the two are whose the warplanes are
- town_behind_river: "the bridge over the Danis at Orlin": the town is where it was struck, too
- killing_read_as_noun: "made raids in the village including on a school killing ten": who made them killed
- clause_behind_main: "the train, which came late, was hit, and ten were killed": what follows the main verb is its
- harm_behind_speaker: "was not killed, his family said, but wounded": he was, and not by the family
- speech_after_semicolon: "A said it hit a depot; B said it hit a school": B speaks for himself
- claim_of_contrast: "40 died, not 14 as the ministry claims": what it claims is the 14
- time_of_had: "freed two men it had taken in May": the time behind what had been done is its own
- predicate_of_object: "made the use of gas by the army a red line": the line is no part of the army
- gloss_with_owner: "accused Norland Adon Karas main backer": Karas owns the backer, Norland is it
- object_before_title: "to defeat Gebal Secretary of State X said": the office is X's
- noun_read_as_verb: "the regimes recapture of the city": the plural owns the deed
- clause_after_preposition: "after "armed gangs used gas": the gangs used it
- list_goes_on: "by Norland and militias from Gebal Ullaza and Simyra": Simyra goes with Gebal
- object_read_as_part: "killing 18 civilians group director X said": the civilians are killed
- speaker_after_victims: "killing 26 including many children a monitor said": the monitor speaks
- subject_after_opening: "With pressure growing on them to comply state media alleged": the media do
- blame_of_holder: "holds Norland fully responsible": Norland is held so
- participle_of_nearest: "gas against troops trying to storm": the troops try
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence

import msgspec

from rashomon.claims import attached, fronted, inserted, relatives, stranded
from rashomon.claims.clauses import ACCUSING, WEEKDAYS
from rashomon.claims.deeds import attack_of_whom, both_sides, case_of_whole, strike_against
from rashomon.claims.lexicon import lexicon
from rashomon.claims.means import (
    another_before_preposition,
    means_of_verb,
    object_after_means,
    object_after_time,
    owner_of_event,
    weapon_read_as_verb,
)
from rashomon.claims.speeches import (
    clause_of_first_speaker,
    clause_of_tale,
    deed_after_what_is_said,
    plea_of_who_counters,
)
from rashomon.claims.subjects import (
    Change,
    bare,
    is_time,
    noun_before_verb,
    object_before_verb,
    object_of_nearest_verb,
    object_of_saying,
    subject_after_dateline,
    subject_before_passive,
    subject_of_next_verb,
    subject_of_second_verb,
    two_subjects,
    verbs,
)
from rashomon.claims.swallowed import (
    agent_after_participle,
    deed_after_where,
    name_goes_on,
    object_before_speaker,
    predicate_before_speaker,
    speech_after_clause,
    subject_behind_preposition,
    subject_inside_clause,
    victims_behind_verb,
    what_is_said_to_be,
)
from rashomon.claims.tallies import (
    count_behind_year,
    counts_by_town,
    number_beside_noun,
    place_before_speaker,
    verb_beside_noun,
    verb_read_as_noun,
    verbs_in_a_row,
)
from rashomon.claims.tree import Tree
from rashomon.records import Sentence, Token


def repair(sentence: Sentence) -> Sentence:
    """Return the sentence with its tree mended; the same object where there was nothing to mend."""
    tree = Tree(sentence)
    for mend in REPAIRS:
        changes = mend(tree)
        if changes and _stays_tree(sentence.tokens, changes):
            tokens = tuple(_changed(token, changes.get(index)) for index, token in enumerate(sentence.tokens))
            sentence = msgspec.structs.replace(sentence, tokens=tokens)
            tree = Tree(sentence)
    return sentence


def _stays_tree(tokens: Sequence[Token], changes: Change) -> bool:
    """Tell whether from every changed token the way up still ends at the root."""
    for index in changes:
        above, steps = index, 0
        while above >= 0 and steps <= len(tokens):
            above, steps = changes[above][0] if above in changes else tokens[above].head, steps + 1
        if above >= 0:
            return False
    return True


def _changed(token: Token, change: tuple[int, str] | None) -> Token:
    return msgspec.structs.replace(token, head=change[0], deprel=change[1]) if change else token


def object_without_preposition(tree: Tree) -> Change:
    """A listed verb without object, followed by a bare noun that hangs on it as an oblique."""
    changes: Change = {}
    for verb in verbs(tree):
        if tree.children(verb, "obj", "ccomp", "xcomp") or not _takes_object(tree, verb):
            continue
        if tree.children(verb, "aux:pass"):
            continue
        for noun in tree.children(verb, "obl"):
            if tree.lemma(verb) in lexicon().subjecting and tree.children(noun, "case"):
                continue  # "subjected to fire the quarter"
            near = noun > verb and noun - verb <= 8 and tree.tokens[noun].upos in ("NOUN", "NUM")
            if near and bare(tree, noun) and not is_time(tree, noun):
                changes[noun] = (verb, "obj")
                break
        else:
            changes.update(_object_after_time(tree, verb))
    return changes


def _takes_object(tree: Tree, verb: int) -> bool:
    return tree.lemma(verb) in lexicon().verbs or tree.lemma(verb) in lexicon().subjecting


def _object_after_time(tree: Tree, verb: int) -> Change:
    """ "after controlling in the past few days the base": the noun left hanging behind an oblique is the object."""
    obliques = [c for c in tree.children(verb, "obl") if c > verb]
    if not obliques or not tree.word(verb).endswith("ing"):
        return {}
    after = max(tree.subtree(obliques[0])) + 1
    for noun in range(after, min(after + 5, len(tree.tokens))):
        hanging = tree.has(noun, "parataxis", "dep", "list") and tree.tokens[noun].upos in ("NOUN", "PROPN")
        if hanging and bare(tree, noun):
            return {noun: (verb, "obj")}
    return {}


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


def side_by_side(tree: Tree) -> Change:
    """ "Accord Government forces destroyed": two nouns side by side with one head and relation are one name."""
    changes: Change = {}
    for index in range(len(tree.tokens) - 2, -1, -1):
        one, two = tree.tokens[index], tree.tokens[index + 1]
        same = one.head == two.head and one.deprel == two.deprel and tree.has(index, "nsubj", "obj", "nmod", "obl")
        nouns = all(t.upos in ("NOUN", "PROPN") and t.text.lower() not in WEEKDAYS for t in (one, two))
        between = [c for c in tree.children(index + 1, "case", "det") if c > index]
        if same and nouns and not between and not tree.has(index, "nmod:poss"):
            last = changes.get(index + 1, (index + 1, ""))[0]
            changes[index] = (last, "compound")
            changes |= {c: (last, tree.tokens[c].deprel) for c in tree.children(index, "acl") if c > last}
    return changes


def name_before_noun(tree: Tree) -> Change:
    """Two subjects of one verb that stand end to end, the first a proper name: both are one phrase."""
    changes: Change = {}
    for verb in verbs(tree):
        subjects = [c for c in tree.children(verb, "nsubj") if c < verb]
        for one, two in itertools.pairwise(subjects):
            below = (tree.subtree(one), tree.subtree(two))
            adjoin = max(below[0]) + 1 == min(below[1])
            named = tree.tokens[one].upos == "PROPN" and tree.tokens[two].upos == "NOUN"
            plain = not tree.children(two, "det", "nummod", "nmod:poss", "case") and not tree.children(one, "appos")
            if adjoin and named and plain and not any(tree.tokens[i].upos == "PUNCT" for i in below[0]):
                changes[one] = (two, "compound")
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


REPAIRS: tuple[Callable[[Tree], Change], ...] = (
    counts_by_town,
    count_behind_year,
    number_beside_noun,
    place_before_speaker,
    verb_read_as_noun,
    verbs_in_a_row,
    verb_beside_noun,
    object_before_speaker,
    subject_behind_preposition,
    name_goes_on,
    subject_inside_clause,
    predicate_before_speaker,
    agent_after_participle,
    victims_behind_verb,
    speech_after_clause,
    deed_after_where,
    what_is_said_to_be,
    attached.list_goes_on,
    attached.object_read_as_part,
    attached.speaker_after_victims,
    attached.subject_after_opening,
    attached.predicate_of_object,
    attached.gloss_with_owner,
    attached.object_before_title,
    attached.noun_read_as_verb,
    attached.blame_of_holder,
    attached.clause_after_preposition,
    attached.participle_of_nearest,
    stranded.either_of_subject,
    side_by_side,
    name_before_noun,
    object_after_means,
    another_before_preposition,
    object_after_time,
    owner_of_event,
    weapon_read_as_verb,
    means_of_verb,
    relatives.among_them,
    relatives.participle_of_event,
    case_of_whole,
    strike_against,
    attack_of_whom,
    both_sides,
    earlier_or_later,
    object_of_nearest_verb,
    object_before_verb,
    two_subjects,
    attached.infinitive_of_adjective,
    accused_before_of,
    speech_after_relative,
    subject_after_dateline,
    attached.of_follows_its_noun,
    object_of_saying,
    attached.participle_of_those,
    subject_of_second_verb,
    fronted.dateline_apart,
    fronted.counted_before_verb,
    fronted.so_many_more,
    fronted.place_with_its_gloss,
    stranded.victims_after_verb,
    object_without_preposition,
    subject_before_passive,
    subject_of_next_verb,
    noun_before_verb,
    fronted.main_after_opening,
    relatives.relative_of_whole_name,
    relatives.relative_of_event,
    stranded.participle_as_verb,
    stranded.clause_read_as_part,
    stranded.object_read_as_subject,
    stranded.object_after_pause,
    stranded.participle_before_noun,
    stranded.had_in_told_clause,
    stranded.way_of_event,
    stranded.participle_of_last,
    stranded.charge_of_accused,
    stranded.subject_before_clause,
    stranded.day_of_event,
    stranded.town_behind_river,
    stranded.killing_read_as_noun,
    stranded.clause_behind_main,
    stranded.harm_behind_speaker,
    stranded.speech_after_semicolon,
    stranded.claim_of_contrast,
    stranded.time_of_had,
    inserted.speaker_within,
    inserted.number_before_state,
    inserted.of_behind_day,
    inserted.time_of_told_clause,
    inserted.noun_before_marks,
    inserted.plea_beside_verb,
    inserted.subject_of_first_there,
    clause_of_first_speaker,
    clause_of_tale,
    plea_of_who_counters,
    deed_after_what_is_said,
)
