"""``kgraph decide``: what a person knows better."""

import sys
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

import kgraph
from kgraph.cli.options import AsJson, By, GraphFile, Why, signature
from kgraph.cli.terminal import print_json, print_lines, styled
from kgraph.cli.unapplied import warn_unapplied
from kgraph.errors import ReadError
from kgraph.files import write_atomically
from kgraph.model import Judgement, JudgementKind
from kgraph.pipeline.signature import Signature

STREAM = Path("-")


class Kind(StrEnum):
    """What is decided."""

    SAME = "same"
    DIFFERENT = "different"
    WRONG = "wrong"
    RIGHT = "right"
    TYPE = "type"
    NAME = "name"
    HIDE = "hide"
    UNDO = "undo"


_ABOUT = {
    Kind.SAME: "NAME NAME",
    Kind.DIFFERENT: "NAME NAME",
    Kind.WRONG: "CLAIM",
    Kind.RIGHT: "CLAIM",
    Kind.TYPE: "NAME TYPE",
    Kind.NAME: "NAME NEW_NAME",
    Kind.HIDE: "NAME",
    Kind.UNDO: "JUDGEMENT",
}
"""What has to follow each kind."""


_OWN: Mapping[Kind, JudgementKind] = {
    Kind.SAME: "same",
    Kind.DIFFERENT: "different",
    Kind.WRONG: "wrong",
    Kind.RIGHT: "right",
    Kind.TYPE: "type",
    Kind.NAME: "name",
    Kind.HIDE: "hide",
    Kind.UNDO: "withdrawn",
}


def decide(
    file: GraphFile,
    kind: Annotated[
        Kind | None,
        typer.Argument(
            metavar="KIND",
            help="same NAME NAME, different NAME NAME, wrong CLAIM, right CLAIM, type NAME TYPE, "
            "name NAME NEW_NAME, hide NAME, undo JUDGEMENT; without it, what was decided.",
        ),
    ] = None,
    about: Annotated[
        list[str] | None, typer.Argument(metavar="ABOUT...", help="Names or ids.")
    ] = None,
    article: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ARTICLE",
            help="Where a name has several bearers, the article that means it: give it twice, for "
            "the first name and for the second.",
        ),
    ] = None,
    by: By = None,
    why: Why = "",
    import_from: Annotated[
        Path | None,
        typer.Option(
            "--import",
            metavar="FILE",
            help="Take in decisions and retractions of others; - is standard input.",
        ),
    ] = None,
    export_to: Annotated[
        Path | None,
        typer.Option(
            "--export",
            metavar="FILE",
            help="Write all decisions and retractions; - is standard output.",
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Decide who is who, which claim is wrong, what a thing is called; or list what was decided.

    A decision wins over everything that is computed, holds for every later article, and can be
    undone. Two that contradict each other count for nothing until one of them is undone. Claims
    and their ids are in `kgraph explain` and `kgraph show --json`.
    """
    if import_from is not None or export_to is not None:
        if len([given for given in (kind, import_from, export_to) if given is not None]) > 1:
            raise typer.BadParameter("choose one of KIND, --import and --export")
        if import_from is not None:
            _import(file, import_from, as_json=as_json)
        elif export_to is not None:
            _export(file, export_to)
        return
    if kind is None:
        found = kgraph.judgements(file)
        print_json([outcome_data(o) for o in found]) if as_json else print_lines(_listing(found))
        return
    names = about or []
    if len(names) != len(_ABOUT[kind].split()):
        raise typer.BadParameter(f"give {kind.value} {_ABOUT[kind]}", param_hint="'ABOUT'")
    outcome = _decide(file, kind, names, article or [], signature(by, why))
    print_json(outcome_data(outcome)) if as_json else print_lines(outcome_lines(outcome))


def _decide(
    file: Path, kind: Kind, names: list[str], articles: list[str], signed: Signature
) -> kgraph.Outcome:
    value = names.pop() if kind in (Kind.TYPE, Kind.NAME) else ""
    return kgraph.decide(file, _OWN[kind], names, value=value, articles=articles, signature=signed)


def _import(file: Path, source: Path, *, as_json: bool) -> None:
    try:
        if source == STREAM:
            new = kgraph.import_judgements(file, sys.stdin, "standard input")
        else:
            with source.open(encoding="utf-8") as lines:
                new = kgraph.import_judgements(file, lines, str(source))
    except (OSError, UnicodeDecodeError) as error:
        raise ReadError(f"{source}: cannot be read; name a file of decisions") from error
    warn_unapplied(file)
    print_json({"new": new}) if as_json else print_lines([styled(f"new decisions: {new}")])


def _export(file: Path, target: Path) -> None:
    if target == STREAM:
        kgraph.export_judgements(file, sys.stdout)
        return
    write_atomically(target, lambda stream: kgraph.export_judgements(file, stream))
    print_lines([styled(f"wrote {target}")])


def _listing(found: tuple[kgraph.Outcome, ...]) -> Iterator[Text]:
    for outcome in found:
        yield from outcome_lines(outcome)
    if not found:
        yield styled("nothing was decided")


def outcome_lines(outcome: kgraph.Outcome) -> Iterator[Text]:
    """Yield what was decided, by whom and why, and why it is not applied where it is not."""
    judgement = outcome.judgement
    by = f"  by {judgement.by}" if judgement.by else ""
    yield styled(
        (judgement.kind, "bold"), f"  {_matter(judgement)}{by}  {judgement.when}  {judgement.id}"
    )
    if judgement.why:
        yield styled(f"  why: {judgement.why}")
    if outcome.unapplied:
        yield styled("  ", ("not applied", "bold yellow"), f": {outcome.unapplied}")


def _matter(judgement: Judgement) -> str:
    if judgement.claim:
        claim = judgement.claim
        return f'{claim.claim}: {claim.predicate}, "{claim.quote}"'
    if judgement.kind == "withdrawn":
        return ", ".join(judgement.supersedes)
    names = ", ".join(f'"{anchor.form}" ({anchor.type})' for anchor in judgement.entities)
    return f"{names} is {judgement.value}" if judgement.value else names


def outcome_data(outcome: kgraph.Outcome) -> dict[str, object]:
    """Return the same for JSON."""
    return asdict(outcome.judgement) | {"unapplied": outcome.unapplied}
