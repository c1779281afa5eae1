"""The encoder and how it learns from open text: it guesses words that are hidden from it.

A transformer with rotary places (Su et al. 2021, https://arxiv.org/abs/2104.09864) and gated linear
units (Shazeer 2020, https://arxiv.org/abs/2002.05202); masked words as in BERT (Devlin et al. 2019,
https://aclanthology.org/N19-1423), whole words, a quarter of them; the matrices learn by Muon
(https://kellerjordan.github.io/posts/muon).
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812 (its usual name)
from torch import nn

from kgraph.training.teacher.arrays import MASK, PIECES, SEPARATOR, SPECIAL, Arrays, pieces_of

WIDTH, LAYERS, HEADS, INNER = 512, 12, 8, 1408
LONGEST = 2048
WAVELENGTH = 10_000


@dataclass(frozen=True, slots=True)
class Pretraining:
    """How the encoder learns from open text."""

    steps: int = 3200
    units: int = 256
    length: int = 256
    hidden: float = 0.25
    kept: tuple[float, float] = (0.85, 0.95)  # up to the first hidden, up to the second kept
    rate: float = 0.002
    warmup: int = 150
    constant: float = 0.3  # of the steps, before the rate falls
    last_rate: float = 0.02


class Block(nn.Module):
    """Attention, then a gated layer; both start as nothing."""

    def __init__(self, width: int, heads: int, inner: int) -> None:
        super().__init__()
        self.heads = heads
        self.before_attention, self.before_layer = nn.RMSNorm(width), nn.RMSNorm(width)
        self.query, self.key, self.value, self.out = (
            nn.Linear(width, width, bias=False) for _ in range(4)
        )
        self.gate, self.up = (nn.Linear(width, inner, bias=False) for _ in range(2))
        self.down = nn.Linear(inner, width, bias=False)
        nn.init.zeros_(self.out.weight)
        nn.init.zeros_(self.down.weight)

    def forward(self, x: Any, turns: tuple[Any, Any], mask: Any, dropout: float) -> Any:
        """Return what the block makes of states [unit, piece, width]."""
        units, length, width = x.shape
        normed = self.before_attention(x)
        query, key, value = (
            layer(normed).view(units, length, self.heads, -1).transpose(1, 2)
            for layer in (self.query, self.key, self.value)
        )
        size = (width // self.heads,)
        query, key = (_turned(F.rms_norm(each, size), *turns) for each in (query, key))
        seen = F.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        seen = self.out(seen.transpose(1, 2).reshape(units, length, width))
        x = x + F.dropout(seen, dropout, self.training)
        normed = self.before_layer(x)
        made = self.down(F.silu(self.gate(normed)) * self.up(normed))
        return x + F.dropout(made, dropout, self.training)


class Encoder(nn.Module):
    """Pieces in, states out; ``guess`` scores what stands at hidden places."""

    def __init__(self, width: int = WIDTH, layers: int = LAYERS) -> None:
        super().__init__()
        self.width = width
        self.embed = nn.Embedding(PIECES, width)
        nn.init.normal_(self.embed.weight, std=0.02)
        self.first, self.last = nn.RMSNorm(width), nn.RMSNorm(width)
        inner = INNER * width // WIDTH
        self.blocks = nn.ModuleList(Block(width, HEADS, inner) for _ in range(layers))
        self.before_guess, self.bias = nn.Linear(width, width), nn.Parameter(torch.zeros(PIECES))
        size = width // HEADS
        waves = WAVELENGTH ** (-torch.arange(0, size, 2) / size)
        angles = torch.arange(LONGEST)[:, None] * waves
        self.register_buffer("cos", angles.cos(), persistent=False)
        self.register_buffer("sin", angles.sin(), persistent=False)

    def forward(self, pieces: Any, mask: Any = None, dropout: float = 0.0) -> Any:
        """Return states [unit, piece, width]."""
        x = F.dropout(self.first(self.embed(pieces)), dropout, self.training)
        length = pieces.shape[1]
        turns = self.cos[:length].to(x.dtype), self.sin[:length].to(x.dtype)
        for block in self.blocks:
            x = block(x, turns, mask, dropout)
        return self.last(x)

    def guess(self, states: Any, wanted: Any) -> Any:
        """Return the loss of guessing the wanted pieces from their states."""
        states = F.gelu(self.before_guess(states))
        states = F.rms_norm(states, (self.width,))
        return F.cross_entropy((F.linear(states, self.embed.weight) + self.bias).float(), wanted)


def pretrain(encoder: Encoder, types: Arrays, text: Arrays, device: str, how: Pretraining) -> float:
    """Teach the encoder open text; return the mean loss of the last steps."""
    pieces, starts = _stream(types, text)
    pieces, starts = torch.from_numpy(pieces).to(device), torch.from_numpy(starts).to(device)
    draw = torch.Generator(device=device)
    draw.manual_seed(0)
    guess: Any = encoder.guess
    if device == "cuda":
        for block in encoder.blocks:
            block.compile()
        guess = torch.compile(guess)
    matrices = [p for p in encoder.blocks.parameters() if p.ndim == 2]
    others = {id(p): p for p in encoder.parameters()}
    for matrix in matrices:
        del others[id(matrix)]
    optimizers = (
        torch.optim.Muon(matrices, lr=how.rate, weight_decay=0.1, adjust_lr_fn="match_rms_adamw"),
        torch.optim.AdamW(others.values(), lr=how.rate, betas=(0.9, 0.98), weight_decay=0.01),
    )
    encoder.train()
    recent = torch.zeros((), device=device)
    for step in range(how.steps):
        falling = min(1.0, (1 - step / how.steps) / (1 - how.constant))
        rate = how.rate * min((step + 1) / how.warmup, 1.0) * max(how.last_rate, falling)
        seen, places, wanted = _hide(pieces, starts, draw, how)
        with torch.autocast(device, dtype=torch.bfloat16):
            loss = guess(encoder(seen).flatten(0, 1)[places], wanted)
        loss.backward()
        nn.utils.clip_grad_norm_(encoder.parameters(), 1.0)
        for optimizer in optimizers:
            for group in optimizer.param_groups:
                group["lr"] = rate
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
        recent = 0.99 * recent + 0.01 * loss.detach()
    return float(recent)


def _turned(x: Any, cos: Any, sin: Any) -> Any:
    left, right = x.chunk(2, -1)
    return torch.cat((left * cos - right * sin, right * cos + left * sin), -1)


def _stream(types: Arrays, text: Arrays) -> tuple[Any, Any]:
    """Return all pieces, a separator behind each paragraph, and where words begin."""
    pieces, word_of, _ = pieces_of(types, text["words"].astype(np.int64))
    begins = np.append(True, word_of[1:] != word_of[:-1])
    ends = np.searchsorted(word_of, text["offsets"][1:])
    return np.insert(pieces, ends, SEPARATOR).astype(np.int32), np.insert(begins, ends, True)


def _hide(pieces: Any, starts: Any, draw: Any, how: Pretraining) -> tuple[Any, Any, Any]:
    """Return windows with words hidden in them, where, and what stood there."""
    device = pieces.device
    shape = how.units, how.length
    at = torch.randint(len(pieces) - how.length, (how.units, 1), device=device, generator=draw)
    at = at + torch.arange(how.length, device=device)
    seen = pieces[at].long()
    chances = torch.rand(how.units, how.length + 1, device=device, generator=draw)
    chances = chances.gather(1, starts[at].long().cumsum(1)) + 2 * (seen == SEPARATOR)
    flat = seen.flatten()
    places = chances.flatten().topk(int(flat.numel() * how.hidden), largest=False).indices
    wanted = flat[places]
    luck = torch.rand(len(places), device=device, generator=draw)
    other = torch.randint(len(SPECIAL), PIECES, (len(places),), device=device, generator=draw)
    hidden, kept = how.kept
    flat = flat.clone()
    flat[places] = torch.where(luck < hidden, MASK, torch.where(luck < kept, wanted, other))
    return flat.view(shape), places, wanted
