"""What "I" and "we" mean in a quote: its speaker, or the body that the speaker speaks for."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from kgraph.language.arguments import PRONOUNS
from kgraph.language.clusters import NamedCluster
from kgraph.language.name_spans import GROUPS
from kgraph.language.referents import Referent, name_head
from kgraph.language.role_nouns import role_lemma
from kgraph.language.roles import Role
from kgraph.language.speech import Speech
from kgraph.language.tree import Node
from kgraph.names.words import words

ONE = frozenset({"i", "me", "my", "mine"})
SEVERAL = frozenset({"we", "us", "our", "ours"})
SPEAKING_POSTS = ("speaking_posts", "chief_posts", "heads_of_state")


def first_persons(
    nodes: Sequence[Node],
    speech: Mapping[int, tuple[Speech, ...]],
    referents: Mapping[int, Referent],
    roles: Iterable[Role],
    clusters: Sequence[NamedCluster],
) -> Iterator[Referent]:
    """Yield referents of "I", "we" and their forms in quotes whose speaker is known.

    "We" is the body that speaks, or the only one whose head or spokesman the speaker is.
    """
    bodies = _bodies_spoken_for(nodes, roles, clusters)
    for node in nodes:
        word = node.text.lower()
        if node.tag not in PRONOUNS or word not in ONE | SEVERAL:
            continue
        quoted = [s for s in speech.get(node.index, ()) if s.manner == "quoted" and s.speaker]
        speaker = quoted[0].speaker if quoted else None
        referent = referents.get(speaker.index) if speaker else None
        if referent is None or referent.named is None:
            continue
        if word in ONE:
            why = f"{node.text}: the speaker, {referent.named.name}"
            yield Referent(node, None, True, why, referent)
            continue
        body = referent if referent.named.type in GROUPS else bodies.get(id(referent.named))
        if body is not None and body.named is not None:
            why = f"{node.text}: {body.named.name}, for which the speaker speaks"
            yield Referent(node, None, False, why, body)


def _bodies_spoken_for(
    nodes: Sequence[Node], roles: Iterable[Role], clusters: Sequence[NamedCluster]
) -> Mapping[int, Referent]:
    """Return by the ``id`` of a person the only body whose head or spokesman the article says."""
    at = {span.start: cluster for cluster in clusters for span, _ in cluster.members}
    posts = frozenset().union(*(words(key) for key in SPEAKING_POSTS))
    found: dict[int, dict[int, NamedCluster]] = {}
    for role in roles:
        holder = at.get(role.holder.start)
        body = at.get(role.of.start) if role.of is not None else None
        if holder is None or body is None or body.type not in GROUPS or role.former:
            continue
        if role_lemma(nodes, role.node.index) in posts:
            found.setdefault(id(holder), {})[id(body)] = body
    return {
        holder: _first(nodes, next(iter(bodies.values())))
        for holder, bodies in found.items()
        if len(bodies) == 1
    }


def _first(nodes: Sequence[Node], cluster: NamedCluster) -> Referent:
    span = cluster.members[0][0]
    return Referent(name_head(nodes[span.start : span.end]), cluster, person=False)
