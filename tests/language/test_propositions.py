"""What sentences tell in their own words, read with the shipped pipeline."""

import pytest

from kgraph.language import propose
from kgraph.model import Article

pytestmark = pytest.mark.model

TOLD = [
    # verbs with their helpers, what denies them, and all that they bring
    ("Google has bought Nest in London.", ("Google", "has bought", "Nest", "in London")),
    ("Google did not sue Apple.", ("Google", "did not sue", "Apple")),
    ("She lives in Paris.", ("She", "lives in", "Paris")),
    ("In May Google sued Apple.", ("Google", "sued", "Apple", "in May")),
    ("Nest was bought by Google.", ("Nest", "was bought by", "Google")),
    ("Google sought to buy Nest.", ("Google", "sought to buy", "Nest")),
    # each of what is coordinated
    ("Google sued Apple and Sony.", ("Google", "sued", "Apple")),
    ("Google sued Apple and Sony.", ("Google", "sued", "Sony")),
    ("Ann Lee and Peter Brown left Berlin.", ("Peter Brown", "left", "Berlin")),
    # what somebody is
    ("Tokyo is the capital of Japan.", ("Tokyo", "is", "the capital of Japan")),
    ("Tokyo is the capital of Japan.", ("Tokyo", "is the capital of", "Japan")),
    ("Acme, a bank in Ohio, sued Google.", ("Acme", "is", "a bank in Ohio")),
    ("President Ann Lee left Berlin.", ("Ann Lee", "is", "President")),
    # whose something is
    ("The bank's customers sued Google.", ("The bank", "has", "customers")),
    # what is told beside it is no part of it
    ("The bank founded in Ohio sued Google.", ("The bank", "founded in", "Ohio")),
    ("Google, which grew, sued Apple (a rival).", ("Google", "sued", "Apple")),
]


def propositions(text: str) -> set[tuple[str, ...]]:
    (found,) = propose([Article(id="a", text=text)])
    return {(p.arguments[0], p.relation, *p.arguments[1:]) for p in found}


@pytest.mark.parametrize(("text", "told"), TOLD)
def test_a_sentence_tells_in_its_own_words(text: str, told: tuple[str, ...]) -> None:
    assert told in propositions(text)


@pytest.mark.parametrize("text", ["", "Hm.", "...", "- ( ) ,", "and and and", "It rained."])
def test_what_tells_nothing_of_two_things_gives_nothing(text: str) -> None:
    assert propositions(text) == set()


@pytest.mark.parametrize("text", ["Ann Lee's " * 1500, "((A)) " * 1000, "to be " * 1500])
def test_deep_trees_and_many_brackets_cost_no_crash(text: str) -> None:
    assert isinstance(propositions(text), set)
