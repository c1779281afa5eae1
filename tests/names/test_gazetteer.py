"""Gazetteers from CSV files: what is read, and what is refused in one line."""

from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgraph.errors import ReadError
from kgraph.names.gazetteer import LONGEST_NAME, Gazetteer, ListedName, pieces, read_gazetteer

TYPES = {"Person", "Organization", "Place"}


def read(path: Path, text: str | bytes) -> Gazetteer:
    file = path / "names.csv"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_gazetteer(file, TYPES)


def refusal(path: Path, text: str | bytes) -> str:
    with pytest.raises(ReadError) as caught:
        read(path, text)
    message = str(caught.value)
    assert message.startswith(str(path / "names.csv"))
    assert "\n" not in message
    assert len(message) < 400
    return message.removeprefix(str(path / "names.csv"))


@pytest.mark.parametrize(
    "text",
    [
        "name,type,id\nAcme,Organization,a\nJane Doe,Person\n",
        "\ufeffName,Type,ID\r\nAcme,Organization,a\r\n\r\n Jane  Doe ,Person,\r\n",
        'Jane Doe,Person\n"Acme","Organization","a"\nJane Doe,Person\n',
        "Jane\u00a0Doe,Person\n,,\nAcme,Organization,a",
    ],
    ids=["header", "Excel", "quoted and repeated", "odd blanks"],
)
def test_however_a_file_writes_them_the_names_are_the_same(tmp_path: Path, text: str) -> None:
    names = (ListedName("Acme", "Organization", "a"), ListedName("Jane Doe", "Person"))
    assert read(tmp_path, text) == Gazetteer.of(names)


def test_a_name_may_hold_commas_quotes_and_line_ends(tmp_path: Path) -> None:
    text = '"Doe, Jane ""JD""\nJr.",Person\n'
    assert read(tmp_path, text).names == (ListedName('Doe, Jane "JD" Jr.', "Person"),)


def test_names_are_composed_and_one_with_either_apostrophe(tmp_path: Path) -> None:
    found = read(tmp_path, "O\u2019Brie\u0301n,Person\nO'Bri\u00e9n,Person\n")
    assert found.names == (ListedName("O'Bri\u00e9n", "Person"),)
    assert pieces("O\u2019Bri\u00e9n") == pieces("O'Bri\u00e9n")


@pytest.mark.parametrize(
    "name",
    ["=1+2", '=cmd|"/c calc"!A1', "@SUM(A1)", "<script>alert(1)</script>", "../../etc", "$x"],
)
def test_a_name_that_would_be_code_elsewhere_is_a_name_here(tmp_path: Path, name: str) -> None:
    quoted = name.replace('"', '""')
    assert read(tmp_path, f'"{quoted}",Person\n').names == (ListedName(name, "Person"),)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Acme,Company\n", ":1: unknown type 'Company'; expected one of Organization, Person, Pl"),
        ("name,type\nAcme,organization\n", ":2: unknown type 'organization'; expected one of Org"),
        ("Acme\n", ":1: a row of 1 cells; expected name,type or name,type,id"),
        ("Acme;Organization\n", ":1: a row of 1 cells; expected name,type or name,type,id"),
        ("Acme,Organization,a,b\n", ":1: a row of 4 cells; expected"),
        (",Person\n", ":1: the name '' has no letter; give a name"),
        ('"...",Person\n', ":1: the name '...' has no letter; give a name"),
        ("a\0b,Person\n", ":1: a cell holds a control character; remove it"),
        ("a\x1b[2Jb,Person\n", ":1: a cell holds a control character; remove it"),
        (
            "\nAcme,Organization\n\nAcme,Person\n",
            ":4: 'Acme' is listed as Person without an id here and as Organization without an id "
            "in line 2; keep one of the two",
        ),
        (
            "Acme,Person,a\nAcme,Person,b\n",
            "of id 'b' here and as Person of id 'a' in line 1; keep",
        ),
        ("Acme,Person,a\nBeta,Place,a\n", ":2: id 'a' is listed as Place here and as Person in l"),
        ('"Acme,Person\n', ":1: is not CSV ("),
        ('"Acme"s,Person\n', ":1: is not CSV ("),
        ("", ": lists no name; expected rows"),
        ("name,type\n", ": lists no name; expected rows"),
        (b"Caf\xe9,Place\n", ": is not UTF-8; save it as CSV in UTF-8"),
        ("x" * 1_000_000 + ",Person\n", ":1: "),
        ("x" * (LONGEST_NAME + 1) + ",Person\n", ":1: a name of 301 characters; expected at most"),
    ],
)
def test_a_broken_gazetteer_is_refused_in_one_line(
    tmp_path: Path, text: str | bytes, told: str
) -> None:
    assert told in refusal(tmp_path, text)


def test_a_file_that_is_not_there_is_refused_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"none.csv: cannot be read \(No such file") as caught:
        read_gazetteer(tmp_path / "none.csv", TYPES)
    assert "\n" not in str(caught.value)


ROWS = st.lists(
    st.builds(ListedName, st.sampled_from("ABCDEF"), st.just("Person"), st.sampled_from(["", "x"])),
    unique_by=lambda row: row.name,
    min_size=1,
)


@given(ROWS, st.randoms(use_true_random=False))
def test_the_fingerprint_depends_on_the_rows_and_not_on_their_order(
    rows: list[ListedName], random: Random
) -> None:
    shuffled = random.sample(rows, len(rows))
    assert Gazetteer.of(shuffled) == Gazetteer.of(rows)
    assert Gazetteer.of(rows[1:]).fingerprint != Gazetteer.of(rows).fingerprint
