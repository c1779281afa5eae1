"""Who is who, and why."""

from dataclasses import replace

import pytest

from kgraph.identity import Resolution, normal_form, resolve
from kgraph.model import Decision
from kgraph.model.evidence import NO_EVIDENCE, Evidence
from tests.builders import make_profile


def resolve_names(type_: str, *names: str) -> tuple[set[frozenset[str]], Resolution]:
    profiles = [make_profile(type_, name) for name in names]
    by_id = {p.id: p.name for p in profiles}
    found = resolve(profiles)
    return {frozenset(by_id[member] for member in c) for c in found.clusters}, found


def clusters(type_: str, *names: str) -> set[frozenset[str]]:
    return resolve_names(type_, *names)[0]


def pair(*names: str) -> set[frozenset[str]]:
    return {frozenset(names)}


ONE_PERSON: list[tuple[str, ...]] = [
    ("Vladimir Putin", "Putin"),
    ("Vladimir Putin", "V. Putin"),
    ("Vladimir Putin", "VLADIMIR PUTIN"),
    ("Vladimir Vladimirovich Putin", "Vladimir Putin"),
    ("John F. Kennedy", "John Fitzgerald Kennedy"),
    ("J.K. Rowling", "Joanne Rowling"),
    ("Sean O\u2019Brien", "Sean O'Brien"),
]
TWO_PERSONS = [
    ("Vladimir Putin", "Viktor Putin"),
    ("Vladimir Putin", "D. Putin"),
    ("John F. Kennedy", "John Robert Kennedy"),
    ("Donald Trump", "Donald Trump Jr."),
    ("Vladimir Putin", "Vladimir"),
    ("Jan de Vries", "Jan Vries"),
]


ONE_PERSON += [
    ("Zoë Baird", "Zoe Baird"),
    ("Bill Clinton", "William Clinton"),
    ("Yevgeny Kaspersky", "Eugene Kaspersky"),
    ("Dmitri Medvedev", "Dmitry Medvedev"),
    ("Volodymyr Zelensky", "Volodymyr Zelenskyy"),
    ("Mohammed Morsi", "Mohamed Morsi"),
    ("Xi Jinping", "Xi"),
    ("Xi Jinping", "Jinping Xi"),
    ("Kim Jong-un", "Kim Jong Un"),
    ("Bashar al-Assad", "Bashar Assad"),
    ("Владимир Путин", "Vladimir Putin"),
    ("Sir Keir Starmer", "Keir Starmer"),
    ("Merkel, Angela", "Angela Merkel"),
]
TWO_PERSONS += [
    ("Louis Michel", "Louise Michel"),
    ("Brofi Nemanja", "Brofa Nemanja"),
    ("Paul Manafort", "Paul Manaford"),
    ("Li", "Lee Kuan Yew"),
    ("George Bush Jr.", "George Bush Sr."),
    ("Hillary Rodham", "Hillary Rodham Clinton"),
    ("Kim Jong-un", "Kim Jong-il"),
    ("Ben Moore", "Moore Allen"),
]


ONE_PERSON += [
    ("Jörg Schönbohm", "Joerg Schoenbohm", "Jorg Schonbohm"),
    ("Donald Trump", "Trump"),
    ("Bo Lindström", "Bo Lindstroem"),
]
TWO_PERSONS += [
    ("Michelle Obama", "Obama"),
    ("Donald Trump Jr.", "Trump"),
    ("Charles Johnson", "Johnson"),
]


@pytest.mark.parametrize("names", ONE_PERSON, ids=" = ".join)
def test_two_names_of_one_person_are_joined(names: tuple[str, str]) -> None:
    assert clusters("Person", *names) == pair(*names)


@pytest.mark.parametrize("names", TWO_PERSONS, ids=" / ".join)
def test_names_that_speak_against_each_other_stay_two(names: tuple[str, str]) -> None:
    assert clusters("Person", *names) == {frozenset({name}) for name in names}


