"""What identifiers depend on, and what changes none of them."""

from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from kgraph.graph import KnowledgeGraph, anchor_of, fold_record, graph_of
from kgraph.model import (
    Annotation,
    Clause,
    Judgement,
    JudgementKind,
    clause_id,
    mention_id,
    with_id,
)
from kgraph.ontology import Ontology, load_ontology
from kgraph.record import Record
from tests.builders import Annotated
from tests.properties.news import PIPELINES, annotated_by, news

few = settings(max_examples=40, deadline=None)

articles = st.lists(news(), min_size=1, max_size=3, unique_by=lambda pair: pair[0].id)
pipelines = st.sampled_from(PIPELINES)


def graph_by(some: list[Annotated], pipeline: str = PIPELINES[0]) -> KnowledgeGraph:
    return read_with(load_ontology(), [(a, annotated_by(n, pipeline)) for a, n in some])


def read_with(ontology: Ontology, some: list[Annotated]) -> KnowledgeGraph:
    record = Record.in_memory()
    for pair in some:
        record.add(*pair)
    fold_record(record, ontology)
    return graph_of(record)


def clauses_of(graph: KnowledgeGraph) -> dict[tuple[object, ...], str]:
    """Return the ids of all clauses by article, trigger, and spans and roles of arguments."""
    found = (graph.annotation(article.id) for article in graph.articles)
    return {places(annotation, c): c.id for annotation in found for c in annotation.clauses}


def places(annotation: Annotation, clause: Clause) -> tuple[object, ...]:
    ends = sorted((a.span, a.role) for a in clause.arguments)
    return (annotation.article, clause.trigger, *ends)


@few
@given(articles, pipelines, pipelines)
def test_clauses_at_the_same_places_have_one_id_whatever_the_pipeline(
    some: list[Annotated], one: str, other: str
) -> None:
    left, right = (clauses_of(graph_by(some, pipeline)) for pipeline in (one, other))
    assert {left[place] == right[place] for place in left.keys() & right.keys()} <= {True}
    assert len({*left.values(), *right.values()}) == len(left.keys() | right.keys())


@few
@given(news(), st.randoms(use_true_random=False))
def test_the_id_of_a_clause_depends_on_its_article_spans_and_roles_only(
    told: Annotated, random: Random
) -> None:
    for clause in told[1].clauses:
        arguments = [
            replace(a, mention=None, via=("offices",), lead="lead", phrase=clause.trigger)
            for a in clause.arguments
        ]
        random.shuffle(arguments)
        assert clause_id(told[0].id, clause.trigger, arguments) == clause.id
        assert clause_id("another", clause.trigger, arguments) != clause.id
        renamed = [replace(arguments[0], role="with"), *arguments[1:]]
        assert clause_id(told[0].id, clause.trigger, renamed) != clause.id
        moved = [replace(arguments[0], span=clause.trigger), *arguments[1:]]
        assert clause_id(told[0].id, clause.trigger, moved) != clause.id


@few
@given(articles)
def test_an_ontology_changes_no_id_of_a_clause_a_mention_or_an_entity(
    some: list[Annotated],
) -> None:
    shipped = load_ontology()
    bare = read_with(replace(shipped, fingerprint="bare", predicates={}), some)
    full = read_with(shipped, some)
    assert clauses_of(bare) == clauses_of(full)
    assert [e.id for e in bare.entities] == [e.id for e in full.entities]
    assert bare.fold.mention_entities == full.fold.mention_entities
    assert {claim.clause for claim in full.claims} <= set(clauses_of(full).values())


@few
@given(articles, st.data())
def test_ids_of_claims_do_not_depend_on_who_is_who(
    some: list[Annotated], data: st.DataObject
) -> None:
    mentions = [(n, m) for _, n in some for m in n.mentions if m.name]
    ends = tuple(anchor_of(*data.draw(st.sampled_from(mentions))) for _ in range(2))
    record = Record.in_memory()
    for pair in some:
        record.add(*pair)
    fold_record(record, load_ontology())
    kinds: list[JudgementKind] = ["same", "different"]
    apart = [Judgement(kind, ends) for kind in data.draw(st.permutations(kinds))]
    seen = dict[str, tuple[object, ...]]()
    for judgement in apart:
        record.state([with_id(judgement)])
        fold_record(record, load_ontology())
        for article in record.stored_fold().article_ids():
            for claim in record.stored_fold().claims_in(article):
                what = (claim.clause, claim.predicate, claim.subject.span, claim.object.span)
                assert seen.setdefault(claim.id, what) == what
    assert len(set(seen.values())) == len(seen)


@few
@given(articles, pipelines)
def test_an_entity_has_the_id_of_one_of_its_members(some: list[Annotated], pipeline: str) -> None:
    graph = graph_by(some, pipeline)
    members = [id_ for entity in graph.entities for id_ in entity.members]
    assert all(entity.id in entity.members for entity in graph.entities)
    assert len(members) == len(set(members))
    assert all(graph.entity(id_).id == e.id for e in graph.entities for id_ in e.members)


@few
@given(articles, pipelines)
def test_a_mention_has_the_id_of_its_place(some: list[Annotated], pipeline: str) -> None:
    graph = graph_by(some, pipeline)
    for article in graph.articles:
        for mention in graph.annotation(article.id).mentions:
            assert mention.id == mention_id(article.id, mention.span)
