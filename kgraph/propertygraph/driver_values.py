"""What the official Neo4j driver hands out, as the values of an answer."""

from collections.abc import Mapping

from neo4j.graph import Node, Path, Relationship
from neo4j.time import Date, DateTime, Duration, Time

from kgraph.propertygraph.answers import AnswerValue, NodeValue, PathValue, RelationshipValue


def from_driver(value: object) -> AnswerValue:
    """Return a value of the driver as that of an answer.

    What Python has no type for (durations, times of day, points) is text; a moment is cut to
    microseconds.
    """
    match value:
        case None | bool() | int() | float() | str():
            return value
        case Date() | DateTime():
            return value.to_native()
        case Time() | Duration():
            return value.iso_format()
        case Node():
            return _node(value)
        case Relationship():
            return _relationship(value)
        case Path():
            return PathValue(
                tuple(_node(node) for node in value.nodes),
                tuple(_relationship(row) for row in value.relationships),
            )
        case Mapping():
            return _properties(value)
        case list() | tuple() if type(value) in (list, tuple):
            return tuple(from_driver(item) for item in value)
        case _:
            return str(value)


def _node(node: Node) -> NodeValue:
    return NodeValue(tuple(sorted(node.labels)), _properties(node))


def _relationship(relationship: Relationship) -> RelationshipValue:
    return RelationshipValue(relationship.type, _properties(relationship))


def _properties(values: Mapping[str, object] | Node | Relationship) -> dict[str, AnswerValue]:
    return {key: from_driver(value) for key, value in values.items()}
