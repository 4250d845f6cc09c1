"""The shipped engine: one small transformer, int8, run once per batch for tags, tree and names."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from rashomon.engines.decoding import bio_transitions, log_softmax, single_root_heads, spans_of, viterbi
from rashomon.engines.lemmas import lemma_of
from rashomon.engines.neutral import ADJECTIVE, PEOPLE, neutral
from rashomon.engines.pieces import Piece, cut_long, shape_of
from rashomon.errors import EngineError
from rashomon.records import NameSpan, Sentence, Token
from rashomon.resources import path_of

FORMAT = 1  # of models/minilm.json; raised when its fields or the model's inputs and outputs change
BATCH_SENTENCES = 32
BATCH_PIECES = 4096  # bounds memory: padded word pieces of one batch
PIECES_A_WORD = 16  # a longer word (a web address, a run of dots) is represented by its first pieces
_MARKS = frozenset("'\"’‘“”,;:(–—*•")
_NO_END = _MARKS | {"of", "the", "and", "in"}  # a name does not end so
_LEGAL_FORMS = frozenset(
    ["inc", "inc.", "llc", "llp", "ltd", "ltd.", "corp", "corp.", "plc", "gmbh", "s.a.", "pc", "co."]
)
_ADDRESS = re.compile(r"\S+\.(?:com|net|org|info|gov|edu|html?|pdf|docx?|xlsx?|jpe?g|png)|\S+@\S+", re.IGNORECASE)
_SURROGATES = re.compile("[\ud800-\udfff]")

Ints = NDArray[np.integer[Any]]
Floats = NDArray[np.float32]


class Layout(msgspec.Struct, frozen=True):
    """What models/minilm.json says of the model: labels in the order of the outputs, and the hashes of the files."""

    format: int
    version: str
    upos: list[str]
    deprel: list[str]
    names: list[str]
    label_weight: list[list[float]]
    label_bias: list[float]
    files: dict[str, str]
    name_transitions: list[list[float]] = []
    neutral_states: bool = False  # whether the model was trained to read one state in place of all


class Encoded(msgspec.Struct, frozen=True):
    """A stretch of a sentence as the model reads it: piece ids, letter shapes, first piece of each word."""

    ids: list[int]
    shapes: list[int]
    first: list[int]


class Decoded(msgspec.Struct, frozen=True):
    """What the model says of one stretch of tokens."""

    upos: list[str]
    heads: list[int]
    deprels: list[str]
    names: list[NameSpan]


def load(threads: int = 1) -> MinilmEngine:
    """Read the shipped model and check its hashes; raises EngineError R401, R402 or R403."""
    return MinilmEngine(path_of("models", "minilm.json"), threads)


def read_layout(path: Path) -> Layout:
    """Read and verify the model's description and the files that it names."""
    if not path.exists():
        raise EngineError("R401", path=path)
    try:
        raw = json.loads(path.read_bytes())
    except ValueError:
        raise EngineError("R402", path=path) from None
    found = raw.get("format") if isinstance(raw, dict) else None
    if found != FORMAT:
        raise EngineError("R403", path=path, found=found, expected=FORMAT)
    try:
        layout = msgspec.convert(raw, Layout)
    except msgspec.ValidationError:
        raise EngineError("R402", path=path) from None
    for name, digest in layout.files.items():
        _verify(path.parent / name, digest)
    return layout


def _verify(path: Path, digest: str) -> None:
    if not path.exists():
        raise EngineError("R401", path=path)
    with path.open("rb") as file:
        if hashlib.file_digest(file, "sha256").hexdigest() != digest:
            raise EngineError("R402", path=path)


