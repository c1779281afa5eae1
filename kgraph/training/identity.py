"""``python -m kgraph.training.identity CORPORA``: learn the weights of pairs of names.

A pair is a name and a thing that it may be of, by the rules: a thing of the same article
(Re-DocRED), of Wikidata's items (KnowledgeNet), of a list of persons (US legislators and
executives). Whether it is of it, the corpus says. The weights are those of a logistic regression
whose prior are the weights of ``identity.toml``; it is the same for the same corpora.
"""

import json
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from itertools import combinations
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer
import yaml  # type: ignore[import-untyped]

from kgraph.identity.linking import strongest_keys
from kgraph.identity.rules import NameRule, rule_of
from kgraph.identity.scoring import SAME, alone_features
from kgraph.names.folding import folded

WEIGHTS = Path(__file__).parent.parent / "identity" / "weights.toml"
HELD_OUT, SPREAD, ROUNDS = 0.3, 0.7, 50
"""The share of names held out, the spread of the prior, and steps of Newton's method."""
_SET = {
    "surname_known": -1.0,
    "roles_shared": 1.0,
    "countries_shared": 0.3,
    "countries_differ": -1.0,
    "companions_shared": 1.2,
}
_FIXED = {
    "Concept": {"bias": 0.0, "plural": 2.9},
    "Place": {"bias": 0.0, "renamed": 2.2},
    "Thing": {"bias": 0.0, "words_parted": 2.2, "renamed": 2.2},
}
_TYPES = {"PER": "Person", "ORG": "Organization"}


@dataclass(frozen=True, slots=True)
class Named:
    """A thing of a corpus with all names that it is called by there."""

    type: str
    place: str
    """Where it is told from others: things of two places are not compared."""
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Pair:
    """The features of two names, whether they are of one thing, and whether it is held out."""

    features: tuple[str, ...]
    same: bool
    held_out: bool


def read_things(corpora: Path) -> Iterator[Named]:
    """Yield the things of all corpora, in the order of their files."""
    yield from _redocred(corpora / "redocred" / "dev.json")
    yield from _knowledgenet(corpora / "knowledgenet" / "train_from_html.json")
    for name in ("legislators-current.yaml", "executive.yaml"):
        yield from _persons(corpora / "gazetteers" / name)


def _redocred(path: Path) -> Iterator[Named]:
    for number, article in enumerate(json.loads(path.read_text(encoding="utf-8"))):
        for mentions in article["vertexSet"]:
            types = {mention["type"] for mention in mentions} & _TYPES.keys()
            if len(types) == 1:
                names = frozenset(_clean(mention["name"]) for mention in mentions)
                yield Named(_TYPES[types.pop()], f"redocred {number}", names)


def _knowledgenet(path: Path) -> Iterator[Named]:
    names: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for fact in json.loads(path.read_text(encoding="utf-8")):
        for end in ("subj", "obj"):
            name, uri = fact[end] or (None, None)
            type_ = _ENDS.get((fact["prop"], end))
            if name and uri and type_ and name[0].isupper():
                names[type_, uri].add(_clean(name))
    for (type_, _), found in sorted(names.items()):
        yield Named(type_, "knowledgenet", frozenset(found))


_ENDS = {
    ("CEO", "subj"): "Organization",
    ("CEO", "obj"): "Person",
    ("DATE_OF_BIRTH", "subj"): "Person",
    ("DATE_OF_DEATH", "subj"): "Person",
    ("DATE_FOUNDED", "subj"): "Organization",
    ("EMPLOYEE_OR_MEMBER_OF", "subj"): "Person",
    ("EMPLOYEE_OR_MEMBER_OF", "obj"): "Organization",
    ("FOUNDED_BY", "subj"): "Organization",
    ("EDUCATED_AT", "subj"): "Person",
    ("EDUCATED_AT", "obj"): "Organization",
    ("HEADQUARTERS", "subj"): "Organization",
    ("SUBSIDIARY_OF", "subj"): "Organization",
    ("SUBSIDIARY_OF", "obj"): "Organization",
    ("PLACE_OF_BIRTH", "subj"): "Person",
    ("PLACE_OF_RESIDENCE", "subj"): "Person",
    ("NATIONALITY", "subj"): "Person",
    ("SPOUSE", "subj"): "Person",
    ("SPOUSE", "obj"): "Person",
    ("CHILD_OF", "subj"): "Person",
    ("CHILD_OF", "obj"): "Person",
    ("POLITICAL_AFFILIATION", "subj"): "Person",
}


def _persons(path: Path) -> Iterator[Named]:
    for row in yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader):
        yield Named("Person", "legislators", frozenset(_full_names(row["name"])))


def _full_names(name: Mapping[str, str]) -> Iterator[str]:
    first, last = name["first"], name["last"]
    suffix = f" {name['suffix']}" if "suffix" in name else ""
    yield f"{first} {last}{suffix}"
    yield f"{first} {last}"
    yield f"{first[0]}. {last}"
    if "middle" in name:
        yield f"{first} {name['middle']} {last}{suffix}"
    if "nickname" in name:
        yield f"{name['nickname']} {last}"
    if "official_full" in name:
        yield name["official_full"]


def _clean(name: str) -> str:
    return " ".join(name.split()).replace(" 's", "'s").replace(" .", ".").replace(" ,", ",")


