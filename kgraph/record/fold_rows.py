"""What goes into the tables of the fold, and what comes out of them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kgraph.model import Profile
from kgraph.model.evidence import NO_EVIDENCE, Evidence
from kgraph.record.comparison_tables import KeyOf


@dataclass(frozen=True, slots=True)
class Sighting:
    """What one article adds to the profile of one name and type.

    ``forms`` are the forms seen with their counts, by form; ``named`` says whether a mention of
    it is more than a concept. Sightings of one ``block`` may be of one bearer or of several, which
    ``evidence`` tells.
    """

    type: str
    name: str
    listed: str
    forms: tuple[tuple[str, int], ...]
    mentions: int
    named: bool
    id: str
    block: str = ""
    evidence: Evidence = NO_EVIDENCE


KeysOf = Callable[[Sighting], Iterable[KeyOf]]
"""Returns what the profile of a sighting is compared by."""


@dataclass(frozen=True, slots=True)
class Member:
    """A profile with what the fold says of it.

    ``named`` says whether a mention of it is more than a concept; ``entity`` and ``state`` are as
    they are stored.
    """

    key: int
    profile: Profile
    named: bool
    entity: int
    state: str


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """What relations are counted from: a claim with the ids of the profiles at its ends.

    ``pooled_by`` is a phrase where claims of one predicate are pooled by it, else None; ``days``
    are the first and last ISO date, empty where none is known.
    """

    id: str
    subject: str | None
    predicate: str
    object: str | None
    phrase: str
    pooled_by: str | None
    symmetric: bool
    status: str
    days: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EntityState:
    """What the fold says of one cluster: its members' ids, the canonical one first.

    ``type`` and ``name`` are those shown; ``state`` is whatever the claims of its articles depend
    on, in words: where it differs from the stored one, they are read again.
    """

    members: tuple[str, ...]
    type: str
    name: str
    state: str
    needs_claims: bool
