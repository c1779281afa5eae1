"""Names of articles with the shipped pipeline: spans, types, and who is one."""

import pytest

from kgraph.language import annotate
from kgraph.model import Annotation, Article, Mention

pytestmark = pytest.mark.model


def names_of(text: str) -> list[Mention]:
    annotation: Annotation = next(annotate([Article(id="a", text=text)]))
    return [mention for mention in annotation.mentions if mention.kind == "name"]


def texts_of(text: str) -> list[tuple[str, str]]:
    return [(mention.text, mention.type) for mention in names_of(text)]


def clusters_of(text: str) -> list[tuple[str, ...]]:
    """Return the texts of each thing's names, in text order."""
    groups: dict[str, list[str]] = {}
    for mention in names_of(text):
        groups.setdefault(mention.cluster, []).append(mention.text)
    return [tuple(group) for group in groups.values()]


@pytest.mark.parametrize(
    ("text", "name", "type_"),
    [
        (
            "The Competition and Consumer Commission fined two firms.",
            "Competition and Consumer Commission",
            "Organization",
        ),
        (
            "She leads the Department for Culture, Media and Sport.",
            "Department for Culture, Media and Sport",
            "Organization",
        ),
        (
            "He works for the National Seed Control Centre in Turin.",
            "National Seed Control Centre",
            "Organization",
        ),
        ("The hall is at Kyiv's Olympic Stadium.", "Olympic Stadium", "Place"),
        ("Fans of House of Cards, the television series, wept.", "House of Cards", "Product"),
        ("Bread and Roses, the party, won; so did Sons of the Sea, the party.", "Sea", ""),
        ("He asked the Vouli to dismiss the cabinet.", "Vouli", "Organization"),
        ("They saw Zorvia Larkspur in Qarnith yesterday.", "Qarnith", "Place"),
        ("LARKSPUR - The company has sold its ships.", "LARKSPUR", "Place"),
        ("The 2+2 channel showed the film.", "2+2", "Organization"),
        ("A Turin court fined the man.", "court", "Organization"),
        ("He wrote to the Kent Attorney's Office today.", "Kent Attorney's Office", "Organization"),
        ("The People's Bank of Ruritania grew.", "People's Bank of Ruritania", "Organization"),
        ("Lawyers at Wachtell Lipton met him.", "Wachtell Lipton", "Organization"),
        ("GAZPROM bosses smiled at the men.", "GAZPROM", "Organization"),
        ("Apple pie is what Ann Lee likes.", "Apple", ""),
        ("Lindqvist Bank A/S grew.", "Lindqvist Bank A/S", "Organization"),
        ("It was published on Monday in Marine Letters.", "Marine Letters", "Organization"),
        ("He won the Harmond Prize in Turin.", "Harmond Prize", "Product"),
        ("They signed the Larkspur Treaty in Turin.", "Larkspur Treaty", "Product"),
        ("He fought in World War II as a boy.", "World War II", "Product"),
        ("The town fled from Hurricane Zimora.", "Hurricane Zimora", "Product"),
        ("Then HMS Larkspur sank off Turin.", "HMS Larkspur", "Product"),
        ("The Plover 9 Project won the vote.", "Plover 9 Project", "Organization"),
        ("He founded the charity Sea-Harrow in Turin.", "Sea-Harrow", "Organization"),
        ("He joined the faction The Grey Plover.", "Grey Plover", "Organization"),
        ("Ann Lee met the model Zimora Lee Harmond in Turin.", "Zimora Lee Harmond", "Person"),
    ],
)
def test_a_name_is_found_by_the_words_in_it_and_beside_it(text: str, name: str, type_: str) -> None:
    assert dict(texts_of(text)).get(name, "") == type_


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Mayor of Turin Anna Rossi met Defence Minister Carl Berg.",
            [("Turin", "Place"), ("Anna Rossi", "Person"), ("Carl Berg", "Person")],
        ),
        (
            "They include Chief Operating Officer Andrei Petrov.",
            [("Andrei Petrov", "Person")],
        ),
        (
            "US Secretary of State Mary Hill posted a message.",
            [("US", "Country"), ("Mary Hill", "Person")],
        ),
        ("Whether Petrov may stay is unclear.", [("Petrov", "Person")]),
    ],
)
def test_titles_are_no_part_of_names(text: str, expected: list[tuple[str, str]]) -> None:
    assert texts_of(text) == expected


def test_stress_and_currencies_are_no_organisations() -> None:
    assert texts_of("The loss was UAH 148 million. Nobody met the OTHER man, they said.") == []


