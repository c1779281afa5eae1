"""Names of the user's own, found in real sentences by the shipped pipeline."""

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kgraph.language import annotate, annotator_name
from kgraph.language.clusters import NamedCluster
from kgraph.language.gazetteer import NameIndex, part_listed
from kgraph.language.mentions import NameSpan
from kgraph.language.tree import Node
from kgraph.model import Annotation, Article
from kgraph.names.gazetteer import Gazetteer, ListedName, pieces

pytestmark = pytest.mark.model


def gazetteer(*rows: tuple[str, ...]) -> Gazetteer:
    return Gazetteer.of(ListedName(*row) for row in rows)


def annotated(text: str, *rows: tuple[str, ...]) -> Annotation:
    return next(annotate([Article("a", text)], gazetteer=gazetteer(*rows) if rows else None))


def names(annotation: Annotation) -> list[tuple[str, str]]:
    return [(m.text, m.type) for m in annotation.mentions if m.kind == "name"]


def nodes(*words: str, segment: int = 0) -> list[Node]:
    starts = [sum(len(w) + 1 for w in words[:i]) for i in range(len(words))]
    return [
        Node(i, word, word, "NN", start, start + len(word), 0, segment)
        for i, (word, start) in enumerate(zip(words, starts, strict=True))
    ]


def found(index: Gazetteer, *words: str) -> list[str]:
    spans = NameIndex.of(index).find(nodes(*words))
    return [" ".join(words[span.start : span.end]) for span in spans]


def test_the_longest_name_of_whole_words_is_found() -> None:
    listed = gazetteer(
        ("Acme", "Place"), ("Acme Steel", "Place"), ("Acme Steel Works Ltd", "Place")
    )
    assert found(listed, "Acme", "Steel", "Works", "and", "Acme", ",", "Acmes", "acme") == [
        "Acme Steel",
        "Acme",
    ]


def test_apostrophes_are_of_one_kind_and_the_possessive_stays_outside() -> None:
    listed = gazetteer(("O'Brien", "Person"), ("McDonald's", "Organization"))
    assert found(listed, "O\u2019Brien", "\u2019s", "McDonald", "\u2019s", "O'", "Brien") == [
        "O\u2019Brien",
        "McDonald \u2019s",
        "O' Brien",
    ]


def test_a_word_that_only_holds_a_name_is_none_and_a_full_stop_may_follow() -> None:
    listed = gazetteer(("AT", "Place"), ("Acme Inc", "Organization"), ("R&D", "Product"))
    assert found(listed, "AT&T", "AT", "Acme", "Inc.", "R&D", "xR&D") == ["AT", "Acme Inc.", "R&D"]


def test_a_name_longer_than_the_rest_of_the_text_is_not_there() -> None:
    assert found(gazetteer(("Acme", "Place"), ("Acme Acme", "Place")), "Acme") == ["Acme"]


def test_a_name_does_not_go_over_the_edge_of_a_sentence() -> None:
    words = [*nodes("Acme"), *nodes("Steel", segment=1)]
    assert NameIndex.of(gazetteer(("Acme Steel", "Place"))).find(words) == ()
    assert NameIndex.of(None).find(words) == ()


def _cluster(type_: str, name: str, *members: ListedName | str) -> NamedCluster:
    spans = [
        NameSpan(i, i + 1, type_, m, "why")
        if isinstance(m, str)
        else NameSpan(i, i + 1, type_, m.name, "listed", listed=m)
        for i, m in enumerate(members)
    ]
    return NamedCluster(name, type_, tuple((span, "short") for span in spans))


def _named(clusters: tuple[NamedCluster, ...]) -> list[tuple[str, str, list[str]]]:
    return [(c.type, c.name, [span.name for span, _ in c.members]) for c in clusters]


def test_names_of_two_ids_or_of_another_type_leave_the_cluster() -> None:
    jane, doe = ListedName("Jane Doe", "Person", "1"), ListedName("Doe", "Person", "2")
    firm = ListedName("Doe", "Organization")
    assert _named(part_listed([_cluster("Person", "Jane Doe", jane, doe, "Doe")])) == [
        ("Person", "Jane Doe", ["Jane Doe", "Doe"]),
        ("Person", "Doe", ["Doe"]),
    ]
    assert _named(part_listed([_cluster("Person", "Jane Doe", "Jane Doe", firm)])) == [
        ("Person", "Jane Doe", ["Jane Doe"]),
        ("Organization", "Doe", ["Doe"]),
    ]


