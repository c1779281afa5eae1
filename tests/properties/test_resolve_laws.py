"""What holds of every resolution."""

from dataclasses import replace
from itertools import combinations
from random import Random

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from kgraph.identity import (
    JudgedPair,
    comparison_keys,
    may_be_one,
    normal_form,
    resolve,
    shown_name,
    shown_type,
)
from kgraph.identity.decisions import MISTAKEN
from kgraph.model import Profile
from tests.builders import make_profile, profiles

ALIKE = (
    ("Product", "U.S. Widget"),
    ("Product", "the US widget"),
    ("Person", "J.Jweber"),
    ("Person", "Jjweber"),
    ("Concept", "the boxes"),
    ("Concept", "Box"),
)
"""Names that are alike only in their normal form, or only by a rule."""


WORDS = (
    *("John", "Jon", "Jack", "Johnny", "J.", "Joan", "Smith", "Smyth", "Smit", "Smithe", "Paul"),
    *("Kim", "Lee", "Jinping", "Xi", "van", "al-", "Jr.", "Defence", "Defense", "Ministry", "of"),
    *("Russia", "Russian", "Bank", "Lab", "Inc.", "GmbH", "SB", "MD", "Kiev", "Kyiv", "City", "9"),
)
TYPES = ("Person", "Person", "Organization", "Government", "Place", "Product", "Concept")


def alike_profiles() -> st.SearchStrategy[list[Profile]]:
    """Return lists of profiles whose names are made of the same few words."""
    names = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)
    made = st.builds(
        lambda type_, name, mentions, articles: replace(
            make_profile(type_, name, mentions=mentions), articles=articles
        ),
        st.sampled_from(TYPES),
        names,
        st.integers(1, 3),
        st.sampled_from([1, 5, 30]),
    )
    return st.lists(made, unique_by=lambda p: p.id, max_size=24)


def shares(keys: set[tuple[str, bool]], other: set[tuple[str, bool]]) -> bool:
    """Return whether there is a key in both that one of them, at least, does not only offer."""
    owned, all_ = ({k for k, offered in keys if not offered}, {k for k, _ in keys})
    others = {k for k, offered in other if not offered}
    return bool(owned & {k for k, _ in other} or others & all_)


@given(profiles() | alike_profiles())
def test_clusters_part_the_profiles_and_hold_types_that_are_taken_for_one_another(
    some: list[Profile],
) -> None:
    types = {p.id: p.type for p in some}
    clusters = resolve(some).clusters
    assert sorted(member for c in clusters for member in c) == sorted(types)
    held = [{types[member] for member in c} for c in clusters]
    assert all(len(kinds) == 1 or kinds <= MISTAKEN for kinds in held)
    assert all(list(c[1:]) == sorted(c[1:]) for c in clusters)
    assert list(clusters) == sorted(clusters)


@given(profiles() | alike_profiles(), st.randoms(use_true_random=False))
def test_the_order_of_profiles_changes_nothing(some: list[Profile], random: Random) -> None:
    shuffled = random.sample(some, len(some))
    assert resolve(shuffled) == resolve(some)


@given(profiles() | alike_profiles())
def test_what_is_left_open_is_not_joined_and_what_is_joined_says_why(some: list[Profile]) -> None:
    found = resolve(some)
    home = {member: c[0] for c in found.clusters for member in c}
    for decision in found.decisions:
        assert decision.left < decision.right
        assert decision.reasons
        assert 0 <= decision.score <= 1
        assert (home[decision.left] == home[decision.right]) == (decision.verdict == "same")


@given(profiles() | alike_profiles())
def test_equal_names_of_one_type_are_always_one(some: list[Profile]) -> None:
    home = {member: c[0] for c in resolve(some).clusters for member in c}
    names: dict[tuple[str, str], set[str]] = {}
    for profile in some:
        names.setdefault((profile.type, normal_form(profile.name)), set()).add(home[profile.id])
    assert all(len(homes) == 1 for homes in names.values())


@given(profiles() | alike_profiles(), st.randoms(use_true_random=False))
def test_what_is_said_of_profiles_depends_on_none_that_they_are_not_compared_with(
    some: list[Profile], random: Random
) -> None:
    some = some + [make_profile(*name) for name in ALIKE]
    listed = [replace(p, listed=random.choice(["", "", "", "Q1", "Q2"])) for p in some]
    pairs = [random.choices(some, k=2) for _ in some[::9]]
    judged = [JudgedPair(left.id, right.id, "said so") for left, right in pairs]
    same, different = judged[::2], judged[1::2]
    whole = resolve(listed, same, different)
    for part in _parts(listed, judged):
        ids = {profile.id for profile in part}
        found = resolve(part, same, different)
        assert found.clusters == tuple(c for c in whole.clusters if ids & set(c))
        assert found.decisions == tuple(d for d in whole.decisions if {d.left, d.right} & ids)


def _parts(profiles: list[Profile], judged: list[JudgedPair]) -> list[list[Profile]]:
    """Return the profiles parted so that none is compared with and may be one of another part."""
    graph: nx.Graph[str] = nx.Graph((pair.left, pair.right) for pair in judged)
    graph.add_nodes_from(profile.id for profile in profiles)
    keys = {p.id: set(comparison_keys(p.type, p.name, p.listed)) for p in profiles}
    named = {p.id: (p.type, p.name, p.listed) for p in profiles}
    for left, right in combinations(keys, 2):
        if shares(keys[left], keys[right]) and may_be_one(named[left], named[right]):
            graph.add_edge(left, right)
    components = nx.connected_components(graph)
    return [[p for p in profiles if p.id in component] for component in components]


@given(alike_profiles())
def test_names_that_are_one_share_a_key(some: list[Profile]) -> None:
    for left, right in combinations(some, 2):
        named = [(p.type, p.name, p.listed) for p in (left, right)]
        if may_be_one(*named):
            assert may_be_one(*reversed(named))
            assert shares(*(set(comparison_keys(*name)) for name in named))


@given(st.sampled_from(TYPES), st.text(max_size=400))
def test_any_name_has_few_short_keys(type_: str, name: str) -> None:
    keys = list(comparison_keys(type_, name, ""))
    assert len(keys) <= 100
    assert keys == list(comparison_keys(type_, name, ""))


@given(profiles(), st.randoms(use_true_random=False))
def test_what_an_entity_is_called_depends_on_no_order_and_is_a_name_of_a_member(
    some: list[Profile], random: Random
) -> None:
    by_id = {p.id: p for p in some}
    for cluster in resolve(some).clusters:
        own = [replace(by_id[id_], articles=random.randint(1, 9)) for id_ in cluster]
        type_ = shown_type(own)
        shuffled = random.sample(own, len(own))
        name = shown_name(own, type_)
        assert (shown_type(shuffled), shown_name(shuffled, type_)) == (type_, name)
        assert name in {profile.name for profile in own}
        assert type_ in {profile.type for profile in own}
