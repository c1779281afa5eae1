"""Products, events, laws and all other things by names that differ in spaces only."""

from collections.abc import Iterator

from kgraph.identity.decisions import Key
from kgraph.names.folding import folded_words
from kgraph.names.naming import replacements


def thing_keys(name: str) -> Iterator[Key]:
    """Yield what things are compared by: their letters without spaces, by the name of today."""
    yield f"=\n{''.join(_renamed(name))}", False


def compare_things(left: str, right: str) -> tuple[str, ...]:
    """Return the feature of two names of equal letters or of one event, nothing of others.

    The features are those of ``weights.toml``.
    """
    if "".join(folded_words(left)) == "".join(folded_words(right)):
        return ("words_parted",)
    return ("renamed",) if _renamed(left) == _renamed(right) else ()


def _renamed(name: str) -> tuple[str, ...]:
    words = folded_words(name)
    return folded_words(replacements("events").get(" ".join(words), " ".join(words)))
