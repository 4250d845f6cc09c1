"""The network: a MiniLM encoder in plain torch and heads for part of speech, tree, relations and names."""

from __future__ import annotations

import math
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

WIDTH = 384
LAYERS = 6
MIXED = 3  # the last layers of which each head reads a learned mixture


class Layer(nn.Module):
    """One transformer layer of BERT."""

    def __init__(self, width: int = WIDTH, heads: int = 12, inner: int = 1536, dropout: float = 0.1) -> None:
        super().__init__()
        self.heads, self.per_head = heads, width // heads
        self.query, self.key, self.value = (nn.Linear(width, width) for _ in range(3))
        self.output, self.norm1 = nn.Linear(width, width), nn.LayerNorm(width, eps=1e-12)
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)
        self.norm2, self.dropout = nn.LayerNorm(width, eps=1e-12), nn.Dropout(dropout)

    def _split(self, states: Tensor) -> Tensor:
        batch, length, _ = states.shape
        return states.view(batch, length, self.heads, self.per_head).transpose(1, 2)

    def forward(self, states: Tensor, bias: Tensor) -> Tensor:
        query, key, value = (self._split(part(states)) for part in (self.query, self.key, self.value))
        weights = torch.softmax(torch.matmul(query, key.transpose(2, 3)) / math.sqrt(self.per_head) + bias, -1)
        context = torch.matmul(weights, value).transpose(1, 2).reshape(states.shape)
        states = self.norm1(states + self.output(context))
        return self.norm2(states + self.dropout(self.down(functional.gelu(self.up(states)))))


class Encoder(nn.Module):
    """The encoder with its embeddings, and an embedding of letter shapes, as its vocabulary has no capitals."""

    def __init__(self, vocabulary: int = 30522, positions: int = 512, dropout: float = 0.1) -> None:
        super().__init__()
        self.words, self.positions = nn.Embedding(vocabulary, WIDTH), nn.Embedding(positions, WIDTH)
        self.kind = nn.Parameter(torch.zeros(WIDTH))
        self.shapes = nn.Embedding(8, WIDTH)
        nn.init.zeros_(self.shapes.weight)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList([Layer(dropout=dropout) for _ in range(LAYERS)])

    def forward(self, ids: Tensor, mask: Tensor, shapes: Tensor) -> list[Tensor]:
        """Return the states of the last MIXED layers."""
        positions = self.positions(torch.arange(ids.shape[1], device=ids.device))[None]
        states = self.norm(self.words(ids) + positions + self.kind + self.shapes(shapes))
        bias = (1.0 - mask.to(states.dtype))[:, None, None, :] * -10000.0
        kept = []
        for layer in self.layers:
            states = layer(states, bias)
            kept.append(states)
        return kept[-MIXED:]

    def load_pretrained(self, path: Path) -> None:
        """Take the weights of all-MiniLM-L6-v2 (safetensors); the shape embedding keeps its zeros."""
        names = {
            "query": "attention.self.query",
            "key": "attention.self.key",
            "value": "attention.self.value",
            "output": "attention.output.dense",
            "norm1": "attention.output.LayerNorm",
            "up": "intermediate.dense",
            "down": "output.dense",
            "norm2": "output.LayerNorm",
        }
        theirs = load_file(path)
        ours = {
            "words.weight": theirs["embeddings.word_embeddings.weight"],
            "positions.weight": theirs["embeddings.position_embeddings.weight"],
            "kind": theirs["embeddings.token_type_embeddings.weight"][0],
            "norm.weight": theirs["embeddings.LayerNorm.weight"],
            "norm.bias": theirs["embeddings.LayerNorm.bias"],
            "shapes.weight": self.shapes.weight.detach(),
        }
        for number in range(LAYERS):
            for mine, his in names.items():
                for part in ("weight", "bias"):
                    ours[f"layers.{number}.{mine}.{part}"] = theirs[f"encoder.layer.{number}.{his}.{part}"]
        self.load_state_dict(ours)


class Network(nn.Module):
    """Encoder and heads; column 0 of `first` is the boundary mark, which stands for the root of the tree."""

    def __init__(self, upos: int, deprel: int, names: int, inner: int = 256, dropout: float = 0.25) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.word_shapes = nn.Embedding(8, WIDTH)
        nn.init.zeros_(self.word_shapes.weight)
        self.mixture = nn.Parameter(torch.zeros(2, MIXED))
        self.dropout, self.names_dropout = nn.Dropout(dropout), nn.Dropout(0.35)  # names are learned by heart sooner
        self.upos = nn.Linear(WIDTH, upos)
        self.names_inner, self.names = nn.Linear(WIDTH, 128), nn.Linear(128, names)
        self.arc_dependent, self.arc_head = nn.Linear(WIDTH, inner), nn.Linear(WIDTH, inner)
        self.arc, self.arc_bias = nn.Linear(inner, inner, bias=False), nn.Linear(inner, 1, bias=False)
        self.label_dependent, self.label_head = nn.Linear(WIDTH, inner), nn.Linear(WIDTH, inner)
        self.label = nn.Linear(inner, deprel)

    def states(self, ids: Tensor, mask: Tensor, shapes: Tensor, first: Tensor) -> tuple[Tensor, Tensor]:
        """Return the states of the words (and the root) for the tree's heads and for the names' head."""
        weights = torch.softmax(self.mixture, 1)
        index = first[:, :, None].expand(-1, -1, WIDTH)
        layers = [torch.gather(layer, 1, index) for layer in self.encoder(ids, mask, shapes)]
        shape = self.word_shapes(torch.gather(shapes, 1, first))
        mixed = [sum(weights[row, place] * layer for place, layer in enumerate(layers)) + shape for row in (0, 1)]
        return self.dropout(mixed[0]), self.names_dropout(mixed[1])

    def forward(self, ids: Tensor, mask: Tensor, shapes: Tensor, first: Tensor) -> tuple[Tensor, ...]:
        """Return the scores: upos, names, arcs, and the two halves of the relation's score."""
        tree, name = self.states(ids, mask, shapes, first)
        dependent = self.dropout(functional.gelu(self.arc_dependent(tree[:, 1:])))
        head = self.dropout(functional.gelu(self.arc_head(tree)))
        arcs = torch.matmul(self.arc(dependent), head.transpose(1, 2)) / 16.0 + self.arc_bias(head).transpose(1, 2)
        names = self.names(self.dropout(functional.gelu(self.names_inner(name[:, 1:]))))
        return self.upos(tree[:, 1:]), names, arcs, self.label_dependent(tree[:, 1:]), self.label_head(tree)

    def label_scores(self, dependents: Tensor, heads: Tensor, gold: Tensor) -> Tensor:
        """Return the scores of the relations of each word to its gold head."""
        chosen = torch.gather(heads, 1, gold[:, :, None].expand(-1, -1, heads.shape[-1]))
        return self.label(self.dropout(torch.relu(dependents + chosen)))
