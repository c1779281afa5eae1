"""Namesakes: what counts as told apart and as kept whole, and what the material may be."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgraph.errors import ReadError
from kgraph.evaluation import evaluate
from kgraph.evaluation.namesakes import Person, read_namesakes, score_persons

DATA = Path(__file__).parents[2] / "data" / "namesakes"


def person(case: str, letter: str, *articles: str) -> Person:
    """Return a person of whom each text names the entities of an article, a letter each."""
    return Person(case, letter, tuple(frozenset(article) for article in articles))


@pytest.mark.parametrize(
    ("one", "other", "apart", "right"),
    [
        (("x", "x"), ("y", "y"), 1, 1),
        (("x", "x"), ("x", "x"), 0, 0),
        (("x", "y"), ("z", "z"), 1, 0),  # told apart, but one of the two is parted
        (("x", "y"), ("y", "z"), 0, 0),
        (("xy", "x"), ("z", "z"), 1, 0),  # parted inside one article
        (("x", ""), ("y", "y"), 1, 0),  # not found in one article
        (("", ""), ("y", "y"), 0, 0),
    ],
)
def test_a_pair_is_apart_where_no_entity_has_both_and_right_where_both_are_whole(
    one: Sequence[str], other: Sequence[str], apart: int, right: int
) -> None:
    counts = score_persons([person("p", "a", *one), person("p", "b", *other)]).counts
    assert (counts["pairs.apart"], counts["pairs.right"], counts["pairs"]) == (apart, right, 1)


def test_the_figures_are_those_that_a_hand_gets() -> None:
    persons = [
        person("p1", "a", "x", "x"),
        person("p1", "b", "y", "z"),
        person("p2", "a", "v"),
        person("p2", "b", "v", ""),
        person("s1", "a", "k", "k", "k"),
        person("s2", "a", "l", "m"),
        person("s3", "a", "n", ""),
        person("s4", "a", ""),
    ]
    found = score_persons(persons)
    assert found.scores == {
        "pairs.apart": 1 / 2,
        "pairs.right": 0,
        "pairs.whole": 2 / 4,
        "singles.whole": 1 / 4,
    }
    assert found.counts == {
        "articles": 15,
        "pairs": 2,
        "pairs.apart": 1,
        "pairs.parted": 1,
        "pairs.persons": 4,
        "pairs.right": 0,
        "pairs.whole": 2,
        "singles": 4,
        "singles.parted": 1,
        "singles.whole": 1,
        "unfound": 3,
    }


def test_without_pairs_there_is_no_figure_of_them() -> None:
    assert score_persons([person("s", "a", "x")]).scores == {"singles.whole": 1}


@given(st.lists(st.integers(2, 4), min_size=3, max_size=3))
def test_neither_extreme_wins_both_figures(sizes: list[int]) -> None:
    cases = [("p", "a"), ("p", "b"), ("s", "a")]
    own = [
        Person(c, p, tuple(frozenset((f"{c}{p}{n}",)) for n in range(size)))
        for (c, p), size in zip(cases, sizes, strict=True)
    ]
    one = [person(c, p, *"x" * size) for (c, p), size in zip(cases, sizes, strict=True)]
    parted, joined = score_persons(own).scores, score_persons(one).scores
    assert (parted["pairs.apart"], parted["pairs.right"], parted["singles.whole"]) == (1, 0, 0)
    assert (joined["pairs.apart"], joined["pairs.right"], joined["singles.whole"]) == (0, 0, 1)


def article(case: str, letter: str, text: str, **more: str) -> dict[str, str]:
    told = {"name": "Jane Doe", "title": "News", "published": "2019-03-02"}
    return {"case": case, "person": letter, **told, "text": text, **more}


def write(folder: Path, *articles: dict[str, str]) -> Path:
    path = folder / "people.jsonl"
    path.write_text("\n".join(map(json.dumps, articles)), encoding="utf-8")
    return path


@pytest.mark.model
def test_the_entities_are_those_of_one_graph_of_all_articles(tmp_path: Path) -> None:
    other = {"name": "Peter Brandt"}
    path = write(
        tmp_path,
        article("s", "a", "The bank hired Peter Brandt on Monday. Brandt is 40.", **other),
        article("p", "a", "Jane Doe met Angela Merkel in Berlin on Monday."),
        article("s", "a", "Peter Brandt left the bank on Friday, and Jane Doe came.", **other),
        article("p", "b", "The minister thanked Jane Doe in Paris on Monday."),
    )
    before = sorted(tmp_path.iterdir())
    seen: list[tuple[str, int]] = []
    found = evaluate("namesakes", path, progress=lambda title, n: seen.append((title, n)))
    assert sorted(tmp_path.iterdir()) == before
    assert [n for _, n in seen] == [1, 2, 3, 4]
    assert found.scores["singles.whole"] == 1
    counts = ("articles", "pairs", "singles", "unfound")
    assert [found.counts[name] for name in counts] == [4, 1, 1, 0]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda a: a.clear(), "line 1: unreadable at case"),
        (lambda a: a.update(person="c"), "line 1: unreadable at person"),
        (lambda a: a.update(published="May 2019"), "line 1: unreadable at published"),
        (lambda a: a.update(text=" "), "line 1: unreadable at text"),
        (lambda a: a.update(text="Jane Doesn't."), "line 1: the text does not have 'Jane Doe'"),
        (lambda a: a.update(name="John", text="John"), "line 2: 'p' has another name above"),
        (lambda a: a.update(case="q", person="b"), "'q' has no person \"a\""),
        (lambda a: a.update(url="x"), "line 1: unreadable at url"),
    ],
)
def test_unfit_material_is_told_in_a_line(
    tmp_path: Path, change: Callable[[dict[str, str]], None], told: str
) -> None:
    first = article("p", "a", "Jane Doe slept.")
    change(first)
    path = write(tmp_path, first, article("p", "a", "Jane Doe woke."))
    with pytest.raises(ReadError, match=told) as error:
        read_namesakes(path)
    assert "\n" not in str(error.value)


def test_an_empty_or_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="is empty"):
        read_namesakes(write(tmp_path))
    with pytest.raises(ReadError, match="check the path"):
        read_namesakes(tmp_path / "other.jsonl")


@pytest.mark.parametrize(("name", "cases"), [("development", 50), ("sealed", 20)])
def test_the_shipped_material_has_as_many_pairs_as_single_people(name: str, cases: int) -> None:
    articles = read_namesakes(DATA / f"{name}.jsonl")
    pairs = {a.case for a in articles if a.person == "b"}
    singles = {a.case for a in articles} - pairs
    assert (len(pairs), len(singles)) == (cases, cases)
    persons = [(a.case, a.person) for a in articles]
    assert {persons.count(one) for one in persons} <= {2, 3, 4}
    names = {(a.case, a.name) for a in articles}
    assert len({name for _, name in names}) == len(names)
