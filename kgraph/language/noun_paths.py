"""What a verb tells through a noun: "take control of" of "Russia took control of Crimea"."""

from collections.abc import Iterator, Mapping
from itertools import pairwise

from kgraph.language.draft import EXEMPLIFYING, Draft
from kgraph.language.lexicon import lexicon
from kgraph.language.mentions import NameSpan
from kgraph.language.role_nouns import is_role
from kgraph.language.tree import Node
from kgraph.names.words import stand_ins

VERBAL = frozenset({"active", "passive"})
BEFORE = frozenset({"possessor", "compound", "adjective"})
LONGEST = 2


def noun_paths(draft: Draft, owners: Mapping[int, NameSpan]) -> Iterator[Draft]:
    """Yield the drafts of a verb whose object names nobody, but has a name below it.

    Their lemma is the verb, the noun and the preposition; nouns that stand for the name below them
    ("products of Google") or name an event ("the purchase of YouTube") are read elsewhere. Who
    denies "any part in the murder of X" denies to have it.
    """
    words = lexicon()
    if draft.rule not in VERBAL or draft.idiom or not draft.nodes("subject"):
        return
    denying = draft.lemma in words.gainsayers
    if (draft.lemma in words.cues and not denying) or draft.trigger.lemma in words.role_verbs[
        "gives"
    ]:
        return
    taken = {node.index for _, node in draft.roles}
    subjects = [(role, node) for role, node in draft.roles if role == "subject"]
    for noun in draft.nodes("object"):
        for way, name in () if _is_read_elsewhere(noun) else _names_below(noun, owners, LONGEST):
            if name.index not in taken:
                nouns = (f"{noun.lemma} {_link(after)}" for noun, after in pairwise((*way, name)))
                path, ends = " ".join(nouns), [*subjects, ("object", name)]
                if denying:
                    yield Draft(noun, (noun,), f"have {path}", "nominal", ends, draft)
                else:
                    told = f"{draft.lemma} {path}"
                    above = draft.governor
                    yield Draft(
                        draft.trigger, draft.words, told, draft.rule, ends, above, idiom=way
                    )


def _is_read_elsewhere(noun: Node) -> bool:
    single = is_role(noun) and noun.tag == "NN"
    return single or noun.lemma in stand_ins() or noun.lemma in lexicon().nominals


def _names_below(
    noun: Node, owners: Mapping[int, NameSpan], longest: int
) -> Iterator[tuple[tuple[Node, ...], Node]]:
    """Yield (nouns on the way, name) for what hangs below a noun."""
    if not noun.is_noun or noun.index in owners or not longest:
        return
    for child in noun.children:
        below = child.preposition and child.preposition not in EXEMPLIFYING
        linked = (child.relation == "modifier" and below) or child.relation in BEFORE
        if linked and (child.index in owners or child.tag == "PRP$"):
            yield (noun,), child
        elif linked and below and child.index > noun.index:
            for way, name in _names_below(child, owners, longest - 1):
                yield (noun, *way), name


def _link(node: Node) -> str:
    return node.preposition or "of"
