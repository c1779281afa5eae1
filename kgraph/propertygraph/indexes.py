"""What a Neo4j 5 database holds beside the graph: constraints, and indexes to search it by."""

from kgraph.propertygraph.quoting import identifier
from kgraph.propertygraph.schema import CLAIM, ENTITY, NODE_KINDS, SENTENCE, NodeKind

NAMES_INDEX = "kgraph_names"
"""Full-text, of the names of entities."""

ALIASES_INDEX = "kgraph_aliases"
"""Full-text, of the other names of entities; the embedded engine has no index of both."""

TEXT_INDEX = "kgraph_text"
"""Full-text, of the text of sentences."""

FULL_TEXT = (
    (NAMES_INDEX, ENTITY, "name"),
    (ALIASES_INDEX, ENTITY, "aliases"),
    (TEXT_INDEX, SENTENCE, "text"),
)
"""Each full-text index with the nodes and the property that it is of."""

# A range index takes 8 kB and refuses a longer value with all of its transaction. A name may have
# 10,000 characters, which a text index takes.
LOOKED_UP = ((ENTITY, "name", "TEXT"), (CLAIM, "predicate", "RANGE"), (CLAIM, "relation", "RANGE"))
"""Properties that questions begin from, with the sort of index that Neo4j has of each."""


def index_statements() -> tuple[str, ...]:
    """Return the statements that make them, without a ``;``; running them again changes nothing.

    The constraints come first: with them a row finds the nodes of its ids without a search.
    """
    return (
        *(_constraint(kind) for kind in NODE_KINDS),
        *(_full_text(*row) for row in FULL_TEXT),
        *(_of_one(*row) for row in LOOKED_UP),
    )


def _constraint(kind: NodeKind) -> str:
    name = identifier(f"kgraph_{kind.label.lower()}_id")
    return (
        f"CREATE CONSTRAINT {name} IF NOT EXISTS\n"
        f"FOR (n:{identifier(kind.label)}) REQUIRE n.`id` IS UNIQUE"
    )


def _full_text(name: str, kind: NodeKind, key: str) -> str:
    return (
        f"CREATE FULLTEXT INDEX {identifier(name)} IF NOT EXISTS\n"
        f"FOR (n:{identifier(kind.label)}) ON EACH [n.{identifier(key)}]"
    )


def _of_one(kind: NodeKind, key: str, sort: str) -> str:
    name = identifier(f"kgraph_{kind.label.lower()}_{key}")
    return (
        f"CREATE {sort} INDEX {name} IF NOT EXISTS\n"
        f"FOR (n:{identifier(kind.label)}) ON (n.{identifier(key)})"
    )
