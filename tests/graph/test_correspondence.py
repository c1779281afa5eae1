"""Which entities of two graphs are the same, joined or parted."""

from hypothesis import given
from hypothesis import strategies as st

from kgraph.graph.correspondence import correspond
from kgraph.model import Entity
from tests.graphs import make_entity

PROFILES = "abcdefghij"


def entities(cluster_of: dict[str, int]) -> list[Entity]:
    """Return one entity a cluster; clusters are numbers by profile."""
    clusters: dict[int, list[str]] = {}
    for profile, cluster in cluster_of.items():
        clusters.setdefault(cluster, []).append(profile)
    return [make_entity(members[0], *members) for members in clusters.values()]


def clusterings() -> st.SearchStrategy[list[Entity]]:
    """Return entities that share no profile, of any of ten profiles."""
    chosen = st.dictionaries(st.sampled_from(PROFILES), st.integers(0, 3))
    return chosen.map(entities)


def test_an_entity_with_another_id_and_one_more_name_is_the_same() -> None:
    found = correspond([make_entity("Putin", "b", "c")], [make_entity("Vladimir", "a", "b", "c")])
    assert found.to_new == {"b": ("a",)}
    assert found.old_identity["b"] == found.new_identity["a"]


def test_a_name_that_moves_leaves_both_entities_who_they_are() -> None:
    old = [make_entity("A", "a", "b", "x"), make_entity("C", "c", "d")]
    new = [make_entity("A", "a", "b"), make_entity("C", "c", "d", "x")]
    found = correspond(old, new)
    assert found.to_new == {"a": ("a", "c"), "c": ("c",)}
    assert found.to_old == {"a": ("a",), "c": ("a", "c")}
    assert dict(found.old_identity) == dict(found.new_identity)
    assert found.old_identity["a"] != found.old_identity["c"]


def test_what_is_joined_away_is_who_it_is_joined_with() -> None:
    old = [make_entity("A", "a", "b"), make_entity("C", "c"), make_entity("D", "d")]
    found = correspond(old, [make_entity("A", "a", "b", "c", "d")])
    assert {found.old_identity[key] for key in "acd"} == {found.new_identity["a"]}


@given(clusterings(), clusterings())
def test_partners_are_those_that_share_a_profile(old: list[Entity], new: list[Entity]) -> None:
    found = correspond(old, new)
    pairs = {(o.id, n.id) for o in old for n in new if set(o.members) & set(n.members)}
    assert {(o, n) for o, partners in found.to_new.items() for n in partners} == pairs
    assert {(o, n) for n, partners in found.to_old.items() for o in partners} == pairs


@given(clusterings(), clusterings())
def test_an_identity_has_one_entity_on_one_side_at_least_and_only_ties(
    old: list[Entity], new: list[Entity]
) -> None:
    found = correspond(old, new)
    assert found.old_identity.keys() == {e.id for e in old}
    assert found.new_identity.keys() == {e.id for e in new}
    for entity, partners in found.to_new.items():
        assert found.old_identity[entity] in set(found.new_identity.values())
        if len(partners) == 1 and len(found.to_old[partners[0]]) == 1:
            assert found.old_identity[entity] == found.new_identity[partners[0]]
    lone = {e.id for e in old} - found.to_new.keys()
    assert not {found.old_identity[e] for e in lone} & set(found.new_identity.values())


@given(clusterings(), clusterings())
def test_which_of_two_graphs_is_the_old_one_changes_no_identity(
    old: list[Entity], new: list[Entity]
) -> None:
    there, back = correspond(old, new), correspond(new, old)
    assert (there.to_new, there.to_old) == (back.to_old, back.to_new)
    assert there.old_identity == back.new_identity
    assert there.new_identity == back.old_identity
