"""Base forms of the words that claims and counts hang on."""

import pytest

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
