"""What does not depend on how large a record is."""

import io
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from kgraph.formats.jsonl import write_jsonl
from kgraph.graph import anchor_of, fold_record, open_graph
from kgraph.model import Anchor, Judgement, JudgementKind, Retraction, Statement, with_id
from kgraph.ontology import load_ontology
from kgraph.record import Record
from tests.scale.__main__ import ROWS, measure, run_step, table
from tests.scale.articles import Annotated, generate

SOME, ALL = 150, 200


@pytest.fixture(scope="module")
def articles() -> list[Annotated]:
    return list(generate(ALL))


def fold(path: Path, articles: Iterable[Annotated], statements: Iterable[Statement] = ()) -> str:
    """Bring the record and its fold up to date; return the canonical dump of its graph."""
    with Record.create_or_open(path) as record:
        for article, annotation in articles:
            record.add(article, annotation)
        record.state(statements)
        fold_record(record, load_ontology())
    stream = io.StringIO()
    write_jsonl(open_graph(path), stream)
    return stream.getvalue()


def retractions(articles: Sequence[Annotated]) -> list[Statement]:
    return [with_id(Retraction(article.id)) for article, _ in articles[::7]]


def judgements(articles: Sequence[Annotated]) -> list[Statement]:
    """Return judgements of every kind on names of the articles."""
    names = [_name(annotated) for annotated in articles[:60:6]]
    kinds: tuple[JudgementKind, ...] = ("same", "different", "same", "different")
    pairs = zip(kinds, names[::2], names[1::2], strict=False)
    found = [Judgement(kind, (left, right)) for kind, left, right in pairs]
    found += [Judgement("hide", (names[1],)), Judgement("type", (names[3],), value="Product")]
    found.append(Judgement("name", (names[5],), value="Somebody"))
    return [with_id(judgement) for judgement in found]


def _name(annotated: Annotated) -> Anchor:
    _, annotation = annotated
    return anchor_of(annotation, next(m for m in annotation.mentions if m.kind == "name"))


def test_a_fold_brought_up_to_date_step_by_step_is_the_full_fold(
    tmp_path: Path, articles: list[Annotated]
) -> None:
    path = tmp_path / "grown.kg"
    fold(path, articles[:SOME])
    grown = fold(path, articles[SOME:])
    assert grown == fold(tmp_path / "added.kg", articles)
    stated = retractions(articles) + judgements(articles)
    assert fold(path, [], stated) == fold(tmp_path / "stated.kg", articles, stated) != grown
    assert fold(path, [], map(_undone, stated)) == grown


def _undone(statement: Statement) -> Statement:
    if isinstance(statement, Retraction):
        undone = Retraction(statement.article, undone=True, supersedes=(statement.id,))
        return with_id(undone)
    return with_id(Judgement("withdrawn", supersedes=(statement.id,)))


def test_peak_memory_grows_far_slower_than_the_record(tmp_path: Path) -> None:
    few = run_step("build", tmp_path / "few.kg", 100)["peak"]
    many = run_step("build", tmp_path / "many.kg", 500)["peak"]
    assert many <= 1.5 * few


def test_a_size_is_measured_and_shown(tmp_path: Path) -> None:
    row = measure(100, tmp_path)
    assert row.keys() == ROWS.keys()
    assert [line[:20].rstrip() for line in table([row]).splitlines()] == list(ROWS.values())
    assert not list(tmp_path.iterdir())


def test_generated_articles_are_equal_for_a_seed_and_differ_between_seeds() -> None:
    one, again, other = (list(generate(30, seed=seed)) for seed in (1, 1, 2))
    assert one == again
    assert not {article.id for article, _ in one} & {article.id for article, _ in other}


def test_generated_annotations_point_into_their_articles(articles: list[Annotated]) -> None:
    for article, annotation in articles:
        for mention in (*annotation.mentions, *annotation.concepts):
            assert mention.span.of(article.text) == mention.text
        for clause in (*annotation.clauses, *annotation.statements):
            assert annotation.sentences[clause.sentence].covers(clause.trigger)


def test_a_question_finds_generated_names(tmp_path: Path, articles: list[Annotated]) -> None:
    path = tmp_path / "news.kg"
    with Record.create_or_open(path) as record:
        for article, annotation in articles[:30]:
            record.add(article, annotation)
        fold_record(record, load_ontology())
    assert all("Bank" in entity.name for entity in open_graph(path).find("Bank"))
