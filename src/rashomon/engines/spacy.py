"""Plug-in engine: any spaCy pipeline that the user has, given our own tokens, its labels mapped to ours."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from rashomon.engines.lemmas import lemma_of
from rashomon.errors import BadSettings, MissingExtra
from rashomon.records import NameSpan, Sentence, Token

# OntoNotes' and WikiNER's entity labels in our kinds; labels that are not here (dates, numbers) are not names
KINDS = {
    "PERSON": "person",
    "PER": "person",
    "ORG": "actor",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "nationality",
    "PRODUCT": "equipment",
    "EVENT": "operation",
    "MISC": "other",
}

# ClearNLP's relations, which English pipelines use, in those of Universal Dependencies where they differ
RELATIONS = {
    "nsubjpass": "nsubj:pass",
    "csubjpass": "csubj:pass",
    "auxpass": "aux:pass",
    "dobj": "obj",
    "dative": "iobj",
    "poss": "nmod:poss",
    "neg": "advmod",
    "attr": "obj",
    "acomp": "xcomp",
    "relcl": "acl:relcl",
    "prt": "compound:prt",
    "npadvmod": "obl:npmod",
    "nn": "compound",
    "agent": "case",
    "ROOT": "root",
}


def load(model_name: str = "en_core_web_sm") -> SpacyEngine:
    """Load a pipeline by its package name or folder; raises MissingExtra R301, or BadSettings R203 for the pipeline."""
    try:
        import spacy
    except ImportError:
        raise MissingExtra("R301", feature="--engine spacy", package="spacy", extra="spacy") from None
    try:
        pipeline = spacy.load(model_name)
    except OSError:
        known = ", ".join(spacy.util.get_installed_models()) or "none is installed"
        raise BadSettings("R203", dock="spaCy pipeline", name=model_name, available=known) from None
    return SpacyEngine(pipeline)


class SpacyEngine:
    """Fills sentences with what a spaCy pipeline says of our tokens."""

    name = "spacy"

    def __init__(self, pipeline: Any) -> None:
        self._pipeline = pipeline
        meta = pipeline.meta
        self.version = f"{meta['lang']}_{meta.get('name', 'pipeline')}-{meta.get('version', '0')}"
        self.languages: tuple[str, ...] = (meta["lang"],)

    def parse(self, sentences: Sequence[Sentence]) -> list[Sentence]:
        """Return the same sentences, in the same order, filled as far as the pipeline has the parts."""
        documents = self._pipeline.pipe([self._document(sentence) for sentence in sentences])
        return [_filled(sentence, document) for sentence, document in zip(sentences, documents, strict=True)]

    def _document(self, sentence: Sentence) -> Any:
        """Return the sentence's tokens as a document of one sentence, so that the pipeline does not split it."""
        from spacy.tokens import Doc

        words = [token.text.encode("utf-8", "replace").decode("utf-8") for token in sentence.tokens]
        document = Doc(self._pipeline.vocab, words=words)
        for position, token in enumerate(document):
            token.is_sent_start = position == 0
        return document


def _filled(sentence: Sentence, document: Any) -> Sentence:
    names = tuple(
        NameSpan(first=entity.start, last=entity.end, kind=KINDS[entity.label_])
        for entity in document.ents
        if entity.label_ in KINDS
    )
    if not document.has_annotation("DEP"):
        return msgspec.structs.replace(sentence, names=names)
    top = next((word.i for word in document if word.head.i == word.i), 0)
    tokens = tuple(_token(token, word, top) for token, word in zip(sentence.tokens, document, strict=True))
    return msgspec.structs.replace(sentence, tokens=tokens, names=names)


def _token(token: Token, word: Any, top: int) -> Token:
    """Return our token with the pipeline's tag, head and relation; a second root hangs from the first."""
    rooted = word.head.i == word.i
    head = (-1 if word.i == top else top) if rooted else word.head.i
    relation = "root" if head < 0 else ("parataxis" if rooted else RELATIONS.get(word.dep_, word.dep_ or "dep"))
    upos = word.pos_ or "X"
    return Token(
        start=token.start,
        end=token.end,
        text=token.text,
        lemma=word.lemma_ or lemma_of(token.text, upos),
        upos=upos,
        head=head,
        deprel=relation,
    )
