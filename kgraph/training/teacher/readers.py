"""What is read off the encoder's states: trees and names.

Heads and labels as in Dozat and Manning 2017 (https://arxiv.org/abs/1611.01734); a word whose head
is itself is a root. Tags, sentence starts and names are one layer each.
"""

from collections.abc import Sequence
from typing import Any

import torch
import torch.nn.functional as F  # noqa: N812 (its usual name)
from torch import nn

from kgraph.training.teacher.arrays import MASK, NAME_TAGS, NO_LABEL, PAD
from kgraph.training.teacher.encoder import Encoder

ARC_WIDTH, LABEL_WIDTH = 384, 128
DROPOUT, HIDDEN_WORDS = 0.1, 0.1
NEVER = -1e4
LONGEST_PATH = 9  # doublings, so 512 words


class WordStates(nn.Module):
    """States of words from those of their first and last piece."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder
        self.join = nn.Linear(2 * encoder.width, encoder.width)

    def forward(self, batch: dict[str, Any]) -> Any:
        """Return states [unit, word, width]; while training, a tenth of the words is hidden."""
        pieces = batch["pieces"]
        if self.training:
            drawn = torch.rand(batch["first"].shape, device=pieces.device) < HIDDEN_WORDS
            hidden = drawn.gather(1, batch["word_of"].clamp(min=0)) & (batch["word_of"] >= 0)
            pieces = torch.where(hidden, MASK, pieces)
        mask = (batch["pieces"] != PAD)[:, None, None, :]
        states = self.encoder(pieces, mask, DROPOUT)
        ends = (_rows(states, batch[key]) for key in ("first", "last"))
        return F.dropout(F.gelu(self.join(torch.cat(tuple(ends), -1))), 2 * DROPOUT, self.training)


class Trees(nn.Module):
    """Reads tags, sentence starts, heads and labels."""

    def __init__(self, encoder: Encoder, tags: int, deps: int) -> None:
        super().__init__()
        width = encoder.width
        self.states = WordStates(encoder)
        self.tags, self.starts = nn.Linear(width, tags), nn.Linear(width, 2)
        self.arc_head, self.arc_word = (nn.Linear(width, ARC_WIDTH) for _ in range(2))
        self.arcs = nn.Parameter(torch.zeros(ARC_WIDTH + 1, ARC_WIDTH))
        self.root = nn.Parameter(0.02 * torch.randn(ARC_WIDTH))
        self.label_head, self.label_word = (nn.Linear(width, LABEL_WIDTH) for _ in range(2))
        self.labels = nn.Parameter(torch.zeros(deps, LABEL_WIDTH + 1, LABEL_WIDTH + 1))

    def forward(self, batch: dict[str, Any]) -> dict[str, Any]:
        """Return scores: ``heads`` [unit, word, head], others [unit, word, label]."""
        states = self.states(batch)
        heads, words = self._layer(self.arc_head, states), self._layer(self.arc_word, states)
        left = words @ self.arcs.T
        arcs = left[..., :-1] @ heads.transpose(1, 2) + (heads @ self.arcs[-1])[:, None, :]
        own = torch.eye(arcs.shape[1], dtype=torch.bool, device=arcs.device)
        arcs = torch.where(own, (left[..., :-1] @ self.root)[..., None], arcs).float()
        return {
            "heads": arcs.masked_fill(~batch["word"][:, None, :], NEVER),
            "tags": self.tags(states).float(),
            "starts": self.starts(states).float(),
            "label_head": _with_one(self._layer(self.label_head, states)),
            "label_word": _with_one(self._layer(self.label_word, states)),
        }

    def label(self, scores: dict[str, Any], heads: Any) -> Any:
        """Return scores of the labels [unit, word, label] below given heads."""
        of_heads = _rows(scores["label_head"], heads)
        of_words = scores["label_word"]
        weights = self.labels.to(of_words.dtype)
        return torch.einsum("uwi,lij,uwj->uwl", of_words, weights, of_heads).float()

    def loss(self, batch: dict[str, Any]) -> Any:
        """Return one number to make small."""
        scores = self(batch)
        labels = self.label(scores, batch["heads"].clamp(min=0))
        return (
            _loss(scores["heads"], batch["heads"], batch["word"])
            + _loss(labels, batch["deps"], batch["word"])
            + _loss(scores["tags"], batch["tags"], batch["word"]) / 2
            + _loss(scores["starts"], batch["starts"], batch["word"]) / 2
        )

    def _layer(self, layer: nn.Module, states: Any) -> Any:
        return F.dropout(F.gelu(layer(states)), 2 * DROPOUT, self.training)


class Names(nn.Module):
    """Reads names."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.states = WordStates(encoder)
        self.names = nn.Linear(encoder.width, len(NAME_TAGS))

    def forward(self, batch: dict[str, Any]) -> Any:
        """Return scores [unit, word, NAME_TAGS]."""
        return self.names(self.states(batch)).float()

    def loss(self, batch: dict[str, Any]) -> Any:
        """Return one number to make small; words without a label add nothing."""
        return _loss(self(batch), batch["names"], batch["word"])