def test_a_surname_of_two_persons_joins_neither_and_is_unsure_with_each() -> None:
    found, resolution = resolve_names(
        "Person", "Yevgeny Kaspersky", "Natalya Kaspersky", "Kaspersky"
    )
    assert len(found) == 3
    assert [d.verdict for d in resolution.decisions] == ["unsure", "unsure"]
    assert {d.reasons for d in resolution.decisions} == {
        (
            '"Kaspersky" may be any of "Natalya Kaspersky", "Yevgeny Kaspersky"',
            f'"Kaspersky" and "{full} Kaspersky": the surnames are equal',
            "one is a surname alone",
        )
        for full in ("Natalya", "Yevgeny")
    }


def test_an_initial_joins_the_one_person_whom_two_fuller_names_name() -> None:
    names = ("John Smith", "John A. Smith", "J. Smith")
    assert clusters("Person", *names) == pair(*names)


def test_an_initial_of_two_first_names_joins_neither() -> None:
    assert len(clusters("Person", "Vladimir Putin", "Viktor Putin", "V. Putin")) == 3


ONE_ORGANIZATION = [
    ("European Central Bank", "ECB"),
    ("European Central Bank", "E.C.B."),
    ("European Central Bank", "the European Central Bank"),
    ("Siemens", "Siemens AG"),
    ("Siemens A.G.", "Siemens AG"),
    ("Tesla, Inc.", "Tesla"),
    ("Merck & Co.", "Merck"),
    ("Huawei Technologies Co., Ltd.", "Huawei Technologies"),
    ("Bank of America", "BOA"),
    ("Bank of America", "BA"),
    ("British Broadcasting Corporation", "BBC"),
    ("Asia-Pacific Economic Cooperation", "APEC"),
    ("International Business Machines Corp.", "IBM Corp"),
    ("Kaspersky Lab", "Kaspersky"),
]
TWO_ORGANIZATIONS = [
    ("European Central Bank", "Ecb Records"),
    ("Intel Corp", "IC"),
    ("Merck KGaA", "Merck & Co., Inc."),
    ("Deutsche Bank", "Deutsche Bahn"),
]


ONE_ORGANIZATION += [
    ("Ministry of Defence", "Defense Ministry"),
    ("US State Department", "United States Department of State"),
    ("Labour Party", "Labor Party"),
    ("ExxonMobil", "Exxon Mobil"),
    ("AT&T", "AT and T"),
    ("OOO Romashka", "Romashka"),
    ("Open Joint Stock Company Gazprom", "Gazprom OAO"),
    ("Al-Qaeda", "Al Qaeda"),
    ("Russian Defence Ministry", "Ministry of Defence of Russia"),
]
ONE_ORGANIZATION += [
    ("United States Democratic Party", "Democratic Party"),
    ("State Department", "US Department of State"),
    ("Supreme Court of the United States", "U.S. Supreme Court"),
    ("Parliament of the United Kingdom", "British parliament"),
    ("Islamic State", "ISIL"),
    ("Democrats", "Democratic Party"),
    ("NBC", "NBC News"),
    ("Council of Local Government", "Council for Local Government"),
    ("National Institute of Rare Diseases", "National Institute of Rare Disease"),
    ("Universität München", "Universitaet Muenchen"),
]
TWO_ORGANIZATIONS += [
    ("Democratic Party of Japan", "Democratic Party"),
    ("Supreme Court of India", "U.S. Supreme Court"),
    ("Bank of China", "China Bank"),
    ("Fox News", "Fox"),
    ("Sberbank", "Sberbank CIB"),
    ("Facebook", "Meta"),
    ("Kremlin", "Russia"),
    ("Russian Defence Ministry", "Defence Ministry"),
    ("Russian Defence Ministry", "Ukrainian Defence Ministry"),
    ("University of Washington", "Washington University"),
    ("Google UK", "Google"),
    ("Royal Bank of Wales", "Loyal Bank of Wales"),
]


@pytest.mark.parametrize("names", ONE_ORGANIZATION, ids=" = ".join)
@pytest.mark.parametrize("type_", ["Organization", "Government"])
def test_two_names_of_one_organization_are_joined(type_: str, names: tuple[str, str]) -> None:
    assert clusters(type_, *names) == pair(*names)


