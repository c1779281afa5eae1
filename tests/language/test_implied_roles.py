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
    ],
)  # fmt: skip
def test_the_context_tells_what_a_role_is_of(
    text: str, subject: str, predicate: str, object_: str
) -> None:
    assert (subject, predicate, object_, True) in claims(text)


@pytest.mark.parametrize(
    "text",
    [
        "Poland and Germany met. Interior Minister Peter Brown spoke.",
        "Poland met Germany. Poland met France. Interior Minister Peter Brown spoke.",
        "Microsoft sued Google. Chief Executive Officer Peter Brown spoke.",
        "Poland grew. Poland voted. Judge Peter Brown spoke.",
    ],
)
def test_what_the_context_leaves_open_is_not_claimed(text: str) -> None:
    assert not [claim for claim in claims(text) if claim[0] == "Peter Brown"]
