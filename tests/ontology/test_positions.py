"""Lines of keys, tables and elements in a TOML text."""

import itertools
import re
import tomllib
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgraph.ontology.positions import Place, find_lines, line_of

BY_HAND: list[tuple[str, dict[Place, int]]] = [
    ("a = 1\n\n# [b]\nb = 2", {("a",): 1, ("b",): 4}),
    ("a = [\n  1,\n\n  2 ]", {("a",): 1, ("a", 0): 2, ("a", 1): 4}),
    ("\n[a.b]\nc = 1", {("a",): 2, ("a", "b"): 2, ("a", "b", "c"): 3}),
    ("[a.b]\n[a]\n", {("a",): 2, ("a", "b"): 1}),
    ("[[a]]\nb = 1\n[[a]]\n", {("a",): 1, ("a", 0): 1, ("a", 0, "b"): 2, ("a", 1): 3}),
    (
        "[[a]]\n[a.b]\n[[a.c]]\nd = 1\n",
        {
            ("a",): 1,
            ("a", 0): 1,
            ("a", 0, "b"): 2,
            ("a", 0, "c"): 3,
            ("a", 0, "c", 0): 3,
            ("a", 0, "c", 0, "d"): 4,
        },
    ),
    ("a = [{b = 1},\n{b = [{}]}]", {("a", 1, "b", 0): 2, ("a", 0, "b"): 1}),
    ("a . 'b\\c' . \"d\\u0041\" = 1", {("a", "b\\c", "dA"): 1}),
    ('a = """\n[x]\n"b" """""\nc = 1', {("a",): 1, ("c",): 4}),
    ("a = '''\n''c\\'''''\nc = 1", {("a",): 1, ("c",): 3}),
    ('a = "#]\\""\nb = 1979-05-27 07:32:00.5 # [c]\nc = 1.5e3', {("b",): 2, ("c",): 3}),
    ("a = [\n'x', # ]\n[ # [\n'y'\n]\n,]\nb = 1", {("a", 1): 3, ("a", 1, 0): 4, ("b",): 7}),
]


@pytest.mark.parametrize(("text", "lines"), BY_HAND)
def test_every_place_has_the_line_on_which_it_begins(text: str, lines: dict[Place, int]) -> None:
    found = find_lines(text)
    assert set(found) == set(places(tomllib.loads(text)))
    assert {place: found[place] for place in lines} == lines


def places(value: object, at: Place = ()) -> Iterator[Place]:
    if at:
        yield at
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from places(inner, (*at, key))
    if isinstance(value, list):
        for number, inner in enumerate(value):
            yield from places(inner, (*at, number))


@st.composite
def documents(draw: st.DrawFn) -> str:
    """Return TOML in which every key is "k" with a number of its own, and so is every scalar."""
    numbers = itertools.count()
    gaps = st.sampled_from(["", " ", "\n", " # [k] = {\n", "\n\n  "])
    quotes = st.sampled_from(['"k{}"', "'k{}'", "k{}"])
    wrappings = st.sampled_from(['"{}]"', "'#{}'", '"""\\""{}"""', "'''{}'''''", "{}", "{}.5e1"])

    def key() -> str:
        parts = [draw(quotes).format(next(numbers)) for _ in range(draw(st.integers(1, 2)))]
        return draw(st.sampled_from([".", " . "])).join(parts)

    def scalar() -> str:
        return draw(wrappings).format(10_000 + next(numbers))

    def value(depth: int) -> str:
        kind = draw(st.sampled_from(["scalar", "scalar", "array", "table"])) if depth else "scalar"
        if kind == "scalar":
            return scalar()
        inside = range(draw(st.integers(0, 3)))
        if kind == "table":
            return "{" + ", ".join(f"{key()} = {value(depth - 1)}" for _ in inside) + "}"
        ends = [draw(gaps) + value(depth - 1) + draw(gaps) for _ in inside]
        return "[" + ",".join(ends) + draw(gaps) + "]"

    def table() -> str:
        header = draw(st.sampled_from(["[{}]", "[[{}]]", " [ {} ] # ]"])).format(key())
        pairs = [f"{key()} = {value(3)}" for _ in range(draw(st.integers(0, 3)))]
        return "\n".join([header, *pairs, ""])

    return f"{key()} = {value(2)}\n" + "\n".join(table() for _ in range(draw(st.integers(0, 4))))


@given(documents())
def test_every_key_and_scalar_stands_on_its_line(text: str) -> None:
    found = find_lines(text)
    data = tomllib.loads(text)
    assert set(found) == set(places(data))
    rows = text.split("\n")
    for place, line in found.items():
        last = place[-1]
        if isinstance(last, str):
            assert re.search(rf"\b{last}\b", rows[line - 1])
        else:
            inner: object = data
            for step in place:
                inner = inner[step]  # type: ignore[index]
            if not isinstance(inner, list | dict):
                written = re.search(r"\d{5}", str(inner))
                assert written
                assert written[0] in rows[line - 1]


def test_a_place_that_is_not_there_has_the_line_around_it() -> None:
    lines = find_lines("\n[a]\nb = 1\n")
    assert line_of(lines, ("a", "c", 3)) == 2
    assert line_of(lines, ("x",)) == 1
