"""A folder that ``neo4j-admin database import full`` of Neo4j 5 makes a database of."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

from kgraph.errors import WriteError
from kgraph.files import write_folder
from kgraph.graph import KnowledgeGraph
from kgraph.propertygraph.import_tables import ImportTable
from kgraph.propertygraph.indexes import index_statements
from kgraph.propertygraph.rows import Evidence, Part, parts
from kgraph.propertygraph.schema import (
    ARTICLE_RELATIONSHIPS,
    NODE_KINDS,
    NodeKind,
    PropertyType,
    RelationshipKind,
    plain_kind,
)

IMPORT_SCRIPT = "import.sh"
INDEX_SCRIPT = "indexes.cypher"
IMPORT = "neo4j-admin database import full neo4j"

_HEADING = f"""\
#!/bin/sh
# Written by kgraph export --to neo4j-csv. Run it where Neo4j 5 is stopped, with no database neo4j;
# --overwrite-destination=true replaces one. Then start Neo4j, and make constraints and indexes:
#     cypher-shell -f {INDEX_SCRIPT}
cd -- "$(dirname -- "$0")" || exit
"""
_OURS = re.compile(r"\w+-(header|\d{4,})\.csv|import\.(sh|report)|indexes\.cypher")

# Articles hold no control characters; the others are those that Unicode gives to no text.
_DELIMITERS = ("\x1f", "\x1e", "\x1d", *map(chr, range(0xFDD0, 0xFDF0)))

# a field has to fit in the importer's buffer, which has this size where no other is asked for
_BUFFER = 1 << 22

_COLUMN_TYPES: Mapping[PropertyType, str] = {
    "string": "string",
    "integer": "long",
    "float": "double",
    "date": "date",
    "strings": "string[]",
}
_PLAIN = plain_kind("plain")


def write_import_files(
    graph: KnowledgeGraph, folder: str | Path, *, evidence: Evidence = "sentences"
) -> str:
    """Write ``graph`` into ``folder`` and return the command, to be run there, that imports it.

    Beside the tables lie that command as ``import.sh``, and ``indexes.cypher``: an import makes
    neither constraints nor indexes. The folder is whole or not written; an earlier one is replaced.
    What is held in memory does not grow with the articles.

    Raises:
        WriteError: the folder holds something else, its parent is missing or read-only, or the
            disk is full.
    """
    return write_folder(folder, lambda new: _write(graph, new, evidence), is_replaceable=_is_ours)


def _write(graph: KnowledgeGraph, folder: Path, evidence: Evidence) -> str:
    command = _write_tables(graph, folder, evidence)
    script = f'{_HEADING}exec {command} \\\n    "$@"\n'
    _write_text(folder / IMPORT_SCRIPT, script)
    _write_text(folder / INDEX_SCRIPT, "".join(f"{line};\n" for line in index_statements()))
    return command


def _write_text(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8", newline="\n")


def _write_tables(graph: KnowledgeGraph, folder: Path, evidence: Evidence) -> str:
    for delimiter in _DELIMITERS:
        with ExitStack() as stack:
            tables = _Tables(folder, delimiter, stack)
            for part in parts(graph, evidence=evidence):
                tables.write(part)
        if not any(table.ambiguous for table in tables.all):
            return _command(tables, delimiter)
        for table in tables.all:
            for file in table.files:
                (folder / file).unlink()
    raise WriteError("names hold every delimiter that a list could have; export to cypher instead")


class _Tables:
    """A table for each kind of node and relationship, open for rows."""

    def __init__(self, folder: Path, delimiter: str, stack: ExitStack) -> None:
        def begin(name: str, columns: Sequence[str]) -> ImportTable:
            return stack.enter_context(ImportTable(folder, name, columns, delimiter))

        self.nodes = {kind: begin(kind.label, _node_columns(kind)) for kind in NODE_KINDS}
        self.relationships = {
            kind: begin(kind.type, _relationship_columns(kind))
            for kind in (*ARTICLE_RELATIONSHIPS, _PLAIN)
        }

    @property
    def all(self) -> tuple[ImportTable, ...]:
        return (*self.nodes.values(), *self.relationships.values())

    def write(self, part: Part) -> None:
        for node in part.nodes:
            values = map(node.properties.get, node.kind.properties)
            self.nodes[node.kind].write((node.id, *values, node.labels))
        for row in part.relationships:
            values = map(row.properties.get, row.kind.properties)
            table = self.relationships.get(row.kind, self.relationships[_PLAIN])
            table.write((row.start, row.end, *values, row.kind.type))


def _node_columns(kind: NodeKind) -> tuple[str, ...]:
    return (f"id:ID({kind.label})", *_columns(kind.properties), ":LABEL")


def _relationship_columns(kind: RelationshipKind) -> tuple[str, ...]:
    ends = (f":START_ID({kind.start.label})", f":END_ID({kind.end.label})")
    return (*ends, *_columns(kind.properties), ":TYPE")


def _columns(properties: Mapping[str, PropertyType]) -> Iterator[str]:
    return (f"{key}:{_COLUMN_TYPES[type_]}" for key, type_ in properties.items())


def _command(tables: _Tables, delimiter: str) -> str:
    longest = max(table.longest for table in tables.all)
    options = [
        *(f"--nodes={','.join(table.files)}" for table in tables.nodes.values()),
        *(f"--relationships={','.join(table.files)}" for table in tables.relationships.values()),
        "--multiline-fields=true",
        f"--array-delimiter=U+{ord(delimiter):04X}",
        *([f"--read-buffer-size={2 * longest}"] if 2 * longest > _BUFFER else []),
    ]
    return " \\\n    ".join([IMPORT, *options])


def _is_ours(folder: Path) -> bool:
    names = [entry.name for entry in folder.iterdir()]
    return all(map(_OURS.fullmatch, names)) and (IMPORT_SCRIPT in names or not names)