def test_names_of_one_id_or_of_none_stay_in_the_cluster() -> None:
    jane, doe = ListedName("Jane Doe", "Person", "1"), ListedName("Doe", "Person", "1")
    for members in ([jane, doe], [jane, ListedName("Doe", "Person")], ["Jane Doe", doe]):
        cluster = _cluster("Person", "Jane Doe", *members)
        assert part_listed([cluster]) == (cluster,)


def test_a_listed_name_is_found_where_the_recogniser_finds_nothing() -> None:
    text = "Best Buy stopped selling the programs of Acme last week."
    assert "Best Buy" not in dict(names(annotated(text)))
    listed = annotated(text, ("Best Buy", "Organization", "Q1"))
    (mention,) = [m for m in listed.mentions if m.text == "Best Buy"]
    assert (mention.type, mention.kind, mention.listed) == ("Organization", "name", "Q1")
    assert any(a.mention == mention.id for c in listed.clauses for a in c.arguments)


def test_a_listed_name_wins_over_what_the_recogniser_says() -> None:
    text = "Angela Merkel visited Paris on Monday."
    assert ("Paris", "Place") in names(annotated(text))
    assert ("Paris", "Person") in names(annotated(text, ("Paris", "Person")))
    assert names(annotated(text, ("Angela", "Product")))[0] == ("Angela", "Product")


def test_the_last_name_of_a_person_is_not_the_company_of_that_name() -> None:
    text = "Eugene Kaspersky spoke in London. Kaspersky sued the United States."
    listed = names(annotated(text, ("Kaspersky", "Organization")))
    assert listed[0] == ("Eugene Kaspersky", "Person")
    assert ("Kaspersky", "Organization") in listed


def test_an_unlisted_short_name_joins_the_listed_full_one() -> None:
    text = "Jane Xylo met Angela Merkel. Xylo praised Berlin."
    found = annotated(text, ("Jane Xylo", "Person", "7"))
    full, short = (m for m in found.mentions if "Xylo" in m.text)
    assert (full.text, full.cluster) == ("Jane Xylo", short.cluster)


def test_the_gazetteer_is_part_of_the_annotator_s_name() -> None:
    one, other = gazetteer(("Acme", "Place")), gazetteer(("Acme", "Person"))
    plain = annotator_name(None, None)
    assert annotated("Nothing.").pipeline == plain
    assert len({plain, annotator_name(None, one), annotator_name(None, other)}) == 3
    assert annotated("Nothing.", ("Acme", "Place")).pipeline == annotator_name(None, one)


WORDS = ["Acme", "Steel", "Jane", "Doe", "'s", "of", "R&D", ".", "said", "banned", "\n\n", '"']


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join),
    st.lists(
        st.tuples(
            st.lists(st.sampled_from(WORDS[:7]), min_size=1, max_size=3).map(" ".join),
            st.just("Person"),
            st.sampled_from(["", "1", "2"]),
        ).filter(lambda row: any(map(str.isalnum, row[0]))),
        min_size=1,
        max_size=6,
        unique_by=lambda row: pieces(row[0]),
    ),
)
@example("Jane R&D 's", [("Jane", "Person", ""), ("R&D", "Person", "")])
def test_listed_names_keep_type_and_id_in_any_text(
    text: str, rows: list[tuple[str, str, str]]
) -> None:
    annotation = annotated(text, *rows)
    listed = {pieces(name): id_ for name, _, id_ in rows}
    clusters: dict[str, set[str]] = {}
    for mention in annotation.mentions:
        assert mention.text == mention.span.of(text)
        if mention.kind == "name" and pieces(mention.text) in listed:
            assert (mention.type, mention.listed) == ("Person", listed[pieces(mention.text)])
        clusters.setdefault(mention.cluster, set()).add(mention.listed)
    assert all(len(ids - {""}) <= 1 for ids in clusters.values())
