"""What a pronoun cannot mean by its place in the sentence."""

from collections.abc import Iterator

from kgraph.language.lexicon import lexicon
from kgraph.language.tree import Node


def is_bound(pronoun: Node, candidate: Node) -> bool:
    """Whether the two cannot be one thing: arguments of one verb, or one inside the other."""
    around = list(_nouns_around(pronoun))
    apposed = [n.head for n in around if n.relation == "apposition"]
    if any(a is candidate for a in (*around, *apposed)):
        return True
    if pronoun.tag == "PRP$":
        predicate = _predicate_noun(pronoun)
        return (
            predicate is not None
            and _first_joined(candidate).head is predicate
            and (pronoun.head is predicate or predicate.lemma in lexicon().partitives)
        )
    head = pronoun.head
    if head is not None and head.relation == "relative_clause" and head.head is candidate:
        return True
    return head is candidate.head and head is not None


def _first_joined(node: Node) -> Node:
    """Return the first word of the coordination that a word stands in."""
    while node.relation == "conjunct" and node.head is not None:
        node = node.head
    return node


def _nouns_around(pronoun: Node) -> Iterator[Node]:
    """Yield the nouns of the phrase that a pronoun stands in, up to what is only set beside it."""
    for noun in pronoun.ancestors():
        if noun.is_verb or noun.first("copula") is not None:
            return
        yield noun
        if noun.relation in {"conjunct", "apposition", "parataxis"}:
            return


def _predicate_noun(pronoun: Node) -> Node | None:
    """Return the noun after "be" that holds the pronoun ("X is one of its products")."""
    return next((a for a in pronoun.ancestors() if a.first("copula")), None)
