"""The coreference chains of an article: which of its noun phrases mean the same thing."""

from collections.abc import Mapping

from kgraph.language.noun_phrases import Phrase, find_phrases
from kgraph.language.references import DEFINITE, Referent
from kgraph.language.surroundings import Surroundings
from kgraph.language.tree import Node
from kgraph.model import Span

Chain = tuple[Span, ...]


def find_chains(around: Surroundings, referents: Mapping[int, Referent]) -> tuple[Chain, ...]:
    """Return the chains of two spans or more, each in text order, by their first spans."""
    homes: dict[tuple[str, int | str], list[Span]] = {}
    for phrase in find_phrases(around.nodes, around.owners):
        key = _thing(phrase, referents)
        if key is not None:
            homes.setdefault(key, []).append(phrase.span(around.nodes))
    chains = (tuple(sorted(set(spans))) for spans in homes.values())
    return tuple(sorted(chain for chain in chains if len(chain) > 1))


def _thing(phrase: Phrase, referents: Mapping[int, Referent]) -> tuple[str, int | str] | None:
    """Return what a phrase means: a named thing, a noun before it, or what is called the same."""
    if phrase.several:
        return None
    referent = referents.get(phrase.head.index)
    if referent is not None and referent.named is not None:
        return "name", id(referent.named)
    if referent is not None and (phrase.is_pronoun or not _is_definite(phrase.head)):
        return "node", referent.root.node.index
    return ("noun", phrase.head.lemma.lower()) if _is_definite(phrase.head) else None


def _is_definite(node: Node) -> bool:
    return any(child.text.lower() in DEFINITE for child in node.get("determiner"))
