"""``kgraph evaluate``: how well kgraph reads, against a public corpus or an answer key."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

import kgraph
from kgraph.cli.options import AsJson
from kgraph.cli.terminal import print_json, print_lines, progress, styled

if TYPE_CHECKING:
    from kgraph.evaluation import Finding, Scores

PLACES = 4


class Task(StrEnum):
    """The tasks of ``kgraph.evaluation``, as typer wants them."""

    ATTRIBUTION = "attribution"
    BLOCKING = "blocking"
    CARB = "carb"
    CLAIMS = "claims"
    CORE = "core"
    COREF = "coref"
    CROSSRE = "crossre"
    EDGES = "edges"
    GAP = "gap"
    IDENTITY = "identity"
    KNOWLEDGENET = "knowledgenet"
    MINE = "mine"
    NAMESAKES = "namesakes"
    NEGATION = "negation"
    NER = "ner"
    PARSE = "parse"
    STORYWEB = "storyweb"
    WIRE57 = "wire57"


def evaluate(
    task: Annotated[Task, typer.Argument(metavar="TASK", help=f"One of {', '.join(Task)}.")],
    path: Annotated[
        Path,
        typer.Argument(
            metavar="PATH",
            help="An answer key (claims); IOB columns or marked articles (ner); CoNLL-U (coref, "
            "parse); or a folder of these; for the other tasks a corpus that the README names.",
        ),
    ],
    pipeline: Annotated[
        str | None, typer.Option(help="An installed spaCy pipeline instead of the shipped one.")
    ] = None,
    ontology: Annotated[
        Path | None, typer.Option(help="For claims: a TOML file on top of the shipped ontology.")
    ] = None,
    types: Annotated[
        str | None,
        typer.Option(
            metavar="FILE|PAIRS", help="For ner: PER=PERSON,ORG=ORG or a TOML file with [types]."
        ),
    ] = None,
    leave_out: Annotated[
        list[str] | None,
        typer.Option(
            metavar="TEXT|FILE",
            help="For coref and parse: no document with this in its id, or none that a CoNLL-U "
            "file of this name holds; may be repeated.",
        ),
    ] = None,
    misses: Annotated[
        bool, typer.Option("--misses", help="For claims: list what is missed and what is wrong.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Measure how well kgraph reads, against a treebank, a corpus of names or an answer key."""
    if misses and task is not Task.CLAIMS:
        raise typer.BadParameter("only the task claims lists misses", param_hint="--misses")
    with progress() as advance:
        scores = kgraph.evaluate(
            task.value,
            path,
            pipeline=pipeline,
            ontology=ontology,
            types=None if types is None else _types(types),
            leave_out=leave_out or (),
            progress=advance,
        )
    if as_json:
        print_json(_data(scores, misses=misses))
        return
    print_lines(_table(scores))
    if misses:
        print_lines(_findings("missed", scores.misses))
        print_lines(_findings("wrong", scores.wrong))


def _types(given: str) -> Mapping[str, str]:
    """Return the map of types that the option writes out or names."""
    if "=" not in given:
        # the room loads spaCy, which the help need not wait for
        from kgraph.evaluation import read_types

        return read_types(Path(given))
    pairs = [pair.strip().partition("=") for pair in given.split(",")]
    if not all(label and type_ for label, _, type_ in pairs):
        raise typer.BadParameter("expected pairs such as PER=PERSON,ORG=ORG", param_hint="--types")
    return {label: type_ for label, _, type_ in pairs}


def _data(scores: "Scores", *, misses: bool) -> dict[str, object]:
    data: dict[str, object] = {
        "task": scores.task,
        "scores": {name: round(value, PLACES) for name, value in sorted(scores.scores.items())},
        "counts": dict(sorted(scores.counts.items())),
    }
    if misses:
        data |= {
            "misses": [dict(sorted(asdict(finding).items())) for finding in scores.misses],
            "wrong": [dict(sorted(asdict(finding).items())) for finding in scores.wrong],
        }
    return dict(sorted(data.items()))


def _table(scores: "Scores") -> Iterator[Text]:
    yield styled("  score  of")
    for name, value in sorted(scores.scores.items()):
        yield styled((f"{value:7.{PLACES}f}", "bold"), f"  {name}")
    yield Text()
    yield styled("  count  of")
    for name, count in sorted(scores.counts.items()):
        yield styled((f"{count:7}", "bold"), f"  {name}")


def _findings(kind: str, findings: Iterable["Finding"]) -> Iterator[Text]:
    for finding in findings:
        yield Text()
        yield styled((kind, "bold red"), f" in {finding.article}")
        phrase = f" ({finding.phrase})" if finding.phrase else ""
        ends = ((finding.subject, "bold"), (finding.object, "bold"))
        yield styled("  ", ends[0], f"  {finding.predicate}{phrase}  ", ends[1])
        speaker = f", says {finding.speaker}" if finding.speaker else ""
        rule = f"  [{finding.rule}]" if finding.rule else ""
        yield styled(f"  {finding.polarity}, {finding.modality}{speaker}", (rule, "dim"))
        if finding.quote:
            yield styled(f"  {finding.quote}")
        if finding.why:
            yield styled((f"  never: {finding.why}", "yellow"))
