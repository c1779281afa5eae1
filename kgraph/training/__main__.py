"""``python -m kgraph.training CORPORA``: make the language pipeline from the open corpora."""

import json
import shutil
from pathlib import Path
from typing import Annotated

import typer

from kgraph.training.recipe import JOINED, STAGES, join, run_stage, save

PIPELINE = Path(__file__).parent.parent / "language" / "pipeline"


def main(
    corpora: Annotated[Path, typer.Argument(help="Folder with ud_ewt, ud_gum, silver, ...")],
    out: Annotated[Path, typer.Option(help="Where the joined pipeline goes.")] = PIPELINE,
    work: Annotated[Path, typer.Option(help="Converted corpora and models.")] = Path("training"),
    stage: Annotated[list[str] | None, typer.Option(help="Only this; may be repeated.")] = None,
    steps: Annotated[int | None, typer.Option(help="Fewer steps than the recipe, to try.")] = None,
) -> None:
    """Train and join; a stage left out keeps what lies in --work.

    Example: python -m kgraph.training ../shared/corpora
    """
    for name in stage or STAGES:
        run_stage(corpora, work, name, steps=steps)
    if all((work / part).is_dir() for part in JOINED):
        nlp = join(work)
        for part in [*nlp.pipe_names, "vocab"]:
            shutil.rmtree(out / part, ignore_errors=True)
        save(nlp, out)
        typer.echo(f"wrote {out}", err=True)
        typer.echo(json.dumps(nlp.meta["performance"]))


typer.run(main)
