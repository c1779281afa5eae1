"""The task ``claims``: its rules, one by one, and its figures against counts made by hand."""

from dataclasses import replace

import pytest

from kgraph.evaluation.scores import Scores
from kgraph.model import month_span
from tests.builders import make_annotation, make_clause, make_graph, make_mention
from tests.builders import make_article as make_text
from tests.evaluation.keys import Cells, claim, key_line, score
from tests.graphs import Saying, graph_of, make_article

TYPES = {
    "Kaspersky Lab": "Organization",
    "US government": "Government",
    "Germany": "Country",
    "Huawei": "Organization",
    "Vladimir Putin": "Person",
    "Dmitry Peskov": "Person",
}
SAYINGS = (
    Saying("Kaspersky Lab", "banned_by", "US government", time=month_span("in September", 2017, 9)),
    Saying("Germany", "accuses", "Kaspersky Lab", polarity="denied"),
    Saying("Vladimir Putin", "meets", "Dmitry Peskov", modality="planned"),
    Saying("Vladimir Putin", "related_to", "Huawei", "praise"),
    Saying("Huawei", "owns", "Kaspersky Lab"),
    Saying("Germany", "sues", "Huawei"),
)
WANTED: tuple[Cells, ...] = (
    claim("the US government", "bans", "Kaspersky Lab", time="2017-09"),
    claim("Germany", "accuses", "Kaspersky Lab"),
    claim("Dmitry Peskov", "meets", "Vladimir Putin", modality="planned"),
    claim("Vladimir Putin", "related_to", "Huawei", phrase="be praised for"),
    claim("Kaspersky Lab", "sues", "US government", quote="It sued."),
    claim("Germany", "meets", "Huawei", optional=True),
)
NEVER = (claim("Germany", "sues", "Huawei", why="it was the other way round"),)


def measure(
    sayings: tuple[Saying, ...],
    claims: tuple[Cells, ...],
    *,
    never: tuple[Cells, ...] = (),
    sealed: bool = False,
) -> Scores:
    """Return the scores of one article that says ``sayings`` and names all of TYPES."""
    article = make_article(sayings)
    graph = graph_of(TYPES, [(article, sayings)])
    return score(graph, (article, key_line(list(TYPES), claims, never=never, sealed=sealed)))


def found(sayings: tuple[Saying, ...], *claims: Cells) -> int:
    return measure(sayings, claims).counts["found"]


def test_figures_are_those_counted_by_hand() -> None:
    scores = measure(SAYINGS, WANTED, never=NEVER)
    assert scores.counts == {
        "articles": 1,
        "found": 4,
        "never": 1,
        "right": 3,
        "typed": 5,
        "wanted": 5,
    }
    assert scores.scores == pytest.approx(
        {
            "f1": 2 * 0.6 * 0.8 / 1.4,
            "f1.accuses": 1,
            "f1.banned_by": 1,
            "f1.meets": 1,
            "f1.owns": 0,
            "f1.sues": 0,
            "modality": 1,
            "polarity": 3 / 4,
            "polarity_speaker": 3 / 4,
            "precision": 3 / 5,
            "recall": 4 / 5,
            "recall.open": 1,
            "recall.typed": 3 / 4,
            "speaker": 1,
            "strict.f1": 2 * 0.4 * 0.6 / 1.0,
            "strict.precision": 2 / 5,
            "strict.recall": 3 / 5,
            "time": 1,
        }
    )


def test_findings_tell_what_is_missed_wrong_and_never_to_be_said() -> None:
    scores = measure(SAYINGS, WANTED, never=NEVER)
    [missed] = scores.misses
    assert (missed.subject, missed.predicate, missed.quote) == ("Kaspersky Lab", "sues", "It sued.")
    owns, sues = scores.wrong
    assert (owns.predicate, owns.rule, owns.why) == ("owns", "by-hand", "")
    assert (sues.quote, sues.why) == ("Germany sues Huawei, .", "it was the other way round")


def test_a_sealed_article_gives_figures_under_its_own_names_and_nothing_else() -> None:
    opened = measure(SAYINGS, WANTED, never=NEVER)
    sealed = measure(SAYINGS, WANTED, never=NEVER, sealed=True)
    assert sealed.misses == sealed.wrong == ()
    assert sealed.counts == {f"sealed.{name}": count for name, count in opened.counts.items()}
    plain = {n: v for n, v in opened.scores.items() if not n.startswith("f1.")}
    assert sealed.scores == {f"sealed.{name}": value for name, value in plain.items()}