@pytest.mark.parametrize(
    ("text", "cluster"),
    [
        (
            "The Federal Bureau for Seed Control (FSK) met. The FSK said no.",
            ("Federal Bureau for Seed Control", "FSK", "FSK"),
        ),
        (
            "Transport for London (TfL) told passengers to wait. TfL apologised.",
            ("Transport for London", "TfL", "TfL"),
        ),
        (
            "Harbour plc, formerly known as Quay Group, sold ships. Quay Group had bought them.",
            ("Harbour plc", "Quay Group", "Quay Group"),
        ),
        (
            "The Department of Commerce met. The Commerce Department denied it.",
            ("Department of Commerce", "Commerce Department"),
        ),
        (
            "AO Northwind Lab sued. Northwind Lab won.",
            ("AO Northwind Lab", "Northwind Lab"),
        ),
        (
            "Arne Schönbohm spoke. Later Schoenbohm left.",
            ("Arne Schönbohm", "Schoenbohm"),
        ),
        (
            "Mrs Anna Weber met Mr Karl Weber. Mr Weber left, Mrs Weber stayed. Mrs Weber sang.",
            ("Anna Weber", "Weber", "Weber"),
        ),
        (
            "The Seed Control Harmond Act (SCHA) passed. He praised SCHA.",
            ("Seed Control Harmond Act", "SCHA", "SCHA"),
        ),
    ],
)
def test_the_names_of_one_thing_are_one(text: str, cluster: tuple[str, ...]) -> None:
    assert cluster in clusters_of(text)


def test_of_two_with_a_surname_the_bare_one_is_who_was_meant_before() -> None:
    text = "Arne Holm leads the agency. Holm, 52, is a lawyer. His father, Joerg Holm, was a judge."
    assert clusters_of(text)[0] == ("Arne Holm", "Holm")


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Kaspersky Lab sued. Eugene Kaspersky wept. Kaspersky, who fled, sang.", "Person"),
        ("Kaspersky Lab sued. Eugene Kaspersky wept. Kaspersky said he was sad.", "Person"),
        ("Kaspersky Lab sued. Eugene Kaspersky wept. Kaspersky says it lost.", "Organization"),
        ("Kaspersky Lab sued. Kaspersky denied it. Eugene Kaspersky wept.", "Organization"),
        (
            "Kaspersky Lab sued. Eugene Kaspersky wept. It rained. It snowed. It rained again. "
            "Kaspersky may not conclude contracts.",
            "Organization",
        ),
    ],
)
def test_a_bare_name_is_the_man_near_his_name_else_the_company(text: str, type_: str) -> None:
    bare = [mention for mention in names_of(text) if mention.text == "Kaspersky"]
    assert {mention.type for mention in bare} == {type_}


def test_a_politician_is_not_his_foundation() -> None:
    text = "Donald Trump spoke. The Trump Organization sold a hotel. It rained. Then Trump left."
    assert ("Donald Trump", "Trump") in clusters_of(text)


def test_governments_and_parliaments_are_known_by_their_country() -> None:
    text = (
        "The government in Vilnius announced a ban. Lithuania's central bank agreed, "
        "the government of Poland did not, and the Sejm said parliament would vote."
    )
    assert [(mention.text, mention.name) for mention in names_of(text)] == [
        ("government", "Lithuanian government"),
        ("Vilnius", "Vilnius"),
        ("Lithuania", "Lithuania"),
        ("central bank", "Lithuanian central bank"),
        ("government", "Polish government"),
        ("Poland", "Poland"),
        ("Sejm", "Sejm"),
        ("parliament", "Sejm"),
    ]


INTRODUCED = "Anna Weber, a lawyer, met Karl Holm in Turin. "


@pytest.mark.parametrize(
    ("text", "name", "type_"),
    [
        (f"{INTRODUCED}Zorvex denied it and thanked Quarnel.", "Zorvex", "Organization"),
        (f"{INTRODUCED}Vehlan said he wept. Vehlan, who fled, sang.", "Vehlan", "Person"),
        (f"{INTRODUCED}Corvell studied with Ann Lee. His pottery is plain.", "Corvell", "Person"),
        (f"{INTRODUCED}Corvell thanked Ann Lee. It left.", "Corvell", "Organization"),
        (f"{INTRODUCED}The Corvell thanked Ann Lee. She left.", "Corvell", "Organization"),
        (f"{INTRODUCED}Putin denied it.", "Putin", "Person"),
        ("Quinara's shares fell. Shareholders of Quinara wept.", "Quinara", "Organization"),
        ("The bitcoins came from Nightmoth, the gang.", "Nightmoth", "Organization"),
        ("They broke into TrueNorth last week.", "TrueNorth", "Organization"),
        ("Its auditor, QX, had refused to sign.", "QX", "Organization"),
        ("The search site Findory complained.", "Findory", "Organization"),
        ("The firm sells its Lantern browser.", "Lantern", "Product"),
        ("Northwind sued over iSlates.", "iSlates", "Product"),
        ("He is the Vorwick MP. Vorwick voted.", "Vorwick", "Place"),
        ("The Zelnik-based company grew.", "Zelnik", "Place"),
        ("They slept in Reading, England, last night.", "Reading", "Place"),
        ("Juno and Peter Marsh complained.", "Juno", "Person"),
        ("Labour's Chi Onwether demanded it.", "Chi Onwether", "Person"),
    ],
)
def test_a_single_word_is_what_the_words_beside_it_tell(text: str, name: str, type_: str) -> None:
    assert dict(texts_of(text)).get(name, "") == type_


