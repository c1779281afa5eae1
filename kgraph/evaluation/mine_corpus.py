"""The corpus MINE of kg-gen: essays, the facts of each, and graphs that other systems made."""

import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from kgraph.errors import ReadError
from kgraph.evaluation.files import read_lines
from kgraph.evaluation.lexical import Triple

ESSAYS = "essays.json"
FACTS = "answers.json"

_GRAPH = re.compile(r"\d+")
_RESULTS = re.compile(r"(\d+)_results\w*")
_FENCE = "```"

T = TypeVar("T")


class _Essay(BaseModel):
    topic: str
    content: str


class _Fact(BaseModel):
    answer: str


class _Graph(BaseModel):
    entities: tuple[str, ...]
    relations: tuple[tuple[str, str, str], ...]


class _Verdict(BaseModel):
    correct_answer: str
    retrieved_context: str
    evaluation: bool


class _Summary(BaseModel):
    accuracy: str


@dataclass(frozen=True, slots=True)
class Essay:
    """An essay and the facts that it tells; ``text`` is without its heading."""

    title: str
    text: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Retrieval:
    """What a system's graph gave for a fact, and whether a large model found the fact in it."""

    fact: str
    context: str
    held: bool


@dataclass(frozen=True, slots=True)
class OtherGraph:
    """The graph that a system made of an essay, and what was retrieved from it for each fact."""

    nodes: tuple[str, ...]
    triples: tuple[Triple, ...]
    retrievals: tuple[Retrieval, ...]


def read_essays(folder: Path) -> tuple[Essay, ...]:
    """Return the essays of a folder in their order.

    Raises:
        ReadError: ``essays.json`` or ``answers.json`` cannot be read, or they do not match.
    """
    essays = _parsed(tuple[_Essay, ...], folder / ESSAYS, "essays with topic and content")
    facts = _parsed(tuple[tuple[_Fact, ...], ...], folder / FACTS, "a list of answers an essay")
    if len(essays) != len(facts):
        raise ReadError(
            f"{folder / FACTS}: facts of {len(facts)} essays, but {ESSAYS} holds {len(essays)}; "
            "mend one of the two"
        )
    return tuple(
        Essay(essay.topic, _text(essay), tuple(fact.answer for fact in own))
        for essay, own in zip(essays, facts, strict=True)
    )


def _text(essay: _Essay) -> str:
    """Return what stands below the heading; the corpus has the mark of a code block before it."""
    text = essay.content.strip().removeprefix(_FENCE).removesuffix(_FENCE).strip()
    return text.removeprefix(essay.topic).strip()


def read_systems(folder: Path) -> Mapping[str, tuple[OtherGraph, ...]]:
    """Return the graphs of each system: a ZIP file of the folder bears the system's name.

    In it ``5.json`` is a graph, and ``5_results.json``, with any letters behind it, what was
    retrieved from it for each fact.

    Raises:
        ReadError: a file is not such a ZIP file, or a graph has no results or results no graph.
    """
    return {path.stem: tuple(_graphs(path)) for path in sorted(folder.glob("*.zip"))}


def _graphs(path: Path) -> Iterator[OtherGraph]:
    members = _members(path)
    graphs = {
        int(name): _validated(_Graph, text, f"{path}: {name}", "entities and relations")
        for name, text in members.items()
        if _GRAPH.fullmatch(name)
    }
    verdicts = {
        int(match[1]): _validated(
            tuple[_Verdict | _Summary, ...], text, f"{path}: {name}", "facts with their contexts"
        )
        for name, text in members.items()
        if (match := _RESULTS.fullmatch(name))
    }
    for lone in sorted(graphs.keys() ^ verdicts.keys()):
        raise ReadError(f"{path}: of {lone} either the graph or its results are missing; add them")
    yield from (_other(graphs[number], verdicts[number]) for number in sorted(graphs))


def _other(graph: _Graph, verdicts: Iterable[_Verdict | _Summary]) -> OtherGraph:
    return OtherGraph(
        graph.entities,
        tuple(Triple(*relation) for relation in graph.relations),
        tuple(
            Retrieval(row.correct_answer, row.retrieved_context, row.evaluation)
            for row in verdicts
            if isinstance(row, _Verdict)
        ),
    )


def _members(path: Path) -> Mapping[str, str]:
    """Return the texts of the JSON files in a ZIP file, by their names without folder and end."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = [PurePosixPath(name) for name in archive.namelist()]
            return {
                name.stem: archive.read(str(name)).decode("utf-8-sig")
                for name in names
                if name.suffix == ".json"
            }
    except (OSError, zipfile.BadZipFile, UnicodeDecodeError) as error:
        raise ReadError(f"{path}: not a ZIP file of JSON files; fetch it again") from error


def _parsed(form: type[T], path: Path, expected: str) -> T:
    return _validated(form, "\n".join(read_lines(path)), str(path), expected)


def _validated(form: type[T], text: str, place: str, expected: str) -> T:
    try:
        return TypeAdapter(form).validate_json(text)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False)[0]
        field = " ".join(".".join(map(str, first["loc"])).split()) or "the start"
        raise ReadError(f"{place}: {first['msg']} (at {field}); expected {expected}") from error
