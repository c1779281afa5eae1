"""A graph that is asked from its file answers as one that is held in memory."""

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgraph.errors import NotFoundError
from kgraph.graph import KnowledgeGraph, fold_record, graph_of, open_graph
from kgraph.model import Article, Entity
from kgraph.ontology import load_ontology
from kgraph.record import Record
from tests.builders import (
    Annotated,
    annotated_articles,
    make_annotation,
    make_article,
    make_graph,
    make_mention,
)
from tests.graphs import HOSTILE

few = settings(max_examples=20, deadline=None)


def stored(some: list[Annotated], *, concepts: bool = False) -> KnowledgeGraph:
    record = Record.in_memory()
    for article, annotation in some:
        record.add(article, annotation)
    fold_record(record, load_ontology(), concepts=concepts)
    return graph_of(record)


def in_memory(graph: KnowledgeGraph) -> KnowledgeGraph:
    annotations = [graph.annotation(article.id) for article in graph.articles]
    return KnowledgeGraph.of(graph.fold, graph.articles, annotations)


def named(*names: str, title: str = "News", url: str = "") -> Annotated:
    """Return an article of one person a line, each by one name."""
    article = replace(make_article("\n".join(names), title=title), url=url)
    seen: dict[str, int] = {}
    mentions = []
    for name in names:
        mentions.append(make_mention(article, name, "Person", nth=seen.get(name, 0)))
        seen[name] = seen.get(name, 0) + 1
    return article, make_annotation(article, mentions, [])


def answers(graph: KnowledgeGraph) -> Iterator[object]:
    """Yield the answer to every question, but for those by a name."""
    yield graph.counts
    yield repr(graph)
    yield graph.articles
    yield graph.entities
    yield graph.relations
    yield graph.claims
    yield graph.decisions
    yield graph.fold
    for limit in (-1, 0, 1, 2, 100):
        yield graph.prominent(limit)
        yield graph.strongest(limit)
    yield graph.together()
    yield graph.unsure()
    for article in graph.articles:
        yield from _answers_on(graph, article)
    for entity in graph.entities:
        yield from _answers_about(graph, entity)
    for relation in graph.relations:
        yield graph.relation(relation.id)
        yield graph.claims_for(relation)
    for minimum in sorted({c.confidence for c in graph.claims} | {0.0, 1.0}):
        sure = graph.confident(minimum)
        yield sure.fold
        yield [(graph.relations_of(e), sure.claims_about(e)) for e in sure.entities]
    network = graph.to_networkx()
    yield sorted(network.nodes(data="name"))
    yield sorted(network.edges(keys=True, data="stated"))
    yield graph._repr_html_()


def _answers_on(graph: KnowledgeGraph, article: Article) -> Iterator[object]:
    yield graph.article(article.id)
    yield graph.annotation(article.id)
    yield dict(graph.mention_entities(article.id))
    yield graph.origin_of(article)
    yield graph.claims_in(article)
    yield graph.missed(article)


def _answers_about(graph: KnowledgeGraph, entity: Entity) -> Iterator[object]:
    yield graph.relations_of(entity)
    yield graph.claims_about(entity)
    yield graph.mentions_of(entity)
    yield graph.decisions_of(entity)
    yield tuple(graph.passages_of(entity))
    for member in entity.members:
        profile = graph.profile(member)
        yield profile
        yield graph.articles_of(profile)
        yield tuple(graph.passages_of(entity, profile=member))
        yield [graph.explain(member, other.id) for other in graph.entities]


def questions(graph: KnowledgeGraph) -> set[str]:
    """Return ids, names, parts of names and words that lead somewhere or nowhere."""
    asked = {"", "nobody", "no-one \x00", '"', "' OR 1", "*", "%", "_", "\n"}
    for entity in graph.entities:
        names = {entity.name, *entity.aliases}
        asked |= {entity.id, *entity.members, *names, "\n".join(sorted(names))}
        asked |= {change(name) for name in names for change in (str.upper, str.lower, str.title)}
        asked |= {name[:cut] for name in names for cut in (1, 2, 3)}
        asked |= {name[1:] for name in names}
    for article in graph.articles:
        title = article.title
        asked |= {article.id, title, article.url, title.upper(), title.casefold(), title[1:]}
    return asked


