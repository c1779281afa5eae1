"""Nouns that name nothing as entities: only where asked for, and kept from build to build."""

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgraph.graph import KnowledgeGraph, fold_record, graph_of, open_graph
from kgraph.graph.concepts import mark_concepts
from kgraph.model import Argument, Article, End, Mention, Span, mention_id
from kgraph.ontology import load_ontology
from kgraph.record import FoldStamp, Record
from tests.builders import (
    Annotated,
    annotated_articles,
    find_span,
    make_annotation,
    make_article,
    make_clause,
    make_graph,
    make_mention,
    refer,
)


def save(path: Path, annotated: list[Annotated], ontology: Path | None = None) -> KnowledgeGraph:
    """Write a record whose fold has concepts; return its graph."""
    terms = load_ontology(ontology)
    with Record.create_or_open(path) as record:
        for article, annotation in annotated:
            record.add(article, annotation)
        own = ontology.read_text() if ontology else ""
        fold_record(record, terms, concepts=True, own_ontology=own)
    return open_graph(path)


def with_concepts(*annotated: Annotated, ontology: Path | None = None) -> KnowledgeGraph:
    record = Record.in_memory()
    for article, annotation in annotated:
        record.add(article, annotation)
    fold_record(record, load_ontology(ontology), concepts=True)
    return graph_of(record)


def make_concept(article: Article, words: str, name: str) -> Mention:
    span = find_span(article, words)
    id_ = mention_id(article.id, span)
    return Mention(id_, span, words, "Concept", "nominal", id_, name, f"{words}: {name}")


def said(words: str, name: str, *, verb: str = "visit", title: str = "News") -> Annotated:
    """Return an article in which Germany visits what ``words`` are, known as ``name``."""
    article = make_article(f"Germany {verb} the {words} .", title=title)
    germany = make_mention(article, "Germany", "Country")
    span = find_span(article, words)
    object_ = Argument("object", span, Span(span.start - len("the "), span.end))
    clause = make_clause(article, verb, subject=germany, object=span)
    clause = replace(clause, arguments=(clause.arguments[0], object_))
    annotation = make_annotation(article, [germany], [clause])
    return article, replace(annotation, concepts=(make_concept(article, words, name),))


def stated(subject: str, verb: str, object_: str, *, title: str = "News") -> Annotated:
    """Return an article that tells something of two concepts, known by their own words."""
    article = make_article(f"{subject} {verb} {object_} .", title=title)
    ends = [make_concept(article, words, words) for words in (subject, object_)]
    clause = make_clause(article, verb, subject=ends[0], object=ends[1])
    annotation = make_annotation(article, [], [])
    return article, replace(annotation, concepts=tuple(ends), statements=(clause,))


def concepts(graph: KnowledgeGraph) -> list[str]:
    return sorted(e.name for e in graph.entities if e.type == "Concept")


@pytest.mark.parametrize("role", ["complement", "topic"])
def test_what_is_said_is_no_concept(role: str) -> None:
    _, annotation = said("town", "old town")
    (clause,) = annotation.clauses
    subject, object_ = clause.arguments
    spoken = replace(clause, arguments=(subject, replace(object_, role=role)))
    filled = replace(clause, arguments=(subject, replace(object_, clause=clause.id)))
    for other in (spoken, filled):
        marked = mark_concepts(replace(annotation, clauses=(other,)))
        assert marked.clauses == (other,)


def test_a_claim_keeps_its_id_and_words_and_ends_at_the_concept() -> None:
    told = said("town", "old town")
    off, on = make_graph(told), with_concepts(told)
    (claim,) = on.claims
    town = on.entity("old town")
    assert claim == replace(off.claims[0], object=replace(claim.object, entity=town.id))
    assert claim.object == End("the town", find_span(told[0], "town"), town.id)
    (relation,) = on.relations
    assert (relation.predicate, relation.phrase, relation.object) == (
        "related_to",
        "visit",
        town.id,
    )
    assert (town.type, town.mentions, town.articles) == ("Concept", 1, (told[0].id,))
    assert [m.text for _, m in on.mentions_of(town)] == ["town"]


def test_one_noun_is_one_concept_over_all_articles_in_singular_and_plural() -> None:
    graph = with_concepts(
        said("town", "old town", title="One"),
        said("towns", "old towns", title="Two"),
        said("towns", "town", title="3"),
    )
    assert concepts(graph) in (["old town", "town"], ["old towns", "town"])
    assert len(graph.entity("old town").articles) == 2


