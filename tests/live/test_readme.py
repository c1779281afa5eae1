"""What the README shows with a Neo4j, run as it stands there."""

import os
import re
import subprocess
import sys
from pathlib import Path

import neo4j
import pytest

import kgraph
from tests.live.neo4j_server import Neo4jServer

pytestmark = [pytest.mark.neo4j, pytest.mark.model]

ROOT = Path(kgraph.__file__).parent.parent
ADDRESS = "neo4j://localhost:7687"


def section() -> str:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    return readme.partition("### On a Neo4j that is kept for years")[2].partition("\n## ")[0]


def test_the_commands_push_and_pull_and_the_query_draws_a_picture(
    tmp_path: Path, neo4j_server: Neo4jServer, database: neo4j.Driver
) -> None:
    kgraph.build([ROOT / "data" / "articles"], tmp_path / "news.kg")
    pushing, pulling = (block for block in _blocks("sh") if ADDRESS in block)
    assert "nothing was written" in _run(pushing, tmp_path, neo4j_server)
    [picture] = _blocks("cypher")
    records, _, _ = database.execute_query(picture)
    paths = [record["path"] for record in records]
    assert len(paths) > 10
    assert all(isinstance(path, neo4j.graph.Path) for path in paths)
    database.execute_query(
        "MATCH (a:Entity {name: 'Microsoft'}), (b:Entity {name: 'Activision Blizzard'}) "
        "CREATE (a)-[:DIFFERENT_FROM {by: 'Anna', why: 'buyer and bought'}]->(b)"
    )
    assert "new decisions: 1, known: 0" in _run(pulling, tmp_path, neo4j_server)


def _blocks(kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```", section(), re.MULTILINE | re.DOTALL)


def _run(commands: str, folder: Path, server: Neo4jServer) -> str:
    told = re.sub(r"^export .*$", "", commands, flags=re.MULTILINE)
    told = told.replace(ADDRESS, server.uri).replace("kgraph ", f"{sys.executable} -m kgraph ")
    done = subprocess.run(  # noqa: S603 - the README is ours
        ["/bin/bash", "-euo", "pipefail", "-c", told],
        cwd=folder,
        env=os.environ | {"NEO4J_PASSWORD": server.password, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
