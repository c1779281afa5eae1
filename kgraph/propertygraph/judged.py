"""What people judged in a Neo4j database: which entities are one, and which are two."""

from dataclasses import dataclass
from typing import Literal

from kgraph.propertygraph.server import Server

_VERDICTS: dict[str, Literal["same", "different"]] = {
    "SAME_AS": "same",
    "DIFFERENT_FROM": "different",
}
# One that kgraph wrote itself is a predicate of somebody's ontology.
_JUDGED = """
MATCH (a)-[r:SAME_AS|DIFFERENT_FROM]->(b)
WHERE (a:Entity OR a:Retired) AND (b:Entity OR b:Retired) AND r.kgraph IS NULL
RETURN type(r) AS type, a.id AS left, b.id AS right, r.by AS by, r.why AS why"""


@dataclass(frozen=True, slots=True, order=True)
class Judged:
    """That two entities, by the ids that the database knows them by, are one or are two.

    ``by`` and ``why`` are for readers, empty where nothing or no text is there.
    """

    verdict: Literal["same", "different"]
    left: str
    right: str
    by: str = ""
    why: str = ""


def read_judged(server: Server) -> tuple[Judged, ...]:
    """Return what the relationships ``SAME_AS`` and ``DIFFERENT_FROM`` of others tell, sorted.

    They tie entities, also those that fell since; their direction means nothing.

    Raises:
        DatabaseError: as ``Server.session``.
    """
    with server.session() as session:
        rows = [row.data() for row in session.run(_JUDGED)]
    found = set[Judged]()
    for row in rows:
        left, right = sorted(map(_text, (row["left"], row["right"])))
        found.add(Judged(_VERDICTS[row["type"]], left, right, _text(row["by"]), _text(row["why"])))
    return tuple(sorted(found))


def _text(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""
