"""Nouns that name nothing as entities: only where asked for, and kept from build to build."""

import tempfile
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgraph.graph import KnowledgeGraph, fingerprint, fold_record, graph_of, open_graph
from kgraph.graph.concepts import mark_concepts
from kgraph.model import Annotation, Argument, Article, Clause, End, Mention, Span
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
)


def save(path: Path, annotated: list[Annotated], ontology: Path | None = None) -> KnowledgeGraph:
    """Write a record whose fold has concepts; return its graph."""
    terms = load_ontology(ontology)
    with Record.create_or_open(path) as record:
        for article, annotation in annotated:
            record.add(article, annotation)
        fold = fold_record(record, terms, concepts=True)
        made_from = fingerprint(record, terms.fingerprint, concepts=True)
        record.write_fold(fold, made_from, ontology=terms.fingerprint, concepts=True)
        return graph_of(record, fold, concepts=True)


def with_concepts(*annotated: Annotated, ontology: Path | None = None) -> KnowledgeGraph:
    with tempfile.TemporaryDirectory() as folder:
        return save(Path(folder) / "news.kg", list(annotated), ontology)


def noun(article: Article, words: str, *, head: str = "") -> Argument:
    """Return the object ``words``, whose noun is ``head`` or the last word."""
    phrase, own = find_span(article, words), head or words.split()[-1]
    start = phrase.start + words.rindex(own)
    return Argument("object", Span(start, start + len(own)), phrase)


def said(words: str, *, head: str = "", verb: str = "visit", title: str = "News") -> Annotated:
    """Return an article in which Germany visits what ``words`` are."""
    article = make_article(f"Germany {verb} {words} .", title=title)
    germany = make_mention(article, "Germany", "Country")
    clause = make_clause(article, verb, subject=germany, object=find_span(article, words))
    object_ = noun(article, words, head=head)
    clause = replace(clause, arguments=(clause.arguments[0], object_))
    return article, make_annotation(article, [germany], [clause])


def concepts(graph: KnowledgeGraph) -> list[str]:
    return sorted(e.name for e in graph.entities if e.type == "Concept")


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("the antivirus market", "antivirus market"),
        ("Russia's two biggest banks", "biggest banks"),
        ("customers\u2019 own data", "data"),
        ("more than 1,500 of the agencies", "agencies"),
        ("no such evidence", "evidence"),
        ("$30m fine", "fine"),
        ("17-year-old laws", "17-year-old laws"),
        ("the Internet", "Internet"),
        ("a very, very long list", "list"),
        ("one two three four big old cold wet grey dull towns", "towns"),
        ("the R&D (secret) budget", "budget"),
    ],
)
def test_a_concept_is_named_by_its_noun_without_articles_numbers_and_owners(
    words: str, name: str
) -> None:
    assert concepts(with_concepts(said(words))) == [name]


@pytest.mark.parametrize(
    "words", ["it", "the others", "30", "three months", "nothing", "a lot", "%", "x", "the two"]
)
def test_pronouns_quantities_and_stretches_of_time_are_no_concepts(words: str) -> None:
    graph = with_concepts(said(words))
    assert concepts(graph) == []
    assert graph.fold == make_graph(said(words)).fold


@pytest.mark.parametrize("role", ["complement", "topic"])
def test_what_is_said_is_no_concept(role: str) -> None:
    article, annotation = said("the old town")
    (clause,) = annotation.clauses
    subject, object_ = clause.arguments
    spoken = replace(clause, arguments=(subject, replace(object_, role=role)))
    filled = replace(clause, arguments=(subject, replace(object_, clause=clause.id)))
    for other in (spoken, filled):
        (marked,) = mark_concepts({article.id: article}, [replace(annotation, clauses=(other,))])
        assert marked.mentions == annotation.mentions


def test_the_capital_of_a_first_word_goes_unless_it_is_the_word_s_own() -> None:
    for text, name in (("Officials visit Berlin .", "officials"), ("NGOs visit Berlin .", "NGOs")):
        article = make_article(text)
        berlin = make_mention(article, "Berlin", "Place")
        first = find_span(article, text.split()[0])
        clause = make_clause(article, "visit", subject=first, object=berlin)
        graph = with_concepts((article, make_annotation(article, [berlin], [clause])))
        assert concepts(graph) == [name]


