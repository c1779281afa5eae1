"""Articles taken back and given back: what falls, what returns, and who is told."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path

import pytest

import kgraph
from kgraph.errors import NotFoundError, RecordError
from kgraph.pipeline.signature import Signature
from kgraph.pipeline.upkeep import RelationChange
from tests.builders import Annotated
from tests.keeping import (
    ACME,
    ADDRESS,
    ANNA,
    BAN,
    FIRST,
    GERMANY,
    MEETING,
    PRAISE,
    SECOND,
    keep,
    names,
    news,
    relations,
    says,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    keep(tmp_path / "news.kg")
    return tmp_path / "news.kg"


def test_a_retraction_tells_what_falls_with_the_article(path: Path) -> None:
    fallout = kgraph.retract(path, ["The ban"])
    assert [(v.title, v.state) for v in fallout.articles] == [("The ban", "retracted")]
    assert fallout.others == ()
    assert fallout.entities == (ACME[1],)
    assert fallout.relations == (
        RelationChange(ACME[1], "banned_by", GERMANY[1], 1, 0),
        RelationChange(ANNA[1], "praises", GERMANY[1], 2, 1),
    )


def test_after_a_retraction_the_graph_is_the_one_without_the_article(
    path: Path, tmp_path: Path
) -> None:
    kgraph.retract(path, [BAN[0].id])
    without = keep(tmp_path / "without.kg", PRAISE, MEETING)
    assert kgraph.diff(kgraph.open(path), without).empty


def test_giving_back_is_the_mirror_image_of_a_retraction(path: Path) -> None:
    whole = kgraph.open(path)
    fallen = kgraph.retract(path, ["The ban"])
    returned = kgraph.retract(path, ["The ban"], undo=True)
    assert returned.entities == fallen.entities
    assert [(r.before, r.after) for r in returned.relations] == [
        (r.after, r.before) for r in fallen.relations
    ]
    assert kgraph.diff(whole, kgraph.open(path)).empty


@pytest.mark.parametrize("undo", [False, True])
def test_what_is_so_already_is_left_alone(path: Path, undo: bool) -> None:
    if not undo:
        kgraph.retract(path, ["The ban"])
    again = kgraph.retract(path, ["The ban"], undo=undo)
    assert (again.articles, again.entities, again.relations) == ((), (), ())


def test_the_version_before_takes_the_place_of_one_that_is_retracted(tmp_path: Path) -> None:
    for number, order in enumerate(([FIRST, SECOND], [SECOND, FIRST])):
        path = tmp_path / f"{number}.kg"
        assert relations(keep(path, *order)) == {("European Central Bank", "ban", "Germany")}
        fallout = kgraph.retract(path, "Second")
        assert [v.title for v in fallout.articles] == ["Second"]
        assert [(v.title, v.state) for v in fallout.others] == [("First", "in force")]
        assert fallout.entities == ("European Central Bank",)
        assert relations(kgraph.open(path)) == {("Acme Corporation", "ban", "Germany")}


def test_an_address_means_all_its_versions(tmp_path: Path) -> None:
    path = tmp_path / "news.kg"
    keep(path, FIRST, SECOND)
    assert [v.title for v in kgraph.retract(path, [ADDRESS]).articles] == ["First", "Second"]
    assert names(kgraph.open(path)) == set()
    kgraph.retract(path, [ADDRESS], undo=True)
    assert names(kgraph.open(path)) == {"European Central Bank", "Germany"}


def test_a_relation_whose_ends_get_another_name_has_not_fallen(tmp_path: Path) -> None:
    path = tmp_path / "news.kg"
    long = news("Long", says(("Person", "Anna Maria Weber"), "praise", GERMANY))
    short = news("Short", says(("Person", "Anna Weber"), "praise", GERMANY), published="2024-03-02")
    keep(path, long, short)
    kgraph.decide(path, "same", ["Anna Maria Weber", "Anna Weber"])
    shown = kgraph.open(path).entity("Anna Weber").name
    fallout = kgraph.retract(path, "Long" if shown == "Anna Maria Weber" else "Short")
    assert kgraph.open(path).entity("Anna Weber").name != shown
    assert fallout.entities == ()
    [change] = fallout.relations
    assert (change.predicate, change.before, change.after) == ("praises", 2, 1)


@pytest.mark.parametrize("verb", [kgraph.retract, kgraph.history])
def test_a_title_of_several_articles_names_them_and_decides_nothing(
    tmp_path: Path, verb: Callable[[Path, str], object]
) -> None:
    path = tmp_path / "news.kg"
    twins: Sequence[Annotated] = [
        news("News", says(GERMANY, "ban", ACME), published="2024-03-01"),
        news("News", says(ANNA, "praise", GERMANY), published=""),
    ]
    keep(path, *twins)
    with pytest.raises(NotFoundError) as caught:
        verb(path, "News")
    told = str(caught.value)
    assert all(f"{a.id} ({a.published or 'no date'})" in told for a, _ in twins)
    assert kgraph.open(path).counts["articles"] == len(twins)


def test_what_no_article_is_called_is_told(path: Path) -> None:
    with pytest.raises(NotFoundError, match="no article 'Nothing'; name an id, an address or a"):
        kgraph.retract(path, ["The ban", "Nothing"])
    assert kgraph.open(path).counts["articles"] == len((BAN, PRAISE, MEETING))


def test_a_record_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    missing = tmp_path / "none.kg"
    for refused in (
        lambda: kgraph.retract(missing, ["x"]),
        lambda: kgraph.decide(missing, "hide", ["x"]),
        lambda: kgraph.import_judgements(missing, [], "here"),
    ):
        with pytest.raises(RecordError, match="there is no such record"):
            refused()
    assert list(tmp_path.iterdir()) == []


def test_the_history_of_a_day_has_its_retractions_in_the_order_in_which_they_were_made(
    path: Path,
) -> None:
    words = [f"step {number}" for number in range(6)]
    for number, why in enumerate(words):
        kgraph.retract(
            path, "The ban", undo=bool(number % 2), signature=Signature("A", "2026", why)
        )
    [(version, retractions)] = kgraph.history(path, "the BAN")
    assert version.state == "in force"
    assert [(row.why, row.undone) for row in retractions] == [
        (why, bool(number % 2)) for number, why in enumerate(words)
    ]


def test_a_graph_that_is_open_stays_what_it_was(path: Path) -> None:
    graph = kgraph.open(path)
    whole = relations(graph)
    kgraph.retract(path, ["The ban", "The praise", "The meeting"])
    assert relations(graph) == whole
    assert relations(kgraph.open(path)) == set()


@pytest.mark.parametrize("day", [date(2024, 3, 3), datetime(2024, 3, 3, 12)])
def test_a_graph_before_a_day_has_the_articles_published_before_it(path: Path, day: date) -> None:
    past = kgraph.open(path, before=day)
    assert [a.title for a in past.articles if a.title != "The meeting"] == [
        a.title for a in past.articles
    ]
    assert names(past) == {"Acme Corporation", "Anna Maria Weber", "Germany"}


def test_a_graph_before_a_day_keeps_the_version_of_that_time(tmp_path: Path) -> None:
    keep(tmp_path / "news.kg", SECOND, FIRST)
    past = kgraph.open(tmp_path / "news.kg", before=date(2024, 3, 2))
    assert relations(past) == {("Acme Corporation", "ban", "Germany")}


def test_what_is_published_on_an_unknown_day_or_in_a_month_comes_before_its_days(
    tmp_path: Path,
) -> None:
    keep(
        tmp_path / "news.kg",
        news("Unknown", says(GERMANY, "ban", ACME), published=""),
        news("Month", says(ANNA, "praise", GERMANY), published="2024-03"),
        news("No year", says(ANNA, "meet", GERMANY), published="--03-09"),
    )
    titles = {a.title for a in kgraph.open(tmp_path / "news.kg", before=date(2024, 3, 1)).articles}
    assert titles == {"Unknown", "Month", "No year"}
    titles = {a.title for a in kgraph.open(tmp_path / "news.kg", before=date(2024, 2, 1)).articles}
    assert titles == {"Unknown", "No year"}
