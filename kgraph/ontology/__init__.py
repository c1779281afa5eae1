"""What clauses mean: frames in TOML over clauses, never over trees."""

from kgraph.ontology.interpretation import Reading, interpret
from kgraph.ontology.vocabulary import (
    RELATED_TO,
    Frame,
    Ontology,
    Predicate,
    load_ontology,
)

__all__ = [
    "RELATED_TO",
    "Frame",
    "Ontology",
    "Predicate",
    "Reading",
    "interpret",
    "load_ontology",
]
