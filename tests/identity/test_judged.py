"""What a person decided of who is who wins over what is computed."""

from dataclasses import dataclass, replace
from itertools import pairwise
from random import Random

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgraph.identity import JudgedPair, Resolution, resolve
from kgraph.model import Decision, Profile, content_id
from tests.builders import NAMES, make_profile


def pair(left: Profile, right: Profile, reason: str = "judged") -> JudgedPair:
    return JudgedPair(left.id, right.id, reason)


def listed(profile: Profile, id_: str) -> Profile:
    return replace(profile, id=content_id(profile.id, id_), listed=id_) if id_ else profile


def home(found: Resolution) -> dict[str, str]:
    return {member: cluster[0] for cluster in found.clusters for member in cluster}


PUTIN, SHORT, OTHER = (
    make_profile("Person", name) for name in ("Vladimir Putin", "Putin", "Anna Weber")
)


def test_two_that_nothing_joins_are_one_where_a_person_says_so() -> None:
    found = resolve([PUTIN, OTHER], same=[pair(OTHER, PUTIN, "judged the same by Anna")])
    left, right = sorted((PUTIN.id, OTHER.id))
    assert found.decisions == (Decision(left, right, "same", 1.0, ("judged the same by Anna",)),)
    assert len(found.clusters) == 1


def test_two_that_a_rule_joins_are_two_where_a_person_says_so() -> None:
    found = resolve([PUTIN, SHORT], different=[pair(SHORT, PUTIN, "judged different by Anna")])
    left, right = sorted((PUTIN.id, SHORT.id))
    reasons = ("judged different by Anna",)
    assert found.decisions == (Decision(left, right, "different", 1.0, reasons),)
    assert len(found.clusters) == 2


def test_the_fullest_name_of_two_types_is_the_canonical_one() -> None:
    person, company = make_profile("Person", "Kaspersky"), make_profile("Organization", "K Lab")
    found = resolve([person, company], same=[pair(person, company)])
    assert found.clusters == ((company.id, person.id),)


def test_two_ids_that_a_person_joins_are_one_id_for_all_their_names() -> None:
    names = (("Acme", "1"), ("Old Ironworks", "1"), ("Bolt", "2"), ("New Steel", "2"))
    some = [listed(make_profile("Organization", name), id_) for name, id_ in names]
    assert len(resolve(some).clusters) == 2
    assert len(resolve(some, same=[pair(some[1], some[2])]).clusters) == 1


def test_one_id_is_two_things_where_a_person_says_so() -> None:
    some = [listed(make_profile("Organization", name), "1") for name in ("Acme", "Bolt")]
    assert len(resolve(some, different=[pair(some[0], some[1])]).clusters) == 2


def test_a_chain_that_would_join_two_judged_different_is_taken_back_and_says_why() -> None:
    full = make_profile("Person", "Vladimir Putin", mentions=2)
    other = make_profile("Person", "VLADIMIR PUTIN")
    found = resolve([full, other, SHORT], different=[pair(SHORT, other)])
    homes = home(found)
    assert homes[SHORT.id] != homes[other.id] == homes[full.id]
    (taken,) = [d for d in found.decisions if d.verdict == "unsure"]
    assert {taken.left, taken.right} == {SHORT.id, full.id}
    assert taken.reasons[-1] == "but that would make one of two that are judged different"


def test_all_who_judge_a_pair_are_named_and_different_wins() -> None:
    same = [pair(PUTIN, OTHER, "by B"), pair(OTHER, PUTIN, "by A"), pair(PUTIN, OTHER, "by A")]
    (decision,) = resolve([PUTIN, OTHER], same=same).decisions
    assert decision.reasons == ("by A", "by B")
    (decision,) = resolve([PUTIN, OTHER], same=same, different=[pair(OTHER, PUTIN)]).decisions
    assert (decision.verdict, decision.reasons) == ("different", ("judged",))


@pytest.mark.parametrize("verdict", ["same", "different"])
def test_pairs_of_one_profile_and_of_unknown_profiles_say_nothing(verdict: str) -> None:
    pairs = [pair(PUTIN, PUTIN), pair(PUTIN, OTHER), JudgedPair("gone", "lost", "")]
    assert resolve([PUTIN, SHORT], **{verdict: pairs}) == resolve([PUTIN, SHORT])


