"""The lists of words hold each word once."""

import tomllib
from collections import Counter
from pathlib import Path

import kgraph.names

LISTS = tomllib.loads(
    Path(kgraph.names.__file__).with_name("words.toml").read_text(encoding="utf-8")
)


def test_a_noun_stands_for_names_in_one_way() -> None:
    counts = Counter(word for group in LISTS["stands_for"].values() for word in group)
    assert {word for word, count in counts.items() if count > 1} == set()


def test_no_list_holds_a_word_twice() -> None:
    lists = {key: value for key, value in LISTS["words"].items() if isinstance(value, list)}
    twice = {key for key, value in lists.items() if len(set(value)) < len(value)}
    assert twice == set()
