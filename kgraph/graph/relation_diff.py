"""The comparison of the relations of two graphs."""

from collections.abc import Iterable, Mapping, Sequence

from kgraph.graph.correspondence import Correspondence
from kgraph.graph.differences import GraphDiff, RelationChange, Value, field_changes
from kgraph.model import Relation
from kgraph.ontology import RELATED_TO

Key = tuple[str, str, str, str]
Groups = Mapping[Key, Sequence[Relation]]

_COUNTS = ("stated", "alleged", "denied", "hypothetical")


def diff_relations(
    old: Sequence[Relation],
    new: Sequence[Relation],
    partners: Correspondence,
    versions: Mapping[str, str],
) -> GraphDiff:
    """Return the differences of the relations alone.

    ``versions`` gives the new id of each article of which the new graph holds another version.
    Relations whose ends are now one entity are among the gone, since nothing ties an entity to
    itself.
    """
    undirected = _undirected((*old, *new))
    before = _groups(old, partners.old_identity, undirected)
    after = _groups(new, partners.new_identity, undirected)
    changes = (_change(before[key], after[key], versions) for key in after if key in before)
    return GraphDiff(
        new_relations=_strongest(r for key in after if key not in before for r in after[key]),
        gone_relations=_strongest(r for key in before if key not in after for r in before[key]),
        changed_relations=tuple(
            sorted((c for c in changes if _differs(c)), key=lambda c: _support(c.new[0]))
        ),
    )


def _undirected(relations: Iterable[Relation]) -> frozenset[str]:
    """Return the predicates whose relations all begin at the smaller id.

    Those of a symmetric predicate do, so that a new id may turn them round. The ontology is not
    asked: the graph may be of another one.
    """
    directed = {r.predicate for r in relations if r.subject > r.object}
    return frozenset({r.predicate for r in relations} - directed)


def _groups(
    relations: Iterable[Relation], identity: Mapping[str, str], undirected: frozenset[str]
) -> Groups:
    """Return the relations by what they say of whom, each group with the strongest first."""
    groups: dict[Key, list[Relation]] = {}
    for relation in _strongest(relations):
        ends = [identity[relation.subject], identity[relation.object]]
        subject, object_ = sorted(ends) if relation.predicate in undirected else ends
        phrase = relation.phrase if relation.predicate == RELATED_TO else ""
        groups.setdefault((subject, relation.predicate, object_, phrase), []).append(relation)
    return groups


def _change(
    old: Sequence[Relation], new: Sequence[Relation], versions: Mapping[str, str]
) -> RelationChange:
    fields = field_changes(_fields(old), _fields(new), versions)
    return RelationChange(tuple(old), tuple(new), fields)


def _differs(change: RelationChange) -> bool:
    return bool(change.fields) or len(change.old) > 1 or len(change.new) > 1


def _fields(relations: Sequence[Relation]) -> Mapping[str, Value]:
    counts: dict[str, Value] = {
        name: sum(getattr(relation, name) for relation in relations) for name in _COUNTS
    }
    return {
        **counts,
        "articles": tuple(sorted({a for relation in relations for a in relation.articles})),
        "first": min((r.first for r in relations if r.first), default=""),
        "last": max((r.last for r in relations), default=""),
    }


def _strongest(relations: Iterable[Relation]) -> tuple[Relation, ...]:
    return tuple(sorted(relations, key=_support))


def _support(relation: Relation) -> tuple[int, int, str, str]:
    return (-len(relation.articles), -len(relation.claims), relation.predicate, relation.id)
