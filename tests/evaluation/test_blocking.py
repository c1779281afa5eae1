"""The task ``blocking`` on tables of names written here."""

from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgraph import ReadError, evaluate
from kgraph.evaluation.blocking import NamePair, compared_names, read_pairs
from kgraph.identity import comparison_keys

HEADER = "group,schema,name1,name2,is_match"


def write(folder: Path, *rows: str, header: str = HEADER) -> Path:
    path = folder / "names.csv"
    path.write_text("\n".join([header, *rows, ""]), encoding="utf-8")
    return path


def test_a_pair_has_a_type_of_kgraph(tmp_path: Path) -> None:
    path = write(tmp_path, 'x,Company,"Sony, Inc.",Sony,true', "x,Person,Ann Lee,Bob Lee,false")
    assert list(read_pairs(path)) == [
        NamePair("Organization", "Sony, Inc.", "Sony", same=True),
        NamePair("Person", "Ann Lee", "Bob Lee", same=False),
    ]


def test_recall_is_of_the_true_pairs_and_compared_of_all_names_of_a_type(tmp_path: Path) -> None:
    """Two persons of one surname are compared, others not; equal names are one name."""
    path = write(
        tmp_path,
        "x,Person,Ann Lee,A. Lee,true",
        "x,Person,Zed Oz,Quentin Vim,true",
        "x,Person,Zed Oz,Zed Oz,true",
        "x,Person,Zed Oz,Ann Lee,false",
    )
    scores = evaluate("blocking", path)
    assert scores.scores["recall"] == scores.scores["recall.Person"] == pytest.approx(2 / 3)
    assert scores.scores["compared"] == pytest.approx(1 / 6)
    assert scores.scores["block"] == pytest.approx(1 / 3)
    assert "recall.Organization" not in scores.scores
    assert (scores.counts["true"], scores.counts["shared"], scores.counts["names"]) == (3, 2, 4)


names = st.lists(
    st.sampled_from(
        [
            "Ann Lee",
            "A. Lee",
            "Lee",
            "Bo Lee",
            "Oz",
            "IBM",
            "International Business Machines",
            "IBM Corp.",
        ]
    ),
    unique=True,
)


@given(names=names, type_=st.sampled_from(["Person", "Organization", "Place"]))
def test_two_are_compared_where_they_share_a_key_that_one_does_not_only_offer(
    names: list[str], type_: str
) -> None:
    def keys(name: str) -> tuple[set[str], set[str]]:
        found = list(comparison_keys(type_, name, ""))
        return {key for key, offered in found if not offered}, {key for key, _ in found}

    expected = set()
    for one, other in combinations(names, 2):
        (sought, every), (other_sought, other_every) = keys(one), keys(other)
        if sought & other_every or other_sought & every:
            expected.add(frozenset({(type_, one), (type_, other)}))
    assert compared_names((type_, name) for name in names) == expected


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("x,Yacht,a,b,true", "schema 'Yacht' is not known; expected Company"),
        ("x,Person,a,b,maybe", "not a pair of names; expected schema, name1, name2, is_match"),
        ("x,Person,,b,true", "not a pair of names"),
        ("x,Person,a", "not a pair of names"),
        ('x,Person,"a"b,b,true', "not CSV"),
    ],
)
def test_a_broken_row_is_told_with_its_line(tmp_path: Path, row: str, message: str) -> None:
    with pytest.raises(ReadError, match=rf"names\.csv:3: {message}"):
        list(read_pairs(write(tmp_path, "x,Person,a,b,true", row)))


def test_another_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"names\.csv:1: no table of names; expected schema,name1"):
        list(read_pairs(write(tmp_path, header="a,b")))
