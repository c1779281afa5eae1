"""What the judgements in force come to."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import combinations
from random import Random

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgraph.graph.anchors import claim_anchor
from kgraph.graph.judged import JudgedClaims, Verdicts, entity_verdict, judge_claims, settle
from kgraph.identity import JudgedPair
from kgraph.model import Anchor, Claim, Judgement, JudgementKind, Span, with_id
from tests.graphs import banned_graph
from tests.judgements import anchor, claim_at, judge, judge_claim

CLAIMS = banned_graph().claims


def by_form(anchor: Anchor) -> str | None:
    """Return the first letter of a form as its profile, none for a form in small letters."""
    return anchor.form[0] if anchor.form[0].isupper() else None


def settled(*judgements: Judgement) -> Verdicts:
    return settle(judgements, by_form)


def applied(verdicts: Verdicts) -> set[str]:
    """Return the pairs that are applied, with their verdicts."""
    return {f"{p.left}={p.right}" for p in verdicts.same} | {
        f"{p.left}/{p.right}" for p in verdicts.different
    }


def ids(conflicts: tuple[tuple[Judgement, ...], ...]) -> set[frozenset[str]]:
    return {frozenset(judgement.id for judgement in conflict) for conflict in conflicts}


def test_judgements_on_two_are_pairs_with_who_when_and_why() -> None:
    same = Judgement("same", (anchor("B"), anchor("A")), by="Anna", when="2026-11-27", why="typo")
    found = settled(with_id(same), judge("different", "A", "C", by=""))
    assert found.same == (JudgedPair("A", "B", 'judged the same by Anna, 2026-11-27: "typo"'),)
    assert found.different == (JudgedPair("A", "C", "judged different"),)


def test_judgements_on_one_are_values_by_profile() -> None:
    type_, name = judge("type", "A", value="Person"), judge("name", "A", value="Al")
    hide, again = judge("hide", "B"), judge("name", "Ann", value="Al")
    found = settled(type_, name, hide, again)
    assert found.types == {"A": "Person"}
    assert found.names == {"A": "Al"}
    assert found.hidden == {"B"}
    assert found.conflicts == ()
    assert {p: {j.id for j in some} for p, some in found.on_profiles.items()} == {
        "A": {type_.id, name.id, again.id},
        "B": {hide.id},
    }


def test_what_only_takes_back_is_nothing_here() -> None:
    assert settled(with_id(Judgement("withdrawn", supersedes=("x",)))) == settled()


def test_a_judgement_that_lost_an_anchor_is_lost_and_not_applied() -> None:
    lost = judge("same", "A", "gone"), judge("hide", "gone"), judge("different", "gone", "lost")
    found = settled(*lost)
    assert found == replace(settled(), lost=tuple(sorted(lost, key=lambda j: j.id)))


@pytest.mark.parametrize("kind", ["same", "different"])
def test_two_anchors_of_one_profile_are_idle(kind: JudgementKind) -> None:
    judgement = judge(kind, "Ann", "Anna")
    assert settled(judgement) == replace(settled(), idle=(judgement,))


@pytest.mark.parametrize("kind", ["type", "name"])
def test_two_values_for_one_profile_are_a_conflict(kind: JudgementKind) -> None:
    two = judge(kind, "A", value="X"), judge(kind, "Al", value="Y")
    other, fine = judge(kind, "A", value="X", by="B"), judge(kind, "B", value="Y")
    found = settled(*two, other, fine)
    assert ids(found.conflicts) == {frozenset(j.id for j in (*two, other))}
    assert set(found.on_profiles) == {"B"}
    assert {**found.types, **found.names} == {"B": "Y"}


@pytest.mark.parametrize(
    ("judgements", "conflicts", "rest"),
    [
        ("A=B A/B", ["A=B A/B"], ""),
        ("A=B A/C", [], "A=B A/C"),
        ("A=B B=C A/C", ["A=B B=C A/C"], ""),
        ("A=B B=C A/C B=D D/E", ["A=B B=C A/C"], "B=D D/E"),
        ("A=B B=C A=D C=D A/C", ["A=B B=C A=D C=D A/C"], ""),
        ("A=B B=C C=D A/C B/D", ["A=B B=C A/C", "B=C C=D B/D"], ""),
        ("A=B B=C A=C A/C", ["A=B B=C A=C A/C"], ""),
        ("A=B B=C A/C C=D D=E E=C", ["A=B B=C A/C"], "C=D D=E C=E"),
        ("A=B C=D A/C B/D", [], "A=B C=D A/C B/D"),
    ],
)
def test_a_different_contradicts_each_chain_between_its_ends(
    judgements: str, conflicts: list[str], rest: str
) -> None:
    some = {text: _pair(text) for text in judgements.split()}
    found = settled(*some.values())
    assert ids(found.conflicts) == {
        frozenset(some[text].id for text in conflict.split()) for conflict in conflicts
    }
    assert applied(found) == set(rest.split())


def _pair(text: str) -> Judgement:
    return judge("same" if "=" in text else "different", text[0], text[2])


def test_all_who_judged_a_broken_chain_are_in_the_conflict() -> None:
    some = [
        judge("same", "A", "B"),
        judge("same", "B", "A", by="Bob"),
        judge("different", "A", "B"),
    ]
    assert ids(settled(*some).conflicts) == {frozenset(j.id for j in some)}


JUDGEMENTS = st.one_of(
    st.builds(
        judge,
        st.sampled_from(["same", "different"]),
        st.sampled_from("ABCDEFx"),
        st.sampled_from("ABCDEFx"),
        by=st.sampled_from(["Anna", "Bob"]),
    ),
    st.builds(
        judge,
        st.sampled_from(["type", "name"]),
        st.sampled_from("ABx"),
        value=st.sampled_from(["X", "Y"]),
    ),
    st.builds(judge, st.just("hide"), st.sampled_from("ABx")),
)


@given(st.lists(JUDGEMENTS, max_size=12), st.randoms(use_true_random=False))
def test_order_and_repetition_change_nothing(some: list[Judgement], random: Random) -> None:
    again = random.sample(some, len(some)) + some[:2]
    assert settled(*again) == settled(*some)


@given(st.lists(JUDGEMENTS, max_size=12))
def test_each_judgement_is_applied_or_in_conflict_or_lost_or_idle(some: list[Judgement]) -> None:
    found = settled(*some)
    kept = {j.id for judged in found.on_profiles.values() for j in judged}
    apart = [
        {j.id for conflict in found.conflicts for j in conflict},
        {j.id for j in found.lost},
        {j.id for j in found.idle},
        kept,
    ]
    assert all(not left & right for left, right in combinations(apart, 2))
    pairs = {j.id for j in some} - set().union(*apart)
    assert len(found.same) + len(found.different) == len(pairs)


@given(st.lists(JUDGEMENTS, max_size=12))
def test_what_is_applied_contradicts_nothing_and_a_conflict_is_one_of_paths(
    some: list[Judgement],
) -> None:
    found = settled(*some)
    joined = nx.Graph((p.left, p.right) for p in found.same)
    for pair in found.different:
        assert not {pair.left, pair.right} <= joined.nodes or not nx.has_path(
            joined, pair.left, pair.right
        )
    assert ids(found.conflicts) == _conflicts(some)


def _conflicts(some: list[Judgement]) -> set[frozenset[str]]:
    """Return the conflicts by way of every simple path."""
    pairs: dict[tuple[str, str, str], set[str]] = {}
    values: dict[tuple[str, str], dict[str, set[str]]] = {}
    for judgement in some:
        ends = sorted(a.form for a in judgement.entities)
        if "x" in ends:
            continue
        if len(ends) == 2:
            pairs.setdefault((judgement.kind, ends[0], ends[1]), set()).add(judgement.id)
        else:
            same = values.setdefault((judgement.kind, ends[0]), {})
            same.setdefault(judgement.value, set()).add(judgement.id)
    told = nx.Graph((a, b) for kind, a, b in pairs if kind == "same" and a != b)
    found = {frozenset().union(*by.values()) for by in values.values() if len(by) > 1}
    for (kind, left, right), judged in pairs.items():
        if kind == "different" and {left, right} <= told.nodes and left != right:
            paths = nx.all_simple_edge_paths(told, left, right)
            links = {(min(link), max(link)) for path in paths for link in path}
            if links:
                found.add(frozenset(judged.union(*(pairs["same", a, b] for a, b in links))))
    return found


@pytest.mark.parametrize(
    ("values", "verdict"),
    [
        ({}, (None, False)),
        ({"c": "Z"}, (None, False)),
        ({"a": "X", "c": "Z"}, ("X", False)),
        ({"a": "X", "b": "X"}, ("X", False)),
        ({"a": "X", "b": "Y"}, (None, True)),
    ],
)
def test_an_entity_has_the_value_on_which_its_members_agree(
    values: Mapping[str, str], verdict: tuple[str | None, bool]
) -> None:
    assert entity_verdict(iter("ab"), values) == verdict


def test_judgements_on_claims_go_by_article() -> None:
    first, second = claim_at("1"), claim_at("2", article="b")
    some = [judge_claim("wrong", first), judge_claim("right", second), judge_claim("right", first)]
    found = settled(*some)
    assert {a: {j.id for j in judged} for a, judged in found.claims.items()} == {
        "a": {some[0].id, some[2].id},
        "b": {some[1].id},
    }
    assert found.conflicts == ()


def test_wrong_claims_are_left_out_and_right_ones_are_sure() -> None:
    wrong, right = (
        judge_claim("wrong", claim_anchor(CLAIMS[0])),
        judge_claim("right", claim_anchor(CLAIMS[1])),
    )
    gone = judge_claim("wrong", claim_at("gone"))
    found = judge_claims(CLAIMS, [gone, right, wrong])
    assert found.claims == (replace(CLAIMS[1], confidence=1.0), *CLAIMS[2:])
    assert found.found == {wrong.id, right.id}
    assert found.conflicts == ()


def test_a_claim_judged_wrong_and_right_stays_as_it_is() -> None:
    """By way of its id or of its place: both say the same claim."""
    old = replace(claim_anchor(CLAIMS[0]), claim="old")
    some = [judge_claim("wrong", claim_anchor(CLAIMS[0])), judge_claim("right", old)]
    found = judge_claims(CLAIMS, some)
    assert found.claims == CLAIMS
    assert ids(found.conflicts) == {frozenset(j.id for j in some)}
    assert found.found == {j.id for j in some}


@given(st.lists(st.tuples(st.sampled_from(CLAIMS), st.booleans()), max_size=8))
def test_judging_claims_is_independent_of_order_and_done_once(
    judged: list[tuple[Claim, bool]],
) -> None:
    some = [
        judge_claim("right" if right else "wrong", claim_anchor(claim)) for claim, right in judged
    ]
    found = judge_claims(CLAIMS, some)
    assert judge_claims(CLAIMS, some[::-1] + some) == found
    verdicts = {c.id: {right for claim, right in judged if claim == c} for c in CLAIMS}
    assert [c.id for c in found.claims] == [c.id for c in CLAIMS if verdicts[c.id] != {False}]
    kept = {c.id: c for c in CLAIMS}
    for claim in found.claims:
        assert claim == (
            replace(kept[claim.id], confidence=1.0)
            if verdicts[claim.id] == {True}
            else kept[claim.id]
        )
    rights = [j for j in some if j.kind == "right" and j.id not in _in_conflict(found)]
    assert judge_claims(found.claims, rights).claims == found.claims


def _in_conflict(found: JudgedClaims) -> set[str]:
    return {j.id for conflict in found.conflicts for j in conflict}


def test_a_place_that_shares_a_character_with_all_three_is_enough() -> None:
    claim = CLAIMS[0]
    near = replace(
        claim_anchor(claim),
        claim="old",
        trigger=Span(claim.trigger.end - 1, claim.trigger.end + 9),
        quote="",
    )
    assert judge_claims(CLAIMS, [judge_claim("wrong", near)]).claims == CLAIMS[1:]
