"""From annotations to entities, claims and relations."""

from dataclasses import replace

import pytest

from kgraph.graph import KnowledgeGraph
from kgraph.model import (
    Attribution,
    Claim,
    Clause,
    End,
    Modality,
    Polarity,
    Relation,
    Speaker,
    content_id,
    month_span,
)
from tests.builders import (
    Annotated,
    find_span,
    make_annotation,
    make_article,
    make_clause,
    make_graph,
    make_mention,
    refer,
)


def banned(
    verb: str = "ban", *, title: str = "News", published: str = "2019-03-05", **changes: object
) -> Annotated:
    article = make_article(f"Germany {verb} Kaspersky Lab .", title=title, published=published)
    germany = make_mention(article, "Germany", "Country")
    lab = make_mention(article, "Kaspersky Lab", "Organization")
    clause = make_clause(article, verb, subject=germany, object=lab)
    return article, make_annotation(article, [germany, lab], [replace(clause, **changes)])  # type: ignore[arg-type]


def only_relation(graph: KnowledgeGraph) -> Relation:
    (relation,) = graph.relations
    return relation


def only_claim(graph: KnowledgeGraph) -> Claim:
    (claim,) = graph.claims
    return claim


def test_a_claim_carries_its_evidence() -> None:
    article, annotation = banned()
    graph = make_graph((article, annotation))
    claim = only_claim(graph)
    ends = (claim.subject, claim.object)
    assert [graph.entity(end.entity or "").name for end in ends] == ["Kaspersky Lab", "Germany"]
    assert [end.words for end in ends] == ["Kaspersky Lab", "Germany"]
    assert (claim.predicate, claim.article) == ("banned_by", article.id)
    assert claim.clause == annotation.clauses[0].id
    assert claim.quote == "Germany ban Kaspersky Lab ."
    assert claim.trigger.of(article.text) == "ban"
    assert claim.rule.startswith("banned_by")


def test_the_id_of_a_claim_is_made_of_clause_predicate_and_ends_alone() -> None:
    plain, meant = banned(), banned(polarity="denied", modality="planned", time=None)
    assert only_claim(make_graph(plain)).id == only_claim(make_graph(meant)).id


def test_words_that_mean_several_make_a_claim_for_each() -> None:
    article = make_article("They ban Kaspersky Lab . Germany , Poland")
    they = make_mention(article, "Germany", "Country"), make_mention(article, "Poland", "Country")
    lab = make_mention(article, "Kaspersky Lab", "Organization")
    clause = make_clause(article, "ban", subject=they[0], object=lab)
    subject, object_ = clause.arguments
    words = [replace(subject, span=find_span(article, "They"), mention=m.id) for m in they]
    clause = replace(clause, arguments=(*words, object_))
    graph = make_graph((article, make_annotation(article, [*they, lab], [clause])))
    banning = {graph.entity(claim.object.entity or "").name for claim in graph.claims}
    assert banning == {"Germany", "Poland"}


@pytest.mark.parametrize(
    ("polarity", "modality", "said", "count"),
    [
        ("affirmed", "actual", False, "stated"),
        ("affirmed", "actual", True, "alleged"),
        ("denied", "actual", False, "denied"),
        ("denied", "planned", True, "denied"),
        ("affirmed", "possible", False, "hypothetical"),
        ("affirmed", "planned", True, "hypothetical"),
    ],
)
def test_a_relation_counts_its_claims_by_how_they_are_meant(
    polarity: Polarity, modality: Modality, said: bool, count: str
) -> None:
    article, _ = banned()
    level = Attribution(None, "the regulators", find_span(article, "ban"), "reported")
    graph = make_graph(
        banned(polarity=polarity, modality=modality, attribution=(level,) if said else ())
    )
    relation = only_relation(graph)
    counts = {n: getattr(relation, n) for n in ("stated", "alleged", "denied", "hypothetical")}
    assert counts == {**dict.fromkeys(counts, 0), count: 1}


def test_claims_of_several_articles_are_pooled_with_first_and_last_time() -> None:
    graph = make_graph(
        banned(title="One", published="2019-03-05"),
        banned(title="Two", published="2019"),
        banned(title="Three", time=month_span("in May 2017", 2017, 5)),
    )
    relation = only_relation(graph)
    assert (relation.predicate, len(relation.claims), len(relation.articles)) == ("banned_by", 3, 3)
    assert (relation.first, relation.last) == ("2017-05-01", "2019-03-05")
    assert relation.stated == 3


