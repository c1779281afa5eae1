"""Open claims hold what makes them true, read with the shipped pipeline; invented texts."""

import pytest

from kgraph.language import annotate
from kgraph.model import Annotation, Article
from kgraph.ontology import interpret, load_ontology

pytestmark = pytest.mark.model

Told = tuple[str, str, str, str, str]


def annotation(text: str) -> Annotation:
    return next(annotate([Article(id="a", text=text)]))


def told(text: str) -> set[Told]:
    """Return (subject, phrase, object, polarity, modality) between names."""
    read = annotation(text)
    mentions = {mention.id: mention for mention in read.mentions}
    types = {mention.id: mention.type for mention in read.mentions}
    found = set[Told]()
    for clause in read.clauses:
        for reading in interpret(clause, types, load_ontology()):
            ends = (clause.arguments[i].mention for i in (reading.subject, reading.object))
            names = [mentions[mentions[end].cluster].name for end in ends if end]
            if len(names) == 2:
                said = (reading.polarity, reading.modality)
                found.add((names[0], reading.phrase, names[1], *said))
    return found


@pytest.mark.parametrize(
    ("text", "subject", "phrase", "object_"),
    [
        ("Anna Schmidt won a medal in Florida.", "Anna Schmidt", "win medal in", "Florida"),
        ("Peter Brown handed himself in to Interpol.",
         "Peter Brown", "hand himself in to", "Interpol"),
        ("Anna Schmidt threw Peter Brown out of Norway.",
         "Anna Schmidt", "throw Peter Brown out of", "Norway"),
        ("Microsoft operates independently from Nokia.",
         "Microsoft", "operate independently from", "Nokia"),
        ("Peter Brown was flown to a hospital in Jakarta.",
         "Peter Brown", "fly to hospital in", "Jakarta"),
        ("Anna Schmidt was the running mate of Peter Brown.",
         "Anna Schmidt", "be running mate of", "Peter Brown"),
        ("Anna Schmidt was not the first choice of Nokia.",
         "Anna Schmidt", "be first choice of", "Nokia"),
        ("Anna Schmidt was the co-pilot of Peter Brown.",
         "Anna Schmidt", "be co-pilot of", "Peter Brown"),
        ("Anna Schmidt served as ambassador to the United Nations.",
         "Anna Schmidt", "serve as ambassador to", "United Nations"),
        ("Anna Schmidt reached out to Unity Party nominee Bill Lee.",
         "Anna Schmidt", "reach out to", "Bill Lee"),
        ("Anna Schmidt reached out to Unity Party of Kenya presidential nominee Bill Lee.",
         "Anna Schmidt", "reach out to", "Bill Lee"),
        ("Microsoft is larger than Nokia.", "Microsoft", "be larger than", "Nokia"),
        ("Anna Schmidt and Bill Lee have been at odds over Nokia's plan.",
         "Bill Lee", "be at odds over", "Nokia"),
        ("The fair returned to Oslo, and Anna Schmidt left as one of the oldest fans of Norway.",
         "Anna Schmidt", "leave as one of oldest fan of", "Norway"),
        ("For this tour Anna Schmidt is Peter Brown's bodyguard.",
         "Anna Schmidt", "be bodyguard of", "Peter Brown"),
    ],
)  # fmt: skip
def test_a_phrase_holds_what_makes_it_true(
    text: str, subject: str, phrase: str, object_: str
) -> None:
    assert (subject, phrase, object_) in {row[:3] for row in told(text)}


