"""Text as few bytes with a hash, and back."""

import hashlib
import tomllib
import zlib
from functools import lru_cache
from pathlib import Path

from kgraph.record.columns import LIMIT

_VERSION = b"\x01"
_HASH_END = 11
_LEVEL = 9
_BARE = -zlib.MAX_WBITS
_MEMORY = 9


def pack(text: str, given: str = "") -> bytes:
    """Return ``text`` as a body: a version, a hash, and the text compressed.

    What stands in ``given`` too costs little; it has to be given again to unpack.

    Raises:
        ValueError: the text is too large, or has no form in UTF-8.
    """
    plain, known = text.encode(), given.encode()
    if len(plain) >= LIMIT:
        raise ValueError("too large to be packed")
    dictionary = known + _always_likely()
    deflate = zlib.compressobj(_LEVEL, zlib.DEFLATED, _BARE, _MEMORY, zdict=dictionary)
    # Lines in blocks of their own, because the bytes of each have frequencies of their own.
    blocks = [
        deflate.compress(line) + deflate.flush(zlib.Z_BLOCK)
        for line in plain.splitlines(keepends=True)
    ]
    return _VERSION + _hash(plain, known) + b"".join(blocks) + deflate.flush()


def unpack(body: bytes, given: str = "") -> str:
    """Return the text that was packed.

    Raises:
        ValueError: the body is damaged, too large or of another version, or something else was
            given when it was packed.
    """
    known = given.encode()
    inflate = zlib.decompressobj(_BARE, zdict=known + _always_likely())
    try:
        plain = inflate.decompress(body[_HASH_END:], LIMIT)
    except zlib.error as error:
        raise ValueError("a body does not unpack") from error
    if not inflate.eof or inflate.unused_data or body[:_HASH_END] != _VERSION + _hash(plain, known):
        raise ValueError("a body is damaged, or belongs to something else")
    return plain.decode()


def digest(body: bytes) -> str:
    """Return 20 hexadecimal digits that depend on the text and what was given, on nothing else.

    They stand in the body; that they are right is checked where it is unpacked.

    Raises:
        ValueError: the body is too short, or of another version.
    """
    if not body.startswith(_VERSION) or len(body) <= _HASH_END:
        raise ValueError("a body is damaged, or of another version")
    return body[len(_VERSION) : _HASH_END].hex()


def _hash(plain: bytes, known: bytes) -> bytes:
    both = hashlib.sha256(known).digest() + plain
    return hashlib.sha256(both).digest()[: _HASH_END - len(_VERSION)]


@lru_cache(maxsize=1)
def _always_likely() -> bytes:
    text = Path(__file__).with_name("packing.toml").read_text(encoding="utf-8")
    lists = tomllib.loads(text)
    return (" ".join(lists["prose"]) + '","'.join(lists["words"])).encode()
