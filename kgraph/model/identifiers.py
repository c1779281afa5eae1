"""Identifiers as hashes of content."""

import hashlib
import json


def content_id(*parts: str | int) -> str:
    """Return 20 hexadecimal digits that depend on the parts and their order, on nothing else."""
    encoded = json.dumps(parts, ensure_ascii=False, separators=(",", ":")).encode()
    return hashlib.sha256(encoded).hexdigest()[:20]
