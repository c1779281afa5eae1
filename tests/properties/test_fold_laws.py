"""What holds of every record and of the fold that is derived from it."""

import tempfile
from collections import Counter
from pathlib import Path
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from kgraph.graph import KnowledgeGraph, open_graph
from kgraph.record import Record
from tests.builders import Annotated, annotated_articles, make_graph, save_record

few = settings(max_examples=40, deadline=None)


@few
@given(annotated_articles(), st.randoms(use_true_random=False))
def test_order_and_repetition_of_articles_change_nothing(
    some: list[Annotated], random: Random
) -> None:
    repeated = random.choices(some, k=2) + random.sample(some, len(some))
    assert make_graph(*repeated).fold == make_graph(*some).fold


@few
@given(annotated_articles())
def test_what_is_saved_is_loaded_equal(some: list[Annotated]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "news.kg"
        saved, loaded = save_record(path, some), open_graph(path)
        with Record.open(path) as record:
            kept = tuple(record.annotated())
    assert loaded.fold == saved.fold
    assert kept == tuple(sorted(some, key=lambda a: a[0].id))


@few
@given(annotated_articles())
def test_every_claim_replays_to_its_sentence(some: list[Annotated]) -> None:
    graph = make_graph(*some)
    for claim in graph.claims:
        text = graph.article(claim.article).text
        assert claim.sentence.of(text) == claim.quote
        assert claim.sentence.covers(claim.trigger)
        assert claim.subject.span.of(text) == claim.subject.words
        assert claim.object.span.of(text) == claim.object.words


@few
@given(annotated_articles())
def test_relations_pool_each_claim_between_two_entities_once(some: list[Annotated]) -> None:
    graph = make_graph(*some)
    pooled = Counter(claim for relation in graph.relations for claim in relation.claims)
    both = {c.id for c in graph.claims if c.subject.entity and c.object.entity}
    assert pooled == Counter(both)
    for relation in graph.relations:
        counts = (relation.stated, relation.alleged, relation.denied, relation.hypothetical)
        assert sum(counts) == len(relation.claims)
        assert relation.subject != relation.object
        assert relation.first <= relation.last


@few
@given(annotated_articles())
def test_every_list_of_a_fold_is_sorted_and_every_reference_leads_somewhere(
    some: list[Annotated],
) -> None:
    graph = make_graph(*some)
    fold, ids = graph.fold, {e.id for e in graph.entities}
    for values in (fold.entities, fold.relations, fold.claims):
        assert [v.id for v in values] == sorted({v.id for v in values})
    assert [(d.left, d.right) for d in fold.decisions] == sorted(
        {(d.left, d.right) for d in fold.decisions}
    )
    assert list(fold.mention_entities) == sorted(fold.mention_entities)
    assert _ends(graph) <= ids
    assert {entity for _, entity in fold.mention_entities} == ids
    assert all(e.id in e.members and e.name not in e.aliases for e in graph.entities)


def _ends(graph: KnowledgeGraph) -> set[str]:
    ends = {end.entity for c in graph.claims for end in (c.subject, c.object)}
    speakers = {speaker.entity for c in graph.claims for speaker in c.speakers}
    return {entity for entity in ends | speakers if entity}
