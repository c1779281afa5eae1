"""What a frame can ask of a clause is what clauses have."""

import tomllib
from pathlib import Path

import pytest

import kgraph.language
from kgraph.language import annotate
from kgraph.model import Article
from kgraph.ontology import load_ontology
from kgraph.ontology.rows import FrameRow, clause_words

PATTERNS = Path(kgraph.language.__file__).with_name("patterns.toml")


def test_no_word_stands_twice_and_no_role_is_a_field_of_a_frame() -> None:
    words = clause_words()
    for listed in (words.rules, (*words.roles, *words.prepositions, *FrameRow.model_fields)):
        assert len(set(listed)) == len(listed)


@pytest.mark.model
@pytest.mark.slow
def test_the_rules_and_roles_of_clauses_are_those_that_a_frame_can_ask_for() -> None:
    tables = tomllib.loads(PATTERNS.read_text(encoding="utf-8"))
    frames = [f for p in load_ontology().predicates.values() for f in p.frames]
    examples = [*(r["example"] for r in tables["patterns"]), *(frame.example for frame in frames)]
    articles = [Article(id=str(number), text=text) for number, text in enumerate(examples)]
    clauses = [clause for annotation in annotate(articles) for clause in annotation.clauses]
    words = clause_words()
    assert {clause.rule for clause in clauses} == set(words.rules)
    roles = {argument.role for clause in clauses for argument in clause.arguments}
    assert roles - {"under", "via"} <= {*words.roles, *words.prepositions}
    assert set(words.roles) == {"topic", "implied", "time"}.union(*tables["roles"].values())