def find_pairs(things: Iterable[Named], type_: str, prior: Mapping[str, float]) -> Iterator[Pair]:
    """Yield for each name each thing of its place that it may be of, by the name most like it.

    Its own thing counts without the name. Where another thing has the same name, that one says
    nothing, nor does a feature whose weight is set.
    """
    rule = rule_of(type_)
    by_place: defaultdict[str, list[Named]] = defaultdict(list)
    for thing in things:
        if thing.type == type_:
            by_place[thing.place].append(thing)
    for some in by_place.values():
        near = _compared(some, rule)
        for number, thing in enumerate(some):
            for name in sorted(thing.names):
                yield from _pairs_of(
                    name, number, [(n, some[n]) for n in near[number]], rule, prior
                )


def _pairs_of(
    name: str, own: int, near: list[tuple[int, Named]], rule: NameRule, prior: Mapping[str, float]
) -> Iterator[Pair]:
    found = []
    for number, thing in near:
        others = [other for other in sorted(thing.names) if folded(other) != folded(name)]
        if number != own and len(others) < len(thing.names):
            continue
        compared = (rule.compare(name, other) for other in others)
        fits = [some for some in compared if some and _SET.keys().isdisjoint(some)]
        if fits:
            found.append((number, max(fits, key=lambda f: (_total(f, prior), f))))
    for number, features in found:
        alone = alone_features(features, len(found))
        yield Pair((*features, *alone), number == own, _is_held_out(name))


def _total(features: Iterable[str], weights: Mapping[str, float]) -> float:
    return weights["bias"] + sum(weights[feature] for feature in features)


def _compared(things: list[Named], rule: NameRule) -> Mapping[int, list[int]]:
    """Return the things that share a key with each, itself too, sorted."""
    owners: defaultdict[str, dict[int, bool]] = defaultdict(dict)
    for number, thing in enumerate(things):
        for key, offered in strongest_keys(k for n in sorted(thing.names) for k in rule.keys(n)):
            owners[key][number] = offered
    found: dict[int, set[int]] = {number: {number} for number in range(len(things))}
    for sharing in owners.values():
        for left, right in combinations(sharing, 2):
            if not (sharing[left] and sharing[right]):
                found[left].add(right)
                found[right].add(left)
    return {number: sorted(near) for number, near in found.items()}


def _is_held_out(name: str) -> bool:
    return sha256(folded(name).split()[-1].encode()).digest()[0] < 256 * HELD_OUT


def learn(pairs: Iterable[Pair], prior: Mapping[str, float]) -> dict[str, float]:
    """Return the weights that make the pairs that are not held out most likely, near the prior."""
    counts = Counter((p.features, p.same) for p in pairs if not p.held_out)
    names = list(prior)
    rows = sorted(counts)
    held = np.array([[name == "bias" or name in row for name in names] for row, _ in rows], float)
    held = held.reshape(len(rows), len(names))
    truth = np.array([same for _, same in rows], float)
    amount = np.array([counts[row] for row in rows], float)
    start = np.array(list(prior.values()))
    weights = start.copy()
    for _ in range(ROUNDS):
        chance = 1.0 / (1.0 + np.exp(-held @ weights))
        slope = held.T @ (amount * (truth - chance)) - (weights - start) / SPREAD**2
        curve = (held.T * (amount * chance * (1.0 - chance))) @ held + np.eye(
            len(names)
        ) / SPREAD**2
        weights = weights + np.linalg.solve(curve, slope)
    return {name: round(float(weight), 2) for name, weight in zip(names, weights, strict=True)}


def measure(pairs: Iterable[Pair], weights: Mapping[str, float], least: float) -> dict[str, float]:
    """Return how many held-out pairs there are, and accuracy, precision and recall of "same"."""
    found: Counter[tuple[bool, bool]] = Counter()
    for pair in pairs:
        if pair.held_out:
            chance = 1.0 / (1.0 + np.exp(-_total(pair.features, weights)))
            found[chance >= least, pair.same] += 1
    said, true = found[True, True] + found[True, False], found[True, True] + found[False, True]
    return {
        "pairs": found.total(),
        "accuracy": round((found[True, True] + found[False, False]) / found.total(), 3),
        "precision": round(found[True, True] / max(said, 1), 3),
        "recall": round(found[True, True] / max(true, 1), 3),
    }


def write_weights(tables: Mapping[str, Mapping[str, float]], path: Path) -> None:
    """Write the weights, those of what articles tell and of types that nothing is learnt of too."""
    lines = [
        "# Made by python -m kgraph.training.identity; told, Concept, Place and Thing are set."
    ]
    for family, weights in {"told": _SET, **tables, **_FIXED}.items():
        lines += ["", f"[{family}]", *(f"{name} = {weight}" for name, weight in weights.items())]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main(
    corpora: Annotated[
        Path, typer.Argument(help="Folder with redocred, knowledgenet, gazetteers.")
    ],
    out: Annotated[Path, typer.Option(help="Where the weights go.")] = WEIGHTS,
) -> None:
    """Learn the weights of pairs of names, and say what held-out pairs they get right.

    Example: python -m kgraph.training.identity ../shared/corpora
    """
    priors: dict[str, dict[str, float]] = tomllib.loads(
        Path(__file__).with_name("identity.toml").read_text(encoding="utf-8")
    )
    things = list(read_things(corpora))
    learnt: dict[str, dict[str, float]] = {}
    report: dict[str, Any] = {}
    for family, prior in priors.items():
        pairs = list(find_pairs(things, family, prior))
        learnt[family] = learn(pairs, prior)
        report[family] = {
            "learnt": measure(pairs, learnt[family], SAME),
            "fixed": measure(pairs, prior, SAME),
        }
    write_weights(learnt, out)
    typer.echo(json.dumps(report, indent=1))


if __name__ == "__main__":
    typer.run(main)
