"""Identifiers as hashes of content."""

import hashlib
import json

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def content_id(*parts: str | int) -> str:
    """Return 20 hexadecimal digits that depend on the parts and their order, on nothing else."""
    return hashlib.sha256(_encode(parts).encode()).hexdigest()[:20]
