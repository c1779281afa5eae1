"""Who bears one name: senses by what articles say beside it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgraph.identity import JudgedPair, Occurrence, part_senses, resolve
from kgraph.model import Profile
from kgraph.model.evidence import Evidence, added, foremost
from tests.builders import make_profile

KEEPER = Evidence(
    roles=(("goalkeeper", 1),),
    fields=(("sport", 6),),
    companions=(("ada lovell", 1), ("city", 1), ("rovers", 1)),
    he=2,
)
JUDGE = Evidence(
    roles=(("judge", 1),),
    fields=(("law", 7),),
    companions=(("high court", 1), ("paul reed", 1), ("tilda marsh", 1)),
    he=1,
)
COACH = Evidence(roles=(("coach", 1),), fields=(("sport", 4),), companions=(("rovers", 1),), he=1)


def test_a_goalkeeper_and_a_judge_are_two() -> None:
    told = [Occurrence("a", KEEPER), Occurrence("b", JUDGE), Occurrence("c", COACH)]
    assert part_senses(told) == (("a", "c"), ("b",))


def test_without_evidence_one_name_has_one_bearer() -> None:
    assert part_senses([Occurrence("b", Evidence()), Occurrence("a", KEEPER)]) == (("a", "b"),)


def test_an_article_that_tells_of_both_lives_holds_them_together() -> None:
    both = added((KEEPER, JUDGE))
    told = [Occurrence("a", KEEPER), Occurrence("b", JUDGE), Occurrence("c", both)]
    assert len(part_senses(told)) == 1


@pytest.mark.parametrize(
    ("left", "right", "reason"),
    [
        (Evidence(he=3), Evidence(she=4), 'one is "he", the other "she"'),
        (Evidence(born=(1931, 1931)), Evidence(born=(1994, 1995)), "one was born about 1931"),
        (Evidence(died=1998), Evidence(active=(2017, 2017)), "one died in 1998"),
        (Evidence(died=1998), Evidence(born=(2001, 2002)), "the other was born later"),
    ],
)
def test_what_cannot_be_of_one_person_parts(left: Evidence, right: Evidence, reason: str) -> None:
    assert len(part_senses([Occurrence("a", left), Occurrence("b", right)])) == 2
    one, other = sense("", left), sense("b", right)
    [decision] = resolve([one, other]).decisions
    assert decision.verdict != "same"
    assert any(reason in told for told in decision.reasons)


def test_two_stories_with_nothing_in_common_are_of_two_sooner_than_two_articles() -> None:
    fair = Evidence(fields=(("art", 4),), companions=(("city museum", 1),))
    farm = Evidence(fields=(("land", 4),), companions=(("dairy board", 1),))
    two = [Occurrence("a", fair), Occurrence("c", farm)]
    assert part_senses(two) == (("a", "c"),)
    told = [*two, Occurrence("b", fair), Occurrence("d", farm)]
    assert part_senses(told) == (("a", "b"), ("c", "d"))


def test_ages_of_two_years_that_fit_hold_two_fields_together() -> None:
    young = replace(KEEPER, born=(1972, 1973), companions=())
    old = replace(JUDGE, born=(1973, 1974), companions=())
    assert len(part_senses([Occurrence("a", young), Occurrence("b", old)])) == 1


def test_what_was_judged_apart_is_two_and_the_rest_goes_where_it_fits() -> None:
    told = [Occurrence("a", KEEPER), Occurrence("b", Evidence()), Occurrence("c", COACH)]
    assert part_senses(told, [("a", "b")]) == (("a", "c"), ("b",))


def sense(label: str, evidence: Evidence, *, name: str = "Pat Reed") -> Profile:
    profile = make_profile("Person", name)
    return replace(profile, id=f"{name} {label}", sense=label, evidence=evidence)


def test_two_senses_stay_two_and_a_shorter_name_may_be_either() -> None:
    keeper, judge = sense("", KEEPER), sense("b", JUDGE)
    initial = make_profile("Person", "P. Reed")
    found = resolve([keeper, judge, initial])
    assert len(found.clusters) == 3
    assert {d.verdict for d in found.decisions if initial.id in (d.left, d.right)} == {"unsure"}


def test_spellings_of_one_sense_are_one() -> None:
    upper = [sense("", KEEPER, name="PAT REED"), sense("b", JUDGE, name="PAT REED")]
    found = resolve([sense("", KEEPER), sense("b", JUDGE), *upper])
    assert sorted(map(sorted, found.clusters)) == [
        ["PAT REED ", "Pat Reed "],
        ["PAT REED b", "Pat Reed b"],
    ]


def test_a_judgement_joins_two_senses() -> None:
    keeper, judge = sense("", KEEPER), sense("b", JUDGE)
    assert len(resolve([keeper, judge], [JudgedPair(keeper.id, judge.id, "one")]).clusters) == 1


def evidences() -> st.SearchStrategy[Evidence]:
    counts = st.lists(st.sampled_from(["x", "y", "z", "judge", "coach"]), unique=True).map(
        lambda names: tuple((name, 1) for name in sorted(names))
    )
    fields = st.dictionaries(st.sampled_from(["law", "sport", "art"]), st.integers(1, 9)).map(
        lambda found: tuple(sorted(found.items()))
    )
    years = st.none() | st.integers(1900, 2000).map(lambda year: (year, year + 1))
    return st.builds(
        Evidence, counts, fields, counts, counts, st.integers(0, 3), st.integers(0, 3), years
    )


ARTICLES = st.lists(st.text("abcdef", min_size=1, max_size=3), unique=True, max_size=12)


@given(ARTICLES, st.data())
def test_senses_part_the_articles_and_order_changes_nothing(
    articles: list[str], data: st.DataObject
) -> None:
    told = [Occurrence(article, data.draw(evidences())) for article in articles]
    apart = data.draw(st.lists(st.tuples(*[st.sampled_from(articles)] * 2))) if articles else []
    found = part_senses(told, apart)
    assert sorted(a for sense in found for a in sense) == sorted(articles)
    assert part_senses(data.draw(st.permutations(told)), apart[::-1]) == found
    home = {article: sense for sense in found for article in sense}
    assert all(home[left] != home[right] for left, right in apart if left != right)


def test_many_occurrences_are_parted_in_bounded_time() -> None:
    told = [Occurrence(f"a{i:05}", KEEPER if i % 3 else JUDGE) for i in range(20_000)]
    assert [len(some) for some in part_senses(told)] == [13_333, 6_667]


@given(st.lists(evidences(), min_size=1), st.integers(1, 3))
def test_evidence_is_added_in_any_order_and_cut_to_the_foremost(
    some: list[Evidence], most: int
) -> None:
    assert added(some) == added(some[::-1])
    assert len(foremost(added(some), most).companions) <= most
