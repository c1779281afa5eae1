"""The article that the project was founded on; its text stays outside the repository."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

import kgraph
from kgraph import Claim, KnowledgeGraph

ARTICLE = Path(__file__).parents[2] / "shared" / "articles" / "tass-kaspersky.txt"

pytestmark = pytest.mark.skipif(
    not ARTICLE.is_file(), reason=f"{ARTICLE.name} is not beside the checkout"
)


@dataclass(frozen=True, slots=True)
class Row:
    """A claim that has to be there; an end in lower case names nothing and is told by words."""

    subject: str
    predicate: str
    object: str
    speakers: tuple[str, ...] = ()
    via: Sequence[tuple[str, ...]] = ((), ())


ROWS = [
    Row("Vladimir Putin", "mentions", "Yevgeny Kaspersky"),
    Row(
        "Kaspersky Lab",
        "banned_by",
        "US government",
        via=[("software",), ("offices and agencies",)],
    ),
    Row("Dmitry Peskov", "spokesperson_of", "Kremlin"),
    Row("Dmitry Peskov", "criticizes", "US government", via=[(), ("treatment",)]),
    Row("Vladimir Putin", "leads", "Russia"),
    Row("Kaspersky Lab", "produces", "Kaspersky Antivirus"),
    Row(
        "Mikhail Prokhorov",
        "promises",
        "deliver on that score someday",
        speakers=("Vladimir Putin",),
    ),
    Row(
        "Kaspersky Lab",
        "related_to",
        "United States",
        speakers=("the regulators",),
        via=[("it", "software"), ("security",)],
    ),
]


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeGraph:
    return kgraph.build([ARTICLE], tmp_path_factory.mktemp("founding") / "news.kg")


def name_of(graph: KnowledgeGraph, entity: str | None, words: str) -> str:
    return graph.entity(entity).name if entity else words


def as_row(graph: KnowledgeGraph, claim: Claim) -> Row:
    ends = (claim.subject, claim.object)
    return Row(
        name_of(graph, claim.subject.entity, claim.subject.words),
        claim.predicate,
        name_of(graph, claim.object.entity, claim.object.words.split(" (")[0]),
        tuple(name_of(graph, s.entity, s.words) for s in claim.speakers),
        [end.via for end in ends] if any(end.via for end in ends) else ((), ()),
    )


def claims_of(graph: KnowledgeGraph, subject: str, predicate: str) -> list[Claim]:
    entity = graph.entity(subject)
    return [
        claim
        for claim in graph.claims_about(entity)
        if claim.predicate == predicate and claim.subject.entity == entity.id
    ]


@pytest.mark.parametrize("row", ROWS, ids=lambda r: f"{r.subject} {r.predicate} {r.object}")
def test_the_founding_claim_is_there_affirmed_and_actual(graph: KnowledgeGraph, row: Row) -> None:
    found = [as_row(graph, claim) for claim in graph.claims if claim.asserted]
    assert row in found


def test_putin_mentions_kaspersky_in_at_least_two_clauses(graph: KnowledgeGraph) -> None:
    kaspersky = graph.entity("Yevgeny Kaspersky").id
    claims = claims_of(graph, "Vladimir Putin", "mentions")
    assert len({c.clause for c in claims if c.object.entity == kaspersky and not c.speakers}) >= 2


def test_the_ban_happened_in_september_2017_and_shows_what_is_inferred(
    graph: KnowledgeGraph,
) -> None:
    (claim,) = claims_of(graph, "Kaspersky Lab", "banned_by")
    assert claim.time is not None
    assert (str(claim.time.start), str(claim.time.end)) == ("2017-09-01", "2017-09-30")
    assert "get rid of under order" in claim.rule
    assert claim.inference
    assert "get rid of" in claim.quote


def test_the_risk_is_said_by_the_regulators_only(graph: KnowledgeGraph) -> None:
    claims = [c for c in graph.claims if c.phrase == "put at risk"]
    assert claims
    assert all([s.words for s in c.speakers] == ["the regulators"] for c in claims)


def test_what_was_promised_is_told_in_words_and_only_planned(graph: KnowledgeGraph) -> None:
    (claim,) = claims_of(graph, "Mikhail Prokhorov", "promises")
    assert "building a counterpart to Musk’s Tesla" in claim.object.words  # noqa: RUF001
    inner = [c for c in graph.claims if c.phrase.startswith("deliver")]
    assert inner
    assert {c.modality for c in inner} == {"planned"}


@pytest.mark.parametrize("words", ["familiar", "stifle", "score", "tighten", "come up against"])
def test_what_is_denied_or_conditional_is_no_fact(graph: KnowledgeGraph, words: str) -> None:
    assert not [c for c in graph.claims if words in c.phrase and c.asserted]


def test_that_putin_knows_the_meme_is_denied(graph: KnowledgeGraph) -> None:
    (claim,) = [c for c in graph.claims if "familiar" in c.phrase]
    assert claim.polarity == "denied"
    assert claim.subject.entity == graph.entity("Vladimir Putin").id


def test_the_man_and_his_company_are_two(graph: KnowledgeGraph) -> None:
    man, company = graph.entity("Yevgeny Kaspersky"), graph.entity("Kaspersky Lab")
    assert (man.type, company.type) == ("Person", "Organization")
    assert man.id != company.id


def test_all_the_ways_to_say_putin_are_one(graph: KnowledgeGraph) -> None:
    mentions = graph.mentions_of(graph.entity("Vladimir Putin"))
    texts = {mention.text for _, mention in mentions}
    assert {"Vladimir Putin", "Putin", "president", "He", "head"} <= texts
    assert "Putin" in graph.entity("Vladimir Putin").aliases


def test_the_article_is_read_as_a_reader_reads_it(graph: KnowledgeGraph) -> None:
    (article,) = graph.articles
    assert article.title.startswith("Putin spotlights Kaspersky")
    assert (article.publisher, article.place, str(article.published)) == (
        "TASS",
        "MOSCOW",
        "--03-05",
    )
    assert "All news" not in article.text
