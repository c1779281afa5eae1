"""``kgraph diff``: what is new, gone and changed from one graph to another."""

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

import kgraph
from kgraph.cli.claims import (
    article_data,
    entity_figures,
    relation_figures,
    relation_line,
    source_name,
)
from kgraph.cli.options import AsJson
from kgraph.cli.terminal import LISTED, print_json, print_lines, rest_lines, styled
from kgraph.graph import GraphDiff, KnowledgeGraph
from kgraph.graph.differences import FieldChange, RelationChange
from kgraph.model import Entity, Relation

DIFFERENT = 1
NOTHING = "none"

Items = Sequence[Sequence[Text]]
"""The lines of each item of one kind."""


def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="A graph that `kgraph build` wrote.")],
    new: Annotated[
        Path | None, typer.Argument(metavar="NEW", help="A later one, or any other.")
    ] = None,
    since: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"],
            metavar="YYYY-MM-DD",
            help="In place of NEW: what articles published on that day or later brought to OLD.",
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Tell what is new, gone and changed from one graph to another.

    Entities are the same by the names that were joined in them, relations by their ends and
    predicate, articles by their id or address. The exit code is 0 where nothing differs and 1 where
    something does; it is 1 too, with a line on stderr and nothing on stdout, where a graph cannot
    be read.
    """
    if (new is None) == (since is None):
        raise typer.BadParameter("give one of NEW and --since", param_hint="'NEW'")
    if since is not None:
        _report(kgraph.open(old, before=since.date()), kgraph.open(old), as_json=as_json)
    elif new is not None:
        _report(kgraph.open(old), kgraph.open(new), as_json=as_json)


def _report(old: KnowledgeGraph, new: KnowledgeGraph, *, as_json: bool) -> None:
    """Print what differs between two graphs.

    Raises:
        typer.Exit: something does.
    """
    found = kgraph.diff(old, new)
    print_json(_data(old, new, found)) if as_json else print_lines(_lines(old, new, found))
    if not found.empty:
        sys.stdout.flush()
        raise typer.Exit(DIFFERENT)


def _lines(old: KnowledgeGraph, new: KnowledgeGraph, found: GraphDiff) -> Iterator[Text]:
    if found.empty:
        yield styled("no difference")
        return
    parts = {
        "articles": _article_items(found),
        "entities": _entity_items(found),
        "relations": _relation_items(old, new, found),
    }
    for noun, kinds in parts.items():
        counts = ", ".join(f"{len(items)} {kind}" for kind, items in kinds.items())
        yield styled(f"{noun}: {counts}")
    for noun, kinds in parts.items():
        for kind, items in kinds.items():
            yield from _section_lines(f"{kind} {noun}", items)


def _section_lines(title: str, items: Items) -> Iterator[Text]:
    if items:
        yield Text()
        yield styled((title, "bold"))
    for item in items[:LISTED]:
        yield from item
    yield from rest_lines(len(items))


def _article_items(found: GraphDiff) -> Mapping[str, Items]:
    return {
        "new": [[styled("  ", source_name(a))] for a in found.new_articles],
        "gone": [[styled("  ", source_name(a))] for a in found.gone_articles],
        "changed": [
            [styled("  ", source_name(c.old), " -> ", source_name(c.new))]
            for c in found.changed_articles
        ],
    }


def _entity_items(found: GraphDiff) -> Mapping[str, Items]:
    return {
        "new": [[_entity_line(e)] for e in found.new_entities],
        "gone": [[_entity_line(e)] for e in found.gone_entities],
        "changed": [[_entity_line(c.new), _fields_line(c.fields)] for c in found.changed_entities],
        "joined": [[_turn_line(j.old, (j.new,))] for j in found.joined],
        "parted": [[_turn_line((p.old,), p.new)] for p in found.parted],
    }


def _relation_items(
    old: KnowledgeGraph, new: KnowledgeGraph, found: GraphDiff
) -> Mapping[str, Items]:
    return {
        "new": [[_relation_line(new, r)] for r in found.new_relations],
        "gone": [[_relation_line(old, r)] for r in found.gone_relations],
        "changed": [list(_change_lines(old, new, c)) for c in found.changed_relations],
    }


def _entity_line(entity: Entity) -> Text:
    return styled("  ", (entity.name, "bold"), f"  {entity.type}  mentions: {entity.mentions}")


def _turn_line(old: Sequence[Entity], new: Sequence[Entity]) -> Text:
    """Return the names before and after; a type for each side, which may have several."""
    before, after = (" + ".join(f"{e.name} ({e.type})" for e in side) for side in (old, new))
    return styled("  ", before, " -> ", (after, "bold"))


def _relation_line(graph: KnowledgeGraph, relation: Relation) -> Text:
    return Text("  ").append_text(relation_line(graph, relation))


def _change_lines(
    old: KnowledgeGraph, new: KnowledgeGraph, change: RelationChange
) -> Iterator[Text]:
    yield from (_relation_line(new, relation) for relation in change.new)
    if change.fields:
        yield _fields_line(change.fields)
    if len(change.old) > 1 or len(change.new) > 1:
        for relation in change.old:
            yield Text("    was").append_text(_relation_line(old, relation))


def _fields_line(fields: Sequence[FieldChange]) -> Text:
    return styled("    ", ("; ".join(map(_field_words, fields)), "dim"))


def _field_words(field: FieldChange) -> str:
    """Return what became of one field; ids are only counted."""
    if not (isinstance(field.old, tuple) and isinstance(field.new, tuple)):
        old, new = (NOTHING if value == "" else value for value in (field.old, field.new))
        return f"{field.name} {old} -> {new}"
    gained = [part for part in field.new if part not in set(field.old)]
    lost = [part for part in field.old if part not in set(field.new)]
    if field.name == "aliases":
        return f"aliases {', '.join([f'+{p}' for p in gained] + [f'-{p}' for p in lost])}"
    counts = [f"{sign}{len(ids)}" for sign, ids in (("+", gained), ("-", lost)) if ids]
    return f"{field.name} {' '.join(counts)}"


def _data(old: KnowledgeGraph, new: KnowledgeGraph, found: GraphDiff) -> dict[str, object]:
    return {
        "articles": {
            "new": [article_data(a) for a in found.new_articles],
            "gone": [article_data(a) for a in found.gone_articles],
            "changed": [
                {"old": article_data(c.old), "new": article_data(c.new)}
                for c in found.changed_articles
            ],
        },
        "entities": {
            "new": [entity_figures(e) for e in found.new_entities],
            "gone": [entity_figures(e) for e in found.gone_entities],
            "changed": [
                {
                    "old": entity_figures(c.old),
                    "new": entity_figures(c.new),
                    "fields": _fields_data(c.fields),
                }
                for c in found.changed_entities
            ],
            "joined": [
                {"old": [entity_figures(e) for e in j.old], "new": entity_figures(j.new)}
                for j in found.joined
            ],
            "parted": [
                {"old": entity_figures(p.old), "new": [entity_figures(e) for e in p.new]}
                for p in found.parted
            ],
        },
        "relations": {
            "new": [relation_figures(new, r) for r in found.new_relations],
            "gone": [relation_figures(old, r) for r in found.gone_relations],
            "changed": [
                {
                    "old": [relation_figures(old, r) for r in c.old],
                    "new": [relation_figures(new, r) for r in c.new],
                    "fields": _fields_data(c.fields),
                }
                for c in found.changed_relations
            ],
        },
    }


def _fields_data(fields: Iterable[FieldChange]) -> dict[str, object]:
    return {field.name: {"old": field.old, "new": field.new} for field in fields}
