"""Times resolve against the article's own day, or stay unresolved."""

import pytest

from kgraph.language.times import find_times
from kgraph.model import PartialDate
from tests.language.documents import make_nodes

MONDAY = PartialDate(2018, 5, 14)
CASES = [
    ("In September 2017", MONDAY, ("September 2017", "2017-09-01", "2017-09-30")),
    ("on 5 March 2019", MONDAY, ("5 March 2019", "2019-03-05", "2019-03-05")),
    ("on March 5 , 2019", MONDAY, ("March 5, 2019", "2019-03-05", "2019-03-05")),
    ("last Thursday", MONDAY, ("last Thursday", "2018-05-10", "2018-05-10")),
    ("on Wednesday", MONDAY, ("Wednesday", "2018-05-09", "2018-05-09")),
    ("yesterday", MONDAY, ("yesterday", "2018-05-13", "2018-05-13")),
    ("last September", MONDAY, ("last September", "2017-09-01", "2017-09-30")),
    ("last week", MONDAY, ("last week", "2018-05-07", "2018-05-13")),
    ("last year", MONDAY, ("last year", "2017-01-01", "2017-12-31")),
    ("last night", MONDAY, ("last night", "2018-05-13", "2018-05-13")),
    ("three days ago", MONDAY, ("three days ago", "2018-05-11", "2018-05-11")),
    ("two months ago", MONDAY, ("two months ago", "2018-03-01", "2018-03-31")),
    ("since 2014", MONDAY, ("2014", "2014-01-01", "2014-12-31")),
    ("last week", PartialDate(None, 3, 5), ("last week", "None", "None")),
    ("on Wednesday", None, ("Wednesday", "None", "None")),
    ("on February 30 , 2019", MONDAY, ("February 30, 2019", "None", "None")),
]


@pytest.mark.parametrize(("text", "published", "expected"), CASES)
def test_a_time_is_read(
    text: str, published: PartialDate | None, expected: tuple[str, str, str]
) -> None:
    rows = "\n".join(f"{word} NN dep {0 if i == 0 else 1}" for i, word in enumerate(text.split()))
    (found,) = find_times(make_nodes(rows), published)
    assert (found.time.words, str(found.time.start), str(found.time.end)) == expected


def test_may_the_verb_is_no_month() -> None:
    assert find_times(make_nodes("it PRP nsubj 3\nmay MD aux 3\nrain VB root 0"), MONDAY) == ()


@pytest.mark.parametrize(
    ("words", "start"),
    [
        ("four days later", "2018-05-13"),
        ("a day earlier", "2018-05-08"),
        ("that month", "2018-05-01"),
    ],
)
def test_a_time_is_counted_from_the_one_told_before(words: str, start: str) -> None:
    text = f"on Wednesday it rained and {words} it snowed"
    rows = "\n".join(f"{word} NN dep {0 if i == 0 else 1}" for i, word in enumerate(text.split()))
    assert [str(f.time.start) for f in find_times(make_nodes(rows), MONDAY)][1:] == [start]
    assert find_times(make_nodes(rows.replace("Wednesday", "Anna")), MONDAY) == ()
