"""What the teacher reads: open text, trees and names as arrays of numbers.

The teacher needs a graphics card and runs where neither spaCy nor the corpora have to be. A word
type is a number; the teacher sees it as the pieces of a byte pair encoding (Sennrich et al. 2016,
https://aclanthology.org/P16-1162).
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from spacy.tokens import Doc, Token
from tokenizers import Tokenizer
from tokenizers.models import BPE
from tokenizers.pre_tokenizers import WhitespaceSplit
from tokenizers.trainers import BpeTrainer

from kgraph.training.teacher.arrays import (
    NAME_TAGS,
    NO_LABEL,
    PIECES,
    SPECIAL,
    UNKNOWN_PIECE,
    Arrays,
)

ALPHABET, PIECE_COUNT, LONGEST_TYPE = 300, 5, 8
SHORTEST_PARAGRAPH, LONGEST_UNIT = 5, 250
OUTSIDE_IOB, MISSING_IOB = 2, 0


class Labels:
    """The labels of the trees, each a number; LABELS beside the arrays."""

    def __init__(self, tags: Sequence[str], deps: Sequence[str]) -> None:
        self.tags, self.deps = tuple(tags), tuple(deps)
        self._tags, self._deps = _numbers(self.tags), _numbers(self.deps)

    @classmethod
    def of(cls, docs: Sequence[Doc]) -> "Labels":
        """Return the labels of documents, sorted."""
        tokens = [token for doc in docs for token in doc]
        return cls(sorted({t.tag_ for t in tokens}), sorted({t.dep_ for t in tokens}))

    @classmethod
    def read(cls, path: Path) -> "Labels":
        """Read what :meth:`write` wrote."""
        row = json.loads(path.read_text(encoding="utf-8"))
        return cls(row["tags"], row["deps"])

    def write(self, path: Path) -> None:
        """Write them as JSON."""
        row = {"tags": self.tags, "deps": self.deps}
        path.write_text(json.dumps(row), encoding="utf-8")

    def arrays(self, docs: Sequence[Doc]) -> Arrays:
        """Return tags, heads, labels and sentence starts of all words, in one row."""
        tokens = [token for doc in docs for token in doc]
        return {
            "tags": np.array([self._tags.get(t.tag_, NO_LABEL) for t in tokens], np.int16),
            "heads": np.array([t.head.i for t in tokens], np.int16),
            "deps": np.array([self._deps.get(t.dep_, NO_LABEL) for t in tokens], np.int16),
            "starts": np.array([bool(t.is_sent_start) for t in tokens], np.int16),
        }


class Material:
    """Writes a folder of arrays; the words of all texts given to it are numbered alike."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._counts = Counter[str]()
        self._texts = dict[str, tuple[list[tuple[str, ...]], Arrays]]()
        self._pieces = Tokenizer(BPE(unk_token=UNKNOWN_PIECE, continuing_subword_prefix="##"))

    def add_open(self, words: Path) -> None:
        """Take the paragraphs of a file of words, each once, and learn the pieces from them."""
        with words.open(encoding="utf-8") as lines:
            paragraphs = dict.fromkeys(map(str.strip, lines))
        units = [tuple(p.split(" ")) for p in paragraphs]
        units = [unit for unit in units if len(unit) >= SHORTEST_PARAGRAPH]
        self._pieces.pre_tokenizer = WhitespaceSplit()
        trainer = BpeTrainer(
            vocab_size=PIECES,
            special_tokens=list(SPECIAL),
            limit_alphabet=ALPHABET,
            continuing_subword_prefix="##",
            min_frequency=PIECE_COUNT,
            show_progress=False,
        )
        self._pieces.train_from_iterator((" ".join(unit) for unit in units), trainer)
        self._add("open", units, {})

    def add_trees(self, name: str, docs: Sequence[Doc], labels: Labels) -> None:
        """Take documents with trees."""
        self._add(f"trees-{name}", [_words(doc) for doc in docs], labels.arrays(docs))

    def add_names(self, name: str, docs: Iterable[Doc]) -> None:
        """Take documents with names; those too long for the teacher are left out."""
        docs = [doc for doc in docs if 0 < len(doc) <= LONGEST_UNIT]
        names = np.array([_name(token) for doc in docs for token in doc], np.int8)
        self._add(f"names-{name}", [_words(doc) for doc in docs], {"names": names})

    def write(self) -> None:
        """Write ``types.json``, ``types.npz`` and an ``.npz`` for each text."""
        types = [word for word, _ in self._counts.most_common()]
        (self._folder / "types.json").write_text(json.dumps(types), encoding="utf-8")
        pieces = [e.ids[:LONGEST_TYPE] for e in self._pieces.encode_batch(types)]
        unknown = [SPECIAL.index(UNKNOWN_PIECE)]
        pieces = [ids or unknown for ids in pieces]
        flat = np.array([piece for ids in pieces for piece in ids], np.uint16)
        np.savez(self._folder / "types.npz", offsets=_offsets(pieces), pieces=flat)
        numbers = _numbers(types)
        for name, (units, arrays) in self._texts.items():
            words = np.array([numbers[word] for unit in units for word in unit], np.uint32)
            path = self._folder / f"{name}.npz"
            np.savez(path, offsets=_offsets(units), words=words, **arrays)

    def _add(self, name: str, units: list[tuple[str, ...]], arrays: Arrays) -> None:
        self._counts.update(word for unit in units for word in unit)
        self._texts[name] = units, arrays


def _words(doc: Doc) -> tuple[str, ...]:
    return tuple(token.text for token in doc)


def _name(token: Token) -> int:
    if token.ent_iob == MISSING_IOB:
        return NO_LABEL
    outside = token.ent_iob == OUTSIDE_IOB
    return 0 if outside else NAME_TAGS.index(f"{token.ent_iob_}-{token.ent_type_}")


def _numbers(labels: Sequence[Any]) -> Mapping[Any, int]:
    return {label: number for number, label in enumerate(labels)}


def _offsets(units: Sequence[Sequence[Any]]) -> Any:
    return np.cumsum([0, *map(len, units)], dtype=np.int32)
