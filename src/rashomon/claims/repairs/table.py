"""The table of repairs: every shape that a parser often gets wrong, in the order in which they are mended.

Most go back to texts that lost their commas. Each repair looks for one shape that no good tree has, says it in its
docstring, and changes heads and relations of the words concerned only.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from rashomon.claims.repairs import (
    attached,
    deeds,
    fronted,
    inserted,
    means,
    relatives,
    speeches,
    stranded,
    subjects,
    swallowed,
    tallies,
)
from rashomon.claims.repairs.subjects import Change
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


REPAIRS: tuple[Callable[[Tree], Change], ...] = (
    tallies.counts_by_town,
    tallies.count_behind_year,
    tallies.number_beside_noun,
    tallies.range_before_noun,
    tallies.all_but,
    tallies.along_with,
    tallies.place_before_speaker,
    tallies.verb_read_as_noun,
    tallies.verbs_in_a_row,
    tallies.verb_beside_noun,
    tallies.wounded_beside_dead,
    swallowed.object_before_speaker,
    swallowed.subject_behind_preposition,
    swallowed.name_goes_on,
    swallowed.predicate_before_speaker,
    swallowed.speech_after_clause,
    swallowed.deed_after_where,
    swallowed.what_is_said_to_be,
    attached.list_goes_on,
    attached.object_read_as_part,
    attached.speaker_after_victims,
    attached.subject_after_opening,
    attached.gloss_with_owner,
    attached.object_before_title,
    attached.noun_read_as_verb,
    attached.blame_of_holder,
    attached.clause_after_preposition,
    attached.participle_of_nearest,
    stranded.either_of_subject,
    swallowed.side_by_side,
    swallowed.name_before_noun,
    means.object_after_means,
    means.another_before_preposition,
    means.object_after_time,
    means.owner_of_event,
    means.weapon_read_as_verb,
    means.means_of_verb,
    means.object_of_noun,
    means.object_with_participle,
    means.called_what,
    means.whom_weapon_meets,
    relatives.among_them,
    relatives.most_of_them,
    relatives.list_of_part,
    relatives.participle_of_event,
    deeds.case_of_whole,
    deeds.strike_against,
    deeds.attack_of_whom,
    deeds.both_sides,
    deeds.blame_laid_on,
    speeches.earlier_or_later,
    subjects.object_of_nearest_verb,
    subjects.object_before_verb,
    subjects.two_subjects,
    speeches.accused_before_of,
    speeches.speech_after_relative,
    subjects.subject_after_dateline,
    attached.of_follows_its_noun,
    attached.participle_of_those,
    means.object_behind_time,
    subjects.subject_of_second_verb,
    fronted.counted_before_verb,
    fronted.so_many_more,
    stranded.victims_after_verb,
    means.object_without_preposition,
    subjects.subject_before_passive,
    subjects.subject_of_next_verb,
    subjects.noun_before_verb,
    fronted.main_after_opening,
    relatives.relative_of_whole_name,
    relatives.relative_of_event,
    relatives.harm_behind_place,
    stranded.clause_read_as_part,
    stranded.object_read_as_subject,
    stranded.object_after_pause,
    stranded.participle_before_noun,
    stranded.had_in_told_clause,
    stranded.way_of_event,
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
    inserted.time_of_told_clause,
    inserted.noun_before_marks,
    inserted.subject_of_first_there,
    speeches.clause_of_first_speaker,
    speeches.clause_of_tale,
    speeches.tale_before_verdict,
    speeches.subject_of_tale,
    speeches.speech_after_object,
    speeches.plea_of_who_counters,
    speeches.deed_after_what_is_said,
)
