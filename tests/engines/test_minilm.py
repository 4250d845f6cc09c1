"""The shipped engine on good and bad input; skipped where the model is not there."""

import json
import shutil
from pathlib import Path

import pytest

from rashomon.engines.minilm import MinilmEngine, load, trimmed
from rashomon.errors import EngineError
from rashomon.records import NameSpan, Report, Sentence, Token
from rashomon.resources import path_of
from rashomon.sentences import split_sentences

MODEL = path_of("models", "minilm.json")
pytestmark = pytest.mark.skipif(not MODEL.exists(), reason="the model is not here: make it with training/")


@pytest.fixture(scope="module")
def engine() -> MinilmEngine:
    return load()


def parsed(engine: MinilmEngine, text: str) -> list[Sentence]:
    return engine.parse(split_sentences(Report(id="r", source="r", text=text, sha256="")))


def test_a_plain_sentence(engine: MinilmEngine) -> None:
    (sentence,) = parsed(engine, "Rebels shelled the airbase near Tripoli on Wednesday.")
    words = {token.text: token for token in sentence.tokens}
    assert (words["shelled"].lemma, words["shelled"].deprel, words["shelled"].head) == ("shell", "root", -1)
    assert (words["Rebels"].deprel, words["airbase"].deprel) == ("nsubj", "obj")
    names = {(sentence.tokens[name.first].text, name.kind) for name in sentence.names}
    assert ("Tripoli", "place") in names


BAD = {
    "one word": "Boom",
    "only punctuation": "... !!! -- ??? ,,,",
    "only numbers": "12 13 14 15.5 16,000",
    "control characters": "The army\x00\x07 left\x1b town.",
    "lone surrogates": "The \ud800army\udfff left town.",
    "five thousand words": "word " * 5000,
    "five thousand letters": "a" * 5000 + " b",
    "five thousand dots": "." * 5000,
    "right to left and joined": "غادر الجيش \u200d\u200b المدينة.",
}


@pytest.mark.parametrize("text", BAD.values(), ids=BAD)
def test_bad_input_keeps_every_token_in_one_tree(engine: MinilmEngine, text: str) -> None:
    before = split_sentences(Report(id="r", source="r", text=text, sha256=""))
    for given, sentence in zip(before, engine.parse(before), strict=True):
        assert [token.text for token in sentence.tokens] == [token.text for token in given.tokens]
        assert [token.head for token in sentence.tokens].count(-1) == 1
        assert all(text[token.start : token.end] == token.text for token in sentence.tokens)


def test_nothing_in_nothing_out(engine: MinilmEngine) -> None:
    assert engine.parse([]) == []
    empty = Sentence(report="r", index=0, start=0, end=0)
    assert engine.parse([empty]) == [empty]


def test_a_sentence_reads_the_same_alone_and_among_others(engine: MinilmEngine) -> None:
    text = (
        "The army left. Six soldiers of the 12th brigade were killed in clashes near the old airport of the city. "
        "WE DENY IT ALL! A spokesman, Omar Haddad, said on Friday that rebels had shelled Qasr al-Wadi and two bridges."
    )
    together = parsed(engine, text)
    assert together == [engine.parse([sentence])[0] for sentence in together]


def copy_of_model(folder: Path) -> Path:
    for name in ("minilm.json", "minilm.onnx", "tokenizer.json"):
        shutil.copyfile(MODEL.parent / name, folder / name)
    return folder / "minilm.json"


def code_of(path: Path) -> str:
    with pytest.raises(EngineError) as caught:
        MinilmEngine(path)
    return caught.value.code


def test_a_missing_model(tmp_path: Path) -> None:
    assert code_of(tmp_path / "minilm.json") == "R401"


def test_a_model_cut_short(tmp_path: Path) -> None:
    path = copy_of_model(tmp_path)
    model = tmp_path / "minilm.onnx"
    model.write_bytes(model.read_bytes()[:-1000])
    assert code_of(path) == "R402"


def test_a_description_cut_short(tmp_path: Path) -> None:
    path = copy_of_model(tmp_path)
    path.write_text(path.read_text(encoding="utf-8")[:500], encoding="utf-8")
    assert code_of(path) == "R402"


def test_a_model_of_another_version(tmp_path: Path) -> None:
    path = copy_of_model(tmp_path)
    description = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(description | {"format": 99}), encoding="utf-8")
    assert code_of(path) == "R403"


def test_a_token_of_spaces_is_read(engine: MinilmEngine) -> None:
    tokens = (Token(start=0, end=1, text="\u200b"), Token(start=2, end=6, text="left"))
    (sentence,) = engine.parse([Sentence(report="r", index=0, start=0, end=6, tokens=tokens)])
    assert len(sentence.tokens) == 2


def test_a_firms_legal_form_belongs_to_its_name():
    tokens = tuple(Token(start=0, end=1, text=text) for text in ("Vardo", "Shipping", ",", "Ltd.", "sank"))
    name = NameSpan(first=0, last=2, kind="actor")
    assert trimmed(name, 0, tokens) == NameSpan(first=0, last=4, kind="actor")


@pytest.mark.parametrize(
    ("word", "kind", "found"),
    [
        ("toll.pdf", "actor", None),
        ("Vardo.com", "actor", None),
        ("Vardo.com", "media", "media"),
        ("Sudanese", "actor", "nationality"),
    ],
)
def test_a_word_alone_that_is_no_body(word, kind, found):
    name = trimmed(NameSpan(first=0, last=1, kind=kind), 0, (Token(start=0, end=1, text=word),))
    assert (name.kind if name else None) == found
