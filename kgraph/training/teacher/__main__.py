"""``python -m kgraph.training.teacher MATERIAL MARKS``: learn, then mark the open text."""

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn

from kgraph.training.teacher.arrays import DOUBT_SCALE, LABELS, Arrays, read_arrays
from kgraph.training.teacher.batches import batches
from kgraph.training.teacher.encoder import Encoder, Pretraining, pretrain
from kgraph.training.teacher.readers import Names, Trees, read_names, read_trees

MOST_DOUBT = 255
PARTS, SHARE = 3, 9  # files, and every ninth paragraph in each
SHORTEST, LONGEST = 6, 180
WORDS_MARKED = 30_000
TYPES = {
    "heads": np.int16,
    "deps": np.uint8,
    "tags": np.uint8,
    "starts": np.bool_,
    "whole": np.bool_,
    "tree_doubt": np.uint8,
    "names": np.uint8,
    "name_doubt": np.uint8,
}


@dataclass(frozen=True, slots=True)
class Plan:
    """What is learnt how often; the defaults are the recipe's."""

    pretraining: Pretraining = field(default_factory=Pretraining)
    width: int = 512
    layers: int = 12
    readers: int = 2
    tree_rounds: int = 8
    silver_rounds: int = 1
    gold_rounds: int = 3
    words: int = 3000  # a batch
    silver_words: int = 12_000
    rate: float = 0.0003
    reader_rate: float = 0.001
    gold_rate: float = 0.5  # of the rates, after silver
    batches: int | None = None  # a round
    paragraphs: int | None = None  # a file

    @classmethod
    def small(cls, steps: int) -> "Plan":
        """Return a plan that teaches nothing, to try whether all parts fit."""
        pretraining = Pretraining(steps=steps, units=2)
        return cls(pretraining, width=64, layers=1, readers=1, batches=steps, paragraphs=steps)