def test_a_relation_whose_time_nobody_knows_has_none() -> None:
    relation = only_relation(make_graph(banned(published="--03-05")))
    assert (relation.first, relation.last) == ("", "")


def test_what_no_frame_names_is_pooled_by_its_phrase() -> None:
    graph = make_graph(
        banned("visit", title="One"), banned("visit", title="Two"), banned("remember", title="One")
    )
    relations = {r.phrase: len(r.claims) for r in graph.relations}
    assert relations == {"visit": 2, "remember": 1}
    assert {r.predicate for r in graph.relations} == {"related_to"}


def test_the_phrase_of_a_relation_is_the_most_frequent_then_the_first() -> None:
    graph = make_graph(
        banned(title="One", phrase="outlaw"),
        banned(title="Two", phrase="ban"),
        banned(title="Three", phrase="outlaw"),
    )
    assert only_relation(graph).phrase == "outlaw"
    tied = make_graph(banned(title="One", phrase="outlaw"), banned(title="Two", phrase="ban"))
    assert only_relation(tied).phrase == "ban"


def meeting(first: str, second: str) -> Annotated:
    article = make_article(f"{first} meet {second} .")
    one, other = (make_mention(article, name, "Person") for name in (first, second))
    clause = make_clause(article, "meet", subject=one, object=other)
    return article, make_annotation(article, [one, other], [clause])


def test_a_symmetric_relation_is_one_whoever_is_named_first() -> None:
    graph = make_graph(meeting("Jane Doe", "Angela Merkel"), meeting("Angela Merkel", "Jane Doe"))
    relation = only_relation(graph)
    assert relation.predicate == "meets"
    assert relation.subject < relation.object
    assert len(relation.claims) == 2


def test_what_ties_an_entity_to_itself_is_no_claim() -> None:
    graph = make_graph(meeting("Putin", "Vladimir Putin"))
    assert [e.name for e in graph.entities] == ["Vladimir Putin"]
    assert not graph.claims


def test_an_end_that_names_nothing_keeps_its_whole_phrase_and_makes_no_relation() -> None:
    article = make_article("Germany visit the old town .")
    germany = make_mention(article, "Germany", "Country")
    clause = make_clause(article, "visit", subject=germany, object=find_span(article, "town"))
    subject, object_ = clause.arguments
    wide = replace(object_, phrase=find_span(article, "the old town"))
    graph = make_graph(
        (article, make_annotation(article, [germany], [with_arguments(clause, subject, wide)]))
    )
    assert only_claim(graph).object == End("the old town", find_span(article, "town"))
    assert not graph.relations


def with_arguments(clause: Clause, *arguments: object) -> Clause:
    return replace(clause, arguments=arguments)  # type: ignore[arg-type]


def test_the_way_to_an_entity_is_kept() -> None:
    article, annotation = banned()
    subject, object_ = annotation.clauses[0].arguments
    wide = replace(object_, via=("software",), phrase=find_span(article, "Kaspersky Lab ."))
    clause = with_arguments(annotation.clauses[0], subject, wide)
    claim = only_claim(make_graph((article, replace(annotation, clauses=(clause,)))))
    assert (claim.subject.via, claim.subject.words) == (("software",), "Kaspersky Lab")


def test_a_claim_between_no_entities_is_left_out() -> None:
    article = make_article("regulators visit towns .")
    ends = {"subject": find_span(article, "regulators"), "object": find_span(article, "towns")}
    clause = make_clause(article, "visit", **ends)
    graph = make_graph((article, make_annotation(article, [], [clause])))
    assert not graph.claims


def test_a_pronoun_counts_as_a_mention_and_stands_for_the_name_of_its_cluster() -> None:
    article = make_article("Angela Merkel spoke .\nShe visit Berlin .")
    merkel = make_mention(article, "Angela Merkel", "Person")
    she = refer(make_mention(article, "She", "Person"), merkel)
    berlin = make_mention(article, "Berlin", "Place")
    clause = make_clause(article, "visit", subject=she, object=berlin)
    graph = make_graph((article, make_annotation(article, [merkel, she, berlin], [clause])))
    entity = graph.entity("Angela Merkel")
    assert (entity.mentions, entity.aliases) == (2, ())
    assert only_claim(graph).subject == End("She", she.span, entity.id)
    assert only_claim(graph).quote == "She visit Berlin ."


