"""Two ends of one sentence, and what its words show of a relation between them.

What a small linear model looks at (:mod:`kgraph.language.pair_model`): the words between two
mentions and beside them, the way through the tree, and the ends themselves. In the tradition of
Mintz et al. 2009 ("Distant supervision for relation extraction without labeled data"), lexical and
syntactic features, but one by one and not as conjunctions.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from kgraph.language.times import TimeExpression
from kgraph.language.tree import Node
from kgraph.model import Mention, Span

TIME = "Time"
KINDS = {
    "": "Organization",
    "Government": "Organization",
    "Product": "Organization",
    "Country": "Place",
}
FARTHEST = 40
ENDS_BETWEEN = 8
SHOWN_BETWEEN = 12
WHOLE = 5
BUCKETS = (0, 1, 2, 3, 5, 8, 12, 20)
LONGEST_WAY = 8
DEEPEST = 30
DESCRIBING = frozenset({"compound", "description", "apposition", "flat", "adjective", "copula"})


@dataclass(frozen=True, slots=True)
class PairEnd:
    """A mention or a time of a sentence, from node ``first`` to ``last`` (half-open).

    ``mention`` is None for a time. ``type`` is one of Person, Organization, Place and Time.
    """

    span: Span
    head: Node
    first: int
    last: int
    type: str
    kind: str
    mention: Mention | None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two ends in text order; ``features`` are what their sentence shows of them.

    ``way`` leads from left to right through the tree, its node number ``turn`` is the highest;
    it is empty where there is none.
    """

    left: PairEnd
    right: PairEnd
    features: tuple[str, ...]
    way: tuple[Node, ...]
    turn: int


def pair_ends(
    nodes: Sequence[Node],
    mentions: Mapping[int, Mention],
    spans: Mapping[int, tuple[int, int]],
    times: Sequence[TimeExpression],
) -> Mapping[int, Sequence[PairEnd]]:
    """Return by sentence what may be an end of a relation, in text order.

    ``mentions`` are given by the number of their head node, ``spans`` the nodes of names by the
    same.
    """
    found: dict[int, list[PairEnd]] = {}
    for index, mention in mentions.items():
        node = nodes[index]
        first, last = spans.get(index, (index, index + 1))
        type_ = KINDS.get(mention.type, mention.type)
        end = PairEnd(mention.span, node, first, last, type_, mention.kind, mention)
        found.setdefault(node.sentence, []).append(end)
    for time in times:
        own = nodes[time.start : time.end]
        head = next((n for n in own if n.head is None or n.head not in own), own[0])
        span = Span(own[0].start, own[-1].end)
        end = PairEnd(span, head, time.start, time.end, TIME, "time", None)
        found.setdefault(head.sentence, []).append(end)
    return {s: sorted(ends, key=lambda e: (e.first, e.last)) for s, ends in sorted(found.items())}


def find_pairs(
    ends: Sequence[PairEnd], nodes: Sequence[Node], kinds: frozenset[tuple[str, str]]
) -> Iterator[Pair]:
    """Yield the pairs of ends of one sentence whose kinds can be related, in text order."""
    for place, left in enumerate(ends):
        for between, right in enumerate(ends[place + 1 : place + 2 + ENDS_BETWEEN]):
            if right.first < left.last or right.first - left.last > FARTHEST:
                continue
            if not {(left.type, right.type), (right.type, left.type)} & kinds or _same(left, right):
                continue
            way, turn = _way(left.head, right.head)
            features = tuple(_features(left, right, between, nodes, way, turn))
            yield Pair(left, right, features, way, turn)


def _same(left: PairEnd, right: PairEnd) -> bool:
    one, other = left.mention, right.mention
    return one is not None and other is not None and one.cluster == other.cluster


def _way(left: Node, right: Node) -> tuple[tuple[Node, ...], int]:
    """Return the nodes from left to right through the tree, and the place of the highest.

    Empty where the two are in different trees, or far below what joins them.
    """
    up = [left, *islice(left.ancestors(), DEEPEST)]
    places = {id(node): place for place, node in enumerate(up)}
    down = [right]
    while id(down[-1]) not in places:
        head = down[-1].head
        if head is None or len(down) > DEEPEST:
            return (), 0
        down.append(head)
    turn = places[id(down[-1])]
    return (*up[: turn + 1], *reversed(down[:-1])), turn


def _features(
    left: PairEnd,
    right: PairEnd,
    between: int,
    nodes: Sequence[Node],
    way: Sequence[Node],
    turn: int,
) -> Iterator[str]:
    distance = right.first - left.last
    yield f"far {sum(distance > b for b in BUCKETS)}"
    yield f"ends {min(between, 4)}"
    yield f"kinds {left.kind} {right.kind}"
    yield f"types {left.type} {right.type}"
    yield from _words(left, right, nodes)
    yield from _around(left, right, nodes)
    yield from _along(way, turn)
    for name, end in (("left", left), ("right", right)):
        yield f"{name} is {nodes[end.last - 1].text.lower()}"
        yield f"{name} below {_link(end.head)}"
        for child in end.head.children:
            if child.relation in DESCRIBING:
                yield f"{name} has {child.relation} {child.lemma.lower()}"


def _words(left: PairEnd, right: PairEnd, nodes: Sequence[Node]) -> Iterator[str]:
    inside = [n.lemma.lower() for n in nodes[left.last : right.first]]
    if len(inside) <= WHOLE:
        yield f"whole {' '.join(inside)}"
    if len(inside) > SHOWN_BETWEEN:
        inside = [*inside[: SHOWN_BETWEEN // 2], "...", *inside[-SHOWN_BETWEEN // 2 :]]
    yield from (f"word {word}" for word in dict.fromkeys(inside))
    ringed = ["^", *inside, "$"]
    yield from (f"words {a} {b}" for a, b in pairwise(ringed))


def _around(left: PairEnd, right: PairEnd, nodes: Sequence[Node]) -> Iterator[str]:
    before = [n.lemma.lower() for n in nodes[max(0, left.first - 2) : left.first]]
    after = [n.lemma.lower() for n in nodes[right.last : right.last + 2]]
    yield f"before {' '.join(before[-1:])}"
    yield f"before {' '.join(before)}"
    yield f"after {' '.join(after[:1])}"
    yield f"after {' '.join(after)}"


def _along(way: Sequence[Node], turn: int) -> Iterator[str]:
    if not way or len(way) > LONGEST_WAY:
        yield "way none"
        return
    inner = way[1:-1]
    links = [_link(n) for n in (*way[:turn], *way[turn + 1 :])]
    yield f"way {' '.join(links)}"
    yield f"way {' '.join(links)} by {' '.join(n.lemma.lower() for n in inner)}"
    yield from (f"by {n.lemma.lower()}" for n in inner)
    top = way[turn]
    yield f"top {top.lemma.lower()} {' '.join(links[turn - 1 : turn + 1])}"
    for child in top.children:
        if child not in way and child.relation not in {"punct", "determiner"}:
            yield f"top has {child.relation} {child.lemma.lower()}"
        if child not in way and child.preposition:
            yield f"top has {child.preposition} {child.lemma.lower()}"


def _link(node: Node) -> str:
    return f"{node.relation}/{node.preposition}" if node.preposition else node.relation
