"""Base forms of the words that claims and counts hang on."""

import pytest

from rashomon.claims.lexicon import lexicon
from rashomon.engines.lemmas import lemma_of


@pytest.mark.parametrize(
    ("word", "upos", "lemma"),
    [
        ("shelled", "VERB", "shell"),
        ("bombing", "VERB", "bomb"),
        ("barred", "VERB", "bar"),
        ("hoping", "VERB", "hope"),
        ("fled", "VERB", "flee"),
        ("struck", "VERB", "strike"),
        ("said", "VERB", "say"),
        ("denies", "VERB", "deny"),
        ("killed", "VERB", "kill"),
        ("firing", "VERB", "fire"),
        ("besieged", "VERB", "besiege"),
        ("wounded", "VERB", "wound"),
        ("re-took", "VERB", "re-take"),
        ("retook", "VERB", "retake"),
        ("n't", "PART", "not"),
        ("nt", "PART", "not"),
        ("were", "AUX", "be"),
        ("militias", "NOUN", "militia"),
        ("MISSILES", "NOUN", "missile"),
        ("gunmen", "NOUN", "gunman"),
        ("casualties", "NOUN", "casualty"),
        ("headquarters", "NOUN", "headquarters"),
        ("Haftar", "PROPN", "Haftar"),
        ("worst", "ADJ", "bad"),
    ],
)
def test_lemma(word: str, upos: str, lemma: str) -> None:
    assert lemma_of(word, upos) == lemma


VERBS = sorted({p.words[0] for rows in lexicon().verbs.values() for p in rows if p.words[0].isalpha()})


@pytest.mark.parametrize("verb", [verb for verb in VERBS if verb.endswith("e") and verb != "be"])
def test_the_past_of_a_verb_that_makes_claims_leads_back_to_it(verb: str) -> None:
    assert lemma_of(f"{verb}d", "VERB") in (verb, verb[:-1])  # "lambast" and "lambaste"


def test_a_consonant_doubled_as_in_british_spelling() -> None:
    assert [lemma_of(past, "VERB") for past in ("levelled", "tunnelled", "cancelled")] == ["level", "tunnel", "cancel"]
