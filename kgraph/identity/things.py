"""Products, events, laws and all other things by names that differ in spaces only."""

from collections.abc import Iterator

from kgraph.identity.decisions import Key
from kgraph.names.folding import folded_words


def thing_keys(name: str) -> Iterator[Key]:
    """Yield what things are compared by: their letters without spaces."""
    yield f"=\n{''.join(folded_words(name))}", False


def compare_things(left: str, right: str) -> tuple[str, ...]:
    """Return the feature of two names of equal letters, nothing of others.

    The features are those of ``weights.toml``.
    """
    same = "".join(folded_words(left)) == "".join(folded_words(right))
    return ("words_parted",) if same else ()