def test_a_statement_is_a_claim_between_concepts_with_its_sentence() -> None:
    told = stated("towns", "border", "rivers")
    graph = with_concepts(told)
    (claim,) = graph.claims
    assert (claim.predicate, claim.phrase, claim.rule) == ("related_to", "border", "statement")
    assert (claim.subject.words, claim.object.words) == ("towns", "rivers")
    assert claim.quote == "towns border rivers ."
    assert [c.id for c in graph.annotation(told[0].id).clauses] == [claim.clause]
    assert concepts(graph) == ["rivers", "towns"]
    assert len(graph.relations) == 1
    assert make_graph(told).claims == () == make_graph(told).entities


def test_of_two_ends_a_statement_tells_only_what_no_claim_of_the_sentence_does() -> None:
    article, annotation = said("town", "old town")
    germany, town = annotation.mentions[0], annotation.concepts[0]
    again = make_clause(article, "the", subject=germany, object=town)
    told = article, replace(annotation, statements=(again,))
    assert [c.phrase for c in with_concepts(told).claims] == ["visit"]


def test_a_pronoun_is_a_mention_of_the_concept_that_it_takes_up() -> None:
    article = make_article("towns they rivers .")
    towns, they = (make_concept(article, w, "town") for w in ("towns", "they"))
    they = replace(refer(they, towns), kind="pronoun")
    rivers = make_concept(article, "rivers", "river")
    clause = make_clause(article, ".", subject=they, object=rivers)
    annotation = replace(
        make_annotation(article, [], []), concepts=(towns, they, rivers), statements=(clause,)
    )
    graph = with_concepts((article, annotation))
    assert [(e.name, e.mentions) for e in graph.prominent()] == [("town", 2), ("river", 1)]


def test_a_noun_without_a_claim_is_no_concept() -> None:
    article, annotation = said("town", "old town")
    graph = with_concepts((article, replace(annotation, clauses=())))
    assert concepts(graph) == []
    assert graph.annotation(article.id).mentions == annotation.mentions


@pytest.mark.parametrize("range_", ["Words", "Concept"])
def test_a_predicate_that_admits_words_or_concepts_is_read(tmp_path: Path, range_: str) -> None:
    own = tmp_path / "own.toml"
    own.write_text(
        f'[predicates.tours]\ndomain = ["Country"]\nrange = ["{range_}"]\n'
        'frames = [{ trigger = "visit", subject = "domain", object = "range" }]\n'
    )
    graph = with_concepts(said("town", "old town"), ontology=own)
    assert [r.predicate for r in graph.relations] == ["tours"]


def test_a_name_of_the_type_is_a_name() -> None:
    article = make_article("rivers visit Privacy .")
    privacy = make_mention(article, "Privacy", "Concept")
    rivers = make_concept(article, "rivers", "river")
    clause = make_clause(article, "visit", subject=rivers.span, object=privacy)
    annotation = make_annotation(article, [privacy], [clause])
    told = article, replace(annotation, concepts=(rivers,))
    assert concepts(with_concepts(told)) == ["Privacy", "river"]
    assert make_graph(told).claims[0].object.entity == make_graph(told).entity("Privacy").id


def test_the_choice_is_kept_with_the_fold_and_opened_with_it(tmp_path: Path) -> None:
    path = tmp_path / "news.kg"
    saved = save(path, [said("town", "old town")])
    opened = open_graph(path)
    assert opened.fold == saved.fold
    article = opened.articles[0]
    assert opened.annotation(article.id) == saved.annotation(article.id)
    with Record.open(path) as record:
        stamp = record.fold_stamp()
        assert tuple(record.annotated()) == (said("town", "old town"),)
    assert isinstance(stamp, FoldStamp)
    assert stamp.concepts


few = settings(max_examples=30, deadline=None)


@few
@given(annotated_articles(), st.randoms(use_true_random=False))
def test_order_and_repetition_change_nothing(some: list[Annotated], random: Random) -> None:
    repeated = random.choices(some, k=2) + random.sample(some, len(some))
    assert with_concepts(*repeated).fold == with_concepts(*some).fold


@few
@given(annotated_articles())
def test_claims_are_those_without_concepts_but_for_their_ends(some: list[Annotated]) -> None:
    on, off = with_concepts(*some), make_graph(*some)
    assert [c.id for c in on.claims] == [c.id for c in off.claims]
    names = {e.id for e in off.entities}
    for claim, plain in zip(on.claims, off.claims, strict=True):
        for end, bare in ((claim.subject, plain.subject), (claim.object, plain.object)):
            assert (end.words, end.span) == (bare.words, bare.span)
            assert end.entity == bare.entity if bare.entity else end.entity not in names
    assert {e for e in on.entities if e.type != "Concept"} == set(off.entities)
    known = {mention for mention, _ in on.fold.mention_entities}
    ids = {m.id for a in on.articles for m in on.annotation(a.id).mentions}
    assert known == ids
