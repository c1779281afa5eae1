"""Whom "he" and "she" mean by the scores of a model, where the rules name nobody."""

from collections.abc import Iterator, Sequence

from kgraph.language.clusters import NamedCluster
from kgraph.language.link_model import link_model
from kgraph.language.links import Links
from kgraph.language.noun_phrases import find_phrases
from kgraph.language.phrase_traits import (
    GENDERS,
    PRONOUNS,
    RELATIONS,
    Material,
    Traits,
    read_traits,
)
from kgraph.language.pronouns import PERSONAL
from kgraph.language.referents import SUBJECTS, Referent, name_head
from kgraph.language.tree import Node

LEAST = 0.2
"""The share that a thing must have of a pronoun of which the rules say nothing."""

NOTHING = -1
SEX = {"he": "masculine", "she": "feminine"}


def linked_pronouns(material: Material) -> Iterator[Referent]:
    """Yield what pronouns refer to of which the rules give no named thing, in text order.

    Only persons that the article names are given: what passes for something else may be one, but
    then what is told of it is more often wrong than right.
    """
    nodes = material.around.nodes
    if not any(node.text.lower() in PERSONAL for node in nodes):
        return
    traits = read_traits(find_phrases(nodes, material.around.owners), material)
    asked = [i for i, p in enumerate(traits.phrases) if p.head.text.lower() in PERSONAL]
    shares = Links.of(traits, link_model(), asked).shares()
    for i in asked:
        thing, share = next(iter(shares.get(i, {}).items()), (NOTHING, 0.0))
        if traits.meant[i] >= 0 or share < LEAST or material.clusters[thing].type != "Person":
            continue
        cluster, node = material.clusters[thing], traits.phrases[i].head
        before = _last(traits, thing, i)
        why = f"{node.text}: {cluster.name} ({', '.join(_reasons(traits, before, i))})"
        yield Referent(node, None, person=True, why=why, antecedent=_first(cluster, nodes))


def _last(traits: Traits, thing: int, before: int) -> int:
    """Return the last phrase that names a thing before another phrase, else the first behind it."""
    named = [j for j in range(len(traits.phrases)) if traits.thing[j] == thing]
    return max((j for j in named if j < before), default=named[0])


def _reasons(traits: Traits, name: int, pronoun: int) -> Iterator[str]:
    """Yield in words what speaks for a name: its place, the sex that it tells, how often it is."""
    relation = RELATIONS[int(traits.codes["relation"][name])]
    gap = int(traits.sentences[pronoun] - traits.sentences[name])
    where = {0: "the same sentence", 1: "the sentence before"}.get(gap, f"{gap} sentences before")
    yield f"{'subject of' if relation in SUBJECTS else 'in'} {where}"
    told = GENDERS[int(traits.codes["gender"][name])].removeprefix("maybe ")
    if told in SEX and told == PRONOUNS[traits.phrases[pronoun].head.text.lower()][2]:
        yield SEX[told]
    if int(traits.codes["named"][name]) > 1:
        yield "named often"


def _first(cluster: NamedCluster, nodes: Sequence[Node]) -> Referent:
    name = next((s for s, _ in cluster.members if not s.adjective), cluster.members[0][0])
    head = name_head(nodes[name.start : name.end])
    return Referent(head, cluster, cluster.type == "Person")
