"""``python -m kgraph.training.pairs CORPORA``: learn what two ends of a sentence are to each other.

Learns from KnowledgeNet's folds 1 to 3 and CORE's train part; ``pairs.toml`` has the labels.
StoryWeb teaches nothing here: its links hang on pairs of names that come again and again, and what
is learnt is the names. Each relation is a logistic regression of its own over the features of
:mod:`kgraph.language.pairs`; an example of a corpus counts for the relations that the corpus labels
there. Ends are what kgraph itself finds, with all its mistakes.

A pair is an example of a fact where its ends overlap the fact's. In these corpora nearly every
passage has a fact of what is asked; news is not so. Hence pairs of open text are examples of no
relation, as in learning from positive and unlabelled examples (Elkan and Noto 2008), unless rules
read something of them or one of the relation's ``cues`` stands near. Weights are found by L-BFGS,
which begins at zero, so that the same corpora give the same model.
"""

import gzip
import json
import tomllib
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Annotated, Literal

import numpy as np
import numpy.typing as npt
import typer
from pydantic import BaseModel, ConfigDict, TypeAdapter
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from kgraph.evaluation.core_relations import read_pairs as read_core
from kgraph.evaluation.knowledgenet import read_passages
from kgraph.evaluation.relation_labels import read_labels
from kgraph.evaluation.relations import FactText, PairText, article_of
from kgraph.language import read_pairs
from kgraph.language.pair_model import (
    BACKWARD,
    DEFAULT,
    FORWARD,
    PairModel,
    hash_feature,
    write_pair_model,
)
from kgraph.language.pairs import Pair, PairEnd
from kgraph.model import Annotation, Span
from kgraph.ontology import RELATED_TO, Ontology, interpret_all, load_ontology

RAREST = 3
"""A feature that fewer examples have is not learnt."""

PRIOR = 1.0
"""Weight of the squared weights."""

SMALLEST = 0.02
"""A smaller weight is none."""

OPEN_WEIGHT = 1.0
"""How much a pair of open text counts beside one of a corpus."""

OPEN_TEXTS = {"gmb.jsonl.gz": 6000, "press.jsonl.gz": 200, "wikinews.jsonl.gz": 1000}
"""How many texts of each file of the silver corpus are read, evenly from all of it."""

STEPS = 150
FOLDS = ("1", "2", "3")

READINGS = Path(__file__).with_suffix(".toml")

Kind = Literal["Person", "Organization", "Place", "Time"]
Text = FactText | PairText


