"""A fold that is brought up to date step by step is the one that was made at once."""

from dataclasses import dataclass, replace

from hypothesis import given, settings
from hypothesis import strategies as st

from kgraph.graph import anchor_of, claim_anchor, fold_record, graph_of
from kgraph.model import Claim, Fold, Judgement, Retraction, Statement, with_id
from kgraph.ontology import load_ontology
from kgraph.record import Record
from tests.builders import Annotated, annotated_articles, make_graph

some_time = settings(max_examples=60, deadline=None)

Act = Annotated | Statement
ADDRESSES = st.sampled_from(["", "", "https://example.org/a", "https://example.org/b"])


@st.composite
def acts(draw: st.DrawFn) -> list[Act]:
    """Return articles, some of them versions of one, and statements on what is in them."""
    some: list[Annotated] = []
    for article, annotation in draw(annotated_articles()):
        some.append((replace(article, url=draw(ADDRESSES)), annotation))
    told: list[Statement] = []
    claims = make_graph(*((replace(a, url=""), n) for a, n in some)).claims
    for _ in range(draw(st.integers(0, 6))):
        made = _judgement(draw, some, claims) if draw(st.booleans()) else _retraction(draw, some)
        taken_back = [s.id for s in told if isinstance(s, type(made))]
        ids = draw(st.lists(st.sampled_from(taken_back), max_size=1)) if taken_back else []
        told.append(with_id(replace(made, supersedes=tuple(ids))))
    return draw(st.permutations([*some, *told]))


def _retraction(draw: st.DrawFn, some: list[Annotated]) -> Retraction:
    article = draw(st.sampled_from([article.id for article, _ in some]))
    return Retraction(article, undone=draw(st.booleans()))


def _judgement(draw: st.DrawFn, some: list[Annotated], claims: tuple[Claim, ...]) -> Judgement:
    kind = draw(st.sampled_from(["same", "different", "type", "name", "hide", "wrong", "right"]))
    if kind in ("wrong", "right"):
        if claims:
            return Judgement(kind, claim=claim_anchor(draw(st.sampled_from(claims))))  # type: ignore[arg-type]
        kind = "hide"
    places = [(annotation, m) for _, annotation in some for m in annotation.mentions]
    count = 2 if kind in ("same", "different") else 1
    chosen = [draw(st.sampled_from(places)) for _ in range(count)]
    value = {"type": st.sampled_from(["Person", "Product"]), "name": st.sampled_from("XY")}
    return Judgement(
        kind,  # type: ignore[arg-type]
        entities=tuple(anchor_of(*place) for place in chosen),
        value=draw(value[kind]) if kind in value else "",
    )


@dataclass(frozen=True)
class Outcome:
    fold: Fold
    unapplied: dict[str, str]
    digest: str


def outcome(acts: list[Act], *, at_each: bool, concepts: bool = False) -> Outcome:
    """Return what comes of the acts, folded after each of them or once at the end."""
    record = Record.in_memory()
    for act in acts:
        if isinstance(act, tuple):
            record.add(*act)
        else:
            record.state([act])
        if at_each:
            fold_record(record, load_ontology(), concepts=concepts)
    fold_record(record, load_ontology(), concepts=concepts)
    unapplied, digest = record.unapplied(), record.digest()
    return Outcome(graph_of(record).fold, unapplied, digest)


@some_time
@given(acts())
def test_a_fold_at_each_step_is_the_fold_at_the_end(some: list[Act]) -> None:
    assert outcome(some, at_each=True) == outcome(some, at_each=False)


@settings(max_examples=20, deadline=None)
@given(acts())
def test_with_concepts_too(some: list[Act]) -> None:
    assert outcome(some, at_each=True, concepts=True) == outcome(some, at_each=False, concepts=True)


@some_time
@given(acts(), st.randoms(use_true_random=False))
def test_the_order_and_repetition_of_all_acts_change_nothing(
    some: list[Act], random: object
) -> None:
    shuffled = [*some, *some[:2]]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert outcome(shuffled, at_each=True) == outcome(some, at_each=False)


@some_time
@given(acts())
def test_a_change_of_the_ontology_and_back_changes_nothing(some: list[Act]) -> None:
    record = Record.in_memory()
    for act in some:
        if isinstance(act, tuple):
            record.add(*act)
        else:
            record.state([act])
    own = load_ontology()
    other = replace(own, fingerprint="other", predicates={})
    for ontology, concepts in ((own, False), (other, False), (own, True), (own, False)):
        fold_record(record, ontology, concepts=concepts)
    assert graph_of(record).fold == outcome(some, at_each=False).fold