class MinilmEngine:
    """Parses sentences with the shipped model; see models/README.md for its data, scores and weaknesses."""

    name = "minilm"
    languages: tuple[str, ...] = ("en",)

    def __init__(self, path: Path, threads: int = 1, neutral_states: bool | None = None) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        self.layout = read_layout(path)
        self.version = self.layout.version
        self._neutral = self.layout.neutral_states if neutral_states is None else neutral_states
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        self._session: Any = onnxruntime.InferenceSession(
            str(path.parent / "minilm.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer: Any = Tokenizer.from_file(str(path.parent / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._label_weight = np.array(self.layout.label_weight, np.float32).T.copy()
        self._label_bias = np.array(self.layout.label_bias, np.float32)
        self._root_label = self.layout.deprel.index("root")
        self._transitions = bio_transitions(self.layout.names)
        if self.layout.name_transitions:
            self._transitions = self._transitions + np.array(self.layout.name_transitions)

    def parse(self, sentences: Sequence[Sentence]) -> list[Sentence]:
        """Return the same sentences, in the same order, with tags, lemmas, heads, relations and names filled."""
        encoded = self._encode([[token.text for token in sentence.tokens] for sentence in sentences])
        pieces = [
            piece for index, one in enumerate(encoded) for piece in cut_long(index, one.first, len(one.ids), sentences)
        ]
        decoded = self._run([_stretch(encoded[piece.sentence], piece) for piece in pieces])
        gathered: list[list[tuple[Piece, Decoded]]] = [[] for _ in sentences]
        for piece, result in zip(pieces, decoded, strict=True):
            gathered[piece.sentence].append((piece, result))
        return [_filled(sentence, parts) for sentence, parts in zip(sentences, gathered, strict=True)]

    def _encode(self, sentences: list[list[str]]) -> list[Encoded]:
        if not sentences:
            return []
        cleaned = [[_readable(word) for word in words] for words in sentences]
        if self._neutral:
            cleaned = [[neutral(word) for word in words] for words in cleaned]
        encodings = self._tokenizer.encode_batch(cleaned, is_pretokenized=True)
        return [self._pieces(words, encoding) for words, encoding in zip(cleaned, encodings, strict=True)]

    def _pieces(self, words: list[str], encoding: Any) -> Encoded:
        """Lay a tokenizer's result out by words; a word of which nothing is left is read as a full stop."""
        by_word: list[list[int]] = [[] for _ in words]
        for piece, word in zip(encoding.ids, encoding.word_ids, strict=True):
            if word is not None and len(by_word[word]) < PIECES_A_WORD:
                by_word[word].append(piece)
        ids, shapes, first = [self._special("[CLS]")], [0], []
        for word_text, word_pieces in zip(words, by_word, strict=True):
            first.append(len(ids))
            ids += word_pieces or [self._special(".")]
            shapes += [shape_of(word_text)] * max(1, len(word_pieces))
        return Encoded([*ids, self._special("[SEP]")], [*shapes, 0], first)

    def _special(self, token: str) -> int:
        return int(self._tokenizer.token_to_id(token))

    def _run(self, stretches: list[Encoded]) -> list[Decoded]:
        """Run the model over stretches in order of length, so that little of a batch is padding."""
        results: list[Decoded | None] = [None] * len(stretches)
        for chosen in _batches([len(one.ids) for one in stretches]):
            outputs = self._decode([stretches[index] for index in chosen])
            for index, output in zip(chosen, outputs, strict=True):
                results[index] = output
        return [result for result in results if result is not None]

    def _decode(self, batch: list[Encoded]) -> list[Decoded]:
        inputs = _arrays(batch)
        upos, names, arcs, dependents, governors = self._session.run(
            ["upos", "names", "arcs", "dependents", "governors"], inputs
        )
        lengths = np.array([len(one.first) for one in batch])
        log_names = log_softmax(names)
        tags = viterbi(log_names, self._transitions, lengths)
        best_upos = upos.argmax(-1)
        decoded = []
        for row, count in enumerate(lengths):
            heads = single_root_heads(arcs[row, :count, : count + 1])
            decoded.append(
                Decoded(
                    [self.layout.upos[index] for index in best_upos[row, :count]],
                    heads,
                    self._labels(dependents[row, :count], governors[row], heads),
                    self._names(tags[row, :count], log_names[row]),
                )
            )
        return decoded

    def _labels(self, dependents: Floats, governors: Floats, heads: list[int]) -> list[str]:
        """Return the relation of each token to its head; only the root may be labelled so."""
        joined = np.maximum(dependents + governors[np.array(heads) + 1], 0)
        scores = joined @ self._label_weight + self._label_bias
        scores[:, self._root_label] = -np.inf
        labels = [self.layout.deprel[index] for index in scores.argmax(1)]
        return ["root" if head < 0 else label for head, label in zip(heads, labels, strict=True)]

    def _names(self, tags: Ints, log_probabilities: Floats) -> list[NameSpan]:
        spans = spans_of([self.layout.names[index] for index in tags])
        picked = np.exp(log_probabilities[np.arange(len(tags)), tags])
        return [
            NameSpan(first=first, last=last, kind=kind, score=round(float(picked[first:last].mean()), 4))
            for first, last, kind in spans
        ]


def _readable(word: str) -> str:
    """Return the word without lone surrogates, which no tokenizer takes."""
    return _SURROGATES.sub("?", word)


def _stretch(encoded: Encoded, piece: Piece) -> Encoded:
    """Return the part of an encoded sentence that a piece covers, between its own boundary marks."""
    if piece.whole:
        return encoded
    starts = [*encoded.first, len(encoded.ids) - 1]
    begin, end = starts[piece.first], starts[piece.last]
    return Encoded(
        [encoded.ids[0], *encoded.ids[begin:end], encoded.ids[-1]],
        [0, *encoded.shapes[begin:end], 0],
        [start - begin + 1 for start in encoded.first[piece.first : piece.last]],
    )


def _batches(lengths: list[int]) -> Iterator[list[int]]:
    """Yield indices in order of length, at most BATCH_SENTENCES and BATCH_PIECES of padded pieces together."""
    chosen: list[int] = []
    for index in sorted(range(len(lengths)), key=lambda index: (lengths[index], index)):
        if chosen and (len(chosen) == BATCH_SENTENCES or lengths[index] * (len(chosen) + 1) > BATCH_PIECES):
            yield chosen
            chosen = []
        chosen.append(index)
    if chosen:
        yield chosen


def _arrays(batch: list[Encoded]) -> dict[str, Ints]:
    """Pad a batch into the model's inputs; column 0 of `first` is the boundary mark that stands for the root."""
    width = max(len(one.ids) for one in batch)
    words = max(len(one.first) for one in batch) + 1
    inputs: dict[str, Ints] = {name: np.zeros((len(batch), width), np.int64) for name in ("ids", "mask", "shapes")}
    inputs["first"] = np.zeros((len(batch), words), np.int64)
    for row, one in enumerate(batch):
        inputs["ids"][row, : len(one.ids)] = one.ids
        inputs["mask"][row, : len(one.ids)] = 1
        inputs["shapes"][row, : len(one.ids)] = one.shapes
        inputs["first"][row, 1 : len(one.first) + 1] = one.first
    return inputs


def trimmed(name: NameSpan, offset: int, tokens: Sequence[Token]) -> NameSpan | None:
    """Return a name of a piece as one of the sentence, without marks and little words at its edges.

    A firm's legal form after it ("Vardo Shipping, Ltd.") is part of its name; a people is a nationality; an address or
    a file is nobody's name, unless an outlet is called so (Lenta.ru).
    """
    first, last = name.first + offset, name.last + offset
    while first < last and tokens[first].text in _MARKS:
        first += 1
    while first < last and tokens[last - 1].text in _NO_END:
        last -= 1
    if name.kind == "actor":
        last += _legal_form(tokens, last)
    alone = tokens[first].text if last - first == 1 else ""
    if first == last or (name.kind != "media" and _ADDRESS.fullmatch(alone)):
        return None
    kind = "nationality" if name.kind == "actor" and neutral(alone) in (ADJECTIVE, PEOPLE) else name.kind
    return NameSpan(first=first, last=last, kind=kind, score=name.score)


def _legal_form(tokens: Sequence[Token], at: int) -> int:
    """Return how many tokens from `at` are a firm's legal form, with the comma before it: ", Inc."."""
    comma = at < len(tokens) and tokens[at].text == ","
    form = at + comma
    return 1 + comma if form < len(tokens) and tokens[form].text.lower() in _LEGAL_FORMS else 0


def _filled(sentence: Sentence, parts: list[tuple[Piece, Decoded]]) -> Sentence:
    """Join the parts of a sentence: the first part's root is the root, later ones hang from it as parataxis."""
    tokens: list[Token] = []
    names: list[NameSpan] = []
    top = parts[0][1].heads.index(-1) if parts else -1
    for piece, result in parts:
        for token, upos, head, deprel in zip(
            sentence.tokens[piece.first : piece.last], result.upos, result.heads, result.deprels, strict=True
        ):
            absolute = head + piece.first if head >= 0 else (-1 if piece.first == 0 else top)
            label = "parataxis" if head < 0 and piece.first else deprel
            tokens.append(
                Token(
                    start=token.start,
                    end=token.end,
                    text=token.text,
                    lemma=lemma_of(token.text, upos),
                    upos=upos,
                    head=absolute,
                    deprel=label,
                )
            )
        names += [kept for name in result.names if (kept := trimmed(name, piece.first, sentence.tokens))]
    return msgspec.structs.replace(sentence, tokens=tuple(tokens), names=tuple(names))
