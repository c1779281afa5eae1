"""How names of each type are compared."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from kgraph.identity.concepts import compare_concepts, concept_keys
from kgraph.identity.decisions import Key
from kgraph.identity.organizations import (
    compare_organizations,
    organization_keys,
    organizations_clash,
)
from kgraph.identity.persons import compare_persons, person_keys, person_rank
from kgraph.identity.places import compare_places, place_keys
from kgraph.identity.things import compare_things, thing_keys
from kgraph.names.folding import LETTERS, WORDS


def _never(_: str, __: str) -> bool:
    return False


def _as_they_come(_: str) -> tuple[int, ...]:
    return ()


def _longest_first(name: str) -> tuple[int, ...]:
    return (-len(name.split()),)


def _persons_clash(left: str, right: str) -> bool:
    return not compare_persons(left, right)


@dataclass(frozen=True, slots=True)
class NameRule:
    """How names of a type are compared; all but ``family`` are functions of names alone.

    ``compare`` returns the features of two names that may be of one thing and nothing for others;
    ``clash`` says of two names of one cluster that they cannot be; ``rank`` sorts fuller names
    first.
    """

    family: str
    keys: Callable[[str], Iterator[Key]]
    compare: Callable[[str, str], tuple[str, ...]]
    clash: Callable[[str, str], bool] = _never
    rank: Callable[[str], tuple[int, ...]] = _as_they_come


_ORGANIZATION = NameRule(
    "Organization",
    organization_keys,
    compare_organizations,
    organizations_clash,
    _longest_first,
)
_PERSON = NameRule("Person", person_keys, compare_persons, _persons_clash, person_rank)
_PLACE = NameRule("Place", place_keys, compare_places)

RULES: Mapping[str, NameRule] = MappingProxyType(
    {
        "Concept": NameRule("Concept", concept_keys, compare_concepts),
        "Country": _PLACE,
        "Government": _ORGANIZATION,
        "Organization": _ORGANIZATION,
        "Person": _PERSON,
        "Place": _PLACE,
    }
)
"""What joins names that differ, by type."""

OTHERS = NameRule("Thing", thing_keys, compare_things)


def rule_of(type_: str) -> NameRule:
    """Return how names of a type are compared; types of an ontology of one's own as things are."""
    return RULES.get(type_, OTHERS)


def is_comparable(name: str) -> bool:
    """Return whether a name is short enough to be compared with other names."""
    return len(name) <= WORDS * LETTERS and len(name.split()) <= WORDS
