"""What the key and the graph say of an article, in terms that can be compared.

:mod:`kgraph.evaluation.matching` has the rules.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kgraph.evaluation.answer_key import ANY, KeyArticle
from kgraph.evaluation.wording import normalise, words_agree
from kgraph.graph import KnowledgeGraph
from kgraph.model import Claim, End, Polarity, Speaker
from kgraph.ontology import CONCEPT, RELATED_TO, Ontology


@dataclass(frozen=True, slots=True)
class Term:
    """A subject, object or speaker in the key's terms: a listed entity, or normalised words.

    ``texts`` are the words; of an entity the key's names that it may be, none where the key has
    none, several where namesakes share the form that the article uses.
    """

    texts: frozenset[str]
    listed: bool

    def fits(self, wanted: "Term") -> bool:
        """Whether a term of the graph is the key's."""
        if self.listed or wanted.listed:
            return self.listed == wanted.listed and bool(self.texts & wanted.texts)
        return any(words_agree(own, other) for own in self.texts for other in wanted.texts)


@dataclass(frozen=True, slots=True)
class Statement:
    """Claims of the graph that say the same; the first is the one that stands first."""

    subject: Term
    object: Term
    speaker: Term | None
    claims: tuple[Claim, ...]

    @property
    def predicate(self) -> str:
        """The predicate of all its claims."""
        return self.claims[0].predicate

    @property
    def polarity(self) -> Polarity:
        """The polarity of all its claims."""
        return self.claims[0].polarity

    @property
    def phrase(self) -> str:
        """The wording of its first claim, and of all under ``related_to``."""
        return self.claims[0].phrase


@dataclass(frozen=True, slots=True)
class Triple:
    """Subject, predicate and object in the key's terms, the predicate under its own name.

    ``said_by`` are the predicates that say it: its own, and those that are narrower.
    """

    subject: Term
    predicate: str
    object: Term
    symmetric: bool
    said_by: frozenset[str]

    def fits(self, statement: Statement) -> bool:
        """Whether the statement is about this, whoever says it and however it is meant."""
        if self.predicate != ANY and statement.predicate not in self.said_by:
            return False
        ends = [(statement.subject, statement.object)]
        if self.symmetric:
            ends.append((statement.object, statement.subject))
        return any(s.fits(self.subject) and o.fits(self.object) for s, o in ends)


class KeyTerms:
    """Reads the claims of a line of the key in comparable terms."""

    def __init__(self, row: KeyArticle, ontology: Ontology) -> None:
        self._ontology = ontology
        self._listed = {normalise(entity.name) for entity in row.entities}
        self._symmetric = {p.name for p in ontology.predicates.values() if p.symmetric} | {ANY}
        self._inverses = {
            p.inverse: p.name
            for p in ontology.predicates.values()
            if p.inverse and p.inverse not in ontology.predicates
        }

    def triple(self, subject: str, predicate: str, object_: str) -> Triple:
        """Return a claim's ends and predicate; an inverse predicate is turned round."""
        ends = self.term(subject), self.term(object_)
        if predicate in self._inverses:
            predicate, ends = self._inverses[predicate], (ends[1], ends[0])
        said_by = self._ontology.narrower(predicate)
        return Triple(ends[0], predicate, ends[1], predicate in self._symmetric, said_by)

    def term(self, words: str) -> Term:
        """Return an end or a speaker."""
        text = normalise(words)
        return Term(frozenset({text}), text in self._listed)


@dataclass(frozen=True, slots=True)
class GraphTerms:
    """Claims of one article of the graph in the key's terms.

    ``names`` gives the key's names of each entity in the article, none where it has none.
    """

    claims: tuple[Claim, ...]
    names: Mapping[str, frozenset[str]]
    concepts: frozenset[str]

    @classmethod
    def of(cls, row: KeyArticle, article: str, graph: KnowledgeGraph) -> "GraphTerms":
        """Return the claims of the article of that id, for a line of the key."""
        names = {e: _key_names(row, forms) for e, forms in _forms(article, graph).items()}
        concepts = frozenset(e.id for e in graph.entities if e.type == CONCEPT)
        claims = (claim for claim in graph.claims if claim.article == article)
        in_order = sorted(claims, key=lambda c: (c.sentence, c.trigger, c.id))
        return cls(tuple(in_order), names, concepts)

    def statements(self, ontology: Ontology) -> Iterator[Statement]:
        """Yield the statements that the claims make, by the place of the first of each."""
        pools: dict[tuple[str, ...], list[Claim]] = {}
        for claim in self.claims:
            predicate = ontology.predicates.get(claim.predicate)
            ends = [claim.subject.entity or claim.subject.words]
            ends.append(claim.object.entity or claim.object.words)
            if predicate is not None and predicate.symmetric:
                ends.sort()
            phrase = claim.phrase if claim.predicate == RELATED_TO else ""
            said_by = claim.speakers[0].entity or claim.speakers[0].words if claim.speakers else ""
            told = (*ends, said_by, phrase)
            key = (*map(normalise, told), claim.predicate, claim.polarity)
            pools.setdefault(key, []).append(claim)
        for pool in pools.values():
            first = pool[0]
            speaker = self._term(first.speakers[0]) if first.speakers else None
            yield Statement(
                self._term(first.subject), self._term(first.object), speaker, tuple(pool)
            )

    def _term(self, end: End | Speaker) -> Term:
        if end.entity is None or (end.entity in self.concepts and not self.names.get(end.entity)):
            return Term(frozenset({normalise(end.words)}), listed=False)
        return Term(self.names.get(end.entity, frozenset()), listed=True)


def _forms(article: str, graph: KnowledgeGraph) -> dict[str, set[str]]:
    """Return what the article calls each entity of the graph, normalised, by entity id."""
    entities = graph.mention_entities(article)
    forms: dict[str, set[str]] = {}
    for mention in graph.annotation(article).mentions:
        if mention.id in entities:
            own = forms.setdefault(entities[mention.id], set())
            own |= {normalise(mention.text)} if mention.kind == "name" else set()
            own |= {normalise(mention.name)} if mention.name else set()
    return forms


def _key_names(row: KeyArticle, forms: set[str]) -> frozenset[str]:
    """Return the normalised names of the key's entities that these forms may mean."""
    others = {normalise(e.name): {normalise(also) for also in e.also} for e in row.entities}
    found = frozenset(others.keys() & forms)
    if found:
        return found if len(found) == 1 else frozenset()
    bearers = {f: frozenset(n for n, group in others.items() if f in group) for f in forms}
    known = [names for names in bearers.values() if names]
    return min(known, key=lambda names: (len(names), sorted(names)), default=frozenset())
