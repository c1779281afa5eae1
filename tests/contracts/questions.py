"""The questions of the contract, and answers in a form that is equal only where all of it is."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kgraph.propertygraph.answers import (
    Answer,
    AnswerValue,
    NodeValue,
    PathValue,
    RelationshipValue,
)

_MARK = "kgraph"
"""The property by which a push knows its own again; it is no part of the graph."""


@dataclass(frozen=True, slots=True)
class Question:
    """A text of Cypher with what its parameters are, and in a sentence what it asks."""

    title: str
    text: str
    parameters: Mapping[str, AnswerValue] = field(default_factory=dict)


def read_questions(name: str) -> tuple[Question, ...]:
    """Return the questions of a file beside this one."""
    with (Path(__file__).parent / f"{name}.toml").open("rb") as stream:
        return tuple(Question(**query) for query in tomllib.load(stream)["query"])


def exact(answer: Answer) -> tuple[object, ...]:
    """Return columns and rows with the type of each value: no 1 in it equals 1.0 or True."""
    return answer.columns, tuple(tuple(map(_exact, row)) for row in answer.rows)


def _exact(value: AnswerValue) -> object:
    match value:
        case NodeValue():
            return "node", value.labels, _exact(value.properties)
        case RelationshipValue():
            return "relationship", value.type, _exact(value.properties)
        case PathValue():
            return "path", _exact(value.nodes), _exact(value.relationships)
        case tuple():
            return tuple(map(_exact, value))
        case Mapping():
            return {key: _exact(item) for key, item in value.items() if key != _MARK}
        case _:
            return type(value).__name__, value
