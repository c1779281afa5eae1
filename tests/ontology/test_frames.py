"""Every frame and every clause pattern has an example; the example is its test."""

import tomllib
from pathlib import Path

import pytest

import kgraph.language
from kgraph.language import annotate
from kgraph.model import Annotation, Article
from kgraph.ontology import Frame, Predicate, interpret, load_ontology

FRAMES = [(p, f) for p in load_ontology().predicates.values() for f in p.frames]
PATTERNS_FILE = Path(kgraph.language.__file__).with_name("patterns.toml")
PATTERNS = tomllib.loads(PATTERNS_FILE.read_text(encoding="utf-8"))["patterns"]


def annotated(text: str) -> tuple[Article, Annotation]:
    article = Article(id="example", text=text)
    return article, next(annotate([article]))


@pytest.mark.model
@pytest.mark.parametrize(("predicate", "frame"), FRAMES, ids=lambda x: getattr(x, "example", ""))
def test_the_example_of_a_frame_is_read_as_its_predicate(
    predicate: Predicate, frame: Frame
) -> None:
    _, annotation = annotated(frame.example)
    types = {mention.id: mention.type for mention in annotation.mentions}
    ontology = load_ontology()
    read = [r for c in annotation.clauses for r in interpret(c, types, ontology)]
    assert predicate.name in {reading.predicate for reading in read}
    if frame.rule == "pair":
        assert f"{predicate.name}: pair {frame.triggers[0]}" in {reading.rule for reading in read}


@pytest.mark.model
@pytest.mark.parametrize("row", PATTERNS, ids=lambda row: str(row["name"]))
def test_the_example_of_a_pattern_gives_its_clause(row: dict[str, str | list[str]]) -> None:
    article, annotation = annotated(str(row["example"]))
    subject, lemma, other = list(row["expected"])
    found = [
        {a.span.of(article.text) for a in clause.arguments if (a.role == "subject") == is_subject}
        for clause in annotation.clauses
        if clause.lemma == lemma
        for is_subject in (True, False)
    ]
    assert any(subject in words for words in found)
    assert any(other in words or f"the {other}" in words for words in found)
