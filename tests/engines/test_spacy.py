"""The spaCy plug-in keeps our tokens and says what to install when spaCy is missing."""

import sys

import pytest

from rashomon.engines import spacy as plugin
from rashomon.errors import MissingExtra
from rashomon.records import Sentence, Token


def sentence(*words: str) -> Sentence:
    tokens, at = [], 0
    for word in words:
        tokens.append(Token(start=at, end=at + len(word), text=word))
        at += len(word) + 1
    return Sentence(report="r", index=0, start=0, end=at, tokens=tuple(tokens))


def test_without_spacy_the_error_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "spacy", None)
    with pytest.raises(MissingExtra) as caught:
        plugin.load("en_core_web_sm")
    assert caught.value.code == "R301"
    assert "rashomon[spacy]" in caught.value.message


def test_a_blank_pipeline_with_rules_gives_names_on_our_tokens() -> None:
    spacy = pytest.importorskip("spacy", reason="spaCy is not installed")
    pipeline = spacy.blank("en")
    ruler = pipeline.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "GPE", "pattern": "Sirte"}, {"label": "DATE", "pattern": "Monday"}])
    (parsed,) = plugin.SpacyEngine(pipeline).parse([sentence("Shells", "hit", "Sirte", "on", "Monday", ".")])
    assert [(name.first, name.last, name.kind) for name in parsed.names] == [(2, 3, "place")]
    assert len(parsed.tokens) == 6


def test_a_tree_of_a_pipeline_becomes_ours() -> None:
    pytest.importorskip("spacy", reason="spaCy is not installed")
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

    document = Doc(
        Vocab(),
        words=["Six", "were", "killed"],
        pos=["NUM", "AUX", "VERB"],
        heads=[2, 2, 2],
        deps=["nsubjpass", "auxpass", "ROOT"],
    )
    filled = plugin._filled(sentence("Six", "were", "killed"), document)
    assert [(t.head, t.deprel) for t in filled.tokens] == [(2, "nsubj:pass"), (2, "aux:pass"), (-1, "root")]
    assert filled.tokens[2].lemma == "kill"