def test_open_and_sealed_articles_of_one_key_are_counted_apart() -> None:
    articles = [(make_article(SAYINGS, title=t), SAYINGS) for t in ("open", "sealed")]
    graph = graph_of(TYPES, articles)
    lines = (key_line(list(TYPES), WANTED), key_line(list(TYPES), (), article="b", sealed=True))
    scores = score(graph, *((a, line) for (a, _), line in zip(articles, lines, strict=True)))
    assert (scores.counts["typed"], scores.counts["sealed.typed"]) == (5, 5)
    assert (scores.scores["precision"], scores.scores["sealed.precision"]) == (0.6, 0)
    assert "sealed.recall" not in scores.scores
    assert {finding.article for finding in (*scores.misses, *scores.wrong)} == {"a.txt"}


def test_equal_claims_count_once_and_another_speaker_or_polarity_makes_two() -> None:
    ban = SAYINGS[0]
    denied = replace(ban, polarity="denied")
    said = replace(ban, speakers=("officials",))
    scores = measure((ban, ban, denied, said), (WANTED[0],))
    assert (scores.counts["typed"], scores.counts["right"], scores.counts["found"]) == (3, 3, 1)
    assert scores.scores["strict.precision"] == pytest.approx(1 / 3)


def test_claims_of_one_triple_are_found_one_to_one_the_best_first() -> None:
    ban = claim("Kaspersky Lab", "banned_by", "US government")
    said, denied = ban | {"speaker": "the officials"}, ban | {"polarity": "denied"}
    one = (replace(SAYINGS[0], speakers=("officials",)),)
    assert found(one, ban, said) == 1
    both = measure((*one, SAYINGS[0]), (ban, said))
    assert both.counts["found"] == 2
    assert both.scores["polarity_speaker"] == 1
    assert measure(one, (ban | {"optional": True}, denied)).counts["found"] == 1


def test_a_demanded_claim_is_found_before_an_optional_one_that_fits_better() -> None:
    ban = claim("Kaspersky Lab", "banned_by", "US government")
    said = (replace(SAYINGS[0], speakers=("officials",)),)
    scores = measure(said, (ban, ban | {"speaker": "officials", "optional": True}))
    assert (scores.counts["found"], scores.scores["speaker"]) == (1, 0)
    assert scores.scores["strict.precision"] == 1


def test_the_speaker_is_the_innermost() -> None:
    speakers = ("Vladimir Putin", "officials")
    sayings = (replace(SAYINGS[0], speakers=speakers), SAYINGS[3])
    ban = claim("Kaspersky Lab", "banned_by", "US government")
    for speaker, right in (("Vladimir Putin", 1), ("officials", 0), (None, 0), ("Huawei", 0)):
        assert measure(sayings, (ban | {"speaker": speaker},)).scores["speaker"] == right


@pytest.mark.parametrize(
    ("time", "right"),
    [
        ("2017-09", 1),
        ("2017-09-01/2017-09-30", 1),
        ("2017", 0),
        ("2017-09-13", 0),
        (None, None),
    ],
)
def test_time_is_compared_where_the_key_has_one(time: str | None, right: int | None) -> None:
    scores = measure(SAYINGS, (WANTED[0] | {"time": time},))
    assert scores.scores.get("time") == right


def test_direction_counts_where_the_predicate_is_not_symmetric() -> None:
    assert found(SAYINGS, claim("US government", "banned_by", "Kaspersky Lab")) == 0
    assert found(SAYINGS, claim("Huawei", "related_to", "Vladimir Putin")) == 0
    assert found(SAYINGS, claim("Vladimir Putin", "related_to", "Huawei")) == 1
    assert found(SAYINGS, claim("Vladimir Putin", "related_to", "Huawei", phrase="scold")) == 0


def test_a_narrower_predicate_says_what_a_broader_one_of_the_key_says_and_not_the_reverse() -> None:
    said = (Saying("Germany", "kills", "Vladimir Putin"),)
    assert found(said, claim("Germany", "attacks", "Vladimir Putin")) == 1
    assert found(said, claim("Vladimir Putin", "attacked_by", "Germany")) == 1
    assert found(said, claim("Vladimir Putin", "attacks", "Germany")) == 0
    said = (Saying("Germany", "attacks", "Vladimir Putin"),)
    assert found(said, claim("Germany", "kills", "Vladimir Putin")) == 0