@pytest.mark.parametrize("names", TWO_ORGANIZATIONS, ids=" / ".join)
def test_names_of_two_organizations_stay_two(names: tuple[str, str]) -> None:
    assert clusters("Organization", *names) == {frozenset({name}) for name in names}


@pytest.mark.parametrize(
    ("short", "fuller"),
    [
        ("ECB", ("European Central Bank", "Eastern Commerce Board")),
        ("Merck", ("Merck KGaA", "Merck & Co., Inc.")),
        ("Alpha", ("Alpha Lab", "Alpha Motors")),
        ("Merck Group", ("Merck KGaA", "Merck & Co., Inc.")),
    ],
)
def test_a_short_name_of_two_organizations_is_unsure_with_each(
    short: str, fuller: tuple[str, str]
) -> None:
    found, resolution = resolve_names("Organization", short, *fuller)
    assert len(found) == 3
    short_id = make_profile("Organization", short).id
    own = [d for d in resolution.decisions if short_id in (d.left, d.right)]
    assert [d.verdict for d in own] == ["unsure", "unsure"]


@pytest.mark.parametrize("type_", ["Product", "Place", "Country", "Spaceship"])
def test_of_other_types_only_equal_names_are_one(type_: str) -> None:
    names = ("Falcon  Heavy", "the Falcon Heavy", "FH", "Falcon", "Falcon Heavy Inc")
    assert clusters(type_, *names) == {
        frozenset({"Falcon  Heavy", "the Falcon Heavy"}),
        frozenset({"FH"}),
        frozenset({"Falcon"}),
        frozenset({"Falcon Heavy Inc"}),
    }


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Kiev", "Kyiv"),
        ("Burma", "Myanmar"),
        ("St. Petersburg", "Saint Petersburg"),
        ("Leningrad", "St Petersburg"),
        ("New York City", "New York"),
        ("Paris, France", "Paris"),
        ("Bogotá", "Bogota"),
        ("the Netherlands", "Holland"),
        ("U.S.", "United States of America"),
        ("Münster", "Muenster"),
        ("State of Virginia", "Virginia"),
        ("D.C.", "District of Columbia"),
        ("Pacific Ocean", "the Pacific"),
    ],
)
@pytest.mark.parametrize("type_", ["Place", "Country"])
def test_names_of_one_place_are_joined(type_: str, name: str, other: str) -> None:
    assert clusters(type_, name, other) == pair(name, other)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Paris, Texas", "Paris"),
        ("Kansas City", "Kansas"),
        ("Mexico City", "Mexico"),
        ("North Korea", "South Korea"),
        ("Niger", "Nigeria"),
        ("State of Palestine", "Palestine City"),
        ("State of Washington", "Washington"),
    ],
)
def test_names_of_two_places_stay_two(name: str, other: str) -> None:
    assert len(clusters("Place", name, other)) == 2


def test_what_articles_tell_chooses_between_two_of_one_surname() -> None:
    known = Evidence(companions=(("bundesbank", 1),), roles=(("banker", 1),))
    told, short = (
        replace(make_profile("Person", name), evidence=known) for name in ("Anna Weber", "Weber")
    )
    other = make_profile("Person", "Max Weber")
    found = resolve([told, short, other])
    assert tuple(sorted((told.id, short.id))) in {tuple(sorted(c)) for c in found.clusters}
    assert len(resolve([replace(told, evidence=NO_EVIDENCE), short, other]).clusters) == 3


def test_years_of_birth_that_differ_tell_two() -> None:
    one, other = (make_profile("Person", name) for name in ("Karl Weber", "Karl A. Weber"))
    born = [
        replace(one, evidence=Evidence(born=(1950, 1951))),
        replace(other, evidence=Evidence(born=(1970, 1971))),
    ]
    assert len(resolve(born).clusters) == 2
    assert len(resolve([one, replace(other, evidence=Evidence(born=(1970, 1971)))]).clusters) == 1