@pytest.mark.parametrize(
    "text",
    ["Tomorrow we sing. Christmas came. Everything fell.", "He was in PR and owned a TV."],
)
def test_words_with_a_capital_by_their_place_are_no_names(text: str) -> None:
    assert texts_of(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The Social Democrats, Greens and Free Democrats agreed.",
            ["Social Democrats", "Greens", "Free Democrats"],
        ),
        ("Tory rebels met the Liberal Democrat leader.", ["Tories", "Liberal Democrats"]),
        ("The man, a Conservative, won.", ["Conservatives"]),
        ("Greens and conservatives grow under a green light.", []),
        ("The Conservative Party won.", ["Conservative Party"]),
    ],
)
def test_parties_are_known_by_the_word_for_their_members(text: str, expected: list[str]) -> None:
    assert [mention.name for mention in names_of(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lady Verrin met Baroness Quill.", ["Lady Verrin", "Baroness Quill"]),
        ("He thanked the Queen.", ["Queen"]),
        (
            "The Court of Justice of the European Union ruled.",
            ["Court of Justice of the European Union"],
        ),
        ("The Chilean embassy in Lima closed.", ["Chile", "Chilean embassy", "Lima"]),
        (
            "Chile's foreign intelligence service met.",
            ["Chile", "Chilean foreign intelligence service"],
        ),
        ("Chile grew. The finance ministry met.", ["Chile", "Chilean finance ministry"]),
        ("Chile's president said the government fell.", ["Chile", "Chilean government"]),
        ("Prosecutors in Lima met.", ["prosecutors in Lima", "Lima"]),
    ],
)
def test_titles_and_bodies_are_known_by_all_their_words(text: str, expected: list[str]) -> None:
    assert [mention.name for mention in names_of(text)] == expected


def test_a_person_of_a_company_is_told_by_what_only_persons_do() -> None:
    assert ("Satya Nadella", "Person") in texts_of(
        "Microsoft's Satya Nadella and Activision's Bobby Kotick also testified."
    )


def test_the_seat_of_a_government_is_no_person() -> None:
    text = "Brussels and NATO welcomed the releases. Ann Lee and Bo Berg wept."
    assert ("Brussels", "Place") in texts_of(text)


@pytest.mark.parametrize("title", ["Sen.", "Senators", "Rep."])
def test_titles_of_lawmakers_are_no_part_of_their_names(title: str) -> None:
    text = f"They thanked {title} Lindqvist on Monday. Ann Lindqvist wept."
    assert {m.name for m in names_of(text)} == {"Lindqvist", "Ann Lindqvist"}


def test_a_cabinet_is_not_its_ruler() -> None:
    text = (
        "The Lindqvist Administration cut taxes. Lindqvist spoke to the Lindqvist Administration."
    )
    assert ("Lindqvist Administration", "Lindqvist Administration") in clusters_of(text)


def test_a_bare_government_without_a_country_is_no_name() -> None:
    assert texts_of("The Government will pay for it, and the Government agreed.") == []


def test_brackets_of_an_editor_are_no_part_of_a_name() -> None:
    text = "She lives in Pittsburg[h], a city in Pennsylvania. Ann Lee met her in Pittsburgh."
    assert {m.name for m in names_of(text) if m.text.startswith("Pitts")} == {"Pittsburgh"}


def test_a_company_of_common_words_is_named_again_by_the_first() -> None:
    text = "They robbed Swift Pipeline. Ann Holm, Swift's boss, wept. Swift hired men."
    assert ("Swift Pipeline", "Swift", "Swift") in clusters_of(text)


