"""Which first names are women's and which are men's, as open text uses them."""

import gzip
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

DEFAULT = Path(__file__).with_name("first_names.txt.gz")
ENDING = 3
"""How many letters of an unknown name tell: an ending stands as "-ina" among the names."""


@lru_cache(maxsize=1)
def first_names() -> Mapping[str, int]:
    """Return the shipped names with the share of women among their bearers, in hundredths."""
    return read_first_names(DEFAULT)


def read_first_names(path: Path) -> Mapping[str, int]:
    """Return what a file that :func:`write_first_names` wrote says."""
    rows = gzip.decompress(path.read_bytes()).decode().splitlines()
    return {name: int(share) for name, share in (row.split() for row in rows)}


def write_first_names(shares: Mapping[str, int], path: Path) -> None:
    """Write names, a line each; the same shares give the same bytes."""
    rows = "".join(f"{name} {share}\n" for name, share in sorted(shares.items()))
    path.write_bytes(gzip.compress(rows.encode(), mtime=0))
