"""Texts as padded batches of pieces and words."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import torch

from kgraph.training.teacher.arrays import NO_LABEL, PAD, SEPARATOR, Arrays, pieces_of

ALIGNED = 16  # attention is fast on lengths that this divides


def batches(
    types: Arrays, text: Arrays, size: int, device: str, rng: np.random.Generator | None = None
) -> Iterator[tuple[list[int], dict[str, Any]]]:
    """Yield units of about one length, and their tensors; at most ``size`` words with padding.

    With ``rng`` the batches come in random order, else the shortest first.
    """
    lengths = np.diff(text["offsets"])
    noise = rng.random(len(lengths)) * 4 if rng is not None else 0
    order = np.argsort(lengths + noise, kind="stable")
    groups, group, longest = list[list[int]](), list[int](), 0
    for unit in order[lengths[order] > 0].tolist():
        longest = max(longest, int(lengths[unit]))
        if group and longest * (len(group) + 1) > size:
            groups.append(group)
            group, longest = [], int(lengths[unit])
        group.append(unit)
    groups.append(group)
    for index in rng.permutation(len(groups)) if rng is not None else range(len(groups)):
        yield groups[index], collate(types, text, groups[index], device)


def collate(types: Arrays, text: Arrays, units: Sequence[int], device: str) -> dict[str, Any]:
    """Return the tensors of some units.

    ``pieces`` [unit, piece] and the word of each (``word_of``, -1 for none); ``first`` and ``last``
    piece of each word and whether there is such a word (``word``) [unit, word]; then every other
    array of the text [unit, word], NO_LABEL where there is none.
    """
    slices = [slice(text["offsets"][unit], text["offsets"][unit + 1]) for unit in units]
    words = np.concatenate([text["words"][s] for s in slices]).astype(np.int64)
    sizes = np.array([s.stop - s.start for s in slices])
    flat, word_of, counts = pieces_of(types, words)
    unit = np.repeat(np.arange(len(units)), sizes)
    place = np.arange(len(words)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    piece_sizes = np.bincount(unit, counts, len(units)).astype(np.int64)
    piece_unit = unit[word_of]
    piece_place = np.arange(len(flat)) - (np.cumsum(piece_sizes) - piece_sizes)[piece_unit] + 1
    length = -(-(int(piece_sizes.max()) + 2) // ALIGNED) * ALIGNED
    pieces = np.full((len(units), length), PAD, np.int64)
    pieces[:, 0] = SEPARATOR
    pieces[np.arange(len(units)), piece_sizes + 1] = SEPARATOR
    pieces[piece_unit, piece_place] = flat
    belongs = np.full((len(units), length), NO_LABEL, np.int64)
    belongs[piece_unit, piece_place] = place[word_of]
    firsts = np.cumsum(counts) - counts
    rows = {
        "first": piece_place[firsts],
        "last": piece_place[firsts + counts - 1],
        **{
            key: np.concatenate([row[s] for s in slices])
            for key, row in text.items()
            if key not in {"words", "offsets"}
        },
    }
    shape = len(units), int(sizes.max())
    batch = {"pieces": pieces, "word_of": belongs, "word": np.zeros(shape, bool)}
    batch["word"][unit, place] = True
    for key, row in rows.items():
        batch[key] = np.full(shape, 0 if key in {"first", "last"} else NO_LABEL, np.int64)
        batch[key][unit, place] = row
    return {key: torch.from_numpy(array).to(device) for key, array in batch.items()}