@pytest.mark.parametrize(
    ("text", "body", "name"),
    [
        ("A Turin district court fined Peter Brown.", "district court", "Turin district court"),
        ("Peter Brown went to court in Turin.", "court", "court in Turin"),
        ("Siemens sold its French branch to Nokia.", "branch", "French branch"),
        ("The Senate's foreign affairs committee met.", "foreign affairs committee",
         "Senate foreign affairs committee"),
        ("In 2011 the Obama administration fined Siemens.", "administration",
         "Obama administration"),
        ("Siemens grew. The board fired Peter Brown.", "board", "Siemens board"),
        ("Siemens grew. Nokia's board fired Peter Brown.", "board", "Nokia board"),
        ("Spain voted. In Spain, prosecutors charged Peter Brown.", "prosecutors",
         "Spanish prosecutors"),
        ("Spain banned Siemens. The government praised Italy and France.", "government",
         "Spanish government"),
        ("Siemens sold its UK arm.", "arm", "UK arm"),
        ("Swiss police arrested Peter Brown.", "police", "Swiss police"),
        ("Spain voted. Madrid cheered, and the authorities arrested Peter Brown.", "authorities",
         "Spanish government"),
    ],
)  # fmt: skip
def test_a_body_without_a_name_is_known_by_what_it_is_of(text: str, body: str, name: str) -> None:
    assert (body, name) in {(mention.text, mention.name) for mention in names_of(text)}


def test_what_a_body_is_of_stays_another_thing() -> None:
    assert clusters_of("Siemens grew. The Siemens board met. The Senate's ethics panel met.") == [
        ("Siemens", "Siemens"), ("board",), ("Senate",), ("ethics panel",),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Siemens sold the French branch of Nokia.", "branch"),
        ("Siemens and Nokia grew. The board fired Peter Brown.", "board"),
        ("Spain and Italy voted. The authorities arrested Peter Brown.", "authorities"),
        ("The court papers are in Turin.", "court"),
        ("Anna Schmidt leads Microsoft's cloud unit.", "cloud unit"),
        ("Swiss police chief Peter Brown resigned.", "police"),
    ],
)
def test_what_might_be_of_two_or_of_a_longer_thing_is_no_body(text: str, word: str) -> None:
    assert word not in {mention.text for mention in names_of(text)}


def test_a_surname_that_is_a_common_word_stands_for_the_person() -> None:
    text = "Zho Low fled. Officers search for Low. Low, who is wanted, denies it."
    assert clusters_of(text) == [("Zho Low", "Low", "Low")]


@pytest.mark.parametrize(
    ("text", "clusters"),
    [
        (
            "They watched Tropical Storm Zimora on Monday. Zimora hit Turin as Hurricane Zimora. "
            "Hurricane Zimora is over.",
            ("Tropical Storm Zimora", "Zimora", "Hurricane Zimora", "Hurricane Zimora"),
        ),
        (
            "The plane left Larkspur International Airport. Larkspur Airport was closed.",
            ("Larkspur International Airport", "Larkspur Airport"),
        ),
        (
            "Carl Jonas Harmond was jailed. Harmond's car hit the crowd. Harmond pleaded guilty.",
            ("Carl Jonas Harmond", "Harmond", "Harmond"),
        ),
    ],
)
def test_short_forms_of_storms_places_and_car_owners_are_of_the_full_name(
    text: str, clusters: tuple[str, ...]
) -> None:
    assert clusters in clusters_of(text)


def test_a_word_for_a_people_or_a_post_is_no_short_name_of_a_body() -> None:
    text = (
        "The American Larkspur Party met Secretary of State Ann Lee of the Department of State. "
        "She is the first African American there. The State Department said so."
    )
    assert ("American Larkspur Party",) in clusters_of(text)
    assert not [name for group in clusters_of(text) for name in group if name == "State"]


def test_letters_are_short_for_the_name_in_brackets_behind_them() -> None:
    text = "He joined the NPU (National Plover Union) in Turin. Later the NPU praised him."
    assert ("NPU", "National Plover Union", "NPU") in clusters_of(text)


def test_letters_for_a_post_are_no_body() -> None:
    text = "She is an MCW (Member of the Council of Wardens) in Turin. Ann Lee, an MCW, spoke."
    assert not [t for t, type_ in texts_of(text) if t.startswith("Member") and type_]


@pytest.mark.parametrize(
    "text",
    [
        "The sign was written in French and German.",
        "She speaks Russian, Greek and Turkish.",
        "Ms Lee is fluent in Spanish.",
        "He translated it into English and French.",
    ],
)
def test_a_language_is_no_country(text: str) -> None:
    assert not [name for name in names_of(text) if name.type == "Country"]


@pytest.mark.parametrize(
    "text", ["They fish in French waters.", "He teaches German pupils.", "A French and a German."]
)
def test_a_people_that_has_a_noun_or_an_article_is_of_its_country(text: str) -> None:
    assert [name for name in names_of(text) if name.type == "Country"]
