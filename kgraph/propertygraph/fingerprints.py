"""Fingerprints of rows: what is pushed is known again by them in the database."""

import hashlib
import json
from collections.abc import Iterable
from datetime import date

from kgraph.propertygraph.rows import Node, Part, Relationship, Value

_BITS = 63
"""Of an integer that Neo4j keeps in place, without a sign."""


def fingerprint_of(*rows: Node | Relationship) -> int:
    """Return a number in [0, 2^63) that changes with labels, ends or properties of the rows.

    Their order changes nothing.
    """
    lines = "\n".join(sorted(map(_line, rows)))
    digest = hashlib.blake2b(lines.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> (64 - _BITS)


def part_fingerprint(part: Part) -> int:
    """Return the fingerprint of all rows of a part."""
    return fingerprint_of(*part.nodes, *part.relationships)


def _line(row: Node | Relationship) -> str:
    if isinstance(row, Node):
        place: Iterable[str] = (row.id, *sorted(row.labels))
    else:
        place = (row.kind.type, row.kind.start.label, row.start, row.kind.end.label, row.end)
    return _ENCODER.encode([*place, row.properties])


def _iso(value: Value) -> object:
    if isinstance(value, date):
        return {"date": value.isoformat()}
    raise TypeError(f"{value!r} is no value of a property")


_ENCODER = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_iso, check_circular=False
)
