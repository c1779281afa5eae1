"""News articles into a knowledge graph in which every edge replays to its sentence.

Each public name is loaded when it is first used, so that ``import kgraph`` stays quick and brings
in neither spaCy nor a browser page nor a database driver.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kgraph.articles import ArticleFields
    from kgraph.errors import (
        DatabaseError,
        KGraphError,
        NotFoundError,
        OntologyError,
        PipelineError,
        QueryError,
        ReadError,
        RecordError,
        WriteError,
    )
    from kgraph.evaluation import Scores, evaluate
    from kgraph.graph import (
        Explanation,
        GraphDiff,
        KnowledgeGraph,
        Tables,
        Together,
        UnsurePair,
        diff,
    )
    from kgraph.graph import open_graph as open  # noqa: A004 - read as kgraph.open
    from kgraph.model import (
        Article,
        Claim,
        Decision,
        End,
        Entity,
        Mention,
        PartialDate,
        Relation,
        Span,
        Speaker,
        TimeSpan,
    )
    from kgraph.outputs import export
    from kgraph.page import Page, view
    from kgraph.pipeline.build import BuildOptions, build
    from kgraph.pipeline.combining import combine, dump
    from kgraph.pipeline.deciding import (
        Outcome,
        decide,
        export_judgements,
        import_judgements,
        judgements,
    )
    from kgraph.pipeline.pulling import Pulled, pull
    from kgraph.pipeline.reviewing import Review, review
    from kgraph.pipeline.signature import Signature
    from kgraph.pipeline.upkeep import Fallout, history, retract
    from kgraph.propertygraph.answers import Answer
    from kgraph.propertygraph.delivery import Pushed
    from kgraph.propertygraph.embedded import cypher
    from kgraph.propertygraph.push import push
    from kgraph.propertygraph.server import Server
    from kgraph.propertygraph.serving import Service, serve
    from kgraph.record.check import Health, check

    __version__: str

_HOMES = {
    "Answer": "propertygraph.answers",
    "Article": "model",
    "ArticleFields": "articles",
    "BuildOptions": "pipeline.build",
    "Claim": "model",
    "DatabaseError": "errors",
    "Decision": "model",
    "End": "model",
    "Entity": "model",
    "Explanation": "graph",
    "Fallout": "pipeline.upkeep",
    "GraphDiff": "graph",
    "Health": "record.check",
    "KGraphError": "errors",
    "KnowledgeGraph": "graph",
    "Mention": "model",
    "NotFoundError": "errors",
    "OntologyError": "errors",
    "Outcome": "pipeline.deciding",
    "Page": "page",
    "PartialDate": "model",
    "PipelineError": "errors",
    "Pulled": "pipeline.pulling",
    "Pushed": "propertygraph.delivery",
    "QueryError": "errors",
    "ReadError": "errors",
    "RecordError": "errors",
    "Relation": "model",
    "Review": "pipeline.reviewing",
    "Scores": "evaluation",
    "Server": "propertygraph.server",
    "Service": "propertygraph.serving",
    "Signature": "pipeline.signature",
    "Span": "model",
    "Speaker": "model",
    "Tables": "graph",
    "TimeSpan": "model",
    "Together": "graph",
    "UnsurePair": "graph",
    "WriteError": "errors",
    "build": "pipeline.build",
    "check": "record.check",
    "combine": "pipeline.combining",
    "cypher": "propertygraph.embedded",
    "decide": "pipeline.deciding",
    "diff": "graph",
    "dump": "pipeline.combining",
    "evaluate": "evaluation",
    "export": "outputs",
    "export_judgements": "pipeline.deciding",
    "history": "pipeline.upkeep",
    "import_judgements": "pipeline.deciding",
    "judgements": "pipeline.deciding",
    "open": "graph:open_graph",
    "pull": "pipeline.pulling",
    "push": "propertygraph.push",
    "retract": "pipeline.upkeep",
    "review": "pipeline.reviewing",
    "serve": "propertygraph.serving",
    "view": "page",
}

__all__ = [
    "Answer",
    "Article",
    "ArticleFields",
    "BuildOptions",
    "Claim",
    "DatabaseError",
    "Decision",
    "End",
    "Entity",
    "Explanation",
    "Fallout",
    "GraphDiff",
    "Health",
    "KGraphError",
    "KnowledgeGraph",
    "Mention",
    "NotFoundError",
    "OntologyError",
    "Outcome",
    "Page",
    "PartialDate",
    "PipelineError",
    "Pulled",
    "Pushed",
    "QueryError",
    "ReadError",
    "RecordError",
    "Relation",
    "Review",
    "Scores",
    "Server",
    "Service",
    "Signature",
    "Span",
    "Speaker",
    "Tables",
    "TimeSpan",
    "Together",
    "UnsurePair",
    "WriteError",
    "__version__",
    "build",
    "check",
    "combine",
    "cypher",
    "decide",
    "diff",
    "dump",
    "evaluate",
    "export",
    "export_judgements",
    "history",
    "import_judgements",
    "judgements",
    "open",
    "pull",
    "push",
    "retract",
    "review",
    "serve",
    "view",
]


def __getattr__(name: str) -> object:
    """Return the public name, loaded from its room and kept for the next time."""
    value: object
    if name == "__version__":
        value = import_module("importlib.metadata").version("kgraph-news")
    elif name in _HOMES:
        room, _, renamed = _HOMES[name].partition(":")
        value = getattr(import_module(f"kgraph.{room}"), renamed or name)
    else:
        raise AttributeError(f"module 'kgraph' has no attribute {name!r}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """Return the public names, sorted."""
    return __all__
