"""``kgraph show --ontology``: which predicates there are, and what makes them."""

import re
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from rich.text import Text

import kgraph
from kgraph.cli.terminal import print_json, print_lines, styled
from kgraph.errors import NotFoundError
from kgraph.ontology import Frame, Ontology, Predicate, load_ontology, parse_ontology
from kgraph.record import Record


def show_ontology(file: str | None, name: str | None, *, as_json: bool) -> None:
    """Print the ontology of ``file``, or one predicate of it by its name or its inverse's.

    The file is a graph, or a ``.toml`` file as ``kgraph build --ontology`` takes it; without one
    it is the shipped ontology. A single argument that could be the name of a predicate is one.
    """
    if file is not None and name is None and re.fullmatch(r"[a-z0-9_]+", file):
        file, name = None, file
    ontology = _ontology(file)
    if name is None:
        print_json(_ontology_data(ontology)) if as_json else print_lines(_ontology_lines(ontology))
        return
    predicate = _find(ontology, name)
    print_json(_predicate_data(predicate)) if as_json else print_lines(_predicate_lines(predicate))


def _ontology(file: str | None) -> Ontology:
    if file is None:
        return load_ontology()
    if Path(file).suffix == ".toml":
        return load_ontology(file)
    kgraph.open(file)  # a graph that opens is of the shipped ontology as it is now, or of its own
    with Record.open(file) as record:
        stamp = record.fold_stamp()
    text = stamp.ontology_text if stamp else ""
    return parse_ontology(text, file) if text else load_ontology()


def _find(ontology: Ontology, name: str) -> Predicate:
    for predicate in ontology.predicates.values():
        if name in {predicate.name, predicate.inverse}:
            return predicate
    raise NotFoundError(
        f"no predicate {name!r} in the ontology; `kgraph show --ontology` lists them all"
    )


def _sorted(ontology: Ontology) -> list[Predicate]:
    return sorted(ontology.predicates.values(), key=lambda predicate: predicate.name)


def _ontology_lines(ontology: Ontology) -> Iterator[Text]:
    types = (f"{t} ({parent})" if parent else t for t, parent in sorted(ontology.types.items()))
    yield styled(f"types: {', '.join(types)}")
    yield Text()
    width = max(map(len, ontology.predicates), default=0)
    for predicate in _sorted(ontology):
        yield _headline(predicate, width)


def _headline(predicate: Predicate, width: int = 0) -> Text:
    line = styled(
        (f"{predicate.name:{width}}", "bold"),
        f"  {', '.join(predicate.domain)} -> {', '.join(predicate.range)}",
    )
    if predicate.symmetric:
        line.append_text(styled("  symmetric"))
    named = {"inverse": predicate.inverse, "broader": predicate.broader}
    named |= asdict(predicate.codes)
    for key, value in named.items():
        if value:
            line.append_text(styled((f"  {key} ", "dim"), value))
    return line


def _predicate_lines(predicate: Predicate) -> Iterator[Text]:
    yield _headline(predicate)
    if predicate.description:
        yield styled(predicate.description)
    for frame in predicate.frames:
        yield Text()
        yield styled(f"  {', '.join(frame.triggers)}")
        for name, value in _frame_rows(frame):
            yield styled("    ", (f"{name:10}  ", "dim"), value)


def _frame_rows(frame: Frame) -> Iterator[tuple[str, str]]:
    rows = {
        "domain": ", ".join(frame.fills("domain")),
        "range": ", ".join(frame.fills("range")),
        "under": ", ".join(frame.under),
        "via": ", ".join(frame.via),
        "plain": frame.plain,
        "rule": frame.rule,
        "polarity": frame.polarity,
        "modality": frame.modality,
        "inferred": frame.inference,
        "example": frame.example,
    }
    return ((name, value) for name, value in rows.items() if value)


def _ontology_data(ontology: Ontology) -> dict[str, object]:
    return {
        "types": dict(sorted(ontology.types.items())),
        "predicates": [_predicate_data(predicate) for predicate in _sorted(ontology)],
    }


def _predicate_data(predicate: Predicate) -> dict[str, object]:
    frames = [{**asdict(frame), "roles": dict(frame.roles)} for frame in predicate.frames]
    return {**asdict(predicate), "frames": frames}