def by_name(graph: KnowledgeGraph, text: str) -> tuple[object, ...]:
    return (
        _or_refusal(graph.entity, text),
        graph.find(text),
        graph.find(text, limit=1),
        _or_refusal(graph.article_named, text),
        _or_refusal(graph.article, text),
        _or_refusal(graph.annotation, text),
        _or_refusal(graph.mention_entities, text),
        _or_refusal(graph.relation, text),
    )


def _or_refusal(question, text: str) -> object:  # type: ignore[no-untyped-def]
    try:
        return question(text)
    except NotFoundError as error:
        return str(error)


def assert_alike(graph: KnowledgeGraph) -> None:
    other = in_memory(graph)
    for ours, theirs in zip(answers(graph), answers(other), strict=True):
        assert ours == theirs
    for text in sorted(questions(graph)):
        assert by_name(graph, text) == by_name(other, text), text


@few
@given(annotated_articles())
def test_the_stored_graph_and_the_one_in_memory_answer_alike(some: list[Annotated]) -> None:
    assert_alike(stored(some))


@few
@given(annotated_articles())
def test_with_concepts_they_answer_alike_too(some: list[Annotated]) -> None:
    assert_alike(stored(some, concepts=True))


NAMES = st.text(
    st.sampled_from("aAäÄßsSİiıIéÉ\u0301 ΣσςDžǅ'\"*%\\_\x00\u202e中文字\U0001f468"),  # noqa: RUF001
    min_size=1,
    max_size=6,
).filter(str.strip)


@few
@given(
    st.lists(
        st.builds(
            named,
            st.one_of(NAMES, st.sampled_from([h for h in HOSTILE if "\n" not in h])),
            NAMES,
            title=st.text(st.characters(exclude_categories=["Cs"]), max_size=5),
            url=st.sampled_from(["", "https://example.org/a"]),
        ),
        max_size=5,
    )
)
def test_names_of_every_script_and_case_are_found_alike(some: list[Annotated]) -> None:
    assert_alike(stored(some))


def test_letters_case_is_ignored_last_and_the_most_mentioned_wins() -> None:
    graph = stored([named("PUTIN", "PUTIN", "Ann"), named("putin", title="2")])
    other = in_memory(graph)
    names = {e.name for e in graph.entities}
    for text in ("PUTIN", "putin", "Putin", "pUTIN", "ANN"):
        assert graph.entity(text) == other.entity(text)
        if text in names:
            assert graph.entity(text).name == text


def test_an_empty_graph_answers_alike() -> None:
    assert_alike(stored([]))


@settings(max_examples=10, deadline=None)
@given(annotated_articles(), annotated_articles())
def test_an_opened_graph_goes_on_answering_as_before_whatever_is_written(
    some: list[Annotated], more: list[Annotated]
) -> None:
    expected = make_graph(*some)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "news.kg"
        _write(path, some)
        opened = open_graph(path)  # and not asked yet
        asked = open_graph(path)
        assert asked.counts == expected.counts
        _write(path, more)
        for graph in (opened, asked):
            for ours, theirs in zip(answers(graph), answers(expected), strict=True):
                assert ours == theirs
            for text in sorted(questions(make_graph(*some, *more))):
                assert by_name(graph, text) == by_name(expected, text)
        assert open_graph(path).fold == make_graph(*some, *more).fold
        del opened, asked, graph
        assert [p.name for p in path.parent.iterdir()] == ["news.kg"]


def _write(path: Path, some: list[Annotated]) -> None:
    with Record.create_or_open(path) as record:
        for article, annotation in some:
            record.add(article, annotation)
        fold_record(record, load_ontology())


def test_a_graph_opened_between_articles_and_their_fold_is_the_one_before(tmp_path: Path) -> None:
    path = tmp_path / "news.kg"
    _write(path, [named("Ann")])
    before = open_graph(path).fold
    with Record.create_or_open(path) as record:
        record.add(*named("Bob"))
        opened = open_graph(path)
        assert opened.fold == before
        fold_record(record, load_ontology())
        assert opened.fold == before
        assert {e.name for e in open_graph(path).entities} == {"Ann", "Bob"}
    with pytest.raises(NotFoundError):
        opened.entity("Bob")
