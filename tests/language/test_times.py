"""Times resolve against the article's own day, or stay unresolved."""

import pytest

from kgraph.language import annotate
from kgraph.language.times import find_times
from kgraph.model import Article, PartialDate
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
    ("from 2010 to 2014", MONDAY, ("2010 to 2014", "2010-01-01", "2014-12-31")),
    ("in 2014 and 2015", MONDAY, ("2014 and 2015", "2014-01-01", "2015-12-31")),
    (
        "between May 2016 and June 2017",
        MONDAY,
        ("May 2016 and June 2017", "2016-05-01", "2017-06-30"),
    ),
    ("in the third quarter of 2017", MONDAY, ("third quarter of 2017", "2017-07-01", "2017-09-30")),
    ("in Q1 2017", MONDAY, ("Q1 2017", "2017-01-01", "2017-03-31")),
    ("in the second half of 2017", MONDAY, ("second half of 2017", "2017-07-01", "2017-12-31")),
    ("in the 1990s", MONDAY, ("1990s", "1990-01-01", "1999-12-31")),
    ("two days before Thursday", MONDAY, ("two days before Thursday", "2018-05-08", "2018-05-08")),
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


def test_two_days_stay_two() -> None:
    text = "on March 5 and March 9"
    rows = "\n".join(f"{word} NN dep {0 if i == 0 else 1}" for i, word in enumerate(text.split()))
    assert [f.time.words for f in find_times(make_nodes(rows), MONDAY)] == ["March 5", "March 9"]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "word", "start"),
    [
        ("Google will meet Apple on Thursday.", "meet", "2018-05-17"),
        ("Google is to meet Apple in March.", "meet", "2019-03-01"),
        ("Google met Apple on Thursday.", "met", "2018-05-10"),
        ("A court on Thursday ruled that Apple may go on, dismissing Google's complaint.",
         "dismissing", "2018-05-10"),
        ("On Sunday, Google sued Apple and Germany fined Nokia.", "fined", "2018-05-13"),
        ("Google sued Apple on Sunday and Germany fined Nokia.", "fined", None),
        ("In a ruling on Sunday the court fined Apple and left Nokia alone.", "left", "2018-05-13"),
        ("On Sunday Google said that Apple had bought Nokia.", "said", "2018-05-13"),
        ("On Sunday Google said that Apple had bought Nokia.", "bought", None),
        ("Ann Lee told the BBC yesterday that trust in the UK was shaken.", "told", "2018-05-13"),
        ("Google rejected the decision of April 3 on Apple.", "rejected", None),
    ],
)  # fmt: skip
def test_a_clause_has_the_time_that_belongs_to_it(text: str, word: str, start: str | None) -> None:
    annotation = next(annotate([Article(id="a", text=text, published=MONDAY)]))
    (time, *_) = [c.time for c in annotation.clauses if c.trigger.of(text) == word]
    assert (str(time.start) if time else None) == start
