"""Fingerprints of rows: what is pushed is known again by them in the database."""

import hashlib
import json
from datetime import date
from operator import itemgetter

from kgraph.propertygraph.rows import Node, Part, Properties, Relationship, Value

_BITS = 63
"""Of an integer that Neo4j keeps in place, without a sign."""


def fingerprint_of(*rows: Node | Relationship) -> int:
    """Return a number in [0, 2^63) that changes with labels, ends or properties of the rows.

    Their order changes nothing.
    """
    content = _ENCODER.encode(sorted(map(_plain, rows), key=itemgetter(0)))
    digest = hashlib.blake2b(content.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> (64 - _BITS)


def part_fingerprint(part: Part) -> int:
    """Return the fingerprint of all rows of a part."""
    return fingerprint_of(*part.nodes, *part.relationships)


def _plain(row: Node | Relationship) -> tuple[list[str], Properties]:
    """Return what no other row has, then the properties."""
    if isinstance(row, Node):
        return [row.id, *sorted(row.labels)], row.properties
    kind, key = row.kind, str(row.properties.get(row.kind.key, ""))
    place = [kind.type, kind.start.label, row.start, kind.end.label, row.end, key]
    return place, row.properties


def _iso(value: Value) -> object:
    if isinstance(value, date):
        return {"date": value.isoformat()}
    raise TypeError(f"{value!r} is no value of a property")


_ENCODER = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_iso, check_circular=False
)