def test_a_cluster_without_a_name_is_no_entity() -> None:
    article = make_article("Editors visit Berlin .")
    editors = make_mention(article, "Editors", "Person")
    berlin = make_mention(article, "Berlin", "Place")
    clause = make_clause(article, "visit", subject=editors, object=berlin)
    mentions = [replace(editors, kind="nominal", name=""), berlin]
    graph = make_graph((article, make_annotation(article, mentions, [clause])))
    assert [e.name for e in graph.entities] == ["Berlin"]
    assert only_claim(graph).subject == End("Editors", editors.span)


def test_nothing_is_claimed_of_a_pronoun_that_stands_for_nobody_named() -> None:
    article = make_article("She visit Berlin .")
    she = make_mention(article, "She", "Person")
    berlin = make_mention(article, "Berlin", "Place")
    clause = make_clause(article, "visit", subject=she, object=berlin)
    graph = make_graph((article, make_annotation(article, [refer(she, she), berlin], [clause])))
    assert [e.name for e in graph.entities] == ["Berlin"]
    assert graph.claims == ()


def test_a_speaker_is_an_entity_or_words_and_keeps_the_chain() -> None:
    article = make_article("Jane Doe said officials believed Germany ban Kaspersky Lab .")
    jane = make_mention(article, "Jane Doe", "Person")
    germany = make_mention(article, "Germany", "Country")
    lab = make_mention(article, "Kaspersky Lab", "Organization")
    chain = (
        Attribution(None, "officials", find_span(article, "believed"), "reported"),
        Attribution(jane.id, "Jane Doe", find_span(article, "said"), "reported"),
    )
    clause = replace(make_clause(article, "ban", subject=germany, object=lab), attribution=chain)
    graph = make_graph((article, make_annotation(article, [jane, germany, lab], [clause])))
    assert only_claim(graph).speakers == (
        Speaker(None, "officials", "believed", "reported"),
        Speaker(graph.entity("Jane Doe").id, "Jane Doe", "said", "reported"),
    )


def named(*names: str, type_: str = "Person", title: str = "News") -> Annotated:
    """Return an article in which all the names are one cluster."""
    article = make_article(" , ".join(names), title=title)
    seen: dict[str, int] = {}
    mentions = []
    for name in names:
        nth = seen.get(name, 0)
        seen[name] = nth + 1
        mentions.append(make_mention(article, name, type_, nth=nth))
    first = mentions[0].cluster
    one = [replace(mention, cluster=first) for mention in mentions]
    return article, make_annotation(article, one, [])


def test_a_cluster_is_known_by_its_fullest_name_and_by_the_others_as_aliases() -> None:
    graph = make_graph(named("Mr Weber", "Anna Maria Weber", "Chancellor", "Chancellor"))
    (entity,) = graph.entities
    assert entity.name == "Anna Maria Weber"
    assert entity.aliases == ("Chancellor", "Mr Weber")
    assert entity.id == content_id("profile", "Person", "Anna Maria Weber")


def test_an_entity_is_found_by_every_member_and_lists_its_articles() -> None:
    one, other = named("Vladimir Putin", "the leader"), named("Putin", "Putin")
    graph = make_graph(one, other)
    (entity,) = graph.entities
    assert entity.articles == tuple(sorted((one[0].id, other[0].id)))
    assert (entity.mentions, entity.aliases) == (4, ("Putin", "the leader"))
    assert len(entity.members) == 2
    assert {graph.entity(member).id for member in entity.members} == {entity.id}
    (decision,) = graph.fold.decisions
    assert (decision.left, decision.right) == entity.members


def test_equal_names_of_two_types_stay_two_entities() -> None:
    graph = make_graph(
        named("Kaspersky"), named("Kaspersky", type_="Organization", title="Another")
    )
    assert sorted(e.type for e in graph.entities) == ["Organization", "Person"]