def test_two_senses_of_one_name_are_not_joined_by_it() -> None:
    one = make_profile("Person", "Karl Weber")
    two = replace(one, id="f" * 20, sense="2")
    assert len(resolve([one, two]).clusters) == 2
    short = make_profile("Person", "Weber")
    assert len(resolve([one, two, short]).clusters) == 3


def test_equal_names_of_two_types_are_two_entities() -> None:
    profiles = [make_profile(type_, "Kaspersky") for type_ in ("Person", "Organization")]
    assert resolve(profiles) == Resolution(tuple(sorted((p.id,) for p in profiles)), ())


@pytest.mark.parametrize(
    ("name", "types"),
    [
        ("Larkspur Space Station", ("Organization", "Place")),
        ("Ann Lee", ("Organization", "Person")),
        ("ISS", ("Organization", "Product")),
        ("Twitter", ("Organization", "Product")),
    ],
)
def test_a_name_that_is_taken_for_two_types_is_of_one_thing(
    name: str, types: tuple[str, str]
) -> None:
    one, other = (make_profile(type_, name) for type_ in types)
    found = resolve([one, other])
    assert len(found.clusters) == 1
    (decision,) = found.decisions
    assert decision.reasons == (
        f'"{name}" and "{name}" are one name, taken for {types[0]} and {types[1]}',
    )


@pytest.mark.parametrize(
    ("name", "types"),
    [
        ("Washington", ("Person", "Place")),
        ("Liverpool", ("Organization", "Place")),
        ("Georgia", ("Country", "Place")),
        ("South Korea", ("Country", "Concept")),
    ],
)
def test_a_name_that_several_things_bear_is_of_two(name: str, types: tuple[str, str]) -> None:
    assert len(resolve(make_profile(type_, name) for type_ in types).clusters) == 2


@pytest.mark.parametrize(
    ("name", "other"), [("World War II", "Second World War"), ("WWI", "First World War")]
)
def test_names_of_one_war_are_joined(name: str, other: str) -> None:
    assert clusters("Product", name, other) == pair(name, other)


def test_the_canonical_profile_has_the_most_words_then_the_most_mentions() -> None:
    names = [("Putin", 9), ("Vladimir Putin", 1), ("VLADIMIR PUTIN", 2)]
    profiles = [make_profile("Person", name, mentions=count) for name, count in names]
    (cluster,) = resolve(profiles).clusters
    assert cluster == (profiles[2].id, *sorted((profiles[0].id, profiles[1].id)))


def test_a_join_says_why_in_a_sentence() -> None:
    profiles = [make_profile("Person", "Vladimir Putin"), make_profile("Person", "Putin")]
    left, right = sorted(p.id for p in profiles)
    reasons = (
        '"Putin" and "Vladimir Putin": the surnames are equal',
        "one is a surname alone, of somebody known everywhere",
        "nothing else fits",
    )
    (decision,) = resolve(profiles).decisions
    assert decision == Decision(left, right, "same", decision.score, reasons)
    assert 0.7 < decision.score < 1


@pytest.mark.parametrize(
    ("full", "surname"),
    [
        ("Ursula von der Leyen", "von der Leyen"),
        ("Charles de Gaulle", "Gaulle"),
        ("Ann Lee", "Lee"),
    ],
)
def test_a_surname_alone_is_left_open_unless_everybody_knows_its_bearer(
    full: str, surname: str
) -> None:
    """Read in the news, it was another bearer's, or a first name, more often than not."""
    found = resolve([make_profile("Person", full), make_profile("Person", surname)])
    assert [decision.verdict for decision in found.decisions] == ["unsure"]


def test_nothing_is_resolved_to_nothing() -> None:
    assert resolve([]) == Resolution((), ())


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("U.S.", "us"),
        ("The  Hague", "hague"),
        ("The", "the"),
        ("\uff21\uff22B AG", "abb ag"),
        ("O\u2019Brien", "o'brien"),
        ("...", "..."),
    ],
)
def test_the_normal_form_leaves_out_what_spellings_differ_in(name: str, form: str) -> None:
    assert normal_form(name) == form
