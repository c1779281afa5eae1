"""What clauses mean: frames in TOML over clauses, never over trees."""

from kgraph.ontology.interpretation import Reading, interpret, interpret_all
from kgraph.ontology.loading import load_ontology, parse_ontology
from kgraph.ontology.vocabulary import (
    CONCEPT,
    RELATED_TO,
    WORDS,
    Codes,
    Frame,
    Ontology,
    Predicate,
)

__all__ = [
    "CONCEPT",
    "RELATED_TO",
    "WORDS",
    "Codes",
    "Frame",
    "Ontology",
    "Predicate",
    "Reading",
    "interpret",
    "interpret_all",
    "load_ontology",
    "parse_ontology",
]
