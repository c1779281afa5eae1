"""A graph in a few lines of HTML, as a notebook shows it."""

import html
from collections.abc import Mapping, Sequence

from kgraph.model import Relation

_COUNTS = ("stated", "alleged", "denied", "hypothetical")
_CELL = "padding:.2em .8em .2em 0;border-bottom:1px solid #8884;vertical-align:top"
_TEXT = f"{_CELL};text-align:start;overflow-wrap:anywhere"
_NUMBER = f"{_CELL};text-align:end"


def summary_html(
    counts: Mapping[str, int], relations: Sequence[Relation], names: Mapping[str, str]
) -> str:
    """Return the counts in words and a table of relations, as ASCII without script.

    ``names`` are those of entities by id. Colours are those of the page around it.
    """
    words = ", ".join(f"{noun}: {count}" for noun, count in counts.items())
    parts = [f"<p><strong>Knowledge graph</strong> {markup(words)}</p>"]
    if relations:
        parts.append(_table(relations, names))
    if counts["relations"] > len(relations):
        parts.append(f"<p>and {counts['relations'] - len(relations)} more</p>")
    return f"<div>{''.join(parts)}</div>"


def markup(text: str) -> str:
    """Return text that a browser reads as text, in ASCII, so that no odd character is kept raw."""
    return html.escape(text).encode("ascii", "xmlcharrefreplace").decode()


def _table(relations: Sequence[Relation], names: Mapping[str, str]) -> str:
    heads = [f'<th style="{_TEXT}">{noun}</th>' for noun in ("subject", "predicate", "object")]
    heads += [f'<th style="{_NUMBER}">{noun}</th>' for noun in _COUNTS]
    rows = "".join(f"<tr>{_cells(relation, names)}</tr>" for relation in relations)
    return (
        f'<table style="border-collapse:collapse"><thead><tr>{"".join(heads)}</tr></thead>'
        f"<tbody>{rows}</tbody></table>"
    )


def _cells(relation: Relation, names: Mapping[str, str]) -> str:
    predicate = relation.predicate
    if relation.phrase:
        predicate += f" ({relation.phrase})"
    texts = (names[relation.subject], predicate, names[relation.object])
    # A direction that a name changes ends with its cell.
    cells = [f'<td style="{_TEXT}"><bdi>{markup(text)}</bdi></td>' for text in texts]
    cells += [f'<td style="{_NUMBER}">{getattr(relation, noun)}</td>' for noun in _COUNTS]
    return "".join(cells)
