"""Reading an ontology: what a mistake in it says, and what types mean."""

from pathlib import Path

import pytest

from kgraph.errors import OntologyError
from kgraph.ontology import load_ontology

MISTAKES = [
    ("[predicates.x]\ndomain = ['Persn']\nrange = ['Person']\n", "unknown type 'Persn'"),
    ("[predicates.x]\nrange = ['Person']\n", "predicates.x.domain"),
    ("[predicates.x]\ndomain = ['Person']\nrange = ['Person']\nframe = []\n", "predicates.x.frame"),
    (
        "[predicates.x]\ndomain = ['Person']\nrange = ['Person']\n"
        "frames = [{ trigger = 'see', subject = 'domian' }]\n",
        "'domian'",
    ),
    ("[predicates.x\n", "not TOML"),
]


@pytest.mark.parametrize(("text", "told"), MISTAKES)
def test_a_mistake_is_told_in_one_line_with_its_place(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(OntologyError) as caught:
        load_ontology(path)
    message = str(caught.value)
    assert str(path) in message
    assert told in message
    assert "\n" not in message


def test_a_missing_file_is_told_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match="cannot be read"):
        load_ontology(tmp_path / "none.toml")


def test_predicates_of_a_file_come_on_top_of_the_shipped_ones(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text("[predicates.sees]\ndomain = ['Person']\nrange = ['Place']\n", "utf-8")
    mine, shipped = load_ontology(path), load_ontology()
    assert set(mine.predicates) == {*shipped.predicates, "sees"}
    assert mine.fingerprint != shipped.fingerprint


def test_a_type_is_all_that_stands_above_it() -> None:
    ontology = load_ontology()
    assert ontology.is_a("Government", "Organization")
    assert not ontology.is_a("Organization", "Government")


def test_every_predicate_has_a_frame_with_an_example() -> None:
    frames = [f for p in load_ontology().predicates.values() for f in p.frames]
    assert all(frame.example for frame in frames)
    assert all(predicate.frames for predicate in load_ontology().predicates.values())
