"""What a pronoun cannot mean by its place in the sentence."""

from collections.abc import Iterator

from kgraph.language.lexicon import lexicon
from kgraph.language.referents import SUBJECTS
from kgraph.language.tree import Node
from kgraph.names.words import words

BARE = frozenset({"complement", "open_complement"})


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
    head = _governing(pronoun)
    if head is not None and head.relation == "relative_clause" and head.head is candidate:
        return True
    return head is not None and head in (candidate.head, _first_joined(candidate).head)


def caller_of(pronoun: Node) -> Node | None:
    """Return who calls for what only another suffers ("Ann Lee demanded his release")."""
    noun = pronoun.head
    if pronoun.tag != "PRP$" or noun is None or noun.lemma not in words("suffered"):
        return None
    verb = next((a for a in noun.ancestors() if a.is_verb), None)
    calls = verb is not None and verb.lemma in words("calling_for")
    return verb.first(*SUBJECTS) if verb is not None and calls else None


def _governing(pronoun: Node) -> Node | None:
    """Return the verb whose argument a pronoun is; "let him go" has it for an object."""
    verb = pronoun.head
    if verb is None or verb.tag != "VB" or pronoun.relation not in SUBJECTS:
        return verb
    bare = verb.first("auxiliary", "marker") is None and verb.relation in BARE
    return verb.head if bare else verb


def _first_joined(node: Node) -> Node:
    """Return the first word of the coordination that a word stands in."""
    while node.relation in {"conjunct", "flat"} and node.head is not None:
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