@torch.no_grad()
def read_trees(readers: Sequence[Trees], batch: dict[str, Any]) -> dict[str, Any]:
    """Return what several readers find likeliest together, [unit, word] each.

    The head is the likeliest one inside its sentence, one root a sentence; no tree is enforced:
    ``whole`` says whether a word's heads lead to a root. ``tree_doubt``: -log of what head and
    label are held for.
    """
    scored = [(reader, reader(batch)) for reader in readers]
    arcs, tags, starts = (
        _mean([scores[key] for _, scores in scored]) for key in ("heads", "tags", "starts")
    )
    word = batch["word"]
    begins = starts.argmax(-1).bool() & word
    begins[:, 0] = True
    sentence = begins.long().cumsum(1)
    together = (sentence[:, :, None] == sentence[:, None, :]) & word[:, None, :] & word[:, :, None]
    arcs = arcs.masked_fill(~together, NEVER)
    own = torch.eye(word.shape[1], dtype=torch.bool, device=word.device)
    best, heads = arcs.masked_fill(own, 2 * NEVER).max(-1)
    gain = torch.where(word, arcs.diagonal(dim1=1, dim2=2) - best.clamp(min=NEVER), 3 * NEVER)
    highest = torch.full((len(word), word.shape[1] + 2), 3 * NEVER, device=word.device)
    highest = highest.scatter_reduce(1, sentence, gain, "amax")
    root = (gain >= highest.gather(1, sentence)) & word
    places = torch.arange(word.shape[1], device=word.device).expand_as(heads)
    heads = torch.where(root | ~word, places, heads)
    above = heads
    for _ in range(LONGEST_PATH):
        above = above.gather(1, above)
    labels = _mean([reader.label(scores, heads) for reader, scores in scored]).max(-1)
    sure = arcs.gather(2, heads[..., None])[..., 0] + labels.values
    return {
        "heads": heads,
        "deps": labels.indices,
        "tags": tags.argmax(-1),
        "starts": begins,
        "whole": root.gather(1, above),
        "tree_doubt": -sure,
    }


@torch.no_grad()
def read_names(readers: Sequence[Names], batch: dict[str, Any]) -> dict[str, Any]:
    """Return the likeliest row of NAME_TAGS [unit, word] in which each I- has its B- before it."""
    scores = _mean([reader(batch) for reader in readers])
    count = len(NAME_TAGS)
    step = torch.zeros(count, count, device=scores.device)
    inside = [index for index, tag in enumerate(NAME_TAGS) if tag.startswith("I-")]
    for index in inside:
        step[:, index] = NEVER
        step[[index - 1, index], index] = 0
    best = scores[:, 0].clone()
    best[:, inside] = NEVER
    stay, back = torch.arange(count, device=scores.device), list[Any]()
    for place in range(1, scores.shape[1]):
        live = batch["word"][:, place][:, None]
        reached = (best[:, :, None] + step).max(1)
        back.append(torch.where(live, reached.indices, stay))
        best = torch.where(live, reached.values + scores[:, place], best)
    tags = [best.argmax(-1)]
    for came in reversed(back):
        tags.append(came.gather(1, tags[-1][:, None])[:, 0])
    names = torch.stack(tags[::-1], 1)
    return {"names": names, "name_doubt": -scores.gather(2, names[..., None])[..., 0]}


def _rows(states: Any, places: Any) -> Any:
    return states.gather(1, places[..., None].expand(-1, -1, states.shape[-1]))


def _with_one(states: Any) -> Any:
    return torch.cat((states, torch.ones_like(states[..., :1])), -1)


def _loss(scores: Any, wanted: Any, word: Any) -> Any:
    return F.cross_entropy(scores[word], wanted[word], ignore_index=NO_LABEL)


def _mean(scores: Sequence[Any]) -> Any:
    return torch.stack([each.log_softmax(-1) for each in scores]).mean(0)
