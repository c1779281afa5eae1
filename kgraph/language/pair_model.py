"""Which relations two ends of a sentence have: a linear model for each, over the same features.

Logistic regressions, one a relation, learnt by ``python -m kgraph.training.pairs``. A feature
counts on its own for "from left to right" and for "from right to left". A chance is a share: of
pairs given .8, about eight in ten had the relation in text that the model did not learn from.
"""

import math
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from kgraph.language.pairs import Pair

DEFAULT = Path(__file__).with_name("pairs.npz")
FORWARD, BACKWARD = ">", "<"


@dataclass(frozen=True, slots=True)
class Guess:
    """A relation of a pair: ``forward`` where its subject is the left end.

    ``chance`` lies in [0, 1] and has two digits, cut off.
    """

    relation: str
    forward: bool
    chance: float


@dataclass(frozen=True, slots=True)
class PairModel:
    """Weights by the hash of a feature with its direction, a column for each relation.

    ``kinds`` are the types of subject and object of each relation.
    """

    relations: tuple[str, ...]
    kinds: tuple[tuple[str, str], ...]
    rows: dict[int, int]
    weights: npt.NDArray[np.float16]
    biases: npt.NDArray[np.float32]

    def guesses(self, pair: Pair, least: float) -> Iterator[Guess]:
        """Yield the relations of at least some chance, those from left to right first."""
        types = (pair.left.type, pair.right.type)
        for forward, given in ((True, types), (False, types[::-1])):
            columns = [i for i, kinds in enumerate(self.kinds) if kinds == given]
            if not columns:
                continue
            sums = self._sums(pair.features, FORWARD if forward else BACKWARD)
            for column in columns:
                chance = 1 / (1 + math.exp(-sums[column]))
                if chance >= least:
                    yield Guess(self.relations[column], forward, math.floor(100 * chance) / 100)

    def _sums(self, features: Sequence[str], direction: str) -> npt.NDArray[np.float32]:
        found = {self.rows.get(hash_feature(direction + feature)) for feature in features}
        known = sorted(row for row in found if row is not None)
        sums: npt.NDArray[np.float32] = self.weights[known].sum(axis=0, dtype=np.float32)
        return sums + self.biases


def hash_feature(feature: str) -> int:
    """Return the number that a feature is known by, of 32 bits."""
    return zlib.crc32(feature.encode())


@lru_cache(maxsize=1)
def pair_model() -> PairModel:
    """Return the shipped model."""
    return read_pair_model(DEFAULT)


def read_pair_model(path: Path) -> PairModel:
    """Return the model of a file that :func:`write_pair_model` wrote."""
    with np.load(path) as held:
        relations = tuple(str(r) for r in held["relations"])
        kinds = tuple((str(s), str(o)) for s, o in held["kinds"])
        weights = np.zeros((len(held["hashes"]), len(relations)), dtype=np.float16)
        weights[held["at"][0], held["at"][1]] = held["values"]
        rows = {int(hash_): row for row, hash_ in enumerate(held["hashes"])}
        return PairModel(relations, kinds, rows, weights, held["biases"].astype(np.float32))


def write_pair_model(model: PairModel, path: Path) -> None:
    """Write a model; weights of zero are left out."""
    at = np.nonzero(model.weights)
    np.savez_compressed(
        path,
        relations=np.array(model.relations),
        kinds=np.array(model.kinds),
        hashes=np.array(list(model.rows), dtype=np.uint32),
        at=np.array(at, dtype=np.int32),
        values=model.weights[at],
        biases=model.biases,
    )
