"""Products, events, laws and all other things by names that differ in spaces only."""

from collections.abc import Iterator

from kgraph.identity.decisions import Key
from kgraph.names.folding import folded_words
from kgraph.names.naming import replacements
from kgraph.names.typing_errors import deletions, number_keys


def thing_keys(name: str) -> Iterator[Key]:
    """Yield what things are compared by: their letters without spaces, by the name of today."""
    yield f"=\n{''.join(_renamed(name))}", False


def wide_thing_keys(name: str) -> Iterator[str]:
    """Yield what names of two things are near each other by: a letter or a number left out."""
    words = folded_words(name)
    yield from number_keys(words)
    for shorter in deletions("".join(words)):
        yield f"-\n{shorter}"


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
