"""Words of concepts: what their names leave out, what means nothing; from ``concepts.toml``."""

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType


@lru_cache(maxsize=1)
def concept_words() -> Mapping[str, frozenset[str]]:
    """Return the word lists of ``concepts.toml`` by their names, in lower case."""
    text = Path(__file__).with_name("concepts.toml").read_text(encoding="utf-8")
    return MappingProxyType({key: frozenset(words) for key, words in tomllib.loads(text).items()})
