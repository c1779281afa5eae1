"""Fields of life (sport, law, music), by role nouns and by words of articles about them."""

import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@lru_cache(maxsize=1)
def role_fields() -> Mapping[str, str]:
    """Return fields by role noun in lower case ("goalkeeper" -> sport)."""
    return _by_word("roles")


def field_counts(text: str) -> Counter[str]:
    """Return how often words of each field stand in ``text``, fields without one left out."""
    topics = _by_word("topics")
    words = (match.group().casefold() for match in _WORD.finditer(text))
    return Counter(topics[word] for word in words if word in topics)


@lru_cache(maxsize=2)
def _by_word(table: str) -> Mapping[str, str]:
    text = Path(__file__).with_name("fields.toml").read_text(encoding="utf-8")
    fields = tomllib.loads(text)[table]
    return MappingProxyType({word: field for field in fields for word in fields[field]})
