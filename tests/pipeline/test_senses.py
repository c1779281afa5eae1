"""Two who bear one name, through the record: told apart, judged, explained, and kept."""

from dataclasses import replace
from pathlib import Path

import pytest

import kgraph
from kgraph.errors import KGraphError, NotFoundError
from kgraph.graph import fold_record
from kgraph.ontology import load_ontology
from kgraph.record import Record
from tests.builders import save_record
from tests.keeping import ACME, ANNA, BANK, GERMANY, JOHN, keep, news, says
from tests.properties.news import with_nobody

OLD = news("Old", replace(says(ANNA, "own", ACME), born=1931), published="1990-03-01")
OLDER = news("Older", replace(says(ANNA, "visit", BANK), born=1931), published="1992-03-01")
YOUNG = news("Young", replace(says(ANNA, "visit", GERMANY), born=1985), published="2019-03-01")
LATER = news("Later", says(ANNA, "visit", ACME), published="2024-03-01")

LAST = news("Last", says(ANNA, "visit", ACME), published="2024-03-01")


def bearers(path: Path) -> list[list[str]]:
    """Return the titles of the articles of each entity of that name."""
    graph = kgraph.open(path)
    found = [e for e in graph.entities if e.name == ANNA[1]]
    return sorted(sorted(graph.article(a).title for a in e.articles) for e in found)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "news.kg"


def test_two_of_one_name_are_two_entities_with_claims_of_their_own(path: Path) -> None:
    graph = keep(path, OLD, OLDER, YOUNG)
    assert bearers(path) == [["Old", "Older"], ["Young"]]
    told = {graph.article(c.article).title: c.subject.entity for c in graph.claims}
    assert told["Old"] == told["Older"] != told["Young"]
    assert {d.verdict for d in graph.decisions} <= {"different", "unsure"}


def test_order_and_what_came_before_change_nothing(tmp_path: Path) -> None:
    several = [OLD, OLDER, YOUNG]
    whole = keep(tmp_path / "whole.kg", *several)
    step = tmp_path / "step.kg"
    for article in reversed(several):
        save_record(step, [article])
    graph = kgraph.open(step)
    assert sorted(e.members for e in graph.entities) == sorted(e.members for e in whole.entities)
    kgraph.retract(step, OLDER[0].id)
    only = keep(tmp_path / "only.kg", OLD, YOUNG)
    left = kgraph.open(step)
    assert sorted(e.members for e in left.entities) == sorted(e.members for e in only.entities)


def test_former_ids_lead_on_when_the_first_bearer_changes(path: Path) -> None:
    [alone] = [e for e in keep(path, YOUNG).entities if e.name == ANNA[1]]
    save_record(path, [OLD, OLDER])
    graph = kgraph.open(path)
    assert graph.entity(alone.id).name == ANNA[1]


def test_a_name_is_parted_by_its_articles_and_made_one_again(path: Path) -> None:
    keep(path, LATER, LAST)
    first, last = (article.id for article in kgraph.open(path).articles)
    names = [ANNA[1], ANNA[1]]
    made = kgraph.decide(path, "different", names, articles=[first, last])
    assert made.unapplied == ""
    assert bearers(path) == [["Last"], ["Later"]]
    save_record(path, [YOUNG])
    assert len(bearers(path)) == 2
    assert kgraph.decide(path, "different", names, articles=[last, first]) == made
    kgraph.decide(path, "same", names, articles=[first, last])
    assert bearers(path) == [["Last", "Later", "Young"]]


def test_what_is_withdrawn_is_one_again(path: Path) -> None:
    keep(path, LATER, LAST)
    articles = [article.id for article in kgraph.open(path).articles]
    made = kgraph.decide(path, "different", [ANNA[1], ANNA[1]], articles=articles)
    kgraph.decide(path, "withdrawn", [made.judgement.id])
    assert bearers(path) == [["Last", "Later"]]


def test_an_organization_is_parted_too_and_others_go_where_they_fit(path: Path) -> None:
    told = [
        news("One", says(ACME, "own", BANK), says(JOHN, "praise", ACME)),
        news("Two", says(ACME, "visit", GERMANY)),
        news("Three", says(ACME, "meet", BANK), says(JOHN, "ban", ACME)),
    ]
    graph = keep(path, *told)
    one, two = (next(a.id for a in graph.articles if a.title == t) for t in ("One", "Two"))
    kgraph.decide(path, "different", [ACME[1], ACME[1]], articles=[one, two])
    graph = kgraph.open(path)
    found = [e for e in graph.entities if e.name == ACME[1]]
    titles = sorted(sorted(graph.article(a).title for a in e.articles) for e in found)
    assert titles == [["One", "Three"], ["Two"]]


def test_articles_are_given_for_each_name_and_have_it(path: Path) -> None:
    keep(path, OLD, YOUNG)
    ids = {a.title: a.id for a in kgraph.open(path).articles}
    with pytest.raises(KGraphError, match="one for each name"):
        kgraph.decide(path, "different", [ANNA[1], ANNA[1]], articles=[ids["Old"]])
    with pytest.raises(NotFoundError, match="is not in article"):
        kgraph.decide(path, "same", [ANNA[1], ACME[1]], articles=[ids["Old"], ids["Young"]])
    with pytest.raises(NotFoundError, match="are one name in the graph"):
        kgraph.decide(path, "same", [ANNA[1], ANNA[1]], articles=[ids["Old"], ids["Old"]])


def test_two_concepts_of_one_name_are_judged_apart(path: Path) -> None:
    nobody = replace(says(ANNA, "praise", GERMANY), object=None)
    told = [with_nobody(news(title, nobody)) for title in ("One", "Two")]
    with Record.create_or_open(path) as record:
        for article, annotation in told:
            record.add(article, annotation)
        fold_record(record, load_ontology(), concepts=True)
    articles = [article.id for article, _ in told]
    kgraph.decide(path, "different", ["nobody", "nobody"], articles=articles)
    graph = kgraph.open(path)
    assert sorted(e.articles for e in graph.entities if e.name == "nobody") == sorted(
        (article,) for article in articles
    )
