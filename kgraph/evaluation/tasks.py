"""The door of the room: what can be measured, by name."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Literal, get_args

from kgraph.errors import KGraphError
from kgraph.evaluation.attribution import score_attribution
from kgraph.evaluation.blocking import score_blocking
from kgraph.evaluation.claims import score_claims
from kgraph.evaluation.core_relations import score_core
from kgraph.evaluation.coreference import score_coreference
from kgraph.evaluation.crossre import score_crossre
from kgraph.evaluation.edges import score_edges
from kgraph.evaluation.gap import score_gap
from kgraph.evaluation.identity import score_identity
from kgraph.evaluation.knowledgenet import score_knowledgenet
from kgraph.evaluation.mine import score_mine
from kgraph.evaluation.names import score_names
from kgraph.evaluation.namesakes import score_namesakes
from kgraph.evaluation.negation import score_negation
from kgraph.evaluation.open_extraction import score_carb, score_wire57
from kgraph.evaluation.parsing import score_parse
from kgraph.evaluation.scores import Scores
from kgraph.evaluation.storyweb import score_storyweb

Task = Literal[
    "attribution",
    "blocking",
    "carb",
    "claims",
    "core",
    "coref",
    "crossre",
    "edges",
    "gap",
    "identity",
    "knowledgenet",
    "mine",
    "namesakes",
    "negation",
    "ner",
    "parse",
    "storyweb",
    "wire57",
]
TASKS: tuple[Task, ...] = get_args(Task)
PLAIN: Mapping[str, Callable[..., Scores]] = MappingProxyType(
    {
        "attribution": score_attribution,
        "blocking": score_blocking,
        "carb": score_carb,
        "core": score_core,
        "crossre": score_crossre,
        "edges": score_edges,
        "gap": score_gap,
        "identity": score_identity,
        "knowledgenet": score_knowledgenet,
        "mine": score_mine,
        "namesakes": score_namesakes,
        "negation": score_negation,
        "storyweb": score_storyweb,
        "wire57": score_wire57,
    }
)
"""The tasks that take no option but the pipeline."""


def evaluate(  # noqa: PLR0913 (each task has an option of its own)
    task: Task,
    path: str | Path,
    *,
    pipeline: str | None = None,
    ontology: str | Path | None = None,
    types: Mapping[str, str] | None = None,
    leave_out: Sequence[str] = (),
    progress: Callable[[str, int], None] | None = None,
) -> Scores:
    """Return how well kgraph reads what lies at ``path``; writes nothing there.

    ``claims`` takes an answer key in JSON lines, ``ner`` a file of columns with IOB tags, or a
    folder of them, ``parse`` a CoNLL-U file or a folder of them, ``attribution`` a folder of
    PolNeAR's form, ``edges`` a key of edges in JSON lines, ``namesakes`` articles on people in
    JSON lines, ``negation`` a file of *SEM 2012's, ``coref`` a CoNLL-U file of OntoGUM or a folder
    of them, ``gap`` a table of GAP, ``identity`` a file of ECB+'s mentions, ``blocking`` a table of
    pairs of names, and each other task the corpus that it is named after, ``carb``, ``mine`` and
    ``wire57`` its folder.
    ``pipeline`` names an installed spaCy pipeline, None the shipped one. ``ontology`` (for
    ``claims``) is a file that adds to the shipped ontology; ``types`` (for ``ner``) lead from the
    labels of corpus and pipeline to the types that are compared, instead of the shipped map;
    documents in whose id a text of ``leave_out`` (for
    ``coref`` and ``parse``) stands, or which a CoNLL-U file of that name holds, are not read.
    ``progress`` is called with a title and the number of each article, sentence, paragraph or
    pair, from 1.

    Raises:
        KGraphError: there is no such task, it takes no such option, or a file, the pipeline or
            the ontology cannot be used; the message is one line.
    """
    options: tuple[tuple[str, bool, tuple[Task, ...]], ...] = (
        ("ontology", ontology is not None, ("claims",)),
        ("types", types is not None, ("ner",)),
        ("leave_out", bool(leave_out), ("coref", "parse")),
    )
    for option, given, homes in options:
        if given and task not in homes:
            names = " and ".join(map(repr, homes))
            raise KGraphError(f"{option}: only for {names}, not for {task!r}; leave it out")
    path = Path(path)
    match task:
        case "claims":
            own = Path(ontology) if ontology is not None else None
            return score_claims(path, pipeline=pipeline, ontology=own, progress=progress)
        case "ner":
            return score_names(path, pipeline=pipeline, types=types, progress=progress)
        case "coref":
            return score_coreference(
                path, pipeline=pipeline, leave_out=leave_out, progress=progress
            )
        case "parse":
            return score_parse(path, pipeline=pipeline, leave_out=leave_out, progress=progress)
    if task in PLAIN:
        return PLAIN[task](path, pipeline=pipeline, progress=progress)
    raise KGraphError(f"{task!r}: no such task; choose one of {', '.join(TASKS)}")
