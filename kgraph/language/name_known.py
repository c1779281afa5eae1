"""Names that are known everywhere, whatever the recogniser made of them."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from kgraph.language.name_runs import Runs
from kgraph.language.name_spans import NameSpan, after, before, is_common, opens_sentence, text_of
from kgraph.language.role_nouns import is_role
from kgraph.language.tree import Node
from kgraph.names.words import known_names, words

LONGEST = 5
SHOUTED = 4


@lru_cache(maxsize=1)
def _spellings() -> dict[str, str]:
    """Return the names by their spellings, "RYANAIR" of "Ryanair" among them."""
    shouted = {name.upper(): name for name in known_names() if len(name) > SHOUTED}
    return shouted | {name: name for name in known_names()}


@lru_cache(maxsize=1)
def _initials() -> frozenset[str]:
    """Return the letters that well-known names begin with."""
    return frozenset(name[0] for name in _spellings())


def find_known(runs: Runs, longer: Sequence[NameSpan]) -> Iterator[NameSpan]:
    """Yield the well-known names of an article, but for parts of the names of ``longer``.

    A word of a dictionary is one where a capital is not due to its place, or a verb follows.
    """
    last = 0
    held = {i for span in longer for i in range(span.start, span.end)}
    surnames = {s.name.split()[-1] for s in longer if s.type == "Person" and " " in s.name}
    for node in runs.nodes:
        span = _known_at(runs.nodes, node.index) if node.index >= last else None
        if span is None or span.name in surnames or node.sentence in runs.titled:
            continue
        inside = any(span.inside(s) for s in longer) if node.index in held else False
        if not inside and _stands(runs.nodes, span):
            last = span.end
            yield span


def _known_at(nodes: Sequence[Node], start: int) -> NameSpan | None:
    """Return the longest known name that begins there."""
    segment = nodes[start].segment
    longest = LONGEST if nodes[start].text[:1] in _initials() else 0
    for end in range(min(start + longest, len(nodes)), start, -1):
        text = text_of(nodes, start, end)
        stop = nodes[end - 1].text == "."  # a tagger may leave the stop at the name ("AT&T.")
        name = _spellings().get(text if stop else text.removesuffix(".")) or _spellings().get(text)
        if name is not None and nodes[end - 1].segment == segment:
            type_ = known_names()[name]
            return NameSpan(start, end, type_, name, f"{name} is well known", sure=True)
    return None


def _stands(nodes: Sequence[Node], span: NameSpan) -> bool:
    """Whether the words are the whole name here, and no common word with a capital."""
    following, opening = after(nodes, span.end, 1), before(nodes, span.start)
    beside = [n for n in (opening, *following) if n is not None and n.tag.startswith("NNP")]
    joined = any(n.text.istitle() and not _is_title(n) for n in beside)
    if " " not in span.name and joined and is_common(span.name):
        return False
    shouted = nodes[span.start].text.isupper() and any(n.text.islower() for n in following)
    inside = not opens_sentence(nodes, span.start)
    if " " in span.name or not is_common(span.name) or inside or shouted:
        return True
    return any(n.is_finite or n.tag in {"MD", "POS", ","} or is_role(n) for n in following)


def _is_title(node: Node) -> bool:
    return node.text.lower() in words("roles") or node.text in words("honorifics")
