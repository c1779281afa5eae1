"""Judgements and retractions as JSON lines."""

import json
from collections.abc import Callable
from dataclasses import asdict, replace
from io import StringIO
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgraph.errors import ReadError, WriteError
from kgraph.model import Judgement, Retraction, Span, Statement, with_id
from kgraph.record.statement_lines import (
    LONGEST_LINE,
    read_statement,
    read_statements,
    write_statements,
)
from tests.judgements import anchor, claim_at, judge, judge_claim, statements

SAME = judge("same", "Ann", "Anna")


def written(*some: Statement) -> str:
    stream = StringIO()
    write_statements(some, stream)
    return stream.getvalue()


def changed(change: Callable[[dict[str, Any]], object]) -> str:
    plain = json.loads(written(SAME))
    change(plain)
    return json.dumps(plain)


@given(st.lists(statements(), max_size=5), st.randoms(use_true_random=False))
def test_what_is_written_is_read_equal_by_id_whatever_the_order(
    some: list[Statement], random: Random
) -> None:
    text = written(*some)
    found = list(read_statements(text.splitlines(), "x"))
    assert found == sorted({s.id: s for s in some}.values(), key=lambda s: s.id)
    assert written(*random.sample(some, len(some)), *some[:1]) == text


@given(statements())
def test_one_statement_is_one_line_that_begins_with_kind_and_id(some: Statement) -> None:
    (line,) = written(some).splitlines()
    kind = type(some).__name__.lower()
    assert line.startswith(f'{{"kind":"{kind}","id":"{some.id}"')


@given(statements(), st.data())
def test_a_line_that_was_tampered_with_is_refused(some: Statement, data: st.DataObject) -> None:
    plain = json.loads(written(some))
    field = data.draw(st.sampled_from(sorted(plain)))
    other: object = data.draw(st.none() | st.booleans() | st.text(max_size=3) | st.just([]))
    if plain[field] != other:
        with pytest.raises(ReadError, match=r"^x: "):
            read_statement(json.dumps(plain | {field: other}), "x")


@given(st.text(max_size=40) | st.recursive(st.none(), st.lists).map(json.dumps))
def test_any_other_line_is_a_read_error_of_one_line(line: str) -> None:
    with pytest.raises(ReadError) as error:
        read_statement(line, "x")
    assert len(str(error.value).splitlines()) == 1


@pytest.mark.parametrize(
    ("line", "cause"),
    [
        ("{", "not JSON"),
        ("[" * 50_000, "not JSON"),
        ('"\ud800"', "not JSON"),
        (written(SAME).replace("Anna", "\\ud800"), "not JSON"),
        ("9" * 5000, "not JSON"),
        ('{"kind":["judgement"]}', "neither a judgement nor a retraction"),
        ('{"kind":"header","format":1}', "neither a judgement nor a retraction"),
        ('{"kind":"judgement"}', "unreadable at kind"),
        (changed(lambda o: o.update(judgement_kind="maybe")), "unreadable at kind"),
        (changed(lambda o: o["entities"][0].update(span={"start": "0", "end": 3})), "entities.0"),
        (changed(lambda o: o.update(supersedes="abc")), "unreadable at supersedes"),
        (changed(lambda o: o.pop("why")), "a field is unknown or missing"),
        (changed(lambda o: o.update(extra=1)), "a field is unknown or missing"),
        (changed(lambda o: o["entities"][1].update(extra=1)), "a field is unknown or missing"),
        (changed(lambda o: o.update(why="new")), "the id is not that of the content"),
        (changed(lambda o: o["entities"].reverse()), "the id is not that of the content"),
        (changed(lambda o: o.update(id="")), "the id is not that of the content"),
        (written(SAME).strip() + " " * LONGEST_LINE, "longer than 100000 characters"),
    ],
)
def test_a_broken_line_is_refused_with_its_place_and_cause(line: str, cause: str) -> None:
    with pytest.raises(ReadError, match=f"^a.jsonl: line 3: .*{cause}"):
        list(read_statements(["", written(SAME), line], "a.jsonl"))


@pytest.mark.parametrize(
    "incomplete",
    [
        Judgement("same", (anchor("A"),)),
        Judgement("hide"),
        Judgement("name", (anchor("A"),), value=" "),
        Judgement("hide", (anchor("A"),), value="B"),
        Judgement("wrong"),
        Judgement("hide", (anchor("A"),), claim=claim_at("c")),
        Judgement("withdrawn"),
        Judgement("hide", (replace(anchor("A"), span=Span(-2, 1)),)),
        Judgement("right", claim=replace(claim_at("c"), object=Span(5, 4))),
    ],
)
def test_a_judgement_that_lacks_what_it_is_about_is_refused(incomplete: Judgement) -> None:
    incomplete = with_id(incomplete)
    with pytest.raises(WriteError, match=f"^statement {incomplete.id}: not what a judgement"):
        written(SAME, incomplete)
    fields = asdict(incomplete)
    fields |= {"judgement_kind": fields["kind"], "kind": "judgement"}
    with pytest.raises(ReadError, match=r"^x: not what a judgement"):
        read_statement(json.dumps(fields), "x")


@pytest.mark.parametrize(
    ("statement", "cause"),
    [
        (with_id(Retraction("a", why="\x85" * (LONGEST_LINE // 6))), "longer than 100000"),
        (replace(SAME, why="new"), "the id is not that of the content"),
        (Retraction("a"), "the id is not that of the content"),
    ],
)
def test_a_statement_that_could_not_be_read_again_is_not_written(
    statement: Statement, cause: str
) -> None:
    stream = StringIO()
    with pytest.raises(WriteError, match=f"^statement {statement.id}: {cause}"):
        write_statements([judge_claim("wrong", claim_at("c")), statement], stream)
    assert not stream.getvalue()
