"""How well a noun phrase takes up one before it, and how well it begins a thing of its own.

A network of one hidden layer (as the mention-ranking model of Clark and Manning 2016,
https://aclanthology.org/D16-1245, but small): of the traits of both phrases, the vectors of their
heads, and what is told of the two together. Weights are learnt by ``python -m
kgraph.training.coreference``. All sums are of 32 bits in a fixed order and scores are rounded, so
that the same article gives the same links.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from kgraph.language.link_features import LINKS, Pairs
from kgraph.language.phrase_traits import TRAITS, Codes, Traits

DEFAULT = Path(__file__).with_name("links.npz")
DIGITS = 3
"""To so many digits scores are rounded before they are compared."""

Floats = npt.NDArray[np.float32]
PHRASE_TABLES = ("later", "earlier", "new")


@dataclass(frozen=True, slots=True)
class LinkModel:
    """Weights by name.

    ``later``, ``earlier`` and ``new`` have a row for each value of each trait, ``vector_``
    before the same names one for each number of a vector, ``pair`` one for each value of each
    feature of a pair; a column is a hidden unit. ``link`` and ``begin`` are of the hidden units,
    ``pair_direct`` and ``new_direct`` of the values themselves.
    """

    weights: Mapping[str, Floats]

    def scores(self, traits: Traits, pairs: Pairs) -> tuple[Floats, Floats]:
        """Return the score of each pair, and the score of each phrase as a thing of its own."""
        w = self.weights
        own = stacked(traits.codes, TRAITS)
        later, earlier, new = (
            _summed(w[name], own) + traits.vectors @ w[f"vector_{name}"] for name in PHRASE_TABLES
        )
        codes = stacked(pairs.codes, LINKS)
        hidden = later[pairs.later] + earlier[pairs.earlier] + _summed(w["pair"], codes)
        links = np.maximum(hidden + w["bias"], 0) @ w["link"] + _summed(w["pair_direct"], codes)
        begins = np.maximum(new + w["new_bias"], 0) @ w["begin"] + _summed(w["new_direct"], own)
        return np.round(links, DIGITS), np.round(begins + w["begin_bias"], DIGITS)


def stacked(codes: Mapping[str, Codes], sizes: Mapping[str, int]) -> Codes:
    """Return the rows of a table that codes stand for, a column a feature."""
    starts = np.cumsum([0, *sizes.values()])[:-1]
    columns: Sequence[Codes] = [
        codes[name] + start for name, start in zip(sizes, starts, strict=True)
    ]
    return np.stack(columns, axis=1)


def _summed(table: Floats, rows: Codes) -> Floats:
    """Return the sum of the rows of a table that each line of ``rows`` names."""
    found = table[rows[:, 0]].copy()
    for column in range(1, rows.shape[1]):
        found += table[rows[:, column]]
    return found


@lru_cache(maxsize=1)
def link_model() -> LinkModel:
    """Return the shipped model."""
    return read_link_model(DEFAULT)


def read_link_model(path: Path) -> LinkModel:
    """Return the model of a file that :func:`write_link_model` wrote."""
    with np.load(path) as held:
        return LinkModel({name: held[name].astype(np.float32) for name in sorted(held.files)})


def write_link_model(model: LinkModel, path: Path) -> None:
    """Write a model, its weights in 16 bits."""
    weights = {name: model.weights[name].astype(np.float16) for name in sorted(model.weights)}
    np.savez_compressed(path, allow_pickle=False, **weights)