class Teacher:
    """An encoder, and readers of trees and names, each with a copy of the encoder of its own."""

    def __init__(self, material: Path, plan: Plan) -> None:
        self._plan, self._material = plan, material
        self._device = "cuda" if torch.cuda.is_available() else "cpu"
        self._types = read_arrays(material / "types.npz")
        self._open = self._read("open")
        self._encoder = dict[str, Any]()
        self._trees, self._names = list[Trees](), list[Names]()

    def learn(self) -> None:
        """Learn open text, then trees and names, each as often as there are readers."""
        plan = self._plan
        torch.backends.cuda.enable_cudnn_sdp(False)  # it plans anew for each length
        torch.manual_seed(0)
        encoder = Encoder(plan.width, plan.layers).to(self._device)
        loss = pretrain(encoder, self._types, self._open, self._device, plan.pretraining)
        _say(f"encoder: loss {loss:.3f}")
        self._encoder = {key: value.clone() for key, value in encoder.state_dict().items()}
        labels = json.loads((self._material / LABELS).read_text(encoding="utf-8"))
        trees, silver, gold = map(self._read, ("trees-train", "names-silver", "names-gold"))
        for seed in range(plan.readers):
            torch.manual_seed(seed)
            tree_reader = Trees(self._copy(), len(labels["tags"]), len(labels["deps"]))
            self._teach(tree_reader, [trees] * plan.tree_rounds, plan.words, seed)
            self._trees.append(tree_reader)
            name_reader = Names(self._copy())
            self._teach(name_reader, [silver] * plan.silver_rounds, plan.silver_words, seed)
            self._teach(name_reader, [gold] * plan.gold_rounds, plan.words, seed, plan.gold_rate)
            self._names.append(name_reader)
            _say(f"{seed + 1} readers: {self.accuracy()}")

    def accuracy(self) -> dict[str, float]:
        """Return which share of the words of the development texts is right, as a check."""
        trees, names = self._read("trees-dev"), self._read("names-dev")
        right, words = dict[str, float](), 0
        for text in (trees, names):
            words = int(text["offsets"][-1])
            drawn = batches(self._types, text, WORDS_MARKED, self._device)
            for _, batch in islice(drawn, self._plan.batches):
                found = self._marks(batch)
                for key in batch.keys() & found.keys():
                    hit = (found[key] == batch[key]) & batch["word"]
                    right[key] = right.get(key, 0) + float(hit.sum()) / words
        return {key: round(share, 4) for key, share in sorted(right.items())}

    def mark(self, folder: Path) -> None:
        """Write ``part-N.npz``: units, offsets and a row for each of TYPES."""
        folder.mkdir(parents=True, exist_ok=True)
        lengths = np.diff(self._open["offsets"])
        fit = (lengths >= SHORTEST) & (lengths <= LONGEST)
        for part in range(PARTS):
            own = np.arange(len(fit)) % SHARE == part * SHARE // PARTS
            units = np.nonzero(fit & own)[0][: self._plan.paragraphs]
            np.savez_compressed(folder / f"part-{part}.npz", **self._marked(units))
            _say(f"part {part}: {len(units)} paragraphs")

    def _marked(self, units: Any) -> Arrays:
        text = {key: self._open[key] for key in ("words", "offsets")}
        lengths = np.diff(text["offsets"])
        offsets = np.cumsum([0, *lengths[units]], dtype=np.int64)
        rows = {key: np.zeros(offsets[-1], type_) for key, type_ in TYPES.items()}
        chosen = np.concatenate([np.arange(*text["offsets"][[u, u + 1]]) for u in units])
        own = {"words": text["words"][chosen], "offsets": offsets}
        for numbers, batch in batches(self._types, own, WORDS_MARKED, self._device):
            where = np.concatenate([np.arange(*offsets[[n, n + 1]]) for n in numbers])
            for key, values in self._marks(batch).items():
                if key.endswith("doubt"):
                    values = (values * DOUBT_SCALE).round().clamp(0, MOST_DOUBT)
                rows[key][where] = values[batch["word"]].cpu().numpy().astype(TYPES[key])
        return {"units": units.astype(np.int32), "offsets": offsets.astype(np.int32), **rows}

    def _marks(self, batch: dict[str, Any]) -> dict[str, Any]:
        with torch.autocast(self._device, dtype=torch.bfloat16):
            marks: dict[str, Any] = read_trees(self._trees, batch)
            marks.update(read_names(self._names, batch))
        return marks

    def _teach(
        self, reader: Any, rounds: Sequence[Arrays], words: int, seed: int, share: float = 1
    ) -> None:
        """Teach a reader and its encoder; the rate rises for a sixteenth, then falls."""
        reader.to(self._device)
        rng = np.random.default_rng(seed)
        inner = {id(p) for p in reader.states.encoder.parameters()}
        outer = [p for p in reader.parameters() if id(p) not in inner]
        groups = [{"params": list(reader.states.encoder.parameters())}, {"params": outer}]
        optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=0.01)
        rates = self._plan.rate * share, self._plan.reader_rate * share
        total, done = sum(int(text["offsets"][-1]) for text in rounds), 0
        reader.train()
        for text in rounds:
            lengths = np.diff(text["offsets"])
            drawn = batches(self._types, text, words, self._device, rng)
            for units, batch in islice(drawn, self._plan.batches):
                for group, rate in zip(optimizer.param_groups, rates, strict=True):
                    group["lr"] = rate * _slope(done / total)
                with torch.autocast(self._device, dtype=torch.bfloat16):
                    loss = reader.loss(batch)
                loss.backward()
                nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
                optimizer.step()
                optimizer.zero_grad(set_to_none=True)
                done += int(lengths[units].sum())
        reader.eval()

    def _copy(self) -> Encoder:
        encoder = Encoder(self._plan.width, self._plan.layers)
        encoder.load_state_dict(self._encoder)
        return encoder

    def _read(self, name: str) -> Arrays:
        return read_arrays(self._material / f"{name}.npz")


def teach(material: Path, marks: Path, *, steps: int | None = None) -> None:
    """Learn from a folder of arrays, and write the marks of open text into another.

    ``steps`` takes a small model and so many steps of each kind only, to try.
    """
    teacher = Teacher(material, Plan() if steps is None else Plan.small(steps))
    teacher.learn()
    teacher.mark(marks)


def _slope(share: float) -> float:
    return min(16 * share + 0.01, 1.0, (1 - share) * 16 / 15 + 0.005)


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    teach(Path(sys.argv[1]), Path(sys.argv[2]))
