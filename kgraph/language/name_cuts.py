"""Names of persons that the recogniser cut at a hyphen or at a nickname in quotes."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kgraph.language.given_names import find_hyphened
from kgraph.language.name_spans import NameSpan, after, text_of
from kgraph.language.tree import Node
from kgraph.names.words import words

QUOTES = frozenset({'"', "\u201c", "\u201d", "``", "''"})
NICKNAME = 2
"""Words that a nickname has at most."""

RECURRING = 2


def rejoined(nodes: Sequence[Node], names: Sequence[NameSpan]) -> list[NameSpan]:
    """Return the names in text order, those of persons with what was cut from them.

    "Kim Dae-jung", where each time the name stands the same follows the hyphen; "Bashir al-Assad";
    'Carl "Bo" Berg', one person and not two.
    """
    whole = list(find_hyphened(nodes, names))
    longer = [w for w in whole if not any(w.inside(n) for n in names if n.type == "Person")]
    kept = [n for n in names if not any(n.overlaps(w) for w in longer)]
    starts = {span.start: span for span in (*kept, *longer)}
    found = list[NameSpan]()
    for span in sorted(starts.values(), key=lambda s: s.start):
        if found and span.start < found[-1].end:
            continue
        end = span.end
        if span.type == "Person":
            end = _behind_hyphen(nodes, span) or _behind_nickname(nodes, span, starts) or end
        found.append(
            span
            if end == span.end
            else replace(span, end=end, name=text_of(nodes, span.start, end))
        )
    return found


def _behind_hyphen(nodes: Sequence[Node], span: NameSpan) -> int:
    tail = _hyphened(nodes, span.end)
    last = nodes[span.end - 1].text
    if not tail or span.end - span.start < RECURRING:
        return 0
    if last.lower() in words("particles") and tail[:1].isupper():
        return span.end + 2
    return span.end + 2 if _recurs(nodes, span, tail) else 0


def _recurs(nodes: Sequence[Node], span: NameSpan, tail: str) -> bool:
    """Whether the name stands twice or more, each time before the same hyphen and word."""
    own = [node.text for node in nodes[span.start : span.end]]
    ends = [
        node.index + len(own)
        for node in nodes
        if node.text == own[0] and [n.text for n in nodes[node.index :][: len(own)]] == own
    ]
    return len(ends) >= RECURRING and all(_hyphened(nodes, end) == tail for end in ends)


def _hyphened(nodes: Sequence[Node], end: int) -> str:
    """Return the word that a hyphen joins to what ends there, empty for none."""
    row = nodes[end - 1 : end + 2]
    if len(row) <= RECURRING or row[1].text != "-":
        return ""
    joined = row[0].end == row[1].start and row[1].end == row[2].start
    return row[2].text if joined and row[2].text.isalpha() else ""


def _behind_nickname(nodes: Sequence[Node], span: NameSpan, starts: Mapping[int, NameSpan]) -> int:
    """Return where the name ends that goes on behind a nickname in quotes, else 0."""
    following = after(nodes, span.end, NICKNAME + 3)
    marks = [n.index for n in following if n.text in QUOTES]
    if len(marks) < RECURRING or marks[0] != span.end or marks[1] - marks[0] < RECURRING:
        return 0
    inner = nodes[marks[0] + 1 : marks[1]]
    end = marks[1] + 1
    if not all(n.text.istitle() for n in inner) or not _goes_on(nodes, marks[1]):
        return 0
    other = starts.get(end)
    if other is not None and other.type == "Person":
        return other.end
    while end < len(nodes) and nodes[end].tag == "NNP" and nodes[end].text[:1].isupper():
        end += 1
    return end


def _goes_on(nodes: Sequence[Node], mark: int) -> bool:
    return any(n.tag == "NNP" and n.text[:1].isupper() for n in after(nodes, mark + 1, 1))
