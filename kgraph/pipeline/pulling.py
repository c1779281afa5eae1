"""Judgements that people made in a Neo4j database, taken into the record."""

from dataclasses import dataclass, replace
from pathlib import Path

from kgraph.errors import NotFoundError
from kgraph.graph import KnowledgeGraph, open_graph, refold
from kgraph.model import Judgement
from kgraph.pipeline.deciding import Outcome, content_of, keep_judgement, make_judgement
from kgraph.pipeline.signature import UNSIGNED, Signature
from kgraph.propertygraph.judged import Judged, read_judged
from kgraph.propertygraph.server import Server
from kgraph.record import Record


@dataclass(frozen=True, slots=True)
class Pulled:
    """What came of a pull.

    ``new`` are the judgements that were kept, ``known`` counts those that the record had before,
    in force or not, and ``unknown`` are those on entities that the graph does not have.
    """

    new: tuple[Outcome, ...]
    known: int
    unknown: tuple[Judged, ...]


def pull(path: str | Path, server: Server, *, signature: Signature = UNSIGNED) -> Pulled:
    """Keep in the record what relationships in the database tell of who is who.

    ``(:Entity)-[:SAME_AS|DIFFERENT_FROM {by, why}]->(:Entity)`` becomes a judgement, which wins
    over earlier ones on the same two; two that contradict each other in the database count for
    nothing. Each is taken once: what the record once had, and what was taken back in it since, is
    not taken again. ``signature`` tells the day, and who judged where ``by`` does not. A
    relationship that was deleted in the database takes nothing back.

    Raises:
        DatabaseError: the server is not reached or refuses.
        RecordError: there is no record, or it cannot be read or written.
    """
    found = read_judged(server)
    with Record.open_to_write(path) as record:
        refold(record)
        graph = open_graph(path)
        kept, known, unknown = list[Judgement](), 0, list[Judged]()
        ever = {_said(s) for s in record.statements() if isinstance(s, Judgement)}
        before = record.judgements()
        for judged in found:
            try:
                new = _judgement(record, graph, judged, signature)
            except NotFoundError:
                unknown.append(judged)
                continue
            if _said(new) in ever:
                known += 1
            else:
                signed = replace(signature, by=new.by, why=new.why)
                kept.append(keep_judgement(record, new, signed, before))
        refold(record)
        reasons = record.unapplied()
        new_ones = tuple(Outcome(judgement, reasons.get(judgement.id, "")) for judgement in kept)
        return Pulled(new_ones, known, tuple(unknown))


def _judgement(
    record: Record, graph: KnowledgeGraph, judged: Judged, signature: Signature
) -> Judgement:
    about = [(judged.left, None), (judged.right, None)]
    made = make_judgement(record, graph, judged.verdict, about)
    return replace(made, by=judged.by or signature.by, why=judged.why or signature.why)


def _said(judgement: Judgement) -> tuple[object, ...]:
    return (content_of(judgement), judgement.by, judgement.why)
