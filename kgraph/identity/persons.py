"""Persons by the parts of their names.

Profiles of one surname are compared and no others. The fuller name comes first; a shorter one
joins it if nothing in the two speaks against it and no other fuller name would do as well.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kgraph.identity.decisions import Key, decide_same, decide_unsure, grouped
from kgraph.identity.forms import canonical_order, normal_words
from kgraph.model import Decision, Profile

_PARTICLES = frozenset((
    "af", "al", "ben", "bin", "da", "de", "del", "della", "den", "der", "di", "dos", "du", "el",
    "ibn", "la", "le", "ten", "ter", "van", "von", "zu",
))  # fmt: skip
_GENERATIONS = frozenset(("jr", "sr", "junior", "senior", "ii", "iii", "iv"))
_JOINED_INITIAL = re.compile(r"(?<=\b\w)\.(?=\w)")


@dataclass(frozen=True, slots=True)
class PersonName:
    """The parts of a person's name in normal form.

    ``surname`` is the last word, ``particles`` stand before it ("van der"), ``generation`` after
    it ("jr"), ``given`` are all other words.
    """

    given: tuple[str, ...]
    particles: tuple[str, ...]
    surname: str
    generation: str


def person_name(name: str) -> PersonName:
    """Return the parts of ``name``; does not know names that put the surname first."""
    words = normal_words(_JOINED_INITIAL.sub(". ", name))
    generation = ""
    if len(words) > 1 and words[-1] in _GENERATIONS:
        words, generation = words[:-1], words[-1]
    start = len(words) - 1
    while start > 0 and words[start - 1] in _PARTICLES:
        start -= 1
    return PersonName(words[:start], words[start:-1], words[-1], generation)


def join_persons(profiles: Iterable[Profile]) -> Iterator[Decision]:
    """Yield a decision for each two persons that are one, or may be one.

    Takes one profile of each normal form.
    """
    for block in grouped(profiles, lambda p: person_name(p.name).surname).values():
        yield from _join_block([_Named(p, person_name(p.name)) for p in block])


def person_keys(name: str) -> Iterator[Key]:
    """Yield what persons are compared by."""
    yield person_name(name).surname, False


@dataclass(frozen=True, slots=True)
class _Named:
    profile: Profile
    parts: PersonName


def _join_block(block: Iterable[_Named]) -> Iterator[Decision]:
    known: list[list[_Named]] = []
    for person in sorted(block, key=_fullest_first):
        fitting = [people for people in known if all(_fits(person, other) for other in people)]
        if len(fitting) == 1:
            yield _same(person, fitting[0][0])
            fitting[0].append(person)
            continue
        for people in fitting:
            reason = f'"{person.profile.name}" may be any of {_listing(fitting)}'
            yield decide_unsure(person.profile, people[0].profile, reason)
        known.append([person])


def _fullest_first(person: _Named) -> tuple[int, int, tuple[int, int, str]]:
    full = sum(len(word) > 1 for word in person.parts.given)
    return (-full, -len(person.parts.given), canonical_order(person.profile))


def _fits(shorter: _Named, fuller: _Named) -> bool:
    one, other = shorter.parts, fuller.parts
    if one == other and shorter.profile.sense != fuller.profile.sense:
        return False
    if not one.given:
        return one.particles in ((), other.particles) and one.generation in ("", other.generation)
    if (one.particles, one.generation) != (other.particles, other.generation):
        return False
    return _alike(one.given[0], other.given[0]) and _middles_fit(one.given[1:], other.given[1:])


def _middles_fit(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    if not one or not other:
        return True
    return len(one) == len(other) and all(map(_alike, one, other))


def _alike(word: str, other: str) -> bool:
    """Return whether two given names are equal or one is the initial of the other."""
    shorter, longer = sorted((word, other), key=len)
    return shorter == longer or (len(shorter) == 1 and longer.startswith(shorter))


def _same(person: _Named, fuller: _Named) -> Decision:
    left, right = person.profile, fuller.profile
    pair = f'"{left.name}" and "{right.name}"'
    if not person.parts.given:
        reason = f'"{left.name}" is the surname of "{right.name}" and of no other full name'
        return decide_same(left, right, 0.8, reason)
    if person.parts.given[0] != fuller.parts.given[0]:
        reason = f"{pair}: surnames are equal, the initial is that of the first name"
        return decide_same(left, right, 0.85, reason)
    reason = f"{pair}: first names and surnames are equal, nothing else speaks against it"
    return decide_same(left, right, 0.95, reason)


def _listing(people: list[list[_Named]]) -> str:
    return ", ".join(sorted(f'"{group[0].profile.name}"' for group in people))
