import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from kgraph.page.bends import apex, bends
from kgraph.page.layout import Box, place

BOXES = [Box(f"{i:02d}", 70.0, 30.0, 60.0) for i in range(14)]
RING = [(f"{i:02d}", f"{(i + 1) % 10:02d}") for i in range(10)]


def _overlap(a: tuple[int, int], b: tuple[int, int]) -> bool:
    return abs(a[0] - b[0]) < 138 and abs(a[1] - b[1]) < 88


def test_place_gives_the_same_points_for_the_same_graph() -> None:
    assert place(BOXES, RING) == place(list(reversed(BOXES)), list(reversed(RING)))


def test_place_keeps_boxes_apart() -> None:
    spots = place(BOXES, RING)
    assert not any(_overlap(a, b) for a, b in itertools.combinations(spots.values(), 2))


def test_place_puts_linked_boxes_nearer_than_others() -> None:
    spots = place(BOXES[:10], RING)
    near = [abs(complex(*spots[a]) - complex(*spots[b])) for a, b in RING]
    opposite = abs(complex(*spots["00"]) - complex(*spots["05"]))
    assert max(near) < opposite


def test_place_takes_no_boxes_and_loops() -> None:
    assert place([], []) == {}
    assert place(BOXES[:1], [("00", "00")]).keys() == {"00"}


@settings(deadline=None, max_examples=15)
@given(st.lists(st.tuples(st.integers(0, 13), st.integers(0, 13)), max_size=12))
def test_place_gives_each_box_a_point_of_its_own(pairs: list[tuple[int, int]]) -> None:
    spots = place(BOXES, [(f"{a:02d}", f"{b:02d}") for a, b in pairs])
    assert len(set(spots.values())) == len(BOXES)


def test_links_between_the_same_nodes_bend_differently() -> None:
    spots = {"a": (0.0, 0.0), "b": (0.0, 300.0)}
    links = [("a", "b"), ("b", "a"), ("a", "b"), ("a", "a")]
    bent = bends(links, spots)
    assert len(set(bent[:3])) == 3
    assert bent[3] == 0
    middles = sorted(apex(spots["a"], spots["b"], bend)[0] for bend in bent[:3])
    assert min(right - left for left, right in itertools.pairwise(middles)) > 60


def test_a_lone_link_is_straight() -> None:
    assert bends([("a", "b")], {"a": (0.0, 0.0), "b": (300.0, 0.0)}) == [0.0]
