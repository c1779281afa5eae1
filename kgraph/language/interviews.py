"""Turns of an interview: paragraphs that begin with who is speaking."""

from collections.abc import Iterator, Sequence

from kgraph.language.cues import Heads, Speech
from kgraph.language.tree import Node

FEWEST_TURNS = 3
LONGEST_LABEL = 5


def find_turns(paragraphs: Sequence[Sequence[Node]], heads: Heads) -> tuple[Speech, ...]:
    """Return what each speaker of an interview says, empty where the text is none.

    ``paragraphs`` are the nodes of each. A label is a name in double brackets, or capitalised words
    and a colon, of which one comes again. What follows without a label goes on until the next one;
    behind the last label, and behind a question, only its own paragraph is a turn.
    """
    labels = {n: label for n, nodes in enumerate(paragraphs) if (label := _label(nodes))}
    names = [" ".join(node.text for node in label) for label in labels.values()]
    bracketed = [n for n, label in labels.items() if label[0].index != paragraphs[n][0].index]
    if len(bracketed) < FEWEST_TURNS:
        if len(names) < FEWEST_TURNS or len(set(names)) == len(names):
            return ()
    else:
        labels = {n: labels[n] for n in bracketed}
    return tuple(_turns(paragraphs, labels, heads))


def _turns(
    paragraphs: Sequence[Sequence[Node]], labels: dict[int, Sequence[Node]], heads: Heads
) -> Iterator[Speech]:
    starts = sorted(labels)
    for start, end in zip(starts, [*starts[1:], starts[-1] + 1], strict=True):
        label = labels[start]
        speaker = heads.get(label[-1].index, label[-1])
        asked = paragraphs[start][-1].text == "?"
        said = [n.index for nodes in paragraphs[start : start + 1 if asked else end] for n in nodes]
        content = frozenset(index for index in said if index > label[-1].index)
        if content:
            yield Speech(speaker, speaker, content, "quoted")


def _label(nodes: Sequence[Node]) -> Sequence[Node]:
    """Return the words of the label that a paragraph begins with, empty for none."""
    opening = next((i for i, node in enumerate(nodes) if node.text != "("), 0)
    ends = {")"} if opening == 2 else {":"} if opening == 0 else set[str]()
    for length, node in enumerate(nodes[opening : opening + LONGEST_LABEL + 1]):
        if node.text in ends:
            return nodes[opening : opening + length]
        if not node.text[:1].isupper():
            break
    return ()
