"""The ontology: types, and predicates with their frames."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kgraph.model import Modality, Polarity

WORDS = "Words"
"""Stands in a domain or range for an end that names no entity."""
CONCEPT = "Concept"
"""The type of what articles say things of and do not name; admitted wherever ``Words`` is."""
RELATED_TO = "related_to"
"""The predicate of a clause that no frame reads; no ontology defines it."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One way to a predicate: which clauses it reads, and which role fills which end.

    ``roles`` are (role of the clause, "domain" or "range"), as written. Of what is not empty, one
    of ``under`` has to govern the clause, an end has to stand for its name through one of ``via``,
    the end ``plain`` has to be the name itself ("the plan of X" is not X),
    the clause has to have each role of ``needs`` and none of ``lacks``, ``rule`` has to have
    found it, its chance has to be ``least`` or more where a model guessed it, and the ends have to
    be of the types ``domain`` and ``range``, narrower than the predicate's.
    """

    triggers: tuple[str, ...]
    roles: tuple[tuple[str, str], ...]
    under: tuple[str, ...] = ()
    via: tuple[str, ...] = ()
    plain: str = ""
    needs: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    domain: tuple[str, ...] = ()
    range: tuple[str, ...] = ()
    rule: str = ""
    least: float | None = None
    polarity: Polarity | None = None
    modality: Modality | None = None
    inference: str = ""
    example: str = ""

    def fills(self, end: str) -> tuple[str, ...]:
        """Return the roles of the clause that fill "domain" or "range"."""
        return tuple(role for role, filled in self.roles if filled == end)


@dataclass(frozen=True, slots=True)
class Codes:
    """What other vocabularies call a predicate; empty where they have no word for it.

    ``plover`` is an event type ("SANCTION"), ``wikidata`` a property ("P108"), ``followthemoney``
    a schema, with one of its properties behind a colon ("Sanction:authority").
    """

    plover: str = ""
    wikidata: str = ""
    followthemoney: str = ""


@dataclass(frozen=True, slots=True)
class Predicate:
    """A predicate: the types of its ends, the name of its inverse, its frames.

    ``inverse`` is empty where it has none; a symmetric predicate is its own. ``broader`` names the
    predicate that holds wherever this one does ("kills", "attacks"), empty where there is none.
    """

    name: str
    domain: tuple[str, ...]
    range: tuple[str, ...]
    inverse: str = ""
    symmetric: bool = False
    broader: str = ""
    description: str = ""
    codes: Codes = Codes()
    frames: tuple[Frame, ...] = ()


@dataclass(frozen=True, slots=True)
class Ontology:
    """Types (each with its parent, or empty) and predicates, by name.

    ``fingerprint`` depends on all that decides how clauses are read and claims are pooled: not on
    broader predicates, descriptions, codes and examples, whose change leaves every stored graph as
    it is.
    """

    types: Mapping[str, str]
    predicates: Mapping[str, Predicate]
    fingerprint: str
    by_trigger: Mapping[str, tuple[tuple[Predicate, Frame], ...]] = field(repr=False)

    def is_a(self, type_: str, ancestor: str) -> bool:
        """Return whether ``type_`` is ``ancestor`` or stands below it."""
        while type_:
            if type_ == ancestor:
                return True
            type_ = self.types.get(type_, "")
        return False

    def narrower(self, name: str) -> frozenset[str]:
        """Return the predicates that say what ``name`` says: itself and all that stand below it."""
        return frozenset({name, *(p for p in self.predicates if name in self.broader(p))})

    def broader(self, name: str) -> frozenset[str]:
        """Return the predicates that hold wherever ``name`` does: itself and all above it."""
        passed = set[str]()
        while name in self.predicates and name not in passed:
            passed.add(name)
            name = self.predicates[name].broader
        return frozenset(passed)

    def allows(self, types: tuple[str, ...], type_: str) -> bool:
        """Return whether a domain or range admits a type; empty stands for no entity at all."""
        if not type_:
            return WORDS in types
        return any(self.is_a(type_, allowed) for allowed in types)