class _Reading(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    relation: str
    kinds: tuple[Kind, Kind]
    inverse: bool = False
    cues: frozenset[str] = frozenset()


Readings = Mapping[str, Mapping[str, tuple[_Reading, ...]]]


@dataclass(frozen=True, slots=True)
class Example:
    """The features of two ends, with direction; ``told`` says which relations hold of those known.

    The relations are those whose kinds of ends fit.
    """

    features: frozenset[str]
    told: Mapping[str, bool]
    weight: float = 1.0


def read_readings(path: Path = READINGS) -> Readings:
    """Return by corpus and label the relations that a label says."""
    given = tomllib.loads(path.read_text(encoding="utf-8"))
    return TypeAdapter(dict[str, dict[str, tuple[_Reading, ...]]]).validate_python(given)


def read_corpora(corpora: Path, folds: Iterable[str] = FOLDS) -> Mapping[str, Sequence[Text]]:
    """Return the texts to learn from, by corpus."""
    passages = corpora / "knowledgenet" / "train_from_html.json"
    core = corpora / "core_relations" / "train.json"
    return {
        "knowledgenet": tuple(read_passages(passages, read_labels("knowledgenet"), folds)),
        "core": tuple(read_core(core, read_labels("core"))),
    }


def find_examples(texts: Mapping[str, Sequence[Text]], readings: Readings) -> Iterator[Example]:
    """Yield the examples of the texts of each corpus, in their order."""
    for corpus, own in texts.items():
        known, symmetric = readings[corpus], read_labels(corpus).symmetric
        kinds = frozenset(r.kinds for rows in known.values() for r in rows)
        articles = (article_of(text.text) for text in own)
        for text, (pairs, _) in zip(own, read_pairs(articles, kinds), strict=True):
            for pair, forward in product(pairs, (True, False)):
                ends = (pair.left, pair.right) if forward else (pair.right, pair.left)
                told = dict(_told(text, ends, known, symmetric))
                if told:
                    yield Example(directed(pair, forward=forward), told)


def read_open(corpora: Path) -> Iterator[str]:
    """Yield the open texts, in the order of their files."""
    for name, count in OPEN_TEXTS.items():
        with gzip.open(corpora / "silver" / name, "rt", encoding="utf-8") as file:
            rows = [json.loads(line)["text"] for line in file]
        yield from rows[:: max(1, len(rows) // count)]


def find_open_examples(texts: Iterable[str], readings: Readings) -> Iterator[Example]:
    """Yield the pairs of open text of which rules read nothing, as examples of no relation.

    Of a relation with cues those have none, too, that a cue stands beside.
    """
    ontology = load_ontology()
    asked = _by_relation(readings)
    kinds = frozenset(reading.kinds for reading in asked.values())
    for pairs, annotation in read_pairs(map(article_of, texts), kinds):
        known = set(_read_by_rules(annotation, ontology))
        for pair, forward in product(pairs, (True, False)):
            if frozenset(map(_thing, (pair.left, pair.right))) in known:
                continue
            types = (pair.left.type, pair.right.type)[:: 1 if forward else -1]
            words = {word for feature in pair.features for word in feature.split()}
            told = {
                relation: False
                for relation, reading in asked.items()
                if reading.kinds == types and not words & reading.cues
            }
            if told:
                yield Example(directed(pair, forward=forward), told, OPEN_WEIGHT)


def _thing(end: PairEnd) -> str:
    return end.mention.cluster if end.mention else ""


def _read_by_rules(annotation: Annotation, ontology: Ontology) -> Iterator[frozenset[str]]:
    """Yield the pairs of things of which rules read something that has a type."""
    things = {mention.id: mention.cluster for mention in annotation.mentions}
    clauses = (clause for clause in annotation.clauses if clause.chance is None)
    for clause, reading in interpret_all(clauses, annotation.mentions, ontology):
        if reading.predicate != RELATED_TO:
            ends = (clause.arguments[i].mention for i in (reading.subject, reading.object))
            yield frozenset(things.get(mention or "", "") for mention in ends)


def directed(pair: Pair, *, forward: bool) -> frozenset[str]:
    """Return the features of a pair, marked with the direction."""
    mark = FORWARD if forward else BACKWARD
    return frozenset(mark + feature for feature in pair.features)


def learn(examples: Sequence[Example], readings: Readings) -> PairModel:
    """Return the model that the examples give."""
    counts = Counter(f for example in examples for f in example.features)
    columns = {f: i for i, f in enumerate(sorted(f for f in counts if counts[f] >= RAREST))}
    table = _table(examples, columns)
    asked = _by_relation(readings)
    relations = tuple(sorted(asked))
    weights = np.zeros((len(columns), len(relations)))
    biases = np.zeros(len(relations))
    for place, relation in enumerate(relations):
        rows = [i for i, example in enumerate(examples) if relation in example.told]
        right = np.array([examples[i].told[relation] for i in rows], dtype=float)
        counted = np.array([examples[i].weight for i in rows])
        found = _fit(table[rows], right, counted)
        weights[:, place], biases[place] = found[:-1], found[-1]
    weights[np.abs(weights) < SMALLEST] = 0
    names, kept = list(columns), dict[int, int]()
    for place in map(int, np.flatnonzero(weights.any(axis=1))):
        kept.setdefault(hash_feature(names[place]), place)  # of two of one hash the first
    return PairModel(
        relations,
        tuple(asked[relation].kinds for relation in relations),
        {hash_: row for row, hash_ in enumerate(kept)},
        weights[list(kept.values())].astype(np.float16),
        biases.astype(np.float32),
    )


def _by_relation(readings: Readings) -> Mapping[str, _Reading]:
    return {r.relation: r for rows in readings.values() for own in rows.values() for r in own}


def _table(examples: Sequence[Example], columns: Mapping[str, int]) -> csr_matrix:
    places = [sorted(columns[f] for f in e.features if f in columns) for e in examples]
    ends = np.cumsum([0, *map(len, places)])
    flat = np.array([place for own in places for place in own])
    return csr_matrix((np.ones(len(flat)), flat, ends), shape=(len(examples), len(columns)))


def _fit(
    table: csr_matrix, right: npt.NDArray[np.float64], counted: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    """Return the weights of a logistic regression, the bias last."""

    def loss(given: npt.NDArray[np.float64]) -> tuple[float, npt.NDArray[np.float64]]:
        weights = given[:-1]
        sums = table @ weights + given[-1]
        miss = counted * (1 / (1 + np.exp(-sums)) - right)
        value = counted * (np.logaddexp(0, sums) - right * sums)
        slope = np.append(table.T @ miss + PRIOR * weights, miss.sum())
        return float(value.sum() + PRIOR * (weights @ weights) / 2), slope

    start = np.zeros(table.shape[1] + 1)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": STEPS})
    weights: npt.NDArray[np.float64] = found.x
    return weights


def _told(
    text: Text,
    ends: tuple[PairEnd, PairEnd],
    known: Mapping[str, tuple[_Reading, ...]],
    symmetric: Container[str],
) -> Iterator[tuple[str, bool]]:
    """Yield the relations that the text tells whether they hold between two ends."""
    types = (ends[0].type, ends[1].type)
    for label, readings in known.items():
        for reading in readings:
            if reading.kinds != types:
                continue
            subject, object_ = ends[::-1] if reading.inverse else ends
            given = [_holds(text, label, subject.span, object_.span)]
            if label in symmetric:
                given.append(_holds(text, label, object_.span, subject.span))
            if given[0] is not None:
                yield reading.relation, any(given)


def _holds(text: Text, label: str, subject: Span, object_: Span) -> bool | None:
    """Return whether a label holds, None where the text does not say."""
    if isinstance(text, FactText):
        facts = (f for f in text.facts if f.label == label)
        held = any(f.subject.overlaps(subject) and f.object.overlaps(object_) for f in facts)
        return held if label in text.labels else None
    for pair in text.pairs:
        if _fits(pair.left, subject) and _fits(pair.right, object_):
            return label in pair.forward
        if _fits(pair.right, subject) and _fits(pair.left, object_):
            return label in pair.backward
    return None


def _fits(places: Iterable[Span], span: Span) -> bool:
    return any(place.overlaps(span) for place in places)


def main(
    corpora: Annotated[
        Path, typer.Argument(help="Folder with knowledgenet, core_relations and silver.")
    ],
    out: Annotated[Path, typer.Option(help="Where the model goes.")] = DEFAULT,
) -> None:
    """Learn and write the model.

    Example: python -m kgraph.training.pairs ../shared/corpora
    """
    readings = read_readings()
    examples = list(find_examples(read_corpora(corpora), readings))
    examples += find_open_examples(read_open(corpora), readings)
    write_pair_model(learn(examples, readings), out)
    typer.echo(f"learnt from {len(examples)} examples; wrote {out}", err=True)


if __name__ == "__main__":
    typer.run(main)
