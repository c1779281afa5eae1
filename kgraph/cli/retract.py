"""``kgraph retract``: an article taken back, and what falls with it."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Annotated

import typer
from rich.text import Text

import kgraph
from kgraph.cli.options import AsJson, By, GraphFile, Why, signature
from kgraph.cli.terminal import LISTED, print_json, print_lines, progress, rest_lines, styled
from kgraph.cli.unapplied import warn_unapplied


def retract(
    file: GraphFile,
    articles: Annotated[
        list[str],
        typer.Argument(
            metavar="ARTICLE...",
            help="Id, address or title of an article; an address means all its versions.",
        ),
    ],
    undo: Annotated[bool, typer.Option("--undo", help="Give the articles back.")] = False,
    by: By = None,
    why: Why = "",
    as_json: AsJson = False,
) -> None:
    """Take articles back; the graph is then what it would be without them.

    Nothing is deleted: --undo gives them back. Another version under the same address takes the
    place of one that is taken back.
    """
    with progress() as advance:
        found = kgraph.retract(
            file, articles, undo=undo, signature=signature(by, why), progress=advance
        )
    warn_unapplied(file)
    print_json(asdict(found)) if as_json else print_lines(_lines(found, undo=undo))


def _lines(found: kgraph.Fallout, *, undo: bool) -> Iterator[Text]:
    if not found.articles:
        yield styled(f"nothing to do: {'none is retracted' if undo else 'retracted already'}")
        return
    word, fell = ("given back", "returned") if undo else ("retracted", "fell")
    for version in (*found.articles, *found.others):
        title = version.title or version.url or version.id
        state = word if version in found.articles else f"now {version.state}"
        yield styled((title, "bold"), f"  {version.published}  {version.id}  {state}")
    ends = [(r.after, r.before) if undo else (r.before, r.after) for r in found.relations]
    counts = {
        f"entities that {fell}": len(found.entities),
        "relations": sum(not rest for _, rest in ends),
        "relations with other claims": sum(bool(full and rest) for full, rest in ends),
    }
    if replaced := sum(not full for full, _ in ends):
        # another version under the address took the place, or gave it up
        counts["relations that went" if undo else "relations that came"] = replaced
    yield styled(", ".join(f"{noun}: {count}" for noun, count in counts.items()))
    for name in found.entities[:LISTED]:
        yield styled("  ", (name, "bold"))
    yield from rest_lines(len(found.entities))
    for relation in found.relations[:LISTED]:
        yield styled(
            "  ",
            (relation.subject, "bold"),
            f"  {relation.predicate}  ",
            (relation.object, "bold"),
            f"  claims: {relation.before} -> {relation.after}",
        )
    yield from rest_lines(len(found.relations))