def test_a_claim_keeps_its_id_and_words_and_ends_at_the_concept() -> None:
    told = said("the old town")
    off, on = make_graph(told), with_concepts(told)
    (claim,) = on.claims
    town = on.entity("old town")
    assert claim == replace(off.claims[0], object=replace(claim.object, entity=town.id))
    assert claim.object == End("the old town", find_span(told[0], "town"), town.id)
    (relation,) = on.relations
    assert (relation.predicate, relation.phrase, relation.object) == (
        "related_to",
        "visit",
        town.id,
    )
    assert (town.type, town.mentions, town.articles) == ("Concept", 1, (told[0].id,))
    assert [m.text for _, m in on.mentions_of(town)] == ["old town"]


def test_one_noun_is_one_concept_over_all_articles_in_singular_and_plural() -> None:
    graph = with_concepts(
        said("the old town", title="One"), said("Old towns", title="Two"), said("towns", title="3")
    )
    assert concepts(graph) == ["old town", "towns"] or concepts(graph) == ["Old towns", "towns"]
    assert len(graph.entity("old town").articles) == 2


def test_what_nouns_do_to_nouns_is_no_claim_and_a_noun_without_a_claim_is_no_concept() -> None:
    article = make_article("towns like rivers near Berlin .")
    berlin = make_mention(article, "Berlin", "Place")
    clause = make_clause(
        article,
        "like",
        subject=find_span(article, "towns"),
        object=find_span(article, "rivers"),
        near=berlin,
    )
    told = article, make_annotation(article, [berlin], [clause])
    graph = with_concepts(told)
    assert {c.id for c in graph.claims} == {c.id for c in make_graph(told).claims}
    assert concepts(graph) == ["towns"]
    assert all(entity.type != "Concept" for entity in make_graph(told).entities)


@pytest.mark.parametrize("range_", ["Words", "Concept"])
def test_a_predicate_that_admits_words_or_concepts_is_read(tmp_path: Path, range_: str) -> None:
    own = tmp_path / "own.toml"
    own.write_text(
        f'[predicates.tours]\ndomain = ["Country"]\nrange = ["{range_}"]\n'
        'frames = [{ trigger = "visit", subject = "domain", object = "range" }]\n'
    )
    graph = with_concepts(said("the old town"), ontology=own)
    assert [r.predicate for r in graph.relations] == ["tours"]


def test_a_name_of_the_type_is_a_name() -> None:
    article = make_article("rivers visit Privacy .")
    privacy = make_mention(article, "Privacy", "Concept")
    clause = make_clause(article, "visit", subject=find_span(article, "rivers"), object=privacy)
    told = article, make_annotation(article, [privacy], [clause])
    assert concepts(with_concepts(told)) == ["Privacy", "rivers"]
    assert make_graph(told).claims[0].object.entity == make_graph(told).entity("Privacy").id


def test_the_choice_is_kept_with_the_fold_and_opened_with_it(tmp_path: Path) -> None:
    path = tmp_path / "news.kg"
    saved = save(path, [said("the old town")])
    opened = open_graph(path)
    assert opened.fold == saved.fold
    article = opened.articles[0]
    assert opened.annotation(article.id) == saved.annotation(article.id)
    with Record.open(path) as record:
        stamp = record.fold_stamp()
        assert record.annotations()[0].mentions == said("the old town")[1].mentions
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


@few
@given(st.text(max_size=40), st.data())
def test_any_words_give_a_concept_inside_them_or_none(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=3, max_size=3)))
    article = Article("a", text)
    argument = Argument("object", Span(cuts[1], cuts[2]), Span(cuts[0], cuts[2]))
    name = Mention("m", Span(0, 0), "", "Person", "name", "m", "Jane")
    subject = Argument("subject", Span(0, 0), Span(0, 0), mention="m")
    clause = Clause("c", 0, Span(0, 0), "do", "do", (subject, argument), "verb")
    annotation = Annotation("a", "by hand", (Span(0, len(text)),), (name,), (clause,))
    (marked,) = mark_concepts({"a": article}, [annotation])
    for mention in set(marked.mentions) - {name}:
        assert argument.phrase.covers(mention.span)
        assert mention.text == mention.span.of(text)
        assert mention.name
