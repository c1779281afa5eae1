"""What holds of every comparison of two graphs."""

from collections.abc import Iterable
from dataclasses import fields, replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kgraph.graph import GraphDiff, KnowledgeGraph, diff
from kgraph.model import Entity, Relation, content_id
from kgraph.ontology import load_ontology
from tests.builders import Annotated, annotated_articles, make_graph
from tests.graphs import bare_graph

few = settings(max_examples=40, deadline=None)

SYMMETRIC = {name for name, p in load_ontology().predicates.items() if p.symmetric}


@st.composite
def two_graphs(draw: st.DrawFn) -> tuple[KnowledgeGraph, KnowledgeGraph]:
    """Return the graphs of two choices of some articles."""
    some = draw(annotated_articles())
    sides = [draw(st.lists(st.booleans(), min_size=len(some), max_size=len(some))) for _ in "ab"]
    return _chosen(some, sides[0]), _chosen(some, sides[1])


def _chosen(some: list[Annotated], kept: list[bool]) -> KnowledgeGraph:
    return make_graph(*(a for a, keep in zip(some, kept, strict=True) if keep))


def renamed(graph: KnowledgeGraph, salt: str) -> KnowledgeGraph:
    """Return the graph with other ids of its entities and relations, and nothing else changed."""

    def relation(old: Relation) -> Relation:
        ends = [content_id(salt, old.subject), content_id(salt, old.object)]
        subject, object_ = sorted(ends) if old.predicate in SYMMETRIC else ends
        return replace(old, id=content_id(salt, old.id), subject=subject, object=object_)

    entities = (replace(e, id=content_id(salt, e.id)) for e in graph.entities)
    return bare_graph(entities, map(relation, graph.relations), graph.articles)


@few
@given(annotated_articles(), st.text(max_size=3))
def test_a_graph_does_not_differ_from_itself_whatever_the_ids_of_its_entities(
    some: list[Annotated], salt: str
) -> None:
    graph = make_graph(*some)
    assert diff(graph, graph) == GraphDiff()
    assert diff(graph, renamed(graph, salt)) == GraphDiff()


@few
@given(two_graphs())
def test_the_comparison_the_other_way_round_is_the_mirror_image(
    graphs: tuple[KnowledgeGraph, KnowledgeGraph],
) -> None:
    old, new = graphs
    there, back = _sets(diff(old, new)), _sets(diff(new, old))
    for noun in ("articles", "entities", "relations"):
        assert there[f"new_{noun}"] == back[f"gone_{noun}"]
        assert there[f"gone_{noun}"] == back[f"new_{noun}"]
        assert there[f"changed_{noun}"] == set(map(_turned, back[f"changed_{noun}"]))
    assert {(j.old, j.new) for j in there["joined"]} == {(p.new, p.old) for p in back["parted"]}
    assert {(p.old, p.new) for p in there["parted"]} == {(j.new, j.old) for j in back["joined"]}


def _sets(found: GraphDiff) -> dict[str, set[Any]]:
    values = {field.name: getattr(found, field.name) for field in fields(found)}
    assert all(len(set(items)) == len(items) for items in values.values())
    return {name: set(items) for name, items in values.items()}


def _turned(change: Any) -> Any:
    turned = replace(change, old=change.new, new=change.old)
    if hasattr(change, "fields"):
        swapped = tuple(replace(f, old=f.new, new=f.old) for f in change.fields)
        return replace(turned, fields=swapped)
    return turned


@few
@given(two_graphs())
def test_every_entity_and_relation_is_told_once_or_has_an_equal(
    graphs: tuple[KnowledgeGraph, KnowledgeGraph],
) -> None:
    old, new = graphs
    found = diff(old, new)
    for graph, lone, side in (
        (old, found.gone_entities, "old"),
        (new, found.new_entities, "new"),
    ):
        told = [getattr(c, side) for c in found.changed_entities]
        turned = _flat(getattr(c, side) for c in (*found.joined, *found.parted))
        assert len(set(lone)) + len(set(told)) == len(set(lone) | set(told))
        assert not (set(lone) | set(told)) & turned
        other = {_facts(e) for e in (new if graph is old else old).entities}
        untold = set(graph.entities) - set(lone) - set(told) - turned
        assert {_facts(e) for e in untold} <= other
    assert len(old.articles) - len(found.gone_articles) + len(found.new_articles) == len(
        new.articles
    )
    kept = (
        len(old.relations)
        - len(found.gone_relations)
        - sum(len(c.old) for c in found.changed_relations)
    )
    assert kept == len(new.relations) - len(found.new_relations) - sum(
        len(c.new) for c in found.changed_relations
    )


def _flat(sides: Iterable[Entity | tuple[Entity, ...]]) -> set[Entity]:
    return {e for side in sides for e in (side if isinstance(side, tuple) else (side,))}


def _facts(entity: Entity) -> Entity:
    return replace(entity, id="", aliases=tuple(sorted(entity.aliases)))


@few
@given(two_graphs())
def test_joined_and_parted_are_what_shares_names_with_several(
    graphs: tuple[KnowledgeGraph, KnowledgeGraph],
) -> None:
    old, new = graphs
    found = diff(old, new)
    shared = {n: {o for o in old.entities if set(o.members) & set(n.members)} for n in new.entities}
    joined = {(n.id, frozenset(o)) for n, o in shared.items() if len(o) > 1}
    assert {(j.new.id, frozenset(j.old)) for j in found.joined} == joined
    assert set(found.new_entities) == {n for n, o in shared.items() if not o}