def test_words_fit_words_and_never_an_entity() -> None:
    said = (Saying("Germany", "promises", "to leave the group soon"),)
    assert found(said, claim("Germany", "promises", "leave the group")) == 1
    assert found(said, claim("Germany", "promises", "join the group")) == 0
    assert found(said, claim("Germany", "promises", "Huawei")) == 0
    assert found(SAYINGS, claim("Germany", "accuses", "Kaspersky")) == 0


def test_never_is_wrong_where_the_key_has_the_claim_with_another_polarity_or_speaker() -> None:
    suit = claim("Germany", "sues", "Huawei")
    scores = measure(SAYINGS[5:], (suit | {"polarity": "denied"},), never=(suit,))
    assert (scores.counts["never"], scores.counts["right"], scores.counts["found"]) == (1, 0, 0)
    scores = measure(SAYINGS[5:], (suit | {"speaker": "Huawei"},), never=(suit,))
    assert (scores.counts["never"], scores.counts["right"], scores.counts["found"]) == (1, 0, 0)
    scores = measure(SAYINGS[5:], (suit,), never=(suit,))
    assert (scores.counts["never"], scores.counts["right"], scores.counts["found"]) == (0, 1, 1)


def test_a_form_that_only_namesakes_share_may_be_any_of_them() -> None:
    namesakes: list[Cells] = [
        {"name": f"Germany ({place})", "also": ("Germany",)} for place in ("north", "south")
    ]
    suit = claim("Germany (south)", "sues", "Huawei")
    never = (claim("Germany (north)", "sues", "Huawei"),)
    line = key_line(["Huawei", *namesakes], (suit,), never=never)
    article = make_article(SAYINGS[5:])
    scores = score(graph_of(TYPES, [(article, SAYINGS[5:])]), (article, line))
    assert (scores.counts["never"], scores.counts["right"], scores.counts["found"]) == (0, 1, 1)


def test_never_with_a_star_fits_any_predicate_either_way() -> None:
    never = (claim("Huawei", "*", "Vladimir Putin"), claim("Huawei", "*", "Germany"))
    scores = measure(SAYINGS, (), never=never)
    assert scores.counts["never"] == 2
    assert {f.predicate for f in scores.wrong if f.why} == {"related_to", "sues"}


def test_a_concept_is_words_unless_the_key_lists_it() -> None:
    sayings = (Saying("the court", "sues", "Germany"),)
    article = make_article(sayings)
    graph = graph_of({"the court": "Concept", "Germany": "Country"}, [(article, sayings)])
    wanted = [claim("court", "sues", "Germany")]
    for entities in (["Germany"], ["Germany", "The court"]):
        assert score(graph, (article, key_line(entities, wanted))).counts["found"] == 1
    assert score(graph, (article, key_line(["The court"], wanted))).counts["found"] == 0


TEXT = "Kaspersky Lab objects. Kaspersky sued Acme. The company won."


@pytest.mark.parametrize(
    ("entities", "counts"),
    [
        (["Kaspersky Lab", "Acme"], 1),
        (["Kaspersky", "Acme"], 1),
        ([{"name": "AO Kaspersky", "also": ("Kaspersky",)}, "Acme"], 1),
        (["Eugene Kaspersky", "Acme"], 0),
        (["Kaspersky Lab", "Kaspersky", "Acme"], 0),
        ([{"name": "AO", "also": ("Kaspersky",)}, {"name": "B", "also": ("Kaspersky",)}], 0),
        (["Kaspersky Lab", {"name": "Acme", "also": ("Kaspersky",)}], 1),
        ([{"name": "AO", "also": ("The company",)}, "Acme"], 0),
    ],
)
def test_an_entity_is_the_one_of_the_key_that_bears_a_name_of_it(
    entities: list[str | Cells], counts: int
) -> None:
    """Both names and "The company" are one cluster: a key that knows two of them, two things."""
    article = make_text(TEXT.replace(". ", ".\n"))
    full = make_mention(article, "Kaspersky Lab", "Organization")
    short = replace(make_mention(article, "Kaspersky", "Organization", nth=1), cluster=full.cluster)
    nominal = make_mention(article, "The company", "Organization")
    nominal = replace(nominal, kind="nominal", name="", cluster=full.cluster)
    acme = make_mention(article, "Acme", "Organization")
    clause = replace(make_clause(article, "sued", subject=short, object=acme), lemma="sue")
    mentions = [full, short, nominal, acme]
    graph = make_graph((article, make_annotation(article, mentions, [clause])))
    first = entities[0] if isinstance(entities[0], str) else str(entities[0]["name"])
    line = key_line(entities, [claim(first, "sues", "Acme")])
    assert score(graph, (article, line)).counts["found"] == counts
