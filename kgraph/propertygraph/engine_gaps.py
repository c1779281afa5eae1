"""What the engine would answer wrongly: it is refused, with what to write in its place."""

from kgraph.propertygraph.statements import Token, tokens_of

_PATHS = {"SHORTESTPATH", "ALLSHORTESTPATHS"}
_CLAUSES = {"MATCH", "RETURN", "WITH", "UNWIND", "CALL", "UNION"}
_AGGREGATES = {"AVG", "COLLECT", "COUNT", "MAX", "MIN", "STDEV", "STDEVP", "SUM"}

_FILTERED_PATH = (
    "the engine applies the WHERE of a shortest path after the search, and may find none; put "
    "conditions on its ends into a MATCH before it, and types of relationships into the pattern"
)
_AGGREGATE_NULL = (
    "the engine answers false where an aggregate is compared with null at once; name it first: "
    "WITH max(x) AS most RETURN most IS NOT NULL"
)


def gap_in(statement: str) -> str:
    """Return what in a statement the engine would answer otherwise than Neo4j; empty for none."""
    tokens = list(tokens_of(statement))
    if _has_filtered_path(tokens):
        return _FILTERED_PATH
    return _AGGREGATE_NULL if _has_aggregate_null(tokens) else ""


def _has_filtered_path(tokens: list[Token]) -> bool:
    path = False
    for token in tokens:
        if token.keyword in _CLAUSES:
            path = False
        path = path or token.keyword in _PATHS
        if token.keyword == "WHERE" and path:
            return True
    return False


def _has_aggregate_null(tokens: list[Token]) -> bool:
    opened: list[int] = []
    for place, token in enumerate(tokens):
        if token.text == "(" and place and tokens[place - 1].keyword in _AGGREGATES:
            opened.append(token.depth)
        elif token.text == ")" and opened and opened[-1] == token.depth:
            opened.pop()
            if place + 1 < len(tokens) and tokens[place + 1].keyword == "IS":
                return True
    return False
