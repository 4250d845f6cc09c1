"""Teachers: earlier runs whose mean opinion a later run learns besides the annotations (Hinton et al. 2015)."""

from __future__ import annotations

from pathlib import Path

import torch
from model import Network
from torch import Tensor
from torch.nn import functional

Outputs = tuple[Tensor, ...]  # of the network: upos, names, arcs, the two halves of the relation's score


class Teachers:
    """Some trained networks, read together; their weights are never changed."""

    def __init__(self, paths: list[Path], networks: list[Network]) -> None:
        self.networks = networks
        for path, network in zip(paths, networks, strict=True):
            network.load_state_dict(torch.load(path)["averaged"])
            network.eval().requires_grad_(False)

    def mean_state(self) -> dict[str, Tensor]:
        """Return the mean of their weights, from which the pupil starts."""
        states = [network.state_dict() for network in self.networks]
        return {name: torch.stack([state[name] for state in states]).mean(0) for name in states[0]}

    @torch.no_grad()
    def opinions(self, inputs: Outputs) -> tuple[dict[str, Tensor], Tensor]:
        """Return the mean probabilities of each head, and the governors [sentence, word] they hold likeliest."""
        outputs = [network(*inputs) for network in self.networks]
        means = {
            name: torch.stack([output[place].float().softmax(-1) for output in outputs]).mean(0)
            for place, name in enumerate(("upos", "names", "arcs"))
        }
        governors = means["arcs"].argmax(-1)
        labels = [
            network.label_scores(output[3], output[4], governors).float().softmax(-1)
            for network, output in zip(self.networks, outputs, strict=True)
        ]
        return means | {"deprel": torch.stack(labels).mean(0)}, governors

    def losses(self, network: Network, outputs: Outputs, inputs: Outputs, counts: Tensor) -> dict[str, Tensor]:
        """Return how far the pupil's outputs are from the teachers' opinions, over the words of `counts`."""
        opinions, governors = self.opinions(inputs)
        words = torch.arange(governors.shape[1])[None, :] < counts[:, None]
        scores = dict(zip(("upos", "names", "arcs"), outputs, strict=False))
        scores["deprel"] = network.label_scores(outputs[3], outputs[4], governors)
        return {
            name: -(opinion * functional.log_softmax(scores[name].float(), -1)).sum(-1)[words].mean()
            for name, opinion in opinions.items()
        }
