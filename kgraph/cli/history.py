"""``kgraph show --history``: the versions of an article, and what became of them."""

from collections.abc import Iterator
from dataclasses import asdict

from rich.text import Text

import kgraph
from kgraph.cli.terminal import print_json, print_lines, styled


def show_history(file: str, article: str, *, as_json: bool) -> None:
    """Print the versions of an article, oldest first, with their retractions.

    Raises:
        NotFoundError: the record has no such article.
    """
    kgraph.open(file)
    if as_json:
        found = kgraph.history(file, article)
        print_json([asdict(v) | {"retractions": [asdict(r) for r in rows]} for v, rows in found])
    else:
        print_lines(_lines(file, article))


def _lines(file: str, article: str) -> Iterator[Text]:
    for version, retractions in kgraph.history(file, article):
        style = "green" if version.state == "in force" else "yellow"
        title = version.title or version.url or version.id
        yield styled(
            f"{version.published or 'no date':10}  ",
            (f"{version.state:10}  ", style),
            (title, "bold"),
            f"  {version.id}",
        )
        for row in retractions:
            by = f"  by {row.by}" if row.by else ""
            why = f": {row.why}" if row.why else ""
            yield styled(f"    {row.when}  {'given back' if row.undone else 'retracted'}{by}{why}")
