"""What the relations of a corpus are in kgraph's predicates: the map ``relations.toml``."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from kgraph.errors import ReadError
from kgraph.evaluation.files import read_lines
from kgraph.ontology import Ontology, load_ontology

DEFAULT = Path(__file__).with_name("relations.toml")


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class LabelReading(_Row):
    """Claims that say a relation: those of a predicate, of ``triggers`` alone, none of ``but``.

    ``inverse`` says that the claim's subject is the relation's object.
    """

    predicate: str
    inverse: bool = False
    triggers: tuple[str, ...] = ()
    but: tuple[str, ...] = ()

    def admits(self, predicate: str, trigger: str) -> bool:
        """Return whether a claim says the relation."""
        named = not self.triggers or trigger in self.triggers
        return predicate == self.predicate and named and trigger not in self.but


class _Corpus(_Row):
    symmetric: tuple[str, ...] = ()
    relations: dict[str, tuple[LabelReading, ...]]


@dataclass(frozen=True, slots=True)
class RelationLabels:
    """The labels of a corpus, each with what says it; none where kgraph has no predicate for it.

    ``symmetric`` are the labels whose two ends may be exchanged.
    """

    readings: Mapping[str, tuple[LabelReading, ...]]
    symmetric: frozenset[str]

    def said_by(self, predicate: str, trigger: str) -> Iterator[tuple[str, bool]]:
        """Yield (label, whether it is said from object to subject) of what a claim says."""
        for label, readings in self.readings.items():
            for inverse in {r.inverse for r in readings if r.admits(predicate, trigger)}:
                yield label, inverse

    def require(self, label: str, place: str) -> str:
        """Return the label, where the map has it.

        Raises:
            ReadError: the map has no such label; the message begins with ``place``.
        """
        if label not in self.readings:
            expected = ", ".join(sorted(self.readings))
            raise ReadError(f"{place}: unknown relation {label!r}; expected one of {expected}")
        return label


def read_labels(corpus: str, path: Path = DEFAULT) -> RelationLabels:
    """Return the labels of a corpus: its table in a file of maps.

    Raises:
        ReadError: the file cannot be read, has no such table, or names what does not exist.
    """
    tables = _read(path)
    if corpus not in tables:
        raise ReadError(f"{path}: no table {corpus!r}; write [{corpus}.relations]")
    table, ontology = tables[corpus], load_ontology()
    for label, readings in table.relations.items():
        for reading in readings:
            mistake = _mistake(reading, ontology)
            if mistake:
                raise ReadError(f"{path}: {corpus}.relations.{label}: {mistake}")
    labels = RelationLabels(table.relations, frozenset(table.symmetric))
    for label in table.symmetric:
        labels.require(label, f"{path}: {corpus}.symmetric")
    return labels


def _mistake(reading: LabelReading, ontology: Ontology) -> str:
    """Return what the ontology does not know of a reading, empty where it knows all."""
    predicate = ontology.predicates.get(reading.predicate)
    if predicate is None:
        return f"unknown predicate {reading.predicate!r}; `kgraph ontology` lists them"
    known = {trigger for frame in predicate.frames for trigger in frame.triggers}
    unknown = sorted({*reading.triggers, *reading.but} - known)
    if unknown:
        return f"{unknown[0]!r} is no trigger of {predicate.name}; `kgraph ontology` lists them"
    return ""


def _read(path: Path) -> dict[str, _Corpus]:
    try:
        given = tomllib.loads("\n".join(read_lines(path)))
        return TypeAdapter(dict[str, _Corpus]).validate_python(given)
    except tomllib.TOMLDecodeError as error:
        raise ReadError(f"{path}: not TOML ({error}); mend the file") from error
    except ValidationError as error:
        place = ".".join(map(str, error.errors()[0]["loc"]))
        raise ReadError(
            f"{path}: not a map of relations (at {place}); expected "
            '[corpus.relations] and LABEL = [{ predicate = "leads" }]'
        ) from error
