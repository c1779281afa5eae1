"""What the comparison of two graphs tells: articles, entities, relations."""

from dataclasses import replace

from kgraph.graph import GraphDiff, diff
from kgraph.graph.differences import ArticleChange, FieldChange, Join, Parting
from kgraph.model import Article, PartialDate
from tests.graphs import banned_graph, bare_graph, make_entity, make_relation

PUTIN, ALIAS = make_entity("Vladimir Putin", "p1"), make_entity("Putin", "p2")
BOTH = make_entity("Vladimir Putin", "p1", "p2", mentions=2)
ACME = make_entity("Acme", "o1", type_="Organization")


def test_equal_graphs_do_not_differ() -> None:
    assert diff(banned_graph(), banned_graph()) == GraphDiff()
    assert GraphDiff().empty


def test_all_of_a_graph_is_new_against_an_empty_one_best_supported_first() -> None:
    graph = banned_graph()
    found = diff(bare_graph(), graph)
    assert found.new_entities == graph.prominent()
    assert found.new_relations == graph.strongest()
    assert [a.title for a in found.new_articles] == ["Second", "First"]
    assert not found.empty


def test_a_later_text_at_one_address_is_another_version() -> None:
    first = Article("1", "A.", url="http://a", published=PartialDate(2019))
    second, other = replace(first, id="2", text="B."), Article("0", "C.", url="http://c")
    found = diff(bare_graph(articles=[first]), bare_graph(articles=[second, other]))
    assert found == GraphDiff(
        new_articles=(other,), changed_articles=(ArticleChange(first, second),)
    )


def test_of_several_versions_the_latest_are_compared_and_no_address_is_none() -> None:
    years = [
        Article(str(n), "A.", url="http://a", published=PartialDate(2020 - n)) for n in range(3)
    ]
    nowhere = [Article("8", "A."), Article("9", "B.")]
    found = diff(
        bare_graph(articles=[years[1], years[2], nowhere[0]]),
        bare_graph(articles=[years[0], nowhere[1]]),
    )
    assert found.changed_articles == (ArticleChange(years[1], years[0]),)
    assert found.gone_articles == (nowhere[0], years[2])
    assert found.new_articles == (nowhere[1],)


def test_a_new_version_alone_changes_nothing_that_names_the_article() -> None:
    first, second = Article("1", "A.", url="http://a"), Article("2", "B.", url="http://a")
    graphs = [
        bare_graph(
            [replace(PUTIN, articles=(a.id,)), ACME],
            [replace(make_relation(PUTIN, "leads", ACME), articles=(a.id,))],
            [a],
        )
        for a in (first, second)
    ]
    assert diff(*graphs) == GraphDiff(changed_articles=(ArticleChange(first, second),))


def test_one_more_profile_is_a_change_that_says_what_changed() -> None:
    more = replace(BOTH, aliases=("Putin",))
    [change] = diff(bare_graph([PUTIN]), bare_graph([more])).changed_entities
    assert (change.old, change.new) == (PUTIN, more)
    assert change.fields == (
        FieldChange("aliases", (), ("Putin",)),
        FieldChange("members", ("p1",), ("p1", "p2")),
        FieldChange("mentions", 1, 2),
    )


def test_the_order_of_aliases_is_no_change() -> None:
    one, other = (replace(PUTIN, aliases=order) for order in (("A", "B"), ("B", "A")))
    assert diff(bare_graph([one]), bare_graph([other])).empty


def test_two_entities_in_one_are_joined_and_not_changed_and_the_reverse_is_parted() -> None:
    apart, one = bare_graph([PUTIN, ALIAS]), bare_graph([BOTH])
    assert diff(apart, one) == GraphDiff(joined=(Join((PUTIN, ALIAS), BOTH),))
    assert diff(one, apart) == GraphDiff(parted=(Parting(BOTH, (PUTIN, ALIAS)),))


