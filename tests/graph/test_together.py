"""Names that share a sentence."""

from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from kgraph.graph import KnowledgeGraph, Together
from kgraph.graph.together import LISTING
from tests.builders import (
    Annotated,
    annotated_articles,
    find_span,
    make_annotation,
    make_article,
    make_graph,
    make_mention,
    refer,
    sentences,
)


def told(text: str, *names: str, title: str = "News") -> Annotated:
    """Return an article with every occurrence of the names, a sentence a line."""
    article = make_article(text, title=title)
    mentions = [
        make_mention(article, name, "Person", nth=nth)
        for name in names
        for nth in range(text.count(name))
    ]
    return article, make_annotation(article, mentions, [])


def pairs(graph: KnowledgeGraph) -> dict[tuple[str, ...], list[str]]:
    """Return the sentences of each pair by its names, sorted."""
    return {
        tuple(sorted(graph.entity(end).name for end in (pair.left, pair.right))): [
            span.of(graph.article(article).text) for article, span in pair.sentences
        ]
        for pair in graph.together()
    }


def test_names_of_one_sentence_stand_together_with_it() -> None:
    graph = make_graph(told("Ada met Bob .\nBob slept .\nAda , Bob and Cem .", "Ada", "Bob", "Cem"))
    assert pairs(graph) == {
        ("Ada", "Bob"): ["Ada met Bob .", "Ada , Bob and Cem ."],
        ("Ada", "Cem"): ["Ada , Bob and Cem ."],
        ("Bob", "Cem"): ["Ada , Bob and Cem ."],
    }


def test_the_pairs_are_no_relations_and_no_claims() -> None:
    graph = make_graph(told("Ada met Bob .", "Ada", "Bob"))
    assert graph.together()
    assert (graph.relations, graph.claims) == ((), ())
    assert graph.to_networkx().number_of_edges() == 0


def test_a_sentence_counts_once_and_a_name_with_itself_never() -> None:
    graph = make_graph(told("Ada and Ada met Bob and Bob .", "Ada", "Bob"))
    assert [len(pair.sentences) for pair in graph.together()] == [1]


def test_pronouns_and_mentions_of_no_entity_do_not_count() -> None:
    article = make_article("Ada slept .\nShe met Bob .")
    ada, bob = (make_mention(article, name, "Person") for name in ("Ada", "Bob"))
    she = refer(make_mention(article, "She", "Person"), ada)
    assert make_graph((article, make_annotation(article, [ada, bob, she], []))).together() == ()
    unnamed = replace(make_mention(article, "She", "Person"), name="")
    assert make_graph((article, make_annotation(article, [bob, unnamed], []))).together() == ()


def test_a_sentence_of_too_many_names_ties_none() -> None:
    names = [f"Name{i:02d}" for i in range(LISTING + 1)]
    full = make_graph(told(f"{' '.join(names[:-1])} .", *names[:-1]))
    assert len(full.together()) == LISTING * (LISTING - 1) // 2
    assert make_graph(told(f"{' '.join(names)} .", *names)).together() == ()


def test_a_mention_belongs_to_the_sentence_it_begins_in() -> None:
    article, annotation = told("Ada met Bob .\nCem slept .", "Ada", "Bob", "Cem")
    graph = make_graph((article, annotation))
    (pair,) = graph.together()
    assert pair.sentences == ((article.id, sentences(article)[0]),)
    assert sentences(article)[0].covers(find_span(article, "Bob"))


@settings(max_examples=30, deadline=None)
@given(annotated_articles(), st.randoms(use_true_random=False))
def test_pairs_are_sorted_and_neither_order_nor_repetition_change_them(
    some: list[Annotated], random: Random
) -> None:
    graph = make_graph(*some)
    found = graph.together()
    assert make_graph(*random.sample(some, len(some)), some[0]).together() == found
    assert list(found) == sorted(found)
    assert len({(pair.left, pair.right) for pair in found}) == len(found)
    ids = {e.id for e in graph.entities}
    for pair in found:
        assert isinstance(pair, Together)
        assert pair.left < pair.right
        assert {pair.left, pair.right} <= ids
        assert pair.sentences == tuple(sorted(set(pair.sentences)))
