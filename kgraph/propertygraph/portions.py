"""Many things, so many at a time."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")


def portions(things: Iterable[T], size: int) -> Iterator[tuple[T, ...]]:
    """Yield the things in order, ``size`` together, and what is left at the end."""
    left = iter(things)
    while portion := tuple(islice(left, size)):
        yield portion
