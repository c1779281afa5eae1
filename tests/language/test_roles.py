"""Who is called what, read with the shipped pipeline; the sentences are invented."""

import pytest

from kgraph.language import annotate
from kgraph.language.role_nouns import role_lemma
from kgraph.model import Article
from tests.language.documents import make_nodes

pytestmark = pytest.mark.model


def roles(text: str) -> set[tuple[str, str, str, str]]:
    """Return (holder, role, what it is of, tense) of the titles and appositions of a text."""
    annotation = next(annotate([Article(id="a", text=text)]))
    mentions = {mention.id: mention for mention in annotation.mentions}
    found = set[tuple[str, str, str, str]]()
    for clause in annotation.clauses:
        if clause.rule not in {"title", "apposition"}:
            continue
        ends = {"subject": "", "of": ""}
        for argument in clause.arguments:
            if argument.mention:
                first = mentions[mentions[argument.mention].cluster]
                ends[argument.role] = first.name or first.text
        found.add((ends["subject"], clause.lemma, ends["of"], clause.tense))
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Microsoft and its chair, Anna Schmidt, agreed.", ("Anna Schmidt", "chair", "Microsoft")),
        (
            "Anna Schmidt, 52, founder and chief executive of Microsoft, spoke.",
            ("Anna Schmidt", "founder", "Microsoft"),
        ),
        (
            "Anna Schmidt, founder and chief executive of Microsoft, spoke.",
            ("Anna Schmidt", "chief executive", "Microsoft"),
        ),
        (
            "Anna Schmidt, a vice-president of the European Commission, spoke.",
            ("Anna Schmidt", "vice president", "European Commission"),
        ),
        (
            "Anna Schmidt, first deputy prime minister of Poland, spoke.",
            ("Anna Schmidt", "deputy minister", "Poland"),
        ),
        (
            "Anna Schmidt, Microsoft's head of gaming, spoke.",
            ("Anna Schmidt", "unit head", "Microsoft"),
        ),
        (
            "Anna Schmidt, chairwoman of the board of directors of Microsoft, spoke.",
            ("Anna Schmidt", "chairwoman", "Microsoft"),
        ),
        (
            "Sony trusts Microsoft, whose boss Anna Schmidt spoke.",
            ("Anna Schmidt", "boss", "Microsoft"),
        ),
        (
            "Peter Brown resigned. His father, Hans Brown, who died in 2019, was a painter.",
            ("Hans Brown", "father", "Peter Brown"),
        ),
        ("French carmaker Renault grew.", ("Renault", "carmaker", "France")),
        ("Seattle-based Microsoft grew.", ("Microsoft", "based", "Seattle")),
        (
            "Peter Brown studied at Harvard University in Boston.",
            ("Harvard University", "university", "Boston"),
        ),
        (
            "Anna Schmidt, an American lawyer who joined Microsoft, spoke.",
            ("Anna Schmidt", "lawyer", "United States"),
        ),
        ("Anna Schmidt, the Labour leader, spoke.", ("Anna Schmidt", "leader", "Labour")),
        (
            "Anna Schmidt, once chairwoman of Microsoft and wife of the singer Peter Brown, spoke.",
            ("Anna Schmidt", "chairwoman", "Microsoft"),
        ),
        (
            "Anna Schmidt, until 2014 a managing director at Microsoft, spoke.",
            ("Anna Schmidt", "unit director", "Microsoft"),
        ),
        (
            "Anna Schmidt, acting head of the Justice Ministry, spoke.",
            ("Anna Schmidt", "head", "Justice Ministry"),
        ),
        (
            "Anna Schmidt, adviser to President Emmanuel Macron, spoke.",
            ("Anna Schmidt", "adviser", "Emmanuel Macron"),
        ),
        (
            "Anna Schmidt, a Microsoft executive, spoke.",
            ("Anna Schmidt", "executive", "Microsoft"),
        ),
        (
            "Microsoft's UK spokesman Peter Brown spoke.",
            ("Peter Brown", "spokesman", "Microsoft"),
        ),
        (
            "Microsoft and its UK spokesman, Peter Brown, spoke.",
            ("Peter Brown", "spokesman", "Microsoft"),
        ),
        (
            "Anna Schmidt, the head of Microsoft's cloud unit, spoke.",
            ("Anna Schmidt", "unit head", "Microsoft"),
        ),
        (
            "Anna Schmidt, whose firm, Microsoft, grew, spoke.",
            ("Microsoft", "firm", "Anna Schmidt"),
        ),
        (
            "Anna Schmidt became chancellor of Germany.",
            ("Anna Schmidt", "chancellor", "Germany"),
        ),
        (
            "Anna Schmidt was elected chairwoman of Microsoft.",
            ("Anna Schmidt", "chairwoman", "Microsoft"),
        ),
        (
            "Anna Schmidt was re-elected president of Poland.",
            ("Anna Schmidt", "president", "Poland"),
        ),
        ("Anna Schmidt ran for mayor of London.", ("Anna Schmidt", "candidate", "London")),
        (
            "Peter Brown stood down as chairman of Microsoft.",
            ("Peter Brown", "chairman", "Microsoft"),
        ),
        (
            "Anna Schmidt followed Peter Brown as chairman of Microsoft.",
            ("Peter Brown", "chairman", "Microsoft"),
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_role_is_read_with_its_holder_and_what_it_is_of(
    text: str, expected: tuple[str, str, str]
) -> None:
    assert expected in {role[:3] for role in roles(text)}


def test_a_plural_role_belongs_to_each_of_the_names_behind_it() -> None:
    found = roles("Microsoft and its main shareholders, Mr Brown and Anna Schmidt, had agreed.")
    assert {(holder, of) for holder, role, of, _ in found if role == "shareholder"} == {
        ("Brown", "Microsoft"),
        ("Anna Schmidt", "Microsoft"),
    }


def test_a_plural_title_belongs_to_each_of_the_names_behind_it() -> None:
    found = roles("Google co-founders Larry Page and Sergey Brin left.")
    assert {holder for holder, role, of, _ in found if (role, of) == ("founder", "Google")} == {
        "Larry Page",
        "Sergey Brin",
    }


def test_a_role_in_a_list_belongs_to_the_nearest_name() -> None:
    found = roles("Merkel met Hans Weber, head of Microsoft, Judge Peter Brown and Anna Schmidt.")
    assert {(holder, of) for holder, role, of, _ in found if role == "head"} == {
        ("Hans Weber", "Microsoft")
    }


@pytest.mark.parametrize("word", ["former ", "then-", "ex-"])
def test_a_role_that_is_over_is_past(word: str) -> None:
    found = roles(f"Merkel met {word}Microsoft chief Anna Schmidt in Paris.")
    assert [tense for holder, _, _, tense in found if holder == "Anna Schmidt"] == ["past"]


@pytest.mark.parametrize(
    "text",
    [
        "The lawyer of Anna Schmidt spoke.",
        "Merkel met Anna Schmidt, a pro-Russian politician.",
        "Merkel met Energy Secretary Anna Schmidt.",
        "Merkel met the mayor, Anna Schmidt, and Peter Brown.",
    ],
)
def test_a_role_that_the_words_leave_open_has_no_owner(text: str) -> None:
    assert not [role for role in roles(text) if role[0] == "Anna Schmidt" and role[2]]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Chief/JJ Legal/JJ Officer/NN", "chief officer"),
        ("Prosecutor/NN General/NN", "prosecutor general"),
        ("acting/VBG president/NN", "president"),
        ("sales/NNS chief/NN", "unit chief"),
        ("opposition/NN leader/NN", "opposition leader"),
        ("deputy/NN foreign/JJ minister/NN", "deputy minister"),
    ],
)
def test_the_words_before_a_role_noun_change_its_lemma(words: str, expected: str) -> None:
    cells = [word.split("/") for word in words.split()]
    last = len(cells)
    rows = [f"{w} {t} {'ROOT' if i == last else 'compound'} {0 if i == last else last}"
            for i, (w, t) in enumerate(cells, 1)]  # fmt: skip
    assert role_lemma(make_nodes("\n".join(rows)), last - 1) == expected
