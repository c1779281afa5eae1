"""What holds of every resolution."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from kgraph.identity import normal_form, resolve
from kgraph.model import Profile
from tests.builders import profiles


@given(profiles())
def test_clusters_part_the_profiles_by_type(some: list[Profile]) -> None:
    types = {p.id: p.type for p in some}
    clusters = resolve(some).clusters
    assert sorted(member for c in clusters for member in c) == sorted(types)
    assert all(len({types[member] for member in c}) == 1 for c in clusters)
    assert all(list(c[1:]) == sorted(c[1:]) for c in clusters)
    assert list(clusters) == sorted(clusters)


@given(profiles(), st.randoms(use_true_random=False))
def test_the_order_of_profiles_changes_nothing(some: list[Profile], random: Random) -> None:
    shuffled = random.sample(some, len(some))
    assert resolve(shuffled) == resolve(some)


@given(profiles())
def test_what_is_left_open_is_not_joined_and_what_is_joined_says_why(some: list[Profile]) -> None:
    found = resolve(some)
    home = {member: c[0] for c in found.clusters for member in c}
    for decision in found.decisions:
        assert decision.left < decision.right
        assert decision.reasons
        assert 0 <= decision.score <= 1
        assert (home[decision.left] == home[decision.right]) == (decision.verdict == "same")


@given(profiles())
def test_equal_names_of_one_type_are_always_one(some: list[Profile]) -> None:
    home = {member: c[0] for c in resolve(some).clusters for member in c}
    names: dict[tuple[str, str], set[str]] = {}
    for profile in some:
        names.setdefault((profile.type, normal_form(profile.name)), set()).add(home[profile.id])
    assert all(len(homes) == 1 for homes in names.values())
