"""What the user's gazetteer says of who is who."""

from dataclasses import replace
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from kgraph.identity import resolve
from kgraph.model import Decision, Profile, content_id
from tests.builders import NAMES, make_profile


def listed(type_: str, name: str, id_: str = "") -> Profile:
    profile = make_profile(type_, name)
    return replace(profile, id=content_id(profile.id, id_), listed=id_) if id_ else profile


def clusters(*profiles: Profile) -> set[frozenset[str]]:
    names = {p.id: f"{p.name} {p.listed}".strip() for p in profiles}
    return {frozenset(names[member] for member in c) for c in resolve(profiles).clusters}


def test_names_of_one_id_are_one_and_the_decision_says_so() -> None:
    some = [listed("Organization", "Acme", "7"), listed("Organization", "Old Ironworks", "7")]
    (decision,) = resolve(some).decisions
    assert len(resolve(some).clusters) == 1
    left, right = sorted(p.id for p in some)
    assert decision == Decision(left, right, "same", 1.0, ("one id in the gazetteer",))


def test_names_of_two_ids_are_two_however_alike_they_are() -> None:
    some = [listed("Person", "Jane Doe", "1"), listed("Person", "JANE DOE", "2")]
    (decision,) = resolve(some).decisions
    assert len(resolve(some).clusters) == 2
    assert (decision.verdict, decision.reasons) == ("different", ("two ids in the gazetteer",))


def test_a_name_of_no_id_joins_one_of_two_ids_and_the_other_is_left_open() -> None:
    some = [
        listed("Organization", "Merck", "1"),
        listed("Organization", "MERCK"),
        listed("Organization", "merck", "2"),
    ]
    found = resolve(some)
    assert len(found.clusters) == 2
    assert sorted(d.verdict for d in found.decisions) in (["same", "unsure"], ["different", "same"])


def test_names_without_ids_are_resolved_as_ever() -> None:
    plain = [listed("Person", "Vladimir Putin"), listed("Person", "Putin")]
    assert clusters(*plain) == {frozenset(("Vladimir Putin", "Putin"))}
    assert clusters(*plain, listed("Person", "V. Putin", "9")) == {
        frozenset(("Vladimir Putin", "Putin", "V. Putin 9"))
    }


PROFILES = st.lists(
    st.builds(
        lambda name, id_: listed(name[0], name[1], f"{name[0]}{id_}" if id_ else ""),
        st.sampled_from(NAMES),
        st.sampled_from(["", "", "1", "2", "3"]),
    ),
    unique_by=lambda p: p.id,
    max_size=24,
)


@given(PROFILES, st.randoms(use_true_random=False))
def test_one_id_is_one_thing_two_are_two_and_the_order_changes_nothing(
    some: list[Profile], random: Random
) -> None:
    found = resolve(some)
    assert resolve(random.sample(some, len(some))) == found
    ids = {p.id: p.listed for p in some if p.listed}
    home = {member: cluster[0] for cluster in found.clusters for member in cluster}
    things = {(ids[p], home[p]) for p in ids}
    assert len(things) == len({id_ for id_, _ in things}) == len({one for _, one in things})


@given(PROFILES)
def test_every_decision_agrees_with_the_clusters_and_no_pair_is_decided_twice(
    some: list[Profile],
) -> None:
    found = resolve(some)
    home = {member: cluster[0] for cluster in found.clusters for member in cluster}
    assert len({(d.left, d.right) for d in found.decisions}) == len(found.decisions)
    for decision in found.decisions:
        assert decision.reasons
        assert (home[decision.left] == home[decision.right]) == (decision.verdict == "same")
