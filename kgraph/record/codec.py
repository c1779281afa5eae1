"""Temporary."""

import hashlib
import zlib
from collections.abc import Sequence

from pydantic import TypeAdapter

from kgraph.model import Annotation, Article, Claim

_A = TypeAdapter(Article)
_N = TypeAdapter(Annotation)
_C = TypeAdapter(tuple[Claim, ...])


def encode_article(a: Article) -> bytes:
    return zlib.compress(_A.dump_json(a))


def decode_article(b: bytes) -> Article:
    return _A.validate_json(zlib.decompress(b))


def encode_annotation(a: Annotation, text: str) -> bytes:
    return zlib.compress(_N.dump_json(a))


def decode_annotation(b: bytes, text: str) -> Annotation:
    return _N.validate_json(zlib.decompress(b))


def encode_claims(c: Sequence[Claim], text: str) -> bytes:
    return zlib.compress(_C.dump_json(tuple(c)))


def decode_claims(b: bytes, text: str) -> tuple[Claim, ...]:
    return _C.validate_json(zlib.decompress(b))


def digest(b: bytes) -> str:
    return hashlib.sha256(zlib.decompress(b)).hexdigest()[:20]
