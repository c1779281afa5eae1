"""A review: what it asks, what it keeps, and what no later article changes."""

from pathlib import Path

import pytest

import kgraph
from kgraph.graph import refold
from kgraph.pipeline.signature import Signature
from kgraph.record import Record
from tests.builders import Annotated
from tests.keeping import ACME, GERMANY, keep, news, says

WEBER, ANNA, JOHN = ("Person", "Weber"), ("Person", "Anna Weber"), ("Person", "John Weber")
ON_JOHN = news("On John", says(JOHN, "visit", GERMANY))
WEBERS = (
    news("On Weber", says(WEBER, "visit", GERMANY), says(WEBER, "visit", ACME)),
    news("On Anna", says(ANNA, "visit", GERMANY), says(ANNA, "visit", ACME)),
    ON_JOHN,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    keep(tmp_path / "news.kg", *WEBERS)
    return tmp_path / "news.kg"


def add(path: Path, *annotated: Annotated) -> None:
    with Record.create_or_open(path) as record:
        for article, annotation in annotated:
            record.add(article, annotation)
        refold(record)


def asked(review: kgraph.Review) -> list[set[str]]:
    names = ({review.graph.profile(id_).name for id_ in p.profiles} for p in review.waiting)
    return list(names)


def are_one(path: Path, left: str, right: str) -> bool:
    graph = kgraph.open(path)
    return graph.entity(left).id == graph.entity(right).id


def test_an_answer_is_kept_at_once_and_its_pair_comes_no_more(path: Path) -> None:
    review = kgraph.review(path, signature=Signature("Eva", "2024-06-01", "I know"))
    assert asked(review) == [{"Weber", "Anna Weber"}, {"Weber", "John Weber"}]
    outcome = review.answer(review.waiting[0], "same")
    assert outcome.unapplied == ""
    [kept] = kgraph.judgements(path)
    assert (kept.judgement.by, kept.judgement.when, kept.judgement.why) == (
        "Eva",
        "2024-06-01",
        "I know",
    )
    assert are_one(path, "Weber", "Anna Weber")
    assert review.graph.entity("Weber") == review.graph.entity("Anna Weber")
    assert {"Weber", "Anna Weber"} not in asked(review)
    assert {"Weber", "Anna Weber"} not in asked(kgraph.review(path))


def test_what_else_a_name_may_be_is_asked_last_once_it_is_one_of_them(tmp_path: Path) -> None:
    path = tmp_path / "news.kg"
    browns = (
        news(name, says(("Person", name), "visit", GERMANY), published="2024-05-01")
        for name in ("Brown", "Eva Brown", "Max Brown")
    )
    keep(path, *WEBERS, news("More", says(JOHN, "visit", ACME)), *browns)
    review = kgraph.review(path)
    firsts = asked(review)[:2]
    assert all("Weber" in pair for pair in firsts)
    review.answer(review.waiting[0], "same")
    assert asked(review)[-1] == firsts[1]
    assert all("Brown" in pair for pair in asked(review)[:-1])


def test_what_is_put_off_comes_again_in_the_next_review_only(path: Path) -> None:
    review = kgraph.review(path)
    review.put_off(review.waiting[0])
    assert asked(review) == [{"Weber", "John Weber"}]
    review.answer(review.waiting[0], "different")
    assert asked(review) == []
    assert asked(kgraph.review(path)) == [{"Weber", "Anna Weber"}]


def test_answers_are_undone_one_by_one_and_the_undone_pair_is_asked_next(path: Path) -> None:
    review = kgraph.review(path)
    pairs = list(review.waiting)
    review.put_off(pairs[0])
    review.answer(pairs[1], "different")
    assert review.undo() == pairs[1]
    assert kgraph.judgements(path) == ()
    assert review.waiting == (pairs[1],)
    assert review.undo() == pairs[0]
    assert list(review.waiting) == pairs
    assert review.undo() is None
    review.put_off(pairs[0])
    review.answer(pairs[1], "same")
    assert review.undo() == pairs[1]
    assert review.waiting[0] == pairs[1]


def test_an_answer_that_contradicts_what_others_decide_meanwhile_is_told_and_can_be_undone(
    path: Path,
) -> None:
    review = kgraph.review(path)
    pair = review.waiting[0]
    kgraph.decide(path, "same", ["Weber", "John Weber"])
    kgraph.decide(path, "different", ["John Weber", "Anna Weber"])
    outcome = review.answer(pair, "same")
    assert outcome.unapplied.startswith("contradicts ")
    assert pair.profiles not in [waiting.profiles for waiting in review.waiting]
    assert review.undo() == pair
    assert [o.unapplied for o in kgraph.judgements(path)] == ["", ""]
    assert are_one(path, "Weber", "John Weber")


def test_different_survives_later_articles_that_would_join_the_two(tmp_path: Path) -> None:
    path = tmp_path / "news.kg"
    short, long = ("Person", "V. Putin"), ("Person", "Vladimir Putin")
    keep(path, news("1", says(short, "visit", GERMANY)), news("2", says(long, "visit", GERMANY)))
    assert are_one(path, short[1], long[1])
    kgraph.decide(path, "different", [short[1], long[1]])
    for number, between in enumerate((short[1], long[1], "V. V. Putin", "Vladimir V. Putin")):
        name = ("Person", between)
        add(path, news(f"later {number}", says(name, "visit", ACME), says(long, "meet", short)))
        assert not are_one(path, short[1], long[1])
        assert [o.unapplied for o in kgraph.judgements(path)] == [""]


def test_different_survives_when_the_rival_that_made_the_pair_unsure_is_gone(path: Path) -> None:
    review = kgraph.review(path)
    assert asked(review)[0] == {"Weber", "Anna Weber"}
    review.answer(review.waiting[0], "different")
    kgraph.retract(path, ON_JOHN[0].id)
    assert not are_one(path, "Weber", "Anna Weber")
    assert kgraph.review(path).waiting == ()
    kgraph.retract(path, ON_JOHN[0].id, undo=True)
    assert asked(kgraph.review(path)) == [{"Weber", "John Weber"}]


def test_a_graph_in_which_nothing_is_unsure_asks_nothing(tmp_path: Path) -> None:
    keep(tmp_path / "news.kg", ON_JOHN)
    review = kgraph.review(tmp_path / "news.kg")
    assert [*review.waiting, *review.answered] == []
    assert review.undo() is None
