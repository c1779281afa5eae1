"""Statements that are signed, and said again after they were taken back."""

from hypothesis import given
from hypothesis import strategies as st

from kgraph.model import Judgement, Retraction, Statement, in_force, with_id
from kgraph.pipeline.signature import UNSIGNED, Signature
from tests.judgements import judge, statements


def withdrawal(*taken_back: Statement) -> Judgement:
    return with_id(Judgement("withdrawn", supersedes=tuple(s.id for s in taken_back)))


def test_what_nobody_took_back_is_signed_and_no_more() -> None:
    signed = Signature("Eva", "2024-06-01", "she knows").sign(Retraction("a"))
    assert signed == with_id(Retraction("a", by="Eva", when="2024-06-01", why="she knows"))
    assert UNSIGNED.sign(Retraction("a"), [judge("hide", "Bob")]) == with_id(Retraction("a"))


def test_what_was_taken_back_several_times_is_said_again_and_the_rest_stays() -> None:
    first = UNSIGNED.sign(Retraction("a"))
    known: list[Statement] = [first, withdrawal(first)]
    second = UNSIGNED.sign(Retraction("a"), known)
    known += [second, withdrawal(second), judge("hide", "Bob")]
    third = UNSIGNED.sign(Retraction("a"), known)
    before = {s.id for s in in_force(known)}
    assert {s.id for s in in_force([*known, third])} == {*before, third.id}
    assert (second.supersedes, third.supersedes) == ((first.id,), (second.id,))


@given(statements(), st.lists(statements(), max_size=3), st.data())
def test_what_is_signed_is_in_force_and_takes_out_only_what_it_names_or_says_already(
    statement: Statement, others: list[Statement], data: st.DataObject
) -> None:
    signed = UNSIGNED.sign(statement)
    known = [*others, withdrawal(signed, *others)]
    if data.draw(st.booleans()):
        known.append(signed)
    again = UNSIGNED.sign(statement, known)
    before = {s.id for s in in_force(known)}
    after = {s.id for s in in_force([*known, again])}
    assert after == (before - set(statement.supersedes)) | {again.id}
