"""Whether the types, predicates and frames of an ontology file go together."""

from collections.abc import Iterator, Mapping
from itertools import chain

from kgraph.ontology.mistakes import Mistake, one_of, unknown
from kgraph.ontology.positions import Place
from kgraph.ontology.rows import FrameRow, OntologyRow, PredicateRow, clause_words
from kgraph.ontology.vocabulary import CONCEPT, RELATED_TO, WORDS, Ontology, Predicate

# types of kgraph's own, and labels of the property graph, where every type is a label too
_RESERVED = frozenset(
    {
        WORDS,
        CONCEPT,
        "Article",
        "Chunk",
        "Claim",
        "Document",
        "Entity",
        "KGraph",
        "Retired",
        "Sentence",
    }
)


def check(rows: OntologyRow, base: Ontology, ontology: Ontology) -> Iterator[Mistake]:
    """Yield the mistakes of a file; ``ontology`` is what it makes of ``base``."""
    return chain(
        _check_types(rows.types, ontology.types),
        _check_inverses(rows, ontology.predicates),
        *(_check_predicate(name, row, base, ontology) for name, row in rows.predicates.items()),
    )


def _check_types(rows: Mapping[str, str], types: Mapping[str, str]) -> Iterator[Mistake]:
    for name, parent in rows.items():
        if name in _RESERVED:
            yield Mistake(("types", name), "is a word of kgraph's own; choose another name")
        if parent and parent not in types:
            expected = f"'' or {one_of(sorted(types))}"
            yield Mistake(("types", name), unknown("parent", parent, types, expected))
        if _is_circular(name, types):
            yield Mistake(("types", name), f"stands above its parent {parent!r}; choose another")


def _is_circular(name: str, types: Mapping[str, str]) -> bool:
    passed = set[str]()
    above = types[name]
    while above and above not in passed:
        passed.add(above)
        above = types.get(above, "")
    return name in passed


def _check_inverses(rows: OntologyRow, predicates: Mapping[str, Predicate]) -> Iterator[Mistake]:
    """Yield inverses of the file that are a predicate's name, or another predicate's inverse."""
    others = [p for name, p in predicates.items() if name not in rows.predicates]
    taken = {p.inverse: p.name for p in others if p.inverse}
    for name in rows.predicates:
        inverse = predicates[name].inverse
        place = ("predicates", name, "inverse")
        if name in taken:
            yield Mistake(place[:2], f"is the inverse of {taken[name]!r}; choose another name")
        if inverse in predicates:
            yield Mistake(place, f"{inverse!r} is a predicate itself; choose another name")
        elif inverse in taken:
            yield Mistake(place, f"{inverse!r} is the inverse of {taken[inverse]!r} too")
        elif inverse:
            taken[inverse] = name


def _check_predicate(
    name: str, row: PredicateRow, base: Ontology, ontology: Ontology
) -> Iterator[Mistake]:
    place = ("predicates", name)
    for named, where in ((name, place), (row.inverse, (*place, "inverse"))):
        if named == RELATED_TO:
            yield Mistake(where, f"{RELATED_TO!r} is what no frame reads; choose another name")
    if row.extends and name not in base.predicates:
        yield Mistake((*place, "extends"), unknown("predicate", name, base.predicates))
        return
    predicate = ontology.predicates[name]
    yield from _check_ends(predicate, row, ontology.types)
    yield from _check_symmetry(predicate)
    yield from _check_broader(predicate, ontology)
    for number, frame in enumerate(row.frames):
        yield from _check_frame((*place, "frames", number), frame)
        yield from _check_listed((*place, "frames", number), frame, ontology.types)


def _check_ends(
    predicate: Predicate, row: PredicateRow, types: Mapping[str, str]
) -> Iterator[Mistake]:
    place = ("predicates", predicate.name)
    for end in ("domain", "range"):
        if not getattr(predicate, end):
            expected = "expected a list of types, such as ['Person']"
            yield Mistake((*place, end), f"is missing; {expected}")
    yield from _check_listed(place, row, types)


def _check_listed(
    place: Place, row: PredicateRow | FrameRow, types: Mapping[str, str]
) -> Iterator[Mistake]:
    known = {*types, WORDS, CONCEPT}
    for end in ("domain", "range"):
        for number, type_ in enumerate(getattr(row, end)):
            if type_ not in known:
                yield Mistake((*place, end, number), unknown("type", type_, known))


def _check_symmetry(predicate: Predicate) -> Iterator[Mistake]:
    place = ("predicates", predicate.name, "symmetric")
    if predicate.symmetric and predicate.inverse:
        yield Mistake(place, "is true, and so there is no inverse; leave one of the two out")
    if predicate.symmetric and set(predicate.domain) != set(predicate.range):
        yield Mistake(place, "is true, and so domain and range hold the same types; make them one")


def _check_broader(predicate: Predicate, ontology: Ontology) -> Iterator[Mistake]:
    """Yield what keeps a predicate from saying all that its broader one says."""
    place = ("predicates", predicate.name, "broader")
    broader = ontology.predicates.get(predicate.broader)
    if broader is None:
        if predicate.broader:
            yield Mistake(place, unknown("predicate", predicate.broader, ontology.predicates))
    elif predicate.name in ontology.broader(broader.name):
        yield Mistake(place, f"stands above its broader one {broader.name!r}; choose another")
    else:
        for end in ("domain", "range"):
            beyond = [
                t for t in getattr(predicate, end) if not ontology.allows(getattr(broader, end), t)
            ]
            if beyond:
                yield Mistake(place, f"{broader.name!r} has no {beyond[0]} in its {end}; widen it")


def _check_frame(place: Place, row: FrameRow) -> Iterator[Mistake]:
    words = clause_words()
    roles = row.model_extra or {}
    keys = [*FrameRow.model_fields, *words.roles]
    for role in roles:
        if role not in words.roles and role not in words.prepositions:
            known, expected = [*keys, *words.prepositions], f"{one_of(keys)}, or a preposition"
            yield Mistake((*place, role), unknown("key or role", role, known, expected))
    for end in ("domain", "range"):
        if end not in roles.values():
            yield Mistake(place, f"no role fills the {end}; add one, such as subject = '{end}'")
