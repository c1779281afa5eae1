"""The task ``blocking``: whether names of one thing are compared at all.

The table holds pairs of names with their type and whether they name one thing
(``schema,name1,name2,is_match``; other columns are not read). Names that differ in a letter count
as one there, where kgraph would ask: so it says what blocking lets through, not who is one.

* ``recall``: the share of the true pairs whose names are compared, and ``recall.TYPE`` by type.
* ``compared``: the share that is compared of all pairs of different names of one type in the
  table. Without it one block for everything would be best.
* ``block``: with how many others, of all names of its type in the table, a name is compared at
  most; a share, too.
"""

import csv
import io
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from types import MappingProxyType

from kgraph.errors import ReadError
from kgraph.evaluation.files import read_lines
from kgraph.evaluation.scores import Scores, defined, share
from kgraph.identity import comparison_keys

COLUMNS = ("schema", "name1", "name2", "is_match")
TYPES: Mapping[str, str] = MappingProxyType(
    {
        "Company": "Organization",
        "LegalEntity": "Organization",
        "Organization": "Organization",
        "Person": "Person",
        "Vessel": "Product",
    }
)
"""The types of followthemoney that the table has, as kgraph's."""
TRUTH = {"true": True, "false": False}

Name = tuple[str, str]
"""Type and name."""


@dataclass(frozen=True, slots=True)
class NamePair:
    """Two names of one type, and whether they name one thing."""

    type: str
    left: str
    right: str
    same: bool


def score_blocking(
    path: Path,
    *,
    pipeline: str | None,  # noqa: ARG001 (no text is read)
    progress: Callable[[str, int], None] | None,
) -> Scores:
    """Return the figures on a table of pairs of names; ``progress`` is called with each pair.

    Raises:
        ReadError: the file is not such a table.
    """
    pairs = tuple(read_pairs(path))
    names = {(p.type, name) for p in pairs for name in (p.left, p.right)}
    compared = compared_names(names)
    counts = Counter[str](pairs=len(pairs), names=len(names))
    for number, pair in enumerate(pairs, 1):
        ends = frozenset({(pair.type, pair.left), (pair.type, pair.right)})
        for unit in ("", f".{pair.type}"):
            counts[f"true{unit}"] += pair.same
            counts[f"shared{unit}"] += pair.same and (len(ends) == 1 or ends in compared)
        if progress is not None:
            progress(f"{pair.left}, {pair.right}", number)
    counts["compared"] = len(compared)
    figures = {
        f"recall{unit}": share(counts[f"shared{unit}"], counts[f"true{unit}"])
        for unit in ("", *(f".{type_}" for type_ in sorted(set(TYPES.values()))))
    }
    figures |= _sizes(names, compared)
    return Scores("blocking", defined(figures), dict(sorted(counts.items())))


def read_pairs(path: Path) -> Iterator[NamePair]:
    """Yield the pairs of a table, in its order.

    Raises:
        ReadError: the file is not such a table; the message names the line.
    """
    text = "\n".join(read_lines(path))
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    line = 1  # where the row begins that is read next
    try:
        if not set(COLUMNS) <= set(reader.fieldnames or ()):
            raise ReadError(f"{path}:1: no table of names; expected {','.join(COLUMNS)}")
        line = reader.line_num + 1
        for row in reader:
            yield _pair(row, f"{path}:{line}")
            line = reader.line_num + 1
    except csv.Error as error:
        raise ReadError(f"{path}:{line}: not CSV ({error}); mend the row") from error


def _pair(row: Mapping[str, str | None], place: str) -> NamePair:
    schema, left, right, same = (row[column] or "" for column in COLUMNS)
    if schema not in TYPES:
        raise ReadError(f"{place}: schema {schema!r} is not known; expected {', '.join(TYPES)}")
    if same not in TRUTH or not left.strip() or not right.strip():
        raise ReadError(f"{place}: not a pair of names; expected {', '.join(COLUMNS)}")
    return NamePair(TYPES[schema], left, right, TRUTH[same])


def compared_names(names: Iterable[Name]) -> frozenset[frozenset[Name]]:
    """Return the pairs of different names that share a key which one does not only offer."""
    sought: dict[str, set[Name]] = defaultdict(set)
    offered: dict[str, set[Name]] = defaultdict(set)
    for type_, name in names:
        for key, only_offered in comparison_keys(type_, name, ""):
            (offered if only_offered else sought)[key].add((type_, name))
    found = set[frozenset[Name]]()
    for key, some in sought.items():
        found.update(map(frozenset, combinations(some, 2)))
        found.update(frozenset({one, other}) for one in some for other in offered[key] - {one})
    return frozenset(found)


def _sizes(
    names: Iterable[Name], compared: Iterable[frozenset[Name]]
) -> Mapping[str, float | None]:
    of_type = Counter(type_ for type_, _ in names)
    every = sum(n * (n - 1) // 2 for n in of_type.values())
    compared = tuple(compared)
    with_others = Counter(name for pair in compared for name in pair)
    shares = (n / (of_type[type_] - 1) for (type_, _), n in with_others.items())
    return {"compared": share(len(compared), every), "block": max(shares, default=None)}
