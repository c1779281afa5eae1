"""MUC, B3 and CEAFe: what papers print, what a hand can count, and what has to hold of any."""

from collections.abc import Callable, Sequence
from itertools import groupby, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from kgraph.evaluation.clustering import (
    METRICS,
    Partition,
    Ratio,
    b_cubed,
    ceaf_e,
    cluster_figures,
    muc,
)

METRIC: dict[str, Callable[[Partition, Partition], Ratio]] = {
    "b3": b_cubed,
    "ceafe": ceaf_e,
    "muc": muc,
}


def parts(text: str) -> list[str]:
    """Return the clusters of one-letter mentions that a text parts by spaces."""
    return text.split()


def percents(key: str, response: str, name: str) -> list[float]:
    """Return precision, recall and F1 of a metric in percent, to one place."""
    figures = cluster_figures([(parts(key), parts(response))])
    return [round(100 * (figures[f"{name}.{f}"] or 0), 1) for f in ("precision", "recall", "f1")]


@pytest.mark.parametrize(
    ("key", "response", "recall", "precision"),
    [
        ("ABCD", "AB CD", (2, 3), (2, 2)),
        ("AB CD", "ABCD", (2, 2), (2, 3)),
        ("ABCD", "ABCD", (3, 3), (3, 3)),
        ("ABC", "AC", (1, 2), (1, 1)),
        ("ABCD", "AB EF", (1, 3), (1, 2)),
    ],
)
def test_muc_counts_links_as_a_hand_does(
    key: str, response: str, recall: tuple[int, int], precision: tuple[int, int]
) -> None:
    """The first two are the first of table 1 in Vilain et al. 1995."""
    found = muc(parts(key), parts(response))
    assert ((found.recall, found.wanted), (found.precision, found.found)) == (recall, precision)


@pytest.mark.parametrize(
    ("response", "muc_f1", "b3_f1", "ceafe_f1"),
    [
        ("12345 6789ABC", 94.7, 86.5, 73.3),
        ("1234589ABC 67", 94.7, 73.7, 66.7),
        ("123456789ABC", 90.0, 54.5, 29.4),
        ("1 2 3 4 5 6 7 8 9 A B C", 0.0, 40.0, 17.8),
    ],
)
def test_twelve_mentions_score_as_the_papers_print(
    response: str, muc_f1: float, b3_f1: float, ceafe_f1: float
) -> None:
    """The example of Bagga and Baldwin 1998, with the figures of Luo 2005, table 1."""
    key = "12345 67 89ABC"
    found = [percents(key, response, name)[2] for name in ("muc", "b3", "ceafe")]
    assert found == [muc_f1, b3_f1, ceafe_f1]


@pytest.mark.parametrize(("response", "b3"), [("12345 6789ABC", 76.2), ("1234589ABC 67", 58.3)])
def test_b3_tells_two_errors_apart_that_are_one_for_muc(response: str, b3: float) -> None:
    """Bagga and Baldwin 1998: 90 % for both, and 76 % against 58 %."""
    key = "12345 67 89ABC"
    assert percents(key, response, "muc")[:2] == [90.0, 100.0]
    assert percents(key, response, "b3")[:2] == [b3, 100.0]


def test_mentions_that_one_side_lacks_count_as_in_the_reference_scorer() -> None:
    """Pradhan et al. 2014: key {a, b, c} {d, e, f, g}, response {a, b} {c, d} {f, g, h, i}."""
    key, response = "abc defg", "ab cd fghi"
    assert percents(key, response, "muc") == [40.0, 40.0, 40.0]
    assert percents(key, response, "b3") == [50.0, 41.7, 45.5]
    assert percents(key, response, "ceafe") == [43.3, 65.0, 52.0]
    average = cluster_figures([(parts(key), parts(response))])["conll"]
    assert average == pytest.approx((0.4 + 5 / 11 + 0.52) / 3)


@pytest.mark.parametrize(
    ("response", "recall", "precision"),
    [
        ("a bc def", 3 / 3, 3 / 3),
        ("a de", 1.8 / 3, 1.8 / 2),
        ("a bcx defy z", (1 + 4 / 5 + 6 / 7) / 3, (1 + 4 / 5 + 6 / 7) / 4),
        ("a bcx dy z", 2.2 / 3, 2.2 / 4),
        ("a bcxB dy z", (1 + 4 / 6 + 2 / 5) / 3, (1 + 4 / 6 + 2 / 5) / 4),
        ("a bcx dy Bz", 2.2 / 3, 2.2 / 4),
    ],
)
def test_ceaf_gives_what_the_reference_scorer_expects_of_itself(
    response: str, recall: float, precision: float
) -> None:
    """Cases 1 to 6 of conll/reference-coreference-scorers."""
    found = cluster_figures([(parts("a bc def"), parts(response))])
    assert found["ceafe.recall"] == pytest.approx(recall)
    assert found["ceafe.precision"] == pytest.approx(precision)


