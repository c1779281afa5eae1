"""``kgraph pull``: what people judged in a Neo4j database."""

from dataclasses import asdict

import kgraph
from kgraph.cli.decide import outcome_data, outcome_lines
from kgraph.cli.options import AsJson, By, Database, GraphFile, Uri, User, Why, server_at, signature
from kgraph.cli.terminal import print_json, print_lines, styled, warn
from kgraph.cli.unapplied import warn_unapplied


def pull(
    file: GraphFile,
    uri: Uri,
    user: User = "neo4j",
    database: Database = None,
    by: By = None,
    why: Why = "",
    as_json: AsJson = False,
) -> None:
    """Take in what people judged in Neo4j: SAME_AS and DIFFERENT_FROM between entities.

    Draw them in Neo4j Browser between two nodes of entities, with `by` and `why` as properties if
    you like. Each is taken once and kept as a decision; `kgraph decide` lists and undoes them.
    """
    signed = signature(by, why)
    pulled = kgraph.pull(file, server_at(uri, user, database), signature=signed)
    for judged in pulled.unknown:
        warn(f"not taken: {judged.verdict} {judged.left} {judged.right}: not in the graph")
    warn_unapplied(file)
    if as_json:
        unknown = [asdict(judged) for judged in pulled.unknown]
        new = [outcome_data(outcome) for outcome in pulled.new]
        print_json({"new": new, "known": pulled.known, "unknown": unknown})
        return
    print_lines(line for outcome in pulled.new for line in outcome_lines(outcome))
    print_lines([styled(f"new decisions: {len(pulled.new)}, known: {pulled.known}")])
