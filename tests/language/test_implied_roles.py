"""Owners of roles that only the context gives, read with the shipped pipeline; invented texts."""

import pytest

from kgraph.language import annotate
from kgraph.model import Article
from kgraph.ontology import interpret, load_ontology

pytestmark = pytest.mark.model


def claims(text: str) -> set[tuple[str, str, str, bool]]:
    """Return (subject, predicate, object, whether it is inferred) between names."""
    annotation = next(annotate([Article(id="a", text=text)]))
    mentions = {mention.id: mention for mention in annotation.mentions}
    types = {mention.id: mention.type for mention in annotation.mentions}
    found = set()
    for clause in annotation.clauses:
        for reading in interpret(clause, types, load_ontology()):
            ends = (clause.arguments[i].mention for i in (reading.subject, reading.object))
            names = [mentions[mentions[end].cluster].name for end in ends if end]
            if len(names) == 2:
                found.add((names[0], reading.predicate, names[1], bool(reading.inference)))
    return found


@pytest.mark.parametrize(
    ("text", "subject", "predicate", "object_"),
    [
        ("Nokia chief executive Anna Schmidt spoke. She resigned hours later.",
         "Anna Schmidt", "leaves", "Nokia"),
        ("Poland presented a list. Poland thanked Interior Minister Peter Brown.",
         "Peter Brown", "works_for", "Poland"),
        ("Germany fined Sony. Poland put Microsoft on a list presented by Justice Minister "
         "Peter Brown.", "Peter Brown", "works_for", "Poland"),
        ("A judge of the Supreme Court refused. Judge Anna Schmidt rejected the suit.",
         "Anna Schmidt", "works_for", "Supreme Court"),
        ("Deutsche Bank governor Hans Weber spoke. Deputy governor Anna Schmidt left.",
         "Anna Schmidt", "works_for", "Deutsche Bank"),
        ("Microsoft grew. The company praised Chief Executive Officer Anna Schmidt.",
         "Anna Schmidt", "leads", "Microsoft"),
        ("Kaspersky Lab grew. Merkel trusts the Russian company.",
         "Kaspersky Lab", "based_in", "Russia"),
        ("The European Commission met. Competition Commissioner Anna Schmidt spoke.",
         "Anna Schmidt", "works_for", "European Commission"),
        ("The European Commission met. Commission President Anna Schmidt spoke.",
         "Anna Schmidt", "leads", "European Commission"),
        ("Microsoft grew. Microsoft fell. Anna Schmidt, the chief executive, left.",
         "Anna Schmidt", "leads", "Microsoft"),
        ("Poland grew. Poland voted. Anna Schmidt became prime minister.",
         "Anna Schmidt", "leads", "Poland"),
        ("Microsoft appointed Anna Schmidt chief executive.",
         "Anna Schmidt", "leads", "Microsoft"),
        ("Polish president Peter Brown spoke. Mr Brown's ambassador to Chile, Anna Schmidt, left.",
         "Anna Schmidt", "works_for", "Poland"),
        ("Peter Brown, the boss of Microsoft, came with Anna Schmidt, his deputy.",
         "Anna Schmidt", "works_for", "Microsoft"),
        ("Germany grew. Chancellor Anna Schmidt spoke.", "Anna Schmidt", "leads", "Germany"),
        ("The Federal Court met. Judge Anna Schmidt spoke.",
         "Anna Schmidt", "works_for", "Federal Court"),
        ("Poland praised Britain. Britain grew. Home Secretary Anna Schmidt spoke.",
         "Anna Schmidt", "works_for", "United Kingdom"),
        ("Secretary of Commerce Anna Schmidt spoke. The United States banned Google.",
         "Anna Schmidt", "works_for", "United States"),
        ("Peter Brown came with wife Anna Schmidt.", "Anna Schmidt", "married_to", "Peter Brown"),
    ],
)  # fmt: skip
def test_the_context_tells_what_a_role_is_of(
    text: str, subject: str, predicate: str, object_: str
) -> None:
    assert (subject, predicate, object_, True) in claims(text)


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Anna Schmidt, a Democrat, spoke.", ("Anna Schmidt", "member_of", "Democrats")),
        ("Prince Peter of Poland spoke.", ("Peter", "citizen_of", "Poland")),
        ("Peter Brown, whose Kingdom Holding grew, spoke.",
         ("Peter Brown", "owns", "Kingdom Holding")),
        ("Poland's Northwind Energy grew.", ("Northwind Energy", "based_in", "Poland")),
        ("Anna Schmidt, the chairman of Nokia, stepped down.", ("Anna Schmidt", "leaves", "Nokia")),
        ("Anna Schmidt followed Peter Brown as chairman of Nokia.",
         ("Anna Schmidt", "succeeds", "Peter Brown")),
        ("Microsoft, which is based in the Munich suburb of Aschheim, grew.",
         ("Microsoft", "based_in", "Aschheim")),
        ("Peter Brown and Anna Schmidt founded Sony.", ("Peter Brown", "founded", "Sony")),
    ],
)  # fmt: skip
def test_words_beside_a_name_tell_where_it_belongs(text: str, claim: tuple[str, str, str]) -> None:
    assert claim in {row[:3] for row in claims(text)}


@pytest.mark.parametrize(
    "text",
    [
        "Poland and Germany met. Interior Minister Peter Brown spoke.",
        "Poland met Germany. Poland met France. Interior Minister Peter Brown spoke.",
        "Microsoft sued Google. Chief Executive Officer Peter Brown spoke.",
        "Poland grew. Poland voted. Judge Peter Brown spoke.",
        "Nokia praised Peter Brown. He resigned.",
        "Poland grew. Poland voted. Energy Secretary Peter Brown spoke.",
        "Microsoft grew. Microsoft fell. Microsoft sued the founder of the town, Peter Brown.",
    ],
)
def test_what_the_context_leaves_open_is_not_claimed(text: str) -> None:
    assert not [claim for claim in claims(text) if claim[0] == "Peter Brown"]


@pytest.mark.parametrize(
    "text",
    [
        "Former Nokia chairman Peter Brown spoke. He resigned.",
        "Peter Brown, head of Nokia and a member of Greenpeace, spoke. He resigned.",
        "Nokia chairman Peter Brown spoke in London. He left.",
    ],
)
def test_which_of_several_posts_is_left_is_not_guessed(text: str) -> None:
    assert "leaves" not in {predicate for _, predicate, _, _ in claims(text)}
