"""The pairs that may be one: which are left open, and which is worth most."""

from itertools import permutations

import pytest

from kgraph.graph.source import Apart
from kgraph.graph.unsure import rank_unsure
from kgraph.model import Decision, Verdict
from tests.builders import make_graph
from tests.keeping import ACME, GERMANY, news, says

WEBER, ANNA, JOHN = ("Person", "Weber"), ("Person", "Anna Weber"), ("Person", "John Weber")


def apart(
    left: str,
    right: str,
    *,
    verdict: Verdict = "unsure",
    score: float = 0.5,
    sizes: tuple[int, int] = (1, 1),
    entities: tuple[str, str] | None = None,
) -> Apart:
    """Return a decision on two profiles, which are entities of their own if not said otherwise."""
    decision = Decision(left, right, verdict, score, ("because",))
    return decision, entities or (left, right), sizes


def test_the_pair_with_more_told_of_both_comes_first_whatever_one_of_them_has() -> None:
    hub = apart("a", "b", sizes=(500, 1))
    both = apart("c", "d", sizes=(30, 30))
    small = apart("e", "f", sizes=(2, 2))
    for order in permutations((hub, both, small)):
        ranked = rank_unsure(order)
        assert [pair.profiles for pair in ranked] == [("c", "d"), ("a", "b"), ("e", "f")]
    assert [pair.value for pair in ranked] == [30, 22.361, 2]


def test_a_score_nearer_to_the_middle_is_worth_more_and_equals_go_by_their_ids() -> None:
    some = [apart("a", "b", score=0.7), apart("c", "d", score=0.5), apart("e", "f", score=0.5)]
    assert [pair.profiles[0] for pair in rank_unsure(some)] == ["c", "e", "a"]


def test_of_several_decisions_on_two_entities_the_most_valuable_is_asked() -> None:
    ends = ("x", "y")
    some = [
        apart("a", "b", score=0.9, entities=ends),
        apart("c", "d", score=0.6, entities=("y", "x")),
    ]
    assert [pair.profiles for pair in rank_unsure(some)] == [("c", "d")]


def test_two_entities_of_which_any_two_names_are_different_are_not_open() -> None:
    ends = ("x", "y")
    some = [
        apart("a", "b", entities=ends),
        apart("c", "d", verdict="different", score=1.0, entities=("y", "x")),
    ]
    assert rank_unsure(some) == ()


@pytest.mark.parametrize("backwards", [False, True])
def test_a_graph_ranks_by_its_articles_and_relations_in_any_order(backwards: bool) -> None:
    told = [
        news("On Weber", says(WEBER, "visit", GERMANY), says(WEBER, "visit", ACME)),
        news("On Anna", says(ANNA, "visit", GERMANY), says(ANNA, "visit", ACME)),
        news("On John", says(JOHN, "visit", GERMANY)),
    ]
    graph = make_graph(*(reversed(told) if backwards else told))
    first, second = graph.unsure()
    names = [{graph.profile(id_).name for id_ in pair.profiles} for pair in (first, second)]
    assert names == [{"Weber", "Anna Weber"}, {"Weber", "John Weber"}]
    assert first.value == pytest.approx(6 * first.score)  # an article, two relations on each side
    assert all(pair.reasons for pair in graph.unsure())
