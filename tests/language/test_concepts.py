"""Concepts: what plain nouns are known by, and what sentences tell of them."""

import pytest

from kgraph.language import annotate
from kgraph.model import Annotation, Mention
from tests.builders import make_article

Told = tuple[str, str, str]


def read(text: str) -> Annotation:
    (annotation,) = annotate([make_article(text)])
    return annotation


def names(annotation: Annotation) -> dict[str, str]:
    """Return by the id of each mention what it is known by."""
    known: dict[str, Mention] = {m.id: m for m in (*annotation.mentions, *annotation.concepts)}
    return {id_: m.name or known[m.cluster].name for id_, m in known.items()}


def statements(text: str) -> set[Told]:
    annotation = read(text)
    known = names(annotation)
    return {
        (known[by["subject"] or ""], clause.phrase, known[by["object"] or ""])
        for clause in annotation.statements
        for by in [{a.role: a.mention for a in clause.arguments}]
    }


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("the antivirus market", "antivirus market"),
        ("Russia's two biggest banks", "biggest bank of Russia"),
        ("the customers\u2019 own data", "data of customer"),
        ("more than 1,500 of the agencies", "agency"),
        ("no such evidence", "evidence"),
        ("17-year-old laws", "17-year-old law"),
        ("the Internet", "internet"),
        ("a very long list", "long list"),
        ("NGOs", "NGO"),
        ("other goods", "goods"),
        ("a wide variety of wild flowers", "wild flower"),
        ("the life cycle of butterflies", "life cycle of butterfly"),
        ("physical and mental health", "physical and mental health"),
        ("one-party states", "one-party state"),
        ("former teachers", "former teacher"),
        ("publicly owned enterprises", "publicly owned enterprise"),
        ("the effect of heat on old red sandstone walls", "effect of heat"),
    ],
)
def test_a_concept_is_known_by_its_noun_in_the_singular_and_what_it_is_of(
    words: str, name: str
) -> None:
    annotation = read(f"Germany protects {words}.")
    assert name in names(annotation).values()


@pytest.mark.parametrize(
    "words", ["it", "the others", "30", "three months", "nothing", "a lot", "the two", "ways"]
)
def test_pronouns_quantities_times_and_vague_nouns_are_no_concepts(words: str) -> None:
    assert read(f"Germany protects {words}.").concepts == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Wind turbines turn motion into power.", ("wind turbine", "turn motion into", "power")),
        ("Frogs are amphibians that eat insects.", ("frog", "be", "amphibian")),
        ("Frogs are amphibians that eat insects.", ("frog", "eat", "insect")),
        ("Bees play an important role in farming.", ("bee", "play role in", "farming")),
        ("Salt is used in many kitchens.", ("salt", "be used in", "kitchen")),
        ("Bread is baked by hand in old ovens.", ("bread", "be baked in", "old oven")),
        (
            "Planting trees helps towns to cut noise.",
            ("planting tree", "help town to cut", "noise"),
        ),
        ("Farmers use clay to store water.", ("farmer", "use clay to store", "water")),
        ("Sleep is essential for memory.", ("sleep", "be essential for", "memory")),
        ("Some argue that street art promotes vanity.", ("street art", "promote", "vanity")),
        ("Moss is part of the forest floor.", ("moss", "be part of", "forest floor")),
        ("People with diabetes need insulin.", ("people with diabetes", "need", "insulin")),
        ("Doctors treat diseases such as malaria.", ("malaria", "be", "disease")),
        ("The heart, a muscle, pumps blood.", ("heart", "be", "muscle")),
        ("Museums serve as meeting places.", ("museum", "serve as", "meeting place")),
        ("Glass is made by melting sand.", ("glass", "be made by melting", "sand")),
        ("Foxes live in cities. They eat waste.", ("fox", "eat", "waste")),
        ("Farmers use clay in order to store water.", ("farmer", "use clay to store", "water")),
        ("Berlin is a city.", ("Berlin", "be", "city")),
        ("Owls are less common in towns.", ("owl", "be less common in", "town")),
        ("Concerts take place in barns.", ("concert", "take place in", "barn")),
        ("Trade depends on roads rather than rivers.", ("trade", "depend on", "road")),
    ],
)
def test_a_sentence_tells_of_concepts(text: str, told: Told) -> None:
    assert told in {
        (s[:1].lower() + s[1:] if s != "Berlin" else s, p, o) for s, p, o in statements(text)
    }


@pytest.mark.parametrize(
    "text",
    [
        "Do foxes eat waste?",
        "Storms rarely damage bridges.",
        "People who smoke need doctors.",
        "The law forces farmers to sell land.",
        "Foxes chase them.",
        "Foxes are not true dogs.",
        "The effects that storms have on rivers vanish.",
        "Foxes travel further than hares do in winter.",
        "Angela Merkel met Emmanuel Macron.",
        "It is possible to validate keys.",
        f"Foxes eat waste{', which is old' * 12}.",
    ],
)
def test_what_is_asked_incomplete_or_unsure_is_not_told(text: str) -> None:
    told = {s for s in statements(text) if s[0] in {"fox", "storm", "people", "law", "crisis"}}
    assert not told - {("law", "force farmer to sell", "land")}


def test_a_statement_says_whether_it_is_denied_or_only_possible() -> None:
    def status(text: str) -> set[tuple[str, str, str]]:
        return {(c.phrase, c.polarity, c.modality) for c in read(text).statements}

    assert status("Mushrooms are not plants.") == {("be", "denied", "actual")}
    assert status("It was not a war but a truce.") == set()
    assert status("The unrest was not a war but a strike.") == {("be", "denied", "actual")}
    assert status("Stress may cause headaches.") == {("cause", "affirmed", "possible")}
    assert status("Volcanoes erupt without warning.") == {("erupt without", "affirmed", "actual")}
    assert status("Bees fly without fear or haste.") == {("fly without", "affirmed", "actual")}
    assert status("The state urged towns not to sell land.") == {
        ("urge town not to sell", "affirmed", "actual")
    }


def test_a_statement_names_its_speaker_and_its_words() -> None:
    text = "Officials said that rain damaged bridges."
    (clause,) = read(text).statements
    assert [level.words for level in clause.attribution] == ["Officials"]
    assert [a.span.of(text) for a in clause.arguments] == ["rain", "bridges"]
    assert clause.trigger.of(text) == "damaged"


def test_what_a_verb_tells_stands_beside_what_leads_on_through_its_nouns() -> None:
    told = {c.phrase for c in read("Farmers use fertilizer of Germany on fields.").statements}
    assert "use" in told
