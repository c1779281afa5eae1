"""The shipped pipeline from articles to a graph that is kept: built, mended, and read again."""

from pathlib import Path

import pytest

import kgraph
from kgraph.errors import RecordError
from tests.keeping import names
from tests.test_cli import run, succeed

pytestmark = pytest.mark.model

DATA = Path(__file__).parents[2] / "data" / "articles"
ARTICLES = [
    str(DATA / name)
    for name in (
        "2017-09-14-washington-orders-removal.txt",
        "2018-05-31-judge-dismisses-suits.txt",
        "2024-06-21-treasury-sanctions-kaspersky-leadership.txt",
    )
]
JUDGE = "Judge throws out Kaspersky\u2019s challenge to American bans"


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = str(tmp_path / "news.kg")
    succeed("build", *ARTICLES, "-o", path)
    return path


def test_a_graph_is_kept_from_the_build_to_the_difference(file: str, tmp_path: Path) -> None:
    old, without = str(tmp_path / "old.kg"), str(tmp_path / "without.kg")
    succeed("combine", file, "-o", old)
    told = succeed("retract", file, JUDGE)
    assert "Colleen Kollar-Kotelly" in told
    succeed("build", ARTICLES[0], ARTICLES[2], "-o", without)
    assert succeed("diff", file, without) == "no difference\n"
    succeed("decide", file, "name", "Kaspersky Lab", "Kaspersky Laboratory")
    done = run("diff", old, file)
    assert done.exit_code == 1
    assert done.stdout.startswith("articles: 0 new, 1 gone, 0 changed\n")
    assert "name Kaspersky Lab -> Kaspersky Laboratory" in done.stdout
    # articles that are there already, and none, change nothing
    for articles in (ARTICLES, ()):
        counts = succeed("build", *articles, "-o", file)
        assert counts.startswith("articles: 2, ")
    assert "Kaspersky Laboratory" in names(kgraph.open(file))


def test_decisions_hold_after_articles_are_annotated_with_a_gazetteer(
    file: str, tmp_path: Path
) -> None:
    listed = tmp_path / "names.csv"
    listed.write_text(
        "name,type\nColleen Kollar-Kotelly,Person\nEugene Kaspersky,Person\n", "utf-8"
    )
    graph = kgraph.open(file)
    claim = next(c for c in graph.claims if c.predicate != "related_to")
    succeed("decide", file, "wrong", claim.id)
    succeed("decide", file, "name", "Kaspersky Lab", "Kaspersky Laboratory")
    refused = run("build", "-o", file, "--gazetteer", str(listed))
    assert refused.exit_code == 1
    assert "or --reannotate" in refused.stderr
    succeed("build", "-o", file, "--gazetteer", str(listed), "--reannotate")
    assert "Kaspersky Laboratory" in names(kgraph.open(file))
    assert claim.id not in {c.id for c in kgraph.open(file).claims}
    assert {o.unapplied for o in kgraph.judgements(file)} == {""}
    assert succeed("check", file).endswith("sound\n")


def test_clauses_of_names_make_the_same_claims_in_a_smaller_file(file: str, tmp_path: Path) -> None:
    small = str(tmp_path / "small.kg")
    succeed("build", *ARTICLES, "-o", small, "--clauses", "named")
    assert succeed("diff", file, small) == "no difference\n"
    assert kgraph.open(small).claims == kgraph.open(file).claims
    assert succeed("build", "-o", small) == succeed("build", "-o", file)
    with pytest.raises(RecordError, match="keeps the clauses of names only"):
        kgraph.build([], small, options=kgraph.BuildOptions(concepts=True))
    succeed("build", "-o", file, "--concepts")
    with pytest.raises(
        RecordError, match=r"has concepts, .*; leave out --clauses named, or add --"
    ):
        kgraph.build([], file, options=kgraph.BuildOptions(clauses="named", reannotate=True))
    again = kgraph.BuildOptions(clauses="named", reannotate=True, concepts=False)
    assert kgraph.build([], file, options=again).claims == kgraph.open(small).claims


def test_an_ontology_of_ones_own_is_kept_by_every_verb_until_it_is_taken_out(
    file: str, tmp_path: Path
) -> None:
    own, empty = tmp_path / "own.toml", tmp_path / "empty.toml"
    own.write_text(
        '[predicates.signs_law]\ndomain = ["Person"]\nrange = ["Product"]\n'
        'frames = [{ trigger = "sign", subject = "domain", object = "range", '
        'example = "Ann signed the act." }]\n',
        "utf-8",
    )
    empty.write_text("", "utf-8")
    succeed("build", "-o", file, "--ontology", str(own))
    assert reads(file)
    succeed("retract", file, JUDGE)
    succeed("retract", file, JUDGE, "--undo")
    succeed("decide", file, "hide", "Congress")
    succeed("build", *ARTICLES, "-o", file)
    assert reads(file)
    succeed("build", "-o", file, "--ontology", str(empty))
    assert not reads(file)


def reads(file: str) -> bool:
    """Return whether the graph has a claim of the predicate of one's own."""
    return any(claim.predicate == "signs_law" for claim in kgraph.open(file).claims)
