"""Acts of saying as spans: what has no content is left out."""

from kgraph.language.arguments import ArgumentReader
from kgraph.language.mentions import NameSpan
from kgraph.language.roles import Surroundings
from kgraph.language.sayings import read_sayings
from kgraph.language.speech import Speech
from kgraph.language.tree import Node


def test_a_cue_that_says_nothing_is_no_saying() -> None:
    cue = Node(0, "said", "say", "VBD", 0, 4, 0, 0)
    arguments = ArgumentReader("said", Surroundings([cue], dict[int, NameSpan]()), {}, {})
    nothing = Speech(cue, None, frozenset(), "reported")
    assert read_sayings([nothing], [], [cue], arguments) == ()
