"""Near-copies of one text, and the independent origins of what articles tell."""

import re
from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b

import networkx as nx

from kgraph.model import AGENCY_JOINT

# Copies with 7 of 10 shingles in common share a band with a probability of 0.99, texts with 2 of
# 10 with one of 0.008.
_BANDS, _ROWS = 25, 5
_SEED = 1
_SHINGLE_WORDS = 5
# Of fewer words a phrase that many use is too large a part.
_FEWEST_WORDS = 30
_WORD = re.compile(r"[^\W_]+")


def bands(text: str) -> tuple[int, ...]:
    """Return the MinHash bands of a text, signed integers of 64 bits, in order.

    Two texts that share a band are copies of one text. The shingles are five words long; letters'
    case and punctuation do not count. A text of fewer than 30 words has one band, which only a
    text of the same words shares; one without words has none. The same text has the same bands on
    every machine, as long as the algorithm of the MinHash library stays the same.
    """
    words = _WORD.findall(text.casefold())
    if len(words) < _FEWEST_WORDS:
        return (_hash("whole", words),) if words else ()
    # Imported when asked for: reading a graph takes no bands.
    from rensa import RMinHash

    signature = RMinHash(num_perm=_BANDS * _ROWS, seed=_SEED)
    signature.update(list(_shingles(words)))
    rows = signature.digest()
    return tuple(
        sorted({_hash(band, rows[band * _ROWS : (band + 1) * _ROWS]) for band in range(_BANDS)})
    )


def group_copies(bands_by_article: Mapping[str, Iterable[int]]) -> dict[str, str]:
    """Return for each article, by id, the smallest id among the copies of one text, itself one.

    Copies of copies are copies: groups are the connected components over shared bands, so no
    order matters.
    """
    shared: nx.Graph[str | int] = nx.Graph()
    shared.add_nodes_from(bands_by_article)
    shared.add_edges_from((id_, band) for id_, own in bands_by_article.items() for band in own)
    groups: dict[str, str] = {}
    for component in nx.connected_components(shared):
        articles = [node for node in component if isinstance(node, str)]
        groups |= dict.fromkeys(articles, min(articles))
    return dict(sorted(groups.items()))


def origin_of(group: str, agencies: Iterable[str]) -> str:
    """Return the origin of a group of copies; two groups with one origin are not independent.

    ``group`` is its id, ``agencies`` the ``agency`` of each of its articles. The origin is
    "agency:Reuters" where all that are credited name that agency alone, else "copies:<group>".
    """
    credited = set(agencies) - {""}
    if len(credited) == 1 and AGENCY_JOINT not in (agency := credited.pop()):
        return f"agency:{agency}"
    return f"copies:{group}"


def _shingles(words: list[str]) -> Iterator[str]:
    return map(" ".join, zip(*(words[start:] for start in range(_SHINGLE_WORDS)), strict=False))


def _hash(kind: object, values: Iterable[object]) -> int:
    data = "\0".join(map(str, (kind, *values))).encode()
    return int.from_bytes(blake2b(data, digest_size=8).digest(), "big", signed=True)