def test_a_new_id_of_its_ends_is_no_change_of_a_relation() -> None:
    renamed = replace(ACME, id="a0", members=("a0", "o1"))
    found = diff(
        bare_graph([PUTIN, ACME], [make_relation(PUTIN, "leads", ACME)]),
        bare_graph([PUTIN, renamed], [make_relation(PUTIN, "leads", renamed)]),
    )
    assert found.changed_entities
    assert found == GraphDiff(changed_entities=found.changed_entities)


def test_a_new_id_that_turns_a_symmetric_relation_round_is_no_change_of_it() -> None:
    renamed = replace(PUTIN, id="a0", members=("a0", "p1"))
    found = diff(
        bare_graph([PUTIN, ACME], [make_relation(ACME, "meets", PUTIN)]),
        bare_graph([renamed, ACME], [make_relation(renamed, "meets", ACME)]),
    )
    assert found == GraphDiff(changed_entities=found.changed_entities)


def test_a_relation_the_other_way_round_is_another() -> None:
    there, back = make_relation(PUTIN, "sues", ACME), make_relation(ACME, "sues", PUTIN)
    found = diff(bare_graph([PUTIN, ACME], [there]), bare_graph([PUTIN, ACME], [back]))
    assert found == GraphDiff(new_relations=(back,), gone_relations=(there,))


def test_phrases_part_open_relations_only() -> None:
    def one(predicate: str, phrase: str) -> GraphDiff:
        graphs = (
            bare_graph([PUTIN, ACME], [make_relation(PUTIN, predicate, ACME, phrase=words)])
            for words in ("praise", phrase)
        )
        return diff(*graphs)

    assert one("praises", "hail").empty
    assert one("related_to", "praise").empty
    found = one("related_to", "hail")
    assert (len(found.new_relations), len(found.gone_relations)) == (1, 1)


def test_a_changed_relation_says_which_figures_changed() -> None:
    old = make_relation(PUTIN, "leads", ACME)
    new = replace(old, stated=2, denied=1, articles=("1",), first="2019-01-01", last="2019-01-02")
    [change] = diff(
        bare_graph([PUTIN, ACME], [old]), bare_graph([PUTIN, ACME], [new])
    ).changed_relations
    assert [(f.name, f.old, f.new) for f in change.fields] == [
        ("stated", 1, 2),
        ("denied", 0, 1),
        ("articles", (), ("1",)),
        ("first", "", "2019-01-01"),
        ("last", "", "2019-01-02"),
    ]


def test_relations_that_fall_together_are_one_change_with_the_sum_of_their_figures() -> None:
    before = bare_graph(
        [PUTIN, ALIAS, ACME],
        [make_relation(PUTIN, "leads", ACME), make_relation(ALIAS, "leads", ACME, stated=2)],
    )
    joined = make_relation(BOTH, "leads", ACME, stated=3)
    [change] = diff(before, bare_graph([BOTH, ACME], [joined])).changed_relations
    assert (len(change.old), change.new, change.fields) == (2, (joined,), ())
    more = replace(joined, stated=5)
    [change] = diff(before, bare_graph([BOTH, ACME], [more])).changed_relations
    assert change.fields == (FieldChange("stated", 3, 5),)


def test_a_relation_of_what_is_joined_away_alone_is_unchanged() -> None:
    found = diff(
        bare_graph([PUTIN, ALIAS, ACME], [make_relation(ALIAS, "leads", ACME)]),
        bare_graph([BOTH, ACME], [make_relation(BOTH, "leads", ACME)]),
    )
    assert found == GraphDiff(joined=(Join((PUTIN, ALIAS), BOTH),))


def test_a_relation_between_two_that_are_joined_is_gone() -> None:
    between = make_relation(PUTIN, "meets", ALIAS)
    found = diff(bare_graph([PUTIN, ALIAS], [between]), bare_graph([BOTH]))
    assert (found.gone_relations, found.changed_relations) == ((between,), ())
