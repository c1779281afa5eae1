"""Articles that wait, versions under one address, and what is stated of them."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgraph.errors import RecordError
from kgraph.graph import fold_record, graph_of
from kgraph.model import Article, Judgement, Retraction, Statement, with_id
from kgraph.model import in_force as in_force_of
from kgraph.ontology import load_ontology
from kgraph.record import Record
from kgraph.record.inserts import NOTHING
from tests.builders import PIPELINE, Annotated, Fact, make_graph, tell
from tests.judgements import claim_at, judge, judge_claim, statements

PUTIN, WEBER = ("Person", "Vladimir Putin"), ("Person", "Anna Weber")
FACT = Fact(PUTIN, "meet", WEBER, "affirmed", "actual", None, dated=False)
URL = "https://example.org/a"


def article(title: str, *, url: str = "", published: str = "2019-03-05") -> Annotated:
    """Return an article whose title is in its text; one under an address has a date."""
    told, annotation = tell([FACT], title=title, published=published)
    return replace(told, url=url), annotation


def version(title: str, published: str) -> Annotated:
    return article(title, url=URL, published=published)


def states(record: Record, text: str = URL) -> list[tuple[str, str]]:
    return [(v.title, v.state) for v in record.versions(text)]


def record_of(*annotated: Annotated) -> Record:
    record = Record.in_memory()
    for pair in annotated:
        record.add(*pair)
    return record


def retraction(told: Article, *supersedes: Statement, undone: bool = False) -> Retraction:
    ids = tuple(s.id for s in supersedes)
    return with_id(Retraction(told.id, undone=undone, supersedes=ids))


def titles_in_fold(record: Record) -> list[str]:
    fold_record(record, load_ontology())
    fold = record.stored_fold()
    articles = (fold.article(id_) for id_ in fold.article_ids())
    return sorted(article.title for article in articles if article)


# articles that wait


def test_what_is_received_waits_and_is_in_force_once_annotated() -> None:
    one, two = article("One"), article("Two")
    record = Record.in_memory()
    assert record.receive([one[0], two[0], one[0]], PIPELINE) == 2
    assert record.pipeline() == PIPELINE
    assert list(record.waiting()) == sorted((one[0], two[0]), key=lambda a: a.id)
    assert [v.state for v in record.versions(one[0].id)] == ["waiting"]
    assert record.add(*one)
    assert list(record.waiting()) == [two[0]]
    assert [v.state for v in record.versions(one[0].id)] == ["in force"]
    assert titles_in_fold(record) == ["One"]
    assert record.receive([one[0], two[0]], PIPELINE) == 0


def test_articles_that_cannot_all_be_read_are_all_left_out() -> None:
    def broken() -> object:
        yield article("One")[0]
        raise RecordError("bad.txt: no")

    record = Record.in_memory()
    for articles in (broken(), [article("One")[0], replace(article("Two")[0], text="\ud800")]):
        with pytest.raises(RecordError):
            record.receive(articles, PIPELINE)  # type: ignore[arg-type]
        assert (record.count(), record.pipeline(), record.digest()) == (0, "", NOTHING)
        assert list(record.waiting()) == []


def test_another_pipeline_makes_all_wait_and_the_old_graph_goes_when_it_is_folded() -> None:
    told, annotation = article("One")
    record = record_of((told, annotation), article("Two"))
    assert titles_in_fold(record) == ["One", "Two"]
    before = record.digest()
    record.receive([], "other")
    assert [a.title for a in record.waiting()] == sorted(
        ("One", "Two"), key=lambda t: article(t)[0].id
    )
    assert record.digest() != before
    with pytest.raises(RecordError, match="with the pipeline other, not hand-made"):
        record.add(told, annotation)
    assert record.add(told, replace(annotation, pipeline="other"))
    assert titles_in_fold(record) == ["One"]
    record.receive([], PIPELINE)
    record.add(told, annotation)
    record.add(*article("Two"))
    assert record.digest() == before
    assert titles_in_fold(record) == ["One", "Two"]


# versions


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_latest_version_is_in_force_in_whatever_order_they_come(
    order: Sequence[int],
) -> None:
    some = [version("Unknown", ""), version("Year", "2019"), version("Day", "2019-01-01")]
    record = record_of(*(some[n] for n in order))
    assert states(record) == [
        ("Unknown", "superseded"),
        ("Year", "superseded"),
        ("Day", "in force"),
    ]
    assert record.digest() == record_of(some[2]).digest()
    assert titles_in_fold(record) == ["Day"]
    assert all(states(record, told.id) == states(record) for told, _ in some)


def test_of_one_date_the_version_with_the_greater_id_is_in_force() -> None:
    some = sorted((version(t, "2019") for t in ("One", "Two")), key=lambda pair: pair[0].id)
    expected = [(some[0][0].title, "superseded"), (some[1][0].title, "in force")]
    assert states(record_of(*some)) == states(record_of(*reversed(some))) == expected


def test_a_version_that_waits_does_not_take_the_place_of_one_that_is_annotated() -> None:
    old, new = version("Old", "2019"), version("New", "2020")
    record = record_of(old)
    record.receive([new[0]], PIPELINE)
    assert states(record) == [("Old", "in force"), ("New", "waiting")]
    record.add(*new)
    assert states(record) == [("Old", "superseded"), ("New", "in force")]


def test_articles_without_an_address_are_no_versions_of_each_other() -> None:
    one, two = article("One"), article("Two")
    record = record_of(one, two)
    assert states(record, one[0].id) == [("One", "in force")]
    assert record.versions("") == record.versions("nothing") == ()
    assert titles_in_fold(record) == ["One", "Two"]


def test_a_title_is_found_in_any_case_of_any_script() -> None:
    one, two, other = (
        article(t, published=d) for t, d in (("É", "2019"), ("é", "2020"), ("E", ""))
    )
    record = record_of(one, two, other)
    assert record.titled("É") == record.titled("é") == tuple(sorted((one[0].id, two[0].id)))
    assert record.titled("e") == (other[0].id,)
    assert record.titled("%") == record.titled("") == ()


# statements


def test_a_retracted_article_gives_way_to_the_version_before_and_comes_back() -> None:
    old, new = version("Old", "2019"), version("New", "2020")
    record = record_of(old, new)
    whole = record.digest()
    taken = retraction(new[0])
    assert record.state([taken]) == 1
    assert record.state([taken]) == 0
    assert states(record) == [("Old", "in force"), ("New", "retracted")]
    assert record.retracted() == {new[0].id}
    assert record.digest() == record_of(old).digest()
    assert titles_in_fold(record) == ["Old"]
    back = retraction(new[0], taken, undone=True)
    assert record.state([back]) == 1
    assert states(record) == [("Old", "superseded"), ("New", "in force")]
    assert record.retracted() == frozenset()
    assert record.digest() == whole
    assert record.retractions(new[0].id) == tuple(sorted((taken, back), key=lambda s: s.id))
    assert record.retractions(old[0].id) == ()


def test_an_article_may_be_retracted_before_it_comes() -> None:
    told = article("One")
    record = Record.in_memory()
    record.state([retraction(told[0])])
    assert record.retracted() == {told[0].id}
    record.add(*told)
    assert states(record, told[0].id) == [("One", "retracted")]
    assert record.digest() == NOTHING


def test_a_statement_that_supersedes_anothers_retraction_gives_that_article_back() -> None:
    one, two = article("One"), article("Two")
    record = record_of(one, two)
    taken = retraction(one[0])
    record.state([taken, retraction(two[0], taken)])
    assert record.retracted() == {two[0].id}
    assert states(record, one[0].id) == [("One", "in force")]
    assert record.digest() == record_of(one).digest()


def test_judgements_are_those_in_force_and_not_the_withdrawn() -> None:
    one = judge("same", "Ann", "Anna")
    other = judge("hide", "Bob")
    changed = with_id(replace(one, kind="different", supersedes=(one.id,)))
    withdrawn = with_id(Judgement("withdrawn", supersedes=(other.id,)))
    record = Record.in_memory()
    assert record.state([one, other, retraction(article("One")[0])]) == 3
    assert record.judgements() == tuple(sorted((one, other), key=lambda j: j.id))
    assert record.state([withdrawn, changed, changed]) == 2
    assert record.judgements() == (changed,)
    assert len(record.statements()) == 5


def test_statements_are_kept_all_or_none() -> None:
    def broken() -> object:
        yield judge("hide", "Bob")
        raise KeyboardInterrupt

    record = Record.in_memory()
    with pytest.raises(KeyboardInterrupt):
        record.state(broken())  # type: ignore[arg-type]
    assert (record.statements(), record.digest()) == ((), NOTHING)


def test_why_a_judgement_does_not_show_is_kept_with_the_fold_until_it_shows() -> None:
    lost = judge("hide", "Nobody")
    gone = judge_claim("wrong", claim_at("no claim"))
    record = record_of(article("One"))
    record.state([lost, gone])
    assert record.unapplied() == {}
    fold_record(record, load_ontology())
    assert record.unapplied() == {
        lost.id: "what it is about is found in no article any more",
        gone.id: "its claim is found in no article any more",
    }
    record.state([with_id(Judgement("withdrawn", supersedes=(lost.id, gone.id)))])
    fold_record(record, load_ontology())
    assert record.unapplied() == {}


few = settings(max_examples=60, deadline=None)


@st.composite
def worlds(draw: st.DrawFn) -> tuple[list[Annotated], list[Statement]]:
    """Return versions of two addresses, and statements on them and on nothing here."""
    days = st.sampled_from(["", "2019", "2019-03-05", "2020"])
    keys = st.tuples(st.sampled_from(["a", "b", "c"]), days, st.sampled_from(["", URL, "x:y"]))
    some = [
        article(title, url=url, published=day)
        for title, day, url in draw(st.lists(keys, max_size=5, unique_by=lambda k: k[:2]))
    ]
    ids = [pair[0].id for pair in some] or ["none"]
    told = list[Statement](draw(st.lists(statements(), max_size=3)))
    for _ in range(draw(st.integers(0, 5))):
        supersedes = draw(st.lists(st.sampled_from([s.id for s in told] or ["x"]), max_size=2))
        row = Retraction(
            draw(st.sampled_from(ids)), undone=draw(st.booleans()), supersedes=tuple(supersedes)
        )
        told.append(with_id(row))
    return some, told


@few
@given(worlds(), st.randoms(use_true_random=False))
def test_what_is_in_force_is_what_a_plain_model_says_in_any_order(
    world: tuple[list[Annotated], list[Statement]], random: object
) -> None:
    some, told = world
    expected = _in_force(some, told)
    digests = set()
    for _ in range(2):
        acts: list[Annotated | Statement] = [*some, *told, *some[:1]]
        random.shuffle(acts)  # type: ignore[attr-defined]
        record = Record.in_memory()
        for act in acts:
            if isinstance(act, tuple):
                record.add(*act)
            else:
                record.state([act])
        assert {v.id for a, _ in some for v in record.versions(a.id) if v.state == "in force"} == {
            a.id for a, _ in expected
        }
        standing = {s.id: s for s in in_force_of(told) if isinstance(s, Judgement)}
        assert record.judgements() == tuple(s for s in standing.values() if s.kind != "withdrawn")
        digests.add(record.digest())
    other = record_of(*expected)
    other.state(standing.values())
    assert digests == {other.digest()}


def _in_force(some: list[Annotated], told: list[Statement]) -> list[Annotated]:
    retracted = {s.article for s in in_force_of(told) if isinstance(s, Retraction) and not s.undone}
    kept = [pair for pair in some if pair[0].id not in retracted]
    return [
        pair
        for pair in kept
        if not pair[0].url
        or pair == max((p for p in kept if p[0].url == pair[0].url), key=lambda p: _age(p[0]))
    ]


def _age(told: Article) -> tuple[str, str]:
    return (str(told.published or ""), told.id)


@few
@given(worlds())
def test_the_graph_is_that_of_the_articles_in_force_alone(
    world: tuple[list[Annotated], list[Statement]],
) -> None:
    some, told = world
    record = record_of(*some)
    fold_record(record, load_ontology())
    retractions = [s for s in told if isinstance(s, Retraction)]
    record.state(retractions)
    fold_record(record, load_ontology())
    assert graph_of(record).fold == make_graph(*_in_force(some, list(retractions))).fold
