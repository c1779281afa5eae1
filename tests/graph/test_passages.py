"""Sentences that mention an entity."""

from dataclasses import replace

from tests.builders import make_annotation, make_article, make_graph, make_mention, refer


def test_each_article_first_shows_a_sentence_that_names_it_then_the_others_then_references() -> (
    None
):
    articles = []
    for title in ("One", "Two"):
        text = f"He spoke in {title}.\nAnna Weber came to {title}.\nAnna Weber left."
        article = make_article(text, title=title)
        first, last = (make_mention(article, "Anna Weber", "Person", nth=n) for n in (0, 1))
        last = replace(last, cluster=first.cluster)
        he = refer(make_mention(article, "He", "Person"), first)
        articles.append((article, make_annotation(article, [first, last, he], [])))
    graph = make_graph(*articles)
    entity = graph.entity("Anna Weber")
    one, two = (graph.article(id_).title for id_ in entity.articles)
    assert [(p.text, p.article.title) for p in graph.passages_of(entity)] == [
        (f"Anna Weber came to {one}.", one),
        (f"Anna Weber came to {two}.", two),
        ("Anna Weber left.", one),
        ("Anna Weber left.", two),
        (f"He spoke in {one}.", one),
        (f"He spoke in {two}.", two),
    ]
    assert all(m.text in p.text for p in graph.passages_of(entity) for m in p.mentions)


def test_the_sentences_of_one_name_of_several_are_of_its_articles_only() -> None:
    told = []
    for name in ("V. Putin", "Vladimir Putin"):
        article = make_article(f"{name} spoke.", title=name)
        told.append(
            (article, make_annotation(article, [make_mention(article, name, "Person")], []))
        )
    graph = make_graph(*told)
    entity = graph.entity("V. Putin")
    assert len(entity.members) == 2
    for member in entity.members:
        [passage] = graph.passages_of(entity, profile=member)
        assert passage.text == f"{graph.profile(member).name} spoke."
