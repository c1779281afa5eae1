"""Arrays of texts: ``words`` in one row and where each text begins (``offsets``), and labels."""

from pathlib import Path
from typing import Any

import numpy as np

UNKNOWN_PIECE = "[UNK]"
SPECIAL = ("[PAD]", UNKNOWN_PIECE, "[MASK]", "[SEP]")
PAD, UNKNOWN, MASK, SEPARATOR = range(len(SPECIAL))
NAME_TAGS = ("O", "B-PERSON", "I-PERSON", "B-ORG", "I-ORG", "B-PLACE", "I-PLACE")
NO_LABEL = -1
PIECES = 16_384  # kinds
LABELS = "labels.json"
DOUBT_SCALE = 20  # doubts, -log, are whole numbers of twentieths

Arrays = dict[str, Any]


def read_arrays(path: Path) -> Arrays:
    """Return all arrays of one file."""
    with np.load(path) as held:
        return {key: held[key] for key in held.files}


def pieces_of(types: Arrays, words: Any) -> tuple[Any, Any, Any]:
    """Return the pieces of words in one row, the word of each, and how many each word has."""
    offsets = types["offsets"]
    counts = offsets[words + 1] - offsets[words]
    firsts = np.repeat(offsets[words] - (np.cumsum(counts) - counts), counts)
    pieces = types["pieces"][firsts + np.arange(counts.sum())].astype(np.int64)
    return pieces, np.repeat(np.arange(len(words)), counts), counts