def test_documents_are_added_up_before_they_are_divided() -> None:
    two = cluster_figures([(parts("ab"), parts("ab")), (parts("abc"), parts("a b c"))])
    assert two["muc.recall"] == pytest.approx(1 / 3)
    assert two["b3.recall"] == pytest.approx((2 + 1) / 5)
    assert two["ceafe.recall"] == pytest.approx((1 + 2 / 4) / 2)


def test_what_is_nothing_of_nothing_has_no_figure() -> None:
    assert set(cluster_figures([([], [])]).values()) == {None}
    alone = cluster_figures([(parts("a b"), parts("a b"))])
    assert (alone["muc.f1"], alone["b3.f1"], alone["conll"]) == (None, 1, None)


def test_figures_take_the_form_that_is_given() -> None:
    assert set(cluster_figures([], "baseline.{}")) == {
        "baseline.conll",
        *(f"baseline.{name}.{f}" for name in METRICS for f in ("f1", "precision", "recall")),
    }


@st.composite
def partitions(draw: st.DrawFn, least: int = 0) -> list[tuple[int, ...]]:
    """Draw clusters of some of twelve mentions."""
    homes = draw(st.dictionaries(st.integers(0, 11), st.integers(0, 5), min_size=least))
    ordered = sorted(homes, key=lambda mention: (homes[mention], mention))
    return [tuple(some) for _, some in groupby(ordered, key=homes.__getitem__)]


@pytest.mark.parametrize("name", METRICS)
@given(clusters=partitions(least=2))
def test_what_agrees_with_itself_is_all_right(name: str, clusters: list[tuple[int, ...]]) -> None:
    found = METRIC[name](clusters, clusters)
    assert found.recall == pytest.approx(found.wanted)
    assert found.precision == pytest.approx(found.found)


@pytest.mark.parametrize("name", METRICS)
@given(key=partitions(), response=partitions())
def test_precision_is_the_recall_of_the_other_side(
    name: str, key: list[tuple[int, ...]], response: list[tuple[int, ...]]
) -> None:
    one, other = METRIC[name](key, response), METRIC[name](response, key)
    assert one.recall == pytest.approx(other.precision)
    assert (one.wanted, one.found) == (other.found, other.wanted)
    assert 0 <= one.recall <= one.wanted + 1e-9


@pytest.mark.parametrize("name", METRICS)
@given(key=partitions(), response=partitions(), order=st.permutations(range(12)))
def test_names_and_order_change_nothing(
    name: str, key: list[tuple[int, ...]], response: list[tuple[int, ...]], order: Sequence[int]
) -> None:
    def renamed(clusters: list[tuple[int, ...]]) -> list[set[int]]:
        return [{order[mention] for mention in cluster} for cluster in reversed(clusters)]

    one, other = METRIC[name](key, response), METRIC[name](renamed(key), renamed(response))
    assert one.recall == pytest.approx(other.recall)
    assert one.precision == pytest.approx(other.precision)


@given(key=partitions(), response=partitions())
def test_ceaf_pairs_clusters_as_an_assignment_solver_does(
    key: list[tuple[int, ...]], response: list[tuple[int, ...]]
) -> None:
    likeness = [[2 * len(set(k) & set(r)) / (len(k) + len(r)) for r in response] for k in key]
    best = 0.0
    if key and response:
        rows, columns = linear_sum_assignment(likeness, maximize=True)
        best = sum(likeness[row][column] for row, column in zip(rows, columns, strict=True))
    assert ceaf_e(key, response).recall == pytest.approx(best)


def test_ceaf_finds_the_best_pairs_of_small_partitions_by_trying_all() -> None:
    key, response = parts("abc de f"), parts("ab cd ef")
    likeness = {(k, r): 2 * len(set(k) & set(r)) / (len(k) + len(r)) for k in key for r in response}
    every = (
        sum(likeness[pair] for pair in zip(key, some, strict=True))
        for some in permutations(response)
    )
    assert ceaf_e(key, response).recall == pytest.approx(max(every))