@pytest.mark.parametrize(
    ("text", "subject", "object_"),
    [
        ("The silver medal was won by Peter Brown from Norway.", "Peter Brown", "Norway"),
        ("Police arrested Peter Brown in Turku, near Helsinki.", "Peter Brown", "Helsinki"),
        ("Anna Schmidt won the Labour Party's Nevada caucuses.", "Labour Party", "Nevada"),
        ("Anna Schmidt was the Berlin Marathon defending champion.",
         "Anna Schmidt", "Berlin Marathon"),
        ("A plane in Oulu, Finland crashed after a departure from Stockholm.",
         "Finland", "Stockholm"),
        ("Anna Schmidt, the mayor of Oulu, Finland, sued Google.", "Anna Schmidt", "Finland"),
        ("Peter Brown held rallies throughout such states as Iowa.", "Peter Brown", "Iowa"),
        ("The Latin American leaders of Norway spoke.", "United States", "Norway"),
        ("Peter Brown met an Indian-born mother of Anna Schmidt.", "Anna Schmidt", "India"),
        ("Bill Lee was elected in 1998, and Peter Brown in 2004.", "Bill Lee", "Peter Brown"),
        ("Bill Lee praised Anna Schmidt, also known as Eve Smith, in London.",
         "Bill Lee", "Eve Smith"),
        ("The debate took place in Ohio, moderated by Anna Schmidt.", "Anna Schmidt", "Ohio"),
        ("William Brown, a United States District judge, spoke.",
         "William Brown", "United States District"),
        ("The American Samoans of Oslo sued Google.", "Samoa", "Google"),
        ("Peter Brown is everything that is wonderful about Norway.", "Peter Brown", "Norway"),
        ("Nokia praised his swearing-in. Peter Brown opposed the swearing-in of Bill Lee.",
         "Peter Brown", "Bill Lee"),
        ("Peter Brown told Anna Schmidt of his work. Bill Lee paid his debts.",
         "Bill Lee", "Peter Brown"),
    ],
)  # fmt: skip
def test_what_belongs_to_a_name_a_list_or_an_address_is_no_end(
    text: str, subject: str, object_: str
) -> None:
    rows = {(row[0], row[2]) for row in told(text) if row[1] != "be national of"}
    assert not rows & {(subject, object_), (object_, subject)}


@pytest.mark.parametrize(
    ("text", "polarity", "modality"),
    [
        ("Nokia advocated suing Google.", "affirmed", "planned"),
        ("Nokia is capable of suing Google.", "affirmed", "possible"),
        ("Nokia was unable to sue Google.", "denied", "actual"),
        ("Nokia would later sue Google.", "affirmed", "actual"),
        ("Nokia would sue Google, when it was asked to.", "affirmed", "actual"),
        ("Nokia would not sue Google.", "denied", "actual"),
        ("Nokia would sue Google if it could.", "affirmed", "conditional"),
        ("Suing Google would be the choice of Nokia.", "", ""),
        ("Nokia no longer sues Google.", "denied", "actual"),
        ("Nokia did not sue Google until May.", "affirmed", "actual"),
        ("Nokia is too small to sue Google.", "denied", "possible"),
        ("Nokia is large enough to sue Google.", "affirmed", "possible"),
        ("Nokia was not large enough to sue Google.", "denied", "possible"),
        ("Nokia was accused of suing Google.", "affirmed", "possible"),
        ("Nokia would sue Google, the statement said.", "affirmed", "planned"),
    ],
)
def test_the_mood_is_that_of_what_governs(text: str, polarity: str, modality: str) -> None:
    found = {row[3:] for row in told(text) if (row[0], row[2]) == ("Nokia", "Google")}
    assert found == ({(polarity, modality)} if polarity else set())


def test_what_is_not_something_is_denied_once() -> None:
    rows = told("Chrome is not Firefox.")
    assert ("Chrome", "be", "Firefox", "denied", "actual") in rows


def test_who_is_told_apart_is_no_end() -> None:
    rows = told("Nokia met Anna Schmidt and not Peter Brown.")
    assert {(row[2], row[3]) for row in rows} == {("Anna Schmidt", "affirmed")}


def test_a_member_of_a_party_is_the_person_named_behind() -> None:
    text = "A Democrat, Susan Wild, has told the London Herald the truth."
    assert {row[0] for row in told(text)} == {"Susan Wild"}


def test_behind_and_a_source_says_only_what_follows() -> None:
    read = annotation(
        "Anna Schmidt fell ill in Norway and according to the Ministry of Health she died at "
        "Mercy Hospital."
    )
    said = {clause.lemma: bool(clause.attribution) for clause in read.clauses}
    assert said["die"]
    assert not said["fall"]


def test_a_post_is_held_by_who_is_called_sitting() -> None:
    rows = told("The Norwegian government was criticized by sitting President Peter Brown.")
    assert "sit" not in {row[1] for row in rows}


def test_the_senate_of_a_party_is_the_senate() -> None:
    read = annotation("West Virginia Republican Senate candidate Peter Brown left.")
    assert "Senate" in {mention.name for mention in read.mentions}


def test_what_stands_behind_a_question_of_an_interview_is_the_articles_own() -> None:
    read = annotation(
        "((EB)) Why did Nokia sue Google?\n\n((EB)) Who won?\n\n((EB)) When did Nokia win?\n\n"
        "Microsoft bought Skype.\n\n((EB)) Why?"
    )
    bought = next(clause for clause in read.clauses if clause.lemma == "buy")
    assert bought.attribution == ()
