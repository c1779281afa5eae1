"""What pronouns mean by the scores of a model.

Whom "he" and "she" mean where the rules name nobody; and where "it" rather means something without
a name, as a plan or a ruling, than the body that the rules give.
"""

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
from kgraph.language.pronouns import NEUTRAL, PERSONAL, is_actor
from kgraph.language.referents import SUBJECTS, Referent, name_head
from kgraph.language.tree import Node

LEAST = 0.2
"""The share that a thing must have of a pronoun of which the rules say nothing."""

SURE = 0.7
"""The share that a thing must have of an "it" to which the rules give it."""

NOTHING = -1
SEX = {"he": "masculine", "she": "feminine"}


def linked_pronouns(material: Material) -> Iterator[Referent]:
    """Yield what pronouns refer to where that is not what the rules say, in text order.

    Only persons that the article names are given to "he" and "she": what passes for something else
    may be one, but then what is told of it is more often wrong than right. An "it" of which the
    thing that the rules give has no sure share refers to nothing.
    """
    nodes = material.around.nodes
    if not any(node.text.lower() in PERSONAL or node.text.lower() in NEUTRAL for node in nodes):
        return
    traits = read_traits(find_phrases(nodes, material.around.owners), material)
    words = [phrase.head.text.lower() for phrase in traits.phrases]
    asked = [i for i, word in enumerate(words) if word in PERSONAL or word in NEUTRAL]
    links = Links.of(traits, link_model(), asked)
    shares = links.shares()
    for i in asked:
        node, meant = traits.phrases[i].head, int(traits.meant[i])
        if words[i] in NEUTRAL:
            share = shares.get(i, {}).get(meant, 0.0) * links.chance(i)
            if meant >= 0 and share < SURE and not is_actor(node):
                yield Referent(node, None, person=False)
            continue
        thing, share = next(iter(shares.get(i, {}).items()), (NOTHING, 0.0))
        if meant >= 0 or share < LEAST or material.clusters[thing].type != "Person":
            continue
        cluster = material.clusters[thing]
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