def test_long_chains_are_joined() -> None:
    some = [make_profile("Product", f"Model {number}") for number in range(2000)]
    assert len(resolve(some, same=[pair(*two) for two in pairwise(some)]).clusters) == 1


@dataclass(frozen=True, slots=True)
class Case:
    """Profiles with judged pairs that do not contradict each other."""

    profiles: list[Profile]
    same: list[JudgedPair]
    different: list[JudgedPair]

    def resolve(self) -> Resolution:
        return resolve(self.profiles, self.same, self.different)


@st.composite
def cases(draw: st.DrawFn, ids: tuple[str, ...] = ("", "", "1", "2")) -> Case:
    names = draw(st.lists(st.sampled_from(NAMES), unique=True, min_size=2, max_size=16))
    some = [listed(make_profile(*name), draw(st.sampled_from(ids))) for name in names]
    person = draw(st.lists(st.integers(0, 2), min_size=len(some), max_size=len(some)))
    places = st.integers(0, len(some) - 1)
    pairs = draw(st.lists(st.tuples(places, places), max_size=8))
    same = [pair(some[a], some[b]) for a, b in pairs if person[a] == person[b]]
    different = [pair(some[a], some[b]) for a, b in pairs if person[a] != person[b]]
    return Case(some, same, different)


@given(cases())
def test_judgements_win(case: Case) -> None:
    homes = home(case.resolve())
    assert all(homes[p.left] == homes[p.right] for p in case.same)
    assert all(homes[p.left] != homes[p.right] for p in case.different)


@given(cases(), cases())
def test_where_judgements_contradict_each_other_different_wins(case: Case, other: Case) -> None:
    found = resolve(case.profiles, case.same + other.different, case.different + other.same)
    homes = home(found)
    apart = [p for p in case.different + other.same if {p.left, p.right} <= homes.keys()]
    assert all(homes[p.left] != homes[p.right] for p in apart if p.left != p.right)


@given(cases(), st.randoms(use_true_random=False))
def test_the_order_of_profiles_and_judgements_changes_nothing(case: Case, random: Random) -> None:
    turned = [JudgedPair(p.right, p.left, p.reason) for p in case.same + case.different]
    same, different = turned[: len(case.same)], turned[len(case.same) :]
    shuffled = random.sample(case.profiles, len(case.profiles))
    found = resolve(shuffled, random.choices(same, k=2) + same[::-1] if same else (), different)
    assert found == case.resolve()


@given(cases())
def test_clusters_part_the_profiles_and_agree_with_every_decision(case: Case) -> None:
    found = case.resolve()
    homes = home(found)
    assert sorted(m for c in found.clusters for m in c) == sorted(p.id for p in case.profiles)
    assert list(found.clusters) == sorted(found.clusters)
    assert len({(d.left, d.right) for d in found.decisions}) == len(found.decisions)
    for decision in found.decisions:
        assert decision.left < decision.right
        assert decision.reasons
        assert (homes[decision.left] == homes[decision.right]) == (decision.verdict == "same")


@given(cases())
def test_judging_what_was_found_changes_no_cluster(case: Case) -> None:
    found = case.resolve()
    same = [JudgedPair(d.left, d.right, "") for d in found.decisions if d.verdict == "same"]
    different = [
        JudgedPair(d.left, d.right, "") for d in found.decisions if d.verdict == "different"
    ]
    assert resolve(case.profiles, same, different).clusters == found.clusters


@given(cases(ids=("",)))
def test_a_same_unites_two_clusters_and_nothing_else(case: Case) -> None:
    ties = nx.Graph((p.left, p.right) for p in case.same)
    for cluster in resolve(case.profiles).clusters:
        nx.add_path(ties, cluster)
    found = resolve(case.profiles, case.same)
    assert set(map(frozenset, found.clusters)) == set(map(frozenset, nx.connected_components(ties)))


@given(cases(ids=("",)))
def test_a_different_parts_clusters_and_joins_nothing(case: Case) -> None:
    before = home(resolve(case.profiles))
    found = resolve(case.profiles, different=case.different)
    assert all(len({before[member] for member in c}) == 1 for c in found.clusters)
    touched = {before[p.left] for p in case.different} | {before[p.right] for p in case.different}
    whole = [c for c in found.clusters if before[c[0]] not in touched]
    assert whole == [c for c in resolve(case.profiles).clusters if c[0] not in touched]
